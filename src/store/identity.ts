/** Tells whose a database file is, and of which version, from its first bytes: nothing is opened or changed. */
import { closeSync, openSync, readSync, realpathSync, statSync } from 'node:fs';
import { basename } from 'node:path';
import { UserError } from '../errors.js';
import { words } from '../words/index.js';

/** "invf": marks a SQLite file as invfix's. */
export const APPLICATION_ID = 0x696e7666;

/** Raised whenever the tables, or what is stored in them as JSON, change; an older database is rebuilt by the next scan. */
export const SCHEMA_VERSION = 11;

/** What stands at a path: nothing (or an empty file), another program's file, or a database of invfix. */
export type Identity =
  | { readonly is: 'nothing' }
  | { readonly is: 'foreign' }
  | { readonly is: 'ours'; readonly version: number };

// https://www.sqlite.org/fileformat2.html#the_database_header
const MAGIC = 'SQLite format 3\0';
const USER_VERSION_AT = 60;
const APPLICATION_ID_AT = 68;
const HEADER_SIZE = 100;

/** @throws UserError when the path is a folder, or cannot be read */
export function identityOf(path: string): Identity {
  const header = Buffer.alloc(HEADER_SIZE);
  let length = 0;
  try {
    if (statSync(path).isDirectory()) {
      throw new UserError(...words().store.folder(path));
    }
    const file = openSync(path, 'r');
    try {
      length = readSync(file, header, 0, HEADER_SIZE, 0);
    } finally {
      closeSync(file);
    }
  } catch (error) {
    if (error instanceof UserError) throw error;
    const code = error instanceof Error && 'code' in error ? error.code : null;
    if (code === 'ENOENT' || code === 'ENOTDIR') return { is: 'nothing' };
    throw new UserError(...words().store.unreadable(path, String(code)));
  }
  if (length === 0) return { is: 'nothing' };
  const isOurs =
    length === HEADER_SIZE &&
    header.toString('latin1', 0, MAGIC.length) === MAGIC &&
    header.readUInt32BE(APPLICATION_ID_AT) === APPLICATION_ID;
  return isOurs ? { is: 'ours', version: header.readUInt32BE(USER_VERSION_AT) } : { is: 'foreign' };
}

/** The error for a database that a later invfix wrote. */
export function newerDatabase(path: string, version: number): UserError {
  return new UserError(...words().store.newer({ path, version, known: SCHEMA_VERSION }));
}

/**
 * The error for a database that the system does not let invfix write.
 * @returns null for an error that is not the system's
 */
export function unwritableDatabase(path: string, error: unknown): UserError | null {
  if (!(error instanceof Error && 'syscall' in error && 'code' in error)) return null;
  return new UserError(...words().store.unwritable(path, String(error.code)));
}

/** What programs that write to a SQLite database keep beside it. */
export const SIDE_FILES = ['-wal', '-shm', '-journal'] as const;

/**
 * The name of a file beside a database that holds changes to it. A scan puts its database in place whole, and
 * leaves none: another program has written to it, and was stopped, or still does.
 */
export function sideFileOf(path: string): string | null {
  const database = realpathSync(path);
  for (const ending of ['-wal', '-journal'] as const) {
    if ((statSync(database + ending, { throwIfNoEntry: false })?.size ?? 0) > 0)
      return basename(database) + ending;
  }
  return null;
}
