/**
 * The tables. Times are epoch milliseconds UTC, quantities whole units; texts that repeat (statuses,
 * authors, warehouses) stand once in `word`. Only what the ledger needs is here: no name, address or
 * document of a customer ever comes this far.
 */

/** Tables to load into; no index but those that loading itself asks for. */
export const TABLES = `
CREATE TABLE file (
  id INTEGER PRIMARY KEY,
  path TEXT NOT NULL,
  kind TEXT,
  rows INTEGER NOT NULL,
  rejected INTEGER NOT NULL,
  duplicates INTEGER NOT NULL,
  status TEXT NOT NULL,
  reason TEXT,
  exported_at INTEGER,
  exported_at_source TEXT,
  exported_before INTEGER NOT NULL,
  modified_at INTEGER NOT NULL,
  from_at INTEGER,
  to_at INTEGER
) STRICT;

CREATE TABLE problem (
  file INTEGER NOT NULL REFERENCES file,
  line INTEGER,
  code TEXT NOT NULL,
  message TEXT NOT NULL,
  rejected INTEGER NOT NULL
) STRICT;

CREATE TABLE word (id INTEGER PRIMARY KEY, text TEXT NOT NULL) STRICT;

CREATE TABLE sku (id INTEGER PRIMARY KEY, sku TEXT NOT NULL UNIQUE) STRICT;

CREATE TABLE reference_code (
  ref_id TEXT NOT NULL,
  sku INTEGER NOT NULL REFERENCES sku,
  PRIMARY KEY (ref_id, sku)
) STRICT, WITHOUT ROWID;

-- Every row of every inventory export; becomes balance and snapshot.
CREATE TABLE inventory_row (
  id INTEGER PRIMARY KEY,
  file INTEGER NOT NULL REFERENCES file,
  line INTEGER NOT NULL,
  sku INTEGER NOT NULL REFERENCES sku,
  warehouse INTEGER NOT NULL REFERENCES word,
  warehouse_name INTEGER REFERENCES word,
  ref_id TEXT,
  in_stock INTEGER NOT NULL,
  reserved INTEGER NOT NULL,
  unlimited INTEGER NOT NULL,
  locks TEXT,
  exported_at INTEGER
) STRICT;

CREATE TABLE balance (
  sku INTEGER NOT NULL REFERENCES sku,
  warehouse INTEGER NOT NULL REFERENCES word,
  file INTEGER NOT NULL REFERENCES file,
  warehouse_name INTEGER REFERENCES word,
  ref_id TEXT,
  in_stock INTEGER NOT NULL,
  reserved INTEGER NOT NULL,
  unlimited INTEGER NOT NULL,
  locks TEXT,
  exported_at INTEGER,
  PRIMARY KEY (sku, warehouse)
) STRICT, WITHOUT ROWID;

CREATE TABLE snapshot (
  sku INTEGER NOT NULL REFERENCES sku,
  warehouse INTEGER NOT NULL REFERENCES word,
  at INTEGER NOT NULL,
  in_stock INTEGER NOT NULL,
  reserved INTEGER NOT NULL,
  locks TEXT,
  PRIMARY KEY (sku, warehouse, at)
) STRICT, WITHOUT ROWID;

CREATE TABLE order_line (
  id INTEGER PRIMARY KEY,
  file INTEGER NOT NULL REFERENCES file,
  sku INTEGER NOT NULL REFERENCES sku,
  order_id TEXT NOT NULL,
  lock_id TEXT,
  units INTEGER NOT NULL,
  status INTEGER NOT NULL REFERENCES word,
  created_at INTEGER,
  authorized_at INTEGER,
  last_change_at INTEGER,
  handling_at INTEGER,
  warehouse INTEGER REFERENCES word,
  unit_price INTEGER,
  currency INTEGER REFERENCES word
) STRICT;

CREATE TABLE inventory_update (
  id INTEGER PRIMARY KEY,
  file INTEGER NOT NULL REFERENCES file,
  sku INTEGER NOT NULL REFERENCES sku,
  warehouse INTEGER NOT NULL REFERENCES word,
  at INTEGER NOT NULL,
  author INTEGER REFERENCES word,
  before INTEGER NOT NULL,
  after INTEGER NOT NULL
) STRICT;

CREATE TABLE diagnosis (
  sku TEXT NOT NULL,
  warehouse TEXT NOT NULL,
  available INTEGER NOT NULL,
  -- A BalanceDiagnosis as JSON.
  diagnosis TEXT NOT NULL,
  PRIMARY KEY (sku, warehouse)
) STRICT, WITHOUT ROWID;

-- Facts about the whole, as JSON: scan, coverage, habits, loose ends.
CREATE TABLE fact (name TEXT PRIMARY KEY, value TEXT NOT NULL) STRICT, WITHOUT ROWID;
`;

/** Made after loading, which is faster; each serves the reading of one SKU's records. */
export const INDEXES = `
CREATE INDEX order_line_of_sku ON order_line (sku);
CREATE INDEX update_of_balance ON inventory_update (sku, warehouse, at);
`;

/**
 * Rows of one file and one moment for the same balance: the one that offers least stays, whichever
 * stands first. `same` tells copies from contradictions.
 */
export const REPEATED_BALANCES = `
SELECT id, file, line, copy_of_line, sku,
  in_stock = kept_in_stock AND reserved = kept_reserved AND unlimited = kept_unlimited
    AND locks IS kept_locks AS same
FROM (
  SELECT id, file, line, sku, in_stock, reserved, unlimited, locks,
    row_number() OVER least AS place,
    first_value(line) OVER least AS copy_of_line,
    first_value(in_stock) OVER least AS kept_in_stock,
    first_value(reserved) OVER least AS kept_reserved,
    first_value(unlimited) OVER least AS kept_unlimited,
    first_value(locks) OVER least AS kept_locks
  FROM inventory_row
  WINDOW least AS (
    PARTITION BY file, sku, warehouse, exported_at
    ORDER BY unlimited, in_stock - reserved, in_stock, locks, warehouse_name, ref_id, line
  )
)
WHERE place > 1
ORDER BY file, line`;

/**
 * Every inventory row with its place among those of its balance: the newest is first. A row whose
 * moment is unknown counts as of its file's modification.
 */
export const RANKED_BALANCES = `
CREATE TEMP TABLE ranked AS
SELECT r.*,
  row_number() OVER newest AS place,
  first_value(coalesce(r.exported_at, f.modified_at)) OVER newest AS state_at
FROM inventory_row r JOIN file f ON f.id = r.file
WINDOW newest AS (
  PARTITION BY r.sku, r.warehouse
  ORDER BY coalesce(r.exported_at, f.modified_at) DESC, f.exported_before DESC, f.modified_at DESC, f.path DESC
)`;

/**
 * The inventory files that the moment a user gives is about: the newest ones. A file that says it is
 * more than a day older keeps its own moment.
 */
const NEWEST_INVENTORY_FILES = `
SELECT id FROM file
WHERE kind = 'inventory' AND (exported_at IS NULL OR exported_at > (
  SELECT max(coalesce(exported_at, modified_at)) FROM file WHERE kind = 'inventory'
) - 86400000)`;

/** The state; `@given` is the moment the user gave for it, or null. */
export const KEEP_BALANCES = `
INSERT INTO balance
SELECT sku, warehouse, file, warehouse_name, ref_id, in_stock, reserved, unlimited, locks,
  CASE WHEN file IN (${NEWEST_INVENTORY_FILES}) THEN coalesce(@given, exported_at) ELSE exported_at END
FROM temp.ranked WHERE place = 1
ORDER BY sku, warehouse`;

/** Tells the files whose balances have the moment the user gave. */
export const MARK_GIVEN_MOMENT = `
UPDATE file SET exported_at = @given, exported_at_source = 'option', exported_before = @given
WHERE id IN (SELECT file FROM balance) AND id IN (${NEWEST_INVENTORY_FILES})`;

/** Older states whose moment is known, one a moment; `@given` as above. */
export const KEEP_SNAPSHOTS = `
INSERT OR IGNORE INTO snapshot
SELECT sku, warehouse, exported_at, in_stock, reserved, locks
FROM temp.ranked
WHERE place > 1 AND exported_at < coalesce(@given, state_at)
ORDER BY sku, warehouse, place`;

/** Inventory rows of each file that are neither state nor evidence. */
export const UNUSED_INVENTORY_ROWS = `
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
 * Lines of orders in files that are not the newest to hold the order. Of two files with the same last
 * change, one that lost rows comes after one that lost none: a line of the order may be among them.
 */
export const SUPERSEDED_ORDERS = `
CREATE TEMP TABLE repeated AS
WITH placed AS (
  SELECT l.order_id, l.file, row_number() OVER (
    PARTITION BY l.order_id
    ORDER BY l.last_change_at DESC, l.last_change_at IS NOT NULL AND f.rejected > 0, coalesce(f.exported_at, f.modified_at) DESC, f.modified_at DESC, f.path DESC
  ) AS place
  FROM (
    SELECT order_id, file, max(last_change_at) AS last_change_at
    FROM order_line GROUP BY order_id, file
  ) AS l
  JOIN file f ON f.id = l.file
)
SELECT id, file FROM order_line
WHERE (order_id, file) IN (SELECT order_id, file FROM placed WHERE place > 1)`;

/** Updates that another file holds too. Within one file equal rows are different updates. */
export const REPEATED_UPDATES = `
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

/** Locks of balances that no exported order carries. A store's own order is its lock without the leading 00-. */
export const LOCKS_WITHOUT_ORDER = `
SELECT count(*) AS count FROM (
  SELECT id FROM temp.lock
  EXCEPT SELECT lock_id FROM order_line
  EXCEPT SELECT '00-' || order_id FROM order_line
)`;
