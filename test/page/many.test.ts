/** A page of more balances than one page of its table shows, and than one block of its stories holds. */
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { invfix } from '../cli/program.js';
import { toFiles } from '../world/exports.js';
import { settingsOf } from '../world/settings.js';
import { simulate } from '../world/store.js';
import { hasChromium, launchChromium } from './chromium.js';
import { openedPage } from './opened-page.js';
import { readPage } from './read-page.js';

const SKUS = 150;

let folder: string;
let path: string;
beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'invfix-many-'));
  path = join(folder, 'report.html');
  const { store, exports } = settingsOf('two-warehouses', 3, { skus: SKUS, ordersPerDay: 60, days: 10 });
  mkdirSync(join(folder, 'exports'));
  for (const [name, text] of toFiles(simulate(store), exports)) {
    writeFileSync(join(folder, 'exports', name), text);
  }
  const { code, stderr } = await invfix(folder, ['report', '--html', path, '--from', 'exports', '--all']);
  expect(stderr).toBe('');
  expect(code).toBe(0);
});
afterAll(() => {
  rmSync(folder, { recursive: true, force: true });
});

it('has a story for each row, in the same place', () => {
  const { rows, stories, names } = readPage(path);
  expect(rows.length).toBeGreaterThan(SKUS);
  expect(stories.map(({ document }) => [document.sku, document.warehouse])).toEqual(
    rows.map(([sku, , warehouse]) => [sku, names.warehouses[warehouse]?.id]),
  );
});

it.skipIf(!hasChromium)('shows the table by pages, and any story', { timeout: 120_000 }, async () => {
  const all = readPage(path).rows;
  const browser = await launchChromium();
  try {
    const { page, faults } = await openedPage(browser, path);
    const rows = page.locator('.balances tbody tr');
    const seen = new Set<string>();
    const pages = Math.ceil(all.length / 50);
    for (let turned = 1; turned <= pages; turned += 1) {
      for (const text of await rows.evaluateAll((each) =>
        each.map((row) => row.querySelector('a')?.getAttribute('href') ?? ''),
      ))
        seen.add(text);
      const next = page.getByRole('button', { name: 'Next', exact: true });
      expect(await next.isDisabled()).toBe(turned === pages);
      if (turned < pages) await next.click();
    }
    expect(seen.size).toBe(all.length);
    expect(await page.evaluate('document.activeElement.textContent')).toBe('Previous');

    const last = all.at(-1);
    const link = page.getByRole('link', { name: last?.[0] ?? '', exact: true }).first();
    await page.getByLabel('Search').fill(last?.[0] ?? '');
    await link.click();
    await page.locator('article h1', { hasText: `SKU ${last?.[0]}` }).waitFor();
    expect(await page.locator('section[aria-labelledby=others] a').count()).toBe(
      all.filter(([sku]) => sku === last?.[0]).length - 1,
    );

    await page.goBack();
    await page.getByRole('button', { name: 'Clear all filters' }).click();
    await page.evaluate("window.dispatchEvent(new Event('beforeprint'))");
    expect(await rows.count()).toBe(all.length);
    await page.evaluate("window.dispatchEvent(new Event('afterprint'))");
    expect(await rows.count()).toBe(50);
    expect(faults).toEqual([]);
  } finally {
    await browser.close();
  }
});
