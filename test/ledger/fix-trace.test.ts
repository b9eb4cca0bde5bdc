/** What is kept of a balance when it is fixed, and how the fix is found again in later exports. */
import { describe, expect, it } from 'vitest';
import { traceOf } from '../../src/ledger/fixed/trace.js';
import { availableAfter, type FixedBalance, type FixMoment, fixedBalance } from '../../src/ledger/index.js';
import { at, doubleCounted, story, update } from '../render/stories.js';
import { fixOf, HANDLED, MOMENT, READY, reservation, since, UPLOAD } from './fixes.js';

/** The last update before the fix. */
const LAST = at('2026-03-28 10:07');

describe('what is kept of a fixed balance', () => {
  it('are its counts, its last update and its orders', () => {
    expect(fixedBalance(5, doubleCounted({ lateWriteOffs: 1 }))).toEqual({
      sku: '100014',
      warehouse: 'wh_1',
      count: 5,
      inStock: 2,
      reserved: 4,
      acknowledged: 1,
      earlyWriteOffs: 4,
      lateWriteOffs: 1,
      lastUpdateAt: LAST,
      reservations: [
        { order: HANDLED, units: 1, state: 'acknowledged', isTakenOff: true },
        { order: READY, units: 3, state: 'pending', isTakenOff: true },
      ],
    });
  });

  it('is the last update in the log: none without one', () => {
    const [first, ...others] = doubleCounted().updates;
    if (first === undefined) throw new Error('the example has updates');
    const unseen = others.map((each) => ({ ...each, logged: false }));
    expect(fixedBalance(5, story({ updates: [first, ...unseen] })).lastUpdateAt).toBe(first.at);
    expect(fixedBalance(5, story({ updates: unseen })).lastUpdateAt).toBeNull();
  });

  it('tells apart the orders that in stock still held', () => {
    const { reservations } = fixedBalance(5, story({ reservations: [reservation()] }));
    expect(reservations).toMatchObject([{ order: READY, isTakenOff: false }]);
  });

  it('makes available what is neither reserved nor dropped', () => {
    expect(availableAfter(fixOf({ count: 9, reserved: 4, acknowledged: 1 }))).toBe(6);
  });
});

/** Who wrote the count, when, among updates of the balance in the order given. */
const foundAmong = (
  updates: Parameters<typeof since>[0],
  fixed: Partial<FixedBalance> = {},
  moment: FixMoment = MOMENT,
) => traceOf(fixOf(fixed), moment, since(updates));

describe('the update of a fix', () => {
  const other = update({ at: at('2026-03-28 12:20'), before: 2, after: 1 });
  const later = update({ at: at('2026-03-29 02:00'), before: 5, after: 4 });

  it('is the one that wrote its count, between those before and those since', () => {
    expect(foundAmong([other, { ...UPLOAD, before: 1 }, later])).toEqual({
      presence: 'in',
      own: { ...UPLOAD, before: 1 },
      before: [other],
      after: [later],
    });
  });

  it('is the first of several with its count', () => {
    const same = { ...later, after: 5 };
    expect(foundAmong([UPLOAD, same])).toMatchObject({ own: UPLOAD, before: [], after: [same] });
  });

  it('is no write that left no row', () => {
    expect(foundAmong([{ ...UPLOAD, logged: false }, later])).toMatchObject({ presence: 'out', own: null });
  });

  it('is none where others wrote: all came since', () => {
    expect(foundAmong([other, later])).toEqual({
      presence: 'out',
      own: null,
      before: [],
      after: [other, later],
    });
  });

  it('comes with the exports of the fix at the earliest', () => {
    const atExport = { ...UPLOAD, at: at('2026-03-28 12:00') };
    const before = { ...UPLOAD, at: at('2026-03-28 11:59') };
    expect(foundAmong([atExport]).own).toEqual(atExport);
    expect(foundAmong([before])).toMatchObject({ own: null, after: [] });
  });

  it('comes after the last update that those exports had', () => {
    const lastUpdateAt = UPLOAD.at;
    expect(foundAmong([UPLOAD], { lastUpdateAt }).own).toBeNull();
    expect(foundAmong([UPLOAD], { lastUpdateAt: UPLOAD.at - 1 }).own).toEqual(UPLOAD);
  });

  it('comes at any time after that update where the moment of the exports is unknown', () => {
    const moment = { ...MOMENT, exportedAt: null };
    const early = { ...UPLOAD, at: LAST + 1 };
    expect(foundAmong([early], {}, moment).own).toEqual(early);
    expect(foundAmong([{ ...UPLOAD, at: LAST }], {}, moment).own).toBeNull();
  });

  it('comes after what the exports are no later than where they had no update either', () => {
    const never = { lastUpdateAt: null };
    const bounded = { ...MOMENT, exportedAt: null };
    const on = (text: string) => [{ ...UPLOAD, at: at(text) }];
    expect(foundAmong(on('2026-03-28 12:00'), never, bounded).own).toBeNull();
    expect(foundAmong(on('2026-03-28 12:01'), never, bounded).own).not.toBeNull();
    const unbounded = { ...bounded, exportedBefore: null };
    expect(foundAmong(on('2026-03-28 12:05'), never, unbounded).own).toBeNull();
    expect(foundAmong(on('2026-03-28 12:06'), never, unbounded).own).not.toBeNull();
    // Exports are older than what was made of them.
    const late = { ...bounded, exportedBefore: at('2026-03-28 13:00') };
    expect(foundAmong(on('2026-03-28 12:06'), never, late).own).not.toBeNull();
  });

  it('comes after the exports where they had no update', () => {
    expect(foundAmong([UPLOAD], { lastUpdateAt: null }).own).toEqual(UPLOAD);
    const before = { ...UPLOAD, at: at('2026-03-28 11:59') };
    expect(foundAmong([before], { lastUpdateAt: null }).own).toBeNull();
  });
});

describe('without an update that shows it, a fix', () => {
  const presence = (facts: Parameters<typeof since>[1], fixed: Partial<FixedBalance> = {}) =>
    traceOf(fixOf(fixed), MOMENT, since([], facts)).presence;

  it('is in where in stock is its count', () => {
    expect(presence({ inStock: 5 })).toBe('in');
    // Only what no row shows came since.
    const unseen = update({ at: at('2026-03-29 02:00'), before: 5, after: 5, logged: false });
    expect(foundAmong([unseen])).toEqual({ presence: 'in', own: null, before: [], after: [unseen] });
  });

  it('is not in where in stock is what it was, and unknown where it is neither', () => {
    expect(presence({ inStock: 2 })).toBe('out');
    expect(presence({ inStock: 3 })).toBe('unknown');
  });

  it('is in once its acknowledged orders are dropped, where the count stood there before', () => {
    const same = { inStock: 5 };
    const handled = reservation({ order: HANDLED, units: 1, state: 'acknowledged' });
    expect(presence({ reservations: [reservation(), handled] }, same)).toBe('out');
    expect(presence({ reservations: [reservation()] }, same)).toBe('in');
    const another = { order: 'v700370acme-01', units: 1, state: 'acknowledged', isTakenOff: true } as const;
    const reservations = [...fixOf().reservations, another];
    expect(presence({ reservations: [reservation(), handled] }, { ...same, reservations })).toBe('out');
    // A count that differs is in all the same.
    expect(presence({ reservations: [reservation(), handled] })).toBe('in');
  });
});
