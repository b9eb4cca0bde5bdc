/** Taking a fix back: the count that makes available again what was available before it, or why there is none. */
import { describe, expect, it } from 'vitest';
import type { BalanceStory } from '../../src/ledger/diagnosis.js';
import { type FixedBalance, type FixMoment, undoOf } from '../../src/ledger/index.js';
import type { BalanceLines, Line } from '../../src/ledger/lines.js';
import type { MomentRange } from '../../src/ledger/moments.js';
import type { Moment } from '../../src/ledger/records.js';
import { at, update } from '../render/stories.js';
import { fixOf, HANDLED, MOMENT, READY, reservation, since, UPLOAD } from './fixes.js';
import { balanceOf } from './records.js';

const NEW = 'v700400acme-01';

/** A line that counts no longer as reserved: in Preparing Delivery since the fix, unless told otherwise. */
function line(order: string, facts: Partial<Line> = {}): Line {
  return {
    order,
    lockId: null,
    units: 1,
    status: 'handling',
    source: 'order',
    kit: null,
    changes: [],
    phase: 'acknowledged',
    createdAt: at('2026-03-28 12:10'),
    lastChangeAt: null,
    share: 1,
    state: null,
    gone: true,
    isOutdated: false,
    moments: { created: null, authorized: null, ready: null, handling: null, invoiced: null },
    ...facts,
  };
}

/** A closed order's line, with the moment it entered Preparing Delivery, if it did. */
function closed(order: string, handling: MomentRange | null): Line {
  const { moments } = line(order);
  return line(order, { status: 'invoiced', phase: 'closed', moments: { ...moments, handling } });
}

const handledAt = (moment: Moment, certain = true): MomentRange => ({ from: moment, to: moment, certain });

function linesOf(lines: readonly Line[]): BalanceLines {
  return {
    balance: balanceOf(5, []),
    lines,
    unplaced: 0,
    mayReserveUnplaced: false,
    missingLocks: [],
    locksOfOtherLines: [],
    locksKnown: true,
    pendingMost: 0,
    notes: [],
  };
}

function undo(
  story: BalanceStory,
  lines: readonly Line[] = [],
  fixed: Partial<FixedBalance> = {},
  moment: FixMoment = MOMENT,
) {
  return undoOf(fixOf({ inStock: 9, reserved: 11, ...fixed }), moment, story, linesOf(lines));
}

describe('taking a fix back', () => {
  it('restores what was available: the former count less what the fix dropped', () => {
    const story = since();
    const taken = undoOf(fixOf({ inStock: 4, reserved: 4 }), MOMENT, story, linesOf([]));
    // Four less four were available: so are three less the three that are still reserved.
    expect(taken).toEqual({ count: 3, most: 3 });
  });

  it('goes down to none, not below', () => {
    expect(undo(since(), [], { inStock: 1 })).toEqual({ count: 0, most: 0 });
    expect(undo(since(), [], { inStock: 0 })).toEqual({ refusal: 'below-zero', update: null });
  });

  it('leaves out what its own update will drop', () => {
    expect(undo(since([UPLOAD], { acknowledged: 3, pending: 0 }))).toEqual({ count: 5, most: 5 });
  });

  it('leaves out what it may drop, and says what the count would be if it does not', () => {
    expect(undo(since([UPLOAD], { undetermined: 2, pending: 1 }))).toEqual({ count: 6, most: 8 });
  });

  it('does not mind a write that left no row, where the count still stands', () => {
    const unseen = update({ at: UPLOAD.at + 1, before: 5, after: 5, logged: false });
    const before = update({ at: UPLOAD.at - 1, before: 2, after: 2, logged: false });
    expect(undo(since([before, UPLOAD, unseen]))).toEqual({ count: 8, most: 8 });
  });
});

describe('a fix is not taken back', () => {
  const refused = (story: BalanceStory, fixed: Partial<FixedBalance> = {}) => undo(story, [], fixed);
  const early = update({ at: UPLOAD.at - 2, before: 2, after: 1 });
  const later = update({ at: UPLOAD.at + 1, author: 'bia', before: 5, after: 4 });

  it('where the exports do not have its balance', () => {
    const gone = { refusal: 'gone', update: null };
    expect(undoOf(fixOf(), MOMENT, undefined, undefined)).toEqual(gone);
    expect(undoOf(fixOf(), MOMENT, undefined, linesOf([]))).toEqual(gone);
    expect(undoOf(fixOf(), MOMENT, since(), undefined)).toEqual(gone);
  });

  it('where it is unlimited now', () => {
    expect(refused(since([UPLOAD], { unlimited: true }))).toEqual({ refusal: 'unlimited', update: null });
  });

  it('while it is not in: nobody wrote, or others did', () => {
    expect(refused(since([], { inStock: 2 }), { inStock: 2 })).toEqual({ refusal: 'not-in', update: null });
    const unseen = { ...later, at: later.at + 1, logged: false };
    const first = { ...early, at: early.at - 1 };
    expect(refused(since([first, early, later, unseen], { inStock: 4 }))).toEqual({
      refusal: 'changed',
      update: later,
    });
  });

  it('where another count stands there, though no update tells', () => {
    expect(refused(since([], { inStock: 4 }))).toEqual({ refusal: 'changed', update: null });
    expect(refused(since([UPLOAD], { inStock: 4 }))).toEqual({ refusal: 'changed', update: null });
  });

  it('once somebody has written since, even the same count', () => {
    const same = { ...later, at: later.at + 1, before: 4, after: 5 };
    expect(refused(since([UPLOAD, later, same]))).toEqual({ refusal: 'updated', update: same });
  });

  it('where somebody wrote between its exports and it', () => {
    const last = { ...early, at: UPLOAD.at - 1, before: 1, after: 3 };
    const first = { ...early, at: early.at - 1 };
    expect(refused(since([first, early, last, UPLOAD]))).toEqual({ refusal: 'changed-before', update: last });
  });
});

describe('an order that was reserved when the fix was made', () => {
  /** Former count 9; one acknowledged unit was surely dropped. What became of the three pending ones? */
  const ended = (lines: readonly Line[], story: BalanceStory = since([UPLOAD], { reservations: [] })) =>
    undo(story, lines);

  const KEPT = { count: 8, most: 8 };
  const DROPPED = { count: 5, most: 5 };
  const EITHER = { count: 5, most: 8 };

  it('was not dropped while it is still reserved', () => {
    expect(undo(since())).toEqual(KEPT);
    // Its units may be told in two parts.
    const parts = [reservation({ units: 1 }), reservation({ units: 2 })];
    expect(undo(since([UPLOAD], { reservations: parts }), [line(READY)])).toEqual(KEPT);
  });

  it('was dropped in Preparing Delivery', () => {
    expect(ended([line(READY)])).toEqual(DROPPED);
  });

  it('was dropped by as many units as it lacks', () => {
    const some = since([UPLOAD], { reservations: [reservation({ units: 2 })] });
    expect(ended([line(READY)], some)).toEqual({ count: 7, most: 7 });
    // More of the order than before: the rest is new.
    const more = since([UPLOAD], { reservations: [reservation({ units: 4 })] });
    expect(ended([line(READY)], more)).toEqual(KEPT);
  });

  it('counts once for each of its reservations', () => {
    const [handled, ready] = fixOf().reservations;
    if (handled === undefined || ready === undefined) throw new Error('the fix is of two orders');
    const reservations = [handled, { ...ready, units: 2 }, { ...ready, units: 1 }];
    const some = since([UPLOAD], { reservations: [reservation({ units: 2 })] });
    expect(undo(some, [line(READY)], { reservations })).toEqual({ count: 7, most: 7 });
  });

  it('was freed by cancelling it', () => {
    for (const phase of ['none', 'authorized'] as const)
      expect(ended([line(READY, { phase })])).toEqual(KEPT);
  });

  it('may have been either where nobody knows what became of it', () => {
    expect(ended([])).toEqual(EITHER);
    expect(ended([line(NEW, { createdAt: null })])).toEqual(EITHER);
    for (const phase of ['confirmed', 'undetermined', 'unknown'] as const)
      expect(ended([line(READY, { phase })])).toEqual(EITHER);
  });

  it('was dropped if it entered Preparing Delivery before the fix was written, and was closed then', () => {
    expect(ended([closed(READY, handledAt(UPLOAD.at))])).toEqual(DROPPED);
    expect(ended([closed(READY, handledAt(UPLOAD.at, false))])).toEqual(EITHER);
  });

  it('was freed if it was cancelled without, or could have entered it only later', () => {
    expect(ended([closed(READY, null)])).toEqual(KEPT);
    expect(ended([closed(READY, handledAt(UPLOAD.at + 1, false))])).toEqual(KEPT);
  });

  it('cannot have been freed by a cancellation after Preparing Delivery', () => {
    expect(ended([closed(READY, handledAt(UPLOAD.at + 1))])).toEqual(DROPPED);
  });

  it('was dropped so, or may have been, at any time where no update shows the fix', () => {
    const untold = since([], { reservations: [] });
    expect(ended([closed(READY, handledAt(UPLOAD.at + 1))], untold)).toEqual(DROPPED);
    expect(ended([closed(READY, handledAt(UPLOAD.at + 1, false))], untold)).toEqual(EITHER);
  });

  it('is judged by its first line here', () => {
    expect(ended([line(READY), line(READY, { phase: 'none' })])).toEqual(DROPPED);
  });

  it('was dropped if acknowledged then, whatever is known of it now', () => {
    expect(undo(since(), [line(HANDLED, { phase: 'none' })])).toEqual(KEPT);
    const handled = reservation({ order: HANDLED, units: 1, state: 'acknowledged' });
    const still = since([UPLOAD], { reservations: [reservation(), handled], acknowledged: 0 });
    expect(undo(still)).toEqual({ count: 9, most: 9 });
  });

  it('was freed, as a ghost', () => {
    const ghost = { order: READY, units: 3, state: 'ghost', isTakenOff: true } as const;
    expect(undo(since([UPLOAD], { reservations: [] }), [line(READY)], { reservations: [ghost] })).toEqual({
      count: 9,
      most: 9,
    });
  });
});

describe('an order placed between the exports of a fix and its update', () => {
  const placed = (facts: Partial<Line> = {}, moment: FixMoment = MOMENT, story = since()) =>
    undo(story, [line(NEW, { units: 2, ...facts })], {}, moment);
  const IGNORED = { count: 8, most: 8 };
  const DROPPED = { count: 6, most: 6 };
  const EITHER = { count: 6, most: 8 };

  it('was dropped too, if in Preparing Delivery by then', () => {
    expect(placed()).toEqual(DROPPED);
    expect(placed({ phase: 'none' })).toEqual(IGNORED);
    expect(placed({ phase: 'unknown' })).toEqual(EITHER);
  });

  it('may have been dropped elsewhere, where it may belong to another warehouse', () => {
    expect(placed({ share: 0.5 })).toEqual(EITHER);
    expect(placed({ share: 0.5, phase: 'none' })).toEqual(IGNORED);
  });

  it('was not dropped while it is reserved', () => {
    expect(placed({ state: 'pending' })).toEqual(IGNORED);
  });

  it('is none that was placed at another time, or nobody knows when', () => {
    expect(placed({ createdAt: null })).toEqual(IGNORED);
    expect(placed({ createdAt: at('2026-03-28 12:00') })).toEqual(IGNORED);
    expect(placed({ createdAt: UPLOAD.at })).toEqual(DROPPED);
    expect(placed({ createdAt: UPLOAD.at + 1 })).toEqual(IGNORED);
  });

  it('is any placed since where no update shows the fix', () => {
    expect(placed({ createdAt: UPLOAD.at + 1 }, MOMENT, since([]))).toEqual(DROPPED);
  });

  it('was placed after what the exports are no later than, or after the fix was made, where T is unknown', () => {
    const createdAt = at('2026-03-28 12:03');
    const bounded = { ...MOMENT, exportedAt: null };
    expect(placed({ createdAt }, { ...bounded, exportedBefore: at('2026-03-28 12:02') })).toEqual(DROPPED);
    expect(placed({ createdAt }, { ...bounded, exportedBefore: createdAt })).toEqual(IGNORED);
    const unbounded = { ...bounded, exportedBefore: null };
    expect(placed({ createdAt }, unbounded)).toEqual(IGNORED);
    expect(placed({ createdAt: at('2026-03-28 12:06') }, unbounded)).toEqual(DROPPED);
    // A known T is not pushed back by a bound.
    expect(placed({ createdAt }, { ...MOMENT, exportedBefore: createdAt })).toEqual(DROPPED);
  });

  it('is not told twice where the fix knew it', () => {
    const known = line(READY, { units: 3 });
    expect(undo(since([UPLOAD], { reservations: [] }), [known])).toEqual({ count: 5, most: 5 });
  });
});
