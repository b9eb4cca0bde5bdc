import { describe, expect, it } from 'vitest';
import type { BalanceStory } from '../../src/ledger/diagnosis.js';
import { takeCounts, toSkuRecords } from '../world/exports.js';
import { DAY, type ExportOptions, HOUR, type KindName, settingsOf } from '../world/settings.js';
import { simulate, World } from '../world/store.js';
import { truthOf } from '../world/truth.js';
import { diagnosed, keyOf, SMALL, scanned, storeOf, truthAt, wrongCounts } from './stores.js';

const provenOf = (stories: readonly BalanceStory[]) =>
  stories.filter(({ confidence }) => confidence === 'proven');

/** One store, diagnosed from its kind's exports and again with more of them. */
function withMore(kind: KindName, seed: number, more: Partial<ExportOptions>) {
  const { world, options } = storeOf(kind, seed, SMALL);
  const plain = scanned(world, options);
  const told = scanned(world, { ...options, ...more });
  return {
    wrong: wrongCounts(world, told),
    wrongBefore: wrongCounts(world, plain),
    proven: provenOf(told).length,
    provenBefore: provenOf(plain).length,
    provenWrong: wrongCounts(world, provenOf(told)),
    told,
  };
}

describe('more evidence never makes the answers worse', () => {
  it.each([
    ['mixed-live-without-feed', 3, { reservedAfterUpdates: true }],
    ['mixed-live', 31, { changes: true, feed: false }],
    ['ghosts', 62, { changes: true, reservations: true, reservedAfterUpdates: true }],
    ['late-cancellations', 63, { reservedAfterUpdates: true }],
    ['noisy-nightly', 64, { reservedAfterUpdates: true, changes: true }],
    ['cut-short', 65, { reservations: true }],
  ] as const)('%s, seed %i, with %o', (kind, seed, more) => {
    const result = withMore(kind, seed, more);
    const where = `${kind}, seed ${seed}`;
    expect(result.wrong.length, `${where}: ${result.wrong.join('; ')}`).toBeLessThanOrEqual(
      result.wrongBefore.length,
    );
    expect(result.proven, where).toBeGreaterThanOrEqual(result.provenBefore);
    expect(result.provenWrong, where).toEqual([]);
    expect(
      result.told.flatMap(({ notes }) => notes.filter(({ code }) => code === 'reserved-log-differs')),
      where,
    ).toEqual([]);
  });
});

describe('the reservations of a store', () => {
  it.each([
    ['two-warehouses', 66],
    ['two-warehouses-by-hand', 3],
    ['three-warehouses-nightly', 67],
  ] as const)('place every order in its warehouse: %s, seed %i', (kind, seed) => {
    const result = withMore(kind, seed, { reservations: true });

    expect(result.wrong, `${kind}, seed ${seed}`).toEqual([]);
    expect(result.proven, `${kind}, seed ${seed}`).toBeGreaterThanOrEqual(result.provenBefore);
    expect(
      result.told.flatMap(({ notes }) => notes.filter(({ code }) => code === 'unplaced-lines')),
      `${kind}, seed ${seed}`,
    ).toEqual([]);
  });

  it.each([['no-locks', 33]] as const)(
    'stand for the lock list that an export lacks: %s, seed %i',
    (kind, seed) => {
      const result = withMore(kind, seed, { reservations: true });

      expect(result.wrong, `${kind}, seed ${seed}`).toEqual([]);
      expect(result.proven, `${kind}, seed ${seed}`).toBeGreaterThan(result.provenBefore);
      expect(
        result.told.flatMap(({ notes }) => notes.filter(({ code }) => code === 'no-locks')),
        `${kind}, seed ${seed}`,
      ).toEqual([]);
    },
  );
});

describe('orders exported hours after the inventory', () => {
  /** The inventory at T with its log; orders and reservations as they are six hours later. */
  function exportedLate(kind: KindName, seed: number, more: Partial<ExportOptions>) {
    const { world, options: plain } = storeOf(kind, seed, SMALL);
    const options = { ...plain, ...more };
    const { skus, coverage } = toSkuRecords(world, options);
    const truth = truthOf(world);
    world.runUntil(world.now + 6 * HOUR);
    const later = toSkuRecords(world, options);
    const linesAndReservations = new Map(
      later.skus.map(({ sku, lines, reservations }) => [sku, { lines, reservations }]),
    );
    const stories = diagnosed({
      skus: skus.map((records) => ({ ...records, ...linesAndReservations.get(records.sku) })),
      coverage: {
        ...coverage,
        ordersTo: later.coverage.ordersTo,
        ordersLastChange: later.coverage.ordersLastChange,
      },
    });
    const wrong = stories.filter((story) => story.corrected !== truthAt(truth, story).knowable).map(keyOf);
    const changed = stories.filter(({ notes }) => notes.some(({ code }) => code === 'changed-after-export'));
    return { wrong, changed: changed.map(keyOf) };
  }

  it.each([
    ['authorized-live', 68],
    ['put-right-by-hand', 69],
    ['ghosts', 70],
  ] as const)('are as they were at the inventory where the feed is at hand: %s, seed %i', (kind, seed) => {
    const where = `${kind}, seed ${seed}`;
    expect(exportedLate(kind, seed, {}).changed, where).not.toEqual([]);
    expect(exportedLate(kind, seed, { changes: true }), where).toEqual({ wrong: [], changed: [] });
  });

  it('hold what was reserved then, where the reservations are at hand', () => {
    const { wrong } = exportedLate('authorized-live', 68, { reservations: true });
    expect(wrong, 'authorized-live, seed 68').toEqual([]);
  });
});

describe('orders exported hours before the inventory', () => {
  it.each([
    ['invoiced-live', 78],
    ['late-cancellations', 79],
  ] as const)('went on as the feed says, which goes beyond it: %s, seed %i', (kind, seed) => {
    const { store, exports } = settingsOf(kind, seed, SMALL);
    const world = new World(store);
    const fed = { ...exports, changes: true };
    world.runUntil(store.end - 6 * HOUR);
    const early = toSkuRecords(world, exports);
    world.runUntil(store.end);
    const { skus, coverage } = toSkuRecords(world, fed);
    const truth = truthOf(world);
    world.runUntil(store.end + 6 * HOUR);
    const fedLines = toSkuRecords(world, fed).skus.flatMap(({ lines }) => lines);
    const changes = new Map(fedLines.map((line) => [line.order, line.changes]));
    const linesOf = (sku: string) => early.skus.find((records) => records.sku === sku)?.lines ?? [];

    const stories = diagnosed({
      skus: skus.map((records) => ({
        ...records,
        lines: linesOf(records.sku).map((line) => ({ ...line, changes: changes.get(line.order) ?? [] })),
      })),
      coverage: { ...coverage, ordersLastChange: early.coverage.ordersLastChange },
    });

    const told = stories.filter(({ notes }) => notes.every(({ code }) => code !== 'orders-cut-short'));
    const wrong = told.filter((story) => story.corrected !== truthAt(truth, story).knowable).map(keyOf);
    expect(told.length, `${kind}, seed ${seed}`).toBeGreaterThan(stories.length / 2);
    expect(wrong, `${kind}, seed ${seed}`).toEqual([]);
  });
});

const SHORTFALL_CAUSES = ['early-write-off', 'ghost-reservation', 'oversold', 'late-write-off'];

describe('whatever was counted', () => {
  /** Counted some days before the exports, by somebody who makes something else of each shelf. */
  function miscounted(kind: KindName, seed: number, days: number, of: (shelf: number) => number) {
    const { store, exports } = settingsOf(kind, seed, SMALL);
    const world = new World(store);
    world.runUntil(store.end - days * DAY);
    const counts = [...takeCounts(world, true)].map(
      ([key, count]) => [key, { ...count, counted: of(count.counted) }] as const,
    );
    world.runUntil(store.end);
    return scanned(world, { ...exports, counts: new Map(counts) });
  }

  it.each([
    ['ghosts', 91, 4, (shelf: number) => shelf],
    ['noisy-nightly', 92, 12, (shelf: number) => Math.max(shelf - 2, 0)],
    ['no-log', 93, 9, (shelf: number) => shelf],
    ['cut-short', 94, 15, (shelf: number) => shelf + 3],
    ['two-warehouses', 95, 0.5, (shelf: number) => 10 * shelf],
    ['oversold', 96, 0, () => 0],
  ] as const)('the formula and the causes add up: %s, seed %i, %d days ago', (kind, seed, days, of) => {
    for (const story of miscounted(kind, seed, days, of)) {
      const where = `${kind}, seed ${seed}, ${keyOf(story)}`;
      const { available, availableItems, pending, corrected, counted, causes } = story;
      expect(availableItems, where).toBe(available + story.earlyWriteOffs - story.lateWriteOffs);
      expect(corrected, where).toBe(Math.max(0, availableItems + pending));
      expect(story.alternatives, where).not.toContain(corrected);
      const explained = causes.filter(({ code }) => SHORTFALL_CAUSES.includes(code));
      expect(
        explained.reduce((sum, { units }) => sum + units, 0),
        where,
      ).toBe(Math.max(availableItems, 0) - available);
      const isUnused = story.notes.some(({ code }) => code === 'count-not-used');
      expect(counted === null, where).toBe(isUnused);
      expect(story.basis === 'counted', where).toBe(!isUnused);
      if (counted !== null) expect(corrected, where).toBe(Math.max(counted.carried, 0));
    }
  });

  it('ten times the shelf is said to be beyond all that the exports explain, and never proven', () => {
    const stories = miscounted('authorized-live', 97, 1, (shelf) => 10 * shelf);
    const raised = stories.filter(({ counted }) => (counted?.counted ?? 0) >= 20);
    expect(raised.length).toBeGreaterThan(5);
    for (const story of raised) {
      const where = `authorized-live, seed 97, ${keyOf(story)}`;
      expect(story.confidence, where).toBe('likely');
      const differs = story.notes.find(({ code }) => code === 'count-differs');
      expect(differs?.values.most, where).toBeLessThan((story.corrected ?? 0) / 2);
    }
  });
});

describe('a count that the log agrees with', () => {
  it.each([
    ['authorized-live', 85, 4, true],
    ['created-nightly', 86, 12, true],
    ['handling-live', 88, 6, true],
    ['cut-short', 87, 15, false],
  ] as const)(
    'takes nothing from what the log tells: %s, seed %i, %i days ago',
    (kind, seed, days, keepsProof) => {
      const { store, exports } = settingsOf(kind, seed, SMALL);
      const world = new World(store);
      world.runUntil(store.end - days * DAY);
      const counts = takeCounts(world);
      world.runUntil(store.end);
      const where = `${kind}, seed ${seed}`;
      const plain = scanned(world, exports);
      const stories = scanned(world, { ...exports, counts });
      const truth = truthOf(world);
      const wrongIn = (some: readonly BalanceStory[]) =>
        some
          .filter(
            (story) =>
              ![truthAt(truth, story).knowable, truthAt(truth, story).corrected].includes(
                story.corrected ?? -1,
              ),
          )
          .map(keyOf);

      expect(wrongIn(provenOf(stories)), where).toEqual([]);
      expect(wrongIn(stories).length, where).toBeLessThanOrEqual(wrongIn(plain).length);
      if (keepsProof)
        expect(provenOf(stories).length, where).toBeGreaterThanOrEqual(provenOf(plain).length - 2);
    },
  );
});

describe('a count of every shelf', () => {
  /** Counted some days before the exports. */
  function counted(
    kind: KindName,
    seed: number,
    days: number,
    more: Partial<ExportOptions> = {},
    picked = false,
  ) {
    const { store, exports } = settingsOf(kind, seed, SMALL);
    const world = new World(store);
    world.runUntil(store.end - days * DAY);
    const counts = takeCounts(world, picked);
    world.runUntil(store.end);
    const stories = scanned(world, { ...exports, ...more, counts });
    const truth = truthOf(world);
    const offShelf = stories.filter((story) => story.corrected !== truthAt(truth, story).corrected);
    return { stories, world, offShelf: offShelf.map(keyOf) };
  }

  it.each([
    ['authorized-live', 71, 4, false],
    ['ghosts', 72, 2, false],
    ['handling-live', 73, 6, true],
    ['mixed-live', 74, 3, true],
    ['oversold', 75, 4, false],
  ] as const)(
    'is the shelf at T, carried by the feed and the log: %s, seed %i',
    (kind, seed, days, picked) => {
      const where = `${kind}, seed ${seed}`;
      const { stories, offShelf } = counted(kind, seed, days, { changes: true }, picked);

      expect(offShelf, where).toEqual([]);
      for (const story of stories) {
        expect(story.basis, where).toBe('counted');
        expect(story.availableItems, where).toBe(
          story.available + story.earlyWriteOffs - story.lateWriteOffs,
        );
        expect(story.corrected, where).toBe(Math.max(story.counted?.carried ?? -1, 0));
      }
      expect(provenOf(stories).length, where).toBeGreaterThan(stories.length / 2);
    },
  );

  it('finds units that vanished unseen', () => {
    const { store, exports } = settingsOf('authorized-live', 76, {
      ...SMALL,
      rates: { silentLosses: 0.05 },
    });
    const world = simulate(store);
    const truth = truthOf(world);
    const lost = (stories: readonly BalanceStory[]) =>
      stories.filter((story) => story.corrected !== truthAt(truth, story).corrected).length;

    const stories = scanned(world, { ...exports, counts: takeCounts(world) });

    expect(lost(scanned(world, exports)), 'authorized-live, seed 76').toBeGreaterThan(0);
    expect(lost(stories), 'authorized-live, seed 76').toBe(0);
    expect(stories.some(({ notes }) => notes.some(({ code }) => code === 'count-differs'))).toBe(true);
  });

  it('is where it stands alone, without a log, never above the shelf', () => {
    const { stories, world } = counted('no-log', 77, 3, { changes: true });
    const truth = truthOf(world);
    for (const story of stories) {
      expect(story.confidence, `no-log, seed 77, ${keyOf(story)}`).toBe('likely');
      expect(story.corrected, `no-log, seed 77, ${keyOf(story)}`).toBeLessThanOrEqual(
        truthAt(truth, story).corrected,
      );
    }
  });
});
