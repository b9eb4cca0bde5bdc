/**
 * Accounts for every row of every file: each row that was read is kept, stands elsewhere too, tells nothing that
 * is needed, or was rejected. Rows that are in none of these, or in two, are a fault of invfix.
 */
import type { Database } from 'better-sqlite3';
import type { ExportKind, FileReport } from '../exports/kinds.js';
import type { RowKind } from './loading/columns.js';

/** The records that the rows of a kind become: one each. Whatever else a row tells is not counted. */
const RECORDS: Readonly<Record<ExportKind, readonly RowKind[]>> = {
  inventory: ['inventory'],
  orders: ['order'],
  updates: ['update', 'event'],
  feed: ['statusChange'],
  reservations: ['reservation'],
  counts: ['count'],
  'trade-policies': ['tradePolicies'],
  kits: ['kit'],
};

/** What was stored of one part of a file while it was read. */
export interface StoredRows {
  readonly records: ReadonlyMap<RowKind, number>;
  readonly rejected: number;
  readonly unneeded: number;
}

/**
 * Compares what the reading of a part reports with what was stored of it.
 * @throws Error when they differ: a row was lost on its way, or came twice
 */
export function checkLoaded(report: FileReport, stored: StoredRows): void {
  const kinds = report.kind === null ? [] : RECORDS[report.kind];
  const records = kinds.reduce((sum, kind) => sum + (stored.records.get(kind) ?? 0), 0);
  if (report.rows === records + stored.unneeded + report.rejected && report.rejected === stored.rejected)
    return;
  throw new Error(
    `the rows of "${report.path}" do not add up: ${report.rows} read, ${records} stored, ${stored.unneeded} not needed, ${report.rejected} rejected (${stored.rejected} told)`,
  );
}

/** The tables whose rows stand for the rows of the files as they are, by the kind of those files. */
const TABLES = {
  inventory_row: 'inventory',
  order_line: 'orders',
  inventory_update: 'updates',
  event: 'updates',
  status_change: 'feed',
  reservation: 'reservations',
  physical_count: 'counts',
  trade_policies: 'trade-policies',
  kit: 'kits',
} as const satisfies Record<string, ExportKind>;
type TableOfAccounts = keyof typeof TABLES;

/** How many of its kind's records came of a part, of the sort that stands first; see table file. */
export function storedOf({ kind }: FileReport, records: StoredRows['records']): number {
  const [sort] = kind === null ? [] : RECORDS[kind];
  return sort === undefined ? 0 : (records.get(sort) ?? 0);
}

/** Whether a table holds as many rows as were stored of the files of its kind: none has gone since. */
function isWhole(db: Database, table: Exclude<TableOfAccounts, 'event'>): boolean {
  const row = db
    .prepare<[string], { held: number; stored: number }>(
      `SELECT (SELECT count(*) FROM ${table}) AS held,
         (SELECT coalesce(sum(stored), 0) FROM file WHERE kind = ?) AS stored`,
    )
    .get(TABLES[table]);
  return row !== undefined && row.held === row.stored;
}

/** Counts for each file what a table holds of it. Comes when repeated rows are gone, and before rows are derived. */
export function countKept(db: Database, table: TableOfAccounts): void {
  if (table !== 'event' && isWhole(db, table)) {
    // Spares sorting all rows by their files.
    db.prepare('UPDATE file SET kept = kept + stored WHERE kind = ?').run(TABLES[table]);
    return;
  }
  db.prepare(
    `UPDATE file SET kept = kept + stored.count
     FROM (SELECT file, count(*) AS count FROM ${table} GROUP BY file) AS stored
     WHERE stored.file = file.id AND file.kind = ?`,
  ).run(TABLES[table]);
}

/** The last table of each kind that nothing derives rows of. */
const PLAIN = ['status_change', 'physical_count', 'trade_policies', 'kit'] as const;

/**
 * Ends the accounts, once all exports are put together.
 * @throws Error naming the first file whose rows do not add up
 */
export function checkAccounts(db: Database): void {
  for (const table of PLAIN) countKept(db, table);
  const wrong = db
    .prepare<
      [],
      { path: string; rows: number; kept: number; duplicates: number; unneeded: number; rejected: number }
    >(
      `SELECT path, rows, kept, duplicates, unneeded, rejected FROM file
       WHERE rows <> kept + duplicates + unneeded + rejected ORDER BY place, id LIMIT 1`,
    )
    .get();
  if (wrong === undefined) return;
  const { path, rows, kept, duplicates, unneeded, rejected } = wrong;
  throw new Error(
    `the rows of "${path}" do not add up: ${rows} read, ${kept} kept, ${duplicates} also elsewhere, ${unneeded} not needed, ${rejected} rejected`,
  );
}
