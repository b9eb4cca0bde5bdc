import { describe, expect, it } from 'vitest';
import { subsetsWithSum } from '../../src/ledger/subsets.js';

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
