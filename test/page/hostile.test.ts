/** Exports that hold markup, scripts and signs that turn the direction of writing: shown as the text they are. */
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { invfix } from '../cli/program.js';
import { smallStore, writeSmallStore } from '../cli/small-store.js';
import { hasChromium, launchChromium } from './chromium.js';
import { openedPage } from './opened-page.js';
import { readPage } from './read-page.js';

const SKU = '</script><script>alert(1)</script>';
const WAREHOUSE = "<img src=x onerror='alert(2)'>";
const WAREHOUSE_NAME = '\u202eMain\u2066<!--<script>{{1+1}}`alert(3)`';
const REFERENCE = "javascript:alert(4)//'><svg onload=alert(5)>";
const AUTHOR = '<b onclick=alert(6)>erp</b>\u200f&lt\u0007';
const ORDER = '<a/href=x>v700369</a>\u202e';

const hostile = (text: string): string =>
  text
    .replaceAll('100123', SKU)
    .replaceAll('wh_1;Main', `${WAREHOUSE};${WAREHOUSE_NAME}`)
    .replaceAll('wh_1', WAREHOUSE)
    .replaceAll('SKU123', REFERENCE)
    .replaceAll('erp@acme.example', AUTHOR)
    .replaceAll('v700369acme-01', ORDER);

let folder: string;
let path: string;
beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'invfix-hostile-'));
  path = join(folder, 'report.html');
  const { inventory, orders, updates } = smallStore();
  writeSmallStore(join(folder, 'exports'), {
    inventory: hostile(inventory),
    orders: hostile(orders),
    updates: hostile(updates),
  });
  const { code } = await invfix(folder, ['report', '--html', path, '--from', 'exports', '--all']);
  expect(code).toBe(0);
});
afterAll(() => {
  rmSync(folder, { recursive: true, force: true });
});

it('stands in the page as data alone', () => {
  const text = readFileSync(path, 'utf8');
  const { rows, names } = readPage(path);
  expect(rows.map(([sku]) => sku)).toContain(SKU);
  expect(names.authors).toEqual(['<b onclick=alert(6)>erp</b>&lt\\x07']);
  const [beforeData = '', afterData = ''] = text.split(
    /<script type="application\/json" id="head">[\s\S]*<\/script>\n(?=<script>\/\*!)/,
  );
  for (const frame of [beforeData, afterData]) expect(frame).not.toMatch(/alert|onerror|onload|onclick/);
  for (const [, json = ''] of text.matchAll(/<script type="application\/json"[^>]*>(.*)<\/script>\n/g)) {
    expect(json).not.toMatch(/[<>&\u2028\u2029\u202e\u2066]/);
  }
});

it.skipIf(!hasChromium)(
  'is shown as text, runs nothing and turns nothing',
  { timeout: 120_000 },
  async () => {
    const browser = await launchChromium();
    try {
      const { page, faults } = await openedPage(browser, path);
      const link = page.getByRole('link', { name: SKU, exact: true });
      const row = page.getByRole('row').filter({ has: link });
      const cells = await row.locator('td').allTextContents();
      expect(cells.slice(0, 2)).toEqual([REFERENCE, `${WAREHOUSE} (Main<!--<script>{{1+1}}\`alert(3)\`)`]);
      await page.getByLabel('Search').fill('<svg onload');
      expect(await page.locator('.balances tbody tr').count()).toBe(1);
      await link.click();
      await page.locator('.chart canvas').waitFor();
      expect(await page.locator('article h1').textContent()).toContain(SKU);
      expect(await page.locator('section[aria-labelledby=updates]').innerText()).toContain(
        '<b onclick=alert(6)>erp</b>',
      );
      expect(await page.locator('section[aria-labelledby=reserved-for]').innerText()).toContain(
        '<a/href=x>v700369</a>',
      );
      expect(await page.locator('main img, main svg, main b[onclick], main a[href=x]').count()).toBe(0);
      expect(await page.locator('body').innerText()).not.toMatch(/\p{Cf}/u);
      await page.reload();
      await page.locator('.chart canvas').waitFor();
      expect(faults).toEqual([]);
    } finally {
      await browser.close();
    }
  },
);

it.skipIf(!hasChromium)('could not run even by a mistake of the page', { timeout: 120_000 }, async () => {
  const browser = await launchChromium();
  try {
    const { page } = await openedPage(browser, path);
    const refused: unknown = await page.evaluate(`(async () => {
      const attempts = {
        markup: () => { document.body.innerHTML = '<img src=x>'; },
        handler: () => document.body.setAttribute('onclick', '1'),
        script: () => { document.createElement('script').text = '1'; },
        network: () => new Promise((resolve, reject) => {
          addEventListener('securitypolicyviolation', ({ effectiveDirective }) => reject(effectiveDirective));
          fetch('https://store.example/').catch(() => setTimeout(resolve, 1000));
        }),
      };
      const refused = [];
      for (const [name, attempt] of Object.entries(attempts)) {
        try { await attempt(); } catch { refused.push(name); }
      }
      return refused;
    })()`);
    expect(refused).toEqual(['markup', 'handler', 'script', 'network']);
  } finally {
    await browser.close();
  }
});
