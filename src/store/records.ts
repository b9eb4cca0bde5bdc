/** Reads the ledger's records of one SKU from a database loaded or published. */
import type { Database } from 'better-sqlite3';
import { countToUse } from '../ledger/counted.js';
import type {
  Balance,
  InventoryUpdate,
  OrderLine,
  ReservationRecord,
  ReservationStatus,
  SkuRecords,
  Snapshot,
  StatusChange,
  Twin,
} from '../ledger/records.js';
import { warehouseOfCount } from './counts.js';
import { factIn } from './reports.js';
import { inTimeOrder } from './time-order.js';

interface BalanceRow {
  warehouse: number;
  warehouse_name: number | null;
  ref_id: string | null;
  in_stock: number;
  reserved: number;
  unlimited: number;
  locks: string | null;
  exported_at: number | null;
  exported_before: number;
}

interface SnapshotRow {
  warehouse: number;
  at: number;
  in_stock: number;
  reserved: number;
  locks: string | null;
}

interface UpdateOfSku {
  warehouse: number;
  at: number;
  author: number | null;
  before: number;
  after: number;
  reserved: number | null;
}

interface LineRow {
  order_id: string;
  lock_id: string | null;
  units: number;
  status: number;
  created_at: number | null;
  authorized_at: number | null;
  last_change_at: number | null;
  handling_at: number | null;
  invoiced_at: number | null;
  warehouse: number | null;
  unit_price: number | null;
  currency: number | null;
  kit: string | null;
  outdated: number;
}

interface ReservationOfSku {
  lock_id: string;
  warehouse: number | null;
  units: number;
  status: ReservationStatus | null;
  created_at: number | null;
  confirmed_at: number | null;
  acknowledged_at: number | null;
  canceled_at: number | null;
}

interface CountOfSku {
  warehouse: number;
  counted: number;
  at: number | null;
  fileModifiedAt: number;
}

/** All that stands beside a balance under its SKU. */
interface Evidence {
  readonly snapshots: readonly SnapshotRow[];
  readonly updates: readonly UpdateOfSku[];
  readonly starts: readonly { warehouse: number; at: number }[];
  readonly counts: readonly (Omit<CountOfSku, 'warehouse'> & { warehouse: string | null })[];
  readonly policies: readonly { warehouse: number; policies: number }[];
}

const SKUS_A_PAGE = 1000;

/** Prepared once, then used for every SKU. Leaves no statement open between calls. */
export class RecordReader {
  readonly #words: ReadonlyMap<number, string>;
  readonly #countedWithPicked: boolean;
  /** The trade policies of warehouses as a whole. */
  readonly #policiesOfWarehouses: ReadonlyMap<number, readonly string[]>;
  readonly #skusAfter;
  readonly #idOfSku;
  readonly #balances;
  readonly #snapshots;
  readonly #updates;
  readonly #starts;
  readonly #lines;
  readonly #changes;
  readonly #reservations;
  readonly #counts;
  readonly #policies;
  readonly #locksOfOtherLines;
  readonly #twins;

  constructor(db: Database) {
    const words = db.prepare<[], { id: number; text: string }>('SELECT id, text FROM word').all();
    this.#words = new Map(words.map(({ id, text }) => [id, text]));
    this.#countedWithPicked = factIn<boolean>(db, 'counted-with-picked') ?? false;
    this.#policiesOfWarehouses = this.#policiesByWarehouse(
      db
        .prepare<[], { warehouse: number; policies: number }>(
          'SELECT DISTINCT warehouse, policies FROM trade_policies WHERE sku IS NULL',
        )
        .all(),
    );
    this.#skusAfter = db.prepare<[string], { id: number; sku: string }>(
      `SELECT id, sku FROM sku WHERE sku > ? ORDER BY sku LIMIT ${SKUS_A_PAGE}`,
    );
    this.#idOfSku = db.prepare<[string], { id: number }>('SELECT id FROM sku WHERE sku = ?');
    this.#balances = db.prepare<[number], BalanceRow>(
      `SELECT b.*, f.exported_before FROM balance b JOIN file f ON f.id = b.file WHERE b.sku = ?`,
    );
    this.#snapshots = db.prepare<[number], SnapshotRow>(
      'SELECT * FROM snapshot WHERE sku = ? ORDER BY warehouse, at',
    );
    this.#updates = db.prepare<[number], UpdateOfSku>(
      `SELECT warehouse, at, author, before, after, reserved FROM inventory_update WHERE sku = ?
       ORDER BY warehouse, at`,
    );
    this.#lines = db.prepare<[number], LineRow>(
      `SELECT l.order_id, l.lock_id, l.units, l.status, l.created_at, l.authorized_at, l.last_change_at,
         l.handling_at, l.invoiced_at, l.warehouse, l.unit_price, l.currency, l.outdated, k.sku AS kit
       FROM order_line l LEFT JOIN sku k ON k.id = l.kit WHERE l.sku = ?`,
    );
    // Tables that most stores leave empty are not asked for every SKU.
    const ifAny = (table: string) => db.prepare(`SELECT 1 FROM ${table} LIMIT 1`).get() !== undefined;
    this.#starts = ifAny('event_span')
      ? db.prepare<[number], { warehouse: number; at: number }>(
          'SELECT warehouse, from_at AS at FROM event_span WHERE sku = ? AND is_start = 1',
        )
      : null;
    this.#changes = ifAny('status_change')
      ? db.prepare<[string, string | null], { at: number; status: number; from_status: number | null }>(
          'SELECT at, status, from_status FROM status_change WHERE order_id IN (?, ?)',
        )
      : null;
    this.#reservations = ifAny('reservation')
      ? db.prepare<[number], ReservationOfSku>(
          `SELECT r.lock_id, r.warehouse, r.units, w.text AS status, r.created_at, r.confirmed_at,
             r.acknowledged_at, r.canceled_at
           FROM reservation r LEFT JOIN word w ON w.id = r.status WHERE r.sku = ?`,
        )
      : null;
    this.#counts = ifAny('physical_count')
      ? db.prepare<[number], CountOfSku>(
          `SELECT c.warehouse, c.counted, c.at, f.modified_at AS fileModifiedAt
           FROM physical_count c JOIN file f ON f.id = c.file WHERE c.sku = ?`,
        )
      : null;
    this.#policies = ifAny('trade_policies')
      ? db.prepare<[number], { warehouse: number; policies: number }>(
          'SELECT DISTINCT warehouse, policies FROM trade_policies WHERE sku = ?',
        )
      : null;
    this.#locksOfOtherLines = ifAny('lock_of_other_line')
      ? db.prepare<[number], { lock: string }>(
          'SELECT lock FROM lock_of_other_line WHERE sku = ? ORDER BY lock',
        )
      : null;
    this.#twins = ifAny('twin')
      ? db.prepare<
          [number],
          { warehouse: number; sku: string; twin: number; inStock: number; reserved: number }
        >(
          `SELECT t.warehouse, s.sku, t.twin_warehouse AS twin, coalesce(b.in_stock, 0) AS inStock,
             coalesce(b.reserved, 0) AS reserved
           FROM twin t JOIN sku s ON s.id = t.twin_sku
           LEFT JOIN balance b ON b.sku = t.twin_sku AND b.warehouse = t.twin_warehouse
           WHERE t.sku = ?`,
        )
      : null;
  }

  /** Every SKU with a record, ascending. */
  *all(): Generator<SkuRecords> {
    let last = '';
    for (;;) {
      const page = this.#skusAfter.all(last);
      for (const { id, sku } of page) {
        last = sku;
        const records = this.#records(id, sku);
        if (records !== null) yield records;
      }
      if (page.length < SKUS_A_PAGE) return;
    }
  }

  /** One SKU by its exact id; null when nothing is recorded of it. */
  of(sku: string): SkuRecords | null {
    const row = this.#idOfSku.get(sku);
    return row === undefined ? null : this.#records(row.id, sku);
  }

  #records(id: number, sku: string): SkuRecords | null {
    const balances = this.#balances.all(id);
    const lines = this.#lines.all(id);
    const updates = this.#updates.all(id);
    const reservations = this.#reservations?.all(id) ?? [];
    if (balances.length + lines.length + updates.length + reservations.length === 0) return null;
    const warehouses = balances.map(({ warehouse }) => this.#word(warehouse));
    const evidence = {
      snapshots: this.#snapshots.all(id),
      updates,
      starts: this.#starts?.all(id) ?? [],
      counts: (this.#counts?.all(id) ?? []).map((row) => ({
        ...row,
        warehouse: warehouseOfCount(this.#word(row.warehouse), warehouses),
      })),
      policies: this.#policies?.all(id) ?? [],
    };
    return {
      sku,
      balances: balances
        .map((row) => this.#balance(sku, row, evidence))
        .sort((a, b) => compared(a.warehouse, b.warehouse)),
      lines: lines.map((row) => this.#line(sku, row)).sort(byCreation),
      reservations: reservations.map((row) => this.#reservation(sku, row)).sort(byLock),
      locksOfOtherLines: this.#locksOfOtherLines?.all(id).map(({ lock }) => lock) ?? [],
      twins: this.#twinsOf(id),
    };
  }

  #balance(sku: string, row: BalanceRow, evidence: Evidence): Balance {
    const isHere = ({ warehouse }: { readonly warehouse: number }) => warehouse === row.warehouse;
    return {
      sku,
      warehouse: this.#word(row.warehouse),
      warehouseName: this.#wordOrNull(row.warehouse_name),
      refId: row.ref_id,
      inStock: row.in_stock,
      reserved: row.reserved,
      available: row.in_stock - row.reserved,
      unlimited: row.unlimited === 1,
      locks: locksOf(row.locks),
      exportedAt: row.exported_at,
      snapshots: evidence.snapshots.filter(isHere).map(
        ({ at, in_stock, reserved, locks }): Snapshot => ({
          at,
          inStock: in_stock,
          reserved,
          locks: locksOf(locks),
        }),
      ),
      updates: inTimeOrder(
        evidence.updates.filter(isHere).map(
          ({ at, author, before, after, reserved }): InventoryUpdate => ({
            at,
            author: this.#wordOrNull(author),
            before,
            after,
            reserved,
          }),
        ),
      ),
      logFrom: evidence.starts.find(isHere)?.at ?? null,
      count: countToUse(
        evidence.counts.filter(({ warehouse }) => warehouse === this.#word(row.warehouse)),
        row.exported_at,
        row.exported_before,
        this.#countedWithPicked,
      ),
      tradePolicies:
        this.#policiesByWarehouse(evidence.policies).get(row.warehouse) ??
        this.#policiesOfWarehouses.get(row.warehouse) ??
        null,
    };
  }

  #line(sku: string, row: LineRow): OrderLine {
    return {
      order: row.order_id,
      lockId: row.lock_id,
      sku,
      units: row.units,
      status: this.#word(row.status),
      createdAt: row.created_at,
      authorizedAt: row.authorized_at,
      lastChangeAt: row.last_change_at,
      handlingAt: row.handling_at,
      invoicedAt: row.invoiced_at,
      changes: this.#changesOf(row),
      kit: row.kit,
      isOutdated: row.outdated === 1,
      warehouse: this.#wordOrNull(row.warehouse),
      unitPrice: row.unit_price,
      currency: this.#wordOrNull(row.currency),
    };
  }

  /** The feed names an order as the seller does: like its lock, without the leading 00-. */
  #changesOf({ order_id, lock_id }: LineRow): StatusChange[] {
    if (this.#changes === null) return [];
    const ofSeller = lock_id?.startsWith('00-') ? lock_id.slice(3) : lock_id;
    return this.#changes
      .all(order_id, ofSeller)
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

  #twinsOf(id: number): Twin[] {
    const twins = this.#twins?.all(id) ?? [];
    return twins
      .map(
        ({ warehouse, sku, twin, inStock, reserved }): Twin => ({
          warehouse: this.#word(warehouse),
          sku,
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

  #word(id: number): string {
    const text = this.#words.get(id);
    if (text === undefined) throw new Error(`the database lacks word ${id}`);
    return text;
  }

  #wordOrNull(id: number | null): string | null {
    return id === null ? null : this.#word(id);
  }
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
