import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { pageTexts } from '../../../src/render/page/texts.js';

const PAGE = join(import.meta.dirname, '../../../src/render/page');

it('has no text that the page does not show', () => {
  const sources = readdirSync(PAGE, { recursive: true, encoding: 'utf8' })
    .filter((path) => path.endsWith('.ts') && path !== 'texts.ts')
    .map((path) => readFileSync(join(PAGE, path), 'utf8'))
    .join('\n');
  const unused = Object.keys(pageTexts()).filter((name) => !new RegExp(`texts\\.${name}\\b`).test(sources));
  expect(unused).toEqual([]);
});
