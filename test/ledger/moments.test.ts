import { describe, expect, it } from 'vitest';
import { endingBy, momentsOf, startingFrom } from '../../src/ledger/moments.js';
import { daysAgo, EXPORTED_AT, lineOf } from './records.js';

const EARLIEST = daysAgo(30);
const placed = daysAgo(4);
const paid = daysAgo(4, 1);
const changed = daysAgo(2);
const dates = { createdAt: placed, authorizedAt: paid, lastChangeAt: changed };

const exactly = (at: number) => ({ from: at, to: at, certain: true });
const surelyIn = (from: number, to: number) => ({ from, to, certain: true });
const perhapsIn = (from: number, to: number) => ({ from, to, certain: false });

const momentsIn = (status: string, changes: Parameters<typeof lineOf>[1] = {}) =>
  momentsOf(lineOf('v1-01', { ...dates, status, ...changes }), EARLIEST, EXPORTED_AT);

describe('the moments of an order', () => {
  it('are known to the second where the report states them', () => {
    expect(momentsIn('ready-for-handling')).toEqual({
      created: exactly(placed),
      authorized: exactly(paid),
      ready: exactly(changed),
      handling: null,
      invoiced: null,
    });
  });

  it('have not come before their status: an order waiting for payment was only placed', () => {
    expect(momentsIn('payment-pending', { authorizedAt: null })).toEqual({
      created: exactly(placed),
      authorized: null,
      ready: null,
      handling: null,
      invoiced: null,
    });
  });

  it('leave open when an order in Preparing Delivery became ready', () => {
    const moments = momentsIn('handling');
    expect(moments.handling).toEqual(exactly(changed));
    expect(moments.ready).toEqual(surelyIn(paid, changed));
    expect(moments.invoiced).toBeNull();
  });

  it('leave open when an invoiced order entered Preparing Delivery', () => {
    const moments = momentsIn('invoiced');
    expect(moments.handling).toEqual(surelyIn(paid, changed));
    expect(moments.invoiced).toEqual(exactly(changed));
  });

  it('are exact where an export states when Preparing Delivery began', () => {
    const handlingAt = daysAgo(3);
    const moments = momentsIn('invoiced', { handlingAt });
    expect(moments.handling).toEqual(exactly(handlingAt));
    expect(moments.ready).toEqual(surelyIn(paid, handlingAt));
  });

  it('may not have come at all for an order cancelled after payment', () => {
    const moments = momentsIn('canceled');
    expect(moments.ready).toEqual(perhapsIn(paid, changed));
    expect(moments.handling).toEqual(perhapsIn(paid, changed));
  });

  it('end with creation for an order cancelled unpaid', () => {
    const { created, ...others } = momentsIn('canceled', { authorizedAt: null });
    expect(created).toEqual(exactly(placed));
    expect(Object.values(others)).toEqual([null, null, null, null]);
  });

  it('are perhaps for a status nobody knows', () => {
    const moments = momentsIn('em-transito', { authorizedAt: null });
    expect(moments.authorized).toEqual(perhapsIn(placed, changed));
    expect(moments.handling).toEqual(perhapsIn(placed, changed));
  });

  it('are as wide as the exports where a report has no dates', () => {
    const undated = { createdAt: null, authorizedAt: null, lastChangeAt: null };
    const moments = momentsIn('handling', undated);
    expect(moments.created).toEqual(surelyIn(EARLIEST, EXPORTED_AT));
    expect(moments.authorized).toEqual(surelyIn(EARLIEST, EXPORTED_AT));
  });
});

describe('an interval', () => {
  const interval = surelyIn(daysAgo(4), daysAgo(2));

  it('is cut to what came by a moment, or from one on', () => {
    expect(endingBy(interval, daysAgo(3))).toEqual(surelyIn(daysAgo(4), daysAgo(3)));
    expect(startingFrom(interval, daysAgo(3))).toEqual(surelyIn(daysAgo(3), daysAgo(2)));
  });

  it('stays as it is where the evidence contradicts it, or adds nothing', () => {
    expect(endingBy(interval, daysAgo(5))).toEqual(interval);
    expect(endingBy(interval, daysAgo(1))).toEqual(interval);
    expect(startingFrom(interval, daysAgo(1))).toEqual(interval);
    expect(startingFrom(null, daysAgo(1))).toBeNull();
  });
});
