import { describe, expect, it } from 'vitest';
import { toSkuRecords } from '../world/exports.js';
import type { KindName } from '../world/settings.js';
import { truthOf } from '../world/truth.js';
import {
  diagnosed,
  earlyOrders,
  keyOf,
  reportedEarlyOrders,
  SMALL,
  scanned,
  storeOf,
  truthAt,
  wrongCounts,
} from './stores.js';

const READ_IN_FULL: readonly (readonly [KindName, number])[] = [
  ['authorized-live', 21],
  ['created-nightly', 22],
  ['handling-live', 23],
  ['handling-nightly', 24],
  ['put-right-by-hand', 25],
  ['late-cancellations', 26],
  ['ghosts', 27],
  ['oversold', 28],
  ['invoiced-live', 29],
];

describe('a simulated store whose exports tell everything', () => {
  it.each(READ_IN_FULL)('is read in full: %s, seed %i', (kind, seed) => {
    const { world, options } = storeOf(kind, seed, SMALL);

    const stories = scanned(world, options);

    expect(wrongCounts(world, stories), `${kind}, seed ${seed}`).toEqual([]);
    expect(reportedEarlyOrders(stories), `${kind}, seed ${seed}`).toEqual(earlyOrders(world));
  });

  it.each([
    ['authorized-live', 21],
    ['created-nightly', 22],
    ['ghosts', 27],
  ] as const)('is read the same when nothing says when it was exported: %s, seed %i', (kind, seed) => {
    const { world, options } = storeOf(kind, seed, SMALL);
    const { skus, coverage } = toSkuRecords(world, options);
    const undated = skus.map((records) => ({
      ...records,
      balances: records.balances.map((balance) => ({ ...balance, exportedAt: null })),
    }));

    const stories = diagnosed({ skus: undated, coverage: { ...coverage, exportedAt: null } });

    expect(wrongCounts(world, stories), `${kind}, seed ${seed}`).toEqual([]);
    expect(stories.every(({ notes }) => notes.some(({ code }) => code === 'export-moment-unknown'))).toBe(
      true,
    );
  });
});

describe('a simulated store whose exports leave something open', () => {
  it('is read to 99 in 100 where a person writes off early beside a right ERP', () => {
    const seeds = [31, 32];
    const results = seeds.map((seed) => {
      const { world, options } = storeOf('mixed-live', seed, { skus: 40, ordersPerDay: 14 });
      const stories = scanned(world, options);
      return { counts: stories.length, wrong: wrongCounts(world, stories) };
    });

    const counts = results.reduce((sum, result) => sum + result.counts, 0);
    const wrong = results.flatMap((result) => result.wrong);
    expect(wrong.length, `seeds ${seeds.join()}: ${wrong.join('; ')}`).toBeLessThanOrEqual(counts / 100);
  });

  it.each([
    ['no-locks', 33],
    ['no-locks', 34],
    ['cut-short', 35],
    ['cut-short', 36],
    ['noisy-nightly', 37],
  ] as const)('is never proven wrong: %s, seed %i', (kind, seed) => {
    const { world, options } = storeOf(kind, seed, SMALL);

    const proven = scanned(world, options).filter(({ confidence }) => confidence === 'proven');

    expect(proven.length, `${kind}, seed ${seed}`).toBeGreaterThan(0);
    expect(wrongCounts(world, proven), `${kind}, seed ${seed}`).toEqual([]);
  });

  it('offers no more than its pending units where there is no log', () => {
    const { world, options } = storeOf('no-log', 38, SMALL);
    const truth = truthOf(world);

    for (const story of scanned(world, options)) {
      const where = `no-log, seed 38, ${keyOf(story)}`;
      const { available, pending } = truthAt(truth, story);
      expect(story, where).toMatchObject({
        basis: 'orders-only',
        confidence: 'assumed',
        corrected: Math.max(available, 0) + pending,
        alternatives: [],
      });
      expect(
        story.reservations.every(({ takenOffAt }) => takenOffAt === null),
        where,
      ).toBe(true);
    }
  });
});
