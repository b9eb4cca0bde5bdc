/** Stores made of records handed to the builder itself, for tests of what becomes of them. */
import { join } from 'node:path';
import type {
  CountRow,
  EventRow,
  ExportKind,
  InventoryRow,
  KitRow,
  OrderRow,
  RecordSink,
  ReservationRow,
  StatusChangeRow,
  TradePoliciesRow,
  UpdateRow,
} from '../../src/exports/kinds.js';
import { StoreBuilder } from '../../src/store/builder.js';
import type { FinishOptions } from '../../src/store/finish.js';
import { Store } from '../../src/store/store.js';
import { emptyFolder } from './folders.js';

type Given<Row, Needed extends keyof Row> = Pick<Row, Needed> & Partial<Row>;

/** A record on its way into a file. */
export type Fed = { readonly kind: ExportKind; into(sink: RecordSink): void };

export const DAY = 86_400_000;
/** When files are written, unless a test says otherwise. */
export const WRITTEN = 100 * DAY;

export function inventory(row: Given<InventoryRow, 'sku' | 'inStock' | 'reserved'>): Fed {
  const whole: InventoryRow = {
    warehouse: 'w',
    availabilityId: null,
    warehouseName: null,
    refId: null,
    available: row.inStock - row.reserved,
    dispatched: null,
    unlimited: false,
    locks: null,
    exportedAt: null,
    leadTime: null,
    ...row,
  };
  return { kind: 'inventory', into: (sink) => sink.inventory(whole, 2) };
}

export function order(row: Given<OrderRow, 'order' | 'sku'>, document = 0): Fed {
  const whole: OrderRow = {
    lockId: null,
    refId: null,
    units: 1,
    status: 'ready-for-handling',
    createdAt: DAY,
    authorizedAt: null,
    lastChangeAt: null,
    handlingAt: null,
    invoicedAt: null,
    warehouse: null,
    unitPrice: null,
    currency: null,
    kit: null,
    origin: null,
    seller: null,
    ...row,
  };
  return { kind: 'orders', into: (sink) => sink.order(whole, document) };
}

export function update(row: Given<UpdateRow, 'sku' | 'at' | 'before' | 'after'>): Fed {
  const whole: UpdateRow = { warehouse: 'w', author: null, ...row };
  return { kind: 'updates', into: (sink) => sink.update(whole) };
}

export function event(row: Given<EventRow, 'sku' | 'at' | 'quantity'>): Fed {
  const whole: EventRow = {
    warehouse: 'w',
    availabilityId: `${row.sku}_w`,
    author: null,
    event: 'item-availability-update',
    reserved: null,
    reservationId: null,
    ...row,
  };
  return { kind: 'updates', into: (sink) => sink.event(whole) };
}

export function statusChange(row: Given<StatusChangeRow, 'order' | 'at' | 'status'>): Fed {
  return {
    kind: 'feed',
    into: (sink) => sink.statusChange({ from: null, ...row }),
  };
}

export function reservation(row: Given<ReservationRow, 'lockId' | 'sku'>): Fed {
  const whole: ReservationRow = {
    warehouse: null,
    units: 1,
    status: 'confirmed',
    createdAt: null,
    confirmedAt: null,
    acknowledgedAt: null,
    canceledAt: null,
    kit: null,
    ...row,
  };
  return { kind: 'reservations', into: (sink) => sink.reservation(whole) };
}

export function count(row: Given<CountRow, 'sku' | 'counted'>): Fed {
  const whole: CountRow = { warehouse: 'w', at: null, ...row };
  return { kind: 'counts', into: (sink) => sink.count(whole, 2) };
}

export function tradePolicies(row: Given<TradePoliciesRow, 'policies'>): Fed {
  const whole: TradePoliciesRow = { warehouse: 'w', sku: null, ...row };
  return { kind: 'trade-policies', into: (sink) => sink.tradePolicies(whole) };
}

export function kit(row: KitRow): Fed {
  return { kind: 'kits', into: (sink) => sink.kit(row) };
}

export interface RowsOptions extends FinishOptions {
  readonly exportedAt?: number;
  /** When files were written that are not of `WRITTEN`. */
  readonly modifiedAt?: Readonly<Record<string, number>>;
}

/** Hands the records of each file over, as the reading of files does. */
export function fill(
  builder: StoreBuilder,
  files: Readonly<Record<string, readonly Fed[]>>,
  times: RowsOptions['modifiedAt'] = {},
): void {
  for (const [path, records] of Object.entries(files)) {
    const modifiedAt = times[path] ?? WRITTEN;
    const sink = builder.begin(path, modifiedAt);
    for (const record of records) record.into(sink);
    const report = {
      path,
      kind: records[0]?.kind ?? null,
      rows: records.length,
      rejected: 0,
      duplicates: 0,
      kept: 0,
      unneeded: 0,
      status: 'read' as const,
      reason: null,
      exportedAt: null,
      exportedAtSource: null,
      modifiedAt,
      from: null,
      to: null,
    };
    sink.finish({ report, exportedBefore: modifiedAt, columns: [], shapes: null });
  }
}

/** A published store of the records of each file. */
export function storeOfRows(
  files: Readonly<Record<string, readonly Fed[]>>,
  options: RowsOptions = {},
): Store {
  const database = join(emptyFolder(), 'invfix.db');
  const builder = StoreBuilder.create(database);
  fill(builder, files, options.modifiedAt);
  if (options.exportedAt !== undefined) builder.setExportedAt(options.exportedAt);
  builder.finishLoading(options);
  builder.saveHabits({ writers: [], readings: [] });
  builder.saveScan({ scannedAt: 0, paths: [] });
  builder.publish();
  return Store.open(database);
}
