import { describe, expect, it } from 'vitest';
import { THOROUGH } from '../../src/ledger/effort.js';
import { putBackDensity } from '../../src/ledger/habits.js';

import { isCancelledBy, PutBacks } from '../../src/ledger/put-backs.js';
import { BLANK, sceneOf } from '../../src/ledger/reading.js';
import {
  balanceLinesOf,
  balanceOf,
  COVERAGE,
  daysAgo,
  lineOf,
  readingOf,
  triggeredWriter,
} from './records.js';

describe('a line that a writer may put back', () => {
  const cancelled = { phase: 'closed', state: null, lastChangeAt: daysAgo(2) } as const;

  it('was cancelled by then, at the latest at that very moment', () => {
    expect(isCancelledBy(cancelled, daysAgo(1))).toBe(true);
    expect(isCancelledBy(cancelled, daysAgo(2))).toBe(true);
    expect(isCancelledBy(cancelled, daysAgo(3))).toBe(false);
  });

  it('is none of which nobody knows when it was cancelled', () => {
    expect(isCancelledBy({ ...cancelled, lastChangeAt: null }, daysAgo(0))).toBe(false);
  });

  it('is none that is open, still reserved, or unknown', () => {
    expect(isCancelledBy({ ...cancelled, phase: 'confirmed' }, daysAgo(1))).toBe(false);
    expect(isCancelledBy({ ...cancelled, state: 'pending' }, daysAgo(1))).toBe(false);
    expect(isCancelledBy(undefined, daysAgo(1))).toBe(false);
  });
});

describe('what one update may have put back', () => {
  const ERP = triggeredWriter('erp', 'authorized');
  const AT = daysAgo(1);

  /** The choices there are within so many units, with orders cancelled two days ago, all of them taken off. */
  function within(rest: number, sizes: readonly number[], out = sizes.map((_, index) => index)) {
    const orders = sizes.map((units, index) =>
      lineOf(`v${index}`, { units, status: 'canceled', createdAt: daysAgo(5), lastChangeAt: daysAgo(2) }),
    );
    const scene = sceneOf(balanceLinesOf(balanceOf(9, orders), orders), readingOf(ERP), COVERAGE, THOROUGH);
    const choices = new PutBacks(scene, { ...BLANK, out }, ERP, AT).within(rest);
    for (const { lines, units, score } of choices) {
      expect(units).toBe(lines.reduce((sum, index) => sum + (sizes[index] ?? 0), 0));
      const scores = lines.map((index) => Math.log(putBackDensity(ERP, scene.lines[index], AT)));
      expect(score).toBeCloseTo(scores.reduce((sum, one) => sum + one, 0));
    }
    return choices.map(({ lines }) => lines);
  }

  it('is nothing where nothing was taken off', () => {
    expect(within(3, [])).toEqual([]);
    expect(within(3, [3], [])).toEqual([]);
  });

  it('are the orders that make up the units, or single ones of fewer', () => {
    expect(within(3, [1, 2, 3])).toEqual([[2], [0, 1], [0], [1]]);
    expect(within(3, [4, 3])).toEqual([[1]]);
    expect(within(2, [1, 4])).toEqual([[0]]);
    expect(within(1, [2])).toEqual([]);
  });

  it('are three choices that make up the units at most, and the four newest single ones', () => {
    expect(within(1, [1, 1, 1, 1])).toEqual([[0], [1], [2]]);
    expect(within(9, [1, 1, 1, 1, 1, 1]).slice(-4)).toEqual([[2], [3], [4], [5]]);
    expect(within(9, [1, 1, 1, 1, 1, 1])).toHaveLength(4);
  });

  it('are only those that were taken off', () => {
    expect(within(3, [1, 3, 3], [0, 2])).toEqual([[2], [0]]);
  });
});
