/**
 * What outlives a scan: the scans there were, and every fix that was written, with what stood there before and what
 * is expected after. See carry-over.ts for how it gets from one database to the next.
 */
import type Database from 'better-sqlite3';
import { UserError } from '../errors.js';
import type { UnplacedFile } from '../fixes/index.js';
import type { ReservationState } from '../ledger/diagnosis.js';
import type { FixedBalance } from '../ledger/index.js';
import type { Moment, Units } from '../ledger/records.js';
import { words } from '../words/index.js';
import { checksumOf, damagedDatabase } from './checksum.js';
import { isReadOnly, lockedDatabase } from './held.js';
import type { ScanSummary } from './summary.js';
import { addUnplaced, forgetFix, forgetUnplaced, UNPLACED_TABLE } from './unplaced.js';

export const REMEMBERED_TABLES = `
-- The scans there were. Their quantities are those of ScanSummary.
CREATE TABLE scan_record (
  id INTEGER PRIMARY KEY,
  scanned_at INTEGER NOT NULL,
  exported_at INTEGER,
  exported_before INTEGER,
  balances INTEGER NOT NULL,
  negative INTEGER NOT NULL,
  units_short INTEGER NOT NULL,
  understated INTEGER NOT NULL,
  units_withheld INTEGER NOT NULL,
  overstated INTEGER NOT NULL,
  units_phantom INTEGER NOT NULL,
  -- Here and below: of all the others, in their order.
  checksum INTEGER NOT NULL
) STRICT;

-- The fixes that were written; undoes is the fix that one takes back. That, and the scan, may be known no more.
CREATE TABLE fix (
  id INTEGER PRIMARY KEY,
  scan INTEGER NOT NULL,
  written_at INTEGER NOT NULL,
  exported_at INTEGER,
  exported_before INTEGER,
  format TEXT NOT NULL,
  path TEXT NOT NULL,
  undoes INTEGER,
  balances INTEGER NOT NULL,
  -- How many of them stand in fix_row, and how many were left out because they were damaged.
  kept INTEGER NOT NULL,
  damaged INTEGER NOT NULL,
  checksum INTEGER NOT NULL
) STRICT;

-- A FixedBalance: ids are texts, since those of sku and word are a scan's own.
CREATE TABLE fix_row (
  fix INTEGER NOT NULL REFERENCES fix,
  sku TEXT NOT NULL,
  warehouse TEXT NOT NULL,
  count INTEGER NOT NULL,
  in_stock INTEGER NOT NULL,
  reserved INTEGER NOT NULL,
  acknowledged INTEGER NOT NULL,
  early_write_offs INTEGER NOT NULL,
  late_write_offs INTEGER NOT NULL,
  last_update_at INTEGER,
  -- JSON: [order, units, state, whether in stock lacked them] of each.
  reservations TEXT NOT NULL,
  checksum INTEGER NOT NULL,
  PRIMARY KEY (sku, warehouse, fix)
) STRICT, WITHOUT ROWID;
${UNPLACED_TABLE}`;

/** A scan as it is remembered. */
export interface ScanRecord
  extends Pick<
    ScanSummary,
    'balances' | 'negative' | 'unitsShort' | 'understated' | 'unitsWithheld' | 'overstated' | 'unitsPhantom'
  > {
  /** Counts up; a later scan has a greater one. */
  readonly id: number;
  readonly scannedAt: Moment;
  /** T, and what it is no later than; null when unknown. */
  readonly exportedAt: Moment | null;
  readonly exportedBefore: Moment | null;
}

/** A fix as it was written. */
export interface FixRecord {
  readonly id: number;
  /** The scan it was computed from. */
  readonly scan: number;
  readonly writtenAt: Moment;
  /** T of that scan, and what it is no later than; null when unknown. */
  readonly exportedAt: Moment | null;
  readonly exportedBefore: Moment | null;
  readonly format: string;
  /** The file as it was named; `-` is the standard output. */
  readonly path: string;
  /** The fix that this one takes back; null for a correction. */
  readonly undoes: number | null;
  readonly balances: number;
  /** Balances of it that were damaged in the database and are remembered no more. */
  readonly damaged: number;
}

/** A balance that a fix wrote, and which one. */
export interface RememberedBalance extends FixedBalance {
  readonly fix: number;
}

/** What these tables hold. */
export type StoredValue = string | number | null;

/** A scan to be remembered. */
export type NewScan = Omit<ScanRecord, 'id'>;

/** A fix to be remembered. */
export type NewFix = Omit<FixRecord, 'id' | 'balances' | 'damaged'>;

/** The columns that a checksum is of, in its order. */
export const SCAN_COLUMNS =
  'id, scanned_at, exported_at, exported_before, balances, negative, units_short, understated, units_withheld, overstated, units_phantom';
export const FIX_COLUMNS =
  'id, scan, written_at, exported_at, exported_before, format, path, undoes, balances, kept, damaged';
export const ROW_COLUMNS =
  'fix, sku, warehouse, count, in_stock, reserved, acknowledged, early_write_offs, late_write_offs, last_update_at, reservations';

/**
 * The scans, oldest first; the last one is that of the database.
 * @throws UserError where one is not as it was stored
 */
export function scanRecordsIn(db: Database.Database): ScanRecord[] {
  return db
    .prepare<[], ScanRecord & Checked>(
      `SELECT id, scanned_at AS scannedAt, exported_at AS exportedAt, exported_before AS exportedBefore, balances,
              negative, units_short AS unitsShort, understated, units_withheld AS unitsWithheld, overstated,
              units_phantom AS unitsPhantom, checksum
       FROM scan_record ORDER BY id`,
    )
    .all()
    .map((row) => asStored(db, row));
}

/**
 * The fixes, oldest first.
 * @throws UserError where one is not as it was stored
 */
export function fixRecordsIn(db: Database.Database): FixRecord[] {
  return fixesIn(db).map(({ kept: _kept, ...fix }) => fix);
}

function fixesIn(db: Database.Database): (FixRecord & { readonly kept: number })[] {
  return db
    .prepare<[], FixRecord & { readonly kept: number } & Checked>(
      `SELECT id, scan, written_at AS writtenAt, exported_at AS exportedAt, exported_before AS exportedBefore,
              format, path, undoes, balances, kept, damaged, checksum
       FROM fix ORDER BY id`,
    )
    .all()
    .map((row) => asStored(db, row));
}

interface Checked {
  readonly checksum: number;
}

/** A row without its checksum, which is of its other columns in their order. */
function asStored<Row extends Checked>(db: Database.Database, row: Row): Omit<Row, 'checksum'> {
  const { checksum, ...said } = row;
  if (checksumOf(Object.values(said)) !== checksum) throw damagedDatabase(db.name);
  return said;
}

/** @throws UserError where a row of any fix is not as it was stored, or some are missing */
function refuseDamagedRows(db: Database.Database): void {
  const missing = new Map(fixesIn(db).map(({ id, kept }) => [id, kept]));
  for (const row of db
    .prepare<[], StoredRow & Checked>(`SELECT ${ROW_COLUMNS}, checksum FROM fix_row`)
    .iterate()) {
    asStored(db, row);
    missing.set(row.fix, (missing.get(row.fix) ?? 0) - 1);
  }
  if ([...missing.values()].some((rows) => rows !== 0)) throw damagedDatabase(db.name);
}

interface StoredRow {
  readonly fix: number;
  readonly sku: string;
  readonly warehouse: string;
  readonly count: Units;
  readonly in_stock: Units;
  readonly reserved: Units;
  readonly acknowledged: Units;
  readonly early_write_offs: Units;
  readonly late_write_offs: Units;
  readonly last_update_at: Moment | null;
  readonly reservations: string;
}

/**
 * What one fix wrote, by SKU and warehouse; of old ones it may be forgotten.
 * @throws UserError where anything that any fix wrote is not as it was stored
 */
export function rowsOfFix(db: Database.Database, fix: number): RememberedBalance[] {
  refuseDamagedRows(db);
  return db
    .prepare<[number], StoredRow>(`SELECT ${ROW_COLUMNS} FROM fix_row WHERE fix = ? ORDER BY sku, warehouse`)
    .all(fix)
    .map(balanceOf);
}

/**
 * Of each balance, what the newest fix wrote that was made from a scan before `scan`; by SKU and warehouse.
 * @throws UserError where anything that any fix wrote is not as it was stored
 */
export function newestFixedBalances(db: Database.Database, scan: number): RememberedBalance[] {
  refuseDamagedRows(db);
  return db
    .prepare<[number], StoredRow>(
      `SELECT ${ROW_COLUMNS} FROM fix_row r
       WHERE r.fix = (SELECT max(o.fix) FROM fix_row o JOIN fix f ON f.id = o.fix
                      WHERE o.sku = r.sku AND o.warehouse = r.warehouse AND f.scan < ?)
       ORDER BY r.sku, r.warehouse`,
    )
    .all(scan)
    .map(balanceOf);
}

type StoredReservation = readonly [order: string, units: Units, state: ReservationState, isTakenOff: 0 | 1];

function balanceOf(row: StoredRow): RememberedBalance {
  const reservations = JSON.parse(row.reservations) as StoredReservation[];
  return {
    fix: row.fix,
    sku: row.sku,
    warehouse: row.warehouse,
    count: row.count,
    inStock: row.in_stock,
    reserved: row.reserved,
    acknowledged: row.acknowledged,
    earlyWriteOffs: row.early_write_offs,
    lateWriteOffs: row.late_write_offs,
    lastUpdateAt: row.last_update_at,
    reservations: reservations.map(([order, units, state, isTakenOff]) => ({
      order,
      units,
      state,
      isTakenOff: isTakenOff === 1,
    })),
  };
}

/**
 * Remembers a fix, and has its files put in their places. Where this fails, the fix is forgotten; where the process
 * is killed between, the next command finishes it.
 * @param rows walked once
 * @param files whole under other names, in the order in which `place` puts them in their places
 * @returns the fix's number
 * @throws UserError when the database cannot be written, or another scan has taken its place meanwhile; what `place`
 * throws
 */
export function rememberFix(
  database: string,
  fix: NewFix,
  rows: Iterable<FixedBalance>,
  files: readonly UnplacedFile[],
  place: () => void,
): number {
  const id = addFix(database, fix, rows, files);
  try {
    place();
  } catch (error) {
    changeLater(database, (db) => forgetFix(db, id));
    throw error;
  }
  if (files.length > 0) changeLater(database, (db) => forgetUnplaced(db, id));
  return id;
}

function addFix(
  database: string,
  fix: NewFix,
  rows: Iterable<FixedBalance>,
  files: readonly UnplacedFile[],
): number {
  const db = databaseToRemember(database);
  try {
    if (scanRecordsIn(db).at(-1)?.id !== fix.scan) {
      throw new UserError(...words().store.replaced);
    }
    const id = (db.prepare<[], number | null>('SELECT max(id) FROM fix').pluck().get() ?? 0) + 1;
    const { scan, writtenAt, exportedAt, exportedBefore, format, path, undoes } = fix;
    const entry = (balances: number): readonly StoredValue[] => [
      id,
      scan,
      writtenAt,
      exportedAt,
      exportedBefore,
      format,
      path,
      undoes,
      balances,
      balances,
      0,
    ];
    // Its rows refer to it, and it counts them.
    rowAdder(db, 'fix', FIX_COLUMNS)(entry(0));
    const add = rowAdder(db, 'fix_row', ROW_COLUMNS);
    let balances = 0;
    for (const row of rows) {
      const reservations = row.reservations.map(
        ({ order, units, state, isTakenOff }): StoredReservation => [order, units, state, isTakenOff ? 1 : 0],
      );
      add([
        id,
        row.sku,
        row.warehouse,
        row.count,
        row.inStock,
        row.reserved,
        row.acknowledged,
        row.earlyWriteOffs,
        row.lateWriteOffs,
        row.lastUpdateAt,
        JSON.stringify(reservations),
      ]);
      balances += 1;
    }
    replaceEntry(db, entry(balances));
    addUnplaced(db, id, files);
    db.exec('COMMIT');
    return id;
  } finally {
    // Whatever was not committed is gone with the connection.
    db.close();
  }
}

/** Where it cannot be done now, the next command that writes does it, as after a kill. */
function changeLater(database: string, change: (db: Database.Database) => void): void {
  try {
    const db = lockedDatabase(database);
    try {
      change(db);
      db.exec('COMMIT');
    } finally {
      db.close();
    }
  } catch {
    // What is left tells where the files are.
  }
}

/** Adds rows to a table, each with the checksum of its columns, in their order. */
export function rowAdder(
  db: Database.Database,
  table: 'scan_record' | 'fix' | 'fix_row',
  columns: string,
): (row: readonly StoredValue[]) => void {
  const places = columns.replace(/[a-z_]+/g, '?');
  const insert = db.prepare(`INSERT INTO ${table} (${columns}, checksum) VALUES (${places}, ?)`);
  return (row) => {
    insert.run(...row, checksumOf(row));
  };
}

/** Puts a fix's entry in the place of the one that was made before its rows. */
export function replaceEntry(db: Database.Database, entry: readonly StoredValue[]): void {
  const columns = FIX_COLUMNS.split(', ').map((column) => `${column} = ?`);
  db.prepare(`UPDATE fix SET ${columns.join(', ')}, checksum = ? WHERE id = ?`).run(
    ...entry,
    checksumOf(entry),
    entry[0],
  );
}

function databaseToRemember(path: string): Database.Database {
  try {
    return lockedDatabase(path);
  } catch (error) {
    if (!isReadOnly(error)) throw error;
    throw new UserError(...words().store.readOnly(path));
  }
}

/**
 * Adds a scan to those that are remembered. Its number is one that no fix goes back to, though the scan it went back
 * to may be known no more.
 */
export function rememberScan(db: Database.Database, scan: NewScan): void {
  const last = db
    .prepare<[], number | null>(
      'SELECT max(id) FROM (SELECT id FROM scan_record UNION ALL SELECT scan FROM fix)',
    )
    .pluck()
    .get();
  rowAdder(
    db,
    'scan_record',
    SCAN_COLUMNS,
  )([
    (last ?? 0) + 1,
    scan.scannedAt,
    scan.exportedAt,
    scan.exportedBefore,
    scan.balances,
    scan.negative,
    scan.unitsShort,
    scan.understated,
    scan.unitsWithheld,
    scan.overstated,
    scan.unitsPhantom,
  ]);
}
