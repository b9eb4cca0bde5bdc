/**
 * Reads the rows of SKUs from a database loaded or published: of one, or of all in pages, so that a few
 * statements serve many SKUs and no page outgrows memory.
 */
import type { Database } from 'better-sqlite3';
import type { ReservationStatus } from '../ledger/records.js';
import { skuFinder } from './ids.js';
import { REST_OF_LINE } from './schema.js';

export type BalanceRow = [
  sku: number,
  warehouse: number,
  warehouseName: number | null,
  refId: string | null,
  inStock: number,
  reserved: number,
  unlimited: number,
  locks: string | null,
  exportedAt: number | null,
  file: number,
];

export type LineRow = [
  sku: number,
  order: string,
  lock: string | null,
  units: number,
  status: number,
  createdAt: number | null,
  authorizedAt: number | null,
  lastChangeAt: number | null,
  unitPrice: number | null,
  currency: number | null,
  /** JSON of a `RestOfLine`. */
  rest: string | null,
];

/** What few exports tell of a line; see `REST_OF_LINE`. */
export type RestOfLine = [
  handlingAt: number | null,
  invoicedAt: number | null,
  warehouse: number | null,
  kit: number | null,
  outdated: number,
];

export type UpdateOfSku = [
  sku: number,
  warehouse: number,
  at: number,
  author: number | null,
  before: number,
  after: number,
  reserved: number | null,
];

interface SnapshotRow {
  sku: number;
  warehouse: number;
  at: number;
  in_stock: number;
  reserved: number;
  locks: string | null;
}

export interface ReservationOfSku {
  sku: number;
  lock_id: string;
  warehouse: number | null;
  units: number;
  status: ReservationStatus | null;
  created_at: number | null;
  confirmed_at: number | null;
  acknowledged_at: number | null;
  canceled_at: number | null;
}

export interface CountOfSku {
  sku: number;
  warehouse: number;
  counted: number;
  at: number | null;
  fileModifiedAt: number;
}

export interface TwinRow {
  sku: number;
  warehouse: number;
  name: string;
  twin: number;
  inStock: number;
  reserved: number;
}

/** All rows of one SKU. */
export interface RowsOfSku {
  readonly balances: readonly BalanceRow[];
  readonly lines: readonly LineRow[];
  readonly updates: readonly UpdateOfSku[];
  readonly snapshots: readonly SnapshotRow[];
  readonly starts: readonly { warehouse: number; at: number }[];
  readonly reservations: readonly ReservationOfSku[];
  readonly counts: readonly CountOfSku[];
  readonly policies: readonly { warehouse: number; policies: number }[];
  readonly locksOfOtherLines: readonly { lock: string }[];
  readonly twins: readonly TwinRow[];
}

/** SKUs by their numbers: after the first, up to and with the last. Those that are no numbers have some below zero. */
export type Stretch = [after: number, upTo: number];
export const ALL_SKUS: Stretch = [Number.MIN_SAFE_INTEGER, Number.MAX_SAFE_INTEGER];

/** So many SKUs are read at once, or fewer where they have more rows than this. */
const SKUS_A_PAGE = 500;
const ROWS_A_PAGE = 20_000;

/** Every statement is prepared once, and none is open between calls. Each gives the rows of a range of SKUs in their order. */
export class RowReader {
  readonly #skusAfter;
  readonly #endOfPage;
  readonly #idOfSku: (sku: string) => number | undefined;
  readonly #balances;
  readonly #lines;
  readonly #updates;
  readonly #snapshots;
  readonly #starts;
  readonly #reservations;
  readonly #counts;
  readonly #policies;
  readonly #locksOfOtherLines;
  readonly #twins;
  /** The numbers of the SKUs of the page that is being read. */
  readonly #idsOfPage = new Map<string, number>();

  constructor(db: Database) {
    this.#skusAfter = db.prepare<Stretch, { id: number; sku: string }>(
      `SELECT id, sku FROM sku WHERE id > ? AND id <= ? ORDER BY id LIMIT ${SKUS_A_PAGE}`,
    );
    this.#endOfPage = db.prepare<[number], { id: number }>(
      `SELECT id FROM sku WHERE id > ? ORDER BY id LIMIT 1 OFFSET ${SKUS_A_PAGE - 1}`,
    );
    this.#idOfSku = skuFinder(db);
    this.#balances = db
      .prepare<Stretch, BalanceRow>(
        `SELECT sku, warehouse, warehouse_name, ref_id, in_stock, reserved, unlimited, locks, exported_at, file
         FROM balance WHERE sku > ? AND sku <= ? ORDER BY sku`,
      )
      .raw();
    this.#lines = db
      .prepare<[...Stretch, number], LineRow>(
        `SELECT sku, order_id, lock_id, units, status, created_at, authorized_at, last_change_at, unit_price, currency,
           ${REST_OF_LINE}
         FROM order_line INDEXED BY line_of_sku WHERE sku > ? AND sku <= ? ORDER BY sku LIMIT ?`,
      )
      .raw();
    this.#updates = db
      .prepare<[...Stretch, number], UpdateOfSku>(
        `SELECT sku, warehouse, at, author, before, after, reserved FROM inventory_update
         WHERE sku > ? AND sku <= ? ORDER BY sku, warehouse, at LIMIT ?`,
      )
      .raw();
    // Tables that most stores leave empty are not asked.
    const ifAny = <Row>(table: string, query: string) =>
      db.prepare(`SELECT 1 FROM ${table} LIMIT 1`).get() === undefined
        ? null
        : db.prepare<Stretch, Row>(query);
    this.#snapshots = ifAny<SnapshotRow>(
      'snapshot',
      'SELECT * FROM snapshot WHERE sku > ? AND sku <= ? ORDER BY sku, warehouse, at',
    );
    this.#starts = ifAny<{ sku: number; warehouse: number; at: number }>(
      'event_span',
      `SELECT sku, warehouse, from_at AS at FROM event_span
       WHERE sku > ? AND sku <= ? AND is_start = 1 ORDER BY sku`,
    );
    this.#reservations = ifAny<ReservationOfSku>(
      'reservation',
      `SELECT r.sku, r.lock_id, r.warehouse, r.units, w.text AS status, r.created_at, r.confirmed_at,
         r.acknowledged_at, r.canceled_at
       FROM reservation r LEFT JOIN word w ON w.id = r.status WHERE r.sku > ? AND r.sku <= ? ORDER BY r.sku`,
    );
    this.#counts = ifAny<CountOfSku>(
      'physical_count',
      `SELECT c.sku, c.warehouse, c.counted, c.at, f.modified_at AS fileModifiedAt
       FROM physical_count c JOIN file f ON f.id = c.file WHERE c.sku > ? AND c.sku <= ? ORDER BY c.sku`,
    );
    this.#policies = ifAny<{ sku: number; warehouse: number; policies: number }>(
      'trade_policies',
      `SELECT DISTINCT sku, warehouse, policies FROM trade_policies
       WHERE sku > ? AND sku <= ? ORDER BY sku`,
    );
    this.#locksOfOtherLines = ifAny<{ sku: number; lock: string }>(
      'lock_of_other_line',
      'SELECT sku, lock FROM lock_of_other_line WHERE sku > ? AND sku <= ? ORDER BY sku, lock',
    );
    this.#twins = ifAny<TwinRow>(
      'twin',
      `SELECT t.sku, t.warehouse, s.sku AS name, t.twin_warehouse AS twin, coalesce(b.in_stock, 0) AS inStock,
         coalesce(b.reserved, 0) AS reserved
       FROM twin t JOIN sku s ON s.id = t.twin_sku
       LEFT JOIN balance b ON b.sku = t.twin_sku AND b.warehouse = t.twin_warehouse
       WHERE t.sku > ? AND t.sku <= ? ORDER BY t.sku`,
    );
  }

  /** Every SKU of a stretch, in the order of their numbers. */
  *within([after, to]: Stretch): Generator<{ readonly sku: string; readonly rows: RowsOfSku }> {
    let last = after;
    for (;;) {
      const skus = this.#skusAfter.all(last, to);
      const end = skus.at(-1)?.id;
      if (end === undefined) return;
      const { upTo, lines, updates } = this.#manyRows(last, end);
      const rowsOf = this.#rowsIn([last, upTo], lines, updates);
      const page = skus.filter(({ id }) => id <= upTo);
      this.#idsOfPage.clear();
      for (const { id, sku } of page) this.#idsOfPage.set(sku, id);
      for (const { id, sku } of page) yield { sku, rows: rowsOf(id) };
      last = upTo;
    }
  }

  /** One SKU by its exact id; null when there is no such SKU. */
  of(sku: string): RowsOfSku | null {
    const id = this.#idOfSku(sku);
    if (id === undefined) return null;
    const range: Stretch = [id - 1, id];
    return this.#rowsIn(range, this.#lines.all(...range, -1), this.#updates.all(...range, -1))(id);
  }

  /** All SKUs, cut into stretches of a page or so. */
  stretches(): Stretch[] {
    const stretches: Stretch[] = [];
    let [after] = ALL_SKUS;
    for (;;) {
      const end = this.#endOfPage.get(after)?.id;
      stretches.push([after, end ?? ALL_SKUS[1]]);
      if (end === undefined) return stretches;
      after = end;
    }
  }

  /** The number of a SKU's id; undefined when there is no such SKU. */
  idOf(sku: string): number | undefined {
    return this.#idsOfPage.get(sku) ?? this.#idOfSku(sku);
  }

  /** Lines and updates of as many SKUs of a range as have room in memory together: of one at least. */
  #manyRows(after: number, end: number): { upTo: number; lines: LineRow[]; updates: UpdateOfSku[] } {
    let upTo = end;
    const within = <Row extends readonly [sku: number, ...unknown[]]>(
      read: (after: number, upTo: number, most: number) => Row[],
    ): Row[] => {
      const rows = read(after, upTo, ROWS_A_PAGE);
      const cut = rows.length < ROWS_A_PAGE ? undefined : rows.at(-1)?.[0];
      if (cut === undefined) return rows;
      // The last SKU is not all there: it waits for the next page, unless it is the first, and a page of its own.
      const isAlone = rows[0]?.[0] === cut;
      upTo = isAlone ? cut : cut - 1;
      return isAlone ? read(after, cut, -1) : rows.filter(([sku]) => sku <= upTo);
    };
    const lines = within((...range) => this.#lines.all(...range));
    const updates = within((...range) => this.#updates.all(...range));
    return { upTo, lines: lines.filter(([sku]) => sku <= upTo), updates };
  }

  /** The rows of a range of SKUs; the answer gives those of each SKU, asked in ascending order. */
  #rowsIn(
    range: Stretch,
    linesOfRange: readonly LineRow[],
    updatesOfRange: readonly UpdateOfSku[],
  ): (id: number) => RowsOfSku {
    const balances = inTurn(this.#balances.all(...range), skuOfTuple);
    const lines = inTurn(linesOfRange, skuOfTuple);
    const updates = inTurn(updatesOfRange, skuOfTuple);
    const snapshots = inTurn(this.#snapshots?.all(...range), skuOfRow);
    const starts = inTurn(this.#starts?.all(...range), skuOfRow);
    const reservations = inTurn(this.#reservations?.all(...range), skuOfRow);
    const counts = inTurn(this.#counts?.all(...range), skuOfRow);
    const policies = inTurn(this.#policies?.all(...range), skuOfRow);
    const locksOfOtherLines = inTurn(this.#locksOfOtherLines?.all(...range), skuOfRow);
    const twins = inTurn(this.#twins?.all(...range), skuOfRow);
    return (id) => ({
      balances: balances(id),
      lines: lines(id),
      updates: updates(id),
      snapshots: snapshots(id),
      starts: starts(id),
      reservations: reservations(id),
      counts: counts(id),
      policies: policies(id),
      locksOfOtherLines: locksOfOtherLines(id),
      twins: twins(id),
    });
  }
}

function skuOfTuple(row: readonly [sku: number, ...unknown[]]): number {
  return row[0];
}

function skuOfRow(row: { readonly sku: number }): number {
  return row.sku;
}

/** Of rows in the order of their SKUs, those of each SKU in turn. */
function inTurn<Row>(
  rows: readonly Row[] | undefined,
  skuOf: (row: Row) => number,
): (sku: number) => readonly Row[] {
  if (rows === undefined || rows.length === 0) return () => [];
  let end = 0;
  return (sku) => {
    let start = end;
    for (let row = rows[start]; row !== undefined && skuOf(row) < sku; row = rows[start]) start++;
    end = start;
    for (let row = rows[end]; row !== undefined && skuOf(row) === sku; row = rows[end]) end++;
    return rows.slice(start, end);
  };
}
