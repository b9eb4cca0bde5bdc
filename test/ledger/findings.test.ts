/** What comes of a reading of the log: when it is not believed, how sure a count is, what is named beside it. */
import { describe, expect, it } from 'vitest';
import { diagnoseSku, diagnosesOfSku } from '../../src/ledger/diagnose.js';
import type { Habits } from '../../src/ledger/habits.js';
import type { Balance, Coverage, OrderLine, SkuRecords } from '../../src/ledger/records.js';
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

const PAID = triggeredWriter('erp', 'authorized');
const HABITS = habitsOf(
  PAID,
  otherWriter('ana'),
  otherWriter('till', { decrements: 400, unexplainedRate: 0.01 }),
);

function diagnosed(
  balance: Balance,
  lines: readonly OrderLine[],
  {
    habits = HABITS,
    coverage = COVERAGE,
    more = {},
  }: { habits?: Habits; coverage?: Coverage; more?: Partial<SkuRecords> } = {},
) {
  const [story] = diagnoseSku(recordsOf([balance], lines, more), habits, coverage);
  if (story === undefined) throw new Error('There is no balance.');
  return story;
}

/** Two units, taken off once they were paid: five were there. */
const order = lineOf('v1', { units: 2, createdAt: daysAgo(6) });
const paidAt = minutesAfter(order.authorizedAt ?? 0, 1);
const takenOff = updateOf('erp', paidAt, 5, 3);

describe('a shelf below nothing by the log', () => {
  const FLOOR = { basis: 'orders-only', confidence: 'assumed', availableItems: 0, corrected: 2, oversold: 0 };
  const lowered = (author: string, habits = HABITS) =>
    diagnosed(balanceOf(-4, [order], { updates: [takenOff, updateOf(author, daysAgo(3), 3, -4)] }), [order], {
      habits,
    });

  it('is believed where all is explained', () => {
    const later = lineOf('v2', {
      units: 7,
      status: 'handling',
      createdAt: daysAgo(5),
      lastChangeAt: daysAgo(2),
    });
    const updates = [takenOff, updateOf('erp', minutesAfter(later.authorizedAt ?? 0, 1), 3, -4)];
    const story = diagnosed(balanceOf(-4, [order, later], { updates }), [order, later]);
    expect(story).toMatchObject({ basis: 'update-log', availableItems: -4 + 0, oversold: 4, corrected: 0 });
  });

  it('is believed where a till sold the rest', () => {
    expect(lowered('till')).toMatchObject({
      basis: 'update-log',
      availableItems: -4,
      oversold: 4,
      corrected: 0,
    });
  });

  it('is taken for nothing where somebody lowered it by hand, or its writer for no order', () => {
    expect(lowered('ana')).toMatchObject(FLOOR);
    expect(lowered('erp')).toMatchObject(FLOOR);
  });

  it('goes by what the user says of an author before what its habit shows', () => {
    const named = (role: 'pos' | 'person') =>
      habitsOf(PAID, otherWriter('ana', { decrements: 400, unexplainedRate: 0.01, role }));
    expect(lowered('ana', named('pos'))).toMatchObject({ basis: 'update-log', corrected: 0 });
    expect(lowered('ana', named('person'))).toMatchObject(FLOOR);
    const seldom = habitsOf(PAID, otherWriter('ana', { decrements: 2, role: 'pos' }));
    expect(lowered('ana', seldom)).toMatchObject({ basis: 'update-log', corrected: 0 });
  });

  it('is a till from the tenth update on that lowered a count', () => {
    const with_ = (decrements: number) =>
      habitsOf(PAID, otherWriter('ana', { decrements, unexplainedRate: 0.01 }));
    expect(lowered('ana', with_(9))).toMatchObject(FLOOR);
    expect(lowered('ana', with_(10))).toMatchObject({ basis: 'update-log', corrected: 0 });
  });

  it('is taken for nothing where the log has a gap', () => {
    const updates = [takenOff, updateOf('till', daysAgo(2), -3, -4)];
    expect(diagnosed(balanceOf(-4, [order], { updates }), [order])).toMatchObject(FLOOR);
  });

  it('is taken for nothing where something is reserved for nobody known', () => {
    const updates = [takenOff, updateOf('till', daysAgo(3), 3, -4)];
    const balance = balanceOf(-4, [order], {
      reserved: 3,
      available: -7,
      locks: ['00-v1', '00-lost'],
      updates,
    });
    expect(diagnosed(balance, [order])).toMatchObject({
      basis: 'orders-only',
      availableItems: 0,
      corrected: 2,
    });
  });

  it('is taken for nothing where it was there before the log, without a row', () => {
    const fresh = lineOf('v1', {
      units: 2,
      createdAt: daysAgo(0.1),
      status: 'payment-pending',
      authorizedAt: null,
    });
    expect(diagnosed(balanceOf(-4, [fresh], { updates: [] }), [fresh])).toMatchObject({
      basis: 'orders-only',
      availableItems: 0,
      corrected: 2,
    });
    expect(diagnosed(balanceOf(0, [fresh], { updates: [] }), [fresh])).toMatchObject({
      basis: 'update-log',
      availableItems: -2,
      corrected: 0,
    });
    expect(diagnosed(balanceOf(1, [fresh], { updates: [] }), [fresh])).toMatchObject({
      basis: 'update-log',
      availableItems: -1,
      corrected: 1,
    });
  });

  it('names no other count, and no order as taken off', () => {
    const story = lowered('ana');
    expect(story.alternatives).toEqual([]);
    expect(story.notTakenOff).toEqual([]);
    expect(story.reservations.map(({ takenOffAt }) => takenOffAt)).toEqual([null]);
  });
});

describe('diagnoses without their stories', () => {
  it('are those of the stories', () => {
    const records = recordsOf([balanceOf(3, [order], { updates: [takenOff] })], [order]);
    const [diagnosis] = diagnosesOfSku(records, HABITS, COVERAGE);
    const [story] = diagnoseSku(records, HABITS, COVERAGE);
    expect(diagnosis).toBeDefined();
    expect(story).toMatchObject(diagnosis ?? {});
  });
});

describe('how sure a counted shelf is', () => {
  const counted = (changes: Partial<Balance['count'] & object>, coverage: Coverage = COVERAGE) => {
    const updates = [takenOff, updateOf('erp', daysAgo(1), 3, 4)];
    const count = { counted: 5, at: daysAgo(2), withPicked: false, ...changes };
    return diagnosed(balanceOf(4, [order], { updates, count }), [order], { coverage });
  };

  it('is as sure as the log', () => {
    expect(counted({})).toMatchObject({ basis: 'counted', corrected: 6, confidence: 'proven' });
    expect(counted({}, { ...COVERAGE, updatesFrom: daysAgo(5) })).toMatchObject({
      corrected: 6,
      confidence: 'likely',
    });
  });

  it('is at most likely where orders were exported a day before, but for one of after the export', () => {
    const early = { ...COVERAGE, ordersLastChange: daysAgo(2) };
    expect(counted({}, early).confidence).toBe('likely');
    expect(counted({ at: null, counted: 6 }, early).confidence).toBe('proven');
    expect(counted({ at: null, counted: 60 }, early).confidence).toBe('likely');
  });

  it('names no count below nothing', () => {
    const lines = [
      order,
      lineOf('v2', { units: 9, status: 'invoiced', createdAt: daysAgo(6), lastChangeAt: daysAgo(1) }),
    ];
    const noLog = { ...COVERAGE, updatesFrom: null, updatesTo: null };
    const balance = balanceOf(4, [order], { count: { counted: 5, at: daysAgo(3), withPicked: false } });
    const story = diagnosed(balance, lines, { coverage: noLog });
    expect(story).toMatchObject({ corrected: 0, alternatives: [4, 5] });
    const more = [
      ...lines,
      lineOf('v3', { units: 6, status: 'invoiced', createdAt: daysAgo(6), lastChangeAt: daysAgo(1) }),
    ];
    expect(diagnosed(balance, more, { coverage: noLog })).toMatchObject({
      corrected: 0,
      alternatives: [4, 5],
    });
  });
});

describe('a cancelled order that was not put back', () => {
  const cancelled = (hours: number) =>
    lineOf('v5', { units: 2, status: 'canceled', createdAt: daysAgo(6), lastChangeAt: daysAgo(0, -hours) });
  const notBack = (hours: number, changes: Partial<Balance> = {}, habits = HABITS, coverage = COVERAGE) => {
    const balance = balanceOf(3, [], { updates: [takenOff], ...changes });
    return diagnosed(balance, [cancelled(hours)], { habits, coverage }).notPutBack;
  };

  it('is named two hours after it was cancelled', () => {
    expect(notBack(2.1)).toEqual([{ order: 'v5', units: 2 }]);
    expect(notBack(2)).toEqual([]);
    expect(notBack(1)).toEqual([]);
  });

  it('is named two days after it where some writer writes in runs', () => {
    const nightly = habitsOf({ ...PAID, writesInRuns: true }, otherWriter('ana'));
    expect(notBack(49, {}, nightly)).toHaveLength(1);
    expect(notBack(47, {}, nightly)).toEqual([]);
  });

  it('is named by when its balance was exported', () => {
    expect(notBack(5, { exportedAt: daysAgo(0, -4) })).toEqual([]);
    expect(notBack(5, { exportedAt: null })).toHaveLength(1);
    const unknown = { ...COVERAGE, exportedAt: null, exportedBefore: null };
    expect(notBack(5, { exportedAt: null }, HABITS, { ...unknown, updatesTo: daysAgo(0) })).toHaveLength(1);
    expect(notBack(5, { exportedAt: null }, HABITS, { ...unknown, updatesTo: daysAgo(0, -4) })).toEqual([]);
  });
});

describe('orders that nothing is left for', () => {
  it('are the newest pending ones; of one moment the last by its id', () => {
    const createdAt = daysAgo(0.1);
    const unpaid = { status: 'payment-pending', authorizedAt: null };
    const lines = [
      lineOf('v1', { ...unpaid, createdAt: daysAgo(0.2), units: 3 }),
      lineOf('v2', { ...unpaid, createdAt }),
      lineOf('v3', { ...unpaid, createdAt }),
      lineOf('v4', { ...unpaid, createdAt: daysAgo(0.3), units: 2 }),
    ];
    const unserved = (inStock: number) =>
      diagnosed(balanceOf(inStock, lines, { updates: [] }), lines).unserved;
    expect(unserved(4)).toEqual([
      { order: 'v3', units: 1, createdAt },
      { order: 'v2', units: 1, createdAt },
      { order: 'v1', units: 1, createdAt: daysAgo(0.2) },
    ]);
    expect(unserved(7)).toEqual([]);
    expect(unserved(6)).toEqual([{ order: 'v3', units: 1, createdAt }]);
  });
});

describe('what is named of an order', () => {
  it('is nobody to serve where it has left the shelf', () => {
    const picked = lineOf('v9', {
      status: 'handling',
      createdAt: daysAgo(0.05),
      lastChangeAt: daysAgo(0.02),
    });
    const waiting = lineOf('v1', { createdAt: daysAgo(0.2), status: 'payment-pending', authorizedAt: null });
    const lines = [waiting, picked];
    const story = diagnosed(balanceOf(0, lines, { updates: [] }), lines);
    expect(story.unserved.map((one) => one.order)).not.toContain('v9');
  });

  it('is its own status where its units were not taken off', () => {
    const late = habitsOf(triggeredWriter('erp', 'invoiced'), otherWriter('ana'));
    const gone = ['handling', 'invoice'].map((status, n) =>
      lineOf(`v${n}`, { status, createdAt: daysAgo(4), lastChangeAt: daysAgo(2), handlingAt: daysAgo(2) }),
    );
    const balance = balanceOf(5, [], { updates: [updateOf('ana', daysAgo(1), 3, 5)] });
    const told = diagnosed(balance, gone, { habits: late }).notTakenOff;
    expect(told.map((one) => [one.order, one.status])).toEqual([
      ['v0', 'handling'],
      ['v1', 'invoice'],
    ]);
  });

  it('proves nothing where it was seen open only long before the export', () => {
    const seen = (isOutdated: boolean) =>
      diagnosed(balanceOf(3, [{ ...order, isOutdated }], { updates: [takenOff] }), [{ ...order, isOutdated }])
        .confidence;
    expect(seen(false)).toBe('proven');
    expect(seen(true)).toBe('likely');
  });
});

describe('an unlimited balance', () => {
  it('has no causes, no other counts and nothing corrected', () => {
    const balance = balanceOf(3, [order], { unlimited: true, updates: [takenOff] });
    expect(diagnosed(balance, [order])).toMatchObject({
      causes: [],
      alternatives: [],
      corrected: null,
      unblocked: null,
    });
  });
});

describe('an order reserved for nobody known', () => {
  const missingIn = (locks: readonly string[] | null, more: Partial<SkuRecords> = {}) =>
    diagnosed(balanceOf(3, [order], { reserved: 4, available: -1, locks, updates: [takenOff] }), [order], {
      more,
    }).causes.filter(({ code }) => code === 'missing-orders' || code === 'kit-or-changed-order');

  it('is a missing order', () => {
    expect(missingIn(['00-v1', '00-lost'])).toEqual([{ code: 'missing-orders', units: 2 }]);
    expect(missingIn(['00-v1', '00-lost', '00-gone'])).toEqual([{ code: 'missing-orders', units: 2 }]);
  });

  it('is none where no lock names it', () => {
    expect(missingIn(['00-v1'])).toEqual([]);
    expect(missingIn(null)).toEqual([]);
  });

  it('is a kit or a changed order where the order is exported', () => {
    const more = { locksOfOtherLines: ['00-kit'] };
    expect(missingIn(['00-v1', '00-kit'], more)).toEqual([{ code: 'kit-or-changed-order', units: 2 }]);
  });
});
