/**
 * Which order lines matter to a balance, and what each is at T: pending, acknowledged, a ghost,
 * undetermined, gone, or nothing. Locks decide whether a reservation still counts; the order's status
 * only what state it is in.
 */
import type { Note, ReservationState } from './diagnosis.js';
import { DAY } from './lags.js';
import { endingBy, type Moments, momentsOf, startingFrom } from './moments.js';
import type {
  Balance,
  Coverage,
  InventoryUpdate,
  Moment,
  OrderLine,
  ReservationPhase,
  SkuRecords,
  Units,
} from './records.js';
import { phaseOf } from './statuses.js';
import { subsetsWithSum } from './subsets.js';

/** One order line as one balance sees it. */
export interface Line {
  readonly order: string;
  readonly lockId: string | null;
  readonly units: Units;
  /** Null for a reservation whose order is in no export. */
  readonly status: string | null;
  readonly phase: ReservationPhase;
  readonly createdAt: Moment | null;
  readonly lastChangeAt: Moment | null;
  /** Probability that the line belongs to this balance: 1 where it was placed, else a share. */
  readonly share: number;
  /** Its state while it counts as reserved; null when it does not. */
  readonly state: ReservationState | null;
  /** The units have left the shelf, reserved or not. */
  readonly gone: boolean;
  readonly moments: Moments;
}

/** The lines of one balance and what was odd about finding them. */
export interface BalanceLines {
  readonly balance: Balance;
  /** By creation, then order. */
  readonly lines: readonly Line[];
  /** Units of the SKU's other lines that could stand here or in another warehouse. */
  readonly unplaced: number;
  /** Locks whose order is in no export. */
  readonly missingLocks: readonly string[];
  /** The lock list says exactly which reservations count. */
  readonly locksKnown: boolean;
  /** The pending units could also be more than this. */
  readonly pendingMost: Units;
  readonly notes: readonly Note[];
  /** Set where only the end of the log is looked at: what came before is as unknown as before a log's start. */
  readonly readFrom?: Moment;
}

/** A line with the balances it may stand in. */
interface Placed {
  readonly line: OrderLine;
  readonly units: Units;
  readonly share: number;
}

/** Places the SKU's lines and decides the state of each, per balance by warehouse id, whatever the records' order. */
export function linesOfBalances(records: SkuRecords, coverage: Coverage): BalanceLines[] {
  const balances = [...records.balances]
    .sort((a, b) => compare(a.warehouse, b.warehouse))
    .map((balance) => asOfExport(inOrderOfTime(balance), coverage));
  const placed = place(balances, [...records.lines].sort(byCreation));
  return balances.map((balance, index) => {
    const own = [...(placed[index] ?? [])].sort((a, b) => byCreation(a.line, b.line));
    const described = describe(balance, own, latestExport(balance, coverage), coverage);
    return withLaterUpdates(described, records, coverage);
  });
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
  const at = balance.exportedAt ?? coverage.exportedAt;
  const bound = coverage.exportedBefore;
  if (at === null || bound === null || bound < at || bound - at > DAY) return at;
  return bound;
}

function updatesBetween(balance: Balance, at: Moment | null): InventoryUpdate[] {
  if (at === null) return [];
  const counts = [...balance.snapshots, { at, inStock: balance.inStock }];
  return counts.slice(1).flatMap((next, index) => {
    const before = counts[index]?.inStock ?? next.inStock;
    return before === next.inStock ? [] : [{ at: next.at, author: null, before, after: next.inStock }];
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

/**
 * The warehouse of every line, best evidence first: the order's own field, its lock, the only warehouse
 * that stocks the SKU; else every warehouse that could hold it, with an equal share.
 */
function place(balances: readonly Balance[], lines: readonly OrderLine[]): Placed[][] {
  const result: Placed[][] = balances.map(() => []);
  const lockSets = balances.map((balance) => new Set(balance.locks ?? []));
  const stocked = balances.flatMap((balance, index) => (isStocked(balance) ? [index] : []));
  const split: { line: OrderLine; among: number[] }[] = [];
  for (const line of lines) {
    const named = line.warehouse === null ? -1 : balances.findIndex((b) => b.warehouse === line.warehouse);
    if (line.warehouse !== null) {
      if (named !== -1) result[named]?.push({ line, units: line.units, share: 1 });
      continue;
    }
    const locking = lockSets.flatMap((set, index) => (isLocked(line, set) ? [index] : []));
    const candidates =
      locking.length > 0 ? locking : stocked.length > 0 ? stocked : balances.map((_, i) => i);
    if (locking.length > 1) split.push({ line, among: locking });
    else
      for (const index of candidates)
        result[index]?.push({ line, units: line.units, share: 1 / candidates.length });
  }
  splitByReserved(balances, result, lockSets, split);
  return result;
}

function isStocked(balance: Balance): boolean {
  return balance.inStock !== 0 || balance.reserved !== 0 || balance.updates.length > 0;
}

/** A line locked in several balances is split so that each balance's locks add up to what it has reserved. */
function splitByReserved(
  balances: readonly Balance[],
  result: Placed[][],
  lockSets: readonly ReadonlySet<string>[],
  split: readonly { line: OrderLine; among: number[] }[],
): void {
  const room = balances.map((balance, index) => {
    const known = (result[index] ?? []).filter((p) => p.share === 1 && isLocked(p.line, lockSets[index]));
    return balance.reserved - known.reduce((sum, p) => sum + p.units, 0);
  });
  for (const { line, among } of split) {
    let left = line.units;
    among.forEach((index, position) => {
      const others = among.slice(position + 1).reduce((sum, other) => sum + Math.max(room[other] ?? 0, 0), 0);
      const here = Math.min(left, Math.max(0, Math.min(room[index] ?? 0, left), left - others));
      if (here > 0) result[index]?.push({ line, units: here, share: 1 });
      room[index] = (room[index] ?? 0) - here;
      left -= here;
    });
  }
}

function isLocked(line: OrderLine, locks: ReadonlySet<string> | undefined): boolean {
  return locks !== undefined && lockIdsOf(line).some((lockId) => locks.has(lockId));
}

/** What the line's lock may be called: the export's own word, else `00-` and the order's id. */
function lockIdsOf(line: OrderLine): string[] {
  return line.lockId === null ? [`00-${line.order}`, line.order] : [line.lockId];
}

function describe(
  balance: Balance,
  placed: readonly Placed[],
  at: Moment | null,
  coverage: Coverage,
): BalanceLines {
  const lastUpdate = lastUpdateOf(balance, coverage);
  const firstSnapshot = balance.snapshots[0]?.at;
  const latest = at ?? coverage.exportedBefore ?? coverage.ordersLastChange ?? lastUpdate?.to ?? 0;
  const earliest = Math.min(coverage.ordersFrom ?? latest, coverage.updatesFrom ?? latest);
  const relevant = placed.filter(
    ({ line }) => at === null || line.createdAt === null || line.createdAt <= at,
  );
  const locksKnown = namesLocks(balance);
  const locks = new Set(balance.locks ?? []);
  const counting = locksKnown
    ? relevant.map(({ line, share }) => share === 1 && isLocked(line, locks))
    : countingWithoutLocks(balance, relevant, lastUpdate?.from ?? null);
  const lines = relevant.map((entry, index) => {
    const counts = counting[index] ?? false;
    return lineOf(entry, counts, locksKnown && entry.share === 1, { at, latest, earliest, lastUpdate });
  });
  const covered = new Set(relevant.filter((p) => p.share === 1).flatMap((p) => lockIdsOf(p.line)));
  const missingLocks = locksKnown ? balance.locks.filter((lock) => !covered.has(lock)) : [];
  return {
    balance,
    missingLocks,
    locksKnown,
    unplaced: relevant.filter((p) => p.share < 1).length,
    ...(coverage.updatesFrom === null && firstSnapshot !== undefined ? { readFrom: firstSnapshot } : {}),
    ...balanceToReserved(balance, lines, missingLocks, locksKnown),
  };
}

/**
 * Which lines count as reserved when the export lists no locks: pending ones first, then whatever subset
 * of the rest makes up ReservedQuantity; if several subsets fit, only what they share.
 */
function countingWithoutLocks(
  balance: Balance,
  placed: readonly Placed[],
  lastUpdate: Moment | null,
): boolean[] {
  const counting = placed.map(() => false);
  let left = balance.reserved;
  const take = (index: number): void => {
    counting[index] = true;
    left -= placed[index]?.units ?? 0;
  };
  const certain = (index: number): boolean => (placed[index]?.share ?? 0) === 1;
  const phases = placed.map((p) => phaseOf(p.line.status));
  const inPhase = (wanted: ReservationPhase): number[] =>
    placed.flatMap((p, index) => (phases[index] === wanted && certain(index) && p.units > 0 ? [index] : []));
  for (const phase of ['confirmed', 'authorized'] as const)
    for (const index of inPhase(phase)) if ((placed[index]?.units ?? 0) <= left) take(index);
  const after = (index: number): boolean => {
    const line = placed[index]?.line;
    return (
      line !== undefined &&
      (lastUpdate === null || (line.lastChangeAt ?? Number.POSITIVE_INFINITY) > lastUpdate)
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
function lineOf(placed: Placed, counts: boolean, lockTells: boolean, when: Frame): Line {
  const { line } = placed;
  const phase = phaseOf(line.status);
  const changedAfter = when.at !== null && line.lastChangeAt !== null && line.lastChangeAt > when.at;
  const state = counts ? reservedState(line, phase, changedAfter, when) : null;
  const stated = momentsOf(line, when.earliest, when.latest);
  const moments = lockTells ? narrowedByLock(stated, state, phase, when.lastUpdate) : stated;
  const acknowledged = phase === 'acknowledged' && !changedAfter;
  const gone = state === null ? acknowledged || phase === 'undetermined' : state !== 'pending';
  return {
    order: line.order,
    lockId: line.lockId,
    units: placed.units,
    status: line.status,
    phase,
    createdAt: line.createdAt,
    lastChangeAt: line.lastChangeAt,
    share: placed.share,
    state,
    gone,
    moments,
  };
}

/**
 * The state of a reservation that counts. Preparing Delivery before T makes it acknowledged; a closed
 * order's is acknowledged while no update has come since it closed, and a ghost once one has.
 */
function reservedState(
  line: OrderLine,
  phase: ReservationPhase,
  changedAfter: boolean,
  when: Frame,
): ReservationState {
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
      const updatedSince =
        when.lastUpdate !== null && line.lastChangeAt !== null && when.lastUpdate.from >= line.lastChangeAt;
      return closed && updatedSince ? 'ghost' : 'acknowledged';
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

/** Makes the reserved lines add up to ReservedQuantity, and says what had to be done for it. */
function balanceToReserved(
  balance: Balance,
  lines: readonly Line[],
  missingLocks: readonly string[],
  locksKnown: boolean,
): { lines: readonly Line[]; pendingMost: Units; notes: readonly Note[] } {
  const notes: Note[] = [];
  const counted = lines.reduce((sum, line) => sum + (line.state === null ? 0 : line.units), 0);
  const pending = lines.reduce((sum, line) => sum + (line.state === 'pending' ? line.units : 0), 0);
  const reserved = Math.max(balance.reserved, 0);
  if (balance.reserved < 0) notes.push({ code: 'reserved-negative', values: { reserved: balance.reserved } });
  const left = reserved - counted;
  if (!locksKnown && reserved > 0) notes.push({ code: 'no-locks', values: { reserved } });
  if (left > 0) {
    if (missingLocks.length === 0)
      notes.push({ code: 'reserved-differs', values: { reserved, found: counted } });
    const unbacked = lines.filter((l) => l.state === null && l.gone && l.share === 1);
    const backed = !locksKnown && unbacked.reduce((sum, l) => sum + l.units, 0) >= left;
    return {
      lines: backed ? withGhostsOf(lines, left) : [...lines, standIn(missingLocks, left)],
      pendingMost: missingLocks.length > 0 ? pending + left : pending,
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

/** Reserved units whose order is in no export: undetermined, without a known moment. */
function standIn(missingLocks: readonly string[], units: Units): Line {
  return {
    order: missingLocks.join(', '),
    lockId: missingLocks.length === 1 ? (missingLocks[0] ?? null) : null,
    units,
    status: null,
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
