import { describe, expect, it } from 'vitest';
import { jsonPart, partOf, partsOf } from '../reading.js';

describe('inventory of the Logistics API', () => {
  const BALANCE = {
    warehouseId: '1fabf84',
    warehouseName: 'Main Warehouse',
    totalQuantity: 4,
    reservedQuantity: 6,
    hasUnlimitedQuantity: false,
    timeToRefill: null,
    dateOfSupplyUtc: '12020-04-05T00:00:00+00:00',
    leadTime: '1.00:00:00',
  };

  it('of one SKU is a row for each warehouse', async () => {
    const part = await jsonPart({
      skuId: '10',
      balance: [
        BALANCE,
        { ...BALANCE, warehouseId: 'x', totalQuantity: 1_000_000, hasUnlimitedQuantity: true },
      ],
    });
    expect(part.inventories).toEqual([
      {
        sku: '10',
        warehouse: '1fabf84',
        availabilityId: null,
        warehouseName: 'Main Warehouse',
        refId: null,
        inStock: 4,
        reserved: 6,
        available: -2,
        dispatched: null,
        unlimited: false,
        locks: null,
        exportedAt: null,
        leadTime: 86_400,
      },
      expect.objectContaining({ warehouse: 'x', unlimited: true }),
    ]);
    expect(part.problems).toEqual([]);
    expect(part.read.shapes).toEqual(['balances']);
  });

  it('of one SKU is rejected by its field', async () => {
    const part = await jsonPart([
      { skuId: '10', balance: [{ ...BALANCE, totalQuantity: {} }, { ...BALANCE, warehouseId: null }, 'x'] },
      { skuId: '11', balance: 'none' },
      { skuId: ['11'], balance: [BALANCE] },
      { skuId: null, balance: [BALANCE] },
    ]);
    expect(part.problems.map(({ code, message }) => [code, message])).toEqual([
      ['wrong-type', 'SKU 10, balance[0].totalQuantity is an object, not a text or a number'],
      ['empty-id', 'SKU 10, balance[1].warehouseId is empty'],
      ['wrong-type', 'SKU 10, balance[2] is text, not an object'],
      ['wrong-type', 'SKU 11, balance is text, not a list'],
      ['wrong-type', 'document 3, skuId is a list, not a text or a number'],
      ['empty-id', 'document 4, skuId is empty'],
    ]);
    expect(part.inventories).toEqual([]);
  });

  it('of one SKU in one warehouse names the trade policies', async () => {
    const part = await jsonPart([
      {
        skuId: '1',
        warehouseId: 'w',
        dockId: '1',
        totalQuantity: 5,
        reservedQuantity: 0,
        availableQuantity: 5,
        isUnlimited: false,
        salesChannel: ['1', '3'],
        deliveryChannels: ['delivery'],
        dateOfSupplyUtc: '12020-04-05T00:00:00+00:00',
        transfer: 'Transfer 1',
      },
    ]);
    expect(part.inventories).toMatchObject([
      { sku: '1', warehouse: 'w', inStock: 5, reserved: 0, unlimited: false },
    ]);
    expect(part.policies).toEqual([{ warehouse: 'w', sku: '1', policies: ['1', '3'] }]);
    expect(part.problems).toEqual([]);
  });

  it('has its dispatched reservations', async () => {
    const part = await jsonPart([
      {
        skuId: '1',
        warehouseId: 'w',
        quantity: 2147483647,
        isUnlimitedQuantity: true,
        totalReservedQuantity: 2,
        dispatchedReservationsQuantity: 7,
        availableQuantity: 2147483645,
      },
    ]);
    expect(part.inventories).toMatchObject([{ reserved: 2, dispatched: 7, unlimited: true }]);
  });
});

describe('reservations of the Logistics API', () => {
  const RESERVATION = {
    LockId: '00-a-01',
    ItemId: '10',
    Quantity: 2,
    SalesChannel: '1',
    ReservationDateUtc: '2026-03-01T10:00:00.1234567',
    MaximumConfirmationDateUtc: '2026-03-11T10:00:00',
    ConfirmedDateUtc: '2026-03-01T11:00:00',
    Status: 'Confirmed',
    DateUtcAcknowledgedOnBalanceSystem: '0001-01-01T00:00:00',
    InternalStatus: 'Confirmed',
  };

  it('are listed by page, without a warehouse but in an envelope that names it', async () => {
    const page = { items: [RESERVATION], paging: { page: 1, perPage: 1, total: 2, pages: 2 } };
    const part = await jsonPart([
      page,
      { warehouseId: 'wh_1', ...page },
      { warehouseId: 'wh_1', items: [{ ...RESERVATION, WarehouseId: 'wh_2' }] },
    ]);
    expect(part.reservations.map(({ warehouse }) => warehouse)).toEqual([null, 'wh_1', 'wh_2']);
    expect(part.reservations[0]).toEqual({
      lockId: '00-a-01',
      sku: '10',
      warehouse: null,
      units: 2,
      status: 'confirmed',
      createdAt: Date.UTC(2026, 2, 1, 10, 0, 0, 123),
      confirmedAt: Date.UTC(2026, 2, 1, 11),
      acknowledgedAt: null,
      canceledAt: null,
      kit: null,
    });
    expect(part.report).toMatchObject({ kind: 'reservations', rows: 3, rejected: 0 });
  });

  const SINGLE = {
    LastUpdateDateUtc: '2026-03-04T10:00:00+00:00',
    LockId: '00-b-01',
    ReservationDateUtc: '2026-03-01T10:00:00+00:00',
    ConfirmedDateUtc: '2026-03-01T11:00:00+00:00',
    CanceledDateUtc: '0001-01-01T00:00:00+00:00',
    Status: 2,
    SlaRequest: [
      {
        item: { id: '229', quantity: 2, kitItem: [], warehouseId: 'w_item', dockId: 'd' },
        wareHouseId: 'wh_temp',
        location: { zipCode: '58039210' },
      },
    ],
  };

  it('by their id have a row for each SKU', async () => {
    const part = await jsonPart(SINGLE);
    expect(part.reservations).toEqual([
      {
        lockId: '00-b-01',
        sku: '229',
        warehouse: 'wh_temp',
        units: 2,
        // The document has no date of acknowledgement at all: confirmed or acknowledged.
        status: null,
        createdAt: Date.UTC(2026, 2, 1, 10),
        confirmedAt: Date.UTC(2026, 2, 1, 11),
        acknowledgedAt: null,
        canceledAt: null,
        kit: null,
      },
    ]);
    expect(part.problems).toEqual([]);
  });

  it('by their id are acknowledged only where the field for it says so', async () => {
    const part = await jsonPart({ ...SINGLE, DateUtcAcknowledgedOnBalanceSystem: '2026-03-03T10:00:00' });
    expect(part.reservations).toMatchObject([
      { status: 'acknowledged', acknowledgedAt: Date.UTC(2026, 2, 3, 10) },
    ]);
  });

  it('by their id were never acknowledged where the field for it says so', async () => {
    const part = await jsonPart({ ...SINGLE, DateUtcAcknowledgedOnBalanceSystem: '0001-01-01T00:00:00' });
    expect(part.reservations).toMatchObject([{ status: 'confirmed', acknowledgedAt: null }]);
  });

  it('of a page that holds less than its paging says are told of', async () => {
    const { SlaRequest: _, ...entry } = { ...SINGLE, ItemId: '229', Quantity: 1, Status: 'Confirmed' };
    const page = { items: [entry], paging: { page: 2, perPage: 5, total: 7, pages: 2 } };
    const part = await jsonPart(page);
    expect(part.problems).toMatchObject([
      { code: 'incomplete-page', message: 'a page that should hold 2 entries holds 1', rejected: true },
    ]);
    const whole = await jsonPart({ ...page, paging: { ...page.paging, total: 6 } });
    expect(whole.problems).toEqual([]);
  });

  it('of kits have a row for each component', async () => {
    const item = {
      id: '229',
      quantity: 2,
      warehouseId: 'w_item',
      kitItem: [{ id: 5, quantity: 3 }, { id: '6' }, 'x'],
    };
    const part = await jsonPart({ ...SINGLE, SlaRequest: [{ item }] });
    expect(part.reservations.map(({ sku, units, kit, warehouse }) => [sku, units, kit, warehouse])).toEqual([
      ['5', 6, '229', 'w_item'],
      ['6', 2, '229', 'w_item'],
    ]);
  });

  it.each([
    [{ SlaRequest: null }, 'SlaRequest is missing, not a list'],
    [{ SlaRequest: [{}] }, 'SlaRequest[0].item is no object'],
    [{ Status: 9 }, 'Status "9" is no status of a reservation'],
    [{ Status: {} }, 'Status is an object, not a text or a number'],
    [
      { SlaRequest: [{ item: { id: '1', quantity: 'x' } }] },
      'SlaRequest[0].item.quantity "x" is not a number invfix reads',
    ],
  ])('%j is rejected by its field', async (fields, message) => {
    const part = await jsonPart({ ...SINGLE, ...fields });
    expect(part.problems.map(({ message }) => message)).toEqual([`reservation 00-b-01, ${message}`]);
    expect(part.report).toMatchObject({ rows: 1, rejected: 1, status: 'read' });
  });
});

describe('flat objects', () => {
  it('are feed entries', async () => {
    const part = await jsonPart([
      {
        eventId: 'ED42',
        handle: 'token',
        domain: 'Fulfillment',
        state: 'ready-for-handling',
        lastState: 'window-to-cancel',
        orderId: '953712004126-01',
        lastChange: '2026-08-12T20:54:01.134057Z',
        currentChange: '2026-08-12T20:54:23.7153839Z',
      },
      {
        Domain: 'Marketplace',
        OrderId: 'b',
        State: 'handling',
        LastState: 'x',
        LastChange: '2026-08-12T20:54:01Z',
        Origin: { Account: 'acme' },
      },
      { domain: 'Marketplace', orderId: 'c', state: '', lastState: 'x', lastChange: '2026-08-12T20:54:01Z' },
    ]);
    expect(part.statusChanges.map(({ order, at, status }) => [order, at, status])).toEqual([
      ['953712004126-01', Date.UTC(2026, 7, 12, 20, 54, 23, 715), 'ready-for-handling'],
      ['b', Date.UTC(2026, 7, 12, 20, 54, 1), 'handling'],
    ]);
    expect(part.problems.map(({ message }) => message)).toEqual(['order c, state is empty']);
  });

  it('are Data Pipeline’s rows, one a line', async () => {
    const row = {
      created_at: '2026-03-01T10:00:00Z',
      item_availabilty_id: '10_w',
      item_id: 10,
      author_id: null,
      event_type: 'reservation-create',
      is_unlimited_quantity: false,
      quantity: 5,
      reserved_quantity: 2,
      reservation_id: '00-a',
    };
    const part = await partOf(
      `${JSON.stringify(row)}\n${JSON.stringify({ ...row, quantity: null })}\n`,
      {},
      'rows.jsonl',
    );
    expect(part.events).toMatchObject([{ sku: '10', author: null, quantity: 5, reserved: 2 }]);
    expect(part.problems).toMatchObject([
      { line: 2, code: 'empty-number', message: 'SKU 10, quantity is empty', rejected: true },
    ]);
  });

  it('are a store’s own, with lists where several values may stand', async () => {
    const part = await jsonPart([
      { sku: '1', warehouse: 'w', in_stock: 5, reserved: 2, lockIds: ['00-a', '00-b'], unlimited: false },
    ]);
    expect(part.inventories).toMatchObject([{ inStock: 5, locks: ['00-a', '00-b'], unlimited: false }]);
    expect(part.read.shapes).toEqual(['flat']);
  });

  it('are rejected where a field is a list or an object', async () => {
    const part = await jsonPart([
      { sku: '1', in_stock: [5], reserved: 2 },
      { sku: '2', in_stock: 5, reserved: 2, lockIds: [{}] },
      { sku: '3', in_stock: true, reserved: 2 },
    ]);
    expect(part.problems.map(({ message }) => message)).toEqual([
      'SKU 1, in_stock is a list, not a text or a number',
      'SKU 2, lockIds is a list, not a text or a number',
      'SKU 3, in_stock "true" is not a number invfix reads',
    ]);
  });

  it('that are order lines hold no order whole', async () => {
    const line = { order: 'a', sku: '1', quantity: 1, status: 'handling' };
    const part = await jsonPart([line, { ...line, sku: '2' }]);
    expect(part.orders.map(({ sku }) => sku)).toEqual(['1', '2']);
    expect(part.documents).toEqual([0, 0]);
  });

  it('have the fields the user names', async () => {
    const part = await jsonPart([{ Artikel: '1', Bestand: 5, Reserviert: 2 }], {
      headers: { inventory: { sku: 'Artikel', inStock: 'Bestand', reserved: 'Reserviert' } },
    });
    expect(part.inventories).toMatchObject([{ sku: '1', inStock: 5, reserved: 2 }]);
  });
});

describe('pages', () => {
  const ROW = { sku: '1', in_stock: 5, reserved: 2 };
  it.each([
    ['list', { list: [ROW, ROW], paging: { total: 2 } }],
    ['items', { items: [ROW, ROW] }],
    ['data', { data: [ROW, ROW], total: 2 }],
    ['results', { results: [ROW], count: 1 }],
    ['value', { value: [ROW] }],
    ['an array of pages', [{ items: [ROW] }, { items: [ROW] }]],
    ['lists of lists', [[ROW], [[ROW]]]],
  ])('are taken apart: %s', async (_, value) => {
    const part = await jsonPart(value);
    expect(part.inventories.length).toBe(JSON.stringify(value).split('"sku"').length - 1);
    expect(part.report).toMatchObject({ status: 'read', rejected: 0 });
  });

  it('of other lists too deep are none', async () => {
    const part = await jsonPart([[[[[[ROW]]]]]]);
    expect(part.report).toMatchObject({
      status: 'skipped',
      reason: 'JSON, but lists within lists within lists',
    });
  });
});

describe('what programs put around documents', () => {
  const ROW = { sku: '1', in_stock: 5, reserved: 2 };
  const ERROR = { error: { code: 'OMS002', message: 'Order of Joana not found', exception: null } };
  const REASON = 'an error that VTEX answered in place of the data: ask for it again';

  it.each([
    ['an answer and its status', [{ status: 200, url: 'https://x', body: ROW }]],
    ['data of a name', { data: { balance: ROW }, extensions: {} }],
    ['a page in an answer', { code: 200, response: { items: [ROW, ROW] } }],
    ['documents by their ids', { 'a-01': ROW, 'b-01': ROW }],
  ])('is taken off: %s', async (_, value) => {
    const part = await jsonPart(value);
    expect(part.inventories.length).toBe(JSON.stringify(value).split('"sku"').length - 1);
    expect(part.report).toMatchObject({ kind: 'inventory', status: 'read', rejected: 0 });
  });

  it('is not taken off many times over', async () => {
    const part = await jsonPart({ a: { b: { c: { d: { e: ROW } } } } });
    expect(part.report).toMatchObject({ status: 'skipped', kind: null });
  });

  it.each([
    ['alone', ERROR],
    ['in an answer', { status: 404, body: ERROR }],
  ])('may be around an error, which is data missing: %s', async (_, value) => {
    const part = await jsonPart(value);
    expect(part.report).toMatchObject({ kind: null, status: 'damaged', reason: REASON });
  });

  it('may be around documents of which one is an error', async () => {
    const part = await jsonPart({ a: ROW, b: ERROR });
    expect(part.report).toMatchObject({ kind: 'inventory', status: 'read', rows: 2, rejected: 1 });
    expect(part.problems).toMatchObject([{ code: 'error-answer', message: REASON }]);
  });
});

describe('JSON that is no export', () => {
  const LISTED = { orderId: 'a-01', clientName: 'Joana', items: null, status: 'invoiced', totalValue: 7453 };
  const ADVICE =
    'a list of orders without their items: save each order of it (GET /api/oms/pvt/orders/{orderId}) or export the order report';

  it.each([
    ['a page of orders without items', { list: [LISTED, LISTED], paging: {} }, ADVICE],
    [
      'the answer to a bulk upload',
      { batchId: 'b', status: 'AWAITING_UPLOAD', upload: { method: 'PUT' } },
      'the answer to a bulk upload, not an export',
    ],
    [
      'the state of a bulk upload',
      { batchId: 'b', status: 'PROCESSING', rowCount: 5, summary: {} },
      'the answer to a bulk upload, not an export',
    ],
    [
      'an unknown object',
      { name: 'x', version: 1, 'joana@example.com': 1 },
      'JSON, but none of the shapes invfix knows; its fields: name, version',
    ],
    [
      'many fields',
      Object.fromEntries([...'abcdefghij'].map((key) => [key, 1])),
      'JSON, but none of the shapes invfix knows; its fields: a, b, c, d, e, f, g, h, …',
    ],
    ['an empty object', {}, 'JSON, but none of the shapes invfix knows'],
    ['numbers', [1, 2], 'JSON, but a number where an object should be'],
    ['nothing', [null], 'JSON, but nothing where an object should be'],
    ['an empty list', [], 'JSON without any entries'],
    ['an empty page', { items: [], paging: { total: 0 } }, 'JSON without any entries'],
  ])('%s says why', async (_, value, reason) => {
    const part = await jsonPart(value);
    expect(part.report).toMatchObject({ kind: null, status: 'skipped', reason, rows: 0 });
    expect(part.problems).toEqual([]);
  });

  it('is a problem among documents that are known', async () => {
    const row = { sku: '1', in_stock: 5, reserved: 2 };
    const part = await partOf(
      ['{"a":1}', JSON.stringify(row), JSON.stringify(LISTED)].join('\n'),
      {},
      'x.jsonl',
    );
    expect(part.report).toMatchObject({ kind: 'inventory', status: 'read', rows: 3, rejected: 2 });
    expect(part.problems).toEqual([
      {
        line: 1,
        code: 'unknown-document',
        message: 'JSON, but none of the shapes invfix knows; its fields: a',
        rejected: true,
      },
      { line: 3, code: 'unknown-document', message: ADVICE, rejected: true },
    ]);
  });

  it('that cannot be read is a damaged export by its name, else none', async () => {
    const parts = await partsOf({ 'a.json': '{"orderId": "a", "items": [{"id"', 'b.md': '[![badge](x)]' });
    expect(parts.map(({ report }) => [report.path.replace(/^.*\//, ''), report.status])).toEqual([
      ['a.json', 'damaged'],
      ['b.md', 'skipped'],
    ]);
  });

  it.each(["[{'sku': '1', 'unlimited': False}]", "{ 'sku': None }"])(
    'but Python’s is told so: %s',
    async (text) => {
      const part = await partOf(text, {}, 'x.json');
      expect(part.report).toMatchObject({
        status: 'damaged',
        reason: 'not JSON, but data as Python prints it: save it with json.dump',
      });
    },
  );

  it('that ends in the middle is damaged', async () => {
    const part = await partOf('{"sku":"1","in_stock":5,"reserved":2}\n{"sku":"2","in_st', {}, 'x.jsonl');
    expect(part.report).toMatchObject({
      status: 'damaged',
      reason: 'cut off: the file ends in the middle of a document',
      rows: 2,
      rejected: 1,
    });
    expect(part.problems).toMatchObject([{ line: 2, code: 'cut-off' }]);
  });
});

describe('a file with documents of several kinds', () => {
  it('is a part for each', async () => {
    const parts = await partsOf({
      'x.json': JSON.stringify([
        { sku: '1', in_stock: 5, reserved: 2 },
        { kit: 'K', component: '1', quantity: 2 },
        { sku: '2', in_stock: 5, reserved: 2 },
      ]),
    });
    expect(parts.map(({ report }) => [report.path.slice(-6), report.kind, report.rows])).toEqual([
      ['x.json', 'inventory', 2],
      ['x.json', 'kits', 1],
    ]);
  });
});

describe('dates in JSON', () => {
  const row = (date: string) => ({
    order: date,
    sku: '1',
    quantity: 1,
    status: 'handling',
    created_at: date,
  });

  it('are read as the other documents decide', async () => {
    const part = await jsonPart([row('03/04/2026'), row('25/04/2026')]);
    expect(part.orders.map(({ createdAt }) => createdAt)).toEqual([
      Date.UTC(2026, 3, 3),
      Date.UTC(2026, 3, 25),
    ]);
    expect(part.report.rows).toBe(2);
  });

  it('are an error where none decides', async () => {
    await expect(jsonPart([row('03/04/2026')])).rejects.toThrow('its dates could be day-month or month-day');
  });

  it('may be numbers', async () => {
    const part = await jsonPart([
      { ...row('a'), created_at: 1774951200 },
      { ...row('b'), created_at: 1774951200000 },
    ]);
    expect(part.orders.map(({ createdAt }) => createdAt)).toEqual([1774951200000, 1774951200000]);
  });
});

describe('reading only to see', () => {
  it('stops at the first row that counts', async () => {
    const rows = [
      { sku: '', in_stock: 5, reserved: 2 },
      { sku: '1', in_stock: 5, reserved: 2 },
      { sku: '2', in_stock: 5, reserved: 2 },
    ];
    const part = await jsonPart(rows, { firstRowOnly: true });
    expect(part.inventories.map(({ sku }) => sku)).toEqual(['1']);
    expect(part.report).toMatchObject({ rows: 2, rejected: 1 });
  });
});
