import { describe, expect, it } from 'vitest';
import { type Warning, warningsOf } from '../../../src/store/warnings.js';
import { DAY, inventory, kit, order, storeOfRows, WRITTEN } from '../rows.js';

/** What the report says of an order; it names no warehouse. */
const reported = { order: 'x', lockId: '00-x', sku: '1', units: 3, status: 'handling', lastChangeAt: 9 };

const linesOf = (files: Parameters<typeof storeOfRows>[0], options: Parameters<typeof storeOfRows>[1] = {}) =>
  storeOfRows(files, options).sku('1')?.lines;

describe('an order that several files hold', () => {
  it('has what any of its copies tells', () => {
    const lines = linesOf({
      report: [order({ ...reported, unitPrice: 900, currency: 'BRL', createdAt: 1, authorizedAt: 2 })],
      own: [order({ ...reported, lockId: null, createdAt: null, handlingAt: 5, invoicedAt: null })],
    });
    expect(lines).toMatchObject([
      { lockId: '00-x', unitPrice: 900, currency: 'BRL', createdAt: 1, authorizedAt: 2, handlingAt: 5 },
    ]);
  });

  it.each([
    ['a', 'b'],
    ['b', 'a'],
  ])('has the warehouses that one copy names, whichever file comes first', (report, api) => {
    const lines = linesOf({
      [report]: [order({ ...reported, unitPrice: 900 })],
      [api]: [
        order({ ...reported, units: 2, warehouse: 'w' }, 1),
        order({ ...reported, units: 1, warehouse: 'v' }, 1),
      ],
    });
    expect(lines?.map(({ units, warehouse, unitPrice }) => [units, warehouse, unitPrice])).toEqual([
      [1, 'v', 900],
      [2, 'w', 900],
    ]);
  });

  it('has the warehouses of an older copy, and the state of the newest', () => {
    const store = storeOfRows(
      {
        api: [
          order(
            { ...reported, status: 'ready-for-handling', lastChangeAt: 5, warehouse: 'w', authorizedAt: 3 },
            1,
          ),
        ],
        report: [order({ ...reported, authorizedAt: 2 })],
      },
      { modifiedAt: { report: WRITTEN + DAY } },
    );
    expect(store.sku('1')?.lines).toMatchObject([
      { status: 'handling', lastChangeAt: 9, authorizedAt: 2, warehouse: 'w' },
    ]);
    expect(store.files().map(({ duplicates }) => duplicates)).toEqual([0, 1]);
  });

  it('has nothing of an older copy that was of other items', () => {
    const lines = linesOf({
      api: [order({ ...reported, units: 2, lastChangeAt: 5, warehouse: 'w' }, 1)],
      report: [order(reported)],
    });
    expect(lines).toMatchObject([{ units: 3, warehouse: null }]);
    const more = linesOf({
      api: [
        order({ ...reported, lastChangeAt: 5, warehouse: 'w' }, 1),
        order({ ...reported, sku: '2', lastChangeAt: 5, warehouse: 'w' }, 1),
      ],
      report: [order(reported)],
    });
    expect(more).toMatchObject([{ units: 3, warehouse: null }]);
  });

  it('has the components that one copy names of its kit', () => {
    const store = storeOfRows({
      report: [order({ ...reported, sku: 'Set', units: 2, unitPrice: 900 })],
      api: [
        order({ ...reported, units: 2, kit: 'Set' }, 1),
        order({ ...reported, sku: '2', units: 4, kit: 'Set' }, 1),
      ],
      kits: [kit({ kit: 'Set', sku: '3', units: 1 })],
    });
    expect(store.sku('Set')).toBeNull();
    expect(store.sku('1')?.lines).toMatchObject([{ units: 2, kit: 'Set', unitPrice: null }]);
    expect(store.sku('2')?.lines).toMatchObject([{ units: 4, kit: 'Set' }]);
    expect(store.sku('3')).toBeNull();
  });
});

describe('open orders that only older order exports hold', () => {
  const T = WRITTEN;
  const report = (from: number, at: number, status = 'ready-for-handling') =>
    Array.from({ length: 20 }, (_, index) =>
      order({ order: `v${from + index}`, sku: '1', status, createdAt: at - DAY, lastChangeAt: at - index }),
    );
  const stock = [inventory({ sku: '1', inStock: 50, reserved: 40, exportedAt: T })];
  const outdated = (
    files: Parameters<typeof storeOfRows>[0],
    modifiedAt: Readonly<Record<string, number>> = {},
  ): Warning[] =>
    warningsOf(storeOfRows({ i: stock, ...files }, { modifiedAt })).filter(
      ({ code }) => code === 'orders-outdated',
    );
  const warned = (orders: number) => [{ code: 'orders-outdated', values: { orders } }];

  it('are told of, but for those a newer one holds too', () => {
    const files = { old: report(100, T - 3 * DAY), recent: report(110, T - 5) };
    expect(outdated(files)).toEqual(warned(10));
  });

  it('are told by the time of a file too small to tell by its orders', () => {
    const files = { old: report(100, T - 3 * DAY).slice(0, 1), recent: report(110, T - 5) };
    expect(outdated(files)).toEqual([]);
    expect(outdated(files, { old: T - 2 * DAY })).toEqual(warned(1));
  });

  it('are not those that are closed, or of a store whose orders are all old', () => {
    expect(outdated({ old: report(100, T - 3 * DAY, 'invoiced'), recent: report(120, T - 5) })).toEqual([]);
    expect(outdated({ old: report(100, T - 3 * DAY), older: report(120, T - 5 * DAY) })).toEqual([]);
  });
});
