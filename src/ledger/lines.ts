/**
 * Which order lines matter to a balance, and what each is at T: pending, acknowledged, a ghost,
 * undetermined, gone, or nothing. Locks decide whether a reservation still counts; the order's status
 * only what state it is in.
 */
import type { Note, ReservationState } from './diagnosis.js';
import { asOf, neverHandled, phaseOfOrder } from './feed.js';
import { endingBy, latestMoment, type Moments, momentsOf, startingFrom } from './moments.js';
import { isLocked, type Placed, place } from './places.js';
import type {
  Balance,
  Coverage,
  InventoryUpdate,
  Moment,
  OrderLine,
  ReservationPhase,
  ReservationRecord,
  SkuRecords,
  StatusChange,
  Units,
} from './records.js';
import {
  lineFrom,
  located,
  lockIdsOf,
  locksFrom,
  phaseBy,
  type RecordedState,
  stateAt,
  withDatesOf,
} from './reservations.js';
import { narrowedByReservedLog } from './reserved-log.js';
import { subsetsWithSum } from './subsets.js';

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
  /** Units of the SKU's other lines that could stand here or in another warehouse. */
  readonly unplaced: number;
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

/** Places the SKU's lines and decides the state of each, per balance by warehouse id, whatever the records' order. */
export function linesOfBalances(records: SkuRecords, coverage: Coverage): BalanceLines[] {
  const exported = [...records.balances]
    .sort((a, b) => compare(a.warehouse, b.warehouse))
    .map((balance) => asOfExport(inOrderOfTime(balance), coverage));
  const reservations = located(records.reservations, exported);
  const balances = exported.map((balance) => withLocks(balance, reservations, coverage));
  const placed = place(balances, [...records.lines].sort(byCreation), reservations);
  const known: KnownElsewhere = { reservations, otherLines: new Set(records.locksOfOtherLines) };
  return balances.map((balance, index) => {
    const own = [...(placed[index] ?? [])].sort((a, b) => byCreation(a.line, b.line));
    const described = describe(balance, own, known, latestExport(balance, coverage), coverage);
    return withLaterUpdates(described, records, coverage);
  });
}

/** What is known of locks that no line of the balance explains. */
interface KnownElsewhere {
  readonly reservations: readonly ReservationRecord[];
  /** Their order is exported, without a line of this SKU. */
  readonly otherLines: ReadonlySet<string>;
}

/** The balance with the locks its reservations stand for, where its export names none. */
function withLocks(
  balance: Balance,
  reservations: readonly ReservationRecord[],
  coverage: Coverage,
): Balance {
  if (namesLocks(balance)) return balance;
  const lastUpdate = lastUpdateOf(balance, coverage)?.from ?? null;
  const locks = locksFrom(reservations, balance, latestExport(balance, coverage), lastUpdate);
  return locks === null ? balance : { ...balance, locks };
}

/** By creation, then order, then units: two rows of one order may be of the same SKU. */
function byCreation(a: OrderLine, b: OrderLine): number {
  return (a.createdAt ?? 0) - (b.createdAt ?? 0) || compare(a.order, b.order) || a.units - b.units;
}

/** Updates of one moment keep their order: it is the log's. */
function inOrderOfTime(balance: Balance): Balance {
  return {
    ...balance,
    updates: [...balance.updates].sort((a, b) => a.at - b.at),
    snapshots: [...balance.snapshots].sort((a, b) => a.at - b.at),
  };
}

function compare(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}

/** Says how many updates came after T and were left aside. */
function withLaterUpdates(described: BalanceLines, records: SkuRecords, coverage: Coverage): BalanceLines {
  const { balance } = described;
  const all = records.balances.find(({ warehouse }) => warehouse === balance.warehouse)?.updates.length ?? 0;
  const later = all - balance.updates.length;
  if (later <= 0) return described;
  const exportedAt = latestExport(balance, coverage) ?? 0;
  const note: Note = { code: 'updates-after-export', values: { updates: later, exportedAt } };
  return { ...described, notes: [...described.notes, note] };
}

/**
 * The balance without what came after T; and where it has no update log but older exports, each
 * difference between two of them is an update by nobody known, no later than the later one.
 */
function asOfExport(balance: Balance, coverage: Coverage): Balance {
  const at = latestExport(balance, coverage);
  if (balance.updates.length > 0 || coverage.updatesFrom !== null) {
    if (at === null) return balance;
    return { ...balance, updates: balance.updates.filter((update) => update.at <= at) };
  }
  return { ...balance, updates: updatesBetween(balance, at) };
}

/** T, or the end of the day where only T's date is known; null when neither is. */
export function latestExport(balance: Balance, coverage: Coverage): Moment | null {
  return latestMoment(balance.exportedAt ?? coverage.exportedAt, coverage.exportedBefore);
}

function updatesBetween(balance: Balance, at: Moment | null): InventoryUpdate[] {
  if (at === null) return [];
  const counts = [...balance.snapshots, { at, inStock: balance.inStock }];
  return counts.slice(1).flatMap((next, index) => {
    const before = counts[index]?.inStock ?? next.inStock;
    return before === next.inStock
      ? []
      : [{ at: next.at, author: null, before, after: next.inStock, reserved: null }];
  });
}

/** When the last update came: at the earliest and at the latest. Between two exports only the span is known. */
function lastUpdateOf(balance: Balance, coverage: Coverage): { from: Moment; to: Moment } | null {
  const last = balance.updates.at(-1)?.at;
  if (last === undefined) return null;
  if (coverage.updatesFrom !== null) return { from: last, to: last };
  const earlier = balance.snapshots.filter((snapshot) => snapshot.at < last).at(-1)?.at;
  return { from: earlier ?? last, to: last };
}

/** The lock list is complete: it names reservations, or there are none to name. */
function namesLocks(balance: Balance): balance is Balance & { locks: readonly string[] } {
  return balance.locks !== null && (balance.locks.length > 0 || balance.reserved === 0);
}

function describe(
  balance: Balance,
  placed: readonly Placed[],
  known: KnownElsewhere,
  at: Moment | null,
  coverage: Coverage,
): BalanceLines {
  const lastUpdate = lastUpdateOf(balance, coverage);
  const firstSnapshot = balance.snapshots[0]?.at;
  const latest = at ?? coverage.exportedBefore ?? coverage.ordersLastChange ?? lastUpdate?.to ?? 0;
  const earliest = Math.min(coverage.ordersFrom ?? latest, coverage.updatesFrom ?? latest);
  const relevant = placed
    .map((entry) => asOfT(entry, at))
    .filter(({ line }) => at === null || line.createdAt === null || line.createdAt <= at);
  const locksKnown = namesLocks(balance);
  const locks = new Set(balance.locks ?? []);
  const counting = locksKnown
    ? relevant.map(({ line, share }) => share === 1 && isLocked(line, locks))
    : countingWithoutLocks(balance, relevant, lastUpdate?.from ?? null);
  const when: Frame = { at, latest, earliest, lastUpdate };
  const lines = relevant.map((entry, index) =>
    lineOf(entry, counting[index] ?? false, locksKnown && entry.share === 1, when),
  );
  const covered = new Set(relevant.filter((p) => p.share === 1).flatMap((p) => lockIdsOf(p.line)));
  const unclaimed = new Set(locksKnown ? balance.locks.filter((lock) => !covered.has(lock)) : []);
  const recorded = known.reservations.filter(
    (record) => record.warehouse === balance.warehouse && unclaimed.has(record.lockId),
  );
  const explained = new Set(recorded.map(({ lockId }) => lockId));
  const unexplained = [...unclaimed].filter((lock) => !explained.has(lock));
  const missingLocks = unexplained.filter((lock) => !known.otherLines.has(lock));
  const locksOfOtherLines = unexplained.filter((lock) => known.otherLines.has(lock));
  const all = [...lines, ...recorded.map((record) => lineOfRecord(record, when))];
  const balanced = balanceToReserved(balance, all, { missingLocks, locksOfOtherLines, locksKnown });
  return {
    balance,
    missingLocks,
    locksOfOtherLines,
    locksKnown,
    unplaced: relevant.filter((p) => p.share < 1).length,
    ...(coverage.updatesFrom === null && firstSnapshot !== undefined ? { readFrom: firstSnapshot } : {}),
    ...(coverage.updatesFrom === null ? balanced : withReservedLog(balance, balanced, coverage, locksKnown)),
  };
}

/** Narrowed by what the log says was reserved, where every line of the balance is placed and known. */
function withReservedLog(
  balance: Balance,
  balanced: Balanced,
  coverage: Coverage,
  locksKnown: boolean,
): Balanced {
  const isKnown = balanced.lines.every((line) => line.share === 1 && line.moments.created !== null);
  if (!locksKnown || !isKnown || balanced.notes.some(({ code }) => code === 'reserved-differs'))
    return balanced;
  const { lines, note } = narrowedByReservedLog(balanced.lines, balance.updates, coverage.ordersFrom);
  return { ...balanced, lines, notes: note === null ? balanced.notes : [...balanced.notes, note] };
}

/** A placed line as it was at T, and what its reservation and the feed make of it. */
interface Described extends Placed {
  readonly said: RecordedState;
  readonly phase: ReservationPhase;
  readonly isOutdated: boolean;
}

function asOfT(placed: Placed, at: Moment | null): Described {
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

/**
 * Which lines count as reserved when the export lists no locks: pending ones first, then whatever subset
 * of the rest makes up ReservedQuantity; if several subsets fit, only what they share.
 */
function countingWithoutLocks(
  balance: Balance,
  placed: readonly Described[],
  lastUpdate: Moment | null,
): boolean[] {
  const counting = placed.map(() => false);
  let left = balance.reserved;
  const take = (index: number): void => {
    counting[index] = true;
    left -= placed[index]?.units ?? 0;
  };
  const certain = (index: number): boolean =>
    (placed[index]?.share ?? 0) === 1 && placed[index]?.said !== 'ended';
  const inPhase = (wanted: ReservationPhase): number[] =>
    placed.flatMap((p, index) => (p.phase === wanted && certain(index) && p.units > 0 ? [index] : []));
  for (const phase of ['confirmed', 'authorized'] as const)
    for (const index of inPhase(phase)) if ((placed[index]?.units ?? 0) <= left) take(index);
  const after = (index: number): boolean => {
    const line = placed[index]?.line;
    return (
      line !== undefined &&
      (lastUpdate === null || (line.handlingAt ?? line.lastChangeAt ?? Number.POSITIVE_INFINITY) > lastUpdate)
    );
  };
  for (const index of inPhase('acknowledged')) {
    const line = placed[index]?.line;
    const surely = line?.status === 'handling' && after(index) && lastUpdate !== null;
    if (surely && (placed[index]?.units ?? 0) <= left) take(index);
  }
  if (left === 0) return counting;
  const rest = [
    ...inPhase('acknowledged'),
    ...inPhase('undetermined'),
    ...inPhase('closed'),
    ...inPhase('unknown'),
  ];
  const recent = rest.filter((index) => after(index) && !(counting[index] ?? false));
  const fits = subsetsWithSum(
    recent.map((index) => placed[index]?.units ?? 0),
    left,
    50,
  );
  const first = fits[0];
  if (first === undefined) return counting;
  for (const member of first) {
    const index = recent[member];
    if (index !== undefined && fits.every((fit) => fit.includes(member))) take(index);
  }
  return counting;
}

/** The moments a balance's lines are read against. */
interface Frame {
  readonly at: Moment | null;
  readonly latest: Moment;
  readonly earliest: Moment;
  readonly lastUpdate: { readonly from: Moment; readonly to: Moment } | null;
}

/** One line with its state and moments, narrowed by what its lock says about time. */
function lineOf(placed: Described, counts: boolean, lockTells: boolean, when: Frame): Line {
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
function lineOfRecord(record: ReservationRecord, when: Frame): Line {
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
function narrowedByLock(
  moments: Moments,
  state: ReservationState | null,
  phase: ReservationPhase,
  lastUpdate: { readonly from: Moment; readonly to: Moment } | null,
): Moments {
  if (state === 'ghost' || lastUpdate === null) return moments;
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

/** The balance with lines that could stand in several warehouses standing here: their locks tell about time now. */
export function standingHere(
  balance: BalanceLines,
  indexes: ReadonlySet<number>,
  coverage: Coverage,
): BalanceLines {
  if (indexes.size === 0) return balance;
  const lastUpdate = lastUpdateOf(balance.balance, coverage);
  const lines = balance.lines.map((line, index) => {
    if (!indexes.has(index)) return line;
    const { moments, state, phase } = line;
    return {
      ...line,
      share: 1,
      moments: balance.locksKnown ? narrowedByLock(moments, state, phase, lastUpdate) : moments,
    };
  });
  return { ...balance, lines, unplaced: lines.filter(({ share }) => share < 1).length };
}

/** The balance without lines that stand in another warehouse. */
export function without(balance: BalanceLines, indexes: ReadonlySet<number>): BalanceLines {
  if (indexes.size === 0) return balance;
  const lines = balance.lines.filter((_, index) => !indexes.has(index));
  return { ...balance, lines, unplaced: lines.filter(({ share }) => share < 1).length };
}

/** The locks of a balance that no line explains, and whether its list is complete. */
type LockList = Pick<BalanceLines, 'missingLocks' | 'locksOfOtherLines' | 'locksKnown'>;

/** The lines made to add up to what is reserved. */
type Balanced = Pick<BalanceLines, 'lines' | 'pendingMost' | 'notes'>;

/** Makes the reserved lines add up to ReservedQuantity, and says what had to be done for it. */
function balanceToReserved(
  balance: Balance,
  lines: readonly Line[],
  { missingLocks, locksOfOtherLines, locksKnown }: LockList,
): Balanced {
  const unexplained = missingLocks.length + locksOfOtherLines.length;
  const notes: Note[] = [];
  const counted = lines.reduce((sum, line) => sum + (line.state === null ? 0 : line.units), 0);
  const pending = lines.reduce((sum, line) => sum + (line.state === 'pending' ? line.units : 0), 0);
  const reserved = Math.max(balance.reserved, 0);
  if (balance.reserved < 0) notes.push({ code: 'reserved-negative', values: { reserved: balance.reserved } });
  const left = reserved - counted;
  if (!locksKnown && reserved > 0) notes.push({ code: 'no-locks', values: { reserved } });
  if (left > 0) {
    if (unexplained === 0) notes.push({ code: 'reserved-differs', values: { reserved, found: counted } });
    const unbacked = lines.filter((l) => l.state === null && l.gone && l.share === 1);
    const backed = !locksKnown && unbacked.reduce((sum, l) => sum + l.units, 0) >= left;
    return {
      lines: backed
        ? withGhostsOf(lines, left)
        : [...lines, ...standIns(missingLocks, locksOfOtherLines, left)],
      pendingMost: unexplained > 0 ? pending + left : pending,
      notes,
    };
  }
  if (left === 0)
    return { lines, pendingMost: Math.max(pending, pendingWithoutLocks(lines, reserved, locksKnown)), notes };
  notes.push({ code: 'reserved-differs', values: { reserved, found: counted } });
  return { lines: trimmed(lines, -left), pendingMost: Math.min(pending, reserved), notes };
}

/** Without locks, orders whose status would hold a reservation but for which reserved has no room. */
function pendingWithoutLocks(lines: readonly Line[], reserved: Units, locksKnown: boolean): Units {
  if (locksKnown) return 0;
  const all = lines
    .filter((l) => l.share === 1 && (l.phase === 'authorized' || l.phase === 'confirmed'))
    .reduce((sum, l) => sum + l.units, 0);
  return Math.min(all, reserved);
}

/** Without locks: reserved units no pending order backs belong to orders already gone; the newest stand for them. */
function withGhostsOf(lines: readonly Line[], left: Units): readonly Line[] {
  let missing = left;
  const result: Line[] = [];
  for (const line of [...lines].reverse()) {
    if (missing === 0 || line.state !== null || !line.gone || line.share < 1) {
      result.push(line);
    } else if (line.units <= missing) {
      result.push({ ...line, state: 'undetermined' });
      missing -= line.units;
    } else {
      result.push(
        { ...line, units: line.units - missing },
        { ...line, units: missing, state: 'undetermined' },
      );
      missing = 0;
    }
  }
  return result.reverse();
}

/**
 * Reserved units that no line explains. Where locks of both kinds stand for them nothing says how many each
 * holds: those of exported orders are given one unit each.
 */
function standIns(
  missingLocks: readonly string[],
  locksOfOtherLines: readonly string[],
  units: Units,
): readonly Line[] {
  if (locksOfOtherLines.length === 0) return [standIn(missingLocks, units, 'lock')];
  if (missingLocks.length === 0) return [standIn(locksOfOtherLines, units, 'lock-of-other-line')];
  const others = Math.min(locksOfOtherLines.length, units - 1);
  return [
    ...(others > 0 ? [standIn(locksOfOtherLines, others, 'lock-of-other-line')] : []),
    standIn(missingLocks, units - others, 'lock'),
  ];
}

/** Reserved units of one or several locks: undetermined, without a known moment. */
function standIn(locks: readonly string[], units: Units, source: 'lock' | 'lock-of-other-line'): Line {
  return {
    order: locks.join(', '),
    lockId: locks.length === 1 ? (locks[0] ?? null) : null,
    units,
    status: null,
    source,
    kit: null,
    isOutdated: false,
    changes: [],
    phase: 'unknown',
    createdAt: null,
    lastChangeAt: null,
    share: 1,
    state: 'undetermined',
    gone: true,
    moments: { created: null, authorized: null, ready: null, handling: null, invoiced: null },
  };
}

/** The locked lines cut to what is reserved, the newest pending first. */
function trimmed(lines: readonly Line[], excess: Units): readonly Line[] {
  let over = excess;
  const result: Line[] = [...lines];
  for (const wanted of [true, false])
    for (let index = result.length - 1; index >= 0 && over > 0; index--) {
      const line = result[index];
      if (line === undefined || line.state === null || (line.state === 'pending') !== wanted) continue;
      const cut = Math.min(line.units, over);
      over -= cut;
      if (cut === line.units)
        result[index] = { ...line, state: null, gone: line.gone && line.state !== 'undetermined' };
      else result[index] = { ...line, units: line.units - cut };
    }
  return result;
}
