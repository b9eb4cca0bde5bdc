/**
 * The plain records the ledger reasons about: what the exports say of one SKU, without files,
 * columns or SQL. Times are epoch milliseconds UTC, quantities whole units.
 */

/** Epoch milliseconds, UTC. */
export type Moment = number;

/** A whole number of units. */
export type Units = number;

/** What the reservation of an order line is, as far as the order's status tells. */
export type ReservationPhase =
  | 'none'
  | 'authorized'
  | 'confirmed'
  | 'acknowledged'
  | 'undetermined'
  | 'closed'
  | 'unknown';

/** A status an order came to, as the orders feed tells it. */
export interface StatusChange {
  readonly at: Moment;
  /** The raw status it came to. */
  readonly status: string;
  /** The raw status it came from; null when the entry does not say. */
  readonly from: string | null;
}

/**
 * What VTEX itself says of a reservation. `acknowledged` is Confirmed with a date of acknowledgement;
 * `aborted` is Canceled_AbortedCommitted: cancelled, and yet it may still count.
 */
export type ReservationStatus =
  | 'not-committed'
  | 'authorized'
  | 'confirmed'
  | 'acknowledged'
  | 'aborted'
  | 'canceled';

/** One reservation of one SKU, as the Logistics API or Data Pipeline has it. */
export interface ReservationRecord {
  readonly lockId: string;
  readonly sku: string;
  /** Null when no export says in which warehouse. */
  readonly warehouse: string | null;
  readonly units: Units;
  /** Null when only its creation is recorded, or nothing tells whether it was acknowledged. */
  readonly status: ReservationStatus | null;
  readonly createdAt: Moment | null;
  readonly confirmedAt: Moment | null;
  /** The start of Preparing Delivery, exactly. */
  readonly acknowledgedAt: Moment | null;
  readonly canceledAt: Moment | null;
}

/** One line of one order: `units` of one SKU. */
export interface OrderLine {
  /** The order's id as the report gives it. */
  readonly order: string;
  /** The id its reservation carries in `LockIds` (`00-v1acme-01`); null when the export has none. */
  readonly lockId: string | null;
  readonly sku: string;
  readonly units: Units;
  /** The raw status (`ready-for-handling`); an unknown one is kept as it was written. */
  readonly status: string;
  readonly createdAt: Moment | null;
  readonly authorizedAt: Moment | null;
  readonly lastChangeAt: Moment | null;
  /** The exact start of Preparing Delivery, where an export knows it. */
  readonly handlingAt: Moment | null;
  /** When it was invoiced, where an export says so. */
  readonly invoicedAt: Moment | null;
  /** The order's status changes as far as the feed has them, in order of time. */
  readonly changes: readonly StatusChange[];
  /** The kit's SKU where the order names a kit and this line is one of its components; else null. */
  readonly kit: string | null;
  /** Only exports made well before the inventory hold the order: it may have changed since. */
  readonly isOutdated: boolean;
  /** The warehouse an export names for this line; null when it names none. */
  readonly warehouse: string | null;
  /** What one unit sold for, in the currency's smallest unit (cents), where the report says. */
  readonly unitPrice: number | null;
  readonly currency: string | null;
}

/** An absolute write of in stock: before → after. */
export interface InventoryUpdate {
  readonly at: Moment;
  /** Who wrote it; null when the export does not say. */
  readonly author: string | null;
  readonly before: Units;
  readonly after: Units;
  /** ReservedQuantity right after it, where the log says so (Data Pipeline). */
  readonly reserved: Units | null;
}

/** The units somebody counted on the shelf of a balance. */
export interface PhysicalCount {
  readonly counted: Units;
  /** When; null for a count made after T at a time nobody wrote down. */
  readonly at: Moment | null;
  /** Units of orders in Preparing Delivery that had not left the building were counted too. */
  readonly withPicked: boolean;
}

/** An older inventory export's word about the same balance: evidence, not state. */
export interface Snapshot {
  /** The export's moment; snapshots without one are of no use and are not kept. */
  readonly at: Moment;
  readonly inStock: Units;
  readonly reserved: Units;
  readonly locks: readonly string[] | null;
}

/** One SKU in one warehouse, as the newest inventory export that has it says. */
export interface Balance {
  readonly sku: string;
  readonly warehouse: string;
  readonly warehouseName: string | null;
  /** The SKU's reference code. */
  readonly refId: string | null;
  readonly inStock: Units;
  readonly reserved: Units;
  readonly available: Units;
  readonly unlimited: boolean;
  /** Ids of the reservations that count; null when the export does not list them at all. */
  readonly locks: readonly string[] | null;
  /** The moment of the export this row stands in (T); null when unknown. */
  readonly exportedAt: Moment | null;
  /** Older exports of this balance, in order of time. */
  readonly snapshots: readonly Snapshot[];
  /** Its inventory updates, in order of time. */
  readonly updates: readonly InventoryUpdate[];
  /** Where its log begins later than the others': nothing is known of its updates before. Null when it does not. */
  readonly logFrom: Moment | null;
  /** The newest physical count that can be used; null when there is none. */
  readonly count: PhysicalCount | null;
  /** The trade policies its warehouse serves; null when unknown. */
  readonly tradePolicies: readonly string[] | null;
}

/** Another balance whose ids are the same but for case, leading zeros or blanks. */
export interface Twin {
  /** The balance of this SKU that it is like. */
  readonly warehouse: string;
  readonly sku: string;
  readonly twinWarehouse: string;
  /** What stands under the other ids; 0 where only orders or updates bear them. */
  readonly inStock: Units;
  readonly reserved: Units;
}

/** Everything the exports hold about one SKU. */
export interface SkuRecords {
  readonly sku: string;
  /** By warehouse id, ascending. */
  readonly balances: readonly Balance[];
  /** By creation, then order id. Lines whose order could not be placed are included. */
  readonly lines: readonly OrderLine[];
  /** What VTEX says of this SKU's reservations, by lock id, then warehouse. */
  readonly reservations: readonly ReservationRecord[];
  /** Locks of its balances whose order is exported, but without a line of this SKU: a kit, or a changed order. */
  readonly locksOfOtherLines: readonly string[];
  readonly twins: readonly Twin[];
}

/** What is known about the exports as a whole. */
export interface Coverage {
  /** T of the newest inventory export; null when unknown. */
  readonly exportedAt: Moment | null;
  /** T is no later than this (a file's modification time); null when not even that is known. */
  readonly exportedBefore: Moment | null;
  /** Creation of the first and last order, and the last change of any, in the order exports. */
  readonly ordersFrom: Moment | null;
  readonly ordersTo: Moment | null;
  readonly ordersLastChange: Moment | null;
  /** The first and the last inventory update in the log. */
  readonly updatesFrom: Moment | null;
  readonly updatesTo: Moment | null;
  /** The log keeps at most this many rows a balance, where it looks cut (50 in the Admin). */
  readonly updatesPerBalance: number | null;
}
