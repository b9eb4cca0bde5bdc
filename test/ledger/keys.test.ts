import { expect, it } from 'vitest';
import { mended, moved } from '../../src/ledger/keys.js';

const PLACES = ['untaken', 'out', 'undone', 'lost'] as const;

it('readings with every line in the same place have one key, whatever led to them', () => {
  const straight = moved(moved(0, 0, 'nowhere', 'out'), 7, 'nowhere', 'lost');
  const around = moved(moved(moved(0, 7, 'nowhere', 'untaken'), 7, 'untaken', 'lost'), 0, 'nowhere', 'out');
  expect(around).toBe(straight);
  expect(moved(moved(straight, 7, 'lost', 'nowhere'), 0, 'out', 'nowhere')).toBe(0);
  expect(mended(moved(5, 3, 'out', 'undone'))).toBe(moved(mended(5), 3, 'out', 'undone'));
});

it('readings that differ in a line, or in whether their writers are mended, have other keys', () => {
  const keys = Array.from({ length: 300 }, (_, index) =>
    PLACES.map((place) => moved(0, index, 'nowhere', place)),
  ).flat();
  const all = [0, ...keys, ...keys.map(mended), mended(0)];
  expect(all.every((key) => Number.isSafeInteger(key) && key >= 0)).toBe(true);
  expect(new Set(all).size).toBe(all.length);
});
