/** Two at once do not mix: two scans into one database, a scan and many explains, and a scan that holds the lock. */
import { spawn } from 'node:child_process';
import { existsSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { beforeAll, expect, test } from 'vitest';
import { lockedForScan } from '../../src/store/index.js';
import { invfix, PROGRAM } from '../cli/program.js';
import { smallStore, writeSmallStore } from '../cli/small-store.js';
import { namesBut, ownFolder, scaled, withstood } from './trying.js';

const folder = ownFolder();
const LISTS = ['one', 'two'] as const;
/** What each scan prints, and what explain prints after it, when nothing else goes on. */
const alone = new Map<string, { readonly scan: string; readonly explain: string }>();

const scan = (name: string, db = 'x.db') =>
  invfix(folder, ['scan', name, '--json', '--all', '--fresh', '--db', db]);
const explain = (db = 'x.db') => invfix(folder, ['explain', '100123', '--json', '--db', db]);

beforeAll(async () => {
  const { inventory } = smallStore();
  writeSmallStore(join(folder, 'one'));
  writeSmallStore(join(folder, 'two'), { inventory: inventory.replace('100123;2;4;-2;', '100123;1;4;-3;') });
  for (const name of LISTS) {
    const { stdout } = await scan(name, `${name}.db`);
    alone.set(name, { scan: stdout, explain: (await explain(`${name}.db`)).stdout });
  }
  expect(new Set([...alone.values()].map((told) => told.explain)).size).toBe(2);
});

test('two scans into one database each tell their own, and leave one of them whole', async () => {
  const rounds = scaled(2, 20);
  for (let round = 0; round < rounds; round++) {
    const told = await Promise.all(LISTS.map((name) => scan(name)));
    for (const [index, name] of LISTS.entries()) {
      expect(told[index]?.code, told[index]?.stderr).toBe(1);
      expect(told[index]?.stdout).toBe(alone.get(name)?.scan);
    }
    const after = (await explain()).stdout;
    expect([...alone.values()].map((each) => each.explain)).toContain(after);
    expect(namesBut(folder, 'one', 'two', 'one.db', 'two.db', 'x.db')).toEqual([]);
  }
  withstood('two-at-once', `${2 * rounds} scans, two at a time`);
}, 600_000);

test('ten explains while a scan goes on see the one before or the one after', async () => {
  const rounds = scaled(1, 10);
  for (let round = 0; round < rounds; round++) {
    await scan(LISTS[round % 2] ?? 'one');
    const going = scan(LISTS[(round + 1) % 2] ?? 'two');
    const explains = await Promise.all(
      Array.from({ length: 10 }, async (_, index) => {
        await sleep(60 * index);
        return explain();
      }),
    );
    expect((await going).code).toBe(1);
    for (const { code, stdout, stderr } of explains) {
      expect(code, stderr).toBe(0);
      expect([...alone.values()].map((each) => each.explain)).toContain(stdout);
    }
  }
  withstood('two-at-once', `${10 * rounds} explains while a scan goes on`);
}, 600_000);

test('fixes written while scans go on are all in the history, and whole, or say that they must be asked for again', async () => {
  const rounds = scaled(2, 20);
  const db = join(folder, 'fixed.db');
  await scan('one', db);
  const written: string[] = [];
  for (let round = 0; round < rounds; round++) {
    const name = `beside-${round}.csv`;
    const going = scan(LISTS[(round + 1) % 2] ?? 'two', db);
    await sleep((500 * round) / rounds);
    const { code, stderr } = await invfix(folder, ['correct', '--write', name, '--db', db]);
    expect((await going).code).toBe(1);
    if (code === 0) written.push(name);
    else {
      expect(stderr).toContain('Another scan has replaced the one that this fix was computed from.');
      expect(namesBut(folder).filter((other) => other.startsWith(`beside-${round}`))).toEqual([]);
    }
  }
  const { fixes } = JSON.parse((await invfix(folder, ['history', '--json', '--db', db])).stdout);
  expect(fixes.map(({ path }: { path: string }) => basename(path))).toEqual(written);
  for (const name of written) expect(readFileSync(join(folder, name), 'utf8')).toContain('100123');
  withstood(
    'two-at-once',
    `${rounds} fixes while a scan goes on: ${written.length} written, ${rounds - written.length} to be asked for again`,
  );
}, 600_000);

test('of two fixes into one file at once one is written, and in the history', async () => {
  const rounds = scaled(2, 20);
  const db = join(folder, 'raced.db');
  await scan('one', db);
  for (let round = 0; round < rounds; round++) {
    const name = `raced-${round}.csv`;
    const both = await Promise.all(
      [0, 1].map(() => invfix(folder, ['correct', '--write', name, '--db', db])),
    );
    expect(both.map(({ code }) => code).sort(), both[0]?.stderr).toEqual([0, 2]);
    expect(both.find(({ code }) => code === 2)?.stderr).toMatch(/raced-\d+(\.erp)?\.csv exists already\./);
    expect(readFileSync(join(folder, name), 'utf8')).toContain('100123');
    rmSync(join(folder, name));
  }
  const { fixes } = JSON.parse((await invfix(folder, ['history', '--json', '--db', db])).stdout);
  expect(fixes).toHaveLength(rounds);
  withstood('two-at-once', `${2 * rounds} fixes into ${rounds} files, two at once`);
}, 600_000);

test('a second scan waits, and says who holds the database', async () => {
  const database = join(folder, 'held.db');
  const free = await lockedForScan(database, () => expect.fail('nobody holds it'));
  const waiting: (number | null)[] = [];
  await expect(
    lockedForScan(database, (holder) => waiting.push(holder?.process ?? null), 250),
  ).rejects.toMatchObject({
    message: expect.stringMatching(
      new RegExp(
        `Another scan is writing to the database ".*held.db" \\(process ${process.pid}, since 20.*Z\\)`,
      ),
    ),
    hint: 'Wait until it is done, or scan into another file with --db FILE.',
  });
  expect(waiting).toEqual([process.pid]);
  const second = spawn(process.execPath, [PROGRAM, 'scan', 'one', '--db', database], {
    cwd: folder,
    stdio: ['ignore', 'ignore', 'pipe'],
  });
  let said = '';
  second.stderr.on('data', (piece) => {
    said += String(piece);
    if (said.includes('Waiting for it')) free();
  });
  const code = await new Promise((resolve) => second.on('exit', resolve));
  expect(code, said).toBe(1);
  expect(said.replace(/\s+/g, ' ')).toContain(
    `Another scan is writing to this database (process ${process.pid},`,
  );
  free();
  expect(existsSync(`${database}.lock`)).toBe(false);
  withstood('two-at-once', 'a scan that waits for another, and one that gives up');
}, 120_000);

test('the lock of a process that was killed holds nobody up', async () => {
  const database = join(folder, 'killed.db');
  const child = spawn(process.execPath, [PROGRAM, 'scan', 'one', '--db', database], {
    cwd: folder,
    stdio: 'ignore',
  });
  const ended = new Promise<void>((resolve) => child.on('exit', () => resolve()));
  for (let tries = 0; !existsSync(`${database}.lock`) && tries < 2000; tries++) await sleep(5);
  child.kill('SIGKILL');
  await ended;
  const { code, stderr } = await scan('one', database);
  expect(code).toBe(1);
  expect(stderr).not.toContain('Another scan');
  expect(existsSync(`${database}.lock`)).toBe(false);
}, 60_000);

test('anything in the place of the lock is put aside', async () => {
  const database = join(folder, 'odd.db');
  writeFileSync(
    `${database}.lock`,
    'not a lock of ours, and longer than the header of a database'.repeat(20),
  );
  const free = await lockedForScan(database, () => {}, 2000);
  free();
  expect(existsSync(`${database}.lock`)).toBe(false);
});
