/** A thread that reads exports which no other thread has taken yet: sends parcels, and waits where the storing thread falls behind. */
import { parentPort, workerData } from 'node:worker_threads';
import type { ReadOptions } from '../../exports/index.js';
import type { Source } from '../sources.js';
import { type Failure, failureOf } from '../threads.js';
import { Packer, type Parcel, type Rows } from './parcels.js';
import { type PlacedFile, type ReaderProgress, readInto } from './read-into.js';
import type { CodeMemory } from './seen-codes.js';

export interface ReadingTask {
  readonly files: readonly PlacedFile[];
  readonly options: ReadOptions;
  /** Which of how many readers this is. */
  readonly reader: number;
  readonly readers: number;
  /** The next file that nobody has taken. */
  readonly next: Int32Array<SharedArrayBuffer>;
  /** How many messages of each reader the storing thread has done with. */
  readonly taken: Int32Array<SharedArrayBuffer>;
  readonly codes: CodeMemory;
}

export type ThreadMessage =
  | { readonly parcels: readonly Parcel[]; readonly progress: ReaderProgress }
  /** The last one: the files as they were read. */
  | { readonly sources: readonly Source[] }
  | { readonly failure: Failure };

/** Messages under way at once, each with a shelf for the rows it brings. */
const SHELVES = 6;
const SHELF_BYTES = 1 << 20;
/** Fewer rows go with the message itself. */
const WORTH_A_SHELF = 128;
/** What small files hold is told in such heaps. */
const PARCELS_AT_ONCE = 100;

async function run({ files, options, reader, readers, next, taken, codes }: ReadingTask): Promise<void> {
  if (parentPort === null) throw new Error('this module is started as a thread');
  const port = parentPort;
  const shelves = Array.from({ length: SHELVES }, () => new SharedArrayBuffer(SHELF_BYTES));
  let parcels: Parcel[] = [];
  let sent = 0;
  let progress: ReaderProgress = { file: '', bytesRead: 0, rows: 0 };
  const flush = (): void => {
    port.postMessage({ parcels, progress } satisfies ThreadMessage);
    parcels = [];
    sent += 1;
    for (let done = Atomics.load(taken, reader); sent - done >= SHELVES; done = Atomics.load(taken, reader)) {
      Atomics.wait(taken, reader, done);
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
    const send = (parcel: Parcel): void => {
      parcels.push(parcel.is === 'rows' ? shelved(parcel) : parcel);
      const isFull = parcel.is === 'rows' && parcel.count >= WORTH_A_SHELF;
      if (isFull || parcels.length >= PARCELS_AT_ONCE) flush();
    };
    const packer = new Packer(send, { packer: reader, packers: readers, codes });
    const sources = await readInto(untaken(files, next), options, packer, (now) => {
      progress = now;
    });
    flush();
    port.postMessage({ sources } satisfies ThreadMessage);
  } catch (error) {
    port.postMessage({ failure: failureOf(error) } satisfies ThreadMessage);
  }
}

/** The files, but those that other threads have taken. */
function* untaken(files: readonly PlacedFile[], next: Int32Array): Generator<PlacedFile> {
  for (;;) {
    const file = files[Atomics.add(next, 0, 1)];
    if (file === undefined) return;
    yield file;
  }
}

await run(workerData as ReadingTask);
