/**
 * The physical count of a balance: which of several counts to use, and how it is carried from the moment
 * it was made to T. Pending units are on the shelf and counted, picked ones are not.
 */
import type { CountStory } from './diagnosis.js';
import { lowersRegularly, type WriterReading, writerIn } from './habits.js';
import { DAY, HOUR } from './lags.js';
import { type BalanceLines, type Line, latestExport } from './lines.js';
import { latestMoment } from './moments.js';
import { logStart, stepsOf } from './reading.js';
import type { Coverage, InventoryUpdate, Moment, PhysicalCount, Units } from './records.js';
import { anySubsetWithSum, subsetsWithSum } from './subsets.js';
import { type ReadOutcome, reachesExport, type Verdict } from './verdict.js';

/** One row of a physical count of one balance. */
interface CountRow {
  readonly counted: Units;
  readonly at: Moment | null;
  /** When the file it stands in was last written. */
  readonly fileModifiedAt: Moment;
}

/**
 * The count to go by: the newest that says when it was made, even when that is after T; else the newest that
 * does not say, if its file is newer than T. Of two counts of one moment the lower.
 * @param exportedAt T of the balance; null when unknown
 * @param exportedBefore T is no later than this; null when not even that is known
 * @param withPicked units in Preparing Delivery that had not left the building were counted too
 */
export function countToUse(
  counts: readonly CountRow[],
  exportedAt: Moment | null,
  exportedBefore: Moment | null,
  withPicked: boolean,
): PhysicalCount | null {
  let newest: { counted: Units; at: Moment } | null = null;
  let undated: { counted: Units; at: Moment } | null = null;
  const latest = latestMoment(exportedAt, exportedBefore) ?? exportedBefore;
  for (const { counted, at, fileModifiedAt } of counts) {
    if (at !== null) newest = newer(newest, { counted, at });
    else if (latest !== null && fileModifiedAt > latest)
      undated = newer(undated, { counted, at: fileModifiedAt });
  }
  if (newest !== null) return { counted: newest.counted, at: newest.at, withPicked };
  return undated === null ? null : { counted: undated.counted, at: null, withPicked };
}

function newer<Count extends { counted: Units; at: Moment }>(one: Count | null, other: Count): Count {
  if (one === null || other.at > one.at) return other;
  return other.at === one.at && other.counted < one.counted ? other : one;
}

/** A count carried to T, with whatever else it could be and how sure that is. */
export interface CarriedCount {
  readonly story: CountStory;
  /** The reading of the log that the count bears out; null where it bears out none. */
  readonly borneOut: ReadOutcome | null;
  /** Other shelves the evidence allows, ascending. */
  readonly alternatives: readonly Units[];
  /** The count was made at T or later: nothing can have come in between. */
  readonly isAfterExport: boolean;
  /** Every unit that moved in between is known, and no update of this balance came in between. */
  readonly isCertain: boolean;
  /** Not certain by itself, but it is as sure as the log, which says the same or how the count changed. */
  readonly isAsSureAsLog: boolean;
  /** The most that the exports explain, where the count is so far above it that it may be mistyped; else null. */
  readonly most: Units | null;
}

/** Receipts within this long of a count may have been on the shelf when it was made. */
const JUST_RECEIVED = HOUR / 4;
/** Units that may or may not have moved are combined up to so many; of more, only all and none. */
const COMBINED = 8;
/** So many units may turn up on a shelf that nobody knew of. */
const A_FEW = 5;
/** A count is still carried where the exports begin so much later: a small store may have had no change in between. */
const BEGINS_WITHIN = 2 * DAY;
/** What is put back is put back soon, if only in the next nights. */
const PUT_BACK_WITHIN = 3 * DAY;
/** So long orders may wait for Preparing Delivery. */
const ORDERS_WAIT = 7 * DAY;

/**
 * Carries the balance's count to T: less the lines that entered Preparing Delivery since, less what was taken
 * off since and nothing explains, plus what was received and what came back. A write-off of an order moves
 * nothing, nor does putting back what never left the shelf.
 *
 * Where it is not known whether units moved before the count or after, the count can have become several
 * shelves. Of the well-supported readings of the log, the lowest it can have become is taken: it bears that
 * reading out, and is as sure as the log, unless units of cancelled orders may have come back, of which a log
 * says nothing. Where it bears out none, it is believed against the log, and the lowest shelf it can have become
 * is taken; one far above all that the exports explain may be mistyped as well as found, and is never proven.
 * @returns null where the balance has no count, or one that bears no reading of the log out and is of before the
 *   log began, or would raise the shelf though orders that left it since may be in no export
 */
export function carriedCount(
  balance: BalanceLines,
  verdict: Verdict,
  coverage: Coverage,
): CarriedCount | null {
  const { count, updates } = balance.balance;
  if (count === null) return null;
  const end = latestExport(balance.balance, coverage);
  const isAfterExport = count.at === null || (end !== null && count.at >= end);
  const at = isAfterExport ? (end ?? Number.POSITIVE_INFINITY) : (count.at ?? Number.POSITIVE_INFINITY);
  const shelf = leftSince(balance, count, at, isAfterExport);
  const all = readingsOf(verdict).map((read) => carriedIn(balance, count, shelf.left, read, at));
  const supported = all.filter((one) => one.isWellSupported);
  const agreeing = supported.filter(({ settled }) => settled !== null);
  const chosen = lowestOf(agreeing.length > 0 ? agreeing : supported);
  const expected = verdict.outcome?.shelf ?? null;
  const { left, moved } = chosen.settled ?? {
    left: shelf.left,
    moved: withoutCounted(chosen.moved, chosen.lowest - (expected ?? Number.POSITIVE_INFINITY)),
  };
  const result = carriedBy(count, left, moved);
  const highest = highestOf(balance, verdict);
  const returned = returnedOf(balance, verdict);
  const most = highest + returned;
  const isSeen = isAfterExport || isCovered(balance, at, coverage);
  const isBorneOut = chosen.settled !== null;
  const limit = expected ?? Math.max(balance.balance.available, 0) + pendingOf(balance);
  if (!isBorneOut && isOfBeforeTheLog(balance, at, coverage)) return null;
  const hasUpdates = updates.some((update) => update.at > at);
  // An order that left the shelf since is still reserved while no update has come.
  const isLeft = isAfterExport || (isSeen && !hasUpdates);
  if (!isBorneOut && !isLeft && result > limit && mayLackOrders(at, expected !== null, coverage)) return null;
  const possible = distinct(
    all.flatMap((one) =>
      sumsOf([...openIn(shelf.left), ...one.moved.doubtful]).map((more) => one.lowest + more),
    ),
    result,
  );
  const isTold = possible.length === 0 && moved.unaccounted === 0 && !moved.hasGap;
  const isKnown = isTold && isSeen && shelf.isKnown && !isFarAbove(result, most);
  const pending = pendingOf(balance);
  const exported = expected ?? (balance.balance.available < 0 ? null : balance.balance.available + pending);
  const agreed = agreeing.concat(all.filter(({ settled, isWellSupported }) => settled && !isWellSupported));
  const others = isBorneOut
    ? [
        ...agreed.flatMap(({ read }) => read?.outcome.shelf ?? []),
        ...possible.filter((one) => one > highest && one <= most),
      ]
    : [...possible, ...(isKnown || exported === null ? [] : [exported])];
  const inState = (wasCounted: boolean): readonly Left[] =>
    left.filter((line) => line.wasCounted === wasCounted);
  return {
    story: {
      counted: count.counted,
      at: count.at,
      withPicked: count.withPicked,
      picked: inState(true).map(({ order, units }) => ({ order, units })),
      handled: inState(false).map(({ order, units, at }) => ({ order, units, at })),
      received: moved.received,
      putBack: moved.putBack,
      unexplained: moved.unexplained,
      carried: result,
    },
    borneOut: isBorneOut ? chosen.read : null,
    alternatives: distinct(others, result),
    isAfterExport,
    isCertain: isKnown && !hasUpdates,
    isAsSureAsLog: isBorneOut
      ? moved.unaccounted === 0 && returned === 0
      : isKnown && hasUpdates && result <= highest,
    most: isFarAbove(result, most) ? most : null,
  };
}

/** The count as it comes to T in one reading of the log. */
interface CarriedIn {
  readonly read: ReadOutcome | null;
  readonly isWellSupported: boolean;
  readonly moved: Moved;
  /** The lowest shelf it can have become. */
  readonly lowest: Units;
  /** What moved, if it has become the shelf of this reading; null where it cannot have. */
  readonly settled: { readonly left: readonly Left[]; readonly moved: Moved } | null;
}

function readingsOf(verdict: Verdict): { read: ReadOutcome | null; isWellSupported: boolean }[] {
  const { outcome, reading } = verdict;
  if (outcome === null || reading === null) return [{ read: null, isWellSupported: true }];
  return [
    { read: { outcome, reading }, isWellSupported: true },
    ...verdict.others.map(({ isWellSupported, ...read }) => ({ read, isWellSupported })),
  ];
}

function carriedIn(
  balance: BalanceLines,
  count: PhysicalCount,
  left: readonly Left[],
  { read, isWellSupported }: { read: ReadOutcome | null; isWellSupported: boolean },
  at: Moment,
): CarriedIn {
  const moved = movedSince(balance, read, at);
  const lowest = carriedBy(count, left, moved);
  const settled = read === null ? null : settledAs(read.outcome.shelf - lowest, left, moved);
  return { read, isWellSupported, moved, lowest, settled };
}

/** The one that comes to the lowest shelf: that of its reading where it bears it out. */
function lowestOf(carried: readonly CarriedIn[]): CarriedIn {
  const shelfOf = ({ settled, read, lowest }: CarriedIn): Units =>
    settled === null ? lowest : (read?.outcome.shelf ?? lowest);
  return carried.reduce((low, next) => (shelfOf(next) < shelfOf(low) ? next : low));
}

function distinct(shelves: readonly Units[], but: Units): Units[] {
  return [...new Set(shelves)].filter((other) => other !== but).sort((a, b) => a - b);
}

function carriedBy(count: PhysicalCount, left: readonly Left[], moved: Moved): Units {
  return count.counted - unitsOf(left) + moved.received + moved.putBack - moved.unexplained;
}

function openIn(left: readonly Left[]): Units[] {
  return left.filter((line) => line.isOpen).map(({ units }) => units);
}

/** What is open settled so that the shelf comes to so many units above the lowest; null where it cannot. */
function settledAs(
  above: Units,
  left: readonly Left[],
  moved: Moved,
): { left: readonly Left[]; moved: Moved } | null {
  const open = left.filter((line) => line.isOpen);
  const fit = anySubsetWithSum([...openIn(left), ...moved.doubtful], above);
  if (fit === null) return null;
  const stayed = new Set(fit.flatMap((member) => open[member] ?? []));
  const arrived = fit.reduce((sum, member) => sum + (moved.doubtful[member - open.length] ?? 0), 0);
  return {
    left: left.filter((line) => !stayed.has(line)),
    moved: { ...moved, received: moved.received + arrived },
  };
}

/** The highest shelf of any reading of the log; without one, in stock made whole for every pending order. */
function highestOf(balance: BalanceLines, verdict: Verdict): Units {
  const shelves = readingsOf(verdict).map(
    ({ read }) => read?.outcome.shelf ?? Math.max(balance.balance.inStock, 0) + pendingOf(balance),
  );
  return Math.max(...shelves);
}

/** Units of cancelled orders that may lie on the shelf again though nothing was put back for them. */
function returnedOf(balance: BalanceLines, { outcome }: Verdict): Units {
  const notBack = new Set<number>();
  for (const step of stepsOf(outcome?.last ?? null)) {
    for (const index of step.taken) notBack.add(index);
    for (const index of step.putBack) notBack.delete(index);
  }
  return unitsOf(
    balance.lines.filter(
      (line, index) => line.phase === 'closed' && (line.state !== null || notBack.has(index)),
    ),
  );
}

/**
 * Orders of before the first exported one may have left the shelf since the count, unseen: with a log to fall
 * back on, where they may have waited as long as that; without one, where the exported ones begin after it.
 */
function mayLackOrders(at: Moment, isLogged: boolean, { ordersFrom }: Coverage): boolean {
  if (ordersFrom === null) return false;
  return isLogged ? ordersFrom > at - ORDERS_WAIT : ordersFrom > at + BEGINS_WITHIN;
}

/** Made so long before the log began that what moved in between is not seen at all. */
function isOfBeforeTheLog(balance: BalanceLines, at: Moment, coverage: Coverage): boolean {
  return coverage.updatesFrom !== null && logStart(balance, coverage) > at + BEGINS_WITHIN;
}

/** A digit too many, or another shelf: more than twice what the exports explain, and not by a few units. */
function isFarAbove(counted: Units, most: Units): boolean {
  return counted > 2 * Math.max(most, 0) && counted - most > A_FEW;
}

function pendingOf(balance: BalanceLines): Units {
  return unitsOf(balance.lines.filter((line) => line.state === 'pending'));
}

/** The log and the orders reach back before the count and on to T. */
function isCovered(balance: BalanceLines, at: Moment, coverage: Coverage): boolean {
  if (coverage.updatesFrom === null || !reachesExport(coverage)) return false;
  return logStart(balance, coverage) <= at && (coverage.ordersFrom ?? at) <= at;
}

/**
 * A count that finds just the units of receipts more than the log lets expect held them already: goods are on
 * the shelf before anybody writes them.
 */
function withoutCounted(moved: Moved, surplus: Units): Moved {
  if (surplus <= 0 || surplus > moved.received) return moved;
  const isCounted = subsetsWithSum(moved.receipts, surplus, 1).length > 0;
  return isCounted ? { ...moved, received: moved.received - surplus } : moved;
}

/** A line whose units are no longer on the shelf, though they were counted. */
interface Left {
  readonly order: string;
  readonly units: Units;
  /** When it entered Preparing Delivery; null where only a span is known. */
  readonly at: Moment | null;
  /** It had left the shelf, and its units were counted with the picked ones. */
  readonly wasCounted: boolean;
  /** It may as well have left before the count, or not from here. */
  readonly isOpen: boolean;
}

/** The lines that left the shelf after the count, or were counted though they had left it. */
function leftSince(
  balance: BalanceLines,
  count: PhysicalCount,
  at: Moment,
  isAfterExport: boolean,
): { left: readonly Left[]; isKnown: boolean } {
  const left: Left[] = [];
  let isKnown = true;
  for (const line of balance.lines) {
    const { order, units, share } = line;
    const { handling } = line.moments;
    const isClosed = line.phase === 'closed' && line.state === null;
    // An order cancelled since whose units may have left the shelf: if they did, they came back.
    if (isClosed && handling?.certain === false && (line.lastChangeAt ?? at) > at) isKnown = false;
    if (isClosed ? handling?.certain !== true : !line.gone) continue;
    const elsewhere = share < 1;
    if (handling === null) {
      // Nothing says when an unknown order's units left, if they did; after T none can have.
      if (!isAfterExport || count.withPicked)
        left.push({ order, units, at: null, wasCounted: false, isOpen: true });
    } else if (handling.from > at) {
      const exactly = handling.from === handling.to ? handling.to : null;
      left.push({ order, units, at: exactly, wasCounted: false, isOpen: elsewhere || !handling.certain });
    } else if (handling.to > at) {
      left.push({ order, units, at: null, wasCounted: false, isOpen: elsewhere || !count.withPicked });
    } else if (count.withPicked && !hadLeftBy(line, at)) {
      left.push({ order, units, at: null, wasCounted: true, isOpen: elsewhere });
    }
  }
  return { left, isKnown };
}

/** Invoiced or cancelled by then: its units were no longer waiting among those in Preparing Delivery. */
function hadLeftBy(line: Line, at: Moment): boolean {
  if (line.phase === 'closed') return line.lastChangeAt !== null && line.lastChangeAt <= at;
  const { invoiced } = line.moments;
  return invoiced !== null && invoiced.to <= at;
}

interface Moved {
  readonly received: Units;
  /** The receipts that make it up. */
  readonly receipts: readonly Units[];
  readonly putBack: Units;
  readonly unexplained: Units;
  /** Those of them that were not sold over the counter, as far as their writer's habit tells. */
  readonly unaccounted: Units;
  /** Receipts that may have been none, or on the shelf already when it was counted: left out. */
  readonly doubtful: readonly Units[];
  readonly hasGap: boolean;
}

/** What the updates since the count brought to the shelf or took from it, in one reading of the log. */
function movedSince(balance: BalanceLines, read: ReadOutcome | null, at: Moment): Moved {
  const receipts: Units[] = [];
  let putBack = 0;
  let unexplained = 0;
  let unaccounted = 0;
  let hasGap = false;
  const doubtful: Units[] = [];
  const notBack = new Set<number>();
  for (const step of stepsOf(read?.outcome.last ?? null)) {
    const { event } = step;
    for (const index of step.taken) notBack.add(index);
    for (const index of step.putBack) notBack.delete(index);
    if (event.at <= at) continue;
    hasGap ||= event.kind === 'gap';
    unexplained += step.unexplained;
    if (event.kind !== 'update' || !isTill(event.update, read?.reading ?? null, balance.balance.warehouse))
      unaccounted += step.unexplained;
    if (step.received > 0) {
      let received = step.received;
      // Two things may have come in one write: a receipt, and what was put back and had never left the shelf.
      for (const index of notBack) {
        const line = balance.lines[index];
        if (line === undefined || line.units > received || !mayBePutBack(line, event.at)) continue;
        notBack.delete(index);
        doubtful.push(line.units);
        received -= line.units;
      }
      if (received > 0 && event.kind === 'update' && !mayHaveLain(event.update, read?.reading ?? null, at))
        receipts.push(received);
      else if (received > 0) doubtful.push(received);
    }
    for (const index of step.putBack) {
      const line = balance.lines[index];
      const handling = line?.moments.handling;
      if (line !== undefined && handling?.certain === true && handling.to <= event.at) putBack += line.units;
    }
  }
  const received = receipts.reduce((sum, units) => sum + units, 0);
  return { received, receipts, putBack, unexplained, unaccounted, doubtful, hasGap };
}

/** Cancelled before it left the shelf, not long before the write. */
function mayBePutBack({ phase, state, lastChangeAt, moments }: Line, at: Moment): boolean {
  if (phase !== 'closed' || state !== null || lastChangeAt === null || moments.handling?.certain)
    return false;
  return lastChangeAt <= at && lastChangeAt > at - PUT_BACK_WITHIN;
}

function isTill({ author }: InventoryUpdate, reading: WriterReading | null, warehouse: string): boolean {
  const writer = writerIn(reading?.writers ?? [], author, warehouse);
  return writer !== undefined && lowersRegularly(writer);
}

/** A receipt written so soon after the count, or in the first run after it, may have been counted. */
function mayHaveLain(update: InventoryUpdate, reading: WriterReading | null, at: Moment): boolean {
  const runs = reading?.writers.find((writer) => writer.author === update.author)?.runs ?? null;
  if (runs === null) return update.at - at <= JUST_RECEIVED;
  return !runs.some((run) => run >= at && run < update.at - HOUR);
}

/** Every sum of some of the units; of many, only the sum of all and that of none. */
function sumsOf(units: readonly Units[]): Units[] {
  if (units.length > COMBINED) return [0, units.reduce((sum, one) => sum + one, 0)];
  let sums = [0];
  for (const one of units) sums = [...new Set([...sums, ...sums.map((sum) => sum + one)])];
  return sums;
}

function unitsOf(orders: readonly { readonly units: Units }[]): Units {
  return orders.reduce((sum, { units }) => sum + units, 0);
}
