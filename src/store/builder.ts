/**
 * Writes a new database beside the last one, and puts it in its place when it is complete: whoever
 * reads sees the last complete scan, whenever this one is stopped.
 */
import { randomBytes } from 'node:crypto';
import { closeSync, fsyncSync, mkdirSync, openSync, realpathSync, renameSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { resolve as absolute, basename, dirname } from 'node:path';
import Database from 'better-sqlite3';
import { UserError } from '../errors.js';
import type { ExportSink } from '../exports/index.js';
import type { ExportKind, FileReport, Problem } from '../exports/kinds.js';
import { SPOOL_FILE } from '../exports/readers/spool.js';
import type { BalanceDiagnosis } from '../ledger/diagnosis.js';
import type { Habits } from '../ledger/index.js';
import type { Coverage, Moment, SkuRecords } from '../ledger/records.js';
import { words } from '../words/index.js';
import { carryOver, type Lost } from './carry-over.js';
import type { ExportedAt } from './coverage.js';
import { DiagnosisWriter } from './diagnoses.js';
import { type FinishOptions, finish } from './finish.js';
import {
  APPLICATION_ID,
  identityOf,
  newerDatabase,
  SCHEMA_VERSION,
  SIDE_FILES,
  unwritableDatabase,
} from './identity.js';
import { SkuIds } from './ids.js';
import {
  areWornOut,
  copyOfRows,
  type KeptRows,
  keepOnly,
  type PlacedSource,
  publishRows,
  restoredRows,
  rowsOf,
} from './kept-rows.js';
import { removeLeftovers } from './leftovers.js';
import { Packer, type Parcel } from './loading/parcels.js';
import { RecordReader } from './records.js';
import { REMEMBERED_TABLES, rememberScan } from './remembered.js';
import {
  type Counts,
  exportedBeforeIn,
  factIn,
  filesIn,
  problemsIn,
  type RejectedRow,
  rejectedRowsIn,
  saveFact,
  type UnknownStatus,
} from './reports.js';
import type { LooseEnds, Resolved } from './resolving/index.js';
import { RowWriter } from './row-writer.js';
import type { Stretch } from './rows-of-sku.js';
import { INDEX_OF_DIAGNOSES, TABLES } from './schema.js';
import type { ScanInput } from './sources.js';
import type { ScanInfo } from './store.js';
import { type ScanSummary, Summing } from './summary.js';

const PAGE_BYTES = 1 << 14;
/** Rows are added all over the table of SKUs: more of the database is kept in memory than later on. */
const KILOBYTES_FOR_LOADING = 32_768;
/** What sorts takes as much again, and temporary tables too. More would make it no faster. */
const KILOBYTES_AFTER_LOADING = 4096;

export class StoreBuilder {
  readonly #db: Database.Database;
  readonly #path: string;
  readonly #temporary: string;
  readonly #rows: RowWriter;
  readonly #packer = new Packer((parcel) => this.#rows.take(parcel));
  #givenExportedAt: Moment | null = null;
  #exportedAt: ExportedAt = { exportedAt: null, exportedAtSource: null, exportedBefore: null };
  #reader: RecordReader | null = null;
  #isDone = false;
  #hasRows = false;

  /**
   * @param rebuiltFrom schema version of the older database this one replaces; null when there was none or it was current
   */
  private constructor(
    path: string,
    temporary: string,
    readonly rebuiltFrom: number | null,
    isNew = true,
  ) {
    this.#path = path;
    this.#temporary = temporary;
    this.#db = new Database(temporary);
    try {
      this.#prepare(isNew);
      this.#rows = new RowWriter(this.#db);
      this.#db.exec('BEGIN');
    } catch (error) {
      this.#db.close();
      throw error;
    }
  }

  #prepare(isNew: boolean): void {
    // Rows come and go in their order, by many at once: larger pages than usual.
    if (isNew) this.#db.pragma(`page_size = ${PAGE_BYTES}`);
    this.#db.pragma(`cache_size = -${KILOBYTES_FOR_LOADING}`);
    // A half-written temporary file is thrown away, so nothing has to guard it; publish() makes it durable. A journal in
    // memory would take as much of it as the tables that are dropped on the way. SQLite refuses to go without one
    // unless it is told that no harm is meant.
    this.#db.unsafeMode(true);
    this.#db.pragma('journal_mode = OFF');
    this.#db.unsafeMode(false);
    this.#db.pragma('synchronous = OFF');
    this.#db.pragma('locking_mode = EXCLUSIVE');
    // Every reference is made by the builder itself, from numbers it has just looked up.
    this.#db.pragma('foreign_keys = OFF');
    this.#db.pragma(`application_id = ${APPLICATION_ID}`);
    this.#db.pragma(`user_version = ${SCHEMA_VERSION}`);
    if (isNew) this.#db.exec(TABLES + REMEMBERED_TABLES);
  }

  /**
   * Starts a new database for `path`; what stands there stays readable until `publish()`.
   * @throws UserError when `path` is a newer database, or a file that is not invfix's, or cannot be written
   */
  static create(path: string): StoreBuilder {
    const identity = identityOf(path);
    if (identity.is === 'foreign') {
      throw new UserError(...words().store.foreignLeft(path));
    }
    if (identity.is === 'ours' && identity.version > SCHEMA_VERSION)
      throw newerDatabase(path, identity.version);
    const isOlder = identity.is === 'ours' && identity.version < SCHEMA_VERSION;
    let temporary: string | null = null;
    try {
      const target = identity.is === 'nothing' ? absolute(path) : realpathSync(path);
      mkdirSync(dirname(target), { recursive: true, mode: 0o700 });
      clearAfterKilled(target);
      temporary = temporaryOf(target);
      closeSync(openSync(temporary, 'wx', 0o600));
      return new StoreBuilder(target, temporary, isOlder ? identity.version : null);
    } catch (error) {
      if (temporary !== null) rmSync(temporary, { force: true });
      throw unwritableDatabase(path, error) ?? error;
    }
  }

  /**
   * Starts a new database for `path` with the rows that the last scan into it kept.
   * @param reused the files whose rows still hold, each with its place among all that are scanned
   * @returns null where the rows are gone, damaged or worn out: all files are to be read then
   */
  static async resume(
    path: string,
    kept: KeptRows,
    reused: readonly PlacedSource[],
  ): Promise<StoreBuilder | null> {
    const target = realpathSync(path);
    const temporary = temporaryOf(target);
    let builder: StoreBuilder | null = null;
    try {
      clearAfterKilled(target);
      if (!(await restoredRows(target, kept, temporary))) return null;
      builder = new StoreBuilder(target, temporary, null, false);
      if (!areWornOut(builder.#db)) {
        keepOnly(builder.#db, reused);
        return builder;
      }
    } catch {
      // Whatever is wrong with them: reading all files again needs none of them.
    }
    if (builder === null) rmSync(temporary, { force: true });
    else builder.discard();
    return null;
  }

  /** Keeps the rows as they were read, for `resume`. Comes after the last of them and before `finishLoading`. */
  async keepRows(): Promise<KeptRows> {
    this.#rows.end();
    this.#db.exec('COMMIT');
    const kept = await copyOfRows(this.#temporary);
    this.#hasRows = true;
    this.#db.exec('BEGIN');
    return kept;
  }

  /** The moment the user gives for the newest inventory; it overrides what files and columns say. */
  setExportedAt(moment: Moment): void {
    this.#givenExportedAt = moment;
  }

  /** Takes what was read of the exports, as `Packer` packs it: from one packer, in its order. */
  take(parcel: Parcel): void {
    this.#rows.take(parcel);
  }

  /** Announces a file, or a part of one, and takes its records. */
  begin(path: string, modifiedAt: Moment): ExportSink {
    return this.#packer.begin(path, modifiedAt);
  }

  /** A file that no record came of. */
  addUnread(report: FileReport, place = 0): void {
    this.#rows.addUnread(report, place);
  }

  /** Files that were changed while they were read: their parts are damaged, whatever came of them. */
  markChanged(sources: readonly string[]): void {
    for (const source of sources) this.#rows.markChanged(source);
  }

  /** Ends loading: puts the exports together. Call once, before the queries below. */
  finishLoading(options: FinishOptions = {}): void {
    this.#rows.end();
    for (const schema of ['main', 'temp'])
      this.#db.pragma(`${schema}.cache_size = -${KILOBYTES_AFTER_LOADING}`);
    this.#exportedAt = finish(
      this.#db,
      { given: this.#givenExportedAt, areBalancesInOrder: this.#rows.areBalancesInOrder },
      options,
    );
    this.#db.exec('COMMIT');
    this.#reader = new RecordReader(this.#db);
  }

  /** Every SKU of the exports; the same records in the same order at each call. */
  skus(): Iterable<SkuRecords> {
    return this.#records().within();
  }

  /** All SKUs, cut into stretches of some hundreds. */
  stretches(): Stretch[] {
    return this.#records().stretches();
  }

  /**
   * Lets other threads read the database (`openRecords`) while this one writes to it.
   * @returns its path
   */
  share(): string {
    this.#release();
    this.#db.pragma('journal_mode = WAL');
    return this.#temporary;
  }

  /** Gives up the hold on the file, which comes with the next look at it: another journal may be chosen then. */
  #release(): void {
    this.#db.pragma('locking_mode = NORMAL');
    this.#db.prepare('SELECT 1 FROM file LIMIT 1').get();
  }

  /** As `RecordReader.drawn`. */
  drawnSkus(): Iterable<SkuRecords> {
    return this.#records().drawn();
  }

  coverage(): Coverage {
    return this.#fact<Coverage>('coverage');
  }

  saveHabits(habits: Habits): void {
    saveFact(this.#db, 'habits', habits);
  }

  /**
   * Keeps the diagnoses, and what they add up to.
   * @param batches of as many as come to hand; from a generator, it may walk `skus()`, and pause in between
   */
  async saveDiagnoses(
    batches: Iterable<readonly BalanceDiagnosis[]> | AsyncIterable<readonly BalanceDiagnosis[]>,
  ): Promise<void> {
    const records = this.#records();
    const skus = new SkuIds(this.#db);
    const writer = new DiagnosisWriter(this.#db, (sku) => records.idOf(sku) ?? skus.of(sku));
    const summing = new Summing();
    for await (const batch of batches) {
      // What makes the batches may first `share()` the database.
      if (!this.#db.inTransaction) this.#db.exec('BEGIN');
      for (const row of batch) {
        writer.add(row);
        summing.add(row);
      }
    }
    skus.store();
    if (this.#db.inTransaction) this.#db.exec('COMMIT');
    this.#db.exec(INDEX_OF_DIAGNOSES);
    saveFact(this.#db, 'summary', summing.summary());
  }

  /** What the scan rests on, for the next one. */
  saveInput(input: ScanInput): void {
    saveFact(this.#db, 'input', input);
  }

  saveScan(meta: { scannedAt: Moment; paths: readonly string[] }): void {
    const scan: ScanInfo = { ...meta, ...this.#exportedAt };
    saveFact(this.#db, 'scan', scan);
  }

  /** As `Store.scan()`, once `saveScan` was called. */
  scan(): ScanInfo {
    return this.#fact<ScanInfo>('scan');
  }

  /**
   * Makes the new database the current one, whole or not at all. The builder is closed by it.
   * @returns which of the fixes and scans that the last one remembered were damaged, and are lost
   * @throws UserError when another process is writing to the last one for long
   */
  publish(): Lost {
    // Whatever stands in a log beside the database moves into it. What is carried over may be undone again.
    this.#release();
    this.#db.pragma('journal_mode = MEMORY');
    const replaced = carryOver(this.#path, this.#db, Date.now());
    try {
      this.#rememberScan();
      this.#db.close();
      synced(this.#temporary);
      // What SQLite left beside a database that is broken would be taken for the new one's.
      for (const ending of SIDE_FILES) rmSync(this.#path + ending, { force: true });
      // Should this end between the two, the rows are not those the database tells of, and are not used.
      publishRows(this.#temporary, this.#path, this.#hasRows);
      renameSync(this.#temporary, this.#path);
      this.#isDone = true;
    } finally {
      replaced.release();
    }
    // The rename itself is durable once the folder is; Windows knows no such thing.
    if (process.platform !== 'win32') synced(dirname(this.#path));
    return replaced.lost;
  }

  #rememberScan(): void {
    const scan = factIn<ScanInfo>(this.#db, 'scan');
    const summary = factIn<ScanSummary>(this.#db, 'summary');
    if (scan !== null && summary !== null) rememberScan(this.#db, { ...scan, ...summary });
  }

  /** Throws the new database away; the last one stays. Harmless after `publish()`. */
  discard(): void {
    if (this.#isDone) return;
    this.#isDone = true;
    this.#db.close();
    for (const ending of ['', ...SIDE_FILES]) rmSync(this.#temporary + ending, { force: true });
    rmSync(rowsOf(this.#temporary), { force: true });
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
    return this.#fact<UnknownStatus[]>('unknown-statuses');
  }

  counts(): Counts {
    return this.#fact<Counts>('counts');
  }

  /** The newest export of a kind was made no later than this; null when there is none. */
  exportedBefore(kind: ExportKind): Moment | null {
    return exportedBeforeIn(this.#db, kind);
  }

  looseEnds(): LooseEnds {
    return this.#fact<LooseEnds>('loose-ends');
  }

  /** What was put together out of several exports, or left aside. */
  resolved(): Resolved {
    return this.#fact<Resolved>('resolved');
  }

  #records(): RecordReader {
    if (this.#reader === null) throw new Error('finishLoading() comes before records are read');
    return this.#reader;
  }

  #fact<Fact>(name: string): Fact {
    const fact = factIn<Fact>(this.#db, name);
    if (fact === null) throw new Error(`${name} is asked for before it is there`);
    return fact;
  }
}

/** A name for the database while it is made. */
function temporaryOf(path: string): string {
  return `${path}.${process.pid}-${randomBytes(4).toString('hex')}.tmp`;
}

/** Removes what scans into the same database left that were killed, here and among the system's temporary files. */
function clearAfterKilled(path: string): void {
  const name = basename(path).replace(/[.*+?^${}()|[\]\\]/g, '\\$&');
  removeLeftovers(
    dirname(path),
    new RegExp(`^${name}\\.(\\d+)-[0-9a-f]{8}\\.tmp(?:-wal|-shm|-journal|\\.rows)?$`),
  );
  removeLeftovers(tmpdir(), SPOOL_FILE);
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
