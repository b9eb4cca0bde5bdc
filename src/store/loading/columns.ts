/** Which columns the rows of each kind are stored in, and where each comes from. */
import type {
  CountRow,
  EventRow,
  InventoryRow,
  KitRow,
  OrderRow,
  ReservationRow,
  StatusChangeRow,
  TradePoliciesRow,
  UpdateRow,
} from '../../exports/kinds.js';
import { joinedLocks } from '../records.js';
import { EVENT_SORT } from '../resolving/events.js';

/** The rows that are stored, by kind. */
export interface RowsOf {
  readonly inventory: { readonly row: InventoryRow; readonly line: number };
  readonly order: { readonly row: OrderRow; readonly document: number };
  readonly update: UpdateRow;
  readonly event: EventRow;
  readonly statusChange: StatusChangeRow;
  readonly reservation: ReservationRow;
  readonly count: CountRow;
  readonly tradePolicies: TradePoliciesRow;
  readonly kit: KitRow;
  /** The reference code of a SKU, wherever it was met. */
  readonly code: { readonly sku: string; readonly refId: string };
}
export type RowKind = keyof RowsOf;
export type Cell = string | number | null;

/**
 * A column of a table. `word`: a text that repeats, and goes by its number in table word; `sku` and
 * `availability` likewise in theirs.
 */
export interface StoredColumn<Row> {
  readonly column: string;
  readonly sort: 'number' | 'text' | 'word' | 'sku' | 'availability';
  of(row: Row): Cell;
}

/** The sides of an order in the order in which one is believed before another; see table order_line. */
const ORIGINS = ['fulfillment', 'chain', 'marketplace'];

const INVENTORY: readonly StoredColumn<RowsOf['inventory']>[] = [
  { column: 'line', sort: 'number', of: ({ line }) => line },
  { column: 'sku', sort: 'sku', of: ({ row }) => row.sku },
  { column: 'warehouse', sort: 'word', of: ({ row }) => row.warehouse },
  {
    column: 'availability',
    sort: 'availability',
    of: ({ row }) => (row.warehouse === null ? row.availabilityId : null),
  },
  { column: 'warehouse_name', sort: 'word', of: ({ row }) => row.warehouseName },
  { column: 'ref_id', sort: 'text', of: ({ row }) => row.refId },
  { column: 'in_stock', sort: 'number', of: ({ row }) => row.inStock },
  { column: 'reserved', sort: 'number', of: ({ row }) => row.reserved },
  { column: 'unlimited', sort: 'number', of: ({ row }) => (row.unlimited ? 1 : 0) },
  { column: 'locks', sort: 'text', of: ({ row }) => joinedLocks(row.locks) },
  { column: 'exported_at', sort: 'number', of: ({ row }) => row.exportedAt },
  { column: 'lead_time', sort: 'number', of: ({ row }) => row.leadTime },
];

const ORDER: readonly StoredColumn<RowsOf['order']>[] = [
  { column: 'document', sort: 'number', of: ({ document }) => document },
  { column: 'sku', sort: 'sku', of: ({ row }) => row.sku },
  { column: 'order_id', sort: 'text', of: ({ row }) => row.order },
  { column: 'lock_id', sort: 'text', of: ({ row }) => storedLock(row) },
  { column: 'units', sort: 'number', of: ({ row }) => row.units },
  { column: 'status', sort: 'word', of: ({ row }) => row.status },
  { column: 'created_at', sort: 'number', of: ({ row }) => row.createdAt },
  { column: 'authorized_at', sort: 'number', of: ({ row }) => row.authorizedAt },
  { column: 'last_change_at', sort: 'number', of: ({ row }) => row.lastChangeAt },
  { column: 'handling_at', sort: 'number', of: ({ row }) => row.handlingAt },
  { column: 'invoiced_at', sort: 'number', of: ({ row }) => row.invoicedAt },
  { column: 'warehouse', sort: 'word', of: ({ row }) => row.warehouse },
  { column: 'unit_price', sort: 'number', of: ({ row }) => row.unitPrice },
  { column: 'currency', sort: 'word', of: ({ row }) => row.currency },
  { column: 'kit', sort: 'sku', of: ({ row }) => row.kit },
  {
    column: 'origin',
    sort: 'number',
    of: ({ row }) => (row.origin === null ? null : ORIGINS.indexOf(row.origin)),
  },
  { column: 'seller', sort: 'word', of: ({ row }) => row.seller },
];

const UPDATE: readonly StoredColumn<UpdateRow>[] = [
  { column: 'sku', sort: 'sku', of: (row) => row.sku },
  { column: 'warehouse', sort: 'word', of: (row) => row.warehouse },
  { column: 'at', sort: 'number', of: (row) => row.at },
  { column: 'author', sort: 'word', of: (row) => row.author },
  { column: 'before', sort: 'number', of: (row) => row.before },
  { column: 'after', sort: 'number', of: (row) => row.after },
];

const EVENT: readonly StoredColumn<EventRow>[] = [
  { column: 'sku', sort: 'sku', of: (row) => row.sku },
  { column: 'warehouse', sort: 'word', of: (row) => row.warehouse },
  {
    column: 'availability',
    sort: 'availability',
    of: (row) => (row.warehouse === null ? row.availabilityId : null),
  },
  { column: 'at', sort: 'number', of: (row) => row.at },
  { column: 'author', sort: 'word', of: (row) => row.author },
  { column: 'sort', sort: 'number', of: (row) => sortOfEvent(row.event) },
  { column: 'quantity', sort: 'number', of: (row) => row.quantity },
  { column: 'reserved', sort: 'number', of: (row) => row.reserved },
  { column: 'reservation_id', sort: 'text', of: (row) => row.reservationId },
];

const STATUS_CHANGE: readonly StoredColumn<StatusChangeRow>[] = [
  { column: 'order_id', sort: 'text', of: (row) => row.order },
  { column: 'at', sort: 'number', of: (row) => row.at },
  { column: 'status', sort: 'word', of: (row) => row.status },
  { column: 'from_status', sort: 'word', of: (row) => row.from },
];

const RESERVATION: readonly StoredColumn<ReservationRow>[] = [
  { column: 'lock_id', sort: 'text', of: (row) => row.lockId },
  { column: 'sku', sort: 'sku', of: (row) => row.sku },
  { column: 'warehouse', sort: 'word', of: (row) => row.warehouse },
  { column: 'units', sort: 'number', of: (row) => row.units },
  { column: 'status', sort: 'word', of: (row) => row.status },
  { column: 'created_at', sort: 'number', of: (row) => row.createdAt },
  { column: 'confirmed_at', sort: 'number', of: (row) => row.confirmedAt },
  { column: 'acknowledged_at', sort: 'number', of: (row) => row.acknowledgedAt },
  { column: 'canceled_at', sort: 'number', of: (row) => row.canceledAt },
  { column: 'kit', sort: 'sku', of: (row) => row.kit },
];

const COUNT: readonly StoredColumn<CountRow>[] = [
  { column: 'sku', sort: 'sku', of: (row) => row.sku },
  { column: 'warehouse', sort: 'word', of: (row) => row.warehouse },
  { column: 'counted', sort: 'number', of: (row) => row.counted },
  { column: 'at', sort: 'number', of: (row) => row.at },
];

const TRADE_POLICIES: readonly StoredColumn<TradePoliciesRow>[] = [
  { column: 'warehouse', sort: 'word', of: (row) => row.warehouse },
  { column: 'sku', sort: 'sku', of: (row) => row.sku },
  { column: 'policies', sort: 'word', of: (row) => JSON.stringify(row.policies.toSorted()) },
];

const KIT: readonly StoredColumn<KitRow>[] = [
  { column: 'kit', sort: 'sku', of: (row) => row.kit },
  { column: 'sku', sort: 'sku', of: (row) => row.sku },
  { column: 'units', sort: 'number', of: (row) => row.units },
];

const CODE: readonly StoredColumn<RowsOf['code']>[] = [
  { column: 'ref_id', sort: 'text', of: (row) => row.refId },
  { column: 'sku', sort: 'sku', of: (row) => row.sku },
];

export const COLUMNS: { readonly [Kind in RowKind]: readonly StoredColumn<RowsOf[Kind]>[] } = {
  inventory: INVENTORY,
  order: ORDER,
  update: UPDATE,
  event: EVENT,
  statusChange: STATUS_CHANGE,
  reservation: RESERVATION,
  count: COUNT,
  tradePolicies: TRADE_POLICIES,
  kit: KIT,
  code: CODE,
};

/** As table order_line has it: empty for the lock that most orders have. */
function storedLock({ order, lockId }: OrderRow): string | null {
  if (lockId === null || lockId.length !== order.length + 3) return lockId;
  return lockId.startsWith('00-') && lockId.endsWith(order) ? '' : lockId;
}

/** VTEX documents three of its events; `resolveEvents` looks at what the others changed. */
function sortOfEvent(event: string): number {
  if (event.includes('update')) return EVENT_SORT.update;
  if (event === 'reservation-create') return EVENT_SORT.created;
  return event === 'reservation-cancel' ? EVENT_SORT.canceled : EVENT_SORT.other;
}
