/** The thread that reads the exports: sends parcels, and waits where the storing thread falls behind. */
import { parentPort, workerData } from 'node:worker_threads';
import { UserError } from '../../errors.js';
import type { FoundFile, ReadOptions } from '../../exports/index.js';
import type { LoadProgress } from './load.js';
import type { Parcel } from './parcels.js';
import { readInto } from './read-into.js';

export interface ReadingTask {
  readonly files: readonly FoundFile[];
  readonly options: ReadOptions;
  /** How many messages the storing thread has done with. */
  readonly taken: Int32Array<SharedArrayBuffer>;
}

export type ThreadMessage =
  | { readonly parcels: readonly Parcel[]; readonly progress: LoadProgress; readonly isLast: boolean }
  | {
      readonly failure: {
        readonly message: string;
        readonly hint: string | null;
        readonly code: string | null;
        readonly stack: string | null;
      };
    };

/** Messages under way at once; each holds some thousand rows. */
const MOST_UNDER_WAY = 6;
const ROWS_AT_ONCE = 2000;
/** Files without rows are told in such heaps. */
const PARCELS_AT_ONCE = 200;

async function run({ files, options, taken }: ReadingTask): Promise<void> {
  if (parentPort === null) throw new Error('this module is started as a thread');
  const port = parentPort;
  let parcels: Parcel[] = [];
  let rows = 0;
  let sent = 0;
  let progress: LoadProgress = { file: '', bytesRead: 0, bytesTotal: 0, rows: 0 };
  const post = (message: ThreadMessage, buffers: ArrayBuffer[] = []): void =>
    port.postMessage(message, buffers);
  const flush = (isLast: boolean): void => {
    const buffers = parcels.flatMap((parcel) =>
      parcel.is === 'rows' ? [parcel.cells.buffer, parcel.bytes.buffer] : [],
    );
    post({ parcels, progress, isLast }, buffers);
    parcels = [];
    rows = 0;
    sent += 1;
    for (let done = Atomics.load(taken, 0); sent - done >= MOST_UNDER_WAY; done = Atomics.load(taken, 0)) {
      Atomics.wait(taken, 0, done);
    }
  };
  try {
    await readInto(
      files,
      options,
      (parcel) => {
        parcels.push(parcel);
        if (parcel.is === 'rows') rows += parcel.count;
        if (rows >= ROWS_AT_ONCE || parcels.length >= PARCELS_AT_ONCE) flush(false);
      },
      (now) => {
        progress = now;
      },
    );
    flush(true);
  } catch (error) {
    const { message, stack } = error instanceof Error ? error : new Error(String(error));
    const code = error instanceof Error && 'code' in error ? String(error.code) : null;
    const hint = error instanceof UserError ? error.hint : null;
    post({ failure: { message, hint, code, stack: stack ?? null } });
  }
}

await run(workerData as ReadingTask);
