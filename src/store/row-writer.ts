/** Writes the rows of each file, as they are read, to the tables they are loaded into. */
import type { Database, Statement } from 'better-sqlite3';
import type { FileReport } from '../exports/kinds.js';
import type { Moment } from '../ledger/records.js';
import type { Said } from '../words/said.js';
import { checkLoaded, storedOf } from './accounts.js';
import { Ids, SkuIds } from './ids.js';
import { COLUMNS, type RowKind, type StoredColumn } from './loading/columns.js';
import type { Parcel, Rows, SourcePlace } from './loading/parcels.js';
import { COLUMNS_WITH_FEW_WORDS, TABLES_OF_ROWS } from './schema.js';

const TABLES: Readonly<Record<RowKind, string>> = {
  inventory: 'inventory_row',
  order: 'order_line',
  update: 'inventory_update',
  event: 'event',
  statusChange: 'status_change',
  reservation: 'reservation',
  count: 'physical_count',
  tradePolicies: 'trade_policies',
  kit: 'kit',
  code: 'reference_code',
};

/**
 * Rows that one statement inserts: fewer calls, each of which costs more than a row. Its values are given one by one:
 * out of an array they would be taken at twice the cost.
 */
const ROWS_A_STATEMENT = 128;

type Value = number | string | null;

/** What has been stored of a part so far. */
interface PartInHand {
  readonly file: number;
  hasRows: boolean;
  /** How many of each kind. */
  readonly records: Map<RowKind, number>;
  rejected: number;
  lines: Lines | null;
}

/** Where the order lines of a part stand, and their newest change. */
interface Lines {
  readonly first: number;
  readonly last: number;
  readonly lastChangeAt: Moment | null;
}

export class RowWriter {
  readonly #db: Database;
  readonly #words: Ids;
  readonly #skus: SkuIds;
  readonly #availabilities: Ids;
  readonly #statements;
  readonly #inserts = new Map<string, Statement<Value[]>>();
  #lastBalance = Number.NEGATIVE_INFINITY;
  #areBalancesInOrder: boolean;
  /** The files of the parts that are being read, by part. */
  readonly #parts = new Map<number, PartInHand>();

  constructor(db: Database) {
    this.#db = db;
    this.#words = new Ids(db, 'word');
    this.#skus = new SkuIds(db);
    this.#availabilities = new Ids(db, 'availability');
    this.#statements = statementsOf(db);
    this.#areBalancesInOrder = db.prepare('SELECT 1 FROM inventory_row LIMIT 1').get() === undefined;
  }

  /** Whether inventory rows have all come in the order of their SKUs' numbers; false where some were there before. */
  get areBalancesInOrder(): boolean {
    return this.#areBalancesInOrder;
  }

  /** Stores what one parcel brings. Parcels of a part come in order. */
  take(parcel: Parcel): void {
    if (parcel.is === 'begin') {
      const file = this.#addFile(parcel.source, parcel.path, parcel.modifiedAt);
      this.#parts.set(parcel.part, { file, hasRows: false, records: new Map(), rejected: 0, lines: null });
      return;
    }
    const part = this.#parts.get(parcel.part);
    if (part === undefined) throw new Error(`part ${parcel.part} was never begun`);
    const { file, records } = part;
    switch (parcel.is) {
      case 'rows':
        records.set(parcel.kind, (records.get(parcel.kind) ?? 0) + this.#insert(part, parcel));
        return;
      case 'problems':
        part.hasRows = true;
        for (const { line, code, message, rejected } of parcel.problems) {
          this.#addProblem(file, line, code, message, rejected);
          if (rejected) part.rejected += 1;
        }
        return;
      case 'restart':
        records.clear();
        part.rejected = 0;
        // Nothing written, nothing to look for: a folder may hold very many files that cannot be read.
        if (!part.hasRows) return;
        for (const statement of this.#statements.forget) statement.run(file);
        part.hasRows = false;
        part.lines = null;
        return;
      case 'finish':
        checkLoaded(parcel.read.report, { records, rejected: part.rejected, unneeded: parcel.unneeded });
        this.#finish(file, parcel.read.report, parcel.read.exportedBefore, {
          unneeded: parcel.unneeded,
          stored: storedOf(parcel.read.report, records),
          lines: part.lines,
        });
        this.#parts.delete(parcel.part);
    }
  }

  /** A file that could not be looked into at all. */
  addUnread(report: FileReport, place: number): void {
    const source = { path: report.path, place };
    this.#finish(this.#addFile(source, report.path, report.modifiedAt), report, report.modifiedAt, {
      unneeded: 0,
      stored: 0,
      lines: null,
    });
  }

  /** Comes after the last parcel: until then the table of SKUs lacks some. */
  end(): void {
    this.#skus.store();
  }

  /** Tells of the parts of a file that was changed while it was read. */
  markChanged(source: string): void {
    const reason = JSON.stringify({ key: 'changed-while-read' } satisfies Said);
    for (const { id } of this.#statements.partsRead.all(source)) {
      this.#statements.damaged.run(reason, id);
      this.#addProblem(id, null, 'damaged-file', reason, false);
    }
  }

  #addFile(source: SourcePlace, path: string, modifiedAt: Moment): number {
    const { lastInsertRowid } = this.#statements.file.run(
      source.path,
      source.place,
      path,
      modifiedAt,
      modifiedAt,
    );
    return Number(lastInsertRowid);
  }

  #finish(
    file: number,
    report: FileReport,
    exportedBefore: Moment,
    { unneeded, stored, lines }: { unneeded: number; stored: number; lines: Lines | null },
  ): void {
    const { kind, rows, rejected, status, exportedAt, exportedAtSource, from, to } = report;
    const reason = report.reason === null ? null : JSON.stringify(report.reason);
    this.#statements.report.run({
      file,
      kind,
      rows,
      rejected,
      unneeded,
      stored,
      status,
      reason,
      exportedAt,
      exportedAtSource,
      exportedBefore,
      from,
      to,
      firstLine: lines?.first ?? null,
      lastLine: lines?.last ?? null,
      lastChangeAt: lines?.lastChangeAt ?? null,
    });
    if (rejected > 0 || reason === null) return;
    if (status === 'damaged') this.#addProblem(file, null, 'damaged-file', reason, false);
    if (status === 'unreadable') this.#addProblem(file, null, 'unreadable-file', reason, false);
  }

  #addProblem(file: number, line: number | null, code: string, message: string, rejected: boolean): void {
    this.#statements.problem.run(file, line, code, message, rejected ? 1 : 0);
  }

  /**
   * Inserts many rows; columns that none of them fills are left out.
   * @returns how many were inserted
   */
  #insert(part: PartInHand, rows: Rows): number {
    const { file } = part;
    part.hasRows = true;
    const all: readonly StoredColumn<never>[] = COLUMNS[rows.kind];
    const isUsed = all.map((_, index) => (rows.used & (1 << index)) !== 0);
    const columns = all.filter((_, index) => isUsed[index]);
    const hasFile = rows.kind !== 'code';
    const width = columns.length + (hasFile ? 1 : 0);
    const key = `${rows.kind} ${rows.used}`;
    const texts = new Texts(rows.bytes, rows.isAscii);
    const words = all.map((): (number | undefined)[] => []);
    const { cells } = rows;
    let at = 0;
    let values: Value[] = new Array<Value>(width * Math.min(rows.count, ROWS_A_STATEMENT));
    let inserted = 0;
    for (let done = 0; done < rows.count; ) {
      const count = Math.min(ROWS_A_STATEMENT, rows.count - done);
      if (values.length !== width * count) values = new Array<Value>(width * count);
      let filled = 0;
      for (let row = 0; row < count; row++) {
        if (hasFile) values[filled++] = file;
        for (let index = 0; index < all.length; index++) {
          const cell = cells[at++] as number;
          if (!isUsed[index]) continue;
          const column = all[index] as StoredColumn<never>;
          if (Number.isNaN(cell)) values[filled++] = null;
          else if (column.sort === 'number') values[filled++] = cell;
          else values[filled++] = this.#value(column, cell, rows, texts, words[index] ?? []);
        }
      }
      const { changes, lastInsertRowid } = this.#statement(key, rows.kind, columns, count).run(...values);
      inserted += changes;
      done += count;
      if (rows.kind === 'inventory') this.#noteOrder(values, columns, width);
      if (done === rows.count && rows.kind === 'order') noteLines(part, rows, Number(lastInsertRowid));
    }
    return inserted;
  }

  /** Looks at the SKUs of inventory rows as they were just stored. */
  #noteOrder(values: readonly Value[], columns: readonly StoredColumn<never>[], width: number): void {
    const place = width - columns.length + columns.findIndex(({ column }) => column === 'sku');
    for (let at = place; at < values.length && this.#areBalancesInOrder; at += width) {
      const sku = values[at] as number;
      this.#areBalancesInOrder = sku >= this.#lastBalance;
      this.#lastBalance = sku;
    }
  }

  #value(
    column: StoredColumn<never>,
    cell: number,
    rows: Rows,
    texts: Texts,
    known: (number | undefined)[],
  ): Value {
    switch (column.sort) {
      case 'number':
        return cell;
      case 'text':
        return texts.next(cell);
      case 'sku':
        return cell >= 0 ? this.#skus.ofNumber(cell) : this.#skus.ofText(rows.words[-1 - cell] ?? '');
      case 'word': {
        let id = known[cell];
        if (id === undefined) {
          id = this.#words.of(rows.words[cell] ?? '');
          known[cell] = id;
          if (COLUMNS_WITH_FEW_WORDS.includes(column.column))
            this.#statements.met.run(`${TABLES[rows.kind]}.${column.column}`, id);
        }
        return id;
      }
      case 'availability':
        return this.#availabilities.of(rows.words[cell] ?? '');
    }
  }

  #statement(
    key: string,
    kind: RowKind,
    columns: readonly StoredColumn<never>[],
    rows: number,
  ): Statement<Value[]> {
    const name = `${key} ${rows}`;
    let statement = this.#inserts.get(name);
    if (statement === undefined) {
      const names = [...(kind === 'code' ? [] : ['file']), ...columns.map(({ column }) => column)];
      const row = `(${names.map(() => '?').join()})`;
      statement = this.#db.prepare<Value[]>(
        `INSERT INTO ${TABLES[kind]} (${names.join()}) VALUES ${new Array(rows).fill(row).join()}`,
      );
      if (rows === ROWS_A_STATEMENT || rows === 1) this.#inserts.set(name, statement);
    }
    return statement;
  }
}

const WIDTH_OF_LINE = COLUMNS.order.length;
const LAST_CHANGE = COLUMNS.order.findIndex(({ column }) => column === 'last_change_at');

/** Adds the lines of a parcel, of which the last one has just been stored. */
function noteLines(part: PartInHand, { cells, count }: Rows, last: number): void {
  let newest = part.lines?.lastChangeAt ?? Number.NaN;
  for (let at = LAST_CHANGE; at < count * WIDTH_OF_LINE; at += WIDTH_OF_LINE) {
    const change = cells[at] as number;
    if (change > newest || Number.isNaN(newest)) newest = change;
  }
  part.lines = {
    first: part.lines?.first ?? last - count + 1,
    last,
    lastChangeAt: Number.isNaN(newest) ? null : newest,
  };
}

/** The texts of a parcel, one after the other. */
class Texts {
  readonly #bytes: Buffer;
  readonly #isAscii: boolean;
  #at = 0;

  constructor(bytes: Uint8Array, isAscii: boolean) {
    this.#bytes = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
    this.#isAscii = isAscii;
  }

  next(length: number): string {
    if (length === 0) return '';
    const from = this.#at;
    this.#at += length;
    return this.#isAscii ? this.#bytes.latin1Slice(from, this.#at) : this.#bytes.utf8Slice(from, this.#at);
  }
}

function statementsOf(db: Database) {
  return {
    file: db.prepare(
      `INSERT INTO file (source, place, path, rows, rejected, duplicates, status, exported_before, modified_at)
       VALUES (?, ?, ?, 0, 0, 0, 'unreadable', ?, ?)`,
    ),
    report: db.prepare(
      `UPDATE file SET kind = @kind, rows = @rows, rejected = @rejected, unneeded = @unneeded, stored = @stored, status = @status, reason = @reason,
         exported_at = @exportedAt, exported_at_source = @exportedAtSource, exported_before = @exportedBefore,
         from_at = @from, to_at = @to, first_line = @firstLine, last_line = @lastLine,
         last_change_at = @lastChangeAt
       WHERE id = @file`,
    ),
    partsRead: db.prepare<[string], { id: number }>(
      "SELECT id FROM file WHERE source = ? AND status = 'read'",
    ),
    damaged: db.prepare("UPDATE file SET status = 'damaged', reason = ? WHERE id = ?"),
    problem: db.prepare('INSERT INTO problem VALUES (?, ?, ?, ?, ?)'),
    met: db.prepare('INSERT OR IGNORE INTO word_of_column VALUES (?, ?)'),
    forget: TABLES_OF_ROWS.map((table) => db.prepare(`DELETE FROM ${table} WHERE file = ?`)),
  };
}
