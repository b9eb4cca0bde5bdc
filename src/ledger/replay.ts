/**
 * Replays one balance in time order. A reading is the set of lines in stock already lacks; each update
 * extends every reading in all the ways that fit its difference, equal readings are merged, and the best
 * few dozen are kept. What survives, with its share, is the answer and the confidence in it.
 */

import { isEarlyTrigger, type Trigger } from './diagnosis.js';
import {
  putBackDensity,
  runIndexAt,
  sizeProbability,
  unwrittenShare,
  type WriterModel,
  type WriterReading,
  writeDensity,
} from './habits.js';
import { DAY, HOUR } from './lags.js';
import { type BalanceLines, type Line, latestExport } from './lines.js';
import type { Coverage, InventoryUpdate, Moment, Units } from './records.js';
import { subsetsWithSum } from './subsets.js';

/** Readings carried side by side, and the ways one update may extend one of them. */
const READINGS_KEPT = 48;
const WAYS_KEPT = 24;
/** A balance with more lines than this is read with fewer readings side by side, but never with fewer than that. */
const MANY_LINES = 400;
const FEWEST_READINGS = 8;
/** Lines a writer without a trigger may have taken off: the newest of those still in question. */
const NEAREST_LINES = 60;
/** Lines whose every combination is tried at one update; the rest only where they fit exactly. */
const COMBINED = 6;
/** Two causes in one update of a writer that sends as things happen: they fell within this many hours. */
const TOGETHER = 1 / 30;
/** Ways this much less likely than the best (natural log) are not followed. */
const HOPELESS = 25;
/** Ways of one update this much less likely than its best are not tried, nor combined lines this much less likely. */
const FAR_FETCHED = 14;
const NEARLY_AS_LIKELY = 6;
/** In a run without a row: how likely a writer takes again what was put right, and that it has been mended. */
const RETAKEN_SILENTLY = 0.5;
const MENDED_SILENTLY = 0.05;
/** What was this likely to be taken off before the log began is taken as such; only the newest of the rest are weighed. */
const SURE = 0.97;
/** A line that is still unwritten at this likelihood should have been written long ago. */
const OVERDUE = 0.02;
/** The likelihood that an order no export holds has been taken off, where writers do so early. */
const UNKNOWN_TAKEN = 0.85;
/** A line of another warehouse, or a cancelled one, is out of question after this long. */
const FORGOTTEN_AFTER = 20 * DAY;

/** Something that may change what in stock lacks. */
export type ReplayEvent =
  | { readonly kind: 'start'; readonly at: Moment }
  | { readonly kind: 'update'; readonly at: Moment; readonly update: InventoryUpdate }
  /** A run of the writer that left no row here. */
  | { readonly kind: 'run'; readonly at: Moment; readonly writer: WriterModel }
  /** A change no row tells of: before is not the last after, or the last after is not in stock. */
  | { readonly kind: 'gap'; readonly at: Moment; readonly before: Units; readonly after: Units };

/** What one event did in one reading. Lines by index. */
export interface Step {
  readonly event: ReplayEvent;
  readonly taken: readonly number[];
  readonly putBack: readonly number[];
  readonly received: Units;
  readonly unexplained: Units;
  /** Early write-offs it ended by setting the count right. */
  readonly undone: readonly number[];
  /** The update set the count to what was on the shelf. */
  readonly reset: boolean;
  /** Took off again what a reset had ended, or did not; null where nothing was to be taken again. */
  readonly retaken: boolean | null;
  readonly previous: Step | null;
}

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

interface Reading {
  readonly untaken: readonly number[];
  /** Taken off, and may still be put back or undone. */
  readonly out: readonly number[];
  /** Taken off and undone by a reset: the writer's own total still lacks them. */
  readonly undone: readonly number[];
  readonly score: number;
  /** A writer left standing what somebody had put right: it has been mended. */
  readonly repaired: boolean;
  /** Gone, and never taken off as far as this reading goes: out of question for later updates. */
  readonly lost: Lost | null;
  /** Stands for `lost` when readings are compared. */
  readonly lostKey: number;
  readonly last: Step | null;
}

interface Lost {
  readonly index: number;
  readonly previous: Lost | null;
}

/** What time does to the lines between two events. */
interface Changes {
  readonly entering: readonly number[];
  readonly retiring: ReadonlySet<number>;
  readonly settling: ReadonlySet<number>;
  /** The writers are known to have been mended by now. */
  readonly mended: boolean;
}

/** What an update may do to a reading, and how likely that is. */
interface Way {
  readonly score: number;
  /** Added to the score to compare ways: taking a line that was due spares the reading what leaving it would cost. */
  readonly relief: number;
  readonly taken: readonly number[];
  readonly putBack: readonly number[];
  readonly received: Units;
  readonly unexplained: Units;
  readonly undone: readonly number[];
  readonly retaken: boolean;
  /** The writer leaves standing what was put right: it has been mended. */
  readonly repairs: boolean;
  readonly reset: boolean;
}

/** Everything about one balance that the steps of its replay share. */
interface Scene {
  readonly lines: readonly Line[];
  readonly reading: WriterReading;
  readonly writers: ReadonlyMap<string, WriterModel>;
  readonly triggered: readonly WriterModel[];
  readonly end: Moment;
  readonly logFrom: Moment;
  readonly updatedAt: readonly Moment[];
  /** No writer of the store shows a trigger, and none wrote often enough to show that it has none. */
  readonly fewUpdates: boolean;
  readonly mendedAt: Moment;
  readonly asLearned: Regime;
  readonly asRepaired: Regime;
}

/** How the writers work: as learned, or once somebody has mended them and orders are written off at Preparing Delivery. */
interface Regime {
  readonly triggered: readonly WriterModel[];
  /** `unwrittenByAny` of the lines at one time: every reading asks for the same ones. */
  readonly unwritten: { at: Moment; readonly shares: Map<Line, number> };
  /** `writeDensity` of the lines at one update. */
  readonly densities: Map<number, number>;
}

/** Replays the balance under one reading of the store's writers. */
export function replay(
  balance: BalanceLines,
  reading: WriterReading,
  coverage: Coverage,
  width: number = READINGS_KEPT,
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
  }
  const dated = new Set(entries.until(Number.MAX_SAFE_INTEGER));
  const waiting = scene.lines.flatMap((line, index) =>
    dated.has(index) || line.moments.created === null ? [index] : [],
  );
  return concluded(scene, balance, readings, waiting, limited);
}

function sceneOf(balance: BalanceLines, reading: WriterReading, coverage: Coverage): Scene {
  const writers = new Map<string, WriterModel>();
  for (const writer of reading.writers) {
    if (writer.warehouse !== null && writer.warehouse !== balance.balance.warehouse) continue;
    writers.set(writer.author ?? '', writer);
  }
  const triggered = [...writers.values()].filter((writer) => writer.trigger !== null);
  const last = balance.balance.updates.at(-1)?.at ?? Number.NEGATIVE_INFINITY;
  const known = latestExport(balance.balance, coverage);
  const seen = Math.max(last, coverage.updatesTo ?? last, coverage.ordersLastChange ?? last);
  const decrements = reading.writers.reduce((sum, writer) => sum + writer.decrements, 0);
  return {
    lines: balance.lines,
    reading,
    writers,
    triggered,
    end: known ?? (Number.isFinite(seen) ? seen : (coverage.exportedBefore ?? 0)),
    logFrom: logStart(balance, coverage),
    updatedAt: balance.balance.updates.map((update) => update.at),
    fewUpdates: triggered.length === 0 && decrements < 20,
    mendedAt: Math.min(...triggered.map((writer) => writer.mendedAt ?? Number.POSITIVE_INFINITY)),
    asLearned: regimeOf(triggered),
    asRepaired: regimeOf(triggered.map(repaired)),
  };
}

function regimeOf(triggered: readonly WriterModel[]): Regime {
  return { triggered, unwritten: { at: Number.NaN, shares: new Map() }, densities: new Map() };
}

/** The writer once it has been mended: it waits for Preparing Delivery. */
function repaired(writer: WriterModel): WriterModel {
  return isEarlyTrigger(writer.trigger) ? { ...writer, trigger: 'handling' } : writer;
}

function underWhich(scene: Scene, reading: Pick<Reading, 'repaired'>): Regime {
  return reading.repaired ? scene.asRepaired : scene.asLearned;
}

/** From when on the log is complete for this balance: from its first row where the log keeps only so many. */
export function logStart(balance: BalanceLines, coverage: Coverage): Moment {
  if (balance.readFrom !== undefined) return balance.readFrom;
  const { updates } = balance.balance;
  const first = updates[0]?.at;
  const cut = coverage.updatesPerBalance !== null && updates.length >= coverage.updatesPerBalance;
  if (cut && first !== undefined) return first;
  return Math.min(coverage.updatesFrom ?? Number.POSITIVE_INFINITY, first ?? Number.POSITIVE_INFINITY);
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
  const { runs, trigger } = writer;
  if (trigger === null) return [];
  if (runs === null) return evenedOut(scene, writer, trigger, until);
  const { updates } = balance.balance;
  const wanted = new Set<number>();
  for (const line of scene.lines) {
    const moment = line.moments[trigger];
    if (moment === null) continue;
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

function lastBefore(moments: readonly Moment[], at: Moment): Moment {
  return moments.findLast((moment) => moment < at) ?? Number.NEGATIVE_INFINITY;
}

/** Moments at which an order and a cancellation came so close that one write held both, and nothing changed. */
function evenedOut(scene: Scene, writer: WriterModel, trigger: Trigger, until: Moment): ReplayEvent[] {
  const cancellations = scene.lines.flatMap((line) =>
    line.phase === 'closed' && line.state === null && line.lastChangeAt !== null ? [line.lastChangeAt] : [],
  );
  const events: ReplayEvent[] = [];
  for (const line of scene.lines) {
    const moment = line.moments[trigger];
    if (moment === null || moment.from !== moment.to) continue;
    for (const cancelled of cancellations) {
      const at = Math.max(cancelled, moment.from) + 10_000;
      if (Math.abs(cancelled - moment.from) <= 2 * TOGETHER * HOUR && at > scene.logFrom && at <= until)
        events.push({ kind: 'run', at, writer });
    }
  }
  return events;
}

/** The reading as an event finds it: new lines have come in, settled ones are let go. */
function settled(scene: Scene, before: Reading, changes: Changes, at: Moment): Reading {
  const { entering, retiring, settling, mended } = changes;
  const reading = mended && !before.repaired ? underRepair(before) : before;
  if (entering.length === 0 && retiring.size === 0 && settling.size === 0) return reading;
  let { score, lost, lostKey } = reading;
  let untaken = reading.untaken;
  if (retiring.size > 0 && untaken.some((index) => retiring.has(index))) {
    for (const index of untaken) {
      const line = scene.lines[index];
      if (line === undefined || line.share < 1 || !retiring.has(index)) continue;
      score += Math.log(unwrittenByAny(scene, reading, line, at));
      if (!line.gone) continue;
      lost = { index, previous: lost };
      lostKey = Math.imul(lostKey ^ (index + 1), 0x01000193);
    }
    untaken = untaken.filter((index) => !retiring.has(index));
  }
  const out = settling.size > 0 ? reading.out.filter((index) => !settling.has(index)) : reading.out;
  return {
    ...reading,
    untaken: entering.length > 0 ? [...untaken, ...entering] : untaken,
    out,
    score,
    lost,
    lostKey,
  };
}

/** The reading from the moment its writers are mended: what was put right stands, and waits for its time. */
function underRepair(reading: Reading): Reading {
  return { ...reading, untaken: [...reading.untaken, ...reading.undone], undone: [], repaired: true };
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

/** When a line comes into question: when its order was placed. */
function entersAt(line: Line): Moment {
  return line.moments.created?.from ?? Number.POSITIVE_INFINITY;
}

/** When an untaken line no longer bears on an update: long after every moment it could be written at. */
function retiresAt(line: Line): Moment {
  if (line.state === 'pending' || line.lastChangeAt === null) return Number.POSITIVE_INFINITY;
  return line.lastChangeAt + FORGOTTEN_AFTER;
}

/** When a taken line can no longer be put back or be pending: it has left the shelf. */
function settlesAt(line: Line): Moment {
  if (line.phase === 'closed') return (line.lastChangeAt ?? Number.POSITIVE_INFINITY) + FORGOTTEN_AFTER;
  const { handling } = line.moments;
  return handling?.certain === true ? handling.to : Number.POSITIVE_INFINITY;
}

function unwrittenByAny(scene: Scene, reading: Pick<Reading, 'repaired'>, line: Line, at: Moment): number {
  const { triggered, unwritten: known } = underWhich(scene, reading);
  if (known.at !== at) {
    known.at = at;
    known.shares.clear();
  }
  const cached = known.shares.get(line);
  if (cached !== undefined) return cached;
  let share = 1;
  for (const writer of triggered)
    share -= writer.activity * (1 - unwrittenShare(writer, scene.reading.waits, line, at));
  const result = Math.max(share, 1e-9);
  known.shares.set(line, result);
  return result;
}

function extended(scene: Scene, reading: Reading, event: ReplayEvent, way: Way): Reading {
  const idle =
    way.taken.length + way.putBack.length + way.undone.length === 0 && !way.retaken && !way.repairs;
  if (event.kind === 'run' && idle) return { ...reading, score: reading.score + way.score };
  const taken = way.retaken ? [...reading.undone, ...way.taken] : way.taken;
  const mayReturn = (index: number): boolean => {
    const line = scene.lines[index];
    return line !== undefined && settlesAt(line) > event.at;
  };
  const leaves = new Set([...way.putBack, ...way.undone]);
  const goes = new Set(way.taken);
  const step: Step = {
    event,
    taken,
    putBack: way.putBack,
    received: way.received,
    unexplained: way.unexplained,
    undone: way.undone,
    reset: way.reset,
    retaken: reading.undone.length === 0 ? null : way.retaken,
    previous: reading.last,
  };
  // What a mended writer leaves standing it will take off in its time.
  const left = way.repairs ? reading.undone.filter((index) => !goes.has(index)) : [];
  const undone = way.retaken || left.length > 0 ? [] : reading.undone.filter((index) => !goes.has(index));
  return {
    untaken: [...reading.untaken.filter((index) => !goes.has(index)), ...left],
    out: [...reading.out.filter((index) => !leaves.has(index)), ...taken.filter(mayReturn)].sort(
      (a, b) => a - b,
    ),
    undone: [...undone, ...way.undone].sort((a, b) => a - b),
    repaired: reading.repaired || left.length > 0,
    score: reading.score + way.score,
    lost: reading.lost,
    lostKey: reading.lostKey,
    last: step,
  };
}

/** Equal readings are one: their likelihoods add up, the likelier one's story is kept. */
function merge(readings: Map<string, Reading>, reading: Reading): void {
  const key = `${reading.untaken.join()}|${reading.out.join()}|${reading.undone.join()}|${reading.lostKey}|${reading.repaired}`;
  const same = readings.get(key);
  if (same === undefined) {
    readings.set(key, reading);
    return;
  }
  const score = logSum(same.score, reading.score);
  readings.set(key, same.score >= reading.score ? { ...same, score } : { ...reading, score });
}

function best(
  scene: Scene,
  readings: readonly Reading[],
  at: Moment,
  width: number,
): { readings: Reading[]; dropped: boolean } {
  if (readings.length === 1) return { readings: [...readings], dropped: false };
  const ranked = readings
    .map((reading) => ({ reading, rank: reading.score + expectation(scene, reading, at) }))
    .sort((a, b) => b.rank - a.rank);
  const top = ranked[0]?.rank ?? 0;
  const kept = ranked.filter(({ rank }, index) => index < width && rank > top - HOPELESS);
  const next = ranked[kept.length];
  return { readings: kept.map(({ reading }) => reading), dropped: next !== undefined && next.rank > top - 6 };
}

/** How likely it is that the reading's untaken lines were still unwritten at `at`. */
function expectation(scene: Scene, reading: Reading, at: Moment): number {
  let sum = 0;
  for (const index of reading.untaken) {
    const line = scene.lines[index];
    if (line !== undefined && line.share === 1) sum += Math.log(unwrittenByAny(scene, reading, line, at));
  }
  return sum;
}

function waysOf(scene: Scene, reading: Reading, event: ReplayEvent): Way[] {
  switch (event.kind) {
    case 'start':
      return startWays(scene, reading, event.at);
    case 'gap':
      return gapWays(scene, reading, event.at, event.after - event.before);
    case 'run':
      return unloggedWays(scene, reading, reading.repaired ? repaired(event.writer) : event.writer, event.at);
    case 'update': {
      const { author, before, after } = event.update;
      const learned = scene.writers.get(author ?? '');
      const writer = learned !== undefined && reading.repaired ? repaired(learned) : learned;
      if (writer !== undefined && writer.trigger !== null) {
        const ways = triggerWays(scene, reading, writer, event.at, after - before, writer.idleRate);
        return author === null ? [...ways, ...putRightWays(scene, reading, writer, event.update)] : ways;
      }
      return personWays(scene, reading, writer, event.update);
    }
  }
}

/** What a write that left no row may have held: nothing, or changes that cancelled out. */
function unloggedWays(scene: Scene, reading: Reading, writer: WriterModel, at: Moment): Way[] {
  const together = writer.runs === null ? Math.log(TOGETHER) : 0;
  const silent = { ...writer, retakeShare: RETAKEN_SILENTLY };
  return triggerWays(scene, reading, silent, at, 0, 1)
    .filter(
      (way) => way.unexplained === 0 && way.taken.every((index) => isReleasedBy(scene, writer, index, at)),
    )
    .map((way) => (way.taken.length === 0 ? way : { ...way, score: way.score + together }))
    .flatMap((way) => (way.repairs ? silentlyLeft(way) : [way]));
}

/** A run without a row after a count was put right: the writer had nothing to send, or it has been mended. */
function silentlyLeft(way: Way): Way[] {
  const score = way.score - Math.log(1 - RETAKEN_SILENTLY);
  return [
    { ...way, repairs: false, score },
    { ...way, score: score + Math.log(MENDED_SILENTLY) },
  ];
}

/** The line's reservation was pending, or dropped already, when a write that left no row took the line off. */
function isReleasedBy(scene: Scene, writer: WriterModel, index: number, at: Moment): boolean {
  const line = scene.lines[index];
  if (line === undefined) return false;
  if (line.state === 'ghost') return true;
  const { handling } = line.moments;
  const waits = writer.trigger !== 'handling' && writer.trigger !== 'invoiced';
  if (handling === null || (waits && handling.to > at)) return true;
  return line.state !== 'acknowledged' && handling.from < lastBefore(scene.updatedAt, at);
}

const NOTHING = {
  relief: 0,
  taken: [],
  putBack: [],
  received: 0,
  unexplained: 0,
  undone: [],
  retaken: false,
  repairs: false,
  reset: false,
};

/** Before the log begins lines may have been taken off or not, as the writers' habits make likely. */
function startWays(scene: Scene, reading: Reading, at: Moment): Way[] {
  const taken: number[] = [];
  const open: { index: number; chance: number }[] = [];
  const leftAt = (index: number): Moment => {
    const handling = scene.lines[index]?.moments.handling;
    return handling?.certain === true && handling.to <= at ? handling.to : Number.NEGATIVE_INFINITY;
  };
  const newest = Math.max(...reading.untaken.map(leftAt));
  for (const index of reading.untaken) {
    const line = scene.lines[index];
    if (line === undefined) continue;
    const left = Number.isFinite(leftAt(index));
    // The log may have begun after the newest one was taken off, or before: nothing tells.
    const untriggered = !left ? 0.9 : leftAt(index) === newest ? 0.5 : 0.03;
    const chance = 1 - (scene.triggered.length > 0 ? unwrittenByAny(scene, reading, line, at) : untriggered);
    if (chance >= SURE) taken.push(index);
    else if (chance > 1 - SURE) open.push({ index, chance });
  }
  const undecided = open.slice(-COMBINED);
  for (const { index, chance } of open.slice(0, -COMBINED)) if (chance >= 0.5) taken.push(index);
  let ways: Way[] = [{ ...NOTHING, score: 0, taken }];
  for (const { index, chance } of undecided)
    ways = ways.flatMap((way) => [
      { ...way, score: way.score + Math.log(chance), taken: [...way.taken, index] },
      { ...way, score: way.score + Math.log(1 - chance) },
    ]);
  return ways;
}

/** A change that no row tells of may hide anything: the lines due by then, a receipt, a loss. */
function gapWays(scene: Scene, reading: Reading, at: Moment, difference: Units): Way[] {
  const due = reading.untaken.filter((index) => {
    const line = scene.lines[index];
    return line !== undefined && unwrittenByAny(scene, reading, line, at) < 0.5;
  });
  const open = due.slice(-COMBINED);
  let ways: Way[] = [{ ...NOTHING, score: 0 }];
  for (const index of open)
    ways = ways.flatMap((way) => [
      { ...way, score: way.score + Math.log(0.7), taken: [...way.taken, index] },
      { ...way, score: way.score + Math.log(0.3) },
    ]);
  return ways.map((way) =>
    withRest(way, difference + unitsOf(scene, way.taken), (units) => -Math.log(1 + units) - 1),
  );
}

function withRest(way: Way, rest: Units, scoreOf: (units: Units) => number): Way {
  if (rest === 0) return way;
  const score = way.score + scoreOf(Math.abs(rest));
  return rest > 0 ? { ...way, score, received: rest } : { ...way, score, unexplained: -rest };
}

/**
 * A writer with a trigger sends its own total: it takes off the lines whose moment has passed, puts back
 * cancelled ones, and takes off again what somebody else had put right. What remains is a receipt (up) or
 * unexplained (down).
 */
function triggerWays(
  scene: Scene,
  reading: Reading,
  writer: WriterModel,
  at: Moment,
  difference: Units,
  idleShare: number,
): Way[] {
  const { lines } = scene;
  const { densities } = underWhich(scene, reading);
  const weighed = reading.untaken.flatMap((index) => {
    let density = densities.get(index);
    if (density === undefined) {
      const line = lines[index];
      density = line === undefined ? 0 : line.share * writeDensity(writer, scene.reading.waits, line, at);
      densities.set(index, density);
    }
    const line = lines[index];
    if (line === undefined || density <= 0) return [];
    const relief = line.share === 1 ? -Math.log(unwrittenByAny(scene, reading, line, at)) : 0;
    return [{ index, units: line.units, score: Math.log(density), relief }];
  });
  weighed.sort((a, b) => b.score - a.score || a.index - b.index);
  const near = (weighed[0]?.score ?? 0) - NEARLY_AS_LIKELY;
  const strong = weighed.slice(0, COMBINED).filter(({ score, relief }) => score + relief >= near);
  const weak = weighed.slice(strong.length, strong.length + 12);
  const weakUnits = weak.map(({ units }) => units);
  const back = reading.out.filter((index) => isCancelledBy(lines[index], at));
  const backUnits = back.map((index) => lines[index]?.units ?? 0);
  const coupling = writer.runs === null ? Math.log(TOGETHER) : 0;
  const backScore = (indexes: readonly number[]): number =>
    indexes.reduce((sum, index) => sum + Math.log(putBackDensity(writer, lines[index], at)), 0);
  const again = unitsOf(scene, reading.undone);
  const retakes =
    again === 0
      ? [{ retaken: false, repairs: false, units: 0, score: 0 }]
      : [
          { retaken: true, repairs: false, units: again, score: Math.log(writer.retakeShare) },
          { retaken: false, repairs: true, units: 0, score: Math.log(1 - writer.retakeShare) },
        ];
  const ways: Way[] = [];
  let top = Number.NEGATIVE_INFINITY;
  const consider = (
    score: number,
    relief: number,
    rest: Units,
    causes: number,
    way: () => Partial<Way>,
  ): void => {
    const together = Math.max(causes + Number(rest !== 0) - 1, 0) * coupling;
    const idle = causes === 0 && rest === 0 ? Math.log(idleShare) : 0;
    const total = score + restScore(writer, rest) + together + idle;
    if (total + relief < top - FAR_FETCHED) return;
    top = Math.max(top, total + relief);
    const units = { received: Math.max(rest, 0), unexplained: Math.max(-rest, 0) };
    ways.push({ ...NOTHING, ...way(), ...units, score: total, relief });
  };
  for (const { retaken, repairs, units: again, score: retakeScore } of retakes) {
    for (let mask = 0; mask < 1 << strong.length; mask++) {
      let score = retakeScore;
      let relief = 0;
      let rest = difference + again;
      let causes = 0;
      for (let position = 0; position < strong.length; position++) {
        if (((mask >> position) & 1) === 0) continue;
        score += strong[position]?.score ?? 0;
        relief += strong[position]?.relief ?? 0;
        rest += strong[position]?.units ?? 0;
        causes++;
      }
      if (score + relief + causes * coupling < top - FAR_FETCHED) continue;
      const taken = (): number[] =>
        strong.flatMap(({ index }, position) => ((mask >> position) & 1 ? [index] : []));
      consider(score, relief, rest, causes, () => ({ taken: taken(), retaken, repairs }));
      if (rest < 0 && weak.length > 0)
        for (const fit of subsetsWithSum(weakUnits, -rest, 3)) {
          const more = fit.flatMap((position) => weak[position] ?? []);
          const added = more.reduce((sum, line) => sum + line.score, 0);
          const spared = relief + more.reduce((sum, line) => sum + line.relief, 0);
          consider(score + added, spared, 0, causes + more.length, () => ({
            taken: [...taken(), ...more.map(({ index }) => index)],
            retaken,
            repairs,
          }));
        }
      if (rest > 0 && back.length > 0)
        for (const fit of partialBacks(backUnits, rest)) {
          const putBack = fit.flatMap((position) => back[position] ?? []);
          const left = rest - unitsOf(scene, putBack);
          consider(score + backScore(putBack), relief, left, causes + fit.length, () => ({
            taken: taken(),
            putBack,
            retaken,
            repairs,
          }));
        }
    }
  }
  return ways
    .filter((way) => way.score + way.relief >= top - FAR_FETCHED)
    .sort((a, b) => b.score + b.relief - a.score - a.relief)
    .slice(0, WAYS_KEPT);
}

/** How likely a writer is to receive, or to lose without explanation, this many units at one update. */
function restScore(writer: WriterModel, rest: Units): number {
  if (rest === 0) return 0;
  if (rest > 0) return Math.log(writer.receiptRate * sizeProbability(writer.received, rest));
  return Math.log(writer.unexplainedRate * sizeProbability(writer.unexplained, -rest));
}

/** Sets of cancelled lines that could be put back within `rest` units: those that fit exactly, and single ones. */
function partialBacks(units: readonly Units[], rest: Units): number[][] {
  const exact = subsetsWithSum(units, rest, 3);
  const single = units.flatMap((value, position) => (value < rest ? [[position]] : [])).slice(-4);
  return [...exact, ...single];
}

function isCancelledBy(line: Line | undefined, at: Moment): boolean {
  return (
    line?.phase === 'closed' && line.state === null && (line.lastChangeAt ?? Number.POSITIVE_INFINITY) <= at
  );
}

/** Whoever wrote an update without an author, a person who put the count right may have. */
function putRightWays(scene: Scene, reading: Reading, writer: WriterModel, update: InventoryUpdate): Way[] {
  const difference = update.after - update.before;
  if (difference <= 0) return [];
  const score = Math.log(writer.resetShare) + Math.log(writer.receiptRate);
  return resetWays(scene, reading, update.at, difference).map((way) => ({
    ...way,
    score: way.score + score,
  }));
}

/**
 * A writer without a trigger. Down: lines in Preparing Delivery and not yet taken off first, pending ones
 * only where its habit or the count itself says so. Up: a receipt, or a count put right.
 */
function personWays(
  scene: Scene,
  reading: Reading,
  writer: WriterModel | undefined,
  update: InventoryUpdate,
): Way[] {
  const difference = update.after - update.before;
  const ways: Way[] = [];
  const resetShare = writer?.resetShare ?? 0.5;
  const received = writer?.received ?? [];
  const pace =
    writer === undefined ? 0 : Math.log(difference > 0 ? writer.receiptRate : writer.unexplainedRate);
  for (const reset of resetWays(scene, reading, update.at, difference)) {
    const share = difference > 0 ? resetShare : (writer?.recountShare ?? 0.1);
    ways.push({ ...reset, score: reset.score + Math.log(share) });
  }
  if (difference === 0) {
    ways.push({ ...NOTHING, score: 0 });
  } else if (difference > 0) {
    const score = Math.log(1 - resetShare) + Math.log(sizeProbability(received, difference));
    ways.push({ ...NOTHING, score, received: difference });
  } else {
    ways.push(...decrementWays(scene, reading, writer, update));
  }
  return ways.map((way) => ({ ...way, score: way.score + (difference === 0 ? 0 : pace) }));
}

/** Ways in which an update that lowers a count took off whole order lines. */
function decrementWays(
  scene: Scene,
  reading: Reading,
  writer: WriterModel | undefined,
  update: InventoryUpdate,
): Way[] {
  const units = update.before - update.after;
  const left: number[] = [];
  const pending: number[] = [];
  for (const index of [...reading.undone, ...reading.untaken.slice(-NEAREST_LINES)]) {
    const line = scene.lines[index];
    const created = line?.moments.created;
    if (line === undefined || created === null || created === undefined || created.from > update.at) continue;
    if (isCancelledBy(line, update.at)) continue;
    const handling = line.moments.handling;
    if (handling !== null && handling.from <= update.at && (handling.certain || handling.to <= update.at))
      left.push(index);
    else pending.push(index);
  }
  const size =
    Math.log(sizeProbability(writer?.unexplained ?? [], units)) + Math.log(1 - (writer?.recountShare ?? 0.1));
  const ways: Way[] = [{ ...NOTHING, score: size, unexplained: units }];
  if (scene.triggered.length === 0) ways.push(...fitting(scene, left, units, Math.log(2)));
  if (scene.fewUpdates && update.after < reservedThen(scene, update.at))
    ways.push(...fitting(scene, pending, units, Math.log(1.5)));
  return ways;
}

/** Whole lines that make up the units: fewer before more, nearer in time before further. */
function fitting(scene: Scene, pool: readonly number[], units: Units, score: number): Way[] {
  const nearest = [...pool].sort(
    (a, b) => (scene.lines[b]?.createdAt ?? 0) - (scene.lines[a]?.createdAt ?? 0) || a - b,
  );
  const sizes = nearest.map((index) => scene.lines[index]?.units ?? 0);
  return subsetsWithSum(sizes, units, 8).map((fit, position) => ({
    ...NOTHING,
    score: score - Math.min(2.5 * (fit.length - 1), logChoices(pool.length, fit.length)) - 0.1 * position,
    taken: fit.flatMap((member) => nearest[member] ?? []),
  }));
}

/** In how many ways so many of the lines can be chosen (natural log): all of them together in one way only. */
function logChoices(all: number, chosen: number): number {
  let sum = 0;
  for (let one = 1; one <= chosen; one++) sum += Math.log((all - chosen + one) / one);
  return sum;
}

/** Units that were surely reserved at a time: placed by then, and Preparing Delivery not come. */
function reservedThen(scene: Scene, at: Moment): Units {
  return scene.lines.reduce((sum, line) => {
    const created = line.moments.created;
    if (line.share < 1 || created === null || created.to > at) return sum;
    if (line.phase === 'closed' && (line.lastChangeAt ?? at) <= at) return sum;
    const handling = line.moments.handling;
    return handling !== null && handling.from <= at ? sum : sum + line.units;
  }, 0);
}

/**
 * Ways in which an update set the count to what was on the shelf at that moment: pending lines that were
 * taken off come back, and gone ones that in stock still held leave it.
 */
function resetWays(scene: Scene, reading: Reading, at: Moment, difference: Units): Way[] {
  if (difference === 0 || (scene.triggered.length === 0 && !scene.fewUpdates)) return [];
  const returning = atHandling(scene, reading.out, at);
  const leaving = atHandling(scene, [...reading.untaken, ...reading.undone], at);
  const sure = unitsOf(scene, returning.before) - unitsOf(scene, leaving.after);
  const open = [...returning.open.slice(-4), ...leaving.open.slice(-3)];
  const ways: Way[] = [];
  for (let mask = 0; mask < 1 << open.length; mask++) {
    const chosen = open.filter((_, position) => (mask >> position) & 1);
    const undone = [...returning.before, ...chosen.filter((index) => returning.open.includes(index))];
    const gone = [...leaving.after, ...chosen.filter((index) => leaving.open.includes(index))];
    const change = chosen.reduce((sum, index) => {
      const units = scene.lines[index]?.units ?? 0;
      return sum + (returning.open.includes(index) ? units : -units);
    }, sure);
    if (change !== difference || undone.length + gone.length === 0) continue;
    ways.push({ ...NOTHING, score: -Math.log(1 << open.length), undone, taken: gone, reset: true });
  }
  return ways;
}

/** The lines of this balance before, after, or perhaps past Preparing Delivery at a time. */
function atHandling(
  scene: Scene,
  indexes: readonly number[],
  at: Moment,
): { before: number[]; after: number[]; open: number[] } {
  const result = { before: [] as number[], after: [] as number[], open: [] as number[] };
  for (const index of indexes) {
    const line = scene.lines[index];
    if (line === undefined || line.phase === 'closed' || line.share < 1) continue;
    const { handling } = line.moments;
    if (handling === null || handling.from > at) result.before.push(index);
    else if (handling.to <= at && handling.certain) result.after.push(index);
    else result.open.push(index);
  }
  return result;
}

function unitsOf(scene: Scene, indexes: readonly number[]): Units {
  return indexes.reduce((sum, index) => sum + (scene.lines[index]?.units ?? 0), 0);
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
  const early = scene.triggered.some((writer) => isEarlyTrigger(writer.trigger));
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

function logSum(a: number, b: number): number {
  const high = Math.max(a, b);
  if (high === Number.NEGATIVE_INFINITY) return high;
  return high + Math.log(Math.exp(a - high) + Math.exp(b - high));
}

/** The steps of a reading, first to last. */
export function stepsOf(last: Step | null): Step[] {
  const steps: Step[] = [];
  for (let step = last; step !== null; step = step.previous) steps.push(step);
  return steps.reverse();
}
