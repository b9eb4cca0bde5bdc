/**
 * `npm run evaluate`: how right the diagnosis is over simulated stores of all kinds, as a table. Slow on
 * purpose; the test suite measures a part of it. `SEED=2` takes other stores, `ONLY=nightly` those with that
 * in their name, and `WRONG=1` lists every balance whose corrected count is wrong. Fails where less is reached
 * than must be.
 */
import { test } from 'vitest';
import { type Measured, measured } from './measure.js';
import { expectRequired } from './required.js';
import { measuredStores } from './stores.js';
import { confidenceTable, storeTable } from './table.js';

test('evaluate', () => {
  const seed = Number(process.env.SEED ?? 1);
  const stores = measuredStores(seed).filter(({ name }) => name.includes(process.env.ONLY ?? ''));
  const results: Measured[] = [];
  for (const [index, store] of stores.entries()) {
    process.stderr.write(`\r${index + 1} of ${stores.length}: ${store.name}`.padEnd(79));
    results.push(measured(store));
  }
  process.stderr.write('\r'.padEnd(80).concat('\r'));
  console.log(`${stores.length} simulated stores, seed ${seed}\n`);
  console.log(storeTable(results));
  console.log('\nCorrected counts that are right, by how sure they are said to be');
  console.log(confidenceTable(results));
  const wrong = results.flatMap(({ name, wrong }) => wrong.map((each) => `${name}: ${each}`));
  if (process.env.WRONG !== undefined) console.log(`\n${wrong.join('\n')}`);
  if (process.env.ONLY === undefined) expectRequired(results);
}, 3_600_000);
