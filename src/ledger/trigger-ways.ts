/**
 * What an update of a writer with a trigger may have done. It sends its own total: the lines whose moment has
 * passed are taken off, however many there are; cancelled ones are put back; what remains is a receipt or a loss.
 */
import { sizeProbability, type WriterModel } from './habits.js';
import { moved } from './keys.js';
import { leading } from './leading.js';
import { NOT_PUT_BACK, type PutBack, PutBacks } from './put-backs.js';
import { FITTED, type Question, questionOf } from './question.js';
import { NOTHING, type Reading, type Scene, unitsOf, type Way } from './reading.js';
import type { Moment, Units } from './records.js';
import type { Weighed } from './regime.js';
import { fitsOf, inBlock, Taking } from './taking.js';

/** Two causes in one update of a writer that sends as things happen: they fell within this many hours. */
export const TOGETHER = 1 / 30;
/** Ways of one update this much less likely than its best are not tried. */
const FAR_FETCHED = 14;

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

const NOT_RETAKEN: Retake = { retaken: false, repairs: false, units: 0, score: 0 };
const NO_RETAKE: readonly Retake[] = [NOT_RETAKEN];
const NO_LINES: readonly Weighed[] = [];

/** The ways tried for one update, as numbers: far more are tried than kept, and only those are written out. */
class Tried {
  /** The likeliest so far. */
  top = Number.NEGATIVE_INFINITY;
  count = 0;
  #coupling = 0;
  #idle = 0;
  #rests: RestScores | null = null;
  #retake = NOT_RETAKEN;
  /** By combination of the open lines beside the sure ones; the first line is its lowest bit. */
  readonly #scoreOf: number[] = [];
  readonly #reliefOf: number[] = [];
  readonly #causesOf: number[] = [];
  readonly #restOf: Units[] = [];
  /** By way. */
  readonly #score: number[] = [];
  readonly #relief: number[] = [];
  readonly #rest: Units[] = [];
  readonly #combination: number[] = [];
  readonly #beside: (readonly Weighed[])[] = [];
  readonly #block: (Taking | null)[] = [];
  readonly #putBack: PutBack[] = [];
  readonly #retakes: Retake[] = [];

  start(writer: WriterModel, coupling: number, idleRate: number): void {
    this.top = Number.NEGATIVE_INFINITY;
    this.count = 0;
    this.#coupling = coupling;
    this.#idle = Math.log(idleRate);
    this.#rests = restScoresOf(writer);
  }

  /** Goes on to every combination of some lines beside those given; says how many there are. */
  combine(retake: Retake, given: Taking, open: readonly Weighed[]): number {
    this.#retake = retake;
    this.#scoreOf[0] = given.score;
    this.#reliefOf[0] = given.relief;
    this.#causesOf[0] = given.causes;
    this.#restOf[0] = given.rest;
    let count = 1;
    for (const { score, relief, units } of open) {
      for (let before = 0; before < count; before++) {
        const after = count + before;
        this.#scoreOf[after] = (this.#scoreOf[before] ?? 0) + score;
        this.#reliefOf[after] = (this.#reliefOf[before] ?? 0) + relief;
        this.#causesOf[after] = (this.#causesOf[before] ?? 0) + 1;
        this.#restOf[after] = (this.#restOf[before] ?? 0) + units;
      }
      count *= 2;
    }
    return count;
  }

  /** What a combination leaves of the difference. */
  restOf(combination: number): Units {
    return this.#restOf[combination] ?? 0;
  }

  /** What a combination comes to but for what it leaves. */
  apart(combination: number): number {
    const causes = this.#causesOf[combination] ?? 0;
    return (this.#scoreOf[combination] ?? 0) + (this.#reliefOf[combination] ?? 0) + causes * this.#coupling;
  }

  /** @param beside further lines taken off */
  tryCombination(combination: number, beside: readonly Weighed[], back: PutBack): void {
    let score = this.#scoreOf[combination] ?? 0;
    let relief = this.#reliefOf[combination] ?? 0;
    let rest = this.#restOf[combination] ?? 0;
    for (const line of beside) {
      score += line.score;
      relief += line.relief;
      rest += line.units;
    }
    const causes = (this.#causesOf[combination] ?? 0) + beside.length + back.lines.length;
    const place = this.#tried(score + back.score, relief, causes, rest - back.units);
    if (place === null) return;
    this.#combination[place] = combination;
    this.#beside[place] = beside;
    this.#block[place] = null;
    this.#putBack[place] = back;
  }

  tryBlock(taking: Taking): void {
    const place = this.#tried(taking.score, taking.relief, taking.causes, taking.rest);
    if (place === null) return;
    this.#combination[place] = 0;
    this.#beside[place] = NO_LINES;
    this.#block[place] = taking;
    this.#putBack[place] = NOT_PUT_BACK;
  }

  /** The way's place among those tried; null where it is far-fetched. */
  #tried(own: number, relief: number, causes: number, rest: Units): number | null {
    const together = Math.max(causes + Number(rest !== 0) - 1, 0) * this.#coupling;
    const idle = causes === 0 && rest === 0 ? this.#idle : 0;
    const score = own + (this.#rests?.of(rest) ?? 0) + together + idle;
    if (score + relief < this.top - FAR_FETCHED) return null;
    this.top = Math.max(this.top, score + relief);
    const place = this.count++;
    this.#score[place] = score;
    this.#relief[place] = relief;
    this.#rest[place] = rest;
    this.#retakes[place] = this.#retake;
    return place;
  }

  /** The likeliest, best first, but for what is far-fetched. */
  likeliest(most: number): number[] {
    const least = this.top - FAR_FETCHED;
    return leading(this.count, most, this.#isLikelier).filter(
      (way) => (this.#score[way] ?? 0) + (this.#relief[way] ?? 0) >= least,
    );
  }

  readonly #isLikelier = (way: number, than: number): boolean => {
    const score = this.#score[than] ?? 0;
    const relief = this.#relief[than] ?? 0;
    return score + relief - (this.#score[way] ?? 0) - (this.#relief[way] ?? 0) < 0;
  };

  wayOf(way: number, { sure, open }: Question): Way {
    const taken: number[] = [];
    const block = this.#block[way] ?? null;
    if (block !== null) for (const { index } of block.lines) taken.push(index);
    else {
      const combination = this.#combination[way] ?? 0;
      for (const { index } of sure) taken.push(index);
      open.forEach(({ index }, bit) => {
        if ((combination >> bit) & 1) taken.push(index);
      });
      for (const { index } of this.#beside[way] ?? NO_LINES) taken.push(index);
    }
    const rest = this.#rest[way] ?? 0;
    const { retaken, repairs } = this.#retakes[way] ?? NOT_RETAKEN;
    return {
      score: this.#score[way] ?? 0,
      relief: this.#relief[way] ?? 0,
      taken,
      putBack: (this.#putBack[way] ?? NOT_PUT_BACK).lines,
      received: Math.max(rest, 0),
      unexplained: Math.max(-rest, 0),
      undone: NOTHING.undone,
      retaken,
      repairs,
      reset: false,
    };
  }
}

/** Used anew for every update: making its lists again and again would cost more than all it works out. */
const tried = new Tried();

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
  const question = questionOf(scene, reading, writer, at);
  const { sure, open, weak, isBlock } = question;
  const fitted = weak.length > FITTED ? weak.slice(0, FITTED) : weak;
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
  tried.start(writer, coupling, idleRate);
  const fits = new Map<Units, readonly (readonly Weighed[])[]>();
  const fitting = (units: Units): readonly (readonly Weighed[])[] => {
    let found = fits.get(units);
    if (found === undefined) {
      found = fitsOf(fitted, units);
      fits.set(units, found);
    }
    return found;
  };
  let putBacks: PutBacks | null = null;
  for (const retake of retakes) {
    const given = Taking.none(retake.score, difference + retake.units).plus(sure);
    const combinations = tried.combine(retake, given, open);
    for (let combination = 0; combination < combinations; combination++) {
      const apart = tried.apart(combination);
      if (apart < tried.top - FAR_FETCHED) continue;
      tried.tryCombination(combination, NO_LINES, NOT_PUT_BACK);
      const rest = tried.restOf(combination);
      if (rest < 0 && fitted.length > 0 && apart - coupling + bestFit >= tried.top - FAR_FETCHED)
        for (const fit of fitting(-rest)) tried.tryCombination(combination, fit, NOT_PUT_BACK);
      if (rest > 0 && reading.out.length > 0) {
        putBacks ??= new PutBacks(scene, reading, writer, at);
        for (const back of putBacks.within(rest)) tried.tryCombination(combination, NO_LINES, back);
      }
    }
    if (isBlock) for (const taking of inBlock(given, question)) tried.tryBlock(taking);
  }
  const { ways } = scene.effort;
  const most = tried.count < 2 ? 1 : isBlock ? 2 * ways : ways;
  const likely = tried.likeliest(most).map((way) => tried.wayOf(way, question));
  return isBlock && likely.length > 1 ? distinct(likely).slice(0, ways) : likely;
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

/** By writer. */
const restScores = new WeakMap<WriterModel, RestScores>();

function restScoresOf(writer: WriterModel): RestScores {
  let scores = restScores.get(writer);
  if (scores === undefined) {
    scores = new RestScores(writer);
    restScores.set(writer, scores);
  }
  return scores;
}
