/**
 * The last complete scan survives anything: a killed process, a full disk, a folder that cannot be written, files
 * that change while they are read, a clock that goes back. The next command works after each.
 */
import { spawnSync } from 'node:child_process';
import {
  appendFileSync,
  copyFileSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  rmSync,
  truncateSync,
  writeFileSync,
} from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { beforeAll, describe, expect, test } from 'vitest';
import { filesBelow } from '../../src/exports/index.js';
import { loadExports, StoreBuilder } from '../../src/store/index.js';
import { invfix, shell } from '../cli/program.js';
import { smallStore, writeSmallStore } from '../cli/small-store.js';
import { createRandom } from '../world/random.js';
import { killedAfter } from './killing.js';
import { namesBut, ownFolder, sampled, scaled, withFault, withstood } from './trying.js';

/** With those of fixes, undos and reports they are 200. */
const KILLS = scaled(6, 120);
const SEED = 20260331;
/** So many bytes are read by a thread of their own, and their rows kept for the next scan. */
const LARGE = 4_300_000;
const KITS = 60_000;
const PHASES = ['load', 'index', 'learn', 'diagnose', 'publish', 'render'] as const;

const folder = ownFolder();
const temporary = join(folder, 'tmp');
const environment = { TMPDIR: temporary, INVFIX_TIMINGS: '1' };
/** What explain says of a SKU before and after the scan that is killed. */
let before = '';
let after = '';
/** Seconds that each phase takes when nobody disturbs it. */
const seconds = new Map<string, number>();

const DATABASE = join('.invfix', 'invfix.db');
const SKU = '100123';
const explained = async () => (await invfix(folder, ['explain', SKU, '--json'], environment)).stdout;

beforeAll(async () => {
  mkdirSync(temporary);
  const large = join(folder, 'after');
  writeSmallStore(join(folder, 'before'));
  writeSmallStore(large, { inventory: smallStore().inventory.replace('100123;2;4;-2;', '100123;1;4;-3;') });
  writeFileSync(join(large, 'kits.csv'), kits(5000));
  writeFileSync(join(large, 'no-export.bin'), Buffer.alloc(LARGE));
  const { stderr } = await invfix(folder, ['scan', 'after'], environment);
  for (const [, phase = '', time] of stderr.matchAll(/^timing: (\w+) ([\d.]+) s$/gm))
    seconds.set(phase, Number(time));
  after = await explained();
  rmSync(join(folder, '.invfix'), { recursive: true });
  await invfix(folder, ['scan', 'before'], environment);
  before = await explained();
  copyFileSync(join(folder, DATABASE), join(folder, 'before.db'));
  expect(before).not.toBe(after);
  expect(JSON.parse(after).balances[0].available).toBe(-3);
}, 120_000);

function kits(count: number): string {
  const rows = Array.from({ length: count }, (_, kit) => `kit-${kit};component-${kit % 977};2\n`);
  return `KitSkuId;SkuId;Quantity\n${rows.join('')}`;
}

function takeBackToBefore(): void {
  copyFileSync(join(folder, 'before.db'), join(folder, DATABASE));
}

/** Kills a scan at a random moment of a phase; false where it had ended by then. */
function killedIn(phase: (typeof PHASES)[number], share: number): Promise<boolean> {
  const run = { folder, args: ['scan', 'after', '--fresh'], environment };
  // Before the first phase the program starts: that counts as loading too.
  const startUp = phase === 'load' ? 0.3 : 0;
  const before = phase === 'load' ? null : `timing: ${PHASES[PHASES.indexOf(phase) - 1]} `;
  return killedAfter(run, before, share * ((seconds.get(phase) ?? 0.1) + startUp));
}

test(`${KILLS} scans are killed, each at a random moment of a phase`, async () => {
  const random = createRandom(SEED);
  let published = 0;
  for (let kill = 0, tries = 0; kill < KILLS; kill++) {
    const phase = PHASES[kill % PHASES.length] ?? 'load';
    do {
      expect(++tries, 'it ends before it is killed').toBeLessThan(4 * KILLS);
      takeBackToBefore();
    } while (!(await killedIn(phase, random.integer(0, 999) / 1000)));

    const now = await explained();
    expect([before, after], `kill ${kill}, in ${phase}`).toContain(now);
    if (now === after) published++;
    // The next scan works, whatever the killed one left, and leaves nothing behind.
    if (kill % PHASES.length !== PHASES.length - 1) continue;
    const { code } = await invfix(folder, ['scan', 'after'], environment);
    expect(code).toBe(1);
    expect(await explained()).toBe(after);
    expect(namesBut(join(folder, '.invfix'), 'invfix.db', 'invfix.db.rows')).toEqual([]);
    expect(readdirSync(temporary)).toEqual([]);
  }
  expect(published).toBeLessThan(KILLS);
  withstood(
    'survives',
    `${KILLS} scans killed at random moments of ${PHASES.join(', ')}: ${KILLS - published} left the last scan, ${published} the new one`,
  );
}, 3_600_000);

test('a scan killed at each of its changes of the disk', async () => {
  const changes = await changesOf(['scan', 'after', '--fresh']);
  expect(changes).toBeGreaterThan(8);
  const numbers = sampled(
    Array.from({ length: changes }, (_, index) => index + 1),
    4,
  );
  let kills = 0;
  for (const change of numbers) {
    takeBackToBefore();
    const killed = await invfix(folder, ['scan', 'after', '--fresh'], {
      ...environment,
      ...withFault(`kill:${change}`),
    });
    // What a scan finds to clear away differs, and so do its changes by a few.
    if (killed.code !== -1) {
      expect([killed.code, change > changes - 4], `change ${change} of ${changes}`).toEqual([1, true]);
      continue;
    }
    kills++;
    expect([before, after], `change ${change}`).toContain(await explained());
  }
  const { code } = await invfix(folder, ['scan', 'after'], environment);
  expect(code).toBe(1);
  expect(await explained()).toBe(after);
  expect(namesBut(join(folder, '.invfix'), 'invfix.db', 'invfix.db.rows')).toEqual([]);
  withstood('survives', `${kills} scans killed before a change of the disk each`);
}, 600_000);

async function changesOf(args: readonly string[]): Promise<number> {
  const count = join(folder, 'count');
  await invfix(folder, args, { ...environment, ...withFault(`count:${count}`) });
  return Number(readFileSync(count, 'utf8'));
}

function deadProcess(): number {
  return spawnSync(process.execPath, ['-e', '']).pid;
}

test('what SQLite sorts on disk lies in a folder of the process, which is gone with it', async () => {
  const tell =
    "process.on('exit', () => process.stderr.write('sorted in ' + process.env.SQLITE_TMPDIR + ' of ' + process.pid))";
  const { stderr } = await invfix(folder, ['scan', 'before', '--fresh'], {
    ...environment,
    NODE_OPTIONS: `--import=data:text/javascript,${encodeURIComponent(tell)}`,
  });
  const [, sorted = '', owner = ''] = /sorted in (.*) of (\d+)/.exec(stderr) ?? [];
  expect(dirname(sorted)).toBe(temporary);
  expect(basename(sorted)).toMatch(new RegExp(`^invfix-sqlite-${owner}-[0-9a-f-]{36}$`));
  expect(readdirSync(temporary)).toEqual([]);
});

test('the next scan removes what dead processes left, and nothing else', async () => {
  takeBackToBefore();
  const dead = deadProcess();
  const names = [`invfix-spool-${dead}-0b2a4a1e-0000-4000-8000-000000000000`];
  const kept = [`invfix-spool-${process.pid}-0b2a4a1e-0000-4000-8000-000000000000`, 'invfix-spool', 'other'];
  for (const name of [...names, ...kept]) writeFileSync(join(temporary, name), 'x');
  for (const [owner, list] of [
    [dead, names],
    [process.pid, kept],
  ] as const) {
    const sorting = `invfix-sqlite-${owner}-0b2a4a1e-0000-4000-8000-000000000000`;
    mkdirSync(join(temporary, sorting));
    writeFileSync(join(temporary, sorting, 'etilqs_340f6fc0cae26209'), 'x');
    list.push(sorting);
  }
  for (const ending of ['', '-wal', '-shm', '-journal', '.rows'])
    writeFileSync(join(folder, `${DATABASE}.${dead}-0123abcd.tmp${ending}`), 'x');
  const { code } = await invfix(folder, ['scan', 'before', '--fresh'], environment);
  expect(code).toBe(1);
  expect(readdirSync(temporary).sort()).toEqual(kept.sort());
  expect(namesBut(join(folder, '.invfix'), 'invfix.db', 'invfix.db.rows')).toEqual([]);
  for (const name of kept) rmSync(join(temporary, name), { recursive: true });
});

describe('without room', () => {
  const scanAt = (blocks: number) =>
    shell(folder, `ulimit -f ${blocks}; TMPDIR="${temporary}" eval "$INVFIX" scan after --fresh -q`);

  test('on the disk (files may only grow so large) the last scan stays', async () => {
    // Kilobytes, from too few for the lock to too few for the last table.
    const sizes = sampled([0, 4, 8, 64, 128, 200, 256], 3);
    for (const size of sizes) {
      takeBackToBefore();
      const { code, stderr } = await scanAt(size);
      expect(code, `${size} KB: ${stderr}`).toBe(2);
      expect(stderr, `${size} KB`).toMatch(/could not be written|Cannot write the database/);
      expect(stderr.trim().split('\n')).toHaveLength(2);
      expect(await explained()).toBe(before);
      expect(namesBut(join(folder, '.invfix'), 'invfix.db', 'invfix.db.rows')).toEqual([]);
    }
    withstood('survives', `${sizes.length} scans with files that may not grow`);
  }, 120_000);

  const disk = join(folder, 'disk');
  const mount = (...options: readonly string[]): boolean =>
    spawnSync('mount', ['-t', 'tmpfs', '-o', options.join(), 'tmpfs', disk]).status === 0;
  const database = join(disk, 'x.db');

  test('on a full disk, or one that cannot be written, the last scan stays', async ({ skip }) => {
    mkdirSync(disk);
    if (!mount('size=700k')) skip('only who may mount can make a disk that is full');
    try {
      const scan = (exports: string) =>
        invfix(folder, ['scan', exports, '--db', database, '-q'], environment);
      const explain = () => invfix(folder, ['explain', SKU, '--db', database, '--json'], environment);
      expect((await scan('before')).code).toBe(1);
      const full = await scan('after');
      expect(full).toMatchObject({ code: 2, stdout: '' });
      expect(full.stderr).toContain('the disk is full');
      expect((await explain()).stdout).toBe(before);
      expect(readdirSync(disk)).toEqual(['x.db']);
      expect(mount('remount', 'ro')).toBe(true);
      const refused = await scan('after');
      expect(refused).toMatchObject({ code: 2, stdout: '' });
      expect(refused.stderr).toMatch(/Cannot write the database ".*" \(EROFS\)\.\n.*--db FILE\.\n$/);
      expect((await explain()).stdout).toBe(before);
      // What is scanned already needs nothing written.
      expect((await scan('before')).code).toBe(1);
      withstood('survives', 'a full disk, and one that cannot be written');
    } finally {
      spawnSync('umount', [disk]);
    }
  }, 120_000);
});

describe('a file that changes while it is read', () => {
  const changes = {
    shrinks: (path: string) => truncateSync(path, 500_000),
    grows: (path: string) => appendFileSync(path, 'kit;component;1\n'.repeat(1000)),
    disappears: (path: string) => rmSync(path),
  };

  test.each(Object.entries(changes))('%s is told of', async (name, change) => {
    const exports = join(folder, name);
    writeSmallStore(exports);
    const changing = join(exports, 'kits.csv');
    writeFileSync(changing, kits(KITS));
    const builder = StoreBuilder.create(join(folder, `${name}.db`));
    try {
      let isChanged = false;
      const sources = await loadExports(filesBelow([exports]), builder, {}, ({ file, bytesRead }) => {
        if (isChanged || file !== changing || bytesRead === 0) return;
        isChanged = true;
        change(changing);
      });
      expect(isChanged).toBe(true);
      builder.finishLoading();
      const report = builder.files().find(({ path }) => path === changing);
      expect([report?.status, report?.reason]).toEqual(
        name === 'shrinks'
          ? ['unreadable', { key: 'cut-short' }]
          : ['damaged', { key: 'changed-while-read' }],
      );
      expect(builder.files().filter(({ status }) => status !== 'read')).toHaveLength(1);
      expect(sources.find(({ path }) => path === changing)?.hash ?? null).toBe(null);
    } finally {
      builder.discard();
    }
    withstood('survives', `a file that ${name} while it is read`);
  });
});

const CHANGED = scaled(3, 30);

test(`${CHANGED} scans whose inventory changes at a random moment say so, or tell it whole`, async () => {
  const random = createRandom(SEED);
  const exports = join(folder, 'moving');
  const inventory = join(exports, 'inventory-2026-04-01.csv');
  const database = join(folder, 'moving.db');
  const { inventory: before, orders, updates } = smallStore();
  // Large enough that it can change under the eyes of who reads it.
  const large = before + rowsOfInventory(0, 30_000);
  const half = large.slice(0, large.lastIndexOf('\n', large.length / 2) + 1);
  const changes = {
    shrinks: half,
    grows: large + rowsOfInventory(30_000, 2000),
    disappears: null,
  };
  const scan = ['scan', 'moving', '--fresh', '--json', '--db', database];
  const balancesIn = ({ stdout }: { stdout: string }): number => JSON.parse(stdout).summary.balances;
  writeSmallStore(exports, { inventory: large, orders, updates });
  const start = performance.now();
  const whole = balancesIn(await invfix(folder, scan, environment));
  const took = performance.now() - start;
  const told = { whole: 0, damaged: 0 };
  for (let round = 0; round < CHANGED; round++) {
    const [how, changed] = Object.entries(changes)[round % 3] ?? ['', null];
    writeFileSync(inventory, large);
    const going = invfix(folder, scan, environment);
    await sleep((took * random.integer(0, 700)) / 1000);
    if (changed === null) rmSync(inventory);
    else writeFileSync(inventory, changed);
    const outcome = await going;
    const label = `seed ${SEED}, round ${round}: ${how}, ${outcome.stderr}`;
    expect([1, 2, 3], label).toContain(outcome.code);
    if (outcome.code !== 1) told.damaged++;
    else {
      told.whole++;
      // All of it as it was before, or as it was after.
      const after = { shrinks: half.split('\n').length - 2, grows: whole + 2000 }[how] ?? whole;
      expect([whole, after], label).toContain(balancesIn(outcome));
    }
    writeFileSync(inventory, large);
    const next = await invfix(
      folder,
      scan.filter((word) => word !== '--fresh'),
      environment,
    );
    expect([next.code, balancesIn(next)], label).toEqual([1, whole]);
  }
  expect(namesBut(temporary)).toEqual([]);
  withstood(
    'survives',
    `${CHANGED} inventories that shrink, grow or disappear at a random moment: ${told.damaged} told to be damaged or gone, ${told.whole} read whole, each read right by the next scan`,
  );
}, 600_000);

function rowsOfInventory(from: number, count: number): string {
  const rows = Array.from({ length: count }, (_, row) => `m${from + row};3;0;3;wh_1;Main;;True;False;;0\n`);
  return rows.join('');
}

test('a clock that goes back', async () => {
  takeBackToBefore();
  const year = 365 * 86_400_000;
  for (const off of sampled([-year, year, -20 * year], 3)) {
    const { code, stderr } = await invfix(folder, ['scan', 'after', '-q'], {
      ...environment,
      ...withFault(`clock:${off}`),
    });
    expect(code, stderr).toBe(1);
    expect(await explained()).toBe(after);
    const back = await invfix(folder, ['scan', 'before', '-q'], environment);
    expect(back.code, back.stderr).toBe(1);
    expect(await explained()).toBe(before);
    const fix = await invfix(folder, ['correct', '--json'], { ...environment, ...withFault(`clock:${off}`) });
    expect(fix.code, fix.stderr).toBe(0);
    const write = ['correct', '--write', 'clock.csv', '--force'];
    expect((await invfix(folder, write, { ...environment, ...withFault(`clock:${off}`) })).code).toBe(0);
    for (const args of [['history'], ['doctor']]) {
      const { code, stderr: said } = await invfix(folder, args, environment);
      expect([0, 1], `${args}: ${said}`).toContain(code);
    }
  }
  withstood('survives', 'a clock that goes back by years, and a minute at every look');
}, 120_000);
