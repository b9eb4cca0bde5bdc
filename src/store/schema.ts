/**
 * The tables. Times are epoch milliseconds UTC, quantities whole units; texts that repeat (statuses,
 * authors, warehouses) stand once in `word`. Only what the ledger needs is here: no name, address or
 * document of a customer ever comes this far.
 */

/** The tables as they are loaded into; no index but those that loading itself asks for. */
export const TABLES = `
-- A file, or a part of one that is read on its own; source is the file on the disk, and place that one's among all.
CREATE TABLE file (
  id INTEGER PRIMARY KEY,
  source TEXT NOT NULL,
  place INTEGER NOT NULL,
  path TEXT NOT NULL,
  kind TEXT,
  rows INTEGER NOT NULL,
  rejected INTEGER NOT NULL,
  duplicates INTEGER NOT NULL,
  -- Every row is kept, a duplicate, unneeded or rejected; see accounts.ts.
  kept INTEGER NOT NULL DEFAULT 0,
  -- Rows in the table of its kind (of updates, in inventory_update) when it was read.
  stored INTEGER NOT NULL DEFAULT 0,
  unneeded INTEGER NOT NULL DEFAULT 0,
  status TEXT NOT NULL,
  -- JSON of a Said, as is a problem's message.
  reason TEXT,
  exported_at INTEGER,
  exported_at_source TEXT,
  exported_before INTEGER NOT NULL,
  modified_at INTEGER NOT NULL,
  from_at INTEGER,
  to_at INTEGER,
  -- Where its order lines stand, and their newest change; null where it has none.
  first_line INTEGER,
  last_line INTEGER,
  last_change_at INTEGER
) STRICT;

CREATE TABLE problem (
  file INTEGER NOT NULL REFERENCES file,
  line INTEGER,
  code TEXT NOT NULL,
  message TEXT NOT NULL,
  rejected INTEGER NOT NULL
) STRICT;

CREATE TABLE word (id INTEGER PRIMARY KEY, text TEXT NOT NULL UNIQUE) STRICT;

-- The words that rows have had in a column of a table (see COLUMNS_WITH_FEW_WORDS); of some, no row may be left.
CREATE TABLE word_of_column (
  name TEXT NOT NULL,
  word INTEGER NOT NULL REFERENCES word,
  PRIMARY KEY (name, word)
) STRICT, WITHOUT ROWID;

-- A SKU that is a whole number, as VTEX's own are, has itself for its id; any other has one below zero.
CREATE TABLE sku (id INTEGER PRIMARY KEY, sku TEXT NOT NULL) STRICT;
CREATE UNIQUE INDEX other_sku ON sku (sku) WHERE id < 0;

-- May hold the same code of a SKU several times.
CREATE TABLE reference_code (
  ref_id TEXT NOT NULL,
  sku INTEGER NOT NULL REFERENCES sku
) STRICT;

-- Data Pipeline's ids of balances, until their warehouses are read out of them.
CREATE TABLE availability (id INTEGER PRIMARY KEY, text TEXT NOT NULL UNIQUE) STRICT;

-- Every row of every inventory export; becomes balance and snapshot.
CREATE TABLE inventory_row (
  id INTEGER PRIMARY KEY,
  file INTEGER NOT NULL REFERENCES file,
  line INTEGER NOT NULL,
  sku INTEGER NOT NULL REFERENCES sku,
  -- Null until it is read out of the availability.
  warehouse INTEGER REFERENCES word,
  availability INTEGER REFERENCES availability,
  warehouse_name INTEGER REFERENCES word,
  ref_id TEXT,
  in_stock INTEGER NOT NULL,
  reserved INTEGER NOT NULL,
  unlimited INTEGER NOT NULL,
  locks TEXT,
  exported_at INTEGER,
  -- Seconds.
  lead_time INTEGER
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
  -- Where in its file it stands: a fix may give the same row back to VTEX.
  line INTEGER NOT NULL,
  -- Seconds; null where no export says it.
  lead_time INTEGER,
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

-- Every line of every order export; those that count once stay.
CREATE TABLE order_line (
  id INTEGER PRIMARY KEY,
  file INTEGER NOT NULL REFERENCES file,
  -- Which document of the file, where each holds its order whole; 0 in a table of lines.
  document INTEGER NOT NULL,
  sku INTEGER NOT NULL REFERENCES sku,
  order_id TEXT NOT NULL,
  -- Empty where it is 00- and the order's id, as for most.
  lock_id TEXT,
  units INTEGER NOT NULL,
  status INTEGER NOT NULL REFERENCES word,
  created_at INTEGER,
  authorized_at INTEGER,
  last_change_at INTEGER,
  handling_at INTEGER,
  invoiced_at INTEGER,
  warehouse INTEGER REFERENCES word,
  unit_price INTEGER,
  currency INTEGER REFERENCES word,
  kit INTEGER REFERENCES sku,
  -- 0 fulfillment, 1 chain, 2 marketplace.
  origin INTEGER,
  seller INTEGER REFERENCES word,
  -- 1 where only exports made before the inventory hold the order: it may have changed since.
  outdated INTEGER NOT NULL DEFAULT 0
) STRICT;

CREATE TABLE inventory_update (
  id INTEGER PRIMARY KEY,
  file INTEGER NOT NULL REFERENCES file,
  sku INTEGER NOT NULL REFERENCES sku,
  warehouse INTEGER NOT NULL REFERENCES word,
  at INTEGER NOT NULL,
  author INTEGER REFERENCES word,
  before INTEGER NOT NULL,
  after INTEGER NOT NULL,
  reserved INTEGER
) STRICT;

-- What balances held after each event; becomes updates and reservations.
CREATE TABLE event (
  id INTEGER PRIMARY KEY,
  file INTEGER NOT NULL REFERENCES file,
  sku INTEGER NOT NULL REFERENCES sku,
  warehouse INTEGER REFERENCES word,
  availability INTEGER REFERENCES availability,
  at INTEGER NOT NULL,
  author INTEGER REFERENCES word,
  -- 0 an update, 1 a reservation made, 2 one cancelled, 3 anything else.
  sort INTEGER NOT NULL,
  quantity INTEGER NOT NULL,
  reserved INTEGER,
  reservation_id TEXT
) STRICT;

-- The span that events tell of a balance; is_start where its log begins with them.
CREATE TABLE event_span (
  sku INTEGER NOT NULL REFERENCES sku,
  warehouse INTEGER NOT NULL REFERENCES word,
  from_at INTEGER NOT NULL,
  to_at INTEGER NOT NULL,
  begins_with_update INTEGER NOT NULL,
  is_start INTEGER NOT NULL,
  PRIMARY KEY (sku, warehouse)
) STRICT, WITHOUT ROWID;

CREATE TABLE status_change (
  id INTEGER PRIMARY KEY,
  file INTEGER NOT NULL REFERENCES file,
  order_id TEXT NOT NULL,
  at INTEGER NOT NULL,
  status INTEGER NOT NULL REFERENCES word,
  from_status INTEGER REFERENCES word
) STRICT;

CREATE TABLE reservation (
  id INTEGER PRIMARY KEY,
  file INTEGER NOT NULL REFERENCES file,
  lock_id TEXT NOT NULL,
  sku INTEGER NOT NULL REFERENCES sku,
  warehouse INTEGER REFERENCES word,
  units INTEGER NOT NULL,
  status INTEGER REFERENCES word,
  created_at INTEGER,
  confirmed_at INTEGER,
  acknowledged_at INTEGER,
  canceled_at INTEGER,
  kit INTEGER REFERENCES sku
) STRICT;

CREATE TABLE physical_count (
  id INTEGER PRIMARY KEY,
  file INTEGER NOT NULL REFERENCES file,
  sku INTEGER NOT NULL REFERENCES sku,
  warehouse INTEGER NOT NULL REFERENCES word,
  counted INTEGER NOT NULL,
  at INTEGER
) STRICT;

CREATE TABLE trade_policies (
  file INTEGER NOT NULL REFERENCES file,
  warehouse INTEGER NOT NULL REFERENCES word,
  -- Null: for all of the warehouse's.
  sku INTEGER REFERENCES sku,
  -- A JSON array.
  policies INTEGER NOT NULL REFERENCES word
) STRICT;

CREATE TABLE kit (
  id INTEGER PRIMARY KEY,
  file INTEGER NOT NULL REFERENCES file,
  kit INTEGER NOT NULL REFERENCES sku,
  sku INTEGER NOT NULL REFERENCES sku,
  units INTEGER NOT NULL
) STRICT;

-- Locks of a SKU's balances whose order is exported without a line of that SKU.
CREATE TABLE lock_of_other_line (
  sku INTEGER NOT NULL REFERENCES sku,
  lock TEXT NOT NULL,
  PRIMARY KEY (sku, lock)
) STRICT, WITHOUT ROWID;

-- Balances and, for each, others whose ids are the same but for case, leading zeros or blanks.
CREATE TABLE twin (
  sku INTEGER NOT NULL REFERENCES sku,
  warehouse INTEGER NOT NULL REFERENCES word,
  twin_sku INTEGER NOT NULL REFERENCES sku,
  twin_warehouse INTEGER NOT NULL REFERENCES word,
  PRIMARY KEY (sku, warehouse, twin_sku, twin_warehouse)
) STRICT, WITHOUT ROWID;

-- A BalanceDiagnosis; lists are JSON, null where they are empty.
CREATE TABLE diagnosis (
  sku INTEGER NOT NULL REFERENCES sku,
  warehouse INTEGER NOT NULL REFERENCES word,
  -- The lists it stands in, added up; see LISTS.
  lists INTEGER NOT NULL,
  warehouse_name INTEGER REFERENCES word,
  ref_id TEXT,
  unlimited INTEGER NOT NULL,
  in_stock INTEGER NOT NULL,
  reserved INTEGER NOT NULL,
  available INTEGER NOT NULL,
  pending INTEGER NOT NULL,
  acknowledged INTEGER NOT NULL,
  ghosts INTEGER NOT NULL,
  undetermined INTEGER NOT NULL,
  early_write_offs INTEGER NOT NULL,
  late_write_offs INTEGER NOT NULL,
  available_items INTEGER NOT NULL,
  corrected INTEGER,
  unblocked INTEGER,
  alternatives TEXT,
  oversold INTEGER NOT NULL,
  -- The place in BASES and CONFIDENCES.
  basis INTEGER NOT NULL,
  confidence INTEGER NOT NULL,
  causes TEXT,
  -- Null: unknown.
  blocked_trade_policies INTEGER REFERENCES word,
  hidden_units INTEGER,
  is_hidden INTEGER NOT NULL,
  price INTEGER,
  currency INTEGER REFERENCES word,
  -- Of all of it, with the texts its numbers stand for.
  checksum INTEGER NOT NULL,
  PRIMARY KEY (sku, warehouse)
) STRICT, WITHOUT ROWID;

-- Facts about the whole, as JSON: scan, coverage, habits, totals, what was put together, loose ends.
CREATE TABLE fact (name TEXT PRIMARY KEY, value TEXT NOT NULL, checksum INTEGER NOT NULL) STRICT, WITHOUT ROWID;
`;

/** Columns whose words are kept apart: what they are is asked for more often than which rows have them. */
export const COLUMNS_WITH_FEW_WORDS: readonly string[] = ['warehouse', 'seller', 'status'];

/** The tables that rows of a file go to as they are read. */
export const TABLES_OF_ROWS = [
  'problem',
  'inventory_row',
  'order_line',
  'inventory_update',
  'event',
  'status_change',
  'reservation',
  'physical_count',
  'trade_policies',
  'kit',
] as const;

/**
 * Made after loading, which is faster; each serves the reading of one SKU's records. The updates, of which there
 * may be many more than anything else, are read from their index alone.
 */
export const INDEXES = `
CREATE INDEX update_of_balance ON inventory_update (sku, warehouse, at, author, before, after, reserved);
CREATE INDEX reference_code_of_name ON reference_code (ref_id);
CREATE INDEX status_change_of_order ON status_change (order_id);
CREATE INDEX reservation_of_sku ON reservation (sku);
CREATE INDEX count_of_sku ON physical_count (sku);
CREATE INDEX trade_policies_of_sku ON trade_policies (sku);
`;

/** Of a line what few exports tell, as a JSON array; null where nothing of it is told. See `RestOfLine`. */
export const REST_OF_LINE = `iif(
  coalesce(handling_at, invoiced_at, warehouse, kit, nullif(outdated, 0)) IS NULL,
  NULL,
  json_array(handling_at, invoiced_at, warehouse, kit, outdated)
)`;

/**
 * Made when nothing about the order lines changes any more. All that is read of a SKU's lines stands together in the
 * first, however many there are: the table itself is not looked at. SQLite sorts by numbers only as long as an index
 * has fewer than 13 columns, the row's own number counted: twice as fast.
 */
export const INDEXES_OF_LINES = `
CREATE INDEX line_of_sku ON order_line (sku, order_id, lock_id, units, status, created_at, authorized_at,
  last_change_at, unit_price, currency, ${REST_OF_LINE});
CREATE INDEX line_of_kit ON order_line (kit) WHERE kit IS NOT NULL;
`;

/** Made when all balances are diagnosed: those worth a look, the worst first. */
export const INDEX_OF_DIAGNOSES =
  'CREATE INDEX diagnosis_worst_first ON diagnosis (available, lists) WHERE lists > 0';
