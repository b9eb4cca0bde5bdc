/**
 * A stream kept so that it can be read from any position: in memory while it is small, else in a
 * temporary file that has no name any more, so that nothing is left behind whatever happens.
 */
import { randomUUID } from 'node:crypto';
import { type FileHandle, open, unlink } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { ByteSource } from './bytes.js';
import { inWords } from './limits.js';

/** More came out of a stream than it may hold. */
export class TooLarge extends Error {
  override readonly name = 'TooLarge';
}

/** The name of a temporary file, by which one is found again whose process, the first group, was killed. */
export const SPOOL_FILE = /^invfix-spool-(\d+)-[0-9a-f-]{36}$/;

const LARGEST_IN_MEMORY = 8 << 20;

/**
 * Takes in a whole stream.
 * @param largest the bytes it may hold
 * @throws TooLarge beyond that; whatever the stream throws; the system's error when the disk is full
 */
export async function spooled(
  stream: AsyncIterable<Buffer | string>,
  largest: number,
  inMemory = LARGEST_IN_MEMORY,
): Promise<ByteSource> {
  let held: Buffer[] = [];
  let heldSize = 0;
  let file: TemporaryFile | null = null;
  try {
    for await (const piece of stream) {
      const bytes = typeof piece === 'string' ? Buffer.from(piece) : piece;
      if ((file?.size ?? 0) + heldSize + bytes.length > largest)
        throw new TooLarge(`more than ${inWords(largest)}, which is not read`);
      held.push(bytes);
      heldSize += bytes.length;
      if (heldSize <= inMemory) continue;
      file ??= await TemporaryFile.created();
      await file.append(Buffer.concat(held));
      held = [];
      heldSize = 0;
    }
    if (file === null) return sourceOf(Buffer.concat(held));
    await file.append(Buffer.concat(held));
    return file;
  } catch (error) {
    await file?.close();
    throw error;
  }
}

/** A file that is gone once it is closed, or this program ends. */
class TemporaryFile implements ByteSource {
  size = 0;
  readonly #file: FileHandle;
  /** Where it still has to be removed: an open file cannot be on Windows. */
  readonly #path: string | null;

  private constructor(file: FileHandle, path: string | null) {
    this.#file = file;
    this.#path = path;
  }

  static async created(): Promise<TemporaryFile> {
    const path = join(tmpdir(), `invfix-spool-${process.pid}-${randomUUID()}`);
    const file = await open(path, 'wx+', 0o600);
    try {
      await unlink(path);
      return new TemporaryFile(file, null);
    } catch {
      return new TemporaryFile(file, path);
    }
  }

  async append(bytes: Buffer): Promise<void> {
    for (let written = 0; written < bytes.length; ) {
      const { bytesWritten } = await this.#file.write(bytes, written, bytes.length - written, this.size);
      written += bytesWritten;
      this.size += bytesWritten;
    }
  }

  read(position: number, length: number): Promise<Buffer> {
    return readFrom(this.#file, this.size, position, length);
  }

  async close(): Promise<void> {
    await this.#file.close();
    if (this.#path !== null) await unlink(this.#path).catch(() => {});
  }
}

/** Bytes in memory as a source. */
export function sourceOf(bytes: Buffer): ByteSource {
  return {
    size: bytes.length,
    read: async (position, length) => bytes.subarray(position, position + length),
    close: async () => {},
  };
}

/** Reads as much as is asked for: the system may give less at a time. */
async function readFrom(file: FileHandle, size: number, position: number, length: number): Promise<Buffer> {
  const buffer = Buffer.allocUnsafe(Math.max(0, Math.min(length, size - position)));
  let filled = 0;
  while (filled < buffer.length) {
    const { bytesRead } = await file.read(buffer, filled, buffer.length - filled, position + filled);
    if (bytesRead === 0) break;
    filled += bytesRead;
  }
  return buffer.subarray(0, filled);
}
