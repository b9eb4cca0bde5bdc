import { describe, expect, it } from 'vitest';
import { anySubsetWithSum, subsetsWithSum } from '../../src/ledger/subsets.js';
import { createRandom } from '../world/random.js';

describe('the lines that add up to a number of units', () => {
  it('are listed with fewer lines before more', () => {
    expect(subsetsWithSum([1, 2, 3, 1], 3, 10)).toEqual([[2], [0, 1], [1, 3]]);
  });

  it('are no more than asked for', () => {
    expect(subsetsWithSum([1, 1, 1, 1], 2, 3)).toHaveLength(3);
  });

  it('are none where nothing adds up', () => {
    expect(subsetsWithSum([2, 4], 5, 10)).toEqual([]);
    expect(subsetsWithSum([], 1, 10)).toEqual([]);
  });

  it('are the empty set for no units at all', () => {
    expect(subsetsWithSum([1, 2], 0, 10)).toEqual([[]]);
  });

  it('are looked for among the first twenty, so that the work stays bounded', () => {
    const many = new Array<number>(400).fill(2);
    expect(subsetsWithSum([...many, 1], 1, 10)).toEqual([]);
    expect(subsetsWithSum(many, 7, 10)).toEqual([]);
  });
});

describe('some lines, however many, that add up to a number of units', () => {
  it('are found among more than can be combined', () => {
    expect(anySubsetWithSum(new Array<number>(60).fill(1), 40)).toHaveLength(40);
    expect(anySubsetWithSum([...new Array<number>(60).fill(2), 1], 81)).toHaveLength(41);
  });

  it('are none for no units, and null where nothing adds up', () => {
    expect(anySubsetWithSum([1, 2], 0)).toEqual([]);
    expect(anySubsetWithSum([], 0)).toEqual([]);
    expect(anySubsetWithSum([2, 4], 5)).toBeNull();
    // More than all of them: no sum is tried, however large it is.
    expect(anySubsetWithSum([], 2_147_483_647)).toBeNull();
    expect(anySubsetWithSum([2, 4], 7)).toBeNull();
    expect(anySubsetWithSum([2, 4], 6)).toEqual([0, 1]);
    expect(anySubsetWithSum([2, 4], -2)).toBeNull();
  });

  it('are not looked for where that would take too long', () => {
    expect(anySubsetWithSum(new Array<number>(30_000).fill(1), 20_000)).toBeNull();
  });

  it.each([1, 2, 3])('are found exactly where a choice of them adds up, seed %i', (seed) => {
    const random = createRandom(seed);
    for (let round = 0; round < 200; round++) {
      const units = Array.from({ length: random.integer(1, 8) }, () => random.integer(0, 5));
      const target = random.integer(0, 14);
      const chosen = anySubsetWithSum(units, target);
      const where = `seed ${seed}: ${units.join()} to ${target}`;
      expect(chosen !== null, where).toBe(subsetsWithSum(units, target, 1).length > 0);
      const sum = (chosen ?? []).reduce((total, member) => total + (units[member] ?? 0), 0);
      expect(sum, where).toBe(chosen === null ? 0 : target);
      expect(new Set(chosen).size, where).toBe(chosen?.length ?? 0);
    }
  });
});
