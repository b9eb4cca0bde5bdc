import { describe, expect, it } from 'vitest';
import { warningsOf } from '../../../src/store/warnings.js';
import { count, DAY, inventory, order, storeOfRows, tradePolicies, update, WRITTEN } from '../rows.js';

describe('ids that differ in case, leading zeros or blanks', () => {
  it('are twins of each balance, with what stands under them', () => {
    const store = storeOfRows({
      i: [
        inventory({ sku: '0123', warehouse: 'WH', inStock: 5, reserved: 2 }),
        inventory({ sku: '123', warehouse: 'wh', inStock: 1, reserved: 3 }),
        inventory({ sku: '9', warehouse: 'V', inStock: 1, reserved: 3 }),
      ],
      u: [update({ sku: '123', warehouse: 'W\u00a0H', at: 1, before: 1, after: 2 })],
      o: [order({ order: 'x', sku: '0123', warehouse: 'wh' }), order({ order: 'y', sku: '00123' })],
    });
    const twin = { warehouse: 'WH', inStock: 0, reserved: 0 };
    expect(store.sku('0123')?.twins).toEqual([
      { ...twin, sku: '00123', twinWarehouse: 'WH' },
      { ...twin, sku: '0123', twinWarehouse: 'wh' },
      { ...twin, sku: '123', twinWarehouse: 'W\u00a0H' },
      { ...twin, sku: '123', twinWarehouse: 'wh', inStock: 1, reserved: 3 },
    ]);
    expect(store.sku('9')?.twins).toEqual([]);
    expect(warningsOf(store)).toContainEqual({
      code: 'split-identities',
      values: { skus: 3, warehouses: 3 },
    });
  });

  it('are no twins where they are other numbers', () => {
    const store = storeOfRows({
      i: ['0', '00', 'a0', 'a'].map((sku) => inventory({ sku, inStock: 1, reserved: 0 })),
    });
    expect(['0', 'a'].map((sku) => store.sku(sku)?.twins.map((twin) => twin.sku))).toEqual([['00'], []]);
  });
});

describe('the locks of a balance whose newest export has none', () => {
  const files = {
    sheet: [inventory({ sku: '1', inStock: 5, reserved: 1, locks: ['00-a'], exportedAt: WRITTEN - DAY / 2 })],
    table: [inventory({ sku: '1', inStock: 5, reserved: 1, exportedAt: WRITTEN })],
  };
  const locks = (createdAt: number) =>
    storeOfRows({ ...files, o: [order({ order: 'b', sku: '1', createdAt })] }).sku('1')?.balances[0]?.locks;

  it('are those of an export a little older that holds the same', () => {
    expect(locks(WRITTEN - DAY)).toEqual(['00-a']);
    expect(locks(WRITTEN + 1)).toEqual(['00-a']);
  });

  it('are unknown where an order was placed in between: as much may be reserved for another', () => {
    expect(locks(WRITTEN - DAY / 4)).toBeNull();
  });
});

describe('a physical count', () => {
  it('is the newest that can be used', () => {
    const store = storeOfRows(
      {
        i: [
          inventory({ sku: '1', inStock: 5, reserved: 0 }),
          inventory({ sku: '2', inStock: 5, reserved: 0 }),
        ],
        a: [count({ sku: '1', counted: 4, at: 3 }), count({ sku: '1', counted: 3, at: 5 })],
        b: [count({ sku: '2', counted: 7 })],
      },
      { countedWithPicked: true, exportedAt: WRITTEN - DAY, modifiedAt: { b: WRITTEN - 2 * DAY } },
    );
    expect(store.sku('1')?.balances[0]?.count).toEqual({ counted: 3, at: 5, withPicked: true });
    expect(store.sku('2')?.balances[0]?.count).toBe(null);
    expect(store.counts().countsTaken).toBe(3);
  });
});

describe('a physical count that names no warehouse', () => {
  it('is of the only one its SKU is in', () => {
    const store = storeOfRows({
      i: [
        inventory({ sku: '1', inStock: 5, reserved: 0 }),
        inventory({ sku: '2', inStock: 5, reserved: 0 }),
        inventory({ sku: '2', warehouse: 'v', inStock: 5, reserved: 0 }),
      ],
      c: ['1', '2'].map((sku) => count({ sku, warehouse: 'default', counted: 4, at: 3 })),
    });
    const counts = (sku: string) => store.sku(sku)?.balances.map((balance) => balance.count?.counted ?? null);
    expect([counts('1'), counts('2')]).toEqual([[4], [null, null]]);
  });
});

describe('trade policies', () => {
  it('are the SKU’s before the warehouse’s, by number', () => {
    const store = storeOfRows({
      i: [
        inventory({ sku: '1', inStock: 5, reserved: 0 }),
        inventory({ sku: '2', inStock: 5, reserved: 0 }),
        inventory({ sku: '2', warehouse: 'v', inStock: 5, reserved: 0 }),
      ],
      t: [
        tradePolicies({ policies: ['10', '2'] }),
        tradePolicies({ policies: ['b2b', '2', '1'] }),
        tradePolicies({ sku: '1', policies: ['3'] }),
        tradePolicies({ warehouse: 'v', policies: [] }),
      ],
    });
    expect(store.sku('1')?.balances[0]?.tradePolicies).toEqual(['3']);
    expect(store.sku('2')?.balances.map((balance) => balance.tradePolicies)).toEqual([
      null,
      ['1', '2', '10', 'b2b'],
    ]);
  });
});

describe('what has no balance', () => {
  it('is counted: warehouses that orders name, and balances that only updates know', () => {
    const store = storeOfRows({
      i: [inventory({ sku: '1', inStock: 5, reserved: 0 })],
      o: [order({ order: 'a', sku: '1', warehouse: 'x' }), order({ order: 'b', sku: '1', warehouse: 'w' })],
      u: [update({ sku: '1', warehouse: 'x', at: 1, before: 1, after: 2 })],
    });
    expect(warningsOf(store).slice(-2)).toEqual([
      { code: 'unknown-order-warehouse', values: { warehouse: 'x', lines: 1 } },
      { code: 'updates-without-balance', values: { balances: 1 } },
    ]);
  });
});
