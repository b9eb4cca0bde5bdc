/** Simulated stores written to files, read back and diagnosed as a scan does it. */
import { rmSync } from 'node:fs';
import { join } from 'node:path';
import { filesBelow } from '../../src/exports/index.js';
import type { FileReport } from '../../src/exports/kinds.js';
import type { BalanceStory } from '../../src/ledger/diagnosis.js';
import type { Coverage, SkuRecords } from '../../src/ledger/records.js';
import type { FinishOptions } from '../../src/store/finish.js';
import { loadExports, StoreBuilder, type Warning, warningsOf } from '../../src/store/index.js';
import { diagnosed, storeOf } from '../ledger/stores.js';
import { toFiles } from '../world/exports.js';
import type { KindName } from '../world/settings.js';
import type { World } from '../world/store.js';
import { emptyFolder } from './folders.js';
import { type Content, written } from './stores.js';

export type Files = ReadonlyMap<string, Content>;

/** What a folder of exports was understood as. */
export interface ReadStore {
  readonly skus: readonly SkuRecords[];
  readonly coverage: Coverage;
  readonly warnings: readonly Warning[];
  readonly files: readonly FileReport[];
  /** Codes of what was odd about single files and rows. */
  readonly problems: readonly string[];
}

/** A store large enough to show its writers' habits, and read and diagnosed in a fraction of a second. */
export const TINY = { skus: 14, ordersPerDay: 7, days: 20 } as const;

/** A small store of the kind at the end of its run. */
export function worldOf(kind: KindName, seed: number): World {
  return storeOf(kind, seed, TINY).world;
}

/** Reads exports as a scan does, and leaves nothing behind. */
export async function readStore(files: Files, options: FinishOptions = {}): Promise<ReadStore> {
  const folder = emptyFolder();
  const exports = join(folder, 'exports');
  written(exports, Object.fromEntries(files));
  const builder = StoreBuilder.create(join(folder, 'invfix.db'));
  try {
    await loadExports(filesBelow([exports]), builder, { dateOrder: 'dmy' });
    builder.finishLoading(options);
    return {
      skus: [...builder.skus()],
      coverage: builder.coverage(),
      warnings: warningsOf(builder),
      files: builder.files().map((file) => ({ ...file, path: file.path.slice(exports.length + 1) })),
      problems: builder.problems().map(({ code }) => code),
    };
  } finally {
    builder.discard();
    rmSync(folder, { recursive: true, force: true });
  }
}

/** Reads exports and diagnoses every balance. */
export async function scannedFiles(files: Files, options: FinishOptions = {}): Promise<BalanceStory[]> {
  return diagnosed(await readStore(files, options));
}

/** T stands in the name, as in every simulated inventory export. */
export const INVENTORY = 'inventory-2026-04-01T00-00-00Z.csv';

/** The inventory spreadsheet, the order report and the update log, each if it is asked for. */
export function csvFiles(
  world: World,
  { inventory = true, locks = true, orders = true, log = true } = {},
): Map<string, string> {
  const all = toFiles(world, { locks, log: true, feed: false });
  const files = new Map<string, string>();
  if (inventory) files.set(INVENTORY, all.get('inventory.csv') ?? '');
  if (orders) files.set('orders.csv', all.get('orders.csv') ?? '');
  if (log) files.set('updates.csv', all.get('inventory-updates.csv') ?? '');
  return files;
}

/** How often a diagnosis is as sure as can be. */
export function provenOf(stories: readonly BalanceStory[]): number {
  return stories.filter(({ confidence }) => confidence === 'proven').length;
}
