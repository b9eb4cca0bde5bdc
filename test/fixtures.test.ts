import { mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { demoFiles } from './world/demo.js';

const FOLDER = join(import.meta.dirname, '../fixtures/demo');

/** `UPDATE_FIXTURES=1 npx vitest run test/fixtures.test.ts` writes the demo store anew. */
test('the demo exports are those of the simulated demo store', () => {
  const files = demoFiles();
  if (process.env.UPDATE_FIXTURES === '1') {
    mkdirSync(FOLDER, { recursive: true });
    for (const [name, text] of files) writeFileSync(join(FOLDER, name), text);
  }
  expect(readdirSync(FOLDER).sort()).toEqual([...files.keys()].sort());
  for (const [name, text] of files) expect(readFileSync(join(FOLDER, name), 'utf8')).toBe(text);
});
