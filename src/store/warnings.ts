/** What is odd about the exports as a whole: kinds exported at different moments, unknown statuses, loose ends. */
import type { ExportKind, FileReport } from '../exports/index.js';
import type { Moment } from '../ledger/records.js';
import type { StoreBuilder } from './builder.js';
import type { Store } from './store.js';

/** `values` fill the sentence. */
export interface Warning {
  readonly code:
    | 'no-inventory'
    | 'no-orders'
    | 'no-updates'
    | 'export-moment-unknown'
    | 'orders-before-inventory'
    | 'exported-apart'
    | 'unknown-status'
    | 'locks-without-order'
    | 'lines-without-balance';
  readonly values: Readonly<Record<string, string | number | null>>;
}

const HOUR = 3_600_000;

/** The warnings, in the order of the codes above. */
export function warningsOf(store: Store | StoreBuilder): Warning[] {
  const files = store.files();
  const has = (kind: ExportKind) => files.some((file) => file.kind === kind && file.rows > file.rejected);
  const { exportedAt, exportedBefore } = store.coverage();
  const { locksWithoutOrder, linesWithoutBalance } = store.looseEnds();
  const warnings: Warning[] = [];
  if (!has('inventory')) warnings.push({ code: 'no-inventory', values: {} });
  if (!has('orders')) warnings.push({ code: 'no-orders', values: {} });
  if (!has('updates')) warnings.push({ code: 'no-updates', values: {} });
  if (has('inventory') && exportedAt === null) {
    warnings.push({ code: 'export-moment-unknown', values: { exportedBefore } });
  }
  if (exportedAt !== null) {
    const ordersAt = newestMoment(files, 'orders');
    const updatesAt = newestMoment(files, 'updates');
    const values = { exportedAt, ordersAt, updatesAt };
    const ordersBefore = has('orders') ? store.exportedBefore('orders') : null;
    if (ordersBefore !== null && ordersBefore < exportedAt) {
      warnings.push({ code: 'orders-before-inventory', values: { exportedAt, ordersBefore } });
    } else if ([ordersAt, updatesAt].some((at) => at !== null && Math.abs(at - exportedAt) > HOUR)) {
      warnings.push({ code: 'exported-apart', values });
    }
  }
  for (const { status, lines } of store.unknownStatuses()) {
    warnings.push({ code: 'unknown-status', values: { status, lines } });
  }
  if (locksWithoutOrder > 0 && has('orders')) {
    warnings.push({ code: 'locks-without-order', values: { locks: locksWithoutOrder } });
  }
  if (linesWithoutBalance > 0 && has('inventory')) {
    warnings.push({ code: 'lines-without-balance', values: { lines: linesWithoutBalance } });
  }
  return warnings;
}

/** When the newest export of a kind was made, where one of them tells. */
function newestMoment(files: readonly FileReport[], kind: ExportKind): Moment | null {
  const moments = files.flatMap((file) => (file.kind === kind ? (file.exportedAt ?? []) : []));
  return moments.length === 0 ? null : Math.max(...moments);
}
