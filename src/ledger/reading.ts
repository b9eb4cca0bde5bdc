/**
 * A reading of a balance's log: the set of lines in stock already lacks at some moment of the replay. How
 * time and an event change it, how likely it is, and which of many are kept.
 */
import { isEarlyTrigger } from './diagnosis.js';
import { unwrittenShare, type WriterModel, type WriterReading } from './habits.js';
import { DAY } from './lags.js';
import { type BalanceLines, type Line, latestExport } from './lines.js';
import type { Coverage, InventoryUpdate, Moment, Units } from './records.js';

/** Ways this much less likely than the best (natural log) are not followed. */
export const HOPELESS = 25;
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

export interface Reading {
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
export interface Changes {
  readonly entering: readonly number[];
  readonly retiring: ReadonlySet<number>;
  readonly settling: ReadonlySet<number>;
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

/** How the writers work: as learned, or once somebody has mended them and orders are written off at Preparing Delivery. */
interface Regime {
  readonly triggered: readonly WriterModel[];
  /** `unwrittenByAny` of the lines at one time: every reading asks for the same ones. */
  readonly unwritten: { at: Moment; readonly shares: Map<Line, number> };
  /** `writeDensity` of the lines at one update. */
  readonly densities: Map<number, number>;
}

/** Everything about one balance that the steps of its replay share. */
export interface Scene {
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

export function sceneOf(balance: BalanceLines, reading: WriterReading, coverage: Coverage): Scene {
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
    mendedAt: Math.min(...triggered.map(mendedAt)),
    asLearned: regimeOf(triggered),
    asRepaired: regimeOf(triggered.map(repaired)),
  };
}

function regimeOf(triggered: readonly WriterModel[]): Regime {
  return { triggered, unwritten: { at: Number.NaN, shares: new Map() }, densities: new Map() };
}

/** From when on every order that in stock still holds waits for the writer's later trigger. */
function mendedAt({ earlier }: WriterModel): Moment {
  return earlier?.follows === 'correction' ? earlier.until : Number.POSITIVE_INFINITY;
}

/** The writer once it has been mended: it waits for Preparing Delivery. */
export function repaired(writer: WriterModel): WriterModel {
  if (!isEarlyTrigger(writer.trigger) && writer.earlier === null) return writer;
  return { ...writer, trigger: isEarlyTrigger(writer.trigger) ? 'handling' : writer.trigger, earlier: null };
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

export function lastBefore(moments: readonly Moment[], at: Moment): Moment {
  return moments.findLast((moment) => moment < at) ?? Number.NEGATIVE_INFINITY;
}

/** The reading as an event finds it: new lines have come in, settled ones are let go. */
export function settled(scene: Scene, before: Reading, changes: Changes, at: Moment): Reading {
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
export function underRepair(reading: Reading): Reading {
  return { ...reading, untaken: [...reading.untaken, ...reading.undone], undone: [], repaired: true };
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
export function settlesAt(line: Line): Moment {
  if (line.phase === 'closed') return (line.lastChangeAt ?? Number.POSITIVE_INFINITY) + FORGOTTEN_AFTER;
  const { handling } = line.moments;
  return handling?.certain === true ? handling.to : Number.POSITIVE_INFINITY;
}

export function unwrittenByAny(
  scene: Scene,
  reading: Pick<Reading, 'repaired'>,
  line: Line,
  at: Moment,
): number {
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

export function extended(scene: Scene, reading: Reading, event: ReplayEvent, way: Way): Reading {
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
export function merge(readings: Map<string, Reading>, reading: Reading): void {
  const key = `${reading.untaken.join()}|${reading.out.join()}|${reading.undone.join()}|${reading.lostKey}|${reading.repaired}`;
  const same = readings.get(key);
  if (same === undefined) {
    readings.set(key, reading);
    return;
  }
  const score = logSum(same.score, reading.score);
  readings.set(key, same.score >= reading.score ? { ...same, score } : { ...reading, score });
}

export function best(
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
export function expectation(scene: Scene, reading: Reading, at: Moment): number {
  let sum = 0;
  for (const index of reading.untaken) {
    const line = scene.lines[index];
    if (line !== undefined && line.share === 1) sum += Math.log(unwrittenByAny(scene, reading, line, at));
  }
  return sum;
}

export function unitsOf(scene: Scene, indexes: readonly number[]): Units {
  return indexes.reduce((sum, index) => sum + (scene.lines[index]?.units ?? 0), 0);
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
