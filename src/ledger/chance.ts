/**
 * How many of a writer's decrements are exactly the units of orders, and how many would be by chance: the
 * same test with the orders' times shifted.
 */
import type { Trigger } from './diagnosis.js';
import { HOUR } from './lags.js';
import type { BalanceLines, Line } from './lines.js';
import type { Moment, Units } from './records.js';
import { subsetsWithSum } from './subsets.js';

/** Shifts far enough to break any tie between an order and its write-off, and unlike any rhythm. */
const SHIFTS = [-101, -71, -47, 43, 67, 97].map((hours) => hours * HOUR);

export interface Matches {
  readonly decrements: number;
  readonly matched: number;
  readonly expectedByChance: number;
}

/** Updates from `from` on and before `until`. */
export interface Period {
  readonly from: Moment;
  readonly until: Moment;
}

export const ALWAYS: Period = { from: Number.NEGATIVE_INFINITY, until: Number.POSITIVE_INFINITY };

/**
 * Counts an author's decrements that fit the orders.
 * @param trigger the lines whose moment fell since the update before must add up to it; null: one order
 *   pending at that time must have exactly these units
 * @param period only decrements of this time
 */
export function matchesOfAuthor(
  author: string | null,
  trigger: Trigger | null,
  balances: readonly BalanceLines[],
  period: Period = ALWAYS,
): Matches {
  let decrements = 0;
  let matched = 0;
  let shifted = 0;
  for (const { balance, lines } of balances) {
    let previous = Number.NEGATIVE_INFINITY;
    for (const update of balance.updates) {
      const units = update.before - update.after;
      const isAsked = update.author === author && update.at >= period.from && update.at < period.until;
      if (isAsked && units > 0) {
        decrements++;
        const fits = (shift: number): boolean =>
          trigger === null
            ? lines.some((line) => line.units === units && isPendingAt(line, update.at + shift))
            : fitsDue(lines, trigger, previous + shift, update.at + shift, units);
        if (fits(0)) matched++;
        shifted += SHIFTS.filter((shift) => fits(shift)).length;
      }
      previous = update.at;
    }
  }
  return { decrements, matched, expectedByChance: Math.round(shifted / SHIFTS.length) };
}

function isPendingAt(line: Line, at: Moment): boolean {
  const created = line.moments.created;
  if (created === null || created.from > at) return false;
  const end =
    line.moments.handling?.to ??
    (line.phase === 'closed' || line.state === 'ghost' ? line.lastChangeAt : null);
  return end === null || end >= at;
}

/** The lines whose moment surely fell in the span, with some of those whose moment may have, make up the units. */
function fitsDue(
  lines: readonly Line[],
  trigger: Trigger,
  after: Moment,
  until: Moment,
  units: Units,
): boolean {
  let surely = 0;
  const perhaps: Units[] = [];
  for (const line of lines) {
    const moment = line.moments[trigger];
    if (moment === null || moment.to <= after || moment.from > until) continue;
    if (moment.certain && moment.from > after && moment.to <= until) surely += line.units;
    else perhaps.push(line.units);
  }
  if (surely > units) return false;
  return subsetsWithSum(perhaps, units - surely, 1).length > 0 && (surely > 0 || units > 0);
}

/** Far more of the decrements fit the orders than chance would explain. */
export function isFarBeyond({ matched, expectedByChance }: Matches, fewest = 3): boolean {
  return matched - expectedByChance >= Math.max(fewest, 1.5 * Math.sqrt(expectedByChance + 1));
}
