/**
 * The rows of all exports as they were read, kept beside the database: the next scan goes on from them, and reads
 * only the files that have changed since. They are worth the room only where reading takes long.
 */
import { constants, copyFileSync, renameSync, rmSync, statSync } from 'node:fs';
import type { Database } from 'better-sqlite3';
import { TABLES_OF_ROWS } from './schema.js';
import { hashOf, type Source } from './sources.js';

/** Where the rows of a database stand. */
export const rowsOf = (database: string): string => `${database}.rows`;

/** A file that was read, with its place among all that are scanned now. */
export interface PlacedSource {
  readonly source: Source;
  readonly place: number;
}

/** What a database says of the rows kept beside it. */
export interface KeptRows {
  readonly size: number;
  /** SHA-256: rows that are damaged are not gone on from. */
  readonly hash: string;
}

/** Copies a database whose rows have all been read and not yet been put together. */
export async function copyOfRows(database: string): Promise<KeptRows> {
  const copy = rowsOf(database);
  copyFileSync(database, copy, constants.COPYFILE_FICLONE);
  return { size: statSync(copy).size, hash: await hashOf(copy) };
}

/** Begins a database from the rows kept beside another one; false where they are not what that one says. */
export async function restoredRows(from: string, kept: KeptRows, to: string): Promise<boolean> {
  const rows = rowsOf(from);
  if (statSync(rows, { throwIfNoEntry: false })?.size !== kept.size) return false;
  // The copy is looked at, not what it was made of: another scan may put its own rows there meanwhile.
  copyFileSync(rows, to, constants.COPYFILE_FICLONE);
  return (await hashOf(to).catch(() => null)) === kept.hash;
}

/** Puts the rows of a new database in the place of those of the one it replaces. */
export function publishRows(temporary: string, database: string, isKept: boolean): void {
  if (isKept) renameSync(rowsOf(temporary), rowsOf(database));
  else rmSync(rowsOf(database), { force: true });
}

/** Codes are kept though their files go; beyond so many for each SKU all is read again. */
const MOST_CODES_A_SKU = 2;
const FEW_CODES = 100_000;

/** Whether rows that have been gone on from many times hold too much that is no longer so. */
export function areWornOut(db: Database): boolean {
  const counts = db
    .prepare<[], { codes: number; skus: number }>(
      'SELECT (SELECT count(*) FROM reference_code) AS codes, (SELECT count(*) FROM sku) AS skus',
    )
    .get();
  return counts === undefined || counts.codes > MOST_CODES_A_SKU * counts.skus + FEW_CODES;
}

/**
 * Leaves only the rows of some sources, each at its place among all files. The SKUs that nothing tells of any more
 * go too; reference codes stay, by which a SKU may still be asked for.
 */
export function keepOnly(db: Database, kept: readonly PlacedSource[]): void {
  db.exec('CREATE TEMP TABLE kept_source (path TEXT PRIMARY KEY, place INTEGER NOT NULL)');
  const insert = db.prepare('INSERT INTO temp.kept_source VALUES (?, ?)');
  for (const { source, place } of kept) insert.run(source.path, place);
  db.exec(`
    CREATE TEMP TABLE gone AS SELECT id FROM file WHERE source NOT IN (SELECT path FROM temp.kept_source);
    CREATE TEMP TABLE doubtful (sku INTEGER PRIMARY KEY)`);
  for (const [table, column] of SKUS_OF_ROWS)
    db.exec(`
      INSERT OR IGNORE INTO temp.doubtful
      SELECT ${column} FROM ${table} WHERE file IN (SELECT id FROM temp.gone) AND ${column} IS NOT NULL`);
  for (const table of TABLES_OF_ROWS)
    db.exec(`DELETE FROM ${table} WHERE file IN (SELECT id FROM temp.gone)`);
  for (const [table, column] of SKUS_OF_ROWS)
    db.exec(`DELETE FROM temp.doubtful WHERE sku IN (SELECT ${column} FROM ${table})`);
  db.exec(`
    DELETE FROM sku WHERE id IN (SELECT sku FROM temp.doubtful);
    DELETE FROM reference_code WHERE sku IN (SELECT sku FROM temp.doubtful);
    DELETE FROM file WHERE id IN (SELECT id FROM temp.gone);
    UPDATE file SET place = k.place FROM temp.kept_source k WHERE k.path = file.source;
    DROP TABLE temp.kept_source; DROP TABLE temp.gone; DROP TABLE temp.doubtful`);
}

const SKUS_OF_ROWS = [
  ['inventory_row', 'sku'],
  ['order_line', 'sku'],
  ['order_line', 'kit'],
  ['inventory_update', 'sku'],
  ['event', 'sku'],
  ['reservation', 'sku'],
  ['reservation', 'kit'],
  ['physical_count', 'sku'],
  ['trade_policies', 'sku'],
  ['kit', 'sku'],
  ['kit', 'kit'],
] as const;
