import { describe, expect, it } from 'vitest';
import type { Findings } from '../../src/ledger/causes/cause.js';
import { causesOf } from '../../src/ledger/causes/index.js';

const NOTHING_FOUND: Findings = {
  earlyTaken: 0,
  ghostsTaken: 0,
  oversold: 0,
  notTaken: 0,
  loweredByHand: 0,
  notPutBack: 0,
  inStock: 4,
  underTwins: null,
  missingOrders: 0,
  ofOtherLines: 0,
  gaps: 0,
  unexplained: 0,
};

describe('the causes of a balance', () => {
  it('are none where nothing is wrong', () => {
    expect(causesOf(NOTHING_FOUND)).toEqual([]);
  });

  it.each([
    ['early-write-off', { earlyTaken: 2 }, 2],
    ['ghost-reservation', { ghostsTaken: 3 }, 3],
    ['oversold', { oversold: 1 }, 1],
    ['late-write-off', { notTaken: 2 }, -2],
    ['manual-edit', { loweredByHand: 2 }, 2],
    ['not-put-back', { notPutBack: 1 }, 1],
    ['negative-count', { inStock: -3 }, 3],
    ['split-identity', { underTwins: 4 }, 4],
    ['split-identity', { underTwins: 0 }, 0],
    ['kit-or-changed-order', { ofOtherLines: 2 }, 2],
    ['missing-orders', { missingOrders: 2 }, 2],
    ['log-gap', { gaps: 5 }, 5],
    ['unexplained', { unexplained: 1 }, 1],
  ] as const)('carry their own units: %s', (code, found, units) => {
    expect(causesOf({ ...NOTHING_FOUND, ...found })).toEqual([{ code, units }]);
  });

  it('are listed by units, and equal ones in one order', () => {
    const causes = causesOf({ ...NOTHING_FOUND, oversold: 1, earlyTaken: 1, unexplained: 4, notTaken: 2 });
    expect(causes.map(({ code }) => code)).toEqual([
      'unexplained',
      'early-write-off',
      'oversold',
      'late-write-off',
    ]);
  });
});
