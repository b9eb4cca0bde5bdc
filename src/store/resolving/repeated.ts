/** Records that several files hold, or one file several times, count once: of an order the newest, of the rest any. */
import type { Database } from 'better-sqlite3';
import { dropRepeated, hasRows, spansFiles } from './tables.js';

/**
 * Lines of orders in files, or documents of a file, that are not the newest to hold the order. Of two with
 * the same last change, one in a file that lost rows comes after one in a file that lost none: a line of the
 * order may be among them. What was added to a file later is newer.
 */
const SUPERSEDED_ORDERS = `
CREATE TEMP TABLE repeated AS
WITH placed AS (
  SELECT l.order_id, l.file, l.document, row_number() OVER (
    PARTITION BY l.order_id
    ORDER BY l.last_change_at DESC, l.last_change_at IS NOT NULL AND f.rejected > 0, coalesce(f.exported_at, f.modified_at) DESC, f.modified_at DESC, f.path DESC, l.document DESC
  ) AS place
  FROM (
    SELECT order_id, file, document, max(last_change_at) AS last_change_at
    FROM order_line GROUP BY order_id, file, document
  ) AS l
  JOIN file f ON f.id = l.file
)
SELECT id, file FROM order_line
WHERE (order_id, file, document) IN (SELECT order_id, file, document FROM placed WHERE place > 1)`;

/** Updates that another file holds too. Within one file equal rows are different updates. */
const REPEATED_UPDATES = `
CREATE TEMP TABLE repeated AS
SELECT id, file FROM (
  SELECT id, file, row_number() OVER (
    PARTITION BY sku, warehouse, at, author, before, after, nth ORDER BY path
  ) AS copy
  FROM (
    SELECT u.*, f.path, row_number() OVER (
      PARTITION BY u.sku, u.warehouse, u.at, u.author, u.before, u.after, u.file ORDER BY u.id
    ) AS nth
    FROM inventory_update u JOIN file f ON f.id = u.file
  )
)
WHERE copy > 1`;

/** Data Pipeline may hand out an event twice: two that are the same to the millisecond are one. */
const REPEATED_EVENTS = `
CREATE TEMP TABLE repeated AS
SELECT id, file FROM (
  SELECT id, file, row_number() OVER (
    PARTITION BY sku, warehouse, at, sort, author, quantity, reserved, reservation_id ORDER BY id
  ) AS copy
  FROM event
)
WHERE copy > 1`;

/** Entries of the feed that tell the same; one that also says from which status is kept before one that does not. */
const REPEATED_STATUS_CHANGES = `
CREATE TEMP TABLE repeated AS
SELECT id, file FROM (
  SELECT id, file, row_number() OVER (
    PARTITION BY order_id, at, status ORDER BY from_status IS NULL, id
  ) AS copy
  FROM status_change
)
WHERE copy > 1`;

export function keepNewestOrders(db: Database): void {
  const hasDocuments = db.prepare('SELECT 1 FROM order_line WHERE document > 0 LIMIT 1').get() !== undefined;
  if (!hasDocuments && !spansFiles(db, 'order_line')) return;
  db.exec(SUPERSEDED_ORDERS);
  dropRepeated(db, 'order_line');
}

export function dropRepeatedUpdates(db: Database): void {
  if (!spansFiles(db, 'inventory_update')) return;
  db.exec(REPEATED_UPDATES);
  dropRepeated(db, 'inventory_update');
}

export function dropRepeatedEvents(db: Database): void {
  if (!hasRows(db, 'event')) return;
  db.exec(REPEATED_EVENTS);
  dropRepeated(db, 'event');
}

export function dropRepeatedStatusChanges(db: Database): void {
  if (!hasRows(db, 'status_change')) return;
  db.exec(REPEATED_STATUS_CHANGES);
  dropRepeated(db, 'status_change');
}
