/**
 * How much of a stranger's archive or spreadsheet is unpacked: enough for any store's exports, too
 * little for a bomb to fill the disk or the memory.
 */
export interface Limits {
  /** Bytes one entry of an archive, or the standard input, may unpack to. */
  readonly entryBytes: number;
  /** Bytes all entries of one archive may unpack to. */
  readonly totalBytes: number;
  /** How many times larger than packed an entry may be, once it is larger than `ratioFrom`. */
  readonly ratio: number;
  readonly ratioFrom: number;
  /** Entries of one archive. */
  readonly entries: number;
}

export const LIMITS: Limits = {
  entryBytes: 16 * 2 ** 30,
  totalBytes: 64 * 2 ** 30,
  ratio: 250,
  ratioFrom: 16 * 2 ** 20,
  entries: 200_000,
};

/** A number of bytes as a limit is told. */
export function inWords(bytes: number): string {
  const units = ['bytes', 'KB', 'MB', 'GB'];
  let at = 0;
  let amount = bytes;
  for (; amount >= 1024 && at < units.length - 1; at++) amount /= 1024;
  return `${Math.round(amount)} ${units[at]}`;
}
