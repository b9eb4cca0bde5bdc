import { describe, expect, it } from 'vitest';
import { partOf } from './reading.js';

const told = (part: Awaited<ReturnType<typeof partOf>>) =>
  part.problems.map(({ line, code, message }) => [line, code, message]);

describe('Data Pipeline', () => {
  const HEADER =
    'batch_id,created_at,item_availabilty_id,item_id,author_id,event_type,metadata_created_at,is_unlimited_quantity,quantity,reserved_quantity,reservation_id\n';

  it('tells what a balance holds after each event', async () => {
    const part = await partOf(
      `${HEADER}b,2026-03-01T10:00:00Z,10_WH1,10,ana@shop,Reservation-Create,2026-03-01T09:59:59Z,true,5,2,00-v1-01\n` +
        'b,,10_WH1,10,,item-availability-update,2026-03-02T09:59:59Z,false,3,,\n',
    );
    expect(part.report).toMatchObject({
      kind: 'updates',
      rows: 2,
      rejected: 0,
      from: Date.UTC(2026, 2, 1, 10),
    });
    expect(part.events).toEqual([
      {
        sku: '10',
        warehouse: null,
        availabilityId: '10_WH1',
        at: Date.UTC(2026, 2, 1, 10),
        author: 'ana@shop',
        event: 'reservation-create',
        quantity: 5,
        reserved: 2,
        reservationId: '00-v1-01',
      },
      {
        sku: '10',
        warehouse: null,
        availabilityId: '10_WH1',
        at: Date.UTC(2026, 2, 2, 9, 59, 59),
        author: null,
        event: 'item-availability-update',
        quantity: 3,
        reserved: null,
        reservationId: null,
      },
    ]);
  });

  it('has the warehouse where the setting finds it', async () => {
    const part = await partOf(`${HEADER}b,2026-03-01,10_WH1,10,,x,,,5,,\nb,2026-03-01,10-WH1,10,,x,,,5,,\n`, {
      pipelineWarehouse: /_(.+)$/,
    });
    expect(part.events.map(({ warehouse }) => warehouse)).toEqual(['WH1', null]);
  });

  it('rejects events without a count, a time or a sort', async () => {
    const part = await partOf(
      `${HEADER}b,2026-03-01,a,10,,x,,,,2,\nb,,a,10,,x,,,5,2,\nb,2026-03-01,a,10,,,,,5,2,\nb,2026-03-01,,10,,x,,,5,2,\n`,
    );
    expect(told(part)).toEqual([
      [2, 'empty-number', 'quantity is empty'],
      [3, 'empty-date', 'metadata_created_at is empty'],
      [4, 'empty-event', 'event_type is empty'],
      [5, 'empty-id', 'item_availabilty_id is empty'],
    ]);
  });

  it('has the current counts, whose date is not the export’s', async () => {
    const part = await partOf(
      'item_id,item_availabilty_id,quantity,reserved_quantity,last_date\n10,10_WH1,5,7,2026-03-01T10:00:00Z\n',
    );
    expect(part.inventories).toMatchObject([
      {
        sku: '10',
        warehouse: null,
        availabilityId: '10_WH1',
        inStock: 5,
        reserved: 7,
        available: -2,
        exportedAt: null,
      },
    ]);
    expect(part.report.exportedAt).toBe(null);
  });
});

describe('an inventory export', () => {
  it('has dispatched reservations and trade policies, which cost no row', async () => {
    const part = await partOf(
      'SkuId;TotalQuantity;ReservedQuantity;WarehouseId;DispatchedReservations;SalesChannel\n1;5;2;w;3;"1,2"\n2;5;2;w;x;\n',
    );
    expect(part.inventories.map(({ dispatched }) => dispatched)).toEqual([3, null]);
    expect(part.policies).toEqual([{ warehouse: 'w', sku: '1', policies: ['1', '2'] }]);
    expect(part.problems).toEqual([]);
  });
});

describe('an order export', () => {
  it('says whose order it is, who fulfils it and when it was invoiced', async () => {
    const part = await partOf(
      'Origin;Order;Seller Name;ID_SKU;Quantity_SKU;Status;Invoiced Date\n' +
        'Fulfillment;a;Other Shop;1;2;Faturado;2026-03-04\nSomewhere;b;;1;2;Faturado;\n',
    );
    expect(
      part.orders.map(({ origin, seller, invoicedAt, kit }) => [origin, seller, invoicedAt, kit]),
    ).toEqual([
      ['fulfillment', 'Other Shop', Date.UTC(2026, 2, 4), null],
      [null, null, null, null],
    ]);
    expect(part.documents).toEqual([0, 0]);
  });
});

describe('a list of feed entries', () => {
  it('has the moment of each change of an order', async () => {
    const part = await partOf(
      'eventId;domain;state;lastState;orderId;currentChange;lastChange\n' +
        'e;Fulfillment;handling;ready-for-handling;v1-01;2026-03-04T10:00:00.5Z;2026-03-03T10:00:00Z\n' +
        'e;Marketplace;Handling;;v1-01;;2026-03-03T10:00:00Z\n' +
        'e;Marketplace;Brand-New;;v1-01;2026-03-03;\n',
    );
    expect(part.report).toMatchObject({ kind: 'feed', rejected: 0 });
    expect(part.statusChanges).toEqual([
      {
        order: 'v1-01',
        at: Date.UTC(2026, 2, 4, 10, 0, 0, 500),
        status: 'handling',
        from: 'ready-for-handling',
      },
      { order: 'v1-01', at: Date.UTC(2026, 2, 3, 10), status: 'handling', from: null },
      { order: 'v1-01', at: Date.UTC(2026, 2, 3), status: 'brand-new', from: null },
    ]);
  });

  it('rejects entries without an order, a state or a time', async () => {
    const part = await partOf(
      'state;lastState;orderId;currentChange\n;x;a;2026-03-03\nhandling;x;;2026-03-03\nhandling;x;a;\nhandling;x;a;soon\n',
    );
    expect(told(part)).toEqual([
      [2, 'empty-state', 'state is empty'],
      [3, 'empty-id', 'orderId is empty'],
      [4, 'empty-date', 'currentChange is empty'],
      [5, 'bad-date', 'currentChange "soon" is no date'],
    ]);
  });
});

describe('a list of reservations', () => {
  const HEADER =
    'LockId;ItemId;Quantity;ReservationDateUtc;ConfirmedDateUtc;Status;DateUtcAcknowledgedOnBalanceSystem\n';
  const NEVER = '0001-01-01T00:00:00';

  it.each([
    ['NotCommitted', NEVER, 'not-committed'],
    ['0', '', 'not-committed'],
    ['Authorized', NEVER, 'authorized'],
    ['1', NEVER, 'authorized'],
    ['Confirmed', NEVER, 'confirmed'],
    ['2', '', 'confirmed'],
    ['2', '2026-03-03T10:00:00', 'acknowledged'],
    ['confirmed', '2026-03-03T10:00:00', 'acknowledged'],
    ['Canceled_AbortedCommitted', NEVER, 'aborted'],
    ['3', NEVER, 'aborted'],
    ['Canceled_AuthorizationExpired', NEVER, 'canceled'],
    ['4', NEVER, 'canceled'],
    ['Canceled_Manually', '2026-03-03T10:00:00', 'canceled'],
    ['5', NEVER, 'canceled'],
  ])('status %s, acknowledged %s is %s', async (status, acknowledged, expected) => {
    const part = await partOf(`${HEADER}00-a;10;2;2026-03-01T10:00:00;${NEVER};${status};${acknowledged}\n`);
    expect(part.reservations).toEqual([
      {
        lockId: '00-a',
        sku: '10',
        warehouse: null,
        units: 2,
        status: expected,
        createdAt: Date.UTC(2026, 2, 1, 10),
        confirmedAt: null,
        acknowledgedAt: acknowledged.startsWith('2026') ? Date.UTC(2026, 2, 3, 10) : null,
        canceledAt: null,
        kit: null,
      },
    ]);
    expect(part.problems).toEqual([]);
  });

  it('rejects what is no reservation', async () => {
    const part = await partOf(
      `${HEADER};10;2;;;1;\na;;2;;;1;\na;10;-1;;;1;\na;10;2;;;6;\na;10;2;;;;\na;10;2;;;constructor;\n`,
    );
    expect(told(part)).toEqual([
      [2, 'empty-id', 'LockId is empty'],
      [3, 'empty-id', 'ItemId is empty'],
      [4, 'bad-number', 'Quantity "-1" is below zero'],
      [5, 'unknown-status', 'Status "6" is no status of a reservation'],
      [6, 'empty-status', 'Status is empty'],
      [7, 'unknown-status', 'Status "constructor" is no status of a reservation'],
    ]);
  });
});

describe('a physical count', () => {
  it('is whole units, none below zero', async () => {
    const part = await partOf(
      'SkuId;WarehouseId;Counted;CountedAt\n1;w;3;2026-03-01 10:00\n2;w;0;\n3;w;-1;\n4;w;1.5;\n5;w;;\n',
    );
    expect(part.counts).toEqual([
      { sku: '1', warehouse: 'w', counted: 3, at: Date.UTC(2026, 2, 1, 10) },
      { sku: '2', warehouse: 'w', counted: 0, at: null },
    ]);
    expect(told(part)).toEqual([
      [4, 'bad-number', 'Counted "-1" is below zero'],
      [5, 'bad-number', 'Counted "1.5" is not a whole number'],
      [6, 'empty-number', 'Counted is empty'],
    ]);
  });
});

describe('a list of trade policies', () => {
  it.each([
    ['"1,2"', ['1', '2']],
    ['1 / 2|1', ['1', '2']],
    ['"[""b2b"", ""3""]"', ['b2b', '3']],
    ['', []],
  ])('reads %s', async (text, policies) => {
    const part = await partOf(`WarehouseId,TradePolicies\nw,${text}\n`);
    expect(part.policies).toEqual([{ warehouse: 'w', sku: null, policies }]);
  });
});

describe('a list of kits', () => {
  it('names components and how many of them a kit has', async () => {
    const part = await partOf('KitSkuId;SkuId;Quantity\nK;1;2\nK;2;0\nK;K;1\nK;3;\n');
    expect(part.kits).toEqual([{ kit: 'K', sku: '1', units: 2 }]);
    expect(told(part)).toEqual([
      [3, 'bad-number', 'Quantity "0" must be 1 or more'],
      [4, 'kit-of-itself', 'SkuId "K" is the kit itself'],
      [5, 'empty-number', 'Quantity is empty'],
    ]);
  });
});

describe('ids', () => {
  it('stay exact but for blanks around them, those that cannot be seen included', async () => {
    const part = await partOf(
      'sku;warehouse;total;reserved\n\u00a000A b\u200b; \u2060WH\u2060 ;1;0\n\ufeff\u200b1\u200d;w;1;0\n',
    );
    expect(part.inventories.map(({ sku, warehouse }) => [sku, warehouse])).toEqual([
      ['00A b', 'WH'],
      ['1', 'w'],
    ]);
  });

  it.each(['1.23457E+12', '1,23E+12', '5e+14'])('that a spreadsheet rounded are rejected: %s', async (id) => {
    const part = await partOf(
      `order;sku;quantity;status\n${id};1;1;handling\n1;${id};1;handling\n1;1;1;handling\n`,
    );
    expect(told(part)).toEqual([
      [
        2,
        'id-in-exponent',
        expect.stringContaining(`order "${id}" is an id that a spreadsheet has turned into`),
      ],
      [3, 'id-in-exponent', expect.stringContaining(`sku "${id}" is an id`)],
    ]);
    expect(part.orders.length).toBe(1);
  });

  it('that only look like exponents are ids', async () => {
    const part = await partOf('sku;total;reserved\n1E5;1;0\n2E-3;1;0\n');
    expect(part.inventories.map(({ sku }) => sku)).toEqual(['1E5', '2E-3']);
  });
});
