/**
 * Writes a new database beside the last one, and puts it in its place when it is complete: whoever
 * reads sees the last complete scan, whenever this one is stopped.
 */
import { randomBytes } from 'node:crypto';
import {
  closeSync,
  fsyncSync,
  mkdirSync,
  openSync,
  readdirSync,
  realpathSync,
  renameSync,
  rmSync,
} from 'node:fs';
import { basename, dirname, join, resolve } from 'node:path';
import Database from 'better-sqlite3';
import { UserError } from '../errors.js';
import type { ExportKind, FileReport, InventoryRow, OrderRow, Problem, UpdateRow } from '../exports/index.js';
import type { BalanceDiagnosis } from '../ledger/diagnosis.js';
import type { Habits } from '../ledger/index.js';
import type { Coverage, Moment, SkuRecords } from '../ledger/records.js';
import { computedCoverage, exportedAtOf } from './coverage.js';
import { APPLICATION_ID, identityOf, newerDatabase, SCHEMA_VERSION } from './identity.js';
import {
  type Counts,
  countsIn,
  exportedBeforeIn,
  factIn,
  filesIn,
  joinedLocks,
  type LooseEnds,
  problemsIn,
  RecordReader,
  type RejectedRow,
  rejectedRowsIn,
  type UnknownStatus,
  unknownStatusesIn,
} from './records.js';
import {
  INDEXES,
  KEEP_BALANCES,
  KEEP_SNAPSHOTS,
  LOCKS_WITHOUT_ORDER,
  MARK_GIVEN_MOMENT,
  RANKED_BALANCES,
  REPEATED_BALANCES,
  REPEATED_UPDATES,
  SUPERSEDED_ORDERS,
  TABLES,
  UNUSED_INVENTORY_ROWS,
} from './schema.js';
import type { ScanInfo } from './store.js';

/** SKUs whose ids are kept at hand while loading; beyond it they are looked up again. */
const MOST_REMEMBERED_SKUS = 100_000;

export class StoreBuilder {
  readonly #db: Database.Database;
  readonly #path: string;
  readonly #temporary: string;
  readonly #words = new Map<string, number>();
  readonly #skus = new Map<string, { id: number; refId: string | null }>();
  readonly #insert;
  #givenExportedAt: Moment | null = null;
  #reader: RecordReader | null = null;
  #isDone = false;

  /**
   * @param rebuiltFrom schema version of the older database this one replaces; null when there was none or it was current
   */
  private constructor(
    path: string,
    readonly rebuiltFrom: number | null,
  ) {
    this.#path = path;
    this.#temporary = `${path}.${process.pid}-${randomBytes(4).toString('hex')}.tmp`;
    closeSync(openSync(this.#temporary, 'wx', 0o600));
    this.#db = new Database(this.#temporary);
    // A half-written temporary file is thrown away, so nothing has to guard it; publish() makes it durable.
    this.#db.pragma('journal_mode = MEMORY');
    this.#db.pragma('synchronous = OFF');
    this.#db.pragma('locking_mode = EXCLUSIVE');
    this.#db.pragma('cache_size = -32768');
    this.#db.pragma(`application_id = ${APPLICATION_ID}`);
    this.#db.pragma(`user_version = ${SCHEMA_VERSION}`);
    this.#db.exec(TABLES);
    this.#insert = statementsOf(this.#db);
    this.#db.exec('BEGIN');
  }

  /**
   * Starts a new database for `path`; what stands there stays readable until `publish()`.
   * @throws UserError when `path` is a newer database, or a file that is not invfix's, or cannot be written
   */
  static create(path: string): StoreBuilder {
    const identity = identityOf(path);
    if (identity.is === 'foreign') {
      throw new UserError(
        `"${path}" is not a database of invfix, and is left as it is.`,
        'Name another file with --db FILE, or move this one away.',
      );
    }
    if (identity.is === 'ours' && identity.version > SCHEMA_VERSION)
      throw newerDatabase(path, identity.version);
    const isOlder = identity.is === 'ours' && identity.version < SCHEMA_VERSION;
    try {
      const target = identity.is === 'nothing' ? resolve(path) : realpathSync(path);
      mkdirSync(dirname(target), { recursive: true, mode: 0o700 });
      removeLeftovers(target);
      return new StoreBuilder(target, isOlder ? identity.version : null);
    } catch (error) {
      if (!(error instanceof Error && 'syscall' in error && 'code' in error)) throw error;
      throw new UserError(
        `Cannot write the database "${path}" (${String(error.code)}).`,
        'Check the folder’s permissions and space, or name another file with --db FILE.',
      );
    }
  }

  /** The moment the user gives for the newest inventory; it overrides what files and columns say. */
  setExportedAt(moment: Moment): void {
    this.#givenExportedAt = moment;
  }

  /** Announces a file; its rows refer to it by the number returned. */
  addFile(path: string, modifiedAt: Moment): number {
    return Number(this.#insert.file.run(path, modifiedAt, modifiedAt).lastInsertRowid);
  }

  /** What became of a file announced before. */
  finishFile(file: number, report: FileReport, exportedBefore: Moment): void {
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
  }

  /** Removes all rows of a file, which is read again. */
  forgetRows(file: number): void {
    for (const statement of this.#insert.forget) statement.run(file);
  }

  /** A rejected row, or (`rejected` false) something odd; `line` null for the file as a whole. */
  addProblem(file: number, line: number | null, code: string, message: string, rejected: boolean): void {
    this.#insert.problem.run(file, line, code, message, rejected ? 1 : 0);
  }

  addInventory(file: number, row: InventoryRow, line: number): void {
    this.#insert.inventory.run(
      file,
      line,
      this.#skuId(row.sku, row.refId),
      this.#wordId(row.warehouse),
      this.#wordIdOrNull(row.warehouseName),
      row.refId,
      row.inStock,
      row.reserved,
      row.unlimited ? 1 : 0,
      joinedLocks(row.locks),
      row.exportedAt,
    );
  }

  addOrderLine(file: number, row: OrderRow): void {
    this.#insert.line.run(
      file,
      this.#skuId(row.sku, row.refId),
      row.order,
      row.lockId,
      row.units,
      this.#wordId(row.status),
      row.createdAt,
      row.authorizedAt,
      row.lastChangeAt,
      row.handlingAt,
      this.#wordIdOrNull(row.warehouse),
      row.unitPrice,
      this.#wordIdOrNull(row.currency),
    );
  }

  addUpdate(file: number, row: UpdateRow): void {
    this.#insert.update.run(
      file,
      this.#skuId(row.sku, null),
      this.#wordId(row.warehouse),
      row.at,
      this.#wordIdOrNull(row.author),
      row.before,
      row.after,
    );
  }

  /** Ends loading: indexes, the newest of each order and balance. Call once, before the queries below. */
  finishLoading(): void {
    const db = this.#db;
    this.#keepNewestBalances();
    this.#keepNewestOrders();
    this.#dropRepeatedUpdates();
    db.exec(INDEXES);
    this.#saveFact('coverage', computedCoverage(db, this.#givenExportedAt));
    this.#saveFact('loose-ends', this.#looseEndsOfAll());
    db.exec('COMMIT');
    this.#reader = new RecordReader(db);
  }

  /** Every SKU of the exports, ascending; the same records in the same order at each call. */
  skus(): Iterable<SkuRecords> {
    if (this.#reader === null) throw new Error('finishLoading() comes before skus()');
    return this.#reader.all();
  }

  coverage(): Coverage {
    return this.#fact<Coverage>('coverage');
  }

  saveHabits(habits: Habits): void {
    this.#saveFact('habits', habits);
  }

  /** May be fed from a generator that walks `skus()`, and that pauses as it likes. */
  async saveDiagnoses(rows: Iterable<BalanceDiagnosis> | AsyncIterable<BalanceDiagnosis>): Promise<void> {
    const insert = this.#db.prepare('INSERT INTO diagnosis VALUES (?, ?, ?, ?)');
    this.#db.exec('BEGIN');
    for await (const row of rows) {
      insert.run(row.sku, row.warehouse, row.available, JSON.stringify(withoutStory(row)));
    }
    this.#db.exec('CREATE INDEX diagnosis_worst_first ON diagnosis (available, sku, warehouse)');
    this.#db.exec('COMMIT');
  }

  saveScan(meta: { scannedAt: Moment; paths: readonly string[] }): void {
    const scan: ScanInfo = { ...meta, ...exportedAtOf(this.#db, this.#givenExportedAt) };
    this.#saveFact('scan', scan);
  }

  /** As `Store.scan()`, once `saveScan` was called. */
  scan(): ScanInfo {
    return this.#fact<ScanInfo>('scan');
  }

  /**
   * Makes the new database the current one, whole or not at all. The builder is closed by it.
   * Tables that are to outlive a scan would be copied from the old database to the new one here.
   */
  publish(): void {
    this.#db.close();
    synced(this.#temporary);
    renameSync(this.#temporary, this.#path);
    this.#isDone = true;
    // The rename itself is durable once the folder is; Windows knows no such thing.
    if (process.platform !== 'win32') synced(dirname(this.#path));
  }

  /** Throws the new database away; the last one stays. Harmless after `publish()`. */
  discard(): void {
    if (this.#isDone) return;
    this.#isDone = true;
    this.#db.close();
    rmSync(this.#temporary, { force: true });
  }

  files(): FileReport[] {
    return filesIn(this.#db);
  }

  /** One entry per file and sort of problem, in file order. */
  problems(limit?: number): Problem[] {
    return problemsIn(this.#db, limit);
  }

  /** Every rejected row, in file and line order. */
  rejectedRows(limit?: number): RejectedRow[] {
    return rejectedRowsIn(this.#db, limit);
  }

  unknownStatuses(): UnknownStatus[] {
    return unknownStatusesIn(this.#db);
  }

  counts(): Counts {
    return countsIn(this.#db);
  }

  /** The newest export of a kind was made no later than this; null when there is none. */
  exportedBefore(kind: ExportKind): Moment | null {
    return exportedBeforeIn(this.#db, kind);
  }

  looseEnds(): LooseEnds {
    return this.#fact<LooseEnds>('loose-ends');
  }

  #keepNewestBalances(): void {
    const db = this.#db;
    db.exec(
      `UPDATE inventory_row SET exported_at = (SELECT f.exported_at FROM file f WHERE f.id = inventory_row.file)
       WHERE exported_at IS NULL`,
    );
    this.#dropRepeatedBalances();
    db.exec(RANKED_BALANCES);
    const given = { given: this.#givenExportedAt };
    db.prepare(KEEP_BALANCES).run(given);
    db.prepare(KEEP_SNAPSHOTS).run(given);
    db.exec(UNUSED_INVENTORY_ROWS);
    db.exec('DROP TABLE temp.ranked; DROP TABLE inventory_row');
    if (this.#givenExportedAt !== null) db.prepare(MARK_GIVEN_MOMENT).run(given);
  }

  #dropRepeatedBalances(): void {
    const repeated = this.#db
      .prepare<[], { id: number; file: number; line: number; copy_of_line: number; same: number }>(
        REPEATED_BALANCES,
      )
      .all();
    const remove = this.#db.prepare('DELETE FROM inventory_row WHERE id = ?');
    const count = this.#db.prepare('UPDATE file SET duplicates = duplicates + 1 WHERE id = ?');
    for (const { id, file, line, copy_of_line, same } of repeated) {
      remove.run(id);
      count.run(file);
      if (same === 1) continue;
      const message = `another row is about the same balance with other numbers; the one that offers less is used (line ${copy_of_line})`;
      this.addProblem(file, line, 'contradicting-rows', message, false);
    }
  }

  #keepNewestOrders(): void {
    if (!this.#spansFiles('order_line')) return;
    this.#db.exec(SUPERSEDED_ORDERS);
    this.#dropRepeated('order_line');
  }

  #dropRepeatedUpdates(): void {
    if (!this.#spansFiles('inventory_update')) return;
    this.#db.exec(REPEATED_UPDATES);
    this.#dropRepeated('inventory_update');
  }

  #spansFiles(table: 'order_line' | 'inventory_update'): boolean {
    const files = this.#db.prepare<[], { count: number }>(
      `SELECT count(DISTINCT file) AS count FROM ${table}`,
    );
    return (files.get()?.count ?? 0) > 1;
  }

  /** Deletes the rows listed in temp.repeated and counts them for their files. */
  #dropRepeated(table: 'order_line' | 'inventory_update'): void {
    this.#db.exec(`
      DELETE FROM ${table} WHERE id IN (SELECT id FROM temp.repeated);
      UPDATE file SET duplicates = duplicates + repeated.count
      FROM (SELECT file, count(*) AS count FROM temp.repeated GROUP BY file) AS repeated
      WHERE repeated.file = file.id;
      DROP TABLE temp.repeated`);
  }

  #looseEndsOfAll(): LooseEnds {
    const db = this.#db;
    db.exec('CREATE TEMP TABLE lock (id TEXT NOT NULL)');
    const insert = db.prepare('INSERT INTO temp.lock VALUES (?)');
    const rows = db.prepare<[], { locks: string }>("SELECT locks FROM balance WHERE locks <> ''");
    for (const { locks } of rows.all()) {
      for (const lock of locks.split(' ')) insert.run(lock);
    }
    const locksWithoutOrder = db.prepare<[], { count: number }>(LOCKS_WITHOUT_ORDER).get()?.count ?? 0;
    db.exec('DROP TABLE temp.lock');
    const linesWithoutBalance =
      db
        .prepare<[], { count: number }>(
          'SELECT count(*) AS count FROM order_line WHERE sku NOT IN (SELECT sku FROM balance)',
        )
        .get()?.count ?? 0;
    return { locksWithoutOrder, linesWithoutBalance };
  }

  #skuId(sku: string, refId: string | null): number {
    let known = this.#skus.get(sku);
    if (known === undefined) {
      this.#insert.sku.run(sku);
      const row = this.#insert.skuId.get(sku);
      if (row === undefined) throw new Error('a SKU just stored is not there');
      if (this.#skus.size >= MOST_REMEMBERED_SKUS) this.#skus.clear();
      known = { id: row.id, refId: null };
      this.#skus.set(sku, known);
    }
    if (refId !== null && refId !== known.refId) {
      this.#insert.referenceCode.run(refId, known.id);
      known.refId = refId;
    }
    return known.id;
  }

  #wordId(text: string): number {
    let id = this.#words.get(text);
    if (id === undefined) {
      id = Number(this.#insert.word.run(text).lastInsertRowid);
      this.#words.set(text, id);
    }
    return id;
  }

  #wordIdOrNull(text: string | null): number | null {
    return text === null ? null : this.#wordId(text);
  }

  #saveFact(name: string, value: unknown): void {
    this.#db.prepare('INSERT OR REPLACE INTO fact VALUES (?, ?)').run(name, JSON.stringify(value));
  }

  #fact<Fact>(name: string): Fact {
    const fact = factIn<Fact>(this.#db, name);
    if (fact === null) throw new Error(`${name} is asked for before it is there`);
    return fact;
  }
}

function statementsOf(db: Database.Database) {
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
      `INSERT INTO inventory_row (file, line, sku, warehouse, warehouse_name, ref_id, in_stock, reserved, unlimited,
         locks, exported_at)
       VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`,
    ),
    line: db.prepare(
      `INSERT INTO order_line (file, sku, order_id, lock_id, units, status, created_at, authorized_at,
         last_change_at, handling_at, warehouse, unit_price, currency)
       VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`,
    ),
    update: db.prepare(
      `INSERT INTO inventory_update (file, sku, warehouse, at, author, before, after)
       VALUES (?, ?, ?, ?, ?, ?, ?)`,
    ),
    forget: ['problem', 'inventory_row', 'order_line', 'inventory_update'].map((table) =>
      db.prepare(`DELETE FROM ${table} WHERE file = ?`),
    ),
    word: db.prepare('INSERT INTO word (text) VALUES (?)'),
    sku: db.prepare('INSERT OR IGNORE INTO sku (sku) VALUES (?)'),
    skuId: db.prepare<[string], { id: number }>('SELECT id FROM sku WHERE sku = ?'),
    referenceCode: db.prepare('INSERT OR IGNORE INTO reference_code VALUES (?, ?)'),
  };
}

/** A diagnosis alone: a whole story, which is one too, is told anew when it is asked for. */
function withoutStory(row: BalanceDiagnosis): BalanceDiagnosis {
  return {
    sku: row.sku,
    warehouse: row.warehouse,
    warehouseName: row.warehouseName,
    refId: row.refId,
    unlimited: row.unlimited,
    inStock: row.inStock,
    reserved: row.reserved,
    available: row.available,
    pending: row.pending,
    acknowledged: row.acknowledged,
    ghosts: row.ghosts,
    undetermined: row.undetermined,
    earlyWriteOffs: row.earlyWriteOffs,
    lateWriteOffs: row.lateWriteOffs,
    availableItems: row.availableItems,
    corrected: row.corrected,
    unblocked: row.unblocked,
    alternatives: row.alternatives,
    oversold: row.oversold,
    basis: row.basis,
    confidence: row.confidence,
    causes: row.causes,
    blockedTradePolicies: row.blockedTradePolicies,
  };
}

/** Temporary files of scans that were killed. */
function removeLeftovers(path: string): void {
  const folder = dirname(path);
  const prefix = `${basename(path)}.`;
  for (const name of readdirSync(folder)) {
    if (!name.startsWith(prefix)) continue;
    const process = /^(\d+)-[0-9a-f]{8}\.tmp$/.exec(name.slice(prefix.length))?.[1];
    if (process !== undefined && !isAlive(Number(process))) rmSync(join(folder, name), { force: true });
  }
}

function isAlive(processId: number): boolean {
  try {
    process.kill(processId, 0);
    return true;
  } catch (error) {
    return error instanceof Error && 'code' in error && error.code === 'EPERM';
  }
}

/** Returns when a file or folder is on the disk. */
function synced(path: string): void {
  const file = openSync(path, 'r');
  try {
    fsyncSync(file);
  } finally {
    closeSync(file);
  }
}
