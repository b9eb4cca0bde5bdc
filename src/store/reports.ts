/** Reads what a scan reports of its files, and the facts about the whole, from a database loaded or published. */
import type { Database } from 'better-sqlite3';
import type { ExportKind, FileReport, Problem } from '../exports/kinds.js';
import type { Moment } from '../ledger/records.js';
import { phaseOf } from '../ledger/statuses.js';
import { type Said, saidIn } from '../words/said.js';
import { checksumOf, damagedDatabase } from './checksum.js';

/** One rejected row. */
export interface RejectedRow {
  readonly file: string;
  readonly line: number | null;
  readonly code: string;
  readonly message: Said;
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
  readonly reservations: number;
  /** Entries of the orders feed. */
  readonly statusChanges: number;
  /** Rows of physical counts. */
  readonly countsTaken: number;
}

/** The period that the records of one kind cover together. */
export interface Period {
  readonly kind: ExportKind;
  /** Files with dates, the parts of one counted each. */
  readonly files: number;
  /** The first and last date of its records. */
  readonly from: Moment;
  readonly to: Moment;
}

interface FileRow {
  path: string;
  kind: FileReport['kind'];
  rows: number;
  rejected: number;
  duplicates: number;
  kept: number;
  unneeded: number;
  status: FileReport['status'];
  reason: string | null;
  exported_at: number | null;
  exported_at_source: FileReport['exportedAtSource'];
  modified_at: number;
  from_at: number | null;
  to_at: number | null;
}

export function filesIn(db: Database): FileReport[] {
  const rows = db.prepare<[], FileRow>('SELECT * FROM file ORDER BY place, id').all();
  return rows.map((row) => ({
    path: row.path,
    kind: row.kind,
    rows: row.rows,
    rejected: row.rejected,
    duplicates: row.duplicates,
    kept: row.kept,
    unneeded: row.unneeded,
    status: row.status,
    reason: row.reason === null ? null : saidIn(row.reason),
    exportedAt: row.exported_at,
    exportedAtSource: row.exported_at_source,
    modifiedAt: row.modified_at,
    from: row.from_at,
    to: row.to_at,
  }));
}

/** As it stands in the database: what it says as JSON. */
type Stored<Row extends { readonly message: Said }> = Omit<Row, 'message'> & { readonly message: string };

function withMessage<Row extends { readonly message: string }>(
  row: Row,
): Omit<Row, 'message'> & { message: Said } {
  return { ...row, message: saidIn(row.message) };
}

/** One a file and code, with the first one's line and message. */
export function problemsIn(db: Database, limit = -1): Problem[] {
  return db
    .prepare<[number], Stored<Problem>>(
      `SELECT p.code, count(*) AS count, p.message, f.path AS file, min(p.line) AS line
       FROM problem p JOIN file f ON f.id = p.file
       GROUP BY p.file, p.code
       ORDER BY f.place, p.file, min(p.line), p.code
       LIMIT ?`,
    )
    .all(limit)
    .map(withMessage);
}

/** Every rejected row, and everything odd about rows and files that count all the same. */
export function problemRowsIn(db: Database): RejectedRow[] {
  return db
    .prepare<[], Stored<RejectedRow>>(
      `SELECT f.path AS file, p.line, p.code, p.message
       FROM problem p JOIN file f ON f.id = p.file
       ORDER BY f.place, p.file, p.line, p.code`,
    )
    .all()
    .map(withMessage);
}

export function rejectedRowsIn(db: Database, limit = -1): RejectedRow[] {
  return db
    .prepare<[number], Stored<RejectedRow>>(
      `SELECT f.path AS file, p.line, p.code, p.message
       FROM problem p JOIN file f ON f.id = p.file
       WHERE p.rejected = 1
       ORDER BY f.place, p.file, p.line, p.code
       LIMIT ?`,
    )
    .all(limit)
    .map(withMessage);
}

/** Most lines first. Looks at every line: a scan asks once. */
export function unknownStatusesIn(db: Database): UnknownStatus[] {
  const unknown = db
    .prepare<[], { id: number; text: string }>(
      "SELECT id, text FROM word WHERE id IN (SELECT word FROM word_of_column WHERE name = 'order_line.status')",
    )
    .all()
    .filter(({ text }) => phaseOf(text) === 'unknown');
  if (unknown.length === 0) return [];
  return db
    .prepare<[string], UnknownStatus>(
      `SELECT w.text AS status, l.lines
       FROM (
         SELECT status, count(*) AS lines FROM order_line
         WHERE status IN (SELECT value FROM json_each(?)) GROUP BY status
       ) AS l JOIN word w ON w.id = l.status
       ORDER BY l.lines DESC, w.text`,
    )
    .all(JSON.stringify(unknown.map(({ id }) => id)));
}

/**
 * Looks at every row: a scan asks once.
 * @param orders how many orders there are, where that is known
 */
export function countsIn(db: Database, orders: number | null): Counts {
  const counts = db
    .prepare<[number | null], Counts>(
      `SELECT (SELECT count(*) FROM balance) AS balances,
         (SELECT count(*) FROM order_line) AS lines,
         coalesce(?, (SELECT count(*) FROM (SELECT 1 FROM order_line GROUP BY order_id))) AS orders,
         (SELECT count(*) FROM inventory_update) AS updates,
         (SELECT count(*) FROM snapshot) AS snapshots,
         (SELECT count(*) FROM reservation) AS reservations,
         (SELECT count(*) FROM status_change) AS statusChanges,
         (SELECT count(*) FROM physical_count) AS countsTaken`,
    )
    .get(orders);
  if (counts === undefined) throw new Error('a query for counts gave no row');
  return counts;
}

/** Kinds whose records have no dates are left out. */
export function periodsIn(db: Database): Period[] {
  return db
    .prepare<[], Period>(
      `SELECT kind, count(*) AS files, min(from_at) AS "from", max(to_at) AS "to"
       FROM file WHERE kind IS NOT NULL AND from_at IS NOT NULL
       GROUP BY kind ORDER BY min(place), min(id)`,
    )
    .all();
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

/**
 * A fact stored as JSON.
 * @throws UserError when it is not as it was stored
 */
export function factIn<Fact>(db: Database, name: string): Fact | null {
  const row = db
    .prepare<[string], { value: string; checksum: number }>('SELECT value, checksum FROM fact WHERE name = ?')
    .get(name);
  if (row === undefined) return null;
  if (checksumOf([name, row.value]) !== row.checksum) throw damagedDatabase(db.name);
  return JSON.parse(row.value) as Fact;
}

/** Stores a fact as JSON. */
export function saveFact(db: Database, name: string, fact: unknown): void {
  const value = JSON.stringify(fact);
  db.prepare('INSERT OR REPLACE INTO fact VALUES (?, ?, ?)').run(name, value, checksumOf([name, value]));
}
