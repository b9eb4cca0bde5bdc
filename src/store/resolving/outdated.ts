/**
 * Open orders that only older order exports hold: a report of the orders of the last days says nothing of
 * those before, and what became of them until the inventory was exported is not known.
 */
import type { Database } from 'better-sqlite3';
import type { Moment } from '../../ledger/records.js';
import { phaseOf } from '../../ledger/statuses.js';
import { spansFiles } from './tables.js';

const HOUR = 3_600_000;
const DAY = 24 * HOUR;

/** In a file of so many orders or more, one changed shortly before it was written. */
const ENOUGH_ORDERS = 20;

/** temp.old_file: the order files made before the inventory, by their own time or as far as their orders show. */
const OLD_FILES = `
CREATE TEMP TABLE old_file AS
SELECT f.id, f.exported_before < @inventoryAt - ${HOUR} AS is_surely_old, f.exported_before < @inventoryAt - ${HOUR} OR (
  l.orders >= ${ENOUGH_ORDERS} AND max(coalesce(l.last_change_at, 0), coalesce(f.exported_at, 0)) < @inventoryAt - ${DAY}
) AS is_old
FROM file f JOIN (
  SELECT file, count(DISTINCT order_id) AS orders, max(last_change_at) AS last_change_at FROM order_line GROUP BY file
) AS l ON l.file = f.id`;

const OUTDATED = `
INSERT INTO temp.outdated_order
SELECT order_id, min(file IN (SELECT id FROM temp.old_file WHERE is_surely_old = 1))
FROM order_line GROUP BY order_id
HAVING min(file IN (SELECT id FROM temp.old_file WHERE is_old = 1)) = 1`;

/**
 * Makes temp.outdated_order; nothing is in it where all order files are old. Comes before orders that
 * several files hold are made one.
 * @param inventoryAt when the newest inventory was exported, or at the latest
 */
export function listOutdatedOrders(db: Database, inventoryAt: Moment | null): void {
  db.exec('CREATE TEMP TABLE outdated_order (order_id TEXT PRIMARY KEY, is_sure INTEGER) WITHOUT ROWID');
  if (!spansFiles(db, 'order_line')) return;
  db.prepare(OLD_FILES).run({ inventoryAt });
  const ages = db.prepare('SELECT count(DISTINCT is_old) AS count FROM temp.old_file').pluck();
  if (ages.get() === 2) db.exec(OUTDATED);
  db.exec('DROP TABLE temp.old_file');
}

/**
 * Marks the lines of orders whose every file was surely made before the inventory. That a file's orders
 * changed long before is only worth a word: one of orders long done looks the same.
 */
export function markOutdatedLines(db: Database): void {
  db.exec(`
    UPDATE order_line SET outdated = 1
    WHERE order_id IN (SELECT order_id FROM temp.outdated_order WHERE is_sure = 1)`);
}

/** How many of them are open: their reservations may have come to anything since. */
export function countOutdatedOrders(db: Database): number {
  const statuses = db
    .prepare<[], { text: string; orders: number }>(
      `SELECT w.text, count(DISTINCT l.order_id) AS orders
       FROM temp.outdated_order o JOIN order_line l ON l.order_id = o.order_id JOIN word w ON w.id = l.status
       WHERE l.sku IN (SELECT sku FROM balance)
       GROUP BY w.text`,
    )
    .all();
  const open = statuses.filter(({ text }) => !['acknowledged', 'closed'].includes(phaseOf(text)));
  return open.reduce((sum, { orders }) => sum + orders, 0);
}
