/**
 * The last complete scan survives anything: a killed process, a full disk, a folder that cannot be written, files
 * that change while they are read, a clock that goes back. The next command works after each.
 */
import { type ChildProcess, spawn, spawnSync } from 'node:child_process';
import {
  appendFileSync,
  copyFileSync,
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  truncateSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { beforeAll, describe, expect, test } from 'vitest';
import { filesBelow } from '../../src/exports/index.js';
import { clearInterrupted } from '../../src/fixes/index.js';
import { loadExports, StoreBuilder } from '../../src/store/index.js';
import { invfix, PROGRAM, shell } from '../cli/program.js';
import { smallStore, writeSmallStore } from '../cli/small-store.js';
import { createRandom } from '../world/random.js';
import { namesBut, ownFolder, sampled, scaled, withFault, withstood } from './trying.js';

const KILLS = scaled(6, 200);
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

/** Kills a scan at a random moment of a phase. */
async function killedIn(phase: (typeof PHASES)[number], share: number): Promise<void> {
  const child = spawn(process.execPath, [PROGRAM, 'scan', 'after', '--fresh'], {
    cwd: folder,
    env: { ...process.env, ...environment },
    stdio: ['ignore', 'ignore', 'pipe'],
  });
  const ended = new Promise<void>((resolve) => child.on('exit', () => resolve()));
  // Before the first phase the program starts: that counts as loading too.
  if (phase !== 'load') await seen(child, `timing: ${PHASES[PHASES.indexOf(phase) - 1]} `, ended);
  const startUp = phase === 'load' ? 0.3 : 0;
  await Promise.race([sleep(1000 * share * ((seconds.get(phase) ?? 0.1) + startUp)), ended]);
  child.kill('SIGKILL');
  await ended;
}

function seen(child: ChildProcess, text: string, ended: Promise<void>): Promise<void> {
  let said = '';
  return Promise.race([
    ended,
    new Promise<void>((resolve) => {
      child.stderr?.on('data', (piece) => {
        said += String(piece);
        if (said.includes(text)) resolve();
      });
    }),
  ]);
}

test(`${KILLS} scans are killed, each at a random moment of a phase`, async () => {
  const random = createRandom(SEED);
  let published = 0;
  for (let kill = 0; kill < KILLS; kill++) {
    takeBackToBefore();
    const phase = PHASES[kill % PHASES.length] ?? 'load';
    await killedIn(phase, random.integer(0, 999) / 1000);

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
  withstood('survives', `${KILLS} scans killed at random moments, ${published} of them after publishing`);
}, 3_600_000);

test('a scan killed at each of its changes of the disk', async () => {
  const changes = await changesOf(['scan', 'after', '--fresh']);
  expect(changes).toBeGreaterThan(8);
  const numbers = sampled(
    Array.from({ length: changes }, (_, index) => index + 1),
    4,
  );
  for (const change of numbers) {
    takeBackToBefore();
    const killed = await invfix(folder, ['scan', 'after', '--fresh'], {
      ...environment,
      ...withFault(`kill:${change}`),
    });
    expect(killed.code, `change ${change}`).toBe(-1);
    expect([before, after], `change ${change}`).toContain(await explained());
  }
  const { code } = await invfix(folder, ['scan', 'after'], environment);
  expect(code).toBe(1);
  expect(await explained()).toBe(after);
  expect(namesBut(join(folder, '.invfix'), 'invfix.db', 'invfix.db.rows')).toEqual([]);
  withstood('survives', `${numbers.length} scans killed before each of their changes of the disk`);
}, 600_000);

test('a report killed at each of its changes of the disk is whole or not there', async () => {
  const reports = join(folder, 'reports');
  const REPORT = ['report', '--html', 'reports/report.html', '--force'];
  mkdirSync(reports);
  takeBackToBefore();
  const changes = await changesOf(REPORT);
  expect(changes).toBeGreaterThan(2);
  const numbers = sampled(
    Array.from({ length: changes }, (_, index) => index + 1),
    3,
  );
  const page = join(reports, 'report.html');
  const isWhole = () => readFileSync(page, 'utf8').trimEnd().endsWith('</html>');
  for (const change of numbers) {
    rmSync(page, { force: true });
    const killed = await invfix(folder, REPORT, { ...environment, ...withFault(`kill:${change}`) });
    expect(killed.code).toBe(-1);
    expect(!existsSync(page) || isWhole()).toBe(true);
    const next = await invfix(folder, REPORT, environment);
    expect([0, 1], next.stderr).toContain(next.code);
    expect(isWhole()).toBe(true);
    expect(namesBut(reports, 'report.html')).toEqual([]);
  }
  withstood('survives', `${numbers.length} reports killed before each of their changes of the disk`);
}, 300_000);

test('an undo killed at each of its changes of the disk is whole, or is put right by the next', async () => {
  const shop = join(folder, 'shop');
  mkdirSync(join(shop, 'undo'), { recursive: true });
  writeSmallStore(join(shop, 'before'));
  const run = (args: readonly string[], fault = {}) => invfix(shop, args, { ...environment, ...fault });
  await run(['scan', 'before']);
  expect((await run(['correct', '--write', 'fix.csv'])).code).toBe(0);
  writeSmallStore(join(shop, 'uploaded'), {
    inventory: smallStore()
      .inventory.replace('100123;2;4;-2;', '100123;5;3;2;')
      .replace('00-v700368acme-01,', ''),
  });
  renameSync(
    join(shop, 'uploaded', 'inventory-2026-04-01.csv'),
    join(shop, 'uploaded', 'inventory-2026-04-02.csv'),
  );
  await run(['scan', 'uploaded']);
  const database = join(shop, DATABASE);
  copyFileSync(database, join(shop, 'uploaded.db'));
  const UNDO = ['undo', '--write', 'undo/undo.csv'];
  const cleared = (): void => {
    for (const name of readdirSync(join(shop, 'undo'))) rmSync(join(shop, 'undo', name));
    copyFileSync(join(shop, 'uploaded.db'), database);
    for (const ending of ['-journal', '-wal', '-shm']) rmSync(database + ending, { force: true });
  };
  const state = (): Map<string, string> =>
    new Map(
      readdirSync(join(shop, 'undo'))
        .filter((name) => name.endsWith('.csv') && !name.startsWith('.'))
        .map((name) => [name, readFileSync(join(shop, 'undo', name), 'utf8')]),
    );
  const count = join(folder, 'count-of-undo');
  await run(UNDO, withFault(`count:${count}`));
  const changes = Number(readFileSync(count, 'utf8'));
  const whole = state();
  expect([...whole.keys()]).toContain('undo.csv');
  expect(changes).toBeGreaterThan(4);
  const numbers = sampled(
    Array.from({ length: changes }, (_, index) => index + 1),
    4,
  );
  for (const change of numbers) {
    cleared();
    expect((await run(UNDO, withFault(`kill:${change}`))).code).toBe(-1);
    for (const [name, content] of state()) expect(content, `change ${change}`).toBe(whole.get(name));
    const isThere = state().has('undo.csv');
    const next = await run(UNDO);
    expect(next.code, next.stderr).toBe(isThere ? 2 : 0);
    if (isThere) expect(next.stderr).toContain('exists already');
    expect(state()).toEqual(whole);
    expect(namesBut(join(shop, 'undo'), ...whole.keys())).toEqual([]);
    // Whatever became of it, the database is whole: the fix and, where it was placed, no half of the undo.
    expect((await run(['history'])).code).toBe(0);
  }
  withstood('survives', `${numbers.length} undos killed before each of their changes of the disk`);
}, 300_000);

async function changesOf(args: readonly string[]): Promise<number> {
  const count = join(folder, 'count');
  await invfix(folder, args, { ...environment, ...withFault(`count:${count}`) });
  return Number(readFileSync(count, 'utf8'));
}

describe('a fix', () => {
  const FIX = ['correct', '--write', 'fix/fix.csv'];
  const whole = new Map<string, string>();

  beforeAll(async () => {
    mkdirSync(join(folder, 'fix'));
    takeBackToBefore();
    await invfix(folder, FIX, environment);
    for (const name of readdirSync(join(folder, 'fix')))
      whole.set(name, readFileSync(join(folder, 'fix', name), 'utf8'));
    expect([...whole.keys()].sort()).toEqual(['fix.csv', 'fix.erp.csv']);
  });

  const cleared = () => {
    for (const name of readdirSync(join(folder, 'fix'))) rmSync(join(folder, 'fix', name));
  };
  const state = () =>
    [...whole.keys()]
      .filter((name) => existsSync(join(folder, 'fix', name)))
      .map((name) => {
        expect(readFileSync(join(folder, 'fix', name), 'utf8')).toBe(whole.get(name));
        return name;
      });

  test('killed at each of its changes of the disk is whole, or is put right by the next', async () => {
    cleared();
    const changes = await changesOf(FIX);
    expect(changes).toBeGreaterThan(6);
    const numbers = sampled(
      Array.from({ length: changes }, (_, index) => index + 1),
      3,
    );
    let told = 0;
    for (const change of numbers) {
      cleared();
      const killed = await invfix(folder, FIX, { ...environment, ...withFault(`kill:${change}`) });
      expect(killed.code).toBe(-1);
      const names = state();
      // The file for the ERP may stand alone, the fix may not.
      if (names.includes('fix.csv')) expect(names).toHaveLength(2);
      const next = await invfix(folder, FIX, environment);
      if (names.length === 2) {
        expect(next.code).toBe(2);
        expect(next.stderr).toContain('exists already');
      } else expect(next.code, next.stderr).toBe(0);
      if (names.length === 1) {
        expect(next.stderr.replace(/\s+/g, ' ')).toContain('An earlier fix was stopped while it was written');
        told++;
      }
      expect(state()).toHaveLength(2);
      expect(namesBut(join(folder, 'fix'), ...whole.keys())).toEqual([]);
    }
    withstood(
      'survives',
      `${numbers.length} fixes killed before each of their changes of the disk, ${told} between two files`,
    );
  }, 300_000);

  test('is whole or not there where the disk is full', async () => {
    cleared();
    const changes = await changesOf(FIX);
    const numbers = sampled(
      Array.from({ length: changes }, (_, index) => index + 1),
      4,
    );
    for (const change of numbers) {
      cleared();
      const { code, stderr } = await invfix(folder, FIX, { ...environment, ...withFault(`full:${change}`) });
      expect(namesBut(join(folder, 'fix'), ...whole.keys())).toEqual([]);
      if (code === 0) expect(state()).toHaveLength(2);
      else {
        expect(state()).toEqual([]);
        expect(stderr).toContain('the disk is full');
      }
    }
    withstood('survives', `${numbers.length} fixes on a disk that fills up`);
  }, 300_000);

  test('of a process that still runs is left alone', () => {
    cleared();
    const own = join(folder, 'fix', `.fix.csv.${process.pid}-0123456789ab.tmp`);
    const dead = join(folder, 'fix', `.fix.csv.${deadProcess()}-0123456789ab.tmp`);
    for (const path of [own, dead]) writeFileSync(path, 'half');
    expect(clearInterrupted(join(folder, 'fix', 'fix.csv'))).toEqual([]);
    expect(namesBut(join(folder, 'fix'))).toEqual([`.fix.csv.${process.pid}-0123456789ab.tmp`]);
  });
});

function deadProcess(): number {
  return spawnSync(process.execPath, ['-e', '']).pid;
}

test('the next scan removes what dead processes left, and nothing else', async () => {
  takeBackToBefore();
  const dead = deadProcess();
  const names = [`invfix-spool-${dead}-0b2a4a1e-0000-4000-8000-000000000000`];
  const kept = [`invfix-spool-${process.pid}-0b2a4a1e-0000-4000-8000-000000000000`, 'invfix-spool', 'other'];
  for (const name of [...names, ...kept]) writeFileSync(join(temporary, name), 'x');
  for (const ending of ['', '-wal', '-shm', '-journal', '.rows'])
    writeFileSync(join(folder, `${DATABASE}.${dead}-0123abcd.tmp${ending}`), 'x');
  const { code } = await invfix(folder, ['scan', 'before', '--fresh'], environment);
  expect(code).toBe(1);
  expect(readdirSync(temporary).sort()).toEqual(kept.sort());
  expect(namesBut(join(folder, '.invfix'), 'invfix.db', 'invfix.db.rows')).toEqual([]);
  for (const name of kept) rmSync(join(temporary, name));
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
  }
  withstood('survives', 'a clock that goes back by years, and a minute at every look');
}, 120_000);
