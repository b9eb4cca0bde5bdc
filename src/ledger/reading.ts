/**
 * A reading of a balance's log: the set of lines in stock already lacks at some moment of the replay. How
 * time and an event change it, and how likely it is.
 */
import type { Effort } from './effort.js';
import type { WriterModel, WriterReading } from './habits.js';
import { mended as mendedKey, moved, type Place } from './keys.js';
import { DAY } from './lags.js';
import { type BalanceLines, type Line, latestExport } from './lines.js';
import type { Coverage, InventoryUpdate, Moment, Units } from './records.js';
import { Regime, writersAt } from './regime.js';

/** A line of another warehouse, or a cancelled one, is out of question after this long. */
const FORGOTTEN_AFTER = 20 * DAY;
/** Marks a line that all readings have alike; above any number of readings. */
export const SHARED = 255;
const NONE: readonly number[] = [];

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

export interface Reading {
  readonly untaken: readonly number[];
  /** Taken off, and may still be put back or undone; ascending. */
  readonly out: readonly number[];
  /** Taken off and undone by a reset: the writer's own total still lacks them; ascending. */
  readonly undone: readonly number[];
  readonly score: number;
  /** A writer left standing what somebody had put right: it has been mended. */
  readonly repaired: boolean;
  /** Gone, and never taken off as far as this reading goes: out of question for later updates. */
  readonly lost: Lost | null;
  /** Stands for where each line is: two readings of one key are the same. */
  readonly key: number;
  readonly last: Step | null;
}

interface Lost {
  readonly index: number;
  readonly previous: Lost | null;
}

/** Nothing has happened yet. */
export const BLANK: Reading = {
  untaken: NONE,
  out: NONE,
  undone: NONE,
  score: 0,
  repaired: false,
  lost: null,
  key: 0,
  last: null,
};

/** What time does to the lines between two events. */
export interface Changes {
  readonly entering: readonly number[];
  readonly retiring: readonly number[];
  readonly settling: readonly number[];
  /** The writers are known to have been mended by now. */
  readonly mended: boolean;
}

/** What an update may do to a reading, and how likely that is. */
export interface Way {
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

/** What a way that does nothing does. */
export const NOTHING: Omit<Way, 'score'> = {
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

/** Everything about one balance that the steps of its replay share. */
export interface Scene {
  readonly lines: readonly Line[];
  readonly effort: Effort;
  /** By line: when one that was taken off can no longer be put back. */
  readonly settlesAt: readonly Moment[];
  /** By line, for passing use. */
  readonly marks: Uint8Array;
  readonly end: Moment;
  readonly logFrom: Moment;
  readonly updatedAt: readonly Moment[];
  /** No writer of the store shows a trigger, and none wrote often enough to show that it has none. */
  readonly fewUpdates: boolean;
  readonly mendedAt: Moment;
  /** How the writers work: as learned, or once somebody has mended them and orders are written off at Preparing Delivery. */
  readonly asLearned: Regime;
  readonly asRepaired: Regime;
}

export function sceneOf(
  balance: BalanceLines,
  reading: WriterReading,
  coverage: Coverage,
  effort: Effort,
): Scene {
  const { updates, warehouse } = balance.balance;
  const { lines } = balance;
  const writers = writersAt(reading, warehouse);
  const last = updates.at(-1)?.at ?? Number.NEGATIVE_INFINITY;
  const known = latestExport(balance.balance, coverage);
  const seen = Math.max(last, coverage.updatesTo ?? last, coverage.ordersLastChange ?? last);
  return {
    lines,
    effort,
    settlesAt: lines.map(settlesAt),
    marks: new Uint8Array(lines.length),
    end: known ?? (Number.isFinite(seen) ? seen : (coverage.exportedBefore ?? 0)),
    logFrom: logStart(balance, coverage),
    updatedAt: updates.map((update) => update.at),
    fewUpdates: writers.asLearned.triggered.length === 0 && writers.decrements < 20,
    mendedAt: writers.mendedAt,
    asLearned: new Regime(lines, reading.waits, writers.asLearned),
    asRepaired: new Regime(lines, reading.waits, writers.asRepaired),
  };
}

export function underWhich(scene: Scene, reading: Pick<Reading, 'repaired'>): Regime {
  return reading.repaired ? scene.asRepaired : scene.asLearned;
}

/** From when on the log is complete for this balance: from its first row where the log keeps only so many. */
export function logStart(balance: BalanceLines, coverage: Coverage): Moment {
  if (balance.readFrom !== undefined) return balance.readFrom;
  const { updates } = balance.balance;
  const first = updates[0]?.at;
  const { logFrom } = balance.balance;
  if (logFrom !== null) return Math.min(logFrom, first ?? logFrom);
  const cut = coverage.updatesPerBalance !== null && updates.length >= coverage.updatesPerBalance;
  if (cut && first !== undefined) return first;
  return Math.min(coverage.updatesFrom ?? Number.POSITIVE_INFINITY, first ?? Number.POSITIVE_INFINITY);
}

/** The last of ascending moments before `at`. */
export function lastBefore(moments: readonly Moment[], at: Moment): Moment {
  let low = 0;
  let high = moments.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((moments[middle] ?? 0) < at) low = middle + 1;
    else high = middle;
  }
  return moments[low - 1] ?? Number.NEGATIVE_INFINITY;
}

/** The reading as an event finds it: new lines have come in, settled ones are let go. */
export function settled(scene: Scene, before: Reading, changes: Changes, at: Moment): Reading {
  const { entering, retiring, settling, mended } = changes;
  const reading = mended && !before.repaired ? underRepair(before) : before;
  let { score, lost, key, untaken, out } = reading;
  const gone = retiring.length === 0 ? NONE : retiring.filter((index) => untaken.includes(index));
  if (gone.length > 0) {
    const regime = underWhich(scene, reading);
    for (const index of gone) {
      const line = scene.lines[index];
      key = moved(key, index, 'untaken', 'nowhere');
      if (line === undefined || line.share < 1) continue;
      score += regime.logUnwritten(index, at);
      if (!line.gone) continue;
      lost = { index, previous: lost };
      key = moved(key, index, 'nowhere', 'lost');
    }
    untaken = untaken.filter((index) => !gone.includes(index));
  }
  const left = settling.length === 0 ? NONE : settling.filter((index) => out.includes(index));
  if (left.length > 0) {
    for (const index of left) key = moved(key, index, 'out', 'nowhere');
    out = out.filter((index) => !left.includes(index));
  }
  if (entering.length > 0) {
    for (const index of entering) key = moved(key, index, 'nowhere', 'untaken');
    untaken = untaken.length === 0 ? entering : [...untaken, ...entering];
  }
  if (untaken === reading.untaken && out === reading.out) return reading;
  const { undone, repaired, last } = reading;
  return { untaken, out, undone, score, repaired, lost, key, last };
}

/** The reading from the moment its writers are mended: what was put right stands, and waits for its time. */
export function underRepair(reading: Reading): Reading {
  let key = mendedKey(reading.key);
  for (const index of reading.undone) key = moved(key, index, 'undone', 'untaken');
  return { ...reading, untaken: [...reading.untaken, ...reading.undone], undone: [], repaired: true, key };
}

/** When a line comes into question: when its order was placed. */
export function entersAt(line: Line): Moment {
  return line.moments.created?.from ?? Number.POSITIVE_INFINITY;
}

/** When an untaken line no longer bears on an update: long after every moment it could be written at. */
export function retiresAt(line: Line): Moment {
  if (line.state === 'pending' || line.lastChangeAt === null) return Number.POSITIVE_INFINITY;
  return line.lastChangeAt + FORGOTTEN_AFTER;
}

/** When a taken line can no longer be put back or be pending: it has left the shelf. */
function settlesAt(line: Line): Moment {
  if (line.phase === 'closed') return (line.lastChangeAt ?? Number.POSITIVE_INFINITY) + FORGOTTEN_AFTER;
  const { handling } = line.moments;
  return handling?.certain === true ? handling.to : Number.POSITIVE_INFINITY;
}

/** The event is a run that left no row, and it did nothing: nothing is told of it. */
function isIdle(event: ReplayEvent, { taken, putBack, undone, retaken, repairs }: Way): boolean {
  return event.kind === 'run' && taken.length + putBack.length + undone.length === 0 && !retaken && !repairs;
}

/** Undone lines that a mended writer leaves standing: it will take them off in their time. */
export function leftStanding({ undone }: Reading, { repairs, taken }: Way): readonly number[] {
  if (!repairs || undone.length === 0) return NONE;
  return undone.filter((index) => !taken.includes(index));
}

/** The key of the reading after the event. */
export function keyAfter(scene: Scene, reading: Reading, event: ReplayEvent, way: Way): number {
  let { key } = reading;
  if (isIdle(event, way)) return key;
  const { undone } = reading;
  const place = (index: number): Place => (mayReturn(scene, index, event.at) ? 'out' : 'nowhere');
  for (const index of way.taken)
    key = moved(key, index, undone.length > 0 && undone.includes(index) ? 'undone' : 'untaken', place(index));
  for (const index of way.putBack) key = moved(key, index, 'out', 'nowhere');
  for (const index of way.undone) key = moved(key, index, 'out', 'undone');
  if (way.retaken)
    for (const index of undone)
      if (!way.taken.includes(index)) key = moved(key, index, 'undone', place(index));
  const left = leftStanding(reading, way);
  for (const index of left) key = moved(key, index, 'undone', 'untaken');
  return left.length > 0 && !reading.repaired ? mendedKey(key) : key;
}

/**
 * The reading after the event.
 * @param score what the reading comes to, and all that are equal to it
 * @param key as `keyAfter` says
 */
export function extended(
  scene: Scene,
  reading: Reading,
  event: ReplayEvent,
  way: Way,
  score: number,
  key: number,
): Reading {
  const { untaken, out, undone, repaired, lost, last } = reading;
  if (isIdle(event, way)) return { untaken, out, undone, score, repaired, lost, key, last };
  const taken = way.retaken && undone.length > 0 ? [...undone, ...way.taken] : way.taken;
  const left = leftStanding(reading, way);
  const step: Step = {
    event,
    taken,
    putBack: way.putBack,
    received: way.received,
    unexplained: way.unexplained,
    undone: way.undone,
    reset: way.reset,
    retaken: undone.length === 0 ? null : way.retaken,
    previous: last,
  };
  const returning = taken.filter((index) => mayReturn(scene, index, event.at));
  const stillUndone = way.retaken || left.length > 0 ? NONE : without(undone, way.taken);
  return {
    untaken: joined(without(untaken, way.taken), left),
    out: ascending(joined(without(without(out, way.putBack), way.undone), returning)),
    undone: ascending(joined(stillUndone, way.undone)),
    repaired: repaired || left.length > 0,
    score,
    lost,
    key,
    last: step,
  };
}

function mayReturn(scene: Scene, index: number, at: Moment): boolean {
  return (scene.settlesAt[index] ?? at) > at;
}

/** Lists of lines are shared between readings, and made anew only where they change. */
function without(indexes: readonly number[], some: readonly number[]): readonly number[] {
  if (some.length === 0 || indexes.length === 0) return indexes;
  if (some.length <= 8) return indexes.filter((index) => !some.includes(index));
  const all = new Set(some);
  return indexes.filter((index) => !all.has(index));
}

function joined(indexes: readonly number[], more: readonly number[]): readonly number[] {
  if (more.length === 0) return indexes;
  return indexes.length === 0 ? more : [...indexes, ...more];
}

function ascending(indexes: readonly number[]): readonly number[] {
  for (let position = 1; position < indexes.length; position++)
    if ((indexes[position - 1] ?? 0) > (indexes[position] ?? 0)) return [...indexes].sort((a, b) => a - b);
  return indexes;
}

/**
 * How likely it is that the reading's untaken lines were still unwritten at `at` (natural log).
 * @param shared by line, `SHARED` for those left out: all readings that are compared have them alike
 */
export function expectation(
  scene: Scene,
  reading: Pick<Reading, 'untaken' | 'repaired'>,
  at: Moment,
  shared: Uint8Array | null = null,
): number {
  const regime = underWhich(scene, reading);
  let sum = 0;
  for (const index of reading.untaken)
    if (scene.lines[index]?.share === 1 && shared?.[index] !== SHARED) sum += regime.logUnwritten(index, at);
  return sum;
}

export function unitsOf(scene: Scene, indexes: readonly number[]): Units {
  let sum = 0;
  for (const index of indexes) sum += scene.lines[index]?.units ?? 0;
  return sum;
}

export function logSum(a: number, b: number): number {
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
