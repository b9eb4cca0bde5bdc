/** A page opened from the disk, and whatever it does that it must not. */
import { pathToFileURL } from 'node:url';
import type { Browser, BrowserContextOptions, Page } from 'playwright-core';

export interface OpenedPage {
  readonly page: Page;
  /** Messages and errors of its script, and requests for anything but itself. */
  readonly faults: string[];
  close(): Promise<void>;
}

export async function openedPage(
  browser: Browser,
  path: string,
  options: BrowserContextOptions & { readonly hash?: string } = {},
): Promise<OpenedPage> {
  const { hash = '', ...contextOptions } = options;
  const context = await browser.newContext({ viewport: { width: 1280, height: 900 }, ...contextOptions });
  const page = await context.newPage();
  page.setDefaultTimeout(20_000);
  const faults: string[] = [];
  const address = pathToFileURL(path).href;
  page.on('console', (message) => faults.push(`${message.type()}: ${message.text()}`));
  page.on('pageerror', (error) => faults.push(error.message));
  page.on('dialog', (dialog) => {
    faults.push(`a dialog: ${dialog.message()}`);
    void dialog.dismiss();
  });
  page.on('request', (request) => {
    const url = request.url().split('#')[0] ?? '';
    if (url !== address && !url.startsWith('data:')) faults.push(`a request for ${url}`);
  });
  await page.goto(address + hash);
  await page.locator('h1:visible').waitFor();
  return { page, faults, close: () => context.close() };
}
