/** Whether a database is what a scan has written, looked at from end to end. */
import { realpathSync, statSync } from 'node:fs';
import Database from 'better-sqlite3';
import { UserError } from '../errors.js';
import { DamagedDatabase } from './checksum.js';
import { busyDatabase, isBusy } from './held.js';
import { identityOf, SCHEMA_VERSION } from './identity.js';
import { type ScanInfo, Store } from './store.js';

export type DatabaseHealth =
  | { readonly is: 'missing' }
  | { readonly is: 'foreign' }
  | { readonly is: 'newer' | 'older'; readonly version: number }
  | {
      readonly is: 'damaged';
      /** What was noticed, in SQLite's words or ours. */
      readonly what: string;
      /** Where its exports were, as far as that can still be read. */
      readonly paths: readonly string[];
    }
  | {
      readonly is: 'healthy';
      readonly bytes: number;
      readonly scan: ScanInfo;
      /** Others than its owner may read it. */
      readonly isOpenToOthers: boolean;
    };

/** @throws UserError when the file cannot be read at all */
export function healthOf(path: string): DatabaseHealth {
  const identity = identityOf(path);
  if (identity.is === 'nothing') return { is: 'missing' };
  if (identity.is === 'foreign') return { is: 'foreign' };
  if (identity.version > SCHEMA_VERSION) return { is: 'newer', version: identity.version };
  if (identity.version < SCHEMA_VERSION) return { is: 'older', version: identity.version };
  try {
    const damage = damageOf(path);
    if (damage !== null) return { is: 'damaged', what: damage, paths: pathsIn(path) };
    const { mode, size } = statSync(path);
    const store = Store.open(path);
    try {
      // Whatever a command may ask for is read once.
      for (const _ of store.diagnoses());
      store.newestFixedBalances(Number.MAX_SAFE_INTEGER);
      store.scanRecords();
      store.summary();
      store.habits();
      store.coverage();
      store.files();
      const isOpenToOthers = process.platform !== 'win32' && (mode & 0o077) !== 0;
      return { is: 'healthy', bytes: size, scan: store.scan(), isOpenToOthers };
    } finally {
      store.close();
    }
  } catch (error) {
    const what = error instanceof Error ? error.message : String(error);
    // Somebody writes to it, or it cannot be read: that tells nothing of what is in it.
    if (error instanceof UserError && !(error instanceof DamagedDatabase)) throw error;
    if (isBusy(error)) throw busyDatabase(path);
    return { is: 'damaged', what, paths: pathsIn(path) };
  }
}

/** The version of SQLite that reads and writes databases. */
export function sqliteVersion(): string {
  const db = new Database(':memory:');
  try {
    return String(db.prepare('SELECT sqlite_version()').pluck().get());
  } finally {
    db.close();
  }
}

/** What SQLite finds wrong with its file; null where it finds nothing. */
function damageOf(path: string): string | null {
  const db = new Database(realpathSync(path), { readonly: true, fileMustExist: true });
  try {
    const found = String(db.pragma('integrity_check(1)', { simple: true }));
    return found === 'ok' ? null : (found.split('\n').at(-1) ?? found);
  } finally {
    db.close();
  }
}

/** The paths of the scan, where so much of a damaged database can be read. */
function pathsIn(path: string): readonly string[] {
  try {
    const store = Store.open(path);
    try {
      return store.scan().paths;
    } finally {
      store.close();
    }
  } catch {
    return [];
  }
}
