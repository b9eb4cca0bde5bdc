/** Draws the SKUs that writers' habits are learned from: a large store has many more than tell anything new. */
import type { Database } from 'better-sqlite3';

/** SKUs are drawn until they have so many updates between them. */
const PLENTY = 50_000;

interface Drawn {
  readonly sku: string;
  readonly place: number;
  readonly updates: number;
}

/** The ids of SKUs that have updates, ascending: all, or those whose place in the draw comes first. */
export function drawnSkusIn(db: Database): string[] {
  // By the index of updates, which begins with the SKU.
  const counted = db.prepare<[], [sku: string, updates: number]>(
    `SELECT s.sku, u.updates
     FROM (SELECT sku, count(*) AS updates FROM inventory_update GROUP BY sku) AS u JOIN sku s ON s.id = u.sku`,
  );
  let drawn: Drawn[] = [];
  let updates = 0;
  for (const [sku, count] of counted.raw().iterate()) {
    drawn.push({ sku, place: placeOf(sku), updates: count });
    updates += count;
    if (updates < 3 * PLENTY) continue;
    drawn = first(drawn);
    updates = drawn.reduce((sum, each) => sum + each.updates, 0);
  }
  return first(drawn)
    .map(({ sku }) => sku)
    .sort();
}

/** Those that come first, until there are plenty. Any others of the draw leave them what they are. */
function first(drawn: Drawn[]): Drawn[] {
  const inOrder = drawn.sort((a, b) => a.place - b.place || (a.sku < b.sku ? -1 : 1));
  let updates = 0;
  const end = inOrder.findIndex((each) => {
    updates += each.updates;
    return updates >= PLENTY;
  });
  return end === -1 ? inOrder : inOrder.slice(0, end + 1);
}

/** Where in the draw a SKU stands: FNV-1a, mixed once more, since ids that follow one another must not stay together. */
function placeOf(sku: string): number {
  let hash = 0x811c9dc5;
  for (let index = 0; index < sku.length; index++) {
    hash = Math.imul(hash ^ sku.charCodeAt(index), 0x01000193);
  }
  return Math.imul(hash ^ (hash >>> 15), 0x2c1b3c6d) >>> 0;
}
