/** From paths to a loaded store: walks the folders, has each file read, and stores what comes of it. */
import { Worker } from 'node:worker_threads';
import { UserError } from '../../errors.js';
import type { FoundFiles, ReadOptions } from '../../exports/index.js';
import type { StoreBuilder } from '../builder.js';
import { type Source, settledSources, sourcesOf } from '../sources.js';
import type { Parcel } from './parcels.js';
import { readInto } from './read-into.js';
import type { ReadingTask, ThreadMessage } from './reading-thread.js';

/** Where loading stands; for a progress bar. */
export interface LoadProgress {
  /** The file being read. */
  readonly file: string;
  /** Of all files together. */
  readonly bytesRead: number;
  readonly bytesTotal: number;
  readonly rows: number;
}

/** What the thread makes is soon forgotten again: more room for it would only be filled. */
const YOUNG_MEGABYTES = 12;

/** Exports smaller than this in all are read before a thread would have started. */
const WORTH_A_THREAD = 4 << 20;

/**
 * Reads every file that `filesBelow` found into `builder`, whose `finishLoading()` comes next. What is wrong
 * with a file stands in its report and among the problems; no file stops the others.
 * @param unchanged by place, the files that `builder` holds already
 * @returns the files as they were read
 * @throws UserError when a file's dates need `--date-order`
 */
export async function loadExports(
  { files, passedOver }: FoundFiles,
  builder: StoreBuilder,
  options: ReadOptions,
  onProgress: (progress: LoadProgress) => void = () => {},
  unchanged: readonly (Source | null)[] = [],
): Promise<Source[]> {
  const all = files.map((file, place) => ({ ...file, place }));
  const read = all.filter(({ place }) => (unchanged[place] ?? null) === null);
  const bytesTotal = read.reduce((sum, { size }) => sum + size, 0);
  const store = (parcel: Parcel) => builder.take(parcel);
  const isLarge = bytesTotal >= WORTH_A_THREAD && isBuilt();
  const [sources] = await Promise.all([
    sourcesOf(read),
    isLarge
      ? readInThread({ files: read, options }, store, onProgress)
      : readInto(read, options, store, onProgress),
  ]);
  for (const [index, report] of passedOver.entries()) builder.addUnread(report, files.length + index);
  if (options.exportedAt !== undefined) builder.setExportedAt(options.exportedAt);
  const settled = new Map(settledSources(sources).map((source) => [source.path, source]));
  return files.flatMap(({ path }, place) => unchanged[place] ?? settled.get(path) ?? []);
}

/** Threads start from compiled modules only. */
function isBuilt(): boolean {
  return import.meta.url.endsWith('.js');
}

/** Reads in a thread of its own while this one stores: both take about as long. */
async function readInThread(
  task: Omit<ReadingTask, 'taken'>,
  store: (parcel: Parcel) => void,
  onProgress: (progress: LoadProgress) => void,
): Promise<void> {
  const taken = new Int32Array(new SharedArrayBuffer(4));
  const thread = new Worker(new URL('./reading-thread.js', import.meta.url), {
    workerData: { ...task, taken } satisfies ReadingTask,
    resourceLimits: { maxYoungGenerationSizeMb: YOUNG_MEGABYTES },
  });
  try {
    await new Promise<void>((resolve, reject) => {
      thread.on('message', (message: ThreadMessage) => {
        try {
          if ('failure' in message) return reject(failureOf(message.failure));
          for (const parcel of message.parcels) store(parcel);
          Atomics.add(taken, 0, 1);
          Atomics.notify(taken, 0);
          onProgress(message.progress);
          if (message.isLast) resolve();
        } catch (error) {
          reject(error);
        }
      });
      thread.on('error', reject);
      thread.on('exit', (code) => reject(new Error(`the reading thread ended with code ${code}`)));
    });
  } finally {
    await thread.terminate();
  }
}

function failureOf(failure: Extract<ThreadMessage, { failure: unknown }>['failure']): Error {
  if (failure.hint !== null) return new UserError(failure.message, failure.hint);
  const error = new Error(failure.message);
  if (failure.stack !== null) error.stack = failure.stack;
  return failure.code === null ? error : Object.assign(error, { code: failure.code });
}
