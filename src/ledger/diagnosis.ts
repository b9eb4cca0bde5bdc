/**
 * What the ledger says of a balance: the terms of the formula, the causes, and the story behind
 * them. Plain data; `commands` turn it into JSON and `render` into text.
 */
import type { Moment, Units } from './records.js';

/** The moments of an order's life at which a writer may take its units off. */
export const TRIGGERS = ['created', 'authorized', 'ready', 'handling', 'invoiced'] as const;
export type Trigger = (typeof TRIGGERS)[number];

/** Units taken off at this moment are taken off while the order is still pending: too early. */
export function isEarlyTrigger(trigger: Trigger | null): boolean {
  return trigger === 'created' || trigger === 'authorized' || trigger === 'ready';
}

/** Where the available items come from, best evidence first. */
export type Basis = 'counted' | 'update-log' | 'snapshots' | 'orders-only';

export type Confidence = 'proven' | 'likely' | 'assumed';

/** The causes, in the order they are tried and listed. */
export const CAUSES = [
  'early-write-off',
  'ghost-reservation',
  'oversold',
  'late-write-off',
  'manual-edit',
  'not-put-back',
  'negative-count',
  'split-identity',
  'missing-orders',
  'kit-or-changed-order',
  'log-gap',
  'unexplained',
] as const;
export type CauseCode = (typeof CAUSES)[number];

/** A cause and its units. Those of the first four add up to the shortfall. */
export interface Cause {
  readonly code: CauseCode;
  readonly units: Units;
}

/** The trigger a writer had before it changed, with the evidence of that time. */
export interface EarlierTrigger {
  readonly trigger: Trigger;
  /** The triggers that cannot be told apart, the likeliest first. */
  readonly candidates: readonly Trigger[];
  /** The change came after `from`, and by `until` at the latest. */
  readonly from: Moment;
  readonly until: Moment;
  /**
   * What the new trigger is for: `orders` placed from the change on; every order whose earlier trigger had not
   * come (`moments`); or, as after a `correction`, every order that in stock still held.
   */
  readonly follows: 'orders' | 'moments' | 'correction';
  /** Updates that lowered a count before the change, how many of them its habit explains, and how many chance would. */
  readonly decrements: number;
  readonly matched: number;
  readonly expectedByChance: number;
}

/** One writer of inventory updates, as its behaviour shows it. */
export interface Writer {
  /** Null stands for updates whose export names no author. */
  readonly author: string | null;
  /** Null when the trigger is the same in every warehouse. */
  readonly warehouse: string | null;
  /** At which moment of an order it takes units off, at T; null when it shows none. */
  readonly trigger: Trigger | null;
  /** The triggers that cannot be told apart, the likeliest first; empty when it shows none. */
  readonly candidates: readonly Trigger[];
  /** `trigger`: takes off at a moment; `early-person`: lowers counts for pending orders by hand; `other`: neither. */
  readonly habit: 'trigger' | 'early-person' | 'other';
  /** True when it writes in runs (every night) rather than as things happen. */
  readonly writesInRuns: boolean;
  /** Its trigger before it changed during the log; null when it did not. The numbers below are of the time since. */
  readonly earlier: EarlierTrigger | null;
  /** Updates that lowered a count, how many of them its habit explains, and how many chance would. */
  readonly decrements: number;
  readonly matched: number;
  readonly expectedByChance: number;
}

/** State of a reservation that still counts, at T. */
export type ReservationState = 'pending' | 'acknowledged' | 'ghost' | 'undetermined';

/** One order's units in one balance that still count as reserved. */
export interface Reservation {
  readonly order: string;
  readonly lockId: string | null;
  readonly units: Units;
  readonly state: ReservationState;
  /** The order's raw status; null when the orders exports do not have it. */
  readonly status: string | null;
  readonly createdAt: Moment | null;
  /** The kit's SKU where the order names a kit that this SKU is part of; else null. */
  readonly kit: string | null;
  /** When its units were taken off in stock; null when in stock still holds them. */
  readonly takenOffAt: Moment | null;
}

/** Units an update took off for one order. */
export interface TakenOff {
  readonly order: string;
  readonly units: Units;
  /** Taken before Preparing Delivery (or for an order that never came to it). */
  readonly early: boolean;
  /** The order's raw status when it happened, as near as the evidence tells. */
  readonly statusThen: string | null;
  /** False when `statusThen` is only what is likely. */
  readonly statusThenCertain: boolean;
  /** Whole hours from the write-off to Preparing Delivery; null while it has not come or is only an interval. */
  readonly hoursEarly: number | null;
}

/** An inventory update read against the orders. */
export interface UpdateStory {
  readonly at: Moment;
  readonly author: string | null;
  readonly before: Units;
  readonly after: Units;
  /** False for a write that left no row in the log but must have happened. */
  readonly logged: boolean;
  readonly takenOff: readonly TakenOff[];
  /** Units put back for cancelled orders. */
  readonly putBack: readonly { readonly order: string; readonly units: Units }[];
  /** Units received (a receipt, a return). */
  readonly received: Units;
  /** Units taken off that nothing explains. */
  readonly unexplained: Units;
  /** The update set the count right: every early write-off before it has ended. */
  readonly reset: boolean;
  /** Acknowledged reservations it dropped. */
  readonly dropped: readonly { readonly order: string; readonly units: Units }[];
}

export const NOTES = [
  'no-log',
  'log-starts-late',
  'log-gap',
  'log-ends-early',
  'updates-after-export',
  'orders-before-inventory',
  'changed-after-export',
  'orders-outdated',
  'orders-cut-short',
  'export-moment-unknown',
  'no-locks',
  'pending-range',
  'unknown-status',
  'reserved-differs',
  'in-stock-differs',
  'unplaced-lines',
  'readings-differ',
  'trigger-undecided',
  'snapshots-only',
  'reading-limited',
  'count-will-not-last',
  'trigger-mended',
  'reserved-negative',
  'reserved-log-differs',
  'count-differs',
  'count-not-used',
  'split-identity',
  'kit-or-changed-order',
] as const;
export type NoteCode = (typeof NOTES)[number];

/** Something odd or something that would make the answer surer. `values` fill the sentence. */
export interface Note {
  readonly code: NoteCode;
  readonly values: Readonly<Record<string, string | number | readonly string[]>>;
}

/** What one unit sells for, in the currency's smallest unit. */
export interface Price {
  readonly cents: number;
  readonly currency: string;
}

/** One balance, diagnosed. The letters are those of the formula (P K G U E L). */
export interface BalanceDiagnosis {
  readonly sku: string;
  readonly warehouse: string;
  readonly warehouseName: string | null;
  readonly refId: string | null;
  readonly unlimited: boolean;
  readonly inStock: Units;
  readonly reserved: Units;
  readonly available: Units;
  /** P: pending, on the shelf. */
  readonly pending: Units;
  /** K: acknowledged, no update since. */
  readonly acknowledged: Units;
  /** G. */
  readonly ghosts: Units;
  /** U. */
  readonly undetermined: Units;
  /** E: units of P, K, G and U that in stock already lacks. */
  readonly earlyWriteOffs: Units;
  /** L: gone from the shelf, reservation dropped, not yet taken off. */
  readonly lateWriteOffs: Units;
  /** available + E − L (update-log, snapshots, counted), or the floor (orders-only). */
  readonly availableItems: Units;
  /** availableItems + P, at least 0; null for an unlimited balance. */
  readonly corrected: Units | null;
  /** What `--unblock-oversold` writes instead: P where oversold, else `corrected`. */
  readonly unblocked: Units | null;
  /** Other corrected counts the evidence allows, ascending. */
  readonly alternatives: readonly Units[];
  readonly oversold: Units;
  readonly basis: Basis;
  readonly confidence: Confidence;
  /** By units, then in the order of CAUSES. */
  readonly causes: readonly Cause[];
  /** Trade policies that cannot buy the SKU; null when policies are unknown. */
  readonly blockedTradePolicies: readonly string[] | null;
  /** Units in other warehouses that this negative balance hides from those policies; null when it is not, or unknown. */
  readonly hiddenUnits: Units | null;
  /** Units are available, but another balance of the SKU that is negative hides them in a trade policy. */
  readonly isHidden: boolean;
  /** Of the newest order line that has one; null where no export says. */
  readonly sellingPrice: Price | null;
}

/** A physical count, carried from when it was made to T: every unit that moved in between. */
export interface CountStory {
  readonly counted: Units;
  /** Null for a count made after T at a time nobody wrote down. */
  readonly at: Moment | null;
  /** Units of orders in Preparing Delivery were counted too. */
  readonly withPicked: boolean;
  /** Orders in Preparing Delivery at the count whose units were counted though they had left the shelf. */
  readonly picked: readonly { readonly order: string; readonly units: Units }[];
  /** Orders that entered Preparing Delivery since; `at` is null where only a span is known. */
  readonly handled: readonly { readonly order: string; readonly units: Units; readonly at: Moment | null }[];
  readonly received: Units;
  /** Units of orders that had left the shelf, were cancelled and came back. */
  readonly putBack: Units;
  /** Units taken off since that nothing explains. */
  readonly unexplained: Units;
  /** counted − picked − handled + received + put back − unexplained: the shelf at T. */
  readonly carried: Units;
}

/** A balance with its whole story: what `explain` tells. */
export interface BalanceStory extends BalanceDiagnosis {
  /** In order of time. */
  readonly updates: readonly UpdateStory[];
  /** Every order that still counts as reserved, oldest first. */
  readonly reservations: readonly Reservation[];
  /** Orders whose units are gone, unreserved, and not taken off (L), oldest first. */
  readonly notTakenOff: readonly { readonly order: string; readonly units: Units; readonly status: string }[];
  /** Cancelled orders whose units were taken off and not put back. */
  readonly notPutBack: readonly { readonly order: string; readonly units: Units }[];
  /** Pending orders that exceed the stock, newest first, where oversold. */
  readonly unserved: readonly {
    readonly order: string;
    readonly units: Units;
    readonly createdAt: Moment | null;
  }[];
  /** The physical count it rests on; null where there is none. */
  readonly counted: CountStory | null;
  readonly notes: readonly Note[];
}

/** Which balances need a correction, and why: see domain rules on negative, understated, overstated. */
export type BalanceKind = 'negative' | 'understated' | 'overstated' | 'healthy' | 'unlimited';
