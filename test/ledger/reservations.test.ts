import { describe, expect, it } from 'vitest';
import { diagnoseSku } from '../../src/ledger/index.js';
import { linesOfBalances } from '../../src/ledger/lines.js';
import type { Balance, OrderLine, ReservationRecord } from '../../src/ledger/records.js';
import { stateAt } from '../../src/ledger/reservations.js';
import {
  balanceOf,
  COVERAGE,
  daysAgo,
  EXPORTED_AT,
  habitsOf,
  lineOf,
  minutesAfter,
  recordsOf,
  reservationOf,
  triggeredWriter,
  updateOf,
} from './records.js';

const described = (
  balances: readonly Balance[],
  lines: readonly OrderLine[],
  reservations: readonly ReservationRecord[],
) => linesOfBalances(recordsOf(balances, lines, { reservations }), COVERAGE);

/** Order, units and state of every line, by warehouse. */
const statesOf = (...args: Parameters<typeof described>) =>
  Object.fromEntries(
    described(...args).map(({ balance, lines }) => [
      balance.warehouse,
      lines.map(({ order, units, state }) => [order, units, state]),
    ]),
  );

const north = (reserved: number, locks: readonly string[] | null = null) =>
  balanceOf(5, [], { warehouse: 'north', reserved, available: 5 - reserved, locks });
const south = (reserved: number, locks: readonly string[] | null = null) =>
  balanceOf(5, [], { warehouse: 'south', reserved, available: 5 - reserved, locks });

describe('a reservation', () => {
  it.each([
    ['authorized', {}, 'pending'],
    ['confirmed', {}, 'pending'],
    ['acknowledged', {}, 'acknowledged'],
    ['acknowledged', { acknowledgedAt: daysAgo(1) }, 'acknowledged'],
    ['acknowledged', { acknowledgedAt: daysAgo(-1) }, 'pending'],
    ['aborted', {}, 'ghost'],
    ['canceled', {}, 'ended'],
    ['canceled', { canceledAt: daysAgo(1) }, 'ended'],
    ['canceled', { canceledAt: daysAgo(-1) }, 'pending'],
    ['canceled', { canceledAt: daysAgo(-1), acknowledgedAt: daysAgo(1) }, 'acknowledged'],
    ['not-committed', {}, null],
    [null, {}, null],
  ] as const)('that is %s now was at T, with %o, %s', (status, dates, expected) => {
    expect(stateAt(reservationOf('v1', { status, ...dates }), EXPORTED_AT)).toBe(expected);
  });

  it('says in which warehouse an order stands, before its locks', () => {
    const order = lineOf('v1', { units: 1 });
    expect(statesOf([north(0), south(1)], [order], [reservationOf('v1', { warehouse: 'south' })])).toEqual({
      north: [],
      south: [['v1', 1, 'pending']],
    });
  });

  it('says how many units stand in each of several warehouses', () => {
    const order = lineOf('v1', { units: 3 });
    const both = [
      reservationOf('v1', { warehouse: 'north', units: 1 }),
      reservationOf('v1', { warehouse: 'south', units: 2 }),
    ];
    const locks = ['00-v1'];
    expect(statesOf([north(1, locks), south(2, locks)], [order], both)).toEqual({
      north: [['v1', 1, 'pending']],
      south: [['v1', 2, 'pending']],
    });
  });

  it('gives its units once, where an order holds the SKU in two rows', () => {
    const rows = [lineOf('v1', { units: 1 }), lineOf('v1', { units: 2 })];
    const record = reservationOf('v1', { warehouse: 'south', units: 3 });
    expect(statesOf([north(0), south(3)], rows, [record])).toMatchObject({
      north: [],
      south: [
        ['v1', 1, 'pending'],
        ['v1', 2, 'pending'],
      ],
    });
  });

  it('yields to the warehouse the order itself names', () => {
    const order = lineOf('v1', { warehouse: 'north' });
    const placed = statesOf(
      [north(1, ['00-v1']), south(0, [])],
      [order],
      [reservationOf('v1', { warehouse: 'south' })],
    );
    expect(placed).toEqual({ north: [['v1', 1, 'pending']], south: [] });
  });

  it.each([
    ['confirmed', {}, 'request-cancel', 'pending'],
    ['acknowledged', { acknowledgedAt: daysAgo(1) }, 'request-cancel', 'acknowledged'],
    ['acknowledged', { acknowledgedAt: daysAgo(1) }, 'ready-for-handling', 'acknowledged'],
    ['confirmed', {}, 'invoiced', 'ghost'],
    ['confirmed', {}, 'handling', 'undetermined'],
    ['aborted', {}, 'canceled', 'ghost'],
    ['canceled', {}, 'ready-for-handling', 'pending'],
  ] as const)(
    'that is %s %o makes an order of status %s, its lock standing, %s',
    (status, dates, now, state) => {
      const order = lineOf('v1', { status: now });
      const balance = balanceOf(5, [order], { reserved: 1, available: 4, locks: ['00-v1'] });
      expect(statesOf([balance], [order], [reservationOf('v1', { status, ...dates })])).toEqual({
        main: [['v1', 1, state]],
      });
    },
  );

  it('is no evidence of more than its creation where only that is recorded', () => {
    const order = lineOf('v1', { status: 'request-cancel' });
    const balance = balanceOf(5, [order]);
    expect(statesOf([balance], [order], [reservationOf('v1', { status: null })])).toEqual({
      main: [['v1', 1, 'undetermined']],
    });
  });

  it('stands for an order that is in no export', () => {
    const balance = balanceOf(5, [], { reserved: 3, available: 2, locks: ['00-v8', '00-v9'] });
    const records = [
      reservationOf('v8', { units: 1 }),
      reservationOf('v9', { units: 2, status: 'acknowledged', acknowledgedAt: daysAgo(1) }),
    ];
    const [read] = described([balance], [], records);
    expect(read?.missingLocks).toEqual([]);
    expect(read?.lines.map(({ order, units, state }) => [order, units, state])).toEqual([
      ['v8', 1, 'pending'],
      ['v9', 2, 'acknowledged'],
    ]);
    const [story] = diagnoseSku(
      recordsOf([balance], [], { reservations: records }),
      habitsOf(triggeredWriter('erp', 'authorized')),
      COVERAGE,
    );
    expect(story).toMatchObject({ pending: 1, acknowledged: 2, undetermined: 0 });
    expect(story?.causes.map(({ code }) => code)).not.toContain('missing-orders');
    expect(story?.notes.map(({ code }) => code)).not.toContain('orders-cut-short');
  });

  it('without a warehouse is of the one balance that has its lock', () => {
    const balances = [north(0, []), south(2, ['00-v9'])];
    expect(statesOf(balances, [], [reservationOf('v9', { warehouse: null, units: 2 })])).toEqual({
      north: [],
      south: [['v9', 2, 'pending']],
    });
  });

  it('without a warehouse still says what state an order is in', () => {
    const order = lineOf('v1', { status: 'request-cancel', units: 2 });
    const balances = [north(1, ['00-v1']), south(1, ['00-v1'])];
    expect(statesOf(balances, [order], [reservationOf('v1', { warehouse: null, units: 2 })])).toEqual({
      north: [['v1', 1, 'pending']],
      south: [['v1', 1, 'pending']],
    });
  });

  it('leaves an order that is in no export missing where only its creation is recorded', () => {
    const balance = balanceOf(5, [], { reserved: 2, available: 3, locks: ['00-v8'] });
    const records = recordsOf([balance], [], {
      reservations: [reservationOf('v8', { units: 2, status: null })],
    });
    const [story] = diagnoseSku(records, habitsOf(triggeredWriter('erp', 'authorized')), COVERAGE);
    expect(story).toMatchObject({ undetermined: 2, confidence: 'likely' });
    expect(story?.causes).toContainEqual({ code: 'missing-orders', units: 2 });
  });
});

describe('reservations without a lock list', () => {
  const orders = [
    lineOf('v1', { createdAt: daysAgo(5) }),
    lineOf('v2', { units: 2, status: 'handling', lastChangeAt: daysAgo(1) }),
    lineOf('v3', { units: 2, status: 'handling', lastChangeAt: daysAgo(4) }),
  ];
  const records = [
    reservationOf('v1'),
    reservationOf('v2', { units: 2, status: 'acknowledged', acknowledgedAt: daysAgo(1) }),
    reservationOf('v3', { units: 2, status: 'acknowledged', acknowledgedAt: daysAgo(4) }),
    reservationOf('v4', { units: 2, status: 'canceled', canceledAt: daysAgo(4) }),
  ];
  const listless = (reserved: number) =>
    balanceOf(5, [], {
      reserved,
      available: 5 - reserved,
      locks: null,
      updates: [updateOf('erp', daysAgo(3), 6, 5)],
    });

  it('are the list, where those that count add up to what is reserved', () => {
    const [read] = described([listless(3)], orders, records);
    expect(read?.locksKnown).toBe(true);
    const states = Object.fromEntries(read?.lines.map(({ order, state }) => [order, state]) ?? []);
    expect(states).toEqual({ v1: 'pending', v2: 'acknowledged', v3: null });
  });

  it('are not, where they do not', () => {
    expect(described([listless(4)], orders, records)[0]?.locksKnown).toBe(false);
  });
});

describe('reservations of some orders only, without a lock list', () => {
  const at = (order: string, handledDaysAgo: number) => {
    const line = lineOf(order, { status: 'invoiced', createdAt: daysAgo(9), lastChangeAt: daysAgo(1) });
    const acknowledgedAt = daysAgo(handledDaysAgo);
    return {
      line,
      record: reservationOf(order, { status: 'acknowledged', acknowledgedAt, warehouse: 'north' }),
    };
  };

  it('hold nothing that the last update has dropped', () => {
    const [dropped, standing] = [at('v1', 5), at('v2', 3)];
    const balance = { ...north(1), updates: [updateOf('erp', daysAgo(4), 10, 9)] };

    const states = statesOf([balance], [dropped.line, standing.line], [dropped.record, standing.record]);

    expect(states.north).toEqual([
      ['v1', 1, null],
      ['v2', 1, 'acknowledged'],
    ]);
  });

  it('prove nothing while an order that may stand elsewhere may be what is reserved', () => {
    const { line, record } = at('v1', 3);
    // Nothing says of it when it entered Preparing Delivery.
    const unrecorded = { ...at('v3', 2).line, warehouse: 'north' };
    const takenOff = updateOf('erp', minutesAfter(line.authorizedAt ?? 0, 1), 7, 5);
    const balances = [{ ...north(2), updates: [takenOff] }, south(0)];
    const unpaid = { status: 'payment-pending', authorizedAt: null, createdAt: daysAgo(2) };
    const confidenceWith = (...others: readonly OrderLine[]) => {
      const records = recordsOf(balances, [line, unrecorded, ...others], { reservations: [record] });
      return diagnoseSku(records, habitsOf(triggeredWriter('erp', 'authorized')), COVERAGE)[0]?.confidence;
    };

    expect(confidenceWith()).toBe('proven');
    expect(confidenceWith(lineOf('v2', unpaid))).toBe('likely');
  });
});

describe('an order that names a warehouse without a balance of the SKU', () => {
  const order = lineOf('v1', { warehouse: 'WEST' });

  it('stands where its lock does', () => {
    expect(statesOf([north(1, ['00-v1']), south(0, [])], [order], [])).toEqual({
      north: [['v1', 1, 'pending']],
      south: [],
    });
  });

  it('stands nowhere without', () => {
    expect(statesOf([north(0, []), south(0, [])], [order], [])).toEqual({ north: [], south: [] });
  });
});
