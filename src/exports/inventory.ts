/** Inventory exports: one row per balance. VTEX's inventory spreadsheet, the Logistics API's balances, Data Pipeline's `item_update_latest`, or a store's own. */
import type { Units } from '../ledger/records.js';
import {
  fieldOf,
  idOf,
  momentOf,
  REFERENCE_COLUMN,
  SKU_COLUMN,
  textOrNull,
  unitsOf,
  WAREHOUSE_COLUMN,
  warehouseOf,
} from './columns.js';
import { leadTimeSeconds } from './durations.js';
import { AVAILABILITY_COLUMN, pipelineWarehouseOf } from './events.js';
import { type KindOfExport, Rejection, type Row } from './kinds.js';
import { policiesIn, TRADE_POLICIES_COLUMN } from './trade-policies.js';

const columns = {
  sku: SKU_COLUMN,
  warehouse: WAREHOUSE_COLUMN,
  availabilityId: AVAILABILITY_COLUMN,
  warehouseName: { names: ['WarehouseName', 'nome do estoque', 'nombre del almacén'] },
  refId: REFERENCE_COLUMN,
  inStock: {
    names: [
      'TotalQuantity',
      'in_stock',
      'on_hand',
      'total',
      'quantity in stock',
      'stock',
      'quantidade total',
      'cantidad total',
      'estoque total',
      'stock total',
      'em estoque',
      'en stock',
      'quantity',
      'qty',
      'quantidade',
      'cantidad',
    ],
  },
  reserved: {
    names: [
      'ReservedQuantity',
      'reserved',
      'totalReservedQuantity',
      'quantidade reservada',
      'cantidad reservada',
      'reservado',
      'reservados',
    ],
  },
  available: {
    names: [
      'AvailableQuantity',
      'available',
      'quantidade disponível',
      'cantidad disponible',
      'disponível',
      'disponible',
    ],
  },
  dispatched: {
    names: ['DispatchedReservations', 'dispatchedReservationsQuantity', 'dispatched'],
    isOftenBlank: true,
  },
  unlimited: {
    names: [
      'UnlimitedQuantity',
      'unlimited',
      'isUnlimited',
      'hasUnlimitedQuantity',
      'isUnlimitedQuantity',
      'ilimitado',
      'infinito',
    ],
  },
  locks: { names: ['LockIds', 'lockId', 'locks'], isList: true, isOftenBlank: true },
  tradePolicies: TRADE_POLICIES_COLUMN,
  exportedAt: {
    names: [
      'exported_at',
      'export date',
      'exported',
      'snapshot_date',
      'snapshot_at',
      'snapshot',
      'generated_at',
      'date',
      'data',
      'fecha',
    ],
  },
  leadTime: { names: ['leadTime'], isOftenBlank: true },
} as const;
export type InventoryColumn = keyof typeof columns;

/** What VTEX writes into in stock where the quantity is unlimited. */
const UNLIMITED_COUNTS: readonly Units[] = [1_000_000, 2_147_483_647];
const TRUE = new Set(['true', '1', 'yes', 'y', 'sim', 's', 'si', 'sí', 'verdadeiro', 'verdadero']);
const FALSE = new Set(['false', '0', 'no', 'n', 'não', 'nao', 'falso']);

export const inventory: KindOfExport<InventoryColumn> = {
  kind: 'inventory',
  title: 'inventory',
  columns,
  dates: ['exportedAt'],
  foreign: ['event_type'],

  missing(found) {
    const counts = (['inStock', 'reserved', 'available'] as const).filter((name) => found.has(name));
    if (counts.length < 2) return null;
    return found.has('sku') ? [] : ['sku'];
  },

  read(row, sink) {
    const sku = idOf(row, 'sku');
    if (sku instanceof Rejection) return sku;
    const place = placeOf(row);
    if (place instanceof Rejection) return place;
    const counts = countsOf(row);
    if (counts instanceof Rejection) return counts;
    const unlimited = unlimitedOf(row, counts.inStock);
    if (unlimited instanceof Rejection) return unlimited;
    const { inStock, reserved, stated } = counts;
    const available = inStock - reserved;
    if (stated !== null && stated !== available && !unlimited) {
      const column = row.header('available');
      const values = { column, stated, inStock, reserved, available };
      row.remark('available-differs', { key: 'available-differs', values });
    }
    const dispatched = dispatchedOf(row);
    const exportedAt = momentOf(row, 'exportedAt');
    const { line } = row;
    sink.inventory(
      {
        sku,
        ...place,
        warehouseName: textOrNull(row.value('warehouseName')),
        refId: textOrNull(row.value('refId')),
        inStock,
        reserved,
        available,
        dispatched,
        unlimited,
        locks: row.has('locks') ? locksOf(row.value('locks')) : null,
        exportedAt,
        leadTime: leadTimeOf(row),
      },
      line,
    );
    const policies = policiesIn(row.value('tradePolicies'));
    if (policies.length > 0 && place.warehouse !== null) {
      sink.tradePolicies({ warehouse: place.warehouse, sku, policies });
    }
    return exportedAt;
  },
};

/** Where a balance is: the warehouse, or what Data Pipeline has in its place. */
function placeOf(
  row: Row<InventoryColumn>,
): { warehouse: string | null; availabilityId: string | null } | Rejection {
  if (row.has('warehouse') || !row.has('availabilityId')) {
    const warehouse = warehouseOf(row, 'warehouse');
    return warehouse instanceof Rejection ? warehouse : { warehouse, availabilityId: null };
  }
  const availabilityId = idOf(row, 'availabilityId');
  if (availabilityId instanceof Rejection) return availabilityId;
  return { warehouse: pipelineWarehouseOf(availabilityId, row.options), availabilityId };
}

/** Carried over, never computed with: what cannot be told costs no row. */
function leadTimeOf(row: Row<InventoryColumn>): number | null {
  const text = row.value('leadTime');
  if (text === '') return null;
  const seconds = leadTimeSeconds(text);
  if (seconds === null) {
    row.remark('bad-lead-time', { key: 'no-lead-time', values: fieldOf(row, 'leadTime', text) });
  }
  return seconds;
}

/** Nothing is decided by it: what is no number costs no row. */
function dispatchedOf(row: Row<InventoryColumn>): Units | null {
  const dispatched = unitsOf(row, 'dispatched');
  return dispatched instanceof Rejection ? null : dispatched;
}

/** In stock and reserved, one of them computed where the file has only the other and available. */
function countsOf(
  row: Row<InventoryColumn>,
): { inStock: Units; reserved: Units; stated: Units | null } | Rejection {
  const inStock = unitsOf(row, 'inStock');
  if (inStock instanceof Rejection) return inStock;
  const reserved = unitsOf(row, 'reserved');
  if (reserved instanceof Rejection) return reserved;
  const available = unitsOf(row, 'available');
  if (available instanceof Rejection) return available;
  if (inStock !== null && reserved !== null) return { inStock, reserved, stated: available };
  if (available !== null && reserved !== null)
    return { inStock: available + reserved, reserved, stated: null };
  if (available !== null && inStock !== null) return { inStock, reserved: inStock - available, stated: null };
  return new Rejection('empty-number', { key: 'too-few-quantities' });
}

function unlimitedOf(row: Row<InventoryColumn>, inStock: Units): boolean | Rejection {
  const text = row.value('unlimited').toLowerCase();
  if (text === '') return UNLIMITED_COUNTS.includes(inStock);
  if (TRUE.has(text)) return true;
  if (FALSE.has(text)) return false;
  return new Rejection('bad-flag', { key: 'no-flag', values: fieldOf(row, 'unlimited', text) });
}

/** VTEX does not document what stands between lock ids; no id holds any of these. */
function locksOf(text: string): string[] {
  if (text === '') return [];
  return [...new Set(text.split(/[\s,;|]+/).filter((lock) => lock !== ''))];
}
