import { describe, expect, it } from 'vitest';
import type { Note } from '../../src/ledger/diagnosis.js';

import type { BalanceLines, Line } from '../../src/ledger/lines.js';
import { NOTHING, type Step } from '../../src/ledger/reading.js';
import type { Balance, Coverage, OrderLine } from '../../src/ledger/records.js';
import type { Outcome } from '../../src/ledger/replay.js';
import { isBacked, judgedBy, reachesExport, type WeighedOutcome } from '../../src/ledger/verdict.js';
import {
  balanceLinesOf,
  balanceOf,
  COVERAGE,
  daysAgo,
  EXPORTED_AT,
  lineOf,
  otherWriter,
  readingOf,
  triggeredWriter,
  updateOf,
} from './records.js';

const DAY = 86_400_000;
const order = lineOf('v1-01', { units: 2, createdAt: daysAgo(3) });
const lowered = updateOf('erp', daysAgo(2), 3, 1);

const PAID = readingOf(triggeredWriter('erp', 'authorized'), otherWriter('ana'));
const READY = readingOf(triggeredWriter('erp', 'ready'), otherWriter('ana'));
const UNKNOWN = readingOf(otherWriter('erp'));

const linesOf = (orders: readonly OrderLine[], changes: Partial<Balance> = {}): BalanceLines =>
  balanceLinesOf(balanceOf(1, orders, { updates: [lowered], ...changes }), orders);

const BALANCE = linesOf([order]);

const outcomeOf = (shelf: number, changes: Partial<Outcome> = {}): Outcome => ({
  share: 1,
  shelf,
  lacking: new Set(),
  overdue: false,
  last: null,
  ...changes,
});

const weighed = (
  shelf: number,
  share: number,
  changes: Partial<Outcome> = {},
  reading = PAID,
): WeighedOutcome => ({
  outcome: outcomeOf(shelf, changes),
  reading,
  share,
});

function judged(
  found: readonly WeighedOutcome[],
  balance: BalanceLines = BALANCE,
  { coverage = COVERAGE, isProof = true }: { coverage?: Coverage; isProof?: boolean } = {},
) {
  const judgement = judgedBy(found, { balance, coverage, isProof });
  if (judgement === null) throw new Error('There is no judgement.');
  return { ...judgement, shelf: judgement.outcome.shelf };
}

const confidenceOf = (...what: Parameters<typeof judged>) => judged(...what).confidence;

const SURE = [weighed(3, 1)];

const step = (changes: Partial<Step>): Step => ({
  ...NOTHING,
  event: { kind: 'update', at: daysAgo(2), update: lowered },
  retaken: null,
  previous: null,
  ...changes,
});

const withLine = (changes: Partial<Line>): BalanceLines => ({
  ...BALANCE,
  lines: BALANCE.lines.map((line) => ({ ...line, ...changes })),
});

describe('the count that is taken', () => {
  it('is none where there is no outcome', () => {
    expect(judgedBy([], { balance: BALANCE, coverage: COVERAGE, isProof: true })).toBeNull();
  });

  it.each([
    ['the likeliest, where the other has less than a third', 0.68, 0.32, 3],
    ['the lowest that has a third', 0.66, 0.34, 1],
    ['the lowest of equals', 0.5, 0.5, 1],
  ])('is %s', (_, higher, lower, shelf) => {
    expect(judged([weighed(3, higher), weighed(1, lower)]).shelf).toBe(shelf);
    expect(judged([weighed(1, lower), weighed(3, higher)]).shelf).toBe(shelf);
  });

  it('is the likeliest, even if none has a third', () => {
    const found = [weighed(1, 0.2), weighed(2, 0.2), weighed(3, 0.2), weighed(4, 0.1), weighed(7, 0.3)];
    expect(judged(found).shelf).toBe(7);
  });

  it('has the shares of all outcomes that lead to it', () => {
    const found = [weighed(3, 0.4), weighed(1, 0.2), weighed(3, 0.2, {}, READY), weighed(1, 0.2, {}, READY)];
    expect(judged(found).shelf).toBe(1);
    expect(judged([weighed(3, 0.6), weighed(3, 0.4, {}, READY)]).confidence).toBe('proven');
  });

  it('is told as the first outcome that leads to it, with the writers as its reading has them', () => {
    const first = weighed(3, 0.3);
    const judgement = judged([first, weighed(3, 0.7, {}, READY)]);
    expect(judgement.outcome).toBe(first.outcome);
    expect(judgement.reading).toBe(PAID);
  });

  it('is nothing where the shelf would be less', () => {
    const judgement = judged([weighed(-4, 0.6), weighed(-1, 0.4)]);
    expect(judgement).toMatchObject({ shelf: -4, alternatives: [], others: [], confidence: 'proven' });
  });
});

describe('other counts', () => {
  it('are named from a hundredth on, ascending', () => {
    const found = [
      weighed(7, 0.02),
      weighed(3, 0.951),
      weighed(9, 0.009),
      weighed(5, 0.01),
      weighed(1, 0.01),
    ];
    expect(judged(found)).toMatchObject({ shelf: 3, alternatives: [1, 5, 7], confidence: 'likely' });
  });

  it('come with their outcomes, the likeliest first, and whether a third supports them', () => {
    const found = [weighed(3, 0.35), weighed(2, 0.25, {}, READY), weighed(5, 0.4)];
    const told = judged(found).others.map(({ outcome, reading, isWellSupported }) => ({
      shelf: outcome.shelf,
      reading,
      isWellSupported,
    }));
    expect(told).toEqual([
      { shelf: 5, reading: PAID, isWellSupported: true },
      { shelf: 2, reading: READY, isWellSupported: false },
    ]);
  });

  it('come the lower first where they are as likely', () => {
    const found = [weighed(3, 0.6), weighed(8, 0.2), weighed(5, 0.2)];
    expect(judged(found).others.map(({ outcome }) => outcome.shelf)).toEqual([5, 8]);
  });
});

describe('a count is proven', () => {
  it.each([
    [0.995, 0.005, 'proven'],
    [0.994, 0.006, 'likely'],
  ])('by 995 in 1000 of the evidence: %d', (share, other, confidence) => {
    expect(confidenceOf([weighed(3, share), weighed(5, other)])).toBe(confidence);
  });

  it('by a whole update log alone', () => {
    expect(confidenceOf(SURE)).toBe('proven');
    expect(confidenceOf(SURE, BALANCE, { isProof: false })).toBe('likely');
  });

  it('not where an order should have been written long ago', () => {
    expect(confidenceOf([weighed(3, 1, { overdue: true })])).toBe('likely');
  });

  it('not where no writer shows a trigger, unless there was nothing to write off', () => {
    expect(confidenceOf([weighed(3, 1, {}, UNKNOWN)])).toBe('likely');
    expect(confidenceOf([weighed(1, 1, {}, UNKNOWN)], linesOf([]))).toBe('proven');
  });

  it('not where the log has a gap, however long ago', () => {
    const gap = step({ event: { kind: 'gap', at: daysAgo(3), before: 4, after: 3 } });
    expect(confidenceOf([weighed(3, 1, { last: gap })])).toBe('likely');
    expect(confidenceOf([weighed(3, 1, { last: step({ previous: gap }) })])).toBe('likely');
    expect(confidenceOf([weighed(3, 1, { last: step({ previous: step({}) }) })])).toBe('proven');
  });

  it('not where a pending order is read as taken off again after it was put right', () => {
    const again = step({ taken: [0], retaken: true });
    expect(confidenceOf([weighed(3, 1, { last: again })])).toBe('likely');
    expect(confidenceOf([weighed(3, 1, { last: step({ previous: again }) })])).toBe('likely');
    expect(confidenceOf([weighed(3, 1, { last: step({ taken: [0], retaken: false }) })])).toBe('proven');
    expect(confidenceOf([weighed(3, 1, { last: step({ taken: [0], retaken: null }) })])).toBe('proven');
    expect(confidenceOf([weighed(3, 1, { last: step({ taken: [], retaken: true }) })])).toBe('proven');
  });

  it('though an order in Preparing Delivery was taken off again', () => {
    const again = step({ taken: [0], retaken: true });
    const picked = withLine({ state: 'acknowledged', gone: true });
    expect(confidenceOf([weighed(3, 1, { last: again })], picked)).toBe('proven');
  });

  it('though one of several taken off again is no longer pending', () => {
    const two = linesOf([order, lineOf('v2-01', { createdAt: daysAgo(2) })]);
    const [first, second] = two.lines;
    if (first === undefined || second === undefined) throw new Error('There are no lines.');
    const half = { ...two, lines: [{ ...first, state: 'acknowledged' as const }, second] };
    const again = step({ taken: [0, 1], retaken: true });
    expect(confidenceOf([weighed(3, 1, { last: again })], half)).toBe('likely');
  });
});

describe('a log proves nothing', () => {
  it('that begins after a reserved order', () => {
    const from = (updatesFrom: number) => ({ coverage: { ...COVERAGE, updatesFrom } });
    const early = { ...BALANCE, balance: { ...BALANCE.balance, updates: [] } };
    expect(confidenceOf(SURE, early, from(daysAgo(3)))).toBe('proven');
    expect(confidenceOf(SURE, early, from(daysAgo(3) + 1))).toBe('likely');
  });

  it('of a reserved order of unknown date', () => {
    expect(confidenceOf(SURE, withLine({ createdAt: null }))).toBe('likely');
    expect(confidenceOf(SURE, withLine({ createdAt: null, state: null }))).toBe('proven');
  });

  it('of a reservation that only a lock tells of', () => {
    expect(confidenceOf(SURE, withLine({ source: 'lock' }))).toBe('likely');
    expect(confidenceOf(SURE, withLine({ source: 'lock-of-other-line' }))).toBe('likely');
    expect(confidenceOf(SURE, withLine({ source: 'reservation' }))).toBe('proven');
    expect(confidenceOf(SURE, withLine({ source: 'lock', state: null }))).toBe('proven');
  });

  it('where a reservation may be of an order in another warehouse', () => {
    expect(confidenceOf(SURE, { ...BALANCE, mayReserveUnplaced: true })).toBe('likely');
  });

  it('where a lock is in no export', () => {
    expect(confidenceOf(SURE, { ...BALANCE, missingLocks: ['00-v0-01'] })).toBe('likely');
  });

  it.each([
    ['reserved-differs', 'likely'],
    ['reserved-negative', 'likely'],
    ['pending-range', 'likely'],
    ['reserved-log-differs', 'likely'],
    ['no-locks', 'proven'],
    ['updates-after-export', 'proven'],
  ] as const)('where the reserved units are in doubt: %s', (code, confidence) => {
    const note: Note = { code, values: {} };
    expect(confidenceOf(SURE, { ...BALANCE, notes: [note] })).toBe(confidence);
  });

  it('that ends long before the export', () => {
    const until = (updatesTo: number) => ({ coverage: { ...COVERAGE, updatesTo } });
    expect(confidenceOf(SURE, BALANCE, until(daysAgo(1)))).toBe('proven');
    expect(confidenceOf(SURE, BALANCE, until(daysAgo(12)))).toBe('likely');
  });
});

describe('a log goes on until about the export', () => {
  const covering = (days: number, ago: number): Coverage => ({
    ...COVERAGE,
    updatesFrom: EXPORTED_AT - (days + ago) * DAY,
    updatesTo: EXPORTED_AT - ago * DAY,
  });

  it.each([
    ['two days before it', covering(5, 2), true],
    ['more than two days', covering(5, 2.01), false],
    ['a fifth of its length', covering(30, 6), true],
    ['more than a fifth', covering(30, 6.01), false],
    ['after it', covering(30, -1), true],
  ])('where it ends %s', (_, coverage, reaches) => {
    expect(reachesExport(coverage)).toBe(reaches);
  });

  it.each(['exportedAt', 'updatesFrom', 'updatesTo'])('as far as is known: %s is not', (unknown) => {
    expect(reachesExport({ ...covering(5, 9), [unknown]: null })).toBe(true);
  });
});

describe('a raise that may have been a count of the shelf', () => {
  const raised = updateOf('ana', daysAgo(1), 1, 7);
  const balance = linesOf([order], { updates: [lowered, raised] });
  const outstanding = { lacking: new Set([0]), last: step({}) };

  it('makes the count likely, and names what it would be', () => {
    expect(judged([weighed(9, 1, outstanding)], balance)).toMatchObject({
      shelf: 9,
      confidence: 'likely',
      alternatives: [7],
    });
  });

  it('is the last of several updates, and enough with one order outstanding', () => {
    const later = lineOf('v2-01', { createdAt: daysAgo(2) });
    const updates = [lowered, updateOf('ana', daysAgo(1.5), 1, 5), updateOf('ana', daysAgo(1), 5, 6)];
    const two = linesOf([order, later], { updates });
    expect(judged([weighed(9, 1, outstanding)], two).alternatives).toEqual([6]);
    const ended = [...updates.slice(0, 2), updateOf('ana', daysAgo(1), 5, 4)];
    expect(
      judged([weighed(9, 1, outstanding)], linesOf([order, later], { updates: ended })).alternatives,
    ).toEqual([]);
  });

  it('is named once where an outcome leads to the same count', () => {
    expect(judged([weighed(9, 0.9, outstanding), weighed(7, 0.1)], balance).alternatives).toEqual([7]);
  });

  it('is not named where it would be no lower', () => {
    expect(judged([weighed(7, 1, outstanding)], balance).alternatives).toEqual([]);
    expect(judged([weighed(6, 1, outstanding)], balance).alternatives).toEqual([]);
  });

  it.each([
    ['acknowledged', 5],
    ['undetermined', 5],
    ['ghost', 7],
    ['pending', 7],
  ] as const)('comes to less where units have left the shelf since: %s', (state, count) => {
    const lines = balance.lines.map((line) => ({ ...line, state }));
    expect(judged([weighed(9, 1, outstanding)], { ...balance, lines }).alternatives).toEqual([count]);
  });

  it('comes to nothing at least', () => {
    const lines = balance.lines.map((line) => ({ ...line, state: 'acknowledged' as const, units: 8 }));
    expect(judged([weighed(9, 1, outstanding)], { ...balance, lines }).alternatives).toEqual([0]);
  });

  it('counts nobody as its author, or one without a trigger', () => {
    for (const author of [null, 'nobody', 'ana']) {
      const updates = [lowered, { ...raised, author }];
      const by = { ...balance, balance: { ...balance.balance, updates } };
      expect(judged([weighed(9, 1, outstanding)], by).alternatives).toEqual([7]);
    }
  });

  const SETTLED = { alternatives: [], confidence: 'proven' };

  it('is none by a writer with a trigger', () => {
    const updates = [lowered, { ...raised, author: 'erp' }];
    const by = { ...balance, balance: { ...balance.balance, updates } };
    expect(judged([weighed(9, 1, outstanding)], by)).toMatchObject(SETTLED);
  });

  it('is none where the last update set the count right', () => {
    const last = step({ reset: true });
    expect(judged([weighed(9, 1, { ...outstanding, last })], balance)).toMatchObject(SETTLED);
  });

  it('is one where an earlier update set the count right', () => {
    const last = step({ previous: step({ reset: true }) });
    expect(judged([weighed(9, 1, { ...outstanding, last })], balance).alternatives).toEqual([7]);
    expect(judged([weighed(9, 1, { ...outstanding, last: null })], balance).alternatives).toEqual([7]);
  });

  it('is none where nothing was outstanding, or only what is no longer reserved', () => {
    expect(judged([weighed(9, 1, { last: step({}) })], balance)).toMatchObject(SETTLED);
    const lines = balance.lines.map((line) => ({ ...line, state: null }));
    expect(judged([weighed(9, 1, outstanding)], { ...balance, lines })).toMatchObject(SETTLED);
  });

  it.each([
    ['lowers the count', 7, 1],
    ['leaves it', 7, 7],
  ])('is none where the last update %s', (_, before, after) => {
    const updates = [lowered, updateOf('ana', daysAgo(1), before, after)];
    const by = { ...balance, balance: { ...balance.balance, updates } };
    expect(judged([weighed(9, 1, outstanding)], by)).toMatchObject(SETTLED);
  });

  it('is none without an update', () => {
    const by = { ...BALANCE, balance: { ...BALANCE.balance, updates: [] } };
    expect(judged([weighed(9, 1, outstanding)], by)).toMatchObject(SETTLED);
  });
});

describe('a reservation is backed', () => {
  it.each([
    ['order', true],
    ['reservation', true],
    ['lock', false],
    ['lock-of-other-line', false],
  ] as const)('by more than a lock: %s', (source, backed) => {
    const [line] = withLine({ source }).lines;
    expect(line !== undefined && isBacked(line)).toBe(backed);
  });
});
