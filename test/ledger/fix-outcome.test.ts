/** What later exports say of a fix: taken or not, and undone by whom. */
import { describe, expect, it } from 'vitest';
import type { BalanceStory, UpdateStory } from '../../src/ledger/diagnosis.js';
import { FIX_STATES, type FixedBalance, outcomeOf } from '../../src/ledger/index.js';
import { at, update } from '../render/stories.js';
import { fixOf, HANDLED, MOMENT, READY, reservation, since, takenEarly, UPLOAD } from './fixes.js';

const ERP = 'erp@acme.example';
const NEW = 'v700400acme-01';
const LATER = at('2026-03-29 02:00');

const outcome = (story: BalanceStory | undefined, fixed: Partial<FixedBalance> = {}) =>
  outcomeOf(fixOf(fixed), MOMENT, story, false);
const state = (story: BalanceStory, fixed: Partial<FixedBalance> = {}) => outcome(story, fixed).state;

/** The ERP's run of the next night. */
const erpRun = (before: number, after: number, facts: Partial<UpdateStory> = {}) =>
  update({ at: LATER, author: ERP, before, after, ...facts });

/** No update shows the count, and neither it nor the former one is in stock. */
const untold = (facts: Partial<BalanceStory> = {}) => since([], { inStock: 4, available: 1, ...facts });
const EARLY: Partial<BalanceStory> = {
  earlyWriteOffs: 1,
  causes: [
    { code: 'manual-edit', units: 2 },
    { code: 'early-write-off', units: 1 },
  ],
};
const LATE: Partial<BalanceStory> = { lateWriteOffs: 1, causes: [{ code: 'late-write-off', units: -1 }] };

it('is one of the listed states, from good to unknown', () => {
  expect(FIX_STATES).toEqual([
    'holds',
    'not-in',
    'overwritten',
    'negative',
    'understated',
    'overstated',
    'unknown',
  ]);
});

describe('a fix whose count is in', () => {
  it('holds, and names who wrote it when', () => {
    expect(outcome(since())).toEqual({
      state: 'holds',
      written: { at: UPLOAD.at, author: 'ana@acme.example' },
      expectedAvailable: 2,
      spoilings: [],
      instead: null,
    });
  });

  it('has nothing in its stead, whatever was written later', () => {
    const receipt = erpRun(5, 9, { received: 4 });
    expect(outcome(since([UPLOAD, receipt], { inStock: 9, available: 6 }))).toMatchObject({
      state: 'holds',
      instead: null,
    });
  });

  it('holds without an update that shows it, where in stock does', () => {
    expect(outcome(since([]))).toMatchObject({ state: 'holds', written: null });
  });

  it('holds with nothing left to sell', () => {
    expect(state(since([UPLOAD], { reserved: 5, available: 0 }))).toBe('holds');
  });

  it('is negative again once available falls below zero, though it was to be none at all', () => {
    expect(state(since([UPLOAD], { available: -1 }))).toBe('negative');
    expect(state(since([UPLOAD], { available: -1 }), { count: 5, reserved: 6 })).toBe('negative');
  });

  it('holds below zero where it was to stay there: oversold, or held by ghosts', () => {
    const oversold = { reserved: 8 };
    expect(state(since([UPLOAD], { available: -2 }), oversold)).toBe('holds');
    expect(state(since([UPLOAD], { available: -2, ...EARLY }), oversold)).toBe('negative');
    expect(state(since([UPLOAD], { available: -2, ...LATE }), oversold)).toBe('negative');
  });

  it('is understated by early write-offs, not by ghosts, and overstated by late ones', () => {
    const ghosts: Partial<BalanceStory> = {
      earlyWriteOffs: 1,
      causes: [{ code: 'ghost-reservation', units: 1 }],
    };
    expect(state(since([UPLOAD], EARLY))).toBe('understated');
    expect(state(since([UPLOAD], ghosts))).toBe('holds');
    expect(state(since([UPLOAD], LATE))).toBe('overstated');
    expect(state(since([UPLOAD], { ...LATE, ...EARLY }))).toBe('understated');
  });
});

describe('a fix that the exports tell nothing of', () => {
  it('is unknown where they do not have the balance', () => {
    expect(outcome(undefined)).toEqual({
      state: 'unknown',
      written: null,
      expectedAvailable: 2,
      spoilings: [],
      instead: null,
    });
  });

  it('is unknown where in stock is neither the former count nor its own', () => {
    expect(state(untold())).toBe('unknown');
    expect(state(untold(EARLY))).toBe('unknown');
    expect(state(untold(LATE))).toBe('unknown');
  });

  it('is negative all the same where available is', () => {
    expect(state(untold({ available: -1 }))).toBe('negative');
  });
});

describe('a fix whose count is not in', () => {
  it('was not uploaded where nobody wrote since', () => {
    expect(outcome(since([], { inStock: 2, reserved: 4, available: -2 }))).toEqual({
      state: 'not-in',
      written: null,
      expectedAvailable: 2,
      spoilings: [],
      instead: null,
    });
  });

  it('names the last update in the log as what stands there instead', () => {
    const first = update({ at: at('2026-03-28 18:00'), author: 'caixa', before: 2, after: 3 });
    const second = { ...first, at: at('2026-03-28 18:01'), before: 3, after: 2 };
    const unseen = erpRun(4, 4, { at: at('2026-03-30 02:00'), logged: false });
    expect(outcome(since([first, second, erpRun(2, 4), unseen], { inStock: 4 })).instead).toEqual({
      at: LATER,
      author: ERP,
      after: 4,
    });
  });

  it('cannot have been undone by those who took orders off', () => {
    const taking = erpRun(4, 1, { takenOff: [takenEarly(READY, 3)] });
    const found = since([taking], { reservations: [reservation({ takenOffAt: LATER })], available: -2 });
    expect(outcome(found)).toMatchObject({ state: 'not-in', spoilings: [] });
  });
});

describe('a fix that was undone', () => {
  const again = erpRun(5, 2, { takenOff: [takenEarly(READY, 3)] });
  const lacking = { inStock: 2, available: -1, reservations: [reservation({ takenOffAt: LATER })], ...EARLY };
  const newOrder = reservation({ order: NEW, units: 1, takenOffAt: LATER });

  it('was overwritten when an order it had put right is taken off again', () => {
    const spoiling = { author: ERP, at: LATER, before: 5, after: 2, logged: true };
    expect(outcome(since([UPLOAD, again], lacking))).toMatchObject({
      state: 'overwritten',
      written: { at: UPLOAD.at },
      spoilings: [{ ...spoiling, orders: [{ order: READY, units: 3 }], isAgain: true }],
    });
  });

  it('was overwritten by one such order among others', () => {
    const both = erpRun(5, 1, { takenOff: [takenEarly(NEW, 1), takenEarly(READY, 3)] });
    const reservations = [reservation({ takenOffAt: LATER }), newOrder];
    const { state: found, spoilings } = outcome(since([UPLOAD, both], { ...lacking, reservations }));
    expect(found).toBe('overwritten');
    expect(spoilings).toHaveLength(1);
    expect(spoilings[0]?.orders.map(({ order }) => order)).toEqual([NEW, READY]);
  });

  it('was overwritten by one such update among others', () => {
    const first = at('2026-03-28 18:00');
    const other = update({ at: first, author: ERP, before: 5, after: 4, takenOff: [takenEarly(NEW, 1)] });
    const reservations = [reservation({ takenOffAt: LATER }), { ...newOrder, takenOffAt: first }];
    const found = outcome(since([UPLOAD, other, again], { ...lacking, reservations }));
    expect(found.state).toBe('overwritten');
    expect(found.spoilings.map(({ isAgain }) => isAgain)).toEqual([false, true]);
  });

  it('was not overwritten by orders it had nothing to put right for', () => {
    const taking = erpRun(5, 4, { takenOff: [takenEarly(NEW, 1)] });
    const found = { ...EARLY, inStock: 4, reservations: [reservation(), newOrder] };
    expect(outcome(since([UPLOAD, taking], { ...found, available: 0 }))).toMatchObject({
      state: 'understated',
      spoilings: [{ orders: [{ order: NEW, units: 1 }], isAgain: false }],
    });
    const [handled, ready] = fixOf().reservations;
    if (handled === undefined || ready === undefined) throw new Error('the fix is of two orders');
    const heldThen = { reservations: [handled, { ...ready, isTakenOff: false }] };
    expect(state(since([UPLOAD, again], lacking), heldThen)).toBe('negative');
  });

  it('names a write that left no row in the log', () => {
    const unseen = { ...again, author: null, logged: false };
    expect(outcome(since([UPLOAD, unseen], lacking)).spoilings).toMatchObject([
      { author: null, logged: false, isAgain: true },
    ]);
  });

  it('is not laid on updates that took off in time, or whose orders in stock has again', () => {
    const inTime = erpRun(5, 2, { takenOff: [{ ...takenEarly(READY, 3), early: false }] });
    expect(outcome(since([UPLOAD, inTime], lacking)).spoilings).toEqual([]);
    expect(outcome(since([UPLOAD, again])).spoilings).toEqual([]);
    const putRight = { ...lacking, reservations: [reservation({ takenOffAt: UPLOAD.at + 1 })] };
    expect(outcome(since([UPLOAD, again], putRight)).spoilings).toEqual([]);
  });

  it('is not laid on updates before it', () => {
    const reservations = [reservation({ takenOffAt: at('2026-03-28 10:07') })];
    expect(outcome(since([UPLOAD], { reservations })).spoilings).toEqual([]);
    expect(outcome(since([UPLOAD], { reservations: [reservation({ order: HANDLED })] })).spoilings).toEqual(
      [],
    );
  });
});

describe('a fix that took another back', () => {
  const undone = (story: BalanceStory) => outcomeOf(fixOf(), MOMENT, story, true);

  it('holds once its count is in, though the balance is as wrong as before', () => {
    const taking = erpRun(5, 2, { takenOff: [takenEarly(READY, 3)] });
    const reservations = [reservation({ takenOffAt: LATER })];
    const wrong = since([UPLOAD, taking], { inStock: 2, available: -1, reservations, ...EARLY });
    expect(undone(wrong)).toMatchObject({ state: 'holds', spoilings: [], written: { at: UPLOAD.at } });
  });

  it('is not in, or unknown, as any other', () => {
    expect(undone(since([], { inStock: 2, available: -2 })).state).toBe('not-in');
    expect(undone(untold({ available: -1 })).state).toBe('unknown');
  });
});
