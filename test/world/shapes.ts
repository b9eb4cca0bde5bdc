/**
 * One store in every shape its data may come in: the three CSV exports, converted. Each shape says what
 * the CSV files say and no more, so that each must lead to the same diagnosis.
 */
import { gzipSync } from 'node:zlib';
import { utils, write, writeXLSX } from '@e965/xlsx';
import { parse } from 'csv-parse/sync';
import { zipped } from './zip.js';

/** The exports as CSV; `updates` and `feed` may be missing. */
export interface StoreTexts {
  readonly inventory: string;
  readonly orders: string;
  readonly updates: string;
}

export type ShapeFiles = ReadonlyMap<string, string | Buffer>;

type Rows = readonly Readonly<Record<string, string>>[];

interface StoreRows {
  readonly inventory: Rows;
  readonly orders: Rows;
  readonly updates: Rows;
}

const T = '2026-04-01T00-00-00Z';
/** T in the name, so that every shape is of the same moment. */
const INVENTORY = `inventory-${T}`;

/** The shapes by name. */
export const SHAPES: Readonly<Record<string, (store: StoreTexts) => ShapeFiles>> = {
  'plain CSV': (store) => csvFiles(store),
  'CSV with commas': (store) => csvFiles(store, (text) => csvOf(rowsOf(text), ',')),
  'tab-separated, UTF-16': (store) => csvFiles(store, (text) => utf16(csvOf(rowsOf(text), '\t'))),
  'Windows-1252': (store) => csvFiles(store, (text) => Buffer.from(text, 'latin1')),
  'xls workbooks': (store) => workbooks(store, 'xls', 'xls'),
  'xlsx workbooks': (store) => workbooks(store, 'xlsx', 'xlsx'),
  'xls that is named csv': (store) => workbooks(store, 'xls', 'csv'),
  'csv that is named xls': (store) => csvFiles(store, undefined, 'xls'),
  'numbers as numbers, ids as text': (store) => numericWorkbooks(store),
  'sheets of one workbook': (store) => oneWorkbook(store),
  'empty rows and a title above the header': (store) =>
    csvFiles(store, (text) => `\r\nExported by the store\r\n\r\n${text}`),
  'inventory in two files': (store) => splitInventory(store),
  'orders in ten files': (store) => splitOrders(store, 10),
  zip: (store) => new Map([[`${INVENTORY}.zip`, zipped(csvFiles(store))]]),
  'zip in a zip': (store) =>
    new Map([[`all-${T}.zip`, zipped(new Map([['inner.zip', zipped(csvFiles(store))]]))]]),
  gz: (store) => new Map([...csvFiles(store)].map(([name, content]) => [`${name}.gz`, gzipSync(content)])),
  'xls in a zip': (store) => new Map([[`all-${T}.zip`, zipped(workbooks(store, 'xls', 'xls'))]]),
  'orders as JSON, one a file': (store) =>
    withOrders(store, (orders) => orders.map((order) => [`orders/${order.orderId}.json`, pretty(order)])),
  'orders as one JSON array': (store) => withOrders(store, (orders) => [['orders.json', pretty(orders)]]),
  'orders as JSON lines': (store) => withOrders(store, (orders) => [['orders.jsonl', lines(orders)]]),
  'orders as pages': (store) =>
    withOrders(store, (orders) => [
      ['orders.json', pretty(pagesOf(orders, 50).map((list) => ({ list, paging: { perPage: 50 } })))],
    ]),
  'inventory and reservations of the Logistics API': (store) => logistics(store),
  "a store's own CSV": (store) => ownFiles(store, (rows) => csvOf(rows, ','), 'csv'),
  "a store's own JSON lines": (store) => ownFiles(store, lines, 'jsonl'),
  'Portuguese headers': (store) => portuguese(store),
  'Data Pipeline as JSON lines': (store) => pipeline(store, lines, 'jsonl'),
  'Data Pipeline as CSV': (store) => pipeline(store, (rows) => csvOf(rows, ','), 'csv'),
};

function csvFiles(
  store: StoreTexts,
  encoded: (text: string) => string | Buffer = (text) => text,
  ending = 'csv',
): Map<string, string | Buffer> {
  return new Map([
    [`${INVENTORY}.${ending}`, encoded(store.inventory)],
    [`orders.${ending}`, encoded(store.orders)],
    [`updates.${ending}`, encoded(store.updates)],
  ]);
}

export function rowsOf(text: string): Rows {
  return parse(text, { delimiter: ';', columns: true, skip_empty_lines: true });
}

function storeRows(store: StoreTexts): StoreRows {
  return {
    inventory: rowsOf(store.inventory),
    orders: rowsOf(store.orders),
    updates: rowsOf(store.updates),
  };
}

export function csvOf(rows: readonly object[], delimiter: string): string {
  const header = Object.keys(rows[0] ?? {});
  const field = (value: unknown): string => {
    const text = value === null || value === undefined ? '' : String(value);
    return /[",;\t\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
  };
  const table = [header, ...rows.map((row) => Object.values(row))];
  return table.map((fields) => `${fields.map(field).join(delimiter)}\n`).join('');
}

function utf16(text: string): Buffer {
  return Buffer.from(`\uFEFF${text}`, 'utf16le');
}

// Spreadsheets

type Cell = string | number | boolean | Date | null;
type BookType = 'xls' | 'xlsx';

function sheetOf(rows: Rows, cell: (header: string, text: string) => Cell = (_, text) => text) {
  const header = Object.keys(rows[0] ?? {});
  return utils.aoa_to_sheet(
    [header, ...rows.map((row) => header.map((name) => cell(name, row[name] ?? '')))],
    {
      UTC: true,
    },
  );
}

function bookOf(sheets: Readonly<Record<string, ReturnType<typeof sheetOf>>>, type: BookType): Buffer {
  const book = utils.book_new();
  for (const [name, sheet] of Object.entries(sheets)) utils.book_append_sheet(book, sheet, name);
  return type === 'xlsx'
    ? writeXLSX(book, { type: 'buffer', compression: true })
    : write(book, { type: 'buffer', bookType: 'biff8' });
}

function workbooks(store: StoreTexts, type: BookType, ending: string): ShapeFiles {
  const { inventory, orders, updates } = storeRows(store);
  return new Map([
    [`${INVENTORY}.${ending}`, bookOf({ Sheet1: sheetOf(inventory) }, type)],
    [`orders.${ending}`, bookOf({ Sheet1: sheetOf(orders) }, type)],
    [`updates.${ending}`, bookOf({ Sheet1: sheetOf(updates) }, type)],
  ]);
}

/** Counts and dates as a spreadsheet holds them; ids stay text. */
function typed(header: string, text: string): Cell {
  if (
    /^(TotalQuantity|ReservedQuantity|AvailableQuantity|Quantity_SKU|QuantityBefore|QuantityAfter)$/.test(
      header,
    )
  )
    return Number(text);
  if (/^\d{4}-\d\d-\d\d \d\d:\d\d:\d\dZ$/.test(text)) return new Date(text.replace(' ', 'T'));
  if (/^(True|False)$/.test(text)) return text === 'True';
  return text;
}

function numericWorkbooks(store: StoreTexts): ShapeFiles {
  const { inventory, orders, updates } = storeRows(store);
  return new Map([
    [`${INVENTORY}.xls`, bookOf({ Sheet1: sheetOf(inventory, typed) }, 'xls')],
    ['orders.xlsx', bookOf({ Sheet1: sheetOf(orders, typed) }, 'xlsx')],
    ['updates.xls', bookOf({ Sheet1: sheetOf(updates, typed) }, 'xls')],
  ]);
}

function oneWorkbook(store: StoreTexts): ShapeFiles {
  const { inventory, orders, updates } = storeRows(store);
  const sheets = {
    Notes: utils.aoa_to_sheet([['Exported by the store']]),
    Stock: sheetOf(inventory),
    Orders: sheetOf(orders),
    Log: sheetOf(updates),
  };
  return new Map([[`store-${T}.xlsx`, bookOf(sheets, 'xlsx')]]);
}

// Several files

function halves<Row>(rows: readonly Row[], parts: number): Row[][] {
  const size = Math.ceil(rows.length / parts);
  return Array.from({ length: parts }, (_, part) => rows.slice(part * size, (part + 1) * size));
}

function splitInventory(store: StoreTexts): ShapeFiles {
  const files = csvFiles(store);
  files.delete(`${INVENTORY}.csv`);
  for (const [index, rows] of halves(rowsOf(store.inventory), 2).entries())
    files.set(`inventory-part${index + 1}-${T}.csv`, csvOf(rows, ';'));
  return files;
}

/** An order's rows stay together. */
function splitOrders(store: StoreTexts, parts: number): ShapeFiles {
  const files = csvFiles(store);
  files.delete('orders.csv');
  const groups = halves([...ordersOf(rowsOf(store.orders)).values()], parts);
  for (const [index, rows] of groups.entries()) files.set(`orders-${index + 1}.csv`, csvOf(rows.flat(), ';'));
  return files;
}

// JSON

export function pretty(value: unknown): string {
  return JSON.stringify(value, null, 1);
}

export function lines(rows: readonly object[]): string {
  return rows.map((row) => `${JSON.stringify(row)}\n`).join('');
}

function pagesOf<Row>(rows: readonly Row[], size: number): Row[][] {
  return halves(rows, Math.ceil(rows.length / size));
}

function ordersOf(rows: Rows): Map<string, Rows[number][]> {
  const orders = new Map<string, Rows[number][]>();
  for (const row of rows) orders.set(row.Order ?? '', [...(orders.get(row.Order ?? '') ?? []), row]);
  return orders;
}

const moment = (text: string | undefined): string | null =>
  text === undefined || text === '' ? null : text.replace(' ', 'T').replace('Z', '.0000000+00:00');

export interface OrderDocument {
  readonly orderId: string;
  readonly [field: string]: unknown;
}

/** How many units of an order's SKU leave which warehouse; none where nobody says. */
type DeliveriesOf = (
  order: string,
  sku: string,
) => readonly { readonly warehouse: string; readonly units: number }[];

/** The orders of an order report as the Orders API gives them. */
export function orderDocuments(report: string, deliveriesOf: DeliveriesOf = () => []): OrderDocument[] {
  return [...ordersOf(rowsOf(report)).values()].map((rows) => orderDocument(rows, deliveriesOf));
}

/** An order as the Orders API gives it, its customer included. */
function orderDocument(rows: Rows, deliveriesOf: DeliveriesOf): OrderDocument {
  const [first = {}] = rows;
  return {
    orderId: first.Order ?? '',
    sequence: first.Sequence,
    marketplaceOrderId: '',
    sellerOrderId: first['Seller Order Id'],
    origin: first.Origin,
    salesChannel: first.SalesChannel,
    status: first['Status raw value (temporary)'],
    statusDescription: first.Status,
    creationDate: moment(first['Creation Date']),
    lastChange: moment(first['Last Change Date']),
    authorizedDate: moment(first['Authorized Date']),
    invoicedDate: null,
    items: rows.map((row, index) => ({
      uniqueId: `${first.Order}-${index}`,
      id: row.ID_SKU,
      productId: '77',
      refId: row['Reference Code'],
      quantity: Number(row.Quantity_SKU),
      seller: row['Seller Name'],
      lockId: row['Seller Order Id'],
      name: row['SKU Name'],
      sellingPrice: Math.round(Number(row['SKU Selling Price']) * 100),
      components: [],
    })),
    shippingData: {
      address: { receiverName: 'Joana Silva', street: 'Rua das Flores' },
      logisticsInfo: rows.map((row, itemIndex) => ({
        itemIndex,
        selectedSla: 'Normal',
        deliveryIds: deliveriesOf(first.Order ?? '', row.ID_SKU ?? '').map(({ warehouse, units }) => ({
          courierId: 'c1',
          warehouseId: warehouse,
          dockId: '1',
          quantity: units,
        })),
      })),
    },
    clientProfileData: { email: first.Email, firstName: first['Client Name'], document: '12345678909' },
    storePreferencesData: { currencyCode: first['Currency Code'] },
  };
}

function withOrders(
  store: StoreTexts,
  written: (orders: readonly OrderDocument[]) => readonly (readonly [string, string])[],
): ShapeFiles {
  const files = csvFiles(store);
  files.delete('orders.csv');
  for (const [name, content] of written(orderDocuments(store.orders))) files.set(name, content);
  return files;
}

const NEVER = '0001-01-01T00:00:00';

/** Balances by SKU, and the reservations of each balance in a folder named like the call's address. */
function logistics(store: StoreTexts): ShapeFiles {
  const files = csvFiles(store);
  files.delete(`${INVENTORY}.csv`);
  const { inventory, orders } = storeRows(store);
  const bySku = new Map<string, Rows[number][]>();
  for (const row of inventory) bySku.set(row.SkuId ?? '', [...(bySku.get(row.SkuId ?? '') ?? []), row]);
  const documents = [...bySku].map(([skuId, rows]) => ({
    skuId,
    balance: rows.map((row) => ({
      warehouseId: row.WarehouseId,
      warehouseName: row.WarehouseName,
      totalQuantity: Number(row.TotalQuantity),
      reservedQuantity: Number(row.ReservedQuantity),
      hasUnlimitedQuantity: false,
      timeToRefill: null,
      dateOfSupplyUtc: null,
      leadTime: '00:00:00',
    })),
  }));
  files.set(`${INVENTORY}.json`, pretty(documents));
  for (const row of inventory) {
    const locks = (row.LockIds ?? '').split(',').filter((lock) => lock !== '');
    if (locks.length === 0) continue;
    const items = locks.flatMap((lock) => reservationsOf(orders, lock, row.SkuId ?? ''));
    files.set(
      `reservations/${row.WarehouseId}/${row.SkuId}.json`,
      pretty({ items, paging: { page: 1, perPage: 50, total: items.length, pages: 1 } }),
    );
  }
  return files;
}

function reservationsOf(orders: Rows, lock: string, sku: string): object[] {
  const own = orders.filter((row) => row['Seller Order Id'] === lock && row.ID_SKU === sku);
  const [first] = own;
  if (first === undefined) return [];
  const isHandled = /^(handling|invoiced)$/.test(first['Status raw value (temporary)'] ?? '');
  const isPaid = (first['Authorized Date'] ?? '') !== '';
  return [
    {
      LockId: lock,
      ItemId: sku,
      Quantity: own.reduce((sum, row) => sum + Number(row.Quantity_SKU), 0),
      SalesChannel: '1',
      ReservationDateUtc: moment(first['Creation Date']),
      MaximumConfirmationDateUtc: moment(first['Creation Date']),
      ConfirmedDateUtc: isPaid ? moment(first['Authorized Date']) : NEVER,
      Status: isPaid ? 'Confirmed' : 'Authorized',
      DateUtcAcknowledgedOnBalanceSystem: isHandled ? moment(first['Last Change Date']) : NEVER,
      InternalStatus: isPaid ? 2 : 1,
    },
  ];
}

// A store's own files

function ownFiles(
  store: StoreTexts,
  written: (rows: readonly object[]) => string,
  ending: string,
): ShapeFiles {
  const { inventory, orders, updates } = storeRows(store);
  const stock = inventory.map((row) => ({
    sku: row.SkuId,
    warehouse_id: row.WarehouseId,
    on_hand: Number(row.TotalQuantity),
    reserved: Number(row.ReservedQuantity),
    lock_ids: row.LockIds,
    ref_id: row.RefId,
  }));
  const sold = orders.map((row) => ({
    order_id: row.Order,
    lock_id: row['Seller Order Id'],
    sku: row.ID_SKU,
    qty: Number(row.Quantity_SKU),
    status: row['Status raw value (temporary)'],
    created_at: row['Creation Date'],
    paid_at: row['Authorized Date'],
    updated_at: row['Last Change Date'],
  }));
  const written_ = updates.map((row) => ({
    sku: row.SkuId,
    warehouse: row.WarehouseId,
    time: row.Date,
    user: row.User,
    old: Number(row.QuantityBefore),
    delta: Number(row.QuantityAfter) - Number(row.QuantityBefore),
  }));
  return new Map([
    [`${INVENTORY}.${ending}`, written(stock)],
    [`orders.${ending}`, written(sold)],
    [`updates.${ending}`, written(written_)],
  ]);
}

const PORTUGUESE: Readonly<Record<string, string>> = {
  SkuId: 'ID do SKU',
  TotalQuantity: 'Quantidade total',
  ReservedQuantity: 'Quantidade reservada',
  AvailableQuantity: 'Quantidade disponível',
  WarehouseId: 'ID do estoque',
  WarehouseName: 'Nome do estoque',
  Date: 'Data',
  User: 'Usuário',
  QuantityBefore: 'Quantidade anterior',
  QuantityAfter: 'Quantidade posterior',
};

function portuguese(store: StoreTexts): ShapeFiles {
  return csvFiles(store, (text) => {
    const rows = rowsOf(text);
    if (rows[0]?.Order !== undefined) return text;
    return csvOf(
      rows.map((row) =>
        Object.fromEntries(
          Object.entries(row).map(([header, value]) => [PORTUGUESE[header] ?? header, value]),
        ),
      ),
      ';',
    );
  });
}

/** The update log as events: a first one tells what each balance held before. */
function pipeline(
  store: StoreTexts,
  written: (rows: readonly object[]) => string,
  ending: string,
): ShapeFiles {
  const files = csvFiles(store);
  files.delete('updates.csv');
  const { updates } = storeRows(store);
  const first = updates[0]?.Date ?? '';
  const begun = new Set<string>();
  const events = updates.flatMap((row, index) => {
    const id = `${row.SkuId}_${row.WarehouseId}`;
    const event = (at: string, author: string | undefined, quantity: string | undefined, type: string) => ({
      batch_id: `b${index}`,
      created_at: at.replace(' ', 'T').replace('Z', '.000Z'),
      item_availabilty_id: id,
      item_id: row.SkuId,
      main_account_name: 'acme',
      account_name: 'acme',
      author_id: author ?? null,
      event_type: type,
      metadata_created_at: null,
      is_unlimited_quantity: false,
      quantity: Number(quantity),
      reserved_quantity: null,
      reservation_id: null,
    });
    const own = event(row.Date ?? '', row.User, row.QuantityAfter, 'item-availability-update');
    if (begun.has(id)) return [own];
    begun.add(id);
    return [event(first, undefined, row.QuantityBefore, 'item-availability-create'), own];
  });
  const sorted = events.toSorted((a, b) =>
    a.created_at < b.created_at ? -1 : Number(a.created_at > b.created_at),
  );
  files.set(`item_update_historical.${ending}`, written(sorted));
  return files;
}
