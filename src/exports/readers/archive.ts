/**
 * The files in an archive (.zip, .gz), one after the other. Nothing is written to a place an archive
 * names; whatever is wrong with one entry, the others are read.
 */
import { createGunzip } from 'node:zlib';
import type { Said } from '../../words/said.js';
import { type ByteSource, pieces } from './bytes.js';
import { inWords, type Limits } from './limits.js';
import { spooled } from './spool.js';
import { Refusal, through, unpacked, withinLimits, type Zip } from './zip.js';

/** One file in an archive: its bytes, or why they cannot be had. */
export type Entry =
  | {
      /** For display only, never a path: without '..' and control characters; '/' between folders. */
      readonly name: string;
      /** Epoch milliseconds: it was changed no later than this. Null when the archive does not tell. */
      readonly modifiedAt: number | null;
      /** To be closed before the next entry is asked for. */
      readonly source: ByteSource;
    }
  | {
      readonly name: string;
      readonly refusal: Said;
      /** Whether data may be missing that ought to be there. */
      readonly damaged: boolean;
    };

const CHUNK = 1 << 16;
const LARGEST_GZIP_HEADER = 1 << 16;
const HAS_EXTRA = 4;
const HAS_NAME = 8;

/** The files of a zip. What it lacks as a whole comes last, under no name. */
export async function* zipEntries(source: ByteSource, zip: Zip, limits: Limits): AsyncGenerator<Entry> {
  const names = new Set<string>();
  let left = limits.totalBytes;
  for (const entry of zip.entries) {
    const name = shownName(entry.name);
    if (entry.name.endsWith('/') || isHidden(entry.name)) continue;
    const refused = (refusal: Said): Entry => ({ name, refusal, damaged: true });
    if (zip.overlapping.has(entry)) {
      yield refused({ key: 'entry-overlaps' });
      continue;
    }
    if (names.has(entry.name)) {
      yield refused({ key: 'entry-twice' });
      continue;
    }
    names.add(entry.name);
    if (entry.size > left) {
      yield refused({ key: 'archive-too-large', values: { size: inWords(limits.totalBytes) } });
      continue;
    }
    try {
      const unpackedSource = await spooled(unpacked(source, entry, limits), limits.entryBytes);
      left -= unpackedSource.size;
      yield { name, modifiedAt: entry.modifiedAt, source: unpackedSource };
    } catch (error) {
      if (!(error instanceof Refusal)) throw error;
      yield refused(error.said);
    }
  }
  if (zip.damage !== null) yield { name: '', refusal: zip.damage, damaged: true };
}

/**
 * The one file a .gz holds.
 * @param outerName what the .gz is called: names the file when its header does not
 */
export async function* gzipEntries(
  source: ByteSource,
  outerName: string | undefined,
  limits: Limits,
): AsyncGenerator<Entry> {
  const header = await source.read(0, LARGEST_GZIP_HEADER);
  const ownName = nameInHeader(header) ?? (outerName ?? '').replace(/^.*[/\\]/, '').replace(/\.t?gz$/i, '');
  const name = shownName(ownName);
  const seconds = header.length >= 8 ? header.readUInt32LE(4) : 0;
  try {
    const content = await spooled(withinLimits(gunzipped(source), source.size, limits), limits.entryBytes);
    yield { name, modifiedAt: seconds === 0 ? null : seconds * 1000, source: content };
  } catch (error) {
    if (!(error instanceof Refusal)) throw error;
    yield { name, refusal: error.said, damaged: true };
  }
}

/** zlib stops where no further member begins. Blanks may fill up a tape there; anything else is a member lost. */
async function* gunzipped(source: ByteSource): AsyncGenerator<Buffer> {
  const gunzip = createGunzip({ chunkSize: CHUNK });
  yield* through(pieces(source, 0, source.size), gunzip);
  for await (const piece of pieces(source, gunzip.bytesWritten, source.size)) {
    if (piece.some((byte) => byte !== 0)) throw new Refusal({ key: 'entry-not-all-unpacked' });
  }
}

function nameInHeader(header: Buffer): string | null {
  const flags = header[3] ?? 0;
  if ((flags & HAS_NAME) === 0) return null;
  const start = (flags & HAS_EXTRA) === 0 ? 10 : 12 + (header.length >= 12 ? header.readUInt16LE(10) : 0);
  const end = header.indexOf(0, start);
  const name = header.toString('latin1', start, end < 0 ? start : end).replace(/^.*[/\\]/, '');
  return name === '' ? null : name;
}

/** What systems put beside the files, and what their owner has hidden. */
function isHidden(name: string): boolean {
  return name.split('/').some((part) => part === '__MACOSX' || (part.startsWith('.') && !/^\.+$/.test(part)));
}

function shownName(name: string): string {
  const parts = name
    .replace(/[\p{Cc}\p{Cf}]+/gu, ' ')
    .split(/[/\\]/)
    .map((part) => part.trim())
    .filter((part) => !/^\.*$/.test(part));
  return parts.length === 0 ? 'unnamed' : parts.join('/');
}
