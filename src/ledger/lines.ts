/**
 * Which order lines matter to a balance, and what each is at T: pending, acknowledged, a ghost,
 * undetermined, gone, or nothing. Locks decide whether a reservation still counts; the order's status
 * only what state it is in.
 */
import type { Note } from './diagnosis.js';
import { asOfExport, inOrderOfTime, lastUpdateOf, latestExport, namesLocks } from './lines/as-of-export.js';
import type { BalanceLines, Line } from './lines/line.js';
import { type Balanced, balanceToReserved } from './lines/reserved.js';
import { asOfT, type Described, type Frame, lineOf, lineOfRecord, narrowedByLock } from './lines/states.js';
import { countingWithoutLocks } from './lines/without-locks.js';
import { isLocked, type Placed, place } from './places.js';
import type { Balance, Coverage, OrderLine, ReservationRecord, SkuRecords } from './records.js';
import { located, lockIdsOf, locksFrom } from './reservations.js';
import { narrowedByReservedLog } from './reserved-log.js';

export { latestExport } from './lines/as-of-export.js';
export type { BalanceLines, Line } from './lines/line.js';

/** The lines of one SKU: those placed in a balance, and those that may stand in several. */
export interface SkuLines {
  /** Each with the lines that surely stand in it, by warehouse id. */
  readonly balances: readonly BalanceLines[];
  /** Of each balance, the lines that may stand in it or in another, by creation; balances share the list. */
  readonly open: readonly (readonly Line[])[];
}

/** Places the SKU's lines and decides the state of each, per balance by warehouse id, whatever the records' order. */
export function linesOfBalances(records: SkuRecords, coverage: Coverage): BalanceLines[] {
  const { balances, open } = linesOfSku(records, coverage);
  return balances.map((balance, index) => withOpenLines(balance, open[index] ?? []));
}

/** As `linesOfBalances`, with the lines that may stand in several balances apart. */
export function linesOfSku(records: SkuRecords, coverage: Coverage): SkuLines {
  const exported = [...records.balances]
    .sort((a, b) => compare(a.warehouse, b.warehouse))
    .map((balance) => asOfExport(inOrderOfTime(balance), coverage));
  const reservations = located(records.reservations, exported);
  const reserved = byWarehouse(reservations);
  const balances = exported.map((balance) =>
    withLocks(balance, reserved.get(balance.warehouse) ?? [], coverage),
  );
  const { placed, open, among } = place(balances, [...records.lines].sort(byCreation), reservations);
  const known: KnownElsewhere = {
    reservations: reserved,
    otherLines: new Set(records.locksOfOtherLines),
  };
  const openIn = openLinesIn(open, new Set(among));
  const lines = balances.map((balance, index) => {
    const own = [...(placed[index] ?? [])].sort((a, b) => byCreation(a.line, b.line));
    const when = frameOf(balance, coverage);
    const shared = openIn(index, when);
    return { shared, described: describe(balance, own, shared, known, when, coverage) };
  });
  const logged = new Map(records.balances.map(({ warehouse, updates }) => [warehouse, updates.length]));
  return {
    balances: lines.map(({ described }) => withLaterUpdates(described, logged, coverage)),
    open: lines.map(({ shared }) => shared),
  };
}

function byWarehouse(
  reservations: readonly ReservationRecord[],
): ReadonlyMap<string | null, readonly ReservationRecord[]> {
  const result = new Map<string | null, ReservationRecord[]>();
  for (const record of reservations) {
    const same = result.get(record.warehouse);
    if (same === undefined) result.set(record.warehouse, [record]);
    else same.push(record);
  }
  return result;
}

/** What is known of locks that no line of the balance explains. */
interface KnownElsewhere {
  /** By warehouse. */
  readonly reservations: ReadonlyMap<string | null, readonly ReservationRecord[]>;
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

type Dated = Pick<OrderLine, 'createdAt' | 'order' | 'units'>;

/** By creation, then order, then units: two rows of one order may be of the same SKU. */
function byCreation(a: Dated, b: Dated): number {
  return (a.createdAt ?? 0) - (b.createdAt ?? 0) || compare(a.order, b.order) || a.units - b.units;
}

function compare(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}

/** Says how many updates came after T and were left aside. */
function withLaterUpdates(
  described: BalanceLines,
  logged: ReadonlyMap<string, number>,
  coverage: Coverage,
): BalanceLines {
  const { balance } = described;
  const later = (logged.get(balance.warehouse) ?? 0) - balance.updates.length;
  if (later <= 0) return described;
  const exportedAt = latestExport(balance, coverage) ?? 0;
  const note: Note = { code: 'updates-after-export', values: { updates: later, exportedAt } };
  return { ...described, notes: [...described.notes, note] };
}

/** The moments that a balance's lines are read against. */
function frameOf(balance: Balance, coverage: Coverage): Frame {
  const at = latestExport(balance, coverage);
  const lastUpdate = lastUpdateOf(balance, coverage);
  const latest = at ?? coverage.exportedBefore ?? coverage.ordersLastChange ?? lastUpdate?.to ?? 0;
  const earliest = Math.min(coverage.ordersFrom ?? latest, coverage.updatesFrom ?? latest);
  return { at, latest, earliest, lastUpdate };
}

/** The lines as they were at T, without those placed after it. */
function asOfFrame(placed: readonly Placed[], { at }: Frame): Described[] {
  return placed
    .map((entry) => asOfT(entry, at))
    .filter(({ line }) => at === null || line.createdAt === null || line.createdAt <= at);
}

/**
 * Describes the lines that nothing places, for one balance after the other. No lock tells anything of them:
 * balances exported at the same moment see the same, and share one list.
 */
function openLinesIn(
  open: readonly Placed[],
  among: ReadonlySet<number>,
): (index: number, when: Frame) => readonly Line[] {
  const seen = new Map<string, readonly Line[]>();
  return (index, when) => {
    if (open.length === 0 || !among.has(index)) return [];
    const key = `${when.at} ${when.latest} ${when.earliest}`;
    let lines = seen.get(key);
    if (lines === undefined) {
      lines = asOfFrame(open, when).map((entry) => lineOf(entry, false, false, when));
      seen.set(key, lines);
    }
    return lines;
  };
}

/** The balance with its own lines; those that may stand in it are only counted. */
function describe(
  balance: Balance,
  placed: readonly Placed[],
  open: readonly Line[],
  known: KnownElsewhere,
  when: Frame,
  coverage: Coverage,
): BalanceLines {
  const firstSnapshot = balance.snapshots[0]?.at;
  const relevant = asOfFrame(placed, when);
  const locksKnown = namesLocks(balance);
  const locks = new Set(balance.locks ?? []);
  const counting = locksKnown
    ? relevant.map(({ line }) => isLocked(line, locks))
    : countingWithoutLocks(balance, relevant, when.lastUpdate?.from ?? null);
  const lines = relevant.map((entry, index) => lineOf(entry, counting[index] ?? false, locksKnown, when));
  const covered = new Set(relevant.flatMap(({ line }) => lockIdsOf(line)));
  const unclaimed = new Set(locksKnown ? balance.locks.filter((lock) => !covered.has(lock)) : []);
  const recorded = (known.reservations.get(balance.warehouse) ?? []).filter(({ lockId }) =>
    unclaimed.has(lockId),
  );
  const explained = new Set(recorded.map(({ lockId }) => lockId));
  const unexplained = [...unclaimed].filter((lock) => !explained.has(lock));
  const missingLocks = unexplained.filter((lock) => !known.otherLines.has(lock));
  const locksOfOtherLines = unexplained.filter((lock) => known.otherLines.has(lock));
  const all = [...lines, ...recorded.map((record) => lineOfRecord(record, when))];
  const balanced = balanceToReserved(balance, all, { missingLocks, locksOfOtherLines, locksKnown });
  const isNarrowed = coverage.updatesFrom !== null && locksKnown && open.length === 0;
  return {
    balance,
    missingLocks,
    locksOfOtherLines,
    locksKnown,
    unplaced: open.length,
    mayReserveUnplaced: !locksKnown && open.some((line) => mayBeReservedHere(line, balance)),
    ...(coverage.updatesFrom === null && firstSnapshot !== undefined ? { readFrom: firstSnapshot } : {}),
    ...(isNarrowed ? withReservedLog(balance, balanced, coverage) : balanced),
  };
}

/** Without locks, a line that could stand in several warehouses may be what is reserved in this one. */
function mayBeReservedHere(line: Line, { reserved, updates }: Balance): boolean {
  if (reserved === 0 || line.phase === 'closed') return false;
  const updatedAt = updates.at(-1)?.at ?? Number.NEGATIVE_INFINITY;
  return line.phase !== 'acknowledged' || (line.moments.handling?.to ?? updatedAt) > updatedAt;
}

/**
 * The balance with lines that may stand in it among its own, in their order; what only its reserved units tell
 * of stays behind.
 */
export function withOpenLines(balance: BalanceLines, open: readonly Line[]): BalanceLines {
  if (open.length === 0) return balance;
  const lines: Line[] = [];
  let next = 0;
  const comeBefore = (line: Line | null): void => {
    for (let one = open[next]; one !== undefined; one = open[++next]) {
      if (line !== null && byCreation(one, line) > 0) return;
      lines.push(one);
    }
  };
  for (const line of balance.lines) {
    comeBefore(line.source === 'order' ? line : null);
    lines.push(line);
  }
  comeBefore(null);
  return { ...balance, lines };
}

/** Narrowed by what the log says was reserved, where every line of the balance is known. */
function withReservedLog(balance: Balance, balanced: Balanced, coverage: Coverage): Balanced {
  const isKnown = balanced.lines.every(({ moments }) => moments.created !== null);
  if (!isKnown || balanced.notes.some(({ code }) => code === 'reserved-differs')) return balanced;
  const { lines, note } = narrowedByReservedLog(balanced.lines, balance.updates, coverage.ordersFrom);
  return { ...balanced, lines, notes: note === null ? balanced.notes : [...balanced.notes, note] };
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
  return { ...balance, lines, unplaced: balance.unplaced - indexes.size };
}

/** The balance without lines that stand in another warehouse. */
export function without(balance: BalanceLines, indexes: ReadonlySet<number>): BalanceLines {
  if (indexes.size === 0) return balance;
  const lines = balance.lines.filter((_, index) => !indexes.has(index));
  return { ...balance, lines, unplaced: balance.unplaced - indexes.size };
}
