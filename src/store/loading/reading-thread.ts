/** The thread that reads the exports: sends parcels, and waits where the storing thread falls behind. */
import { parentPort, workerData } from 'node:worker_threads';
import { UserError } from '../../errors.js';
import type { ReadOptions } from '../../exports/index.js';
import type { LoadProgress } from './load.js';
import type { Parcel, Rows } from './parcels.js';
import { type PlacedFile, readInto } from './read-into.js';

export interface ReadingTask {
  readonly files: readonly PlacedFile[];
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

/** Messages under way at once, each with a shelf for the rows it brings. */
const SHELVES = 6;
const SHELF_BYTES = 1 << 20;
/** Fewer rows go with the message itself. */
const WORTH_A_SHELF = 128;
/** What small files hold is told in such heaps. */
const PARCELS_AT_ONCE = 100;

async function run({ files, options, taken }: ReadingTask): Promise<void> {
  if (parentPort === null) throw new Error('this module is started as a thread');
  const port = parentPort;
  const shelves = Array.from({ length: SHELVES }, () => new SharedArrayBuffer(SHELF_BYTES));
  let parcels: Parcel[] = [];
  let sent = 0;
  let progress: LoadProgress = { file: '', bytesRead: 0, bytesTotal: 0, rows: 0 };
  const flush = (isLast: boolean): void => {
    port.postMessage({ parcels, progress, isLast } satisfies ThreadMessage);
    parcels = [];
    sent += 1;
    for (let done = Atomics.load(taken, 0); sent - done >= SHELVES; done = Atomics.load(taken, 0)) {
      Atomics.wait(taken, 0, done);
    }
  };
  /** Rows stand on the next message's shelf, which both threads see; the message before it there is done with. */
  const shelved = (rows: Rows): Rows => {
    const shelf = shelves[sent % SHELVES];
    const { cells, bytes } = rows;
    if (shelf === undefined || rows.count < WORTH_A_SHELF || cells.byteLength + bytes.length > SHELF_BYTES) {
      return { ...rows, cells: cells.slice(), bytes: Uint8Array.from(bytes) };
    }
    const [shared, texts] = [
      new Float64Array(shelf, 0, cells.length),
      new Uint8Array(shelf, cells.byteLength, bytes.length),
    ];
    shared.set(cells);
    texts.set(bytes);
    return { ...rows, cells: shared, bytes: texts };
  };
  try {
    await readInto(
      files,
      options,
      (parcel) => {
        parcels.push(parcel.is === 'rows' ? shelved(parcel) : parcel);
        const isFull = parcel.is === 'rows' && parcel.count >= WORTH_A_SHELF;
        if (isFull || parcels.length >= PARCELS_AT_ONCE) flush(false);
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
    port.postMessage({ failure: { message, hint, code, stack: stack ?? null } } satisfies ThreadMessage);
  }
}

await run(workerData as ReadingTask);
