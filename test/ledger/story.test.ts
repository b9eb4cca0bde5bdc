import { describe, expect, it } from 'vitest';
import type { Trigger } from '../../src/ledger/diagnosis.js';
import { diagnoseSku } from '../../src/ledger/index.js';
import type { Balance, InventoryUpdate, OrderLine } from '../../src/ledger/records.js';
import {
  balanceOf,
  COVERAGE,
  daysAgo,
  habitsOf,
  lineOf,
  minutesAfter,
  otherWriter,
  recordsOf,
  triggeredWriter,
  updateOf,
} from './records.js';

function told(
  trigger: Trigger,
  inStock: number,
  lines: readonly OrderLine[],
  updates: readonly InventoryUpdate[],
  changes: Partial<Balance> = {},
) {
  const balance = balanceOf(inStock, lines, { updates, ...changes });
  const habits = habitsOf(triggeredWriter('erp', trigger), otherWriter('ana'));
  const [story] = diagnoseSku(recordsOf([balance], lines), habits, COVERAGE);
  if (story === undefined) throw new Error('There is no balance.');
  return story;
}

const DROPPED: Partial<Balance> = { reserved: 0, available: 3, locks: [] };

describe('a write-off', () => {
  it('is early while the order is ready for handling, and says so', () => {
    const order = lineOf('v1-01', { createdAt: daysAgo(2) });
    const at = minutesAfter(order.lastChangeAt ?? 0, 1);
    const story = told('ready', 3, [order], [updateOf('erp', at, 4, 3)]);
    expect(story.updates[0]?.takenOff).toEqual([
      {
        order: 'v1-01',
        units: 1,
        early: true,
        statusThen: 'ready-for-handling',
        statusThenCertain: true,
        hoursEarly: null,
      },
    ]);
    expect(story.reservations).toMatchObject([{ order: 'v1-01', state: 'pending', takenOffAt: at }]);
  });

  it('was early by the whole hours to Preparing Delivery, where that moment is known', () => {
    const order = lineOf('v1-01', { status: 'handling', createdAt: daysAgo(3), lastChangeAt: daysAgo(1) });
    const at = minutesAfter(order.authorizedAt ?? 0, 10);
    const story = told('authorized', 3, [order], [updateOf('erp', at, 4, 3)]);
    expect(story.updates[0]?.takenOff).toMatchObject([
      { early: true, hoursEarly: 47, statusThen: 'payment-approved', statusThenCertain: false },
    ]);
  });

  it('of an order not yet paid was early too', () => {
    const order = lineOf('v1-01', { createdAt: daysAgo(2), authorizedAt: daysAgo(1) });
    const at = minutesAfter(daysAgo(2), 1);
    const story = told(
      'created',
      3,
      [{ ...order, lastChangeAt: daysAgo(0, -3) }],
      [updateOf('erp', at, 4, 3)],
    );
    expect(story.updates[0]?.takenOff).toMatchObject([
      { early: true, statusThen: 'payment-pending', statusThenCertain: true },
    ]);
  });

  it('at the invoice is not early, and its reservation was dropped by then', () => {
    const order = lineOf('v1-01', { status: 'invoiced', createdAt: daysAgo(4), lastChangeAt: daysAgo(2) });
    const at = minutesAfter(daysAgo(2), 1);
    const story = told('invoiced', 3, [order], [updateOf('erp', at, 4, 3)], DROPPED);
    expect(story.updates[0]?.takenOff).toMatchObject([
      { early: false, hoursEarly: null, statusThen: 'invoiced', statusThenCertain: true },
    ]);
    expect(story).toMatchObject({ notTakenOff: [], reservations: [] });
  });

  it('is told once for an order with several rows of the SKU', () => {
    const rows = [
      lineOf('v1-01', { createdAt: daysAgo(2) }),
      lineOf('v1-01', { units: 2, createdAt: daysAgo(2) }),
    ];
    const at = minutesAfter(rows[0]?.authorizedAt ?? 0, 1);
    const story = told('authorized', 1, rows, [updateOf('erp', at, 4, 1)], { locks: ['00-v1-01'] });
    expect(story.updates[0]?.takenOff).toMatchObject([{ order: 'v1-01', units: 3 }]);
    expect(story.reservations).toMatchObject([{ order: 'v1-01', units: 3, takenOffAt: at }]);
  });
});

describe('phantom stock', () => {
  it('names the orders that left the shelf and were taken off nowhere', () => {
    const order = lineOf('v1-01', { status: 'handling', createdAt: daysAgo(4), lastChangeAt: daysAgo(2) });
    const story = told('invoiced', 7, [order], [updateOf('ana', daysAgo(1), 3, 7)], {
      ...DROPPED,
      available: 7,
    });
    expect(story.notTakenOff).toEqual([{ order: 'v1-01', units: 1, status: 'handling' }]);
    expect(story.updates).toMatchObject([{ received: 4, dropped: [{ order: 'v1-01', units: 1 }] }]);
    expect(story).toMatchObject({ lateWriteOffs: 1, corrected: 6 });
  });
});

describe('the reservations of a balance', () => {
  it('are listed from the oldest, with the status of each', () => {
    const lines = [
      lineOf('v2-01', { createdAt: daysAgo(1), status: 'payment-approved' }),
      lineOf('v1-01', { createdAt: daysAgo(3) }),
      lineOf('v3-01', { createdAt: daysAgo(2), status: 'handling', lastChangeAt: daysAgo(1) }),
    ];
    const story = told('handling', 9, lines, []);
    expect(story.reservations.map(({ order, state, status }) => [order, state, status])).toEqual([
      ['v1-01', 'pending', 'ready-for-handling'],
      ['v3-01', 'acknowledged', 'handling'],
      ['v2-01', 'pending', 'payment-approved'],
    ]);
  });
});

describe('a reservation to be cancelled', () => {
  it('is named by its lock, also where the order names none', () => {
    const order = lineOf('v1-01', { lockId: null, status: 'invoiced', lastChangeAt: daysAgo(3) });
    const story = told('authorized', 3, [order], [updateOf('erp', daysAgo(1), 2, 3)], {
      reserved: 1,
      available: 2,
      locks: ['00-v1-01'],
    });
    expect(story.reservations).toMatchObject([{ state: 'ghost', lockId: '00-v1-01' }]);
  });

  it('explains what still counts although its order was taken off in Preparing Delivery', () => {
    const handlingAt = daysAgo(3);
    const order = lineOf('v1-01', { status: 'invoiced', createdAt: daysAgo(5), handlingAt });
    const at = minutesAfter(handlingAt, 1);
    const story = told('handling', 3, [order], [updateOf('erp', at, 4, 3)], {
      reserved: 1,
      available: 2,
      locks: [],
    });
    expect(story).toMatchObject({ earlyWriteOffs: 1, corrected: 3 });
    expect(story.causes).toEqual([{ code: 'ghost-reservation', units: 1 }]);
  });
});

describe('orders that exceed the stock', () => {
  it('are named from the newest, with the units each lacks', () => {
    const lines = [3, 2, 1].map((days, index) =>
      lineOf(`v${index}-01`, { units: 2, createdAt: daysAgo(days) }),
    );
    const story = told('handling', 3, lines, []);
    expect(story).toMatchObject({ oversold: 3, corrected: 3, unblocked: 6 });
    expect(story.unserved.map(({ order, units }) => [order, units])).toEqual([
      ['v2-01', 2],
      ['v1-01', 1],
    ]);
  });
});

describe('what is advised', () => {
  it('says that a count will not last while its writer takes units off early', () => {
    const order = lineOf('v1-01');
    const at = minutesAfter(order.authorizedAt ?? 0, 1);
    const story = told('authorized', 3, [order], [updateOf('erp', at, 4, 3)]);
    expect(story.notes).toContainEqual({
      code: 'count-will-not-last',
      values: { author: 'erp', candidates: ['authorized'] },
    });
  });

  it('says that nothing is left to mend in a writer whose early trigger ended', () => {
    const order = lineOf('v1-01', { createdAt: daysAgo(12) });
    const until = daysAgo(5);
    const mended = triggeredWriter('erp', 'handling', {
      earlier: {
        trigger: 'authorized',
        candidates: ['authorized'],
        from: daysAgo(6),
        until,
        follows: 'orders',
        decrements: 90,
        matched: 90,
        expectedByChance: 8,
      },
    });
    const updates = [updateOf('erp', minutesAfter(order.authorizedAt ?? 0, 1), 4, 3)];
    const balance = balanceOf(3, [order], { updates });
    const [story] = diagnoseSku(recordsOf([balance], [order]), habitsOf(mended), COVERAGE);
    expect(story).toMatchObject({ earlyWriteOffs: 1 });
    expect(story?.notes).toContainEqual({
      code: 'trigger-mended',
      values: { author: 'erp', trigger: 'authorized', until },
    });
    expect(story?.notes.map(({ code }) => code)).not.toContain('count-will-not-last');
  });

  it('says that a count will not last while a person lowers it for pending orders', () => {
    const order = lineOf('v1-01');
    const person = triggeredWriter('ana', 'authorized', { habit: 'early-person' });
    const shown = { ...person, trigger: null, candidates: [] };
    const updates = [updateOf('ana', minutesAfter(order.authorizedAt ?? 0, 1), 4, 3)];
    const balance = balanceOf(3, [order], { updates });
    const habits = { ...habitsOf(person), writers: [shown] };
    const [story] = diagnoseSku(recordsOf([balance], [order]), habits, COVERAGE);
    expect(story?.notes).toContainEqual({ code: 'count-will-not-last', values: { author: 'ana' } });
  });

  it('names the orders of an unknown status', () => {
    const order = lineOf('v1-01', { status: 'em-transito' });
    const story = told('handling', 3, [order], []);
    expect(story).toMatchObject({ undetermined: 1, pending: 0 });
    expect(story.notes).toContainEqual({
      code: 'unknown-status',
      values: { status: 'em-transito', orders: ['v1-01'] },
    });
  });
});
