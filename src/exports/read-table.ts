/** The rows of one table → records of its kind. */
import type { Moment } from '../ledger/records.js';
import { trimmed } from './columns.js';
import {
  type DateOrder,
  DateOrderNeeded,
  DateReader,
  decidedOrder,
  type OrderHint,
  orderHint,
} from './dates.js';
import { type ReadOptions, Rejection, type Row } from './kinds.js';
import type { ReadRows } from './part.js';
import type { RowFault, Table } from './readers/table.js';
import type { ExportSink, PartProgress } from './receiver.js';
import type { RecognisedTable } from './recognise.js';

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
async function dateHints(
  table: Table,
  { kind, positions, header }: RecognisedTable,
): Promise<Set<OrderHint>> {
  const columns = kind.dates.flatMap((name) => positions.get(name) ?? []);
  const hints = new Set<OrderHint>();
  await table.read(header, {
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

const FAULT_CODES: Readonly<Record<RowFault, string>> = {
  columns: 'wrong-column-count',
  quote: 'bad-quote',
  'too-long': 'row-too-long',
  'cut-off': 'cut-off',
  syntax: 'bad-row',
};

/** Of a sheet, the fault itself says what is lost. */
const CUT_OFF = 'cut off: the file ends in the middle of a row';

/** One reading of a table's rows; is itself the row it is at, so that millions of rows cost no object each. */
class Pass implements Row<string> {
  line = 0;
  readonly document = 0;
  #rows = 0;
  #rejected = 0;
  #damage: string | null = null;
  #from: Moment | null = null;
  #to: Moment | null = null;
  #fields: readonly string[] = [];
  readonly #header: readonly string[];

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
      shape: null,
      dateOrder,
    };
  }

  row(fields: readonly string[], line: number): boolean {
    this.#rows++;
    this.line = line;
    this.#fields = fields;
    const outcome = this.recognised.kind.read(this, this.sink);
    if (outcome instanceof Rejection) {
      this.#rejected++;
      this.sink.problem(line, outcome.code, outcome.message, true);
      return true;
    }
    if (outcome !== null) {
      if (this.#from === null || outcome < this.#from) this.#from = outcome;
      if (this.#to === null || outcome > this.#to) this.#to = outcome;
    }
    return this.options.firstRowOnly !== true;
  }

  fault(fault: RowFault, line: number, reason: string): void {
    this.#rows++;
    this.#rejected++;
    if (fault === 'cut-off') this.#damage = this.table.name === null ? CUT_OFF : reason;
    this.sink.problem(line, FAULT_CODES[fault], reason, true);
  }

  progress(share: number): void {
    this.onProgress(share, this.#rows);
  }

  value(name: string): string {
    const position = this.recognised.positions.get(name);
    if (position === undefined) return '';
    return trimmed(this.table.decoded(this.#fields[position] ?? ''));
  }

  has(name: string): boolean {
    return this.recognised.positions.has(name);
  }

  header(name: string): string {
    const position = this.recognised.positions.get(name);
    return position === undefined ? name : (this.#header[position] ?? name);
  }

  remark(code: string, message: string): void {
    this.sink.problem(this.line, code, message, false);
  }
}
