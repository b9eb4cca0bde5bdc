/**
 * One SKU or warehouse under two ids: `0123` and `123`, `WH` and `wh`. VTEX keeps them apart; where
 * counts go to one and reservations to the other, both go wrong.
 */
import type { Database } from 'better-sqlite3';
import { numberOfSku } from '../ids.js';

/** How many ids are the same as another but for case, leading zeros or blanks. */
export interface SplitIdentities {
  readonly skus: number;
  readonly warehouses: number;
}

/** Ids that may change when they are folded: with capitals, blanks, leading zeros, or letters SQLite cannot fold. */
const mayFold = (id: string) => `(${id} GLOB '*[A-Z]*' OR ${id} GLOB '0?*' OR ${id} GLOB '*[^!-~]*')`;

/**
 * temp.alike_sku and temp.alike_warehouse: the ids that are like another, with the first that is like them. Most
 * stores have none that fold, and so none alike.
 */
const ALIKE = (of: 'sku' | 'warehouse', foldable: string, named: string) => `
CREATE TEMP TABLE folded AS SELECT id, folded_id(text) AS text FROM (${foldable}) WHERE ${mayFold('text')};
CREATE TEMP TABLE folded_text (text TEXT PRIMARY KEY) WITHOUT ROWID;
INSERT INTO temp.folded_text SELECT DISTINCT text FROM temp.folded;
INSERT INTO temp.folded
SELECT i.id, f.text FROM temp.folded_text f CROSS JOIN ${named} WHERE NOT ${mayFold('f.text')};
CREATE TEMP TABLE alike_${of} AS
SELECT id, first FROM (
  SELECT id, min(id) OVER same AS first, count(*) OVER same AS ids
  FROM temp.folded WINDOW same AS (PARTITION BY text)
) WHERE ids > 1;
DROP TABLE temp.folded;
DROP TABLE temp.folded_text;
CREATE UNIQUE INDEX temp.alike_${of}_of ON alike_${of} (id);`;

/** Those that are numbers are written without anything to fold. */
const FOLDABLE_SKUS = 'SELECT id, sku AS text FROM sku WHERE id < 0';
const SKU_OF_THAT_NAME = `sku i ON i.id = ${numberOfSku('f.text')}`;
const WAREHOUSE_OF_THAT_NAME = 'temp.warehouse_id i ON i.text = f.text';

/** Fills temp.warehouse_id: of the words that are like another, those that are warehouses. */
const WAREHOUSES = `
INSERT INTO temp.warehouse_id
SELECT id, text FROM word
WHERE id IN (SELECT value FROM json_each(?)) AND id IN (
  SELECT warehouse FROM balance UNION SELECT warehouse FROM inventory_update UNION SELECT warehouse FROM order_line
)`;

/** temp.held: what bears such an id. A line that names no warehouse is in all of its SKU's like. */
const HELD = `
CREATE TEMP TABLE held AS
SELECT h.sku, h.warehouse, coalesce(s.first, h.sku) AS first_sku, coalesce(w.first, h.warehouse) AS first_warehouse
FROM (
  SELECT sku, warehouse FROM balance
  UNION SELECT sku, warehouse FROM inventory_update
  UNION SELECT sku, warehouse FROM order_line WHERE warehouse IS NOT NULL
) AS h
LEFT JOIN temp.alike_sku s ON s.id = h.sku
LEFT JOIN temp.alike_warehouse w ON w.id = h.warehouse
WHERE s.id IS NOT NULL OR w.id IS NOT NULL;
CREATE INDEX temp.held_by ON held (first_sku, first_warehouse);`;

const TWINS = `
INSERT OR IGNORE INTO twin
SELECT b.sku, b.warehouse, h.sku, h.warehouse
FROM balance b
LEFT JOIN temp.alike_sku s ON s.id = b.sku
LEFT JOIN temp.alike_warehouse w ON w.id = b.warehouse
JOIN temp.held h ON h.first_sku = coalesce(s.first, b.sku) AND h.first_warehouse = coalesce(w.first, b.warehouse)
WHERE (s.id IS NOT NULL OR w.id IS NOT NULL) AND (h.sku <> b.sku OR h.warehouse <> b.warehouse);`;

/** Lines of an id like the balance's that name no warehouse stand for one in the balance's own. */
const TWINS_WITHOUT_WAREHOUSE = `
INSERT OR IGNORE INTO twin
SELECT b.sku, b.warehouse, o.id, b.warehouse
FROM temp.alike_sku s
JOIN balance b ON b.sku = s.id
JOIN temp.alike_sku o ON o.first = s.first AND o.id <> s.id
WHERE o.id NOT IN (SELECT sku FROM temp.held)
  AND o.id IN (SELECT sku FROM order_line WHERE warehouse IS NULL);`;

/** Fills table twin. */
export function findTwins(db: Database): SplitIdentities {
  db.function('folded_id', { deterministic: true }, (id: unknown) => foldedId(String(id)));
  db.exec(ALIKE('sku', FOLDABLE_SKUS, SKU_OF_THAT_NAME));
  db.exec('CREATE TEMP TABLE warehouse_id (id INTEGER PRIMARY KEY, text TEXT)');
  const words = alikeWords(db);
  if (words.length > 0) db.prepare(WAREHOUSES).run(JSON.stringify(words));
  db.exec(ALIKE('warehouse', 'SELECT id, text FROM temp.warehouse_id', WAREHOUSE_OF_THAT_NAME));
  db.exec('DROP TABLE temp.warehouse_id');
  const counts = db
    .prepare<[], SplitIdentities>(
      `SELECT (SELECT count(*) FROM temp.alike_sku) AS skus,
         (SELECT count(*) FROM temp.alike_warehouse) AS warehouses`,
    )
    .get() ?? { skus: 0, warehouses: 0 };
  if (counts.skus + counts.warehouses > 0) {
    db.exec(HELD);
    db.exec(TWINS);
    db.exec(TWINS_WITHOUT_WAREHOUSE);
    db.exec('DROP TABLE temp.held');
  }
  db.exec('DROP TABLE temp.alike_sku; DROP TABLE temp.alike_warehouse');
  return counts;
}

/** Numbers of the words that are the same as another when folded, of those met as warehouses; there are few. */
function alikeWords(db: Database): number[] {
  const byFolded = new Map<string, number[]>();
  for (const { id, text } of db
    .prepare<[], { id: number; text: string }>(
      "SELECT id, text FROM word WHERE id IN (SELECT word FROM word_of_column WHERE name GLOB '*.warehouse')",
    )
    .all()) {
    const folded = foldedId(text);
    byFolded.set(folded, [...(byFolded.get(folded) ?? []), id]);
  }
  return [...byFolded.values()].filter((ids) => ids.length > 1).flat();
}

/** An id without case, blanks, and the leading zeros of a number. */
function foldedId(id: string): string {
  const plain = id.replace(/\s/g, '').toLowerCase();
  return /^\d+$/.test(plain) ? plain.replace(/^0+(?=\d)/, '') : plain;
}
