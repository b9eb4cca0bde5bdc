/**
 * The other side of a fix: what the ERP has taken off too early. Its own count lacks the same units, and its
 * next total would undo the fix.
 */
import type { WrittenOffOrder } from '../ledger/index.js';
import type { Units } from '../ledger/records.js';
import { csvLine } from './csv.js';
import { type FixFile, withoutEnding } from './format.js';

/** An order that is written off already, and what of it is still on the shelf. */
export interface ErpRow extends WrittenOffOrder {
  /** Its units, while it is pending; none once they have left the shelf. */
  readonly unitsToPutBack: Units;
}

const HEADER = ['SkuId', 'WarehouseId', 'Order', 'UnitsWrittenOff', 'UnitsToPutBack'];

/** Stands beside the fix: `fix.csv` has `fix.erp.csv`. */
export function erpFile(target: string, rows: readonly ErpRow[]): FixFile {
  return { path: `${withoutEnding(target)}.erp.csv`, pieces: lines(rows) };
}

function* lines(rows: readonly ErpRow[]): Generator<string> {
  yield csvLine(HEADER);
  for (const { sku, warehouse, order, units, unitsToPutBack } of rows) {
    yield csvLine([sku, warehouse, order, units, unitsToPutBack]);
  }
}
