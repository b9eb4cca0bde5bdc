/** A physical count carried to T, taken apart: with lines and readings of the log made by hand. */
import { describe, expect, it } from 'vitest';
import { type CarriedCount, carriedCount, countToUse } from '../../src/ledger/counted.js';

import { DAY, HOUR } from '../../src/ledger/lags.js';

import { NOTHING, type ReplayEvent, type Step } from '../../src/ledger/reading.js';
import type { Balance, Coverage, OrderLine, PhysicalCount } from '../../src/ledger/records.js';
import type { Outcome } from '../../src/ledger/replay.js';
import type { Verdict } from '../../src/ledger/verdict.js';
import {
  balanceLinesOf,
  balanceOf,
  COVERAGE,
  daysAgo,
  EXPORTED_AT,
  lineOf,
  minutesAfter,
  otherWriter,
  readingOf,
  triggeredWriter,
  updateOf,
} from './records.js';

/** When the shelf is counted, unless a test says otherwise. */
const COUNTED_AT = daysAgo(4);
const NO_LOG: Coverage = { ...COVERAGE, updatesFrom: null, updatesTo: null };

const WRITERS = readingOf(
  triggeredWriter('erp', 'authorized'),
  otherWriter('ana'),
  otherWriter('till', { decrements: 400 }),
);

/** What one update did, by somebody; a lowering one unless told otherwise. */
function stepAt(at: number, changes: Partial<Step> = {}, author = 'erp'): Step {
  return {
    ...NOTHING,
    event: { kind: 'update', at, update: updateOf(author, at, 5, 4) },
    retaken: null,
    previous: null,
    ...changes,
  };
}

/** Steps in order of time as a reading has them: the last one, leading back to the others. */
function chained(...steps: readonly Step[]): Step | null {
  return steps.reduce<Step | null>((previous, step) => ({ ...step, previous }), null);
}

const outcomeOf = (shelf: number, ...steps: readonly Step[]): Outcome => ({
  share: 1,
  shelf,
  lacking: new Set(),
  overdue: false,
  last: chained(...steps),
});

const UNREAD: Verdict = {
  outcome: null,
  others: [],
  reading: null,
  alternatives: [],
  basis: 'orders-only',
  confidence: 'assumed',
  evidence: null,
  limited: false,
};

const read = (outcome: Outcome, changes: Partial<Verdict> = {}): Verdict => ({
  ...UNREAD,
  outcome,
  reading: WRITERS,
  basis: 'update-log',
  confidence: 'likely',
  ...changes,
});

const another = (outcome: Outcome, isWellSupported: boolean) => ({
  outcome,
  reading: WRITERS,
  isWellSupported,
});

interface Given {
  readonly lines?: readonly OrderLine[];
  readonly balance?: Partial<Balance>;
  readonly count?: Partial<PhysicalCount>;
  readonly verdict?: Verdict;
  readonly coverage?: Coverage;
  readonly share?: number;
}

/** Ten units in stock, and ten counted four days before T. */
function carriedIn({
  lines = [],
  balance = {},
  count = {},
  verdict = UNREAD,
  coverage = NO_LOG,
  share,
}: Given) {
  const of = balanceOf(10, lines, {
    ...balance,
    count: { counted: 10, at: COUNTED_AT, withPicked: false, ...count },
  });
  const found = balanceLinesOf(of, lines, coverage);
  const placed =
    share === undefined ? found : { ...found, lines: found.lines.map((line) => ({ ...line, share })) };
  return carriedCount(placed, verdict, coverage);
}

function carried(given: Given): CarriedCount {
  const result = carriedIn(given);
  if (result === null) throw new Error('The count is not used.');
  return result;
}

/** An order that was sent, by dates days ago. */
const sent = (order: string, units: number, handledAgo: number | null, changes: Partial<OrderLine> = {}) =>
  lineOf(order, {
    units,
    status: 'invoiced',
    createdAt: daysAgo(9),
    lastChangeAt: daysAgo(1),
    handlingAt: handledAgo === null ? null : daysAgo(handledAgo),
    ...changes,
  });

describe('which count is used', () => {
  const row = (counted: number, at: number | null, fileModifiedAt: number) => ({
    counted,
    at,
    fileModifiedAt,
  });
  const used = (...rows: readonly ReturnType<typeof row>[]) =>
    countToUse(rows, EXPORTED_AT, EXPORTED_AT, false)?.counted ?? null;

  it('is none where there is none', () => {
    expect(used()).toBeNull();
  });

  it('is not one without a time whose file was written at T itself', () => {
    expect(used(row(4, null, EXPORTED_AT))).toBeNull();
    expect(used(row(4, null, EXPORTED_AT + 1))).toBe(4);
  });

  it('is the one in the newest file, of those without a time; of one moment the lower', () => {
    expect(used(row(4, null, daysAgo(-1)), row(6, null, daysAgo(-2)), row(5, null, daysAgo(-1)))).toBe(6);
    expect(used(row(4, null, daysAgo(-1)), row(3, null, daysAgo(-1)))).toBe(3);
    expect(used(row(3, null, daysAgo(-1)), row(4, null, daysAgo(-1)))).toBe(3);
  });
});

describe('a count', () => {
  it('is carried only where there is one', () => {
    expect(carriedCount(balanceLinesOf(balanceOf(10, []), []), UNREAD, COVERAGE)).toBeNull();
  });

  it.each([
    ['of no known time', null, true],
    ['made at T', EXPORTED_AT, true],
    ['made after T', EXPORTED_AT + 1, true],
    ['made before T', EXPORTED_AT - 1, false],
  ])('is after the export where it is %s', (_, at, isAfterExport) => {
    expect(carried({ count: { at } }).isAfterExport).toBe(isAfterExport);
  });

  it('is of before the export where nobody knows when that was', () => {
    const unknown = { ...NO_LOG, exportedAt: null, exportedBefore: null };
    expect(carried({ balance: { exportedAt: null }, coverage: unknown }).isAfterExport).toBe(false);
  });

  it('is told as it was made', () => {
    expect(carried({ count: { withPicked: true } }).story).toEqual({
      counted: 10,
      at: COUNTED_AT,
      withPicked: true,
      picked: [],
      handled: [],
      received: 0,
      putBack: 0,
      unexplained: 0,
      carried: 10,
    });
  });
});

describe('what left the shelf since a count', () => {
  const told = (given: Given) => {
    const { story, alternatives } = carried(given);
    return { handled: story.handled, picked: story.picked, carried: story.carried, alternatives };
  };

  it('is what came to Preparing Delivery after it', () => {
    expect(told({ lines: [sent('v1', 2, 3), sent('v2', 3, 5)] })).toEqual({
      handled: [{ order: 'v1', units: 2, at: daysAgo(3) }],
      picked: [],
      carried: 8,
      alternatives: [10],
    });
  });

  it('is not what came to it at that very moment', () => {
    expect(told({ lines: [sent('v1', 2, 4)] }).handled).toEqual([]);
  });

  it('is what may have come to it since, and may not have', () => {
    const some = sent('v1', 2, null);
    expect(told({ lines: [some] })).toMatchObject({
      handled: [{ order: 'v1', units: 2, at: null }],
      carried: 8,
      alternatives: [10],
    });
  });

  it('is nothing that still waits', () => {
    expect(told({ lines: [lineOf('v1', { units: 2, createdAt: daysAgo(6) })] })).toMatchObject({
      handled: [],
      carried: 10,
    });
  });

  it('is what was picked, though the order was cancelled', () => {
    const cancelled = sent('v1', 2, 3, { status: 'canceled' });
    expect(told({ lines: [cancelled] }).handled).toEqual([{ order: 'v1', units: 2, at: daysAgo(3) }]);
    expect(told({ lines: [sent('v1', 2, null, { status: 'canceled' })] }).handled).toEqual([]);
  });

  it('is, of an order of which nothing is known, perhaps its units; none after T', () => {
    const lines: readonly OrderLine[] = [];
    const balance = { reserved: 3, locks: ['00-gone'] };
    expect(told({ lines, balance })).toMatchObject({
      handled: [{ order: '00-gone', units: 3, at: null }],
      carried: 7,
      alternatives: [10],
    });
    expect(told({ lines, balance, count: { at: daysAgo(-1) } })).toMatchObject({ handled: [], carried: 10 });
    expect(told({ lines, balance, count: { at: daysAgo(-1), withPicked: true } })).toMatchObject({
      handled: [{ order: '00-gone', units: 3, at: null }],
      carried: 7,
    });
  });

  it('is only perhaps what stands in another warehouse as well', () => {
    expect(told({ lines: [sent('v1', 2, 3)], share: 0.5 })).toMatchObject({ carried: 8, alternatives: [10] });
    const picked = { count: { withPicked: true }, share: 0.5 };
    expect(told({ lines: [sent('v1', 2, 5)], ...picked })).toMatchObject({ carried: 8, alternatives: [10] });
    expect(told({ lines: [sent('v1', 2, null)], ...picked })).toMatchObject({
      carried: 8,
      alternatives: [10],
    });
  });

  it('is surely what may have left before the count as well, where picked units were counted', () => {
    expect(told({ lines: [sent('v1', 2, null)], count: { withPicked: true } })).toMatchObject({
      handled: [{ order: 'v1', units: 2, at: null }],
      carried: 8,
      alternatives: [10],
    });
  });

  it('left at an unknown time where only a span since the count is known', () => {
    const since = sent('v1', 2, null, { createdAt: daysAgo(3) });
    expect(told({ lines: [since] }).handled).toEqual([{ order: 'v1', units: 2, at: null }]);
  });

  it('is perhaps what was asked to be cancelled, or was cancelled and is still reserved', () => {
    const asked = sent('v1', 2, null, { status: 'request-cancel' });
    expect(told({ lines: [asked] })).toMatchObject({ carried: 8, alternatives: [10] });
    const cancelled = sent('v1', 2, null, { status: 'canceled', createdAt: daysAgo(3) });
    const balance = { inStock: 10, reserved: 2, available: 8, locks: ['00-v1'] };
    expect(told({ lines: [cancelled], balance })).toMatchObject({ carried: 8, alternatives: [10] });
  });

  it('surely left the house where picked units were counted, before the count or after it', () => {
    const given = { lines: [sent('v1', 2, null)], balance: { inStock: 8, available: 8 } };
    expect(told({ ...given, count: { withPicked: true } })).toMatchObject({ carried: 8, alternatives: [] });
    expect(told(given)).toMatchObject({ carried: 8, alternatives: [10] });
  });

  it('is what had been picked and counted with the rest', () => {
    expect(told({ lines: [sent('v1', 2, 6)], count: { withPicked: true } })).toMatchObject({
      handled: [],
      picked: [{ order: 'v1', units: 2 }],
      carried: 8,
    });
    expect(told({ lines: [sent('v1', 2, 6)] })).toMatchObject({ picked: [], carried: 10 });
  });

  it('is not what had been picked and was out of the house by then', () => {
    const count = { withPicked: true };
    const pickedOf = (changes: Partial<OrderLine>) =>
      told({ lines: [sent('v1', 2, 6, changes)], count }).picked;
    expect(pickedOf({ invoicedAt: daysAgo(5) })).toEqual([]);
    expect(pickedOf({ invoicedAt: COUNTED_AT })).toEqual([]);
    expect(pickedOf({ invoicedAt: COUNTED_AT + 1 })).toHaveLength(1);
    expect(pickedOf({ status: 'canceled', lastChangeAt: COUNTED_AT })).toEqual([]);
    expect(pickedOf({ status: 'canceled', lastChangeAt: COUNTED_AT + 1 })).toHaveLength(1);
    expect(pickedOf({ status: 'canceled', lastChangeAt: null })).toHaveLength(1);
  });
});

describe('what came since a count', () => {
  const received = (at: number, units: number, author = 'ana') => stepAt(at, { received: units }, author);
  /** The count as the log bears it out: a shelf of so many units. */
  const told = (shelf: number, steps: readonly Step[], given: Given = {}) => {
    const { story, borneOut, alternatives } = carried({
      coverage: COVERAGE,
      ...given,
      verdict: read(outcomeOf(shelf, ...steps)),
    });
    return { ...story, isBorneOut: borneOut !== null, alternatives };
  };

  it('are receipts after it', () => {
    expect(told(13, [received(daysAgo(5), 9), received(daysAgo(3), 3)])).toMatchObject({
      received: 3,
      carried: 13,
      isBorneOut: true,
    });
    expect(told(10, [received(COUNTED_AT, 3)])).toMatchObject({ received: 0, carried: 10, isBorneOut: true });
  });

  it('are receipts just after it only where they bear the log out: they may have been counted', () => {
    const soon = COUNTED_AT + HOUR / 4;
    expect(told(10, [received(soon, 3)])).toMatchObject({ received: 0, carried: 10, isBorneOut: true });
    expect(told(13, [received(soon, 3)])).toMatchObject({ received: 3, carried: 13, isBorneOut: true });
    expect(told(10, [received(soon + 1, 3)])).toMatchObject({ isBorneOut: false });
  });

  it('are receipts of the first run after it only where they bear the log out', () => {
    const runs = [daysAgo(5), daysAgo(3), daysAgo(2)];
    const nightly = readingOf(triggeredWriter('night', 'authorized', { runs }), otherWriter('ana'));
    const isBorneOut = (at: number, shelf: number, author: string) => {
      const verdict = read(outcomeOf(shelf, received(at, 3, author)), { reading: nightly });
      return carried({ coverage: COVERAGE, verdict }).borneOut !== null;
    };
    expect(isBorneOut(daysAgo(3), 10, 'night')).toBe(true);
    expect(isBorneOut(daysAgo(3), 13, 'night')).toBe(true);
    // Written within the hour after the run, it is still of that run.
    expect(isBorneOut(daysAgo(3) + HOUR, 10, 'night')).toBe(true);
    expect(isBorneOut(daysAgo(3) + HOUR + 1, 10, 'night')).toBe(false);
    expect(isBorneOut(daysAgo(2), 10, 'night')).toBe(false);
    const atOnce = readingOf(triggeredWriter('night', 'authorized', { runs: [COUNTED_AT, daysAgo(3)] }));
    const verdict = read(outcomeOf(10, received(daysAgo(3), 3, 'night')), { reading: atOnce });
    expect(carried({ coverage: COVERAGE, verdict }).borneOut).toBeNull();
    expect(isBorneOut(daysAgo(2), 13, 'night')).toBe(true);
    expect(isBorneOut(daysAgo(3), 10, 'ana')).toBe(false);
  });

  it('is what was put back of orders that had left the shelf', () => {
    const back = sent('v1', 2, 6, { status: 'canceled', lastChangeAt: daysAgo(3) });
    const steps = [stepAt(daysAgo(5), { taken: [0] }), stepAt(daysAgo(2), { putBack: [0] })];
    expect(told(12, steps, { lines: [back] })).toMatchObject({ putBack: 2, carried: 12, isBorneOut: true });
  });

  it('is nothing of what was put back and had never left it, or left it later', () => {
    const steps = [stepAt(daysAgo(5), { taken: [0] }), stepAt(daysAgo(2), { putBack: [0] })];
    const never = sent('v1', 2, null, { status: 'canceled', lastChangeAt: daysAgo(3) });
    expect(told(10, steps, { lines: [never] })).toMatchObject({ putBack: 0, carried: 10 });
    const later = sent('v1', 2, 2, { status: 'canceled', handlingAt: daysAgo(2) + 1 });
    expect(told(8, steps, { lines: [later] })).toMatchObject({ putBack: 0, carried: 8 });
    const then = sent('v1', 2, 2, { status: 'canceled' });
    expect(told(10, steps, { lines: [then] })).toMatchObject({ putBack: 2, carried: 10 });
  });

  it('is less what was taken off and nothing explains', () => {
    expect(
      told(7, [stepAt(daysAgo(5), { unexplained: 9 }), stepAt(daysAgo(2), { unexplained: 3 })]),
    ).toMatchObject({
      unexplained: 3,
      carried: 7,
      isBorneOut: true,
    });
  });

  it('is nothing of the very moment of the count', () => {
    expect(told(10, [stepAt(COUNTED_AT, { unexplained: 3 })])).toMatchObject({ unexplained: 0, carried: 10 });
  });

  const cancelledIn = (days: number) =>
    sent('v1', 2, null, { status: 'canceled', lastChangeAt: daysAgo(days) });
  const hidden = [stepAt(daysAgo(5), { taken: [0] }), received(daysAgo(2), 5)];

  it('may be of a receipt what was put back in the same write, and had never left the shelf', () => {
    const cancelled = cancelledIn(3);
    expect(told(13, hidden, { lines: [cancelled] })).toMatchObject({ received: 3, isBorneOut: true });
    expect(told(15, hidden, { lines: [cancelled] })).toMatchObject({ received: 5, isBorneOut: true });
    expect(told(12, hidden, { lines: [cancelled] })).toMatchObject({ isBorneOut: false });
  });

  it('is all of a receipt where no order can have been put back with it', () => {
    const isPartBorneOut = (lines: readonly OrderLine[], steps: readonly Step[]) =>
      told(13, steps, { lines }).isBorneOut;
    const received5 = received(daysAgo(2), 5);
    const taken = stepAt(daysAgo(6), { taken: [0] });
    expect(isPartBorneOut([cancelledIn(3)], [taken, received5])).toBe(true);
    // It was cancelled later, or too long before.
    expect(isPartBorneOut([cancelledIn(2)], [taken, received5])).toBe(true);
    expect(isPartBorneOut([cancelledIn(1.9)], [taken, received5])).toBe(false);
    expect(isPartBorneOut([cancelledIn(4.9)], [taken, received5])).toBe(true);
    expect(isPartBorneOut([cancelledIn(5)], [taken, received5])).toBe(false);
    // It was never taken off, or put back before.
    expect(isPartBorneOut([cancelledIn(3)], [received5])).toBe(false);
    expect(isPartBorneOut([cancelledIn(3)], [taken, stepAt(daysAgo(2.5), { putBack: [0] }), received5])).toBe(
      false,
    );
    // It is larger than the receipt.
    const larger = sent('v1', 6, null, { status: 'canceled', lastChangeAt: daysAgo(3) });
    expect(isPartBorneOut([larger], [taken, received5])).toBe(false);
    expect(told(15, [taken, received5], { lines: [larger] }).isBorneOut).toBe(true);
    // What is still reserved may have left the shelf, but was put back by nobody.
    const balance = { reserved: 2, available: 8, locks: ['00-v1'] };
    expect(told(11, [taken, received5], { lines: [cancelledIn(3)], balance }).isBorneOut).toBe(false);
    const asLarge = sent('v1', 5, null, { status: 'canceled', lastChangeAt: daysAgo(3) });
    expect(told(10, [taken, received5], { lines: [asLarge] }).isBorneOut).toBe(true);
    // It was not cancelled, is of no known time, or had left the shelf.
    expect(isPartBorneOut([lineOf('v1', { units: 2, createdAt: daysAgo(9) })], [taken, received5])).toBe(
      false,
    );
    const undated = sent('v1', 2, null, { status: 'canceled', lastChangeAt: null });
    expect(isPartBorneOut([undated], [taken, received5])).toBe(false);
    const picked = sent('v1', 2, 8, { status: 'canceled', lastChangeAt: daysAgo(3) });
    expect(isPartBorneOut([picked], [taken, received5])).toBe(false);
  });

  it('is of one receipt no order twice', () => {
    const twice = [stepAt(daysAgo(5), { taken: [0] }), received(daysAgo(2), 5), received(daysAgo(1), 5)];
    expect(told(18, twice, { lines: [cancelledIn(3)] }).isBorneOut).toBe(true);
    expect(told(16, twice, { lines: [cancelledIn(3)] }).isBorneOut).toBe(false);
  });
});

describe('a count against the log', () => {
  const log = (shelf: number, ...steps: readonly Step[]) => read(outcomeOf(shelf, ...steps));
  const order = lineOf('v1', { units: 2, createdAt: daysAgo(6) });
  const against = (given: Given) => carried({ coverage: COVERAGE, ...given });

  it('bears out the reading that it comes to', () => {
    const verdict = read(outcomeOf(10), { others: [another(outcomeOf(8), true)] });
    expect(against({ verdict })).toMatchObject({ borneOut: { outcome: verdict.outcome }, alternatives: [] });
    expect(against({ verdict, count: { counted: 8 } }).borneOut?.outcome.shelf).toBe(8);
  });

  it('bears out the lowest of the well-supported readings that it can have become', () => {
    const lines = [sent('v2', 2, null)];
    const verdict = read(outcomeOf(10), { others: [another(outcomeOf(8), true)] });
    const found = against({ lines, verdict });
    expect(found.borneOut?.outcome.shelf).toBe(8);
    expect(found.story.carried).toBe(8);
    expect(found.alternatives).toEqual([10]);
  });

  it('names what units of cancelled orders may bring it to, and no more', () => {
    const cancelled = sent('v1', 2, null, { status: 'canceled', lastChangeAt: daysAgo(7) });
    const lines = [cancelled, sent('v2', 2, null), sent('v3', 5, null)];
    const verdict = log(10, stepAt(daysAgo(8), { taken: [0] }));
    // It may have become 8, 10, 13 or 15.
    expect(against({ lines, verdict, count: { counted: 15 } })).toMatchObject({
      borneOut: { outcome: { shelf: 10 } },
      alternatives: [],
    });
    expect(against({ lines, verdict, count: { counted: 12 } })).toMatchObject({
      borneOut: { outcome: { shelf: 10 } },
      alternatives: [12],
    });
  });

  it('of an unknown time moves nothing, though T is unknown', () => {
    const unknown = { ...COVERAGE, exportedAt: null, exportedBefore: null };
    const verdict = log(10, stepAt(daysAgo(2), { received: 3 }, 'ana'));
    const found = carried({ balance: { exportedAt: null }, coverage: unknown, verdict, count: { at: null } });
    expect(found.story).toMatchObject({ received: 0, carried: 10 });
  });

  it('bears out no reading that is not well supported, but names it', () => {
    const lines = [sent('v2', 2, null)];
    const verdict = read(outcomeOf(10), { others: [another(outcomeOf(8), false)] });
    expect(against({ lines, verdict })).toMatchObject({
      borneOut: { outcome: { shelf: 10 } },
      story: { carried: 10, handled: [] },
      alternatives: [8],
    });
  });

  it('is believed against the log where it bears out none: the lowest it can have become', () => {
    const lines = [sent('v2', 2, null)];
    expect(against({ lines, verdict: log(9), count: { counted: 10 } })).toMatchObject({
      borneOut: null,
      story: { carried: 8 },
      alternatives: [9, 10],
    });
  });

  it('names the exported available with what is pending where no log says more', () => {
    const found = (changes: Partial<Balance>) =>
      carried({ lines: [order], balance: changes, count: { counted: 7 } }).alternatives;
    expect(found({})).toEqual([10]);
    expect(found({ inStock: 1, available: -1 })).toEqual([]);
    expect(found({ inStock: 2, available: 0 })).toEqual([2]);
  });

  it('takes receipts to have been counted that are just what it finds beyond the log', () => {
    const steps = [stepAt(daysAgo(3), { received: 4 }, 'ana'), stepAt(daysAgo(2), { received: 5 }, 'ana')];
    const found = (counted: number) => against({ verdict: log(13, ...steps), count: { counted } }).story;
    expect(found(4)).toMatchObject({ received: 9, carried: 13 });
    expect(found(8)).toMatchObject({ received: 5, carried: 13 });
    expect(found(9)).toMatchObject({ received: 4, carried: 13 });
    expect(found(13)).toMatchObject({ received: 0, carried: 13 });
    expect(found(10)).toMatchObject({ received: 9, carried: 19 });
    expect(found(14)).toMatchObject({ received: 9, carried: 23 });
    expect(found(3)).toMatchObject({ received: 9, carried: 12 });
  });
});

describe('how sure a count is', () => {
  const updates = [updateOf('ana', daysAgo(3), 4, 10)];
  const log = (shelf: number, ...steps: readonly Step[]) => read(outcomeOf(shelf, ...steps));
  const surety = (given: Given) => {
    const { isCertain, isAsSureAsLog, most } = carried({ coverage: COVERAGE, verdict: log(10), ...given });
    return { isCertain, isAsSureAsLog, most };
  };
  const CERTAIN = { isCertain: true };
  const UNCERTAIN = { isCertain: false };

  it('is certain where nothing came in between', () => {
    expect(surety({})).toEqual({ isCertain: true, isAsSureAsLog: true, most: null });
    expect(surety({ verdict: log(9) })).toEqual({ isCertain: true, isAsSureAsLog: false, most: null });
  });

  it('is not certain where an update came in between', () => {
    expect(surety({ balance: { updates } })).toMatchObject({ isCertain: false, isAsSureAsLog: true });
    expect(surety({ balance: { updates: [updateOf('ana', COUNTED_AT, 4, 10)] } })).toMatchObject(CERTAIN);
  });

  it('is as sure as the log where an update came in between and all that moved is known', () => {
    const balance = { updates };
    expect(surety({ balance, verdict: log(12) })).toMatchObject({ isCertain: false, isAsSureAsLog: true });
    expect(surety({ balance, verdict: log(9) })).toMatchObject({ isCertain: false, isAsSureAsLog: false });
  });

  it('is not certain where it may have become something else', () => {
    expect(surety({ lines: [sent('v1', 2, null)], verdict: log(7) })).toMatchObject(UNCERTAIN);
    expect(surety({ lines: [sent('v1', 2, 3)], verdict: log(8) })).toMatchObject(CERTAIN);
  });

  it('is not certain where an order cancelled since may have left the shelf and come back', () => {
    const cancelled = (lastChangeAt: number | null) =>
      surety({ lines: [sent('v1', 2, null, { status: 'canceled', lastChangeAt })] });
    expect(cancelled(daysAgo(3))).toMatchObject(UNCERTAIN);
    expect(cancelled(COUNTED_AT)).toMatchObject(CERTAIN);
    expect(cancelled(null)).toMatchObject(CERTAIN);
  });

  it('is not certain where something was taken off that nothing explains, but for a till', () => {
    const taken = (author: string) =>
      surety({ verdict: log(7, stepAt(daysAgo(2), { unexplained: 3 }, author)) });
    expect(taken('ana')).toMatchObject({ isCertain: false, isAsSureAsLog: false });
    expect(taken('nobody')).toMatchObject({ isCertain: false, isAsSureAsLog: false });
    expect(taken('erp')).toMatchObject({ isCertain: false, isAsSureAsLog: false });
    expect(taken('till')).toMatchObject({ isCertain: true, isAsSureAsLog: true });
  });

  it('is not certain where the log has a gap since', () => {
    const gap = (at: number): Step => {
      const event: ReplayEvent = { kind: 'gap', at, before: 9, after: 10 };
      return stepAt(at, { event });
    };
    expect(surety({ verdict: log(10, gap(daysAgo(2))) })).toMatchObject(UNCERTAIN);
    expect(surety({ verdict: log(10, gap(daysAgo(5))) })).toMatchObject(CERTAIN);
  });

  it('is not certain where what came in between was not seen', () => {
    const seen = (coverage: Partial<Coverage>) =>
      surety({ coverage: { ...COVERAGE, ...coverage } }).isCertain;
    expect(seen({ updatesFrom: COUNTED_AT })).toBe(true);
    expect(seen({ updatesFrom: COUNTED_AT + 1 })).toBe(false);
    expect(seen({ ordersFrom: COUNTED_AT })).toBe(true);
    expect(seen({ ordersFrom: COUNTED_AT + 1 })).toBe(false);
    expect(seen({ ordersFrom: null })).toBe(true);
    expect(seen({ updatesTo: daysAgo(20) })).toBe(false);
    expect(seen({ updatesFrom: null, updatesTo: null })).toBe(false);
  });

  it('is certain after T, whatever was not seen', () => {
    const after = { at: daysAgo(-1) };
    expect(surety({ coverage: NO_LOG, verdict: UNREAD, count: after })).toMatchObject(CERTAIN);
  });

  it('is not as sure as the log where units of a cancelled order may lie on the shelf again', () => {
    const cancelled = sent('v1', 2, null, { status: 'canceled', lastChangeAt: daysAgo(7) });
    const taken = stepAt(daysAgo(8), { taken: [0] });
    const back = stepAt(daysAgo(6), { putBack: [0] });
    expect(surety({ lines: [cancelled], verdict: log(10, taken) })).toMatchObject({ isAsSureAsLog: false });
    expect(surety({ lines: [cancelled], verdict: log(10, taken, back) })).toMatchObject({
      isAsSureAsLog: true,
    });
    expect(surety({ lines: [cancelled] })).toMatchObject({ isAsSureAsLog: true });
    const open = lineOf('v1', { units: 2, createdAt: daysAgo(9) });
    expect(surety({ lines: [open], verdict: log(10, taken) })).toMatchObject({ isAsSureAsLog: true });
  });

  it('is not as sure as the log where a cancelled order is still reserved', () => {
    const cancelled = sent('v1', 2, null, { status: 'canceled', lastChangeAt: daysAgo(7) });
    const balance = { reserved: 2, available: 8, locks: ['00-v1'] };
    expect(surety({ lines: [cancelled], balance, verdict: log(8) }).isAsSureAsLog).toBe(false);
  });

  it.each([
    ['more than twice and by more than five', 10, 21, 10],
    ['twice', 10, 20, null],
    ['more than twice, but by five', 4, 9, null],
    ['more than twice, and by six', 4, 10, 4],
    ['more than nothing, and by six', 0, 6, 0],
    ['more than nothing, but by five', 0, 5, null],
    ['more than a shelf below nothing', -3, 6, -3],
  ])('is doubtful where it is far above what the exports explain: %s', (_, shelf, counted, most) => {
    expect(surety({ verdict: log(shelf), count: { counted } })).toEqual({
      isCertain: most === null,
      isAsSureAsLog: false,
      most,
    });
  });

  it('may be as high as any reading, with all that was cancelled', () => {
    const verdict = read(outcomeOf(4), { others: [another(outcomeOf(7), false)] });
    expect(surety({ verdict, count: { counted: 14 } }).most).toBeNull();
    expect(surety({ verdict, count: { counted: 15 } }).most).toBe(7);
    const cancelled = sent('v1', 2, null, { status: 'canceled', lastChangeAt: daysAgo(7) });
    const returned = log(7, stepAt(daysAgo(8), { taken: [0] }));
    expect(surety({ lines: [cancelled], verdict: returned, count: { counted: 18 } }).most).toBeNull();
    expect(surety({ lines: [cancelled], verdict: returned, count: { counted: 19 } }).most).toBe(9);
  });

  it('may be as high as what is in stock with all that is pending, where no log says more', () => {
    const lines = [lineOf('v1', { units: 2, createdAt: daysAgo(6) })];
    const after = { at: daysAgo(-1) };
    const most = (counted: number, balance: Partial<Balance>) =>
      surety({ lines, balance, coverage: NO_LOG, verdict: UNREAD, count: { ...after, counted } }).most;
    expect(most(24, {})).toBeNull();
    expect(most(25, {})).toBe(12);
    expect(most(8, { inStock: -9, available: -11 })).toBe(2);
    expect(most(7, { inStock: -9, available: -11 })).toBeNull();
  });
});

describe('a count is not used', () => {
  const log = (shelf: number) => read(outcomeOf(shelf));
  const isUsed = (given: Given) => carriedIn({ coverage: COVERAGE, ...given }) !== null;

  it('where the log begins more than two days after it, unless it bears that out', () => {
    const from = (updatesFrom: number) => ({ coverage: { ...COVERAGE, updatesFrom } });
    expect(isUsed({ verdict: log(9), ...from(COUNTED_AT + 2 * DAY) })).toBe(true);
    expect(isUsed({ verdict: log(9), ...from(COUNTED_AT + 2 * DAY + 1) })).toBe(false);
    expect(isUsed({ verdict: log(10), ...from(COUNTED_AT + 2 * DAY + 1) })).toBe(true);
    expect(isUsed({ coverage: NO_LOG })).toBe(true);
  });

  const updates = [updateOf('ana', daysAgo(3), 4, 10)];

  it('to raise the shelf where the exported orders may lack some that left it since', () => {
    const from = (days: number, shelf: number, balance: Partial<Balance> = { updates }) =>
      isUsed({ verdict: log(shelf), balance, coverage: { ...COVERAGE, ordersFrom: daysAgo(days) } });
    expect(from(11, 9)).toBe(true);
    expect(from(10.9, 9)).toBe(false);
    expect(from(10.9, 11)).toBe(true);
    expect(from(10.9, 10)).toBe(true);
    // Without an update since, what left the shelf would still be reserved; if all since was seen.
    expect(from(10.9, 9, {})).toBe(true);
    expect(from(3.9, 9, {})).toBe(false);
  });

  it('to raise it without a log where the exported orders begin more than two days after it', () => {
    const from = (ordersFrom: number | null, balance: Partial<Balance> = {}) =>
      isUsed({ coverage: { ...NO_LOG, ordersFrom }, balance });
    const lower = { inStock: 5, available: 5 };
    expect(from(COUNTED_AT + 2 * DAY, lower)).toBe(true);
    expect(from(COUNTED_AT + 2 * DAY + 1, lower)).toBe(false);
    expect(from(null, lower)).toBe(true);
    const lines = [lineOf('v1', { units: 2, createdAt: daysAgo(6) })];
    const coverage = { ...NO_LOG, ordersFrom: COUNTED_AT + 2 * DAY + 1 };
    const pending = (counted: number) =>
      isUsed({ lines, coverage, balance: { inStock: 8, available: 6 }, count: { counted } });
    expect(pending(8)).toBe(true);
    expect(pending(9)).toBe(false);
    expect(from(COUNTED_AT + 2 * DAY + 1)).toBe(true);
    expect(from(COUNTED_AT + 2 * DAY + 1, { inStock: -5, available: -5 })).toBe(false);
  });

  it('is always used after T', () => {
    const coverage = { ...COVERAGE, ordersFrom: daysAgo(0.5) };
    expect(isUsed({ verdict: log(5), coverage, balance: { updates }, count: { at: null } })).toBe(true);
  });
});

describe('counts of many open units', () => {
  it('name all that up to eight of them can come to; of more, all and none', () => {
    const lines = (count: number) => Array.from({ length: count }, (_, index) => sent(`v${index}`, 1, null));
    expect(carried({ lines: lines(8), count: { counted: 8 } }).alternatives).toEqual([
      1, 2, 3, 4, 5, 6, 7, 8, 10,
    ]);
    expect(carried({ lines: lines(9), count: { counted: 9 } }).alternatives).toEqual([9, 10]);
  });

  it('settle on those that bear the log out', () => {
    const lines = [sent('v1', 1, null), sent('v2', 2, null), sent('v3', 4, null)];
    const { story, borneOut } = carried({ lines, verdict: read(outcomeOf(6)), coverage: COVERAGE });
    expect(borneOut).not.toBeNull();
    expect(story).toMatchObject({ carried: 6, handled: [{ order: 'v3', units: 4 }] });
  });
});

describe('what is open, beside what is sure', () => {
  it('is what stayed where the log says so', () => {
    const lines = [sent('v1', 2, 3), sent('v2', 2, null)];
    const { story } = carried({ lines, verdict: read(outcomeOf(8)), coverage: COVERAGE });
    expect(story).toMatchObject({ carried: 8, handled: [{ order: 'v1', units: 2, at: daysAgo(3) }] });
  });

  it('may be a receipt as well as an order', () => {
    const lines = [sent('v2', 2, null)];
    const steps = [stepAt(COUNTED_AT + 1, { received: 5 }, 'ana')];
    const { story } = carried({ lines, verdict: read(outcomeOf(13, ...steps)), coverage: COVERAGE });
    expect(story).toMatchObject({ carried: 13, received: 5, handled: [{ order: 'v2', units: 2 }] });
  });
});

describe('when a receipt is written', () => {
  it('is told by its own author', () => {
    const at = minutesAfter(COUNTED_AT, 20);
    const nightly = readingOf(triggeredWriter('night', 'authorized', { runs: [at] }));
    const verdict = read(outcomeOf(10, stepAt(at, { received: 3 }, 'ana')), { reading: nightly });
    expect(carried({ coverage: COVERAGE, verdict }).borneOut).toBeNull();
  });
});
