import { describe, expect, it } from 'vitest';
import type { BalanceDiagnosis } from '../../src/ledger/diagnosis.js';
import { ordersWrittenOff, selectCorrections, unitsToPutBack } from '../../src/ledger/index.js';
import { doubleCounted, story } from '../render/stories.js';

const OPTIONS = {
  understated: false,
  overstated: false,
  confidence: 'assumed',
  unblockOversold: false,
} as const;

function counts(
  balances: BalanceDiagnosis[],
  options: Partial<Parameters<typeof selectCorrections>[1]> = {},
) {
  const { corrections, leftOut } = selectCorrections(balances, { ...OPTIONS, ...options });
  return {
    written: corrections.map(({ balance, count }) => [balance.sku, count]),
    leftOut: leftOut.map(({ balance, reason }) => [balance.sku, reason]),
  };
}

describe('what is written', () => {
  it('are negative balances; healthy and unlimited ones never', () => {
    const balances = [
      doubleCounted({ sku: 'a' }),
      story({ sku: 'b' }),
      story({ sku: 'c', unlimited: true, available: -1, corrected: null, unblocked: null }),
    ];
    const everything = { understated: true, overstated: true };
    expect(counts(balances, everything)).toEqual({ written: [['a', 5]], leftOut: [] });
  });

  it('are no unlimited balances, nor any without a computed count', () => {
    const balances = [
      story({ sku: 'u', unlimited: true, earlyWriteOffs: 2, lateWriteOffs: 1, corrected: 7 }),
      story({ sku: 'n', available: -1, corrected: null, unblocked: null }),
    ];
    const everything = { understated: true, overstated: true };
    expect(counts(balances, everything)).toEqual({ written: [], leftOut: [] });
  });

  it('are understated and overstated balances where asked', () => {
    const balances = [
      story({ sku: 'u', earlyWriteOffs: 2, corrected: 7 }),
      story({ sku: 'o', lateWriteOffs: 2, corrected: 3 }),
      story({ sku: 'both', earlyWriteOffs: 1, lateWriteOffs: 2, corrected: 4 }),
    ];
    expect(counts(balances).written).toEqual([]);
    expect(counts(balances, { understated: true }).written).toEqual([
      ['u', 7],
      ['both', 4],
    ]);
    expect(counts(balances, { overstated: true }).written).toEqual([
      ['o', 3],
      ['both', 4],
    ]);
  });

  it('is never a count that changes nothing', () => {
    const ghost = story({ sku: 'g', inStock: 0, reserved: 2, available: -2, ghosts: 2, corrected: 0 });
    expect(counts([ghost])).toEqual({ written: [], leftOut: [['g', 'count-already-right']] });
  });

  it('is a count that stands there already when the update frees acknowledged reservations', () => {
    const handled = doubleCounted({ sku: 'h', pending: 0, acknowledged: 4, corrected: 2 });
    expect(counts([handled]).written).toEqual([['h', 2]]);
  });

  it('is at least as sure as asked', () => {
    const balances = [
      doubleCounted({ sku: 'p', confidence: 'proven' }),
      doubleCounted({ sku: 'l', confidence: 'likely' }),
      doubleCounted({ sku: 'a', confidence: 'assumed' }),
    ];
    expect(counts(balances).written).toHaveLength(3);
    expect(counts(balances, { confidence: 'likely' })).toEqual({
      written: [
        ['p', 5],
        ['l', 5],
      ],
      leftOut: [['a', 'less-sure']],
    });
  });

  it('unblocks an oversold balance only where asked', () => {
    const oversold = doubleCounted({ sku: 'o', corrected: 3, unblocked: 4, oversold: 1 });
    expect(counts([oversold]).written).toEqual([['o', 3]]);
    expect(counts([oversold], { unblockOversold: true }).written).toEqual([['o', 4]]);
  });
});

describe('the ERP', () => {
  it('must not write off again what it has taken off while reserved', () => {
    expect(ordersWrittenOff(doubleCounted())).toEqual([
      { sku: '100014', warehouse: 'wh_1', order: 'v700368acme-01', units: 1 },
      { sku: '100014', warehouse: 'wh_1', order: 'v700369acme-01', units: 3 },
    ]);
  });

  it('does not name reserved units of no known order', () => {
    const [order] = doubleCounted().reservations;
    const nameless = order === undefined ? [] : [{ ...order, order: '' }];
    expect(ordersWrittenOff(doubleCounted({ reservations: nameless }))).toEqual([]);
  });

  it('lacks the units of pending orders only', () => {
    expect(unitsToPutBack(doubleCounted())).toBe(3);
  });

  it('has what it has not taken off', () => {
    const held = doubleCounted().reservations.map((each) => ({ ...each, takenOffAt: null }));
    expect(ordersWrittenOff(doubleCounted({ reservations: held }))).toEqual([]);
    expect(unitsToPutBack(doubleCounted({ reservations: held }))).toBe(0);
  });
});
