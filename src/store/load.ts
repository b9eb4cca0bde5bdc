/** From paths to a loaded store: walks the folders, recognises each file and hands its records over. */
import { filesBelow, KINDS, type ReadOptions, readExport } from '../exports/index.js';
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
    const id = builder.addFile(file.path, file.modifiedAt);
    const { report, exportedBefore } = await readExport(
      file,
      KINDS,
      options,
      {
        inventory: (row, line) => builder.addInventory(id, row, line),
        order: (row) => builder.addOrderLine(id, row),
        update: (row) => builder.addUpdate(id, row),
        problem: (line, code, message, rejected) => builder.addProblem(id, line, code, message, rejected),
        restart: () => builder.forgetRows(id),
      },
      (bytes, rows) =>
        onProgress({
          file: file.path,
          bytesRead: bytesBefore + Math.min(bytes, file.size),
          bytesTotal,
          rows: rowsBefore + rows,
        }),
    );
    builder.finishFile(id, report, exportedBefore);
    if (report.rejected === 0 && report.reason !== null) {
      if (report.status === 'damaged') builder.addProblem(id, null, 'damaged-file', report.reason, false);
      if (report.status === 'unreadable')
        builder.addProblem(id, null, 'unreadable-file', report.reason, false);
    }
    bytesBefore += file.size;
    rowsBefore += report.rows;
  }
  for (const report of passedOver) {
    const id = builder.addFile(report.path, report.modifiedAt);
    builder.finishFile(id, report, report.modifiedAt);
    if (report.status === 'unreadable' && report.reason !== null) {
      builder.addProblem(id, null, 'unreadable-file', report.reason, false);
    }
  }
  if (options.exportedAt !== undefined) builder.setExportedAt(options.exportedAt);
}
