/**
 * A zip's directory, and what its entries unpack to. yauzl reads the directory; the bytes are checked
 * here against the size and checksum the directory gives, which yauzl leaves to its callers.
 */
import { pipeline, Readable, type Transform } from 'node:stream';
import { createInflateRaw } from 'node:zlib';
import * as crcModule from 'buffer-crc32';
import { type Entry, fromRandomAccessReaderPromise, getFileNameLowLevel, RandomAccessReader } from 'yauzl';
import type { Said } from '../../words/said.js';
import { type ByteSource, pieces } from './bytes.js';
import { inWords, type Limits } from './limits.js';

/** What the directory says of one entry. */
export interface ZipEntry {
  /** As the archive has it; '/' between folders. */
  readonly name: string;
  readonly size: number;
  readonly packedSize: number;
  readonly crc32: number;
  readonly method: number;
  readonly isEncrypted: boolean;
  /** Epoch milliseconds: it was changed no later than this. Null when the archive does not tell. */
  readonly modifiedAt: number | null;
  /** Where its header stands. */
  readonly offset: number;
}

export interface Zip {
  readonly entries: readonly ZipEntry[];
  /** Entries whose bytes are also another one's: no program packs like that, only bombs do. */
  readonly overlapping: ReadonlySet<ZipEntry>;
  /** What the list of entries lacks; null when it is whole. */
  readonly damage: Said | null;
}

/** Why something cannot be unpacked. */
export class Refusal extends Error {
  override readonly name = 'Refusal';

  constructor(readonly said: Said) {
    super(said.key);
  }
}

/** The package's types tell of its CommonJS form; what Node loads here has it as its default export. */
const { unsigned: crc32 } = (crcModule as unknown as { readonly default: typeof crcModule }).default;

const STORED = 0;
const DEFLATED = 8;
const ENTRY_SIGNATURE = 0x02014b50;
const HEADER_SIGNATURE = 0x04034b50;
const HEADER_BYTES = 30;
const WINDOW = 1 << 16;
/** Extra fields that give the time with its zone: Unix time, and Windows time. */
const ZONED_TIMES = [0x5455, 0x000a];
const FURTHEST_ZONE = 12 * 3_600_000;
/** What archives carry that were packed without a time. */
const NO_TIME_BEFORE = Date.UTC(1980, 0, 3);

/** Reads a zip's directory. Null when it has none, as when the archive is cut off. */
export async function openZip(source: ByteSource, limits: Limits): Promise<Zip | null> {
  const reader = new SourceReader(source);
  const zip = await fromRandomAccessReaderPromise(reader, source.size, {
    autoClose: false,
    decodeStrings: false,
    validateEntrySizes: false,
  }).catch(() => null);
  if (zip === null) return null;
  const entries: ZipEntry[] = [];
  let damage: Said | null = null;
  try {
    for await (const entry of zip.eachEntry()) {
      if (entries.length === limits.entries) {
        damage = { key: 'archive-too-many-files', values: { most: limits.entries } };
        break;
      }
      entries.push(entryOf(entry));
    }
    const after = await source.read(Number(zip.readEntryCursor), 4);
    if (after.length === 4 && after.readUInt32LE() === ENTRY_SIGNATURE) damage ??= LOST_FILES;
  } catch {
    damage = LOST_FILES;
  }
  return { entries, overlapping: overlapping(entries), damage };
}

const LOST_FILES: Said = { key: 'archive-list-damaged' };

function entryOf(entry: Entry): ZipEntry {
  return {
    name: getFileNameLowLevel(entry.generalPurposeBitFlag, entry.fileNameRaw, entry.extraFields, false),
    size: entry.uncompressedSize,
    packedSize: entry.compressedSize,
    crc32: entry.crc32,
    method: entry.compressionMethod,
    isEncrypted: entry.isEncrypted(),
    modifiedAt: modifiedAtOf(entry),
    offset: entry.relativeOffsetOfLocalHeader,
  };
}

/** A zip's plain times are local ones without a zone: the latest moment they can mean is taken. */
function modifiedAtOf(entry: Entry): number | null {
  const time = entry.getLastModDate({ timezone: 'UTC' }).getTime();
  if (!Number.isFinite(time) || time < NO_TIME_BEFORE) return null;
  return entry.extraFields.some(({ id }) => ZONED_TIMES.includes(id)) ? time : time + FURTHEST_ZONE;
}

function overlapping(entries: readonly ZipEntry[]): Set<ZipEntry> {
  const found = new Set<ZipEntry>();
  let end = 0;
  for (const entry of entries.toSorted((a, b) => a.offset - b.offset)) {
    if (entry.offset < end) found.add(entry);
    end = Math.max(end, entry.offset + HEADER_BYTES + entry.packedSize);
  }
  return found;
}

/**
 * What an entry unpacks to, piece by piece.
 * @throws Refusal when it cannot be unpacked, is not what the directory says, or is larger than allowed
 */
export async function* unpacked(source: ByteSource, entry: ZipEntry, limits: Limits): AsyncGenerator<Buffer> {
  if (entry.isEncrypted) throw new Refusal({ key: 'entry-encrypted' });
  if (entry.method !== STORED && entry.method !== DEFLATED) {
    throw new Refusal({ key: 'entry-packed-otherwise' });
  }
  if (entry.size > limits.entryBytes) throw new Refusal(tooLargeUnpacked(limits));
  if (isTooDense(entry.size, entry.packedSize, limits)) throw new Refusal(tooDense(limits));
  const header = await source.read(entry.offset, HEADER_BYTES);
  if (header.length < HEADER_BYTES || header.readUInt32LE() !== HEADER_SIGNATURE) {
    throw new Refusal({ key: 'entry-misplaced' });
  }
  const start = entry.offset + HEADER_BYTES + header.readUInt16LE(26) + header.readUInt16LE(28);
  if (start + entry.packedSize > source.size) throw new Refusal({ key: 'entry-cut-off' });
  const packed = pieces(source, start, start + entry.packedSize);
  const bytes = entry.method === STORED ? packed : through(packed, createInflateRaw({ chunkSize: WINDOW }));
  let checksum = 0;
  let size = 0;
  for await (const piece of withinLimits(bytes, entry.packedSize, limits)) {
    checksum = crc32(piece, checksum);
    size += piece.length;
    if (size > entry.size) break;
    yield piece;
  }
  if (size !== entry.size) throw new Refusal({ key: 'entry-other-size' });
  if (checksum !== entry.crc32) throw new Refusal({ key: 'entry-other-bytes' });
}

/**
 * Unpacked bytes, as long as they stay within the limits.
 * @throws Refusal beyond them, and when the bytes cannot be unpacked
 */
export async function* withinLimits(
  bytes: AsyncIterable<Buffer>,
  packedSize: number,
  limits: Limits,
): AsyncGenerator<Buffer> {
  let size = 0;
  try {
    for await (const piece of bytes) {
      size += piece.length;
      if (size > limits.entryBytes) throw new Refusal(tooLargeUnpacked(limits));
      if (isTooDense(size, packedSize, limits)) throw new Refusal(tooDense(limits));
      yield piece;
    }
  } catch (error) {
    if (!isZlibError(error)) throw error;
    throw new Refusal({
      key: error.code === 'Z_BUF_ERROR' ? 'entry-cut-off-within' : 'entry-not-unpacked',
    });
  }
}

function isTooDense(size: number, packedSize: number, { ratioFrom, ratio }: Limits): boolean {
  return size > ratioFrom && size > packedSize * ratio;
}

function tooDense({ ratio }: Limits): Said {
  return { key: 'entry-too-dense', values: { times: ratio } };
}

function tooLargeUnpacked({ entryBytes }: Limits): Said {
  return { key: 'entry-too-large', values: { size: inWords(entryBytes) } };
}

/** Bytes as they come out of a transform; stops it when they are no longer wanted. */
export async function* through(bytes: AsyncIterable<Buffer>, transform: Transform): AsyncGenerator<Buffer> {
  // What goes wrong before the transform comes out of it as an error.
  pipeline(Readable.from(bytes), transform, () => {});
  yield* transform;
}

function isZlibError(error: unknown): error is Error & { code: string } {
  return error instanceof Error && 'code' in error && /^Z_/.test(String(error.code));
}

/** A source as yauzl reads it. The directory is read in small bites: a window of it is kept. */
class SourceReader extends RandomAccessReader {
  #window: Buffer = Buffer.alloc(0);
  #start = 0;

  constructor(private readonly source: ByteSource) {
    super();
  }

  override read(
    buffer: Buffer,
    offset: number,
    length: number,
    position: number,
    callback: (error: Error | null, bytesRead?: number) => void,
  ): void {
    const at = position - this.#start;
    if (at >= 0 && at + length <= this.#window.length) {
      callback(null, this.#window.copy(buffer, offset, at, at + length));
      return;
    }
    this.source.read(position, Math.max(length, WINDOW)).then(
      (bytes) => {
        this.#window = bytes;
        this.#start = position;
        callback(null, bytes.copy(buffer, offset, 0, length));
      },
      (error) => callback(error),
    );
  }
}
