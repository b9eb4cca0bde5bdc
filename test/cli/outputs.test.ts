/** What `scan --output` writes, and that the same exports give the same answer however they are named. */
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parse } from 'csv-parse/sync';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { speak, words } from '../../src/words/index.js';
import { ensureBuilt, invfix } from './program.js';
import { smallStore, writeSmallStore } from './small-store.js';

let folder: string;
beforeAll(() => {
  ensureBuilt();
  folder = mkdtempSync(join(tmpdir(), 'invfix-outputs-'));
  writeSmallStore(join(folder, 'exports'));
}, 120_000);
afterAll(() => rmSync(folder, { recursive: true, force: true }));

async function balances(): Promise<Record<string, unknown>[]> {
  const { stdout } = await invfix(folder, ['scan', 'exports', '--all', '--json']);
  return JSON.parse(stdout).balances;
}

describe('scan --output', () => {
  it('json is what --json is', async () => {
    await invfix(folder, ['scan', 'exports']);
    const short = await invfix(folder, ['scan', 'exports', '--json']);
    expect(await invfix(folder, ['scan', 'exports', '--output', 'json'])).toEqual(short);
    expect(await invfix(folder, ['scan', 'exports', '--output', 'json', '--json'])).toEqual(short);
  });

  it('table is what is shown without it', async () => {
    const { stdout } = await invfix(folder, ['scan', 'exports']);
    expect((await invfix(folder, ['scan', 'exports', '--output', 'table'])).stdout).toBe(stdout);
  });

  it('ndjson has a line for each balance, as many as asked for, and ends with 1 where some are negative', async () => {
    const { code, stdout } = await invfix(folder, ['scan', 'exports', '--all', '--output', 'ndjson']);
    expect(code).toBe(1);
    const lines = stdout.trimEnd().split('\n');
    const expected = (await balances()).map((each) => ({ schema: 'invfix.balance/1', ...each }));
    expect(lines.map((line) => JSON.parse(line))).toEqual(expected);
    const few = await invfix(folder, ['scan', 'exports', '--all', '--output', 'ndjson', '--limit', '2']);
    expect(few.stdout.trimEnd().split('\n')).toEqual(lines.slice(0, 2));
  });

  it('csv has a row for each balance, with the keys of the JSON as headers', async () => {
    const { code, stdout } = await invfix(folder, ['scan', 'exports', '--all', '--output', 'csv']);
    expect(code).toBe(1);
    const [header = [], ...rows]: string[][] = parse(stdout);
    const expected = await balances();
    expect(header).toEqual(Object.keys(expected[0] ?? {}));
    expect(rows).toHaveLength(expected.length);
    const [first = []] = rows;
    expect(Object.fromEntries(header.map((name, place) => [name, first[place]]))).toMatchObject({
      sku: '100123',
      available: '-2',
      causes: 'early-write-off 4',
      alternatives: '',
      blockedTradePolicies: '',
      hidden: 'false',
    });
  });

  it('csv runs nothing in a spreadsheet, and is not taken for an export', async () => {
    const inventory = smallStore().inventory.replace('\n100123;', '\n=cmd|x!A1;');
    writeSmallStore(join(folder, 'hostile'), { inventory });
    const { stdout } = await invfix(folder, ['scan', 'hostile', '--all', '--output', 'csv', '--db', 'h.db']);
    expect(stdout).toContain("'=cmd|x!A1,");
    expect(stdout).not.toMatch(/^=/m);
    writeFileSync(join(folder, 'hostile', 'scan.csv'), stdout);
    const again = await invfix(folder, ['scan', 'hostile', '--json', '--db', 'h.db']);
    const files: { path: string; status: string; reason: string }[] = JSON.parse(again.stdout).files;
    expect(files.find(({ path }) => path === 'hostile/scan.csv')).toMatchObject({
      status: 'skipped',
      reason: 'a scan that invfix wrote, not an export',
    });
  });

  it.each([
    [['--json', '--output', 'csv'], '--json and --output csv contradict each other.'],
    [['--dry-run', '--output', 'ndjson'], '--dry-run tells of files, and --output ndjson of balances.'],
    [['--output', 'xml'], "argument 'xml' is invalid"],
  ])('refuses %j', async (args, message) => {
    const { code, stdout, stderr } = await invfix(folder, ['scan', 'exports', ...args]);
    expect([code, stdout]).toEqual([2, '']);
    expect(stderr).toContain(message);
  });

  it('refuses in Portuguese and Spanish too', async () => {
    await speak({ language: 'pt' });
    expect(words().outputs.contradicting('csv')[0]).toBe('--json e --output csv se contradizem.');
    await speak({ language: 'es' });
    expect(words().outputs.contradicting('csv')[0]).toBe('--json y --output csv se contradicen.');
    await speak({ language: 'en' });
  });
});

it('gives the same documents whatever order the paths are named in', async () => {
  const files = ['inventory-2026-04-01.csv', 'orders.csv', 'updates.csv'].map((name) =>
    join('exports', name),
  );
  const [inventory = '', orders = '', updates = ''] = files;
  const answers: string[] = [];
  for (const paths of [files, [updates, inventory, orders], [orders, 'exports', updates, inventory]]) {
    const db = ['--db', `order-${answers.length}.db`];
    const scan = await invfix(folder, ['scan', ...paths, '--all', '--json', '--problems', ...db]);
    const story = await invfix(folder, ['explain', '100123', '--json', ...db]);
    const fix = await invfix(folder, ['correct', '--json', '--understated', ...db]);
    answers.push(scan.stdout + story.stdout + fix.stdout);
  }
  expect(answers[1]).toBe(answers[0]);
  expect(answers[2]).toBe(answers[0]);
});

describe('--quiet', () => {
  it.each([
    ['scan', 'exports'],
    ['explain', '100123'],
    ['correct'],
    ['correct', '--write', '-'],
    ['history'],
    ['doctor'],
    ['report', '--html', '-'],
  ])('%s %s says nothing but the answer', async (...args) => {
    await invfix(folder, ['scan', 'exports']);
    const { stdout, stderr } = await invfix(folder, [...args.filter(Boolean), '--quiet']);
    expect(stderr).toBe('');
    expect(stdout).not.toBe('');
  });

  it('still tells of errors', async () => {
    const { code, stdout, stderr } = await invfix(folder, ['scan', 'nowhere', '--quiet']);
    expect([code, stdout]).toEqual([2, '']);
    expect(stderr).toContain('There is no file or folder "nowhere".');
  });
});
