import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { takeSnapshots, toFiles, toSkuRecords, writeExports } from './world/exports.js';
import {
  DAY,
  FURTHER_KIND_NAMES,
  KIND_NAMES,
  type KindName,
  randomize,
  settingsOf,
} from './world/settings.js';
import { simulate, World } from './world/store.js';
import { truthOf } from './world/truth.js';

const EVERYTHING = { locks: true, log: true, feed: true };

/** A small store of the kind in which every event is checked against the identity. */
const smallStore = (kind: KindName, seed: number) =>
  settingsOf(kind, seed, { skus: 12, ordersPerDay: 6, days: 15, checkEveryEvent: true }).store;

function correctEverything(world: World): void {
  const truth = truthOf(world);
  for (const { sku, warehouse } of world.balances) {
    const balanceTruth = truth[`${sku}|${warehouse}`];
    const isWrong = Object.keys(balanceTruth?.early ?? {}).length > 0;
    if (balanceTruth !== undefined && isWrong) {
      world.applyCorrection(sku, warehouse, balanceTruth.knowable, 'invfix');
    }
  }
}

const earlyOrders = (world: World) =>
  Object.values(truthOf(world)).flatMap(({ early }) => Object.keys(early));

describe('the simulated store', () => {
  it.each([...KIND_NAMES, ...FURTHER_KIND_NAMES])('keeps the identity at every event: %s', (kind) => {
    for (const seed of [1, 2, 3]) expect(() => simulate(smallStore(kind, seed))).not.toThrow();
  });

  it.each(KIND_NAMES)('keeps the identity in varied stores: %s', (kind) => {
    expect(() => simulate(randomize(kind, 4).store)).not.toThrow();
  });

  it('gives the same exports for the same seed, and others for another', () => {
    const filesOf = (seed: number) => toFiles(simulate(smallStore('noisy-nightly', seed)), EVERYTHING);
    expect(filesOf(5)).toEqual(filesOf(5));
    expect(filesOf(5)).not.toEqual(filesOf(6));
  });

  it('refuses an update that changes nothing while no reservation is acknowledged', () => {
    const world = simulate(smallStore('authorized-live', 1));
    const [balance] = world.balances;
    if (balance === undefined) throw new Error('The store has no balance.');
    const { sku, warehouse } = balance;
    world.applyCorrection(sku, warehouse, 40, 'invfix');
    const updates = balance.updates.length;

    expect(world.applyCorrection(sku, warehouse, 40, 'invfix')).toBe(false);
    expect(balance.updates).toHaveLength(updates);
  });

  it('takes an update that changes nothing when it drops an acknowledged reservation', () => {
    const world = simulate(smallStore('authorized-live', 1));
    const picked = world.balances.find(({ lines }) =>
      lines.some(({ reservation }) => reservation === 'acknowledged'),
    );
    if (picked === undefined) throw new Error('No reservation is acknowledged in this store.');
    const { sku, warehouse, inStock, reserved } = picked;

    expect(world.applyCorrection(sku, warehouse, inStock, 'invfix')).toBe(true);
    expect(picked.updates.at(-1)).toMatchObject({ before: inStock, after: inStock, author: 'invfix' });
    expect(picked.reserved).toBeLessThan(reserved);
  });

  it('falls back into early write-offs after a correction of VTEX alone', () => {
    const world = simulate(smallStore('authorized-live', 2));
    correctEverything(world);
    expect(earlyOrders(world)).toEqual([]);

    world.runUntil(world.now + 5 * DAY);

    expect(earlyOrders(world)).not.toEqual([]);
  });

  it.each(['authorized-live', 'created-nightly', 'mixed-live'] as const)(
    'stays right after both sides are corrected: %s',
    (kind) => {
      const { store } = settingsOf(kind, 3, { checkEveryEvent: true, rates: { writtenOffByHand: 0 } });
      const world = simulate(store);
      correctEverything(world);
      for (const { sku, warehouse } of world.balances) world.putErpRight(sku, warehouse);
      world.repairTrigger('handling');

      world.runUntil(world.now + 5 * DAY);

      expect(earlyOrders(world)).toEqual([]);
    },
  );

  it('says the same in records and in truth', () => {
    const { store, exports } = settingsOf('two-warehouses', 7);
    const world = simulate(store);
    const truth = truthOf(world);
    const balances = toSkuRecords(world, exports).skus.flatMap((sku) => sku.balances);
    for (const { sku, warehouse, available, inStock, updates } of balances) {
      expect(truth[`${sku}|${warehouse}`]).toMatchObject({ available, total: inStock });
      expect(updates.at(-1)?.after ?? inStock).toBe(inStock);
    }
  });

  it('cuts the log and the orders short when told to', () => {
    const { store, exports } = settingsOf('cut-short', 1);
    const world = simulate(store);
    const { skus, coverage } = toSkuRecords(world, exports);
    const longest = Math.max(
      ...skus.flatMap(({ balances }) => balances.map(({ updates }) => updates.length)),
    );

    expect(longest).toBe(8);
    expect(coverage.updatesPerBalance).toBe(8);
    expect(coverage.ordersFrom).toBeGreaterThanOrEqual(world.now - 12 * DAY);
  });

  it('keeps earlier inventory exports as snapshots', () => {
    const { store, exports } = settingsOf('no-log', 1);
    const world = new World(store);
    world.runUntil(store.end - 10 * DAY);
    const earlier = takeSnapshots(world, exports);
    world.runUntil(store.end);
    const [sku] = toSkuRecords(world, exports, [earlier]).skus;

    expect(sku?.balances[0]?.updates).toEqual([]);
    expect(sku?.balances[0]?.snapshots).toMatchObject([{ at: store.end - 10 * DAY }]);
  });

  it('no longer counts ghosts once they are cancelled', () => {
    const world = simulate(settingsOf('ghosts', 1).store);
    const ghosts = () => Object.values(truthOf(world)).flatMap((balance) => Object.keys(balance.ghosts));
    expect(ghosts()).not.toEqual([]);

    for (const { sku, warehouse } of world.balances) world.cancelGhosts(sku, warehouse);

    expect(ghosts()).toEqual([]);
    world.checkIdentity();
  });

  it('lets the ERP overwrite VTEX with a total that was set wrong', () => {
    const world = simulate(smallStore('handling-nightly', 1));
    const [balance] = world.balances;
    if (balance === undefined) throw new Error('The store has no balance.');
    world.setErpTotal(balance.sku, balance.warehouse, balance.erpTotal + 100);

    world.runUntil(world.now + DAY);

    expect(balance.inStock).toBeGreaterThanOrEqual(100);
  });

  it('writes the files VTEX would hand out, and the truth beside them', () => {
    const folder = mkdtempSync(join(tmpdir(), 'invfix-world-'));
    const { store, exports } = settingsOf('mixed-live', 1, { skus: 3, days: 5 });
    writeExports(simulate(store), exports, folder);
    const columns = readFileSync(join(folder, 'orders.csv'), 'utf8').split('\r\n')[0]?.split(';');

    expect(readdirSync(folder).sort()).toEqual([
      'TRUTH.json',
      'inventory-updates.csv',
      'inventory.csv',
      'order-feed.jsonl',
      'orders.csv',
    ]);
    expect(columns).toHaveLength(93);
    rmSync(folder, { recursive: true });
  });
});
