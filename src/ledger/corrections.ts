/**
 * Which balances a fix writes, and with which count. VTEX drops a balance's acknowledged reservations
 * at every update, so a balance that needs no correction is never written.
 */
import type { BalanceDiagnosis, BalanceStory, Confidence } from './diagnosis.js';
import { kindOf } from './kinds.js';
import type { Units } from './records.js';

/** A balance and the count to write for it. */
export interface Correction {
  readonly balance: BalanceDiagnosis;
  readonly count: Units;
}

/** `count-already-right`: writing it would change nothing. `less-sure`: below the confidence asked for. */
export type LeftOutReason = 'count-already-right' | 'less-sure';

export interface LeftOut {
  readonly balance: BalanceDiagnosis;
  readonly reason: LeftOutReason;
}

interface CorrectionOptions {
  /** Also balances that withhold units from sale without being negative. */
  readonly understated: boolean;
  /** Also balances that offer units which are gone. */
  readonly overstated: boolean;
  /** The least confidence a row must have. */
  readonly confidence: Confidence;
  /** Write an oversold balance so that other warehouses can sell meanwhile. */
  readonly unblockOversold: boolean;
}

const CONFIDENCES: readonly Confidence[] = ['assumed', 'likely', 'proven'];

/** Splits the balances that ask for attention into those to write and those left out, in the order given. */
export function selectCorrections(
  balances: Iterable<BalanceDiagnosis>,
  options: CorrectionOptions,
): { corrections: Correction[]; leftOut: LeftOut[] } {
  const corrections: Correction[] = [];
  const leftOut: LeftOut[] = [];
  for (const balance of balances) {
    if (!isWanted(balance, options)) continue;
    const count = options.unblockOversold ? balance.unblocked : balance.corrected;
    if (count === null) continue;
    if (!changesSomething(balance, count)) leftOut.push({ balance, reason: 'count-already-right' });
    else if (CONFIDENCES.indexOf(balance.confidence) < CONFIDENCES.indexOf(options.confidence)) {
      leftOut.push({ balance, reason: 'less-sure' });
    } else corrections.push({ balance, count });
  }
  return { corrections, leftOut };
}

/**
 * Whether writing the count changes what VTEX sells. The count may stand there already and still be worth
 * writing: the update drops the acknowledged reservations that keep its units from sale.
 */
export function changesSomething(balance: BalanceDiagnosis, count: Units): boolean {
  return count !== balance.inStock || balance.acknowledged > 0;
}

/** One order whose units the writer has taken off already while its reservation still counts. */
export interface WrittenOffOrder {
  readonly sku: string;
  readonly warehouse: string;
  readonly order: string;
  readonly units: Units;
}

/**
 * The orders that must not be written off a second time once the balance is corrected, oldest first; reserved units
 * of no known order are not among them.
 */
export function ordersWrittenOff(story: BalanceStory): WrittenOffOrder[] {
  return story.reservations
    .filter(({ order, takenOffAt }) => takenOffAt !== null && order !== '')
    .map(({ order, units }) => ({ sku: story.sku, warehouse: story.warehouse, order, units }));
}

/** Units of pending orders that the writer's own count lacks: they are on the shelf, and on no count. */
export function unitsToPutBack(story: BalanceStory): Units {
  return story.reservations
    .filter((reservation) => reservation.takenOffAt !== null && reservation.state === 'pending')
    .reduce((sum, reservation) => sum + reservation.units, 0);
}

function isWanted(balance: BalanceDiagnosis, options: CorrectionOptions): boolean {
  const kind = kindOf(balance);
  if (kind === 'negative') return true;
  if (kind === 'unlimited') return false;
  return (
    (options.understated && balance.earlyWriteOffs > 0) || (options.overstated && balance.lateWriteOffs > 0)
  );
}
