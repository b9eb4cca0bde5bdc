/** From the steps of the reading taken to the story of each update and each reservation. */
import { isEarlyTrigger, type Reservation, type TakenOff, type UpdateStory } from './diagnosis.js';
import { statusIn } from './feed.js';
import { duesOf, type WriterModel, type WriterReading, writerIn } from './habits.js';
import { HOUR } from './lags.js';
import type { BalanceLines, Line } from './lines.js';
import type { MomentRange } from './moments.js';
import { type ReplayEvent, type Step, stepsOf } from './reading.js';
import type { InventoryUpdate, Moment, Units } from './records.js';
import type { Outcome } from './replay.js';
import { lockIdsOf } from './reservations.js';

/** Every update of the balance with what it did, and the writes that left no row but must have happened. */
export function updatesOf(
  balance: BalanceLines,
  outcome: Outcome | null,
  reading: WriterReading | null,
): UpdateStory[] {
  if (outcome === null) return balance.balance.updates.map((update) => untold(update));
  const stories: UpdateStory[] = [];
  const drops = dropsOf(balance);
  let count: Units | null = null;
  for (const step of stepsOf(outcome.last)) {
    const { event } = step;
    if (event.kind === 'start') continue;
    const { before, after } = countsOf(event, count ?? balance.balance.inStock);
    const author =
      event.kind === 'update' ? event.update.author : event.kind === 'run' ? event.writer.author : null;
    const writer = writerIn(reading?.writers ?? [], author, balance.balance.warehouse);
    const logged = event.kind === 'update';
    stories.push({
      at: event.at,
      author,
      before,
      after,
      logged,
      takenOff: merged(step.taken.flatMap((index) => takenOff(balance.lines[index], event.at, writer))),
      putBack: byOrder(balance.lines, step.putBack),
      received: step.received,
      unexplained: step.unexplained,
      reset: step.reset,
      dropped: (logged ? drops.get(event.at) : undefined) ?? [],
    });
    // Of two updates of one moment the first drops what there is to drop.
    if (logged) drops.delete(event.at);
    count = after;
  }
  return stories;
}

/**
 * Orders whose units were last taken off in Preparing Delivery or later, by a writer that does so as a rule. That
 * very update dropped their reservations: whatever still counts for them is backed by no order.
 */
export function takenOnTime(
  updates: readonly UpdateStory[],
  reading: WriterReading | null,
  warehouse: string,
): ReadonlySet<string> {
  const onTime = new Set<string>();
  for (const update of updates) {
    const trigger = writerIn(reading?.writers ?? [], update.author, warehouse)?.trigger ?? null;
    for (const { order, early } of update.takenOff) {
      if (early || trigger === null || isEarlyTrigger(trigger)) onTime.delete(order);
      else onTime.add(order);
    }
  }
  return onTime;
}

/** The counts around an event; a run that left no row changed nothing. */
function countsOf(event: ReplayEvent, count: Units): { before: Units; after: Units } {
  if (event.kind === 'update') return event.update;
  if (event.kind === 'gap') return event;
  return { before: count, after: count };
}

function untold(update: InventoryUpdate): UpdateStory {
  const { at, author, before, after } = update;
  const rest = after - before;
  return {
    at,
    author,
    before,
    after,
    logged: true,
    takenOff: [],
    putBack: [],
    received: Math.max(rest, 0),
    unexplained: Math.max(-rest, 0),
    reset: false,
    dropped: [],
  };
}

/** Units taken off for a line at a time: early when Preparing Delivery had not come. */
function takenOff(line: Line | undefined, at: Moment, writer: WriterModel | undefined): TakenOff[] {
  if (line === undefined) return [];
  const handling = line.state === 'ghost' ? null : line.moments.handling;
  const open = handling !== null && handling.from <= at && at < handling.to;
  const came = handling?.certain === true || (handling !== null && line.phase !== 'closed');
  const early = handling === null || !came ? true : open ? isTakenEarly(line, writer) : at < handling.from;
  const exact = handling?.certain === true && handling.from === handling.to && handling.from > at;
  const then = statusAt(line, at);
  return [
    {
      order: line.order,
      units: line.units,
      early,
      statusThen: then.status,
      statusThenCertain: then.certain,
      hoursEarly: exact ? Math.floor((handling.from - at) / HOUR) : null,
    },
  ];
}

function isTakenEarly(line: Line, writer: WriterModel | undefined): boolean {
  if (writer === undefined) return false;
  const [due] = duesOf(writer, line);
  return isEarlyTrigger(due?.trigger ?? writer.trigger);
}

/** The raw status an order had at a time, as far as its moments tell. */
function statusAt(line: Line, at: Moment): { status: string | null; certain: boolean } {
  const told = statusIn(line.changes, at);
  if (told !== null) return { status: told, certain: true };
  if (line.lastChangeAt !== null && at >= line.lastChangeAt) return { status: line.status, certain: true };
  const { created, authorized, ready, handling, invoiced } = line.moments;
  if (created === null) return { status: null, certain: false };
  const passed: [MomentRange | null, string][] = [
    [authorized, 'payment-approved'],
    [ready, 'ready-for-handling'],
    [handling, 'handling'],
    [invoiced, 'invoiced'],
  ];
  let status = 'payment-pending';
  let certain = created.to <= at;
  for (const [moment, name] of passed) {
    if (moment === null || at < moment.from) continue;
    if (at >= moment.to && moment.certain) status = name;
    else certain = false;
  }
  return { status, certain };
}

/**
 * The acknowledged reservations each update dropped, by its moment: those that entered Preparing Delivery since
 * the update before.
 */
function dropsOf({ balance, lines }: BalanceLines): Map<Moment, { order: string; units: Units }[]> {
  const moments = [...new Set(balance.updates.map(({ at }) => at))];
  const drops = new Map<Moment, { order: string; units: Units }[]>();
  for (const { order, units, share, state, moments: came } of lines) {
    const { handling } = came;
    if (share < 1 || state !== null || handling === null || !handling.certain) continue;
    const next = firstFrom(moments, handling.to);
    const at = moments[next];
    if (at === undefined || handling.from <= (moments[next - 1] ?? Number.NEGATIVE_INFINITY)) continue;
    const same = drops.get(at);
    if (same === undefined) drops.set(at, [{ order, units }]);
    else same.push({ order, units });
  }
  return drops;
}

/** The place of the first of the moments, in order of time, that is not before `at`. */
function firstFrom(moments: readonly Moment[], at: Moment): number {
  let low = 0;
  let high = moments.length;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if ((moments[middle] ?? at) < at) low = middle + 1;
    else high = middle;
  }
  return low;
}

/**
 * Every reservation that still counts, oldest first; lines of one order in one state stand together.
 * @param logFrom stands for the moment of what was taken off before the log begins
 */
export function reservationsOf(
  balance: BalanceLines,
  outcome: Outcome | null,
  logFrom: Moment,
): Reservation[] {
  const reservations = new Map<string, Reservation>();
  const takenAt = outcome === null ? new Map<number, Moment>() : takingMoments(outcome);
  const before = Number.isFinite(logFrom) ? logFrom : null;
  balance.lines.forEach((line, index) => {
    if (line.state === null) return;
    const takenOffAt = outcome?.lacking.has(index) === true ? (takenAt.get(index) ?? before) : null;
    const key = `${line.order}|${line.state}|${takenOffAt}|${line.kit ?? ''}`;
    const same = reservations.get(key);
    reservations.set(key, {
      order: line.order,
      lockId: line.lockId ?? lockIdsOf(line).find((lock) => balance.balance.locks?.includes(lock)) ?? null,
      units: line.units + (same?.units ?? 0),
      state: line.state,
      status: line.status,
      createdAt: line.createdAt,
      kit: line.kit,
      takenOffAt,
    });
  });
  return [...reservations.values()].sort(
    (a, b) => (a.createdAt ?? 0) - (b.createdAt ?? 0) || (a.order < b.order ? -1 : 1),
  );
}

/** When each line was last taken off. */
function takingMoments(outcome: Outcome): Map<number, Moment> {
  const moments = new Map<number, Moment>();
  for (const step of stepsOf(outcome.last)) {
    for (const index of [...step.putBack, ...step.undone]) moments.delete(index);
    for (const index of step.taken) moments.set(index, step.event.at);
  }
  return moments;
}

/** Cancelled orders whose units were taken off before Preparing Delivery and never came back. */
export function notPutBackOf(
  balance: BalanceLines,
  outcome: Outcome,
  patience: (at: Moment) => boolean,
): { order: string; units: Units }[] {
  const open = new Set<number>();
  for (const step of stepsOf(outcome.last)) {
    for (const index of [...step.putBack, ...step.undone]) open.delete(index);
    if (step.reset) open.clear();
    for (const index of step.taken) if (isCancelledUnshipped(balance.lines[index])) open.add(index);
  }
  const overdue = [...open].filter((index) =>
    patience(balance.lines[index]?.lastChangeAt ?? Number.POSITIVE_INFINITY),
  );
  return byOrder(balance.lines, overdue);
}

function isCancelledUnshipped(line: Line | undefined): boolean {
  if (line === undefined || line.phase !== 'closed' || line.state !== null || line.share < 1) return false;
  return line.moments.handling?.certain !== true;
}

/** The units of some lines together. */
export function unitsOfLines(lines: readonly { readonly units: Units }[]): Units {
  return lines.reduce((total, line) => total + line.units, 0);
}

/** Units by order, in the order of the lines. */
export function byOrder(
  lines: readonly Line[],
  indexes: readonly number[],
): { order: string; units: Units }[] {
  if (indexes.length === 0) return [];
  const units = new Map<string, Units>();
  for (const index of indexes) {
    const line = lines[index];
    if (line !== undefined) units.set(line.order, (units.get(line.order) ?? 0) + line.units);
  }
  return [...units].map(([order, total]) => ({ order, units: total }));
}

function merged(taken: TakenOff[]): TakenOff[] {
  if (taken.length < 2) return taken;
  const result = new Map<string, TakenOff>();
  for (const one of taken) {
    const same = result.get(one.order);
    result.set(one.order, same === undefined ? one : { ...same, units: same.units + one.units });
  }
  return [...result.values()];
}

/** Units that steps since a time left unexplained, by who wrote them. */
export function unexplainedSince(
  steps: readonly Step[],
  since: Moment,
): { author: string | null; units: Units }[] {
  return steps.flatMap((step) =>
    step.event.kind === 'update' && step.unexplained > 0 && step.event.at >= since
      ? [{ author: step.event.update.author, units: step.unexplained }]
      : [],
  );
}
