/** What the exports as a whole cover: T, the periods of orders and updates, and whether the log looks cut. */
import type { Database } from 'better-sqlite3';
import type { Coverage, Moment } from '../ledger/records.js';
import type { ScanInfo } from './store.js';

/** The Admin's window shows this many updates of a balance. */
const ADMIN_LOG_ROWS = 50;

/** A log of fewer rows a balance is taken for whole. */
const FEWEST_CUT_ROWS = 5;
const FEWEST_CUT_BALANCES = 3;
const SMALLEST_CUT_SHARE = 0.05;

/** What is known of T. */
export type ExportedAt = Pick<ScanInfo, 'exportedAt' | 'exportedAtSource' | 'exportedBefore'>;

/**
 * T of the newest inventory that a balance comes from. `exportedBefore` equals it where it is exact,
 * is later where only its day is known, and is a modification time where nothing is.
 */
export function exportedAtOf(db: Database, given: Moment | null): ExportedAt {
  const newest = db
    .prepare<[], { at: number | null; source: ScanInfo['exportedAtSource']; before: number }>(
      `SELECT exported_at AS at, exported_at_source AS source, exported_before AS before
       FROM file WHERE id IN (SELECT file FROM balance)
       ORDER BY coalesce(exported_at, modified_at) DESC, exported_before DESC, modified_at DESC, path DESC
       LIMIT 1`,
    )
    .get();
  if (newest === undefined) return { exportedAt: null, exportedAtSource: null, exportedBefore: null };
  if (given !== null) return { exportedAt: given, exportedAtSource: 'option', exportedBefore: given };
  return { exportedAt: newest.at, exportedAtSource: newest.source, exportedBefore: newest.before };
}

/** Comes after the exports are put together. */
export function computedCoverage(db: Database, { exportedAt, exportedBefore }: ExportedAt): Coverage {
  const periods = db
    .prepare<[], Omit<Coverage, 'exportedAt' | 'exportedBefore' | 'updatesPerBalance'>>(
      `SELECT
         orders.*,
         (SELECT min(at) FROM (
            SELECT min(at) AS at FROM inventory_update UNION ALL SELECT min(from_at) FROM event_span
          )) AS updatesFrom,
         (SELECT max(at) FROM (
            SELECT max(at) AS at FROM inventory_update UNION ALL SELECT max(to_at) FROM event_span
          )) AS updatesTo
       FROM (
         SELECT min(created_at) AS ordersFrom, max(created_at) AS ordersTo, max(last_change_at) AS ordersLastChange
         FROM order_line
       ) AS orders`,
    )
    .get();
  if (periods === undefined) throw new Error('a query for periods gave no row');
  return { exportedAt, exportedBefore, ...periods, updatesPerBalance: updatesPerBalance(db) };
}

/**
 * The number of rows at which the log was cut: many balances have exactly that many, and none more. Data
 * Pipeline's events are never cut so.
 */
function updatesPerBalance(db: Database): number | null {
  const counts = db
    .prepare<[], { rows: number; balances: number }>(
      `SELECT rows, count(*) AS balances
       FROM (
         SELECT count(*) AS rows FROM inventory_update u
         WHERE NOT EXISTS (SELECT 1 FROM event_span s WHERE s.sku = u.sku AND s.warehouse = u.warehouse)
         GROUP BY sku, warehouse
       )
       GROUP BY rows ORDER BY rows DESC`,
    )
    .all();
  const [most] = counts;
  if (most === undefined) return null;
  if (most.rows === ADMIN_LOG_ROWS) return most.rows;
  const all = counts.reduce((sum, { balances }) => sum + balances, 0);
  const looksCut =
    most.rows >= FEWEST_CUT_ROWS &&
    most.balances >= FEWEST_CUT_BALANCES &&
    most.balances >= SMALLEST_CUT_SHARE * all;
  return looksCut ? most.rows : null;
}
