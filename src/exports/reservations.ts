/** Reservations as the Logistics API lists them: one row per SKU that an order's reservation holds in a warehouse. */
import type { Moment, ReservationStatus } from '../ledger/records.js';
import type { ColumnName } from '../words/said.js';
import {
  countedUnitsOf,
  emptyField,
  fieldOf,
  foldedHeader,
  idOf,
  idOrNullOf,
  KIT_COLUMN,
  momentOf,
  SKU_COLUMN,
  WAREHOUSE_COLUMN,
} from './columns.js';
import { type KindOfExport, Rejection, type Row } from './kinds.js';

const columns = {
  lockId: { names: ['LockId', 'lock_id', 'reservation_id'] },
  sku: SKU_COLUMN,
  warehouse: WAREHOUSE_COLUMN,
  units: { names: ['Quantity', 'qty', 'units', 'quantidade', 'cantidad', 'unidades'] },
  status: { names: ['Status', 'reservation status', 'situação', 'estado'] },
  createdAt: { names: ['ReservationDateUtc', 'reservation_date', 'reserved_at'] },
  expiresAt: { names: ['MaximumConfirmationDateUtc'] },
  confirmedAt: { names: ['ConfirmedDateUtc', 'confirmed_date', 'confirmed_at'] },
  acknowledgedAt: {
    names: ['DateUtcAcknowledgedOnBalanceSystem', 'acknowledged_date', 'acknowledged_at'],
  },
  canceledAt: { names: ['CanceledDateUtc', 'canceled_date', 'canceled_at', 'cancelled_at'] },
  kit: KIT_COLUMN,
} as const;
export type ReservationColumn = keyof typeof columns;

/** VTEX's names and numbers of a reservation's status, as they are compared. */
const STATUSES: Readonly<Record<string, ReservationStatus>> = {
  notcommitted: 'not-committed',
  authorized: 'authorized',
  confirmed: 'confirmed',
  acknowledged: 'acknowledged',
  canceledabortedcommitted: 'aborted',
  canceledauthorizationexpired: 'canceled',
  canceledmanually: 'canceled',
  canceled: 'canceled',
  cancelled: 'canceled',
  0: 'not-committed',
  1: 'authorized',
  2: 'confirmed',
  3: 'aborted',
  4: 'canceled',
  5: 'canceled',
};

const KEYS: readonly (readonly [ReservationColumn, ColumnName])[] = [
  ['sku', 'reservation-sku'],
  ['units', 'reservation-units'],
  ['status', 'reservation-status'],
];

export const reservations: KindOfExport<ReservationColumn> = {
  kind: 'reservations',
  title: 'reservations',
  columns,
  dates: ['createdAt', 'confirmedAt', 'acknowledgedAt', 'canceledAt'],

  /** An order export may have locks as well; only reservations have these moments. */
  missing(found) {
    const isOfReservations = (['createdAt', 'expiresAt', 'acknowledgedAt'] as const).some((name) =>
      found.has(name),
    );
    if (!isOfReservations || !found.has('lockId')) return null;
    return KEYS.filter(([name]) => !found.has(name)).map(([, column]) => column);
  },

  read(row, sink) {
    const lockId = idOf(row, 'lockId');
    if (lockId instanceof Rejection) return lockId;
    const sku = idOf(row, 'sku');
    if (sku instanceof Rejection) return sku;
    const warehouse = idOrNullOf(row, 'warehouse');
    if (warehouse instanceof Rejection) return warehouse;
    const units = countedUnitsOf(row, 'units');
    if (units instanceof Rejection) return units;
    const kit = idOrNullOf(row, 'kit');
    if (kit instanceof Rejection) return kit;
    const acknowledgedAt = momentOf(row, 'acknowledgedAt');
    const status = statusOf(row, acknowledgedAt);
    if (status instanceof Rejection) return status;
    const createdAt = momentOf(row, 'createdAt');
    if (units === 0) {
      sink.unneeded();
      return createdAt;
    }
    sink.reservation({
      lockId,
      sku,
      warehouse,
      units,
      status,
      createdAt,
      confirmedAt: momentOf(row, 'confirmedAt'),
      acknowledgedAt,
      canceledAt: momentOf(row, 'canceledAt'),
      kit,
    });
    return createdAt;
  },
};

/**
 * VTEX has no name for an acknowledged reservation: it is a confirmed one with the date of it. Null where
 * the file has no such date, and so cannot tell the two apart.
 */
function statusOf(
  row: Row<ReservationColumn>,
  acknowledgedAt: Moment | null,
): ReservationStatus | null | Rejection {
  const text = row.value('status');
  const status = Object.hasOwn(STATUSES, foldedHeader(text)) ? STATUSES[foldedHeader(text)] : undefined;
  if (status === undefined) {
    return text === ''
      ? emptyField(row, 'status', 'empty-status')
      : new Rejection('unknown-status', {
          key: 'no-reservation-status',
          values: fieldOf(row, 'status', text),
        });
  }
  if (status !== 'confirmed') return status;
  if (!row.has('acknowledgedAt')) return null;
  return acknowledgedAt === null ? 'confirmed' : 'acknowledged';
}
