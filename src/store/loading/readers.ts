/** Reads the exports in threads of their own while this one stores what they hold. */
import { availableParallelism } from 'node:os';
import { Worker } from 'node:worker_threads';
import type { ReadOptions } from '../../exports/index.js';
import type { Source } from '../sources.js';
import { errorOf } from '../threads.js';
import type { Parcel } from './parcels.js';
import type { PlacedFile, ReaderProgress } from './read-into.js';
import type { ReadingTask, ThreadMessage } from './reading-thread.js';
import { codeMemory } from './seen-codes.js';

/** What a thread makes is soon forgotten again: more room for it would only be filled. */
const YOUNG_MEGABYTES = 12;
/** Two read about as fast as one stores. */
const MOST_READERS = 2;

/**
 * @param store gets the parcels of each reader in its order
 * @param onProgress gets what all readers have read together
 * @returns the files as they were read
 * @throws UserError when a file's dates need `--date-order`
 */
export async function readInThreads(
  files: readonly PlacedFile[],
  options: ReadOptions,
  store: (parcel: Parcel) => void,
  onProgress: (progress: ReaderProgress) => void,
): Promise<Source[]> {
  const readers = Math.min(MOST_READERS, availableParallelism(), files.length);
  const shared = {
    // The largest first: no thread is left alone with one at the end.
    files: files.toSorted((a, b) => b.size - a.size),
    options,
    readers,
    next: new Int32Array(new SharedArrayBuffer(4)),
    taken: new Int32Array(new SharedArrayBuffer(4 * readers)),
    codes: codeMemory(),
  };
  const progress: ReaderProgress[] = [];
  const threads: Worker[] = [];
  try {
    const sources = await Promise.all(
      Array.from({ length: readers }, (_, reader) => {
        const thread = new Worker(new URL('./reading-thread.js', import.meta.url), {
          workerData: { ...shared, reader } satisfies ReadingTask,
          resourceLimits: { maxYoungGenerationSizeMb: YOUNG_MEGABYTES },
        });
        threads.push(thread);
        return readBy(thread, (message) => {
          for (const parcel of message.parcels) store(parcel);
          Atomics.add(shared.taken, reader, 1);
          Atomics.notify(shared.taken, reader);
          progress[reader] = message.progress;
          onProgress(together(message.progress, progress));
        });
      }),
    );
    return sources.flat();
  } finally {
    await Promise.all(threads.map((thread) => thread.terminate()));
  }
}

function readBy(
  thread: Worker,
  take: (message: Extract<ThreadMessage, { parcels: unknown }>) => void,
): Promise<readonly Source[]> {
  return new Promise((resolve, reject) => {
    thread.on('message', (message: ThreadMessage) => {
      try {
        if ('failure' in message) return reject(errorOf(message.failure));
        if ('sources' in message) return resolve(message.sources);
        take(message);
      } catch (error) {
        reject(error);
      }
    });
    thread.on('error', reject);
    thread.on('exit', (code) => reject(new Error(`a reading thread ended with code ${code}`)));
  });
}

function together({ file }: ReaderProgress, all: readonly ReaderProgress[]): ReaderProgress {
  const sum = (of: (progress: ReaderProgress) => number) => all.reduce((total, each) => total + of(each), 0);
  return { file, bytesRead: sum(({ bytesRead }) => bytesRead), rows: sum(({ rows }) => rows) };
}
