/**
 * What one order line is at T: pending, acknowledged, a ghost, undetermined, gone, or nothing; and when its
 * moments came, narrowed by what its lock says about time.
 */
import type { ReservationState } from '../diagnosis.js';
import { asOf, neverHandled, phaseOfOrder } from '../feed.js';
import { endingBy, type Moments, momentsOf, startingFrom } from '../moments.js';
import type { Placed } from '../places.js';
import type { Moment, OrderLine, ReservationPhase, ReservationRecord } from '../records.js';
import { lineFrom, phaseBy, type RecordedState, stateAt, withDatesOf } from '../reservations.js';
import type { Line } from './line.js';

/** A placed line as it was at T, and what its reservation and the feed make of it. */
export interface Described extends Placed {
  readonly said: RecordedState;
  readonly phase: ReservationPhase;
  readonly isOutdated: boolean;
}

export function asOfT(placed: Placed, at: Moment | null): Described {
  const said = placed.record === null ? null : stateAt(placed.record, at);
  const line = asOf(withDatesOf(placed.line, placed.record), at);
  const phase = phaseBy(said, phaseOfOrder(line));
  if (!mayHaveMovedOn(line, said, phase)) return { ...placed, line, said, phase, isOutdated: false };
  return {
    ...placed,
    line: { ...line, lastChangeAt: null },
    said,
    phase: 'undetermined',
    isOutdated: true,
  };
}

/** An order seen open only before T may have come to anything since, unless the feed or its reservation tells. */
function mayHaveMovedOn(line: OrderLine, said: RecordedState, phase: ReservationPhase): boolean {
  if (!line.isOutdated || said !== null || line.changes.length > 0) return false;
  return phase === 'none' || phase === 'authorized' || phase === 'confirmed';
}

/** The moments a balance's lines are read against. */
export interface Frame {
  readonly at: Moment | null;
  readonly latest: Moment;
  readonly earliest: Moment;
  readonly lastUpdate: { readonly from: Moment; readonly to: Moment } | null;
}

/** One line with its state and moments, narrowed by what its lock says about time. */
export function lineOf(placed: Described, counts: boolean, lockTells: boolean, when: Frame): Line {
  const { line, phase, said } = placed;
  const changedAfter = when.at !== null && line.lastChangeAt !== null && line.lastChangeAt > when.at;
  const state = counts ? reservedState(line, phase, said, changedAfter, when) : null;
  const stated = momentsOf(line, when.earliest, when.latest, phase);
  const moments = lockTells ? narrowedByLock(stated, state, phase, when.lastUpdate) : stated;
  const acknowledged = phase === 'acknowledged' && (!changedAfter || said === 'acknowledged');
  const gone = state === null ? acknowledged || phase === 'undetermined' : state !== 'pending';
  return {
    order: line.order,
    lockId: line.lockId,
    units: placed.units,
    status: line.status,
    source: 'order',
    kit: line.kit,
    changes: line.changes,
    phase,
    createdAt: line.createdAt,
    lastChangeAt: line.lastChangeAt,
    share: placed.share,
    state,
    gone,
    isOutdated: placed.isOutdated,
    moments,
  };
}

/** A reservation that counts and whose order is not exported. */
export function lineOfRecord(record: ReservationRecord, when: Frame): Line {
  const line = lineFrom(record);
  const said = stateAt(record, when.at);
  const paid = record.status !== 'authorized';
  const phase = said === 'pending' ? (paid ? 'confirmed' : 'authorized') : phaseBy(said, 'unknown');
  const state = said === 'pending' || said === 'acknowledged' || said === 'ghost' ? said : 'undetermined';
  const stated = momentsOf({ ...line, lastChangeAt: null }, when.earliest, when.latest, phase);
  return {
    order: line.order,
    lockId: line.lockId,
    units: line.units,
    status: null,
    // Its creation alone does not say what it is.
    source: state === 'undetermined' ? 'lock' : 'reservation',
    kit: null,
    isOutdated: false,
    changes: [],
    phase,
    createdAt: line.createdAt,
    lastChangeAt: line.lastChangeAt,
    share: 1,
    state,
    gone: state !== 'pending',
    moments: narrowedByLock(stated, state, phase, when.lastUpdate),
  };
}

/**
 * The state of a reservation that counts. What VTEX says of it comes first. Preparing Delivery before T makes
 * it acknowledged; a closed order's is acknowledged while no update has come since it closed, and a ghost
 * once one has, or where the order is known never to have come to Preparing Delivery.
 */
function reservedState(
  line: OrderLine,
  phase: ReservationPhase,
  said: RecordedState,
  changedAfter: boolean,
  when: Frame,
): ReservationState {
  if (said === 'ghost' || said === 'acknowledged') return said;
  if (said === 'pending') {
    const left = phase === 'acknowledged' || phase === 'closed';
    if (!left || changedAfter || (line.handlingAt !== null && line.handlingAt > (when.at ?? line.handlingAt)))
      return 'pending';
    // Gone, and its reservation never acknowledged; an order just picked may be ahead of its reservation.
    return phase === 'closed' || line.status === 'invoiced' ? 'ghost' : 'undetermined';
  }
  if (when.at !== null && line.handlingAt !== null) {
    if (line.handlingAt > when.at) return 'pending';
  } else if (changedAfter && phase !== 'none' && phase !== 'authorized' && phase !== 'confirmed') {
    return 'undetermined';
  }
  switch (phase) {
    case 'none':
    case 'authorized':
    case 'confirmed':
      return 'pending';
    case 'acknowledged':
    case 'closed': {
      const closed = phase === 'closed' || line.status === 'invoiced';
      const closedAt =
        line.status === 'invoiced' ? (line.invoicedAt ?? line.lastChangeAt) : line.lastChangeAt;
      const updatedSince = when.lastUpdate !== null && closedAt !== null && when.lastUpdate.from >= closedAt;
      return closed && (updatedSince || neverHandled(line.changes)) ? 'ghost' : 'acknowledged';
    }
    default:
      return 'undetermined';
  }
}

/**
 * A dropped reservation was acknowledged by the last update, one that stands after it. A ghost's never was:
 * its moment is when the units left, which its writer may go by all the same.
 */
export function narrowedByLock(
  moments: Moments,
  state: ReservationState | null,
  phase: ReservationPhase,
  lastUpdate: { readonly from: Moment; readonly to: Moment } | null,
): Moments {
  if (lastUpdate === null) return moments;
  if (state === 'acknowledged')
    return { ...moments, handling: startingFrom(moments.handling, lastUpdate.from) };
  if (state === null && phase === 'acknowledged') {
    const handling = endingBy(moments.handling, lastUpdate.to);
    return {
      ...moments,
      handling,
      ready: handling === null ? moments.ready : endingBy(moments.ready, handling.to),
    };
  }
  return moments;
}
