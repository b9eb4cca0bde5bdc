/**
 * Data Pipeline says what a balance held after each event. What an event changed is the difference to the
 * one before: updates of in stock, and reservations made and cancelled, come out of that.
 */
import type { Database } from 'better-sqlite3';
import { countKept } from '../accounts.js';
import { dropRepeated, hasRows } from './tables.js';

/** What an event is about, as table event has it. */
export const EVENT_SORT = { update: 0, created: 1, canceled: 2, other: 3 } as const;

/** Files that hold the newest event first: there, of two events of one instant the lower row came first. */
const NEWEST_FIRST = `
SELECT file FROM (
  SELECT file, at - lag(at) OVER (PARTITION BY file ORDER BY id) AS step FROM event
) GROUP BY file HAVING sum(step < 0) > sum(step > 0)`;

/** Every event with what its balance held before it, and its place among its balance's. */
const STEPS = `
CREATE TEMP TABLE step AS
SELECT e.*,
  lag(e.quantity) OVER balance AS quantity_before,
  lag(e.reserved) OVER balance AS reserved_before,
  row_number() OVER balance AS place
FROM event e JOIN file f ON f.id = e.file
WINDOW balance AS (
  PARTITION BY e.sku, e.warehouse
  ORDER BY e.at, f.place, e.file, CASE WHEN e.file IN (${NEWEST_FIRST}) THEN -e.id ELSE e.id END
)`;

const SPANS = `
INSERT INTO event_span
SELECT sku, warehouse, min(at), max(at), max(place = 1 AND sort = ${EVENT_SORT.update}), 1
FROM temp.step GROUP BY sku, warehouse`;

/** The steps that are updates, of which the count before is known. */
const IS_UPDATE = `place > 1 AND (sort = ${EVENT_SORT.update}
  OR (sort = ${EVENT_SORT.other} AND quantity <> quantity_before))`;

/**
 * Rows of a plain update log that the events tell too. The update with which a balance's events begin is
 * not among them: only the plain log knows the count before it.
 */
const TOLD_TWICE = `
CREATE TEMP TABLE repeated AS
SELECT u.id, u.file
FROM inventory_update u JOIN event_span s ON s.sku = u.sku AND s.warehouse = u.warehouse
WHERE u.at <= s.to_at AND (u.at >= s.from_at + s.begins_with_update OR EXISTS (
  SELECT 1 FROM temp.step t
  WHERE t.sku = u.sku AND t.warehouse = u.warehouse AND t.at = u.at AND t.quantity = u.after AND ${IS_UPDATE}
))`;

/** Events are no start of the log where a plain one reaches back further. */
const STARTS = `
UPDATE event_span SET is_start = 0
WHERE EXISTS (
  SELECT 1 FROM inventory_update u
  WHERE u.sku = event_span.sku AND u.warehouse = event_span.warehouse AND u.at <= event_span.from_at
)`;

/**
 * An update that changes nothing is one too: it dropped acknowledged reservations. VTEX names more events
 * than it documents; one that changes the count is an update, whatever it is called.
 */
const UPDATES = `
INSERT INTO inventory_update (file, sku, warehouse, at, author, before, after, reserved)
SELECT file, sku, warehouse, at, author, quantity_before, quantity, reserved
FROM temp.step WHERE ${IS_UPDATE}`;

/** An order with two lines of a SKU makes its reservation in two steps. */
const RESERVATIONS = `
CREATE TEMP TABLE told_reservation AS
SELECT reservation_id AS lock_id, sku, warehouse, file,
  CAST(CASE WHEN canceled_at IS NOT NULL AND created > 0 THEN created
            WHEN created > 0 THEN created - canceled
            ELSE canceled END AS INTEGER) AS units,
  created_at, canceled_at
FROM (
  SELECT reservation_id, sku, warehouse, min(file) AS file,
    total(CASE WHEN sort = ${EVENT_SORT.created} THEN max(0, reserved - reserved_before) END) AS created,
    total(CASE WHEN sort = ${EVENT_SORT.canceled} THEN max(0, reserved_before - reserved) END) AS canceled,
    min(CASE WHEN sort = ${EVENT_SORT.created} THEN at END) AS created_at,
    CASE WHEN max(CASE WHEN sort = ${EVENT_SORT.canceled} THEN at END)
      >= coalesce(max(CASE WHEN sort = ${EVENT_SORT.created} THEN at END), 0)
      THEN max(CASE WHEN sort = ${EVENT_SORT.canceled} THEN at END) END AS canceled_at
  FROM temp.step
  WHERE reservation_id IS NOT NULL AND sort IN (${EVENT_SORT.created}, ${EVENT_SORT.canceled})
  GROUP BY reservation_id, sku, warehouse
)`;

/**
 * Turns events into updates, and into temp.told_reservation, which `resolveReservations` takes up. Where a
 * plain log tells of the same time, the events are believed.
 */
export function resolveEvents(db: Database): void {
  const hasEvents = hasRows(db, 'event');
  if (hasEvents) {
    db.exec(STEPS);
    db.exec(SPANS);
    if (hasRows(db, 'inventory_update')) {
      db.exec(TOLD_TWICE);
      dropRepeated(db, 'inventory_update');
      db.exec('CREATE INDEX temp_update_of_balance ON inventory_update (sku, warehouse, at)');
      db.exec(STARTS);
      db.exec('DROP INDEX temp_update_of_balance');
    }
  }
  countKept(db, 'inventory_update');
  if (hasEvents) {
    db.exec(UPDATES);
    db.exec(RESERVATIONS);
    db.exec('DROP TABLE temp.step');
  }
  db.exec('DROP TABLE event; DROP TABLE availability');
}
