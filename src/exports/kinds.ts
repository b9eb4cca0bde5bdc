/** The interface every kind of export implements, and the records the kinds hand on. */
import type { Moment, ReservationStatus, Units } from '../ledger/records.js';
import type { ColumnName, Said, TitleName } from '../words/said.js';
import type { DateReader } from './dates.js';

export type ExportKind =
  | 'inventory'
  | 'orders'
  | 'updates'
  | 'feed'
  | 'reservations'
  | 'counts'
  | 'trade-policies'
  | 'kits';

/** How dates are read where the files leave it open. */
export interface ReadOptions {
  /** IANA zone of dates without one; UTC when absent. */
  readonly timezone?: string;
  /** How local dates such as 03/04/2026 read; decided by the file's rows when absent. */
  readonly dateOrder?: 'dmy' | 'mdy';
  /** T of the newest inventory; overrides columns and file names. */
  readonly exportedAt?: Moment;
  /** Headers the user named for columns: kind, then column, then the header as the file has it. */
  readonly headers?: HeaderMap;
  /** How the warehouse is read out of Data Pipeline's `item_availabilty_id`: a pattern whose first group is it. */
  readonly pipelineWarehouse?: RegExp;
  /** Stop after the first row that counts: only to see how a file is understood. */
  readonly firstRowOnly?: boolean;
}

/** Headers by kind and column, as `--map` and the configuration give them. */
export type HeaderMap = Readonly<Record<string, Readonly<Record<string, string>>>>;

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
  /** Rows that are part of what is known; 0 before the exports are put together. */
  readonly kept: number;
  /** Rows that hold nothing to keep: lines of other sellers, a warehouse without trade policies. */
  readonly unneeded: number;
  /**
   * `read`: whole (single rows may still be rejected). `damaged`: an export, or named like one, that is
   * cut off, empty, or lacks a column it needs. `skipped`: nothing invfix reads. `unreadable`: the system
   * refused it.
   */
  readonly status: 'read' | 'damaged' | 'skipped' | 'unreadable';
  /** Why, unless it was read whole. */
  readonly reason: Said | null;
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
  readonly message: Said;
  readonly file: string;
  /** Line of the first one in its file, from 1; null when it is the whole file. */
  readonly line: number | null;
}

/** One row of an inventory export. */
export interface InventoryRow {
  readonly sku: string;
  /** Null when the warehouse cannot be read out of the row; `availabilityId` is then matched to known ids. */
  readonly warehouse: string | null;
  /** Data Pipeline's id of the balance; null in every other export. */
  readonly availabilityId: string | null;
  readonly warehouseName: string | null;
  readonly refId: string | null;
  readonly inStock: Units;
  readonly reserved: Units;
  readonly available: Units;
  /** VTEX's pages disagree on what it counts: shown, and nothing is decided by it. Null where the export has none. */
  readonly dispatched: Units | null;
  readonly unlimited: boolean;
  /** Null when the export has no such column. */
  readonly locks: readonly string[] | null;
  /** The export's moment, where a column gives it. */
  readonly exportedAt: Moment | null;
  /** Seconds between an order and its shipping from here; null where the export does not say. */
  readonly leadTime: number | null;
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
  readonly invoicedAt: Moment | null;
  readonly warehouse: string | null;
  /** Cents. */
  readonly unitPrice: number | null;
  readonly currency: string | null;
  /** The kit's SKU, where this line is a component the order itself names. */
  readonly kit: string | null;
  /** Whose order it is here: the store's own, one taken for another seller, or one that came from a marketplace. */
  readonly origin: 'marketplace' | 'fulfillment' | 'chain' | null;
  /** Who fulfils the line, as the export names it. */
  readonly seller: string | null;
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

/**
 * One row of Data Pipeline's `item_update_historical`: what a balance held after one event. Its
 * predecessors tell what the event changed.
 */
export interface EventRow {
  readonly sku: string;
  /** Null when the warehouse cannot be read out of the row; `availabilityId` is then matched to known ids. */
  readonly warehouse: string | null;
  readonly availabilityId: string;
  readonly at: Moment;
  readonly author: string | null;
  /** `reservation-create`, `reservation-cancel`, `item-availability-update`, …, in lower case. */
  readonly event: string;
  readonly quantity: Units;
  readonly reserved: Units | null;
  readonly reservationId: string | null;
}

/** One entry of the orders feed: an order came to a status. */
export interface StatusChangeRow {
  readonly order: string;
  readonly at: Moment;
  readonly status: string;
  readonly from: string | null;
}

/** One reservation, as the Logistics API lists it. */
export interface ReservationRow {
  readonly lockId: string;
  readonly sku: string;
  /** Null where only the file's place can tell. */
  readonly warehouse: string | null;
  readonly units: Units;
  /** Null where the file cannot tell a confirmed reservation from an acknowledged one. */
  readonly status: ReservationStatus | null;
  readonly createdAt: Moment | null;
  readonly confirmedAt: Moment | null;
  readonly acknowledgedAt: Moment | null;
  readonly canceledAt: Moment | null;
  /** The kit's SKU, where the reserved unit is a component of one. */
  readonly kit: string | null;
}

/** One row of a physical count. */
export interface CountRow {
  readonly sku: string;
  readonly warehouse: string;
  readonly counted: Units;
  readonly at: Moment | null;
}

/** The trade policies a warehouse serves: for all SKUs, or for one. */
export interface TradePoliciesRow {
  readonly warehouse: string;
  readonly sku: string | null;
  readonly policies: readonly string[];
}

/** One component of a kit. */
export interface KitRow {
  readonly kit: string;
  readonly sku: string;
  /** Units of the component in one kit. */
  readonly units: Units;
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
  /** It may hold several values: in JSON, a list. */
  readonly isList?: true;
  /** Blank in most rows: a row may end before it. */
  readonly isOftenBlank?: true;
}

/** Where the rows of an export go. */
export interface RecordSink {
  inventory(row: InventoryRow, line: number): void;
  /** `document` counts the documents of a file that hold an order whole each; 0 where lines stand on their own. */
  order(row: OrderRow, document: number): void;
  update(row: UpdateRow): void;
  event(row: EventRow): void;
  statusChange(row: StatusChangeRow): void;
  reservation(row: ReservationRow): void;
  count(row: CountRow, line: number): void;
  tradePolicies(row: TradePoliciesRow): void;
  kit(row: KitRow): void;
  /** A row that was understood and holds nothing to keep. */
  unneeded(): void;
}

/** One row, by the names of its kind's columns. */
export interface Row<Name extends string> {
  readonly line: number;
  /** Which of the file's documents it belongs to, from 1, where each holds an order whole; else 0. */
  readonly document: number;
  /** The field, trimmed; empty where the file has no such column. */
  value(name: Name): string;
  /** The number that a field of plain digits comes to, as most are; null where only its text can tell. */
  digits(name: Name): number | null;
  /** The moment of a field in VTEX's own form, as most dates are in; null where only its text can tell. */
  utcMoment(name: Name): Moment | null;
  has(name: Name): boolean;
  /** The column's header as the file has it, for messages. */
  header(name: Name): string;
  readonly dates: DateReader;
  readonly options: ReadOptions;
  /** Of a table with personal data no value is told: in a damaged row it may be somebody's name. */
  readonly hidesValues: boolean;
  /** Tells of something odd in a row that counts all the same. */
  remark(code: string, message: Said): void;
}

/** A row that cannot count, and why. */
export class Rejection {
  constructor(
    readonly code: string,
    readonly message: Said,
  ) {}
}

/** One kind of export: how it is recognised and how its rows become records. */
export interface KindOfExport<Name extends string = string> {
  readonly kind: ExportKind;
  /** What it is called in messages. */
  readonly title: TitleName;
  readonly columns: Readonly<Record<Name, Column>>;
  /** The columns that hold dates: they decide how local dates read. */
  readonly dates: readonly Name[];
  /** Personal data stands beside what is read. */
  readonly holdsPersonalData?: true;
  /** Headers that say a file is something else, however well its other columns fit. */
  readonly foreign?: readonly string[];
  /**
   * What a file that has these columns lacks to be this kind; empty when it is one, null when it looks
   * like something else.
   */
  missing(found: ReadonlySet<Name>): readonly ColumnName[] | null;
  /**
   * Hands one row to the sink.
   * @returns the row's own date, for the period the file covers; null when it has none
   */
  read(row: Row<Name>, sink: RecordSink): Moment | Rejection | null;
}
