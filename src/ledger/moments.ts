/**
 * When the moments of an order's life came, as far as an order report tells: it states when an order was
 * placed, paid and last changed, never when it became ready or entered Preparing Delivery. What is not
 * stated stays an interval. The orders feed states it.
 */
import type { Trigger } from './diagnosis.js';
import { cameTo, neverHandled, phaseOfOrder } from './feed.js';
import { DAY } from './lags.js';
import type { Moment, OrderLine, ReservationPhase } from './records.js';
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
 * The moments of one order line as its order's dates, its status and the feed tell.
 * @param earliest used as creation when the export has no date at all
 * @param latest used as last change when the export has none
 * @param phase what is known of its reservation, where more than the order tells it
 */
export function momentsOf(
  line: OrderLine,
  earliest: Moment,
  latest: Moment,
  phase: ReservationPhase = phaseOfOrder(line),
): Moments {
  const createdFrom =
    line.createdAt ?? Math.min(line.authorizedAt ?? earliest, line.lastChangeAt ?? earliest);
  const createdTo = line.createdAt ?? line.authorizedAt ?? line.lastChangeAt ?? latest;
  const created = range(createdFrom, createdTo);
  const last = Math.max(line.lastChangeAt ?? latest, createdFrom);
  const paid = stated(line.authorizedAt ?? cameTo(line.changes, 'payment-approved'));
  const paidBy = paid ?? range(createdFrom, last);
  const none: Moments = { created, authorized: null, ready: null, handling: null, invoiced: null };
  const readyStated = stated(cameTo(line.changes, 'ready-for-handling'));
  const handlingStated = stated(line.handlingAt ?? cameTo(line.changes, 'handling'));
  const invoicedStated = stated(line.invoicedAt ?? cameTo(line.changes, 'invoiced'));
  switch (phase) {
    case 'none':
      return none;
    case 'authorized':
      return { ...none, authorized: paid };
    case 'confirmed':
      return { ...none, authorized: paidBy, ready: readyStated ?? readyOf(line, paidBy, last) };
    case 'acknowledged': {
      const leftBy = invoicedStated?.to ?? last;
      const handling =
        handlingStated ??
        (line.status === 'handling' ? exactly(last) : range((readyStated ?? paidBy).from, leftBy));
      return {
        created,
        authorized: paidBy,
        ready: readyStated ?? range(paidBy.from, handling.to),
        handling,
        invoiced: invoicedStated ?? (line.status === 'invoiced' ? exactly(last) : null),
      };
    }
    case 'closed': {
      if (paid === null) return none;
      const unhandled = neverHandled(line.changes);
      return {
        ...none,
        authorized: paid,
        ready: readyStated ?? (unhandled ? null : perhaps(paid.from, last)),
        handling: handlingStated ?? (unhandled ? null : perhaps(paid.from, last)),
      };
    }
    case 'undetermined':
    case 'unknown':
      return {
        ...none,
        authorized: paid ?? perhaps(createdFrom, last),
        ready: readyStated ?? perhaps(paidBy.from, last),
        handling: handlingStated ?? perhaps(paidBy.from, last),
      };
  }
}

function stated(at: Moment | null): MomentRange | null {
  return at === null ? null : exactly(at);
}

/** For an order now ready for handling the last change is that moment; before it, it has not come. */
function readyOf(line: OrderLine, paid: MomentRange, last: Moment): MomentRange | null {
  if (line.status === 'ready-for-handling') return exactly(last);
  if (line.status === 'start-handling') return range(paid.from, last);
  // A request to cancel, or a reservation whose order is not exported: it may have been ready.
  return phaseOf(line.status) === 'confirmed' || neverHandled(line.changes) ? null : perhaps(paid.from, last);
}

/** T, or the end of its day where only the date is known and T is no later than `bound`; null when T is unknown. */
export function latestMoment(at: Moment | null, bound: Moment | null): Moment | null {
  if (at === null || bound === null || bound < at || bound - at > DAY) return at;
  return bound;
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
