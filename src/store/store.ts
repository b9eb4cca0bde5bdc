/** Reads a database a scan has published. */
import { statSync } from 'node:fs';
import Database from 'better-sqlite3';
import { UserError } from '../errors.js';
import type { ExportKind, FileReport, Problem } from '../exports/kinds.js';
import type { BalanceDiagnosis } from '../ledger/diagnosis.js';
import type { Habits } from '../ledger/index.js';
import { kindOf } from '../ledger/kinds.js';
import type { Coverage, Moment, SkuRecords, Units } from '../ledger/records.js';
import { words } from '../words/index.js';
import { DamagedDatabase, damagedDatabase, readFromDatabase } from './checksum.js';
import { type DiagnosisFilter, diagnosesIn } from './diagnoses.js';
import { type FoundSku, foundSku } from './find-sku.js';
import { type BalanceOrigin, FixFacts } from './fix-facts.js';
import { areHabits } from './habits.js';
import { busyDatabase, PATIENCE_MS } from './held.js';
import { identityOf, newerDatabase, SCHEMA_VERSION, sideFileOf } from './identity.js';
import { skuFinder } from './ids.js';
import { RecordReader } from './records.js';
import {
  type FixRecord,
  fixRecordsIn,
  newestFixedBalances,
  type RememberedBalance,
  rowsOfFix,
  type ScanRecord,
  scanRecordsIn,
} from './remembered.js';
import {
  type Counts,
  exportedBeforeIn,
  factIn,
  filesIn,
  type Period,
  periodsIn,
  problemRowsIn,
  problemsIn,
  type RejectedRow,
  rejectedRowsIn,
  type UnknownStatus,
} from './reports.js';
import type { LooseEnds, Resolved } from './resolving/index.js';
import type { ScanInput, Source } from './sources.js';
import { type ScanSummary, summaryOf } from './summary.js';

/** What a scan was asked, and what it found out about T. */
export interface ScanInfo {
  readonly scannedAt: Moment;
  /** The paths as they were given. */
  readonly paths: readonly string[];
  /** T of the newest inventory export; null when unknown. */
  readonly exportedAt: Moment | null;
  readonly exportedAtSource: FileReport['exportedAtSource'];
  /** T is no later than this: T itself where it is exact, its day's end where only the day is known, else a modification time; null without an inventory. */
  readonly exportedBefore: Moment | null;
}

export class Store {
  readonly #db: Database.Database;
  #reader: RecordReader | null = null;
  #fixFacts: FixFacts | null = null;
  /** Those that were asked for. */
  readonly #facts = new Map<string, unknown>();

  private constructor(
    db: Database.Database,
    /** As the user names it. */
    readonly path: string,
  ) {
    this.#db = db;
  }

  /**
   * Opens a database for reading.
   * @throws UserError when there is none, or it is of another version, or not invfix's, or it was changed since;
   * everything read from it later throws one where it is damaged
   */
  static open(path: string): Store {
    const identity = identityOf(path);
    if (identity.is === 'nothing') {
      throw new UserError(...words().store.none(path));
    }
    if (identity.is === 'foreign') {
      throw new UserError(...words().store.foreign(path));
    }
    if (identity.version > SCHEMA_VERSION) throw newerDatabase(path, identity.version);
    if (identity.version < SCHEMA_VERSION) {
      throw new UserError(...words().store.older(path));
    }
    settled(path);
    const beside = sideFileOf(path);
    if (beside !== null) {
      throw new DamagedDatabase(...words().store.changed(path, beside));
    }
    return new Store(
      readFromDatabase(path, () => new Database(path, { readonly: true, fileMustExist: true })),
      path,
    );
  }

  scan(): ScanInfo {
    return this.#fact<ScanInfo>('scan');
  }

  coverage(): Coverage {
    return this.#fact<Coverage>('coverage');
  }

  /** @throws UserError when an invfix that describes writers otherwise stored them */
  habits(): Habits {
    const habits = this.#fact<unknown>('habits');
    if (areHabits(habits)) return habits;
    throw new UserError(...words().store.habitsOfAnother);
  }

  /** Everything about one SKU, by its exact id; null when no export mentions it. */
  sku(id: string): SkuRecords | null {
    return this.#read(() => {
      this.#reader ??= new RecordReader(this.#db);
      return this.#reader.of(id);
    });
  }

  /** The SKUs that orders of a kit reserve, ascending; empty for a SKU that is none, or is in no order. */
  componentsOf(kit: string): string[] {
    return this.#read(() =>
      this.#db
        .prepare<[number | undefined], string>(
          'SELECT DISTINCT s.sku FROM order_line l JOIN sku s ON s.id = l.sku WHERE l.kit = ? ORDER BY s.sku',
        )
        .pluck()
        .all(skuFinder(this.#db)(kit)),
    );
  }

  /** The SKU a user means: an exact id, else an exact reference code, else either ignoring case. */
  findSku(text: string): FoundSku {
    return this.#read(() => foundSku(this.#db, text));
  }

  /** SKUs that begin with a text, ascending, at most so many. */
  skusLike(beginning: string, most: number): string[] {
    return this.#read(() =>
      this.#db
        .prepare<[string, string, number], string>(
          'SELECT sku FROM sku WHERE substr(sku, 1, length(?)) = ? ORDER BY sku LIMIT ?',
        )
        .pluck()
        .all(beginning, beginning, most),
    );
  }

  /**
   * Worst first: available, then SKU, then warehouse.
   * @throws UserError where one is not as it was stored, or some are missing
   */
  *diagnoses(filter: DiagnosisFilter = {}): Generator<BalanceDiagnosis> {
    const rows = this.#read(() => diagnosesIn(this.#db, filter));
    const found = { negative: 0, understated: 0, overstated: 0, healthy: 0, unlimited: 0 };
    try {
      for (let next = this.#read(() => rows.next()); !next.done; next = this.#read(() => rows.next())) {
        found[kindOf(next.value)] += 1;
        yield next.value;
      }
    } finally {
      rows.return(undefined);
    }
    if (filter.skus !== undefined || filter.warehouses !== undefined) return;
    const { lists } = filter;
    const all = Object.values(found).reduce((sum, count) => sum + count, 0);
    const { negative, understated, balances } = this.#fact<ScanSummary>('summary');
    const isWhole =
      (lists !== undefined || all === balances) &&
      (lists?.includes('negative') === false || found.negative === negative) &&
      (lists?.includes('understated') === false || found.understated === understated);
    if (!isWhole) throw damagedDatabase(this.path);
  }

  /** What the diagnoses of the selected balances add up to. */
  summary(filter: DiagnosisFilter = {}): ScanSummary {
    const isAll = filter.skus === undefined && filter.warehouses === undefined && filter.lists === undefined;
    return isAll ? this.#fact<ScanSummary>('summary') : summaryOf(this.diagnoses(filter));
  }

  /** The warehouses that have a balance, ascending. */
  warehouses(): string[] {
    return this.#read(() =>
      this.#db
        .prepare<[], string>('SELECT text FROM word WHERE id IN (SELECT warehouse FROM diagnosis)')
        .pluck()
        .all()
        .sort(),
    );
  }

  files(): FileReport[] {
    return this.#read(() => filesIn(this.#db));
  }

  /** One entry per file and sort of problem, in file order. */
  problems(limit?: number): Problem[] {
    return this.#read(() => problemsIn(this.#db, limit));
  }

  /** Every rejected row, and every oddity of a row or file that counts, in file and line order. */
  problemRows(): RejectedRow[] {
    return this.#read(() => problemRowsIn(this.#db));
  }

  /** Every rejected row, in file and line order. */
  rejectedRows(limit?: number): RejectedRow[] {
    return this.#read(() => rejectedRowsIn(this.#db, limit));
  }

  /** Statuses of order lines that invfix does not know, most frequent first. */
  unknownStatuses(): UnknownStatus[] {
    return this.#fact<UnknownStatus[]>('unknown-statuses');
  }

  /** Where a balance was read, and its lead time; null for one that no inventory export has. */
  originOf(sku: string, warehouse: string): BalanceOrigin | null {
    return this.#read(() => {
      this.#fixFacts ??= new FixFacts(this.#db);
      return this.#fixFacts.originOf(sku, warehouse);
    });
  }

  /** Units of a SKU whose orders entered Preparing Delivery in a span of time, as far as the orders tell. */
  handledOf(sku: string, warehouses: readonly string[], from: Moment, to: Moment): Units {
    return this.#read(() => {
      this.#fixFacts ??= new FixFacts(this.#db);
      return this.#fixFacts.handledOf(sku, warehouses, from, to);
    });
  }

  /** The files the scan has read, as they were. */
  sources(): readonly Source[] {
    return this.#fact<ScanInput>('input').sources;
  }

  /** How much was kept. */
  counts(): Counts {
    return this.#fact<Counts>('counts');
  }

  /** The newest export of a kind was made no later than this; null when there is none. */
  exportedBefore(kind: ExportKind): Moment | null {
    return this.#read(() => exportedBeforeIn(this.#db, kind));
  }

  /** The period each kind covers, of the kinds whose records have dates. */
  periods(): Period[] {
    return this.#read(() => periodsIn(this.#db));
  }

  looseEnds(): LooseEnds {
    return this.#fact<LooseEnds>('loose-ends');
  }

  /** What was put together out of several exports, or left aside. */
  resolved(): Resolved {
    return this.#fact<Resolved>('resolved');
  }

  /** The scans there were, oldest first; the last one is this database's. */
  scanRecords(): ScanRecord[] {
    return this.#read(() => scanRecordsIn(this.#db));
  }

  /** The fixes that were written, oldest first. */
  fixRecords(): FixRecord[] {
    return this.#read(() => fixRecordsIn(this.#db));
  }

  /** What one fix wrote, by SKU and warehouse; of one more than some months old it is forgotten. */
  rowsOfFix(fix: number): RememberedBalance[] {
    return this.#read(() => rowsOfFix(this.#db, fix));
  }

  /** Of each balance, what the newest fix wrote that was made from a scan before `scan`. */
  newestFixedBalances(scan: number): RememberedBalance[] {
    return this.#read(() => newestFixedBalances(this.#db, scan));
  }

  close(): void {
    this.#db.close();
  }

  #read<Result>(read: () => Result): Result {
    return readFromDatabase(this.path, read);
  }

  #fact<Fact>(name: string): Fact {
    const known = this.#facts.get(name);
    if (known !== undefined) return known as Fact;
    const fact = this.#read(() => factIn<Fact>(this.#db, name));
    if (fact === null) {
      throw new UserError(...words().store.unfinished);
    }
    this.#facts.set(name, fact);
    return fact;
  }
}

/**
 * Waits until a fix that another process remembers is stored. Where that process was killed, its journal is still
 * there: SQLite undoes what it tells of when somebody reads, and removes it when somebody writes.
 * @throws UserError when it takes long
 */
function settled(path: string): void {
  if ((statSync(`${path}-journal`, { throwIfNoEntry: false })?.size ?? 0) === 0) return;
  try {
    const db = new Database(path, { fileMustExist: true, timeout: PATIENCE_MS });
    try {
      db.exec(`BEGIN IMMEDIATE; PRAGMA user_version = ${SCHEMA_VERSION}; COMMIT`);
    } finally {
      db.close();
    }
  } catch (error) {
    if (!(error instanceof Error && 'code' in error && error.code === 'SQLITE_BUSY')) return;
    throw busyDatabase(path);
  }
}
