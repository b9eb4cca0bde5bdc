/**
 * Checksums of what a database says: a bit that turned over on the disk leaves most files readable, and would
 * make a count another one. SQLite itself does not notice it.
 */
import { UserError } from '../errors.js';
import { words } from '../words/index.js';
import { busyDatabase, isBusy } from './held.js';

type Value = string | number | boolean | null;

// FNV-1a.
const BASIS = 0x811c9dc5;
const PRIME = 0x01000193;
const TWO_TO_32 = 2 ** 32;

/** 32 bits that change with any bit of the values, and with their order. */
export function checksumOf(values: readonly Value[]): number {
  let hash = BASIS;
  const mix = (bits: number): void => {
    hash = Math.imul(hash ^ bits, PRIME);
    hash ^= hash >>> 15;
  };
  for (const value of values) {
    if (typeof value === 'string') {
      mix(value.length + 1);
      for (let at = 0; at < value.length; at++) mix(value.charCodeAt(at));
    } else if (typeof value === 'number') {
      mix(value | 0);
      mix(Math.floor(value / TWO_TO_32) | 0);
    } else mix(value === null ? 0 : value ? 3 : 2);
  }
  return hash >>> 0;
}

/** A database that is not what a scan has written. */
export class DamagedDatabase extends UserError {}

/**
 * The error for a database that does not hold what a scan put there.
 * @param cause what was noticed, for `--debug`
 */
export function damagedDatabase(path: string, cause?: unknown): UserError {
  const error = new DamagedDatabase(...words().store.damaged(path));
  if (cause !== undefined) error.cause = cause;
  return error;
}

/**
 * What `read` returns; a database in which it fails is damaged, for a scan has read it whole, unless somebody else
 * holds it.
 */
export function readFromDatabase<Result>(path: string, read: () => Result): Result {
  try {
    return read();
  } catch (error) {
    if (error instanceof UserError) throw error;
    throw isBusy(error) ? busyDatabase(path) : damagedDatabase(path, error);
  }
}
