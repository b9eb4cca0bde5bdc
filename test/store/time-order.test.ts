import { describe, expect, it } from 'vitest';
import { inTimeOrder } from '../../src/store/time-order.js';

const update = (at: number, before: number, after: number) => ({
  at,
  author: null,
  before,
  after,
  reserved: null,
});
const ordered = (...updates: ReturnType<typeof update>[]) => {
  const result = inTimeOrder(updates).map(({ before, after }) => `${before}→${after}`);
  expect(inTimeOrder(updates.toReversed()).map(({ before, after }) => `${before}→${after}`)).toEqual(result);
  return result;
};

describe('inTimeOrder', () => {
  it('goes by time', () => {
    expect(ordered(update(2, 1, 2), update(1, 9, 1))).toEqual(['9→1', '1→2']);
  });

  it('chains updates of one instant from the count before', () => {
    expect(ordered(update(1, 6, 5), update(2, 3, 2), update(2, 5, 3), update(2, 2, 4))).toEqual([
      '6→5',
      '5→3',
      '3→2',
      '2→4',
    ]);
  });

  it('chains updates of the first instant towards the next', () => {
    expect(ordered(update(1, 5, 3), update(1, 3, 5), update(2, 5, 9))).toEqual(['5→3', '3→5', '5→9']);
    expect(ordered(update(1, 5, 3), update(1, 3, 5), update(2, 3, 9))).toEqual(['3→5', '5→3', '3→9']);
  });

  it('goes by values where there is no chain', () => {
    expect(ordered(update(1, 7, 1), update(1, 4, 2))).toEqual(['4→2', '7→1']);
  });

  it('is quick with very many of one instant', () => {
    expect(inTimeOrder(Array.from({ length: 5000 }, (_, n) => update(1, n % 7, (n * 3) % 7))).length).toBe(
      5000,
    );
  });
});
