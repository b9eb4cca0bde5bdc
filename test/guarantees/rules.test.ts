/** No count is written that the rules forbid: a diagnosis or a fix that breaks one stops the command. */
import { describe, expect, test } from 'vitest';
import type { BalanceDiagnosis } from '../../src/ledger/diagnosis.js';
import { checkedCorrections } from '../../src/ledger/index.js';
import { checkedDiagnosis } from '../../src/ledger/invariants.js';
import { withstood } from './trying.js';

/** 2 in stock, 3 ready for handling and 1 in Preparing Delivery, all four taken off when placed. */
const RIGHT: BalanceDiagnosis = {
  sku: '1',
  warehouse: 'w',
  warehouseName: null,
  refId: null,
  unlimited: false,
  inStock: 2,
  reserved: 4,
  available: -2,
  pending: 3,
  acknowledged: 1,
  ghosts: 0,
  undetermined: 0,
  earlyWriteOffs: 4,
  lateWriteOffs: 0,
  availableItems: 2,
  corrected: 5,
  unblocked: 5,
  alternatives: [4, 6],
  oversold: 0,
  basis: 'update-log',
  confidence: 'likely',
  causes: [
    { code: 'early-write-off', units: 4 },
    { code: 'manual-edit', units: 9 },
  ],
  blockedTradePolicies: null,
  hiddenUnits: null,
  isHidden: false,
  sellingPrice: null,
};

const BROKEN: readonly (readonly [string, Partial<BalanceDiagnosis>])[] = [
  ['a fraction', { inStock: 2.5 }],
  ['no number', { pending: Number.NaN }],
  ['more than can be told exactly', { inStock: 2 ** 53, available: 2 ** 53 - 4 }],
  ['a term below zero', { ghosts: -1, pending: 4 }],
  ['an available of its own', { available: -1 }],
  ['reserved units that are nowhere', { acknowledged: 0 }],
  ['reserved units that are there twice', { ghosts: 1 }],
  ['available items that do not add up', { availableItems: 3, corrected: 6, unblocked: 6 }],
  ['units taken off that are forgotten', { earlyWriteOffs: 3 }],
  ['phantom stock that is forgotten', { lateWriteOffs: 1 }],
  ['oversold units out of nowhere', { oversold: 1 }],
  ['a corrected count too high', { corrected: 6, unblocked: 6 }],
  ['a corrected count too low', { corrected: 4, unblocked: 4 }],
  ['no corrected count', { corrected: null, unblocked: null }],
  ['a count for an unlimited quantity', { unlimited: true }],
  ['another count to unblock with', { unblocked: 3 }],
  ['itself among the alternatives', { alternatives: [5] }],
  ['alternatives in disorder', { alternatives: [6, 4] }],
  ['an alternative below zero', { alternatives: [-1] }],
  ['causes that are not the shortfall', { causes: [{ code: 'early-write-off', units: 3 }] }],
];

describe('a diagnosis', () => {
  test('that keeps the formula is taken as it is', () => {
    expect(checkedDiagnosis(RIGHT)).toBe(RIGHT);
    const unlimited = { ...RIGHT, unlimited: true, corrected: null, unblocked: null, causes: [] };
    expect(checkedDiagnosis(unlimited)).toBe(unlimited);
    // VTEX is known to export such: they make nothing available.
    const belowZero = {
      ...RIGHT,
      reserved: -1,
      available: 3,
      pending: 0,
      acknowledged: 0,
      earlyWriteOffs: 0,
    };
    const counts = { availableItems: 2, corrected: 2, unblocked: 2, alternatives: [], causes: [] };
    checkedDiagnosis({ ...belowZero, ...counts });
  });

  test.each(BROKEN)('with %s stops the command', (_, wrong) => {
    expect(() => checkedDiagnosis({ ...RIGHT, ...wrong })).toThrow(
      'the diagnosis of SKU 1 in w breaks a rule:',
    );
  });
});

const FORBIDDEN: readonly (readonly [string, number, Partial<BalanceDiagnosis>, boolean])[] = [
  ['a count below zero', -1, {}, true],
  ['a fraction', 4.5, {}, true],
  ['a count nobody computed', 4, {}, false],
  ['an unlimited quantity', 5, { unlimited: true, corrected: null, unblocked: null, causes: [] }, true],
  [
    'a balance that needs none',
    5,
    {
      inStock: 5,
      reserved: 3,
      available: 2,
      acknowledged: 0,
      earlyWriteOffs: 0,
      causes: [],
    },
    false,
  ],
  ['a diagnosis that breaks a rule', 5, { lateWriteOffs: 1 }, false],
];

describe('a fix', () => {
  test('of what was computed, or changed by hand, is written', () => {
    checkedCorrections([{ balance: RIGHT, count: 5 }], false);
    checkedCorrections([{ balance: RIGHT, count: 7 }], true);
    withstood(
      'rules',
      `${BROKEN.length} diagnoses and ${FORBIDDEN.length + 1} fixes that break a rule, all refused`,
    );
  });

  test.each(FORBIDDEN)('with %s is not', (_, count, changes, isByHand) => {
    expect(() => checkedCorrections([{ balance: { ...RIGHT, ...changes }, count }], isByHand)).toThrow(
      'breaks a rule',
    );
  });

  test('with a balance twice is not', () => {
    const twice = [
      { balance: RIGHT, count: 5 },
      { balance: RIGHT, count: 5 },
    ];
    expect(() => checkedCorrections(twice, false)).toThrow('a balance is written once');
  });
});
