/** A balance as it was at T: without what came after, its updates in order of time, and which locks are known. */
import { latestMoment } from '../moments.js';
import type { Balance, Coverage, InventoryUpdate, Moment } from '../records.js';

/** Updates of one moment keep their order: it is the log's. */
export function inOrderOfTime(balance: Balance): Balance {
  return {
    ...balance,
    updates: [...balance.updates].sort((a, b) => a.at - b.at),
    snapshots: [...balance.snapshots].sort((a, b) => a.at - b.at),
  };
}

/**
 * The balance without what came after T; and where it has no update log but older exports, each
 * difference between two of them is an update by nobody known, no later than the later one.
 */
export function asOfExport(balance: Balance, coverage: Coverage): Balance {
  const at = latestExport(balance, coverage);
  if (balance.updates.length > 0 || coverage.updatesFrom !== null) {
    if (at === null) return balance;
    return { ...balance, updates: balance.updates.filter((update) => update.at <= at) };
  }
  return { ...balance, updates: updatesBetween(balance, at) };
}

/** T, or the end of the day where only T's date is known; null when neither is. */
export function latestExport(balance: Balance, coverage: Coverage): Moment | null {
  return latestMoment(balance.exportedAt ?? coverage.exportedAt, coverage.exportedBefore);
}

function updatesBetween(balance: Balance, at: Moment | null): InventoryUpdate[] {
  if (at === null) return [];
  const counts = [...balance.snapshots, { at, inStock: balance.inStock }];
  return counts.slice(1).flatMap((next, index) => {
    const before = counts[index]?.inStock ?? next.inStock;
    return before === next.inStock
      ? []
      : [{ at: next.at, author: null, before, after: next.inStock, reserved: null }];
  });
}

/** When the last update came: at the earliest and at the latest. Between two exports only the span is known. */
export function lastUpdateOf(balance: Balance, coverage: Coverage): { from: Moment; to: Moment } | null {
  const last = balance.updates.at(-1)?.at;
  if (last === undefined) return null;
  if (coverage.updatesFrom !== null) return { from: last, to: last };
  const earlier = balance.snapshots.filter((snapshot) => snapshot.at < last).at(-1)?.at;
  return { from: earlier ?? last, to: last };
}

/** The lock list is complete: it names reservations, or there are none to name. */
export function namesLocks(balance: Balance): balance is Balance & { locks: readonly string[] } {
  return balance.locks !== null && (balance.locks.length > 0 || balance.reserved === 0);
}
