import { describe, expect, it } from 'vitest';
import { warningsOf } from '../../../src/store/warnings.js';
import {
  DAY,
  type Fed,
  inventory,
  kit,
  order,
  type RowsOptions,
  reservation,
  statusChange,
  storeOfRows,
  WRITTEN,
} from '../rows.js';

describe('an order saved twice in one file', () => {
  it('is taken from the document with the later change, else the later document', () => {
    const store = storeOfRows({
      o: [
        order({ order: 'x', sku: '1', units: 3, lastChangeAt: 9 }, 1),
        order({ order: 'x', sku: '1', units: 2, lastChangeAt: 5 }, 2),
        order({ order: 'y', sku: '1', units: 4 }, 3),
        order({ order: 'y', sku: '1', units: 5 }, 4),
        order({ order: 'y', sku: '1', units: 6 }, 4),
      ],
    });
    expect(store.sku('1')?.lines.map((line) => [line.order, line.units])).toEqual([
      ['x', 3],
      ['y', 5],
      ['y', 6],
    ]);
    expect(store.files()[0]?.duplicates).toBe(2);
  });
});

describe('an order’s status changes', () => {
  it('stand with its lines in order of time, each once', () => {
    const store = storeOfRows({
      o: [order({ order: 'SHOP-1', lockId: '00-x-01', sku: '1' }), order({ order: 'y', sku: '1' })],
      f: [
        statusChange({ order: 'x-01', at: 9, status: 'handling', from: 'ready-for-handling' }),
        statusChange({ order: 'x-01', at: 5, status: 'payment-approved' }),
        statusChange({ order: 'x-01', at: 9, status: 'handling' }),
      ],
    });
    expect(store.sku('1')?.lines.map(({ changes }) => changes)).toEqual([
      [
        { at: 5, status: 'payment-approved', from: null },
        { at: 9, status: 'handling', from: 'ready-for-handling' },
      ],
      [],
    ]);
    expect(store.counts().statusChanges).toBe(2);
  });
});

describe('a kit’s line', () => {
  const set = [kit({ kit: 'Set', sku: 'a', units: 2 }), kit({ kit: 'Set', sku: 'b', units: 1 })];
  const sold = order({ order: 'x', sku: 'Set', units: 3, unitPrice: 900, handlingAt: 7, warehouse: 'w' });

  it('becomes lines of its components', () => {
    const store = storeOfRows({ o: [sold], k: set });
    expect(store.sku('Set')).toBe(null);
    expect(store.sku('a')?.lines).toMatchObject([
      { order: 'x', units: 6, kit: 'Set', unitPrice: null, handlingAt: 7, warehouse: 'w' },
    ]);
    expect(store.sku('b')?.lines).toMatchObject([{ units: 3 }]);
  });

  it('is of the components the newest list has', () => {
    const store = storeOfRows(
      { o: [sold], k: set, l: [kit({ kit: 'Set', sku: 'c', units: 1 })] },
      { modifiedAt: { l: WRITTEN + DAY } },
    );
    expect(['a', 'b', 'c'].map((sku) => store.sku(sku)?.lines.length ?? 0)).toEqual([0, 0, 1]);
  });

  it('stays where the kit itself is reserved', () => {
    const store = storeOfRows({
      i: [inventory({ sku: 'Set', inStock: 3, reserved: 3, locks: ['00-x'] })],
      o: [sold],
      k: set,
    });
    expect(store.sku('Set')?.lines).toHaveLength(1);
    expect(store.sku('a')).toBe(null);
  });

  it('is told by reservations too', () => {
    const store = storeOfRows({
      o: [sold],
      r: [
        reservation({ lockId: '00-x', sku: 'a', units: 4, kit: 'Set' }),
        reservation({ lockId: '00-x', sku: 'a', units: 2, kit: 'Set' }),
        reservation({ lockId: '00-x', sku: 'b', units: 4, kit: 'Other' }),
      ],
    });
    expect(store.sku('a')?.lines).toMatchObject([{ units: 6, kit: 'Set' }]);
    expect(store.sku('b')?.lines).toEqual([]);
  });
});

describe('an order that stands in the exports from both sides', () => {
  it('counts once, as the seller has it', () => {
    const store = storeOfRows({
      m: [
        order({ order: 'MKT-1', lockId: '00-x', sku: '1', origin: 'marketplace', lastChangeAt: 9 }),
        order({ order: 'MKT-1', lockId: '00-x', sku: '2', origin: 'marketplace', lastChangeAt: 9 }),
      ],
      o: [
        order({ order: 'x', sku: '1', origin: 'fulfillment', lastChangeAt: 5 }),
        order({ order: 'z', lockId: '00-other', sku: '1' }),
      ],
    });
    expect(store.sku('1')?.lines.map((line) => line.order)).toEqual(['x', 'z']);
    expect(store.sku('2')?.lines.map((line) => line.order)).toEqual(['MKT-1']);
    expect(warningsOf(store)).toContainEqual({ code: 'chain-halves', values: { orders: 1 } });
  });
});

describe('another seller’s lines', () => {
  const balances = [
    inventory({ sku: '1', inStock: 5, reserved: 1, locks: ['00-ours'] }),
    inventory({ sku: '2', inStock: 5, reserved: 1, locks: null }),
  ];
  const ours = order({ order: 'ours', sku: '1', seller: 'Acme', createdAt: 9 });
  const orders = (rows: readonly Fed[], options: RowsOptions = {}) => {
    const store = storeOfRows({ i: balances, o: rows }, options);
    const left = warningsOf(store).filter(({ code }) => code === 'other-sellers');
    return [
      ['1', '2'].flatMap((sku) => store.sku(sku)?.lines.map((line) => line.order) ?? []),
      left.map(({ values }) => [values.seller, values.lines]),
    ];
  };

  it('are left aside where the store names its own, unless a balance lists their lock', () => {
    const rows = [
      order({ order: 'ours', sku: '1', seller: 'Friend' }),
      order({ order: 'b', sku: '1', seller: ' ACME ' }),
      order({ order: 'c', sku: '1', seller: 'Friend' }),
      order({ order: 'd', sku: '1' }),
      order({ order: 'e', sku: '1', seller: '1' }),
    ];
    expect(orders(rows, { ownSellers: ['acme'] })).toEqual([['b', 'd', 'e', 'ours'], [['Friend', 1]]]);
  });

  it('are told by their pending orders that hold no lock while others’ do', () => {
    const rows = [
      ours,
      order({ order: 'a', sku: '1', seller: 'Friend', createdAt: 5 }),
      order({ order: 'b', sku: '2', seller: 'friend', createdAt: 5, status: 'invoiced' }),
    ];
    expect(orders(rows)).toEqual([
      ['ours'],
      [
        ['Friend', 1],
        ['friend', 1],
      ],
    ]);
  });

  it.each([
    ['it holds a lock elsewhere', [{ order: '00-ours', sku: '1' }]],
    ['its orders are past', [{ status: 'invoiced' }]],
    ['its orders came after the inventory', [{ createdAt: 10 }]],
    ['its SKUs’ locks are not listed', [{ sku: '2' }]],
    ['it fulfils orders of others', [{ origin: 'fulfillment' as const }]],
  ])('stay when in doubt: %s', (_doubt, changes) => {
    const rows = changes.map((change) =>
      order({ order: 'a', sku: '1', seller: 'Friend', createdAt: 5, ...change }),
    );
    expect(orders([ours, ...rows])[1]).toEqual([]);
  });

  it('handed on to a seller need no other to compare with', () => {
    const rows = [
      order({ order: 'ours', sku: '1', createdAt: 9 }),
      order({ order: 'a', sku: '1', seller: 'Friend', origin: 'chain', createdAt: 5 }),
      order({ order: 'b', sku: '1', seller: 'Friend', createdAt: 5 }),
    ];
    expect(orders(rows)).toEqual([['b', 'ours'], [['Friend', 1]]]);
  });
});

describe('locks without a line of their SKU', () => {
  it('are of other lines where the order is exported, else of no order', () => {
    const store = storeOfRows({
      i: [inventory({ sku: '1', inStock: 5, reserved: 3, locks: ['00-a', '00-b', '00-c'] })],
      o: [order({ order: 'a', sku: '1' }), order({ order: 'b', sku: '2' })],
    });
    expect(store.sku('1')?.locksOfOtherLines).toEqual(['00-b']);
    expect(store.looseEnds()).toMatchObject({ locksWithoutOrder: 1, locksOfOtherLines: 1 });
    expect(warningsOf(store)).toContainEqual({ code: 'locks-of-other-lines', values: { locks: 1 } });
  });

  it('may hold any character but a blank', () => {
    const locks = ['00-"a', '00-\\b'];
    const store = storeOfRows({
      i: [inventory({ sku: '1', inStock: 5, reserved: 2, locks })],
      o: [order({ order: 'a', lockId: '00-"a', sku: '1' }), order({ order: '\\b', sku: '2' })],
    });
    expect(store.looseEnds().locksWithoutOrder).toBe(0);
    expect(store.sku('1')?.locksOfOtherLines).toEqual(['00-\\b']);
  });
});

describe('lines', () => {
  it('have the same order whatever else the export knows of them', () => {
    const plain = [
      order({ order: 'x', sku: '1', unitPrice: 200 }),
      order({ order: 'x', sku: '1', unitPrice: 100 }),
    ];
    const full = [
      order({ order: 'x', sku: '1', unitPrice: 200, warehouse: 'a', invoicedAt: 1 }),
      order({ order: 'x', sku: '1', unitPrice: 100, warehouse: 'b', invoicedAt: 2 }),
    ];
    for (const rows of [plain, full]) {
      expect(
        storeOfRows({ o: rows })
          .sku('1')
          ?.lines.map(({ unitPrice }) => unitPrice),
      ).toEqual([100, 200]);
    }
  });
});
