/**
 * One scan at a time writes to a database. Who does holds a lock file beside it, itself a small SQLite database:
 * the system frees its lock when the process ends, however it ends. Readers need no lock.
 */
import { closeSync, openSync, realpathSync, rmSync } from 'node:fs';
import { mkdir } from 'node:fs/promises';
import { resolve as absolute, basename, dirname, join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import Database from 'better-sqlite3';
import { UserError } from '../errors.js';
import type { Moment } from '../ledger/records.js';
import { words } from '../words/index.js';
import { unwritableDatabase } from './identity.js';

/** How long a second scan waits for the first, in milliseconds. */
const PATIENCE = 30_000;
const PAUSE = 100;

/** The process that holds a lock. */
export interface Holder {
  readonly process: number;
  readonly since: Moment;
}

/**
 * Waits until no other scan writes to the database.
 * @param onWait called once where another scan holds it; null where it cannot be told which
 * @param patience milliseconds
 * @returns frees the lock again; harmless when called twice
 * @throws UserError when another scan still holds it after that time, or where no file can be made beside the
 * database; SQLite's error when that cannot be written
 */
export async function lockedForScan(
  path: string,
  onWait: (holder: Holder | null) => void,
  patience = PATIENCE,
): Promise<() => void> {
  const target = targetOf(path);
  const file = `${target}.lock`;
  const until = performance.now() + patience;
  for (let isFirst = true; ; isFirst = false) {
    const lock = await taken(file).catch((error: unknown) => {
      throw unwritableDatabase(path, error) ?? error;
    });
    if (lock !== null) return lock;
    const holder = holderOf(file);
    if (isFirst) onWait(holder);
    if (performance.now() >= until) throw heldError(path, holder);
    await sleep(PAUSE);
  }
}

/** The lock, where nobody holds it; else null. */
async function taken(file: string): Promise<(() => void) | null> {
  await mkdir(dirname(file), { recursive: true, mode: 0o700 });
  created(file);
  const db = new Database(file, { timeout: 0 });
  let isOurs = false;
  try {
    // It need not outlast a power cut: no process does.
    db.pragma('journal_mode = MEMORY');
    db.pragma('synchronous = OFF');
    db.exec('BEGIN EXCLUSIVE');
    isOurs = true;
    db.exec('CREATE TABLE IF NOT EXISTS holder (process INTEGER, since INTEGER)');
    db.exec('DELETE FROM holder');
    db.prepare('INSERT INTO holder VALUES (?, ?)').run(process.pid, Date.now());
    // Others may read who it is; nobody else may write.
    db.exec('COMMIT');
    isOurs = false;
    db.exec('BEGIN IMMEDIATE');
    // Whoever held it before may have removed the very file that was opened here.
    if (holderOf(file)?.process !== process.pid) {
      db.close();
      return null;
    }
  } catch (error) {
    const code = error instanceof Error && 'code' in error ? String(error.code) : '';
    // Of a process that was killed while it made it.
    const isBroken = /^SQLITE_(NOTADB|CORRUPT)/.test(code);
    if (isOurs || isBroken) removed(file);
    db.close();
    if (!isBroken && !/^SQLITE_(BUSY|LOCKED|READONLY_DBMOVED)/.test(code)) throw error;
    return null;
  }
  let isHeld = true;
  return () => {
    if (!isHeld) return;
    isHeld = false;
    removed(file);
    db.close();
    // Windows keeps a file that is open.
    if (process.platform === 'win32') removed(file);
  };
}

/** Makes the file for its owner alone. One that is there is not touched: to close it would free a lock of this process. */
function created(file: string): void {
  try {
    closeSync(openSync(file, 'wx', 0o600));
  } catch (error) {
    if (!(error instanceof Error && 'code' in error && error.code === 'EEXIST')) throw error;
  }
}

function removed(file: string): void {
  try {
    rmSync(file, { force: true });
  } catch {
    // It is taken up again by the next scan.
  }
}

function holderOf(file: string): Holder | null {
  try {
    const db = new Database(file, { readonly: true, fileMustExist: true, timeout: 0 });
    try {
      return db.prepare<[], Holder>('SELECT process, since FROM holder').get() ?? null;
    } finally {
      db.close();
    }
  } catch {
    return null;
  }
}

function heldError(path: string, holder: Holder | null): UserError {
  return new UserError(...words().store.held(path, holder));
}

/** The file itself, where a link leads to it. */
function targetOf(path: string): string {
  try {
    return realpathSync(path);
  } catch {
    const whole = absolute(path);
    try {
      return join(realpathSync(dirname(whole)), basename(whole));
    } catch {
      return whole;
    }
  }
}
