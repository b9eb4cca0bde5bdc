/** Exports without lock ids, taken apart: which lines are what is reserved, and what reserved units without a line are. */
import { describe, expect, it } from 'vitest';
import type { Line } from '../../src/ledger/lines/line.js';
import { lineOf as asLine, type Described, type Frame } from '../../src/ledger/lines/states.js';
import {
  countingWithoutLocks,
  pendingWithoutLocks,
  withGhostsOf,
} from '../../src/ledger/lines/without-locks.js';
import type { OrderLine, ReservationPhase } from '../../src/ledger/records.js';
import { phaseOf } from '../../src/ledger/statuses.js';
import { balanceOf, daysAgo, EXPORTED_AT, lineOf } from './records.js';

const LAST_UPDATE = daysAgo(2);

/** A line as it was at T: a letter for its order, its units, and what else is known. */
function described(
  order: string,
  units: number,
  changes: Partial<OrderLine> = {},
  more: Partial<Described> = {},
): Described {
  const line = lineOf(order, { units, lastChangeAt: daysAgo(1), ...changes });
  return {
    line,
    units,
    share: 1,
    record: null,
    said: null,
    phase: phaseOf(line.status),
    isOutdated: false,
    ...more,
  };
}

const paid = (order: string, units: number, more: Partial<Described> = {}) =>
  described(order, units, { status: 'ready-for-handling' }, more);
const unpaid = (order: string, units: number) => described(order, units, { status: 'payment-pending' });
const picked = (order: string, units: number, changes: Partial<OrderLine> = {}) =>
  described(order, units, { status: 'handling', ...changes });
const sent = (order: string, units: number, changes: Partial<OrderLine> = {}) =>
  described(order, units, { status: 'invoiced', ...changes });

/** The orders that count as reserved. */
function counting(reserved: number, placed: readonly Described[], lastUpdate: number | null = LAST_UPDATE) {
  const counts = countingWithoutLocks(balanceOf(9, [], { reserved, locks: null }), placed, lastUpdate);
  expect(counts).toHaveLength(placed.length);
  return placed.filter((_, index) => counts[index]).map(({ line }) => line.order);
}

describe('what counts as reserved without lock ids', () => {
  it('is nothing where nothing is reserved', () => {
    expect(counting(0, [paid('a', 1), picked('b', 1), sent('c', 1)])).toEqual([]);
  });

  it('are paid orders before those that await payment', () => {
    expect(counting(2, [unpaid('a', 2), paid('b', 2)])).toEqual(['b']);
    expect(counting(4, [unpaid('a', 2), paid('b', 2)])).toEqual(['a', 'b']);
  });

  it('are whole orders: one too large is passed over for one that fits', () => {
    expect(counting(3, [paid('a', 2), paid('b', 2), paid('c', 1)])).toEqual(['a', 'c']);
  });

  it('are orders that await payment before those in Preparing Delivery', () => {
    expect(counting(2, [picked('a', 2), unpaid('b', 2)])).toEqual(['b']);
  });

  it('are no orders that only may stand here', () => {
    expect(counting(1, [paid('a', 1, { share: 0.5 }), paid('b', 1)])).toEqual(['b']);
    expect(counting(1, [{ ...picked('a', 1), share: 0.5 }, picked('b', 1)])).toEqual(['b']);
  });

  it('are no orders whose reservation is said to have ended', () => {
    expect(counting(1, [paid('a', 1, { said: 'ended' }), paid('b', 1)])).toEqual(['b']);
    expect(counting(1, [{ ...sent('a', 1), said: 'ended' }])).toEqual([]);
  });

  it('are no orders without units', () => {
    expect(counting(1, [paid('a', 0), paid('b', 1), picked('c', 0)])).toEqual(['b']);
    expect(counting(1, [paid('b', 1), picked('c', 0)])).toEqual(['b']);
  });

  it('are orders that came to Preparing Delivery after the last update, as far as there is room', () => {
    expect(counting(3, [picked('a', 2), picked('b', 2), picked('c', 1)])).toEqual(['a', 'c']);
  });

  it('are surely not those that came to Preparing Delivery before the last update', () => {
    const before = { lastChangeAt: daysAgo(3) };
    expect(counting(2, [picked('a', 2, before), picked('b', 2)])).toEqual(['b']);
    expect(counting(2, [picked('a', 2, before)])).toEqual([]);
    expect(counting(2, [picked('a', 2, { lastChangeAt: LAST_UPDATE })])).toEqual([]);
    expect(counting(2, [picked('a', 2, { lastChangeAt: LAST_UPDATE + 1 })])).toEqual(['a']);
  });

  it('go by the start of Preparing Delivery where it is stated', () => {
    expect(counting(2, [picked('a', 2, { handlingAt: daysAgo(3) })])).toEqual([]);
    expect(counting(2, [picked('a', 2, { handlingAt: daysAgo(1), lastChangeAt: daysAgo(3) })])).toEqual([
      'a',
    ]);
  });

  it('may be one whose moment is not known', () => {
    expect(counting(2, [picked('a', 2, { lastChangeAt: null })])).toEqual(['a']);
  });

  it('are those in Preparing Delivery before those that have left it', () => {
    expect(counting(2, [sent('a', 2), picked('b', 2)])).toEqual(['b']);
  });

  it('are not told apart where no update says when reservations were dropped', () => {
    expect(counting(2, [sent('a', 2), picked('b', 2)], null)).toEqual([]);
    expect(counting(2, [picked('b', 2)], null)).toEqual(['b']);
    expect(counting(3, [sent('a', 1), picked('b', 2)], null)).toEqual(['a', 'b']);
  });

  it.each<[ReservationPhase, string]>([
    ['acknowledged', 'invoiced'],
    ['undetermined', 'request-cancel'],
    ['closed', 'canceled'],
    ['unknown', 'em-transito'],
  ])('may be an order that is %s, where only it fits', (phase, status) => {
    const rest = described('a', 3, { status });
    expect(rest.phase).toBe(phase);
    expect(counting(5, [paid('b', 2), rest])).toEqual(['b', 'a']);
    expect(counting(4, [paid('b', 2), rest])).toEqual(['b']);
  });

  it('are never orders whose payment has not begun', () => {
    expect(counting(2, [described('a', 2, { status: 'order-created' })])).toEqual([]);
  });

  it('are of the rest only those that changed since the last update', () => {
    expect(counting(2, [sent('a', 2, { lastChangeAt: daysAgo(3) })])).toEqual([]);
    expect(counting(2, [sent('a', 2, { lastChangeAt: daysAgo(3) }), sent('b', 2)])).toEqual(['b']);
  });

  it('are of the rest not those that count already', () => {
    expect(counting(3, [picked('a', 2), sent('b', 1)])).toEqual(['a', 'b']);
    expect(counting(4, [picked('a', 2), sent('b', 1)])).toEqual(['a']);
  });

  it('are of the rest what every set that makes up the units has in common', () => {
    expect(counting(5, [sent('a', 2), sent('b', 2), sent('c', 3)])).toEqual(['c']);
    expect(counting(4, [sent('a', 2), sent('b', 2), sent('c', 3)])).toEqual(['a', 'b']);
    expect(counting(2, [sent('a', 2), sent('b', 2)])).toEqual([]);
  });

  it('are of the rest none where no set makes up the units', () => {
    expect(counting(4, [sent('a', 3), sent('b', 3)])).toEqual([]);
  });
});

const FRAME: Frame = { at: EXPORTED_AT, latest: EXPORTED_AT, earliest: daysAgo(30), lastUpdate: null };

const standing = (placed: Described, changes: Partial<Line> = {}): Line => ({
  ...asLine(placed, false, false, FRAME),
  ...changes,
});

describe('the most that may be pending without lock ids', () => {
  const lines = [standing(paid('a', 2)), standing(unpaid('b', 1)), standing(picked('c', 4))];

  it('are the units of paid and of unpaid orders', () => {
    expect(pendingWithoutLocks(lines, 9, false)).toBe(3);
  });

  it('are no more than what is reserved', () => {
    expect(pendingWithoutLocks(lines, 2, false)).toBe(2);
  });

  it('are nothing where the locks tell', () => {
    expect(pendingWithoutLocks(lines, 9, true)).toBe(0);
  });

  it('are of orders that surely stand here', () => {
    expect(pendingWithoutLocks([standing(paid('a', 2), { share: 0.5 })], 9, false)).toBe(0);
  });
});

describe('reserved units that no pending order backs', () => {
  const ghostsOf = (lines: readonly Line[], left: number) =>
    withGhostsOf(lines, left).map(({ order, units, state }) => [order, units, state]);

  it('are of the newest orders that are gone', () => {
    const lines = [standing(sent('a', 2)), standing(sent('b', 2)), standing(sent('c', 1))];
    expect(ghostsOf(lines, 3)).toEqual([
      ['a', 2, null],
      ['b', 2, 'undetermined'],
      ['c', 1, 'undetermined'],
    ]);
  });

  it('are a part of the last of them where the whole is too much', () => {
    expect(ghostsOf([standing(sent('a', 5))], 2)).toEqual([
      ['a', 2, 'undetermined'],
      ['a', 3, null],
    ]);
  });

  it('are none of what is pending, still here, counted already, or may stand elsewhere', () => {
    const lines = [
      standing(sent('a', 1)),
      standing(paid('b', 1)),
      standing(sent('c', 1), { state: 'acknowledged' }),
      standing(sent('d', 1), { share: 0.5 }),
    ];
    expect(ghostsOf(lines, 1)).toEqual([
      ['a', 1, 'undetermined'],
      ['b', 1, null],
      ['c', 1, 'acknowledged'],
      ['d', 1, null],
    ]);
  });

  it('are none where none are missing', () => {
    const lines = [standing(sent('a', 1))];
    expect(withGhostsOf(lines, 0)).toEqual(lines);
  });
});
