/** What VTEX says of reservations: lists of the Logistics API put in their warehouses, and joined with the events. */
import type { Database } from 'better-sqlite3';
import { countKept } from '../accounts.js';
import { Ids } from '../ids.js';
import { dropRepeated, hasRows, spansFiles } from './tables.js';
import { knownWarehouses } from './warehouses.js';

/** Events know the warehouse of each reservation; one that is in a single warehouse tells it. */
const WAREHOUSES_OF_EVENTS = `
UPDATE reservation SET warehouse = told.warehouse
FROM (
  SELECT lock_id, sku, min(warehouse) AS warehouse FROM temp.told_reservation
  GROUP BY lock_id, sku HAVING count(*) = 1
) AS told
WHERE reservation.warehouse IS NULL AND told.lock_id = reservation.lock_id AND told.sku = reservation.sku`;

/** The warehouse of a SKU that is in no other. */
const ONLY_WAREHOUSES = `
UPDATE reservation SET warehouse = (
  SELECT min(b.warehouse) FROM balance b WHERE b.sku = reservation.sku HAVING count(*) = 1
) WHERE warehouse IS NULL`;

/**
 * Of several lists that have a reservation in a warehouse, all but the newest. It is the one in which the
 * reservation has come furthest: it never goes back. The files' own times only decide between equals.
 */
const OLDER_LISTS = `
CREATE TEMP TABLE repeated AS
WITH placed AS (
  SELECT r.lock_id, r.sku, r.warehouse, r.file, row_number() OVER (
    PARTITION BY r.lock_id, r.sku, r.warehouse
    ORDER BY r.progress DESC, coalesce(f.exported_at, f.modified_at) DESC, f.modified_at DESC, f.path DESC
  ) AS place
  FROM (
    SELECT r.lock_id, r.sku, r.warehouse, r.file, max(CASE w.text
      WHEN 'not-committed' THEN 1 WHEN 'authorized' THEN 2 WHEN 'confirmed' THEN 3
      WHEN 'acknowledged' THEN 4 WHEN 'aborted' THEN 5 WHEN 'canceled' THEN 6 ELSE 0 END) AS progress
    FROM reservation r LEFT JOIN word w ON w.id = r.status
    GROUP BY r.lock_id, r.sku, r.warehouse, r.file
  ) AS r JOIN file f ON f.id = r.file
)
SELECT r.id, r.file FROM reservation r
JOIN placed p ON p.lock_id = r.lock_id AND p.sku = r.sku AND p.warehouse IS r.warehouse AND p.file = r.file
WHERE p.place > 1`;

/** What a list says of a reservation wins; events fill in the dates it lacks, and add the reservations it does not have. */
const JOIN_EVENTS = `
CREATE INDEX temp_reservation_of_lock ON reservation (lock_id, sku, warehouse);
UPDATE reservation SET
  created_at = coalesce(reservation.created_at, told.created_at),
  canceled_at = coalesce(reservation.canceled_at, told.canceled_at)
FROM temp.told_reservation AS told
WHERE told.lock_id = reservation.lock_id AND told.sku = reservation.sku AND told.warehouse = reservation.warehouse;
INSERT INTO reservation (file, lock_id, sku, warehouse, units, status, created_at, canceled_at)
SELECT file, lock_id, sku, warehouse, units,
  CASE WHEN canceled_at IS NOT NULL THEN (SELECT id FROM word WHERE text = 'canceled') END,
  created_at, canceled_at
FROM temp.told_reservation AS told
WHERE units > 0 AND NOT EXISTS (
  SELECT 1 FROM reservation r
  WHERE r.lock_id = told.lock_id AND r.sku = told.sku AND r.warehouse = told.warehouse
);
DROP INDEX temp_reservation_of_lock;`;

/** Comes after `resolveEvents`, and after the balances are known. */
export function resolveReservations(db: Database): void {
  const hasEvents =
    db.prepare("SELECT 1 FROM sqlite_temp_schema WHERE name = 'told_reservation'").get() !== undefined;
  if (hasRows(db, 'reservation')) {
    if (hasEvents) db.exec(WAREHOUSES_OF_EVENTS);
    takeWarehousesFromPaths(db);
    db.exec(ONLY_WAREHOUSES);
    if (spansFiles(db, 'reservation')) {
      db.exec(OLDER_LISTS);
      dropRepeated(db, 'reservation');
    }
  }
  countKept(db, 'reservation');
  if (!hasEvents) return;
  new Ids(db, 'word').of('canceled');
  db.exec(JOIN_EVENTS);
  db.exec('DROP TABLE temp.told_reservation');
}

/** A list is for the warehouse and SKU of its URL, and so, one hopes, is the name or folder it was saved under. */
function takeWarehousesFromPaths(db: Database): void {
  const open = db
    .prepare<[], { file: number; path: string; sku_id: number; sku: string }>(
      `SELECT DISTINCT r.file, f.path, r.sku AS sku_id, s.sku
       FROM reservation r JOIN file f ON f.id = r.file JOIN sku s ON s.id = r.sku
       WHERE r.warehouse IS NULL`,
    )
    .all();
  if (open.length === 0) return;
  const known = knownWarehouses(db);
  const words = new Ids(db, 'word');
  db.exec('CREATE INDEX temp_reservation_of_file ON reservation (file, sku)');
  const tell = db.prepare(
    'UPDATE reservation SET warehouse = ? WHERE file = ? AND sku = ? AND warehouse IS NULL',
  );
  for (const { file, path, sku_id, sku } of open) {
    const warehouse = warehouseInPath(path, sku, known);
    if (warehouse !== null) tell.run(words.of(warehouse), file, sku_id);
  }
  db.exec('DROP INDEX temp_reservation_of_file');
}

/**
 * The known warehouse that stands in a path as a token of its own, the last part of the path before all.
 * As in VTEX's URL, the SKU comes after the warehouse: where both could be meant, the last token is the SKU.
 */
export function warehouseInPath(path: string, sku: string, known: ReadonlySet<string>): string | null {
  const parts = path.split(/[/\\]/);
  const name = parts.pop() ?? '';
  const fromLast = [name.replace(/\.[a-z]\w*$/i, ''), ...parts.reverse()];
  let isSkuUsedUp = false;
  for (const part of fromLast) {
    const rest: string = isSkuUsedUp ? part : withoutLast(part, sku);
    isSkuUsedUp ||= rest !== part;
    const warehouse = longestToken(rest, (token) => known.has(token));
    if (warehouse !== null) return warehouse;
    // The SKU may stand in the warehouse's own id: 1 in 1_1.
    const around = longestToken(part, (token) => token !== sku && known.has(token));
    if (around !== null) return around;
  }
  return null;
}

/** A part of a path without the last token that is the SKU; the blank keeps what stands around it apart. */
function withoutLast(part: string, sku: string): string {
  const last = tokensOf(part)
    .filter(({ start, end }) => part.slice(start, end) === sku)
    .at(-1);
  return last === undefined ? part : `${part.slice(0, last.start)} ${part.slice(last.end)}`;
}

function longestToken(text: string, isMeant: (token: string) => boolean): string | null {
  return tokensOf(text)
    .map(({ start, end }) => text.slice(start, end))
    .filter(isMeant)
    .reduce<string | null>(
      (longest, token) => (longest !== null && longest.length >= token.length ? longest : token),
      null,
    );
}

/** Every stretch of a text with no letter or digit beside it, by where it starts: `a_1` is `a`, `a_`, `a_1`, `_1`, `1` and more. */
function tokensOf(text: string): { start: number; end: number }[] {
  const isEdge = (at: number) => !isLetterOrDigit(text[at]);
  const starts = Array.from({ length: text.length }, (_, at) => at).flatMap((at) =>
    at === 0 || isEdge(at - 1) ? at : [],
  );
  return starts.flatMap((start) => {
    const ends: { start: number; end: number }[] = [];
    for (let end = start + 1; end <= text.length; end++) if (isEdge(end)) ends.push({ start, end });
    return ends;
  });
}

function isLetterOrDigit(character: string | undefined): boolean {
  return character !== undefined && /[\p{L}\p{N}]/u.test(character);
}
