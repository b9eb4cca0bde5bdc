/**
 * When the moments of an order's life came, as far as an order report tells: it states when an order was
 * placed, paid and last changed, never when it became ready or entered Preparing Delivery. What is not
 * stated stays an interval.
 */
import type { Trigger } from './diagnosis.js';
import type { Moment, OrderLine } from './records.js';
import { phaseOf } from './statuses.js';

/** A moment known to lie in [from, to]; exact when both are equal. */
export interface MomentRange {
  readonly from: Moment;
  readonly to: Moment;
  /** False when it may not have come at all (an order cancelled before or after Preparing Delivery). */
  readonly certain: boolean;
}

/** Each moment of one line; null when it has not come. */
export type Moments = Readonly<Record<Trigger, MomentRange | null>>;

/**
 * The moments of one order line as its order's dates and status tell.
 * @param earliest used as creation when the export has no date at all
 * @param latest used as last change when the export has none
 */
export function momentsOf(line: OrderLine, earliest: Moment, latest: Moment): Moments {
  const createdFrom =
    line.createdAt ?? Math.min(line.authorizedAt ?? earliest, line.lastChangeAt ?? earliest);
  const createdTo = line.createdAt ?? line.authorizedAt ?? line.lastChangeAt ?? latest;
  const created = range(createdFrom, createdTo);
  const last = Math.max(line.lastChangeAt ?? latest, createdFrom);
  const paid = line.authorizedAt === null ? null : exactly(line.authorizedAt);
  const paidBy = paid ?? range(createdFrom, last);
  const none: Moments = { created, authorized: null, ready: null, handling: null, invoiced: null };
  const handlingStated = line.handlingAt === null ? null : exactly(line.handlingAt);
  switch (phaseOf(line.status)) {
    case 'none':
      return none;
    case 'authorized':
      return { ...none, authorized: paid };
    case 'confirmed':
      return { ...none, authorized: paidBy, ready: readyOf(line, paidBy, last) };
    case 'acknowledged': {
      const handling =
        handlingStated ?? (line.status === 'handling' ? exactly(last) : range(paidBy.from, last));
      return {
        created,
        authorized: paidBy,
        ready: range(paidBy.from, handling.to),
        handling,
        invoiced: line.status === 'invoiced' ? exactly(last) : null,
      };
    }
    case 'closed':
      if (paid === null) return none;
      return {
        ...none,
        authorized: paid,
        ready: perhaps(paid.from, last),
        handling: handlingStated ?? perhaps(paid.from, last),
      };
    case 'undetermined':
    case 'unknown':
      return {
        ...none,
        authorized: paid ?? perhaps(createdFrom, last),
        ready: perhaps(paidBy.from, last),
        handling: handlingStated ?? perhaps(paidBy.from, last),
      };
  }
}

/** For an order now ready for handling the last change is that moment; before it, it has not come. */
function readyOf(line: OrderLine, paid: MomentRange, last: Moment): MomentRange | null {
  if (line.status === 'ready-for-handling') return exactly(last);
  if (line.status === 'start-handling') return range(paid.from, last);
  return null;
}

/** The range cut to what lies at or before `to`; unchanged where nothing would be left. */
export function endingBy(moment: MomentRange | null, to: Moment): MomentRange | null {
  if (moment === null || moment.to <= to || moment.from > to) return moment;
  return { ...moment, to };
}

/** The range cut to what lies at or after `from`; unchanged where nothing would be left. */
export function startingFrom(moment: MomentRange | null, from: Moment): MomentRange | null {
  if (moment === null || moment.from >= from || moment.to < from) return moment;
  return { ...moment, from };
}

function exactly(at: Moment): MomentRange {
  return { from: at, to: at, certain: true };
}

function range(from: Moment, to: Moment): MomentRange {
  return { from: Math.min(from, to), to, certain: true };
}

function perhaps(from: Moment, to: Moment): MomentRange {
  return { from: Math.min(from, to), to, certain: false };
}
