/**
 * An order that a marketplace hands on to a seller in the same exports stands in them twice, under two
 * ids and one lock. Only one of the two holds the reservation: the seller's.
 */
import type { Database } from 'better-sqlite3';
import { dropLines, lockOf } from './tables.js';

/** An order's own lock is `00-` and its id; only where one has another lock can two share one. */
const LINES_SHARING = `
CREATE TEMP TABLE shared AS
SELECT l.id, l.order_id, l.sku, l.origin, l.last_change_at, ${lockOf('l')} AS lock
FROM order_line l
WHERE ${lockOf('l')} IN (SELECT lock_id FROM order_line WHERE lock_id <> '');`;

/** Per lock and SKU: first the seller's order, then one of the chain, then the newest. */
const OTHER_HALVES = `
CREATE TEMP TABLE other_half AS
WITH side AS (
  SELECT lock, order_id, min(coalesce(origin, 9)) AS origin, max(last_change_at) AS last_change_at
  FROM temp.shared GROUP BY lock, order_id
), ranked AS (
  SELECT h.lock, h.sku, h.order_id, row_number() OVER (
    PARTITION BY h.lock, h.sku
    ORDER BY CASE WHEN s.origin > 1 THEN 2 ELSE s.origin END, s.last_change_at DESC, h.order_id
  ) AS place
  FROM (SELECT DISTINCT lock, sku, order_id FROM temp.shared) AS h
  JOIN side s ON s.lock = h.lock AND s.order_id = h.order_id
)
SELECT s.id, s.order_id
FROM temp.shared s JOIN ranked r ON r.lock = s.lock AND r.sku = s.sku AND r.order_id = s.order_id
WHERE r.place > 1;`;

/** @returns how many orders lost lines that another order holds too */
export function dropOtherHalves(db: Database): number {
  const anyForeignLock = db.prepare("SELECT 1 FROM order_line WHERE lock_id <> '' LIMIT 1");
  if (anyForeignLock.get() === undefined) return 0;
  db.exec(LINES_SHARING);
  db.exec(OTHER_HALVES);
  dropLines(db, 'SELECT id FROM temp.other_half', 'duplicates');
  const orders = db
    .prepare<[], { count: number }>('SELECT count(DISTINCT order_id) AS count FROM temp.other_half')
    .get();
  db.exec('DROP TABLE temp.shared; DROP TABLE temp.other_half');
  return orders?.count ?? 0;
}
