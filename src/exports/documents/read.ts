/**
 * The documents of one file → records: each document is unfolded into rows by its shape, and the shape's
 * kind makes records of them, the same as of a table's rows.
 */
import type { Moment } from '../../ledger/records.js';
import type { Said, ShapeName } from '../../words/said.js';
import {
  type DateOrder,
  DateOrderNeeded,
  DateReader,
  decidedOrder,
  type OrderHint,
  orderHint,
} from '../dates.js';
import { systemReason } from '../files.js';
import { type KindOfExport, type ReadOptions, Rejection } from '../kinds.js';
import { type Part, readPart, unreadPart } from '../part.js';
import type { DocumentHandler, Documents } from '../readers/json.js';
import type { ExportReceiver, ExportSink, PartProgress } from '../receiver.js';
import { JsonRow, type RowHandler } from './row.js';
import type { JsonObject, NameOfDocument, Shape } from './shape.js';
import { type DocumentTaker, Walk } from './walk.js';

/** What became of a file of documents. */
export interface ReadDocuments {
  readonly rows: number;
  /** Why it holds nothing, if it does; it is `faulty` when what it holds is no JSON. Else its reports are handed over. */
  readonly unread: { readonly isFaulty: boolean; readonly reason: Said } | null;
}

/**
 * Reads a file's documents; each kind among them is a part of its own.
 * @throws UserError when local dates could be day-month or month-day
 */
export async function readDocuments(
  documents: Documents,
  part: Part,
  options: ReadOptions,
  receiver: ExportReceiver,
  onProgress: PartProgress,
): Promise<ReadDocuments> {
  const sinks = new Sinks(part, receiver);
  const passIn = async (order: DateOrder | null) => {
    const pass = new Pass(part, options, order, sinks, onProgress);
    await documents.read(pass);
    return pass.finish();
  };
  try {
    try {
      return await passIn(options.dateOrder ?? null);
    } catch (error) {
      if (!(error instanceof DateOrderNeeded)) throw error;
      const order = decidedOrder(part.path, await dateHints(documents, options));
      sinks.restart();
      return await passIn(order);
    }
  } catch (error) {
    if (sinks.isEmpty) throw error;
    sinks.abandon(systemReason(error));
    return { rows: 0, unread: null };
  }
}

/** The sinks of a file, by kind: asked for when the first document of a kind comes. */
class Sinks {
  readonly #sinks = new Map<KindOfExport, ExportSink>();

  constructor(
    private readonly part: Part,
    private readonly receiver: ExportReceiver,
  ) {}

  get isEmpty(): boolean {
    return this.#sinks.size === 0;
  }

  of(kind: KindOfExport): ExportSink {
    const known = this.#sinks.get(kind);
    if (known !== undefined) return known;
    const sink = this.receiver.begin(this.part.path, this.part.modifiedAt);
    this.#sinks.set(kind, sink);
    return sink;
  }

  restart(): void {
    for (const sink of this.#sinks.values()) sink.restart();
  }

  /** Ends the reading where the system refuses to go on. */
  abandon(reason: Said): void {
    for (const sink of this.#sinks.values()) {
      sink.restart();
      sink.finish(unreadPart(this.part, 'unreadable', reason));
    }
  }
}

/** What all local dates of a file say of their order. */
async function dateHints(documents: Documents, options: ReadOptions): Promise<Set<OrderHint>> {
  const hints = new Set<OrderHint>();
  const dates = new DateReader(options.timezone, null);
  const handlerOf = (kind: KindOfExport): RowHandler => ({
    row(row) {
      for (const name of kind.dates) {
        const hint = orderHint(row.value(name));
        if (hint !== null) hints.add(hint);
      }
    },
    remark() {},
    reject() {},
  });
  const rows = new Map<KindOfExport, JsonRow>();
  const walk = new Walk(options.headers, {
    isDone: false,
    known(shape, document) {
      const row = rows.get(shape.kind) ?? new JsonRow(shape.kind, dates, options, handlerOf(shape.kind));
      rows.set(shape.kind, row);
      row.begin(0, 0);
      shape.unfold(document, row);
    },
    unknown() {},
    failed() {},
    incomplete() {},
  });
  await documents.read({
    document(value) {
      walk.visit(value);
      return true;
    },
    fault() {},
    progress() {},
  });
  return hints;
}

/** A document, or a piece of the file that is none, that counts for nothing. */
interface Refusal {
  readonly line: number;
  readonly code: 'unknown-document' | 'error-answer' | 'incomplete-page' | 'bad-json' | 'cut-off';
  readonly message: Said;
}

/** Refusals before the first document that is known, kept until there is a report for them. */
const MOST_WAITING = 100_000;

/** One reading of a file's documents. */
class Pass implements DocumentHandler, DocumentTaker {
  isDone = false;
  readonly #dates: DateReader;
  readonly #walk: Walk;
  readonly #kinds = new Map<KindOfExport, KindPass>();
  readonly #waiting: Refusal[] = [];
  #waitingBeyond = 0;
  #first: KindPass | null = null;
  #line = 0;
  #isCutOff = false;

  constructor(
    private readonly part: Part,
    private readonly options: ReadOptions,
    private readonly order: DateOrder | null,
    private readonly sinks: Sinks,
    private readonly onProgress: PartProgress,
  ) {
    this.#dates = new DateReader(options.timezone, order);
    this.#walk = new Walk(options.headers, this);
  }

  document(value: unknown, { line }: { line: number }): boolean {
    this.#line = line;
    this.#walk.visit(value);
    return !this.isDone;
  }

  fault(line: number, reason: Said): void {
    const isCutOff = reason.key === 'document-cut-off';
    if (isCutOff) this.#isCutOff = true;
    this.#refuse({ line, code: isCutOff ? 'cut-off' : 'bad-json', message: reason });
  }

  progress(share: number): void {
    this.onProgress(share, this.#rows());
  }

  known(shape: Shape, document: JsonObject, warehouse: unknown): void {
    const pass = this.#kinds.get(shape.kind) ?? this.#begin(shape.kind);
    if (pass.unfold(shape, document, warehouse, this.#line) && this.options.firstRowOnly === true) {
      this.isDone = true;
    }
  }

  unknown(reason: Said): void {
    this.#refuse({ line: this.#line, code: 'unknown-document', message: reason });
  }

  failed(reason: Said): void {
    this.#refuse({ line: this.#line, code: 'error-answer', message: reason });
  }

  incomplete(reason: Said): void {
    this.#refuse({ line: this.#line, code: 'incomplete-page', message: reason });
  }

  finish(): ReadDocuments {
    if (this.#first === null) return { rows: 0, unread: this.#nothingRead() };
    const damage: Said | null = this.#isCutOff ? { key: 'cut-off-in-document' } : null;
    for (const pass of this.#kinds.values()) pass.finish(this.part, damage, this.order);
    return { rows: this.#rows(), unread: null };
  }

  #begin(kind: KindOfExport): KindPass {
    const pass = new KindPass(kind, this.#dates, this.options, this.sinks.of(kind));
    this.#kinds.set(kind, pass);
    if (this.#first === null) {
      this.#first = pass;
      for (const refusal of this.#waiting.splice(0)) pass.refuse(refusal);
      for (; this.#waitingBeyond > 0; this.#waitingBeyond--) {
        pass.refuse({ line: this.#line, code: 'unknown-document', message: MANY_UNKNOWN });
      }
    }
    return pass;
  }

  #refuse(refusal: Refusal): void {
    if (this.#first !== null) this.#first.refuse(refusal);
    else if (this.#waiting.length < MOST_WAITING) this.#waiting.push(refusal);
    else this.#waitingBeyond++;
  }

  #nothingRead(): NonNullable<ReadDocuments['unread']> {
    const [first] = this.#waiting;
    if (first === undefined) return { isFaulty: false, reason: { key: 'no-entries' } };
    const failed = this.#waiting.find(({ code }) => code === 'error-answer');
    if (failed !== undefined) return { isFaulty: true, reason: failed.message };
    const unknown = this.#waiting.find(({ code }) => code === 'unknown-document');
    if (unknown !== undefined) return { isFaulty: false, reason: unknown.message };
    const values = { line: first.line, problem: first.message };
    return { isFaulty: true, reason: { key: 'no-json', values } };
  }

  #rows(): number {
    let rows = 0;
    for (const pass of this.#kinds.values()) rows += pass.rows;
    return rows;
  }
}

const MANY_UNKNOWN: Said = { key: 'many-unknown-documents' };

/** The reading of one kind among a file's documents. */
class KindPass implements RowHandler {
  rows = 0;
  #rejected = 0;
  #from: Moment | null = null;
  #to: Moment | null = null;
  #documents = 0;
  /** What the document at hand is called: seldom asked for. */
  #name: () => NameOfDocument | null = () => null;
  readonly #row: JsonRow;
  readonly #columns = new Map<string, string>();
  readonly #shapes = new Set<ShapeName>();

  constructor(
    private readonly kind: KindOfExport,
    dates: DateReader,
    options: ReadOptions,
    private readonly sink: ExportSink,
  ) {
    this.#row = new JsonRow(kind, dates, options, this);
  }

  /** @returns whether a row of the document counts */
  unfold(shape: Shape, document: JsonObject, warehouse: unknown, line: number): boolean {
    const counted = this.rows - this.#rejected;
    const number = ++this.#documents;
    const row = this.#row;
    this.#shapes.add(shape.title);
    row.begin(line, shape.holdsWholeOrder === true ? number : 0);
    this.#name = () => shape.nameOf(document);
    if (warehouse !== undefined && 'warehouse' in this.kind.columns) {
      row.set('warehouse', warehouse, '', 'warehouseId');
      row.keep();
    }
    shape.unfold(document, row);
    return this.rows - this.#rejected > counted;
  }

  row(row: JsonRow): void {
    this.rows++;
    row.noteColumns(this.#columns);
    const outcome = row.fault ?? this.kind.read(row, this.sink);
    if (outcome instanceof Rejection) {
      this.#rejected++;
      this.sink.problem(row.line, outcome.code, this.#within(outcome.message), true);
    } else if (outcome !== null) {
      if (this.#from === null || outcome < this.#from) this.#from = outcome;
      if (this.#to === null || outcome > this.#to) this.#to = outcome;
    }
  }

  remark(row: JsonRow, code: string, message: Said): void {
    this.sink.problem(row.line, code, this.#within(message), false);
  }

  reject(row: JsonRow, { code, message }: Rejection): void {
    this.refuse({ line: row.line, code, message: this.#within(message) });
  }

  /** A problem of the document at hand. */
  #within(problem: Said): Said {
    const { of, id } = this.#name() ?? { of: 'document', id: String(this.#documents) };
    return { key: 'in-document', values: { of, id, problem } };
  }

  refuse({ line, code, message }: { line: number; code: string; message: Said }): void {
    this.rows++;
    this.#rejected++;
    this.sink.problem(line, code, message, true);
  }

  finish(part: Part, damage: Said | null, dateOrder: DateOrder | null): void {
    const read = {
      kind: this.kind.kind,
      rows: this.rows,
      rejected: this.#rejected,
      damage,
      from: this.#from,
      to: this.#to,
      columns: [...this.#columns].map(([column, header]) => ({ column, header })),
      shapes: [...this.#shapes],
      dateOrder,
    };
    this.sink.finish(readPart(part, read, this.#row.options));
  }
}
