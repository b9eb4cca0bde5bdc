/** Reads files one after the other and hands on what they hold, in parcels. */
import type { FoundFile, ReadOptions } from '../../exports/index.js';
import { readExports } from '../../exports/read.js';
import { type Source, sourceOf } from '../sources.js';
import type { Packer } from './parcels.js';

/** A file to be read, with its place among all that were found. */
export interface PlacedFile extends FoundFile {
  readonly place: number;
}

/** Where a reader stands. */
export interface ReaderProgress {
  /** The file being read; empty before the first. */
  readonly file: string;
  /** Of all files it has read. */
  readonly bytesRead: number;
  readonly rows: number;
}

/**
 * @returns the files as they were read
 * @throws UserError when a file's dates need `--date-order`
 */
export async function readInto(
  files: Iterable<PlacedFile>,
  options: ReadOptions,
  packer: Packer,
  onProgress: (progress: ReaderProgress) => void,
): Promise<Source[]> {
  const sources: Source[] = [];
  let bytesBefore = 0;
  let rowsBefore = 0;
  for (const { place, ...file } of files) {
    let rowsOfFile = 0;
    sources.push(await sourceOf(file));
    packer.openSource({ path: file.path, place });
    await readExports(file, options, packer, (bytes, rows) => {
      rowsOfFile = rows;
      onProgress({
        file: file.path,
        bytesRead: bytesBefore + Math.min(bytes, file.size),
        rows: rowsBefore + rows,
      });
    });
    bytesBefore += file.size;
    rowsBefore += rowsOfFile;
  }
  return sources;
}
