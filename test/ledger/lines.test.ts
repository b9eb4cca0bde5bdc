import { describe, expect, it } from 'vitest';
import type { ReservationState } from '../../src/ledger/diagnosis.js';
import { type BalanceLines, linesOfBalances } from '../../src/ledger/lines.js';
import type { Balance, Coverage, OrderLine } from '../../src/ledger/records.js';
import {
  balanceOf,
  COVERAGE,
  daysAgo,
  EXPORTED_AT,
  lineOf,
  recordsOf,
  theOnly,
  updateOf,
} from './records.js';

const PENDING: ReservationState = 'pending';

const linesIn = (balances: readonly Balance[], lines: readonly OrderLine[], coverage: Coverage = COVERAGE) =>
  linesOfBalances(recordsOf(balances, lines), coverage);

/** One balance, its lines read against it. */
const readIn = (balance: Balance, lines: readonly OrderLine[], coverage?: Coverage) =>
  theOnly(linesIn([balance], lines, coverage));

const placedUnits = ({ lines }: BalanceLines) =>
  lines.map(({ order, units, share }) => [order, units, share] as const);

const statesOf = ({ lines }: BalanceLines) =>
  lines.map(({ order, units, state }) => [order, units, state] as const);

const noteCodes = ({ notes }: BalanceLines) => notes.map(({ code }) => code);

/** North and south stock the SKU; each holds the locks and the reserved units given. */
function twoWarehouses(
  north: { readonly reserved: number; readonly locks: readonly string[]; readonly inStock?: number },
  south: { readonly reserved: number; readonly locks: readonly string[]; readonly inStock?: number },
) {
  return [
    balanceOf(north.inStock ?? 5, [], { warehouse: 'north', ...north }),
    balanceOf(south.inStock ?? 5, [], { warehouse: 'south', ...south }),
  ];
}

describe('the warehouse of an order line', () => {
  it("is the order's own, whatever else is known", () => {
    const line = lineOf('v1-01', { warehouse: 'south' });
    const balances = twoWarehouses({ reserved: 0, locks: [] }, { reserved: 1, locks: ['00-v1-01'] });

    const [north, south] = linesIn(balances, [line]);

    expect(north && placedUnits(north)).toEqual([]);
    expect(south && placedUnits(south)).toEqual([['v1-01', 1, 1]]);
  });

  it('is none of them when its own is in no export', () => {
    const line = lineOf('v1-01', { warehouse: 'west' });

    const described = linesIn(twoWarehouses({ reserved: 0, locks: [] }, { reserved: 0, locks: [] }), [line]);

    expect(described.map(placedUnits)).toEqual([[], []]);
  });

  it('is where its lock stands', () => {
    const balances = twoWarehouses({ reserved: 0, locks: [] }, { reserved: 1, locks: ['00-v1-01'] });

    const described = linesIn(balances, [lineOf('v1-01')]);

    expect(described.map(placedUnits)).toEqual([[], [['v1-01', 1, 1]]]);
  });

  it('is told by a lock that is made of the order, where the report gives none', () => {
    const balances = twoWarehouses({ reserved: 0, locks: [] }, { reserved: 1, locks: ['00-v1-01'] });

    const described = linesIn(balances, [lineOf('v1-01', { lockId: null })]);

    expect(described.map(placedUnits)).toEqual([[], [['v1-01', 1, 1]]]);
  });

  it('is the only one that stocks the SKU', () => {
    const line = lineOf('v1-01', { status: 'invoiced' });
    const balances = twoWarehouses({ reserved: 0, locks: [], inStock: 0 }, { reserved: 0, locks: [] });

    const described = linesIn(balances, [line]);

    expect(described.map(placedUnits)).toEqual([[], [['v1-01', 1, 1]]]);
  });

  it('may be any that stocks the SKU where nothing tells', () => {
    const line = lineOf('v1-01', { status: 'invoiced' });

    const described = linesIn(twoWarehouses({ reserved: 0, locks: [] }, { reserved: 0, locks: [] }), [line]);

    expect(described.map(placedUnits)).toEqual([[['v1-01', 1, 0.5]], [['v1-01', 1, 0.5]]]);
    expect(described.map(({ unplaced }) => unplaced)).toEqual([1, 1]);
  });

  it('are several for a split line, as many units in each as its locks reserve', () => {
    const split = lineOf('v1-01', { units: 5 });
    const other = lineOf('v2-01', { units: 1 });
    const balances = twoWarehouses(
      { reserved: 3, locks: ['00-v1-01', '00-v2-01'] },
      { reserved: 3, locks: ['00-v1-01'] },
    );

    const [north, south] = linesIn(balances, [split, other]);

    expect(north && placedUnits(north)).toEqual([
      ['v1-01', 2, 1],
      ['v2-01', 1, 1],
    ]);
    expect(south && placedUnits(south)).toEqual([['v1-01', 3, 1]]);
  });
});

describe('the state of a reservation', () => {
  it.each([
    ['payment-pending', 'pending'],
    ['payment-approved', 'pending'],
    ['ready-for-handling', 'pending'],
    ['handling', 'acknowledged'],
    ['cancellation-requested', 'undetermined'],
    ['em-transito', 'undetermined'],
  ] as const)('follows the status while its lock stands: %s is %s', (status, state) => {
    const line = lineOf('v1-01', { status });
    expect(statesOf(readIn(balanceOf(1, [line]), [line]))).toEqual([['v1-01', 1, state]]);
  });

  it('is none once the lock is gone, though the units have left', () => {
    const line = lineOf('v1-01', { status: 'handling' });
    const balance = balanceOf(1, [], { updates: [updateOf('erp', daysAgo(0, -1), 1, 1)] });

    const [read] = readIn(balance, [line]).lines;

    expect(read).toMatchObject({ state: null, gone: true });
  });

  it.each(['invoiced', 'canceled'])(
    'is acknowledged for a closed order while no update has come since: %s',
    (status) => {
      const line = lineOf('v1-01', { status, lastChangeAt: daysAgo(1) });
      const balance = balanceOf(1, [line], {
        reserved: 1,
        available: 0,
        locks: ['00-v1-01'],
        updates: [updateOf('erp', daysAgo(2), 2, 1)],
      });
      expect(statesOf(readIn(balance, [line]))).toEqual([['v1-01', 1, 'acknowledged']]);
    },
  );

  it.each(['invoiced', 'canceled'])('is a ghost for a closed order that outlived an update: %s', (status) => {
    const line = lineOf('v1-01', { status, lastChangeAt: daysAgo(2) });
    const balance = balanceOf(1, [line], {
      reserved: 1,
      available: 0,
      locks: ['00-v1-01'],
      updates: [updateOf('erp', daysAgo(1), 2, 1)],
    });
    expect(statesOf(readIn(balance, [line]))).toEqual([['v1-01', 1, 'ghost']]);
  });

  it('cannot be told where the order entered Preparing Delivery, or left it, after the export', () => {
    const line = lineOf('v1-01', { status: 'handling', lastChangeAt: EXPORTED_AT + 60_000 });
    expect(statesOf(readIn(balanceOf(1, [line]), [line]))).toEqual([['v1-01', 1, 'undetermined']]);
  });

  it('is pending where Preparing Delivery is known to have begun after the export', () => {
    const handlingAt = EXPORTED_AT + 60_000;
    const line = lineOf('v1-01', { status: 'handling', lastChangeAt: handlingAt, handlingAt });
    expect(statesOf(readIn(balanceOf(1, [line]), [line]))).toEqual([['v1-01', 1, PENDING]]);
  });
});

describe('what locks say about time', () => {
  const invoiced = lineOf('v1-01', { status: 'invoiced', createdAt: daysAgo(5), lastChangeAt: daysAgo(1) });
  const paidAt = invoiced.authorizedAt ?? 0;

  it('a reservation that was dropped had been acknowledged by the last update', () => {
    const balance = balanceOf(1, [], { updates: [updateOf('erp', daysAgo(3), 2, 1)] });
    const [read] = readIn(balance, [invoiced]).lines;
    expect(read?.moments.handling).toEqual({ from: paidAt, to: daysAgo(3), certain: true });
    expect(read?.moments.ready).toEqual({ from: paidAt, to: daysAgo(3), certain: true });
  });

  it('one that still stands was acknowledged after it', () => {
    const balance = balanceOf(1, [], {
      reserved: 1,
      available: 0,
      locks: ['00-v1-01'],
      updates: [updateOf('erp', daysAgo(3), 2, 1)],
    });
    const [read] = readIn(balance, [invoiced]).lines;
    expect(read?.moments.handling).toEqual({ from: daysAgo(3), to: daysAgo(1), certain: true });
  });
});

describe('the orders that matter', () => {
  it('are those placed by the time of the export', () => {
    const later = lineOf('v2-01', { createdAt: EXPORTED_AT + 60_000 });
    const line = lineOf('v1-01');
    expect(statesOf(readIn(balanceOf(1, [line]), [line, later]))).toEqual([['v1-01', 1, PENDING]]);
  });

  it('may have several rows of the SKU: all of them count', () => {
    const rows = [lineOf('v1-01', { units: 2 }), lineOf('v1-01', { units: 1 })];
    const balance = balanceOf(1, rows, { locks: ['00-v1-01'] });
    expect(statesOf(readIn(balance, rows))).toEqual([
      ['v1-01', 1, PENDING],
      ['v1-01', 2, PENDING],
    ]);
    expect(noteCodes(readIn(balance, rows))).toEqual([]);
  });

  it('are read with updates up to the export only', () => {
    const updates = [updateOf('erp', daysAgo(1), 2, 1), updateOf('erp', EXPORTED_AT + 60_000, 1, 0)];
    expect(readIn(balanceOf(1, [], { updates }), []).balance.updates).toEqual(updates.slice(0, 1));
  });

  it('are read the same in any order of lines and updates', () => {
    const lines = [lineOf('v1-01'), lineOf('v2-01'), lineOf('v3-01', { createdAt: daysAgo(3) })];
    const updates = [updateOf('erp', daysAgo(3), 9, 4), updateOf('erp', daysAgo(2), 4, 1)];
    const balance = balanceOf(1, lines, { updates });
    const backwards = { ...balance, updates: [...updates].reverse() };
    expect(readIn(backwards, [...lines].reverse())).toEqual(readIn(balance, lines));
  });
});

describe('a lock whose order is in no export', () => {
  it('stands for the reserved units no other order makes up, undetermined', () => {
    const line = lineOf('v1-01', { units: 2 });
    const balance = balanceOf(5, [], { reserved: 5, available: 0, locks: ['00-v1-01', '00-old-01'] });

    const read = readIn(balance, [line]);

    expect(read.missingLocks).toEqual(['00-old-01']);
    expect(statesOf(read)).toEqual([
      ['v1-01', 2, PENDING],
      ['00-old-01', 3, 'undetermined'],
    ]);
    expect(read.pendingMost).toBe(5);
  });
});

describe('a reserved total that the lines do not make up', () => {
  it('is filled up with undetermined units, and said', () => {
    const line = lineOf('v1-01', { units: 2 });
    const read = readIn(balanceOf(5, [line], { reserved: 3, available: 2 }), [line]);
    expect(read.lines.map(({ units, state }) => [units, state])).toEqual([
      [2, 'pending'],
      [1, 'undetermined'],
    ]);
    expect(read.notes).toEqual([{ code: 'reserved-differs', values: { reserved: 3, found: 2 } }]);
  });

  it('cuts the newest pending units first, so that too little is pending rather than too much', () => {
    const picked = lineOf('v1-01', { status: 'handling', createdAt: daysAgo(3) });
    const older = lineOf('v2-01', { units: 2, createdAt: daysAgo(2) });
    const newer = lineOf('v3-01', { units: 2, createdAt: daysAgo(1) });
    const lines = [picked, older, newer];
    const read = readIn(balanceOf(5, lines, { reserved: 4, available: 1 }), lines);
    expect(statesOf(read)).toEqual([
      ['v1-01', 1, 'acknowledged'],
      ['v2-01', 2, 'pending'],
      ['v3-01', 1, 'pending'],
    ]);
    expect(noteCodes(read)).toEqual(['reserved-differs']);
  });

  it('is read as nothing reserved where it is negative, and said', () => {
    const read = readIn(balanceOf(5, [], { reserved: -2, available: 7, locks: [] }), []);
    expect(read.lines).toEqual([]);
    expect(read.notes).toContainEqual({ code: 'reserved-negative', values: { reserved: -2 } });
  });
});

describe('without lock ids', () => {
  const reading = (reserved: number, lines: readonly OrderLine[], changes: Partial<Balance> = {}) =>
    readIn(balanceOf(9, lines, { reserved, available: 9 - reserved, locks: null, ...changes }), lines);

  it('pending orders come first', () => {
    const lines = [
      lineOf('v1-01', { status: 'invoiced', createdAt: daysAgo(3), lastChangeAt: daysAgo(1) }),
      lineOf('v2-01', { units: 2 }),
    ];
    expect(statesOf(reading(2, lines))).toEqual([
      ['v1-01', 1, null],
      ['v2-01', 2, PENDING],
    ]);
  });

  it('an empty list beside reserved units is no list', () => {
    const lines = [lineOf('v1-01', { units: 2 })];
    const read = reading(2, lines, { locks: [] });
    expect(read.locksKnown).toBe(false);
    expect(statesOf(read)).toEqual([['v1-01', 2, PENDING]]);
    expect(noteCodes(read)).toContain('no-locks');
  });

  it('the rest is the only set of orders that makes up the reserved units', () => {
    const lines = [
      lineOf('v1-01', { status: 'invoiced', units: 3, createdAt: daysAgo(3) }),
      lineOf('v2-01', { status: 'invoiced', units: 2, createdAt: daysAgo(2) }),
      lineOf('v3-01', { units: 1 }),
    ];
    expect(statesOf(reading(4, lines))).toEqual([
      ['v1-01', 3, 'acknowledged'],
      ['v2-01', 2, null],
      ['v3-01', 1, PENDING],
    ]);
  });

  it('of several sets that fit only what all share is known; the rest is undetermined', () => {
    const lines = [
      lineOf('v1-01', { status: 'invoiced', units: 1, createdAt: daysAgo(4) }),
      lineOf('v2-01', { status: 'invoiced', units: 1, createdAt: daysAgo(3) }),
      lineOf('v3-01', { status: 'invoiced', units: 3, createdAt: daysAgo(2) }),
    ];
    const read = reading(4, lines);
    const inState = (state: string) => read.lines.filter((line) => line.state === state);
    expect(inState('acknowledged').map(({ order }) => order)).toEqual(['v3-01']);
    expect(inState('undetermined').map(({ units }) => units)).toEqual([1]);
  });

  it('pending orders for which reserved has no room leave a range, of which the lower end is taken', () => {
    const lines = [
      lineOf('v1-01', { status: 'handling', units: 2, createdAt: daysAgo(3), lastChangeAt: daysAgo(1) }),
      lineOf('v2-01', { units: 3 }),
    ];
    const read = reading(2, lines);
    expect(statesOf(read)).toEqual([
      ['v1-01', 2, 'acknowledged'],
      ['v2-01', 3, null],
    ]);
    expect(read.pendingMost).toBe(2);
  });
});

describe('older exports instead of a log', () => {
  it('stand for updates by nobody known, no later than the next export', () => {
    const balance = balanceOf(4, [], {
      snapshots: [
        { at: daysAgo(9), inStock: 8, reserved: 0, locks: [] },
        { at: daysAgo(5), inStock: 8, reserved: 0, locks: [] },
        { at: daysAgo(3), inStock: 6, reserved: 0, locks: [] },
      ],
    });
    const read = readIn(balance, [], { ...COVERAGE, updatesFrom: null, updatesTo: null });
    expect(read.balance.updates).toEqual([
      { at: daysAgo(3), author: null, before: 8, after: 6, reserved: null },
      { at: EXPORTED_AT, author: null, before: 6, after: 4, reserved: null },
    ]);
  });
});

describe('updates written after the inventory was exported', () => {
  it('are left aside, and counted', () => {
    const updates = [updateOf('erp', daysAgo(2), 7, 5), updateOf('erp', EXPORTED_AT + 3_600_000, 5, 3)];
    const described = readIn(balanceOf(5, [], { updates }), []);

    expect(described.balance.updates).toHaveLength(1);
    expect(described.notes).toEqual([
      { code: 'updates-after-export', values: { updates: 1, exportedAt: EXPORTED_AT } },
    ]);
  });
});
