/**
 * Records on their way from the thread that reads the exports to the one that stores them: many rows of one
 * kind packed into numbers and bytes, which cross between threads without being copied.
 */
import type { ExportReceiver, ExportSink, ReadExport } from '../../exports/index.js';
import type { Moment } from '../../ledger/records.js';
import { numberOf } from '../ids.js';
import { type Cell, COLUMNS, type RowKind, type RowsOf } from './columns.js';
import { type CodeMemory, SeenCodes } from './seen-codes.js';

/**
 * Rows of one kind, of one part of a file. Their numbers and bytes stand where the next rows will: whoever gets
 * them takes what they hold at once.
 */
export interface Rows {
  readonly is: 'rows';
  readonly part: number;
  readonly kind: RowKind;
  readonly count: number;
  /**
   * Row by row, one number a column; NaN for none. What it means goes by the column's sort: a number; a word's
   * place in `words`; a SKU that is a number, or else −1 less its place in `words`; the bytes of a text.
   */
  readonly cells: Float64Array;
  /** The texts of all rows one after the other, as UTF-8. */
  readonly bytes: Uint8Array;
  readonly isAscii: boolean;
  readonly words: readonly string[];
  /** Which columns hold anything, as bits from the first on. */
  readonly used: number;
}

/** One message from the reading thread to the storing one. */
export type Parcel =
  | Rows
  | {
      readonly is: 'begin';
      readonly part: number;
      readonly source: SourcePlace;
      readonly path: string;
      readonly modifiedAt: Moment;
    }
  | { readonly is: 'problems'; readonly part: number; readonly problems: readonly ProblemRow[] }
  | { readonly is: 'restart'; readonly part: number }
  | {
      readonly is: 'finish';
      readonly part: number;
      readonly read: ReadExport;
      /** Rows that hold nothing to store. */
      readonly unneeded: number;
    };

/** The file on the disk that a part is of, and its place among all files. */
export interface SourcePlace {
  readonly path: string;
  readonly place: number;
}

interface ProblemRow {
  readonly line: number | null;
  readonly code: string;
  /** As JSON, which is how it is stored. */
  readonly message: string;
  readonly rejected: boolean;
}

const ALONE = { packer: 0, packers: 1 };

const ROWS_AT_ONCE = 2048;
const PROBLEMS_AT_ONCE = 512;
const MOST_BYTES = 1 << 18;
const NOWHERE = -1;

/** Packs what the readers hand over; `send` gets the parcels in order. */
export class Packer implements ExportReceiver {
  readonly #send: (parcel: Parcel) => void;
  readonly #codes: SeenCodes;
  readonly #packers: number;
  #parts: number;
  /** The file that is being read; null where parts stand for themselves. */
  #source: SourcePlace | null = null;

  /** @param team of several packers at once, which of how many it is, and what they remember together */
  constructor(
    send: (parcel: Parcel) => void,
    team: { readonly packer: number; readonly packers: number; readonly codes?: CodeMemory } = ALONE,
  ) {
    this.#send = send;
    this.#codes = new SeenCodes(team.codes);
    this.#parts = team.packer;
    this.#packers = team.packers;
  }

  /** The parts that follow are of this file. */
  openSource(source: SourcePlace): void {
    this.#source = source;
  }

  begin(path: string, modifiedAt: Moment): ExportSink {
    this.#parts += this.#packers;
    const part = this.#parts;
    const send = this.#send;
    send({ is: 'begin', part, source: this.#source ?? { path, place: part }, path, modifiedAt });
    const crates = new Map<RowKind, Crate>();
    let problems: ProblemRow[] = [];
    let unneeded = 0;
    const add = <Kind extends RowKind>(kind: Kind, row: RowsOf[Kind]): void => {
      let crate = crates.get(kind);
      if (crate === undefined) {
        crate = new Crate(kind);
        crates.set(kind, crate);
      }
      if (crate.add(row)) send(crate.packed(part));
    };
    const sendProblems = (): void => {
      if (problems.length > 0) send({ is: 'problems', part, problems });
      problems = [];
    };
    const addCode = (sku: string, refId: string | null): void => {
      if (refId !== null && this.#codes.isNew(sku, refId)) add('code', { sku, refId });
    };
    return {
      inventory(row, line) {
        addCode(row.sku, row.refId);
        add('inventory', { row, line });
      },
      order(row, document) {
        addCode(row.sku, row.refId);
        add('order', { row, document });
      },
      update: (row) => add('update', row),
      event: (row) => add('event', row),
      statusChange: (row) => add('statusChange', row),
      reservation: (row) => add('reservation', row),
      count: (row) => add('count', row),
      tradePolicies(row) {
        if (row.policies.length > 0) add('tradePolicies', row);
        else unneeded += 1;
      },
      kit: (row) => add('kit', row),
      unneeded() {
        unneeded += 1;
      },
      problem(line, code, message, rejected) {
        problems.push({ line, code, message: JSON.stringify(message), rejected });
        if (problems.length >= PROBLEMS_AT_ONCE) sendProblems();
      },
      restart: () => {
        crates.clear();
        problems = [];
        unneeded = 0;
        // The codes of the part are forgotten with it.
        this.#codes.clear();
        send({ is: 'restart', part });
      },
      finish(read) {
        for (const crate of crates.values()) if (crate.count > 0) send(crate.packed(part));
        sendProblems();
        send({ is: 'finish', part, read, unneeded });
      },
    };
  }
}

/** Rows of one kind being packed. */
class Crate {
  count = 0;
  readonly #kind: RowKind;
  readonly #width: number;
  #cells = new Float64Array(0);
  #at = 0;
  #bytes = Buffer.alloc(0);
  #length = 0;
  #isAscii = true;
  #words = new Map<string, number>();
  /** The word each column had last, and its place: rows often repeat those of the row before. */
  readonly #lastWords: string[];
  readonly #lastPlaces: number[];
  #used = 0;

  constructor(kind: RowKind) {
    this.#kind = kind;
    this.#width = COLUMNS[kind].length;
    this.#lastWords = COLUMNS[kind].map(() => '');
    this.#lastPlaces = COLUMNS[kind].map(() => NOWHERE);
  }

  /** @returns whether it is full */
  add<Kind extends RowKind>(row: RowsOf[Kind]): boolean {
    if (this.#at + this.#width > this.#cells.length) this.#growCells();
    const columns = COLUMNS[this.#kind];
    for (let index = 0; index < columns.length; index++) {
      const column = columns[index] as (typeof columns)[number];
      const value = (column.of as (from: RowsOf[RowKind]) => Cell)(row);
      if (value === null) {
        this.#cells[this.#at++] = Number.NaN;
        continue;
      }
      this.#used |= 1 << index;
      if (typeof value === 'number') this.#cells[this.#at++] = value;
      else if (column.sort === 'text') this.#cells[this.#at++] = this.#written(value);
      else if (column.sort === 'sku') this.#cells[this.#at++] = numberOf(value) ?? -1 - this.#word(value);
      else this.#cells[this.#at++] = this.#repeatedWord(index, value);
    }
    this.count += 1;
    return this.count >= ROWS_AT_ONCE || this.#length >= MOST_BYTES;
  }

  packed(part: number): Rows {
    const rows: Rows = {
      is: 'rows',
      part,
      kind: this.#kind,
      count: this.count,
      cells: this.#cells.subarray(0, this.#at),
      bytes: this.#bytes.subarray(0, this.#length),
      isAscii: this.#isAscii,
      words: [...this.#words.keys()],
      used: this.#used,
    };
    this.count = 0;
    this.#at = 0;
    this.#length = 0;
    this.#isAscii = true;
    this.#words = new Map();
    this.#lastPlaces.fill(NOWHERE);
    this.#used = 0;
    return rows;
  }

  #growCells(): void {
    const rows = this.#cells.length === 0 ? 32 : ROWS_AT_ONCE;
    const cells = new Float64Array(this.#width * rows);
    cells.set(this.#cells);
    this.#cells = cells;
  }

  #repeatedWord(column: number, text: string): number {
    const last = this.#lastPlaces[column] as number;
    if (last !== NOWHERE && this.#lastWords[column] === text) return last;
    const place = this.#word(text);
    this.#lastWords[column] = text;
    this.#lastPlaces[column] = place;
    return place;
  }

  #word(text: string): number {
    let place = this.#words.get(text);
    if (place === undefined) {
      place = this.#words.size;
      this.#words.set(text, place);
    }
    return place;
  }

  #written(text: string): number {
    const most = 3 * text.length;
    if (this.#length + most > this.#bytes.length) {
      const bytes = Buffer.alloc(Math.max(2 * this.#bytes.length, this.#length + most, 1024));
      bytes.set(this.#bytes.subarray(0, this.#length));
      this.#bytes = bytes;
    }
    const written = writtenAscii(this.#bytes, text, this.#length) ?? this.#bytes.write(text, this.#length);
    if (written !== text.length) this.#isAscii = false;
    this.#length += written;
    return written;
  }
}

/** Most texts are short and plain: a call to write them takes longer than they do. */
const SHORT = 64;

/** The bytes written of a short text of ASCII; null for any other. */
function writtenAscii(bytes: Uint8Array, text: string, start: number): number | null {
  const { length } = text;
  if (length > SHORT) return null;
  for (let at = 0; at < length; at++) {
    const code = text.charCodeAt(at);
    if (code >= 0x80) return null;
    bytes[start + at] = code;
  }
  return length;
}
