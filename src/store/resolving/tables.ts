/** What several steps of putting the exports together do with the tables. */
import type { Database } from 'better-sqlite3';
import type { Said } from '../../words/said.js';
import type { TABLES_OF_ROWS } from '../schema.js';

export type TableOfRows = (typeof TABLES_OF_ROWS)[number];

export function hasRows(db: Database, table: TableOfRows): boolean {
  return db.prepare(`SELECT 1 FROM ${table} LIMIT 1`).get() !== undefined;
}

/** The lock of an order line `l`, known or as VTEX makes it; see table order_line. */
export const lockOf = (l: string): string => `iif(${l}.lock_id <> '', ${l}.lock_id, '00-' || ${l}.order_id)`;

/** Stops at the first row of a second file. */
export function spansFiles(db: Database, table: TableOfRows): boolean {
  const other = db.prepare(
    `SELECT 1 FROM ${table} WHERE file <> (SELECT file FROM ${table} LIMIT 1) LIMIT 1`,
  );
  return other.get() !== undefined;
}

/** Deletes the rows of a table that are listed (id, file) in temp.repeated, and counts them for their files. */
export function dropRepeated(db: Database, table: TableOfRows): void {
  db.exec(`
    DELETE FROM ${table} WHERE id IN (SELECT id FROM temp.repeated);
    UPDATE file SET duplicates = duplicates + repeated.count
    FROM (SELECT file, count(*) AS count FROM temp.repeated GROUP BY file) AS repeated
    WHERE repeated.file = file.id;
    DROP TABLE temp.repeated`);
}

/**
 * Deletes order lines, and counts those of them that are rows of a file, not what such a row was taken apart into.
 * Comes after `listOrderFiles`.
 * @param lines a query for the ids of the lines to go, with its values
 * @param countedAs why they go: another line tells the same, or none of the store's own
 * @returns how many lines went
 */
export function dropLines(
  db: Database,
  lines: string,
  countedAs: 'duplicates' | 'unneeded',
  values: Readonly<Record<string, number>> = {},
): number {
  db.exec('CREATE TEMP TABLE dropped (id INTEGER PRIMARY KEY, file INTEGER NOT NULL)');
  db.prepare(`INSERT INTO temp.dropped SELECT id, file FROM order_line WHERE id IN (${lines})`).run(values);
  db.exec(`
    UPDATE file SET kept = kept - gone.count, ${countedAs} = ${countedAs} + gone.count
    FROM (
      SELECT file, count(*) AS count FROM temp.dropped
      WHERE id <= (SELECT max(last_line) FROM temp.order_file) GROUP BY file
    ) AS gone
    WHERE gone.file = file.id`);
  const { changes } = db.prepare('DELETE FROM order_line WHERE id IN (SELECT id FROM temp.dropped)').run();
  db.exec('DROP TABLE temp.dropped');
  return changes;
}

/** Something odd about a row of a file (`rejected`: it cannot count), or, `line` null, about the file. */
export function addProblem(
  db: Database,
  file: number,
  line: number | null,
  code: string,
  message: Said,
  rejected: boolean,
): void {
  db.prepare('INSERT INTO problem VALUES (?, ?, ?, ?, ?)').run(
    file,
    line,
    code,
    JSON.stringify(message),
    rejected ? 1 : 0,
  );
}
