/** Simulated stores, exported and diagnosed. */
import type { BalanceStory } from '../../src/ledger/diagnosis.js';
import { diagnoseSku, learnHabits } from '../../src/ledger/index.js';
import type { Coverage, SkuRecords } from '../../src/ledger/records.js';
import { toSkuRecords } from '../world/exports.js';
import { type ExportOptions, type Kind, type KindName, settingsOf } from '../world/settings.js';
import { simulate, type World } from '../world/store.js';
import { type Truth, truthOf } from '../world/truth.js';

export interface Exports {
  readonly skus: readonly SkuRecords[];
  readonly coverage: Coverage;
}

/** A store at the end of its run, with what its exports hold. */
export function storeOf(
  kind: KindName,
  seed: number,
  changes: Kind['store'] = {},
): { world: World; options: ExportOptions } {
  const { store, exports } = settingsOf(kind, seed, changes);
  return { world: simulate(store), options: exports };
}

/** A store small enough to be diagnosed in a moment, and large enough to show its writers' habits. */
export const SMALL = { skus: 25, ordersPerDay: 9, days: 24 } as const;

/** Every balance, diagnosed from the exports alone, in their order. */
export function diagnosed({ skus, coverage }: Exports): BalanceStory[] {
  const habits = learnHabits(() => skus, coverage);
  return skus.flatMap((sku) => diagnoseSku(sku, habits, coverage));
}

/** The store's present exports, diagnosed. */
export function scanned(world: World, options: ExportOptions): BalanceStory[] {
  return diagnosed(toSkuRecords(world, options));
}

export const keyOf = ({ sku, warehouse }: { readonly sku: string; readonly warehouse: string }): string =>
  `${sku}|${warehouse}`;

export function truthAt(truth: Truth, balance: { readonly sku: string; readonly warehouse: string }) {
  const found = truth[keyOf(balance)];
  if (found === undefined) throw new Error(`The simulated store has no balance ${keyOf(balance)}.`);
  return found;
}

/** `sku|warehouse: said, knowable` of every balance whose corrected count is not the one to be known. */
export function wrongCounts(world: World, stories: readonly BalanceStory[]): string[] {
  const truth = truthOf(world);
  return stories.flatMap((story) => {
    const { knowable } = truthAt(truth, story);
    return story.corrected === knowable ? [] : [`${keyOf(story)}: ${story.corrected}, not ${knowable}`];
  });
}

/** The orders that really were written off early, and those reported so, by balance. */
export function earlyOrders(world: World): string[] {
  return Object.entries(truthOf(world))
    .flatMap(([key, { early }]) => Object.entries(early).map(([order, { qty }]) => `${key} ${order}: ${qty}`))
    .sort();
}

export function reportedEarlyOrders(stories: readonly BalanceStory[]): string[] {
  return stories
    .flatMap((story) =>
      story.reservations.flatMap(({ order, units, takenOffAt }) =>
        takenOffAt === null ? [] : [`${keyOf(story)} ${order}: ${units}`],
      ),
    )
    .sort();
}
