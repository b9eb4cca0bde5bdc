/** From paths to a loaded store: walks the folders, has each file read, and stores what comes of it. */
import { statSync } from 'node:fs';
import type { FoundFile, FoundFiles, ReadOptions } from '../../exports/index.js';
import { STANDARD_INPUT } from '../../exports/readers/bytes.js';
import type { StoreBuilder } from '../builder.js';
import { type Source, settledSources } from '../sources.js';
import { isCompiled } from '../threads.js';
import { Packer, type Parcel } from './parcels.js';
import { type ReaderProgress, readInto } from './read-into.js';
import { readInThreads } from './readers.js';

/** Where loading stands; for a progress bar. */
export interface LoadProgress {
  /** The file being read. */
  readonly file: string;
  /** Of all files together. */
  readonly bytesRead: number;
  readonly bytesTotal: number;
  readonly rows: number;
}

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
  const isLarge = bytesTotal >= WORTH_A_THREAD && isCompiled(import.meta.url);
  const onRead = (progress: ReaderProgress) => onProgress({ ...progress, bytesTotal });
  const sources = isLarge
    ? await readInThreads(read, options, store, onRead)
    : await readInto(read, options, new Packer(store), onRead);
  for (const [index, report] of passedOver.entries()) builder.addUnread(report, files.length + index);
  if (options.exportedAt !== undefined) builder.setExportedAt(options.exportedAt);
  builder.markChanged(read.filter(wasChanged).map(({ path }) => path));
  const settled = new Map(settledSources(sources).map((source) => [source.path, source]));
  return files.flatMap(({ path }, place) => unchanged[place] ?? settled.get(path) ?? []);
}

/** Whether a file is not as it was found any more: what was read of it may be of before and of after. */
function wasChanged({ path, size, modifiedAt }: FoundFile): boolean {
  if (path === STANDARD_INPUT) return false;
  const now = statSync(path, { throwIfNoEntry: false });
  return now?.size !== size || Math.floor(now.mtimeMs) !== modifiedAt;
}
