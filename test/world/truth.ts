/**
 * What really happened in a simulated store, beside what its exports show: per `sku|warehouse`, the
 * answers a diagnosis is judged by.
 */

import {
  isEarly,
  isGhost,
  isLate,
  isNotPutBack,
  isReserved,
  isReturned,
  type StoreBalance,
  type StoreLine,
} from './balance.js';
import type { World } from './store.js';

interface BalanceTruth {
  /** Of the export: available, in stock, and P. */
  readonly available: number;
  readonly total: number;
  readonly pending: number;
  /** The corrected count as far as any export can tell: available + E − L + P, at least 0. */
  readonly knowable: number;
  /** Available items: available + E − L. */
  readonly items: number;
  /** How far available items is below zero. */
  readonly oversold: number;
  /** The units on the shelf. */
  readonly corrected: number;
  /** E by order, ghosts' units included, and when they were taken off. */
  readonly early: Readonly<Record<string, { readonly qty: number; readonly at: string }>>;
  /** L by order. */
  readonly late: Readonly<Record<string, number>>;
  readonly ghosts: Readonly<Record<string, number>>;
  readonly notPutBack: Readonly<Record<string, number>>;
  readonly returnedStillReserved: Readonly<Record<string, number>>;
}

/** `2026-03-08 23:14:49Z`, as the exports print a moment. */
export const printedMoment = (moment: number): string =>
  `${new Date(moment).toISOString().slice(0, 19).replace('T', ' ')}Z`;

function unitsByOrder(balance: StoreBalance, matches: (line: StoreLine) => boolean): Record<string, number> {
  return Object.fromEntries(balance.lines.filter(matches).map((line) => [line.order.id, line.units]));
}

function earlyByOrder(balance: StoreBalance): BalanceTruth['early'] {
  return Object.fromEntries(
    balance.lines
      .filter(isEarly)
      .map((line) => [line.order.id, { qty: line.units, at: printedMoment(line.lackingSince ?? 0) }]),
  );
}

/** The truth of one balance, now. */
function truthOfBalance(balance: StoreBalance): BalanceTruth {
  const { early, late, pending } = balance.parts();
  const items = balance.available + early - late;
  return {
    available: balance.available,
    total: balance.inStock,
    pending,
    knowable: Math.max(0, items + pending),
    items,
    oversold: Math.max(0, -items),
    corrected: balance.shelf,
    early: earlyByOrder(balance),
    late: unitsByOrder(balance, isLate),
    ghosts: unitsByOrder(balance, isGhost),
    notPutBack: unitsByOrder(balance, isNotPutBack),
    returnedStillReserved: unitsByOrder(balance, (line) => isReturned(line) && isReserved(line)),
  };
}

export type Truth = Readonly<Record<string, BalanceTruth>>;

/** The truth of every balance, by `sku|warehouse`. */
export function truthOf(world: World): Truth {
  return Object.fromEntries(
    world.balances.map((balance) => [`${balance.sku}|${balance.warehouse}`, truthOfBalance(balance)]),
  );
}
