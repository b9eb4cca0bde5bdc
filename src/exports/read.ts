/** One file → its records: what kind it is, how its dates read, and a report of what became of it. */
import { UserError } from '../errors.js';
import type { Moment } from '../ledger/records.js';
import { columnPositions, foldedHeader } from './columns.js';
import {
  type DateOrder,
  DateOrderNeeded,
  DateReader,
  type OrderHint,
  orderFromHints,
  orderHint,
} from './dates.js';
import { momentInName } from './file-name.js';
import { type FoundFile, systemReason, unread } from './files.js';
import type { FileReport, KindOfExport, ReadOptions, RecordSink, Row } from './kinds.js';
import { Rejection } from './kinds.js';
import { fromWindows1252, type NoText, openText } from './readers/bytes.js';
import { type CsvTable, openCsv, type RowFault, readRecords } from './readers/csv.js';

/** Where a file's rows and faults go. */
export interface ExportSink extends RecordSink {
  /** A row that cannot count (`rejected`), or something odd about a row that does. */
  problem(line: number, code: string, message: string, rejected: boolean): void;
  /** Forget everything of this file: it is read again from its beginning. */
  restart(): void;
}

/** A file's report, and what bounds its moment of export. */
export interface ReadExport {
  readonly report: FileReport;
  /** It was exported no later than this: the moment itself where it is exact, else its day's end or the modification time. */
  readonly exportedBefore: Moment;
}

/** Called with the bytes and rows read so far. */
export type FileProgress = (bytes: number, rows: number) => void;

/** Headers of tables that look like exports and are none, or not yet. */
const OTHER_TABLES: readonly (readonly [headers: readonly string[], reason: string])[] = [
  [['itemavailabiltyid'], 'a VTEX Data Pipeline table: not read yet'],
  [['itemavailabilityid'], 'a VTEX Data Pipeline table: not read yet'],
  [['correctedquantity', 'availableitems'], 'a correction invfix wrote, not an export'],
  [['containerid', 'quantity', 'leadtime'], 'a batch inventory file, not an export'],
  [['counted'], 'a physical count: not read yet'],
  [['kitskuid'], 'a list of kits: not read yet'],
  [['tradepolicies', 'warehouseid'], 'a list of trade policies: not read yet'],
];

/**
 * Reads one file into `sink`. What is wrong with the file stands in the report.
 * @throws UserError when its local dates could be day-month or month-day
 */
export async function readExport(
  file: FoundFile,
  kinds: readonly KindOfExport[],
  options: ReadOptions,
  sink: ExportSink,
  onProgress: FileProgress,
): Promise<ReadExport> {
  const bound = (report: FileReport) => ({ report, exportedBefore: file.modifiedAt });
  try {
    const source = await openText(file.path);
    if ('sort' in source) return bound(reportOfNoText(file, source));
    try {
      const table = await openCsv(source);
      const recognised = table === null ? null : recognise(table, kinds);
      if (table === null || recognised === null) {
        return bound(unread(file.path, 'skipped', unknownReason(table), file.modifiedAt));
      }
      if ('reason' in recognised) {
        const { kind, reason } = recognised;
        const status = kind === null ? 'skipped' : 'damaged';
        return bound({ ...unread(file.path, status, reason, file.modifiedAt), kind });
      }
      return await readTable(file, table, recognised, options, sink, onProgress);
    } finally {
      await source.close();
    }
  } catch (error) {
    if (error instanceof UserError) throw error;
    return bound(unread(file.path, 'unreadable', systemReason(error), file.modifiedAt));
  }
}

interface Recognised {
  readonly kind: KindOfExport;
  readonly positions: ReadonlyMap<string, number>;
}

function recognise(
  table: CsvTable,
  kinds: readonly KindOfExport[],
): Recognised | { kind: FileReport['kind']; reason: string } | null {
  const folded = new Set(table.header.map(foldedHeader));
  for (const [headers, reason] of OTHER_TABLES) {
    if (headers.every((header) => folded.has(header))) return { kind: null, reason };
  }
  const candidates = kinds.flatMap((kind) => {
    const positions = columnPositions(kind.columns, table.header);
    const missing = kind.missing(new Set(positions.keys()));
    return missing === null ? [] : [{ kind, positions, missing }];
  });
  const whole = candidates.find(({ missing }) => missing.length === 0);
  if (whole !== undefined) return whole;
  const [closest] = candidates.toSorted((a, b) => a.missing.length - b.missing.length);
  if (closest === undefined) return null;
  const { kind, missing } = closest;
  return { kind: kind.kind, reason: `${kind.title} without a column for ${missing.join(' and ')}` };
}

function reportOfNoText(file: FoundFile, { sort, reason }: NoText): FileReport {
  const isNamedLikeExport = /\.(csv|tsv|txt)$/i.test(file.path);
  const isBroken = sort === 'empty' || sort === 'binary' || sort === 'too-large';
  return unread(file.path, isNamedLikeExport && isBroken ? 'damaged' : 'skipped', reason, file.modifiedAt);
}

/** A header is shown, a row of data never: it may hold somebody's name. */
function unknownReason(table: CsvTable | null): string {
  if (table === null) return 'not a table invfix knows';
  const isHeader = table.header.every((field) => !/[\d@]/.test(field));
  if (!isHeader) return 'no header with column names invfix knows';
  const line = table.header.join(table.delimiter).replace(/\p{Cc}+/gu, ' ');
  return `no column names invfix knows; first row: ${line.length > 60 ? `${line.slice(0, 59)}…` : line}`;
}

async function readTable(
  file: FoundFile,
  table: CsvTable,
  recognised: Recognised,
  options: ReadOptions,
  sink: ExportSink,
  onProgress: FileProgress,
): Promise<ReadExport> {
  let order = options.dateOrder ?? null;
  let pass = new Pass(table, recognised, new DateReader(options.timezone, order), sink, onProgress);
  try {
    await readRecords(table, pass);
  } catch (error) {
    if (!(error instanceof DateOrderNeeded)) throw error;
    order = await orderOfDates(file, table, recognised);
    sink.restart();
    pass = new Pass(table, recognised, new DateReader(options.timezone, order), sink, onProgress);
    await readRecords(table, pass);
  }
  const { kind } = recognised.kind;
  const name = file.path.replace(/^.*[/\\]/, '').replace(/\.[^.]*$/, '');
  const named = momentInName(name, options.timezone, order);
  const inColumn = kind === 'inventory' ? pass.to : null;
  const exportedAt = inColumn ?? named?.at ?? null;
  return {
    report: {
      path: file.path,
      kind,
      rows: pass.rows,
      rejected: pass.rejected,
      duplicates: 0,
      status: pass.isCutOff ? 'damaged' : 'read',
      reason: pass.isCutOff ? 'cut off: the file ends in the middle of a row' : null,
      exportedAt,
      exportedAtSource: exportedAt === null ? null : inColumn === null ? 'file-name' : 'column',
      modifiedAt: file.modifiedAt,
      from: pass.from,
      to: pass.to,
    },
    exportedBefore: inColumn ?? (named === null ? file.modifiedAt : withinDay(named, file.modifiedAt)),
  };
}

/** A modification time on the day a name tells says how late on it the export can have been. */
function withinDay(named: { at: Moment; until: Moment }, modifiedAt: Moment): Moment {
  return modifiedAt >= named.at && modifiedAt < named.until ? modifiedAt : named.until;
}

/**
 * Reads all of a file's dates to learn how its local ones go.
 * @throws UserError when they leave it open, or go both ways
 */
async function orderOfDates(
  file: FoundFile,
  table: CsvTable,
  { kind, positions }: Recognised,
): Promise<DateOrder> {
  const columns = kind.dates.flatMap((name) => positions.get(name) ?? []);
  const hints = new Set<OrderHint>();
  await readRecords(table, {
    row(fields) {
      for (const column of columns) {
        const hint = orderHint((fields[column] ?? '').trim());
        if (hint !== null) hints.add(hint);
      }
    },
    fault() {},
    progress() {},
  });
  const order = orderFromHints(hints);
  if (order === 'contradictory') {
    throw new UserError(
      `${file.path}: some dates can only be day-month, others only month-day.`,
      'Say how the others read: invfix scan PATH --date-order dmy, or mdy.',
    );
  }
  if (order === null) {
    throw new UserError(
      `${file.path}: its dates could be day-month or month-day, and no row tells which.`,
      'Say so: invfix scan PATH --date-order dmy (31/12/2026), or --date-order mdy (12/31/2026).',
    );
  }
  return order;
}

const FAULT_CODES: Readonly<Record<RowFault, string>> = {
  columns: 'wrong-column-count',
  quote: 'bad-quote',
  'too-long': 'row-too-long',
  'cut-off': 'cut-off',
};

/** One reading of a file's rows; is itself the row it is at, so that millions of rows cost no object each. */
class Pass implements Row<string> {
  rows = 0;
  rejected = 0;
  isCutOff = false;
  from: Moment | null = null;
  to: Moment | null = null;
  line = 0;
  #fields: readonly string[] = [];

  constructor(
    private readonly table: CsvTable,
    private readonly recognised: Recognised,
    readonly dates: DateReader,
    private readonly sink: ExportSink,
    private readonly onProgress: FileProgress,
  ) {}

  row(fields: readonly string[], line: number): void {
    this.rows++;
    this.line = line;
    this.#fields = fields;
    const outcome = this.recognised.kind.read(this, this.sink);
    if (outcome instanceof Rejection) {
      this.rejected++;
      this.sink.problem(line, outcome.code, outcome.message, true);
    } else if (outcome !== null) {
      if (this.from === null || outcome < this.from) this.from = outcome;
      if (this.to === null || outcome > this.to) this.to = outcome;
    }
  }

  fault(fault: RowFault, line: number, reason: string): void {
    this.rows++;
    this.rejected++;
    if (fault === 'cut-off') this.isCutOff = true;
    this.sink.problem(line, FAULT_CODES[fault], reason, true);
  }

  progress(position: number): void {
    this.onProgress(position, this.rows);
  }

  value(name: string): string {
    const position = this.recognised.positions.get(name);
    if (position === undefined) return '';
    const field = (this.#fields[position] ?? '').trim();
    return this.table.source.encoding === 'latin1' ? fromWindows1252(field) : field;
  }

  has(name: string): boolean {
    return this.recognised.positions.has(name);
  }

  header(name: string): string {
    const position = this.recognised.positions.get(name);
    return position === undefined
      ? name
      : (this.table.header[position] ?? name).replace(/\p{Cc}+/gu, ' ').trim();
  }

  remark(code: string, message: string): void {
    this.sink.problem(this.line, code, message, false);
  }
}
