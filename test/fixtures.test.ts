import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join, relative } from 'node:path';
import { expect, test } from 'vitest';
import { invfix } from './cli/program.js';
import { demoFiles } from './world/demo.js';
import { examples } from './world/examples.js';

const FOLDER = join(import.meta.dirname, '../fixtures/demo');
const SHAPES = join(import.meta.dirname, '../fixtures/shapes');

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

const isText = (content: string | Buffer): content is string => typeof content === 'string';

test('there is one example of each shape, and it tells what the others tell', () => {
  const all = examples();
  if (process.env.UPDATE_FIXTURES === '1') {
    for (const { name, content } of all) {
      mkdirSync(dirname(join(SHAPES, name)), { recursive: true });
      writeFileSync(join(SHAPES, name), content);
    }
  }
  const files = readdirSync(SHAPES, { recursive: true, encoding: 'utf8' });
  const found = files.filter((name) => statSync(join(SHAPES, name)).isFile());
  expect(found.sort()).toEqual(all.map(({ name }) => name).sort());
  // Compressed files and spreadsheets may differ by a byte from one version of a library to the next.
  for (const { name, content } of all) {
    if (isText(content)) expect(readFileSync(join(SHAPES, name), 'utf8'), name).toBe(content);
  }
});

test('each example is taken for what it is', async () => {
  const { stdout, stderr } = await invfix(SHAPES, ['scan', '.', '--dry-run', '--json']);
  expect(stderr).toBe('');
  const files: { path: string; kind: string; status: string; problems: unknown[] }[] =
    JSON.parse(stdout).files;
  for (const { name, kind } of examples()) {
    const parts = files.filter(({ path }) => path === name || path.startsWith(`${name}/`));
    expect(
      parts.map((part) => part.kind),
      name,
    ).toContain(kind);
    for (const part of parts) expect(part, name).toMatchObject({ status: 'read', problems: [] });
  }
});

test('the examples of all shapes together are one balance, told of many times', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'invfix-examples-'));
  const counts = ['scan', relative(folder, SHAPES), '--all', '--json', '--exported-at', '2026-04-01T00:00Z'];
  const { stdout, stderr } = await invfix(folder, counts);
  rmSync(folder, { recursive: true });
  const { balances } = JSON.parse(stdout);
  expect(balances, stderr).toHaveLength(1);
  expect(balances[0]).toMatchObject({
    sku: '100123',
    inStock: 2,
    reserved: 4,
    available: -2,
    pending: 3,
    acknowledged: 1,
    corrected: 5,
    basis: 'counted',
    blockedTradePolicies: ['1', '2'],
  });
});
