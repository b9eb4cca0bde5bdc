/** Reads the ledger's records of one SKU from a database loaded or published. */
import Database from 'better-sqlite3';
import { countToUse } from '../ledger/counted.js';
import type {
  Balance,
  InventoryUpdate,
  OrderLine,
  ReservationRecord,
  SkuRecords,
  Snapshot,
  StatusChange,
  Twin,
} from '../ledger/records.js';
import { warehouseOfCount } from './counts.js';
import { drawnSkusIn } from './drawing.js';
import { factIn } from './reports.js';
import {
  ALL_SKUS,
  type BalanceRow,
  type CountOfSku,
  type LineRow,
  type ReservationOfSku,
  type RestOfLine,
  RowReader,
  type RowsOfSku,
  type Stretch,
  type TwinRow,
  type UpdateOfSku,
} from './rows-of-sku.js';
import { inTimeOrder } from './time-order.js';

/** What stands beside a balance under its SKU. */
interface Evidence extends Pick<RowsOfSku, 'snapshots' | 'updates' | 'starts'> {
  readonly counts: readonly (Omit<CountOfSku, 'warehouse'> & { warehouse: string | null })[];
  readonly policies: ReadonlyMap<number, readonly string[]>;
}

/** Turns rows into records. Leaves no statement open between calls. */
export class RecordReader {
  readonly #db: Database.Database;
  readonly #rows: RowReader;
  readonly #words: ReadonlyMap<number, string>;
  readonly #countedWithPicked: boolean;
  /** When each file was exported at the latest. */
  readonly #exportedBefore: ReadonlyMap<number, number>;
  /** The trade policies of warehouses as a whole. */
  readonly #policiesOfWarehouses: ReadonlyMap<number, readonly string[]>;
  readonly #skuOfId;
  readonly #changes;

  constructor(db: Database.Database) {
    this.#db = db;
    this.#rows = new RowReader(db);
    const words = db.prepare<[], { id: number; text: string }>('SELECT id, text FROM word').all();
    this.#words = new Map(words.map(({ id, text }) => [id, text]));
    this.#countedWithPicked = factIn<boolean>(db, 'counted-with-picked') ?? false;
    const files = db
      .prepare<[], { id: number; exported_before: number }>(
        "SELECT id, exported_before FROM file WHERE kind = 'inventory'",
      )
      .all();
    this.#exportedBefore = new Map(files.map((file) => [file.id, file.exported_before]));
    this.#policiesOfWarehouses = this.#policiesByWarehouse(
      db
        .prepare<[], { warehouse: number; policies: number }>(
          'SELECT DISTINCT warehouse, policies FROM trade_policies WHERE sku IS NULL',
        )
        .all(),
    );
    this.#skuOfId = db.prepare<[number], { sku: string }>('SELECT sku FROM sku WHERE id = ?');
    this.#changes =
      db.prepare('SELECT 1 FROM status_change LIMIT 1').get() === undefined
        ? null
        : db.prepare<[string, string | null], { at: number; status: number; from_status: number | null }>(
            'SELECT at, status, from_status FROM status_change WHERE order_id IN (?, ?)',
          );
  }

  /** Every SKU with a record, of a stretch or of all, in the order of their numbers. */
  *within(stretch: Stretch = ALL_SKUS): Generator<SkuRecords> {
    for (const { sku, rows } of this.#rows.within(stretch)) {
      const records = this.#records(sku, rows);
      if (records !== null) yield records;
    }
  }

  /**
   * The SKUs the log tells of, ascending: all of them, or as many as are plenty to learn from. They are drawn by
   * their ids, so that the same exports always give the same.
   */
  *drawn(): Generator<SkuRecords> {
    for (const sku of drawnSkusIn(this.#db)) {
      const found = this.of(sku);
      if (found !== null) yield found;
    }
  }

  /** All SKUs, cut into stretches of some hundreds. */
  stretches(): Stretch[] {
    return this.#rows.stretches();
  }

  /** The number of a SKU's id; undefined when there is no such SKU. */
  idOf(sku: string): number | undefined {
    return this.#rows.idOf(sku);
  }

  /** One SKU by its exact id; null when nothing is recorded of it. */
  of(sku: string): SkuRecords | null {
    const rows = this.#rows.of(sku);
    return rows === null ? null : this.#records(sku, rows);
  }

  #records(sku: string, rows: RowsOfSku): SkuRecords | null {
    const { balances, lines, updates, reservations } = rows;
    if (balances.length + lines.length + updates.length + reservations.length === 0) return null;
    const warehouses = balances.map(([, warehouse]) => this.#word(warehouse));
    const evidence: Evidence = {
      ...rows,
      counts: rows.counts.map((row) => ({
        ...row,
        warehouse: warehouseOfCount(this.#word(row.warehouse), warehouses),
      })),
      policies: rows.policies.length === 0 ? NO_POLICIES : this.#policiesByWarehouse(rows.policies),
    };
    return {
      sku,
      balances: balances
        .map((row) => this.#balance(sku, row, evidence))
        .sort((a, b) => compared(a.warehouse, b.warehouse)),
      lines: lines.map((row) => this.#line(sku, row)).sort(byCreation),
      reservations: reservations.map((row) => this.#reservation(sku, row)).sort(byLock),
      locksOfOtherLines: rows.locksOfOtherLines.map(({ lock }) => lock),
      twins: this.#twinsOf(rows.twins),
    };
  }

  #balance(sku: string, row: BalanceRow, evidence: Evidence): Balance {
    const [, warehouse, name, refId, inStock, reserved, unlimited, locks, exportedAt, file] = row;
    const isHere = (other: { readonly warehouse: number }) => other.warehouse === warehouse;
    return {
      sku,
      warehouse: this.#word(warehouse),
      warehouseName: this.#wordOrNull(name),
      refId,
      inStock,
      reserved,
      available: inStock - reserved,
      unlimited: unlimited === 1,
      locks: locksOf(locks),
      exportedAt,
      snapshots: evidence.snapshots.filter(isHere).map(
        (snapshot): Snapshot => ({
          at: snapshot.at,
          inStock: snapshot.in_stock,
          reserved: snapshot.reserved,
          locks: locksOf(snapshot.locks),
        }),
      ),
      updates: inTimeOrder(this.#updatesAt(warehouse, evidence.updates)),
      logFrom: evidence.starts.find(isHere)?.at ?? null,
      count:
        evidence.counts.length === 0
          ? null
          : countToUse(
              evidence.counts.filter((count) => count.warehouse === this.#word(warehouse)),
              exportedAt,
              this.#exportedBefore.get(file) ?? null,
              this.#countedWithPicked,
            ),
      tradePolicies: evidence.policies.get(warehouse) ?? this.#policiesOfWarehouses.get(warehouse) ?? null,
    };
  }

  #updatesAt(here: number, updates: readonly UpdateOfSku[]): InventoryUpdate[] {
    const found: InventoryUpdate[] = [];
    for (const [, warehouse, at, author, before, after, reserved] of updates) {
      if (warehouse === here) found.push({ at, author: this.#wordOrNull(author), before, after, reserved });
    }
    return found;
  }

  #line(sku: string, row: LineRow): OrderLine {
    const [, order, lock, units, status, createdAt, authorizedAt, lastChangeAt, unitPrice, currency, rest] =
      row;
    const [handlingAt, invoicedAt, warehouse, kit, outdated] =
      rest === null ? NOTHING_ELSE : (JSON.parse(rest) as RestOfLine);
    const lockId = lock === '' ? `00-${order}` : lock;
    return {
      order,
      lockId,
      sku,
      units,
      status: this.#word(status),
      createdAt,
      authorizedAt,
      lastChangeAt,
      handlingAt,
      invoicedAt,
      changes: this.#changesOf(order, lockId),
      kit: kit === null ? null : this.#skuOf(kit),
      isOutdated: outdated === 1,
      warehouse: this.#wordOrNull(warehouse),
      unitPrice,
      currency: this.#wordOrNull(currency),
    };
  }

  /** The feed names an order as the seller does: like its lock, without the leading 00-. */
  #changesOf(order: string, lockId: string | null): readonly StatusChange[] {
    if (this.#changes === null) return NO_CHANGES;
    const ofSeller = lockId?.startsWith('00-') ? lockId.slice(3) : lockId;
    return this.#changes
      .all(order, ofSeller)
      .map(
        ({ at, status, from_status }): StatusChange => ({
          at,
          status: this.#word(status),
          from: this.#wordOrNull(from_status),
        }),
      )
      .sort((a, b) => a.at - b.at || compared(a.status, b.status));
  }

  #reservation(sku: string, row: ReservationOfSku): ReservationRecord {
    return {
      lockId: row.lock_id,
      sku,
      warehouse: this.#wordOrNull(row.warehouse),
      units: row.units,
      status: row.status,
      createdAt: row.created_at,
      confirmedAt: row.confirmed_at,
      acknowledgedAt: row.acknowledged_at,
      canceledAt: row.canceled_at,
    };
  }

  #twinsOf(rows: readonly TwinRow[]): Twin[] {
    return rows
      .map(
        ({ warehouse, name, twin, inStock, reserved }): Twin => ({
          warehouse: this.#word(warehouse),
          sku: name,
          twinWarehouse: this.#word(twin),
          inStock,
          reserved,
        }),
      )
      .sort(
        (a, b) =>
          compared(a.warehouse, b.warehouse) ||
          compared(a.sku, b.sku) ||
          compared(a.twinWarehouse, b.twinWarehouse),
      );
  }

  #policiesByWarehouse(
    rows: readonly { readonly warehouse: number; readonly policies: number }[],
  ): Map<number, readonly string[]> {
    const found = new Map<number, Set<string>>();
    for (const { warehouse, policies } of rows) {
      const all = found.get(warehouse) ?? new Set<string>();
      for (const policy of JSON.parse(this.#word(policies)) as string[]) all.add(policy);
      found.set(warehouse, all);
    }
    return new Map([...found].map(([warehouse, all]) => [warehouse, [...all].sort(byNumber)]));
  }

  #skuOf(id: number): string {
    const sku = this.#skuOfId.get(id)?.sku;
    if (sku === undefined) throw new Error(`the database lacks SKU ${id}`);
    return sku;
  }

  #word(id: number): string {
    const text = this.#words.get(id);
    if (text === undefined) throw new Error(`the database lacks word ${id}`);
    return text;
  }

  #wordOrNull(id: number | null): string | null {
    return id === null ? null : this.#word(id);
  }
}

const NO_POLICIES: ReadonlyMap<number, readonly string[]> = new Map();
const NO_CHANGES: readonly StatusChange[] = [];
const NOTHING_ELSE: RestOfLine = [null, null, null, null, 0];

/** The records of a loaded database for another thread, which only reads. */
export function openRecords(path: string): RecordReader {
  const db = new Database(path, { readonly: true, fileMustExist: true });
  // SKUs are read one after the other: what was read before is not looked at again.
  db.pragma('cache_size = -4096');
  return new RecordReader(db);
}

/** How lock ids stand in a row: no id holds a space. */
export function joinedLocks(locks: readonly string[] | null): string | null {
  return locks === null ? null : locks.toSorted().join(' ');
}

function locksOf(joined: string | null): string[] | null {
  if (joined === null) return null;
  return joined === '' ? [] : joined.split(' ');
}

/**
 * By creation (unknown last), order id, and then whatever tells two lines apart: never by place in a file.
 * What every sort of export has comes before what only some have, so that all give the same order.
 */
function byCreation(a: OrderLine, b: OrderLine): number {
  return (
    (a.createdAt ?? Number.MAX_SAFE_INTEGER) - (b.createdAt ?? Number.MAX_SAFE_INTEGER) ||
    compared(a.order, b.order) ||
    a.units - b.units ||
    (a.unitPrice ?? 0) - (b.unitPrice ?? 0) ||
    compared(a.status, b.status) ||
    compared(JSON.stringify(a), JSON.stringify(b))
  );
}

function byLock(a: ReservationRecord, b: ReservationRecord): number {
  return (
    compared(a.lockId, b.lockId) ||
    compared(a.warehouse ?? '', b.warehouse ?? '') ||
    compared(JSON.stringify(a), JSON.stringify(b))
  );
}

/** Trade policies are numbers almost everywhere. */
function byNumber(a: string, b: string): number {
  const difference = Number(a) - Number(b);
  return Number.isNaN(difference) || difference === 0 ? compared(a, b) : difference;
}

function compared(a: string, b: string): number {
  if (a === b) return 0;
  return a < b ? -1 : 1;
}
