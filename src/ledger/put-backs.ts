/** Which cancelled lines one update of a writer with a trigger may have put back. */
import { putBackDensity, type WriterModel } from './habits.js';
import type { Line } from './lines.js';
import { type Reading, type Scene, unitsOf } from './reading.js';
import type { Moment, Units } from './records.js';
import { subsetsWithSum } from './subsets.js';

/** Cancelled lines that a writer put back. */
export interface PutBack {
  readonly lines: readonly number[];
  readonly units: Units;
  readonly score: number;
}

export const NOT_PUT_BACK: PutBack = { lines: [], units: 0, score: 0 };
const NONE: readonly PutBack[] = [];

/** The cancelled lines that could be put back at one update. */
export class PutBacks {
  readonly #lines: readonly number[];

  constructor(
    private readonly scene: Scene,
    reading: Reading,
    private readonly writer: WriterModel,
    private readonly at: Moment,
  ) {
    this.#lines = reading.out.filter((index) => isCancelledBy(scene.lines[index], at));
  }

  /** Sets of them within `rest` units: those that fit exactly, and single ones. */
  within(rest: Units): readonly PutBack[] {
    if (this.#lines.length === 0) return NONE;
    const sizes = this.#lines.map((index) => unitsOf(this.scene, [index]));
    return partialBacks(sizes, rest).map((fit) => {
      const lines = fit.flatMap((position) => this.#lines[position] ?? []);
      const score = lines.reduce((sum, index) => sum + this.#scoreOf(index), 0);
      return { lines, units: unitsOf(this.scene, lines), score };
    });
  }

  #scoreOf(index: number): number {
    return Math.log(putBackDensity(this.writer, this.scene.lines[index], this.at));
  }
}

/** Sets of cancelled lines that could be put back within `rest` units: those that fit exactly, and single ones. */
function partialBacks(units: readonly Units[], rest: Units): number[][] {
  const exact = subsetsWithSum(units, rest, 3);
  const single = units.flatMap((value, position) => (value < rest ? [[position]] : [])).slice(-4);
  return [...exact, ...single];
}

/** The order was cancelled by then, and nothing is reserved for it. */
export function isCancelledBy(
  line: Pick<Line, 'phase' | 'state' | 'lastChangeAt'> | undefined,
  at: Moment,
): boolean {
  return (
    line?.phase === 'closed' && line.state === null && (line.lastChangeAt ?? Number.POSITIVE_INFINITY) <= at
  );
}
