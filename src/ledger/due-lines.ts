/**
 * Which lines are due with a writer at a moment: their moment has come, and it takes nearly every line off within
 * some time after. Asked for in order of time, by units, so that thousands of lines stay quick to look through.
 */
import { duesOf, runIndexAt, type WriterModel } from './habits.js';
import { DAY, HOUR, lagCdf } from './lags.js';
import type { Line } from './lines.js';
import type { Moment, Units } from './records.js';

/** A writer takes nearly every line off within this share of its lags. */
const NEARLY_ALL = 0.995;
/** So many lines are looked through every time; of more, those that are over are let go now and then. */
const FEW = 48;
const SWEPT = 16;

/** When a line may be taken off. */
export interface Span {
  readonly index: number;
  readonly units: Units;
  readonly from: Moment;
  readonly to: Moment;
}

/** Lines that come due one after the other; moments are asked for in order of time. */
export class Due {
  readonly #pool = new Pool();
  #next = 0;

  constructor(private readonly spans: readonly Span[]) {}

  at(moment: Moment): Pool {
    const { spans } = this;
    for (let span = spans[this.#next]; span !== undefined && span.from <= moment; span = spans[++this.#next])
      this.#pool.add(span);
    return this.#pool;
  }
}

/** When each line may be taken off by the writer, by the start. */
export function spansOf(writer: WriterModel, lines: readonly Line[]): Span[] {
  const reach = reachOf(writer);
  const spans = lines.flatMap((line, index) =>
    duesOf(writer, line).map(({ moment }): Span => {
      const reached = reach(moment.to);
      // Once it is cancelled, an order is no longer taken off.
      const to =
        line.phase === 'closed'
          ? Math.max(moment.from, Math.min(reached, line.lastChangeAt ?? reached))
          : reached;
      return { index, units: line.units, from: moment.from, to };
    }),
  );
  return spans.sort((a, b) => a.from - b.from || a.index - b.index);
}

/** The lines that may be due at a moment, by units; moments are asked for in order of time. */
export class Pool {
  readonly #bySize = new Map<Units, Span[]>();
  #count = 0;
  #untilSweep = 0;

  add(span: Span): void {
    const same = this.#bySize.get(span.units);
    if (same === undefined) this.#bySize.set(span.units, [span]);
    else same.push(span);
    this.#count++;
  }

  /** How many are due, at most: those that are over are let go now and then. */
  countAt(at: Moment): number {
    if (--this.#untilSweep <= 0 || this.#count <= FEW) {
      this.#count = 0;
      for (const spans of this.#bySize.values()) {
        let left = 0;
        for (const span of spans) if (span.to >= at) spans[left++] = span;
        spans.length = left;
        this.#count += left;
      }
      this.#untilSweep = this.#count / SWEPT;
    }
    return this.#count;
  }

  /** The lines that may be due, as of the last count. */
  indexes(): Set<number> {
    const indexes = new Set<number>();
    for (const spans of this.#bySize.values()) for (const { index } of spans) indexes.add(index);
    return indexes;
  }

  /** The sizes there are, ascending. */
  sizes(): Units[] {
    return [...this.#bySize]
      .flatMap(([size, { length }]) => (length > 0 ? [size] : []))
      .sort((a, b) => a - b);
  }

  sizeOf(size: Units): number {
    return this.#bySize.get(size)?.length ?? 0;
  }

  /** The newest of one size that are due, the nearest first. */
  newest(size: Units, at: Moment, most: number): Span[] {
    const spans = this.#bySize.get(size) ?? [];
    const found: Span[] = [];
    for (let index = spans.length - 1; index >= 0 && index >= spans.length - 2 * most; index--) {
      const span = spans[index];
      if (span !== undefined && span.to >= at && found.length < most) found.push(span);
    }
    return found;
  }
}

/** Until when a writer takes off nearly every line whose moment has come. */
function reachOf({ runs, runsLate, lags }: WriterModel): (moment: Moment) => Moment {
  if (runs === null) {
    let reach = HOUR / 60;
    while (lagCdf(lags, reach) < NEARLY_ALL && reach < 64 * DAY) reach *= 2;
    return (moment) => moment + reach;
  }
  const total = runsLate.reduce((sum, share) => sum + share, 0);
  let late = 0;
  for (let sum = runsLate[0] ?? 0; sum < NEARLY_ALL * total && late < runsLate.length; )
    sum += runsLate[++late] ?? 0;
  return (moment) => runs[runIndexAt(runs, moment) + late] ?? Number.POSITIVE_INFINITY;
}

export function firstAfter(spans: readonly Span[], at: Moment): number {
  let low = 0;
  let high = spans.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((spans[middle]?.from ?? 0) <= at) low = middle + 1;
    else high = middle;
  }
  return low;
}
