/**
 * One balance, from its lines and its verdict to the terms of the formula, the causes and the story:
 * corrected count = available items + reserved units not yet in Preparing Delivery.
 */
import { candidatesOf } from './candidates.js';
import { causesOf } from './causes/index.js';
import { type Costs, costsOf, NO_COSTS } from './costs.js';
import { type CarriedCount, carriedCount } from './counted.js';
import { type BalanceStory, type Confidence, isEarlyTrigger, type Note } from './diagnosis.js';
import { type Habits, REGULAR, writerIn } from './habits.js';
import { readJointly } from './joint.js';
import { DAY, HOUR } from './lags.js';
import { type BalanceLines, type Line, latestExport, linesOfSku, withOpenLines } from './lines.js';
import { logStart, stepsOf } from './reading.js';
import type { Balance, Coverage, Moment, SkuRecords, Twin, Units } from './records.js';
import { byOrder, notPutBackOf, reservationsOf, unexplainedSince, updatesOf } from './story.js';
import { isBacked, type Verdict, verdictOf } from './verdict.js';

/**
 * Diagnoses every balance of one SKU, by warehouse id ascending.
 * @param habits what `learnHabits` learned from the same store
 */
export function diagnoseSku(records: SkuRecords, habits: Habits, coverage: Coverage): BalanceStory[] {
  const placed = linesOfSku(records, coverage);
  const candidates = candidatesOf(placed, habits, coverage);
  const described = placed.balances.map((balance, index) =>
    withOpenLines(balance, candidates.lines[index] ?? []),
  );
  const width = widthFor(described);
  const read = (balance: BalanceLines): Verdict => verdictOf(balance, habits, coverage, width);
  const { balances, verdicts, undecided } = readJointly(described, candidates, read, coverage);
  const costs = costsOf(records);
  return balances.map((balance, index) => {
    const verdict = verdicts[index] ?? read(balance);
    const unplaced = undecided[index] ?? [];
    const twins = records.twins.filter((twin) => twin.warehouse === balance.balance.warehouse);
    const own = costs.get(balance.balance.warehouse) ?? NO_COSTS;
    return storyOf({ balance, verdict, unplaced, twins, costs: own, habits, coverage });
  });
}

/** Readings of a SKU's balances carried through updates at most, so that a long log takes no longer than it may. */
const MOST_EXTENDED = 40_000;
const WIDEST = 48;
/** At least so many where every line is placed, and where lines may stand in several balances. */
const NARROWEST = 8;
const NARROWEST_UNPLACED = 2;

/** How many readings of each balance are carried side by side: as many as the SKU's updates leave time for. */
function widthFor(balances: readonly BalanceLines[]): number {
  const updates = balances.reduce((sum, { balance }) => sum + balance.updates.length, 0);
  const isPlaced = balances.every(({ unplaced }) => unplaced === 0);
  const narrowest = isPlaced ? NARROWEST : NARROWEST_UNPLACED;
  return Math.min(WIDEST, Math.max(narrowest, Math.floor(MOST_EXTENDED / (updates + 1))));
}

/** All that the story of one balance is told from. */
interface Case {
  readonly balance: BalanceLines;
  readonly verdict: Verdict;
  /** Lines that could as well stand in another balance of the SKU. */
  readonly unplaced: readonly Line[];
  readonly twins: readonly Twin[];
  readonly costs: Costs;
  readonly habits: Habits;
  readonly coverage: Coverage;
}

function storyOf({ balance, verdict: given, unplaced, twins, costs, habits, coverage }: Case): BalanceStory {
  const { lines } = balance;
  const { sku, warehouse, warehouseName, refId, unlimited, inStock, reserved, available } = balance.balance;
  const inState = (state: string): Units => sum(lines.filter((line) => line.state === state));
  const pending = inState('pending');
  const carried = unlimited ? null : carriedCount(balance, given, coverage);
  const verdict = carried?.borneOut
    ? { ...given, ...carried.borneOut, alternatives: carried.alternatives }
    : given;
  const lacking = verdict.outcome?.lacking;
  const taken = (index: number): boolean => lacking?.has(index) ?? false;
  const reservedTaken = lines.filter((line, index) => line.state !== null && taken(index));
  const held = lines.flatMap((line, index) =>
    lacking !== undefined && line.state === null && line.gone && line.share === 1 && !taken(index)
      ? [index]
      : [],
  );
  const lateWriteOffs = sum(held.map((index) => lines[index]).filter((line) => line !== undefined));
  const steps = stepsOf(verdict.outcome?.last ?? null);
  const since = Math.min(...lines.flatMap((line) => (line.state === null ? [] : (line.createdAt ?? []))));
  const unexplained = unexplainedSince(steps, Number.isFinite(since) ? since : Number.POSITIVE_INFINITY);
  const habitOf = (author: string | null): 'trigger' | 'rare' | 'regular' => {
    const writer = writerIn(habits.writers, author, warehouse);
    const role = habits.readings[0]?.writers.find((one) => one.author === author)?.role;
    if (role === 'pos') return 'regular';
    if (role === 'person') return 'rare';
    if (writer?.habit === 'trigger') return 'trigger';
    return (writer?.decrements ?? 0) >= REGULAR ? 'regular' : 'rare';
  };
  const unexplainedBy = (kind: string): Units =>
    unexplained
      .filter(({ author }) => habitOf(author) === kind)
      .reduce((total, { units }) => total + units, 0);
  const gaps = steps.reduce(
    (total, { event }) => total + (event.kind === 'gap' ? Math.abs(event.after - event.before) : 0),
    0,
  );
  const read = (verdict.outcome?.shelf ?? Math.min(available, inStock) + pending) - pending;
  const told = carried === null ? read : carried.story.carried - pending;
  const unbacked = lines.some((line) => line.state !== null && !isBacked(line));
  const unseen = inStock < 0 && balance.balance.updates.length === 0;
  const doubtful =
    gaps > 0 || unbacked || unseen || unexplainedBy('trigger') > 0 || unexplainedBy('rare') > 0;
  const floor = carried === null && told < 0 && (verdict.outcome === null || doubtful);
  const availableItems = floor ? 0 : told;
  // Without a reading, or beyond it, a count says how many units are there, not of which orders.
  const unread = floor || verdict.outcome === null;
  const beyond = unread ? availableItems - available : told - read;
  const earlyWriteOffs = (unread ? 0 : sum(reservedTaken)) + Math.max(beyond, 0);
  const late = (unread ? 0 : lateWriteOffs) + Math.max(-beyond, 0);
  const oversold = Math.max(-availableItems, 0);
  const ghostsTaken = floor ? 0 : sum(reservedTaken.filter((line) => line.state === 'ghost'));
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
  return {
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
          missingOrders: sum(
            lines.filter(
              (line) => line.source === 'lock' && (line.lockId !== null || balance.missingLocks.length > 0),
            ),
          ),
          ofOtherLines: sum(lines.filter((line) => line.source === 'lock-of-other-line')),
          gaps,
          unexplained: unexplainedBy('trigger'),
        }),
    ...costs,
    updates: updatesOf(balance, verdict.outcome, verdict.reading),
    reservations: reservationsOf(balance, floor ? null : verdict.outcome, logStart(balance, coverage)),
    notTakenOff: floor
      ? []
      : byOrder(lines, held).map((one) => ({ ...one, status: statusOf(balance, one.order) })),
    notPutBack,
    unserved: unservedOf(balance, oversold),
    counted: carried?.story ?? null,
    notes: notesOf(balance, verdict, {
      floor,
      undecided: unplaced,
      carried,
      expected: unread ? null : read + pending,
      twins,
      habits,
      coverage,
    }),
  };
}

/** Other corrected counts: of a physical count, what else it may have become by T. */
function alternativesOf(verdict: Verdict, carried: CarriedCount | null): readonly Units[] {
  if (carried === null) return verdict.alternatives;
  const corrected = Math.max(carried.story.carried, 0);
  const counts = carried.alternatives.map((count) => Math.max(count, 0));
  return [...new Set(counts)].filter((count) => count !== corrected);
}

function sum(lines: readonly { readonly units: Units }[]): Units {
  return lines.reduce((total, line) => total + line.units, 0);
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

/** Reserved orders that changed after the inventory was exported. */
function changedAfter(balance: BalanceLines, coverage: Coverage): string[] {
  const at = latestExport(balance.balance, coverage);
  if (at === null) return [];
  const changed = balance.lines.filter(
    (line) => line.share === 1 && line.lastChangeAt !== null && line.lastChangeAt > at,
  );
  return [...new Set(changed.map((line) => line.order))];
}

/** The order exports end well before the inventory's moment: what happened in between is not seen. */
function ordersFirst(coverage: Coverage): boolean {
  return (
    coverage.exportedAt !== null &&
    coverage.ordersLastChange !== null &&
    coverage.exportedAt - coverage.ordersLastChange > DAY
  );
}

interface NoteContext {
  readonly floor: boolean;
  readonly undecided: readonly Line[];
  readonly carried: CarriedCount | null;
  /** The shelf as the updates let expect it; null where nothing tells. */
  readonly expected: Units | null;
  readonly twins: readonly Twin[];
  readonly habits: Habits;
  readonly coverage: Coverage;
}

/** That the count of the shelf is not what the exports let expect, or that it could not be used. */
function countNotes(
  { count, unlimited }: Balance,
  carried: CarriedCount | null,
  expected: Units | null,
): Note[] {
  if (count === null || unlimited) return [];
  if (carried === null)
    return [{ code: 'count-not-used', values: { counted: count.counted, ...atOf(count.at) } }];
  const { most, story } = carried;
  if (most === null && (expected === null || expected === story.carried)) return [];
  const values = {
    counted: story.counted,
    carried: story.carried,
    ...(expected === null ? {} : { expected }),
    ...(most === null ? {} : { most }),
  };
  return [{ code: 'count-differs', values }];
}

function atOf(at: Moment | null): { at?: Moment } {
  return at === null ? {} : { at };
}

/** What is odd, and what would make the answer surer. */
function notesOf(balance: BalanceLines, verdict: Verdict, context: NoteContext): Note[] {
  const { coverage, habits, undecided, carried, expected, twins } = context;
  const { lines } = balance;
  const notes: Note[] = [];
  const add = (code: Note['code'], values: Note['values'] = {}): void => {
    notes.push({ code, values });
  };
  const at = balance.balance.exportedAt ?? coverage.exportedAt;
  if (verdict.basis === 'orders-only' && carried === null) add('no-log');
  if (verdict.basis === 'snapshots')
    add('snapshots-only', { snapshots: balance.balance.snapshots.length + 1 });
  const oldest = lines.filter((line) => line.state !== null && line.createdAt !== null)[0];
  const start = logStart(balance, coverage);
  if (verdict.basis === 'update-log' && oldest?.createdAt != null && oldest.createdAt < start)
    add('log-starts-late', { logFrom: start, oldest: oldest.createdAt, order: oldest.order });
  const last = balance.balance.updates.at(-1);
  for (const { event } of stepsOf(verdict.outcome?.last ?? null)) {
    if (event.kind !== 'gap') continue;
    if (last !== undefined && event.after === balance.balance.inStock && event.at > last.at)
      add('in-stock-differs', { inStock: balance.balance.inStock, replayed: event.before });
    else add('log-gap', { at: event.at + 1, before: event.after, expected: event.before });
  }
  if (at !== null && coverage.updatesTo !== null && at - coverage.updatesTo > DAY)
    add('log-ends-early', { logTo: coverage.updatesTo, exportedAt: at });
  if (ordersFirst(coverage))
    add('orders-before-inventory', {
      ordersTo: coverage.ordersLastChange ?? 0,
      exportedAt: coverage.exportedAt ?? 0,
    });
  const changed = changedAfter(balance, coverage);
  if (changed.length > 0) add('changed-after-export', { orders: changed, exportedAt: at ?? 0 });
  const outdated = lines.flatMap(({ order, isOutdated, state }) =>
    isOutdated && state !== null ? [order] : [],
  );
  if (outdated.length > 0) add('orders-outdated', { orders: [...new Set(outdated)] });
  if (balance.missingLocks.length > 0 && coverage.ordersFrom !== null)
    add('orders-cut-short', { ordersFrom: coverage.ordersFrom });
  notes.push(...balance.notes);
  const pending = sum(lines.filter((line) => line.state === 'pending'));
  if (balance.pendingMost > pending && !balance.locksKnown)
    add('pending-range', { lowest: pending, highest: balance.pendingMost });
  for (const status of new Set(
    lines.flatMap((line) =>
      line.phase === 'unknown' && line.status !== null && line.state !== null ? [line.status] : [],
    ),
  ))
    add('unknown-status', {
      status,
      orders: lines.filter((line) => line.status === status && line.state !== null).map((line) => line.order),
    });
  if (undecided.length > 0)
    add('unplaced-lines', { orders: undecided.map(({ order }) => order), units: sum(undecided) });
  const bearsOut = carried === null || carried.borneOut !== null;
  if (verdict.alternatives.length > 0 && !context.floor && bearsOut)
    add('readings-differ', { counts: verdict.alternatives.map(String) });
  if (verdict.limited) add('reading-limited');
  notes.push(...countNotes(balance.balance, carried, expected));
  if (twins.length > 0)
    add('split-identity', { twins: twins.map((twin) => `${twin.sku} | ${twin.twinWarehouse}`) });
  if (balance.locksOfOtherLines.length > 0)
    add('kit-or-changed-order', {
      orders: balance.locksOfOtherLines.map((lock) => lock.replace(/^00-/, '')),
    });
  for (const writer of habits.writers) {
    if (writer.warehouse !== null && writer.warehouse !== balance.balance.warehouse) continue;
    if (!balance.balance.updates.some((update) => update.author === writer.author)) continue;
    if (writer.candidates.length > 1)
      add('trigger-undecided', { author: writer.author ?? '', candidates: writer.candidates });
    if (isEarlyTrigger(writer.trigger))
      add('count-will-not-last', { author: writer.author ?? '', trigger: writer.trigger ?? '' });
  }
  if (balance.balance.exportedAt === null && coverage.exportedAt === null)
    add(
      'export-moment-unknown',
      coverage.exportedBefore === null ? {} : { exportedBefore: coverage.exportedBefore },
    );
  return notes;
}
