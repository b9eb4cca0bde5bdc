/** The files a scan has read, by which the next one sees that it has nothing to read again. */
import { createHash } from 'node:crypto';
import { createReadStream, statSync } from 'node:fs';
import Database from 'better-sqlite3';
import type { FileReport, FoundFile, FoundFiles } from '../exports/index.js';
import { STANDARD_INPUT } from '../exports/readers/bytes.js';
import type { Moment } from '../ledger/records.js';
import { identityOf, SCHEMA_VERSION } from './identity.js';
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
}

/** A file written while it was read may bear the same time as what was read of it. */
const SAME_TICK = 2000;
const BLOCK = 1 << 20;

/** @throws the system's error when the file cannot be read */
export async function hashOf(path: string): Promise<string> {
  const hash = createHash('sha256');
  for await (const block of createReadStream(path, { highWaterMark: BLOCK })) hash.update(block as Buffer);
  return hash.digest('hex');
}

/** The files with their hashes. One that cannot be read has none: it will be looked at again. */
export async function sourcesOf(files: readonly FoundFile[]): Promise<Source[]> {
  const sources: Source[] = [];
  for (const file of files) {
    const hash = file.path === STANDARD_INPUT ? null : await hashOf(file.path).catch(() => null);
    sources.push({ ...file, hash });
  }
  return sources;
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
  if (identity.is !== 'ours' || identity.version !== SCHEMA_VERSION) return null;
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

/**
 * Whether nothing has changed since a scan: the same files, each of the same size and modification time, or
 * else of the same content.
 * @param isVerifying look at the content of all of them
 */
export async function isUnchanged(
  before: ScanInput,
  found: FoundFiles,
  settings: string,
  isVerifying: boolean,
): Promise<boolean> {
  const { sources, passedOver, scannedAt } = before;
  if (before.settings !== settings || sources.length !== found.files.length) return false;
  if (JSON.stringify(passedOver) !== JSON.stringify(found.passedOver)) return false;
  const doubtful: Source[] = [];
  for (const [index, file] of found.files.entries()) {
    const source = sources[index];
    if (source === undefined || source.path !== file.path || source.size !== file.size) return false;
    if (source.hash === null) return false;
    const isSameTime = source.modifiedAt === file.modifiedAt && file.modifiedAt < scannedAt - SAME_TICK;
    if (isVerifying || !isSameTime) doubtful.push(source);
  }
  for (const { path, hash } of doubtful) {
    if ((await hashOf(path).catch(() => null)) !== hash) return false;
  }
  return true;
}
