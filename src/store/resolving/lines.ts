/**
 * The last step with order lines: they move under their SKUs, so that what is read together stands together,
 * however many there are.
 */
import type { Database } from 'better-sqlite3';
import { isSurelyOutdated } from './outdated.js';

const linesBySku = (isOutdated: string) => `
INSERT INTO line
SELECT l.sku, l.id, l.order_id, l.lock_id, l.units, l.status, l.created_at, l.authorized_at, l.last_change_at, l.handling_at, l.invoiced_at, l.warehouse,
  l.unit_price, l.currency, l.kit, ${isOutdated}
FROM order_line l
ORDER BY l.sku, l.id`;

/** Fills table line; table order_line is no more. */
export function fileLines(db: Database): void {
  db.exec(linesBySku(isSurelyOutdated(db)));
  db.exec('DROP TABLE order_line');
}
