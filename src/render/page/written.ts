/** What the command says once the page is written. */
import { paragraph } from '../page.js';
import { safe } from '../safe.js';
import { negativeSentence } from '../scan.js';
import type { Surface } from '../surface.js';
import type { PageSummary } from './data.js';

interface WrittenPage {
  readonly path: string;
  readonly summary: PageSummary;
}

export function renderWritten({ path, summary }: WrittenPage, surface: Surface): string {
  const text = `Wrote ${safe(path)}; any browser opens it, without a network. ${negativeSentence(summary)}`;
  return paragraph(text, surface, '');
}

export function renderNotOpened(path: string, surface: Surface): string {
  return paragraph(`Nothing was found that opens it. Open ${safe(path)} in a browser.`, surface, '');
}
