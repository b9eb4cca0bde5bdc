import { describe, expect, it } from 'vitest';
import { warehouseInPath } from '../../../src/store/resolving/reservations.js';
import { DAY, inventory, order, reservation, storeOfRows, WRITTEN } from '../rows.js';

describe('the warehouse in a path', () => {
  it.each([
    ['exports/reservations/1_1/310.json', '310', '1_1'],
    ['exports/reservations_WH_310.json', '310', 'WH'],
    ['exports/1/1.json', '1', '1'],
    ['exports/reservations-1-1.json', '1', '1'],
    ['exports/1_1_1.json', '1', '1_1'],
    ['exports\\WH\\310.json', '310', 'WH'],
    ['WH/2026/310.json', '310', 'WH'],
    ['all.zip/WH.json', '310', 'WH'],
    ['WHAT/310.json', '310', null],
    ['exports/1.json', '1', null],
  ])('%s of SKU %s is %s', (path, sku, warehouse) => {
    expect(warehouseInPath(path, sku, new Set(['1', '1_1', 'WH']))).toBe(warehouse);
  });
});

describe('a list of reservations', () => {
  const listed = reservation({ lockId: '00-a', sku: '310' });
  const balances = [
    inventory({ sku: '310', warehouse: 'WH', inStock: 1, reserved: 1 }),
    inventory({ sku: '310', warehouse: 'V', inStock: 1, reserved: 1 }),
    inventory({ sku: '9', warehouse: 'V', inStock: 1, reserved: 1 }),
  ];
  const warehouses = (path: string, sku = '310') =>
    storeOfRows({ i: balances, [path]: [reservation({ lockId: '00-a', sku })] })
      .sku(sku)
      ?.reservations.map(({ warehouse }) => warehouse);

  it('is for the warehouse its path names, or the only one the SKU is in', () => {
    expect(warehouses('reservations/WH/310.json')).toEqual(['WH']);
    expect(warehouses('r.json')).toEqual([null]);
    expect(warehouses('r.json', '9')).toEqual(['V']);
  });

  it('is overruled by a newer one', () => {
    const store = storeOfRows(
      {
        i: balances,
        'WH/310.json': [listed, reservation({ lockId: '00-b', sku: '310' })],
        'WH/310-new.json': [
          reservation({ lockId: '00-a', sku: '310', status: 'acknowledged', acknowledgedAt: 5 }),
        ],
      },
      { modifiedAt: { 'WH/310-new.json': WRITTEN + DAY } },
    );
    expect(store.sku('310')?.reservations).toMatchObject([
      { lockId: '00-a', status: 'acknowledged', warehouse: 'WH' },
      { lockId: '00-b', status: 'confirmed', warehouse: 'WH' },
    ]);
    expect(store.files()[1]?.duplicates).toBe(1);
  });

  it('is overruled by one in which the reservation has come further, whatever the files’ times', () => {
    const store = storeOfRows(
      {
        i: balances,
        'WH/310.json': [listed],
        'WH/310-late.json': [
          reservation({ lockId: '00-a', sku: '310', status: 'acknowledged', acknowledgedAt: 5 }),
        ],
      },
      { modifiedAt: { 'WH/310.json': WRITTEN + DAY } },
    );
    expect(store.sku('310')?.reservations).toMatchObject([{ status: 'acknowledged', acknowledgedAt: 5 }]);
  });

  it('shows that an order is known of whose lock no order export has', () => {
    const store = storeOfRows({
      i: [inventory({ sku: '310', inStock: 1, reserved: 2, locks: ['00-a', '00-b'] })],
      o: [order({ order: 'x', sku: '310' })],
      r: [listed],
    });
    expect(store.looseEnds().locksWithoutOrder).toBe(1);
  });
});
