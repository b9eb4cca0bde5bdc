/** The kinds of exports in words. */
import type { ExportKind } from '../exports/index.js';

export const KIND_WORDS: Readonly<Record<ExportKind, string>> = {
  inventory: 'inventory',
  orders: 'orders',
  updates: 'inventory updates',
  feed: 'orders feed',
  reservations: 'reservations',
  counts: 'physical count',
  'trade-policies': 'trade policies',
  kits: 'kits',
};
