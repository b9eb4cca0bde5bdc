/** Each rule that every diagnosis and every fix keeps, by its name, and what only just keeps it. */
import { describe, expect, it } from 'vitest';
import type { BalanceDiagnosis } from '../../src/ledger/diagnosis.js';
import { checkedCorrections, checkedDiagnosis } from '../../src/ledger/invariants.js';
import { doubleCounted, story } from '../render/stories.js';

/** Taken off early when the first of four orders was paid: one more was sold than there is. */
const OVERSOLD = story({
  inStock: 1,
  reserved: 4,
  available: -3,
  pending: 4,
  earlyWriteOffs: 2,
  availableItems: -1,
  oversold: 1,
  corrected: 3,
  unblocked: 4,
  causes: [
    { code: 'early-write-off', units: 2 },
    { code: 'oversold', units: 1 },
  ],
});

/** Two orders that are gone were never taken off: they were sold again. */
const LATE = story({
  inStock: 4,
  reserved: 3,
  available: 1,
  pending: 3,
  lateWriteOffs: 2,
  availableItems: -1,
  oversold: 1,
  corrected: 2,
  unblocked: 3,
  causes: [
    { code: 'late-write-off', units: -2 },
    { code: 'oversold', units: 1 },
  ],
});

/** Two units invoiced without start handling. */
const GHOST = story({
  inStock: 0,
  reserved: 2,
  available: -2,
  ghosts: 2,
  earlyWriteOffs: 2,
  availableItems: 0,
  corrected: 0,
  unblocked: 0,
  causes: [{ code: 'ghost-reservation', units: 2 }],
});

/** A ghost whose unit was never taken off, and none in stock. */
const NOTHING = story({
  inStock: 0,
  reserved: 1,
  available: -1,
  ghosts: 1,
  availableItems: -1,
  oversold: 1,
  corrected: 0,
  unblocked: 0,
  causes: [{ code: 'oversold', units: 1 }],
});

/** One of two reservations is in a state that nobody knows. */
const UNDETERMINED = story({
  reserved: 2,
  available: 3,
  pending: 1,
  undetermined: 1,
  availableItems: 3,
  corrected: 4,
  unblocked: 4,
});

/** VTEX is known to export reservations below zero. */
const RESERVED_BELOW_ZERO = story({ reserved: -2, available: 7 });

const UNLIMITED = story({ unlimited: true, reserved: 3, corrected: null, unblocked: null });

const broken = (balance: BalanceDiagnosis, changes: Partial<BalanceDiagnosis>): string => {
  try {
    checkedDiagnosis({ ...balance, ...changes });
  } catch (error) {
    if (error instanceof Error) return error.message.replace(/^the diagnosis of SKU .* breaks a rule: /, '');
  }
  return 'none';
};

describe('a diagnosis keeps the rules', () => {
  it.each([
    ['double counted', doubleCounted()],
    ['nothing reserved', story()],
    ['oversold', OVERSOLD],
    ['late write-offs', LATE],
    ['a ghost', GHOST],
    ['a ghost and nothing else', NOTHING],
    ['a state that nobody knows', UNDETERMINED],
    ['reserved below zero', RESERVED_BELOW_ZERO],
    ['unlimited', UNLIMITED],
    ['none as another count', doubleCounted({ alternatives: [0, 4, 6] })],
    ['causes without units of the shortfall', story({ causes: [{ code: 'not-put-back', units: 3 }] })],
  ])('with %s', (_, diagnosis) => {
    expect(checkedDiagnosis(diagnosis)).toBe(diagnosis);
  });
});

describe('a diagnosis breaks a rule', () => {
  it('and is named with it', () => {
    expect(() => checkedDiagnosis(story({ available: 4 }))).toThrow(
      /^the diagnosis of SKU 100014 in wh_1 breaks a rule: available is in stock less reserved$/,
    );
  });

  const NUMBERS = [
    'pending',
    'acknowledged',
    'ghosts',
    'undetermined',
    'earlyWriteOffs',
    'lateWriteOffs',
    'oversold',
    'inStock',
    'reserved',
    'available',
    'availableItems',
  ] as const;

  it.each(NUMBERS)('with half a unit: %s', (name) => {
    expect(broken(UNLIMITED, { [name]: 0.5 })).toBe('units are whole numbers');
  });

  it.each(NUMBERS.slice(0, 7))('below zero: %s', (name) => {
    expect(broken(UNLIMITED, { [name]: -1 })).toBe('no term is below zero');
  });

  it('with any count for an unlimited balance', () => {
    const rule = 'an unlimited balance has no corrected count';
    expect(broken(UNLIMITED, { corrected: 5 })).toBe(rule);
    expect(broken(UNLIMITED, { unblocked: 5 })).toBe(rule);
  });

  it('with reserved units of no state, or of two', () => {
    const rule = 'what is reserved is pending, acknowledged, ghosts and undetermined';
    for (const term of ['pending', 'acknowledged', 'ghosts', 'undetermined'] as const) {
      expect(broken(doubleCounted(), { [term]: doubleCounted()[term] + 1 })).toBe(rule);
    }
    expect(broken(RESERVED_BELOW_ZERO, { pending: 2 })).toBe(rule);
  });

  it('with available items of its own, or more of them because of reservations below zero', () => {
    const rule = 'available items are available, with early and less late write-offs';
    expect(broken(doubleCounted(), { earlyWriteOffs: 5 })).toBe(rule);
    expect(broken(LATE, { lateWriteOffs: 1 })).toBe(rule);
    expect(broken(RESERVED_BELOW_ZERO, { availableItems: 7, corrected: 7, unblocked: 7 })).toBe(rule);
  });

  it('with other units oversold than are lacking', () => {
    const rule = 'oversold is what available items lack';
    expect(broken(OVERSOLD, { oversold: 0 })).toBe(rule);
    expect(broken(story(), { oversold: 1 })).toBe(rule);
  });

  it('with another corrected count than the shelf', () => {
    const rule = 'the corrected count is available items and pending units, at least 0';
    expect(broken(doubleCounted(), { corrected: 2, unblocked: 2 })).toBe(rule);
    expect(broken(NOTHING, { corrected: -1 })).toBe(rule);
    expect(broken(story(), { corrected: null })).toBe(rule);
  });

  it('with another count to unblock than the pending units, or than the corrected one', () => {
    const rule = 'the unblocking count is the pending units';
    expect(broken(OVERSOLD, { unblocked: 3 })).toBe(rule);
    expect(broken(doubleCounted(), { unblocked: 3 })).toBe(rule);
  });

  it.each([[[5]], [[6, 4]], [[4, 4]], [[-1]], [[4.5]], [[6, 6.5]]])(
    'with alternatives %j',
    (alternatives) => {
      expect(broken(doubleCounted(), { alternatives })).toBe('the alternatives are other counts, ascending');
    },
  );

  it('with causes that explain more or less', () => {
    const rule = 'the causes make up the shortfall';
    expect(broken(OVERSOLD, { causes: OVERSOLD.causes.slice(1) })).toBe(rule);
    expect(broken(OVERSOLD, { causes: OVERSOLD.causes.slice(0, 1) })).toBe(rule);
    expect(broken(LATE, { causes: LATE.causes.slice(1) })).toBe(rule);
    expect(broken(GHOST, { causes: [] })).toBe(rule);
    expect(broken(story(), { causes: [{ code: 'oversold', units: 1 }] })).toBe(rule);
  });
});

describe('a count that may be written', () => {
  it('is the computed one, the one that unblocks, or what people made of it', () => {
    const computed = [{ balance: OVERSOLD, count: 3 }];
    expect(checkedCorrections(computed, false)).toBe(computed);
    checkedCorrections([{ balance: OVERSOLD, count: 4 }], false);
    checkedCorrections([{ balance: OVERSOLD, count: 9 }], true);
  });

  it('may be none', () => {
    checkedCorrections([{ balance: story(), count: 0 }], true);
  });

  it('is that of one SKU in several warehouses, and of one warehouse for several SKUs', () => {
    const balances = [doubleCounted(), doubleCounted({ sku: '2' }), doubleCounted({ warehouse: 'wh_2' })];
    checkedCorrections(
      balances.map((balance) => ({ balance, count: 5 })),
      false,
    );
  });

  it.each([
    ['below zero', doubleCounted(), -1, true, 'a count is a whole number, at least 0'],
    ['of half a unit', doubleCounted(), 4.5, true, 'a count is a whole number, at least 0'],
    ['of an unlimited balance', UNLIMITED, 4, true, 'an unlimited balance is never written'],
    ['that nobody computed', OVERSOLD, 5, false, 'only the computed count is written'],
    ['that changes nothing', GHOST, 0, false, 'no balance is written that needs no correction'],
  ])('is none %s', (_, balance, count, isByHand, rule) => {
    expect(() => checkedCorrections([{ balance, count }], isByHand)).toThrow(
      `the count ${count} for SKU 100014 in wh_1 breaks a rule: ${rule}`,
    );
  });

  it('is written once', () => {
    const correction = { balance: doubleCounted(), count: 5 };
    expect(() => checkedCorrections([correction, correction], false)).toThrow(
      'the count 5 for SKU 100014 in wh_1 breaks a rule: a balance is written once',
    );
  });

  it('rests on a diagnosis that keeps the rules', () => {
    expect(() => checkedCorrections([{ balance: doubleCounted({ available: 0 }), count: 5 }], true)).toThrow(
      'the diagnosis of SKU 100014 in wh_1 breaks a rule: available is in stock less reserved',
    );
  });
});
