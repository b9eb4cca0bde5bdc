/** Reads the ledger's records of one SKU, and the reports of a scan, from a database loaded or published. */
import type { Database } from 'better-sqlite3';
import type { ExportKind, FileReport, Problem } from '../exports/index.js';
import type { Balance, InventoryUpdate, Moment, OrderLine, SkuRecords, Snapshot } from '../ledger/records.js';
import { phaseOf } from '../ledger/statuses.js';
import { inTimeOrder } from './time-order.js';

/** One rejected row. */
export interface RejectedRow {
  readonly file: string;
  readonly line: number | null;
  readonly code: string;
  readonly message: string;
}

/** A status no table of statuses holds, and how many order lines have it. */
export interface UnknownStatus {
  readonly status: string;
  readonly lines: number;
}

/** How much was kept. */
export interface Counts {
  readonly balances: number;
  readonly lines: number;
  readonly orders: number;
  readonly updates: number;
  /** States of balances from older inventory exports. */
  readonly snapshots: number;
}

/** What has no counterpart: locks without an exported order, order lines of a SKU without a balance. */
export interface LooseEnds {
  readonly locksWithoutOrder: number;
  readonly linesWithoutBalance: number;
}

interface BalanceRow {
  warehouse: number;
  warehouse_name: number | null;
  ref_id: string | null;
  in_stock: number;
  reserved: number;
  unlimited: number;
  locks: string | null;
  exported_at: number | null;
}

interface SnapshotRow {
  warehouse: number;
  at: number;
  in_stock: number;
  reserved: number;
  locks: string | null;
}

interface UpdateOfSku {
  warehouse: number;
  at: number;
  author: number | null;
  before: number;
  after: number;
}

interface LineRow {
  order_id: string;
  lock_id: string | null;
  units: number;
  status: number;
  created_at: number | null;
  authorized_at: number | null;
  last_change_at: number | null;
  handling_at: number | null;
  warehouse: number | null;
  unit_price: number | null;
  currency: number | null;
}

const SKUS_A_PAGE = 1000;

/** Prepared once, then used for every SKU. Leaves no statement open between calls. */
export class RecordReader {
  readonly #words: ReadonlyMap<number, string>;
  readonly #skusAfter;
  readonly #idOfSku;
  readonly #balances;
  readonly #snapshots;
  readonly #updates;
  readonly #lines;

  constructor(db: Database) {
    const words = db.prepare<[], { id: number; text: string }>('SELECT id, text FROM word').all();
    this.#words = new Map(words.map(({ id, text }) => [id, text]));
    this.#skusAfter = db.prepare<[string], { id: number; sku: string }>(
      `SELECT id, sku FROM sku WHERE sku > ? ORDER BY sku LIMIT ${SKUS_A_PAGE}`,
    );
    this.#idOfSku = db.prepare<[string], { id: number }>('SELECT id FROM sku WHERE sku = ?');
    this.#balances = db.prepare<[number], BalanceRow>('SELECT * FROM balance WHERE sku = ?');
    this.#snapshots = db.prepare<[number], SnapshotRow>(
      'SELECT * FROM snapshot WHERE sku = ? ORDER BY warehouse, at',
    );
    this.#updates = db.prepare<[number], UpdateOfSku>(
      `SELECT warehouse, at, author, before, after FROM inventory_update WHERE sku = ?
       ORDER BY warehouse, at`,
    );
    this.#lines = db.prepare<[number], LineRow>('SELECT * FROM order_line WHERE sku = ?');
  }

  /** Every SKU with a record, ascending. */
  *all(): Generator<SkuRecords> {
    let last = '';
    for (;;) {
      const page = this.#skusAfter.all(last);
      for (const { id, sku } of page) {
        last = sku;
        const records = this.#records(id, sku);
        if (records !== null) yield records;
      }
      if (page.length < SKUS_A_PAGE) return;
    }
  }

  /** One SKU by its exact id; null when nothing is recorded of it. */
  of(sku: string): SkuRecords | null {
    const row = this.#idOfSku.get(sku);
    return row === undefined ? null : this.#records(row.id, sku);
  }

  #records(id: number, sku: string): SkuRecords | null {
    const balances = this.#balances.all(id);
    const lines = this.#lines.all(id);
    const updates = this.#updates.all(id);
    if (balances.length + lines.length + updates.length === 0) return null;
    const snapshots = this.#snapshots.all(id);
    return {
      sku,
      balances: balances
        .map((row) => this.#balance(sku, row, snapshots, updates))
        .sort((a, b) => compared(a.warehouse, b.warehouse)),
      lines: lines.map((row) => this.#line(sku, row)).sort(byCreation),
    };
  }

  #balance(
    sku: string,
    row: BalanceRow,
    snapshots: readonly SnapshotRow[],
    updates: readonly UpdateOfSku[],
  ): Balance {
    return {
      sku,
      warehouse: this.#word(row.warehouse),
      warehouseName: this.#wordOrNull(row.warehouse_name),
      refId: row.ref_id,
      inStock: row.in_stock,
      reserved: row.reserved,
      available: row.in_stock - row.reserved,
      unlimited: row.unlimited === 1,
      locks: locksOf(row.locks),
      exportedAt: row.exported_at,
      snapshots: snapshots
        .filter(({ warehouse }) => warehouse === row.warehouse)
        .map(
          ({ at, in_stock, reserved, locks }): Snapshot => ({
            at,
            inStock: in_stock,
            reserved,
            locks: locksOf(locks),
          }),
        ),
      updates: inTimeOrder(
        updates
          .filter(({ warehouse }) => warehouse === row.warehouse)
          .map(
            ({ at, author, before, after }): InventoryUpdate => ({
              at,
              author: this.#wordOrNull(author),
              before,
              after,
            }),
          ),
      ),
    };
  }

  #line(sku: string, row: LineRow): OrderLine {
    return {
      order: row.order_id,
      lockId: row.lock_id,
      sku,
      units: row.units,
      status: this.#word(row.status),
      createdAt: row.created_at,
      authorizedAt: row.authorized_at,
      lastChangeAt: row.last_change_at,
      handlingAt: row.handling_at,
      warehouse: this.#wordOrNull(row.warehouse),
      unitPrice: row.unit_price,
      currency: this.#wordOrNull(row.currency),
    };
  }

  #word(id: number): string {
    const text = this.#words.get(id);
    if (text === undefined) throw new Error(`the database lacks word ${id}`);
    return text;
  }

  #wordOrNull(id: number | null): string | null {
    return id === null ? null : this.#word(id);
  }
}

/** How lock ids stand in a row: no id holds a space. */
export function joinedLocks(locks: readonly string[] | null): string | null {
  return locks === null ? null : locks.toSorted().join(' ');
}

function locksOf(joined: string | null): string[] | null {
  if (joined === null) return null;
  return joined === '' ? [] : joined.split(' ');
}

/** By creation (unknown last), order id, and then whatever tells two lines apart: never by place in a file. */
function byCreation(a: OrderLine, b: OrderLine): number {
  return (
    (a.createdAt ?? Number.MAX_SAFE_INTEGER) - (b.createdAt ?? Number.MAX_SAFE_INTEGER) ||
    compared(a.order, b.order) ||
    a.units - b.units ||
    compared(JSON.stringify(a), JSON.stringify(b))
  );
}

function compared(a: string, b: string): number {
  if (a === b) return 0;
  return a < b ? -1 : 1;
}

interface FileRow {
  path: string;
  kind: FileReport['kind'];
  rows: number;
  rejected: number;
  duplicates: number;
  status: FileReport['status'];
  reason: string | null;
  exported_at: number | null;
  exported_at_source: FileReport['exportedAtSource'];
  modified_at: number;
  from_at: number | null;
  to_at: number | null;
}

export function filesIn(db: Database): FileReport[] {
  const rows = db.prepare<[], FileRow>('SELECT * FROM file ORDER BY id').all();
  return rows.map((row) => ({
    path: row.path,
    kind: row.kind,
    rows: row.rows,
    rejected: row.rejected,
    duplicates: row.duplicates,
    status: row.status,
    reason: row.reason,
    exportedAt: row.exported_at,
    exportedAtSource: row.exported_at_source,
    modifiedAt: row.modified_at,
    from: row.from_at,
    to: row.to_at,
  }));
}

/** One a file and code, with the first one's line and message. */
export function problemsIn(db: Database, limit = -1): Problem[] {
  return db
    .prepare<[number], Problem>(
      `SELECT p.code, count(*) AS count, p.message, f.path AS file, min(p.line) AS line
       FROM problem p JOIN file f ON f.id = p.file
       GROUP BY p.file, p.code
       ORDER BY p.file, min(p.line), p.code
       LIMIT ?`,
    )
    .all(limit);
}

/** Every rejected row, and everything odd about rows and files that count all the same. */
export function problemRowsIn(db: Database): RejectedRow[] {
  return db
    .prepare<[], RejectedRow>(
      `SELECT f.path AS file, p.line, p.code, p.message
       FROM problem p JOIN file f ON f.id = p.file
       ORDER BY p.file, p.line, p.code`,
    )
    .all();
}

export function rejectedRowsIn(db: Database, limit = -1): RejectedRow[] {
  return db
    .prepare<[number], RejectedRow>(
      `SELECT f.path AS file, p.line, p.code, p.message
       FROM problem p JOIN file f ON f.id = p.file
       WHERE p.rejected = 1
       ORDER BY p.file, p.line, p.code
       LIMIT ?`,
    )
    .all(limit);
}

export function unknownStatusesIn(db: Database): UnknownStatus[] {
  return db
    .prepare<[], UnknownStatus>(
      `SELECT w.text AS status, count(*) AS lines
       FROM order_line l JOIN word w ON w.id = l.status
       GROUP BY l.status
       ORDER BY count(*) DESC, w.text`,
    )
    .all()
    .filter(({ status }) => phaseOf(status) === 'unknown');
}

export function countsIn(db: Database): Counts {
  const counts = db
    .prepare<[], Counts>(
      `SELECT (SELECT count(*) FROM balance) AS balances,
         (SELECT count(*) FROM order_line) AS lines,
         (SELECT count(DISTINCT order_id) FROM order_line) AS orders,
         (SELECT count(*) FROM inventory_update) AS updates,
         (SELECT count(*) FROM snapshot) AS snapshots`,
    )
    .get();
  if (counts === undefined) throw new Error('a query for counts gave no row');
  return counts;
}

/** The newest export of a kind was made no later than this; null when there is none. */
export function exportedBeforeIn(db: Database, kind: ExportKind): Moment | null {
  return (
    db
      .prepare<[string], { before: number | null }>(
        'SELECT max(exported_before) AS before FROM file WHERE kind = ?',
      )
      .get(kind)?.before ?? null
  );
}

/** A fact stored as JSON. */
export function factIn<Fact>(db: Database, name: string): Fact | null {
  const row = db.prepare<[string], { value: string }>('SELECT value FROM fact WHERE name = ?').get(name);
  return row === undefined ? null : (JSON.parse(row.value) as Fact);
}
