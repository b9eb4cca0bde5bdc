/** Every promise of docs/guarantees.md has a test that attacks it, and every such test stands there. */
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { PROMISES } from './trying.js';

test('the page names every promise with the test that attacks it', () => {
  const page = readFileSync(join(import.meta.dirname, '../../docs/guarantees.md'), 'utf8');
  const tests = readdirSync(import.meta.dirname)
    .flatMap((name) => /^(.*)\.test\.ts$/.exec(name)?.[1] ?? [])
    .filter((name) => name !== 'docs');
  expect(tests.sort()).toEqual(Object.keys(PROMISES).sort());
  for (const [name, promise] of Object.entries(PROMISES)) {
    expect(page).toContain(`[${name}](../test/guarantees/${name}.test.ts)`);
    expect(page).toContain(`\n## ${promise}\n`);
  }
});
