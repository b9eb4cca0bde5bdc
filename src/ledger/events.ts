/**
 * What happens in one balance in order of time: its updates, the runs of its writers that left no row, gaps in the
 * log, and the moments at which lines come into question and leave it.
 */
import { runIndexAt, type WriterModel } from './habits.js';
import { HOUR } from './lags.js';
import type { BalanceLines } from './lines.js';
import { lastBefore, type ReplayEvent, type Scene } from './reading.js';
import type { Coverage, Moment, Units } from './records.js';
import { TOGETHER } from './trigger-ways.js';

/** The balance's events in order of time: its start, its updates, gaps between them, and runs without a row. */
export function eventsOf(balance: BalanceLines, scene: Scene, coverage: Coverage): ReplayEvent[] {
  const events: ReplayEvent[] = [];
  const { updates, inStock } = balance.balance;
  const start = scene.logFrom;
  if (Number.isFinite(start)) events.push({ kind: 'start', at: start - 1 });
  let count: Units | null = null;
  for (const update of updates) {
    if (count !== null && update.before !== count)
      events.push({ kind: 'gap', at: update.at - 1, before: count, after: update.before });
    events.push({ kind: 'update', at: update.at, update });
    count = update.after;
  }
  const last = updates.at(-1)?.at ?? start;
  const until = Math.min(scene.end, Math.max(coverage.updatesTo ?? scene.end, last));
  if (count !== null && count !== inStock)
    events.push({ kind: 'gap', at: scene.end, before: count, after: inStock });
  for (const writer of scene.asLearned.triggered)
    for (const run of unloggedRuns(balance, scene, writer, until))
      if (couldBeRefused(scene, run.at)) events.push(run);
  const order = { start: 0, gap: 1, run: 2, update: 3 };
  return events
    .map((event, index) => ({ event, index }))
    .sort((a, b) => a.event.at - b.event.at || order[a.event.kind] - order[b.event.kind] || a.index - b.index)
    .map(({ event }) => event);
}

/** Runs of a writer after which some line should be written, but no row of the run stands in this balance. */
function unloggedRuns(
  balance: BalanceLines,
  scene: Scene,
  writer: WriterModel,
  until: Moment,
): ReplayEvent[] {
  const { runs } = writer;
  if (runs === null) return evenedOut(scene, writer, until);
  const { updates } = balance.balance;
  const wanted = new Set<number>();
  for (let index = 0; index < scene.lines.length; index++)
    for (const { moment } of scene.asLearned.duesOf(writer, index)) {
      const from = runIndexAt(runs, moment.from);
      const to = Math.min(runIndexAt(runs, moment.to), from + 14);
      for (let run = from; run <= to; run++) wanted.add(run);
    }
  const events: ReplayEvent[] = [];
  for (const run of [...wanted].sort((a, b) => a - b)) {
    const at = runs[run];
    if (at === undefined || at < scene.logFrom || at > until) continue;
    const near = updates.some(
      (u) => (u.author ?? '') === (writer.author ?? '') && Math.abs(u.at - at) < HOUR,
    );
    if (!near) events.push({ kind: 'run', at, writer });
  }
  return events;
}

/**
 * VTEX refuses an update that changes nothing only while there is no acknowledged reservation to drop: an
 * order that entered Preparing Delivery since the update before would have made it leave a row.
 */
function couldBeRefused(scene: Scene, at: Moment): boolean {
  const previous = lastBefore(scene.updatedAt, at);
  return !scene.lines.some(({ share, phase, state, moments: { handling } }) => {
    if (share < 1 || phase === 'closed' || state === 'ghost' || handling === null || !handling.certain)
      return false;
    return handling.from > previous && handling.to <= at;
  });
}

/** Moments at which an order and a cancellation came so close that one write held both, and nothing changed. */
function evenedOut(scene: Scene, writer: WriterModel, until: Moment): ReplayEvent[] {
  const cancellations = scene.lines.flatMap((line) =>
    line.phase === 'closed' && line.state === null && line.lastChangeAt !== null ? [line.lastChangeAt] : [],
  );
  if (cancellations.length === 0) return [];
  const events: ReplayEvent[] = [];
  for (let index = 0; index < scene.lines.length; index++)
    for (const { moment } of scene.asLearned.duesOf(writer, index)) {
      if (moment.from !== moment.to) continue;
      for (const cancelled of cancellations) {
        const at = Math.max(cancelled, moment.from) + 10_000;
        if (Math.abs(cancelled - moment.from) <= 2 * TOGETHER * HOUR && at > scene.logFrom && at <= until)
          events.push({ kind: 'run', at, writer });
      }
    }
  return events;
}

const NONE: readonly number[] = [];

/** Lines by the moment something happens to them, taken in order of time. */
export class Agenda {
  readonly #lines: number[] = [];
  readonly #moments: readonly Moment[];
  #next = 0;

  /** @param moments by line; infinite where nothing happens */
  constructor(moments: readonly Moment[]) {
    this.#moments = moments;
    moments.forEach((at, index) => {
      if (at < Number.POSITIVE_INFINITY) this.#lines.push(index);
    });
    this.#lines.sort((a, b) => this.#at(a) - this.#at(b) || a - b);
  }

  /** The lines whose moment has come since the last time this was asked. */
  until(at: Moment): readonly number[] {
    const from = this.#next;
    while (this.#next < this.#lines.length && this.#at(this.#lines[this.#next] ?? 0) <= at) this.#next++;
    return from === this.#next ? NONE : this.#lines.slice(from, this.#next);
  }

  #at(line: number): Moment {
    return this.#moments[line] ?? Number.POSITIVE_INFINITY;
  }
}
