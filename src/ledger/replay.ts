/**
 * Replays one balance in time order. A reading is the set of lines in stock already lacks; each update
 * extends every reading in all the ways that fit its difference, equal readings are merged, and the best
 * few dozen are kept. What survives, with its share, is the answer and the confidence in it.
 */
import { isEarlyTrigger } from './diagnosis.js';
import { duesOf, runIndexAt, type WriterModel, type WriterReading } from './habits.js';
import { HOUR } from './lags.js';
import type { BalanceLines } from './lines.js';
import {
  best,
  type Changes,
  entersAt,
  expectation,
  extended,
  HOPELESS,
  lastBefore,
  logSum,
  merge,
  type Reading,
  type ReplayEvent,
  retiresAt,
  type Scene,
  type Step,
  sceneOf,
  settled,
  settlesAt,
  underRepair,
  unwrittenByAny,
} from './reading.js';
import type { Coverage, Moment, Units } from './records.js';
import { TOGETHER, waysOf } from './ways.js';

/** Readings carried side by side. */
const READINGS_KEPT = 48;
/** A balance with more lines than this is read with fewer readings side by side, but never with fewer than that. */
const MANY_LINES = 400;
const FEWEST_READINGS = 8;
/** A line that is still unwritten at this likelihood should have been written long ago. */
const OVERDUE = 0.02;
/** The likelihood that an order no export holds has been taken off, where writers do so early. */
const UNKNOWN_TAKEN = 0.85;

/** One way to read a balance's whole log, with its share among all ways. */
export interface Outcome {
  readonly share: number;
  /** In stock, made whole for pending lines it lacks and freed of gone ones it still holds. */
  readonly shelf: Units;
  /** Indexes of the lines in stock lacks at T. */
  readonly lacking: ReadonlySet<number>;
  /** It leaves an order unwritten that its writer would have written long ago. */
  readonly overdue: boolean;
  readonly last: Step | null;
}

/** All that the replay of one balance says. */
export interface Replay {
  /** Best first, one for each shelf count. */
  readonly outcomes: readonly Outcome[];
  /** Log of the likelihood of the balance's log under the writers' habits. */
  readonly evidence: number;
  /** Some readings had to be dropped that were nearly as good as those kept. */
  readonly limited: boolean;
}

/**
 * Replays the balance under one reading of the store's writers.
 * @param watch told, after each event, how likely the log is up to there (natural log)
 */
export function replay(
  balance: BalanceLines,
  reading: WriterReading,
  coverage: Coverage,
  width: number = READINGS_KEPT,
  watch?: (at: Moment, evidence: number) => void,
): Replay {
  const scene = sceneOf(balance, reading, coverage);
  const events = eventsOf(balance, scene, coverage);
  const entries = new Agenda(scene.lines.map(entersAt));
  const retirements = new Agenda(scene.lines.map(retiresAt));
  const settlements = new Agenda(scene.lines.map(settlesAt));
  const most = Math.min(
    width,
    Math.max(FEWEST_READINGS, Math.floor((width * MANY_LINES) / (scene.lines.length + 1))),
  );
  let readings: Reading[] = [
    { untaken: [], out: [], undone: [], repaired: false, score: 0, lost: null, lostKey: 0, last: null },
  ];
  let limited = false;
  for (const event of events) {
    const changes: Changes = {
      entering: entries.until(event.at),
      retiring: new Set(retirements.until(event.at)),
      settling: new Set(settlements.until(event.at)),
      mended: event.at >= scene.mendedAt,
    };
    const next = new Map<string, Reading>();
    scene.asLearned.densities.clear();
    scene.asRepaired.densities.clear();
    let top = Number.NEGATIVE_INFINITY;
    for (const before of readings) {
      const current = settled(scene, before, changes, event.at);
      const expected = current.score + expectation(scene, current, event.at);
      for (const way of waysOf(scene, current, event)) {
        const rank = expected + way.score + way.relief;
        if (rank < top - HOPELESS) continue;
        top = Math.max(top, rank);
        merge(next, extended(scene, current, event, way));
      }
    }
    const kept = best(scene, [...next.values()], event.at, most);
    limited ||= kept.dropped;
    readings = kept.readings;
    if (watch !== undefined) watch(event.at, evidenceAt(scene, readings, event.at));
  }
  const dated = new Set(entries.until(Number.MAX_SAFE_INTEGER));
  const waiting = scene.lines.flatMap((line, index) =>
    dated.has(index) || line.moments.created === null ? [index] : [],
  );
  return concluded(scene, balance, readings, waiting, limited);
}

function evidenceAt(scene: Scene, readings: readonly Reading[], at: Moment): number {
  return readings.reduce(
    (sum, reading) => logSum(sum, reading.score + expectation(scene, reading, at)),
    Number.NEGATIVE_INFINITY,
  );
}

/** The balance's events in order of time: its start, its updates, gaps between them, and runs without a row. */
function eventsOf(balance: BalanceLines, scene: Scene, coverage: Coverage): ReplayEvent[] {
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
  for (const writer of scene.triggered)
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
  for (const line of scene.lines)
    for (const { moment } of duesOf(writer, line)) {
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
  const events: ReplayEvent[] = [];
  for (const line of scene.lines)
    for (const { moment } of duesOf(writer, line)) {
      if (moment.from !== moment.to) continue;
      for (const cancelled of cancellations) {
        const at = Math.max(cancelled, moment.from) + 10_000;
        if (Math.abs(cancelled - moment.from) <= 2 * TOGETHER * HOUR && at > scene.logFrom && at <= until)
          events.push({ kind: 'run', at, writer });
      }
    }
  return events;
}

/** Lines by the moment something happens to them, taken in order of time. */
class Agenda {
  readonly #entries: readonly { readonly index: number; readonly at: Moment }[];
  #next = 0;

  constructor(moments: readonly Moment[]) {
    this.#entries = moments
      .map((at, index) => ({ index, at }))
      .filter(({ at }) => at < Number.POSITIVE_INFINITY)
      .sort((a, b) => a.at - b.at || a.index - b.index);
  }

  /** The lines whose moment has come since the last time this was asked. */
  until(at: Moment): number[] {
    const due: number[] = [];
    for (
      let entry = this.#entries[this.#next];
      entry !== undefined && entry.at <= at;
      entry = this.#entries[this.#next]
    ) {
      due.push(entry.index);
      this.#next++;
    }
    return due;
  }
}

/** A reading at its end: what in stock still holds, and how likely that is. */
interface Ending {
  readonly repaired: boolean;
  readonly held: readonly number[];
  readonly score: number;
  readonly last: Step | null;
}

/** Weighs what survived by the shelf count it leads to. */
function concluded(
  scene: Scene,
  balance: BalanceLines,
  readings: readonly Reading[],
  waiting: readonly number[],
  limited: boolean,
): Replay {
  const byShelf = new Map<Units, { score: number; best: Ending }>();
  let evidence = Number.NEGATIVE_INFINITY;
  for (const last of readings) {
    const reading = scene.end >= scene.mendedAt && !last.repaired ? underRepair(last) : last;
    for (const ending of endingsOf(scene, reading, waiting)) {
      const shelf = shelfOf(scene, balance.balance.inStock, new Set(ending.held));
      evidence = logSum(evidence, ending.score);
      const same = byShelf.get(shelf);
      if (same === undefined) byShelf.set(shelf, { score: ending.score, best: ending });
      else {
        same.score = logSum(same.score, ending.score);
        if (ending.score > same.best.score) same.best = ending;
      }
    }
  }
  const outcomes = [...byShelf]
    .map(([shelf, { score, best }]) => ({
      shelf,
      share: Math.exp(score - evidence),
      ...outcomeOf(scene, best),
    }))
    .sort((a, b) => b.share - a.share || a.shelf - b.shelf);
  return { outcomes, evidence, limited };
}

/** Lines without any date are reservations of unknown orders: taken off or not, nothing tells. */
function endingsOf(scene: Scene, reading: Reading, waiting: readonly number[]): Ending[] {
  const unknown = waiting.filter((index) => scene.lines[index]?.moments.created === null);
  const known = waiting.filter((index) => scene.lines[index]?.moments.created !== null);
  const untaken = [...reading.untaken, ...known];
  const held = [...untaken, ...reading.undone];
  for (let lost = reading.lost; lost !== null; lost = lost.previous) held.push(lost.index);
  const score = reading.score + expectation(scene, { ...reading, untaken }, scene.end);
  const { repaired, last } = reading;
  if (unknown.length === 0) return [{ repaired, held, score, last }];
  const early = scene.triggered.some(
    ({ trigger, earlier }) => isEarlyTrigger(trigger) || isEarlyTrigger(earlier?.trigger ?? null),
  );
  const taken = early ? UNKNOWN_TAKEN : 0.5;
  return [
    { repaired, held, score: score + Math.log(taken), last },
    { repaired, held: [...held, ...unknown], score: score + Math.log(1 - taken), last },
  ];
}

/** In stock, made whole for pending lines it lacks and freed of gone ones it still holds. */
function shelfOf(scene: Scene, inStock: Units, held: ReadonlySet<number>): Units {
  return scene.lines.reduce((shelf, line, index) => {
    if (line.share < 1 && line.state === null) return shelf;
    if (line.state === 'pending') return held.has(index) ? shelf : shelf + line.units;
    return line.gone && held.has(index) ? shelf - line.units : shelf;
  }, inStock);
}

function outcomeOf(scene: Scene, ending: Ending): Pick<Outcome, 'lacking' | 'overdue' | 'last'> {
  const { held, last } = ending;
  const inStockHolds = new Set(held);
  const lacking = new Set<number>();
  let overdue = false;
  scene.lines.forEach((line, index) => {
    if (line.share < 1 && line.state === null) return;
    if (!inStockHolds.has(index)) lacking.add(index);
    else if ((line.state !== null || line.gone) && line.moments.created !== null)
      overdue ||= unwrittenByAny(scene, ending, line, scene.end) < OVERDUE;
  });
  return { lacking, overdue, last };
}
