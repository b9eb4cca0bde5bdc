/** Records of the logs and the feed that several files hold, or one file several times, count once. */
import type { Database } from 'better-sqlite3';
import { dropRepeated, hasRows, spansFiles } from './tables.js';

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

/**
 * Logs that know less of the same updates than another: only the minute, as one copied from the Admin, or no
 * author. `detail` counts what each has.
 */
const LOGS = `
CREATE TEMP TABLE log AS
SELECT file, sum(at % 60000 <> 0) > 0 AS has_seconds, count(author) > 0 AS has_author,
  (sum(at % 60000 <> 0) > 0) + (count(author) > 0) AS detail
FROM inventory_update GROUP BY file;
CREATE UNIQUE INDEX temp.log_of_file ON log (file);`;

/** Updates that a log with more detail holds too. */
const TOLD_IN_DETAIL = `
CREATE TEMP TABLE told AS
SELECT u.id, u.file, u.sku, u.warehouse, u.at, u.at / 60000 AS minute, u.author, u.before, u.after,
  row_number() OVER (
    PARTITION BY u.file, u.sku, u.warehouse, u.at / 60000, u.before, u.after ORDER BY u.at, u.id
  ) AS nth
FROM inventory_update u;
CREATE INDEX temp.told_of_balance ON told (sku, warehouse, minute);
CREATE TEMP TABLE repeated AS
SELECT a.id, a.file
FROM temp.told a JOIN temp.log l ON l.file = a.file
WHERE EXISTS (
  SELECT 1 FROM temp.told b JOIN temp.log m ON m.file = b.file
  WHERE b.sku = a.sku AND b.warehouse = a.warehouse AND b.minute = a.minute
    AND b.before = a.before AND b.after = a.after AND b.nth = a.nth AND m.detail > l.detail
    AND (b.at = a.at OR (l.has_seconds = 0 AND m.has_seconds = 1))
    AND (b.author IS a.author OR (l.has_author = 0 AND m.has_author = 1))
);
DROP TABLE temp.told;`;

/** Data Pipeline may hand out an event twice: two that are the same to the millisecond are one. */
const REPEATED_EVENTS = `
CREATE TEMP TABLE repeated AS
SELECT id, file FROM (
  SELECT e.id, e.file, row_number() OVER (
    PARTITION BY e.sku, e.warehouse, e.at, e.sort, e.author, e.quantity, e.reserved, e.reservation_id
    ORDER BY f.place, e.id
  ) AS copy
  FROM event e JOIN file f ON f.id = e.file
)
WHERE copy > 1`;

/** Entries of the feed that tell the same; one that also says from which status is kept before one that does not. */
const REPEATED_STATUS_CHANGES = `
CREATE TEMP TABLE repeated AS
SELECT id, file FROM (
  SELECT c.id, c.file, row_number() OVER (
    PARTITION BY c.order_id, c.at, c.status ORDER BY c.from_status IS NULL, f.place, c.id
  ) AS copy
  FROM status_change c JOIN file f ON f.id = c.file
)
WHERE copy > 1`;

export function dropRepeatedUpdates(db: Database): void {
  if (!spansFiles(db, 'inventory_update')) return;
  db.exec(REPEATED_UPDATES);
  dropRepeated(db, 'inventory_update');
  db.exec(LOGS);
  const differ = db.prepare(
    'SELECT 1 FROM (SELECT min(detail) AS least, max(detail) AS most FROM temp.log) WHERE least < most',
  );
  if (differ.get() !== undefined) {
    db.exec(TOLD_IN_DETAIL);
    dropRepeated(db, 'inventory_update');
  }
  db.exec('DROP TABLE temp.log');
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
