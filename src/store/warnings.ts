/** What is odd about the exports as a whole: kinds exported at different moments, unknown statuses, loose ends. */
import type { ExportKind, FileReport } from '../exports/kinds.js';
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
    | 'exports-end-early'
    | 'orders-outdated'
    | 'unknown-status'
    | 'unknown-statuses'
    | 'locks-without-order'
    | 'lines-without-balance'
    | 'skus-by-reference'
    | 'other-sellers'
    | 'chain-halves'
    | 'split-identities'
    | 'locks-of-other-lines'
    | 'unknown-order-warehouse'
    | 'updates-without-balance';
  readonly values: Readonly<Record<string, string | number | null>>;
}

const HOUR = 3_600_000;
const DAY = 24 * HOUR;
/** Rows that end this many usual intervals before the inventory end too early. */
const INTERVALS = 5;
/** More unknown statuses than this are counted: then it is the column that is wrong. */
const MOST_STATUSES = 5;
/** The warehouses most order lines name in vain are enough. */
const MOST_WAREHOUSES = 5;

/** The warnings, in the order of the codes above. */
export function warningsOf(store: Store | StoreBuilder): Warning[] {
  const files = store.files();
  const has = (kind: ExportKind) => files.some((file) => file.kind === kind && file.rows > file.rejected);
  const coverage = store.coverage();
  const { exportedAt, exportedBefore } = coverage;
  const { locksWithoutOrder, linesWithoutBalance, outdatedOrders } = store.looseEnds();
  const warnings: Warning[] = [];
  if (!has('inventory')) warnings.push({ code: 'no-inventory', values: {} });
  if (!has('orders')) warnings.push({ code: 'no-orders', values: {} });
  const { orders, updates, snapshots } = store.counts();
  if (!has('updates')) warnings.push({ code: 'no-updates', values: { snapshots } });
  if (has('inventory') && exportedAt === null) {
    warnings.push({ code: 'export-moment-unknown', values: { exportedBefore } });
  }
  if (exportedAt !== null) {
    const ordersAt = newestMoment(files, 'orders');
    const updatesAt = newestMoment(files, 'updates');
    const values = { exportedAt, ordersAt, updatesAt };
    const ordersBefore = has('orders') ? store.exportedBefore('orders') : null;
    // Where the orders themselves know of later changes, the file's name or time is no bound.
    const areOlder =
      ordersBefore !== null && ordersBefore < exportedAt && (coverage.ordersLastChange ?? 0) <= ordersBefore;
    if (areOlder) {
      warnings.push({ code: 'orders-before-inventory', values: { exportedAt, ordersBefore } });
    } else if ([ordersAt, updatesAt].some((at) => at !== null && Math.abs(at - exportedAt) > HOUR)) {
      warnings.push({ code: 'exported-apart', values });
    }
    const { ordersFrom, ordersLastChange, updatesFrom, updatesTo } = coverage;
    const ordersEnd =
      !areOlder && endsEarly(ordersFrom, ordersLastChange, orders, exportedAt) ? ordersLastChange : null;
    const updatesEnd = endsEarly(updatesFrom, updatesTo, updates, exportedAt) ? updatesTo : null;
    if (ordersEnd !== null || updatesEnd !== null) {
      warnings.push({ code: 'exports-end-early', values: { exportedAt, ordersEnd, updatesEnd } });
    }
  }
  if (outdatedOrders > 0) warnings.push({ code: 'orders-outdated', values: { orders: outdatedOrders } });
  const unknown = store.unknownStatuses();
  for (const { status, lines } of unknown.slice(0, MOST_STATUSES)) {
    warnings.push({ code: 'unknown-status', values: { status, lines } });
  }
  const others = unknown.slice(MOST_STATUSES);
  if (others.length > 0) {
    const lines = others.reduce((sum, each) => sum + each.lines, 0);
    warnings.push({ code: 'unknown-statuses', values: { statuses: others.length, lines } });
  }
  if (locksWithoutOrder > 0 && has('orders')) {
    warnings.push({ code: 'locks-without-order', values: { locks: locksWithoutOrder } });
  }
  if (linesWithoutBalance > 0 && has('inventory')) {
    warnings.push({ code: 'lines-without-balance', values: { lines: linesWithoutBalance } });
  }
  return [...warnings, ...warningsOfResolved(store), ...warningsOfLooseEnds(store, has('inventory'))];
}

function warningsOfResolved(store: Store | StoreBuilder): Warning[] {
  const { skusByReference, otherSellers, chainHalves, splitIdentities } = store.resolved();
  const { skus, warehouses } = splitIdentities;
  const warnings: Warning[] = [
    ...skusByReference.map((values): Warning => ({ code: 'skus-by-reference', values: { ...values } })),
    ...otherSellers.map((values): Warning => ({ code: 'other-sellers', values: { ...values } })),
  ];
  if (chainHalves > 0) warnings.push({ code: 'chain-halves', values: { orders: chainHalves } });
  if (skus + warehouses > 0) warnings.push({ code: 'split-identities', values: { skus, warehouses } });
  return warnings;
}

function warningsOfLooseEnds(store: Store | StoreBuilder, hasInventory: boolean): Warning[] {
  const { locksOfOtherLines, unknownOrderWarehouses, updatesWithoutBalance } = store.looseEnds();
  const warnings: Warning[] = [];
  if (locksOfOtherLines > 0) {
    warnings.push({ code: 'locks-of-other-lines', values: { locks: locksOfOtherLines } });
  }
  for (const values of unknownOrderWarehouses.slice(0, MOST_WAREHOUSES)) {
    warnings.push({ code: 'unknown-order-warehouse', values: { ...values } });
  }
  if (updatesWithoutBalance > 0 && hasInventory) {
    warnings.push({ code: 'updates-without-balance', values: { balances: updatesWithoutBalance } });
  }
  return warnings;
}

/** Whether records stop well before the inventory was exported, going by how often there is one. */
function endsEarly(from: Moment | null, to: Moment | null, count: number, exportedAt: Moment): boolean {
  if (from === null || to === null || count < 2) return false;
  return exportedAt - to > Math.max(DAY, (INTERVALS * (to - from)) / count);
}

/** When the newest export of a kind was made, where one of them tells. */
function newestMoment(files: readonly FileReport[], kind: ExportKind): Moment | null {
  const moments = files.flatMap((file) => (file.kind === kind ? (file.exportedAt ?? []) : []));
  return moments.length === 0 ? null : Math.max(...moments);
}
