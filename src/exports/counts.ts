/** Physical counts: the units somebody counted on the shelf of a balance. */
import { countedUnitsOf, idOf, momentOf, SKU_COLUMN, WAREHOUSE_COLUMN, warehouseOf } from './columns.js';
import { type KindOfExport, Rejection } from './kinds.js';

const columns = {
  sku: SKU_COLUMN,
  warehouse: WAREHOUSE_COLUMN,
  counted: {
    names: [
      'Counted',
      'count',
      'counted quantity',
      'physical count',
      'shelf',
      'on shelf',
      'contagem',
      'contado',
      'contados',
      'quantidade contada',
      'conteo',
      'recuento',
      'cantidad contada',
    ],
    like: /^(counted|contad[oa]s?|contagem|conteo|recuento)(quantity|units|stock|total|fisic[oa]|unidades)$/,
  },
  at: {
    names: [
      'CountedAt',
      'count date',
      'counted on',
      'date',
      'time',
      'data',
      'data da contagem',
      'data e hora',
      'fecha',
      'fecha del conteo',
      'fecha y hora',
    ],
  },
} as const;
type Name = keyof typeof columns;

export const counts: KindOfExport<Name> = {
  kind: 'counts',
  title: 'counts',
  columns,
  dates: ['at'],

  missing(found) {
    if (!found.has('counted')) return null;
    if (found.has('sku')) return [];
    return found.has('warehouse') ? ['sku'] : null;
  },

  read(row, sink) {
    const sku = idOf(row, 'sku');
    if (sku instanceof Rejection) return sku;
    const warehouse = warehouseOf(row, 'warehouse');
    if (warehouse instanceof Rejection) return warehouse;
    const counted = countedUnitsOf(row, 'counted');
    if (counted instanceof Rejection) return counted;
    const at = momentOf(row, 'at');
    sink.count({ sku, warehouse, counted, at }, row.line);
    return at;
  },
};
