/** A fix from the file to the shop and back: written, uploaded as VTEX takes it, verified, undone, and in the history. */
import { chmodSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parse } from 'csv-parse/sync';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { storeOf } from '../ledger/stores.js';
import { csvFiles } from '../store/worlds.js';
import { DAY, HOUR } from '../world/settings.js';
import type { World } from '../world/store.js';
import { ensureBuilt, invfix, type Outcome } from './program.js';

let root: string;
beforeAll(() => {
  ensureBuilt();
  root = mkdtempSync(join(tmpdir(), 'invfix-after-fix-'));
}, 120_000);
afterAll(() => rmSync(root, { recursive: true, force: true }));

/** What the documents of verify, undo and history hold between them, as far as it is looked at here. */
interface Document {
  readonly schema: string;
  readonly summary: Readonly<Record<string, number>>;
  readonly balances: readonly {
    readonly fix: number;
    readonly state: string;
    readonly spoiledBy: readonly {
      readonly author: string;
      readonly orders: readonly { readonly order: string }[];
    }[];
  }[];
  readonly counts: readonly unknown[];
  readonly leftOut: readonly unknown[];
  readonly scans: readonly { readonly id: number }[];
  readonly fixes: readonly unknown[];
}

let stores = 0;

/** A shop, its folder, and what its people do. */
class Shop {
  readonly folder = join(root, String(++stores));
  readonly world: World = storeOf('authorized-live', 3, { skus: 30, ordersPerDay: 12, days: 24 }).world;
  exports = 0;

  /** Exports everything now into a folder of its own, and names it. */
  export(): string {
    const name = `exports-${++this.exports}`;
    mkdirSync(join(this.folder, name), { recursive: true });
    const moment = new Date(this.world.now).toISOString().slice(0, 19).replaceAll(':', '-');
    for (const [file, content] of csvFiles(this.world)) {
      const dated = file.startsWith('inventory') ? `inventory-${moment}Z.csv` : file;
      writeFileSync(join(this.folder, name, dated), content);
    }
    return name;
  }

  run(...args: string[]): Promise<Outcome> {
    return invfix(this.folder, args, { LANG: 'en_US.UTF-8' });
  }

  async json(...args: string[]): Promise<{ code: number; document: Document }> {
    const { code, stdout } = await this.run(...args, '--json');
    return { code, document: JSON.parse(stdout) };
  }

  /** Uploads a review, row by row; what each balance had available before. */
  upload(file: string): Map<string, number> {
    const rows: Record<string, string>[] = parse(readFileSync(join(this.folder, file)), { columns: true });
    const formerly = new Map<string, number>();
    for (const { SkuId = '', WarehouseId = '', CorrectedQuantity } of rows) {
      formerly.set(SkuId, this.world.balance(SkuId, WarehouseId).available);
      this.world.applyCorrection(SkuId, WarehouseId, Number(CorrectedQuantity), 'estoque@acme.example');
    }
    return formerly;
  }

  later(duration: number): void {
    this.world.runUntil(this.world.now + duration);
  }

  mendErp(): void {
    for (const { sku, warehouse } of this.world.balances) this.world.putErpRight(sku, warehouse);
    this.world.repairTrigger('handling');
  }
}

async function fixedShop(): Promise<{ shop: Shop; formerly: Map<string, number> }> {
  const shop = new Shop();
  await shop.run('scan', shop.export());
  const { stdout } = await shop.run('correct', '--understated', '--write', 'fix.csv');
  expect(stdout).toContain('remembered as fix 1');
  shop.later(60_000);
  return { shop, formerly: shop.upload('fix.csv') };
}

describe('verify', () => {
  it('finds a fix in and holding, and ends with 0', async () => {
    const { shop, formerly } = await fixedShop();
    shop.mendErp();
    shop.later(3 * HOUR);
    const { code, stdout } = await shop.run('verify', shop.export());
    expect(stdout).toContain(`All ${formerly.size} corrected balances hold`);
    expect(code).toBe(0);
    const { document } = await shop.json('verify');
    expect(document).toMatchObject({
      schema: 'invfix.verify/1',
      fixes: [{ id: 1, format: 'review', path: 'fix.csv', undoes: null, balances: formerly.size }],
      summary: { balances: formerly.size, holds: formerly.size, notIn: 0 },
    });
    expect(document.balances[0]).toMatchObject({ state: 'holds', writtenBy: 'estoque@acme.example' });
  });

  it('names who undid it and with which orders, and ends with 1', async () => {
    const { shop } = await fixedShop();
    shop.later(2 * DAY);
    const { code, document } = await shop.json('verify', shop.export());
    expect(code).toBe(1);
    const spoiled = document.balances.filter(({ spoiledBy }) => spoiledBy.length > 0);
    expect(spoiled.length).toBeGreaterThan(3);
    const erp = shop.world.options.authors.erp;
    for (const { spoiledBy } of spoiled) for (const { author } of spoiledBy) expect(author).toBe(erp);
    const { stdout } = await shop.run('verify');
    expect(stdout).toContain(`${erp} took off`);
    expect(stdout).toContain(spoiled[0]?.spoiledBy[0]?.orders[0]?.order);
  });

  it('says that a fix was never uploaded', async () => {
    const shop = new Shop();
    await shop.run('scan', shop.export());
    await shop.run('correct', '--write', 'fix.csv');
    shop.later(HOUR);
    const { code, document } = await shop.json('verify', shop.export());
    expect(code).toBe(1);
    expect(document.summary.notIn).toBeGreaterThan(0);
    expect(document.summary.holds).toBe(0);
  });

  it('asks for newer exports, and for a fix', async () => {
    const shop = new Shop();
    const exports = shop.export();
    await shop.run('scan', exports);
    for (const args of [['verify'], ['verify', 'nowhere'], ['undo', '--from', 'nowhere']]) {
      expect(await shop.run(...args)).toMatchObject({
        code: 2,
        stderr: expect.stringContaining('No fix was written from this database.'),
      });
    }
    await shop.run('correct', '--write', 'fix.csv');
    for (const args of [['verify'], ['verify', exports], ['undo']]) {
      expect(await shop.run(...args)).toMatchObject({
        code: 2,
        stderr: expect.stringContaining('no newer than those the fix was made from'),
      });
    }
  });
});

describe('undo', () => {
  it('brings back exactly what was available, and can be verified itself', async () => {
    const { shop, formerly } = await fixedShop();
    const undo = await shop.run('undo', '--from', shop.export(), '--write', 'undo.csv');
    expect(undo.stdout).toContain('Fix 1 of');
    expect(undo.code).toBe(0);
    const before = shop.upload('undo.csv');
    expect(before.size).toBeGreaterThan(formerly.size / 2);
    for (const sku of before.keys()) {
      expect(`${sku} ${shop.world.balance(sku, 'wh_1').available}`).toBe(`${sku} ${formerly.get(sku)}`);
    }
    shop.later(1000);
    const { code, document } = await shop.json('verify', shop.export());
    const undone = document.balances.filter(({ fix }) => fix === 2);
    expect(undone.length).toBe(before.size);
    for (const { state } of undone) expect(state).toBe('holds');
    expect(code).toBe(document.balances.every(({ state }) => state === 'holds') ? 0 : 1);
  });

  it('leaves alone what was written since, and says by whom', async () => {
    const { shop } = await fixedShop();
    const rows: Record<string, string>[] = parse(readFileSync(join(shop.folder, 'fix.csv')), {
      columns: true,
    });
    const { SkuId = '', WarehouseId = '', CorrectedQuantity } = rows[0] ?? {};
    shop.later(60_000);
    shop.world.applyCorrection(SkuId, WarehouseId, Number(CorrectedQuantity) + 5, 'ana@acme.example');
    const { code, document } = await shop.json('undo', '1', '--from', shop.export(), '--sku', SkuId);
    expect(document.counts).toEqual([]);
    expect(document.leftOut).toMatchObject([
      { sku: SkuId, reason: 'updated', update: { author: 'ana@acme.example' } },
    ]);
    expect(code).toBe(2);
    const { stdout } = await shop.run('undo', '--sku', SkuId, '--write', 'undo.csv');
    expect(stdout).toContain('since, by ana@acme.example');
    expect(stdout).toContain('Nothing of it can be taken back.');
    expect(() => readFileSync(join(shop.folder, 'undo.csv'))).toThrow();
  });

  it('knows only the fixes there are', async () => {
    const { shop } = await fixedShop();
    await shop.run('scan', shop.export());
    expect(await shop.run('undo', '7')).toMatchObject({
      code: 2,
      stderr: expect.stringContaining('There is no fix 7.'),
    });
    expect((await shop.run('undo', '0')).code).toBe(2);
  });
});

describe('history', () => {
  it('lists scans and fixes, which outlive every scan', async () => {
    const { shop, formerly } = await fixedShop();
    for (const _ of [1, 2]) {
      shop.later(DAY);
      await shop.run('scan', shop.export());
    }
    const { code, document } = await shop.json('history');
    expect(code).toBe(0);
    expect(document.schema).toBe('invfix.history/1');
    expect(document.scans.map(({ id }) => id)).toEqual([1, 2, 3]);
    expect(document.fixes).toMatchObject([{ id: 1, balances: formerly.size, path: 'fix.csv' }]);
    const scan = await shop.json('scan', 'exports-3');
    const { unitsShort, negative, understated } = scan.document.summary;
    expect(document.scans.at(-1)).toMatchObject({ unitsShort, negative, understated });
    const { stdout } = await shop.run('history');
    expect(stdout).toMatch(/Negative +[·▁▂▃▄▅▆▇█]{3} {2}\d+ now, \d+ at most/);
    expect((await shop.run('history', '--limit', '1')).stdout).toContain('2 earlier');
  });
});

describe('correct', () => {
  it('does not remember with --no-undo', async () => {
    const shop = new Shop();
    await shop.run('scan', shop.export());
    const { stdout } = await shop.run('correct', '--write', 'fix.csv', '--no-undo');
    expect(stdout).not.toContain('remembered');
    expect((await shop.json('history')).document.fixes).toEqual([]);
    expect((await shop.run('correct', '--no-undo')).code).toBe(2);
  });

  it('writes nothing where it cannot remember, and says how to go on', async () => {
    if (process.getuid?.() === 0) return;
    const shop = new Shop();
    await shop.run('scan', shop.export());
    chmodSync(join(shop.folder, '.invfix', 'invfix.db'), 0o400);
    const { code, stderr } = await shop.run('correct', '--write', 'fix.csv');
    expect(code).toBe(2);
    expect(stderr).toContain('--no-undo');
    expect(() => readFileSync(join(shop.folder, 'fix.csv'))).toThrow();
  });

  it('remembers nothing where the files cannot be written', async () => {
    const shop = new Shop();
    await shop.run('scan', shop.export());
    mkdirSync(join(shop.folder, 'fix.csv'));
    expect((await shop.run('correct', '--write', 'fix.csv')).code).toBe(2);
    expect((await shop.json('history')).document.fixes).toEqual([]);
  });
});
