/** What the command says once the page is written. */
import { words } from '../../words/index.js';
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
  return paragraph(words().report.written(safe(path), negativeSentence(summary)), surface, '');
}

export function renderNotOpened(path: string, surface: Surface): string {
  return paragraph(words().report.notOpened(safe(path)), surface, '');
}
