/** Writes the made-up store's exports: order reports, the inventory, the update log, and the truth beside them. */
import { closeSync, mkdirSync, openSync, writeSync } from 'node:fs';
import { join } from 'node:path';
import { storyOf } from './balance.js';
import { csvField, printed, REPORT_HEADER, reportRow } from './row.js';
import { orderOf, planOf, skuOf, warehouseOf } from './store.js';

/** VTEX writes at most so many orders into one report. */
const ORDERS_A_REPORT = 50_000;
const LINE_END = '\r\n';
const WRITE_AT = 1 << 20;

const INVENTORY_HEADER =
  'SkuId;TotalQuantity;ReservedQuantity;AvailableQuantity;WarehouseId;WarehouseName;RefId;IsActive;UnlimitedQuantity;LockIds;DispatchedReservations';
const UPDATES_HEADER = 'SkuId;WarehouseId;Date;User;QuantityBefore;QuantityAfter';

/** Where a store's exports lie, below its folder. */
export const ORDERS = 'orders';
/** The name tells the moment of the export. */
export const INVENTORY = 'inventory-2026-03-31T09-00.csv';
export const UPDATES = 'inventory-updates.csv';

/**
 * What is true of the made-up store, for answers to be checked.
 * @typedef {object} Truth
 * @property {number} reports files of orders
 * @property {number} updates
 * @property {number} negative balances whose available is below zero
 * @property {number} unitsShort the sum of what they lack
 * @property {number} pendingUnits reserved in them by orders not yet in Preparing Delivery
 * @property {Record<string, number>} corrected what each of them should say, by SKU
 */

/** Text on its way into a file, a megabyte at a time. */
class Lines {
  #file;
  #waiting = '';

  /** @param {string} path */
  constructor(path) {
    this.#file = openSync(path, 'w');
  }

  /** @param {string} line */
  add(line) {
    this.#waiting += line + LINE_END;
    if (this.#waiting.length >= WRITE_AT) this.#write();
  }

  close() {
    this.#write();
    closeSync(this.#file);
  }

  #write() {
    const bytes = Buffer.from(this.#waiting);
    for (let from = 0; from < bytes.length; ) from += writeSync(this.#file, bytes, from);
    this.#waiting = '';
  }
}

/**
 * Writes a store of that size into an empty folder.
 * @param {string} folder
 * @param {import('./store.js').Size} size
 * @returns {Truth}
 */
export function writeExports(folder, size) {
  const plan = planOf(size);
  const reports = writeReports(join(folder, ORDERS), size, plan);
  return { reports, ...writeBalances(folder, size, plan) };
}

/**
 * @param {string} folder
 * @param {import('./store.js').Size} size
 * @param {import('./store.js').Plan} plan
 * @returns the number of files
 */
function writeReports(folder, size, plan) {
  mkdirSync(folder, { recursive: true });
  let reports = 0;
  /** @type {Lines | null} */
  let report = null;
  for (let line = 0; line < size.lines; line += 1) {
    if (Math.floor(orderOf(line) / ORDERS_A_REPORT) === reports) {
      report?.close();
      reports += 1;
      report = new Lines(join(folder, `orders-${String(reports).padStart(3, '0')}.csv`));
      report.add(REPORT_HEADER);
    }
    report?.add(reportRow(size, plan, line));
  }
  report?.close();
  return reports;
}

/**
 * The inventory and its update log, balance by balance.
 * @param {string} folder
 * @param {import('./store.js').Size} size
 * @param {import('./store.js').Plan} plan
 * @returns {Omit<Truth, 'reports'>}
 */
function writeBalances(folder, size, plan) {
  const inventory = new Lines(join(folder, INVENTORY));
  const updates = new Lines(join(folder, UPDATES));
  inventory.add(INVENTORY_HEADER);
  updates.add(UPDATES_HEADER);
  /** @type {Omit<Truth, 'reports'>} */
  const truth = { updates: 0, negative: 0, unitsShort: 0, pendingUnits: 0, corrected: {} };
  for (let balance = 0; balance < size.balances; balance += 1) {
    const story = storyOf(size, plan, balance);
    const sku = skuOf(balance);
    const warehouse = warehouseOf(balance);
    const available = story.inStock - story.reserved;
    inventory.add(
      `${sku};${story.inStock};${story.reserved};${available};${warehouse};${warehouse.toUpperCase()};REF${sku};True;False;${csvField(story.locks.join(','))};0`,
    );
    for (const { at, author, before, after } of story.updates) {
      updates.add(`${sku};${warehouse};${printed(at)};${author};${before};${after}`);
    }
    truth.updates += story.updates.length;
    if (available >= 0) continue;
    truth.negative += 1;
    truth.unitsShort -= available;
    truth.pendingUnits += story.pending;
    truth.corrected[sku] = story.corrected;
  }
  inventory.close();
  updates.close();
  return truth;
}
