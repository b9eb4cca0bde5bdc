/** An order line as one balance sees it, and all the lines of a balance. */
import type { Note, ReservationState } from '../diagnosis.js';
import type { Moments } from '../moments.js';
import type { Balance, Moment, ReservationPhase, StatusChange, Units } from '../records.js';

/** One order line as one balance sees it. */
export interface Line {
  readonly order: string;
  readonly lockId: string | null;
  readonly units: Units;
  /** Null for a reservation whose order has no line here. */
  readonly status: string | null;
  /** What it is known from: its order, its reservation, or only a lock in the balance's list. */
  readonly source: 'order' | 'reservation' | 'lock-of-other-line' | 'lock';
  /** The kit it is part of; null when it is none. */
  readonly kit: string | null;
  /** The order's status changes up to T, as far as the feed has them. */
  readonly changes: readonly StatusChange[];
  readonly phase: ReservationPhase;
  readonly createdAt: Moment | null;
  readonly lastChangeAt: Moment | null;
  /** Probability that the line belongs to this balance: 1 where it was placed, else a share. */
  readonly share: number;
  /** Its state while it counts as reserved; null when it does not. */
  readonly state: ReservationState | null;
  /** The units have left the shelf, reserved or not. */
  readonly gone: boolean;
  /** It was open when it was last seen, well before T. */
  readonly isOutdated: boolean;
  readonly moments: Moments;
}

/** The lines of one balance and what was odd about finding them. */
export interface BalanceLines {
  readonly balance: Balance;
  /** By creation, then order. */
  readonly lines: readonly Line[];
  /** How many lines of the SKU could stand here or in another warehouse, whether they stand among `lines` or not. */
  readonly unplaced: number;
  /** Without locks: one of those may be what is reserved here. */
  readonly mayReserveUnplaced: boolean;
  /** Locks whose order is in no export, and of which nothing else is known. */
  readonly missingLocks: readonly string[];
  /** Locks whose order is exported, but without a line of this SKU. */
  readonly locksOfOtherLines: readonly string[];
  /** The lock list says exactly which reservations count. */
  readonly locksKnown: boolean;
  /** The pending units could also be more than this. */
  readonly pendingMost: Units;
  readonly notes: readonly Note[];
  /** Set where only the end of the log is looked at: what came before is as unknown as before a log's start. */
  readonly readFrom?: Moment;
}
