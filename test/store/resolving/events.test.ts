import { describe, expect, it } from 'vitest';
import { event, inventory, reservation, storeOfRows, update } from '../rows.js';

const balance = inventory({ sku: '1', inStock: 5, reserved: 1 });

describe('events of a balance', () => {
  it('become updates from what the event before left to what each left', () => {
    const store = storeOfRows({
      i: [balance],
      e: [
        event({ sku: '1', at: 10, quantity: 9, reserved: 0, author: 'erp' }),
        event({ sku: '1', at: 20, quantity: 9, reserved: 1, event: 'reservation-create' }),
        event({ sku: '1', at: 30, quantity: 7, reserved: 1, author: 'erp' }),
        event({ sku: '1', at: 40, quantity: 7, reserved: 0, author: 'erp' }),
      ],
    });
    const [found] = store.sku('1')?.balances ?? [];
    expect(found?.updates).toEqual([
      { at: 30, author: 'erp', before: 9, after: 7, reserved: 1 },
      { at: 40, author: 'erp', before: 7, after: 7, reserved: 0 },
    ]);
    expect(found?.logFrom).toBe(10);
    expect(store.coverage()).toMatchObject({ updatesFrom: 10, updatesTo: 40 });
  });

  it('leave a gap where a reservation finds another count than the update before left', () => {
    const store = storeOfRows({
      i: [balance],
      e: [
        event({ sku: '1', at: 10, quantity: 9 }),
        event({ sku: '1', at: 20, quantity: 8 }),
        event({ sku: '1', at: 30, quantity: 6, event: 'reservation-create' }),
        event({ sku: '1', at: 40, quantity: 5 }),
      ],
    });
    expect(store.sku('1')?.balances[0]?.updates.map(({ before, after }) => [before, after])).toEqual([
      [9, 8],
      [6, 5],
    ]);
  });

  it('count once that stand in two files, or twice in one', () => {
    const first = event({ sku: '1', at: 10, quantity: 9 });
    const second = event({ sku: '1', at: 20, quantity: 9 });
    const store = storeOfRows({ i: [balance], a: [first, second, second], b: [second] });
    expect(store.sku('1')?.balances[0]?.updates).toHaveLength(1);
    expect(store.files().map(({ duplicates }) => duplicates)).toEqual([0, 1, 1]);
  });

  it('of one instant come in the order of a file, whichever end it begins at', () => {
    const events = [
      event({ sku: '1', at: 10, quantity: 9 }),
      event({ sku: '1', at: 20, quantity: 4 }),
      event({ sku: '1', at: 20, quantity: 6 }),
      event({ sku: '1', at: 30, quantity: 1 }),
    ];
    for (const rows of [events, events.toReversed()]) {
      const store = storeOfRows({ i: [balance], e: rows });
      expect(store.sku('1')?.balances[0]?.updates.map(({ before, after }) => [before, after])).toEqual([
        [9, 4],
        [4, 6],
        [6, 1],
      ]);
    }
  });

  it('are believed rather than a plain log of the same time, which reaches back further', () => {
    const store = storeOfRows({
      i: [balance],
      u: [
        update({ sku: '1', at: 5, before: 12, after: 11 }),
        update({ sku: '1', at: 10, before: 11, after: 9 }),
        update({ sku: '1', at: 21, before: 9, after: 7 }),
        update({ sku: '2', at: 21, before: 9, after: 7 }),
      ],
      e: [event({ sku: '1', at: 10, quantity: 9 }), event({ sku: '1', at: 22, quantity: 7 })],
    });
    const [found] = store.sku('1')?.balances ?? [];
    expect(found?.updates.map(({ at, before, after }) => [at, before, after])).toEqual([
      [5, 12, 11],
      [10, 11, 9],
      [22, 9, 7],
    ]);
    expect(found?.logFrom).toBe(null);
    expect(store.files()[1]?.duplicates).toBe(1);
    expect(store.counts().updates).toBe(4);
  });
});

describe('reservations that events tell', () => {
  it('have the units by which reserved grew, and are cancelled by their id', () => {
    const store = storeOfRows({
      i: [balance],
      e: [
        event({ sku: '1', at: 10, quantity: 9, reserved: 2 }),
        event({
          sku: '1',
          at: 20,
          quantity: 9,
          reserved: 5,
          event: 'reservation-create',
          reservationId: '00-a',
        }),
        event({
          sku: '1',
          at: 25,
          quantity: 9,
          reserved: 6,
          event: 'reservation-create',
          reservationId: '00-a',
        }),
        event({
          sku: '1',
          at: 30,
          quantity: 9,
          reserved: 7,
          event: 'reservation-create',
          reservationId: '00-b',
        }),
        event({
          sku: '1',
          at: 40,
          quantity: 9,
          reserved: 6,
          event: 'reservation-cancel',
          reservationId: '00-b',
        }),
        event({
          sku: '1',
          at: 50,
          quantity: 9,
          reserved: 6,
          event: 'reservation-create',
          reservationId: '00-c',
        }),
      ],
    });
    const none = { sku: '1', warehouse: 'w', confirmedAt: null, acknowledgedAt: null };
    expect(store.sku('1')?.reservations).toEqual([
      { ...none, lockId: '00-a', units: 4, status: null, createdAt: 20, canceledAt: null },
      { ...none, lockId: '00-b', units: 1, status: 'canceled', createdAt: 30, canceledAt: 40 },
    ]);
  });

  it('fill in what a list of reservations leaves open', () => {
    const store = storeOfRows({
      i: [balance, inventory({ sku: '1', warehouse: 'v', inStock: 1, reserved: 0 })],
      r: [reservation({ lockId: '00-a', sku: '1', units: 3, acknowledgedAt: 60 })],
      e: [
        event({ sku: '1', at: 10, quantity: 9, reserved: 0 }),
        event({
          sku: '1',
          at: 20,
          quantity: 9,
          reserved: 2,
          event: 'reservation-create',
          reservationId: '00-a',
        }),
      ],
    });
    expect(store.sku('1')?.reservations).toMatchObject([
      { lockId: '00-a', warehouse: 'w', units: 3, status: 'confirmed', createdAt: 20, acknowledgedAt: 60 },
    ]);
    expect(store.counts().reservations).toBe(1);
  });
});
