/** What the store's kits are made of: one row per component. */
import { countedUnitsOf, fieldOf, idOf, KIT_COLUMN, ORDER_COLUMN, SKU_COLUMN } from './columns.js';
import { type KindOfExport, Rejection } from './kinds.js';

const columns = {
  kit: KIT_COLUMN,
  sku: {
    names: ['component_sku', 'component_id', 'component', 'componente', ...SKU_COLUMN.names],
  },
  units: { names: ['Quantity', 'qty', 'units', 'quantidade', 'cantidad', 'unidades'] },
} as const;
type Name = keyof typeof columns;

export const kits: KindOfExport<Name> = {
  kind: 'kits',
  title: 'kits',
  columns,
  dates: [],
  foreign: ORDER_COLUMN.names,

  missing(found) {
    if (!found.has('kit') || !found.has('sku')) return null;
    return found.has('units') ? [] : ['kit-units'];
  },

  read(row, sink) {
    const kit = idOf(row, 'kit');
    if (kit instanceof Rejection) return kit;
    const sku = idOf(row, 'sku');
    if (sku instanceof Rejection) return sku;
    if (sku === kit) {
      return new Rejection('kit-of-itself', { key: 'kit-of-itself', values: fieldOf(row, 'sku', sku) });
    }
    const units = countedUnitsOf(row, 'units');
    if (units instanceof Rejection) return units;
    if (units === 0)
      return new Rejection('bad-number', { key: 'below-one', values: fieldOf(row, 'units', '0') });
    sink.kit({ kit, sku, units });
    return null;
  },
};
