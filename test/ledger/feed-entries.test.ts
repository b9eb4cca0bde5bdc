/** What single entries of the orders feed prove, taken apart. */
import { describe, expect, it } from 'vitest';
import { asOf, cameTo, neverHandled, phaseOfOrder, statusIn } from '../../src/ledger/feed.js';
import type { OrderLine, StatusChange } from '../../src/ledger/records.js';
import { daysAgo, EXPORTED_AT, lineOf } from './records.js';

const entry = (days: number, status: string, from: string | null = null): StatusChange => ({
  at: daysAgo(days),
  status,
  from,
});
/** Each entry from the status of the one before. */
const chain = (...entries: readonly (readonly [number, string])[]): StatusChange[] =>
  entries.map(([days, status], place) => entry(days, status, entries[place - 1]?.[1] ?? null));

describe('when an order came to a status', () => {
  it('is the first time', () => {
    const changes = chain([5, 'handling'], [4, 'request-cancel'], [3, 'handling']);
    expect(cameTo(changes, 'handling')).toBe(daysAgo(5));
    expect(cameTo(changes, 'invoiced')).toBeNull();
  });
});

describe('an order that never came to Preparing Delivery', () => {
  it.each([
    [
      'is one whose entries are whole',
      chain([5, 'payment-pending'], [4, 'payment-approved'], [3, 'canceled']),
      true,
    ],
    ['may have one entry alone', chain([5, 'order-created']), true],
    [
      'may begin with a later entry that came from before it',
      [entry(3, 'canceled', 'payment-approved')],
      true,
    ],
    ['is not one without entries', [], false],
    ['is not one whose entries begin after it', chain([3, 'canceled']), false],
    ['is not one whose first entry came from there', [entry(3, 'canceled', 'handling')], false],
    ['is not one that came from beyond it', [entry(3, 'canceled', 'invoiced')], false],
    ['is not one that came to it', chain([5, 'payment-approved'], [4, 'handling'], [3, 'canceled']), false],
    [
      'is not one that came from it',
      [entry(5, 'payment-approved'), entry(3, 'payment-approved', 'handling')],
      false,
    ],
    [
      'is not one that lacks an entry',
      [entry(5, 'payment-pending'), entry(3, 'canceled', 'payment-approved')],
      false,
    ],
    ['may have an entry twice', [entry(5, 'payment-approved'), entry(4, 'payment-approved')], true],
    [
      'is not one whose entries do not say where they came from',
      [entry(5, 'payment-approved'), entry(4, 'canceled')],
      false,
    ],
  ] as const)('%s', (_, changes, never) => {
    expect(neverHandled(changes)).toBe(never);
  });
});

describe('an order as it was at T', () => {
  const at = daysAgo(3);
  const order = (changes: Partial<OrderLine> = {}) =>
    lineOf('v1', { status: 'invoiced', createdAt: daysAgo(9), lastChangeAt: daysAgo(1), ...changes });
  const WHOLE = chain([8, 'payment-approved'], [4, 'handling'], [2, 'invoice'], [1, 'invoiced']);

  it('stays as it is where it changed no later, or T is unknown', () => {
    const before = order({ lastChangeAt: at });
    expect(asOf(before, at)).toBe(before);
    const after = order();
    expect(asOf(after, null)).toBe(after);
    const undated = order({ lastChangeAt: null });
    expect(asOf(undated, at)).toBe(undated);
  });

  it('is what the feed says it was, without what came later', () => {
    const later = {
      authorizedAt: daysAgo(8),
      handlingAt: daysAgo(4),
      invoicedAt: daysAgo(1),
    };
    expect(asOf(order({ changes: WHOLE, ...later }), at)).toMatchObject({
      status: 'handling',
      lastChangeAt: daysAgo(4),
      authorizedAt: daysAgo(8),
      handlingAt: daysAgo(4),
      invoicedAt: null,
      changes: WHOLE.slice(0, 2),
    });
    expect(asOf(order({ changes: WHOLE, ...later, handlingAt: daysAgo(2) }), at).handlingAt).toBeNull();
    expect(asOf(order({ changes: WHOLE, ...later, authorizedAt: daysAgo(2) }), at).authorizedAt).toBeNull();
    expect(asOf(order({ changes: WHOLE, ...later, invoicedAt: at }), at).invoicedAt).toBe(at);
    expect(asOf(order({ changes: WHOLE, ...later, invoicedAt: null }), at).invoicedAt).toBeNull();
  });

  it('had come to what it came to at that very moment', () => {
    expect(
      asOf(order({ changes: chain([8, 'payment-approved'], [3, 'handling'], [1, 'invoiced']) }), at),
    ).toMatchObject({ status: 'handling', lastChangeAt: at });
  });

  it('stays as it is where the feed tells nothing later, or lacks what came between', () => {
    const early = order({ changes: WHOLE.slice(0, 2) });
    expect(asOf(early, at)).toBe(early);
    const gap = order({ changes: [entry(8, 'payment-approved'), entry(2, 'invoice', 'handling')] });
    expect(asOf(gap, at)).toBe(gap);
  });

  it('is what the entry before says where the next does not say what it came from', () => {
    const changes = [entry(8, 'payment-approved'), entry(2, 'handling')];
    expect(asOf(order({ changes }), at).status).toBe('payment-approved');
  });

  it('was unpaid since its creation where the first entry came from there', () => {
    const from = (status: string | null) => order({ changes: [entry(2, 'invoice', status)] });
    expect(asOf(from('payment-pending'), at)).toMatchObject({
      status: 'payment-pending',
      lastChangeAt: daysAgo(9),
      changes: [],
    });
    expect(asOf(from('order-created'), at).status).toBe('order-created');
    expect(asOf(from('payment-approved'), at).status).toBe('invoiced');
    expect(asOf(from(null), at).status).toBe('invoiced');
    const undated = order({ createdAt: null, changes: [entry(2, 'invoice', 'payment-pending')] });
    expect(asOf(undated, at)).toBe(undated);
  });

  it('is what the feed says it went on to, where its own export is older, up to T', () => {
    const old = order({ status: 'payment-approved', lastChangeAt: daysAgo(8), changes: WHOLE });
    expect(asOf(old, at)).toMatchObject({
      status: 'handling',
      lastChangeAt: daysAgo(4),
      changes: WHOLE.slice(0, 2),
    });
    expect(asOf(old, null)).toMatchObject({ status: 'invoiced', lastChangeAt: daysAgo(1), changes: WHOLE });
    expect(asOf({ ...old, lastChangeAt: null }, at)).toMatchObject({ status: 'handling' });
    expect(asOf(old, daysAgo(4))).toMatchObject({ status: 'handling' });
  });

  it('keeps its own status where that is as new', () => {
    const own = order({ status: 'ready-for-handling', lastChangeAt: daysAgo(4), changes: WHOLE });
    expect(asOf(own, at)).toMatchObject({
      status: 'ready-for-handling',
      lastChangeAt: daysAgo(4),
      changes: WHOLE.slice(0, 2),
    });
    expect(asOf({ ...own, lastChangeAt: daysAgo(3.5) }, at).status).toBe('ready-for-handling');
  });

  it('came of several changes of one moment to the one that no other set out from', () => {
    const old = (changes: StatusChange[]) =>
      asOf(order({ status: 'payment-approved', lastChangeAt: daysAgo(8), changes }), at).status;
    expect(
      old([entry(4, 'handling', 'start-handling'), entry(4, 'start-handling', 'payment-approved')]),
    ).toBe('handling');
    expect(old([entry(4, 'start-handling', 'handling'), entry(4, 'handling', 'start-handling')])).toBe(
      'payment-approved',
    );
  });
});

describe('the phase of a request to cancel', () => {
  const phaseIn = (changes: readonly StatusChange[], more: Partial<OrderLine> = {}) =>
    phaseOfOrder(lineOf('v1', { status: 'request-cancel', changes: [...changes], ...more }));

  it('is acknowledged where the order had come to Preparing Delivery', () => {
    expect(phaseIn([], { handlingAt: daysAgo(4) })).toBe('acknowledged');
    expect(phaseIn([entry(4, 'handling')])).toBe('acknowledged');
    expect(phaseIn([entry(4, 'request-cancel', 'handling')])).toBe('acknowledged');
    expect(phaseIn([entry(4, 'request-cancel', 'invoice')])).toBe('acknowledged');
  });

  it('is confirmed where the order had not, or the request came from before it', () => {
    expect(phaseIn(chain([5, 'payment-approved'], [4, 'request-cancel']))).toBe('confirmed');
    expect(phaseIn([entry(4, 'request-cancel', 'ready-for-handling')])).toBe('confirmed');
    expect(phaseIn([entry(5, 'payment-pending'), entry(3, 'request-cancel', 'payment-approved')])).toBe(
      'confirmed',
    );
  });

  it('goes by what the first of several requests came from', () => {
    const asked = [
      entry(5, 'request-cancel', 'invoice'),
      entry(4, 'waiting-for-seller-decision', 'request-cancel'),
    ];
    expect(phaseIn(asked)).toBe('acknowledged');
    const again = [entry(6, 'invoice', 'unknown-to-us'), ...asked];
    expect(phaseIn(again)).toBe('acknowledged');
  });

  it('is undetermined where nothing tells', () => {
    expect(phaseIn([])).toBe('undetermined');
    expect(phaseIn([entry(4, 'request-cancel')])).toBe('undetermined');
    expect(phaseIn([entry(4, 'request-cancel', 'em-transito')])).toBe('undetermined');
    expect(phaseIn([entry(5, 'em-transito')])).toBe('undetermined');
  });

  it('does not touch another status', () => {
    const changes = [entry(4, 'handling')];
    expect(phaseOfOrder(lineOf('v1', { status: 'payment-approved', changes }))).toBe('confirmed');
    expect(phaseOfOrder(lineOf('v1', { status: 'canceled', handlingAt: EXPORTED_AT }))).toBe('closed');
  });
});

describe('the status at a time', () => {
  const changes = chain([8, 'payment-approved'], [4, 'handling'], [2, 'invoiced']);

  it.each([
    [9, null],
    [8, 'payment-approved'],
    [5, 'payment-approved'],
    [4, 'handling'],
    [1, 'invoiced'],
  ])('is the last entry by then: %d days ago', (days, status) => {
    expect(statusIn(changes, daysAgo(days))).toBe(status);
  });

  it('is what the first entry came from, before it', () => {
    expect(statusIn([entry(4, 'handling', 'start-handling')], daysAgo(5))).toBe('start-handling');
  });

  it('is not known where an entry is missing, nor without any', () => {
    expect(statusIn([entry(8, 'payment-approved'), entry(4, 'invoice', 'handling')], daysAgo(5))).toBeNull();
    expect(statusIn([entry(8, 'payment-approved'), entry(4, 'invoice')], daysAgo(5))).toBe(
      'payment-approved',
    );
    expect(statusIn([], daysAgo(5))).toBeNull();
  });
});
