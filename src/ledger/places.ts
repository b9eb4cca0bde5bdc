/**
 * In which warehouse each order line stands, best evidence first: the order's own field, its reservation,
 * its lock, the only warehouse that stocks the SKU; else every warehouse that could hold it, with a share.
 */
import type { Balance, OrderLine, ReservationRecord, Units } from './records.js';
import { lockIdsOf, RecordedUnits } from './reservations.js';

/** A line, or a part of one, in a balance it stands in or may stand in. */
export interface Placed {
  readonly line: OrderLine;
  readonly units: Units;
  /** Probability that it stands here: 1 where it was placed. */
  readonly share: number;
  /** What VTEX says of its reservation; null where no export does. */
  readonly record: ReservationRecord | null;
}

/** The lines of one SKU by where they stand. */
interface Places {
  /** What each balance holds, in the order of the balances. */
  readonly placed: Placed[][];
  /** Lines that nothing places: each may stand in any of `among`. */
  readonly open: readonly Placed[];
  /** Indexes of the balances, ascending. */
  readonly among: readonly number[];
}

/** In which balance each line stands, or may stand. */
export function place(
  balances: readonly Balance[],
  lines: readonly OrderLine[],
  reservations: readonly ReservationRecord[],
): Places {
  const result: Placed[][] = balances.map(() => []);
  const lockingOf = lockingIndex(balances);
  const stocked = balances.flatMap((balance, index) => (isStocked(balance) ? [index] : []));
  const among = stocked.length > 0 ? stocked : balances.map((_, index) => index);
  const open: Placed[] = [];
  const indexOf = new Map(balances.map((balance, index) => [balance.warehouse, index]));
  const warehouses = new Set(indexOf.keys());
  const recorded = new RecordedUnits(reservations);
  const split: Unsplit[] = [];
  for (const line of lines) {
    const locking = lockingOf(line);
    const record = recorded.unplaced(line);
    const named = line.warehouse === null ? undefined : indexOf.get(line.warehouse);
    if (line.warehouse !== null && named !== undefined) {
      const own = recorded.take(line, line.units, new Set([line.warehouse]));
      result[named]?.push({ line, units: line.units, share: 1, record: own[0]?.record ?? record });
      continue;
    }
    // A warehouse that has no balance of the SKU: what is named is another id of it, or another line's.
    if (line.warehouse !== null && locking.length === 0) continue;
    let units = line.units;
    for (const part of recorded.take(line, units, warehouses)) {
      const index = indexOf.get(part.record.warehouse ?? '');
      if (index === undefined) continue;
      result[index]?.push({ line, units: part.units, share: 1, record: part.record });
      units -= part.units;
    }
    if (units === 0 && line.units > 0) continue;
    const [only, another] = locking.length > 0 ? locking : among;
    if (only === undefined) continue;
    if (locking.length > 1) split.push({ line, units, record, among: locking });
    else if (another === undefined) result[only]?.push({ line, units, share: 1, record });
    else open.push({ line, units, share: 1 / among.length, record });
  }
  if (split.length > 0) {
    const known = new Set([...lines.flatMap(lockIdsOf), ...reservations.map(({ lockId }) => lockId)]);
    splitByReserved(balances, result, known, split);
  }
  return { placed: result, open, among };
}

/** Finds the balances whose lists have a line's lock, in their order. */
function lockingIndex(balances: readonly Balance[]): (line: OrderLine) => readonly number[] {
  const byLock = new Map<string, number[]>();
  balances.forEach((balance, index) => {
    for (const lock of new Set(balance.locks ?? [])) {
      const same = byLock.get(lock);
      if (same === undefined) byLock.set(lock, [index]);
      else same.push(index);
    }
  });
  return (line) => {
    const found = lockIdsOf(line).flatMap((lockId) => byLock.get(lockId) ?? []);
    return [...new Set(found)].sort((a, b) => a - b);
  };
}

/** Whether the line's lock stands in the list. */
export function isLocked(line: OrderLine, locks: ReadonlySet<string> | undefined): boolean {
  return locks !== undefined && lockIdsOf(line).some((lockId) => locks.has(lockId));
}

function isStocked(balance: Balance): boolean {
  return balance.inStock !== 0 || balance.reserved !== 0 || balance.updates.length > 0;
}

interface Unsplit extends Omit<Placed, 'share'> {
  readonly among: readonly number[];
}

/**
 * A line locked in several balances is split so that each balance's locks add up to what it has reserved: first
 * where all locks are of known orders, as elsewhere others may be what is reserved.
 * @param known the locks of the orders and reservations that are exported
 */
function splitByReserved(
  balances: readonly Balance[],
  result: Placed[][],
  known: ReadonlySet<string>,
  split: readonly Unsplit[],
): void {
  const lockSets = balances.map((balance) => new Set(balance.locks ?? []));
  const hasUnknown = lockSets.map((locks) => [...locks].some((lock) => !known.has(lock)));
  const room = balances.map((balance, index) => {
    const placed = (result[index] ?? []).filter((p) => isLocked(p.line, lockSets[index]));
    return balance.reserved - placed.reduce((sum, p) => sum + p.units, 0);
  });
  for (const { line, units, record, among } of split) {
    let left = units;
    const inTurn = [...among].sort((a, b) => Number(hasUnknown[a]) - Number(hasUnknown[b]));
    inTurn.forEach((index, position) => {
      const others = inTurn
        .slice(position + 1)
        .reduce((sum, other) => sum + Math.max(room[other] ?? 0, 0), 0);
      const here = Math.min(left, Math.max(0, Math.min(room[index] ?? 0, left), left - others));
      if (here > 0) result[index]?.push({ line, units: here, share: 1, record });
      room[index] = (room[index] ?? 0) - here;
      left -= here;
    });
  }
}
