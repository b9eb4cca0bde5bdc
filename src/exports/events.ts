/**
 * Inventory events of VTEX's Data Pipeline (`item_update_historical`): what a balance holds, and what of
 * it is reserved, after each event.
 */
import type { ColumnName } from '../words/said.js';
import { emptyField, idOf, idOrNullOf, neededMomentOf, SKU_COLUMN, textOrNull, unitsOf } from './columns.js';
import { type Column, type KindOfExport, type ReadOptions, Rejection, type Row } from './kinds.js';

/** Data Pipeline's id of a balance; the first spelling is VTEX's. */
export const AVAILABILITY_COLUMN = {
  names: ['item_availabilty_id', 'item_availability_id'],
} as const satisfies Column;

const columns = {
  sku: SKU_COLUMN,
  availabilityId: AVAILABILITY_COLUMN,
  createdAt: { names: ['created_at'] },
  recordedAt: { names: ['metadata_created_at'] },
  author: { names: ['author_id'] },
  event: { names: ['event_type'] },
  quantity: { names: ['quantity'] },
  reserved: { names: ['reserved_quantity'] },
  reservationId: { names: ['reservation_id'] },
} as const;
type Name = keyof typeof columns;

export const events: KindOfExport<Name> = {
  kind: 'updates',
  title: 'events',
  columns,
  dates: ['createdAt', 'recordedAt'],

  missing(found) {
    if (!found.has('availabilityId') || !found.has('event')) return null;
    const lacking: ColumnName[] = [];
    if (!found.has('sku')) lacking.push('event-sku');
    if (!found.has('quantity')) lacking.push('event-count');
    if (!found.has('createdAt') && !found.has('recordedAt')) lacking.push('event-time');
    return lacking;
  },

  read(row, sink) {
    const sku = idOf(row, 'sku');
    if (sku instanceof Rejection) return sku;
    const availabilityId = idOf(row, 'availabilityId');
    if (availabilityId instanceof Rejection) return availabilityId;
    const at = neededMomentOf(
      row,
      row.value('createdAt') === '' && row.has('recordedAt') ? 'recordedAt' : 'createdAt',
    );
    if (at instanceof Rejection) return at;
    const quantity = unitsOf(row, 'quantity');
    if (quantity instanceof Rejection) return quantity;
    if (quantity === null) return emptyField(row, 'quantity', 'empty-number');
    const reserved = unitsOf(row, 'reserved');
    if (reserved instanceof Rejection) return reserved;
    const reservationId = idOrNullOf(row, 'reservationId');
    if (reservationId instanceof Rejection) return reservationId;
    const event = eventOf(row);
    if (event instanceof Rejection) return event;
    sink.event({
      sku,
      warehouse: pipelineWarehouseOf(availabilityId, row.options),
      availabilityId,
      at,
      author: textOrNull(row.value('author')),
      event,
      quantity,
      reserved,
      reservationId,
    });
    return at;
  },
};

function eventOf(row: Row<Name>): string | Rejection {
  const event = row.value('event').toLowerCase();
  return event === '' ? emptyField(row, 'event', 'empty-event') : event;
}

/** The warehouse within Data Pipeline's id of a balance, where a setting says how to find it. */
export function pipelineWarehouseOf(availabilityId: string, options: ReadOptions): string | null {
  return options.pipelineWarehouse?.exec(availabilityId)?.[1] ?? null;
}
