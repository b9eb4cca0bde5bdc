/** How well a reading of the writers explains the log, by warehouse and time: where another one would do better shows there. */
import { HOUR } from '../lags.js';
import type { BalanceLines } from '../lines.js';
import type { Moment } from '../records.js';

/** The evidence is added up over spans of this length. */
const SPAN = 6 * HOUR;

/** Evidence (natural log) gained in each span of the log, in each warehouse. */
export class Course {
  readonly #spans = new Map<string, number[]>();

  /**
   * @param from the start of the first span
   * @param until the end of the last
   */
  constructor(
    readonly from: Moment,
    readonly until: Moment,
  ) {}

  get length(): number {
    return Math.max(Math.ceil((this.until - this.from) / SPAN), 1);
  }

  /** Where a span starts. */
  startOf(span: number): Moment {
    return this.from + span * SPAN;
  }

  /**
   * Takes down the replay of one balance.
   * @param expected the price of the whole replay, spread evenly over its time
   */
  of({ balance }: BalanceLines, expected: number): (at: Moment, evidence: number) => void {
    const spans = this.#spans.get(balance.warehouse) ?? new Array<number>(this.length).fill(0);
    this.#spans.set(balance.warehouse, spans);
    for (let span = 0; span < spans.length; span++)
      spans[span] = (spans[span] ?? 0) - expected / spans.length;
    let last = 0;
    return (at, evidence) => {
      const span = Math.min(Math.max(Math.floor((at - this.from) / SPAN), 0), spans.length - 1);
      spans[span] = (spans[span] ?? 0) + evidence - last;
      last = evidence;
    };
  }

  /** The evidence in one warehouse, or in all. */
  total(warehouse: string | null): number {
    return this.spans(warehouse).reduce((sum, gain) => sum + gain, 0);
  }

  /** The evidence of each span in one warehouse, or in all. */
  spans(warehouse: string | null): number[] {
    const sums = new Array<number>(this.length).fill(0);
    for (const [where, spans] of this.#spans) {
      if (warehouse !== null && where !== warehouse) continue;
      for (let span = 0; span < sums.length; span++) sums[span] = (sums[span] ?? 0) + (spans[span] ?? 0);
    }
    return sums;
  }
}
