/** What VTEX itself says of single reservations, taken apart: which count at T, where each stands, what each makes known. */
import { describe, expect, it } from 'vitest';
import type { ReservationRecord } from '../../src/ledger/records.js';
import {
  lineFrom,
  located,
  lockIdsOf,
  locksFrom,
  phaseBy,
  RecordedUnits,
  stateAt,
  withDatesOf,
} from '../../src/ledger/reservations.js';
import { balanceOf, daysAgo, EXPORTED_AT, lineOf, reservationOf } from './records.js';

describe('a reservation of the moment of the export', () => {
  it.each([
    ['acknowledged', { acknowledgedAt: EXPORTED_AT }, 'acknowledged'],
    ['canceled', { canceledAt: EXPORTED_AT }, 'ended'],
    ['canceled', { canceledAt: daysAgo(-1), acknowledgedAt: EXPORTED_AT }, 'acknowledged'],
    ['canceled', { canceledAt: daysAgo(-2), acknowledgedAt: daysAgo(-1) }, 'pending'],
  ] as const)('has come by then what came at that very moment: %s with %o was %s', (status, dates, state) => {
    expect(stateAt(reservationOf('v1', { status, ...dates }), EXPORTED_AT)).toBe(state);
  });

  it.each([
    ['acknowledged', { acknowledgedAt: daysAgo(1) }, 'acknowledged'],
    ['acknowledged', {}, 'acknowledged'],
    ['canceled', { canceledAt: daysAgo(1) }, 'ended'],
    ['confirmed', {}, 'pending'],
  ] as const)('is what it is now where that moment is unknown: %s with %o is %s', (status, dates, state) => {
    expect(stateAt(reservationOf('v1', { status, ...dates }), null)).toBe(state);
  });
});

describe('a reservation that names no warehouse', () => {
  const nameless = reservationOf('v1', { warehouse: null });
  const holding = (warehouse: string, locks: readonly string[] | null) =>
    balanceOf(5, [], { warehouse, reserved: 1, available: 4, locks });
  const warehouseIn = (...balances: ReturnType<typeof holding>[]) =>
    located([nameless], balances).map(({ warehouse }) => warehouse);

  it('stands in the only balance of its SKU, whatever locks that has', () => {
    expect(warehouseIn(holding('north', null))).toEqual(['north']);
    expect(warehouseIn(holding('north', ['00-other']))).toEqual(['north']);
  });

  it('stands in the only balance that has its lock', () => {
    expect(warehouseIn(holding('north', null), holding('south', ['00-v1']))).toEqual(['south']);
  });

  it('stands nowhere known where no balance has its lock, or several have', () => {
    expect(warehouseIn(holding('north', null), holding('south', ['00-v2']))).toEqual([null]);
    expect(warehouseIn(holding('north', ['00-v1']), holding('south', ['00-v1']))).toEqual([null]);
  });

  it('is never moved from the warehouse that it does name', () => {
    const named = reservationOf('v1', { warehouse: 'south' });
    expect(located([named], [holding('north', ['00-v1'])])).toEqual([named]);
  });
});

describe('the lock list that reservations stand for', () => {
  const listOf = (
    records: readonly ReservationRecord[],
    reserved: number,
    lastUpdate: number | null = null,
    at: number | null = EXPORTED_AT,
  ) => locksFrom(records, balanceOf(5, [], { reserved, locks: null }), at, lastUpdate);

  it('has those of this warehouse only', () => {
    const records = [reservationOf('v1'), reservationOf('v2', { warehouse: 'north' })];
    expect(listOf(records, 1)).toEqual(['00-v1']);
    expect(listOf(records, 2)).toBeNull();
  });

  it('has those placed by the moment of the export, and those nobody knows when', () => {
    const records = [
      reservationOf('v1', { createdAt: EXPORTED_AT }),
      reservationOf('v2', { createdAt: null }),
      reservationOf('v3', { createdAt: daysAgo(-1) }),
    ];
    expect(listOf(records, 2)).toEqual(['00-v1', '00-v2']);
  });

  it('has all that count now where the moment of the export is unknown', () => {
    const records = [
      reservationOf('v1', { createdAt: daysAgo(-1) }),
      reservationOf('v2', { createdAt: null }),
    ];
    expect(listOf(records, 2, null, null)).toEqual(['00-v1', '00-v2']);
  });

  it('has acknowledged ones that no update has dropped', () => {
    const acknowledged = (order: string, acknowledgedAt: number | null) =>
      reservationOf(order, { status: 'acknowledged', acknowledgedAt });
    const records = [
      acknowledged('v1', daysAgo(1)),
      acknowledged('v2', daysAgo(3)),
      acknowledged('v3', null),
    ];
    expect(listOf(records, 3)).toEqual(['00-v1', '00-v2', '00-v3']);
    // An update drops what was acknowledged by its own moment; one acknowledged nobody knows when is not trusted.
    expect(listOf(records, 1, daysAgo(2))).toEqual(['00-v1']);
    expect(listOf(records, 1, daysAgo(3))).toEqual(['00-v1']);
  });

  it('has none that ended, that was never acknowledged, or of which nothing is said', () => {
    const records = (['canceled', 'aborted', 'not-committed'] as const).map((status) =>
      reservationOf(status, { status }),
    );
    expect(listOf(records, 0)).toEqual([]);
  });

  it('has a lock once, though it holds units in two rows', () => {
    expect(listOf([reservationOf('v1'), reservationOf('v1', { units: 2 })], 3)).toEqual(['00-v1']);
  });
});

describe('an order line beside its reservation', () => {
  it('keeps its own dates, and takes those it lacks', () => {
    const record = reservationOf('v1', { acknowledgedAt: daysAgo(1) });
    const dated = lineOf('v1', { createdAt: daysAgo(4), handlingAt: daysAgo(3) });
    expect(withDatesOf(dated, record)).toEqual(dated);
    const undated = { ...dated, createdAt: null, authorizedAt: null, handlingAt: null };
    expect(withDatesOf(undated, record)).toMatchObject({
      createdAt: record.createdAt,
      authorizedAt: record.confirmedAt,
      handlingAt: record.acknowledgedAt,
    });
    expect(withDatesOf(undated, null)).toBe(undated);
  });
});

describe('a reservation whose order is not exported', () => {
  it('is a line of no known status, last changed when the last of its dates came', () => {
    const record = reservationOf('v9-00-01', { units: 2, acknowledgedAt: daysAgo(1), canceledAt: null });
    expect(lineFrom(record)).toEqual({
      ...lineOf('v9-00-01', { units: 2, status: '', warehouse: 'main', createdAt: daysAgo(2) }),
      authorizedAt: record.confirmedAt,
      lastChangeAt: daysAgo(1),
      handlingAt: daysAgo(1),
    });
  });

  it('was never seen to change where it has no dates', () => {
    const record = reservationOf('v9', { createdAt: null, confirmedAt: null });
    expect(lineFrom(record).lastChangeAt).toBeNull();
  });

  it('is called by its lock without the mark of a lock, and only that at its beginning', () => {
    expect(lineFrom(reservationOf('v9', { lockId: 'm00-v9' })).order).toBe('m00-v9');
  });
});

describe('what a reservation says over the status of its order', () => {
  it.each([
    ['acknowledged', 'confirmed', 'acknowledged'],
    ['acknowledged', 'undetermined', 'acknowledged'],
    ['acknowledged', 'closed', 'closed'],
    ['pending', 'undetermined', 'confirmed'],
    ['pending', 'unknown', 'confirmed'],
    ['pending', 'authorized', 'authorized'],
    ['pending', 'acknowledged', 'acknowledged'],
    ['pending', 'closed', 'closed'],
    ['ended', 'confirmed', 'confirmed'],
    ['ended', 'unknown', 'unknown'],
    [null, 'undetermined', 'undetermined'],
  ] as const)('it was %s: an order that is %s counts as %s', (state, phase, expected) => {
    expect(phaseBy(state, phase)).toBe(expected);
  });
});

describe('the units of reservations', () => {
  const line = lineOf('v1', { units: 5 });
  const both = new Set(['north', 'south']);
  const partsOf = (recorded: RecordedUnits, units: number, warehouses: ReadonlySet<string> = both) =>
    recorded.take(line, units, warehouses).map((part) => [part.record.warehouse, part.units]);

  it('are given out once, part by part', () => {
    const recorded = new RecordedUnits([
      reservationOf('v1', { warehouse: 'north', units: 2 }),
      reservationOf('v1', { warehouse: 'south', units: 3 }),
    ]);
    expect(partsOf(recorded, 3)).toEqual([
      ['north', 2],
      ['south', 1],
    ]);
    expect(partsOf(recorded, 3)).toEqual([['south', 2]]);
    expect(partsOf(recorded, 3)).toEqual([]);
  });

  it('are no more than the line asks for', () => {
    const recorded = new RecordedUnits([
      reservationOf('v1', { warehouse: 'north', units: 2 }),
      reservationOf('v1', { warehouse: 'south', units: 3 }),
    ]);
    expect(partsOf(recorded, 2)).toEqual([['north', 2]]);
  });

  it('are those in the warehouses that stock the SKU', () => {
    const recorded = new RecordedUnits([
      reservationOf('v1', { warehouse: null }),
      reservationOf('v1', { warehouse: 'west' }),
      reservationOf('v1', { warehouse: 'south' }),
    ]);
    expect(partsOf(recorded, 3)).toEqual([['south', 1]]);
  });

  it('are first those that stand: an order may have been moved to another warehouse', () => {
    const moved = [
      reservationOf('v1', { warehouse: 'north', status: 'canceled' }),
      reservationOf('v1', { warehouse: 'south' }),
    ];
    expect(partsOf(new RecordedUnits(moved), 1)).toEqual([['south', 1]]);
    expect(partsOf(new RecordedUnits([...moved].reverse()), 1)).toEqual([['south', 1]]);
  });

  it('may be told of without a warehouse', () => {
    const nameless = reservationOf('v1', { warehouse: null });
    const placed = reservationOf('v1', { warehouse: 'south' });
    expect(new RecordedUnits([placed, nameless]).unplaced(line)).toBe(nameless);
    expect(new RecordedUnits([placed]).unplaced(line)).toBeNull();
    expect(new RecordedUnits([]).unplaced(line)).toBeNull();
  });
});

describe('the lock of a line', () => {
  it('is the one that its export names; else it is made of the order, or the order itself', () => {
    expect(lockIdsOf(lineOf('v1', { lockId: '77-other' }))).toEqual(['77-other']);
    expect(lockIdsOf(lineOf('v1', { lockId: null }))).toEqual(['00-v1', 'v1']);
  });
});
