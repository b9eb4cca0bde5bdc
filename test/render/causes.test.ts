import { describe, expect, it } from 'vitest';
import type { BalanceStory, Reservation } from '../../src/ledger/diagnosis.js';
import { explained, flat } from './explaining.js';
import { at, doubleCounted, story, update } from './stories.js';

/** Everything `explain` says of one balance, in one line. */
const said = (balance: BalanceStory, verbose = false): string =>
  flat(explained([balance], undefined, { verbose }));

/** What it says under "What to do". */
const advised = (balance: BalanceStory): string => said(balance).split('What to do')[1] ?? '';

const reservation = (facts: Partial<Reservation>): Reservation => ({
  order: 'v1-01',
  lockId: '00-v1-01',
  units: 2,
  state: 'pending',
  status: 'ready-for-handling',
  createdAt: at('2026-03-20 09:00'),
  kit: null,
  takenOffAt: null,
  ...facts,
});

describe('a balance whose SKU exists twice', () => {
  const split = story({
    inStock: 0,
    reserved: 2,
    available: -2,
    pending: 2,
    availableItems: -2,
    corrected: 0,
    unblocked: 2,
    oversold: 2,
    confidence: 'likely',
    causes: [
      { code: 'split-identity', units: 9 },
      { code: 'oversold', units: 2 },
    ],
    reservations: [reservation({})],
    unserved: [{ order: 'v1-01', units: 2, createdAt: at('2026-03-20 09:00') }],
    notes: [{ code: 'split-identity', values: { twins: ['0100014 | wh_1'] } }],
  });

  it('is to be merged before anything is bought in or typed', () => {
    expect(said(split)).toContain('merge the two before any count is typed');
    expect(said(split)).not.toContain('were sold than the shelf holds');
    expect(advised(split)).toMatch(
      /Leave the count at 0 for now.*Merge the counts.*If units are still missing/,
    );
    expect(advised(split)).not.toContain('To let other warehouses sell');
  });

  it('tells of the other id once', () => {
    expect(said(split).match(/0100014 \| wh_1/g)).toHaveLength(1);
    expect(said(split).match(/leading zeros/g)).toHaveLength(1);
  });
});

describe('reserved units of orders that are in no export', () => {
  const locks = Array.from({ length: 500 }, (_, n) => `00-v${n}-01`).join(', ');
  const missing = doubleCounted({
    undetermined: 2,
    causes: [
      { code: 'early-write-off', units: 2 },
      { code: 'missing-orders', units: 2 },
    ],
    reservations: [
      reservation({
        order: locks,
        lockId: null,
        state: 'undetermined',
        status: null,
        createdAt: null,
        takenOffAt: at('2026-03-01 00:00'),
      }),
    ],
  });

  it('are named by their first locks only', () => {
    expect(said(missing)).toContain(
      'for orders that are in no export given here. The order: 00-v0-01, 00-v1-01 and 498 more (2 units).',
    );
    expect(said(missing)).not.toContain('00-v2-01');
  });

  it('are not said to have been taken off at a moment that no update shows', () => {
    expect(said(missing)).toContain('before 2026-03-01');
    expect(said(missing)).not.toContain('Take order');
    expect(said(missing)).toContain('were taken off before the update log begins');
  });

  it('blame no writer', () => {
    expect(advised(missing)).not.toContain('So that it does not come back');
  });

  it('have a name where not even a lock is known', () => {
    const nameless = { ...missing, reservations: [reservation({ order: '', takenOffAt: 1 })] };
    expect(advised(nameless)).not.toContain('a second time');
    expect(said(nameless)).toContain('2 units reserved for no known order were taken off before');
  });
});

describe('what happened', () => {
  const takenOff = (units: number, order: string) => ({
    order,
    units,
    early: true,
    statusThen: null,
    statusThenCertain: false,
    hoursEarly: null,
  });

  it('tells of a gap in the log without an author', () => {
    const gap = update({ author: null, before: 9, after: 4, logged: false, unexplained: 5 });
    const text = said(doubleCounted({ updates: [update({ before: 8, after: 9, received: 1 }), gap] }));
    expect(text).toContain('9 → 4 missing in the log: took off 5 that nothing explains');
    expect(text).toContain('1 inventory update, all by erp@acme.example.');
    expect(text).not.toContain('an unnamed user');
  });

  it('says why writes that cancelled out left no row', () => {
    const run = update({ before: 6, after: 6, logged: false, received: 2, takenOff: [takenOff(2, 'v7-01')] });
    expect(said(doubleCounted({ updates: [run] }))).toContain(
      'took off 2 for v7-01, early; received 2; these cancel out, so VTEX refused the write and logged no row',
    );
  });

  it('sums the orders of one update beyond the first few', () => {
    const many = Array.from({ length: 1242 }, (_, n) => takenOff(2, `v${n}-01`));
    const text = said(doubleCounted({ updates: [update({ before: 2484, after: 0, takenOff: many })] }), true);
    expect(text).toContain('took off 2 for v7-01, early; took off 2468 for 1,234 more orders, early');
  });
});

describe('advice', () => {
  const byHand = update({
    at: at('2026-03-28 10:07'),
    author: 'ana',
    before: 5,
    after: 2,
    takenOff: [
      {
        order: 'v700369acme-01',
        units: 3,
        early: true,
        statusThen: null,
        statusThenCertain: false,
        hoursEarly: null,
      },
    ],
  });

  it('names who takes units off early', () => {
    expect(advised(doubleCounted())).toContain(
      'have erp@acme.example take units off only once an order is in Preparing Delivery',
    );
  });

  it('mends nothing in a writer that was mended already', () => {
    const notes = [
      {
        code: 'trigger-mended',
        values: { author: 'erp@acme.example', trigger: 'authorized', until: at('2026-03-29 00:00') },
      },
    ] as const;
    const mended = doubleCounted({ notes });
    expect(advised(mended)).not.toContain('So that it does not come back');
    expect(said(mended)).toContain(
      'erp@acme.example took units off too early, when an order was paid, but no longer does since 2026-03-29',
    );
  });

  it('does not claim that the ERP lacks what a person took off', () => {
    const notes = [{ code: 'count-will-not-last', values: { author: 'ana' } }] as const;
    const text = doubleCounted({
      updates: [byHand],
      notes,
      reservations: doubleCounted().reservations.slice(1),
    });
    expect(advised(text)).toContain('If the 3 units were taken off in the ERP too, put them back there');
    expect(said(text)).toContain(
      'A corrected count will not last while ana lowers counts by hand for orders that are still pending.',
    );
  });

  it('has the ERP take off what left the shelf, and says that units can be sold that do not exist', () => {
    const late = story({
      inStock: 7,
      available: 7,
      lateWriteOffs: 2,
      availableItems: 5,
      causes: [{ code: 'late-write-off', units: -2 }],
      notTakenOff: [{ order: 'v1-01', units: 2, status: 'invoiced' }],
    });
    expect(advised(late)).toContain('take off the units of the orders that left the shelf');
    expect(advised(late)).toContain('v1-01 (2 units). Its next update would offer them again.');
    expect(said(late)).toContain('VTEX can sell 2 units that do not exist.');
  });

  it('says nothing about lasting where no count is to be typed', () => {
    const notes = [
      { code: 'count-will-not-last', values: { author: 'erp', candidates: ['ready', 'authorized'] } },
    ] as const;
    expect(said(story({ notes }))).not.toContain('will not last');
    expect(said(doubleCounted({ notes }))).toContain('when an order is ready for handling or paid');
  });

  it('does not tell of double counting where an order was taken off in time', () => {
    const onTime = doubleCounted({
      pending: 0,
      undetermined: 1,
      causes: [{ code: 'ghost-reservation', units: 1 }],
      reservations: [
        reservation({ order: 'v9-01', state: 'undetermined', takenOffAt: at('2026-03-22 10:00') }),
      ],
      updates: [
        update({
          at: at('2026-03-22 10:00'),
          takenOff: [
            {
              order: 'v9-01',
              units: 2,
              early: false,
              statusThen: null,
              statusThenCertain: false,
              hoursEarly: null,
            },
          ],
        }),
      ],
    });
    expect(said(onTime)).not.toContain('Take order');
    expect(advised(onTime)).toContain('Find the reservations of closed orders that still count');
  });

  it('asks once for a count of the shelf', () => {
    const causes = [
      { code: 'manual-edit', units: 3 },
      { code: 'negative-count', units: 2 },
      { code: 'unexplained', units: 1 },
    ] as const;
    expect(advised(doubleCounted({ causes })).match(/Count the shelf/g)).toHaveLength(1);
  });

  it('names the cancelled orders that were not put back', () => {
    const text = said(
      story({
        causes: [{ code: 'not-put-back', units: 1 }],
        notPutBack: [{ order: 'v5-01', units: 1 }],
      }),
    );
    expect(text).toContain('never put back. It is not counted in here. The order: v5-01 (1 unit).');
    expect(text).toContain('Put the 1 unit of the cancelled orders back in the ERP, if it is on the shelf.');
  });
});
