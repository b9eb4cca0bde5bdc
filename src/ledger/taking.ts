/**
 * Lines that a run takes off together. A run takes off all that is due, however much that is: what is rather taken
 * than left goes as a block, and only the lines nearest to the cut-off are in question.
 */
import { FITTED, type Question } from './question.js';
import type { Units } from './records.js';
import type { Weighed } from './regime.js';
import { subsetsWithSum } from './subsets.js';

const NO_LINES: readonly Weighed[] = [];

/** Lines of a block that are taken off, and what that makes of the update. Listed only where that is asked for. */
export class Taking {
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

/**
 * Further ways to take a block off: all that is rather taken than left, but for some that make up what is too
 * much; or as many lines, by how likely each is, as the difference tells, the last of them chosen so that it
 * comes out exactly.
 */
export function inBlock(given: Taking, { sure, open, weak }: Question): Taking[] {
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
export function fitsOf(lines: readonly Weighed[], units: Units): Weighed[][] {
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
