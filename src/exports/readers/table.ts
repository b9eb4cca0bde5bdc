/** What every reader of rows gives: the first rows, among which the header is found, and then all that follow. */

import type { Said } from '../../words/said.js';
import type { CutCells } from './cutter.js';

/** Why a row is no record. `cut-off`: the file ends in the middle of it. */
export type RowFault = 'columns' | 'quote' | 'too-long' | 'cut-off' | 'syntax';

/** What becomes of the rows. */
export interface RowHandler {
  /**
   * Rows may leave out blank fields at their end, as spreadsheets do where they write CSV, but have so many;
   * as many as the header has where it is absent.
   */
  readonly fewestFields?: number;
  /**
   * A record with the fields of the header as they stand (not all trimmed). Reading stops where it
   * returns false.
   */
  row(fields: readonly string[], line: number): boolean;
  /**
   * The columns that are asked for, ascending. A reader that can spare the others hands over by `cells` the
   * rows of which it need not know them.
   */
  readonly wanted?: readonly number[];
  /** As `row`, of the wanted fields alone; they are another row's when it returns. */
  cells?(cells: CutCells, line: number): boolean;
  /** @param fields those of a row that has too few or too many */
  fault(fault: RowFault, line: number, reason: Said, fields?: readonly string[]): void;
  /** Now and then, with the share of the file that is read, from 0 to 1. */
  progress(share: number): void;
}

/** A CSV file or a sheet of a spreadsheet, opened. */
export interface Table {
  /** The sheet's name; null for a file that is one table. */
  readonly name: string | null;
  /** The first rows that are not blank, at most TOP_ROWS: one of them may be the header. */
  readonly top: readonly (readonly string[])[];
  /** Reads every row after `top[header]`, in the order of the file. May be called again. */
  read(header: number, handler: RowHandler): Promise<void>;
  /** A field as it is meant: decoding waits until a field is wanted. */
  decoded(field: string): string;
}

/** Titles and blank rows may stand above a header; it is looked for in so many rows. */
export const TOP_ROWS = 20;
