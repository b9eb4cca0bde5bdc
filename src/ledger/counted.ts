/**
 * The physical count of a balance: which of several counts to use, and how it is carried from the moment
 * it was made to T. Pending units are on the shelf and counted, picked ones are not.
 */
import type { CountStory } from './diagnosis.js';
import type { WriterReading } from './habits.js';
import { HOUR } from './lags.js';
import { type BalanceLines, type Line, latestExport } from './lines.js';
import { latestMoment } from './moments.js';
import { logStart, stepsOf } from './reading.js';
import type { Coverage, InventoryUpdate, Moment, PhysicalCount, Units } from './records.js';
import type { Outcome } from './replay.js';
import { subsetsWithSum } from './subsets.js';
import { reachesExport, type Verdict } from './verdict.js';

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
  /** Other shelves the evidence allows, ascending. */
  readonly alternatives: readonly Units[];
  /** The count was made at T or later: nothing can have come in between. */
  readonly isAfterExport: boolean;
  /** Every unit that moved in between is known, and no update of this balance came in between. */
  readonly isCertain: boolean;
  /** Not certain by itself, but it is as sure as the log, which says the same or how the count changed. */
  readonly isAsSureAsLog: boolean;
}

/** Receipts within this long of a count may have been on the shelf when it was made. */
const JUST_RECEIVED = HOUR / 4;
/** Units that may or may not have moved are combined up to so many; of more, only all and none. */
const COMBINED = 8;

/**
 * Carries the balance's count to T: less the lines that entered Preparing Delivery since, less what was taken
 * off since and nothing explains, plus what was received and what came back. A write-off of an order moves
 * nothing, nor does putting back what never left the shelf. Where it is not known whether units moved before
 * the count or after, the lowest shelf is taken, unless the log proves another of those that are possible.
 * @returns null where the balance has no count
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
  const shelf = leftSince(balance, count, at);
  const readings = [{ outcome: verdict.outcome, isWellSupported: true }, ...verdict.others];
  const carried = (isAfterExport ? [{ outcome: null, isWellSupported: true }] : readings).map(
    ({ outcome, isWellSupported }) => {
      const moved = movedSince(balance, outcome, verdict.reading, at);
      return { moved, isWellSupported, shelf: carriedBy(count, shelf.left, moved) };
    },
  );
  const lowest = carried
    .filter((one) => one.isWellSupported)
    .reduce((low, next) => (next.shelf < low.shelf ? next : low));
  const expected = verdict.outcome?.shelf ?? null;
  const proven = verdict.confidence === 'proven' && expected !== null ? expected : lowest.shelf;
  const settled = settledAs(proven, shelf.left, lowest.moved, lowest.shelf);
  const { left } = settled;
  const surplus = carriedBy(count, left, settled.moved) - (expected ?? Number.POSITIVE_INFINITY);
  const moved = withoutCounted(settled.moved, surplus);
  const result = carriedBy(count, left, moved);
  const possible = carried.flatMap((one) =>
    sumsOf([
      ...shelf.left.filter((each) => each.isOpen).map(({ units }) => units),
      ...one.moved.doubtful,
    ]).map((more) => one.shelf + more),
  );
  possible.push(carriedBy(count, left, settled.moved));
  const alternatives = [...new Set(possible)].filter((other) => other !== result).sort((a, b) => a - b);
  const isTold = alternatives.length === 0 && moved.unexplained === 0 && !moved.hasGap;
  const isSeen = isAfterExport || isCovered(balance, at, coverage);
  const hasUpdates = updates.some((update) => update.at > at);
  const isKnown = isTold && isSeen && shelf.isKnown;
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
    alternatives,
    isAfterExport,
    isCertain: isKnown && !hasUpdates,
    isAsSureAsLog: isTold && (result === expected || (isKnown && hasUpdates)),
  };
}

function carriedBy(count: PhysicalCount, left: readonly Left[], moved: Moved): Units {
  return count.counted - unitsOf(left) + moved.received + moved.putBack - moved.unexplained;
}

/** What is open settled so that the shelf comes to `wanted`, where that is possible. */
function settledAs(
  wanted: Units,
  left: readonly Left[],
  moved: Moved,
  lowest: Units,
): { left: readonly Left[]; moved: Moved } {
  const open = left.filter((line) => line.isOpen);
  const units = [...open.map((line) => line.units), ...moved.doubtful];
  const fit = wanted > lowest ? subsetsWithSum(units, wanted - lowest, 1)[0] : undefined;
  if (fit === undefined) return { left, moved };
  const stayed = new Set(fit.flatMap((member) => open[member] ?? []));
  const arrived = fit.reduce((sum, member) => sum + (moved.doubtful[member - open.length] ?? 0), 0);
  return {
    left: left.filter((line) => !stayed.has(line)),
    moved: { ...moved, received: moved.received + arrived },
  };
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
      // Nothing says when an unknown order's units left, if they did.
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
  /** Receipts that may have been on the shelf already when it was counted: left out. */
  readonly doubtful: readonly Units[];
  readonly hasGap: boolean;
}

/** What the updates since the count brought to the shelf or took from it, in one reading of the log. */
function movedSince(
  balance: BalanceLines,
  outcome: Outcome | null,
  reading: WriterReading | null,
  at: Moment,
): Moved {
  const receipts: Units[] = [];
  let putBack = 0;
  let unexplained = 0;
  let hasGap = false;
  const doubtful: Units[] = [];
  for (const step of stepsOf(outcome?.last ?? null)) {
    const { event } = step;
    if (event.at <= at) continue;
    hasGap ||= event.kind === 'gap';
    unexplained += step.unexplained;
    if (step.received > 0) {
      if (event.kind === 'update' && !mayHaveLain(event.update, reading, at)) receipts.push(step.received);
      else doubtful.push(step.received);
    }
    for (const index of step.putBack) {
      const line = balance.lines[index];
      const handling = line?.moments.handling;
      if (line !== undefined && handling?.certain === true && handling.to <= event.at) putBack += line.units;
    }
  }
  const received = receipts.reduce((sum, units) => sum + units, 0);
  return { received, receipts, putBack, unexplained, doubtful, hasGap };
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
