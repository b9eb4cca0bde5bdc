/**
 * What VTEX hands out, turned into records. This is the list of the kinds of exports invfix knows;
 * each kind is one module behind the interface of `kinds.ts`, and a new one is a line in `KINDS`.
 */
import { inventory } from './inventory.js';
import type { KindOfExport } from './kinds.js';
import { orders } from './orders.js';
import { updates } from './updates.js';

export { filesBelow } from './files.js';
export type {
  ExportKind,
  FileReport,
  InventoryRow,
  OrderRow,
  Problem,
  ReadOptions,
  UpdateRow,
} from './kinds.js';
export { readExport } from './read.js';

/** The kinds, those with the more telling columns first. */
export const KINDS: readonly KindOfExport[] = [orders, updates, inventory];
