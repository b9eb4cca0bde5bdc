/** Of all inventory rows of a balance, the newest is its state and dated older ones are evidence. */
import type { Database } from 'better-sqlite3';
import type { Moment } from '../../ledger/records.js';
import { countKept } from '../accounts.js';
import { dropRepeated } from './tables.js';

/** Exports no further apart, in milliseconds, that agree on the counts are of the same state. */
const SAME_TIME = 86_400_000;

/** When a row's export was made, where the row itself or its file tells. */
const ITS_MOMENT = 'coalesce(r.exported_at, f.exported_at)';

/**
 * The inventory files that the moment a user gives is about: the newest ones. A file that says it is
 * more than a day older keeps its own moment.
 */
const NEWEST_INVENTORY_FILES = `
SELECT id FROM file
WHERE kind = 'inventory' AND (exported_at IS NULL OR exported_at > (
  SELECT max(coalesce(exported_at, modified_at)) FROM file WHERE kind = 'inventory'
) - 86400000)`;

/**
 * Most balances have one row, which is their state as it stands. `@given` is the moment the user gave for it, or
 * null. A second row of a balance is passed over here.
 */
const KEEP_SINGLE = (rows: string, areInOrder = false) => `
INSERT OR IGNORE INTO balance
SELECT r.sku, r.warehouse, r.file, r.warehouse_name, r.ref_id, r.in_stock, r.reserved, r.unlimited, r.locks,
  CASE WHEN r.file IN (${NEWEST_INVENTORY_FILES}) THEN coalesce(@given, ${ITS_MOMENT}) ELSE ${ITS_MOMENT} END,
  r.line, r.lead_time
FROM inventory_row r JOIN file f ON f.id = r.file
WHERE ${rows}
ORDER BY ${areInOrder ? 'r.id' : 'r.sku, r.warehouse'}`;

/** Balances that several rows are about. */
const SEVERAL_ROWS = `
CREATE TEMP TABLE several_rows (sku INTEGER, warehouse INTEGER, PRIMARY KEY (sku, warehouse)) WITHOUT ROWID;
INSERT INTO temp.several_rows
SELECT sku, warehouse FROM inventory_row GROUP BY sku, warehouse HAVING count(*) > 1 ORDER BY sku, warehouse`;

/**
 * Rows of one file and one moment for the same balance: the one that offers least stays, whichever
 * stands first. `same` tells copies from contradictions.
 */
const REPEATED_BALANCES = `
CREATE TEMP TABLE repeated AS
SELECT id, file, line, copy_of_line,
  in_stock = kept_in_stock AND reserved = kept_reserved AND unlimited = kept_unlimited
    AND locks IS kept_locks AS same
FROM (
  SELECT r.id, r.file, r.line, r.in_stock, r.reserved, r.unlimited, r.locks,
    row_number() OVER least AS place,
    first_value(r.line) OVER least AS copy_of_line,
    first_value(r.in_stock) OVER least AS kept_in_stock,
    first_value(r.reserved) OVER least AS kept_reserved,
    first_value(r.unlimited) OVER least AS kept_unlimited,
    first_value(r.locks) OVER least AS kept_locks
  FROM inventory_row r JOIN file f ON f.id = r.file
  WHERE (r.sku, r.warehouse) IN (SELECT sku, warehouse FROM temp.several_rows)
  WINDOW least AS (
    PARTITION BY r.file, r.sku, r.warehouse, ${ITS_MOMENT}
    ORDER BY r.unlimited, r.in_stock - r.reserved, r.in_stock, r.locks, r.warehouse_name, r.ref_id, r.line
  )
)
WHERE place > 1`;

/**
 * The rows of balances that have several, with their place among those: the newest is first. A row whose
 * moment is unknown counts as of its file's modification.
 */
const RANKED_BALANCES = `
CREATE TEMP TABLE ranked AS
SELECT r.sku, r.warehouse, r.file, r.warehouse_name, r.ref_id, r.in_stock, r.reserved, r.unlimited, r.locks, r.line,
  r.lead_time, ${ITS_MOMENT} AS exported_at, coalesce(${ITS_MOMENT}, f.modified_at) AS at,
  row_number() OVER newest AS place,
  first_value(coalesce(${ITS_MOMENT}, f.modified_at)) OVER newest AS state_at
FROM inventory_row r JOIN file f ON f.id = r.file
WHERE (r.sku, r.warehouse) IN (SELECT sku, warehouse FROM temp.several_rows)
WINDOW newest AS (
  PARTITION BY r.sku, r.warehouse
  ORDER BY coalesce(${ITS_MOMENT}, f.modified_at) DESC, f.exported_before DESC, f.modified_at DESC, f.path DESC
)`;

/** The state; `@given` is the moment the user gave for it, or null. */
const KEEP_BALANCES = `
INSERT INTO balance
SELECT sku, warehouse, file, warehouse_name, ref_id, in_stock, reserved, unlimited, locks,
  CASE WHEN file IN (${NEWEST_INVENTORY_FILES}) THEN coalesce(@given, exported_at) ELSE exported_at END,
  line, lead_time
FROM temp.ranked WHERE place = 1
ORDER BY sku, warehouse`;

/** Orders of a SKU between the moments of the rows that could add something to a balance's. */
const PLACED_BETWEEN = `
CREATE TEMP TABLE placed AS
SELECT DISTINCT l.sku, l.created_at FROM order_line l, (
  SELECT min(at) AS first, max(state_at) AS last FROM temp.ranked
  WHERE place > 1 AND at < state_at AND state_at - at < ${SAME_TIME}
) AS moments
WHERE l.created_at > moments.first AND l.created_at <= moments.last;
CREATE INDEX temp.placed_of_sku ON placed (sku, created_at);`;

/**
 * What another export of about the same time says of a balance that holds the same: the API's JSON has no
 * locks, and Data Pipeline neither locks nor names, but a spreadsheet beside them has. As much reserved, and
 * no order placed in between: the reservations are the same.
 */
const KEEP_WHAT_OTHERS_ADD = `
UPDATE balance SET
  locks = CASE WHEN coalesce(balance.locks, '') = '' THEN coalesce(other.locks, balance.locks) ELSE balance.locks END,
  ref_id = coalesce(balance.ref_id, other.ref_id),
  warehouse_name = coalesce(balance.warehouse_name, (SELECT id FROM word WHERE text = other.warehouse_name))
FROM (
  SELECT r.sku, r.warehouse, r.in_stock, r.reserved,
    max(CASE WHEN NOT EXISTS (
      SELECT 1 FROM temp.placed p WHERE p.sku = r.sku AND p.created_at > r.at AND p.created_at <= r.state_at
    ) THEN r.locks END) AS locks,
    max(r.ref_id) AS ref_id, max((SELECT text FROM word WHERE id = r.warehouse_name)) AS warehouse_name
  FROM temp.ranked r
  WHERE r.place > 1 AND r.state_at - r.at < ${SAME_TIME}
  GROUP BY r.sku, r.warehouse, r.in_stock, r.reserved
) AS other
WHERE other.sku = balance.sku AND other.warehouse = balance.warehouse
  AND other.in_stock = balance.in_stock AND other.reserved = balance.reserved
  AND (coalesce(balance.locks, '') = '' OR balance.ref_id IS NULL OR balance.warehouse_name IS NULL)`;

/** A lead time is a setting that few exports have: the newest one there is counts, whatever the counts beside it. */
const KEEP_LEAD_TIMES = `
UPDATE balance SET lead_time = known.lead_time
FROM (
  SELECT sku, warehouse, lead_time, min(place) FROM temp.ranked
  WHERE lead_time IS NOT NULL GROUP BY sku, warehouse
) AS known
WHERE known.sku = balance.sku AND known.warehouse = balance.warehouse AND balance.lead_time IS NULL`;

/** Tells the files whose balances have the moment the user gave. */
const MARK_GIVEN_MOMENT = `
UPDATE file SET exported_at = @given, exported_at_source = 'option', exported_before = @given
WHERE id IN (SELECT file FROM balance) AND id IN (${NEWEST_INVENTORY_FILES})`;

/** Older states whose moment is known, one a moment, with locks if any has them; `@given` as above. */
const KEEP_SNAPSHOTS = `
INSERT OR IGNORE INTO snapshot
SELECT sku, warehouse, exported_at, in_stock, reserved, locks
FROM temp.ranked
WHERE place > 1 AND exported_at < coalesce(@given, state_at)
ORDER BY sku, warehouse, coalesce(locks, '') = '', locks IS NULL, place`;

/** Inventory rows of each file that are state or evidence. */
const KEPT_BALANCES = `
UPDATE file SET kept = balances.count
FROM (SELECT file, count(*) AS count FROM balance GROUP BY file) AS balances
WHERE balances.file = file.id`;
const KEPT_SNAPSHOTS = `
UPDATE file SET kept = kept + snapshots.count
FROM (
  SELECT r.file, count(*) AS count
  FROM temp.ranked r
  JOIN snapshot s ON s.sku = r.sku AND s.warehouse = r.warehouse AND s.at = r.exported_at
  WHERE r.place > 1
  GROUP BY r.file
) AS snapshots
WHERE snapshots.file = file.id`;

/** Inventory rows of each file that are neither state nor evidence. */
const UNUSED_INVENTORY_ROWS = `
UPDATE file SET duplicates = duplicates + unused.count
FROM (
  SELECT r.file, count(*) AS count
  FROM temp.ranked r
  LEFT JOIN snapshot s ON s.sku = r.sku AND s.warehouse = r.warehouse AND s.at = r.exported_at
  WHERE r.place > 1 AND s.at IS NULL
  GROUP BY r.file
) AS unused
WHERE unused.file = file.id`;

/**
 * @param given the moment the user gave for the newest inventory, or null
 * @param areInOrder the rows stand in the order of their SKUs, as those of most exports do
 */
export function keepNewestBalances(db: Database, given: Moment | null, areInOrder: boolean): void {
  const { changes } = db.prepare(KEEP_SINGLE('TRUE', areInOrder)).run({ given });
  const rows = db.prepare<[], number>('SELECT count(*) FROM inventory_row').pluck().get();
  if (changes === rows) countKept(db, 'inventory_row');
  else keepNewestOfSeveral(db, given);
  db.exec('DROP TABLE inventory_row');
  if (given !== null) db.prepare(MARK_GIVEN_MOMENT).run({ given });
}

function keepNewestOfSeveral(db: Database, given: Moment | null): void {
  db.exec('DELETE FROM balance');
  db.exec(SEVERAL_ROWS);
  db.prepare(KEEP_SINGLE('(r.sku, r.warehouse) NOT IN (SELECT sku, warehouse FROM temp.several_rows)')).run({
    given,
  });
  dropRepeatedBalances(db);
  db.exec(RANKED_BALANCES);
  db.prepare(KEEP_BALANCES).run({ given });
  db.exec(PLACED_BETWEEN);
  db.exec(KEEP_WHAT_OTHERS_ADD);
  db.exec(KEEP_LEAD_TIMES);
  db.prepare(KEEP_SNAPSHOTS).run({ given });
  db.exec(KEPT_BALANCES);
  db.exec(KEPT_SNAPSHOTS);
  db.exec(UNUSED_INVENTORY_ROWS);
  db.exec('DROP TABLE temp.placed; DROP TABLE temp.ranked; DROP TABLE temp.several_rows');
}

function dropRepeatedBalances(db: Database): void {
  db.exec(REPEATED_BALANCES);
  db.exec(
    `INSERT INTO problem
     SELECT file, line, 'contradicting-rows',
            json_object('key', 'contradicting-rows', 'values', json_object('line', copy_of_line)), 0
     FROM temp.repeated WHERE NOT same ORDER BY file, line`,
  );
  dropRepeated(db, 'inventory_row');
}
