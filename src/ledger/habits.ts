/**
 * What a store's own records show of its writers, as the replay uses it: when each takes units off, how
 * long it takes to, how often counts go up and by how much. Learned by `learn.ts`, JSON-safe.
 */
import type { EarlierTrigger, Trigger, Writer } from './diagnosis.js';
import {
  DAY,
  HOUR,
  type LagHistogram,
  lagDensity,
  lagDensityOverInterval,
  TYPICAL_LAGS,
  waitShare,
} from './lags.js';
import type { Line } from './lines.js';
import type { MomentRange } from './moments.js';
import type { Moment, Units } from './records.js';

/** What a store says an author of inventory updates is: its ERP, a person, or a till (point of sale). */
export type AuthorRole = 'erp' | 'person' | 'pos';

/** How often each number of units occurs: index = units, the last entry everything above. JSON-safe. */
export type SizeHistogram = readonly number[];

/** One writer with what the replay needs to weigh its updates. */
export interface WriterModel extends Writer {
  /** The ends of its runs, where it writes in runs; else null. */
  readonly runs: readonly Moment[] | null;
  /** Its lag after the moment it writes at (a writer as things happen). */
  readonly lags: LagHistogram;
  /** The share written in the first, second, third run after the moment (a writer in runs). */
  readonly runsLate: readonly number[];
  /** How likely it is to leave a line unwritten for good. */
  readonly forgets: number;
  /** Per hour and balance, or per run and balance for a writer in runs. */
  readonly receiptRate: number;
  readonly unexplainedRate: number;
  /** Rows that change nothing and have nothing behind them: a writer that sends all its totals leaves many. */
  readonly idleRate: number;
  readonly received: SizeHistogram;
  readonly unexplained: SizeHistogram;
  /** Its part of what all writers with a trigger take off. */
  readonly activity: number;
  /** The share of its upward updates that undo outstanding early write-offs, where they fit exactly. */
  readonly resetShare: number;
  /** The share of its downward updates that set the count to the shelf, where that fits exactly. */
  readonly recountShare: number;
  /** How often its next total takes off again what somebody else had put right. */
  readonly retakeShare: number;
  /** What the store says it is, where it says so. */
  readonly role?: AuthorRole;
  /** Only while learning: the orders' moments as this writer sees them, shifted to break every tie with them. */
  readonly shift?: number;
}

/** A writer without a habit that lowers counts at least this often is a till or the like, not a slip of the hand. */
export const REGULAR = 10;

/** Whether the writer lowers counts all the time with no order behind it, as a till does. */
export function lowersRegularly({ trigger, decrements, role }: WriterModel): boolean {
  if (role !== undefined) return role === 'pos';
  return trigger === null && decrements >= REGULAR;
}

/** The waits an order report does not state: from payment to the moment. */
export type Waits = Readonly<Record<Trigger, LagHistogram>>;

/** One way to read the store's writers. */
export interface WriterReading {
  /** How much of the evidence speaks for it, against the other readings. */
  readonly share: number;
  readonly writers: readonly WriterModel[];
  readonly waits: Waits;
}

/** What the store's own records show of its writers. */
export interface Habits {
  /** As the likeliest reading has them. */
  readonly writers: readonly Writer[];
  /** The likeliest first; more than one where a trigger cannot be told from another. */
  readonly readings: readonly WriterReading[];
}

const NEVER_EXPECTED = 60 * DAY;

/** The writer of that name in a warehouse: the one of this warehouse, or the one of all. */
export function writerIn<One extends Writer>(
  writers: readonly One[],
  author: string | null,
  warehouse: string,
): One | undefined {
  return writers.find(
    (writer) => writer.author === author && (writer.warehouse === null || writer.warehouse === warehouse),
  );
}

/** The trigger in force for a line, and when its moment came. */
export interface Due {
  readonly trigger: Trigger;
  readonly moment: MomentRange;
  /** How likely it is that this trigger is in force for the line. */
  readonly share: number;
}

/**
 * When a line is due with a writer; empty when it is not yet. An order so near to a change of the trigger that
 * it may follow either has a share in both.
 */
export function duesOf(model: WriterModel, line: Line): readonly Due[] {
  const { trigger, earlier } = model;
  if (trigger === null) return [];
  if (earlier === null) return dueAt(model, line, trigger);
  if (earlier.follows === 'correction') return dueAt(model, line, earlier.trigger);
  const first = dueBeside(model, trigger, earlier, line, earlier.from);
  const second = dueBeside(model, trigger, earlier, line, earlier.until);
  if (first[0]?.trigger === second[0]?.trigger) return second;
  return [...first, ...second].map((due) => ({ ...due, share: due.share / 2 }));
}

/** When a line is due if the trigger changed at exactly `changedAt`. */
function dueBeside(
  model: WriterModel,
  trigger: Trigger,
  earlier: EarlierTrigger,
  line: Line,
  changedAt: Moment,
): readonly Due[] {
  if (earlier.follows === 'orders') {
    const { created } = line.moments;
    return dueAt(model, line, created !== null && created.to < changedAt ? earlier.trigger : trigger);
  }
  const [before] = dueAt(model, line, earlier.trigger);
  if (before !== undefined && before.moment.from < changedAt)
    return [{ ...before, moment: { ...before.moment, to: Math.min(before.moment.to, changedAt) } }];
  return dueAt(model, line, trigger).map((due) => ({
    ...due,
    moment: {
      ...due.moment,
      from: Math.max(due.moment.from, changedAt),
      to: Math.max(due.moment.to, changedAt),
    },
  }));
}

function dueAt(model: WriterModel, line: Line, trigger: Trigger): readonly Due[] {
  const moment = line.moments[trigger];
  if (moment === null) return [];
  if (model.shift === undefined) return [{ trigger, moment, share: 1 }];
  const { shift } = model;
  return [{ trigger, moment: { ...moment, from: moment.from + shift, to: moment.to + shift }, share: 1 }];
}

/**
 * How likely a writer is to write a line at a time: per hour, or per run for a writer in runs.
 * @param dues when the line is due with the writer, where the caller knows it already
 */
export function writeDensity(
  model: WriterModel,
  waits: Waits,
  line: Line,
  at: Moment,
  dues: readonly Due[] = duesOf(model, line),
): number {
  if (at > cancelledAt(line)) return 0;
  let density = 0;
  for (const due of dues) density += due.share * densityOf(model, waits, line, due, at);
  return density;
}

function densityOf(model: WriterModel, waits: Waits, line: Line, due: Due, at: Moment): number {
  const { moment } = due;
  if (at < moment.from) return 0;
  const chance = (moment.certain ? 1 : 0.5) * model.activity;
  const prompt =
    model.runs === null
      ? promptDensity(model, waits, line, due, at)
      : runShare(model, waits, line, due, at, model.runs);
  const stray = (model.runs === null ? HOUR : DAY) / NEVER_EXPECTED;
  return chance * ((1 - model.forgets) * prompt + model.forgets * stray);
}

/** How likely a writer is to put a cancelled order's units back at a time: as promptly as it takes units off. */
export function putBackDensity(model: WriterModel, line: Line | undefined, at: Moment): number {
  const cancelled = line?.lastChangeAt ?? null;
  if (cancelled === null || at < cancelled) return 0;
  const stray = (model.runs === null ? HOUR : DAY) / NEVER_EXPECTED;
  if (model.runs === null) return 0.9 * lagDensity(model.lags, at - cancelled) + 0.1 * stray;
  const late = runIndexAt(model.runs, at) - runIndexAt(model.runs, cancelled);
  return 0.9 * (model.runsLate[late] ?? 0) + 0.1 * stray;
}

/**
 * How likely a writer is to leave a line unwritten until `until`.
 * @param dues when the line is due with the writer, where the caller knows it already
 */
export function unwrittenShare(
  model: WriterModel,
  waits: Waits,
  line: Line,
  until: Moment,
  dues: readonly Due[] = duesOf(model, line),
): number {
  let share = 1;
  for (const due of dues) share -= due.share * (1 - unwrittenOf(model, waits, line, due, until));
  return share;
}

function unwrittenOf(model: WriterModel, waits: Waits, line: Line, due: Due, until: Moment): number {
  const { moment } = due;
  if (until < moment.from) return 1;
  const last = Math.min(until, cancelledAt(line));
  const unwritten = model.forgets + (1 - model.forgets) * (1 - writtenBy(model, waits, line, due, last));
  return moment.certain ? unwritten : 0.5 + 0.5 * unwritten;
}

/** From its cancellation on, an order is no longer taken off: what was not written by then never will be. */
function cancelledAt(line: Line): Moment {
  return line.phase === 'closed' && line.state === null
    ? (line.lastChangeAt ?? Number.POSITIVE_INFINITY)
    : Number.POSITIVE_INFINITY;
}

/** Probability that the line was written by `until`: the moment came early enough for each possible lag. */
function writtenBy(
  model: WriterModel,
  waits: Waits,
  line: Line,
  { trigger, moment }: Due,
  until: Moment,
): number {
  const origin = originOf(line, moment);
  const cameBy = (at: Moment): number => {
    if (at < moment.from) return 0;
    if (at >= moment.to) return 1;
    return waitShare(waits[trigger], origin, moment.from, moment.to, moment.from - 1, at);
  };
  let written = 0;
  if (model.runs === null) {
    for (let bin = 0; bin < TYPICAL_LAGS.length; bin++)
      written += (model.lags[bin] ?? 0) * cameBy(until - (TYPICAL_LAGS[bin] ?? 0));
    return written;
  }
  const last = runIndexAt(model.runs, until + 1) - 1;
  for (let late = 0; late < model.runsLate.length; late++) {
    const run = model.runs[last - late];
    if (run !== undefined) written += (model.runsLate[late] ?? 0) * cameBy(run);
  }
  return written;
}

function promptDensity(
  model: WriterModel,
  waits: Waits,
  line: Line,
  { trigger, moment }: Due,
  at: Moment,
): number {
  if (moment.to === moment.from) return lagDensity(model.lags, at - moment.from);
  const origin = originOf(line, moment);
  return lagDensityOverInterval(model.lags, waits[trigger], origin, moment.from, moment.to, at);
}

function runShare(
  model: WriterModel,
  waits: Waits,
  line: Line,
  { trigger, moment }: Due,
  at: Moment,
  runs: readonly Moment[],
): number {
  const run = runIndexAt(runs, at);
  let share = 0;
  for (let late = 0; late < model.runsLate.length; late++) {
    const until = Math.min(runs[run - late] ?? Number.NEGATIVE_INFINITY, at);
    const after = runs[run - late - 1] ?? Number.NEGATIVE_INFINITY;
    if (until < moment.from || after >= moment.to) continue;
    const inRun =
      moment.to === moment.from
        ? Number(moment.from > after && moment.from <= until)
        : waitShare(waits[trigger], originOf(line, moment), moment.from, moment.to, after, until);
    share += (model.runsLate[late] ?? 0) * inRun;
  }
  return share;
}

/** Waits are counted from the payment, or from creation where the payment is not known. */
function originOf(line: Line, moment: MomentRange): Moment {
  const origin = line.moments.authorized ?? line.moments.created;
  return origin === null ? moment.from : Math.min(origin.from, moment.from);
}

/** Index of the first run that ends at or after `at`. */
export function runIndexAt(runs: readonly Moment[], at: Moment): number {
  let low = 0;
  let high = runs.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((runs[middle] ?? 0) < at) low = middle + 1;
    else high = middle;
  }
  return low;
}

/** Sizes of changes as a smoothed histogram with a heavy tail, so that no size is impossible. */
export function sizesFrom(sizes: readonly Units[]): SizeHistogram {
  const counts: number[] = new Array<number>(66).fill(0);
  for (const size of sizes) {
    const index = Math.min(size, 65);
    counts[index] = (counts[index] ?? 0) + 1;
  }
  return counts;
}

const totals = new WeakMap<SizeHistogram, number>();

function totalOf(sizes: SizeHistogram): number {
  let total = totals.get(sizes);
  if (total === undefined) {
    total = sizes.reduce((sum, count) => sum + count, 0);
    totals.set(sizes, total);
  }
  return total;
}

/** Probability of exactly `units` (at least 1). */
export function sizeProbability(sizes: SizeHistogram, units: Units): number {
  const total = totalOf(sizes);
  const tail = 1 / (units * (units + 1));
  const prior = 3;
  if (units > 64) return ((sizes[65] ?? 0) / 64 + prior * tail) / (total + prior);
  const near =
    0.5 * (sizes[units] ?? 0) +
    0.25 * ((units > 1 ? sizes[units - 1] : 0) ?? 0) +
    0.25 * (sizes[units + 1] ?? 0);
  return (near + prior * tail) / (total + prior);
}
