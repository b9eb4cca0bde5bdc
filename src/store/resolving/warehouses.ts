/**
 * The warehouse of rows that do not name it: Data Pipeline hides it in its id of a balance
 * (`item_availabilty_id`), in a way that is not documented; warehouses known from elsewhere tell.
 */
import type { Database } from 'better-sqlite3';
import { shortened } from '../../exports/columns.js';
import type { Said } from '../../words/said.js';
import { DEFAULT_WAREHOUSE } from '../counts.js';
import { hasRows } from './tables.js';

const SEPARATORS = /^[\s_\-:;|/.#,]+/;
const SEPARATOR = /^[\s_\-:;|/.#,]$/;

/** The tables whose rows name warehouses, with what inventory rows become. */
const NAMING = [
  'balance',
  'inventory_row',
  'order_line',
  'inventory_update',
  'event',
  'reservation',
  'physical_count',
  'trade_policies',
] as const;

/** Every warehouse id that some row names. */
export function knownWarehouses(db: Database): Set<string> {
  const tables = db
    .prepare<[], { name: string }>("SELECT name FROM sqlite_schema WHERE type = 'table'")
    .all();
  const there = new Set(tables.map(({ name }) => name));
  const rows = db
    .prepare<[], { text: string }>(
      `SELECT text FROM word WHERE id IN (
         ${NAMING.filter((table) => there.has(table))
           .map((table) => `SELECT warehouse FROM ${table}`)
           .join(' UNION ')}
       )`,
    )
    .all();
  return new Set(rows.map(({ text }) => text));
}

/** Rows of Data Pipeline get their warehouse; those it cannot be told of are rejected. */
export function tellWarehouses(db: Database): void {
  if (!hasRows(db, 'event') && !hasRows(db, 'inventory_row')) return;
  db.exec(`
    CREATE TEMP TABLE told AS
    SELECT availability, sku FROM inventory_row WHERE warehouse IS NULL
    UNION
    SELECT availability, sku FROM event WHERE warehouse IS NULL`);
  if (db.prepare('SELECT 1 FROM temp.told LIMIT 1').get() !== undefined) tellFromIds(db);
  db.exec('DROP TABLE temp.told');
}

function tellFromIds(db: Database): void {
  const known = knownWarehouses(db);
  const namesOnlyDefault = known.size === 0 || (known.size === 1 && known.has(DEFAULT_WAREHOUSE));
  db.function('warehouse_within', { deterministic: true }, (id: unknown, sku: unknown) =>
    typeof id !== 'string' || typeof sku !== 'string'
      ? null
      : namesOnlyDefault
        ? restOf(id, sku)
        : knownWithin(id, sku, known),
  );
  db.function('not_told', { deterministic: true }, (id: unknown) =>
    JSON.stringify(
      (typeof id === 'string'
        ? { key: 'no-warehouse-in-id', values: { id: shortened(id) } }
        : { key: 'no-warehouse' }) satisfies Said,
    ),
  );
  db.exec(`
    ALTER TABLE temp.told ADD COLUMN warehouse TEXT;
    UPDATE temp.told SET warehouse = warehouse_within(
      (SELECT text FROM availability a WHERE a.id = told.availability),
      (SELECT s.sku FROM sku s WHERE s.id = told.sku)
    )`);
  if (namesOnlyDefault) tellWithoutKnown(db, known);
  db.exec(`
    INSERT OR IGNORE INTO word (text) SELECT DISTINCT warehouse FROM temp.told WHERE warehouse IS NOT NULL;
    INSERT OR IGNORE INTO word_of_column
    SELECT 'inventory_row.warehouse', w.id FROM word w WHERE w.text IN (SELECT warehouse FROM temp.told);
    CREATE INDEX temp.told_of ON told (availability, sku)`);
  for (const table of ['inventory_row', 'event']) {
    db.exec(`
      UPDATE ${table} SET warehouse = (
        SELECT w.id FROM temp.told t JOIN word w ON w.text = t.warehouse
        WHERE t.availability IS ${table}.availability AND t.sku = ${table}.sku
      ) WHERE warehouse IS NULL;
      INSERT INTO problem
      SELECT r.file, NULL, 'unknown-warehouse', not_told(a.text), 1
      FROM ${table} r LEFT JOIN availability a ON a.id = r.availability WHERE r.warehouse IS NULL;
      UPDATE file SET rejected = rejected + lost.count
      FROM (SELECT file, count(*) AS count FROM ${table} WHERE warehouse IS NULL GROUP BY file) AS lost
      WHERE lost.file = file.id;
      DELETE FROM ${table} WHERE warehouse IS NULL`);
  }
}

/**
 * No other export names a warehouse: what the ids hold beside the SKU is one. Where other exports know
 * one warehouse without a name, it is that one, unless the ids tell several. Several ids of one SKU are
 * several warehouses: one that they do not name stays unknown.
 */
function tellWithoutKnown(db: Database, known: ReadonlySet<string>): void {
  const told = db
    .prepare<[], { warehouses: number; mostOfSku: number }>(
      `SELECT (SELECT count(DISTINCT warehouse) FROM temp.told) AS warehouses, max(ids) AS mostOfSku
       FROM (SELECT count(*) AS ids FROM temp.told GROUP BY sku)`,
    )
    .get();
  if (known.size === 0) {
    db.prepare(
      `UPDATE temp.told SET warehouse = ?
       WHERE warehouse IS NULL AND sku IN (SELECT sku FROM temp.told GROUP BY sku HAVING count(*) = 1)`,
    ).run(DEFAULT_WAREHOUSE);
  } else if ((told?.warehouses ?? 0) <= 1 && (told?.mostOfSku ?? 0) <= 1) {
    db.prepare('UPDATE temp.told SET warehouse = ?').run(DEFAULT_WAREHOUSE);
  } else {
    db.exec('UPDATE temp.told SET warehouse = NULL');
  }
}

/** The longest known warehouse at the end of an id, what follows the SKU before all. */
function knownWithin(id: string, sku: string, known: ReadonlySet<string>): string | null {
  const rest = restOf(id, sku);
  if (rest !== null && known.has(rest)) return rest;
  for (let start = 0; start < id.length; start++) {
    const end = id.slice(start);
    if (known.has(end)) return end;
  }
  return null;
}

/** What follows the SKU in an id, which begins with it or holds it apart from the rest; null when nothing does. */
function restOf(id: string, sku: string): string | null {
  const rest = id.startsWith(sku) ? id.slice(sku.length) : afterToken(id, sku);
  const warehouse = rest?.replace(SEPARATORS, '').trim() ?? '';
  return warehouse === '' ? null : warehouse;
}

/** What follows a token that stands between separators; null when there is none. */
function afterToken(text: string, token: string): string | null {
  for (let at = text.indexOf(token, 1); at !== -1; at = text.indexOf(token, at + 1)) {
    const rest = text.slice(at + token.length);
    if (SEPARATOR.test(text[at - 1] ?? '') && SEPARATORS.test(rest)) return rest;
  }
  return null;
}
