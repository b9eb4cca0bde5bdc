import { describe, expect, it } from 'vitest';
import { endingBy, latestMoment, momentsOf, startingFrom } from '../../src/ledger/moments.js';
import type { StatusChange } from '../../src/ledger/records.js';
import { changesOf, daysAgo, EXPORTED_AT, lineOf } from './records.js';

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

describe('the moments of each phase', () => {
  const NOTHING = { authorized: null, ready: null, handling: null, invoiced: null };
  const UNPAID = { authorizedAt: null };

  it('are creation alone before the payment begins', () => {
    expect(momentsIn('order-created')).toEqual({ ...NOTHING, created: exactly(placed) });
  });

  it('are the payment where it is stated though it is still awaited', () => {
    expect(momentsIn('payment-pending')).toMatchObject({ ...NOTHING, authorized: exactly(paid) });
  });

  it('are a payment between creation and the last change where it is not stated', () => {
    for (const status of ['ready-for-handling', 'handling', 'invoiced'])
      expect(momentsIn(status, UNPAID).authorized).toEqual(surelyIn(placed, changed));
  });

  it('are the payment that the feed states, after the one that the order states', () => {
    const changes = changesOf([daysAgo(3), 'payment-approved']);
    expect(momentsIn('handling', { ...UNPAID, changes }).authorized).toEqual(exactly(daysAgo(3)));
    expect(momentsIn('handling', { changes }).authorized).toEqual(exactly(paid));
  });

  it('are readiness at the last change, or before it once handling is starting', () => {
    expect(momentsIn('ready-for-handling').ready).toEqual(exactly(changed));
    expect(momentsIn('start-handling').ready).toEqual(surelyIn(paid, changed));
    expect(momentsIn('payment-approved').ready).toBeNull();
    expect(momentsIn('window-to-cancel').ready).toBeNull();
  });

  it('are perhaps readiness where a request to cancel hides it', () => {
    const of = (changes: readonly StatusChange[]) =>
      momentsOf(
        lineOf('v1-01', { ...dates, status: 'request-cancel', changes: [...changes] }),
        EARLIEST,
        EXPORTED_AT,
        'confirmed',
      ).ready;
    expect(of([])).toEqual(perhapsIn(paid, changed));
    expect(of(changesOf([daysAgo(4), 'payment-approved'], [changed, 'request-cancel']))).toBeNull();
    const ready = changesOf([daysAgo(3), 'ready-for-handling'], [changed, 'request-cancel']);
    expect(of(ready)).toEqual(exactly(daysAgo(3)));
  });

  it('are Preparing Delivery by the invoice, where that is stated', () => {
    const invoicedAt = daysAgo(3);
    expect(momentsIn('invoiced', { invoicedAt })).toMatchObject({
      ready: surelyIn(paid, invoicedAt),
      handling: surelyIn(paid, invoicedAt),
      invoiced: exactly(invoicedAt),
    });
    expect(momentsIn('invoice')).toMatchObject({ handling: surelyIn(paid, changed), invoiced: null });
    const changes = changesOf([invoicedAt, 'invoiced']);
    expect(momentsIn('invoiced', { changes }).handling).toEqual(surelyIn(paid, invoicedAt));
  });

  it('are Preparing Delivery from the readiness on that the feed states', () => {
    const changes = changesOf([daysAgo(3), 'ready-for-handling']);
    expect(momentsIn('invoiced', { changes })).toMatchObject({
      ready: exactly(daysAgo(3)),
      handling: surelyIn(daysAgo(3), changed),
    });
  });

  it('are what the feed states of Preparing Delivery, also of a cancelled order', () => {
    const changes = changesOf([daysAgo(3), 'handling']);
    for (const status of ['invoiced', 'canceled', 'em-transito'])
      expect(momentsIn(status, { changes }).handling).toEqual(exactly(daysAgo(3)));
    const ready = changesOf([daysAgo(3), 'ready-for-handling']);
    for (const status of ['canceled', 'em-transito'])
      expect(momentsIn(status, { changes: ready }).ready).toEqual(exactly(daysAgo(3)));
    expect(momentsIn('em-transito', { handlingAt: daysAgo(3) }).handling).toEqual(exactly(daysAgo(3)));
  });

  it('are of an order cancelled in the feed without Preparing Delivery its payment alone', () => {
    const changes = changesOf([daysAgo(4), 'payment-approved'], [changed, 'canceled']);
    expect(momentsIn('canceled', { changes })).toEqual({
      ...NOTHING,
      created: exactly(placed),
      authorized: exactly(paid),
    });
  });

  it('are perhaps those of a request to cancel, as of a status nobody knows', () => {
    for (const status of ['request-cancel', 'em-transito'])
      expect(momentsIn(status)).toEqual({
        created: exactly(placed),
        authorized: exactly(paid),
        ready: perhapsIn(paid, changed),
        handling: perhapsIn(paid, changed),
        invoiced: null,
      });
  });

  it('are by the phase that is known from elsewhere', () => {
    const line = lineOf('v1-01', { ...dates, status: 'ready-for-handling' });
    expect(momentsOf(line, EARLIEST, EXPORTED_AT, 'none')).toEqual({ ...NOTHING, created: exactly(placed) });
  });

  it('are between what other dates leave open where creation is not known', () => {
    const created = (changes: Parameters<typeof lineOf>[1]) => momentsIn('handling', changes).created;
    expect(created({ createdAt: null })).toEqual(exactly(paid));
    expect(created({ createdAt: null, authorizedAt: null })).toEqual(surelyIn(EARLIEST, changed));
    expect(created({ createdAt: null, lastChangeAt: null })).toEqual(surelyIn(EARLIEST, paid));
  });

  it('are never before creation, whatever the last change says', () => {
    const moments = momentsIn('ready-for-handling', { lastChangeAt: daysAgo(9), authorizedAt: null });
    expect(moments.ready).toEqual(exactly(placed));
    expect(moments.authorized).toEqual(exactly(placed));
  });

  it('are never backwards where a payment comes after the last change', () => {
    const late = { authorizedAt: daysAgo(1) };
    expect(momentsIn('invoiced', late).handling).toEqual(exactly(changed));
    expect(momentsIn('canceled', late).handling).toEqual(perhapsIn(changed, changed));
  });
});

describe('the latest that the export can be of', () => {
  const DAY = 86_400_000;

  it.each([
    [daysAgo(3), null, daysAgo(3)],
    [null, daysAgo(3), null],
    [daysAgo(3), daysAgo(3) - 1, daysAgo(3)],
    [daysAgo(3), daysAgo(3), daysAgo(3)],
    [daysAgo(3), daysAgo(3) + DAY, daysAgo(3) + DAY],
    [daysAgo(3), daysAgo(3) + DAY + 1, daysAgo(3)],
  ])('of %d, and no later than %d, is %d', (at, bound, latest) => {
    expect(latestMoment(at, bound)).toBe(latest);
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
    expect(startingFrom(interval, daysAgo(5))).toEqual(interval);
    expect(startingFrom(null, daysAgo(1))).toBeNull();
    expect(endingBy(null, daysAgo(1))).toBeNull();
  });

  it('may be cut to its very end or beginning', () => {
    expect(endingBy(interval, daysAgo(4))).toEqual(surelyIn(daysAgo(4), daysAgo(4)));
    expect(startingFrom(interval, daysAgo(2))).toEqual(surelyIn(daysAgo(2), daysAgo(2)));
  });
});
