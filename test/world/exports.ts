/**
 * A simulated store's exports at the present moment of its world: as the ledger's plain records, and
 * as the files VTEX would hand out. Both hold only what VTEX shows.
 */

import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { REPORT_COLUMNS, STATUS_LABELS } from '../../bench/report-columns.js';
import type {
  Balance,
  Coverage,
  OrderLine,
  PhysicalCount,
  ReservationRecord,
  SkuRecords,
  Snapshot,
  StatusChange,
} from '../../src/ledger/records.js';
import { isReserved, type StoreBalance, type StoreLine, type StoreUpdate } from './balance.js';
import { DAY, type ExportOptions } from './settings.js';
import { lastChangeOf, type StoreOrder, statusOf, type World } from './store.js';
import { printedMoment, truthOf } from './truth.js';

const CENTS_A_UNIT = 8990;

export const lockIdOf = (order: StoreOrder) => `00-${order.id}`;

export const refIdOf = (sku: string) => `REF${sku}`;

/** One row of the order report: the units of an order's SKU, from whichever warehouses. */
interface ReportRow {
  readonly order: StoreOrder;
  readonly sku: string;
  readonly units: number;
}

/** The lines of an order as its exports have them: each in its warehouse where they name one. */
function linesOf(order: StoreOrder, { warehouses }: ExportOptions): (ReportRow | StoreLine)[] {
  return warehouses === true ? order.lines : rowsOf(order);
}

/** The rows of an order. Lines of one SKU in several warehouses are one row: the report knows none. */
function rowsOf(order: StoreOrder): ReportRow[] {
  const unitsBySku = new Map<string, number>();
  for (const { balance, units } of order.lines) {
    unitsBySku.set(balance.sku, (unitsBySku.get(balance.sku) ?? 0) + units);
  }
  return [...unitsBySku].map(([sku, units]) => ({ order, sku, units }));
}

function exportedOrders(world: World, { ordersFromDays }: ExportOptions): StoreOrder[] {
  if (ordersFromDays === undefined) return world.orders;
  return world.orders.filter(({ createdAt }) => createdAt >= world.now - ordersFromDays * DAY);
}

function exportedUpdates(balance: StoreBalance, { log, logRowsPerBalance }: ExportOptions): StoreUpdate[] {
  if (!log) return [];
  return logRowsPerBalance === undefined ? balance.updates : balance.updates.slice(-logRowsPerBalance);
}

/** Ids of the reservations that count, each once, oldest first. */
const locksOf = (balance: StoreBalance) => [
  ...new Set(balance.lines.filter(isReserved).map(({ order }) => lockIdOf(order))),
];

export const handlingAtOf = (order: StoreOrder) =>
  order.history.find(({ status }) => status === 'handling')?.at ?? null;

// Records

/** An inventory export kept for later, by `sku|warehouse`. */
type Snapshots = ReadonlyMap<string, Snapshot>;

export const keyOf = ({ sku, warehouse }: { readonly sku: string; readonly warehouse: string }) =>
  `${sku}|${warehouse}`;

/** The inventory export of the present moment, for a later export to be compared with. */
export function takeSnapshots(world: World, options: ExportOptions): Snapshots {
  return new Map(
    world.balances.map((balance) => [
      keyOf(balance),
      {
        at: world.now,
        inStock: balance.inStock,
        reserved: balance.reserved,
        locks: options.locks ? locksOf(balance) : null,
      },
    ]),
  );
}

/** Every shelf counted at the present moment; `picked` units in Preparing Delivery are counted too. */
export function takeCounts(world: World, withPicked = false): ReadonlyMap<string, PhysicalCount> {
  return new Map(
    world.balances.map((balance) => {
      const picked = withPicked
        ? balance.lines
            .filter(({ order }) => statusOf(order) === 'handling')
            .reduce((sum, { units }) => sum + units, 0)
        : 0;
      return [keyOf(balance), { counted: balance.shelf + picked, at: world.now, withPicked }];
    }),
  );
}

/** The order's status changes as the feed tells them. */
function changesOf(order: StoreOrder): StatusChange[] {
  return order.history.map(({ at, status }, place) => ({
    at,
    status,
    from: order.history[place - 1]?.status ?? null,
  }));
}

/** The balance's reservations as the Logistics API lists them, dropped and cancelled ones included. */
function reservationsOf(balance: StoreBalance): ReservationRecord[] {
  return balance.lines.map(({ order, units, cancelled }) => {
    const acknowledgedAt = handlingAtOf(order);
    const isCanceled = cancelled === 'before-handling';
    return {
      lockId: lockIdOf(order),
      sku: balance.sku,
      warehouse: balance.warehouse,
      units,
      status: isCanceled
        ? 'canceled'
        : acknowledgedAt !== null
          ? 'acknowledged'
          : order.authorizedAt !== null
            ? 'confirmed'
            : 'authorized',
      createdAt: order.createdAt,
      confirmedAt: order.authorizedAt,
      acknowledgedAt,
      canceledAt: isCanceled ? lastChangeOf(order) : null,
    };
  });
}

function toBalance(
  world: World,
  balance: StoreBalance,
  options: ExportOptions,
  earlier: readonly Snapshots[],
): Balance {
  return {
    sku: balance.sku,
    warehouse: balance.warehouse,
    warehouseName: balance.warehouse.toUpperCase(),
    refId: refIdOf(balance.sku),
    inStock: balance.inStock,
    reserved: balance.reserved,
    available: balance.available,
    unlimited: false,
    locks: options.locks ? locksOf(balance) : null,
    exportedAt: world.now,
    snapshots: earlier.flatMap((snapshots) => snapshots.get(keyOf(balance)) ?? []),
    updates: exportedUpdates(balance, options).map((update) => ({
      ...update,
      reserved: options.reservedAfterUpdates === true ? update.reserved : null,
    })),
    logFrom: null,
    count: options.counts?.get(keyOf(balance)) ?? null,
    tradePolicies: null,
  };
}

function toOrderLine(line: ReportRow | StoreLine, options: ExportOptions): OrderLine {
  const { order, units } = line;
  const { sku, warehouse } = 'balance' in line ? line.balance : { sku: line.sku, warehouse: null };
  return {
    order: order.id,
    lockId: lockIdOf(order),
    sku,
    units,
    status: statusOf(order),
    createdAt: order.createdAt,
    authorizedAt: order.authorizedAt,
    lastChangeAt: lastChangeOf(order),
    handlingAt: options.feed ? handlingAtOf(order) : null,
    invoicedAt: null,
    changes: options.changes === true ? changesOf(order) : [],
    kit: null,
    isOutdated: false,
    warehouse,
    unitPrice: CENTS_A_UNIT,
    currency: 'BRL',
  };
}

const newestOf = (moments: readonly number[]) => (moments.length === 0 ? null : Math.max(...moments));

const oldestOf = (moments: readonly number[]) => (moments.length === 0 ? null : Math.min(...moments));

function coverageOf(world: World, options: ExportOptions): Coverage {
  const orders = exportedOrders(world, options);
  const updates = world.balances.flatMap((balance) => exportedUpdates(balance, options).map(({ at }) => at));
  return {
    exportedAt: world.now,
    exportedBefore: world.now,
    ordersFrom: oldestOf(orders.map(({ createdAt }) => createdAt)),
    ordersTo: newestOf(orders.map(({ createdAt }) => createdAt)),
    ordersLastChange: newestOf(orders.map(lastChangeOf)),
    updatesFrom: oldestOf(updates),
    updatesTo: newestOf(updates),
    updatesPerBalance: options.log ? (options.logRowsPerBalance ?? null) : null,
  };
}

function groupedBySku<Item extends { readonly sku: string }>(items: readonly Item[]): Map<string, Item[]> {
  const groups = new Map<string, Item[]>();
  for (const item of items) {
    const group = groups.get(item.sku);
    if (group === undefined) groups.set(item.sku, [item]);
    else group.push(item);
  }
  return groups;
}

/**
 * What the exports say at the world's present moment, as the ledger's records, with the snapshots
 * taken `earlier`, oldest first.
 */
export function toSkuRecords(
  world: World,
  options: ExportOptions,
  earlier: readonly Snapshots[] = [],
): { skus: SkuRecords[]; coverage: Coverage } {
  const linesBySku = groupedBySku(
    exportedOrders(world, options)
      .flatMap((order) => linesOf(order, options))
      .map((line) => toOrderLine(line, options)),
  );
  const balancesBySku = groupedBySku(
    world.balances.map((balance) => toBalance(world, balance, options, earlier)),
  );
  const reservationsByBalance = new Map(
    world.balances.map((balance) => [keyOf(balance), reservationsOf(balance)]),
  );
  const skus = [...balancesBySku].map(([sku, balances]) => ({
    sku,
    balances: balances.sort((one, other) => (one.warehouse < other.warehouse ? -1 : 1)),
    lines: linesBySku.get(sku) ?? [],
    reservations:
      options.reservations === true ? balances.flatMap((b) => reservationsByBalance.get(keyOf(b)) ?? []) : [],
    locksOfOtherLines: [],
    twins: [],
  }));
  return { skus, coverage: coverageOf(world, options) };
}

// Files

/** A fictional customer, with everything in it that makes a CSV hard to read. */
const CUSTOMER: Readonly<Record<string, string>> = {
  'Client Name': 'Joana',
  'Client Last Name': 'Silva; "Jô"',
  'Client Document': '12345678909',
  Email: 'joana.silva@example.com',
  Phone: '+5511999999999',
  UF: 'SP',
  City: 'São Paulo',
  'Receiver Name': 'Joana Silva',
  Street: 'Rua das Flores',
  Number: '12',
  Complement: 'apto 3\nbloco "B"',
  'Postal Code': '01000-000',
  'Payment System Name': 'Visa',
  Installments: '3',
  'Card Last Digits': '4242',
  Country: 'BRA',
};

const ORDER_CONSTANTS: Readonly<Record<string, string>> = {
  Origin: 'Marketplace',
  'SLA Type': 'Normal',
  Courrier: 'Correios PAC',
  'SKU Name': 'Camiseta; azul',
  'Item Attachments': '[]',
  'Seller Name': 'Acme',
  SalesChannel: '1',
  'Currency Code': 'BRL',
};

const csvField = (text: string) => (/[;"\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text);

const csvText = (rows: readonly (readonly (string | number)[])[]) =>
  rows.map((row) => `${row.map((field) => csvField(String(field))).join(';')}\r\n`).join('');

function reportFields({ order, sku, units }: ReportRow): Readonly<Record<string, string>> {
  const status = statusOf(order);
  return {
    ...CUSTOMER,
    ...ORDER_CONSTANTS,
    Order: order.id,
    Sequence: String(order.sequence),
    'Creation Date': printedMoment(order.createdAt),
    Status: STATUS_LABELS[status],
    'Last Change Date': printedMoment(lastChangeOf(order)),
    Quantity_SKU: String(units),
    ID_SKU: sku,
    'Reference Code': refIdOf(sku),
    'SKU Selling Price': String(CENTS_A_UNIT / 100),
    'Seller Order Id': lockIdOf(order),
    'Authorized Date': order.authorizedAt === null ? '' : printedMoment(order.authorizedAt),
    'Invoice Numbers': status === 'invoiced' ? '12' : '',
    'Status raw value (temporary)': status,
  };
}

/** The order report (Admin → All orders → Export): one row per order line, all columns. */
function toOrdersCsv(world: World, options: ExportOptions): string {
  const rows = exportedOrders(world, options).flatMap(rowsOf).map(reportFields);
  return csvText([REPORT_COLUMNS, ...rows.map((row) => REPORT_COLUMNS.map((column) => row[column] ?? ''))]);
}

/** The inventory spreadsheet, as CSV: one row per balance. */
function toInventoryCsv(world: World, options: ExportOptions): string {
  const header =
    'SkuId;TotalQuantity;ReservedQuantity;AvailableQuantity;WarehouseId;WarehouseName;RefId;IsActive;UnlimitedQuantity;LockIds;DispatchedReservations';
  const rows = world.balances.map((balance) => [
    balance.sku,
    balance.inStock,
    balance.reserved,
    balance.available,
    balance.warehouse,
    balance.warehouse.toUpperCase(),
    refIdOf(balance.sku),
    'True',
    'False',
    options.locks ? locksOf(balance).join(',') : '',
    0,
  ]);
  return csvText([header.split(';'), ...rows]);
}

/** The update log in invfix's own CSV form, in order of time. */
function toUpdatesCsv(world: World, options: ExportOptions): string {
  const rows = world.balances
    .flatMap((balance) => exportedUpdates(balance, options).map((update) => ({ balance, update })))
    .sort((one, other) => one.update.at - other.update.at)
    .map(({ balance, update }) => [
      balance.sku,
      balance.warehouse,
      printedMoment(update.at),
      update.author,
      update.before,
      update.after,
    ]);
  return csvText([['SkuId', 'WarehouseId', 'Date', 'User', 'QuantityBefore', 'QuantityAfter'], ...rows]);
}

/** The orders feed as JSON lines: the moment of every status change, in order of time. */
function toFeed(world: World, options: ExportOptions): string {
  return exportedOrders(world, options)
    .flatMap((order) =>
      order.history.map(({ at, status }, place) => ({
        eventId: `${order.id}-${status}`,
        domain: 'Fulfillment',
        state: status,
        lastState: order.history[place - 1]?.status ?? null,
        orderId: order.id,
        currentChange: `${new Date(at).toISOString().slice(0, 19)}Z`,
      })),
    )
    .sort((one, other) =>
      one.currentChange < other.currentChange ? -1 : Number(one.currentChange > other.currentChange),
    )
    .map((entry) => `${JSON.stringify(entry)}\n`)
    .join('');
}

/** The files of a store's exports, by name; without the truth. */
export function toFiles(world: World, options: ExportOptions): ReadonlyMap<string, string> {
  const files = new Map([
    ['inventory.csv', toInventoryCsv(world, options)],
    ['orders.csv', toOrdersCsv(world, options)],
  ]);
  if (options.log) files.set('inventory-updates.csv', toUpdatesCsv(world, options));
  if (options.feed) files.set('order-feed.jsonl', toFeed(world, options));
  return files;
}

/** Writes the exports and, as TRUTH.json, the truth into a folder, which is created. */
export function writeExports(world: World, options: ExportOptions, folder: string): void {
  mkdirSync(folder, { recursive: true });
  for (const [name, text] of toFiles(world, options)) writeFileSync(join(folder, name), text);
  writeFileSync(join(folder, 'TRUTH.json'), `${JSON.stringify(truthOf(world), null, 1)}\n`);
}
