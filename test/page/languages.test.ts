/** The page in another language: its own texts, its numbers and its dates. */
import { cpSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { invfix } from '../cli/program.js';
import { hasChromium, launchChromium } from './chromium.js';
import { openedPage } from './opened-page.js';

const DEMO = join(import.meta.dirname, '../../fixtures/demo');

describe.skipIf(!hasChromium)('the page in Portuguese', () => {
  let folder: string;
  let path: string;
  let browser: Browser;
  beforeAll(async () => {
    folder = mkdtempSync(join(tmpdir(), 'invfix-page-'));
    path = join(folder, 'report.html');
    cpSync(DEMO, join(folder, 'exports'), { recursive: true });
    await invfix(folder, ['report', '--html', path, '--from', 'exports', '--all', '--lang', 'pt']);
    browser = await launchChromium();
  });
  afterAll(async () => {
    await browser?.close();
    rmSync(folder, { recursive: true, force: true });
  });

  it('says so, and has its headings, filters and table in it', async () => {
    expect(readFileSync(path, 'utf8')).toContain('<html lang="pt">');
    const { page, faults, close } = await openedPage(browser, path);
    expect(await page.title()).toBe('Relatório de inventário');
    expect(await page.locator('h2').allTextContents()).toEqual([
      'Qual é o tamanho do problema',
      'O que fazer agora',
      'Quais saldos',
    ]);
    await page.getByLabel('Estado').selectOption({ label: 'Negativo' });
    expect(await page.getByText('5 saldos de 14', { exact: true }).isVisible()).toBe(true);
    await page.getByRole('button', { name: 'Limpar todos os filtros' }).click();
    const figures = await page.locator('.figures').innerText();
    expect(figures).toMatch(/Unidades em falta\s+9\s+em 5 saldos de 14/);
    expect(figures).toContain('no valor de BRL 2.427,30');
    expect(faults).toEqual([]);
    await close();
  });

  it('tells a story with its dates, and what the pointer says of the chart', async () => {
    const { page, faults, close } = await openedPage(browser, path, { hash: '#sku=1010&warehouse=main' });
    expect(await page.locator('h1:visible').textContent()).toBe('SKU 1010, estoque main');
    const headings = await page.locator('h2:visible').allTextContents();
    expect(headings).toEqual(expect.arrayContaining(['O que fazer', 'A conta', 'Ao longo do tempo']));
    expect(await page.locator('td.when:visible').first().innerText()).toMatch(/^\d\d\/03\/2026 \d\d:\d\d$/);
    await page.getByRole('slider').press('End');
    expect(await page.getByRole('slider').getAttribute('aria-valuetext')).toMatch(
      /^31\/03\/2026 09:00: \d+ em estoque, \d+ reservado, -?\d+ disponível/,
    );
    expect(faults).toEqual([]);
    await close();
  });
});
