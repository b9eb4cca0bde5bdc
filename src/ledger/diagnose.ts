/**
 * One balance, from its lines and its verdict to the terms of the formula, the causes and the story:
 * corrected count = available items + reserved units not yet in Preparing Delivery.
 */
import { candidatesOf } from './candidates.js';
import { causesOf } from './causes/index.js';
import { type Costs, costsOf, NO_COSTS } from './costs.js';
import { type CarriedCount, carriedCount } from './counted.js';
import type { BalanceDiagnosis, BalanceStory, Confidence } from './diagnosis.js';
import { type Effort, effortFor } from './effort.js';
import { type Habits, REGULAR, writerIn } from './habits.js';
import { checkedDiagnosis } from './invariants.js';
import { readJointly } from './joint.js';
import { DAY, HOUR } from './lags.js';
import { type BalanceLines, type Line, linesOfSku, withOpenLines } from './lines.js';
import { changedAfter, notesOf, ordersFirst } from './notes.js';
import { logStart, stepsOf } from './reading.js';
import type { Coverage, Moment, SkuRecords, Twin, Units } from './records.js';
import {
  byOrder,
  notPutBackOf,
  reservationsOf,
  takenOnTime,
  unexplainedSince,
  unitsOfLines,
  updatesOf,
} from './story.js';
import { isBacked, type Verdict, verdictOf } from './verdict.js';

/**
 * Diagnoses every balance of one SKU, and tells the story of each, by warehouse id ascending.
 * @param habits what `learnHabits` learned from the same store
 */
export function diagnoseSku(records: SkuRecords, habits: Habits, coverage: Coverage): BalanceStory[] {
  return casesOf(records, habits, coverage).map((one) => storyOf(one, findingsOf(one)));
}

/** As `diagnoseSku`, without the stories. */
export function diagnosesOfSku(records: SkuRecords, habits: Habits, coverage: Coverage): BalanceDiagnosis[] {
  return casesOf(records, habits, coverage).map((one) => findingsOf(one).diagnosis);
}

/** What is known of each balance of a SKU once its log is read. */
function casesOf(records: SkuRecords, habits: Habits, coverage: Coverage): Case[] {
  const placed = linesOfSku(records, coverage);
  const candidates = candidatesOf(placed, habits, coverage);
  const described = placed.balances.map((balance, index) =>
    withOpenLines(balance, candidates.lines[index] ?? []),
  );
  const effort = effortFor(described);
  const read = (balance: BalanceLines, given: Effort): Verdict => verdictOf(balance, habits, coverage, given);
  const { balances, verdicts, undecided } = readJointly(described, candidates, read, coverage, effort);
  const costs = costsOf(records);
  const placesOf = placesByOrder(undecided);
  const most = undecided.filter(({ length }) => length > 0).length;
  return balances.map((balance, index) => {
    const verdict = verdicts[index] ?? read(balance, effort);
    const unplaced = undecided[index] ?? [];
    const isShared = new Uint8Array(balances.length);
    let shared = 0;
    for (const { order } of unplaced) {
      if (shared === most) break;
      for (const place of placesOf.get(order) ?? []) {
        shared += 1 - (isShared[place] ?? 1);
        isShared[place] = 1;
      }
    }
    const places: string[] = [];
    if (shared > 0)
      for (const [place, other] of balances.entries())
        if (isShared[place] === 1) places.push(other.balance.warehouse);
    const twins = records.twins.filter((twin) => twin.warehouse === balance.balance.warehouse);
    const own = costs.get(balance.balance.warehouse) ?? NO_COSTS;
    return caseOf({ balance, verdict, unplaced, places, twins, costs: own, habits, coverage });
  });
}

/** The positions of the balances that an order's lines could stand in, ascending. */
function placesByOrder(undecided: readonly (readonly Line[])[]): ReadonlyMap<string, readonly number[]> {
  const places = new Map<string, number[]>();
  undecided.forEach((lines, place) => {
    for (const { order } of lines) {
      const same = places.get(order);
      if (same === undefined) places.set(order, [place]);
      else if (same.at(-1) !== place) same.push(place);
    }
  });
  return places;
}

/** All that one balance is diagnosed from, and its story told. */
interface Case {
  readonly balance: BalanceLines;
  readonly verdict: Verdict;
  /** The physical count it rests on. */
  readonly carried: CarriedCount | null;
  /** Lines that could as well stand in another balance of the SKU. */
  readonly unplaced: readonly Line[];
  /** The warehouses they could stand in. */
  readonly places: readonly string[];
  readonly twins: readonly Twin[];
  readonly costs: Costs;
  readonly habits: Habits;
  readonly coverage: Coverage;
}

/** What comes of a case, and of that what the story is told from. */
interface Findings {
  readonly diagnosis: BalanceDiagnosis;
  /** Available items are below zero by the log, and nothing bears that out: they are taken for none. */
  readonly floor: boolean;
  /** Without a reading, or beyond it, a count says how many units are there, not of which orders. */
  readonly unread: boolean;
  /** Available items as the log has them. */
  readonly read: Units;
  /** Lines whose units are gone, unreserved, and not taken off, by index. */
  readonly held: readonly number[];
  readonly notPutBack: BalanceStory['notPutBack'];
}

/** With the verdict as a physical count bears it out, where there is one. */
function caseOf(one: Omit<Case, 'carried'>): Case {
  const { balance, verdict, coverage } = one;
  const carried = balance.balance.unlimited ? null : carriedCount(balance, verdict, coverage);
  if (!carried?.borneOut) return { ...one, carried };
  return {
    ...one,
    carried,
    verdict: { ...verdict, ...carried.borneOut, alternatives: carried.alternatives },
  };
}

function findingsOf(one: Case): Findings {
  const { balance, verdict, carried, unplaced, twins, costs, habits, coverage } = one;
  const { lines } = balance;
  const { sku, warehouse, warehouseName, refId, unlimited, inStock, reserved, available } = balance.balance;
  const inState = (state: string): Units => unitsOfLines(lines.filter((line) => line.state === state));
  const pending = inState('pending');
  const lacking = verdict.outcome?.lacking;
  const taken = (index: number): boolean => lacking?.has(index) ?? false;
  const reservedTaken = lines.filter((line, index) => line.state !== null && taken(index));
  const held = lines.flatMap((line, index) =>
    lacking !== undefined && line.state === null && line.gone && line.share === 1 && !taken(index)
      ? [index]
      : [],
  );
  const lateWriteOffs = unitsOfLines(held.map((index) => lines[index]).filter((line) => line !== undefined));
  const steps = stepsOf(verdict.outcome?.last ?? null);
  const since = Math.min(...lines.flatMap((line) => (line.state === null ? [] : (line.createdAt ?? []))));
  const unexplained = unexplainedSince(steps, Number.isFinite(since) ? since : Number.POSITIVE_INFINITY);
  const unexplainedBy = (kind: string): Units =>
    unexplained
      .filter(({ author }) => habitOf(author, warehouse, habits) === kind)
      .reduce((total, { units }) => total + units, 0);
  const gaps = steps.reduce(
    (total, { event }) => total + (event.kind === 'gap' ? Math.abs(event.after - event.before) : 0),
    0,
  );
  // What is reserved below zero, as VTEX is known to export it, makes nothing available.
  const atMost = Math.min(available, inStock);
  const read = (verdict.outcome?.shelf ?? atMost + pending) - pending;
  const told = carried === null ? read : carried.story.carried - pending;
  const unbacked = lines.some((line) => line.state !== null && !isBacked(line));
  const unseen = inStock < 0 && balance.balance.updates.length === 0;
  const doubtful =
    gaps > 0 || unbacked || unseen || unexplainedBy('trigger') > 0 || unexplainedBy('rare') > 0;
  const floor = carried === null && told < 0 && (verdict.outcome === null || doubtful);
  const availableItems = floor ? 0 : told;
  const unread = floor || verdict.outcome === null;
  const beyond = unread ? availableItems - atMost : told - read;
  const earlyWriteOffs = (unread ? 0 : unitsOfLines(reservedTaken)) + Math.max(beyond, 0);
  const late = (unread ? 0 : lateWriteOffs) + Math.max(-beyond, 0);
  const oversold = Math.max(-availableItems, 0);
  const onTime = onTimeIn(one);
  const isGhost = ({ state, order }: Line): boolean =>
    state === 'ghost' || (state !== null && state !== 'pending' && onTime.has(order));
  // Below a floor nobody knows what was taken off; what ghosts hold is missing from available in any case.
  const ghostsTaken = floor
    ? Math.min(inState('ghost'), earlyWriteOffs)
    : unitsOfLines(reservedTaken.filter(isGhost));
  const corrected = unlimited ? null : Math.max(availableItems + pending, 0);
  const notPutBack =
    verdict.outcome === null
      ? []
      : notPutBackOf(balance, verdict.outcome, overdueBy(balance, habits, coverage));
  const basis = carried !== null ? 'counted' : floor ? 'orders-only' : verdict.basis;
  const changed = changedAfter(balance, coverage).length > 0;
  const outdated = lines.some(({ isOutdated, state }) => isOutdated && state !== null);
  const atMostLikely =
    unplaced.length > 0 || changed || outdated || ordersFirst(coverage) || twins.length > 0;
  const confidence = (): Confidence => {
    if (carried?.isAfterExport === true) return carried.isCertain ? 'proven' : 'likely';
    if (basis === 'orders-only') return 'assumed';
    if (atMostLikely) return 'likely';
    if (carried === null) return verdict.confidence;
    if (carried.isCertain) return 'proven';
    return carried.isAsSureAsLog && verdict.confidence === 'proven' ? 'proven' : 'likely';
  };
  const diagnosis = checkedDiagnosis({
    sku,
    warehouse,
    warehouseName,
    refId,
    unlimited,
    inStock,
    reserved,
    available,
    pending,
    acknowledged: inState('acknowledged'),
    ghosts: inState('ghost'),
    undetermined: inState('undetermined'),
    earlyWriteOffs,
    lateWriteOffs: late,
    availableItems,
    corrected,
    unblocked: corrected === null ? null : oversold > 0 ? Math.max(pending, 0) : corrected,
    alternatives: unlimited || floor ? [] : alternativesOf(verdict, carried),
    oversold,
    basis,
    confidence: confidence(),
    causes: unlimited
      ? []
      : causesOf({
          earlyTaken: earlyWriteOffs - ghostsTaken,
          ghostsTaken,
          oversold,
          notTaken: late,
          loweredByHand: unexplainedBy('rare'),
          notPutBack: notPutBack.reduce((total, { units }) => total + units, 0),
          inStock,
          underTwins:
            twins.length === 0
              ? null
              : twins.reduce((total, twin) => total + Math.max(twin.inStock, twin.reserved), 0),
          missingOrders: unitsOfLines(
            lines.filter(
              (line) => line.source === 'lock' && (line.lockId !== null || balance.missingLocks.length > 0),
            ),
          ),
          ofOtherLines: unitsOfLines(lines.filter((line) => line.source === 'lock-of-other-line')),
          gaps,
          unexplained: unexplainedBy('trigger'),
        }),
    ...costs,
  });
  return { diagnosis, floor, unread, read, held, notPutBack };
}

function storyOf(one: Case, { diagnosis, floor, unread, read, held, notPutBack }: Findings): BalanceStory {
  const { balance, verdict, carried, unplaced, places, twins, habits, coverage } = one;
  return {
    ...diagnosis,
    updates: updatesOf(balance, verdict.outcome, verdict.reading),
    reservations: reservationsOf(balance, floor ? null : verdict.outcome, logStart(balance, coverage)),
    notTakenOff: floor
      ? []
      : byOrder(balance.lines, held).map((each) => ({ ...each, status: statusOf(balance, each.order) })),
    notPutBack,
    unserved: unservedOf(balance, diagnosis.oversold),
    counted: carried?.story ?? null,
    notes: notesOf(balance, verdict, {
      floor,
      undecided: unplaced,
      places,
      carried,
      expected: unread ? null : read + diagnosis.pending,
      twins,
      habits,
      coverage,
    }),
  };
}

/** How an author writes here: by a trigger, or by hand (`rare`), or so often that it is neither. */
function habitOf(author: string | null, warehouse: string, habits: Habits): 'trigger' | 'rare' | 'regular' {
  const writer = writerIn(habits.writers, author, warehouse);
  const role = habits.readings[0]?.writers.find((one) => one.author === author)?.role;
  if (role === 'pos') return 'regular';
  if (role === 'person') return 'rare';
  if (writer?.habit === 'trigger') return 'trigger';
  return (writer?.decrements ?? 0) >= REGULAR ? 'regular' : 'rare';
}

/** The orders that were taken off on time, where no locks tell which of them still count. */
function onTimeIn({ balance, verdict }: Case): ReadonlySet<string> {
  if (balance.locksKnown) return NONE;
  const updates = updatesOf(balance, verdict.outcome, verdict.reading);
  return takenOnTime(updates, verdict.reading, balance.balance.warehouse);
}

const NONE: ReadonlySet<string> = new Set();

/** Other corrected counts: of a physical count, what else it may have become by T. */
function alternativesOf(verdict: Verdict, carried: CarriedCount | null): readonly Units[] {
  if (carried === null) return verdict.alternatives;
  const corrected = Math.max(carried.story.carried, 0);
  const counts = carried.alternatives.map((count) => Math.max(count, 0));
  return [...new Set(counts)].filter((count) => count !== corrected);
}

function statusOf(balance: BalanceLines, order: string): string {
  return balance.lines.find((line) => line.order === order)?.status ?? 'unknown';
}

/** Cancelled long enough ago that the units should be back: a writer in runs has had a run since. */
function overdueBy(balance: BalanceLines, habits: Habits, coverage: Coverage): (at: Moment) => boolean {
  const end = balance.balance.exportedAt ?? coverage.exportedAt ?? coverage.updatesTo ?? 0;
  const patience = habits.writers.some((writer) => writer.writesInRuns) ? 2 * DAY : 2 * HOUR;
  return (at) => at + patience < end;
}

/** The pending orders that exceed the stock, newest first. */
function unservedOf(balance: BalanceLines, oversold: Units): BalanceStory['unserved'] {
  let missing = oversold;
  const unserved: { order: string; units: Units; createdAt: Moment | null }[] = [];
  const pending = balance.lines.filter((line) => line.state === 'pending');
  pending.sort((a, b) => (b.createdAt ?? 0) - (a.createdAt ?? 0) || (a.order < b.order ? 1 : -1));
  for (const { order, units, createdAt } of pending) {
    if (missing <= 0) break;
    unserved.push({ order, units: Math.min(units, missing), createdAt });
    missing -= units;
  }
  return unserved;
}
