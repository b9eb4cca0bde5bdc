/**
 * What VTEX itself says of a SKU's reservations: in which warehouse each stands, what it was at T, and
 * which of them count where the inventory export lists no locks.
 */
import type { Balance, Moment, OrderLine, ReservationPhase, ReservationRecord, Units } from './records.js';

/** A reservation at T: `ended` holds nothing any more; null where the record does not tell. */
export type RecordedState = 'pending' | 'acknowledged' | 'ghost' | 'ended' | null;

/**
 * What the reservation was at T (null: now). One confirmed by now was pending at T, one acknowledged since
 * as well; one cancelled since still counted.
 */
export function stateAt(record: ReservationRecord, at: Moment | null): RecordedState {
  const isLater = (moment: Moment | null): boolean => at !== null && moment !== null && moment > at;
  switch (record.status) {
    case 'authorized':
    case 'confirmed':
      return 'pending';
    case 'acknowledged':
      return isLater(record.acknowledgedAt) ? 'pending' : 'acknowledged';
    case 'aborted':
      return 'ghost';
    case 'canceled':
      if (!isLater(record.canceledAt)) return 'ended';
      return record.acknowledgedAt === null || isLater(record.acknowledgedAt) ? 'pending' : 'acknowledged';
    default:
      return null;
  }
}

/** What a line's lock may be called: the export's own word, else `00-` and the order's id. */
export function lockIdsOf(line: Pick<OrderLine, 'order' | 'lockId'>): string[] {
  return line.lockId === null ? [`00-${line.order}`, line.order] : [line.lockId];
}

/**
 * The records with their warehouse filled in where only one balance can be meant: the SKU has no other, or
 * no other has the lock.
 */
export function located(
  records: readonly ReservationRecord[],
  balances: readonly Balance[],
): ReservationRecord[] {
  const locks = balances.map((balance) => new Set(balance.locks ?? []));
  return records.map((record) => {
    if (record.warehouse !== null) return record;
    const locking = balances.filter((_, index) => locks[index]?.has(record.lockId));
    const only = balances.length === 1 ? balances[0] : locking.length === 1 ? locking[0] : undefined;
    return only === undefined ? record : { ...record, warehouse: only.warehouse };
  });
}

/**
 * The lock list of a balance whose export names none, from its reservations: those that count at T, if
 * they add up to what is reserved; else null.
 * @param lastUpdate the update that dropped what was acknowledged by then; null when there is none
 */
export function locksFrom(
  records: readonly ReservationRecord[],
  balance: Balance,
  at: Moment | null,
  lastUpdate: Moment | null,
): readonly string[] | null {
  const counting = records.filter((record) => {
    if (record.warehouse !== balance.warehouse) return false;
    if (at !== null && record.createdAt !== null && record.createdAt > at) return false;
    const state = stateAt(record, at);
    if (state === 'pending') return true;
    if (state !== 'acknowledged') return false;
    return lastUpdate === null || (record.acknowledgedAt !== null && record.acknowledgedAt > lastUpdate);
  });
  const units = counting.reduce((sum, record) => sum + record.units, 0);
  return units === balance.reserved ? [...new Set(counting.map(({ lockId }) => lockId))] : null;
}

/** The order line with the dates its reservation knows and the order does not. */
export function withDatesOf(line: OrderLine, record: ReservationRecord | null): OrderLine {
  if (record === null) return line;
  return {
    ...line,
    createdAt: line.createdAt ?? record.createdAt,
    authorizedAt: line.authorizedAt ?? record.confirmedAt,
    handlingAt: line.handlingAt ?? record.acknowledgedAt,
  };
}

/** A reservation whose order is not exported, as an order line; its status is not known. */
export function lineFrom(record: ReservationRecord): OrderLine {
  const dates = [record.createdAt, record.confirmedAt, record.acknowledgedAt, record.canceledAt];
  const known = dates.filter((date) => date !== null);
  return {
    order: record.lockId.replace(/^00-/, ''),
    lockId: record.lockId,
    sku: record.sku,
    units: record.units,
    status: '',
    createdAt: record.createdAt,
    authorizedAt: record.confirmedAt,
    lastChangeAt: known.length === 0 ? null : Math.max(...known),
    handlingAt: record.acknowledgedAt,
    invoicedAt: null,
    changes: [],
    kit: null,
    isOutdated: false,
    warehouse: record.warehouse,
    unitPrice: null,
    currency: null,
  };
}

/** The phase of a reservation, by what it was at T, over what its order's status says. */
export function phaseBy(state: RecordedState, phase: ReservationPhase): ReservationPhase {
  const open = phase !== 'acknowledged' && phase !== 'closed';
  if (state === 'acknowledged' && open) return 'acknowledged';
  if (state === 'pending' && (phase === 'undetermined' || phase === 'unknown')) return 'confirmed';
  return phase;
}

/** Units of reservations, given out line by line: two lines of an order share what its lock holds. */
export class RecordedUnits {
  readonly #records = new Map<string, { readonly record: ReservationRecord; left: Units }[]>();

  constructor(records: readonly ReservationRecord[]) {
    // What still counts comes before what was cancelled: an order may have been moved to another warehouse.
    const standing = (record: ReservationRecord): number => Number(record.status === 'canceled');
    for (const record of [...records].sort((a, b) => standing(a) - standing(b))) {
      const same = this.#records.get(record.lockId);
      const entry = { record, left: record.units };
      if (same === undefined) this.#records.set(record.lockId, [entry]);
      else same.push(entry);
    }
  }

  /** Up to `units` of the line's reservation in one of the warehouses, part by part. */
  take(
    line: OrderLine,
    units: Units,
    warehouses: ReadonlySet<string>,
  ): { record: ReservationRecord; units: Units }[] {
    const parts: { record: ReservationRecord; units: Units }[] = [];
    let wanted = units;
    for (const entry of this.#of(line)) {
      const { warehouse } = entry.record;
      if (warehouse === null || !warehouses.has(warehouse)) continue;
      const taken = Math.min(wanted, entry.left);
      if (taken <= 0) continue;
      entry.left -= taken;
      wanted -= taken;
      parts.push({ record: entry.record, units: taken });
    }
    return parts;
  }

  /** What is said of the line's reservation without naming a warehouse. */
  unplaced(line: OrderLine): ReservationRecord | null {
    return this.#of(line).find(({ record }) => record.warehouse === null)?.record ?? null;
  }

  #of(line: OrderLine): { readonly record: ReservationRecord; left: Units }[] {
    return lockIdsOf(line).flatMap((lockId) => this.#records.get(lockId) ?? []);
  }
}
