/**
 * The page as text, in pieces: a frame without anything from the exports, the data, and the script that shows it.
 * The frame forbids the page to load anything, and to run anything but what stands in it.
 */
import { createHash } from 'node:crypto';
import { version } from '../../version.js';
import { pageAssets } from './assets.js';
import type { PageHead, PageNames, PageRow, PageStory } from './data.js';
import { embedded, embeddedCompressed } from './embed.js';
import { PAGE_STYLE } from './style.js';
import type { PageTexts } from './texts.js';

/** Balances whose stories are compressed together: more make the page smaller, and opening one slower. */
const BALANCES_IN_BLOCK = 64;

/** One balance for the page. */
export interface PageBalance {
  readonly row: PageRow;
  readonly story: PageStory;
}

/**
 * @param balances walked once, while the page is written; of their stories only a few are held at a time
 * @param names those that rows refer to, asked for when all are written
 */
export function* pageHtml(
  head: PageHead,
  balances: Iterable<PageBalance>,
  names: () => PageNames,
): Generator<string> {
  const { chartScript, script, chartStyle } = pageAssets();
  const style = `${chartStyle}\n${PAGE_STYLE}`;
  yield frame(head.texts, style, [chartScript, script]);
  yield dataElement('head', embedded(head));
  let block: PageBalance[] = [];
  let blocks = 0;
  for (const balance of balances) {
    block.push(balance);
    if (block.length < BALANCES_IN_BLOCK) continue;
    yield blockElements(blocks, block);
    blocks += 1;
    block = [];
  }
  if (block.length > 0) yield blockElements(blocks, block);
  yield dataElement('names', embedded(names()));
  yield `<script>${chartScript}</script>\n<script>${script}</script>\n</body>\n</html>\n`;
}

function frame(texts: PageTexts, style: string, scripts: readonly string[]): string {
  const policy = [
    "default-src 'none'",
    `script-src ${scripts.map(hash).join(' ')}`,
    `style-src ${hash(style)}`,
    'img-src data:',
    "base-uri 'none'",
    "form-action 'none'",
    "require-trusted-types-for 'script'",
    "trusted-types 'none'",
  ].join('; ');
  return `<!doctype html>
<html lang="${escaped(texts.language)}">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="${policy}">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<meta name="referrer" content="no-referrer">
<meta name="generator" content="invfix ${escaped(version())}">
<link rel="icon" href="data:,">
<title>${escaped(texts.title)}</title>
<style>${style}</style>
</head>
<body>
<a class="skip" href="#report">${escaped(texts.skip)}</a>
<header id="top"></header>
<main id="report" tabindex="-1"><noscript><p>${escaped(texts.noScript)}</p></noscript></main>
<p id="said" class="unseen" role="status"></p>
`;
}

function blockElements(place: number, block: readonly PageBalance[]): string {
  const rows = dataElement(`rows-${place}`, embedded(block.map(({ row }) => row)));
  return rows + dataElement(`stories-${place}`, embeddedCompressed(block.map(({ story }) => story)));
}

function dataElement(id: string, json: string): string {
  return `<script type="application/json" id="${id}">${json}</script>\n`;
}

function hash(text: string): string {
  return `'sha256-${createHash('sha256').update(text).digest('base64')}'`;
}

function escaped(text: string): string {
  return text.replace(/[<>&"]/g, (sign) => `&#${sign.charCodeAt(0)};`);
}
