/** Which order lines the locks of the balances belong to, and which locks are of lines of another SKU. */
import type { Database } from 'better-sqlite3';

/** temp.lock: every lock a balance lists. No lock holds a space. */
const LOCKS = `
CREATE TEMP TABLE lock AS
SELECT l.value AS id, b.sku
FROM balance b, json_each('[' || replace(json_quote(b.locks), ' ', '","') || ']') l
WHERE b.locks <> '';
CREATE INDEX temp.lock_of_sku ON lock (id, sku);`;

/**
 * temp.locked_line: the lines whose order a lock is of, whichever SKU they and the lock are for. A store's
 * own order is its lock without the leading 00-.
 */
const LOCKED_LINES = `
CREATE TEMP TABLE locked_line AS
SELECT DISTINCT k.id AS lock, l.id AS line, l.sku
FROM order_line l CROSS JOIN temp.lock k ON k.id IN (l.lock_id, '00-' || l.order_id, l.order_id);
CREATE INDEX temp.line_of_lock ON locked_line (lock, sku);
CREATE INDEX temp.lock_of_line ON locked_line (line);`;

export function listLocks(db: Database): void {
  db.exec(LOCKS);
}

/** Comes again after a step that changes lines. */
export function listLockedLines(db: Database): void {
  db.exec(`DROP TABLE IF EXISTS temp.locked_line; ${LOCKED_LINES}`);
}

export function keepLocksOfOtherLines(db: Database): void {
  db.exec(`
    INSERT INTO lock_of_other_line
    SELECT DISTINCT k.sku, k.id FROM temp.lock k
    WHERE EXISTS (SELECT 1 FROM temp.locked_line l WHERE l.lock = k.id)
      AND NOT EXISTS (SELECT 1 FROM temp.locked_line l WHERE l.lock = k.id AND l.sku = k.sku)`);
}

/** Locks whose order is in no export, and of which no list of reservations tells either. */
export function countLocksWithoutOrder(db: Database): number {
  const row = db
    .prepare<[], { count: number }>(
      `SELECT count(*) AS count FROM (
         SELECT id FROM temp.lock
         EXCEPT SELECT lock FROM temp.locked_line
         EXCEPT SELECT lock_id FROM reservation
       )`,
    )
    .get();
  return row?.count ?? 0;
}

export function forgetLocks(db: Database): void {
  db.exec('DROP TABLE temp.lock; DROP TABLE temp.locked_line');
}
