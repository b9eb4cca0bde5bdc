import { describe, expect, it } from 'vitest';
import { event, inventory, storeOfRows, update } from '../rows.js';

const open = { warehouse: null };

describe('the warehouse of Data Pipeline’s rows', () => {
  it.each([
    ['310_1_1', '1_1'],
    ['310-WH', 'WH'],
    ['acme310WH', 'WH'],
    ['1', '1'],
  ])('is the longest known one at the end of %s', (availabilityId, warehouse) => {
    const store = storeOfRows({
      i: ['1', '1_1', 'H', 'WH'].map((id) =>
        inventory({ sku: '310', warehouse: id, inStock: 1, reserved: 0 }),
      ),
      e: [
        event({ sku: '310', ...open, availabilityId, at: 1, quantity: 2 }),
        event({ sku: '310', ...open, availabilityId, at: 2, quantity: 3 }),
      ],
    });
    const balances = store.sku('310')?.balances.filter(({ updates }) => updates.length > 0);
    expect(balances?.map((balance) => balance.warehouse)).toEqual([warehouse]);
  });

  it('is what follows the SKU where no export names one, or the one there is', () => {
    const latest = (availabilityId: string) =>
      inventory({ sku: '310', ...open, availabilityId, inStock: 1, reserved: 0 });
    const warehouses = (availabilityId: string) =>
      storeOfRows({ i: [latest(availabilityId)] })
        .sku('310')
        ?.balances.map(({ warehouse }) => warehouse);
    expect(warehouses('310_wh')).toEqual(['wh']);
    expect(warehouses('acme-310-wh_1')).toEqual(['wh_1']);
    expect(warehouses('acme-3100-wh')).toEqual(['default']);
    expect(warehouses('f00d')).toEqual(['default']);
    const named = storeOfRows({
      i: [latest('310_wh')],
      u: [update({ sku: '310', warehouse: 'default', at: 1, before: 1, after: 2 })],
    });
    expect(named.sku('310')?.balances.map(({ warehouse }) => warehouse)).toEqual(['default']);
  });

  it('stays unknown where one SKU has several ids that do not name it', () => {
    const store = storeOfRows({
      i: ['f00d', 'cafe'].map((availabilityId) =>
        inventory({ sku: '310', ...open, availabilityId, inStock: 1, reserved: 0 }),
      ),
      u: [update({ sku: '1', warehouse: 'default', at: 1, before: 1, after: 2 })],
    });
    expect(store.sku('310')).toBeNull();
    expect(store.problems()).toMatchObject([{ code: 'unknown-warehouse', count: 2 }]);
  });

  it('that cannot be told is a problem of the file', () => {
    const store = storeOfRows({
      i: [inventory({ sku: '310', inStock: 1, reserved: 0 })],
      e: [
        event({ sku: '310', ...open, availabilityId: 'x\n9', at: 1, quantity: 2 }),
        event({ sku: '310', ...open, availabilityId: '310_w', at: 1, quantity: 2 }),
      ],
    });
    expect(store.problems()).toEqual([
      {
        code: 'unknown-warehouse',
        count: 1,
        message: { key: 'no-warehouse-in-id', values: { id: 'x 9' } },
        file: 'e',
        line: null,
      },
    ]);
    expect(store.files()[1]).toMatchObject({ rows: 2, rejected: 1 });
  });
});
