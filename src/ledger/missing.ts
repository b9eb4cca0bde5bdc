/** What exports would make a balance's answer surer, by what its notes complain of. */
import type { BalanceStory, NoteCode } from './diagnosis.js';

/**
 * `updates`: inventory updates, or older ones, or those missing in between; `locks`: an inventory with LockIds;
 * `orders`: orders exported right after the inventory, reaching further back; `moment`: when the inventory was
 * exported; `warehouses`: reservations or single orders from the API, which name the warehouse; `kits`: a list of
 * kits; `feed`: the orders feed, which tells when each order entered Preparing Delivery.
 */
export const EVIDENCE = ['updates', 'locks', 'orders', 'moment', 'warehouses', 'kits', 'feed'] as const;
export type Evidence = (typeof EVIDENCE)[number];

const MISSED: Partial<Readonly<Record<NoteCode, Evidence>>> = {
  'no-log': 'updates',
  'log-starts-late': 'updates',
  'log-gap': 'updates',
  'log-ends-early': 'updates',
  'in-stock-differs': 'updates',
  'trigger-undecided': 'updates',
  'snapshots-only': 'updates',
  'no-locks': 'locks',
  'pending-range': 'locks',
  'orders-before-inventory': 'orders',
  'changed-after-export': 'orders',
  'orders-outdated': 'orders',
  'orders-cut-short': 'orders',
  'export-moment-unknown': 'moment',
  'unplaced-lines': 'warehouses',
  'kit-or-changed-order': 'kits',
};

/** What a balance lacks, in the order of EVIDENCE; empty for one that is proven. */
export function missingFor({ confidence, notes }: Pick<BalanceStory, 'confidence' | 'notes'>): Evidence[] {
  if (confidence === 'proven') return [];
  const missing = new Set(notes.flatMap(({ code }) => MISSED[code] ?? []));
  // Readings that differ although nothing is missing differ in when orders left the shelf.
  if (missing.size === 0) missing.add('feed');
  return EVIDENCE.filter((evidence) => missing.has(evidence));
}
