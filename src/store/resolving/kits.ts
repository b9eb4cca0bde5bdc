/**
 * Orders name a kit's SKU, its reservations stand on the components. A line of a kit becomes lines of its
 * components, as the store's list of kits or its reservations tell them.
 */
import type { Database } from 'better-sqlite3';
import { hasRows, lockOf } from './tables.js';

/** Units beyond these are no kit's, and their product might be no number. */
const MOST_UNITS = 1_000_000;

/** temp.component: of each kit the components as the newest file that lists it has them; of two numbers the larger. */
const LISTED = `
CREATE TEMP TABLE component (kit INTEGER NOT NULL, sku INTEGER NOT NULL, units INTEGER NOT NULL, PRIMARY KEY (kit, sku)) WITHOUT ROWID;
INSERT OR IGNORE INTO temp.component
SELECT kit, sku, units FROM (
  SELECT k.kit, k.sku, k.units, dense_rank() OVER (
    PARTITION BY k.kit
    ORDER BY coalesce(f.exported_at, f.modified_at) DESC, f.modified_at DESC, f.path DESC
  ) AS place
  FROM kit k JOIN file f ON f.id = k.file
  WHERE k.kit <> k.sku AND k.units BETWEEN 1 AND ${MOST_UNITS}
)
WHERE place = 1 ORDER BY units DESC;`;

/** What was reserved of a component for an order's kits, by their number, where all orders agree. */
const FROM_RESERVATIONS = `
INSERT INTO temp.component
SELECT kit, sku, min(units) FROM (
  SELECT r.kit, r.sku, r.units / l.units AS units, r.units % l.units AS remainder
  FROM (
    SELECT lock_id, kit, sku, sum(units) AS units FROM reservation
    WHERE kit <> sku AND units BETWEEN 1 AND ${MOST_UNITS}
    GROUP BY lock_id, kit, sku
  ) AS r
  JOIN (
    SELECT ${lockOf('order_line')} AS lock, sku, sum(units) AS units FROM order_line
    WHERE sku IN (SELECT kit FROM reservation) AND kit IS NULL AND units BETWEEN 1 AND ${MOST_UNITS}
    GROUP BY 1, 2
  ) AS l ON l.lock = r.lock_id AND l.sku = r.kit
)
WHERE kit NOT IN (SELECT kit FROM temp.component)
GROUP BY kit, sku
HAVING min(units) = max(units) AND max(remainder) = 0 AND min(units) > 0;`;

/** Lines to take apart. A kit whose own balance lists the order's lock is reserved, and sold, as it is. */
const LINES = `
CREATE TEMP TABLE kit_line AS
SELECT l.id FROM order_line l
WHERE l.kit IS NULL AND l.units BETWEEN 1 AND ${MOST_UNITS} AND l.sku IN (SELECT kit FROM temp.component)
  AND NOT EXISTS (
    SELECT 1 FROM temp.lock k WHERE k.sku = l.sku AND k.id IN (l.lock_id, '00-' || l.order_id, l.order_id)
  );`;

/** What a kit sold for is no price of its components. */
const COMPONENT_LINES = `
INSERT INTO order_line (file, document, sku, order_id, lock_id, units, status, created_at, authorized_at,
  last_change_at, handling_at, invoiced_at, warehouse, kit, origin, seller)
SELECT l.file, l.document, c.sku, l.order_id, l.lock_id, l.units * c.units, l.status, l.created_at,
  l.authorized_at, l.last_change_at, l.handling_at, l.invoiced_at, l.warehouse, l.sku, l.origin, l.seller
FROM order_line l JOIN temp.component c ON c.kit = l.sku
WHERE l.id IN (SELECT id FROM temp.kit_line)
ORDER BY l.id, c.sku;
DELETE FROM order_line WHERE id IN (SELECT id FROM temp.kit_line);`;

/** Comes after `listLocks`. */
export function takeKitsApart(db: Database): void {
  const hasReservedKits =
    hasRows(db, 'reservation') &&
    db.prepare('SELECT 1 FROM reservation WHERE kit IS NOT NULL LIMIT 1').get() !== undefined;
  if (hasRows(db, 'kit') || hasReservedKits) {
    db.exec(LISTED);
    if (hasReservedKits) db.exec(FROM_RESERVATIONS);
    db.exec(LINES);
    db.exec(COMPONENT_LINES);
    db.exec('DROP TABLE temp.component; DROP TABLE temp.kit_line');
  }
}
