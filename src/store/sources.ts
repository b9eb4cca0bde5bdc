/** The files a scan has read, by which the next one sees that it has nothing to read again. */
import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import type { FileReport, FoundFile, FoundFiles } from '../exports/index.js';
import { STANDARD_INPUT } from '../exports/readers/bytes.js';
import type { Moment } from '../ledger/records.js';

/** A file as it was when it was read. */
export interface Source extends FoundFile {
  /** SHA-256 of its bytes, in hexadecimal; null for what cannot be read twice. */
  readonly hash: string | null;
}

/** All that the answer of a scan rests on, besides the program. */
export interface ScanInput {
  readonly sources: readonly Source[];
  readonly passedOver: readonly FileReport[];
  /** The settings it was made with, as JSON. */
  readonly settings: string;
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

/**
 * Whether nothing has changed since a scan: the same files, each of the same size and modification time, or
 * else of the same content.
 * @param scannedAt when that scan began
 * @param isVerifying look at the content of all of them
 */
export async function isUnchanged(
  before: ScanInput,
  found: FoundFiles,
  settings: string,
  scannedAt: Moment,
  isVerifying: boolean,
): Promise<boolean> {
  const { sources, passedOver } = before;
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
