/**
 * An order as `GET /api/oms/pvt/orders/{orderId}` gives it: a row for each item and each warehouse that
 * delivers some of it, or for each component where the item is a kit.
 */
import { type OrderColumn, orders } from '../orders.js';
import {
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

export const order: Shape<OrderColumn> = {
  kind: orders,
  title: 'orders',

  holdsWholeOrder: true,

  recognises(document) {
    return 'orderId' in document && 'status' in document && document.items !== null && 'items' in document;
  },

  nameOf(document) {
    return nameById('order', document.orderId);
  },

  unfold(document, rows) {
    rows.set('order', document.orderId, '', 'orderId');
    rows.set('lockId', document.sellerOrderId, '', 'sellerOrderId');
    rows.set('rawStatus', document.status, '', 'status');
    rows.set('status', document.statusDescription, '', 'statusDescription');
    rows.set('createdAt', document.creationDate, '', 'creationDate');
    rows.set('authorizedAt', document.authorizedDate, '', 'authorizedDate');
    rows.set('lastChangeAt', document.lastChange, '', 'lastChange');
    rows.set('invoicedAt', document.invoicedDate, '', 'invoicedDate');
    rows.set('origin', document.origin, '', 'origin');
    if (isObject(document.storePreferencesData)) {
      rows.set(
        'currency',
        document.storePreferencesData.currencyCode,
        'storePreferencesData.',
        'currencyCode',
      );
    }
    rows.keep();
    if (!Array.isArray(document.items)) {
      return rows.reject(wrongType('items', document.items, 'list'));
    }
    const deliveries = deliveriesByItem(document.shippingData);
    for (const [index, item] of document.items.entries()) {
      const path = `items[${index}]`;
      if (isObject(item)) unfoldItem(item, `${path}.`, deliveries.get(index), rows);
      else rows.reject(wrongType(path, item, 'object'));
    }
  },
};

/** What of an item leaves which warehouse. */
interface Deliveries {
  /** `shippingData.logisticsInfo[0].deliveryIds` */
  readonly path: string;
  readonly entries: readonly unknown[];
}

function deliveriesByItem(shippingData: unknown): Map<number, Deliveries> {
  const deliveries = new Map<number, Deliveries>();
  if (!isObject(shippingData)) return deliveries;
  for (const [index, info] of listOf(shippingData.logisticsInfo).entries()) {
    if (!isObject(info) || typeof info.itemIndex !== 'number' || deliveries.has(info.itemIndex)) continue;
    const path = `shippingData.logisticsInfo[${index}].deliveryIds`;
    deliveries.set(info.itemIndex, { path, entries: listOf(info.deliveryIds) });
  }
  return deliveries;
}

/** Some units of an item, and the warehouse they leave where the order says so. */
interface Share {
  /** As the document has it; no number of units where that is wrong. */
  readonly quantity: unknown;
  readonly warehouse: { readonly id: unknown; readonly path: string } | null;
}

function unfoldItem(
  item: JsonObject,
  path: string,
  deliveries: Deliveries | undefined,
  rows: RowWriter<OrderColumn>,
): void {
  const units = positiveUnits(item.quantity);
  if (units === null || deliveries === undefined) {
    writeLines(item, path, { quantity: item.quantity, warehouse: null }, rows);
    return;
  }
  let left = units;
  let isMore = false;
  for (const [index, delivery] of deliveries.entries.entries()) {
    if (!isObject(delivery)) continue;
    const isWhole = deliveries.entries.length === 1 && (delivery.quantity ?? null) === null;
    const delivered = isWhole ? units : positiveUnits(delivery.quantity);
    if (delivered === null) continue;
    if (delivered > left) isMore = true;
    const quantity = Math.min(delivered, left);
    left -= quantity;
    if (quantity === 0) continue;
    const warehouse = { id: delivery.warehouseId, path: `${deliveries.path}[${index}].` };
    writeLines(item, path, { quantity, warehouse }, rows);
  }
  if (left > 0) writeLines(item, path, { quantity: left, warehouse: null }, rows);
  if (isMore) {
    const values = { deliveries: deliveries.path, units, quantity: `${path}quantity` };
    rows.remark('delivery-differs', { key: 'delivery-differs', values });
  }
}

/** Writes the line of a share of an item, or those of its components. */
function writeLines(item: JsonObject, path: string, share: Share, rows: RowWriter<OrderColumn>): void {
  const components = positiveUnits(share.quantity) === null ? [] : listOf(item.components);
  for (const [index, component] of components.entries()) {
    const componentPath = `${path}components[${index}]`;
    if (isObject(component)) {
      setShared(item, path, share, rows);
      rows.set('sku', component.id, `${componentPath}.`, 'id');
      rows.set('units', unitsOfComponent(component, share.quantity), `${componentPath}.`, 'quantity');
      rows.set('kit', item.id, path, 'id');
      rows.write();
    } else {
      rows.reject(wrongType(componentPath, component, 'object'));
    }
  }
  if (components.length > 0) return;
  setShared(item, path, share, rows);
  rows.set('sku', item.id, path, 'id');
  rows.set('units', share.quantity, path, 'quantity');
  rows.set('refId', item.refId, path, 'refId');
  rows.set('unitPrice', priceOf(item.sellingPrice), path, 'sellingPrice');
  rows.write();
}

/** What an item's components have of it. */
function setShared(item: JsonObject, path: string, share: Share, rows: RowWriter<OrderColumn>): void {
  if ((item.lockId ?? '') !== '') rows.set('lockId', item.lockId, path, 'lockId');
  rows.set('seller', item.seller, path, 'seller');
  if (share.warehouse !== null)
    rows.set('warehouse', share.warehouse.id, share.warehouse.path, 'warehouseId');
}

/** The API's prices are whole cents; the order report's, which the kind reads, are not. */
function priceOf(value: unknown): string | null {
  return typeof value === 'number' && Number.isSafeInteger(value) && value >= 0
    ? (value / 100).toFixed(2)
    : null;
}
