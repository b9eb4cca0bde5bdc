/**
 * Fixes whose files are not known to be in their places. A fix is remembered first, with where its files are, whole,
 * under other names; then they are put in their places. Of a process that was killed between, the next command
 * finishes the work.
 */
import { resolve } from 'node:path';
import Database from 'better-sqlite3';
import type { UnplacedFile } from '../fixes/index.js';
import { checksumOf } from './checksum.js';
import { isReadOnly, lockedDatabase } from './held.js';
import { identityOf, SCHEMA_VERSION } from './identity.js';

export const UNPLACED_TABLE = `
-- Files of a fix, in the order in which they are put in their places; gone once they are there.
CREATE TABLE unplaced_file (
  fix INTEGER NOT NULL REFERENCES fix,
  temporary TEXT NOT NULL,
  target TEXT NOT NULL,
  replaces INTEGER NOT NULL,
  -- Of all the others, in their order.
  checksum INTEGER NOT NULL
) STRICT;
`;

type StoredFile = readonly [fix: number, temporary: string, target: string, replaces: number];

/** A fix that a process was about to write when it was killed, and what became of it. */
export interface FinishedFix {
  readonly fix: number;
  /** Its files; in their places, or gone, and the fix is remembered no more. */
  readonly files: readonly string[];
  readonly isPlaced: boolean;
}

/** Notes where the files of a fix are, until `forgetUnplaced`. */
export function addUnplaced(db: Database.Database, fix: number, files: readonly UnplacedFile[]): void {
  for (const { temporary, target, replaces } of files)
    addRow(db, [fix, resolve(temporary), resolve(target), replaces ? 1 : 0]);
}

export function forgetUnplaced(db: Database.Database, fix: number): void {
  db.prepare('DELETE FROM unplaced_file WHERE fix = ?').run(fix);
}

/** Forgets a fix that was not written. */
export function forgetFix(db: Database.Database, fix: number): void {
  forgetUnplaced(db, fix);
  db.prepare('DELETE FROM fix_row WHERE fix = ?').run(fix);
  db.prepare('DELETE FROM fix WHERE id = ?').run(fix);
}

/** Takes over what another process is about to put in its place, into the database that replaces its own. */
export function copyUnplaced(from: Database.Database, to: Database.Database): void {
  if (!hasUnplaced(from)) return;
  const isKnown = to.prepare<[number], 1>('SELECT 1 FROM fix WHERE id = ?').pluck();
  for (const row of unplacedIn(from)) if (isKnown.get(row[0]) === 1) addRow(to, row);
}

/**
 * Finishes the fixes that killed processes have left.
 * @param finish puts files in their places: whether they are there; null while another process is at it
 * @returns those that were finished, oldest first
 * @throws UserError when another process holds the database for long
 */
export function finishFixes(
  database: string,
  finish: (files: readonly UnplacedFile[]) => boolean | null,
): FinishedFix[] {
  if (!isAnyUnplaced(database)) return [];
  let db: Database.Database;
  try {
    db = lockedDatabase(database);
  } catch (error) {
    // It stays as it is: where it cannot be written, nothing is to be written.
    if (isReadOnly(error)) return [];
    throw error;
  }
  try {
    const finished: FinishedFix[] = [];
    const rows = unplacedIn(db);
    for (const fix of [...new Set(rows.map(([id]) => id))].sort((a, b) => a - b)) {
      const files = rows
        .filter(([id]) => id === fix)
        .map(([, temporary, target, replaces]) => ({ temporary, target, replaces: replaces === 1 }));
      const isPlaced = finish(files);
      if (isPlaced === null) continue;
      if (isPlaced) forgetUnplaced(db, fix);
      else forgetFix(db, fix);
      finished.push({ fix, files: files.map(({ target }) => target).toReversed(), isPlaced });
    }
    db.exec('COMMIT');
    return finished;
  } finally {
    db.close();
  }
}

/** Whatever is wrong with the database is told by what reads the rest of it. */
function isAnyUnplaced(database: string): boolean {
  const identity = identityOf(database);
  if (identity.is !== 'ours' || identity.version !== SCHEMA_VERSION) return false;
  try {
    const db = new Database(database, { readonly: true, fileMustExist: true });
    try {
      return unplacedIn(db).length > 0;
    } finally {
      db.close();
    }
  } catch {
    return false;
  }
}

function hasUnplaced(db: Database.Database): boolean {
  return db.prepare("SELECT 1 FROM sqlite_schema WHERE name = 'unplaced_file'").get() !== undefined;
}

/** Those that are as they were stored: by a damaged path nothing is moved. */
function unplacedIn(db: Database.Database): StoredFile[] {
  return db
    .prepare<[], [...StoredFile, number]>(
      'SELECT fix, temporary, target, replaces, checksum FROM unplaced_file ORDER BY rowid',
    )
    .raw()
    .all()
    .filter(
      ([fix, temporary, target, replaces, checksum]) =>
        checksumOf([fix, temporary, target, replaces]) === checksum,
    )
    .map(([fix, temporary, target, replaces]) => [fix, temporary, target, replaces]);
}

function addRow(db: Database.Database, row: StoredFile): void {
  db.prepare(
    'INSERT INTO unplaced_file (fix, temporary, target, replaces, checksum) VALUES (?, ?, ?, ?, ?)',
  ).run(...row, checksumOf(row));
}
