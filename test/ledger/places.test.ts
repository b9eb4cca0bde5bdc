/** In which warehouse a line stands, taken apart: by its own field, its reservation, its lock, or what stocks the SKU. */
import { describe, expect, it } from 'vitest';
import { isLocked, place } from '../../src/ledger/places.js';
import type { Balance, OrderLine, ReservationRecord } from '../../src/ledger/records.js';
import { balanceOf, daysAgo, lineOf, reservationOf, updateOf } from './records.js';

const stock = (warehouse: string, changes: Partial<Balance> = {}) =>
  balanceOf(5, [], { warehouse, reserved: 0, locks: [], ...changes });

const locking = (warehouse: string, reserved: number, ...orders: string[]) =>
  stock(warehouse, { reserved, locks: orders.map((order) => `00-${order}`) });

/** What stands where, by warehouse; what may stand in several, with where. */
function placedIn(
  balances: readonly Balance[],
  lines: readonly OrderLine[],
  reservations: readonly ReservationRecord[] = [],
) {
  const { placed, open, among } = place(balances, lines, reservations);
  const told = placed.map((entries, index) => [
    balances[index]?.warehouse,
    entries.map(({ line, units }) => `${units} of ${line.order}`),
  ]);
  for (const entry of placed.flat()) expect(entry.share).toBe(1);
  return {
    ...Object.fromEntries(told),
    open: open.map(({ line, units, share }) => `${units} of ${line.order} by ${share}`),
    among: among.map((index) => balances[index]?.warehouse),
    records: placed.flat().map(({ record }) => record),
  };
}

const north = stock('north');
const south = stock('south');

describe('a line that names its warehouse', () => {
  const named = lineOf('v1', { warehouse: 'south', units: 3 });

  it('stands there, whatever locks and reservations say', () => {
    const moved = reservationOf('v1', { warehouse: 'north', units: 3 });
    expect(placedIn([locking('north', 3, 'v1'), south], [named], [moved])).toMatchObject({
      north: [],
      south: ['3 of v1'],
      records: [null],
    });
  });

  it('comes with its reservation there, or with one that names no warehouse', () => {
    const there = reservationOf('v1', { warehouse: 'south' });
    const nowhere = reservationOf('v1', { warehouse: null });
    expect(placedIn([north, south], [named], [nowhere, there]).records).toEqual([there]);
    expect(placedIn([north, south], [named], [nowhere]).records).toEqual([nowhere]);
  });

  it('stands nowhere where that has no balance of the SKU, unless its lock tells', () => {
    const elsewhere = lineOf('v1', { warehouse: 'west' });
    expect(placedIn([north, south], [elsewhere])).toMatchObject({ north: [], south: [], open: [] });
    expect(placedIn([north, locking('south', 1, 'v1')], [elsewhere])).toMatchObject({
      north: [],
      south: ['1 of v1'],
    });
  });

  it('leaves to other lines of its order what their reservation holds elsewhere', () => {
    const other = lineOf('v1', { units: 2 });
    const records = [
      reservationOf('v1', { warehouse: 'south', units: 3 }),
      reservationOf('v1', { warehouse: 'north', units: 2 }),
    ];
    expect(placedIn([north, south], [named, other], records)).toMatchObject({
      south: ['3 of v1'],
      north: ['2 of v1'],
    });
  });
});

describe('a line whose reservation is known', () => {
  it('stands where that is, part by part', () => {
    const records = [
      reservationOf('v1', { warehouse: 'north', units: 2 }),
      reservationOf('v1', { warehouse: 'south', units: 3 }),
    ];
    const found = placedIn([north, south], [lineOf('v1', { units: 5 })], records);
    expect(found).toMatchObject({ north: ['2 of v1'], south: ['3 of v1'], open: [], records });
  });

  it('stands by its lock with the rest of its units', () => {
    const records = [reservationOf('v1', { warehouse: 'north', units: 2 })];
    const balances = [north, locking('south', 3, 'v1')];
    expect(placedIn(balances, [lineOf('v1', { units: 5 })], records)).toMatchObject({
      north: ['2 of v1'],
      south: ['3 of v1'],
    });
  });

  it('goes by what still counts before what was cancelled', () => {
    const records = [
      reservationOf('v1', { warehouse: 'north', status: 'canceled' }),
      reservationOf('v1', { warehouse: 'south' }),
    ];
    expect(placedIn([north, south], [lineOf('v1')], records)).toMatchObject({
      north: [],
      south: ['1 of v1'],
    });
  });

  it('goes by nothing that names a warehouse without a balance', () => {
    const records = [reservationOf('v1', { warehouse: 'west' })];
    expect(placedIn([north], [lineOf('v1')], records)).toMatchObject({ north: ['1 of v1'], records: [null] });
  });

  it('comes by its lock with one that names no warehouse', () => {
    const nowhere = reservationOf('v1', { warehouse: null });
    const balances = [north, locking('south', 1, 'v1')];
    expect(placedIn(balances, [lineOf('v1')], [nowhere]).records).toEqual([nowhere]);
  });
});

describe('a line that only its lock places', () => {
  it('stands in the only list that has it', () => {
    expect(placedIn([north, locking('south', 1, 'v1')], [lineOf('v1')])).toMatchObject({
      north: [],
      south: ['1 of v1'],
      open: [],
    });
  });

  it('is split so that each balance has what it reserves', () => {
    const balances = [locking('north', 2, 'v1'), locking('south', 3, 'v1')];
    expect(placedIn(balances, [lineOf('v1', { units: 5 })])).toMatchObject({
      north: ['2 of v1'],
      south: ['3 of v1'],
    });
  });

  it('is split after the lines that surely stand there', () => {
    const balances = [locking('north', 3, 'v1', 'v2'), locking('south', 3, 'v1')];
    const lines = [lineOf('v1', { units: 5 }), lineOf('v2')];
    expect(placedIn(balances, lines)).toMatchObject({ north: ['1 of v2', '2 of v1'], south: ['3 of v1'] });
  });

  it('is split with no regard to lines that are not locked', () => {
    const balances = [locking('north', 2, 'v1'), locking('south', 3, 'v1')];
    const unlocked = lineOf('v2', { warehouse: 'north' });
    expect(placedIn(balances, [lineOf('v1', { units: 5 }), unlocked])).toMatchObject({
      north: ['1 of v2', '2 of v1'],
      south: ['3 of v1'],
    });
  });

  it('stands in one alone where that has room and the others have none', () => {
    const balances = [locking('north', 0, 'v1'), locking('south', 5, 'v1')];
    expect(placedIn(balances, [lineOf('v1', { units: 5 })])).toMatchObject({ north: [], south: ['5 of v1'] });
  });

  it('stands in the first of those that have room for all of it', () => {
    const balances = [locking('north', 9, 'v1'), locking('south', 5, 'v1')];
    expect(placedIn(balances, [lineOf('v1', { units: 5 })])).toMatchObject({ north: ['5 of v1'], south: [] });
  });

  it('fills first what no unknown order can be reserved in', () => {
    const balances = [locking('north', 9, 'v1', 'missing'), locking('south', 2, 'v1')];
    expect(placedIn(balances, [lineOf('v1', { units: 5 })])).toMatchObject({
      north: ['3 of v1'],
      south: ['2 of v1'],
    });
  });

  it('takes an order to be known where its reservation is', () => {
    const balances = [locking('north', 9, 'v1', 'v2'), locking('south', 2, 'v1')];
    const other = reservationOf('v2', { warehouse: 'north' });
    expect(placedIn(balances, [lineOf('v1', { units: 5 })], [other])).toMatchObject({
      north: ['5 of v1'],
      south: [],
    });
  });

  it('is split one line after the other', () => {
    const balances = [
      locking('north', 3, 'v1', 'v2'),
      locking('south', 3, 'v1', 'v2'),
      locking('west', 1, 'v2'),
    ];
    const lines = [lineOf('v1', { units: 4 }), lineOf('v2', { units: 3 })];
    expect(placedIn(balances, lines)).toMatchObject({
      north: ['3 of v1'],
      south: ['1 of v1', '2 of v2'],
      west: ['1 of v2'],
    });
  });

  it('stands in the first with the units that nothing is reserved for', () => {
    const balances = [locking('north', 1, 'v1'), locking('south', 1, 'v1')];
    expect(placedIn(balances, [lineOf('v1', { units: 5 })])).toMatchObject({
      north: ['4 of v1'],
      south: ['1 of v1'],
    });
    const negative = [locking('north', -2, 'v1'), locking('south', 1, 'v1')];
    expect(placedIn(negative, [lineOf('v1', { units: 1 })])).toMatchObject({ north: [], south: ['1 of v1'] });
    const full = [locking('north', 2, 'v1', 'v2'), locking('south', -1, 'v1'), locking('west', 2, 'v1')];
    const lines = [lineOf('v1', { units: 2 }), lineOf('v2', { units: 2 })];
    expect(placedIn(full, lines)).toMatchObject({ north: ['2 of v2'], south: [], west: ['2 of v1'] });
  });

  it('is found by either of its locks, also where a list names it twice', () => {
    const balances = [stock('north', { reserved: 1, locks: ['00-v1', '00-v1'] }), south];
    expect(placedIn(balances, [lineOf('v1', { lockId: null })])).toMatchObject({ north: ['1 of v1'] });
  });
});

describe('a line that nothing places', () => {
  it('stands in the only balance of the SKU, stocked or not', () => {
    const empty = balanceOf(0, [], { warehouse: 'north' });
    expect(placedIn([empty], [lineOf('v1')])).toMatchObject({ north: ['1 of v1'], open: [] });
  });

  it('may stand in each that stocks it', () => {
    const three = [north, south, balanceOf(0, [], { warehouse: 'west' })];
    expect(placedIn(three, [lineOf('v1', { units: 2 })])).toMatchObject({
      open: ['2 of v1 by 0.5'],
      among: ['north', 'south'],
      north: [],
      south: [],
      west: [],
    });
  });

  it.each([
    ['has units in stock', { inStock: 1 }],
    ['has less than none', { inStock: -1 }],
    ['has something reserved', { reserved: 1 }],
    ['had updates', { updates: [updateOf('erp', daysAgo(1), 1, 0)] }],
  ])('may stand in one that %s', (_, changes) => {
    const west = stock('west', { inStock: 0, reserved: 0, ...changes });
    expect(placedIn([north, west], [lineOf('v1')]).among).toEqual(['north', 'west']);
  });

  it('may stand anywhere where none stocks it', () => {
    const empty = [balanceOf(0, [], { warehouse: 'north' }), balanceOf(0, [], { warehouse: 'south' })];
    expect(placedIn(empty, [lineOf('v1')])).toMatchObject({
      open: ['1 of v1 by 0.5'],
      among: ['north', 'south'],
    });
  });

  it('stands in the only one that stocks it', () => {
    const empty = balanceOf(0, [], { warehouse: 'south' });
    expect(placedIn([north, empty], [lineOf('v1')])).toMatchObject({ north: ['1 of v1'], open: [] });
  });

  it('is not lost with a reservation that names no warehouse', () => {
    const nowhere = reservationOf('v1', { warehouse: null });
    const { open } = place([north, south], [lineOf('v1')], [nowhere]);
    expect(open.map(({ record }) => record)).toEqual([nowhere]);
    expect(place([north], [lineOf('v1')], [nowhere]).placed[0]?.[0]?.record).toBe(nowhere);
  });

  it('is told without a reservation where no export has it', () => {
    expect(place([north, south], [lineOf('v1')], []).open[0]?.record).toBeNull();
  });

  it('stands nowhere where there is no balance', () => {
    expect(place([], [lineOf('v1')], [])).toMatchObject({ placed: [], open: [], among: [] });
  });

  it('of no units stands where it may all the same', () => {
    expect(placedIn([north], [lineOf('v1', { units: 0 })])).toMatchObject({ north: ['0 of v1'] });
  });
});

describe('the order of things', () => {
  it('is that of the balances for a line in several, whatever lock names which', () => {
    const balances = [
      stock('north', { reserved: 2, locks: ['v1'] }),
      stock('south', { reserved: 3, locks: ['00-v1'] }),
    ];
    const both = lineOf('v1', { lockId: null, units: 5 });
    expect(placedIn(balances, [both])).toMatchObject({ north: ['2 of v1'], south: ['3 of v1'] });
  });

  it('is that of the balances where each has room for all', () => {
    const balances = [
      stock('north', { reserved: 9, locks: ['v1'] }),
      stock('south', { reserved: 9, locks: ['00-v1'] }),
    ];
    expect(placedIn(balances, [lineOf('v1', { lockId: null, units: 5 })])).toMatchObject({
      north: ['5 of v1'],
    });
  });

  it('takes no room for what is not locked', () => {
    const balances = [locking('north', 3, 'v1'), locking('south', 3, 'v1')];
    const unlocked = lineOf('v2', { warehouse: 'north' });
    expect(placedIn(balances, [lineOf('v1', { units: 4 }), unlocked])).toMatchObject({
      north: ['1 of v2', '3 of v1'],
      south: ['1 of v1'],
    });
  });

  it('leaves to what surely stands in a balance its room', () => {
    const named = lineOf('v2', { warehouse: 'north', units: 2 });
    const balances = [locking('north', 3, 'v1', 'v2'), locking('south', 4, 'v1')];
    expect(placedIn(balances, [named, lineOf('v1', { units: 5 })])).toMatchObject({
      north: ['2 of v2', '1 of v1'],
      south: ['4 of v1'],
    });
  });

  it('gives a reservation out once, to the first line of its order', () => {
    const records = [reservationOf('v1', { warehouse: 'north', units: 2 })];
    const found = placedIn([north, south], [lineOf('v1', { units: 2 }), lineOf('v1')], records);
    expect(found).toMatchObject({ north: ['2 of v1'], open: ['1 of v1 by 0.5'] });
  });
});

describe('a lock', () => {
  it('stands in a list that names it, by the report or made of the order', () => {
    const locks = new Set(['00-v1']);
    expect(isLocked(lineOf('v1'), locks)).toBe(true);
    expect(isLocked(lineOf('v1', { lockId: null }), locks)).toBe(true);
    expect(isLocked(lineOf('v2'), locks)).toBe(false);
    expect(isLocked(lineOf('v1'), undefined)).toBe(false);
  });
});
