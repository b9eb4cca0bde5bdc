/**
 * What VTEX hands out, turned into records: `KINDS` lists the kinds of exports invfix knows. What reads them,
 * `readExports`, stands apart in read.js: commands that read none start quicker without it.
 */
export { KINDS } from './every-kind.js';
export { type FoundFile, type FoundFiles, filesBelow } from './files.js';
export { columnsByKind, headerMapFrom, headerMapOf } from './header-map.js';
export type {
  CountRow,
  EventRow,
  ExportKind,
  FileReport,
  HeaderMap,
  InventoryRow,
  KitRow,
  OrderRow,
  Problem,
  ReadOptions,
  ReservationRow,
  StatusChangeRow,
  TradePoliciesRow,
  UpdateRow,
} from './kinds.js';
export type { ExportReceiver, ExportSink, ReadExport } from './receiver.js';
