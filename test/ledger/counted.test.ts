import { describe, expect, it } from 'vitest';
import type { BalanceStory } from '../../src/ledger/diagnosis.js';
import { countToUse, diagnoseSku } from '../../src/ledger/index.js';
import type { Balance, Coverage, OrderLine, PhysicalCount } from '../../src/ledger/records.js';
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

describe('the count to use', () => {
  const row = (counted: number, at: number | null, fileModifiedAt = daysAgo(1)) => ({
    counted,
    at,
    fileModifiedAt,
  });
  const used = (...rows: ReturnType<typeof row>[]) => countToUse(rows, EXPORTED_AT, EXPORTED_AT, false);

  it('is the newest', () => {
    expect(used(row(4, daysAgo(5)), row(6, daysAgo(2)), row(5, daysAgo(3)))).toEqual({
      counted: 6,
      at: daysAgo(2),
      withPicked: false,
    });
  });

  it('may be made after the export', () => {
    expect(used(row(4, daysAgo(-2)))?.at).toBe(daysAgo(-2));
  });

  it('is the lower of two made at the same moment', () => {
    expect(used(row(4, daysAgo(1)), row(3, daysAgo(1)), row(5, daysAgo(1)))?.counted).toBe(3);
  });

  it('is one without a time only if its file is newer than the export', () => {
    expect(used(row(4, null, daysAgo(1)))).toBeNull();
    expect(used(row(4, null, daysAgo(-1)))).toEqual({ counted: 4, at: null, withPicked: false });
  });

  it('is one that says when it was made before one that does not', () => {
    expect(used(row(4, null, daysAgo(-1)), row(6, daysAgo(2)))?.counted).toBe(6);
  });

  it('is one without a time only if its file is newer than the last moment the export can be of', () => {
    const files = [row(4, null, daysAgo(1))];
    expect(countToUse(files, null, daysAgo(2), false)?.counted).toBe(4);
    expect(countToUse(files, null, daysAgo(0), false)).toBeNull();
    expect(countToUse(files, null, null, false)).toBeNull();
  });

  it('says whether picked units were counted', () => {
    expect(countToUse([row(4, daysAgo(1))], EXPORTED_AT, EXPORTED_AT, true)?.withPicked).toBe(true);
  });
});

const HABITS = habitsOf(triggeredWriter('erp', 'authorized'), otherWriter('ana'));

function diagnosed(
  balance: Balance,
  lines: readonly OrderLine[],
  count: Partial<PhysicalCount> & { readonly counted: number },
  coverage: Coverage = COVERAGE,
): BalanceStory {
  const counted = { ...balance, count: { at: daysAgo(4), withPicked: false, ...count } };
  const [story] = diagnoseSku(recordsOf([counted], lines), HABITS, coverage);
  if (story === undefined) throw new Error('There is no balance.');
  return story;
}

/** counted − picked − handled + received + put back − unexplained. */
function carriedBy({ counted }: BalanceStory): number {
  if (counted === null) throw new Error('There is no count.');
  const total = (orders: readonly { readonly units: number }[]) =>
    orders.reduce((sum, { units }) => sum + units, 0);
  const left = total(counted.handled) + total(counted.picked) + counted.unexplained;
  return counted.counted - left + counted.received + counted.putBack;
}

describe('a count carried to the export', () => {
  /** Counted on Monday; one order written off while pending, one handled, then a receipt. */
  const pending = lineOf('v1-01', { units: 3, createdAt: daysAgo(3) });
  const handled = lineOf('v2-01', {
    units: 2,
    status: 'handling',
    createdAt: daysAgo(6),
    lastChangeAt: daysAgo(2),
    handlingAt: daysAgo(2),
  });
  const updates = [
    updateOf('erp', minutesAfter(handled.authorizedAt ?? 0, 1), 10, 8),
    updateOf('erp', minutesAfter(pending.authorizedAt ?? 0, 1), 8, 5),
    updateOf('erp', daysAgo(1), 5, 9),
  ];
  const week = balanceOf(9, [pending], { updates });

  it('loses what entered Preparing Delivery and gains what was received, and no write-off moves it', () => {
    const story = diagnosed(week, [pending, handled], { counted: 10 });

    expect(story).toMatchObject({
      basis: 'counted',
      corrected: 12,
      availableItems: 9,
      confidence: 'proven',
      alternatives: [],
    });
    expect(story.counted).toEqual({
      counted: 10,
      at: daysAgo(4),
      withPicked: false,
      picked: [],
      handled: [{ order: 'v2-01', units: 2, at: daysAgo(2) }],
      received: 4,
      putBack: 0,
      unexplained: 0,
      carried: 12,
    });
  });

  it('adds what it finds beyond the updates to E, and the sum still holds', () => {
    const story = diagnosed(week, [pending, handled], { counted: 11 });

    expect(story).toMatchObject({ corrected: 13, earlyWriteOffs: 4, lateWriteOffs: 0, availableItems: 10 });
    expect(story.availableItems).toBe(story.available + story.earlyWriteOffs - story.lateWriteOffs);
    expect(story.notes).toContainEqual({
      code: 'count-differs',
      values: { counted: 11, carried: 13, expected: 12 },
    });
  });

  it('takes a receipt to have been counted already where that is just what the count finds beyond the log', () => {
    const story = diagnosed(week, [pending, handled], { counted: 14 });

    expect(story).toMatchObject({ corrected: 12, alternatives: [16], confidence: 'likely' });
    expect(story.counted?.received).toBe(0);
  });

  it('adds what it does not find to L', () => {
    const story = diagnosed(week, [pending, handled], { counted: 8 });

    expect(story).toMatchObject({ corrected: 10, earlyWriteOffs: 3, lateWriteOffs: 2, availableItems: 7 });
    expect(story.causes).toContainEqual({ code: 'late-write-off', units: -2 });
  });

  it('loses what was taken off and nothing explains, and is then at most likely', () => {
    const taken = balanceOf(6, [pending], { updates: [...updates, updateOf('ana', daysAgo(0, -2), 9, 6)] });
    const story = diagnosed(taken, [pending, handled], { counted: 10 });

    expect(story).toMatchObject({ corrected: 9, confidence: 'likely' });
    expect(story.counted?.unexplained).toBe(3);
  });

  it('is used as it is when made after the export, and proves what is missing', () => {
    const story = diagnosed(week, [pending, handled], { counted: 1, at: daysAgo(-1) });

    expect(story).toMatchObject({ corrected: 1, availableItems: -2, oversold: 2, confidence: 'proven' });
    expect(story.unserved).toMatchObject([{ order: 'v1-01', units: 2 }]);
  });

  it('may be of a time nobody wrote down', () => {
    expect(diagnosed(week, [pending, handled], { counted: 7, at: null })).toMatchObject({
      basis: 'counted',
      corrected: 7,
      confidence: 'proven',
    });
  });

  it('is proven where no update came since, whatever the log leaves open', () => {
    const untold = balanceOf(9, [pending], {
      updates: updates.slice(0, 2).map((u) => ({ ...u, author: 'pdv' })),
    });
    const story = diagnosed({ ...untold, inStock: 5, available: 2 }, [pending], {
      counted: 6,
      at: daysAgo(1),
    });

    expect(story).toMatchObject({ corrected: 6, availableItems: 3, confidence: 'proven' });
  });

  it('is likely where there is no log to carry it by', () => {
    const story = diagnosed(
      balanceOf(2, [pending]),
      [pending, handled],
      { counted: 6 },
      {
        ...COVERAGE,
        updatesFrom: null,
        updatesTo: null,
      },
    );

    expect(story).toMatchObject({ basis: 'counted', corrected: 4, availableItems: 1, confidence: 'likely' });
    expect(story).toMatchObject({ available: -1, earlyWriteOffs: 2, lateWriteOffs: 0 });
  });

  it('is ignored where the balance is unlimited', () => {
    const story = diagnosed({ ...week, unlimited: true }, [pending, handled], { counted: 3 });

    expect(story).toMatchObject({ corrected: null, counted: null });
  });

  it('does not gain what was put back and had never left the shelf', () => {
    const cancelled = lineOf('v3-01', {
      units: 2,
      status: 'canceled',
      createdAt: daysAgo(5),
      lastChangeAt: daysAgo(3),
    });
    const balance = balanceOf(8, [], {
      updates: [
        updateOf('erp', minutesAfter(cancelled.authorizedAt ?? 0, 1), 8, 6),
        updateOf('erp', minutesAfter(daysAgo(3), 1), 6, 8),
      ],
    });

    expect(diagnosed(balance, [cancelled], { counted: 8 })).toMatchObject({ corrected: 8 });
  });
});

describe('an order that may have entered Preparing Delivery before the count or after it', () => {
  const invoiced = lineOf('v4-01', {
    units: 2,
    status: 'invoiced',
    createdAt: daysAgo(6),
    lastChangeAt: daysAgo(2),
  });
  const unread: Coverage = { ...COVERAGE, updatesFrom: null, updatesTo: null };

  it('is taken to have left after it: the lower shelf', () => {
    const story = diagnosed(balanceOf(5, []), [invoiced], { counted: 7 }, unread);

    expect(story).toMatchObject({ corrected: 5, alternatives: [7], confidence: 'likely' });
    expect(story.counted?.handled).toEqual([{ order: 'v4-01', units: 2, at: null }]);
  });

  it('is as the log proves, where the log does', () => {
    const paid = updateOf('erp', minutesAfter(invoiced.authorizedAt ?? 0, 1), 9, 7);
    const later = updateOf('erp', daysAgo(1, 12), 7, 8);
    const story = diagnosed(balanceOf(8, [], { updates: [paid, later] }), [invoiced], { counted: 7 });

    expect(story).toMatchObject({ corrected: 8, alternatives: [], confidence: 'proven' });
    expect(story.counted?.handled).toEqual([]);
  });
});

describe('a count at odds with the log', () => {
  const order = lineOf('v6-01', { units: 3, createdAt: daysAgo(6) });
  const takenOff = updateOf('erp', minutesAfter(order.authorizedAt ?? 0, 1), 10, 7);
  const balance = balanceOf(7, [order], { updates: [takenOff] });
  const counted = (units: number, at: number | null = daysAgo(1), coverage: Coverage = COVERAGE) =>
    diagnosed(balance, [order], { counted: units, at }, coverage);

  it('is proven where it was made after the last update and finds a few units more or fewer', () => {
    expect(counted(12)).toMatchObject({ corrected: 12, earlyWriteOffs: 5, confidence: 'proven' });
    expect(counted(4)).toMatchObject({ corrected: 4, lateWriteOffs: 6, confidence: 'proven' });
  });

  it.each([
    [100, daysAgo(1)],
    [100, daysAgo(-1)],
    [100, null],
    [26, daysAgo(1)],
  ])('is never proven where it finds far more than anything explains: %i', (units, at) => {
    const story = counted(units, at);

    expect(story).toMatchObject({ corrected: units, alternatives: [10], confidence: 'likely' });
    expect(story.notes).toContainEqual({
      code: 'count-differs',
      values: { counted: units, carried: units, expected: 10, most: 10 },
    });
    expect(story.causes).toEqual([{ code: 'early-write-off', units: units - 7 }]);
  });

  it('is said to be far too high without a log as well', () => {
    const story = counted(100, daysAgo(-1), { ...COVERAGE, updatesFrom: null, updatesTo: null });
    const unlogged = diagnosed(
      balanceOf(7, [order]),
      [order],
      { counted: 100, at: null },
      { ...COVERAGE, updatesFrom: null, updatesTo: null },
    );

    expect(story.confidence).toBe('likely');
    expect(unlogged.notes).toContainEqual({
      code: 'count-differs',
      values: { counted: 100, carried: 100, most: 10 },
    });
  });

  it('is not used where it is of long before the log began, and said not to be', () => {
    const story = counted(5, daysAgo(40));

    expect(story).toMatchObject({ basis: 'update-log', corrected: 10, confidence: 'proven', counted: null });
    expect(story.notes).toContainEqual({
      code: 'count-not-used',
      values: { counted: 5, at: daysAgo(40) },
    });
  });

  it('does not raise the shelf where orders that left it since may not be exported', () => {
    const cutShort: Coverage = { ...COVERAGE, ordersFrom: daysAgo(8) };
    const received = updateOf('erp', daysAgo(2), 7, 10);
    const updatedSince = balanceOf(10, [order], { updates: [takenOff, received] });
    const since = (units: number) =>
      diagnosed(updatedSince, [order], { counted: units, at: daysAgo(4) }, cutShort);
    expect(since(12)).toMatchObject({ basis: 'update-log', corrected: 13 });
    expect(since(8)).toMatchObject({ basis: 'counted', corrected: 11 });
    // An order that left the shelf since would still be reserved: no update has come.
    expect(counted(12, daysAgo(4), cutShort)).toMatchObject({ basis: 'counted', corrected: 12 });
  });

  it('is used, old as it is, where it bears the log out', () => {
    expect(counted(10, daysAgo(40))).toMatchObject({ basis: 'counted', corrected: 10, confidence: 'proven' });
  });
});

describe('a count of a balance that can be read in several ways', () => {
  const order = lineOf('v7-01', { units: 2, createdAt: daysAgo(6) });
  const early = habitsOf(triggeredWriter('erp', 'authorized'));
  const late = habitsOf(triggeredWriter('erp', 'handling'));
  const readings = [...early.readings, ...late.readings].map((reading) => ({ ...reading, share: 0.5 }));
  const takenOff = updateOf('erp', minutesAfter(order.authorizedAt ?? 0, 1), 10, 8);
  const balance = balanceOf(8, [order], { updates: [takenOff] });
  const storyOf = (counted: number | null) => {
    const count = counted === null ? null : { counted, at: daysAgo(1), withPicked: false };
    return diagnoseSku(recordsOf([{ ...balance, count }], [order]), { ...early, readings }, COVERAGE)[0];
  };

  it('settles which of them is right', () => {
    expect(storyOf(null)).toMatchObject({ corrected: 8, alternatives: [10], confidence: 'likely' });
    expect(storyOf(10)).toMatchObject({ corrected: 10, alternatives: [], confidence: 'proven' });
    expect(storyOf(10)?.reservations).toMatchObject([{ order: 'v7-01', takenOffAt: takenOff.at }]);
    expect(storyOf(8)).toMatchObject({ corrected: 8, alternatives: [], confidence: 'proven' });
    expect(storyOf(8)?.reservations).toMatchObject([{ order: 'v7-01', takenOffAt: null }]);
  });
});

describe('a count beside an order cancelled and never put back', () => {
  it('may hold its units, so that the log alone does not prove it', () => {
    const cancelled = lineOf('v8-01', {
      units: 2,
      status: 'canceled',
      createdAt: daysAgo(8),
      lastChangeAt: daysAgo(7),
    });
    const invoiced = lineOf('v9-01', {
      units: 2,
      status: 'invoiced',
      createdAt: daysAgo(6),
      lastChangeAt: daysAgo(2),
    });
    const updates = [
      updateOf('erp', minutesAfter(cancelled.authorizedAt ?? 0, 1), 10, 8),
      updateOf('erp', minutesAfter(invoiced.authorizedAt ?? 0, 1), 8, 6),
      updateOf('erp', daysAgo(1, 12), 6, 7),
    ];
    const story = diagnosed(balanceOf(7, [], { updates }), [cancelled, invoiced], { counted: 8 });

    expect(story).toMatchObject({ corrected: 7, alternatives: [9], confidence: 'likely' });
  });
});

describe('a count that holds picked units', () => {
  const picked = lineOf('v5-01', {
    units: 2,
    status: 'invoiced',
    createdAt: daysAgo(8),
    lastChangeAt: daysAgo(2),
    handlingAt: daysAgo(6),
  });

  it.each([
    ['is without those that had not been invoiced', {}, 5, [{ order: 'v5-01', units: 2 }]],
    ['keeps to the shelf once they were', { invoicedAt: daysAgo(5) }, 7, []],
  ] as const)('%s', (_, changes, corrected, left) => {
    const line = { ...picked, ...changes };
    const story = diagnosed(balanceOf(corrected, []), [line], { counted: 7, withPicked: true });

    expect(story.corrected).toBe(corrected);
    expect(story.counted?.picked).toEqual(left);
    expect(carriedBy(story)).toBe(story.counted?.carried);
  });
});
