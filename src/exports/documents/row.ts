/** The row a document is unfolded into: filled field by field, read by its kind, and then used again. */
import type { Said } from '../../words/said.js';
import { trimmed } from '../columns.js';
import type { DateReader } from '../dates.js';
import { type KindOfExport, type ReadOptions, Rejection, type Row } from '../kinds.js';
import type { RowWriter } from './shape.js';
import { wrongType } from './shape.js';

/** What becomes of the rows of a document. */
export interface RowHandler {
  row(row: JsonRow): void;
  remark(row: JsonRow, code: string, message: Said): void;
  reject(row: JsonRow, rejection: Rejection): void;
}

/** One row of a document; millions of rows cost no object each. */
export class JsonRow implements Row<string>, RowWriter<string> {
  line = 0;
  document = 0;
  /** Why it can be no record, whatever its kind says. */
  fault: Rejection | null = null;
  readonly #columns: string[] = [];
  readonly #values: unknown[] = [];
  readonly #paths: string[] = [];
  readonly #keys: string[] = [];
  #count = 0;
  #kept = 0;
  #keptFault: Rejection | null = null;

  constructor(
    private readonly kind: KindOfExport,
    readonly dates: DateReader,
    readonly options: ReadOptions,
    private readonly handler: RowHandler,
  ) {}

  /** A document names each of its fields: none stands in the place of another. */
  readonly hidesValues = false;

  /** Makes it the first row of a document. */
  begin(line: number, document: number): void {
    this.line = line;
    this.document = document;
    this.#count = this.#kept = 0;
    this.fault = this.#keptFault = null;
  }

  set(column: string, value: unknown, path: string, key: string): void {
    const before = this.#find(column);
    const at = before >= this.#kept ? before : this.#count++;
    this.#columns[at] = column;
    this.#values[at] = value;
    this.#paths[at] = path;
    this.#keys[at] = key;
    if (typeof value !== 'string' && value !== null && value !== undefined) {
      this.fault ??= faultOf(value, this.kind.columns[column]?.isList === true, path + shown(key));
    }
  }

  keep(): void {
    this.#kept = this.#count;
    this.#keptFault = this.fault;
  }

  write(): void {
    this.handler.row(this);
    this.#count = this.#kept;
    this.fault = this.#keptFault;
  }

  value(column: string): string {
    const at = this.#find(column);
    if (at < 0) return '';
    const value = this.#values[at];
    if (typeof value === 'string') return trimmed(value);
    return value === null || value === undefined ? '' : String(value);
  }

  digits(): null {
    return null;
  }

  utcMoment(): null {
    return null;
  }

  has(column: string): boolean {
    return this.#find(column) >= 0;
  }

  header(column: string): string {
    const at = this.#find(column);
    return at < 0 ? column : `${this.#paths[at] ?? ''}${shown(this.#keys[at] ?? '')}`;
  }

  /** Adds the columns it has, and the fields they came from: `items[].quantity`, whichever item it was. */
  noteColumns(headers: Map<string, string>): void {
    for (let at = 0; at < this.#count; at++) {
      const column = this.#columns[at] ?? '';
      if (!headers.has(column)) headers.set(column, this.header(column).replace(/\[\d+\]/g, '[]'));
    }
  }

  remark(code: string, message: Said): void {
    this.handler.remark(this, code, message);
  }

  reject(rejection: Rejection): void {
    this.handler.reject(this, rejection);
  }

  #find(column: string): number {
    return this.#count === 0 ? -1 : this.#columns.lastIndexOf(column, this.#count - 1);
  }
}

/** What is wrong with a value that is no text; null where it is a number, a truth value, or a list in its place. */
function faultOf(value: unknown, mayBeList: boolean, column: string): Rejection | null {
  if (typeof value === 'boolean') return null;
  if (typeof value === 'number') {
    const isExact = Number.isSafeInteger(value) || !Number.isInteger(value);
    return isExact ? null : new Rejection('bad-number', { key: 'too-many-digits', values: { column } });
  }
  const isPlain = (entry: unknown) =>
    typeof entry === 'string' || typeof entry === 'number' || entry === null;
  if (mayBeList && Array.isArray(value) && value.every(isPlain)) return null;
  return wrongType(column, value, 'text-or-number');
}

/** A field's name for a message: a stranger wrote it. */
function shown(key: string): string {
  if (key.length <= 40 && !/\p{Cc}/u.test(key)) return key;
  const line = key.replace(/\p{Cc}+/gu, ' ');
  return line.length > 40 ? `${line.slice(0, 39)}…` : line;
}
