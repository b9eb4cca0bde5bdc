/** From paths to a loaded store: walks the folders, recognises each file and hands its records over. */
import { filesBelow, type ReadOptions, readExports } from '../exports/index.js';
import type { StoreBuilder } from './builder.js';

/** Where loading stands; for a progress bar. */
export interface LoadProgress {
  /** The file being read. */
  readonly file: string;
  /** Of all files together. */
  readonly bytesRead: number;
  readonly bytesTotal: number;
  readonly rows: number;
}

/**
 * Reads every export below `paths` into `builder`, whose `finishLoading()` comes next. What is wrong
 * with a file stands in its report and among the problems; no file stops the others.
 * @throws UserError when a path does not exist, or a file's dates need `--date-order`
 */
export async function loadExports(
  paths: readonly string[],
  builder: StoreBuilder,
  options: ReadOptions,
  onProgress: (progress: LoadProgress) => void = () => {},
): Promise<void> {
  const { files, passedOver } = filesBelow(paths);
  const bytesTotal = files.reduce((sum, { size }) => sum + size, 0);
  let bytesBefore = 0;
  let rowsBefore = 0;
  for (const file of files) {
    let rowsOfFile = 0;
    await readExports(file, options, builder, (bytes, rows) => {
      rowsOfFile = rows;
      onProgress({
        file: file.path,
        bytesRead: bytesBefore + Math.min(bytes, file.size),
        bytesTotal,
        rows: rowsBefore + rows,
      });
    });
    bytesBefore += file.size;
    rowsBefore += rowsOfFile;
  }
  for (const report of passedOver) builder.addUnread(report);
  if (options.exportedAt !== undefined) builder.setExportedAt(options.exportedAt);
}
