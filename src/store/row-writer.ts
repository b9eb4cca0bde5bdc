/** Writes the rows of each file, as they are read, to the tables they are loaded into. */
import type { Database, Statement } from 'better-sqlite3';
import type { FileReport } from '../exports/kinds.js';
import type { Moment } from '../ledger/records.js';
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

/** Rows that one statement inserts: fewer calls, each of which costs more than a row. */
const ROWS_A_STATEMENT = 64;

type Value = number | string | null;

export class RowWriter {
  readonly #db: Database;
  readonly #words: Ids;
  readonly #skus: SkuIds;
  readonly #availabilities: Ids;
  readonly #statements;
  readonly #inserts = new Map<string, Statement<[Value[]]>>();
  /** The files of the parts that are being read, by part. */
  readonly #files = new Map<number, { readonly file: number; readonly before: number }>();

  constructor(db: Database) {
    this.#db = db;
    this.#words = new Ids(db, 'word');
    this.#skus = new SkuIds(db);
    this.#availabilities = new Ids(db, 'availability');
    this.#statements = statementsOf(db);
  }

  /** Stores what one parcel brings. Parcels of a part come in order. */
  take(parcel: Parcel): void {
    if (parcel.is === 'begin') {
      const file = this.#addFile(parcel.source, parcel.path, parcel.modifiedAt);
      this.#files.set(parcel.part, { file, before: this.#changes() });
      return;
    }
    const part = this.#files.get(parcel.part);
    if (part === undefined) throw new Error(`part ${parcel.part} was never begun`);
    const { file, before } = part;
    switch (parcel.is) {
      case 'rows':
        this.#insert(file, parcel);
        return;
      case 'problems':
        for (const { line, code, message, rejected } of parcel.problems)
          this.#addProblem(file, line, code, message, rejected);
        return;
      case 'restart':
        // Nothing written, nothing to look for: a folder may hold very many files that cannot be read.
        if (this.#changes() === before) return;
        for (const statement of this.#statements.forget) statement.run(file);
        return;
      case 'finish':
        this.#finish(file, parcel.read.report, parcel.read.exportedBefore);
        this.#files.delete(parcel.part);
    }
  }

  /** A file that could not be looked into at all. */
  addUnread(report: FileReport, place: number): void {
    const source = { path: report.path, place };
    this.#finish(this.#addFile(source, report.path, report.modifiedAt), report, report.modifiedAt);
  }

  #changes(): number {
    return this.#statements.changes.get()?.count ?? 0;
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

  #finish(file: number, report: FileReport, exportedBefore: Moment): void {
    const { kind, rows, rejected, status, reason, exportedAt, exportedAtSource, from, to } = report;
    this.#statements.report.run({
      file,
      kind,
      rows,
      rejected,
      status,
      reason,
      exportedAt,
      exportedAtSource,
      exportedBefore,
      from,
      to,
    });
    if (rejected > 0 || reason === null) return;
    if (status === 'damaged') this.#addProblem(file, null, 'damaged-file', reason, false);
    if (status === 'unreadable') this.#addProblem(file, null, 'unreadable-file', reason, false);
  }

  #addProblem(file: number, line: number | null, code: string, message: string, rejected: boolean): void {
    this.#statements.problem.run(file, line, code, message, rejected ? 1 : 0);
  }

  /** Inserts many rows; columns that none of them fills are left out. */
  #insert(file: number, rows: Rows): void {
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
      this.#statement(key, rows.kind, columns, count).run(values);
      done += count;
    }
    this.#skus.store();
  }

  #value(
    column: StoredColumn<never>,
    cell: number,
    { words }: Rows,
    texts: Texts,
    known: (number | undefined)[],
  ): Value {
    switch (column.sort) {
      case 'number':
        return cell;
      case 'text':
        return texts.next(cell);
      case 'sku':
        return cell >= 0 ? this.#skus.ofNumber(cell) : this.#skus.ofText(words[-1 - cell] ?? '');
      case 'word': {
        let id = known[cell];
        if (id === undefined) {
          id = this.#words.of(words[cell] ?? '');
          known[cell] = id;
          if (COLUMNS_WITH_FEW_WORDS.includes(column.column)) this.#statements.met.run(column.column, id);
        }
        return id;
      }
      case 'availability':
        return this.#availabilities.of(words[cell] ?? '');
    }
  }

  #statement(
    key: string,
    kind: RowKind,
    columns: readonly StoredColumn<never>[],
    rows: number,
  ): Statement<[Value[]]> {
    const name = `${key} ${rows}`;
    let statement = this.#inserts.get(name);
    if (statement === undefined) {
      const names = [...(kind === 'code' ? [] : ['file']), ...columns.map(({ column }) => column)];
      const row = `(${names.map(() => '?').join()})`;
      statement = this.#db.prepare<[Value[]]>(
        `INSERT INTO ${TABLES[kind]} (${names.join()}) VALUES ${new Array(rows).fill(row).join()}`,
      );
      if (rows === ROWS_A_STATEMENT || rows === 1) this.#inserts.set(name, statement);
    }
    return statement;
  }
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
      `UPDATE file SET kind = @kind, rows = @rows, rejected = @rejected, status = @status, reason = @reason,
         exported_at = @exportedAt, exported_at_source = @exportedAtSource, exported_before = @exportedBefore,
         from_at = @from, to_at = @to
       WHERE id = @file`,
    ),
    problem: db.prepare('INSERT INTO problem VALUES (?, ?, ?, ?, ?)'),
    met: db.prepare('INSERT OR IGNORE INTO word_of_column VALUES (?, ?)'),
    changes: db.prepare<[], { count: number }>('SELECT total_changes() AS count'),
    forget: TABLES_OF_ROWS.map((table) => db.prepare(`DELETE FROM ${table} WHERE file = ?`)),
  };
}
