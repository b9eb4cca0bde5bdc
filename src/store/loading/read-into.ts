/** Reads files one after the other and hands on what they hold, in parcels. */
import { type FoundFile, type ReadOptions, readExports } from '../../exports/index.js';
import type { LoadProgress } from './load.js';
import { Packer, type Parcel } from './parcels.js';

/** A file to be read, with its place among all that were found. */
export interface PlacedFile extends FoundFile {
  readonly place: number;
}

/** @throws UserError when a file's dates need `--date-order` */
export async function readInto(
  files: readonly PlacedFile[],
  options: ReadOptions,
  send: (parcel: Parcel) => void,
  onProgress: (progress: LoadProgress) => void,
): Promise<void> {
  const packer = new Packer(send);
  const bytesTotal = files.reduce((sum, { size }) => sum + size, 0);
  let bytesBefore = 0;
  let rowsBefore = 0;
  for (const file of files) {
    let rowsOfFile = 0;
    packer.openSource({ path: file.path, place: file.place });
    await readExports(file, options, packer, (bytes, rows) => {
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
}
