/**
 * Replays one balance in time order. A reading is the set of lines in stock already lacks; each update
 * extends every reading in all the ways that fit its difference, equal readings are merged, and the best
 * few dozen are kept. What survives, with its share, is the answer and the confidence in it.
 */
import { isEarlyTrigger } from './diagnosis.js';
import { type Effort, THOROUGH } from './effort.js';
import { Agenda, eventsOf } from './events.js';
import type { WriterReading } from './habits.js';
import { leading } from './leading.js';
import type { BalanceLines } from './lines.js';
import {
  BLANK,
  type Changes,
  entersAt,
  expectation,
  extended,
  keyAfter,
  leftStanding,
  logSum,
  type Reading,
  type ReplayEvent,
  retiresAt,
  type Scene,
  SHARED,
  type Step,
  sceneOf,
  settled,
  underRepair,
  underWhich,
  type Way,
} from './reading.js';
import type { Coverage, Moment, Units } from './records.js';
import { waysOf } from './ways.js';

/** Ways this much less likely than the best (natural log) are not followed. */
const HOPELESS = 25;
/** A reading that had to be dropped is missed when it was no further behind the best than this. */
const MISSED = 6;
/** A balance with more lines than this is read with fewer readings side by side, but never with fewer than that. */
const MANY_LINES = 400;
const FEWEST_READINGS = 8;
/** Readings with fewer untaken lines than this are weighed with all of them. */
const FEW_UNTAKEN = 48;
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
 * @param effort how much is weighed side by side
 * @param watch told, after each event, how likely the log is up to there (natural log)
 */
export function replay(
  balance: BalanceLines,
  reading: WriterReading,
  coverage: Coverage,
  effort: Effort = THOROUGH,
  watch?: (at: Moment, evidence: number) => void,
): Replay {
  const scene = sceneOf(balance, reading, coverage, effort);
  const events = eventsOf(balance, scene, coverage);
  const entries = new Agenda(scene.lines.map(entersAt));
  const retirements = new Agenda(scene.lines.map(retiresAt));
  const settlements = new Agenda(scene.settlesAt);
  const most = Math.min(
    effort.readings,
    Math.max(FEWEST_READINGS, Math.floor((effort.readings * MANY_LINES) / (scene.lines.length + 1))),
  );
  let readings: readonly Reading[] = [BLANK];
  let limited = false;
  for (const event of events) {
    const changes: Changes = {
      entering: entries.until(event.at),
      retiring: retirements.until(event.at),
      settling: settlements.until(event.at),
      mended: event.at >= scene.mendedAt,
    };
    scene.asLearned.nextEvent();
    scene.asRepaired.nextEvent();
    const found = readings.map((before) => settled(scene, before, changes, event.at));
    const next = best(scene, event, candidatesOf(scene, event, found), most);
    limited ||= next.dropped;
    readings = next.readings;
    if (watch !== undefined) watch(event.at, evidenceAt(scene, readings, event.at));
  }
  const dated = new Set(entries.until(Number.MAX_SAFE_INTEGER));
  const waiting = scene.lines.flatMap((line, index) =>
    dated.has(index) || line.moments.created === null ? [index] : [],
  );
  return concluded(scene, balance, readings, waiting, limited);
}

/** A reading, and what an event may have done to it. */
interface Candidate {
  readonly from: Reading;
  readonly way: Way;
  /** As the reading will have it. */
  readonly score: number;
  /** With what the lines still unwritten make of it: what candidates are compared by. */
  readonly rank: number;
}

/** All that an event may have made of the readings, but for what is hopeless. */
function candidatesOf(scene: Scene, event: ReplayEvent, readings: readonly Reading[]): Candidate[] {
  const shared = sharedBy(scene, readings);
  const candidates: Candidate[] = [];
  let top = Number.NEGATIVE_INFINITY;
  for (const from of readings) {
    const expected = readings.length === 1 ? 0 : expectation(scene, from, event.at, shared);
    for (const way of waysOf(scene, from, event)) {
      const score = from.score + way.score;
      const left = leftStanding(from, way);
      const rank =
        left.length === 0
          ? score + expected + way.relief
          : score + expected + changeUnderRepair(scene, from, way, left, event.at);
      if (rank < top - HOPELESS) continue;
      top = Math.max(top, rank);
      candidates.push({ from, way, score, rank });
    }
  }
  return candidates.filter(({ rank }) => rank >= top - HOPELESS);
}

/** What the lines still unwritten make of a reading from the moment its writers turn out to be mended. */
function changeUnderRepair(
  scene: Scene,
  from: Reading,
  way: Way,
  left: readonly number[],
  at: Moment,
): number {
  const untaken = [...from.untaken.filter((index) => !way.taken.includes(index)), ...left];
  return expectation(scene, { untaken, repaired: true }, at) - expectation(scene, from, at);
}

/**
 * Untaken lines that all readings have: they are none's advantage. Marked `SHARED`, by line; null where
 * finding out costs more than it saves.
 */
function sharedBy(scene: Scene, readings: readonly Reading[]): Uint8Array | null {
  const [first, ...others] = readings;
  if (first === undefined || first.untaken.length < FEW_UNTAKEN) return null;
  if (others.some(({ repaired }) => repaired !== first.repaired)) return null;
  const { marks } = scene;
  for (const { untaken } of readings) for (const index of untaken) marks[index] = 0;
  for (const { untaken } of readings) for (const index of untaken) marks[index] = (marks[index] ?? 0) + 1;
  for (const index of first.untaken) if (marks[index] === readings.length) marks[index] = SHARED;
  return marks;
}

/** Equal readings are one: their likelihoods add up, the likelier one's story is kept. The best few go on. */
function best(
  scene: Scene,
  event: ReplayEvent,
  candidates: readonly Candidate[],
  width: number,
): { readings: readonly Reading[]; dropped: boolean } {
  const [only] = candidates;
  if (only === undefined) return { readings: [], dropped: false };
  const keyOf = ({ from, way }: Candidate): number => keyAfter(scene, from, event, way);
  const read = ({ from, way, score }: Candidate, key: number): Reading =>
    extended(scene, from, event, way, score, key);
  if (candidates.length === 1) return { readings: [read(only, keyOf(only))], dropped: false };
  const merged: Candidate[] = [];
  const keys: number[] = [];
  const places = new Map<number, number>();
  for (const candidate of candidates) {
    const key = keyOf(candidate);
    const place = places.get(key);
    const same = place === undefined ? undefined : merged[place];
    if (place === undefined || same === undefined) {
      places.set(key, merged.length);
      merged.push(candidate);
      keys.push(key);
      continue;
    }
    const score = logSum(same.score, candidate.score);
    const likelier = same.score >= candidate.score ? same : candidate;
    merged[place] = { ...likelier, score, rank: likelier.rank + score - likelier.score };
  }
  const rankOf = (place: number): number => merged[place]?.rank ?? 0;
  const ranked = leading(merged.length, width + 1, (place, other) => rankOf(other) - rankOf(place) < 0);
  const top = rankOf(ranked[0] ?? 0);
  const kept = ranked.slice(0, width).filter((place) => rankOf(place) > top - HOPELESS);
  const next = ranked[kept.length];
  return {
    readings: kept.flatMap((place) => {
      const candidate = merged[place];
      return candidate === undefined ? [] : [read(candidate, keys[place] ?? 0)];
    }),
    dropped: next !== undefined && rankOf(next) > top - MISSED,
  };
}

function evidenceAt(scene: Scene, readings: readonly Reading[], at: Moment): number {
  return readings.reduce(
    (sum, reading) => logSum(sum, reading.score + expectation(scene, reading, at)),
    Number.NEGATIVE_INFINITY,
  );
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
  const early = scene.asLearned.triggered.some(
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
      overdue ||= underWhich(scene, ending).unwritten(index, scene.end) < OVERDUE;
  });
  return { lacking, overdue, last };
}
