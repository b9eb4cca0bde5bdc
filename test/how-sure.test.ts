/**
 * How sure the corrected counts are said to be, against the truth of simulated stores with all that happens in
 * real ones. A part of what `npm run evaluate` measures; docs/diagnosis.md quotes the table printed here.
 */
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { measured } from './evaluate/measure.js';
import { expectRequired } from './evaluate/required.js';
import { measuredStores } from './evaluate/stores.js';
import { confidenceTable } from './evaluate/table.js';

const PAGE = join(import.meta.dirname, '..', 'docs', 'diagnosis.md');
const QUOTED = /(<!-- how sure -->\n```text\n)([\s\S]*?)(```)/;
const SEED = 4;

/** `UPDATE_README=1 npx vitest run test/how-sure.test.ts` puts the table of today into it. */
test('what is called proven is right, what is called likely mostly, and most is proven', () => {
  const stores = measuredStores(SEED).filter(({ name }) => name.includes('noisy'));
  expect(stores.length).toBeGreaterThan(15);
  const results = stores.map(measured);
  const table = confidenceTable(results);
  console.log(`${stores.length} simulated stores, seed ${SEED}\n${table}`);
  expectRequired(results);
  const page = readFileSync(PAGE, 'utf8');
  const quoting = page.replace(
    QUOTED,
    (_, before: string, __, after: string) => `${before}${table}\n${after}`,
  );
  if (process.env.UPDATE_README === '1') writeFileSync(PAGE, quoting);
  else expect(page, 'the table docs/diagnosis.md quotes').toBe(quoting);
  expect(page).toMatch(QUOTED);
}, 600_000);
