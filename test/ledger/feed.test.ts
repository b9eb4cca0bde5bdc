import { describe, expect, it } from 'vitest';
import { asOf, neverHandled, phaseOfOrder, statusIn } from '../../src/ledger/feed.js';
import { diagnoseSku } from '../../src/ledger/index.js';
import { linesOfBalances } from '../../src/ledger/lines.js';
import { momentsOf } from '../../src/ledger/moments.js';
import type { StatusChange } from '../../src/ledger/records.js';
import {
  balanceOf,
  COVERAGE,
  changesOf,
  daysAgo,
  EXPORTED_AT,
  habitsOf,
  lineOf,
  minutesAfter,
  recordsOf,
  triggeredWriter,
  updateOf,
} from './records.js';

const WHOLE = changesOf(
  [daysAgo(6), 'payment-pending'],
  [daysAgo(5), 'payment-approved'],
  [daysAgo(4), 'ready-for-handling'],
  [daysAgo(3), 'handling'],
  [daysAgo(2), 'invoiced'],
);
const WITHOUT_HANDLING = changesOf(
  [daysAgo(6), 'payment-pending'],
  [daysAgo(5), 'payment-approved'],
  [daysAgo(4), 'ready-for-handling'],
  [daysAgo(2), 'invoiced'],
);
const invoiced = lineOf('v1-01', {
  status: 'invoiced',
  createdAt: daysAgo(6),
  lastChangeAt: daysAgo(1),
  changes: WHOLE,
});

describe('the moments of an order in the feed', () => {
  it('are exact', () => {
    const moments = momentsOf({ ...invoiced, authorizedAt: null }, daysAgo(30), EXPORTED_AT);
    const exactly = (at: number) => ({ from: at, to: at, certain: true });
    expect(moments).toMatchObject({
      authorized: exactly(daysAgo(5)),
      ready: exactly(daysAgo(4)),
      handling: exactly(daysAgo(3)),
      invoiced: exactly(daysAgo(2)),
    });
  });

  it('give way to the start of Preparing Delivery that the order itself states', () => {
    const moments = momentsOf({ ...invoiced, handlingAt: daysAgo(2, 1) }, daysAgo(30), EXPORTED_AT);
    expect(moments.handling).toMatchObject({ from: daysAgo(2, 1), to: daysAgo(2, 1) });
  });

  it('never come for an order cancelled before Preparing Delivery', () => {
    const changes = changesOf([daysAgo(6), 'payment-approved'], [daysAgo(5), 'canceled']);
    const cancelled = lineOf('v2-01', { status: 'canceled', lastChangeAt: daysAgo(5), changes });
    expect(momentsOf(cancelled, daysAgo(30), EXPORTED_AT)).toMatchObject({ ready: null, handling: null });
  });
});

describe('a feed without Preparing Delivery', () => {
  it('proves that it never came, where it is whole', () => {
    expect(neverHandled(WITHOUT_HANDLING)).toBe(true);
    expect(neverHandled(WHOLE)).toBe(false);
    expect(neverHandled([])).toBe(false);
  });

  it('proves nothing where it begins late or misses an entry', () => {
    expect(neverHandled(changesOf([daysAgo(2), 'invoiced']))).toBe(false);
    expect(neverHandled(WITHOUT_HANDLING.filter(({ status }) => status !== 'ready-for-handling'))).toBe(
      false,
    );
  });

  it('proves it from a first entry that comes from an early status', () => {
    expect(neverHandled([{ at: daysAgo(2), status: 'invoiced', from: 'ready-for-handling' }])).toBe(true);
  });
});

describe('an order that changed after the export', () => {
  it('is as it was then', () => {
    expect(asOf(invoiced, daysAgo(3, 5))).toMatchObject({
      status: 'handling',
      lastChangeAt: daysAgo(3),
      authorizedAt: minutesAfter(daysAgo(6), 5),
    });
    expect(asOf({ ...invoiced, handlingAt: daysAgo(3) }, daysAgo(4))).toMatchObject({
      status: 'ready-for-handling',
      handlingAt: null,
    });
  });

  it('was unpaid before the first entry that comes from there', () => {
    const changes: StatusChange[] = [{ at: daysAgo(1), status: 'payment-approved', from: 'payment-pending' }];
    const paid = lineOf('v1-01', { createdAt: daysAgo(3), lastChangeAt: daysAgo(1), changes });
    expect(asOf(paid, daysAgo(2))).toMatchObject({
      status: 'payment-pending',
      lastChangeAt: daysAgo(3),
      authorizedAt: minutesAfter(daysAgo(3), 5),
    });
  });

  it('stays as it is where an entry is missing around the export', () => {
    const gap = { ...invoiced, changes: WHOLE.filter(({ status }) => status !== 'handling') };
    expect(asOf(gap, daysAgo(3, 5))).toBe(gap);
    expect(asOf({ ...invoiced, changes: WHOLE.slice(0, 2) }, daysAgo(3))).toMatchObject({
      status: 'invoiced',
    });
  });

  it('is pending, and its balance as sure as any', () => {
    const changes = changesOf(
      [daysAgo(3), 'payment-pending'],
      [minutesAfter(daysAgo(3), 5), 'payment-approved'],
      [daysAgo(2), 'ready-for-handling'],
      [minutesAfter(EXPORTED_AT, 60), 'handling'],
    );
    const order = lineOf('v1-01', {
      units: 2,
      status: 'handling',
      createdAt: daysAgo(3),
      lastChangeAt: minutesAfter(EXPORTED_AT, 60),
      changes,
    });
    const updates = [updateOf('erp', minutesAfter(order.authorizedAt ?? 0, 1), 3, 1)];
    const balance = balanceOf(1, [order], { updates });
    const habits = habitsOf(triggeredWriter('erp', 'authorized'));

    const [story] = diagnoseSku(recordsOf([balance], [order]), habits, COVERAGE);

    expect(story).toMatchObject({
      pending: 2,
      corrected: 3,
      confidence: 'proven',
      notes: [{ code: 'count-will-not-last' }],
    });
  });
});

describe('an order exported before the feed', () => {
  const paid = lineOf('v1-01', {
    status: 'payment-approved',
    createdAt: daysAgo(6),
    authorizedAt: daysAgo(5),
    lastChangeAt: daysAgo(5),
    changes: WHOLE,
  });

  it('is what the feed says it came to by the inventory, and nothing later', () => {
    expect(asOf(paid, daysAgo(3, 5))).toMatchObject({ status: 'handling', lastChangeAt: daysAgo(3) });
    expect(asOf(paid, daysAgo(3, 5)).changes).toEqual(WHOLE.slice(0, 4));
    expect(asOf(paid, null)).toMatchObject({ status: 'invoiced', lastChangeAt: daysAgo(2) });
  });

  it('stays as its own export has it where the feed is the older one', () => {
    const later = { ...paid, status: 'invoiced', lastChangeAt: daysAgo(1), changes: WHOLE.slice(0, 3) };
    expect(asOf(later, EXPORTED_AT)).toEqual(later);
  });

  it('came to the last of several changes of one moment, however they are listed', () => {
    const changes: StatusChange[] = [
      { at: daysAgo(3), status: 'handling', from: 'start-handling' },
      { at: daysAgo(3), status: 'start-handling', from: 'ready-for-handling' },
    ];
    expect(asOf({ ...paid, changes }, EXPORTED_AT).status).toBe('handling');
    expect(asOf({ ...paid, changes: [...changes].reverse() }, EXPORTED_AT).status).toBe('handling');
  });

  it('has left the shelf where the feed says so', () => {
    const balance = balanceOf(9, [], { updates: [updateOf('erp', daysAgo(1), 10, 9)] });
    const [described] = linesOfBalances(recordsOf([balance], [paid]), COVERAGE);
    expect(described?.lines[0]).toMatchObject({
      phase: 'acknowledged',
      gone: true,
      moments: { handling: { from: daysAgo(3), to: daysAgo(3) } },
    });
  });
});

describe('a request to cancel', () => {
  const requested = (...before: readonly (readonly [number, string])[]) =>
    lineOf('v1-01', {
      status: 'request-cancel',
      lastChangeAt: daysAgo(1),
      changes: changesOf(...before, [daysAgo(1), 'request-cancel']),
    });

  it('comes after Preparing Delivery where the feed shows it', () => {
    expect(phaseOfOrder(requested([daysAgo(3), 'ready-for-handling'], [daysAgo(2), 'handling']))).toBe(
      'acknowledged',
    );
    expect(phaseOfOrder({ ...requested(), handlingAt: daysAgo(2) })).toBe('acknowledged');
  });

  it('comes before it where the feed goes back to the beginning, or says what it came from', () => {
    expect(phaseOfOrder(requested([daysAgo(3), 'payment-approved']))).toBe('confirmed');
    const from = { at: daysAgo(1), status: 'request-cancel', from: 'ready-for-handling' };
    expect(phaseOfOrder({ ...requested(), changes: [from] })).toBe('confirmed');
    expect(phaseOfOrder({ ...requested(), changes: [{ ...from, from: 'invoice' }] })).toBe('acknowledged');
  });

  it('is undetermined without', () => {
    expect(phaseOfOrder(requested())).toBe('undetermined');
  });
});

describe('an invoiced order that never came to Preparing Delivery', () => {
  it('is a ghost while its lock stands, even before any update', () => {
    const order = lineOf('v1-01', {
      status: 'invoiced',
      createdAt: daysAgo(6),
      lastChangeAt: daysAgo(2),
      changes: WITHOUT_HANDLING,
    });
    const stateOf = (changes: readonly StatusChange[]) => {
      const balance = balanceOf(3, [], { reserved: 1, available: 2, locks: ['00-v1-01'] });
      return linesOfBalances(recordsOf([balance], [{ ...order, changes }]), COVERAGE)[0]?.lines[0]?.state;
    };
    expect(stateOf(WITHOUT_HANDLING)).toBe('ghost');
    expect(stateOf([])).toBe('acknowledged');
  });
});

describe('the status at a time', () => {
  it('is the last entry before, where the next one follows it', () => {
    expect(statusIn(WHOLE, daysAgo(3, 1))).toBe('handling');
    expect(statusIn(WHOLE, daysAgo(0))).toBe('invoiced');
    expect(
      statusIn(
        WHOLE.filter(({ status }) => status !== 'handling'),
        daysAgo(3, 1),
      ),
    ).toBeNull();
    expect(statusIn([], daysAgo(1))).toBeNull();
  });

  it('is certain in the story of an update', () => {
    const updates = [updateOf('erp', daysAgo(4, 1), 4, 3)];
    const balance = balanceOf(3, [], { updates, reserved: 0, available: 3, locks: [] });
    const habits = habitsOf(triggeredWriter('erp', 'ready'));
    const stories = diagnoseSku(recordsOf([balance], [invoiced]), habits, COVERAGE);
    expect(stories[0]?.updates[0]?.takenOff).toMatchObject([
      { order: 'v1-01', early: true, statusThen: 'ready-for-handling', statusThenCertain: true },
    ]);
  });
});
