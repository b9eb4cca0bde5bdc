/** Which lines are due with a writer at a moment, and until when. */
import { describe, expect, it } from 'vitest';
import { Due, firstAfter, Pool, type Span, spansOf } from '../../src/ledger/due-lines.js';
import type { WriterModel } from '../../src/ledger/habits.js';
import { DAY, HOUR, lagsFrom } from '../../src/ledger/lags.js';

import type { OrderLine } from '../../src/ledger/records.js';
import {
  balanceLinesOf,
  balanceOf,
  daysAgo,
  lineOf,
  minutesAfter,
  otherWriter,
  triggeredWriter,
} from './records.js';

const span = (index: number, units: number, from: number, to: number): Span => ({ index, units, from, to });

function pool(...spans: readonly Span[]): Pool {
  const result = new Pool();
  for (const one of spans) result.add(one);
  return result;
}

describe('the lines that are due', () => {
  it('are counted until they are over', () => {
    const due = pool(span(0, 1, 0, 10), span(1, 2, 0, 20), span(2, 1, 0, 30));
    expect(due.countAt(10)).toBe(3);
    expect(due.countAt(11)).toBe(2);
    expect(due.countAt(31)).toBe(0);
  });

  it('are told as of the last count, by index and by size', () => {
    const due = pool(span(4, 3, 0, 10), span(1, 2, 0, 20), span(2, 3, 0, 30), span(7, 11, 0, 30));
    expect([...due.indexes()].sort((a, b) => a - b)).toEqual([1, 2, 4, 7]);
    expect(due.sizes()).toEqual([2, 3, 11]);
    due.countAt(25);
    expect([...due.indexes()].sort((a, b) => a - b)).toEqual([2, 7]);
    expect(due.sizes()).toEqual([3, 11]);
    expect([due.sizeOf(2), due.sizeOf(3), due.sizeOf(5)]).toEqual([0, 1, 0]);
  });

  it('are each told once, though they may be due twice', () => {
    expect([...pool(span(3, 1, 0, 10), span(3, 1, 5, 20)).indexes()]).toEqual([3]);
  });

  it('are, of many, counted with some that are over, until those are let go', () => {
    const due = new Pool();
    for (let index = 0; index < 160; index++) due.add(span(index, 1, 0, index));
    expect(due.countAt(10)).toBe(150);
    const counts = Array.from({ length: 40 }, () => due.countAt(50));
    expect(counts[0]).toBe(150);
    expect(counts.at(-1)).toBe(110);
    expect(counts.indexOf(110)).toBeLessThan(12);
  });

  it('are, of few, counted exactly every time', () => {
    const due = new Pool();
    for (let index = 0; index < 48; index++) due.add(span(index, 1, 0, index));
    expect([due.countAt(1), due.countAt(2), due.countAt(3)]).toEqual([47, 46, 45]);
  });

  it('are told the newest of a size first, as many as asked for, none that is over', () => {
    const due = pool(
      span(0, 1, 0, 90),
      span(1, 1, 1, 90),
      span(2, 1, 2, 5),
      span(3, 1, 3, 90),
      span(4, 2, 4, 90),
    );
    const newest = (size: number, most: number, at = 10) =>
      due.newest(size, at, most).map(({ index }) => index);
    expect(newest(1, 9)).toEqual([3, 1, 0]);
    expect(newest(1, 2)).toEqual([3, 1]);
    expect(newest(2, 2)).toEqual([4]);
    expect(newest(3, 2)).toEqual([]);
    expect(newest(1, 9, 5)).toEqual([3, 2, 1, 0]);
  });

  it('are looked for among the newest only: twice as many as asked for', () => {
    const over = Array.from({ length: 4 }, (_, index) => span(10 + index, 1, index, 5));
    expect(pool(span(0, 1, 0, 90), ...over).newest(1, 10, 2)).toEqual([]);
    expect(
      pool(span(0, 1, 0, 90), ...over.slice(1))
        .newest(1, 10, 2)
        .map(({ index }) => index),
    ).toEqual([0]);
  });
});

describe('lines that come due', () => {
  const spans = [span(0, 1, 10, 90), span(1, 1, 20, 90), span(2, 1, 20, 90), span(3, 1, 30, 90)];

  it('are those whose moment has come', () => {
    const due = new Due(spans);
    const at = (moment: number) => [...due.at(moment).indexes()];
    expect(at(9)).toEqual([]);
    expect(at(10)).toEqual([0]);
    expect(at(25)).toEqual([0, 1, 2]);
    expect(at(99)).toEqual([0, 1, 2, 3]);
  });

  it.each([
    [9, 0],
    [10, 1],
    [19, 1],
    [20, 3],
    [30, 4],
    [99, 4],
  ])('begin after a moment: %d', (at, first) => {
    expect(firstAfter(spans, at)).toBe(first);
  });

  it('begin nowhere where there are none', () => {
    expect(firstAfter([], 5)).toBe(0);
  });
});

describe('when a line may be taken off', () => {
  const PROMPT = lagsFrom(new Array<number>(1000).fill(HOUR / 60), 0);
  const writer = (changes: Partial<WriterModel> = {}) =>
    triggeredWriter('erp', 'authorized', { lags: PROMPT, ...changes });
  const linesOf = (...orders: readonly OrderLine[]) => balanceLinesOf(balanceOf(9, orders), orders).lines;
  const spans = (by: WriterModel, ...orders: readonly OrderLine[]) => spansOf(by, linesOf(...orders));

  const order = lineOf('v1', { createdAt: daysAgo(3), units: 4 });
  const paidAt = minutesAfter(daysAgo(3), 5);

  it('begins at its moment and ends where the writer has taken nearly every line off', () => {
    expect(spans(writer(), order)).toEqual([span(0, 4, paidAt, minutesAfter(paidAt, 2))]);
  });

  it('ends the later, the slower the writer is', () => {
    const slow = lagsFrom(
      [...new Array<number>(990).fill(HOUR / 60), ...new Array<number>(10).fill(3 * HOUR)],
      0,
    );
    const [one] = spans(writer({ lags: slow }), order);
    // Doubled from a minute on until nearly all are in.
    expect(one?.to).toBe(minutesAfter(paidAt, 256));
  });

  it('ends within months, however slow the writer is', () => {
    const never = lagsFrom([], 0.02).map(() => 0);
    const [one] = spans(writer({ lags: never }), order);
    expect(one?.to).toBeGreaterThanOrEqual(paidAt + 64 * DAY);
    expect(one?.to).toBeLessThan(paidAt + 128 * DAY);
  });

  it('is never where the writer has no trigger, or its moment has not come', () => {
    expect(spans(otherWriter('ana'), order)).toEqual([]);
    expect(spans(writer(), lineOf('v1', { status: 'payment-pending', authorizedAt: null }))).toEqual([]);
  });

  it('ends once it is cancelled, but not before it begins', () => {
    const cancelled = (minutes: number) =>
      lineOf('v1', {
        status: 'canceled',
        createdAt: daysAgo(3),
        lastChangeAt: minutesAfter(paidAt, minutes),
      });
    expect(spans(writer(), cancelled(1))).toEqual([span(0, 1, paidAt, minutesAfter(paidAt, 1))]);
    expect(spans(writer(), cancelled(9))).toEqual([span(0, 1, paidAt, minutesAfter(paidAt, 2))]);
    expect(spans(writer(), cancelled(-2))).toEqual([span(0, 1, paidAt, paidAt)]);
    const open = lineOf('v1', { createdAt: daysAgo(3), lastChangeAt: minutesAfter(paidAt, 1) });
    expect(spans(writer(), open)).toEqual([span(0, 1, paidAt, minutesAfter(paidAt, 2))]);
  });

  it('is told by when it begins', () => {
    const told = spans(
      writer(),
      lineOf('v2', { createdAt: daysAgo(2) }),
      order,
      lineOf('v3', { createdAt: daysAgo(2) }),
    );
    expect(told.map(({ from }) => from)).toEqual([paidAt, paidAt + DAY, paidAt + DAY]);
    expect(told.map(({ index }) => index)).toEqual([0, 1, 2]);
  });

  it('goes by the runs of a writer that has some', () => {
    const runs = [daysAgo(4), daysAgo(2), daysAgo(1), daysAgo(0)];
    const endOf = (runsLate: readonly number[]) => spans(writer({ runs, runsLate }), order)[0]?.to;
    expect(endOf([1, 0, 0, 0])).toBe(daysAgo(2));
    expect(endOf([0.995, 0.005, 0, 0])).toBe(daysAgo(2));
    expect(endOf([0.99, 0.01, 0, 0])).toBe(daysAgo(1));
    expect(endOf([0.5, 0.25, 0.25, 0])).toBe(daysAgo(0));
    expect(endOf([50, 25, 25])).toBe(daysAgo(0));
    expect(endOf([0.25, 0.25, 0.25, 0.25])).toBe(Number.POSITIVE_INFINITY);
    expect(spans(writer({ runs: [] }), order)[0]?.to).toBe(Number.POSITIVE_INFINITY);
  });
});
