/**
 * What an update of a writer with a trigger may have done. It sends its own total: the lines whose moment has
 * passed are taken off, however many there are; cancelled ones are put back; what remains is a receipt or a loss.
 */
import { putBackDensity, sizeProbability, type WriterModel } from './habits.js';
import { moved } from './keys.js';
import type { Line } from './lines.js';
import { NOTHING, type Reading, type Scene, underWhich, unitsOf, type Way } from './reading.js';
import type { Moment, Units } from './records.js';
import type { Weighed } from './regime.js';
import { subsetsWithSum } from './subsets.js';

/** Lines a writer that sends as things happen may have taken off at one update; of more, those due soonest. */
const MOST_WEIGHED = 64;
/** Lines that are looked at for those that fit exactly. */
const FITTED = 12;
/** Two causes in one update of a writer that sends as things happen: they fell within this many hours. */
export const TOGETHER = 1 / 30;
/** Ways of one update this much less likely than its best are not tried, nor combined lines this much less likely. */
const FAR_FETCHED = 14;
const NEARLY_AS_LIKELY = 6;

/** What is believed of a write beside what it took off. */
interface Belief {
  /** How likely it is that the writer writes with nothing behind it. */
  readonly idleRate: number;
  /** How likely its total takes off again what was put right. */
  readonly retakeShare: number;
}

/** Whether the writer takes off again what a reset had ended, where there is something to. */
interface Retake {
  readonly retaken: boolean;
  readonly repairs: boolean;
  readonly units: Units;
  readonly score: number;
}

const NO_RETAKE: readonly Retake[] = [{ retaken: false, repairs: false, units: 0, score: 0 }];
const NO_LINES: readonly Weighed[] = [];

/** The lines an update may have taken off, by how sure that is. */
interface Question {
  /** Taken off in every way. */
  readonly sure: readonly Weighed[];
  /** Taken off or not, in every combination. */
  readonly open: readonly Weighed[];
  /** Taken off only where they fit exactly, the likeliest first. */
  readonly weak: readonly Weighed[];
  /** More lines are due than can be tried one by one. */
  readonly isBlock: boolean;
}

const NO_QUESTION: Question = { sure: NO_LINES, open: NO_LINES, weak: NO_LINES, isBlock: false };

/** Lines that are taken off at one update, and what that makes of it. Listed only where that is asked for. */
class Taking {
  private constructor(
    private readonly before: Taking | null,
    private readonly more: readonly Weighed[],
    readonly causes: number,
    readonly score: number,
    readonly relief: number,
    /** What of the difference they leave. */
    readonly rest: Units,
  ) {}

  static none(score: number, difference: Units): Taking {
    return new Taking(null, NO_LINES, 0, score, 0, difference);
  }

  get lines(): readonly Weighed[] {
    return this.before === null ? this.more : [...this.before.lines, ...this.more];
  }

  plus(more: readonly Weighed[]): Taking {
    return more.length === 0 ? this : this.#changed(this, more, more, 1);
  }

  without(some: readonly Weighed[]): Taking {
    const left = this.lines.filter((line) => !some.includes(line));
    return this.#changed(null, left, some, -1);
  }

  #changed(
    before: Taking | null,
    more: readonly Weighed[],
    changed: readonly Weighed[],
    sign: 1 | -1,
  ): Taking {
    let { score, relief, rest } = this;
    for (const line of changed) {
      score += sign * line.score;
      relief += sign * line.relief;
      rest += sign * line.units;
    }
    return new Taking(before, more, this.causes + sign * changed.length, score, relief, rest);
  }
}

/** Every combination of the lines beside what is given: the one with a line follows that without it. */
function combinationsOf(given: Taking, lines: readonly Weighed[]): Taking[] {
  const all = [given];
  for (const line of lines) {
    const only = [line];
    for (let before = 0, { length } = all; before < length; before++) {
      const taking = all[before];
      if (taking !== undefined) all.push(taking.plus(only));
    }
  }
  return all;
}

/**
 * A writer with a trigger sends its own total: it takes off the lines whose moment has passed, puts back
 * cancelled ones, and takes off again what somebody else had put right. What remains is a receipt (up) or
 * unexplained (down).
 */
export function triggerWays(
  scene: Scene,
  reading: Reading,
  writer: WriterModel,
  at: Moment,
  difference: Units,
  { idleRate, retakeShare }: Belief,
): Way[] {
  const { lines, effort } = scene;
  const question = questionOf(scene, reading, writer, at);
  const { sure, open, weak } = question;
  const fitted = weak.slice(0, FITTED);
  const coupling = writer.runs === null ? Math.log(TOGETHER) : 0;
  const bestFit = bestOf(fitted, coupling);
  const again = unitsOf(scene, reading.undone);
  const retakes =
    again === 0
      ? NO_RETAKE
      : [
          { retaken: true, repairs: false, units: again, score: Math.log(retakeShare) },
          { retaken: false, repairs: true, units: 0, score: Math.log(1 - retakeShare) },
        ];
  const ways: Way[] = [];
  let top = Number.NEGATIVE_INFINITY;
  const rests = restScoresOf(writer);
  const consider = (taking: Taking, retake: Retake, back: PutBack): void => {
    const { score, relief } = taking;
    const causes = taking.causes + back.lines.length;
    const left = taking.rest - back.units;
    const together = Math.max(causes + Number(left !== 0) - 1, 0) * coupling;
    const idle = causes === 0 && left === 0 ? Math.log(idleRate) : 0;
    const total = score + back.score + rests.of(left) + together + idle;
    if (total + relief < top - FAR_FETCHED) return;
    top = Math.max(top, total + relief);
    ways.push({
      score: total,
      relief,
      taken: taking.lines.map(({ index }) => index),
      putBack: back.lines,
      received: Math.max(left, 0),
      unexplained: Math.max(-left, 0),
      undone: NOTHING.undone,
      retaken: retake.retaken,
      repairs: retake.repairs,
      reset: false,
    });
  };
  let putBacks: PutBacks | null = null;
  for (const retake of retakes) {
    const given = Taking.none(retake.score, difference + retake.units).plus(sure);
    for (const taking of combinationsOf(given, open)) {
      const apart = taking.score + taking.relief + taking.causes * coupling;
      if (apart < top - FAR_FETCHED) continue;
      consider(taking, retake, NOT_PUT_BACK);
      if (taking.rest < 0 && apart - coupling + bestFit >= top - FAR_FETCHED)
        for (const fit of fitsOf(fitted, -taking.rest)) consider(taking.plus(fit), retake, NOT_PUT_BACK);
      if (taking.rest > 0 && reading.out.length > 0) {
        putBacks ??= new PutBacks(
          reading.out.filter((index) => isCancelledBy(lines[index], at)),
          scene,
          (index) => Math.log(putBackDensity(writer, lines[index], at)),
        );
        for (const back of putBacks.within(taking.rest)) consider(taking, retake, back);
      }
    }
    if (question.isBlock)
      for (const taking of inBlock(given, question)) consider(taking, retake, NOT_PUT_BACK);
  }
  if (ways.length < 2) return ways;
  const likely = ways
    .filter((way) => way.score + way.relief >= top - FAR_FETCHED)
    .sort((a, b) => b.score + b.relief - a.score - a.relief);
  return question.isBlock
    ? distinct(likely.slice(0, 2 * effort.ways)).slice(0, effort.ways)
    : likely.slice(0, effort.ways);
}

/** Which lines the writer may have taken off at a time, by how likely that is. */
function questionOf(scene: Scene, reading: Reading, writer: WriterModel, at: Moment): Question {
  const regime = underWhich(scene, reading);
  const { combined } = scene.effort;
  const weighed: Weighed[] = [];
  const { untaken } = reading;
  const isNear =
    writer.runs === null && untaken.length > MOST_WEIGHED
      ? regime.soonest(writer, untaken, MOST_WEIGHED)
      : null;
  for (const index of untaken) {
    if (isNear?.(index) === false) continue;
    const line = regime.weighed(writer, index, at);
    if (line !== null) weighed.push(line);
  }
  if (weighed.length === 0) return NO_QUESTION;
  if (weighed.length === 1) return { ...NO_QUESTION, open: weighed };
  if (writer.runs !== null && weighed.length > combined) return blockOf(weighed, combined);
  weighed.sort((a, b) => b.score - a.score || a.index - b.index);
  const near = (weighed[0]?.score ?? 0) - NEARLY_AS_LIKELY;
  const open = weighed.slice(0, combined).filter(({ score, relief }) => score + relief >= near);
  return { ...NO_QUESTION, open, weak: ofEachSize(weighed.slice(open.length), FITTED) };
}

/**
 * So many of the lines, the first ones, but none of a size before all other sizes have as many: lines of one size
 * fit alike, and a crowd of them must not keep out the only one that fits.
 */
function ofEachSize(lines: readonly Weighed[], most: number): readonly Weighed[] {
  if (lines.length <= most) return lines;
  const seen = new Map<Units, number>();
  const places = lines.map(({ units }) => {
    const place = seen.get(units) ?? 0;
    seen.set(units, place + 1);
    return place;
  });
  const last = [...places].sort((a, b) => a - b)[most - 1] ?? 0;
  let left = most - places.filter((place) => place < last).length;
  return lines.filter((_, index) => {
    const place = places[index] ?? 0;
    return place < last || (place === last && left-- > 0);
  });
}

/**
 * A run takes off all that is due, however much that is: what is rather taken than left goes as a block, and
 * only the lines nearest to the cut-off are in question.
 */
function blockOf(weighed: Weighed[], combined: number): Question {
  const odds = ({ score, relief }: Weighed): number => score + relief;
  weighed.sort((a, b) => odds(b) - odds(a) || a.index - b.index);
  const firstOut = weighed.findIndex((line) => odds(line) < 0);
  const cut = firstOut === -1 ? weighed.length : firstOut;
  let from = cut;
  let to = cut;
  while (to - from < combined) {
    const above = weighed[from - 1];
    const below = weighed[to];
    const isAboveNearer = above !== undefined && (below === undefined || odds(above) <= -odds(below));
    if (isAboveNearer) from--;
    else if (below !== undefined) to++;
    else break;
  }
  return {
    sure: weighed.slice(0, from),
    open: weighed.slice(from, to),
    weak: weighed.slice(to),
    isBlock: true,
  };
}

/**
 * Further ways to take a block off: all that is rather taken than left, but for some that make up what is too
 * much; or as many lines, by how likely each is, as the difference tells, the last of them chosen so that it
 * comes out exactly.
 */
function inBlock(given: Taking, { sure, open, weak }: Question): Taking[] {
  const found: Taking[] = [];
  const all = given.plus(open.filter(({ score, relief }) => score + relief >= 0));
  if (all.rest > 0) {
    const least = all.lines.slice(-FITTED).reverse();
    for (const fit of fitsOf(least, all.rest)) found.push(all.without(fit));
  }
  const ranked = [...sure, ...open, ...weak];
  const none = given.without(sure);
  let left = -none.rest;
  let count = 0;
  for (let next = ranked[0]; next !== undefined && next.units <= left; next = ranked[++count])
    left -= next.units;
  const firmly = Math.max(0, count - FITTED / 2);
  const prefix = none.plus(ranked.slice(0, firmly));
  if (prefix.rest < 0)
    for (const fit of fitsOf(ranked.slice(firmly, firmly + FITTED), -prefix.rest))
      found.push(prefix.plus(fit));
  return found;
}

/** A few choices of lines that add up to so many units, the first lines first. */
function fitsOf(lines: readonly Weighed[], units: Units): Weighed[][] {
  const sizes = lines.map((line) => line.units);
  return subsetsWithSum(sizes, units, 3).map((fit) => {
    const chosen: Weighed[] = [];
    for (const position of fit) {
      const line = lines[position];
      if (line !== undefined) chosen.push(line);
    }
    return chosen;
  });
}

/** The most that lines taken off beside others can add to a way's score, each at the price of coming together. */
function bestOf(lines: readonly Weighed[], coupling: number): number {
  let gains = 0;
  let best = Number.NEGATIVE_INFINITY;
  for (const { score, relief } of lines) {
    const gain = score + relief + coupling;
    if (gain > 0) gains += gain;
    best = Math.max(best, gain);
  }
  return best > 0 ? gains : best;
}

/** Ways that take the same lines off are one. */
function distinct(ways: readonly Way[]): Way[] {
  const seen = new Set<number>();
  return ways.filter(({ taken, putBack, retaken, repairs }) => {
    let key = 2 * Number(retaken) + Number(repairs);
    for (const index of taken) key = moved(key, index, 'nowhere', 'out');
    for (const index of putBack) key = moved(key, index, 'nowhere', 'untaken');
    if (seen.has(key)) return false;
    seen.add(key);
    return true;
  });
}

/** Cancelled lines that a writer put back. */
interface PutBack {
  readonly lines: readonly number[];
  readonly units: Units;
  readonly score: number;
}

const NOT_PUT_BACK: PutBack = { lines: [], units: 0, score: 0 };

/** The cancelled lines that could be put back at one update. */
class PutBacks {
  constructor(
    private readonly lines: readonly number[],
    private readonly scene: Scene,
    private readonly scoreOf: (index: number) => number,
  ) {}

  /** Sets of them within `rest` units: those that fit exactly, and single ones. */
  within(rest: Units): PutBack[] {
    const sizes = this.lines.map((index) => unitsOf(this.scene, [index]));
    return partialBacks(sizes, rest).map((fit) => {
      const lines = fit.flatMap((position) => this.lines[position] ?? []);
      const score = lines.reduce((sum, index) => sum + this.scoreOf(index), 0);
      return { lines, units: unitsOf(this.scene, lines), score };
    });
  }
}

/** How likely a writer is to receive, or to lose without explanation, so many units at one update: each worked out once. */
class RestScores {
  readonly #scores = new Map<Units, number>([[0, 0]]);

  constructor(private readonly writer: WriterModel) {}

  /** Of units received (positive) or lost (negative); natural log. */
  of(rest: Units): number {
    const known = this.#scores.get(rest);
    if (known !== undefined) return known;
    const { receiptRate, received, unexplainedRate, unexplained } = this.writer;
    const chance =
      rest > 0
        ? receiptRate * sizeProbability(received, rest)
        : unexplainedRate * sizeProbability(unexplained, -rest);
    const score = Math.log(chance);
    this.#scores.set(rest, score);
    return score;
  }
}

const restScores = new WeakMap<WriterModel, RestScores>();

function restScoresOf(writer: WriterModel): RestScores {
  let scores = restScores.get(writer);
  if (scores === undefined) {
    scores = new RestScores(writer);
    restScores.set(writer, scores);
  }
  return scores;
}

/** Sets of cancelled lines that could be put back within `rest` units: those that fit exactly, and single ones. */
function partialBacks(units: readonly Units[], rest: Units): number[][] {
  const exact = subsetsWithSum(units, rest, 3);
  const single = units.flatMap((value, position) => (value < rest ? [[position]] : [])).slice(-4);
  return [...exact, ...single];
}

/** The order was cancelled by then, and nothing is reserved for it. */
export function isCancelledBy(line: Line | undefined, at: Moment): boolean {
  return (
    line?.phase === 'closed' && line.state === null && (line.lastChangeAt ?? Number.POSITIVE_INFINITY) <= at
  );
}
