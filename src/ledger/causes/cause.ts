/** What every cause is asked: how many units of this balance are its doing. */
import type { CauseCode } from '../diagnosis.js';
import type { Units } from '../records.js';

/** What the replay of a balance found, in the terms the causes are about. Units, never negative unless said. */
export interface Findings {
  /** E of pending, acknowledged and undetermined reservations. */
  readonly earlyTaken: Units;
  /** E of ghosts. */
  readonly ghostsTaken: Units;
  /** How far available items is below zero. */
  readonly oversold: Units;
  /** L. */
  readonly notTaken: Units;
  /** Lowered by somebody who does so rarely, with no order to explain it, since the oldest reservation. */
  readonly loweredByHand: Units;
  /** Taken off for orders cancelled before Preparing Delivery, and not put back. */
  readonly notPutBack: Units;
  /** In stock as exported; may be negative. */
  readonly inStock: Units;
  /** Reserved for orders that are in no export. */
  readonly missingOrders: Units;
  /** What stands under the other ids of the SKU or the warehouse; null where there are none. */
  readonly underTwins: Units | null;
  /** Reserved for orders that are exported, but without a line of this SKU. */
  readonly ofOtherLines: Units;
  /** Changes between two rows of the log that do not meet. */
  readonly gaps: Units;
  /** Decrements of a writer with a trigger that no order explains, since the oldest reservation. */
  readonly unexplained: Units;
}

/** One cause: its code, and how many units it accounts for (0: it is not at work here). */
export interface CauseRule {
  readonly code: CauseCode;
  readonly unitsOf: (findings: Findings) => Units;
  /** Whether it is at work, where that is not told by its units. */
  readonly isAtWork?: (findings: Findings) => boolean;
}
