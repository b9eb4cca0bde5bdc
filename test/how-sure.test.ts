/**
 * How sure the corrected counts are said to be, against the truth of simulated stores with all that happens in
 * real ones. A part of what `npm run evaluate` measures; the README quotes the table printed here.
 */
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { measured } from './evaluate/measure.js';
import { expectRequired } from './evaluate/required.js';
import { measuredStores } from './evaluate/stores.js';
import { confidenceTable } from './evaluate/table.js';

const README = join(import.meta.dirname, '..', 'README.md');
const QUOTED = /(<!-- how sure -->\n```text\n)([\s\S]*?)(```)/;
const SEED = 4;

/** `UPDATE_README=1 npx vitest run test/how-sure.test.ts` puts the table of today into the README. */
test('what is called proven is right, what is called likely mostly, and most is proven', () => {
  const stores = measuredStores(SEED).filter(({ name }) => name.includes('noisy'));
  expect(stores.length).toBeGreaterThan(15);
  const results = stores.map(measured);
  const table = confidenceTable(results);
  console.log(`${stores.length} simulated stores, seed ${SEED}\n${table}`);
  expectRequired(results);
  const readme = readFileSync(README, 'utf8');
  const quoting = readme.replace(
    QUOTED,
    (_, before: string, __, after: string) => `${before}${table}\n${after}`,
  );
  if (process.env.UPDATE_README === '1') writeFileSync(README, quoting);
  else expect(readme, 'the table the README quotes').toBe(quoting);
  expect(readme).toMatch(QUOTED);
}, 600_000);
