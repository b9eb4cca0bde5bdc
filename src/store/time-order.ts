/** Puts a balance's inventory updates in order, those of the same instant so that each begins where the last ended. */
import type { InventoryUpdate, Units } from '../ledger/records.js';

/** Beyond these, a set of simultaneous updates is left in the order of its values. */
const MOST_STEPS = 10_000;
const MOST_SIMULTANEOUS = 500;

/** @returns the updates by time; the same order whatever order they come in */
export function inTimeOrder(updates: readonly InventoryUpdate[]): InventoryUpdate[] {
  if (updates.every(({ at }, index) => index === 0 || at > (updates[index - 1]?.at ?? at)))
    return [...updates];
  const sorted = updates.toSorted(compared);
  const ordered: InventoryUpdate[] = [];
  for (let start = 0; start < sorted.length; ) {
    let end = start + 1;
    while (end < sorted.length && sorted[end]?.at === sorted[start]?.at) end++;
    const simultaneous = sorted.slice(start, end);
    if (simultaneous.length === 1) ordered.push(...simultaneous);
    else ordered.push(...chained(simultaneous, ordered.at(-1)?.after ?? null, sorted[end]?.before ?? null));
    start = end;
  }
  return ordered;
}

function compared(a: InventoryUpdate, b: InventoryUpdate): number {
  return a.at - b.at || a.before - b.before || a.after - b.after || compareAuthors(a.author, b.author);
}

function compareAuthors(a: string | null, b: string | null): number {
  if (a === b) return 0;
  return (a ?? '') < (b ?? '') ? -1 : 1;
}

/** A chain from `from` to `to` where there is one; else one that meets either, or neither; else by values. */
function chained(
  updates: readonly InventoryUpdate[],
  from: Units | null,
  to: Units | null,
): readonly InventoryUpdate[] {
  if (updates.length > MOST_SIMULTANEOUS) return updates;
  const starts = [...new Set(updates.map(({ before }) => before))];
  const likelyStarts = from === null ? starts : [from, ...starts.filter((start) => start !== from)];
  for (const end of to === null ? [null] : [to, null]) {
    for (const start of likelyStarts) {
      const chain = chainFrom(updates, start, end);
      if (chain !== null) return chain;
    }
  }
  return updates;
}

function chainFrom(
  updates: readonly InventoryUpdate[],
  start: Units,
  end: Units | null,
): InventoryUpdate[] | null {
  const used = new Set<number>();
  const chain: InventoryUpdate[] = [];
  let steps = 0;
  const extend = (count: Units): boolean => {
    if (chain.length === updates.length) return end === null || count === end;
    for (const [index, update] of updates.entries()) {
      if (used.has(index) || update.before !== count || steps++ > MOST_STEPS) continue;
      used.add(index);
      chain.push(update);
      if (extend(update.after)) return true;
      chain.pop();
      used.delete(index);
    }
    return false;
  };
  return extend(start) ? chain : null;
}
