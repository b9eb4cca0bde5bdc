/**
 * An order that several files hold, or several documents of one, counts once: as its newest copy has it.
 * What that does not tell and another does is taken over: an order report names no warehouse, a store's own
 * file may know when Preparing Delivery began.
 */
import type { Database } from 'better-sqlite3';
import { dropRepeated } from './tables.js';

/** temp.order_file: the files that hold order lines, with which of them are theirs. */
const ORDER_FILES = `
CREATE TEMP TABLE order_file AS
SELECT id AS file, first_line, last_line, last_change_at FROM file WHERE first_line IS NOT NULL`;

/** How many orders there are, and how many of them several files or documents hold. */
const ORDERS = `
SELECT count(*) AS orders, coalesce(sum(is_several), 0) AS several FROM (
  SELECT min(file) < max(file) OR min(document) < max(document) AS is_several
  FROM order_line GROUP BY order_id
)`;

/** temp.several: the orders that several files or documents hold; few, of reports of one month after the other. */
const SEVERAL = `
CREATE TEMP TABLE several (order_id TEXT PRIMARY KEY) WITHOUT ROWID;
INSERT INTO temp.several
SELECT order_id FROM order_line
GROUP BY order_id HAVING min(file) < max(file) OR min(document) < max(document)
ORDER BY order_id;`;

/**
 * temp.copy: every copy of an order of which there are several; the newest is first. Of two with the same
 * last change, one in a file that lost rows comes after one in a file that lost none: a line of the order
 * may be among them. What was added to a file later is newer. `detail`: whether it has the components of
 * kits (2), and the warehouse of every line (1).
 */
const COPIES = `
CREATE TEMP TABLE copy AS
SELECT order_id, file, document, place, detail, is_uniform FROM (
  SELECT l.*, row_number() OVER (
    PARTITION BY l.order_id
    ORDER BY l.last_change_at DESC, l.last_change_at IS NOT NULL AND f.rejected > 0, coalesce(f.exported_at, f.modified_at) DESC, f.modified_at DESC, f.path DESC, l.document DESC
  ) AS place
  FROM (
    SELECT order_id, file, document, max(last_change_at) AS last_change_at,
      2 * (count(kit) > 0) + (count(warehouse) = count(*)) AS detail,
      min(status) = max(status) AS is_uniform
    FROM order_line WHERE order_id IN (SELECT order_id FROM temp.several)
    GROUP BY order_id, file, document
  ) AS l
  JOIN file f ON f.id = l.file
);
CREATE UNIQUE INDEX temp.copy_of_order ON copy (order_id, file, document);`;

const ITEMS = `
CREATE TEMP TABLE item AS
SELECT c.order_id, c.place, coalesce(l.kit, l.sku) AS sku, CASE WHEN l.kit IS NULL THEN sum(l.units) END AS units
FROM temp.copy c
JOIN order_line l ON l.order_id = c.order_id AND l.file = c.file AND l.document = c.document
WHERE c.order_id IN (SELECT order_id FROM temp.copy WHERE place > 1 AND detail > 0)
GROUP BY c.order_id, c.place, coalesce(l.kit, l.sku), l.kit IS NULL;
CREATE INDEX temp.item_of_copy ON item (order_id, place, sku);`;

/** An item of one copy that the other does not have; how often a kit was ordered does not show in its components. */
const notIn = (one: string, other: string) => `
SELECT 1 FROM temp.item a
WHERE a.order_id = d.order_id AND a.place = ${one} AND NOT EXISTS (
  SELECT 1 FROM temp.item b
  WHERE b.order_id = a.order_id AND b.place = ${other} AND b.sku = a.sku
    AND (b.units = a.units OR a.units IS NULL OR b.units IS NULL)
)`;

/** temp.kept: the copy whose lines stay: the newest of those that have the same items as the newest of all, and tell most of them. */
const KEPT = `
CREATE TEMP TABLE kept AS
SELECT order_id, place FROM (
  SELECT d.order_id, d.place, row_number() OVER (
    PARTITION BY d.order_id ORDER BY d.detail DESC, d.place
  ) AS rank
  FROM temp.copy d JOIN temp.copy n ON n.order_id = d.order_id AND n.place = 1
  WHERE d.place = 1 OR (
    d.detail > n.detail AND n.is_uniform = 1
    AND NOT EXISTS (${notIn('d.place', '1')}) AND NOT EXISTS (${notIn('1', 'd.place')})
  )
)
WHERE rank = 1;
CREATE UNIQUE INDEX temp.kept_of_order ON kept (order_id);`;

/** What all copies tell together of an order, and of its SKUs where they agree. */
const TOLD = `
CREATE TEMP TABLE copied_line AS
SELECT l.*, c.place FROM order_line l
JOIN temp.copy c ON c.order_id = l.order_id AND c.file = l.file AND c.document = l.document;
CREATE TEMP TABLE told_order AS
SELECT order_id, max(lock_id) AS lock_id, max(created_at) AS created_at, max(authorized_at) AS authorized_at,
  max(handling_at) AS handling_at, max(invoiced_at) AS invoiced_at, min(origin) AS origin
FROM temp.copied_line GROUP BY order_id;
CREATE UNIQUE INDEX temp.told_order_of ON told_order (order_id);
CREATE TEMP TABLE told_item AS
SELECT order_id, sku,
  CASE WHEN min(unit_price) = max(unit_price) THEN min(unit_price) END AS unit_price,
  CASE WHEN min(currency) = max(currency) THEN min(currency) END AS currency,
  CASE WHEN min(seller) = max(seller) THEN min(seller) END AS seller
FROM temp.copied_line WHERE kit IS NULL GROUP BY order_id, sku;
CREATE UNIQUE INDEX temp.told_item_of ON told_item (order_id, sku);
CREATE TEMP TABLE newest AS
SELECT order_id, min(status) AS status, max(last_change_at) AS last_change_at, max(lock_id) AS lock_id,
  max(authorized_at) AS authorized_at, max(handling_at) AS handling_at, max(invoiced_at) AS invoiced_at
FROM temp.copied_line WHERE place = 1 GROUP BY order_id;
CREATE UNIQUE INDEX temp.newest_of ON newest (order_id);`;

const SUPERSEDED = `
CREATE TEMP TABLE repeated AS
SELECT l.id, l.file FROM order_line l
JOIN temp.copy c ON c.order_id = l.order_id AND c.file = l.file AND c.document = l.document
JOIN temp.kept k ON k.order_id = c.order_id
WHERE k.place <> c.place;`;

/** How many sorts of files there are, by what their lines tell. */
const SORTS_OF_FILES = `
SELECT count(*) AS count FROM (
  SELECT DISTINCT count(lock_id) > 0, count(created_at) > 0, count(authorized_at) > 0, count(handling_at) > 0,
    count(invoiced_at) > 0, count(warehouse) > 0, count(unit_price) > 0, count(currency) > 0, count(kit) > 0,
    count(origin) > 0, count(seller) > 0
  FROM order_line GROUP BY file
)`;

/** Older lines that stay come to the state of the newest copy. */
const BRING_UP_TO_DATE = `
UPDATE order_line SET status = n.status, last_change_at = n.last_change_at,
  lock_id = coalesce(n.lock_id, order_line.lock_id), authorized_at = coalesce(n.authorized_at, order_line.authorized_at),
  handling_at = coalesce(n.handling_at, order_line.handling_at), invoiced_at = coalesce(n.invoiced_at, order_line.invoiced_at)
FROM temp.newest n JOIN temp.kept k ON k.order_id = n.order_id
WHERE n.order_id = order_line.order_id AND k.place > 1;`;

const FILL_IN = `
UPDATE order_line SET lock_id = coalesce(order_line.lock_id, t.lock_id), created_at = coalesce(order_line.created_at, t.created_at),
  authorized_at = coalesce(order_line.authorized_at, t.authorized_at), handling_at = coalesce(order_line.handling_at, t.handling_at),
  invoiced_at = coalesce(order_line.invoiced_at, t.invoiced_at), origin = coalesce(order_line.origin, t.origin)
FROM temp.told_order t WHERE t.order_id = order_line.order_id;
UPDATE order_line SET unit_price = coalesce(order_line.unit_price, t.unit_price),
  currency = coalesce(order_line.currency, t.currency), seller = coalesce(order_line.seller, t.seller)
FROM temp.told_item t WHERE t.order_id = order_line.order_id AND t.sku = order_line.sku;`;

/** temp.copied_order: of the orders with copies, whether only old files hold them. Comes after `listOldFiles`. */
const COPIED_ORDERS = `
INSERT INTO temp.copied_order
SELECT order_id, min(file IN (SELECT id FROM temp.old_file)),
  min(file IN (SELECT id FROM temp.old_file WHERE is_sure = 1))
FROM temp.copy GROUP BY order_id`;

/** Makes temp.order_file. */
export function listOrderFiles(db: Database): void {
  db.exec(ORDER_FILES);
}

/**
 * Comes after `listOrderFiles` and `listOldFiles`; makes temp.copied_order.
 * @returns how many orders there are
 */
export function keepNewestOrders(db: Database): number {
  db.exec(
    'CREATE TEMP TABLE copied_order (order_id TEXT PRIMARY KEY, is_old INTEGER, is_surely_old INTEGER) WITHOUT ROWID',
  );
  const { orders, several } = db.prepare<[], { orders: number; several: number }>(ORDERS).get() ?? NO_ORDERS;
  if (several === 0) return orders;
  db.exec(SEVERAL);
  db.exec(COPIES);
  db.exec(COPIED_ORDERS);
  // Reports of the same sort, which is what most stores have several of, tell nothing beside each other.
  const sorts = db.prepare<[], { count: number }>(SORTS_OF_FILES).get();
  if ((sorts?.count ?? 0) > 1) keepWhatAnyTells(db);
  else keepNewest(db);
  db.exec('DROP TABLE temp.copy; DROP TABLE temp.several');
  return orders;
}

const NO_ORDERS = { orders: 0, several: 0 };

function keepNewest(db: Database): void {
  db.exec('CREATE TEMP TABLE kept AS SELECT order_id, 1 AS place FROM temp.copy WHERE place = 1');
  db.exec('CREATE UNIQUE INDEX temp.kept_of_order ON kept (order_id)');
  db.exec(SUPERSEDED);
  dropRepeated(db, 'order_line');
  db.exec('DROP TABLE temp.kept');
}

function keepWhatAnyTells(db: Database): void {
  db.exec(ITEMS);
  db.exec(KEPT);
  db.exec(TOLD);
  db.exec(SUPERSEDED);
  dropRepeated(db, 'order_line');
  db.exec(BRING_UP_TO_DATE);
  db.exec(FILL_IN);
  for (const table of ['item', 'kept', 'copied_line', 'told_order', 'told_item', 'newest'])
    db.exec(`DROP TABLE temp.${table}`);
}
