/** The page in a real Chromium, opened from the disk as a user opens it. */
import { cpSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import axe from 'axe-core';
import type { Browser, Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { invfix } from '../cli/program.js';
import { hasChromium, launchChromium } from './chromium.js';
import { type OpenedPage, openedPage } from './opened-page.js';

const DEMO = join(import.meta.dirname, '../../fixtures/demo');
const STORY = '#sku=1010&warehouse=main';

let folder: string;
let path: string;
let browser: Browser;

describe.skipIf(!hasChromium)('the page', () => {
  beforeAll(async () => {
    folder = mkdtempSync(join(tmpdir(), 'invfix-page-'));
    path = join(folder, 'report.html');
    cpSync(DEMO, join(folder, 'exports'), { recursive: true });
    await invfix(folder, ['report', '--html', path, '--from', 'exports', '--all']);
    browser = await launchChromium();
  });
  afterAll(async () => {
    await browser?.close();
    rmSync(folder, { recursive: true, force: true });
  });

  describe('at work', () => {
    let opened: OpenedPage;
    let page: Page;
    beforeEach(async () => {
      opened = await openedPage(browser, path, { permissions: ['clipboard-read', 'clipboard-write'] });
      page = opened.page;
    });
    afterEach(async () => {
      expect(opened.faults).toEqual([]);
      await opened.close();
    });

    const skus = (): Promise<string[]> => page.locator('.balances tbody th').allTextContents();

    it('answers how bad it is, what to do, and which balances, in that order', async () => {
      expect(await page.locator('h1').textContent()).toBe(
        '5 of 14 balances are negative, by 9 units in all.',
      );
      expect(await page.locator('h2').allTextContents()).toEqual([
        'How bad is it',
        'What to do now',
        'Which balances',
      ]);
      expect(await page.locator('.figures').innerText()).toMatch(/Units short\s+9\s+in 5 balances of 14/);
      expect(await page.locator('.writers .change').innerText()).toContain(
        'erp@acme.example takes units off when an order is paid',
      );
    });

    it('shows the worst balances first, and sorts by any column', async () => {
      expect((await skus()).slice(0, 5)).toEqual(['1006', '1009', '1010', '1011', '1012']);
      const heading = page.getByRole('columnheader', { name: 'SKU', exact: true });
      await heading.getByRole('button').click();
      expect(await heading.getAttribute('aria-sort')).toBe('ascending');
      expect(await skus()).toEqual([...(await skus())].sort());
      await heading.getByRole('button').click();
      expect(await heading.getAttribute('aria-sort')).toBe('descending');
      expect((await skus())[0]).toBe('1014');
    });

    it('searches and filters, says how many are left, and clears', async () => {
      await page.getByLabel('Search').fill('sku123');
      expect(await skus()).toEqual(['1010']);
      await page.getByRole('button', { name: 'Clear all filters' }).click();
      await page.getByLabel('Cause').selectOption({ label: 'oversold' });
      expect(await skus()).toEqual(['1009']);
      await page.getByLabel('Cause').selectOption('');
      await page.getByLabel('State').selectOption({ label: 'Negative' });
      expect(await page.getByText('5 balances of 14', { exact: true }).isVisible()).toBe(true);
      await page.getByLabel('Confidence').selectOption({ label: 'assumed' });
      expect(await page.getByText('No balance fits.').isVisible()).toBe(true);
      await expect.poll(() => page.getByRole('status').textContent()).toBe('0 balances of 14');
    });

    it('shows the balances behind a step, a cause and an author', async () => {
      await page.locator('.steps li', { hasText: 'negative balances' }).getByRole('button').click();
      expect(await skus()).toEqual(['1006', '1009', '1010', '1011']);
      await page.getByRole('button', { name: 'Show only ghost reservation' }).click();
      expect(await skus()).toContain('1012');
      expect(await page.getByLabel('State').inputValue()).toBe('');
      await page.getByRole('button', { name: 'Show only erp@acme.example' }).click();
      expect(await skus()).toHaveLength(13);
    });

    it('copies the count to type, and says so', async () => {
      await page.getByRole('button', { name: '13 Copy the count for SKU 1010 in main' }).click();
      expect(await page.evaluate('navigator.clipboard.readText()')).toBe('13');
      expect(await page.getByRole('status').textContent()).toBe(
        '13 is copied: the count for SKU 1010 in main.',
      );
    });

    it('offers no count where nothing is to be typed', async () => {
      const row = page.getByRole('row', { name: /^1012/ });
      expect(await row.getByRole('button').count()).toBe(0);
      expect(await row.textContent()).toContain('1, leave it');
    });

    it('opens a story by keyboard, has its own address, and the back button returns to where one was', async () => {
      await page.getByRole('link', { name: '1010' }).focus();
      await page.keyboard.press('Enter');
      await page.getByRole('heading', { level: 1, name: 'SKU 1010, warehouse main' }).waitFor();
      expect(new URL(page.url()).hash).toBe(STORY);
      expect(await page.title()).toBe('SKU 1010, warehouse main - Inventory report');
      expect(await page.evaluate('document.activeElement.tagName')).toBe('H1');
      await page.goBack();
      await page.getByRole('heading', { level: 2, name: 'Which balances' }).waitFor();
      expect(await page.evaluate('document.activeElement.textContent')).toBe('1010');
    });

    it('goes from story to story in the order of the table', async () => {
      await page.getByRole('link', { name: '1010' }).click();
      await page.getByRole('link', { name: 'Next balance' }).click();
      await page.getByRole('heading', { level: 1, name: 'SKU 1011, warehouse main' }).waitFor();
      await page.getByRole('link', { name: 'Previous balance' }).click();
      await page.getByRole('heading', { level: 1, name: 'SKU 1010, warehouse main' }).waitFor();
    });

    it('skips to the report without leaving it', async () => {
      await page.keyboard.press('Tab');
      await page.keyboard.press('Enter');
      expect(await page.evaluate('document.activeElement.id')).toBe('report');
    });
  });

  describe('a story', () => {
    let opened: OpenedPage;
    let page: Page;
    beforeEach(async () => {
      opened = await openedPage(browser, path, { hash: STORY });
      page = opened.page;
      await page.locator('.chart canvas').waitFor();
    });
    afterEach(async () => {
      expect(opened.faults).toEqual([]);
      await opened.close();
    });

    it('tells what explain tells', async () => {
      expect(await page.locator('article h2').allTextContents()).toEqual([
        'What to do',
        'The sum',
        'Over time',
        'What happened',
        'Reserved for',
        'Why that counts twice',
        'How sure',
        'What else is odd',
      ]);
      expect(await page.locator('.lead').textContent()).toMatch(/^9 in stock, 11 reserved: -2 available\./);
      expect(await page.getByRole('row', { name: /Update Count/ }).textContent()).toBe(
        '=Update Count13what is on the shelf',
      );
    });

    it('has a chart that keys walk, moment by moment and write-off by write-off', async () => {
      const chart = page.getByRole('slider', { name: 'In stock, reserved and available over time' });
      await chart.focus();
      expect(await chart.getAttribute('aria-valuetext')).toBe(
        '2026-03-31 09:00: 9 in stock, 11 reserved, -2 available',
      );
      await page.keyboard.press('PageUp');
      const last =
        '2026-03-28 03:00: 9 in stock, 13 reserved, -4 available; 2 taken off, early, still reserved';
      expect(await chart.getAttribute('aria-valuetext')).toBe(last);
      expect(await page.locator('.readout').textContent()).toBe(last);
      await page.keyboard.press('Home');
      expect(await chart.getAttribute('aria-valuetext')).toMatch(/^2026-03-18 00:56: /);
      const current = page.locator('.points tr[aria-current]');
      expect(await current.locator('th').textContent()).toBe('2026-03-18 00:56');
    });

    it('says what is under the pointer, zooms where it is dragged, and back', async () => {
      const readout = page.locator('.readout');
      const last = await readout.textContent();
      await page.locator('.chart').scrollIntoViewIfNeeded();
      const { x = 0, y = 0, width = 0 } = (await page.locator('.chart .u-over').boundingBox()) ?? {};
      await page.mouse.move(x + 5, y + 50);
      await expect.poll(() => readout.textContent()).toMatch(/^2026-03-18 /);
      expect(await readout.textContent()).not.toBe(last);
      const image = (): Promise<unknown> =>
        page.evaluate("document.querySelector('.chart canvas').toDataURL()");
      const whole = await image();
      await page.mouse.down();
      await page.mouse.move(x + width / 2, y + 60, { steps: 4 });
      await page.mouse.up();
      await expect.poll(image).not.toBe(whole);
      await page.getByRole('button', { name: 'Whole time' }).click();
      await expect.poll(image).toBe(whole);
    });

    it('zooms around the moment that keys have come to, and back', async () => {
      const pointed = async (): Promise<number> => {
        await page.waitForTimeout(100);
        const boxes = await page.locator('.u-cursor-x, .u-cursor-pt:visible').evaluateAll((marks) =>
          marks.map((mark) => {
            const { left, width } = mark.getBoundingClientRect();
            return left + (mark.matches('.u-cursor-pt') ? width / 2 : 0);
          }),
        );
        expect(boxes).toHaveLength(4);
        const [line = 0, ...points] = boxes;
        for (const point of points) expect(Math.abs(point - line)).toBeLessThan(2);
        return line;
      };
      await page.locator('.chart').focus();
      await page.keyboard.press('PageUp');
      await page.keyboard.press('PageUp');
      const before = await pointed();
      await page.keyboard.press('+');
      const zoomed = await pointed();
      expect(zoomed).not.toBe(before);
      // Out of what is shown: all of it comes back.
      await page.keyboard.press('Home');
      expect(await pointed()).toBeLessThan(zoomed);
    });

    it('has the same as a table beside the chart', async () => {
      const row = page.locator('.points tr', { hasText: '2026-03-28 03:00' });
      expect(await row.locator('td').allTextContents()).toEqual(['9', '13', '-4', '▼ 2 early']);
    });

    it('draws all lines and leaves one out when told to', async () => {
      const image = (): Promise<unknown> =>
        page.evaluate("document.querySelector('.chart canvas').toDataURL()");
      const all = await image();
      await page.getByLabel('Reserved', { exact: true }).uncheck();
      await expect.poll(image).not.toBe(all);
      await page.getByLabel('Reserved', { exact: true }).check();
      await expect.poll(image).toBe(all);
    });

    it('shows what bears on the sum, and all that happened when asked', async () => {
      const rows = page.locator('section[aria-labelledby=updates] tbody tr:visible');
      expect(await rows.count()).toBe(6);
      await page.getByRole('button', { name: 'Show all 18 updates' }).click();
      expect(await rows.count()).toBe(18);
    });

    it('prints the chart and the numbers', async () => {
      expect((await page.pdf()).length).toBeGreaterThan(20_000);
    });
  });

  it('says so where an address names a balance there is not', async () => {
    const { page, faults, close } = await openedPage(browser, path, { hash: '#sku=%3Cb%3E&warehouse=x' });
    expect(await page.locator('h1:visible').textContent()).toBe(
      'This report has no balance of SKU <b> in warehouse x.',
    );
    expect(faults).toEqual([]);
    await close();
  });

  for (const colorScheme of ['light', 'dark'] as const) {
    for (const width of [1280, 390]) {
      for (const hash of ['', STORY]) {
        it(`has no fault of accessibility (${colorScheme}, ${width} wide${hash === '' ? '' : ', a story'})`, async () => {
          const viewport = { width, height: 900 };
          const { page, close } = await openedPage(browser, path, { colorScheme, viewport, hash });
          // Its own script may not add another; the browser's debugger may.
          await page.evaluate(axe.source);
          const found: unknown = await page.evaluate(
            'axe.run(document).then(({ violations }) => violations.map(({ id, nodes }) => [id, nodes[0].html]))',
          );
          expect(found).toEqual([]);
          const wide = await page.evaluate('document.documentElement.scrollWidth');
          expect(wide).toBeLessThanOrEqual(width);
          await close();
        });
      }
    }
  }
});
