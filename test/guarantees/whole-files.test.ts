/**
 * What is written is whole or not there: a fix, an undo and a report, killed at any moment, or on a disk that is full
 * or cannot be written. The next command works, puts right what was left, and says so where it took something away.
 */
import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import {
  copyFileSync,
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { basename, join } from 'node:path';
import { beforeAll, describe, expect, test } from 'vitest';
import { clearInterrupted } from '../../src/fixes/index.js';
import { invfix } from '../cli/program.js';
import { manyOversold, writeSmallStore } from '../cli/small-store.js';
import { createRandom } from '../world/random.js';
import { killedWhileWriting, type Run, secondsOfWriting } from './killing.js';
import { namesBut, ownFolder, sampled, scaled, withFault, withstood } from './trying.js';

const SEED = 20260401;
/** Of each kind of writing; with those of scans they are 200. */
const KILLS = scaled(1, 16);
/** Enough for the writing to take a while. */
const SKUS = scaled(60, 400);

const shop = ownFolder();
const temporary = join(shop, 'tmp');
const environment = { TMPDIR: temporary };
const DATABASE = join(shop, '.invfix', 'invfix.db');
const SCANNED = join(shop, 'scanned.db');
const UPLOADED = join(shop, 'uploaded.db');

interface Writing {
  readonly what: string;
  /** The file that is asked for; others may come beside it. */
  readonly target: string;
  readonly args: readonly string[];
  readonly database: string;
  /** The folder has an earlier file of each name, and they may be replaced. */
  readonly replaces: boolean;
  /** Fixes in the history once it is written. */
  readonly fixes: number;
}

const fix = ['correct', '--write'];
const WRITINGS: readonly Writing[] = [
  { what: 'fixes', target: 'fix/fix.csv', args: fix, database: SCANNED, replaces: false, fixes: 1 },
  { what: 'replaced fixes', target: 'again/fix.csv', args: fix, database: SCANNED, replaces: true, fixes: 1 },
  {
    what: 'fixes that are not remembered',
    target: 'once/fix.csv',
    args: ['correct', '--no-undo', '--write'],
    database: SCANNED,
    replaces: false,
    fixes: 0,
  },
  {
    what: 'undos',
    target: 'undo/undo.csv',
    args: ['undo', '--write'],
    database: UPLOADED,
    replaces: false,
    fixes: 2,
  },
  {
    what: 'reports',
    target: 'pages/report.html',
    args: ['report', '--html'],
    database: SCANNED,
    replaces: false,
    fixes: 0,
  },
  {
    what: 'replaced reports',
    target: 'page/report.html',
    args: ['report', '--html'],
    database: SCANNED,
    replaces: true,
    fixes: 0,
  },
];

const run = (args: readonly string[], fault: Record<string, string> = {}) =>
  invfix(shop, args, { ...environment, ...fault });

beforeAll(async () => {
  mkdirSync(temporary);
  const { inventory, orders, updates } = manyOversold(SKUS);
  writeSmallStore(join(shop, 'before'), { inventory, orders, updates });
  expect((await run(['scan', 'before'])).code).toBe(1);
  copyFileSync(DATABASE, SCANNED);
  expect((await run([...fix, 'fix-to-undo.csv'])).code).toBe(0);
  // Each correction is in, and one of the two orders was invoiced since.
  const uploaded = inventory.replaceAll(/;2;4;-2;(.*;)00-v\d+368acme-01,/g, ';5;3;2;$1');
  writeSmallStore(join(shop, 'uploaded'), { inventory: uploaded, orders, updates });
  renameSync(
    join(shop, 'uploaded', 'inventory-2026-04-01.csv'),
    join(shop, 'uploaded', 'inventory-2026-04-02.csv'),
  );
  await run(['scan', 'uploaded']);
  copyFileSync(DATABASE, UPLOADED);
}, 120_000);

describe.each(WRITINGS)('$what', (writing) => {
  const { what, target, args, database, replaces, fixes } = writing;
  const folder = join(shop, target, '..');
  const main = basename(target);
  const command = [...args, target, ...(replaces ? ['--force'] : [])];
  const EARLIER = 'an earlier file\n';
  const whole = new Map<string, string>();
  const textOf = (name: string): string => readFileSync(join(folder, name), 'utf8');
  /** A checksum of it, but for when it was made. */
  const contentOf = (name: string): string =>
    createHash('sha256')
      .update(textOf(name).replace(/"writtenAt":"[^"]*"/, ''))
      .digest('hex');
  const namesThere = (): string[] => [...whole.keys()].filter((name) => existsSync(join(folder, name)));
  const isWritten = (name: string): boolean => contentOf(name) === whole.get(name);
  const state = (): Map<string, string> => new Map(namesThere().map((name) => [name, contentOf(name)]));

  function setUp(): void {
    mkdirSync(folder, { recursive: true });
    for (const name of readdirSync(folder)) rmSync(join(folder, name));
    copyFileSync(database, DATABASE);
    for (const ending of ['-journal', '-wal', '-shm']) rmSync(DATABASE + ending, { force: true });
    if (replaces) for (const name of whole.keys()) writeFileSync(join(folder, name), EARLIER);
  }

  beforeAll(async () => {
    setUp();
    const { code, stderr } = await run(command);
    expect(code, stderr).toBe(0);
    for (const name of readdirSync(folder)) whole.set(name, contentOf(name));
    expect([...whole.keys()]).toContain(main);
    expect((textOf(main).match(/50\d{4}/g) ?? []).length).toBeGreaterThanOrEqual(SKUS);
  }, 60_000);

  const fixesRemembered = async (): Promise<number> => {
    const { code, stdout, stderr } = await run(['history', '--json']);
    expect(code, stderr).toBe(0);
    return JSON.parse(stdout).fixes.length;
  };

  /** After a kill: each file is whole, or as it was; the next command works, and leaves only what it wrote. */
  async function expectPutRight(label: string): Promise<'before' | 'between' | 'after'> {
    for (const name of namesThere())
      expect(isWritten(name) || (replaces && textOf(name) === EARLIER), `${label}: ${name}`).toBe(true);
    const left = namesThere().filter(isWritten);
    // The file for the ERP may stand alone, the fix may not.
    if (left.includes(main)) expect(left, label).toHaveLength(whole.size);
    // What is in the history has its files, all of them, and what is not has none.
    const isRemembered = fixes > 0 && (await fixesRemembered()) === fixes;
    const written = namesThere().filter(isWritten);
    const isDone = written.length === whole.size;
    if (fixes > 0) expect(written, label).toHaveLength(isRemembered ? whole.size : 0);
    const next = await run(command);
    if (isDone && !replaces) {
      expect(next.code, label).toBe(2);
      expect(next.stderr).toContain('exists already');
    } else {
      expect(next.code, `${label}: ${next.stderr}`).toBe(0);
      expect(await fixesRemembered(), label).toBeGreaterThanOrEqual(fixes);
    }
    if (!replaces && !isDone && written.length > 0)
      expect(next.stderr.replace(/\s+/g, ' ')).toContain('An earlier fix was stopped while it was written');
    expect(state(), label).toEqual(whole);
    expect(namesBut(folder, ...whole.keys()), label).toEqual([]);
    expect(readdirSync(temporary)).toEqual([]);
    return isDone ? 'after' : left.length > 0 ? 'between' : 'before';
  }

  test(`killed at ${KILLS} random moments`, async () => {
    const random = createRandom(SEED + what.length);
    setUp();
    const whileWriting: Run = { folder: shop, args: command, environment };
    const seconds = await secondsOfWriting(whileWriting);
    const moments = { before: 0, between: 0, after: 0 };
    for (let kills = 0, tries = 0; kills < KILLS; tries++) {
      expect(tries, 'it ends before it is killed').toBeLessThan(6 * KILLS + 10);
      setUp();
      if (!(await killedWhileWriting(whileWriting, seconds * (random.integer(0, 999) / 1000)))) continue;
      kills++;
      moments[await expectPutRight(`seed ${SEED}, kill ${kills}`)]++;
    }
    const { before, between, after } = moments;
    const told = between === 0 ? '' : `, ${between} between two files`;
    withstood(
      'whole-files',
      `${KILLS} ${what} killed at random moments of writing ${SKUS} balances: ${before} before they were in place${told}, ${after} after`,
    );
  }, 1_200_000);

  const changesOf = async (): Promise<readonly number[]> => {
    setUp();
    const count = join(shop, 'count');
    await run(command, withFault(`count:${count}`));
    const changes = Number(readFileSync(count, 'utf8'));
    expect(changes).toBeGreaterThan(2);
    const all = Array.from({ length: changes }, (_, index) => index + 1);
    // A page is written in as many pieces as it has balances: of them the first and the last few.
    const ends = all.filter((change) => change <= 12 || change > changes - 12);
    return sampled(ends, 9);
  };

  test('killed before a change of the disk', async () => {
    const numbers = await changesOf();
    for (const change of numbers) {
      setUp();
      expect((await run(command, withFault(`kill:${change}`))).code).toBe(-1);
      await expectPutRight(`change ${change}`);
    }
    withstood('whole-files', `${numbers.length} ${what} killed before a change of the disk each`);
  }, 600_000);

  test('on a disk that fills up', async () => {
    const numbers = await changesOf();
    let refused = 0;
    for (const change of numbers) {
      setUp();
      const before = state();
      const { code, stderr } = await run(command, withFault(`full:${change}`));
      expect(namesBut(folder, ...whole.keys()), `change ${change}`).toEqual([]);
      if (code === 0) expect(state()).toEqual(whole);
      else {
        refused++;
        expect(state(), `change ${change}`).toEqual(before);
        expect([code, stderr]).toEqual([2, expect.stringContaining('the disk is full')]);
        expect(await fixesRemembered()).toBe(Math.max(0, fixes - 1));
      }
    }
    expect(refused).toBeGreaterThan(0);
    withstood('whole-files', `${numbers.length} ${what} on a disk that fills up, ${refused} of them refused`);
  }, 600_000);

  test('on a small disk, and on one that cannot be written', async ({ skip }) => {
    setUp();
    const mount = (options: string) =>
      spawnSync('mount', ['-t', 'tmpfs', '-o', options, 'tmpfs', folder]).status === 0;
    if (!mount('size=4k')) skip('only who may mount can make a disk that is full');
    try {
      const full = await run(command);
      expect([full.code, full.stdout]).toEqual([2, '']);
      expect(full.stderr).toContain('the disk is full');
      expect(readdirSync(folder)).toEqual([]);
      expect(mount('remount,ro')).toBe(true);
      const refused = await run(command);
      expect([refused.code, refused.stdout]).toEqual([2, '']);
      expect(refused.stderr).toMatch(/cannot be written: no permission\./);
      expect(readdirSync(folder)).toEqual([]);
      expect(await fixesRemembered()).toBe(Math.max(0, fixes - 1));
    } finally {
      spawnSync('umount', [folder]);
    }
    withstood('whole-files', `${what} on a full disk, and on one that cannot be written`);
  }, 60_000);
});

test('files of a process that still runs are left alone', () => {
  const folder = join(shop, 'running');
  mkdirSync(folder);
  const own = `.fix.csv.${process.pid}-0123456789ab.tmp`;
  const dead = `.fix.csv.${spawnSync(process.execPath, ['-e', '']).pid}-0123456789ab.tmp`;
  for (const name of [own, dead]) writeFileSync(join(folder, name), 'half');
  expect(clearInterrupted(join(folder, 'fix.csv'))).toEqual([]);
  expect(readdirSync(folder)).toEqual([own]);
});
