/** Inventory updates: one row per write of a count. Copied from the Admin's log, or a store's own. */
import type { Units } from '../ledger/records.js';
import type { ColumnName } from '../words/said.js';
import {
  idOf,
  neededMomentOf,
  SKU_COLUMN,
  textOrNull,
  unitsOf,
  WAREHOUSE_COLUMN,
  warehouseOf,
} from './columns.js';
import { type KindOfExport, Rejection, type Row } from './kinds.js';

const columns = {
  sku: SKU_COLUMN,
  warehouse: WAREHOUSE_COLUMN,
  at: {
    names: [
      'Date',
      'at',
      'time',
      'timestamp',
      'date time',
      'date and time',
      'update date',
      'updated_at',
      'created_at',
      'changed_at',
      'data',
      'data e hora',
      'data da atualização',
      'fecha',
      'fecha y hora',
      'fecha de actualización',
    ],
  },
  author: {
    names: [
      'User',
      'author',
      'user name',
      'updated by',
      'changed by',
      'usuário',
      'usuario',
      'autor',
      'responsável',
      'responsable',
    ],
  },
  before: {
    names: [
      'QuantityBefore',
      'before',
      'old',
      'old quantity',
      'previous quantity',
      'quantidade anterior',
      'quantidade antes',
      'cantidad anterior',
      'cantidad antes',
    ],
    like: /(before|previous|prior|antes|anterior|previa|antiga|antigua)/,
  },
  after: {
    names: [
      'QuantityAfter',
      'after',
      'new',
      'new quantity',
      'quantidade posterior',
      'quantidade depois',
      'nova quantidade',
      'quantidade atual',
      'cantidad posterior',
      'cantidad después',
      'nueva cantidad',
      'cantidad actual',
    ],
    like: /(after|depois|despues|posterior|quantidade(nova|atualizada|final)|cantidad(nueva|actualizada|final))/,
  },
  delta: { names: ['delta', 'change', 'difference', 'diferença', 'diferencia', 'variação', 'variación'] },
} as const;
type Name = keyof typeof columns;

export const updates: KindOfExport<Name> = {
  kind: 'updates',
  title: 'updates',
  columns,
  dates: ['at'],

  missing(found) {
    const counts = (['before', 'after', 'delta'] as const).filter((name) => found.has(name));
    if (counts.length < 2) return null;
    const lacking: ColumnName[] = [];
    if (!found.has('sku')) lacking.push('sku');
    if (!found.has('at')) lacking.push('time');
    return lacking;
  },

  read(row, sink) {
    const sku = idOf(row, 'sku');
    if (sku instanceof Rejection) return sku;
    const warehouse = warehouseOf(row, 'warehouse');
    if (warehouse instanceof Rejection) return warehouse;
    const at = neededMomentOf(row, 'at');
    if (at instanceof Rejection) return at;
    const counts = countsOf(row);
    if (counts instanceof Rejection) return counts;
    sink.update({ sku, warehouse, at, author: textOrNull(row.value('author')), ...counts });
    return at;
  },
};

/** Before and after, one of them computed where the file has only the other and the difference. */
function countsOf(row: Row<Name>): { before: Units; after: Units } | Rejection {
  const before = unitsOf(row, 'before');
  if (before instanceof Rejection) return before;
  const after = unitsOf(row, 'after');
  if (after instanceof Rejection) return after;
  const delta = unitsOf(row, 'delta');
  if (delta instanceof Rejection) return delta;
  if (before !== null && after !== null) {
    if (delta === null || before + delta === after) return { before, after };
    return new Rejection('delta-differs', { key: 'delta-differs', values: { before, after, delta } });
  }
  if (before !== null && delta !== null) return { before, after: before + delta };
  if (after !== null && delta !== null) return { before: after - delta, after };
  return new Rejection('empty-number', { key: 'too-few-counts' });
}
