import { describe, expect, it } from 'vitest';
import { matchesOfAuthor } from '../../src/ledger/chance.js';
import { linesOfBalances } from '../../src/ledger/lines.js';
import { balanceOf, COVERAGE, daysAgo, lineOf, minutesAfter, recordsOf, updateOf } from './records.js';

/** Ten orders of different sizes, days apart, each written off by `erp` a minute after it was paid. */
function writtenOffWhenPaid(shiftInHours = 0) {
  const lines = Array.from({ length: 10 }, (_, index) =>
    lineOf(`v${index}-01`, { units: 1 + (index % 4), createdAt: daysAgo(28 - 2.7 * index) }),
  );
  let count = 60;
  const updates = lines.map(({ authorizedAt, units }) => {
    const before = count;
    count -= units;
    return updateOf('erp', minutesAfter(authorizedAt ?? 0, 1 + 60 * shiftInHours), before, count);
  });
  return linesOfBalances(recordsOf([balanceOf(count, lines, { updates })], lines), COVERAGE);
}

describe('the decrements of a writer', () => {
  it('fit the orders at its trigger far more often than shifted orders', () => {
    const { decrements, matched, expectedByChance } = matchesOfAuthor(
      'erp',
      'authorized',
      writtenOffWhenPaid(),
    );
    expect({ decrements, matched }).toEqual({ decrements: 10, matched: 10 });
    expect(expectedByChance).toBeLessThan(5);
  });

  it('fit no moment that comes after them', () => {
    expect(matchesOfAuthor('erp', 'handling', writtenOffWhenPaid()).matched).toBe(0);
  });

  it('are those of the author asked for', () => {
    expect(matchesOfAuthor('ana', 'authorized', writtenOffWhenPaid())).toEqual({
      decrements: 0,
      matched: 0,
      expectedByChance: 0,
    });
  });

  it('fit a pending order of the same size where no trigger is asked for', () => {
    expect(matchesOfAuthor('erp', null, writtenOffWhenPaid(3)).matched).toBe(10);
  });
});
