/**
 * Open orders that only older order exports hold: a report of the orders of the last days says nothing of
 * those before, and what became of them until the inventory was exported is not known.
 */
import type { Database } from 'better-sqlite3';
import type { Moment } from '../../ledger/records.js';
import { phaseOf } from '../../ledger/statuses.js';

const HOUR = 3_600_000;
const DAY = 24 * HOUR;

/** In a file of so many orders or more, one changed shortly before it was written. */
const ENOUGH_ORDERS = 20;

/** temp.old_file: the order files made before the inventory, by their own time (`is_sure`) or as far as their orders show. */
const OLD_FILES = `
INSERT INTO temp.old_file
SELECT f.id, f.exported_before < @inventoryAt - ${HOUR}
FROM temp.order_file l JOIN file f ON f.id = l.file
WHERE f.exported_before < @inventoryAt - ${HOUR} OR (
  max(coalesce(l.last_change_at, 0), coalesce(f.exported_at, 0)) < @inventoryAt - ${DAY}
  AND ${ENOUGH_ORDERS} = (
    SELECT count(*) FROM (
      SELECT DISTINCT o.order_id FROM order_line o
      WHERE o.file = l.file AND o.id BETWEEN l.first_line AND l.last_line
      LIMIT ${ENOUGH_ORDERS}
    )
  )
)`;

/**
 * Makes temp.old_file; nothing is in it where all order files are old. Comes after `listOrderFiles`.
 * @param inventoryAt when the newest inventory was exported, or at the latest
 */
export function listOldFiles(db: Database, inventoryAt: Moment | null): void {
  db.exec('CREATE TEMP TABLE old_file (id INTEGER PRIMARY KEY, is_sure INTEGER)');
  db.prepare(OLD_FILES).run({ inventoryAt });
  db.exec(
    'DELETE FROM temp.old_file WHERE (SELECT count(*) FROM temp.old_file) = (SELECT count(*) FROM temp.order_file)',
  );
}

const IS_SURELY_OUTDATED = `coalesce(
  (SELECT c.is_surely_old FROM temp.copied_order c WHERE c.order_id = l.order_id),
  l.file IN (SELECT id FROM temp.old_file WHERE is_sure = 1)
)`;

/**
 * Marks the lines of orders that only files hold which were surely made before the inventory. That a file's orders
 * changed long before is only worth a word: one of orders long done looks the same.
 */
export function markOutdatedLines(db: Database): void {
  const isAny = db.prepare('SELECT 1 FROM temp.old_file WHERE is_sure = 1 LIMIT 1').get() !== undefined;
  if (isAny) db.exec(`UPDATE order_line AS l SET outdated = 1 WHERE ${IS_SURELY_OUTDATED}`);
}

const OUTDATED_OPEN_ORDERS = `
SELECT count(DISTINCT l.order_id) FROM order_line l
WHERE l.status IN (SELECT value FROM json_each(?)) AND coalesce(
  (SELECT c.is_old FROM temp.copied_order c WHERE c.order_id = l.order_id),
  l.file IN (SELECT id FROM temp.old_file)
) AND EXISTS (SELECT 1 FROM balance b WHERE b.sku = l.sku)`;

/** Open orders that only old files hold: their reservations may have come to anything since. */
export function countOutdatedOrders(db: Database): number {
  if (db.prepare('SELECT 1 FROM temp.old_file LIMIT 1').get() === undefined) return 0;
  const open = db
    .prepare<[], { id: number; text: string }>(
      "SELECT id, text FROM word WHERE id IN (SELECT word FROM word_of_column WHERE name = 'order_line.status')",
    )
    .all()
    .filter(({ text }) => !['acknowledged', 'closed'].includes(phaseOf(text)))
    .map(({ id }) => id);
  return db.prepare<[string], number>(OUTDATED_OPEN_ORDERS).pluck().get(JSON.stringify(open)) ?? 0;
}
