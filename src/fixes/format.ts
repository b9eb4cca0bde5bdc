/** The interface every format of a fix implements, and the names of the files it makes. */
import type { Correction } from '../ledger/index.js';
import type { BalanceOrigin, Source } from '../store/reading.js';

/** A file to be written. */
export interface FixFile {
  readonly path: string;
  /** Its contents; texts in UTF-8. May be gone through once. */
  readonly pieces: Iterable<string | Uint8Array>;
}

/** What a format may ask for besides the counts. */
export interface FixFacts {
  /** The store's VTEX account; undefined where the user gave none. */
  readonly account: string | undefined;
  /** The user agrees that lead times no export says are set to none. */
  readonly resetsLeadTimes: boolean;
  /** Null for a balance that no inventory export has. */
  originOf(sku: string, warehouse: string): BalanceOrigin | null;
  /** The files the scan has read, as they were. */
  sources(): readonly Source[];
}

/** One format: what it turns corrections into. */
export interface Format {
  /**
   * @param target the file the user named; several files get numbers
   * @returns the files, and what the user should know about them, each a sentence
   * @throws UserError when the corrections cannot be written so
   */
  files(
    target: string,
    corrections: readonly Correction[],
    facts: FixFacts,
  ): Promise<{ readonly files: readonly FixFile[]; readonly notes: readonly string[] }>;
}

/** `fix.csv` as it is when it is the only file; of several, `fix-1.csv`, `fix-2.csv`, … */
export function numberedPath(path: string, index: number, count: number): string {
  return count === 1 ? path : `${withoutEnding(path)}-${index + 1}${endingOf(path)}`;
}

/** `.csv`, or an empty text. */
export function endingOf(path: string): string {
  return /[^/\\](\.[^./\\]+)$/.exec(path)?.[1] ?? '';
}

/** The path without its ending. */
export function withoutEnding(path: string): string {
  return path.slice(0, path.length - endingOf(path).length);
}
