/** What is odd about a balance, and what would make its answer surer: codes with values, in no words. */
import type { CarriedCount } from './counted.js';
import { isEarlyTrigger, type Note } from './diagnosis.js';
import type { Habits } from './habits.js';
import { DAY } from './lags.js';
import { type BalanceLines, type Line, latestExport } from './lines.js';
import { logStart, stepsOf } from './reading.js';
import type { Balance, Coverage, Moment, Twin, Units } from './records.js';
import { unitsOfLines } from './story.js';
import type { Verdict } from './verdict.js';

/** Reserved orders that changed after the inventory was exported. */
export function changedAfter(balance: BalanceLines, coverage: Coverage): string[] {
  const at = latestExport(balance.balance, coverage);
  if (at === null) return [];
  const changed = balance.lines.filter(
    (line) => line.share === 1 && line.lastChangeAt !== null && line.lastChangeAt > at,
  );
  return [...new Set(changed.map((line) => line.order))];
}

/** The order exports end well before the inventory's moment: what happened in between is not seen. */
export function ordersFirst(coverage: Coverage): boolean {
  return (
    coverage.exportedAt !== null &&
    coverage.ordersLastChange !== null &&
    coverage.exportedAt - coverage.ordersLastChange > DAY
  );
}

/** What the notes are told from besides the balance and its verdict. */
interface NoteContext {
  readonly floor: boolean;
  readonly undecided: readonly Line[];
  readonly places: readonly string[];
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
export function notesOf(balance: BalanceLines, verdict: Verdict, context: NoteContext): Note[] {
  const { coverage, habits, undecided, places, carried, expected, twins } = context;
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
  const pending = unitsOfLines(lines.filter((line) => line.state === 'pending'));
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
    add('unplaced-lines', {
      orders: [...new Set(undecided.map(({ order }) => order))],
      units: unitsOfLines(undecided),
      warehouses: places,
    });
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
    const author = writer.author ?? '';
    const earlier = writer.earlier !== null && isEarlyTrigger(writer.earlier.trigger) ? writer.earlier : null;
    if (writer.trigger !== null && isEarlyTrigger(writer.trigger)) {
      const candidates = writer.candidates.length > 0 ? writer.candidates : [writer.trigger];
      add('count-will-not-last', { author, candidates });
    } else if (writer.habit === 'early-person') add('count-will-not-last', { author });
    else if (earlier !== null)
      add('trigger-mended', { author, trigger: earlier.trigger, until: earlier.until });
  }
  if (balance.balance.exportedAt === null && coverage.exportedAt === null)
    add(
      'export-moment-unknown',
      coverage.exportedBefore === null ? {} : { exportedBefore: coverage.exportedBefore },
    );
  return notes;
}
