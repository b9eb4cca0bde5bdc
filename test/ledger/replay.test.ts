import { describe, expect, it } from 'vitest';
import type { BalanceStory, UpdateStory } from '../../src/ledger/diagnosis.js';
import type { WriterModel } from '../../src/ledger/habits.js';
import { diagnoseSku } from '../../src/ledger/index.js';
import { DAY } from '../../src/ledger/lags.js';
import type { Balance, Coverage, InventoryUpdate, OrderLine } from '../../src/ledger/records.js';
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

const ANA = otherWriter('ana');
const PAID = triggeredWriter('erp', 'authorized');
const HANDLING = triggeredWriter('erp', 'handling');

const afterPaid = ({ authorizedAt }: OrderLine) => minutesAfter(authorizedAt ?? 0, 1);

interface Told {
  readonly inStock: number;
  readonly lines: readonly OrderLine[];
  readonly updates: readonly InventoryUpdate[];
  readonly writers: readonly WriterModel[];
  readonly balance?: Partial<Balance>;
  readonly coverage?: Partial<Coverage>;
}

/** What is told of one balance by writers whose habits are known. */
function told({ inStock, lines, updates, writers, balance, coverage }: Told): BalanceStory {
  const own = balanceOf(inStock, lines, { updates, ...balance });
  const [story] = diagnoseSku(recordsOf([own], lines), habitsOf(...writers), { ...COVERAGE, ...coverage });
  if (story === undefined) throw new Error('There is no balance.');
  return story;
}

const ordersTakenOff = ({ updates }: BalanceStory) =>
  updates.map(({ takenOff }) => takenOff.map(({ order }) => order));

const only = (updates: readonly UpdateStory[]) => updates.map(({ at }) => at);

describe('a writer with a trigger', () => {
  it('takes off, at each update, the orders whose moment has passed', () => {
    const first = lineOf('v1-01', { createdAt: daysAgo(3) });
    const second = lineOf('v2-01', { units: 2, createdAt: daysAgo(2) });
    const story = told({
      inStock: 4,
      lines: [first, second],
      updates: [updateOf('erp', afterPaid(first), 7, 6), updateOf('erp', afterPaid(second), 6, 4)],
      writers: [PAID],
    });
    expect(ordersTakenOff(story)).toEqual([['v1-01'], ['v2-01']]);
    expect(story).toMatchObject({ earlyWriteOffs: 3, corrected: 7, confidence: 'proven' });
  });

  it('may receive goods in the same update', () => {
    const order = lineOf('v1-01', { units: 2 });
    const story = told({
      inStock: 8,
      lines: [order],
      updates: [updateOf('erp', afterPaid(order), 3, 8)],
      writers: [PAID],
    });
    expect(story.updates).toMatchObject([{ received: 7, takenOff: [{ order: 'v1-01', units: 2 }] }]);
    expect(story.corrected).toBe(10);
  });

  it('leaves a decrement that no order makes up unexplained', () => {
    const order = lineOf('v1-01', { units: 2 });
    const story = told({
      inStock: 2,
      lines: [order],
      updates: [updateOf('erp', afterPaid(order), 5, 3), updateOf('erp', daysAgo(0, -5), 3, 2)],
      writers: [PAID],
    });
    expect(story.updates).toMatchObject([{ unexplained: 0 }, { unexplained: 1, takenOff: [] }]);
    expect(story.causes).toContainEqual({ code: 'unexplained', units: 1 });
  });

  it('takes off in Preparing Delivery without any write-off being early', () => {
    const picked = lineOf('v1-01', { status: 'handling', createdAt: daysAgo(3), lastChangeAt: daysAgo(1) });
    const waiting = lineOf('v2-01', { createdAt: daysAgo(2) });
    const story = told({
      inStock: 4,
      lines: [picked, waiting],
      updates: [updateOf('erp', minutesAfter(daysAgo(1), 1), 5, 4)],
      writers: [HANDLING],
      balance: { reserved: 1, available: 3, locks: ['00-v2-01'] },
    });
    expect(story).toMatchObject({ earlyWriteOffs: 0, lateWriteOffs: 0, corrected: 4, confidence: 'proven' });
    expect(story.updates).toMatchObject([
      { takenOff: [{ order: 'v1-01', early: false }], dropped: [{ order: 'v1-01', units: 1 }] },
    ]);
  });

  it('puts back what it had taken off for an order cancelled since', () => {
    const cancelled = lineOf('v1-01', {
      units: 2,
      status: 'canceled',
      createdAt: daysAgo(3),
      lastChangeAt: daysAgo(1),
    });
    const story = told({
      inStock: 5,
      lines: [cancelled],
      updates: [
        updateOf('erp', afterPaid(cancelled), 5, 3),
        updateOf('erp', minutesAfter(daysAgo(1), 1), 3, 5),
      ],
      writers: [PAID],
    });
    expect(story.updates).toMatchObject([
      { takenOff: [{ order: 'v1-01', units: 2 }] },
      { putBack: [{ order: 'v1-01', units: 2 }], received: 0 },
    ]);
    expect(story).toMatchObject({ notPutBack: [], corrected: 5 });
  });

  it('that does not put back a cancelled order leaves units on no count, which are not counted in', () => {
    const cancelled = lineOf('v1-01', {
      units: 2,
      status: 'canceled',
      createdAt: daysAgo(5),
      lastChangeAt: daysAgo(3),
    });
    const story = told({
      inStock: 3,
      lines: [cancelled],
      updates: [updateOf('erp', afterPaid(cancelled), 5, 3)],
      writers: [PAID],
    });
    expect(story).toMatchObject({
      corrected: 3,
      notPutBack: [{ order: 'v1-01', units: 2 }],
      causes: [{ code: 'not-put-back', units: 2 }],
    });
  });
});

describe('a writer that sends every night', () => {
  const runs = Array.from({ length: 10 }, (_, night) => daysAgo(9.4 - night));
  const nightly = triggeredWriter('erp', 'created', {
    runs,
    writesInRuns: true,
    runsLate: [1, 0, 0, 0],
    receiptRate: 0.1,
  });
  const nights = { updatesFrom: runs[0] ?? null, updatesTo: runs.at(-1) ?? null };

  it('takes off what was placed since the night before', () => {
    const order = lineOf('v1-01', { units: 2, createdAt: daysAgo(3) });
    const run = daysAgo(2.4);
    const story = told({
      inStock: 3,
      lines: [order],
      updates: [updateOf('erp', run, 5, 3)],
      writers: [nightly],
      coverage: nights,
    });
    expect(story).toMatchObject({ earlyWriteOffs: 2, corrected: 5, confidence: 'proven' });
  });

  it('leaves no row where a receipt cancels the write-off out, and has taken it off all the same', () => {
    const order = lineOf('v1-01', { units: 2, createdAt: daysAgo(3) });
    const story = told({
      inStock: 5,
      lines: [order],
      updates: [updateOf('erp', daysAgo(6.4), 2, 5)],
      writers: [nightly],
      coverage: nights,
    });
    expect(story.updates.filter(({ logged }) => !logged)).toMatchObject([
      { before: 5, after: 5, takenOff: [{ order: 'v1-01', units: 2 }], received: 2 },
    ]);
    expect(story.corrected).toBe(7);
  });
});

describe('a count put right', () => {
  const order = lineOf('v1-01', { units: 2, createdAt: daysAgo(4) });
  const takenOff = updateOf('erp', afterPaid(order), 5, 3);
  const putRight = updateOf('ana', daysAgo(2), 3, 5);

  it('ends every early write-off before it', () => {
    const story = told({ inStock: 5, lines: [order], updates: [takenOff, putRight], writers: [PAID, ANA] });
    expect(story.updates).toMatchObject([{ reset: false }, { reset: true, received: 0 }]);
    expect(story).toMatchObject({ earlyWriteOffs: 0, corrected: 5 });
    expect(story.reservations).toMatchObject([{ order: 'v1-01', takenOffAt: null }]);
  });

  it('might as well be a receipt: the lower count is taken, and it is not proven', () => {
    const story = told({
      inStock: 5,
      lines: [order],
      updates: [takenOff, putRight],
      writers: [PAID, otherWriter('ana', { resetShare: 0.5 })],
    });
    expect(story).toMatchObject({ corrected: 5, alternatives: [7], confidence: 'likely' });
  });

  it("does not last: the ERP's next total takes the same order off again", () => {
    const again = updateOf('erp', daysAgo(1), 5, 3);
    const story = told({
      inStock: 3,
      lines: [order],
      updates: [takenOff, putRight, again],
      writers: [PAID, ANA],
    });
    expect(ordersTakenOff(story)).toEqual([['v1-01'], [], ['v1-01']]);
    expect(story).toMatchObject({ earlyWriteOffs: 2, corrected: 5 });
    expect(story.reservations).toMatchObject([{ order: 'v1-01', takenOffAt: again.at }]);
  });

  it('takes off units that were gone and still counted', () => {
    const picked = lineOf('v1-01', {
      units: 2,
      status: 'handling',
      createdAt: daysAgo(5),
      lastChangeAt: daysAgo(4),
    });
    const story = told({
      inStock: 6,
      lines: [picked],
      updates: [updateOf('ana', daysAgo(3), 5, 8), updateOf('ana', daysAgo(1), 8, 6)],
      writers: [triggeredWriter('erp', 'invoiced'), otherWriter('ana', { recountShare: 0.5 })],
      balance: { reserved: 0, available: 6, locks: [] },
    });
    expect(story.updates).toMatchObject([
      { received: 3, dropped: [{ order: 'v1-01', units: 2 }] },
      { reset: true, takenOff: [{ order: 'v1-01', units: 2, early: false }] },
    ]);
    expect(story).toMatchObject({ lateWriteOffs: 0, corrected: 6 });
  });
});

describe('a person', () => {
  it('lowers counts for reasons of their own beside an ERP that takes orders off', () => {
    const order = lineOf('v1-01', { units: 2, createdAt: daysAgo(3) });
    const story = told({
      inStock: 2,
      lines: [order],
      updates: [updateOf('ana', daysAgo(1), 4, 2)],
      writers: [HANDLING, ANA],
    });
    expect(story.updates).toMatchObject([{ takenOff: [], unexplained: 2 }]);
    expect(story).toMatchObject({ earlyWriteOffs: 0, corrected: 2 });
    expect(story.causes).toEqual([{ code: 'manual-edit', units: 2 }]);
  });
});

describe('a till', () => {
  it('is no slip of the hand', () => {
    const order = lineOf('v1-01', { createdAt: daysAgo(3) });
    const story = told({
      inStock: 3,
      lines: [order],
      updates: [updateOf('till', daysAgo(1), 4, 3)],
      writers: [HANDLING, otherWriter('till', { decrements: 80 })],
    });
    expect(story).toMatchObject({ corrected: 3, causes: [] });
  });
});

describe('a log with a gap', () => {
  const order = lineOf('v1-01', { units: 2, createdAt: daysAgo(3) });

  it('is shown where a row does not begin with the count before it', () => {
    const story = told({
      inStock: 4,
      lines: [order],
      updates: [updateOf('erp', daysAgo(9), 12, 10), updateOf('erp', afterPaid(order), 6, 4)],
      writers: [PAID],
    });
    expect(story.notes).toContainEqual({
      code: 'log-gap',
      values: { at: afterPaid(order), before: 6, expected: 10 },
    });
    expect(story.causes).toContainEqual({ code: 'log-gap', units: 4 });
    expect(story).toMatchObject({ corrected: 6, confidence: 'likely' });
  });

  it('is shown where the last row does not end with what is in stock', () => {
    const story = told({
      inStock: 3,
      lines: [order],
      updates: [updateOf('erp', afterPaid(order), 6, 4)],
      writers: [PAID],
    });
    expect(story.notes).toContainEqual({ code: 'in-stock-differs', values: { inStock: 3, replayed: 4 } });
    expect(story.confidence).toBe('likely');
  });
});

describe('a log that starts late', () => {
  const late = { updatesFrom: daysAgo(2), updatesTo: daysAgo(0) };

  it('leaves to the habits of its writer what came before it, and proves nothing of it', () => {
    const order = lineOf('v1-01', { units: 2, createdAt: daysAgo(4) });
    const story = told({
      inStock: 7,
      lines: [order],
      updates: [updateOf('erp', daysAgo(1), 3, 7)],
      writers: [PAID],
      coverage: late,
    });
    expect(story).toMatchObject({ earlyWriteOffs: 2, corrected: 9, confidence: 'likely' });
    expect(story.notes).toContainEqual({
      code: 'log-starts-late',
      values: { logFrom: daysAgo(2), oldest: daysAgo(4), order: 'v1-01' },
    });
  });

  it('because only so many rows of a balance are kept starts with its first row', () => {
    const order = lineOf('v1-01', { createdAt: daysAgo(4) });
    const story = told({
      inStock: 6,
      lines: [order],
      updates: [updateOf('erp', daysAgo(1), 3, 6)],
      writers: [PAID],
      coverage: { updatesPerBalance: 1 },
    });
    expect(story.notes.map(({ code }) => code)).toContain('log-starts-late');
    expect(story.confidence).toBe('likely');
  });
});

describe('the updates of a balance', () => {
  it('are told in order of time, each with what it dropped', () => {
    const picked = lineOf('v1-01', { status: 'handling', createdAt: daysAgo(6), lastChangeAt: daysAgo(4) });
    const updates = [
      updateOf('erp', daysAgo(5), 9, 12),
      updateOf('erp', minutesAfter(daysAgo(4), 1), 12, 11),
      updateOf('erp', daysAgo(3), 11, 20),
    ];
    const story = told({
      inStock: 20,
      lines: [picked],
      updates,
      writers: [HANDLING],
      balance: { reserved: 0, available: 20, locks: [] },
    });
    expect(only(story.updates)).toEqual(updates.map(({ at }) => at));
    expect(story.updates.map(({ dropped }) => dropped)).toEqual([[], [{ order: 'v1-01', units: 1 }], []]);
    expect(story.updates.at(-1)?.at).toBe(daysAgo(0) - 3 * DAY);
  });
});

describe('a balance with very many orders', () => {
  const nights = Array.from({ length: 28 }, (_, night) => daysAgo(27 - night, -10));
  const lastNight = nights.at(-1) ?? 0;
  const nightly = triggeredWriter('erp', 'authorized', {
    runs: nights,
    writesInRuns: true,
    runsLate: [0.99, 0.006, 0.002, 0.002],
  });
  const lines = Array.from({ length: 2000 }, (_, index) => {
    const createdAt = minutesAfter(daysAgo(27.5), index * 19);
    const isPending = createdAt > daysAgo(0, -40);
    return lineOf(`v${index}-01`, {
      units: 1 + (index % 7 === 0 ? 2 : index % 3 === 0 ? 1 : 0),
      createdAt,
      ...(isPending ? {} : { status: 'invoiced', lastChangeAt: minutesAfter(createdAt, 30 * 60) }),
    });
  });
  const unitsOf = (some: readonly OrderLine[]) => some.reduce((sum, { units }) => sum + units, 0);
  const gone = unitsOf(lines.filter(({ status }) => status === 'invoiced'));

  /** A run every night takes off what was paid since the one before, and receives goods now and then. */
  function toldOfNights(isMissed: (line: OrderLine, night: number) => boolean): BalanceStory {
    let count = 5000;
    let received = 0;
    const taken = new Set<OrderLine>();
    const updates = nights.map((night, index) => {
      const due = lines.filter(
        (line) => (line.authorizedAt ?? night) < night && !taken.has(line) && !isMissed(line, night),
      );
      for (const line of due) taken.add(line);
      const receipt = index % 3 === 1 && index < 24 ? 150 : 0;
      received += receipt;
      const before = count;
      count += receipt - unitsOf(due);
      return updateOf('erp', night, before, count);
    });
    const story = told({ inStock: count, lines, updates, writers: [nightly] });
    expect(story.pending).toBe(unitsOf(lines) - gone);
    expect(story.corrected).toBe(5000 + received - gone);
    return story;
  }

  it('has all that were due taken off by a run that nets hundreds of units', () => {
    const story = toldOfNights(() => false);
    expect(story.updates.map(({ takenOff }) => takenOff.length)).toEqual(
      nights.map(
        (night, index) =>
          lines.filter(
            ({ authorizedAt }) =>
              (authorizedAt ?? night) < night && (authorizedAt ?? night) >= (nights[index - 1] ?? 0),
          ).length,
      ),
    );
    expect(story.alternatives).toEqual([]);
  });

  it('has those just before the cut-off taken off by the next run, where the count says so', () => {
    const newest = lines.filter(({ authorizedAt }) => (authorizedAt ?? lastNight) < lastNight).slice(-2);
    const story = toldOfNights((line, night) => night === lastNight && newest.includes(line));
    const early = story.reservations.filter(({ takenOffAt }) => takenOffAt !== null);
    const due = lines.filter(
      ({ status, authorizedAt }) => status !== 'invoiced' && (authorizedAt ?? lastNight) < lastNight,
    );
    expect(early.reduce((sum, { units }) => sum + units, 0)).toBe(unitsOf(due) - unitsOf(newest));
  });
});
