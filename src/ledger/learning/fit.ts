/**
 * Replays balances under a reading of the store's writers, and re-estimates from the best readings how each
 * writer works: lags, waits and rates.
 */
import { TRIGGERS, type Trigger } from '../diagnosis.js';
import { type Effort, THOROUGH } from '../effort.js';
import { duesOf, sizesFrom, type Waits, type WriterModel, type WriterReading, writerIn } from '../habits.js';
import { DAY, HOUR, lagDensity, lagsFrom, undecidedLags } from '../lags.js';
import type { BalanceLines, Line } from '../lines.js';
import { stepsOf } from '../reading.js';
import type { Coverage, Moment, Units } from '../records.js';
import { type Replay, replay } from '../replay.js';
import type { Course } from './course.js';
import { opportunities, type Sample } from './sample.js';

/** How much is weighed while triggers are tried. */
export const TRIED: Effort = { ...THOROUGH, readings: 8 };
/** The share of orders left unwritten by a writer that, as far as can be told, forgets none. */
export const NEVER_FORGETS = 0.0003;

/** A stated moment may be another one's: an order's last change, where something else was changed after it. */
const MISDATED = 0.02;
const ANY_WAIT = undecidedLags(8 * DAY);

/** A reading of the writers with what the log taught it, and how likely it makes the log (natural log). */
export interface Fit {
  readonly reading: WriterReading;
  readonly evidence: number;
  /** The share of the balances in which readings had to be dropped that were nearly as good as those kept. */
  readonly limited: number;
}

/**
 * Replays the balances, re-estimates lags, waits and rates from the best readings, and does so again.
 * The evidence is that of the last round, under what the rounds before it taught.
 * @param course where the evidence of the last round is kept by warehouse and time
 */
export function refitted(
  reading: WriterReading,
  sample: Sample,
  balances: readonly BalanceLines[],
  rounds: number,
  effort: Effort = TRIED,
  course?: Course,
): Fit {
  const stated = waitsStated(balances);
  let current = reading;
  let evidence = Number.NEGATIVE_INFINITY;
  let limited = 0;
  for (let round = 0; round < rounds; round++) {
    const isLast = round === rounds - 1;
    const replays = balances.map((balance) => {
      const watch = isLast
        ? course?.of(balance, expectedChanges(current, [balance], sample.coverage))
        : undefined;
      return replay(balance, current, sample.coverage, effort, watch);
    });
    const replayed = replays.reduce((sum, one) => sum + one.evidence, 0);
    evidence =
      replayed - expectedChanges(current, balances, sample.coverage) + statedWaits(current.waits, stated);
    limited = replays.filter((one) => one.limited).length / Math.max(balances.length, 1);
    current = reestimated(current, sample, balances, replays, stated);
  }
  return { reading: current, evidence, limited };
}

/** Moments no order report states as a rule: how long orders wait for them is learned. */
const WAITED_FOR = ['ready', 'handling'] as const;
type StatedWaits = Readonly<Record<(typeof WAITED_FOR)[number], readonly number[]>>;

/** The waits from payment that the exports state after all, by what was waited for: milliseconds. */
function waitsStated(balances: readonly BalanceLines[]): StatedWaits {
  const stated: { [Each in keyof StatedWaits]: number[] } = { ready: [], handling: [] };
  for (const { lines } of balances)
    for (const line of lines) {
      const origin = line.moments.authorized ?? line.moments.created;
      if (origin === null || line.share < 1) continue;
      for (const trigger of WAITED_FOR) {
        const moment = line.moments[trigger];
        if (moment !== null && moment.from === moment.to) stated[trigger].push(moment.from - origin.from);
      }
    }
  return stated;
}

/**
 * How likely the waits make those the exports state (natural log). A trigger that explains the log only if most
 * orders waited much longer for its moment than those that state it is the less likely for it.
 */
function statedWaits(waits: Waits, stated: StatedWaits): number {
  let evidence = 0;
  for (const trigger of WAITED_FOR)
    for (const wait of stated[trigger])
      evidence += Math.log(
        (1 - MISDATED) * lagDensity(waits[trigger], wait) + MISDATED * lagDensity(ANY_WAIT, wait),
      );
  return evidence;
}

/** Receipts and unexplained decrements that the rates let expect: the price of assuming them (Poisson). */
function expectedChanges(
  reading: WriterReading,
  balances: readonly BalanceLines[],
  coverage: Coverage,
): number {
  return reading.writers.reduce((sum, writer) => {
    const chances = opportunities(balances, coverage, writer);
    return sum + (writer.receiptRate + writer.unexplainedRate) * chances;
  }, 0);
}

interface Tally {
  lags: number[];
  late: number[];
  received: Units[];
  unexplained: Units[];
  decrements: number;
  resets: number;
  increments: number;
  idle: number;
  recounts: number;
  retaken: number;
  notRetaken: number;
}

function reestimated(
  reading: WriterReading,
  sample: Sample,
  balances: readonly BalanceLines[],
  replays: readonly Replay[],
  stated: StatedWaits,
): WriterReading {
  const tallies = new Map<WriterModel, Tally>();
  const tallyOf = (writer: WriterModel): Tally => {
    const tally = tallies.get(writer) ?? emptyTally();
    tallies.set(writer, tally);
    return tally;
  };
  const waits = Object.fromEntries(TRIGGERS.map((t) => [t, [] as number[]])) as unknown as Record<
    Trigger,
    number[]
  >;
  const missed = new Map<WriterModel, { due: number; missed: number }>();
  balances.forEach((balance, position) => {
    const outcome = replays[position]?.outcomes[0];
    if (outcome === undefined) return;
    for (const step of stepsOf(outcome.last)) {
      const author =
        step.event.kind === 'update'
          ? step.event.update.author
          : step.event.kind === 'run'
            ? step.event.writer.author
            : undefined;
      if (author === undefined) continue;
      const writer = writerIn(reading.writers, author, balance.balance.warehouse);
      if (writer === undefined) continue;
      const tally = tallyOf(writer);
      for (const index of step.taken) learnLag(writer, balance.lines[index], step.event.at, tally, waits);
      if (step.received > 0) tally.received.push(step.received);
      if (step.unexplained > 0) tally.unexplained.push(step.unexplained);
      if (step.event.kind !== 'update') continue;
      const { before, after } = step.event.update;
      if (after < before) tally.decrements++;
      const idle = step.taken.length + step.putBack.length === 0 && step.received === 0;
      if (after === before && idle) tally.idle++;
      if (step.retaken === true) tally.retaken++;
      if (step.retaken === false) tally.notRetaken++;
      if (after > before) tally.increments++;
      if (after > before && step.reset) tally.resets++;
      if (after < before && step.reset) tally.recounts++;
    }
    countMissed(reading, balance, outcome.lacking, sample.coverage, missed);
  });
  for (const trigger of WAITED_FOR) waits[trigger].push(...stated[trigger]);
  const writers = reading.writers.map((writer) => {
    const tally = tallies.get(writer);
    if (tally === undefined) return writer;
    const chances = opportunities(balances, sample.coverage, writer);
    const due = missed.get(writer) ?? { due: 0, missed: 0 };
    const lateTotal = tally.late.reduce((sum, n) => sum + n, 0);
    return {
      ...writer,
      lags: tally.lags.length > 0 ? lagsFrom(tally.lags, 0.05) : writer.lags,
      runsLate: tally.late.map((n, index) => (n + (index === 0 ? 1 : 0.05)) / (lateTotal + 1.15)),
      forgets: Math.min(Math.max((due.missed + 0.3) / (due.due + 20), NEVER_FORGETS), 0.3),
      receiptRate: (tally.received.length + 0.5) / chances,
      unexplainedRate:
        ((writer.trigger === null ? tally.decrements : tally.unexplained.length) + 0.3) / chances,
      idleRate: (tally.idle + 0.5) / chances,
      received: sizesFrom(tally.received),
      unexplained: writer.trigger === null ? writer.unexplained : sizesFrom(tally.unexplained),
      resetShare: Math.min(Math.max((tally.resets + 1) / (tally.increments + 2), 0.1), 0.95),
      recountShare: Math.min(
        Math.max(
          (tally.recounts + tally.resets / 2 + 0.2) / (tally.decrements + tally.increments / 2 + 2),
          0.005,
        ),
        0.9,
      ),
      retakeShare: Math.min(
        Math.max((tally.retaken + 4.5) / (tally.retaken + tally.notRetaken + 5), 0.5),
        0.98,
      ),
    };
  });
  return {
    ...reading,
    writers,
    waits: Object.fromEntries(
      TRIGGERS.map((t) => [t, waits[t].length > 0 ? lagsFrom(waits[t], 0.2) : reading.waits[t]]),
    ) as unknown as Waits,
  };
}

function emptyTally(): Tally {
  return {
    lags: [],
    late: [0, 0, 0, 0],
    received: [],
    unexplained: [],
    decrements: 0,
    resets: 0,
    increments: 0,
    idle: 0,
    retaken: 0,
    notRetaken: 0,
    recounts: 0,
  };
}

function learnLag(
  writer: WriterModel,
  line: Line | undefined,
  at: Moment,
  tally: Tally,
  waits: Record<Trigger, number[]>,
): void {
  const [due, other] = line === undefined ? [] : duesOf(writer, line);
  // A line that may follow either of two triggers teaches the lag of neither.
  if (line === undefined || due === undefined || other !== undefined) return;
  const { trigger, moment } = due;
  const exact = moment.from === moment.to;
  const origin = line.moments.authorized ?? line.moments.created;
  if (!exact && writer.runs === null && origin !== null) waits[trigger].push(Math.max(at - origin.from, 0));
  if (exact) tally.lags.push(Math.max(at - moment.from, 0));
  if (writer.runs === null) return;
  const late = writer.runs.filter((run) => run >= moment.to && run < at - HOUR).length;
  tally.late[Math.min(late, 3)] = (tally.late[Math.min(late, 3)] ?? 0) + 1;
}

/** Lines whose moment had long come by the end and that the best reading leaves unwritten. */
function countMissed(
  reading: WriterReading,
  balance: BalanceLines,
  lacking: ReadonlySet<number>,
  coverage: Coverage,
  missed: Map<WriterModel, { due: number; missed: number }>,
): void {
  const end = Math.max(coverage.updatesTo ?? 0, balance.balance.updates.at(-1)?.at ?? 0);
  for (const writer of reading.writers) {
    if (writer.trigger === null) continue;
    if (writer.warehouse !== null && writer.warehouse !== balance.balance.warehouse) continue;
    const count = missed.get(writer) ?? { due: 0, missed: 0 };
    missed.set(writer, count);
    balance.lines.forEach((line, index) => {
      const [due] = duesOf(writer, line);
      if (due === undefined || due.share < 1 || !due.moment.certain || line.share < 1) return;
      if (due.moment.to > end - 2 * DAY || line.phase === 'closed') return;
      count.due++;
      if (!lacking.has(index)) count.missed++;
    });
  }
}
