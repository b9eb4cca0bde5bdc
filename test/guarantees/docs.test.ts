/** Every promise of docs/guarantees.md has a test that attacks it, and every such test stands there. */
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { tableOf } from './table.js';
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

test('the table has a row for every promise, and says what was not tried', () => {
  const outcome = { withstood: 2, failed: [], leftOut: 1, seconds: 3.4 };
  const rows = tableOf(
    [
      { promise: 'survives', what: '6 kills' },
      { promise: 'survives', what: 'a full disk' },
    ],
    () => outcome,
  )
    .trim()
    .split('\n');
  expect(rows).toHaveLength(Object.keys(PROMISES).length + 2);
  expect(rows[2]).toBe(
    '| The last complete scan survives anything | 6 kills<br>a full disk | 2 | 0 | 1 | 3 |',
  );
  expect(rows[3]).toContain('| not tried |');
  const failing = tableOf([{ promise: 'bombs', what: 'a bomb' }], () => ({
    ...outcome,
    failed: ['a zip bomb'],
  }));
  expect(failing).toContain('| FAILED: a zip bomb<br>a bomb | 2 | 1 | 1 | 3 |');
});

test('the page quotes a table of every promise, in which nothing failed', () => {
  const page = readFileSync(join(import.meta.dirname, '../../docs/guarantees.md'), 'utf8');
  const [, quoted = ''] = page.split('\n## What was tried\n');
  const rows =
    quoted
      .split('\n## ')[0]
      ?.split('\n')
      .filter((line) => /^\| .* \| \d+ \| \d+ \| \d+ \| \d+ \|$/.test(line)) ?? [];
  expect(rows.map((row) => row.split(' | ')[0]?.slice(2))).toEqual(Object.values(PROMISES));
  for (const row of rows) {
    expect(row).toMatch(/ \| [1-9]\d* \| 0 \| \d+ \| \d+ \|$/);
    expect(row).not.toMatch(/FAILED|not tried/);
  }
});
