/**
 * The demo store of `fixtures/demo`: two weeks of a small shop whose ERP takes units off when an order is
 * paid. A test checks that the files are what this writes, and can write them anew.
 */
import { toFiles } from './exports.js';
import { type ExportOptions, settingsOf } from './settings.js';
import { simulate, type World } from './store.js';

const END = Date.UTC(2026, 2, 31, 9);
const SEED = 17;
const FIRST_SKU = 1001;
/** The SKU the README follows: its reference code is SKU123. */
const FOLLOWED_SKU = 1010;

/** The demo's world at T, before its files are written. */
function demoWorld(seed = SEED): { world: World; exports: ExportOptions } {
  const { store, exports } = settingsOf('ghosts', seed, {
    end: END,
    days: 14,
    skus: 14,
    ordersPerDay: 12,
    initialCounts: [2, 3, 4, 6, 10],
    authors: { erp: 'erp@acme.example', till: 'till@acme.example', person: 'ana@acme.example' },
    rates: { ghost: 0.05, tillSales: 0.06, recounts: 0.02, oversold: 0.03, receipts: 0.09 },
    ids: {
      firstSku: FIRST_SKU,
      skuStep: 1,
      firstOrder: 502100,
      orderPrefix: 'v',
      orderSuffix: 'acme-01',
      warehouses: ['main'],
    },
  });
  return { world: simulate(store), exports };
}

/** The demo's files by name, each with its text. */
export function demoFiles(): ReadonlyMap<string, string> {
  const { world, exports } = demoWorld();
  const files = new Map<string, string>();
  for (const [name, text] of toFiles(world, exports)) {
    const dated = name === 'inventory.csv' ? 'inventory-2026-03-31T09-00.csv' : name;
    files.set(
      dated,
      text.replace(/REF(\d+)/g, (_, id: string) => `SKU${Number(id) - FOLLOWED_SKU + 123}`),
    );
  }
  return files;
}
