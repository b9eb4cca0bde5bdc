/** Writes the records of each file, as they are read, to the tables they are loaded into. */
import type { Database } from 'better-sqlite3';
import type { ExportReceiver, ExportSink } from '../exports/index.js';
import type {
  CountRow,
  EventRow,
  FileReport,
  InventoryRow,
  KitRow,
  OrderRow,
  ReservationRow,
  StatusChangeRow,
  TradePoliciesRow,
  UpdateRow,
} from '../exports/kinds.js';
import type { Moment } from '../ledger/records.js';
import { Ids } from './ids.js';
import { joinedLocks } from './records.js';
import { EVENT_SORT } from './resolving/events.js';
import { TABLES_OF_ROWS } from './schema.js';

/** SKUs whose reference codes are kept at hand while loading; beyond it they are stored again. */
const MOST_REMEMBERED_CODES = 100_000;

/** The sides of an order in the order in which one is believed before another; see table order_line. */
const ORIGINS = ['fulfillment', 'chain', 'marketplace'];

export class RowWriter implements ExportReceiver {
  readonly #words: Ids;
  readonly #skus: Ids;
  readonly #availabilities: Ids;
  /** The reference code last seen of SKUs, by their numbers. */
  readonly #codes = new Map<number, string>();
  readonly #insert;

  constructor(db: Database) {
    this.#words = new Ids(db, 'word');
    this.#skus = new Ids(db, 'sku');
    this.#availabilities = new Ids(db, 'availability');
    this.#insert = statementsOf(db);
  }

  begin(path: string, modifiedAt: Moment): ExportSink {
    const file = this.#addFile(path, modifiedAt);
    const before = this.#changes();
    return {
      inventory: (row, line) => this.#addInventory(file, row, line),
      order: (row, document) => this.#addOrderLine(file, row, document),
      update: (row) => this.#addUpdate(file, row),
      event: (row) => this.#addEvent(file, row),
      statusChange: (row) => this.#addStatusChange(file, row),
      reservation: (row) => this.#addReservation(file, row),
      count: (row) => this.#addCount(file, row),
      tradePolicies: (row) => this.#addTradePolicies(file, row),
      kit: (row) => this.#addKit(file, row),
      problem: (line, code, message, rejected) => this.#addProblem(file, line, code, message, rejected),
      restart: () => {
        // Nothing written, nothing to look for: a folder may hold very many files that cannot be read.
        if (this.#changes() === before) return;
        for (const statement of this.#insert.forget) statement.run(file);
      },
      finish: ({ report, exportedBefore }) => this.#finish(file, report, exportedBefore),
    };
  }

  /** A file that could not be looked into at all. */
  addUnread(report: FileReport): void {
    this.#finish(this.#addFile(report.path, report.modifiedAt), report, report.modifiedAt);
  }

  #changes(): number {
    return this.#insert.changes.get()?.count ?? 0;
  }

  #addFile(path: string, modifiedAt: Moment): number {
    return Number(this.#insert.file.run(path, modifiedAt, modifiedAt).lastInsertRowid);
  }

  #finish(file: number, report: FileReport, exportedBefore: Moment): void {
    const { kind, rows, rejected, status, reason, exportedAt, exportedAtSource, from, to } = report;
    this.#insert.report.run({
      file,
      kind,
      rows,
      rejected,
      status,
      reason,
      exportedAt,
      exportedAtSource,
      exportedBefore,
      from,
      to,
    });
    if (rejected > 0 || reason === null) return;
    if (status === 'damaged') this.#addProblem(file, null, 'damaged-file', reason, false);
    if (status === 'unreadable') this.#addProblem(file, null, 'unreadable-file', reason, false);
  }

  #addProblem(file: number, line: number | null, code: string, message: string, rejected: boolean): void {
    this.#insert.problem.run(file, line, code, message, rejected ? 1 : 0);
  }

  #addInventory(file: number, row: InventoryRow, line: number): void {
    this.#insert.inventory.run(
      file,
      line,
      this.#skuId(row.sku, row.refId),
      this.#words.ofOrNull(row.warehouse),
      row.warehouse === null ? this.#availabilities.ofOrNull(row.availabilityId) : null,
      this.#words.ofOrNull(row.warehouseName),
      row.refId,
      row.inStock,
      row.reserved,
      row.unlimited ? 1 : 0,
      joinedLocks(row.locks),
      row.exportedAt,
    );
  }

  #addOrderLine(file: number, row: OrderRow, document: number): void {
    this.#insert.line.run(
      file,
      document,
      this.#skuId(row.sku, row.refId),
      row.order,
      row.lockId,
      row.units,
      this.#words.ofOrNull(row.status),
      row.createdAt,
      row.authorizedAt,
      row.lastChangeAt,
      row.handlingAt,
      row.invoicedAt,
      this.#words.ofOrNull(row.warehouse),
      row.unitPrice,
      this.#words.ofOrNull(row.currency),
      this.#skuIdOrNull(row.kit),
      row.origin === null ? null : ORIGINS.indexOf(row.origin),
      this.#words.ofOrNull(row.seller),
    );
  }

  #addUpdate(file: number, row: UpdateRow): void {
    this.#insert.update.run(
      file,
      this.#skus.of(row.sku),
      this.#words.of(row.warehouse),
      row.at,
      this.#words.ofOrNull(row.author),
      row.before,
      row.after,
    );
  }

  #addEvent(file: number, row: EventRow): void {
    this.#insert.event.run(
      file,
      this.#skus.of(row.sku),
      this.#words.ofOrNull(row.warehouse),
      row.warehouse === null ? this.#availabilities.of(row.availabilityId) : null,
      row.at,
      this.#words.ofOrNull(row.author),
      sortOfEvent(row.event),
      row.quantity,
      row.reserved,
      row.reservationId,
    );
  }

  #addStatusChange(file: number, row: StatusChangeRow): void {
    this.#insert.statusChange.run(
      file,
      row.order,
      row.at,
      this.#words.of(row.status),
      this.#words.ofOrNull(row.from),
    );
  }

  #addReservation(file: number, row: ReservationRow): void {
    this.#insert.reservation.run(
      file,
      row.lockId,
      this.#skus.of(row.sku),
      this.#words.ofOrNull(row.warehouse),
      row.units,
      this.#words.ofOrNull(row.status),
      row.createdAt,
      row.confirmedAt,
      row.acknowledgedAt,
      row.canceledAt,
      this.#skuIdOrNull(row.kit),
    );
  }

  #addCount(file: number, row: CountRow): void {
    this.#insert.count.run(file, this.#skus.of(row.sku), this.#words.of(row.warehouse), row.counted, row.at);
  }

  #addTradePolicies(file: number, row: TradePoliciesRow): void {
    if (row.policies.length === 0) return;
    const policies = JSON.stringify(row.policies.toSorted());
    this.#insert.tradePolicies.run(
      file,
      this.#words.of(row.warehouse),
      this.#skuIdOrNull(row.sku),
      this.#words.of(policies),
    );
  }

  #addKit(file: number, row: KitRow): void {
    this.#insert.kit.run(file, this.#skus.of(row.kit), this.#skus.of(row.sku), row.units);
  }

  #skuId(sku: string, refId: string | null): number {
    const id = this.#skus.of(sku);
    if (refId !== null && this.#codes.get(id) !== refId) {
      this.#insert.referenceCode.run(refId, id);
      if (this.#codes.size >= MOST_REMEMBERED_CODES) this.#codes.clear();
      this.#codes.set(id, refId);
    }
    return id;
  }

  #skuIdOrNull(sku: string | null): number | null {
    return sku === null ? null : this.#skus.of(sku);
  }
}

function statementsOf(db: Database) {
  return {
    file: db.prepare(
      `INSERT INTO file (path, rows, rejected, duplicates, status, exported_before, modified_at)
       VALUES (?, 0, 0, 0, 'unreadable', ?, ?)`,
    ),
    report: db.prepare(
      `UPDATE file SET kind = @kind, rows = @rows, rejected = @rejected, status = @status, reason = @reason,
         exported_at = @exportedAt, exported_at_source = @exportedAtSource, exported_before = @exportedBefore,
         from_at = @from, to_at = @to
       WHERE id = @file`,
    ),
    problem: db.prepare('INSERT INTO problem VALUES (?, ?, ?, ?, ?)'),
    inventory: db.prepare(
      `INSERT INTO inventory_row (file, line, sku, warehouse, availability, warehouse_name, ref_id, in_stock,
         reserved, unlimited, locks, exported_at)
       VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`,
    ),
    line: db.prepare(
      `INSERT INTO order_line (file, document, sku, order_id, lock_id, units, status, created_at, authorized_at,
         last_change_at, handling_at, invoiced_at, warehouse, unit_price, currency, kit, origin, seller)
       VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`,
    ),
    update: db.prepare(
      `INSERT INTO inventory_update (file, sku, warehouse, at, author, before, after)
       VALUES (?, ?, ?, ?, ?, ?, ?)`,
    ),
    event: db.prepare(
      `INSERT INTO event (file, sku, warehouse, availability, at, author, sort, quantity, reserved, reservation_id)
       VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`,
    ),
    statusChange: db.prepare(
      'INSERT INTO status_change (file, order_id, at, status, from_status) VALUES (?, ?, ?, ?, ?)',
    ),
    reservation: db.prepare(
      `INSERT INTO reservation (file, lock_id, sku, warehouse, units, status, created_at, confirmed_at,
         acknowledged_at, canceled_at, kit)
       VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`,
    ),
    count: db.prepare(
      'INSERT INTO physical_count (file, sku, warehouse, counted, at) VALUES (?, ?, ?, ?, ?)',
    ),
    tradePolicies: db.prepare('INSERT INTO trade_policies VALUES (?, ?, ?, ?)'),
    kit: db.prepare('INSERT INTO kit (file, kit, sku, units) VALUES (?, ?, ?, ?)'),
    changes: db.prepare<[], { count: number }>('SELECT total_changes() AS count'),
    forget: TABLES_OF_ROWS.map((table) => db.prepare(`DELETE FROM ${table} WHERE file = ?`)),
    referenceCode: db.prepare('INSERT OR IGNORE INTO reference_code VALUES (?, ?)'),
  };
}

/** VTEX documents three of its events; `resolveEvents` looks at what the others changed. */
function sortOfEvent(event: string): number {
  if (event.includes('update')) return EVENT_SORT.update;
  if (event === 'reservation-create') return EVENT_SORT.created;
  return event === 'reservation-cancel' ? EVENT_SORT.canceled : EVENT_SORT.other;
}
