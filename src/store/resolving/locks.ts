/** Which order lines the locks of the balances belong to, and which locks are of lines of another SKU. */
import type { Database } from 'better-sqlite3';
import { lockOf } from './tables.js';

/** temp.lock: every lock a balance lists. No lock holds a space. */
const LOCKS = `
CREATE TEMP TABLE lock AS
SELECT l.value AS id, b.sku
FROM balance b, json_each('[' || replace(json_quote(b.locks), ' ', '","') || ']') l
WHERE b.locks <> '';
CREATE INDEX temp.lock_of_sku ON lock (id, sku);`;

const LOCK_IDS = `
CREATE TEMP TABLE lock_id (id TEXT PRIMARY KEY) WITHOUT ROWID;
INSERT INTO temp.lock_id SELECT DISTINCT id FROM temp.lock ORDER BY id`;

/**
 * temp.locked_line: the lines whose order a lock is of, whichever SKU they and the lock are for. A store's
 * own order is its lock without the leading 00-.
 */
const LOCKED_LINES = `
CREATE TEMP TABLE locked_line AS
SELECT k.id AS lock, l.id AS line, l.sku
FROM order_line l CROSS JOIN temp.lock_id k ON k.id = ${lockOf('l')}`;

/** Where a lock may also be called like the order of a line that has a lock of its own, or without the 00-. */
const OTHERWISE_LOCKED_LINES = `
CREATE TEMP TABLE locked_line AS
SELECT DISTINCT k.id AS lock, l.id AS line, l.sku
FROM order_line l CROSS JOIN temp.lock_id k ON k.id IN (l.lock_id, '00-' || l.order_id, l.order_id)`;

const MAY_BE_CALLED_OTHERWISE = `
SELECT EXISTS (SELECT 1 FROM temp.lock WHERE id NOT GLOB '00-*')
  OR EXISTS (SELECT 1 FROM order_line WHERE lock_id <> '' OR order_id GLOB '00-*')`;

export function listLocks(db: Database): void {
  db.exec(LOCKS);
}

/** Comes after the steps that change lines. */
export function listLockedLines(db: Database): void {
  const otherwise = db.prepare<[], number>(MAY_BE_CALLED_OTHERWISE).pluck().get() === 1;
  db.exec(LOCK_IDS);
  db.exec(otherwise ? OTHERWISE_LOCKED_LINES : LOCKED_LINES);
  db.exec(`
    DROP TABLE temp.lock_id;
    CREATE INDEX temp.line_of_lock ON locked_line (lock, sku);
    CREATE INDEX temp.lock_of_line ON locked_line (line)`);
}

export function keepLocksOfOtherLines(db: Database): void {
  db.exec(`
    INSERT INTO lock_of_other_line
    SELECT DISTINCT k.sku, k.id FROM temp.lock k
    WHERE EXISTS (SELECT 1 FROM temp.locked_line l WHERE l.lock = k.id)
      AND NOT EXISTS (SELECT 1 FROM temp.locked_line l WHERE l.lock = k.id AND l.sku = k.sku)`);
}

/** Locks whose order is in no export, and of which no list of reservations tells either. */
export function countLocksWithoutOrder(db: Database): number {
  const row = db
    .prepare<[], { count: number }>(
      `SELECT count(*) AS count FROM (
         SELECT id FROM temp.lock
         EXCEPT SELECT lock FROM temp.locked_line
         EXCEPT SELECT lock_id FROM reservation
       )`,
    )
    .get();
  return row?.count ?? 0;
}

export function forgetLocks(db: Database): void {
  db.exec('DROP TABLE temp.lock; DROP TABLE temp.locked_line');
}
