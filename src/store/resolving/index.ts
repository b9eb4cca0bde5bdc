/**
 * Puts the exports together once all are read: what rows leave open is resolved from the other exports,
 * and what stands in them twice counts once. One module a step; the order below matters.
 */
import type { Database } from 'better-sqlite3';
import type { Moment } from '../../ledger/records.js';
import { checkAccounts, countKept } from '../accounts.js';
import { type ExportedAt, exportedAtOf } from '../coverage.js';
import { INDEXES } from '../schema.js';
import { keepNewestBalances } from './balances.js';
import { dropOtherHalves } from './chain-halves.js';
import { resolveEvents } from './events.js';
import { takeKitsApart } from './kits.js';
import { fileLines } from './lines.js';
import { forgetLocks, keepLocksOfOtherLines, listLockedLines, listLocks } from './locks.js';
import { type LooseEnds, looseEndsOfAll } from './loose-ends.js';
import { keepNewestOrders, listOrderFiles } from './orders.js';
import { countOutdatedOrders, listOldFiles } from './outdated.js';
import { resolveReferenceCodes, type SkusByReference } from './reference-codes.js';
import { dropRepeatedEvents, dropRepeatedStatusChanges, dropRepeatedUpdates } from './repeated.js';
import { resolveReservations } from './reservations.js';
import { dropOtherSellers, type OtherSeller } from './sellers.js';
import { findTwins, type SplitIdentities } from './twins.js';
import { tellWarehouses } from './warehouses.js';

export type { LooseEnds } from './loose-ends.js';

/** What was resolved, for the warnings. */
export interface Resolved {
  readonly skusByReference: readonly SkusByReference[];
  readonly otherSellers: readonly OtherSeller[];
  /** Orders whose lines another order holds too. */
  readonly chainHalves: number;
  readonly splitIdentities: SplitIdentities;
}

/** What is known of the inventory rows besides themselves. */
export interface AboutInventory {
  /** The moment the user gave for the newest inventory, or null. */
  readonly given: Moment | null;
  /** They have come in the order of their SKUs, which spares sorting them. */
  readonly areBalancesInOrder: boolean;
}

/**
 * @param ownSellers the store's own sellers, where the user names them
 * @returns besides what was resolved, the number of orders; null where lines were left aside since it was counted
 */
export function resolve(
  db: Database,
  { given, areBalancesInOrder }: AboutInventory,
  ownSellers: readonly string[] | undefined,
): { resolved: Resolved; looseEnds: LooseEnds; exportedAt: ExportedAt; orders: number | null } {
  tellWarehouses(db);
  const skusByReference = resolveReferenceCodes(db);
  keepNewestBalances(db, given, areBalancesInOrder && skusByReference.length === 0);
  const exportedAt = exportedAtOf(db, given);
  listOrderFiles(db);
  listOldFiles(db, exportedAt.exportedAt ?? exportedAt.exportedBefore);
  const orders = keepNewestOrders(db);
  countKept(db, 'order_line');
  dropRepeatedUpdates(db);
  dropRepeatedEvents(db);
  countKept(db, 'event');
  dropRepeatedStatusChanges(db);
  resolveEvents(db);
  resolveReservations(db);
  listLocks(db);
  takeKitsApart(db);
  const chainHalves = dropOtherHalves(db);
  listLockedLines(db);
  const otherSellers = dropOtherSellers(db, ownSellers);
  keepLocksOfOtherLines(db);
  db.exec(INDEXES);
  checkAccounts(db);
  const splitIdentities = findTwins(db);
  const outdatedOrders = countOutdatedOrders(db);
  fileLines(db);
  const looseEnds = looseEndsOfAll(db, outdatedOrders);
  forgetLocks(db);
  db.exec('DROP TABLE temp.order_file; DROP TABLE temp.old_file; DROP TABLE temp.copied_order');
  const lostOrders = chainHalves > 0 || otherSellers.length > 0;
  return {
    resolved: { skusByReference, otherSellers, chainHalves, splitIdentities },
    looseEnds,
    exportedAt,
    orders: lostOrders ? null : orders,
  };
}
