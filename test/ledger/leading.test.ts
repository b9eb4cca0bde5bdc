import { expect, it } from 'vitest';
import { leading } from '../../src/ledger/leading.js';

const scores = [3, 9, 1, 9, 5, 7];
const isHigher = (place: number, other: number): boolean => (scores[place] ?? 0) > (scores[other] ?? 0);

it('names the first few in order, of equal ones the first', () => {
  expect(leading(scores.length, 3, isHigher)).toEqual([1, 3, 5]);
});

it('names all where there are no more than asked for', () => {
  expect(leading(scores.length, 10, isHigher)).toEqual([1, 3, 5, 4, 0, 2]);
  expect(leading(0, 3, isHigher)).toEqual([]);
});

it('names no more than were asked for, whatever comes last', () => {
  expect(leading(4, 2, (place, other) => place < other)).toEqual([0, 1]);
  expect(leading(3, 0, isHigher)).toEqual([]);
});
