/** Which trade policies a warehouse serves: a list of the store's own. */
import { idOf, idOrNullOf, ORDER_COLUMN, SKU_COLUMN, WAREHOUSE_COLUMN } from './columns.js';
import { type Column, type KindOfExport, Rejection } from './kinds.js';

/** VTEX calls a trade policy a sales channel in its APIs. */
export const TRADE_POLICIES_COLUMN = {
  names: [
    'TradePolicies',
    'trade policy',
    'salesChannels',
    'salesChannel',
    'políticas comerciais',
    'política comercial',
    'políticas comerciales',
    'canais de venda',
    'canales de venta',
  ],
  isList: true,
} as const satisfies Column;

const columns = {
  warehouse: WAREHOUSE_COLUMN,
  sku: SKU_COLUMN,
  policies: TRADE_POLICIES_COLUMN,
} as const;
type Name = keyof typeof columns;

export const tradePolicies: KindOfExport<Name> = {
  kind: 'trade-policies',
  title: 'trade-policies',
  columns,
  dates: [],
  foreign: ORDER_COLUMN.names,

  missing(found) {
    return found.has('warehouse') && found.has('policies') ? [] : null;
  },

  read(row, sink) {
    const warehouse = idOf(row, 'warehouse');
    if (warehouse instanceof Rejection) return warehouse;
    const sku = idOrNullOf(row, 'sku');
    if (sku instanceof Rejection) return sku;
    sink.tradePolicies({ warehouse, sku, policies: policiesIn(row.value('policies')) });
    return null;
  },
};

/** The ids in a text such as `1,2`, `1 / 2` or `["1","2"]`, each once. */
export function policiesIn(text: string): string[] {
  if (text === '') return [];
  return [...new Set(text.split(/[\s,;|/"'[\]]+/).filter((policy) => policy !== ''))];
}
