/** Whole small stores made up of anything: every kind of export, consistent with each other or not. */
import fc from 'fast-check';

/** File names and contents. */
export type Exports = Readonly<Record<string, string>>;

const START = Date.parse('2026-03-20T00:00:00Z');
const STATUSES = [
  'payment-pending',
  'payment-approved',
  'ready-for-handling',
  'start-handling',
  'handling',
  'invoiced',
  'canceled',
  'request-cancel',
  'replaced',
  'Preparando Entrega',
  'Faturado',
  'order-completed',
  'never heard of',
];

const sku = fc.oneof(
  { weight: 9, arbitrary: fc.constantFrom('100', '101', '0100', 'kit-1', 'ab') },
  { weight: 1, arbitrary: fc.string({ maxLength: 4, unit: 'grapheme' }) },
);
const warehouse = fc.constantFrom('w1', 'w1', 'w1', 'W1', 'w2', ' w1 ');
const order = fc.nat({ max: 7 }).map((number) => `v${number}acme-01`);
const units = fc.oneof(
  { weight: 20, arbitrary: fc.integer({ min: 0, max: 6 }).map(String) },
  { weight: 2, arbitrary: fc.integer({ min: -4, max: 40 }).map(String) },
  {
    weight: 1,
    arbitrary: fc.constantFrom(
      '',
      '1.0',
      '2147483647',
      '-2147483647',
      '2147483648',
      '1.000',
      '٣',
      '1e3',
      'x',
    ),
  },
);
/** Quarters of an hour, so that moments meet. */
const moment = fc.oneof(
  {
    weight: 20,
    arbitrary: fc.nat({ max: 960 }).map((quarter) => new Date(START + quarter * 900_000).toISOString()),
  },
  {
    weight: 1,
    arbitrary: fc.constantFrom('', '0001-01-01T00:00:00', '31/12/2026', '2026-03-20', 'x', '275760-09-13'),
  },
);
const author = fc.constantFrom('erp', 'erp', 'ana', '', 'till');
const locks = fc.array(order, { maxLength: 4 }).map((orders) => orders.map((id) => `00-${id}`).join(','));

function table(
  header: string,
  cells: readonly fc.Arbitrary<string>[],
  maxLength: number,
): fc.Arbitrary<string> {
  return fc
    .array(fc.tuple(...cells), { minLength: 1, maxLength })
    .map((rows) => [header, ...rows.map((row) => row.map(quoted).join(';'))].join('\n'));
}

function quoted(cell: string): string {
  return /[;"\r\n]/.test(cell) ? `"${cell.replaceAll('"', '""')}"` : cell;
}

const inventory = table(
  'SkuId;WarehouseId;TotalQuantity;ReservedQuantity;UnlimitedQuantity;RefId;LockIds',
  [
    sku,
    warehouse,
    units,
    units,
    fc.constantFrom('False', 'False', 'False', 'True', ''),
    fc.constantFrom('', 'R1'),
    locks,
  ],
  6,
);
const orders = table(
  'Order;ID_SKU;Quantity_SKU;Status raw value (temporary);Creation Date;Authorized Date;Last Change Date;Warehouse',
  [
    order,
    sku,
    units,
    fc.constantFrom(...STATUSES),
    moment,
    moment,
    moment,
    fc.constantFrom('', '', 'w1', 'w2'),
  ],
  14,
);
const updates = table(
  'SkuId;WarehouseId;Date;User;QuantityBefore;QuantityAfter',
  [sku, warehouse, moment, author, units, units],
  14,
);
/** A log in which each update goes on from the one before, as VTEX's does, with a gap now and then. */
const chain = fc
  .array(
    fc.record({
      quarter: fc.nat({ max: 60 }),
      change: fc.integer({ min: -4, max: 6 }),
      author,
      isLost: fc.nat({ max: 9 }),
    }),
    { minLength: 1, maxLength: 14 },
  )
  .map((steps) => {
    let at = START;
    let count = 8;
    const rows = steps.flatMap(({ quarter, change, author, isLost }) => {
      at += quarter * 900_000;
      const before = count;
      count += change;
      return isLost === 0 ? [] : [`100;w1;${new Date(at).toISOString()};${author};${before};${count}`];
    });
    return ['SkuId;WarehouseId;Date;User;QuantityBefore;QuantityAfter', ...rows].join('\n');
  });
const events = table(
  'item_id;item_availabilty_id;created_at;author_id;event_type;quantity;reserved_quantity;reservation_id',
  [
    sku,
    fc.constantFrom('100_w1', '101_w1', '100_w2', 'x'),
    moment,
    author,
    fc.constantFrom(
      'item-availability-update',
      'reservation-create',
      'reservation-cancel',
      'reservation-confirm',
    ),
    units,
    units,
    order.map((id) => `00-${id}`),
  ],
  10,
);
const counts = table('SkuId;WarehouseId;Counted;CountedAt', [sku, warehouse, units, moment], 3);
const kits = table('KitSkuId;SkuId;Quantity', [sku, sku, units], 3);
const policies = table('WarehouseId;TradePolicies', [warehouse, fc.constantFrom('', '1', '1,2', '1,x')], 3);
const feed = fc
  .array(
    fc.record({
      eventId: fc.uuid(),
      domain: fc.constant('Fulfillment'),
      state: fc.constantFrom(...STATUSES),
      lastState: fc.constantFrom(...STATUSES),
      orderId: order,
      currentChange: moment,
      lastChange: moment,
    }),
    { maxLength: 8 },
  )
  .map((entries) => entries.map((entry) => JSON.stringify(entry)).join('\n'));
const reservations = fc
  .record({
    warehouseId: warehouse,
    items: fc.array(
      fc.record({
        LockId: order.map((id) => `00-${id}`),
        ItemId: sku,
        Quantity: fc.integer({ min: -1, max: 6 }),
        ReservationDateUtc: moment,
        ConfirmedDateUtc: moment,
        Status: fc.oneof(
          fc.constantFrom('Authorized', 'Confirmed', 'Canceled_Manually', 'x'),
          fc.nat({ max: 6 }),
        ),
        DateUtcAcknowledgedOnBalanceSystem: moment,
      }),
      { maxLength: 5 },
    ),
  })
  .map((list) => JSON.stringify(list));

/** An inventory, and any of the other exports beside it. */
export const stores: fc.Arbitrary<Exports> = fc
  .record(
    {
      'inventory-2026-03-31.csv': inventory,
      'inventory-2026-03-27.csv': inventory,
      'orders.csv': orders,
      'orders-2.csv': orders,
      'updates.csv': updates,
      'chain.csv': chain,
      'events.csv': events,
      'feed.json': feed,
      'reservations.json': reservations,
      'counts.csv': counts,
      'kits.csv': kits,
      'policies.csv': policies,
    },
    { requiredKeys: ['inventory-2026-03-31.csv'] },
  )
  .map((files) => files as Exports);
