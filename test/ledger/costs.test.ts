import { describe, expect, it } from 'vitest';
import { costsOf } from '../../src/ledger/costs.js';
import { balanceOf, daysAgo, lineOf, recordsOf } from './records.js';

/** A SKU in three warehouses, of which the first is negative. */
const negative = balanceOf(-2, [], { warehouse: 'a', tradePolicies: ['1', '2'] });
const shared = balanceOf(5, [], { warehouse: 'b', tradePolicies: ['2'] });
const apart = balanceOf(7, [], { warehouse: 'c', tradePolicies: ['3'] });

describe('a negative balance', () => {
  it('blocks the trade policies of its warehouse, and hides what others of them hold', () => {
    const costs = costsOf(recordsOf([negative, shared, apart], []));
    expect(costs.get('a')).toMatchObject({
      blockedTradePolicies: ['1', '2'],
      hiddenUnits: 5,
      isHidden: false,
    });
    expect(costs.get('b')).toMatchObject({ blockedTradePolicies: [], hiddenUnits: null, isHidden: true });
    expect(costs.get('c')).toMatchObject({ blockedTradePolicies: [], hiddenUnits: null, isHidden: false });
  });

  it('hides nobody knows how much where the trade policies of a warehouse are unknown', () => {
    const unknown = { ...shared, tradePolicies: null };
    const costs = costsOf(recordsOf([negative, unknown], []));
    expect(costs.get('a')).toMatchObject({ blockedTradePolicies: ['1', '2'], hiddenUnits: null });
    expect(costs.get('b')).toMatchObject({ blockedTradePolicies: null, isHidden: false });
  });

  it('is none where it is unlimited', () => {
    const unlimited = { ...negative, unlimited: true };
    const costs = costsOf(recordsOf([unlimited, shared], []));
    expect(costs.get('a')).toMatchObject({ blockedTradePolicies: [], hiddenUnits: null });
    expect(costs.get('b')?.isHidden).toBe(false);
  });
});

describe('the selling price', () => {
  it('is that of the newest line that has one', () => {
    const lines = [
      lineOf('a', { createdAt: daysAgo(9), unitPrice: 1000, currency: 'BRL' }),
      lineOf('b', { createdAt: daysAgo(3), unitPrice: 1200, currency: 'BRL' }),
      lineOf('c', { createdAt: daysAgo(1) }),
    ];
    expect(costsOf(recordsOf([negative], lines)).get('a')?.sellingPrice).toEqual({
      cents: 1200,
      currency: 'BRL',
    });
    expect(costsOf(recordsOf([negative], [])).get('a')?.sellingPrice).toBeNull();
  });
});
