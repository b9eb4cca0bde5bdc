/**
 * One SKU or warehouse under two ids: `0123` and `123`, `WH` and `wh`. VTEX keeps them apart; where
 * counts go to one and reservations to the other, both go wrong.
 */
import type { Database } from 'better-sqlite3';

/** How many ids are the same as another but for case, leading zeros or blanks. */
export interface SplitIdentities {
  readonly skus: number;
  readonly warehouses: number;
}

/** temp.alike_sku and temp.alike_warehouse: the ids that are like another, with the first that is like them. */
const ALIKE = `
CREATE TEMP TABLE alike_sku AS
SELECT id, first FROM (
  SELECT id, min(id) OVER same AS first, count(*) OVER same AS ids
  FROM sku WINDOW same AS (PARTITION BY folded_id(sku))
) WHERE ids > 1;
CREATE TEMP TABLE alike_warehouse AS
SELECT id, first FROM (
  SELECT id, min(id) OVER same AS first, count(*) OVER same AS ids
  FROM word
  WHERE id IN (SELECT warehouse FROM balance UNION SELECT warehouse FROM inventory_update UNION SELECT warehouse FROM order_line)
  WINDOW same AS (PARTITION BY folded_id(text))
) WHERE ids > 1;
CREATE UNIQUE INDEX temp.alike_sku_of ON alike_sku (id);
CREATE UNIQUE INDEX temp.alike_warehouse_of ON alike_warehouse (id);`;

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
  db.exec(ALIKE);
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

/** An id without case, blanks, and the leading zeros of a number. */
function foldedId(id: string): string {
  const plain = id.replace(/\s/g, '').toLowerCase();
  return /^\d+$/.test(plain) ? plain.replace(/^0+(?=\d)/, '') : plain;
}
