/** The review CSV: one row per correction with every term of its formula, to be read by people and scripts. */
import type { Correction } from '../ledger/index.js';
import { csvLine } from './csv.js';
import type { Format } from './format.js';

const HEADER = [
  'SkuId',
  'WarehouseId',
  'TotalQuantity',
  'ReservedQuantity',
  'AvailableQuantity',
  'EarlyWriteOffs',
  'LateWriteOffs',
  'AvailableItems',
  'ReservedNotPreparing',
  'CorrectedQuantity',
  'Oversold',
  'Basis',
  'Confidence',
  'Causes',
];

export const review: Format = {
  async files(target, corrections) {
    return { files: [{ path: target, pieces: reviewCsv(corrections) }], notes: [] };
  },
};

/** The file in pieces, header first. */
export function* reviewCsv(corrections: Iterable<Correction>): Generator<string> {
  yield csvLine(HEADER);
  for (const { balance, count } of corrections) {
    yield csvLine([
      balance.sku,
      balance.warehouse,
      balance.inStock,
      balance.reserved,
      balance.available,
      balance.earlyWriteOffs,
      balance.lateWriteOffs,
      balance.availableItems,
      balance.pending,
      count,
      balance.oversold,
      balance.basis,
      balance.confidence,
      balance.causes.map((cause) => `${cause.code} ${cause.units}`).join('; '),
    ]);
  }
}
