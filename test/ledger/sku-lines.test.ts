/** All lines of a SKU: which stand in which balance, in what order, and what each balance is read against. */
import { describe, expect, it } from 'vitest';
import {
  type BalanceLines,
  linesOfBalances,
  linesOfSku,
  standingHere,
  without,
} from '../../src/ledger/lines.js';
import type { Balance, Coverage, OrderLine, ReservationRecord } from '../../src/ledger/records.js';
import {
  balanceOf,
  COVERAGE,
  daysAgo,
  EXPORTED_AT,
  lineOf,
  recordsOf,
  reservationOf,
  theOnly,
  updateOf,
} from './records.js';

const stock = (warehouse: string, changes: Partial<Balance> = {}) =>
  balanceOf(5, [], { warehouse, reserved: 0, locks: [], ...changes });
const north = stock('north');
const south = stock('south');

const linesIn = (
  balances: readonly Balance[],
  lines: readonly OrderLine[],
  coverage: Coverage = COVERAGE,
  reservations: readonly ReservationRecord[] = [],
) => linesOfBalances(recordsOf(balances, lines, { reservations }), coverage);

const ordersOf = ({ lines }: BalanceLines) => lines.map(({ order, units }) => `${units} of ${order}`);

describe('the balances of a SKU', () => {
  it('come by warehouse, whatever order they were exported in', () => {
    const found = linesIn([stock('south'), stock('west'), stock('north')], []);
    expect(found.map(({ balance }) => balance.warehouse)).toEqual(['north', 'south', 'west']);
  });

  it('share the lines of an order by creation and units, whatever order they were exported in', () => {
    const rows = [lineOf('v1', { units: 3 }), lineOf('v1', { units: 2 })];
    const records = [
      reservationOf('v1', { warehouse: 'north', units: 2 }),
      reservationOf('v1', { warehouse: 'south', units: 3 }),
    ];
    for (const lines of [rows, [...rows].reverse()])
      expect(linesIn([north, south], lines, COVERAGE, records).map(ordersOf)).toEqual([
        ['2 of v1'],
        ['3 of v1'],
      ]);
  });

  it('keep their own list of locks, whatever reservations are known', () => {
    const line = lineOf('v1');
    const balance = balanceOf(5, [line]);
    const [found] = linesIn([balance], [line], COVERAGE, [reservationOf('v2')]);
    expect(found?.balance.locks).toEqual(['00-v1']);
    expect(found?.lines.map(({ order, state }) => [order, state])).toEqual([['v1', 'pending']]);
  });

  it('have no locks of their own where no reservations make up the units', () => {
    const [found] = linesIn([balanceOf(5, [], { reserved: 3, locks: null })], [], COVERAGE, [
      reservationOf('v2'),
    ]);
    expect(found).toMatchObject({ balance: { locks: null }, locksKnown: false, missingLocks: [] });
  });
});

describe('the moments that lines are read against', () => {
  const undated = { createdAt: null, authorizedAt: null, lastChangeAt: null };
  const UNKNOWN: Coverage = {
    ...COVERAGE,
    exportedAt: null,
    exportedBefore: null,
    ordersFrom: null,
    ordersLastChange: null,
    updatesFrom: null,
    updatesTo: null,
  };
  /** From when to when an order without a date may have been placed. */
  function spanIn(coverage: Partial<Coverage>, changes: Partial<Balance> = {}) {
    const line = lineOf('v1', { status: 'handling', ...undated });
    const balance = balanceOf(5, [line], { exportedAt: null, ...changes });
    const created = theOnly(linesIn([balance], [line], { ...UNKNOWN, ...coverage })).lines[0]?.moments
      .created;
    return [created?.from, created?.to];
  }

  it('end with the export, as near as that is known', () => {
    const all = { ordersLastChange: daysAgo(2), exportedBefore: daysAgo(0, 5) };
    expect(spanIn({ ...all, exportedAt: EXPORTED_AT })[1]).toBe(daysAgo(0, 5));
    expect(spanIn(all)[1]).toBe(daysAgo(0, 5));
    expect(spanIn({ ordersLastChange: daysAgo(2) })[1]).toBe(daysAgo(2));
    const updates = [updateOf('erp', daysAgo(3), 6, 5)];
    expect(spanIn({ updatesFrom: daysAgo(9), updatesTo: daysAgo(3) }, { updates })[1]).toBe(daysAgo(3));
    expect(spanIn({})[1]).toBe(0);
  });

  it('begin with the first order or update exported, whichever came first', () => {
    const T = { exportedAt: EXPORTED_AT, exportedBefore: EXPORTED_AT };
    expect(spanIn({ ...T, ordersFrom: daysAgo(9), updatesFrom: daysAgo(20) })[0]).toBe(daysAgo(20));
    expect(spanIn({ ...T, ordersFrom: daysAgo(20), updatesFrom: daysAgo(9) })[0]).toBe(daysAgo(20));
    expect(spanIn({ ...T, ordersFrom: daysAgo(20) })[0]).toBe(daysAgo(20));
    expect(spanIn({ ...T, updatesFrom: daysAgo(9) })[0]).toBe(daysAgo(9));
    expect(spanIn(T)[0]).toBe(EXPORTED_AT);
  });

  const placedAt = (createdAt: number | null, coverage: Partial<Coverage>, exportedAt: number | null) => {
    const line = lineOf('v1', { createdAt });
    const balance = balanceOf(5, [], { exportedAt });
    return theOnly(linesIn([balance], [line], { ...COVERAGE, ...coverage })).lines.length;
  };

  it('leave aside what was placed after T', () => {
    const T = { exportedAt: EXPORTED_AT, exportedBefore: EXPORTED_AT };
    expect(placedAt(EXPORTED_AT, T, EXPORTED_AT)).toBe(1);
    expect(placedAt(EXPORTED_AT + 1, T, EXPORTED_AT)).toBe(0);
    expect(placedAt(null, T, EXPORTED_AT)).toBe(1);
    expect(placedAt(EXPORTED_AT + 1, { exportedAt: null, exportedBefore: null }, null)).toBe(1);
  });

  it('are those of older exports where there is no log', () => {
    const snapshots = [{ at: daysAgo(5), inStock: 5, reserved: 0, locks: [] }];
    const noLog = { ...COVERAGE, updatesFrom: null, updatesTo: null };
    expect(theOnly(linesIn([stock('north', { snapshots })], [], noLog)).readFrom).toBe(daysAgo(5));
    expect(theOnly(linesIn([stock('north', { snapshots })], [])).readFrom).toBeUndefined();
    const none = theOnly(linesIn([north], [], noLog));
    expect('readFrom' in none).toBe(false);
  });
});

describe('a line that may stand in several warehouses', () => {
  const open = lineOf('v5', { status: 'invoiced', createdAt: daysAgo(5), lastChangeAt: daysAgo(2) });

  it('stands among the lines of each by creation', () => {
    const own = ['v3', 'v7'].map((order, place) =>
      lineOf(order, { warehouse: 'north', createdAt: daysAgo(7 - 4 * place) }),
    );
    const others = [
      open,
      lineOf('v6', { ...open, order: 'v6', createdAt: daysAgo(4) }),
      lineOf('v9', { ...open, order: 'v9', createdAt: daysAgo(1) }),
    ];
    const [first, second] = linesIn([north, south], [...own, ...others]);
    expect(first && ordersOf(first)).toEqual(['1 of v3', '1 of v5', '1 of v6', '1 of v7', '1 of v9']);
    expect(second && ordersOf(second)).toEqual(['1 of v5', '1 of v6', '1 of v9']);
  });

  it('of one moment with another stands by its order', () => {
    const createdAt = daysAgo(5);
    const own = ['v4', 'v6'].map((order) => lineOf(order, { warehouse: 'north', createdAt }));
    const [first] = linesIn([north, south], [...own, open]);
    expect(first && ordersOf(first)).toEqual(['1 of v4', '1 of v5', '1 of v6']);
  });

  it('stands before what is reserved for nobody known', () => {
    const balance = stock('north', { reserved: 2, locks: ['00-lost'] });
    const [first] = linesIn([balance, south], [open]);
    expect(first && ordersOf(first)).toEqual(['1 of v5', '2 of 00-lost']);
  });

  it('is not in a warehouse that does not stock the SKU', () => {
    const empty = balanceOf(0, [], { warehouse: 'west' });
    const { open: lists, balances } = linesOfSku(recordsOf([north, south, empty], [open]), COVERAGE);
    expect(lists.map((list) => list.length)).toEqual([1, 1, 0]);
    expect(balances.map(({ unplaced }) => unplaced)).toEqual([1, 1, 0]);
  });

  it('is one object where both balances are of one moment, and read by each where they are not', () => {
    const same = linesOfSku(recordsOf([north, south], [open]), COVERAGE).open;
    expect(same[0]).toBe(same[1]);
    const earlier = stock('south', { exportedAt: daysAgo(6) });
    const coverage = { ...COVERAGE, exportedBefore: null };
    const lists = linesOfSku(recordsOf([north, earlier], [open]), coverage).open;
    expect(lists.map((list) => list.length)).toEqual([1, 0]);
  });
});

describe('what may be reserved without lock ids', () => {
  const mayReserve = (status: string, changes: Partial<Balance> = {}, line: Partial<OrderLine> = {}) => {
    const of = lineOf('v5', { status, createdAt: daysAgo(5), lastChangeAt: daysAgo(2), ...line });
    const balance = stock('north', { reserved: 3, locks: null, ...changes });
    return linesIn([balance, south], [of])[0]?.mayReserveUnplaced;
  };
  const updatedOn = (days: number) => ({ updates: [updateOf('erp', daysAgo(days), 6, 5)] });

  it('is an order that could stand here', () => {
    expect(mayReserve('ready-for-handling')).toBe(true);
    expect(mayReserve('handling')).toBe(true);
  });

  it('is none where nothing is reserved, or locks tell', () => {
    expect(mayReserve('ready-for-handling', { reserved: 0 })).toBe(false);
    expect(mayReserve('ready-for-handling', { locks: ['00-v1'] })).toBe(false);
  });

  it('is none that is closed', () => {
    expect(mayReserve('canceled')).toBe(false);
  });

  it('is none in Preparing Delivery by the last update', () => {
    expect(mayReserve('handling', updatedOn(1))).toBe(false);
    expect(mayReserve('handling', updatedOn(2))).toBe(false);
    expect(mayReserve('handling', updatedOn(3))).toBe(true);
    expect(mayReserve('ready-for-handling', updatedOn(1))).toBe(true);
  });
});

describe('what the log says was reserved', () => {
  const sent = lineOf('v1', { status: 'invoiced', createdAt: daysAgo(6), lastChangeAt: daysAgo(1) });
  /** Reserved right after an update; no order explains the 3. */
  const reservedIs = (reserved: number) => [
    { ...updateOf('erp', daysAgo(4), 6, 5), reserved },
    { ...updateOf('erp', daysAgo(0.5), 6, 5), reserved: 0 },
  ];
  const codesOf = (balance: Balance, lines: readonly OrderLine[], coverage: Coverage = COVERAGE) =>
    linesIn([balance, ...(balance.warehouse === 'north' ? [] : [north])], lines, {
      ...coverage,
      ordersFrom: daysAgo(60),
    })
      .find((one) => one.balance.warehouse === balance.warehouse)
      ?.notes.map(({ code }) => code);

  it('is read where every line is known', () => {
    expect(codesOf(stock('north', { updates: reservedIs(3) }), [sent])).toEqual(['reserved-log-differs']);
    expect(codesOf(stock('north', { updates: reservedIs(1) }), [sent])).toEqual([]);
  });

  it('tells when Preparing Delivery came', () => {
    const [found] = linesIn([stock('north', { updates: reservedIs(1) })], [sent], {
      ...COVERAGE,
      ordersFrom: daysAgo(60),
    });
    expect(found?.lines[0]?.moments.handling?.from).toBe(daysAgo(4) + 1);
  });

  it('is not read where locks do not tell what stands', () => {
    const balance = stock('north', { reserved: 2, locks: null, updates: reservedIs(3) });
    expect(codesOf(balance, [sent])).not.toContain('reserved-log-differs');
  });

  it('is not read where a line may stand elsewhere', () => {
    expect(codesOf(stock('south', { updates: reservedIs(3) }), [sent])).toEqual([]);
  });

  it('is not read where a line is of an unknown time', () => {
    const balance = stock('north', { reserved: 2, locks: ['00-lost'], updates: reservedIs(9) });
    expect(codesOf(balance, [sent])).toEqual([]);
  });

  it('is not read where the lines do not make up what is reserved', () => {
    const pending = lineOf('v2', { units: 3, createdAt: daysAgo(2) });
    const balance = balanceOf(5, [pending], { warehouse: 'north', reserved: 2, updates: reservedIs(9) });
    expect(codesOf(balance, [pending])).toEqual(['reserved-differs']);
  });

  it('is not read where no update log was exported', () => {
    const noLog = { ...COVERAGE, updatesFrom: null, updatesTo: null };
    expect(codesOf(stock('north', { updates: reservedIs(3) }), [sent], noLog)).toEqual([]);
  });
});

describe('a line settled in one balance', () => {
  const open = lineOf('v5', { status: 'invoiced', createdAt: daysAgo(5), lastChangeAt: daysAgo(1) });
  const updated = (warehouse: string, changes: Partial<Balance> = {}) =>
    stock(warehouse, { updates: [updateOf('erp', daysAgo(3), 6, 5)], ...changes });
  const own = lineOf('v4', { warehouse: 'north', createdAt: daysAgo(6), lastChangeAt: daysAgo(5) });
  const first = (balance: Balance) =>
    theOnly(linesIn([balance, south], [own, open]).filter((one) => one.balance.warehouse === 'north'));

  it('stands there surely, and its lock tells about time', () => {
    const before = first(updated('north'));
    expect(before.lines.map(({ order, share }) => [order, share])).toEqual([
      ['v4', 1],
      ['v5', 0.5],
    ]);
    const after = standingHere(before, new Set([1]), COVERAGE);
    expect(after.unplaced).toBe(0);
    expect(after.lines[0]).toBe(before.lines[0]);
    expect(after.lines[1]).toMatchObject({
      order: 'v5',
      share: 1,
      moments: { handling: { to: daysAgo(3) } },
    });
    expect(before.lines[1]?.moments.handling?.to).toBe(daysAgo(1));
  });

  it('keeps its moments where no locks tell', () => {
    const before = first(updated('north', { locks: null, reserved: 1 }));
    const after = standingHere(before, new Set([1]), COVERAGE);
    expect(after.lines[1]).toMatchObject({ share: 1, moments: before.lines[1]?.moments });
  });

  it('is no longer in the others', () => {
    const before = first(updated('north'));
    const after = without(before, new Set([1]));
    expect(after.unplaced).toBe(0);
    expect(ordersOf(after)).toEqual(['1 of v4']);
  });

  it('changes nothing where there is none', () => {
    const before = first(updated('north'));
    expect(standingHere(before, new Set(), COVERAGE)).toBe(before);
    expect(without(before, new Set())).toBe(before);
  });
});
