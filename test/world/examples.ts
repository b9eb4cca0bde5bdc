/**
 * `fixtures/shapes`: the exports of one SKU with two orders on the way and one never paid, in every shape invfix reads. They
 * all tell of the same moment of the same balance.
 */
import { gzipSync } from 'node:zlib';
import type { ExportKind } from '../../src/exports/index.js';
import { SHAPES, type ShapeFiles, type StoreTexts } from './shapes.js';

const STORE: StoreTexts = {
  inventory: [
    'SkuId;TotalQuantity;ReservedQuantity;AvailableQuantity;WarehouseId;WarehouseName;RefId;IsActive;UnlimitedQuantity;LockIds;DispatchedReservations',
    '100123;2;4;-2;wh_1;Main;SKU123;True;False;00-v700368acme-01,00-v700369acme-01;0',
    '',
  ].join('\r\n'),
  orders: [
    'Origin;Order;Sequence;Creation Date;Client Name;Client Last Name;Email;Status;Last Change Date;Quantity_SKU;ID_SKU;Reference Code;SKU Name;SKU Selling Price;Seller Name;Seller Order Id;Authorized Date;SalesChannel;Currency Code;Status raw value (temporary)',
    'Marketplace;v700301acme-01;700301;2026-03-21 15:00:00Z;Lia;Souza;lia@example.com;Cancelado;2026-03-24 15:00:00Z;1;100123;SKU123;Camiseta;89.9;Acme;00-v700301acme-01;;1;BRL;canceled',
    'Marketplace;v700368acme-01;700368;2026-03-27 22:00:00Z;Joana;Silva;joana@example.com;Preparando Entrega;2026-03-30 09:00:00Z;1;100123;SKU123;Camiseta;89.9;Acme;00-v700368acme-01;2026-03-28 00:45:00Z;1;BRL;handling',
    'Marketplace;v700369acme-01;700369;2026-03-28 08:00:00Z;Rui;Costa;rui@example.com;Pronto para o Manuseio;2026-03-28 10:35:00Z;3;100123;SKU123;Camiseta;89.9;Acme;00-v700369acme-01;2026-03-28 10:05:00Z;1;BRL;ready-for-handling',
    '',
  ].join('\r\n'),
  updates: [
    'SkuId;WarehouseId;Date;User;QuantityBefore;QuantityAfter',
    '100123;wh_1;2026-03-20 10:00:00Z;erp@acme.example;1;6',
    '100123;wh_1;2026-03-28 00:47:00Z;erp@acme.example;6;5',
    '100123;wh_1;2026-03-28 10:07:00Z;erp@acme.example;5;2',
    '',
  ].join('\r\n'),
};

const INVENTORY = 'inventory-2026-04-01T00-00-00Z';

/** The examples that are one file of a converted store: its name here, the shape, the name there, what it is. */
const CONVERTED: readonly (readonly [name: string, shape: string, file: string, kind: ExportKind])[] = [
  ['inventory.csv', 'plain CSV', `${INVENTORY}.csv`, 'inventory'],
  ['inventory.xls', 'xls workbooks', `${INVENTORY}.xls`, 'inventory'],
  ['inventory.xlsx', 'xlsx workbooks', `${INVENTORY}.xlsx`, 'inventory'],
  ['inventory-portuguese.csv', 'Portuguese headers', `${INVENTORY}.csv`, 'inventory'],
  ['inventory-own.csv', "a store's own CSV", `${INVENTORY}.csv`, 'inventory'],
  [
    'inventory-by-sku.json',
    'inventory and reservations of the Logistics API',
    `${INVENTORY}.json`,
    'inventory',
  ],
  [
    'reservations/wh_1/100123.json',
    'inventory and reservations of the Logistics API',
    'reservations/wh_1/100123.json',
    'reservations',
  ],
  ['orders.csv', 'plain CSV', 'orders.csv', 'orders'],
  ['order.json', 'orders as JSON, one a file', 'orders/v700368acme-01.json', 'orders'],
  ['orders.jsonl', 'orders as JSON lines', 'orders.jsonl', 'orders'],
  ['orders-pages.json', 'orders as pages', 'orders.json', 'orders'],
  ['orders-own.jsonl', "a store's own JSON lines", 'orders.jsonl', 'orders'],
  ['updates.csv', 'plain CSV', 'updates.csv', 'updates'],
  ['updates-own.csv', "a store's own CSV", 'updates.csv', 'updates'],
  ['item_update_historical.csv', 'Data Pipeline as CSV', 'item_update_historical.csv', 'updates'],
  ['item_update_historical.jsonl', 'Data Pipeline as JSON lines', 'item_update_historical.jsonl', 'updates'],
];

const json = (value: unknown): string => `${JSON.stringify(value, null, 2)}\n`;
const csv = (...lines: readonly string[]): string => `${lines.join('\n')}\n`;

const RESERVATION = {
  LastUpdateDateUtc: '2026-03-30T09:00:00.0000000+00:00',
  SalesChannel: '1',
  LockId: '00-v700368acme-01',
  ReservationDateUtc: '2026-03-27T22:00:00.0000000+00:00',
  MaximumConfirmationDateUtc: '2026-04-03T22:00:00.0000000+00:00',
  Status: 2,
  SlaRequest: [
    {
      item: { id: '100123', groupItemId: null, quantity: 1, kitItem: [], unlimitedQuantity: false },
      slaType: 'delivery',
      wareHouseId: 'wh_1',
    },
  ],
  CanceledDateUtc: '0001-01-01T00:00:00+00:00',
  AuthorizedDateUtc: '2026-03-27T22:00:00.0000000+00:00',
  ConfirmedDateUtc: '2026-03-28T00:45:00.0000000+00:00',
};

const FEED = [
  { state: 'payment-pending', lastState: null, currentChange: '2026-03-27T22:00:00Z' },
  { state: 'payment-approved', lastState: 'payment-pending', currentChange: '2026-03-28T00:45:00Z' },
  { state: 'ready-for-handling', lastState: 'payment-approved', currentChange: '2026-03-28T01:20:00Z' },
  { state: 'handling', lastState: 'ready-for-handling', currentChange: '2026-03-30T09:00:00Z' },
].map((change) => ({
  eventId: `v700368acme-01-${change.state}`,
  domain: 'Fulfillment',
  orderId: 'v700368acme-01',
  ...change,
}));

/** The examples that no converted store has. */
const WRITTEN: readonly (readonly [name: string, content: string, kind: ExportKind])[] = [
  [
    'inventory-by-sku-and-warehouse.json',
    json([
      {
        skuId: '100123',
        warehouseId: 'wh_1',
        dockId: '1',
        totalQuantity: 2,
        reservedQuantity: 4,
        availableQuantity: -2,
        isUnlimited: false,
        salesChannel: ['1', '2'],
        deliveryChannels: ['delivery'],
      },
    ]),
    'inventory',
  ],
  [
    'inventory-dispatched.json',
    json([
      {
        skuId: '100123',
        warehouseId: 'wh_1',
        quantity: 2,
        isUnlimitedQuantity: false,
        totalReservedQuantity: 4,
        dispatchedReservationsQuantity: 1,
        availableQuantity: -2,
      },
    ]),
    'inventory',
  ],
  [
    'item_inventory.csv',
    csv(
      'main_account,account_name,warehouse_id,item_id,is_unlimited_quantity,quantity,reserved_quantity,last_update,parent_account_name,batch_id,record_created_at,record_updated_at',
      'acme,acme,wh_1,100123,false,2,4,2026-03-30 09:00:00,acme,b7,2026-03-01 00:00:00,2026-03-30 09:05:00',
    ),
    'inventory',
  ],
  [
    'item_update_latest.csv',
    csv(
      'batch_id,last_date,item_availabilty_id,item_id,main_account_name,account_name,is_unlimited_quantity,quantity,reserved_quantity,reservation_id',
      'b7,2026-03-30 09:00:00,100123_wh_1,100123,acme,acme,false,2,4,00-v700369acme-01',
    ),
    'inventory',
  ],
  ['reservation.json', json(RESERVATION), 'reservations'],
  ['feed.json', json(FEED), 'feed'],
  ['feed.jsonl', csv(...FEED.map((entry) => JSON.stringify(entry))), 'feed'],
  ['counts.csv', csv('SkuId;WarehouseId;Counted;CountedAt', '100123;wh_1;5;2026-03-31 08:00:00Z'), 'counts'],
  ['trade-policies.csv', csv('WarehouseId;TradePolicies', 'wh_1;1,2'), 'trade-policies'],
  ['kits.csv', csv('KitSkuId;SkuId;Quantity', '100900;100123;2', '100900;100777;1'), 'kits'],
];

export interface Example {
  readonly name: string;
  readonly content: string | Buffer;
  readonly kind: ExportKind;
}

/** Every file of `fixtures/shapes` with what it must be taken for. */
export function examples(): Example[] {
  const stores = new Map<string, ShapeFiles>();
  const converted = CONVERTED.map(([name, shape, file, kind]) => {
    const files = stores.get(shape) ?? SHAPES[shape]?.(STORE);
    const content = files?.get(file);
    if (files === undefined || content === undefined) throw new Error(`no ${file} as ${shape}`);
    stores.set(shape, files);
    return { name, content, kind };
  });
  const zip = SHAPES['xls in a zip']?.(STORE);
  const [archive] = zip?.values() ?? [];
  if (archive === undefined) throw new Error('no archive');
  return [
    ...converted,
    ...WRITTEN.map(([name, content, kind]) => ({ name, content, kind })),
    { name: 'orders.csv.gz', content: gzipSync(STORE.orders), kind: 'orders' },
    { name: 'exports.zip', content: archive, kind: 'inventory' },
  ];
}
