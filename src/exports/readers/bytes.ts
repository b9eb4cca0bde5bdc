/** Bytes from any position, wherever they come from. Knows nothing of what they say. */
import { closeSync, createReadStream, fstatSync, openSync, readSync } from 'node:fs';
import { isMainThread } from 'node:worker_threads';
import type { Said } from '../../words/said.js';
import { LIMITS } from './limits.js';
import { spooled } from './spool.js';

/** A file, the standard input or an archive's entry, ready to be read from any position. */
export interface ByteSource {
  readonly size: number;
  /**
   * Up to `length` bytes from `position`; fewer only at the end.
   * @param into may be written over with them, where it has the room
   */
  read(position: number, length: number, into?: Buffer): Promise<Buffer>;
  close(): Promise<void>;
}

/** Why a source gives no rows and no documents. */
export interface NoText {
  readonly sort: 'empty' | 'binary' | 'markup' | 'too-large' | 'damaged';
  readonly reason: Said;
}

/** The path that stands for the standard input. */
export const STANDARD_INPUT = '-';

/** A file has become shorter since it was opened; it looks like a refusal of the system, which it is much like. */
class CutShort extends Error {
  override readonly name = 'CutShort';
  readonly code = 'CUT_SHORT';
  readonly syscall = 'read';

  constructor() {
    super('the file was cut short while it was read');
  }
}

const CHUNK = 1 << 18;

/**
 * Opens a file, or takes in the whole standard input where the path is '-'.
 * @throws the system's error when it cannot be read; TooLarge when the standard input does not end
 */
export async function openFile(path: string): Promise<ByteSource> {
  if (path === STANDARD_INPUT) {
    // `process.stdin` is the main thread's alone; any other comes at it by its number.
    const input = isMainThread ? process.stdin : createReadStream('', { fd: 0, autoClose: false });
    return spooled(input, LIMITS.entryBytes);
  }
  // Large files are read in threads of their own, where nothing else waits, and small ones are read at once.
  const file = openSync(path, 'r');
  try {
    const { size } = fstatSync(file);
    return {
      size,
      read: async (position, length, into) => {
        const wanted = Math.max(0, Math.min(length, size - position));
        const buffer = into !== undefined && into.length >= wanted ? into : Buffer.allocUnsafe(wanted);
        let filled = 0;
        // The system may give less at a time.
        while (filled < wanted) {
          const bytesRead = readSync(file, buffer, filled, wanted - filled, position + filled);
          if (bytesRead === 0) throw new CutShort();
          filled += bytesRead;
        }
        return buffer.subarray(0, filled);
      },
      close: async () => closeSync(file),
    };
  } catch (error) {
    closeSync(file);
    throw error;
  }
}

/** The bytes from `start` up to `end`, one piece after the other. */
export async function* pieces(source: ByteSource, start: number, end: number): AsyncGenerator<Buffer> {
  for (let position = start; position < end; ) {
    const piece = await source.read(position, Math.min(CHUNK, end - position));
    if (piece.length === 0) return;
    yield piece;
    position += piece.length;
  }
}
