import { describe, expect, it } from 'vitest';
import { diagnoseSku } from '../../src/ledger/index.js';
import type { Balance, SkuRecords } from '../../src/ledger/records.js';
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

const HABITS = habitsOf(triggeredWriter('erp', 'authorized'), otherWriter('ana'));

function storyOf(records: SkuRecords) {
  const [story] = diagnoseSku(records, HABITS, COVERAGE);
  if (story === undefined) throw new Error('There is no balance.');
  return story;
}

/** Two units, taken off a minute after they were paid: available is below zero. */
const order = lineOf('v1-01', { units: 2, createdAt: daysAgo(3) });
const updates = [updateOf('erp', minutesAfter(order.authorizedAt ?? 0, 1), 3, 1)];
const short = balanceOf(1, [order], { updates });

describe('a SKU or warehouse that exists twice', () => {
  const twin = { warehouse: 'main', sku: '01001', twinWarehouse: 'main', inStock: 4, reserved: 1 };
  const twice = (twins: SkuRecords['twins']) => storyOf(recordsOf([short], [order], { twins }));

  it('is a cause, with what stands under the other id', () => {
    const story = twice([twin, { ...twin, sku: '1001', twinWarehouse: 'MAIN', inStock: 0, reserved: 3 }]);
    expect(story.causes).toContainEqual({ code: 'split-identity', units: 7 });
    expect(story.notes).toContainEqual({
      code: 'split-identity',
      values: { twins: ['01001 | main', '1001 | MAIN'] },
    });
  });

  it('is named where only orders or updates bear the other id', () => {
    expect(twice([{ ...twin, inStock: 0, reserved: 0 }]).causes).toContainEqual({
      code: 'split-identity',
      units: 0,
    });
  });

  it('takes away the proof, and says nothing of other warehouses', () => {
    expect(twice([]).confidence).toBe('proven');
    expect(twice([twin]).confidence).toBe('likely');
    expect(twice([{ ...twin, warehouse: 'south' }])).toEqual(twice([]));
  });
});

describe('a lock whose order is exported without a line of the SKU', () => {
  const locked = balanceOf(5, [], {
    reserved: 5,
    available: 0,
    locks: ['00-v1-01', '00-kit-01', '00-v0-01'],
    updates: [],
  });

  it('is a kit or a changed order, apart from orders that are missing', () => {
    const story = storyOf(recordsOf([locked], [order], { locksOfOtherLines: ['00-kit-01'] }));
    expect(story.causes).toEqual(
      expect.arrayContaining([
        { code: 'kit-or-changed-order', units: 1 },
        { code: 'missing-orders', units: 2 },
      ]),
    );
    expect(story).toMatchObject({ pending: 2, undetermined: 3, confidence: 'likely' });
    expect(story.notes).toContainEqual({ code: 'kit-or-changed-order', values: { orders: ['kit-01'] } });
  });

  it('explains all that no line does where no order is missing', () => {
    const balance = { ...locked, locks: ['00-v1-01', '00-kit-01'] };
    const story = storyOf(recordsOf([balance], [order], { locksOfOtherLines: ['00-kit-01'] }));
    expect(story.causes).toContainEqual({ code: 'kit-or-changed-order', units: 3 });
    expect(story.causes.map(({ code }) => code)).not.toContain('missing-orders');
    expect(story.notes.map(({ code }) => code)).not.toContain('orders-cut-short');
  });
});

describe('a component of a kit', () => {
  it('names the kit its order was for', () => {
    const component = { ...order, kit: '500' };
    expect(storyOf(recordsOf([short], [component])).reservations).toMatchObject([
      { order: 'v1-01', kit: '500' },
    ]);
  });
});

describe('trade policies', () => {
  const blocked = (changes: Partial<Balance>) =>
    storyOf(recordsOf([{ ...short, ...changes }], [order])).blockedTradePolicies;

  it('are blocked by a negative balance of a warehouse that serves them', () => {
    expect(blocked({ tradePolicies: ['1', '2'] })).toEqual(['1', '2']);
  });

  it('are not by another, nor by one without limit', () => {
    expect(blocked({ tradePolicies: ['1'], inStock: 2, available: 0 })).toEqual([]);
    expect(blocked({ tradePolicies: ['1'], unlimited: true })).toEqual([]);
  });

  it('are unknown where nobody says which', () => {
    expect(blocked({})).toBeNull();
  });
});

describe('a balance whose own log begins later than the others', () => {
  it('is not proven where an order older than that is still reserved', () => {
    const late = { ...short, updates: [updateOf('erp', daysAgo(2), 3, 1)], logFrom: daysAgo(2) };

    const story = storyOf(recordsOf([late], [order]));

    expect(story.confidence).toBe('likely');
    expect(story.notes).toContainEqual({
      code: 'log-starts-late',
      values: { logFrom: daysAgo(2), oldest: daysAgo(3), order: 'v1-01' },
    });
    expect(storyOf(recordsOf([short], [order])).notes.map(({ code }) => code)).not.toContain(
      'log-starts-late',
    );
  });

  it('has an unknown past even without an update', () => {
    const empty = { ...short, updates: [], logFrom: daysAgo(1) };
    expect(storyOf(recordsOf([empty], [order])).notes).toContainEqual({
      code: 'log-starts-late',
      values: { logFrom: daysAgo(1), oldest: daysAgo(3), order: 'v1-01' },
    });
  });
});
