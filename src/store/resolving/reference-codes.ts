/** Files that name SKUs by their reference codes where VTEX's exports have ids: their rows move to the ids. */
import type { Database } from 'better-sqlite3';
import type { Said } from '../../words/said.js';
import { numberOfSku } from '../ids.js';
import { addProblem } from './tables.js';

/** A file whose SKUs were reference codes. */
export interface SkusByReference {
  readonly file: string;
  /** SKUs found by their code. */
  readonly resolved: number;
  /** SKUs that are no code of exactly one SKU; they stay as they are. */
  readonly unresolved: number;
}

type Places = readonly (readonly [table: string, column: string])[];

/**
 * Where each kind names its SKUs, and whose ids it is held against. The inventory comes first: what it is
 * moved to counts for the others.
 */
const KINDS: readonly { readonly places: Places; readonly elsewhere: Places }[] = [
  {
    places: [['inventory_row', 'sku']],
    elsewhere: [
      ['order_line', 'sku'],
      ['event', 'sku'],
      ['reservation', 'sku'],
    ],
  },
  {
    places: [['order_line', 'sku']],
    elsewhere: [
      ['inventory_row', 'sku'],
      ['event', 'sku'],
      ['reservation', 'sku'],
    ],
  },
  ...[
    [['inventory_update', 'sku']] as const,
    [['physical_count', 'sku']] as const,
    [
      ['kit', 'kit'],
      ['kit', 'sku'],
    ] as const,
  ].map((places) => ({
    places,
    elsewhere: [
      ['inventory_row', 'sku'],
      ['order_line', 'sku'],
      ['event', 'sku'],
      ['reservation', 'sku'],
    ] as const,
  })),
];

/**
 * The files of a kind that know no SKU by an id of the other kinds, and half of whose SKUs or more are
 * reference codes of exactly one.
 */
const FILES_BY_REFERENCE = `
SELECT f.id, f.path AS file, count(t.sku) AS resolved, count(*) - count(t.sku) AS unresolved
FROM temp.named n JOIN file f ON f.id = n.file LEFT JOIN temp.target t ON t.code = n.sku
GROUP BY n.file
HAVING max(n.sku IN (SELECT sku FROM temp.elsewhere)) = 0
  AND count(t.sku) > 0 AND count(t.sku) * 2 >= count(*)
ORDER BY f.place, f.id`;

const TARGETS = `
CREATE TEMP TABLE target AS
SELECT s.id AS code, min(r.sku) AS sku
FROM reference_code r JOIN sku s ON s.id = ${numberOfSku('r.ref_id')} AND s.id <> r.sku
WHERE r.sku IN (SELECT sku FROM temp.elsewhere)
GROUP BY s.id HAVING count(DISTINCT r.sku) = 1;
CREATE UNIQUE INDEX temp.target_of_code ON target (code);`;

/** Spares most codes the look whether they are a SKU: where all SKUs are numbers, only a number is one. */
const MAY_BE_AN_ID = "(r.ref_id GLOB '[0-9]*' OR EXISTS (SELECT 1 FROM sku WHERE id < 0))";

/** Moves what can be moved, tells so in the problems of each file, and forgets the SKUs nothing is left of. */
export function resolveReferenceCodes(db: Database): SkusByReference[] {
  const isAnyCodeAnId = db.prepare(
    `SELECT 1 FROM reference_code r JOIN sku s ON s.id = ${numberOfSku('r.ref_id')} AND s.id <> r.sku
     WHERE ${MAY_BE_AN_ID} LIMIT 1`,
  );
  if (isAnyCodeAnId.get() === undefined) return [];
  const moved: SkusByReference[] = [];
  db.exec('CREATE TEMP TABLE emptied (sku INTEGER PRIMARY KEY)');
  for (const kind of KINDS) moved.push(...resolveKind(db, kind.places, kind.elsewhere));
  if (moved.length > 0) {
    db.exec(`DELETE FROM sku WHERE id IN (SELECT sku FROM temp.emptied) AND id NOT IN (
      SELECT sku FROM inventory_row UNION SELECT sku FROM order_line UNION SELECT sku FROM inventory_update
      UNION SELECT sku FROM event UNION SELECT sku FROM reservation UNION SELECT sku FROM physical_count
      UNION SELECT sku FROM kit UNION SELECT kit FROM kit
      UNION SELECT kit FROM order_line WHERE kit IS NOT NULL
      UNION SELECT kit FROM reservation WHERE kit IS NOT NULL
      UNION SELECT sku FROM trade_policies WHERE sku IS NOT NULL);
      DELETE FROM reference_code WHERE sku IN (SELECT sku FROM temp.emptied) AND sku NOT IN (SELECT id FROM sku)`);
  }
  db.exec('DROP TABLE temp.emptied');
  return moved;
}

function resolveKind(db: Database, places: Places, elsewhere: Places): SkusByReference[] {
  db.exec(`
    CREATE TEMP TABLE named AS ${skusAt(places, 'file, ')};
    CREATE TEMP TABLE elsewhere (sku INTEGER PRIMARY KEY);
    INSERT INTO temp.elsewhere ${skusAt(elsewhere, '')};
    ${TARGETS}`);
  const files = db.prepare<[], SkusByReference & { id: number }>(FILES_BY_REFERENCE).all();
  for (const { id, resolved, unresolved } of files) {
    const message: Said = { key: 'skus-by-reference', values: { resolved, unresolved } };
    addProblem(db, id, null, 'skus-by-reference', message, false);
  }
  if (files.length > 0) {
    const list = JSON.stringify(files.map(({ id }) => id));
    for (const [table, column] of places) {
      if (table === 'inventory_row') {
        db.prepare(
          `UPDATE inventory_row SET ref_id = (SELECT s.sku FROM sku s WHERE s.id = inventory_row.sku)
           WHERE ref_id IS NULL AND file IN (SELECT value FROM json_each(?))
             AND sku IN (SELECT code FROM temp.target)`,
        ).run(list);
      }
      db.prepare(
        `UPDATE ${table} SET ${column} = target.sku FROM temp.target AS target
         WHERE target.code = ${table}.${column} AND ${table}.file IN (SELECT value FROM json_each(?))`,
      ).run(list);
    }
    db.exec('INSERT OR IGNORE INTO temp.emptied SELECT code FROM temp.target');
  }
  db.exec('DROP TABLE temp.named; DROP TABLE temp.elsewhere; DROP TABLE temp.target');
  return files.map(({ file, resolved, unresolved }) => ({ file, resolved, unresolved }));
}

function skusAt(places: Places, columns: string): string {
  return places
    .map(([table, column]) => `SELECT DISTINCT ${columns}${column} AS sku FROM ${table}`)
    .join(' UNION ');
}
