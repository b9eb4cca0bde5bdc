import { describe, expect, it } from 'vitest';
import type { Habits } from '../../src/ledger/habits.js';
import { diagnoseSku, kindOf } from '../../src/ledger/index.js';
import type { Balance, Coverage, OrderLine } from '../../src/ledger/records.js';
import {
  balanceOf,
  COVERAGE,
  daysAgo,
  EXPORTED_AT,
  habitsOf,
  lineOf,
  minutesAfter,
  otherWriter,
  recordsOf,
  triggeredWriter,
  updateOf,
} from './records.js';

const PAID = triggeredWriter('erp', 'authorized');
const NO_HABITS: Habits = habitsOf();
const NO_LOG: Coverage = { ...COVERAGE, updatesFrom: null, updatesTo: null };

function diagnosed(
  balance: Balance,
  lines: readonly OrderLine[],
  habits: Habits = habitsOf(PAID, otherWriter('ana')),
  coverage: Coverage = COVERAGE,
) {
  const [story] = diagnoseSku(recordsOf([balance], lines), habits, coverage);
  if (story === undefined) throw new Error('There is no balance.');
  return story;
}

const noteCodes = ({ notes }: ReturnType<typeof diagnosed>) => notes.map(({ code }) => code);

/** Two units, taken off a minute after they were paid. */
const order = lineOf('v1-01', { units: 2, createdAt: daysAgo(3) });
const takenOff = updateOf('erp', minutesAfter(order.authorizedAt ?? 0, 1), 3, 1);
const takenOffEarly = balanceOf(1, [order], { updates: [takenOff] });

describe('a corrected count', () => {
  it('is proven where every reading of a whole log comes to it', () => {
    expect(diagnosed(takenOffEarly, [order])).toMatchObject({
      corrected: 3,
      basis: 'update-log',
      confidence: 'proven',
      alternatives: [],
    });
  });

  it('is not proven where an order may have changed after the export', () => {
    const changed = { ...order, lastChangeAt: EXPORTED_AT + 60_000 };
    const story = diagnosed(takenOffEarly, [changed]);
    expect(story.confidence).toBe('likely');
    expect(story.notes).toContainEqual({
      code: 'changed-after-export',
      values: { orders: ['v1-01'], exportedAt: EXPORTED_AT },
    });
  });

  it('is not proven where the orders were exported a day before the inventory', () => {
    const story = diagnosed(takenOffEarly, [order], undefined, {
      ...COVERAGE,
      ordersLastChange: daysAgo(2),
    });
    expect(story.confidence).toBe('likely');
    expect(noteCodes(story)).toContain('orders-before-inventory');
  });

  it('is not proven where a reserved order is in no export', () => {
    const balance = balanceOf(1, [], {
      reserved: 3,
      available: -2,
      locks: ['00-v1-01', '00-v0-01'],
      updates: [takenOff],
    });
    const story = diagnosed(balance, [order]);
    expect(story.confidence).not.toBe('proven');
    expect(noteCodes(story)).toContain('orders-cut-short');
    expect(story.causes).toContainEqual({ code: 'missing-orders', units: 1 });
  });

  it('is not proven where the log begins after a reserved order', () => {
    const story = diagnosed(takenOffEarly, [order], undefined, { ...COVERAGE, updatesFrom: takenOff.at });
    expect(story).toMatchObject({ corrected: 3, confidence: 'likely' });
  });

  it('is the lowest of those that two equally likely readings of the writers lead to', () => {
    const [early] = habitsOf(PAID).readings;
    const [late] = habitsOf(triggeredWriter('erp', 'handling')).readings;
    if (early === undefined || late === undefined) throw new Error('There are no readings.');
    const undecided = {
      writers: early.writers,
      readings: [
        { ...early, share: 0.5 },
        { ...late, share: 0.5 },
      ],
    };
    const older = lineOf('v7-01', { units: 2, createdAt: daysAgo(6) });
    const lowered = updateOf('erp', minutesAfter(older.authorizedAt ?? 0, 1), 10, 8);
    expect(diagnosed(balanceOf(8, [older], { updates: [lowered] }), [older], undecided)).toMatchObject({
      corrected: 8,
      alternatives: [10],
      confidence: 'likely',
    });
  });

  it('names the count that the last update would be, were it a count of the shelf', () => {
    const raised = balanceOf(7, [order], { updates: [takenOff, updateOf('ana', daysAgo(0, -3), 1, 7)] });
    const story = diagnosed(raised, [order]);
    expect(story).toMatchObject({ corrected: 9, confidence: 'likely' });
    expect(story.alternatives).toContain(7);
  });
});

describe('the floor', () => {
  it('is all there is where only the orders are known', () => {
    expect(diagnosed(balanceOf(1, [order]), [order], NO_HABITS, NO_LOG)).toMatchObject({
      basis: 'orders-only',
      confidence: 'assumed',
      available: -1,
      availableItems: 0,
      corrected: 2,
      earlyWriteOffs: 1,
    });
  });

  it('is the exported available where that is not negative', () => {
    const story = diagnosed(balanceOf(5, [order]), [order], NO_HABITS, NO_LOG);
    expect(story).toMatchObject({ basis: 'orders-only', availableItems: 3, corrected: 5, causes: [] });
    expect(kindOf(story)).toBe('healthy');
  });

  it('holds where a negative result may come from a decrement that nothing explains', () => {
    const other = lineOf('v2-01', { units: 2, createdAt: daysAgo(2) });
    const lines = [order, other];
    const updates = [
      takenOff,
      updateOf('erp', minutesAfter(other.authorizedAt ?? 0, 1), 1, -1),
      updateOf('ana', daysAgo(1), -1, -3),
    ];
    const story = diagnosed(balanceOf(-3, lines, { updates }), lines);
    expect(story).toMatchObject({
      basis: 'orders-only',
      confidence: 'assumed',
      availableItems: 0,
      corrected: 4,
      oversold: 0,
      alternatives: [],
    });
    expect(story.reservations.every(({ takenOffAt }) => takenOffAt === null)).toBe(true);
  });

  it('does not hide overselling that everything explains', () => {
    const later = lineOf('v2-01', { units: 2, status: 'payment-pending', createdAt: daysAgo(0, -1) });
    const lines = [order, { ...later, authorizedAt: null }];
    const story = diagnosed(balanceOf(1, lines, { updates: [takenOff] }), lines);
    expect(story).toMatchObject({
      basis: 'update-log',
      availableItems: -1,
      oversold: 1,
      corrected: 3,
      unblocked: 4,
      unserved: [{ order: 'v2-01', units: 1 }],
    });
  });
});

describe('older exports of the same balance', () => {
  const earlier = [{ at: daysAgo(5), inStock: 3, reserved: 0, locks: [] }];

  it('tell what was taken off between them, and prove nothing', () => {
    const story = diagnosed(balanceOf(1, [order], { snapshots: earlier }), [order], NO_HABITS, NO_LOG);
    expect(story).toMatchObject({
      basis: 'snapshots',
      confidence: 'likely',
      corrected: 3,
      earlyWriteOffs: 2,
    });
    expect(noteCodes(story)).toContain('snapshots-only');
  });

  it('prove nothing, however well they fit a writer that is known', () => {
    const paidOnce = lineOf('v1-01', { units: 2, createdAt: daysAgo(3) });
    const snapshots = [...earlier, { at: daysAgo(2.9), inStock: 1, reserved: 2, locks: ['00-v1-01'] }];
    const story = diagnosed(
      balanceOf(1, [paidOnce], { snapshots }),
      [paidOnce],
      habitsOf(triggeredWriter('erp', 'authorized', { author: null })),
      NO_LOG,
    );
    expect(story).toMatchObject({ basis: 'snapshots', confidence: 'likely', corrected: 3 });
  });

  it('give way to an update log', () => {
    const balance = { ...takenOffEarly, snapshots: earlier };
    expect(diagnosed(balance, [order])).toMatchObject({ basis: 'update-log', confidence: 'proven' });
  });
});

describe('a log of other balances', () => {
  it('tells nothing of one whose reservations were dropped without a row', () => {
    const picked = lineOf('v1-01', { status: 'handling', createdAt: daysAgo(5), lastChangeAt: daysAgo(3) });
    const waiting = lineOf('v2-01', { units: 2 });
    const balance = balanceOf(1, [waiting], { updates: [] });
    expect(diagnosed(balance, [picked, waiting])).toMatchObject({
      basis: 'orders-only',
      confidence: 'assumed',
      corrected: 2,
    });
  });

  const droppedBy = (changes: Partial<OrderLine>, balance: Partial<Balance> = {}, coverage = COVERAGE) => {
    const gone = lineOf('v1-01', {
      status: 'handling',
      createdAt: daysAgo(5),
      lastChangeAt: daysAgo(3),
      handlingAt: daysAgo(3),
      ...changes,
    });
    return diagnosed(balanceOf(5, [], { updates: [], ...balance }), [gone], undefined, coverage).basis;
  };

  it.each([
    ['an order came to Preparing Delivery within the log, and is no longer reserved', {}, 'orders-only'],
    ['it came to it before the log began', { createdAt: daysAgo(40), handlingAt: daysAgo(31) }, 'update-log'],
    ['it came to it as the log began', { createdAt: daysAgo(40), handlingAt: daysAgo(30) }, 'update-log'],
    ['it was cancelled, which frees a reservation without a row', { status: 'canceled' }, 'update-log'],
    ['it is still on the shelf', { status: 'ready-for-handling', handlingAt: null }, 'update-log'],
  ] as const)('tells something or nothing where %s', (_, changes, basis) => {
    expect(droppedBy(changes)).toBe(basis);
  });

  it('tells that nothing happened where the order is still reserved, or locks do not tell', () => {
    expect(droppedBy({}, { reserved: 1, available: 4, locks: ['00-v1-01'] })).toBe('update-log');
    expect(droppedBy({}, { reserved: 1, available: 4, locks: null })).toBe('update-log');
  });

  it('tells that nothing happened where the order may stand in another warehouse', () => {
    const gone = lineOf('v1-01', { status: 'handling', createdAt: daysAgo(5), handlingAt: daysAgo(3) });
    const balances = ['north', 'south'].map((warehouse) => balanceOf(5, [], { warehouse, updates: [] }));
    const stories = diagnoseSku(recordsOf(balances, [gone]), habitsOf(PAID), COVERAGE);
    expect(stories.map(({ basis }) => basis)).toEqual(['update-log', 'update-log']);
  });

  it('tells that nothing happened to one that needed no row', () => {
    expect(diagnosed(balanceOf(5, []), [])).toMatchObject({
      basis: 'update-log',
      confidence: 'proven',
      corrected: 5,
    });
  });
});

describe('an unlimited balance', () => {
  it('is never corrected, whatever its numbers', () => {
    const balance = balanceOf(1_000_000, [order], { unlimited: true, available: -2, updates: [takenOff] });
    const story = diagnosed(balance, [order]);
    expect(story).toMatchObject({ corrected: null, unblocked: null, alternatives: [], causes: [] });
    expect(kindOf(story)).toBe('unlimited');
  });
});

describe('the kind of a balance', () => {
  const healthy = diagnosed(balanceOf(5, []), []);

  it.each([
    ['negative', { available: -1, earlyWriteOffs: 2 }],
    ['understated', { available: 1, earlyWriteOffs: 2 }],
    ['overstated', { available: 1, lateWriteOffs: 2 }],
    ['healthy', { available: 0 }],
  ] as const)('is %s', (kind, terms) => {
    expect(kindOf({ ...healthy, ...terms })).toBe(kind);
  });
});
