/** Order exports: one row per order line. VTEX's order report, or a store's own. */
import { phaseOf, rawStatusOf } from '../ledger/statuses.js';
import type { ColumnName } from '../words/said.js';
import {
  countedUnitsOf,
  idOf,
  idOrNullOf,
  KIT_COLUMN,
  momentOf,
  ORDER_COLUMN,
  REFERENCE_COLUMN,
  SKU_COLUMN,
  textOrNull,
  WAREHOUSE_COLUMN,
} from './columns.js';
import { type KindOfExport, type OrderRow, Rejection, type Row } from './kinds.js';
import { cents } from './numbers.js';

const columns = {
  order: ORDER_COLUMN,
  lockId: { names: ['Seller Order Id', 'lock_id'] },
  sku: SKU_COLUMN,
  refId: REFERENCE_COLUMN,
  units: { names: ['Quantity_SKU', 'quantity', 'qty', 'units', 'quantidade', 'cantidad', 'unidades'] },
  rawStatus: { names: ['Status raw value (temporary)', 'status raw value', 'raw_status', 'status_raw'] },
  status: { names: ['Status', 'order status', 'state', 'situação', 'estado'] },
  createdAt: {
    names: [
      'Creation Date',
      'created_at',
      'created',
      'order date',
      'date',
      'data de criação',
      'fecha de creación',
      'data',
      'fecha',
    ],
  },
  authorizedAt: {
    names: [
      'Authorized Date',
      'authorized_at',
      'authorized',
      'paid_at',
      'paid',
      'payment date',
      'approved_at',
      'data de autorização',
      'fecha de autorización',
    ],
  },
  lastChangeAt: {
    names: [
      'Last Change Date',
      'last_change',
      'last_change_at',
      'updated_at',
      'updated',
      'last_updated',
      'data da última alteração',
      'fecha del último cambio',
    ],
  },
  handlingAt: { names: ['handling_at', 'handling date', 'preparing_at', 'start_handling_at'] },
  invoicedAt: {
    names: ['invoiced_at', 'invoiced date', 'invoice date', 'data de faturamento', 'fecha de facturación'],
  },
  warehouse: WAREHOUSE_COLUMN,
  unitPrice: { names: ['SKU Selling Price', 'selling_price', 'unit_price', 'price', 'preço', 'precio'] },
  currency: { names: ['Currency Code', 'currency', 'moeda', 'moneda'] },
  kit: KIT_COLUMN,
  origin: { names: ['Origin', 'origem', 'origen'] },
  seller: { names: ['Seller Name', 'seller', 'seller_id', 'vendedor'] },
} as const;
export type OrderColumn = keyof typeof columns;

const KEYS: readonly (readonly [OrderColumn, ColumnName])[] = [
  ['order', 'order'],
  ['sku', 'order-sku'],
  ['units', 'order-units'],
  ['status', 'order-status'],
];

export const orders: KindOfExport<OrderColumn> = {
  kind: 'orders',
  title: 'orders',
  columns,
  holdsPersonalData: true,
  dates: ['createdAt', 'authorizedAt', 'lastChangeAt', 'handlingAt', 'invoicedAt'],

  missing(found) {
    const lacking = KEYS.filter(
      ([name]) => !(found.has(name) || (name === 'status' && found.has('rawStatus'))),
    );
    if (lacking.length > 1) return null;
    const isAboutOrders = (['order', 'lockId', 'createdAt', 'lastChangeAt'] as const).some((name) =>
      found.has(name),
    );
    return isAboutOrders ? lacking.map(([, column]) => column) : null;
  },

  read(row, sink) {
    const order = idOf(row, 'order');
    if (order instanceof Rejection) return order;
    const sku = idOf(row, 'sku');
    if (sku instanceof Rejection) return sku;
    const units = countedUnitsOf(row, 'units');
    if (units instanceof Rejection) return units;
    const lockId = idOrNullOf(row, 'lockId');
    if (lockId instanceof Rejection) return lockId;
    const warehouse = idOrNullOf(row, 'warehouse');
    if (warehouse instanceof Rejection) return warehouse;
    const kit = idOrNullOf(row, 'kit');
    if (kit instanceof Rejection) return kit;
    const status = rawStatusOf(textOrNull(row.value('rawStatus')), textOrNull(row.value('status')));
    if (row.hidesValues && phaseOf(status) === 'unknown' && DATES.some((name) => isNoDate(row, name)))
      return new Rejection('shifted-row', { key: 'shifted-row' });
    const createdAt = momentOf(row, 'createdAt');
    if (units === 0) {
      sink.unneeded();
      return createdAt;
    }
    sink.order(
      {
        order,
        lockId,
        sku,
        refId: wordOrNull(row.value('refId')),
        units,
        status,
        createdAt,
        authorizedAt: momentOf(row, 'authorizedAt'),
        lastChangeAt: momentOf(row, 'lastChangeAt'),
        handlingAt: momentOf(row, 'handlingAt'),
        invoicedAt: momentOf(row, 'invoicedAt'),
        warehouse,
        unitPrice: cents(row.value('unitPrice')),
        currency: wordOrNull(row.value('currency')),
        kit,
        origin: originOf(row.value('origin')),
        seller: wordOrNull(row.value('seller')),
      },
      row.document,
    );
    return createdAt;
  },
};

/** A text that is kept; an address, where a damaged row has one in its place, is not. */
function wordOrNull(text: string): string | null {
  return text.includes('@') ? null : textOrNull(text);
}

const DATES = ['createdAt', 'authorizedAt', 'lastChangeAt'] as const;

/** Whether something stands in a column of dates that is none. */
function isNoDate(row: Row<OrderColumn>, name: (typeof DATES)[number]): boolean {
  const text = row.value(name);
  return text !== '' && row.dates.moment(text) === null && !text.startsWith('0001-01-01');
}

const ORIGINS = ['marketplace', 'fulfillment', 'chain'] as const;

function originOf(text: string): OrderRow['origin'] {
  return ORIGINS.find((origin) => origin === text.toLowerCase()) ?? null;
}
