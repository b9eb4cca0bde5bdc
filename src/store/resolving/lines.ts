/**
 * The last step with order lines: they move under their SKUs, so that what is read together stands together,
 * however many there are.
 */
import type { Database } from 'better-sqlite3';
import { IS_SURELY_OUTDATED } from './outdated.js';

const LINES_BY_SKU = `
INSERT INTO line
SELECT l.sku, l.id, l.order_id, CASE WHEN l.lock_id = '00-' || l.order_id THEN '' ELSE l.lock_id END, l.units,
  l.status, l.created_at, l.authorized_at, l.last_change_at, l.handling_at, l.invoiced_at, l.warehouse,
  l.unit_price, l.currency, l.kit, ${IS_SURELY_OUTDATED}
FROM order_line l
ORDER BY l.sku, l.id`;

/** Fills table line; table order_line is no more. */
export function fileLines(db: Database): void {
  db.exec(LINES_BY_SKU);
  db.exec('DROP TABLE order_line');
}
