import { describe, expect, it } from 'vitest';
import type { BalanceStory, CauseCode } from '../../src/ledger/diagnosis.js';
import { kindOf } from '../../src/ledger/index.js';
import { toSkuRecords } from '../world/exports.js';
import { createRandom } from '../world/random.js';
import type { KindName } from '../world/settings.js';
import { DAY, HOUR } from '../world/settings.js';
import type { World } from '../world/store.js';
import { truthOf } from '../world/truth.js';
import {
  diagnosed,
  type Exports,
  keyOf,
  reportedEarlyOrders,
  SMALL,
  scanned,
  storeOf,
  wrongCounts,
} from './stores.js';

const SHORTFALL_CAUSES: readonly CauseCode[] = [
  'early-write-off',
  'ghost-reservation',
  'oversold',
  'late-write-off',
];

const needsCorrection = (story: BalanceStory): boolean =>
  kindOf(story) !== 'healthy' && story.corrected !== story.inStock;

/** The items in another order, the same for the same seed. */
function shuffled<Item>(items: readonly Item[], seed: number): Item[] {
  const random = createRandom(seed);
  return items
    .map((item) => ({ item, place: random.float() }))
    .sort((one, other) => one.place - other.place)
    .map(({ item }) => item);
}

/** The same exports with SKUs, balances and lines in another order. */
function reordered({ skus, coverage }: Exports, seed: number): Exports {
  return {
    coverage,
    skus: shuffled(skus, seed).map((records) => ({
      ...records,
      balances: shuffled(records.balances, seed),
      lines: shuffled(records.lines, seed),
    })),
  };
}

const byKey = (stories: readonly BalanceStory[]) =>
  [...stories].sort((one, other) => (keyOf(one) < keyOf(other) ? -1 : 1));

/** Types every count that differs into VTEX, as it stands in the diagnosis. */
function writeCorrections(world: World, stories: readonly BalanceStory[]): BalanceStory[] {
  const written = stories.filter(needsCorrection);
  for (const { sku, warehouse, corrected } of written)
    world.applyCorrection(sku, warehouse, corrected ?? 0, 'invfix');
  return written;
}

describe('in a store that writes off at Preparing Delivery', () => {
  it.each([
    ['handling-live', 1],
    ['handling-live', 2],
    ['handling-nightly', 1],
    ['handling-nightly', 2],
    ['ghosts-of-a-right-writer', 1],
  ] as const)(
    'no pending order is said to be written off, with tills, people and recounts: %s, seed %i',
    (kind, seed) => {
      const { world, options } = storeOf(kind, seed, {
        ...SMALL,
        rates: { tillSales: 0.06, breakages: 0.01, recounts: 0.02, recountsOfWrongCounts: 0.3 },
      });

      const stories = scanned(world, options);

      const pendingTaken = stories.flatMap(({ reservations }) =>
        reservations.filter(({ state, takenOffAt }) => state === 'pending' && takenOffAt !== null),
      );
      expect(pendingTaken, `${kind}, seed ${seed}`).toEqual([]);
      expect(reportedEarlyOrders(stories).filter((order) => !isGhostly(world, order))).toEqual([]);
    },
  );
});

/** A ghost's units count as early where its writer took them off. */
function isGhostly(world: World, reported: string): boolean {
  return Object.entries(truthOf(world)).some(([key, { ghosts }]) =>
    Object.keys(ghosts).some((order) => reported.startsWith(`${key} ${order}:`)),
  );
}

const VARIED: readonly (readonly [KindName, number])[] = [
  ['noisy-nightly', 4],
  ['two-warehouses', 5],
  ['ghosts', 6],
  ['oversold', 7],
  ['cut-short', 8],
  ['no-locks', 9],
  ['no-log', 10],
];

describe.each(VARIED)('a diagnosis (%s, seed %i)', (kind, seed) => {
  const { world, options } = storeOf(kind, seed, SMALL);
  const exports = toSkuRecords(world, options);
  const stories = diagnosed(exports);

  it('keeps the formula in every balance', () => {
    for (const story of stories) {
      const where = `${kind}, seed ${seed}, ${keyOf(story)}`;
      const { pending, acknowledged, ghosts, undetermined, reserved, available, inStock } = story;
      const { earlyWriteOffs, lateWriteOffs, availableItems, corrected, oversold, unblocked } = story;
      expect(available, where).toBe(inStock - reserved);
      expect(pending + acknowledged + ghosts + undetermined, where).toBe(reserved);
      expect(availableItems, where).toBe(available + earlyWriteOffs - lateWriteOffs);
      expect(corrected, where).toBe(Math.max(0, availableItems + pending));
      expect(oversold, where).toBe(Math.max(0, -availableItems));
      expect(unblocked, where).toBe(oversold > 0 ? pending : corrected);
    }
  });

  it('explains the whole shortfall by its causes', () => {
    for (const { causes, available, availableItems, ...story } of stories) {
      const explained = causes
        .filter(({ code }) => SHORTFALL_CAUSES.includes(code))
        .reduce((sum, { units }) => sum + units, 0);
      expect(explained, `${kind}, seed ${seed}, ${keyOf(story)}`).toBe(
        Math.max(availableItems, 0) - available,
      );
    }
  });

  it('names the orders behind each term', () => {
    const unitsOf = (orders: readonly { readonly units: number }[]) =>
      orders.reduce((sum, { units }) => sum + units, 0);
    for (const story of stories) {
      const where = `${kind}, seed ${seed}, ${keyOf(story)}`;
      const inState = (state: string) => story.reservations.filter((one) => one.state === state);
      expect(unitsOf(inState('pending')), where).toBe(story.pending);
      expect(unitsOf(inState('acknowledged')), where).toBe(story.acknowledged);
      expect(unitsOf(inState('ghost')), where).toBe(story.ghosts);
      expect(unitsOf(inState('undetermined')), where).toBe(story.undetermined);
      expect(unitsOf(story.notTakenOff), where).toBe(story.lateWriteOffs);
      expect(unitsOf(story.unserved), where).toBe(Math.min(story.oversold, story.pending));
    }
  });

  it('is the same when asked again', () => {
    expect(diagnosed(exports)).toEqual(stories);
  });

  it('does not depend on the order of the input', () => {
    expect(byKey(diagnosed(reordered(exports, seed))), `${kind}, seed ${seed}`).toEqual(byKey(stories));
  });
});

describe.each([
  ['authorized-live', 51],
  ['created-nightly', 12],
  ['ghosts', 13],
  ['oversold', 14],
  ['two-warehouses', 15],
] as const)('a correction written as VTEX takes it (%s, seed %i)', (kind, seed) => {
  const where = `${kind}, seed ${seed}`;
  const first = storeOf(kind, seed, SMALL);
  const before = scanned(first.world, first.options);
  const correctedStore = () => {
    const { world, options } = storeOf(kind, seed, SMALL);
    return { world, options, written: writeCorrections(world, before) };
  };

  it('leaves the available items, less ghosts and undetermined reservations', () => {
    const { world, written } = correctedStore();
    expect(written).not.toEqual([]);
    for (const { sku, warehouse, availableItems, ghosts, undetermined } of written)
      expect(world.balance(sku, warehouse).available, `${where}, ${sku}`).toBe(
        availableItems - ghosts - undetermined,
      );
  });

  it('leaves nothing more to correct', () => {
    const { world, options } = correctedStore();

    const again = scanned(world, options);

    expect(again.filter(needsCorrection).map(keyOf), where).toEqual([]);
    expect(wrongCounts(world, again), where).toEqual([]);
  });

  it('is told anew when the totals of an ERP that was not put right overwrite it', () => {
    const { world, options } = correctedStore();
    world.runUntil(world.now + 2 * DAY);

    const later = scanned(world, options);

    expect(later.filter(needsCorrection), where).not.toEqual([]);
    expect(wrongCounts(world, later), where).toEqual([]);
  });
});

/** The other side of a correction: the ERP has its units back, and writes off at Preparing Delivery. */
function putErpRight(world: World): void {
  for (const { sku, warehouse } of world.balances) world.putErpRight(sku, warehouse);
  world.repairTrigger('handling');
}

describe('once the ERP is put right as well', () => {
  it.each([
    ['authorized-live', 11, HOUR / 4],
    ['ghosts', 13, HOUR / 4],
    ['oversold', 14, HOUR / 4],
    ['created-nightly', 12, 3 * HOUR],
    ['authorized-live', 11, 3 * DAY],
    ['created-nightly', 16, 3 * DAY],
    ['ghosts', 17, DAY],
  ] as const)('its next totals leave nothing more to correct (%s, seed %i)', (kind, seed, passed) => {
    const later = scannedAfterRepair(kind, seed, passed);

    expect(later.toCorrect, `${kind}, seed ${seed}`).toEqual([]);
    expect(later.wrong, `${kind}, seed ${seed}`).toEqual([]);
  });
});

describe('a correction that a nightly writer has not overwritten', () => {
  it('still counts days later', () => {
    const { world, options } = storeOf('ready-nightly', 52, SMALL);
    writeCorrections(world, scanned(world, options));
    world.runUntil(world.now + 2 * DAY);

    expect(wrongCounts(world, scanned(world, options)), 'ready-nightly, seed 52').toEqual([]);
  });

  it('is recognised where it lowered the count', () => {
    const { world, options } = storeOf('ready-nightly', 52, SMALL);
    writeCorrections(world, scanned(world, options));

    expect(scanned(world, options).filter(needsCorrection).map(keyOf)).toEqual([]);
  });
});

function scannedAfterRepair(kind: KindName, seed: number, passed: number) {
  const { world, options } = storeOf(kind, seed, SMALL);
  writeCorrections(world, scanned(world, options));
  putErpRight(world);
  world.runUntil(world.now + passed);
  const stories = scanned(world, options);
  return { toCorrect: stories.filter(needsCorrection).map(keyOf), wrong: wrongCounts(world, stories) };
}
