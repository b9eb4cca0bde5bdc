/** Where the records of a file go: what the reading of exports asks of whoever keeps them. */
import type { Moment } from '../ledger/records.js';
import type { Said, ShapeName } from '../words/said.js';
import type { FileReport, RecordSink } from './kinds.js';

/** Where the records of a file go. */
export interface ExportReceiver {
  /**
   * Called for each part that is read on its own: a file, a sheet, an archive's entry, one kind of
   * documents in a file. Rows of two kinds of documents in one file come in turns, at the same path.
   */
  begin(path: string, modifiedAt: Moment): ExportSink;
}

/** Where the records of one part go. */
export interface ExportSink extends RecordSink {
  /**
   * A row that cannot count (`rejected`), or something odd about a row that does. The line is null
   * where it is about the whole part.
   */
  problem(line: number | null, code: string, message: Said, rejected: boolean): void;
  /** Forget everything of this part: it is read again from its beginning, or could not be read. */
  restart(): void;
  /** The part is read; nothing follows. */
  finish(read: ReadExport): void;
}

/** What became of a part, and how it was understood. */
export interface ReadExport {
  readonly report: FileReport;
  /** It was exported no later than this: the moment itself where it is exact, else its day's end or the modification time. */
  readonly exportedBefore: Moment;
  /** Which header (or field of a document) was taken for which column. */
  readonly columns: readonly { readonly column: string; readonly header: string }[];
  /** What sorts of JSON it was; null for a table. */
  readonly shapes: readonly ShapeName[] | null;
}

/** Called with the share of a part that is read, from 0 to 1, and the rows of it. */
export type PartProgress = (share: number, rows: number) => void;
