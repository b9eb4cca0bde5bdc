/** A SKU's balances as `GET …/inventory/skus/{skuId}` gives them: a row for each warehouse. */
import { type InventoryColumn, inventory } from '../inventory.js';
import { firstFieldOf, isObject, nameById, type Shape, wrongType } from './shape.js';

const FIELDS: readonly (readonly [column: InventoryColumn, keys: readonly string[]])[] = [
  ['warehouse', ['warehouseId']],
  ['warehouseName', ['warehouseName']],
  ['inStock', ['totalQuantity', 'quantity']],
  ['reserved', ['reservedQuantity', 'totalReservedQuantity']],
  ['available', ['availableQuantity']],
  ['unlimited', ['hasUnlimitedQuantity', 'isUnlimited', 'isUnlimitedQuantity']],
];

export const balances: Shape<InventoryColumn> = {
  kind: inventory,
  title: 'balances',

  recognises(document) {
    return 'skuId' in document && 'balance' in document;
  },

  nameOf(document) {
    return nameById('sku', document.skuId);
  },

  unfold(document, rows) {
    rows.set('sku', document.skuId, '', 'skuId');
    rows.keep();
    if (!Array.isArray(document.balance)) {
      return rows.reject(wrongType('balance', document.balance, 'list'));
    }
    for (const [index, balance] of document.balance.entries()) {
      const path = `balance[${index}].`;
      if (!isObject(balance)) {
        rows.reject(wrongType(`balance[${index}]`, balance, 'object'));
        continue;
      }
      for (const [column, keys] of FIELDS) {
        const key = firstFieldOf(balance, keys);
        if (key !== null) rows.set(column, balance[key], path, key);
      }
      if (typeof balance.leadTime === 'string') rows.set('leadTime', balance.leadTime, path, 'leadTime');
      if (firstFieldOf(balance, ['warehouseId']) === null) rows.set('warehouse', null, path, 'warehouseId');
      rows.write();
    }
  },
};
