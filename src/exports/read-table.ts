/** The rows of one table → records of its kind. */
import type { Moment } from '../ledger/records.js';
import type { Said } from '../words/said.js';
import { trimmed } from './columns.js';
import {
  type DateOrder,
  DateOrderNeeded,
  DateReader,
  decidedOrder,
  type OrderHint,
  orderHint,
  utcMomentIn,
} from './dates.js';
import { type ReadOptions, Rejection, type Row } from './kinds.js';
import { digitsIn } from './numbers.js';
import type { ReadRows } from './part.js';
import type { CutCells } from './readers/cutter.js';
import type { RowFault, Table } from './readers/table.js';
import type { ExportSink, PartProgress } from './receiver.js';
import { type RecognisedTable, recogniseHeader } from './recognise.js';

/**
 * Reads a table into `sink`.
 * @param path for messages
 * @throws UserError when its local dates could be day-month or month-day
 */
export async function readTable(
  table: Table,
  recognised: RecognisedTable,
  path: string,
  options: ReadOptions,
  sink: ExportSink,
  onProgress: PartProgress,
): Promise<ReadRows> {
  const passIn = async (order: DateOrder | null) => {
    const pass = new Pass(
      table,
      recognised,
      new DateReader(options.timezone, order),
      options,
      sink,
      onProgress,
    );
    await table.read(recognised.header, pass);
    return pass.finished(order);
  };
  try {
    return await passIn(options.dateOrder ?? null);
  } catch (error) {
    if (!(error instanceof DateOrderNeeded)) throw error;
    const order = decidedOrder(path, await dateHints(table, recognised));
    sink.restart();
    return await passIn(order);
  }
}

/** What all local dates of a table say of their order. */
async function dateHints(table: Table, recognised: RecognisedTable): Promise<Set<OrderHint>> {
  const { kind, positions, header } = recognised;
  const columns = kind.dates.flatMap((name) => positions.get(name) ?? []);
  const hints = new Set<OrderHint>();
  await table.read(header, {
    fewestFields: fewestFieldsOf(recognised),
    row(fields) {
      for (const column of columns) {
        const hint = orderHint((fields[column] ?? '').trim());
        if (hint !== null) hints.add(hint);
      }
      return true;
    },
    fault() {},
    progress() {},
  });
  return hints;
}

/** Rows may end after the last column that is not often blank. */
function fewestFieldsOf({ kind, positions }: RecognisedTable): number {
  const needed = [...positions].filter(([name]) => kind.columns[name]?.isOftenBlank !== true);
  return 1 + Math.max(...needed.map(([, position]) => position));
}

const FAULT_CODES: Readonly<Record<RowFault, string>> = {
  columns: 'wrong-column-count',
  quote: 'bad-quote',
  'too-long': 'row-too-long',
  'cut-off': 'cut-off',
  syntax: 'bad-row',
};

/** Of a sheet, the fault itself says what is lost. */
const CUT_OFF: Said = { key: 'cut-off-in-row' };

/** How CSV keeps spreadsheets from taking a text for a number: `="0012"`. */
const QUOTED_FORMULA = /^="([^"]*)"$/;

/** What people write before the sums below a table, in three languages. */
const TOTALS = /^\s*(sub|grand )?tota(l|is|les)( geral| general)?\s*:?\s*$/i;

/** Millions of rows of words would each be taken for a header, at fifty times the cost of a row. */
const MOST_LOOKS = 50_000;

/** One reading of a table's rows; is itself the row it is at, so that millions of rows cost no object each. */
class Pass implements Row<string> {
  line = 0;
  readonly document = 0;
  #rows = 0;
  #rejected = 0;
  #damage: Said | null = null;
  #from: Moment | null = null;
  #to: Moment | null = null;
  /** The row: all its fields, or the wanted ones as they were cut out. */
  #fields: readonly string[] = [];
  #cut: CutCells | null = null;
  /** Rows that were looked at more closely. */
  #looks = 0;
  /** Another table has begun: what follows is none of this one's rows. */
  #isOver = false;
  readonly fewestFields: number;
  readonly hidesValues: boolean;
  readonly wanted: readonly number[];
  readonly #header: readonly string[];
  /** Where each column stands among the wanted ones. */
  readonly #places: ReadonlyMap<string, number>;

  constructor(
    private readonly table: Table,
    private readonly recognised: RecognisedTable,
    readonly dates: DateReader,
    readonly options: ReadOptions,
    private readonly sink: ExportSink,
    private readonly onProgress: PartProgress,
  ) {
    this.#header = (table.top[recognised.header] ?? []).map((field) =>
      trimmed(table.decoded(field).replace(/\p{Cc}+/gu, ' ')),
    );
    this.fewestFields = fewestFieldsOf(recognised);
    this.hidesValues = recognised.kind.holdsPersonalData === true;
    this.wanted = [...new Set(recognised.positions.values())].toSorted((a, b) => a - b);
    this.#places = new Map(
      [...recognised.positions].map(([name, position]) => [name, this.wanted.indexOf(position)]),
    );
  }

  finished(dateOrder: DateOrder | null): ReadRows {
    return {
      kind: this.recognised.kind.kind,
      rows: this.#rows,
      rejected: this.#rejected,
      damage: this.#damage,
      from: this.#from,
      to: this.#to,
      columns: [...this.recognised.positions.keys()].map((column) => ({
        column,
        header: this.header(column),
      })),
      shapes: null,
      dateOrder,
    };
  }

  cells(cells: CutCells, line: number): boolean {
    this.#cut = cells;
    return this.#take([], line);
  }

  row(fields: readonly string[], line: number): boolean {
    this.#cut = null;
    this.line = line;
    if (TOTALS.test(fields.find((field) => field !== '') ?? '')) {
      this.remark('totals', { key: 'totals' });
      return true;
    }
    return this.#take(fields, line);
  }

  #take(fields: readonly string[], line: number): boolean {
    this.line = line;
    this.#fields = fields;
    this.#rows++;
    const outcome = this.recognised.kind.read(this, this.sink);
    if (outcome instanceof Rejection) {
      if (this.#cut !== null || !this.#isHeader(fields, line))
        this.#reject(line, outcome.code, outcome.message);
      return !this.#isOver;
    }
    if (outcome !== null) {
      if (this.#from === null || outcome < this.#from) this.#from = outcome;
      if (this.#to === null || outcome > this.#to) this.#to = outcome;
    }
    return this.options.firstRowOnly !== true;
  }

  fault(fault: RowFault, line: number, reason: Said, fields: readonly string[] = []): void {
    if (this.#isOver) return;
    this.#rows++;
    if (this.#isHeader(fields, line)) return;
    if (fault === 'cut-off') this.#damage = this.table.name === null ? CUT_OFF : reason;
    this.#reject(line, FAULT_CODES[fault], reason);
  }

  #reject(line: number, code: string, message: Said): void {
    this.#rejected++;
    this.sink.problem(line, code, message, true);
  }

  /**
   * Whether a row that cannot count is a header, as where files were put one after the other. The same
   * header again is passed over; with another one this table is over.
   */
  #isHeader(fields: readonly string[], line: number): boolean {
    const { kind, positions } = this.recognised;
    // Headers are words: this spares most rows the closer look.
    if ([...positions.values()].some((position) => /\d/.test(fields[position] ?? ''))) return false;
    if (this.#looks++ >= MOST_LOOKS) return false;
    const texts = fields.map((field) => this.table.decoded(field));
    const found = recogniseHeader(texts, this.options.headers ?? {});
    if (found === null || !('positions' in found)) return false;
    const isSame =
      found.kind === kind &&
      [...found.positions].every(([name, position]) => positions.get(name) === position) &&
      found.positions.size === positions.size;
    if (isSame) {
      this.#rows--;
      return true;
    }
    this.#isOver = true;
    this.#damage = { key: 'another-table', values: { line } };
    this.#reject(line, 'another-table', { key: 'another-table-here' });
    return true;
  }

  progress(share: number): void {
    this.onProgress(share, this.#rows);
  }

  value(name: string): string {
    const field = this.#field(name);
    if (field === '') return '';
    const text = trimmed(this.table.decoded(field));
    return text.startsWith('="') ? text.replace(QUOTED_FORMULA, '$1') : text;
  }

  #field(name: string): string {
    if (this.#cut === null) {
      const position = this.recognised.positions.get(name);
      return position === undefined ? '' : (this.#fields[position] ?? '');
    }
    const place = this.#places.get(name);
    return place === undefined ? '' : this.#cut.text(place);
  }

  digits(name: string): number | null {
    const place = this.#places.get(name);
    const cut = this.#cut;
    if (cut === null || place === undefined) return null;
    return digitsIn(cut.bytes, cut.start(place), cut.end(place));
  }

  utcMoment(name: string): Moment | null {
    const place = this.#places.get(name);
    const cut = this.#cut;
    if (cut === null || place === undefined) return null;
    return utcMomentIn(cut.bytes, cut.start(place), cut.end(place));
  }

  has(name: string): boolean {
    return this.recognised.positions.has(name);
  }

  header(name: string): string {
    const position = this.recognised.positions.get(name);
    return position === undefined ? name : (this.#header[position] ?? name);
  }

  remark(code: string, message: Said): void {
    this.sink.problem(this.line, code, message, false);
  }
}
