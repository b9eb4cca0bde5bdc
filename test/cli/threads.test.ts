/** Exports large enough to be read in threads: several files at a time, and the same answer. */
import { mkdirSync, mkdtempSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { invfix } from './program.js';
import { smallStore, writeSmallStore } from './small-store.js';

/** From here on threads read; see load.ts. */
const WORTH_A_THREAD = 4 << 20;
const NOTE = `"${'a note; with ""quotes"" and\nlines '.repeat(4000)}"`;
const REPORTS = 4;

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'invfix-threads-'));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

interface Document {
  readonly balances: readonly unknown[];
  readonly writers: readonly unknown[];
  readonly files: readonly { readonly path: string; readonly rows: number; readonly status: string }[];
}

async function scanned(exports: string): Promise<Document> {
  const { stdout } = await invfix(folder, ['scan', exports, '--json', '--all', '--db', `${exports}.db`]);
  return JSON.parse(stdout) as Document;
}

it('orders in several large files with long notes tell what they tell in one small file', async () => {
  writeSmallStore(join(folder, 'small'));
  const { inventory, orders, updates } = smallStore();
  mkdirSync(join(folder, 'large'));
  writeFileSync(join(folder, 'large', 'inventory-2026-04-01.csv'), inventory);
  writeFileSync(join(folder, 'large', 'updates.csv'), updates);
  const [header, ...lines] = orders.trimEnd().split('\n');
  let bytes = 0;
  for (let report = 0; report < REPORTS; report++) {
    const rows = lines.filter((_, index) => index % REPORTS === report).map((line) => `${NOTE};${line}`);
    const path = join(folder, 'large', `orders-${report}.csv`);
    writeFileSync(path, `${[`Obs;${header}`, ...rows].join('\n')}\n`);
    bytes += statSync(path).size;
  }
  expect(bytes).toBeGreaterThan(WORTH_A_THREAD);

  const [small, large] = [await scanned('small'), await scanned('large')];

  expect(large.balances).toEqual(small.balances);
  expect(large.writers).toEqual(small.writers);
  const reports = large.files.filter(({ path }) => path.includes('orders-'));
  expect(reports.map(({ path }) => path)).toEqual(
    Array.from({ length: REPORTS }, (_, report) => `large/orders-${report}.csv`),
  );
  expect(reports.reduce((sum, { rows }) => sum + rows, 0)).toBe(lines.length);
  expect(reports.every(({ status }) => status === 'read')).toBe(true);
});
