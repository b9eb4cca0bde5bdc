/** The interface every kind of export implements, and the records the kinds hand on. */
import type { Moment, Units } from '../ledger/records.js';
import type { DateReader } from './dates.js';

export type ExportKind = 'inventory' | 'orders' | 'updates';

/** How dates are read where the files leave it open. */
export interface ReadOptions {
  /** IANA zone of dates without one; UTC when absent. */
  readonly timezone?: string;
  /** How local dates such as 03/04/2026 read; decided by the file's rows when absent. */
  readonly dateOrder?: 'dmy' | 'mdy';
  /** T of the newest inventory; overrides columns and file names. */
  readonly exportedAt?: Moment;
}

/** What became of one file. */
export interface FileReport {
  readonly path: string;
  /** What it was taken for; null when it is nothing invfix knows. */
  readonly kind: ExportKind | null;
  /** Data rows read, the rejected ones included. */
  readonly rows: number;
  readonly rejected: number;
  /** Rows left out because the same record stands elsewhere. */
  readonly duplicates: number;
  /**
   * `read`: whole (single rows may still be rejected). `damaged`: an export, or named like one, that is
   * cut off, empty, or lacks a column it needs. `skipped`: nothing invfix reads. `unreadable`: the system
   * refused it.
   */
  readonly status: 'read' | 'damaged' | 'skipped' | 'unreadable';
  /** One sentence why, unless it was read whole. */
  readonly reason: string | null;
  /** When it was exported; null when nothing tells. */
  readonly exportedAt: Moment | null;
  readonly exportedAtSource: 'option' | 'column' | 'file-name' | null;
  /** The file's modification time: it was exported no later than this. */
  readonly modifiedAt: Moment;
  /** The period its rows' dates cover; null for rows without dates. */
  readonly from: Moment | null;
  readonly to: Moment | null;
}

/** Rows (or a file) that could not be read as they should, of one sort, with the first one's place. */
export interface Problem {
  readonly code: string;
  readonly count: number;
  readonly message: string;
  readonly file: string;
  /** Line of the first one in its file, from 1; null when it is the whole file. */
  readonly line: number | null;
}

/** One row of an inventory export. */
export interface InventoryRow {
  readonly sku: string;
  readonly warehouse: string;
  readonly warehouseName: string | null;
  readonly refId: string | null;
  readonly inStock: Units;
  readonly reserved: Units;
  readonly available: Units;
  readonly unlimited: boolean;
  /** Null when the export has no such column. */
  readonly locks: readonly string[] | null;
  /** The export's moment, where a column gives it. */
  readonly exportedAt: Moment | null;
}

/** One row of an order export: a line of an order. */
export interface OrderRow {
  readonly order: string;
  readonly lockId: string | null;
  readonly sku: string;
  /** The SKU's reference code. */
  readonly refId: string | null;
  readonly units: Units;
  readonly status: string;
  readonly createdAt: Moment | null;
  readonly authorizedAt: Moment | null;
  readonly lastChangeAt: Moment | null;
  readonly handlingAt: Moment | null;
  readonly warehouse: string | null;
  /** Cents. */
  readonly unitPrice: number | null;
  readonly currency: string | null;
}

/** One row of an update log. */
export interface UpdateRow {
  readonly sku: string;
  readonly warehouse: string;
  readonly at: Moment;
  readonly author: string | null;
  readonly before: Units;
  readonly after: Units;
}

/** A column a kind needs, and the headers it goes by. */
export interface Column {
  /**
   * Header names, VTEX's own first: where a file has several of them, the first in this list is the
   * column. Compared by letters and digits alone, without case and accents.
   */
  readonly names: readonly string[];
  /** Headers taken for it where none of the names is there; sees them as they are compared. */
  readonly like?: RegExp;
}

/** Where the rows of an export go. */
export interface RecordSink {
  inventory(row: InventoryRow, line: number): void;
  order(row: OrderRow): void;
  update(row: UpdateRow): void;
}

/** One row, by the names of its kind's columns. */
export interface Row<Name extends string> {
  readonly line: number;
  /** The field, trimmed; empty where the file has no such column. */
  value(name: Name): string;
  has(name: Name): boolean;
  /** The column's header as the file has it, for messages. */
  header(name: Name): string;
  readonly dates: DateReader;
  /** Tells of something odd in a row that counts all the same. */
  remark(code: string, message: string): void;
}

/** A row that cannot count, and why. */
export class Rejection {
  constructor(
    readonly code: string,
    readonly message: string,
  ) {}
}

/** One kind of export: how it is recognised and how its rows become records. */
export interface KindOfExport<Name extends string = string> {
  readonly kind: ExportKind;
  /** For messages: "an order export". */
  readonly title: string;
  readonly columns: Readonly<Record<Name, Column>>;
  /** The columns that hold dates: they decide how local dates read. */
  readonly dates: readonly Name[];
  /**
   * What a file that has these columns lacks to be this kind, in words; empty when it is one, null
   * when it looks like something else.
   */
  missing(found: ReadonlySet<Name>): readonly string[] | null;
  /**
   * Hands one row to the sink.
   * @returns the row's own date, for the period the file covers; null when it has none
   */
  read(row: Row<Name>, sink: RecordSink): Moment | Rejection | null;
}
