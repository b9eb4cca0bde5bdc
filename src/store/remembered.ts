/**
 * What outlives a scan: the scans there were, and every fix that was written, with what stood there before and what
 * is expected after. Publishing a scan carries it over from the database that the new one replaces.
 */
import { statSync } from 'node:fs';
import Database from 'better-sqlite3';
import { UserError } from '../errors.js';
import type { ReservationState } from '../ledger/diagnosis.js';
import type { FixedBalance } from '../ledger/index.js';
import type { Moment, Units } from '../ledger/records.js';
import { words } from '../words/index.js';
import { identityOf } from './identity.js';
import type { ScanSummary } from './summary.js';

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
  units_phantom INTEGER NOT NULL
) STRICT;

-- The fixes that were written; undoes is the fix that one takes back.
CREATE TABLE fix (
  id INTEGER PRIMARY KEY,
  scan INTEGER NOT NULL REFERENCES scan_record,
  written_at INTEGER NOT NULL,
  exported_at INTEGER,
  exported_before INTEGER,
  format TEXT NOT NULL,
  path TEXT NOT NULL,
  undoes INTEGER REFERENCES fix,
  balances INTEGER NOT NULL
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
  PRIMARY KEY (sku, warehouse, fix)
) STRICT, WITHOUT ROWID;
`;

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
}

/** A balance that a fix wrote, and which one. */
export interface RememberedBalance extends FixedBalance {
  readonly fix: number;
}

/** A scan to be remembered. */
export type NewScan = Omit<ScanRecord, 'id'>;

/** A fix to be remembered. */
export type NewFix = Omit<FixRecord, 'id' | 'balances'>;

/** How long a writer waits for another one. */
export const PATIENCE_MS = 10_000;
/** VTEX's own log goes no further back; of fixes older than this nothing can be checked or taken back. */
const DAYS_KEPT = 90;
/** Of a balance so many of the newest fixes keep what they expected. */
const FIXES_KEPT = 5;
const DAY = 86_400_000;

const SCAN_COLUMNS =
  'scanned_at, exported_at, exported_before, balances, negative, units_short, understated, units_withheld, overstated, units_phantom';
const FIX_COLUMNS = 'scan, written_at, exported_at, exported_before, format, path, undoes, balances';
const ROW_COLUMNS =
  'sku, warehouse, count, in_stock, reserved, acknowledged, early_write_offs, late_write_offs, last_update_at, reservations';

/** The scans, oldest first; the last one is that of the database. */
export function scanRecordsIn(db: Database.Database): ScanRecord[] {
  return db
    .prepare<[], ScanRecord>(
      `SELECT id, scanned_at AS scannedAt, exported_at AS exportedAt, exported_before AS exportedBefore, balances,
              negative, units_short AS unitsShort, understated, units_withheld AS unitsWithheld, overstated,
              units_phantom AS unitsPhantom
       FROM scan_record ORDER BY id`,
    )
    .all();
}

/** The fixes, oldest first. */
export function fixRecordsIn(db: Database.Database): FixRecord[] {
  return db
    .prepare<[], FixRecord>(
      `SELECT id, scan, written_at AS writtenAt, exported_at AS exportedAt, exported_before AS exportedBefore,
              format, path, undoes, balances
       FROM fix ORDER BY id`,
    )
    .all();
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

/** What one fix wrote, by SKU and warehouse; of old ones it may be forgotten. */
export function rowsOfFix(db: Database.Database, fix: number): RememberedBalance[] {
  return db
    .prepare<[number], StoredRow>(
      `SELECT fix, ${ROW_COLUMNS} FROM fix_row WHERE fix = ? ORDER BY sku, warehouse`,
    )
    .all(fix)
    .map(balanceOf);
}

/** Of each balance, what the newest fix wrote that was made from a scan before `scan`; by SKU and warehouse. */
export function newestFixedBalances(db: Database.Database, scan: number): RememberedBalance[] {
  return db
    .prepare<[number], StoredRow>(
      `SELECT r.fix, ${ROW_COLUMNS} FROM fix_row r
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
 * Remembers a fix, if what it is for succeeds: `write` runs before anything is final, and its error undoes it all.
 * @param rows walked once
 * @returns the fix's number
 * @throws UserError when the database cannot be written, or another scan has taken its place meanwhile
 */
export function rememberFix(
  database: string,
  fix: NewFix,
  rows: Iterable<FixedBalance>,
  write: () => void,
): number {
  const db = databaseToRemember(database);
  try {
    if (scanRecordsIn(db).at(-1)?.id !== fix.scan) {
      throw new UserError(...words().store.replaced);
    }
    const { lastInsertRowid } = db
      .prepare(`INSERT INTO fix (${FIX_COLUMNS}) VALUES (?, ?, ?, ?, ?, ?, ?, 0)`)
      .run(fix.scan, fix.writtenAt, fix.exportedAt, fix.exportedBefore, fix.format, fix.path, fix.undoes);
    const id = Number(lastInsertRowid);
    const insert = db.prepare(
      `INSERT INTO fix_row (fix, ${ROW_COLUMNS}) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`,
    );
    let balances = 0;
    for (const row of rows) {
      const reservations = row.reservations.map(
        ({ order, units, state, isTakenOff }): StoredReservation => [order, units, state, isTakenOff ? 1 : 0],
      );
      insert.run(
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
      );
      balances += 1;
    }
    db.prepare('UPDATE fix SET balances = ? WHERE id = ?').run(balances, id);
    write();
    db.exec('COMMIT');
    return id;
  } finally {
    // Whatever was not committed is gone with the connection.
    db.close();
  }
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
 * Holds a database so that nobody else writes to it; reading goes on. Closing the connection lets it go.
 * @throws UserError when another process holds it for long; the system's error when it cannot be written
 */
function lockedDatabase(path: string): Database.Database {
  for (;;) {
    const before = inodeOf(path);
    const db = new Database(path, { fileMustExist: true, timeout: PATIENCE_MS });
    try {
      db.exec('BEGIN IMMEDIATE');
    } catch (error) {
      db.close();
      if (!codeOf(error).startsWith('SQLITE_BUSY')) throw error;
      throw busyDatabase(path);
    }
    // Otherwise a scan has put another database there meanwhile.
    if (before !== null && inodeOf(path) === before) return db;
    db.close();
  }
}

/** The error for a database that another process writes to for long. */
export function busyDatabase(path: string): UserError {
  return new UserError(...words().store.busy(path));
}

function inodeOf(path: string): bigint | null {
  return statSync(path, { bigint: true, throwIfNoEntry: false })?.ino ?? null;
}

function codeOf(error: unknown): string {
  return error instanceof Error && 'code' in error ? String(error.code) : '';
}

function isReadOnly(error: unknown): boolean {
  const code = codeOf(error);
  return code.startsWith('SQLITE_READONLY') || code === 'SQLITE_CANTOPEN';
}

/** A database that is about to be replaced. */
export interface Replaced {
  /** What it remembers could not be read. */
  readonly isLost: boolean;
  /** Lets go of it, once the new one is in its place: until then nobody can add to it. */
  release(): void;
}

/**
 * Takes over what is remembered from the database that a new one is about to replace.
 * @param from its path; there may be none
 * @param now fixes long before it are forgotten but for their entry
 * @throws UserError when another process holds it for long
 */
export function carryOver(from: string, to: Database.Database, now: Moment): Replaced {
  if (identityOf(from).is !== 'ours') return { isLost: false, release: () => {} };
  let old: Database.Database | null = null;
  try {
    old = heldDatabase(from);
    copyRemembered(old, to, now);
    return { isLost: false, release: () => old?.close() };
  } catch (error) {
    old?.close();
    if (error instanceof UserError) throw error;
    return { isLost: true, release: () => {} };
  }
}

/** Locked, or where it cannot be written to by anybody, just open. */
function heldDatabase(path: string): Database.Database {
  try {
    return lockedDatabase(path);
  } catch (error) {
    if (!isReadOnly(error)) throw error;
    return new Database(path, { readonly: true, fileMustExist: true });
  }
}

function copyRemembered(from: Database.Database, to: Database.Database, now: Moment): void {
  const tables = from.prepare(
    "SELECT count(*) FROM sqlite_schema WHERE name IN ('scan_record', 'fix', 'fix_row')",
  );
  if (tables.pluck().get() !== 3) return;
  const copy = to.transaction(() => {
    copyRows(from, to, 'scan_record', `id, ${SCAN_COLUMNS}`, '');
    copyRows(from, to, 'fix', `id, ${FIX_COLUMNS}`, '');
    copyRows(
      from,
      to,
      'fix_row',
      `fix, ${ROW_COLUMNS}`,
      `WHERE fix IN (SELECT id FROM fix WHERE written_at > ${now - DAYS_KEPT * DAY})
         AND (SELECT count(*) FROM fix_row n
              WHERE n.sku = r.sku AND n.warehouse = r.warehouse AND n.fix > r.fix) < ${FIXES_KEPT}`,
    );
  });
  copy();
}

function copyRows(
  from: Database.Database,
  to: Database.Database,
  table: string,
  columns: string,
  where: string,
): void {
  const places = columns.replace(/[a-z_]+/g, '?');
  const insert = to.prepare(`INSERT INTO ${table} (${columns}) VALUES (${places})`);
  for (const row of from
    .prepare<[], unknown[]>(`SELECT ${columns} FROM ${table} r ${where}`)
    .raw()
    .iterate()) {
    insert.run(row);
  }
}

/** Adds a scan to those that are remembered. */
export function rememberScan(db: Database.Database, scan: NewScan): void {
  db.prepare(`INSERT INTO scan_record (${SCAN_COLUMNS}) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`).run(
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
  );
}
