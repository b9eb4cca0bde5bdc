/**
 * How old the exports are that a fix rests on. Orders handled since have left the shelf, so that a count written
 * now is too high by their units.
 */
import type { Correction } from '../ledger/index.js';
import type { Moment, Units } from '../ledger/records.js';
import type { Store } from '../store/reading.js';

const HOUR = 3_600_000;
const DAY = 24 * HOUR;
/** From then on orders will have been handled since. */
const STALE_AFTER = HOUR;
/** A pace says nothing about a time much longer than itself. */
const LONGEST_ESTIMATE = 7 * DAY;
/** The pace is that of the last weeks. */
const LONGEST_PACE = 28 * DAY;

export interface Staleness {
  /** T, or what it was no later than. */
  readonly exportedAt: Moment;
  /** False where T is not known, only what it was no later than. */
  readonly isKnown: boolean;
  readonly hours: number;
  /** What may have left the shelf since, and the pace it is told by; null where the exports cannot tell. */
  readonly left: { readonly units: Units; readonly unitsADay: number } | null;
}

/** Null while the exports are fresh, or nothing says when they were made. */
export function stalenessOf(corrections: readonly Correction[], store: Store, now: Moment): Staleness | null {
  const { exportedAt, exportedBefore } = store.scan();
  const at = exportedAt ?? exportedBefore;
  if (at === null || corrections.length === 0 || now - at < STALE_AFTER) return null;
  return {
    exportedAt: at,
    isKnown: exportedAt !== null,
    hours: Math.floor((now - at) / HOUR),
    left: now - at > LONGEST_ESTIMATE ? null : leftSince(corrections, store, at, now),
  };
}

/** At the store's own pace: units of these balances that entered Preparing Delivery, by the day. */
function leftSince(
  corrections: readonly Correction[],
  store: Store,
  at: Moment,
  now: Moment,
): Staleness['left'] {
  const { ordersFrom, ordersTo, ordersLastChange } = store.coverage();
  if (ordersFrom === null) return null;
  // Where T is only a file's modification time, the orders may end long before it.
  const to = Math.min(at, ordersLastChange ?? ordersTo ?? at);
  const from = Math.max(ordersFrom, to - LONGEST_PACE);
  if (to - from < DAY) return null;
  const warehouses = new Map<string, string[]>();
  for (const { balance } of corrections) {
    warehouses.set(balance.sku, [...(warehouses.get(balance.sku) ?? []), balance.warehouse]);
  }
  let handled = 0;
  for (const [sku, among] of warehouses) handled += store.handledOf(sku, among, from, to);
  const unitsADay = handled / ((to - from) / DAY);
  return { units: Math.ceil((unitsADay * (now - at)) / DAY), unitsADay };
}
