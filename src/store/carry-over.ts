/**
 * Publishing a scan takes over what is remembered from the database that the new one replaces. What is damaged there
 * is left out, and told: it must not keep a new scan from being made.
 */
import Database from 'better-sqlite3';
import { UserError } from '../errors.js';
import type { Moment } from '../ledger/records.js';
import { checksumOf } from './checksum.js';
import { isReadOnly, lockedDatabase } from './held.js';
import { identityOf } from './identity.js';
import {
  FIX_COLUMNS,
  ROW_COLUMNS,
  replaceEntry,
  rowAdder,
  SCAN_COLUMNS,
  type StoredValue,
} from './remembered.js';
import { copyUnplaced } from './unplaced.js';

/** VTEX's own log goes no further back; of fixes older than this nothing can be checked or taken back. */
const DAYS_KEPT = 90;
/** Of a balance so many of the newest fixes keep what they expected. */
const FIXES_KEPT = 5;
const DAY = 86_400_000;

/** What was remembered, and could not be taken over because it was damaged. */
export interface Lost {
  /** Nothing could be read. */
  readonly isAll: boolean;
  readonly scans: number;
  /** Their numbers, as far as those are what they were. */
  readonly fixes: readonly number[];
  /** Of fixes that were taken over, how many balances were not. */
  readonly balances: readonly { readonly fix: number; readonly balances: number }[];
}

const NOTHING_LOST: Lost = { isAll: false, scans: 0, fixes: [], balances: [] };

/** A database that is about to be replaced. */
export interface Replaced {
  readonly lost: Lost;
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
  if (identityOf(from).is !== 'ours') return { lost: NOTHING_LOST, release: () => {} };
  let old: Database.Database | null = null;
  try {
    old = heldDatabase(from);
    const lost = copyRemembered(old, to, now);
    return { lost, release: () => old?.close() };
  } catch (error) {
    old?.close();
    if (error instanceof UserError) throw error;
    return { lost: { ...NOTHING_LOST, isAll: true }, release: () => {} };
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

function copyRemembered(from: Database.Database, to: Database.Database, now: Moment): Lost {
  const tables = from.prepare(
    "SELECT count(*) FROM sqlite_schema WHERE name IN ('scan_record', 'fix', 'fix_row')",
  );
  if (tables.pluck().get() !== 3) return NOTHING_LOST;
  return to.transaction(() => {
    const scans = wholeRows(from, 'scan_record', SCAN_COLUMNS);
    const addScan = rowAdder(to, 'scan_record', SCAN_COLUMNS);
    for (const row of scans.whole) addScan(row);
    const fixes = wholeRows(from, 'fix', FIX_COLUMNS);
    const addFix = rowAdder(to, 'fix', FIX_COLUMNS);
    for (const row of fixes.whole) addFix(row);
    copyUnplaced(from, to);
    return {
      isAll: false,
      scans: scans.damaged.length,
      fixes: fixes.damaged.map(([id]) => Number(id)),
      balances: copyBalances(from, to, fixes.whole, now),
    };
  })();
}

/** The rows of a table that are what was stored, and the others. Before version 9 they had no checksum. */
function wholeRows(
  from: Database.Database,
  table: 'scan_record' | 'fix',
  columns: string,
): { whole: readonly StoredValue[][]; damaged: readonly StoredValue[][] } {
  const isChecked = hasChecksums(from);
  // What was not counted before version 9 is counted now.
  const said = isChecked ? columns : columns.replace('kept, damaged', '0, 0');
  const rows = from
    .prepare<[], StoredValue[]>(`SELECT ${said}${isChecked ? ', checksum' : ''} FROM ${table}`)
    .raw()
    .all();
  if (!isChecked) return { whole: rows, damaged: [] };
  const whole: StoredValue[][] = [];
  const damaged: StoredValue[][] = [];
  for (const row of rows) (isWhole(row) ? whole : damaged).push(row.slice(0, -1));
  return { whole, damaged };
}

/** Copies what fixes wrote, and counts for each what is there now and what was damaged. */
function copyBalances(
  from: Database.Database,
  to: Database.Database,
  fixes: readonly StoredValue[][],
  now: Moment,
): Lost['balances'] {
  const isChecked = hasChecksums(from);
  const found = new Map(fixes.map(([id]) => [id, { copied: 0, whole: 0 }]));
  const add = rowAdder(to, 'fix_row', ROW_COLUMNS);
  const rows = from
    .prepare<[], StoredValue[]>(
      `SELECT fix IN (SELECT id FROM fix WHERE written_at > ${now - DAYS_KEPT * DAY})
           AND (SELECT count(*) FROM fix_row n
                WHERE n.sku = r.sku AND n.warehouse = r.warehouse AND n.fix > r.fix) < ${FIXES_KEPT},
         ${ROW_COLUMNS}${isChecked ? ', checksum' : ''} FROM fix_row r`,
    )
    .raw()
    .iterate();
  for (const [isKept, ...row] of rows) {
    const fix = found.get(row[0] ?? null);
    if (fix === undefined || (isChecked && !isWhole(row))) continue;
    fix.whole += 1;
    if (isKept !== 1) continue;
    add(isChecked ? row.slice(0, -1) : row);
    fix.copied += 1;
  }
  return fixes.flatMap((entry) => {
    const [kept, damaged] = entry.slice(-2).map(Number);
    const { copied, whole } = found.get(entry[0] ?? null) ?? { copied: 0, whole: 0 };
    const lost = isChecked ? Math.max(0, (kept ?? 0) - whole) : 0;
    replaceEntry(to, [...entry.slice(0, -2), copied, (damaged ?? 0) + lost]);
    return lost === 0 ? [] : [{ fix: Number(entry[0]), balances: lost }];
  });
}

/** A row whose last column is the checksum of the others. */
function isWhole(row: readonly StoredValue[]): boolean {
  return checksumOf(row.slice(0, -1)) === row.at(-1);
}

function hasChecksums(db: Database.Database): boolean {
  return db.prepare("SELECT 1 FROM pragma_table_info('fix_row') WHERE name = 'checksum'").get() !== undefined;
}
