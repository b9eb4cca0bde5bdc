/** Fixes written back to simulated stores as VTEX would take them. */
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parse } from 'csv-parse/sync';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { storeOf } from '../ledger/stores.js';
import { csvFiles } from '../store/worlds.js';
import { isGhost } from '../world/balance.js';
import type { KindName } from '../world/settings.js';
import { ensureBuilt, invfix } from './program.js';

interface Written {
  readonly sku: string;
  readonly warehouse: string;
  readonly count: number;
  readonly pending: number;
  readonly availableItems: number;
  readonly ghosts: number;
  readonly undetermined: number;
}

let folder: string;
beforeAll(() => {
  ensureBuilt();
  folder = mkdtempSync(join(tmpdir(), 'invfix-upload-'));
}, 120_000);
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const KINDS: readonly KindName[] = ['authorized-live', 'created-nightly', 'ghosts', 'two-warehouses'];

it.each(KINDS)('%s: every corrected balance is at its available items at once', async (kind) => {
  const { world } = storeOf(kind, 3, { skus: 30, ordersPerDay: 15, days: 24 });
  const own = join(folder, kind);
  mkdirSync(join(own, 'exports'), { recursive: true });
  for (const [name, content] of csvFiles(world)) writeFileSync(join(own, 'exports', name), content);
  await invfix(own, ['scan', 'exports', '--no-exit-code']);
  const wide = ['correct', '--understated', '--overstated'];
  const { stdout } = await invfix(own, [...wide, '--format', 'spreadsheet', '--write', 'fix.csv', '--json']);
  const written: Written[] = JSON.parse(stdout).corrections;
  const rows: Record<string, string>[] = parse(readFileSync(join(own, 'fix.csv'), 'utf8'), {
    columns: true,
    delimiter: ';',
  });
  expect(rows).toHaveLength(written.length);
  expect(rows.length).toBeGreaterThan(1);
  const balances = new Map(world.balances.map((balance) => [`${balance.sku}|${balance.warehouse}`, balance]));
  for (const row of rows) {
    balances
      .get(`${row.SkuId}|${row.WarehouseId}`)
      ?.receiveCount(Number(row.TotalQuantity), 'admin', world.now);
  }
  for (const each of written) {
    const balance = balances.get(`${each.sku}|${each.warehouse}`);
    // A ghost whose order has closed since the last update looks like any order in Preparing Delivery until the next.
    const ghosts = (balance?.lines ?? []).filter(isGhost).reduce((sum, { units }) => sum + units, 0);
    expect(each.ghosts + each.undetermined).toBeLessThanOrEqual(ghosts);
    // What is sold beyond the shelf stays below zero: no count lower than 0 is written.
    const free = Math.max(each.availableItems, -each.pending);
    expect(balance?.available).toBe(free - ghosts);
  }
});
