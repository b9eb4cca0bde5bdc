import { describe, expect, it } from 'vitest';
import { diagnoseSku } from '../../src/ledger/index.js';
import { linesOfBalances } from '../../src/ledger/lines.js';
import type { InventoryUpdate, OrderLine } from '../../src/ledger/records.js';
import {
  balanceOf,
  COVERAGE,
  daysAgo,
  habitsOf,
  lineOf,
  minutesAfter,
  recordsOf,
  triggeredWriter,
} from './records.js';

const reservedAfter = (at: number, reserved: number): InventoryUpdate => ({
  at,
  author: 'erp',
  before: 9,
  after: 9,
  reserved,
});

/** Paid ten days ago and invoiced a day ago: Preparing Delivery came in between. */
const invoiced = (order: string, units: number, changes: Partial<OrderLine> = {}) =>
  lineOf(order, { units, status: 'invoiced', createdAt: daysAgo(10), lastChangeAt: daysAgo(1), ...changes });

/** A balance whose last update, an hour before T, left nothing reserved. */
const emptied = (updates: readonly InventoryUpdate[]) =>
  balanceOf(9, [], { updates: [...updates, reservedAfter(daysAgo(0, -1), 0)] });

function read(lines: readonly OrderLine[], updates: readonly InventoryUpdate[]) {
  const [described] = linesOfBalances(recordsOf([emptied(updates)], lines), COVERAGE);
  if (described === undefined) throw new Error('There is no balance.');
  return described;
}

/** From when to when Preparing Delivery may have begun, in days before T. */
const spans = (...args: Parameters<typeof read>) =>
  read(...args).lines.map(({ order, moments }) => {
    const days = (at: number | undefined) =>
      Math.round(((daysAgo(0) - (at ?? 0)) / (daysAgo(0) - daysAgo(1))) * 10) / 10;
    return [order, days(moments.handling?.from), days(moments.handling?.to)];
  });

describe('what was reserved after an update', () => {
  it('was not yet in Preparing Delivery where all of it is needed', () => {
    expect(spans([invoiced('v1', 1), invoiced('v2', 2)], [reservedAfter(daysAgo(6), 3)])).toEqual([
      ['v1', 6, 1],
      ['v2', 6, 1],
    ]);
  });

  it('had been dropped where none of it is left', () => {
    expect(spans([invoiced('v1', 1), invoiced('v2', 2)], [reservedAfter(daysAgo(6), 0)])).toEqual([
      ['v1', 10, 6],
      ['v2', 10, 6],
    ]);
  });

  it('tells one order from another where only one choice of them adds up', () => {
    expect(
      spans(
        [invoiced('v1', 1), invoiced('v2', 2)],
        [reservedAfter(daysAgo(6), 2), reservedAfter(daysAgo(4), 0)],
      ),
    ).toEqual([
      ['v1', 10, 6],
      ['v2', 6, 4],
    ]);
  });

  it('leaves open what several choices of orders make up', () => {
    expect(spans([invoiced('v1', 1), invoiced('v2', 1)], [reservedAfter(daysAgo(6), 1)])).toEqual([
      ['v1', 10, 1],
      ['v2', 10, 1],
    ]);
  });

  it('is read with what a later update settles', () => {
    const lines = [invoiced('v1', 1), invoiced('v2', 1, { lastChangeAt: daysAgo(5) })];
    expect(spans(lines, [reservedAfter(daysAgo(6), 1), reservedAfter(daysAgo(4), 1)])).toEqual([
      ['v1', 4, 1],
      ['v2', 10, 6],
    ]);
  });

  it('counts an order that is still reserved, and none that was cancelled before', () => {
    const lines = [invoiced('v1', 1), invoiced('v2', 3, { status: 'canceled', lastChangeAt: daysAgo(8) })];
    expect(spans(lines, [reservedAfter(daysAgo(6), 1)])[0]).toEqual(['v1', 6, 1]);
  });

  it('changes nothing, and is named, where the orders cannot make it up', () => {
    const lines = [invoiced('v1', 2), invoiced('v2', 2)];
    const updates = [reservedAfter(daysAgo(7), 2), reservedAfter(daysAgo(6), 1)];
    expect(spans(lines, updates)).toEqual([
      ['v1', 10, 1],
      ['v2', 10, 1],
    ]);
    expect(read(lines, updates).notes).toContainEqual({
      code: 'reserved-log-differs',
      values: { at: daysAgo(6), reserved: 1, found: 0 },
    });
  });

  it('is not read where an order older than the exports may have stood there', () => {
    const updates = [reservedAfter(daysAgo(6), 7), reservedAfter(daysAgo(5), 1)];
    expect(spans([invoiced('v1', 1)], updates)).toEqual([['v1', 5, 1]]);
    expect(read([invoiced('v1', 1)], updates).notes).toEqual([]);
  });

  it('is not read where a reserved order is in no export', () => {
    const balance = balanceOf(9, [], {
      reserved: 1,
      available: 8,
      locks: ['00-v0'],
      updates: [reservedAfter(daysAgo(6), 2)],
    });
    const [described] = linesOfBalances(recordsOf([balance], [invoiced('v1', 1)]), COVERAGE);
    expect(described?.lines[0]?.moments.handling?.from).toBeLessThan(daysAgo(9));
  });

  it.each([
    [2, 'proven'],
    [1, 'likely'],
  ] as const)('takes away the proof where it differs: %i of 2 reserved, %s', (reserved, confidence) => {
    const order = lineOf('v1', { units: 2, createdAt: daysAgo(3) });
    const at = minutesAfter(order.authorizedAt ?? 0, 1);
    const takenOff: InventoryUpdate = { at, author: 'erp', before: 3, after: 1, reserved };
    const records = recordsOf([balanceOf(1, [order], { updates: [takenOff] })], [order]);
    const [story] = diagnoseSku(records, habitsOf(triggeredWriter('erp', 'authorized')), COVERAGE);
    expect(story?.confidence).toBe(confidence);
  });
});
