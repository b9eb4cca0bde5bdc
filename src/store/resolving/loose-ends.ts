/** What has no counterpart in the other exports. */
import type { Database } from 'better-sqlite3';
import { countLocksWithoutOrder } from './locks.js';

export interface LooseEnds {
  /** Locks whose order is in no export, and of which no list of reservations tells. */
  readonly locksWithoutOrder: number;
  /** Locks whose order is exported without a line of the SKU they are for: a kit, or a changed order. */
  readonly locksOfOtherLines: number;
  /** Order lines of SKUs no inventory export has. */
  readonly linesWithoutBalance: number;
  /** Warehouses that order lines name and in which their SKU has no balance, though it has one elsewhere; most lines first. */
  readonly unknownOrderWarehouses: readonly { readonly warehouse: string; readonly lines: number }[];
  /** Open orders that only order exports made more than a day before the inventory hold, beside newer ones. */
  readonly outdatedOrders: number;
  /** Balances that only updates know. */
  readonly updatesWithoutBalance: number;
}

/**
 * Comes after `keepLocksOfOtherLines` and `fileLines`.
 * @param outdatedOrders as counted before the lines forgot their files
 */
export function looseEndsOfAll(db: Database, outdatedOrders: number): LooseEnds {
  const count = (query: string) => db.prepare<[], { count: number }>(query).get()?.count ?? 0;
  // Order reports name no warehouse.
  const namesAny =
    db.prepare("SELECT 1 FROM word_of_column WHERE name = 'order_line.warehouse' LIMIT 1").get() !==
    undefined;
  return {
    locksWithoutOrder: countLocksWithoutOrder(db),
    locksOfOtherLines: count('SELECT count(DISTINCT lock) AS count FROM lock_of_other_line'),
    linesWithoutBalance: count(
      `SELECT coalesce(sum(lines), 0) AS count FROM (SELECT sku, count(*) AS lines FROM order_line GROUP BY sku) AS l
       WHERE NOT EXISTS (SELECT 1 FROM balance b WHERE b.sku = l.sku)`,
    ),
    unknownOrderWarehouses: !namesAny
      ? []
      : db
          .prepare<[], { warehouse: string; lines: number }>(
            `SELECT w.text AS warehouse, count(*) AS lines
         FROM order_line l JOIN word w ON w.id = l.warehouse
         WHERE NOT EXISTS (SELECT 1 FROM balance b WHERE b.sku = l.sku AND b.warehouse = l.warehouse)
           AND EXISTS (SELECT 1 FROM balance b WHERE b.sku = l.sku)
         GROUP BY l.warehouse ORDER BY count(*) DESC, w.text`,
          )
          .all(),
    outdatedOrders,
    // By the index of updates, which begins with these two.
    updatesWithoutBalance: count(
      `SELECT count(*) AS count FROM (SELECT sku, warehouse FROM inventory_update GROUP BY sku, warehouse) AS u
       WHERE NOT EXISTS (SELECT 1 FROM balance b WHERE b.sku = u.sku AND b.warehouse = u.warehouse)`,
    ),
  };
}
