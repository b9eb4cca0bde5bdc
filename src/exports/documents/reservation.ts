/**
 * One reservation as `GET …/inventory/reservations/{reservationId}` gives it: a row for each SKU it
 * holds, or for each component where that is a kit.
 */
import { Rejection } from '../kinds.js';
import { type ReservationColumn, reservations } from '../reservations.js';
import {
  firstFieldOf,
  isObject,
  type JsonObject,
  listOf,
  nameById,
  positiveUnits,
  type RowWriter,
  type Shape,
  unitsOfComponent,
  wrongType,
} from './shape.js';

/** VTEX writes it in two ways. */
const WAREHOUSE_KEYS = ['wareHouseId', 'warehouseId'];

/** VTEX's example lacks it: whether a confirmed reservation was acknowledged is then not known. */
const ACKNOWLEDGED_KEY = 'DateUtcAcknowledgedOnBalanceSystem';

export const reservation: Shape<ReservationColumn> = {
  kind: reservations,
  title: 'reservations',

  recognises(document) {
    return 'LockId' in document && 'SlaRequest' in document;
  },

  nameOf(document) {
    return nameById('reservation', document.LockId);
  },

  unfold(document, rows) {
    rows.set('lockId', document.LockId, '', 'LockId');
    rows.set('status', document.Status, '', 'Status');
    rows.set('createdAt', document.ReservationDateUtc, '', 'ReservationDateUtc');
    rows.set('confirmedAt', document.ConfirmedDateUtc, '', 'ConfirmedDateUtc');
    rows.set('canceledAt', document.CanceledDateUtc, '', 'CanceledDateUtc');
    if (ACKNOWLEDGED_KEY in document) {
      rows.set('acknowledgedAt', document[ACKNOWLEDGED_KEY], '', ACKNOWLEDGED_KEY);
    }
    rows.keep();
    if (!Array.isArray(document.SlaRequest)) {
      return rows.reject(wrongType('SlaRequest', document.SlaRequest, 'list'));
    }
    for (const [index, request] of document.SlaRequest.entries()) {
      const path = `SlaRequest[${index}].`;
      if (isObject(request) && isObject(request.item)) unfoldItem(request, request.item, path, rows);
      else {
        const values = { column: `${path}item` };
        rows.reject(new Rejection('wrong-type', { key: 'no-object', values }));
      }
    }
  },
};

function unfoldItem(
  request: JsonObject,
  item: JsonObject,
  path: string,
  rows: RowWriter<ReservationColumn>,
): void {
  const itemPath = `${path}item.`;
  const [holder, holderPath] =
    firstFieldOf(request, WAREHOUSE_KEYS) === null ? [item, itemPath] : [request, path];
  const warehouseKey = firstFieldOf(holder, WAREHOUSE_KEYS);
  const write = (component: JsonObject | null, skuPath: string) => {
    const { id } = component ?? item;
    const units = component === null ? item.quantity : unitsOfComponent(component, item.quantity);
    rows.set('sku', id, skuPath, 'id');
    rows.set('units', units, skuPath, 'quantity');
    if (warehouseKey !== null) rows.set('warehouse', holder[warehouseKey], holderPath, warehouseKey);
    if (component !== null) rows.set('kit', item.id, itemPath, 'id');
    rows.write();
  };
  let isKit = false;
  for (const [index, component] of listOf(item.kitItem).entries()) {
    if (!isObject(component) || !('id' in component) || positiveUnits(item.quantity) === null) continue;
    isKit = true;
    write(component, `${itemPath}kitItem[${index}].`);
  }
  if (!isKit) write(null, itemPath);
}
