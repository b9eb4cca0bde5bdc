/** Holds a database while something is added to it, so that nobody replaces or changes it meanwhile. */
import { statSync } from 'node:fs';
import Database from 'better-sqlite3';
import { UserError } from '../errors.js';
import { words } from '../words/index.js';

/** How long a writer waits for another one. */
export const PATIENCE_MS = 10_000;

/**
 * Holds a database so that nobody else writes to it; reading goes on. Closing the connection lets it go.
 * @throws UserError when another process holds it for long; the system's error when it cannot be written
 */
export function lockedDatabase(path: string): Database.Database {
  for (;;) {
    const before = inodeOf(path);
    const db = new Database(path, { fileMustExist: true, timeout: PATIENCE_MS });
    try {
      db.exec('BEGIN IMMEDIATE');
    } catch (error) {
      db.close();
      if (!isBusy(error)) throw error;
      throw busyDatabase(path);
    }
    // Otherwise a scan has put another database there meanwhile.
    if (before !== null && inodeOf(path) === before) return db;
    db.close();
  }
}

/** Whether SQLite could not read or write because another process holds the database. */
export function isBusy(error: unknown): boolean {
  return codeOf(error).startsWith('SQLITE_BUSY');
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

export function isReadOnly(error: unknown): boolean {
  const code = codeOf(error);
  return code.startsWith('SQLITE_READONLY') || code === 'SQLITE_CANTOPEN';
}
