import { describe, expect, it } from 'vitest';
import { displayWidth } from '../../src/render/width.js';
import { explained, flat } from './explaining.js';
import { at, doubleCounted, story, update } from './stories.js';
import { pipe, terminal } from './surfaces.js';

describe('the page of a double-counted balance', () => {
  const text = explained([doubleCounted()]);

  it('begins with what is wrong and the count to type', () => {
    expect(flat(text)).toContain(
      '2 in stock, 4 reserved: -2 available. 4 units were taken off although still reserved, so VTEX counts them twice. The count to type is 5.',
    );
  });

  it('shows every term of the sum and where it comes from', () => {
    expect(text).toContain(
      [
        '    Available                                -2   2 in stock - 4 reserved',
        '  + Taken off early, still reserved           4   2 orders, see below',
        '  - Gone from the shelf, not taken off        0',
        '  = Available items                           2   free to sell, counted once',
        '  + Reserved, not yet in Preparing Delivery   3   1 order, still on the shelf',
        '  = Update Count                              5   what is on the shelf',
      ].join('\n'),
    );
  });

  it('tells the updates in order of time, with how early each write-off was', () => {
    expect(flat(text)).toContain(
      '2026-03-28 00:47 6 → 5 took off 1 for v700368acme-01, early (most likely Payment approved then; 31 hours before Preparing Delivery)',
    );
    expect(text.indexOf('2026-03-20 10:00')).toBeLessThan(text.indexOf('took off 1 for'));
  });

  it('ends with the steps: the number to type, what it frees, and the ERP', () => {
    expect(flat(text)).toContain('Type 5 in Update Count, check the preview and save.');
    expect(flat(text)).toContain('Available is 2 then.');
    expect(flat(text)).toContain('short by the same 3 units');
    expect(flat(text)).toContain('v700368acme-01 (1 unit) and v700369acme-01 (3 units)');
  });

  it('draws in stock, reserved and available with the early write-offs marked', () => {
    const marks = text.split('\n').find((line) => line.includes('▼ ▼'));
    expect(marks).toBeDefined();
    expect(text).toContain('▼ early write-off, still reserved');
  });

  it.each([80, 60, 200])('fits into %i columns', (columns) => {
    const lines = explained([doubleCounted()], terminal(columns)).split('\n');
    expect(Math.max(...lines.map(displayWidth))).toBeLessThanOrEqual(columns);
  });

  it('needs no Unicode', () => {
    const plain = explained([doubleCounted()], terminal(80, { LANG: 'C' }));
    expect(plain).toMatch(/^[\x20-\x7e\n]*$/);
    expect(plain).toContain('6 -> 5');
  });

  it('has no colour sequences in a file', () => {
    expect(explained([doubleCounted()], pipe())).not.toContain('\x1b');
  });
});

describe('the page of other balances', () => {
  it('says kindly that a healthy one needs nothing, and gives no steps', () => {
    const text = explained([story()]);
    expect(flat(text)).toContain('Nothing needs correcting');
    expect(text).not.toContain('What to do');
  });

  it('says how a count of the shelf was carried to now, and what only it shows', () => {
    const text = flat(
      explained([
        doubleCounted({
          basis: 'counted',
          earlyWriteOffs: 6,
          availableItems: 4,
          corrected: 7,
          unblocked: 7,
          causes: [{ code: 'early-write-off', units: 6 }],
          counted: {
            counted: 10,
            at: at('2026-03-26 09:00'),
            withPicked: true,
            picked: [{ order: 'v1', units: 1 }],
            handled: [
              { order: 'v2', units: 2, at: at('2026-03-27 09:00') },
              { order: 'v3', units: 3, at: null },
            ],
            received: 4,
            putBack: 0,
            unexplained: 1,
            carried: 7,
          },
        }),
      ]),
    );
    expect(text).toContain(
      'The count: 10 units on 2026-03-26 09:00; 1 of these was picked already (v1) and is left out; 5 units entered Preparing Delivery since (v2 and v3), some of them perhaps before the count; 4 were received; 1 was taken off that nothing explains; on the shelf now: 7.',
    );
    expect(text).toContain('2 orders, see below and 2 units that only the count of the shelf shows');
    expect(text).toContain('4 units were taken off although still reserved');
    expect(text).toContain('The count of the shelf found 2 units more than the exports explain.');
    expect(text).toContain('Proven: the shelf was counted.');
  });

  it('says of a count made after the export that it stands', () => {
    const text = flat(
      explained([
        story({
          inStock: 8,
          available: 8,
          basis: 'counted',
          availableItems: 5,
          lateWriteOffs: 3,
          causes: [
            { code: 'manual-edit', units: 1 },
            { code: 'late-write-off', units: -3 },
          ],
          counted: {
            counted: 5,
            at: null,
            withPicked: false,
            picked: [],
            handled: [],
            received: 0,
            putBack: 0,
            unexplained: 0,
            carried: 5,
          },
        }),
      ]),
    );
    expect(text).toContain(
      'The count: 5 units after the inventory was exported; nothing has moved since; on the shelf now: 5.',
    );
    expect(text).toContain('3 units that the count of the shelf did not find');
    expect(text).toContain('The count of the shelf found 3 units fewer than the exports explain.');
    expect(text).not.toContain('Count the shelf');
    expect(text).not.toContain('gone from the shelf and still counted');
  });

  it('names the kit an order was for', () => {
    const [first, ...others] = doubleCounted().reservations;
    if (first === undefined) throw new Error('There is no reservation.');
    const text = flat(explained([doubleCounted({ reservations: [{ ...first, kit: '500' }, ...others] })]));
    expect(text).toContain(`Sold in a kit: ${first.order} (part of kit 500).`);
  });

  it('leaves the count of a ghost alone and names the reservation to cancel', () => {
    const ghost = story({
      inStock: 0,
      reserved: 2,
      available: -2,
      ghosts: 2,
      earlyWriteOffs: 2,
      availableItems: 0,
      corrected: 0,
      unblocked: 0,
      causes: [{ code: 'ghost-reservation', units: 2 }],
      reservations: [
        {
          order: 'v9',
          lockId: '00-v9',
          units: 2,
          state: 'ghost',
          status: 'invoiced',
          createdAt: null,
          kit: null,
          takenOffAt: at('2026-03-03 10:00'),
        },
      ],
    });
    const text = flat(explained([ghost]));
    expect(text).toContain('Leave the count at 0.');
    expect(text).toContain('reservations/{lockId}/cancel): 00-v9.');
    expect(text).not.toContain('Type 0');
  });

  it('names the orders an oversold one cannot serve, and the count that unblocks', () => {
    const oversold = doubleCounted({
      inStock: 1,
      available: -3,
      pending: 4,
      acknowledged: 0,
      earlyWriteOffs: 2,
      availableItems: -1,
      corrected: 3,
      unblocked: 4,
      oversold: 1,
      causes: [
        { code: 'early-write-off', units: 2 },
        { code: 'oversold', units: 1 },
      ],
      unserved: [{ order: 'v12', units: 1, createdAt: at('2026-03-30 10:00') }],
    });
    const text = flat(explained([oversold]));
    expect(text).toContain('newest first: v12 (1 unit, placed 2026-03-30).');
    expect(text).toContain('Type 3 in Update Count');
    expect(text).toContain('4 can be typed instead');
  });

  it('calls a floor a floor', () => {
    const floor = story({
      inStock: 1,
      reserved: 3,
      available: -2,
      pending: 3,
      availableItems: 0,
      corrected: 3,
      basis: 'orders-only',
      confidence: 'assumed',
      notes: [{ code: 'no-log', values: {} }],
    });
    const text = flat(explained([floor]));
    expect(text).toContain('The count that is safe to type is 3.');
    expect(text).toContain('= Update Count 3 a floor for the shelf');
    expect(text).toContain('Its update log');
  });

  it('explains why a count is worth saving that stands there already', () => {
    const same = doubleCounted({ pending: 0, acknowledged: 4, corrected: 2, unblocked: 2 });
    expect(flat(explained([same]))).toContain('worth saving although it stands there already');
  });

  it('says that an export has no known moment', () => {
    expect(explained([story()], terminal(), { exportedAt: null })).toContain(
      'Inventory of an unknown moment.',
    );
  });

  it('says only the day of an export of which only that is known', () => {
    const exportedAt = at('2026-04-01 00:00');
    const text = explained([story()], terminal(), { exportedAt, exportedBefore: exportedAt + 86_399_999 });
    expect(text).toContain('Inventory of 2026-04-01.');
  });

  it('keeps within the terminal, however long the names', () => {
    const text = explained([
      doubleCounted({
        warehouse: 'a-very-long-warehouse-id-of-a-store',
        warehouseName: 'Centro de distribuição número um de São Paulo',
        refId: 'REF one two three four five six seven eight nine ten eleven twelve thirteen',
      }),
    ]);
    expect(Math.max(...text.split('\n').map(displayWidth))).toBeLessThanOrEqual(80);
  });

  it('tells the time of day where a chart is of hours', () => {
    const quick = doubleCounted({
      updates: [update({ at: at('2026-03-31 10:00'), before: 3, after: 1, unexplained: 2 })],
    });
    expect(explained([quick])).toMatch(/2026-03-31 10:00 +2026-03-31 17:00 +2026-04-01 00:00/);
  });

  it('says that fewer than none reserved cannot be', () => {
    const text = flat(explained([story({ reserved: -2, available: 7 })]));
    expect(text).toContain('The export says -2 reserved, which cannot be.');
    expect(text).toContain('5 in stock - (-2) reserved');
  });

  it('names what was taken off for orders that are in no export', () => {
    const text = flat(explained([doubleCounted({ earlyWriteOffs: 6, availableItems: 4, corrected: 7 })]));
    expect(text).toContain('2 orders, see below and 2 units for orders that cannot be named');
  });

  it('is no surer of a count that is right than the exports are', () => {
    const right = { reserved: 2, available: -2, inStock: 0, ghosts: 2, corrected: 0, unblocked: 0 };
    expect(flat(explained([story({ ...right, confidence: 'likely' })]))).toContain(
      'Leave the count at 0. It is right as far as the exports tell, and typing it again would change nothing.',
    );
    expect(flat(explained([story(right)]))).toContain('Leave the count at 0. It is right, and typing');
  });

  it('asks for orders to be cancelled only where it names some', () => {
    const causes = [{ code: 'oversold', units: 4 }] as const;
    const below = { inStock: -4, available: -4, availableItems: -4, corrected: 0, oversold: 4, causes };
    const order = { order: 'v9acme-01', units: 4, createdAt: null };
    expect(flat(explained([story(below)]))).not.toContain('cancel the orders');
    expect(flat(explained([story({ ...below, unserved: [order] })]))).toContain('cancel the orders named');
  });

  it('blames no writer where there is no log', () => {
    const causes = [{ code: 'early-write-off', units: 2 }] as const;
    const text = flat(explained([doubleCounted({ basis: 'orders-only', confidence: 'assumed', causes })]));
    expect(text).toContain('Find out who lowers this count, and when');
    expect(text).not.toContain('So that it does not come back');
  });

  it('shows nothing unsafe that a file may hold', () => {
    const text = explained([
      story({
        warehouse: 'wh\x1b[2J',
        warehouseName: 'a\u202eb',
        updates: [update({ author: 'x\x07', before: 1, after: 5, received: 4 })],
      }),
    ]);
    // biome-ignore lint/suspicious/noControlCharactersInRegex: that there are none is the point
    expect(text).not.toMatch(/[\x00-\x09\x0b-\x1f\u202e]/);
  });
});

describe('a long story', () => {
  const quiet = Array.from({ length: 30 }, (_, index) =>
    update({
      at: at('2026-03-01 00:00') + index * 3_600_000,
      before: index,
      after: index + 1,
      received: 1,
    }),
  );
  const long = doubleCounted({
    updates: [
      ...quiet,
      update({ at: at('2026-03-10 00:00'), before: 30, after: 28, unexplained: 2 }),
      ...doubleCounted().updates.slice(1),
    ],
  });

  it('folds what leaves no trace in the sum, with a count', () => {
    const text = flat(explained([long]));
    expect(text).toContain(
      '0 → 30 30 updates until 2026-03-02 05:00 that leave no trace in the sum: 30 received',
    );
    expect(text).toContain('took off 2 that nothing explains');
    expect(text).toContain('took off 3 for v700369acme-01');
  });

  it('is told whole when asked', () => {
    const text = explained([long], terminal(), { verbose: true });
    expect(text.match(/received 1$/gm)).toHaveLength(30);
  });
});
