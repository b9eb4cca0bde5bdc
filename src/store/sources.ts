/** The files a scan has read, by which the next one sees that it has nothing to read again. */
import { createHash } from 'node:crypto';
import { closeSync, openSync, readSync, statSync } from 'node:fs';
import Database from 'better-sqlite3';
import type { FileReport, FoundFile } from '../exports/index.js';
import { STANDARD_INPUT } from '../exports/readers/bytes.js';
import type { Moment } from '../ledger/records.js';
import { identityOf, SCHEMA_VERSION, sideFileOf } from './identity.js';
import type { KeptRows } from './kept-rows.js';
import { factIn } from './reports.js';

/** A file as it was when it was read. */
export interface Source extends FoundFile {
  /** SHA-256 of its bytes, in hexadecimal; null for what cannot be read twice. */
  readonly hash: string | null;
}

/** All that the answer of a scan rests on, besides the program. */
export interface ScanInput {
  readonly sources: readonly Source[];
  readonly passedOver: readonly FileReport[];
  /** What else it goes by, the program's version among it, as one text. */
  readonly settings: string;
  /** When it began. */
  readonly scannedAt: Moment;
  /** The rows of the sources, where they were worth keeping. */
  readonly rows: KeptRows | null;
}

/** A file written while it was read may bear the same time as what was read of it. */
const SAME_TICK = 2000;
const BLOCK = 1 << 18;

/** @throws the system's error when the file cannot be read */
export async function hashOf(path: string): Promise<string> {
  const hash = createHash('sha256');
  const block = Buffer.allocUnsafe(BLOCK);
  const file = openSync(path, 'r');
  try {
    for (let read = readSync(file, block); read > 0; read = readSync(file, block))
      hash.update(block.subarray(0, read));
  } finally {
    closeSync(file);
  }
  return hash.digest('hex');
}

/** A file with its hash. One that cannot be read has none: it will be looked at again. */
export async function sourceOf(file: FoundFile): Promise<Source> {
  const hash = file.path === STANDARD_INPUT ? null : await hashOf(file.path).catch(() => null);
  return { ...file, hash };
}

/** Without the hashes of files that were written while they were read: what was read of them is not known. */
export function settledSources(sources: readonly Source[]): Source[] {
  return sources.map((source) => {
    if (source.hash === null) return source;
    const now = statSync(source.path, { throwIfNoEntry: false });
    const isSame = now?.size === source.size && Math.floor(now.mtimeMs) === source.modifiedAt;
    return isSame ? source : { ...source, hash: null };
  });
}

/** What the last scan into a database rested on; null where there is none that this program can go on from. */
export function lastInput(database: string): ScanInput | null {
  const identity = identityOf(database);
  if (identity.is !== 'ours' || identity.version !== SCHEMA_VERSION || sideFileOf(database) !== null)
    return null;
  try {
    const db = new Database(database, { readonly: true, fileMustExist: true });
    try {
      return factIn<ScanInput>(db, 'input');
    } finally {
      db.close();
    }
  } catch {
    // A database that cannot be read is built anew.
    return null;
  }
}

/** Which of the files found are as a scan read them, by their places; null for the others. */
export async function unchangedSources(
  { sources, scannedAt }: Pick<ScanInput, 'sources' | 'scannedAt'>,
  files: readonly FoundFile[],
  isVerifying: boolean,
): Promise<(Source | null)[]> {
  const known = new Map(sources.map((source) => [source.path, source]));
  const result: (Source | null)[] = [];
  for (const file of files) {
    const source = known.get(file.path);
    result.push(
      source !== undefined && (await isAsRead(source, file, scannedAt, isVerifying)) ? source : null,
    );
  }
  return result;
}

/**
 * By its size and time, and by what is in it where a change may not show in them. A time that is another one is a
 * change by itself: it tells how old an export is at most, and when a shelf was counted.
 */
async function isAsRead(
  { size, modifiedAt, hash, path }: Source,
  file: FoundFile,
  scannedAt: Moment,
  isVerifying: boolean,
): Promise<boolean> {
  if (hash === null || size !== file.size || modifiedAt !== file.modifiedAt) return false;
  const isSettled = modifiedAt < scannedAt - SAME_TICK;
  if (isSettled && !isVerifying) return true;
  return (await hashOf(path).catch(() => null)) === hash;
}
