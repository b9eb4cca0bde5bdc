import { describe, expect, it } from 'vitest';
import { jsonPart } from '../reading.js';

const ORDER = {
  orderId: '1172452900788-01',
  sellerOrderId: '00-v502556acme-01',
  origin: 'Marketplace',
  salesChannel: '1',
  status: 'ready-for-handling',
  statusDescription: 'Pronto para o manuseio',
  creationDate: '2026-02-04T20:09:43.899958+00:00',
  authorizedDate: '2026-02-04T20:46:11.7010747+00:00',
  invoicedDate: null,
  lastChange: '2026-02-06T20:46:11.7010747+00:00',
  clientProfileData: { firstName: 'Joana', email: 'joana@example.com' },
  storePreferencesData: { currencyCode: 'BRL' },
  items: [
    {
      id: '18',
      lockId: '00-141-01',
      quantity: 3,
      seller: '1',
      refId: 'BIG',
      sellingPrice: 990,
      components: [],
    },
  ],
  shippingData: {
    address: { street: 'Rua A' },
    logisticsInfo: [
      {
        itemIndex: 0,
        deliveryIds: [
          { warehouseId: 'wh_1', dockId: 'd', quantity: 2 },
          { warehouseId: 'wh_2', dockId: 'd', quantity: 1 },
        ],
      },
    ],
  },
};

const item = (fields: object) => ({ ...ORDER.items[0], ...fields });
const deliveries = (...deliveryIds: unknown[]) => ({ logisticsInfo: [{ itemIndex: 0, deliveryIds }] });
const linesOf = async (order: object) =>
  (await jsonPart(order)).orders.map(({ sku, units, warehouse }) => [sku, units, warehouse]);
const problemsOf = async (order: object) =>
  (await jsonPart(order)).problems.map(({ code, message, rejected }) => [code, message, rejected]);

describe('an order of the Orders API', () => {
  it('is a line for each warehouse that delivers some of an item', async () => {
    const part = await jsonPart(ORDER);
    const line = {
      order: '1172452900788-01',
      lockId: '00-141-01',
      sku: '18',
      refId: 'BIG',
      units: 2,
      status: 'ready-for-handling',
      createdAt: Date.UTC(2026, 1, 4, 20, 9, 43, 899),
      authorizedAt: Date.UTC(2026, 1, 4, 20, 46, 11, 701),
      lastChangeAt: Date.UTC(2026, 1, 6, 20, 46, 11, 701),
      handlingAt: null,
      invoicedAt: null,
      warehouse: 'wh_1',
      unitPrice: 990,
      currency: 'BRL',
      kit: null,
      origin: 'marketplace',
      seller: '1',
    };
    expect(part.orders).toEqual([line, { ...line, units: 1, warehouse: 'wh_2' }]);
    expect(part.report).toMatchObject({
      kind: 'orders',
      rows: 2,
      rejected: 0,
      status: 'read',
      from: line.createdAt,
    });
    expect(part.read.shapes).toEqual(['orders']);
    expect(part.read.columns).toEqual(
      expect.arrayContaining([
        { column: 'units', header: 'items[].quantity' },
        { column: 'warehouse', header: 'shippingData.logisticsInfo[].deliveryIds[].warehouseId' },
      ]),
    );
    expect(JSON.stringify(part)).not.toMatch(/Joana|joana|Rua/);
  });

  it.each([
    [
      'units no warehouse delivers',
      deliveries({ warehouseId: 'w', quantity: 1 }),
      [
        ['18', 1, 'w'],
        ['18', 2, null],
      ],
    ],
    ['one delivery without a quantity', deliveries({ warehouseId: 'w' }), [['18', 3, 'w']]],
    [
      'a warehouse in two docks',
      deliveries({ warehouseId: 'w', quantity: 1 }, { warehouseId: 'w', quantity: 2 }),
      [
        ['18', 1, 'w'],
        ['18', 2, 'w'],
      ],
    ],
    [
      'another item’s deliveries',
      { logisticsInfo: [{ itemIndex: 1, deliveryIds: [{ warehouseId: 'w', quantity: 3 }] }] },
      [['18', 3, null]],
    ],
    ['no deliveries', { logisticsInfo: [{ itemIndex: 0, deliveryIds: null }] }, [['18', 3, null]]],
    ['no shipping data', null, [['18', 3, null]]],
    ['shipping data that is text', 'soon', [['18', 3, null]]],
    ['deliveries that are text', deliveries('w', 3, null), [['18', 3, null]]],
  ])('with %s keeps its units', async (_, shippingData, lines) => {
    expect(await linesOf({ ...ORDER, shippingData })).toEqual(lines);
  });

  it('that delivers more than it holds says so', async () => {
    const order = {
      ...ORDER,
      shippingData: deliveries({ warehouseId: 'w', quantity: 2 }, { warehouseId: 'x', quantity: 2 }),
    };
    expect(await linesOf(order)).toEqual([
      ['18', 2, 'w'],
      ['18', 1, 'x'],
    ]);
    expect(await problemsOf(order)).toEqual([
      [
        'delivery-differs',
        'order 1172452900788-01, shippingData.logisticsInfo[0].deliveryIds delivers more than the 3 units of items[0].quantity, which are counted',
        false,
      ],
    ]);
  });

  it('has the seller order’s lock where the item names none', async () => {
    const items = [item({ lockId: null }), item({ lockId: '' }), item({})];
    const part = await jsonPart({ ...ORDER, items, shippingData: null });
    expect(part.orders.map(({ lockId }) => lockId)).toEqual([
      '00-v502556acme-01',
      '00-v502556acme-01',
      '00-141-01',
    ]);
  });

  it('of kits is a line for each component', async () => {
    const kit = item({ quantity: 2, components: [{ id: '7', quantity: 3 }, { id: 8 }] });
    const part = await jsonPart({
      ...ORDER,
      items: [kit],
      shippingData: deliveries({ warehouseId: 'w', quantity: 2 }),
    });
    expect(
      part.orders.map(({ sku, units, kit, warehouse, refId, unitPrice }) => [
        sku,
        units,
        kit,
        warehouse,
        refId,
        unitPrice,
      ]),
    ).toEqual([
      ['7', 6, '18', 'w', null, null],
      ['8', 2, '18', 'w', null, null],
    ]);
  });

  it('knows its status by its label where the raw one is unknown', async () => {
    const part = await jsonPart({ ...ORDER, status: '', statusDescription: 'Faturado' });
    expect(part.orders[0]?.status).toBe('invoiced');
  });

  it('is told from the same order saved again', async () => {
    const part = await jsonPart([ORDER, { ...ORDER, status: 'handling' }]);
    expect(part.documents).toEqual([1, 1, 2, 2]);
  });

  it.each([
    [{ items: 'two' }, 'wrong-type', 'items is text, not a list'],
    [{ items: {} }, 'wrong-type', 'items is an object, not a list'],
    [{ items: [3] }, 'wrong-type', 'items[0] is a number, not an object'],
    [
      { items: [item({ quantity: 'two' })] },
      'bad-number',
      'items[0].quantity "two" is not a number invfix reads',
    ],
    [
      { items: [item({ quantity: {} })] },
      'wrong-type',
      'items[0].quantity is an object, not a text or a number',
    ],
    [
      { items: [item({ quantity: [1] })] },
      'wrong-type',
      'items[0].quantity is a list, not a text or a number',
    ],
    [{ items: [item({ quantity: 1.5 })] }, 'bad-number', 'items[0].quantity "1.5" is not a whole number'],
    [{ items: [item({ quantity: -1 })] }, 'bad-number', 'items[0].quantity "-1" is below zero'],
    [{ items: [item({ quantity: null })] }, 'empty-number', 'items[0].quantity is empty'],
    [{ items: [item({ id: null })], shippingData: null }, 'empty-id', 'items[0].id is empty'],
    [
      { items: [item({ id: 2 ** 60 })], shippingData: null },
      'bad-number',
      'items[0].id has more digits than a JSON number keeps',
    ],
    [
      { items: [item({ components: ['x'] })], shippingData: null },
      'wrong-type',
      'items[0].components[0] is text, not an object',
    ],
    [
      { items: [item({ components: [{ id: '7', quantity: 'x' }] })], shippingData: null },
      'bad-number',
      'items[0].components[0].quantity "x" is not a number invfix reads',
    ],
    [
      { items: [item({ quantity: 1 })], shippingData: deliveries({ warehouseId: {}, quantity: 1 }) },
      'wrong-type',
      'shippingData.logisticsInfo[0].deliveryIds[0].warehouseId is an object, not a text or a number',
    ],
  ])('%j is rejected by its field', async (fields, code, message) => {
    expect(await problemsOf({ ...ORDER, ...fields })).toEqual([
      [code, `order 1172452900788-01, ${message}`, true],
    ]);
  });

  it('without an id is named by its place', async () => {
    expect(await problemsOf([ORDER, { ...ORDER, orderId: null, shippingData: null }])).toEqual([
      ['empty-id', 'document 2, orderId is empty', true],
    ]);
  });

  it('keeps its other lines where one is wrong', async () => {
    const part = await jsonPart({ ...ORDER, items: [item({ id: '' }), item({ id: '5' })] });
    expect(part.orders.map(({ sku }) => sku)).toEqual(['5']);
    expect(part.report).toMatchObject({ rows: 3, rejected: 2 });
  });

  it('is harmless whatever its fields are called', async () => {
    const text = JSON.stringify(ORDER).replace(
      '"origin"',
      '"__proto__":{"status":"x"},"constructor":1,"origin"',
    );
    const part = await jsonPart(text);
    expect(part.orders.length).toBe(2);
    expect(({} as { status?: string }).status).toBe(undefined);
  });

  it('shows no control characters in messages', async () => {
    const [problem] = await problemsOf({ ...ORDER, orderId: 'a\u001b[31m\n', items: 3 });
    expect(problem?.[1]).toBe('order a [31m, items is a number, not a list');
  });
});
