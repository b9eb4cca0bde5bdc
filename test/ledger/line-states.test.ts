/** What one line is at T, taken apart: by its order, its reservation, the feed, and what its lock says. */
import { describe, expect, it } from 'vitest';
import {
  lineOf as asLine,
  asOfT,
  type Frame,
  lineOfRecord,
  narrowedByLock,
} from '../../src/ledger/lines/states.js';
import type { Moments } from '../../src/ledger/moments.js';
import type { Placed } from '../../src/ledger/places.js';
import type { OrderLine, ReservationRecord } from '../../src/ledger/records.js';
import { changesOf, daysAgo, EXPORTED_AT, lineOf, minutesAfter, reservationOf } from './records.js';

const FRAME: Frame = { at: EXPORTED_AT, latest: EXPORTED_AT, earliest: daysAgo(30), lastUpdate: null };
const updatedOn = (from: number, to = from): Frame => ({ ...FRAME, lastUpdate: { from, to } });

const placed = (
  changes: Partial<OrderLine>,
  record: ReservationRecord | null = null,
  more: Partial<Placed> = {},
): Placed => {
  const line = lineOf('v1', { createdAt: daysAgo(6), lastChangeAt: daysAgo(3), ...changes });
  return { line, units: line.units, share: 1, record, ...more };
};

/** The line at T; its lock stands unless told otherwise. */
const readAs = (
  what: Placed,
  {
    frame = FRAME,
    counts = true,
    lockTells = true,
  }: { frame?: Frame; counts?: boolean; lockTells?: boolean } = {},
) => asLine(asOfT(what, frame.at), counts, lockTells, frame);

const stateOf = (...what: Parameters<typeof readAs>) => readAs(...what).state;

/** Paid, then cancelled: it never came to Preparing Delivery. */
const NEVER_HANDLED = changesOf(
  [daysAgo(5), 'payment-approved'],
  [daysAgo(4), 'request-cancel'],
  [daysAgo(3), 'canceled'],
);

describe('a line at T', () => {
  it('is told with what its order says', () => {
    const what = placed(
      { status: 'handling', units: 5, kit: 'KIT', changes: changesOf([daysAgo(3), 'handling']) },
      null,
      { units: 2, share: 0.5 },
    );
    expect(readAs(what)).toMatchObject({
      order: 'v1',
      lockId: '00-v1',
      units: 2,
      share: 0.5,
      status: 'handling',
      source: 'order',
      kit: 'KIT',
      changes: [{ status: 'handling' }],
      phase: 'acknowledged',
      createdAt: daysAgo(6),
      lastChangeAt: daysAgo(3),
      state: 'acknowledged',
      gone: true,
      isOutdated: false,
    });
  });

  it('is known no better where the order was seen open only before T', () => {
    for (const status of ['order-created', 'payment-pending', 'ready-for-handling'])
      expect(readAs(placed({ status, isOutdated: true }))).toMatchObject({
        phase: 'undetermined',
        state: 'undetermined',
        lastChangeAt: null,
        isOutdated: true,
      });
  });

  it.each([
    ['that is over', placed({ status: 'canceled', isOutdated: true }), 'closed'],
    ['that was in Preparing Delivery', placed({ status: 'handling', isOutdated: true }), 'acknowledged'],
    ['of which nothing is known', placed({ status: 'em-transito', isOutdated: true }), 'unknown'],
    [
      'that the feed follows',
      placed({
        status: 'payment-approved',
        isOutdated: true,
        changes: changesOf([daysAgo(4), 'payment-approved']),
      }),
      'confirmed',
    ],
    [
      'whose reservation is known',
      placed({ status: 'payment-approved', isOutdated: true }, reservationOf('v1')),
      'confirmed',
    ],
  ] as const)('is what it was, though seen before T, where the order is one %s', (_, what, phase) => {
    expect(readAs(what)).toMatchObject({ phase, isOutdated: false, lastChangeAt: daysAgo(3) });
  });

  it('has the dates that only its reservation knows', () => {
    const record = reservationOf('v1', { status: 'acknowledged', acknowledgedAt: daysAgo(2) });
    expect(readAs(placed({ status: 'ready-for-handling' }, record)).moments.handling).toMatchObject({
      from: daysAgo(2),
      to: daysAgo(2),
    });
  });
});

describe('a line that counts as reserved', () => {
  it('is what VTEX says of its reservation, whatever the status', () => {
    const acknowledged = reservationOf('v1', { status: 'acknowledged', acknowledgedAt: daysAgo(1) });
    expect(stateOf(placed({ status: 'ready-for-handling' }, acknowledged))).toBe('acknowledged');
    expect(stateOf(placed({ status: 'canceled' }, acknowledged))).toBe('acknowledged');
    const pending = reservationOf('v1');
    expect(stateOf(placed({ status: 'request-cancel' }, pending))).toBe('pending');
    expect(stateOf(placed({ status: 'em-transito' }, pending))).toBe('pending');
  });

  it('is acknowledged by its reservation, though its order is over and an update has come since', () => {
    const acknowledged = reservationOf('v1', { status: 'acknowledged', acknowledgedAt: daysAgo(4) });
    const frame = updatedOn(daysAgo(1));
    expect(stateOf(placed({ status: 'canceled' }, acknowledged), { frame })).toBe('acknowledged');
    expect(stateOf(placed({ status: 'invoiced' }, acknowledged), { frame })).toBe('acknowledged');
  });

  it('is acknowledged by a start of Preparing Delivery where T is unknown', () => {
    const started = { status: 'handling', handlingAt: daysAgo(1) };
    expect(stateOf(placed(started), { frame: { ...FRAME, at: null } })).toBe('acknowledged');
  });

  it('is a ghost where its reservation still waits and its order is over', () => {
    const pending = reservationOf('v1');
    expect(stateOf(placed({ status: 'invoiced' }, pending))).toBe('ghost');
    expect(stateOf(placed({ status: 'canceled' }, pending))).toBe('ghost');
  });

  it('cannot be told where its reservation still waits and its order has just been picked', () => {
    expect(stateOf(placed({ status: 'handling' }, reservationOf('v1')))).toBe('undetermined');
    const startedThen = { status: 'handling', handlingAt: EXPORTED_AT };
    expect(stateOf(placed(startedThen, reservationOf('v1')))).toBe('undetermined');
  });

  it('is pending where its reservation still waits and its order went on after T', () => {
    const after = { lastChangeAt: EXPORTED_AT + 1 };
    expect(stateOf(placed({ status: 'handling', ...after }, reservationOf('v1')))).toBe('pending');
    expect(stateOf(placed({ status: 'canceled', ...after }, reservationOf('v1')))).toBe('pending');
    const started = { status: 'handling', handlingAt: EXPORTED_AT + 1 };
    expect(stateOf(placed(started, reservationOf('v1')))).toBe('pending');
  });

  it('cannot be told, where T is unknown, from a start of Preparing Delivery', () => {
    const started = { status: 'handling', handlingAt: daysAgo(1) };
    expect(stateOf(placed(started, reservationOf('v1')), { frame: { ...FRAME, at: null } })).toBe(
      'undetermined',
    );
  });

  it.each([
    ['handling', 'undetermined'],
    ['invoiced', 'undetermined'],
    ['canceled', 'undetermined'],
    ['em-transito', 'undetermined'],
    ['order-created', 'pending'],
    ['payment-pending', 'pending'],
    ['ready-for-handling', 'pending'],
  ])(
    'whose order changed after T is told only where that is before Preparing Delivery: %s',
    (status, state) => {
      expect(stateOf(placed({ status, lastChangeAt: EXPORTED_AT + 1 }))).toBe(state);
    },
  );

  it('whose order changed at T itself had changed', () => {
    expect(stateOf(placed({ status: 'handling', lastChangeAt: EXPORTED_AT }))).toBe('acknowledged');
  });

  it('goes by the start of Preparing Delivery, whatever changed after T', () => {
    const later = { lastChangeAt: EXPORTED_AT + 1 };
    expect(stateOf(placed({ status: 'handling', ...later, handlingAt: EXPORTED_AT + 1 }))).toBe('pending');
    expect(stateOf(placed({ status: 'handling', ...later, handlingAt: EXPORTED_AT }))).toBe('acknowledged');
    expect(stateOf(placed({ status: 'handling', ...later, handlingAt: daysAgo(1) }))).toBe('acknowledged');
  });

  it('is acknowledged by an order in Preparing Delivery, whatever updates have come', () => {
    expect(stateOf(placed({ status: 'handling' }), { frame: updatedOn(daysAgo(1)) })).toBe('acknowledged');
    expect(stateOf(placed({ status: 'invoice' }), { frame: updatedOn(daysAgo(1)) })).toBe('acknowledged');
  });

  it.each(['invoiced', 'canceled'])(
    'is a ghost from the first update after its order was over: %s',
    (status) => {
      const over = placed({ status, lastChangeAt: daysAgo(3) });
      expect(stateOf(over)).toBe('acknowledged');
      expect(stateOf(over, { frame: updatedOn(daysAgo(3) - 1) })).toBe('acknowledged');
      expect(stateOf(over, { frame: updatedOn(daysAgo(3)) })).toBe('ghost');
      expect(stateOf(over, { frame: updatedOn(daysAgo(3) - 1, daysAgo(1)) })).toBe('acknowledged');
    },
  );

  it('goes by the invoice where its moment is known', () => {
    const invoiced = placed({ status: 'invoiced', invoicedAt: daysAgo(4), lastChangeAt: daysAgo(2) });
    expect(stateOf(invoiced, { frame: updatedOn(daysAgo(3)) })).toBe('ghost');
    expect(stateOf(invoiced, { frame: updatedOn(daysAgo(5)) })).toBe('acknowledged');
    const cancelled = placed({ status: 'canceled', invoicedAt: daysAgo(4), lastChangeAt: daysAgo(2) });
    expect(stateOf(cancelled, { frame: updatedOn(daysAgo(3)) })).toBe('acknowledged');
  });

  it('is acknowledged where nobody knows when its order was over', () => {
    const over = placed({ status: 'canceled', lastChangeAt: null });
    expect(stateOf(over, { frame: updatedOn(daysAgo(1)) })).toBe('acknowledged');
  });

  it('is a ghost where its order never came to Preparing Delivery, without any update', () => {
    expect(stateOf(placed({ status: 'canceled', changes: NEVER_HANDLED }))).toBe('ghost');
    expect(stateOf(placed({ status: 'handling', changes: NEVER_HANDLED.slice(0, 1) }))).toBe('acknowledged');
  });
});

describe('units that have left the shelf', () => {
  const goneOf = (...what: Parameters<typeof readAs>) => readAs(...what).gone;
  const UNCOUNTED = { counts: false };

  it('are those of every reservation but a pending one', () => {
    expect(goneOf(placed({ status: 'ready-for-handling' }))).toBe(false);
    expect(goneOf(placed({ status: 'handling' }))).toBe(true);
    expect(goneOf(placed({ status: 'canceled' }))).toBe(true);
    expect(goneOf(placed({ status: 'request-cancel' }))).toBe(true);
  });

  it.each([
    ['ready-for-handling', false],
    ['handling', true],
    ['invoiced', true],
    ['request-cancel', true],
    ['canceled', false],
    ['em-transito', false],
  ])('are without a reservation those of an order in or after Preparing Delivery: %s', (status, gone) => {
    expect(readAs(placed({ status }), UNCOUNTED)).toMatchObject({ state: null, gone });
  });

  it('are not known to be those of an order that changed after T, unless its reservation tells', () => {
    const later = { status: 'handling', lastChangeAt: EXPORTED_AT + 1 };
    expect(goneOf(placed(later), UNCOUNTED)).toBe(false);
    const record = reservationOf('v1', { status: 'acknowledged', acknowledgedAt: daysAgo(1) });
    expect(goneOf(placed(later, record), UNCOUNTED)).toBe(true);
  });

  it('are told as they stand where T is unknown', () => {
    const later = { status: 'handling', lastChangeAt: EXPORTED_AT + 1 };
    expect(goneOf(placed(later), { ...UNCOUNTED, frame: { ...FRAME, at: null } })).toBe(true);
  });
});

describe('a reservation whose order is not exported', () => {
  const told = (changes: Partial<ReservationRecord>, frame: Frame = FRAME) =>
    lineOfRecord(reservationOf('v1', { units: 3, ...changes }), frame);

  it('is told with what is known of it', () => {
    expect(told({})).toMatchObject({
      order: 'v1',
      lockId: '00-v1',
      units: 3,
      status: null,
      source: 'reservation',
      kit: null,
      isOutdated: false,
      changes: [],
      phase: 'confirmed',
      createdAt: daysAgo(2),
      lastChangeAt: minutesAfter(daysAgo(2), 5),
      share: 1,
      state: 'pending',
      gone: false,
    });
  });

  it('awaits its payment until it is confirmed', () => {
    expect(told({ status: 'authorized', confirmedAt: null })).toMatchObject({
      phase: 'authorized',
      state: 'pending',
    });
  });

  it('is acknowledged from that moment on', () => {
    const acknowledged = { status: 'acknowledged', acknowledgedAt: daysAgo(1) } as const;
    expect(told(acknowledged)).toMatchObject({
      phase: 'acknowledged',
      state: 'acknowledged',
      source: 'reservation',
      gone: true,
    });
    expect(told({ ...acknowledged, acknowledgedAt: EXPORTED_AT + 1 })).toMatchObject({ state: 'pending' });
  });

  it('cannot be told, and is no more than a lock, where it is said to have ended', () => {
    expect(told({ status: 'canceled', canceledAt: daysAgo(1) })).toMatchObject({
      state: 'undetermined',
      source: 'lock',
      phase: 'unknown',
      gone: true,
    });
  });

  it('came to its moments by T, not by its own last change', () => {
    expect(told({}).moments.ready).toMatchObject({ to: EXPORTED_AT });
  });

  it('was acknowledged after the last update while its lock stands', () => {
    const acknowledged = { status: 'acknowledged', acknowledgedAt: null } as const;
    expect(told(acknowledged, updatedOn(daysAgo(1))).moments.handling?.from).toBe(daysAgo(1));
  });
});

describe('what a lock says about time', () => {
  const between = (from: number, to: number) => ({ from: daysAgo(from), to: daysAgo(to), certain: true });
  const moments: Moments = {
    created: between(6, 6),
    authorized: between(5, 5),
    ready: between(5, 1),
    handling: between(5, 1),
    invoiced: null,
  };
  const update = { from: daysAgo(3), to: daysAgo(2) };

  it('is nothing without an update, of a ghost, or of what is pending', () => {
    expect(narrowedByLock(moments, 'acknowledged', 'acknowledged', null)).toBe(moments);
    expect(narrowedByLock(moments, null, 'acknowledged', null)).toBe(moments);
    for (const state of ['ghost', 'pending', 'undetermined'] as const)
      expect(narrowedByLock(moments, state, 'acknowledged', update)).toBe(moments);
    expect(narrowedByLock(moments, null, 'closed', update)).toBe(moments);
  });

  it('is that Preparing Delivery came after the last update, where the lock stands', () => {
    expect(narrowedByLock(moments, 'acknowledged', 'acknowledged', update)).toEqual({
      ...moments,
      handling: between(3, 1),
    });
  });

  it('is that Preparing Delivery came by the last update, and all before it, where the lock is gone', () => {
    expect(narrowedByLock(moments, null, 'acknowledged', update)).toEqual({
      ...moments,
      ready: between(5, 2),
      handling: between(5, 2),
    });
  });

  it('is no more than what is known of Preparing Delivery', () => {
    const sooner = { ...moments, handling: between(5, 4) };
    expect(narrowedByLock(sooner, null, 'acknowledged', update).ready).toEqual(between(5, 4));
    const none = { ...moments, handling: null };
    expect(narrowedByLock(none, null, 'acknowledged', update)).toEqual(none);
  });

  it('counts only where the list of locks is whole', () => {
    const what = placed({ status: 'invoiced', lastChangeAt: daysAgo(1) });
    const frame = updatedOn(daysAgo(2));
    expect(readAs(what, { frame, counts: false }).moments.handling?.to).toBe(daysAgo(2));
    expect(readAs(what, { frame, counts: false, lockTells: false }).moments.handling?.to).toBe(daysAgo(1));
  });
});
