/** A damaged database is noticed: an answer and a way on, never a wrong count. */
import { copyFileSync, readdirSync, readFileSync, rmSync, truncateSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import Database from 'better-sqlite3';
import { beforeAll, expect, test } from 'vitest';
import { storiesOf } from '../../src/commands/told.js';
import { UserError } from '../../src/errors.js';
import { selectCorrections } from '../../src/ledger/index.js';
import { Store } from '../../src/store/index.js';
import { invfix } from '../cli/program.js';
import { smallStore, writeSmallStore } from '../cli/small-store.js';
import { createRandom } from '../world/random.js';
import { ownFolder, sampled, scaled, withstood } from './trying.js';

const FLIPS = scaled(120, 3000);
const SEED = 7;

const folder = ownFolder();
const good = join(folder, 'good.db');
const bad = join(folder, 'bad.db');
let truth: readonly string[] = [];

beforeAll(async () => {
  const { inventory } = smallStore();
  writeSmallStore(join(folder, 'exports'), {
    inventory: inventory.replace('200000;24;0;24', '200000;21;0;21'),
  });
  await invfix(folder, ['scan', 'exports', '--db', good]);
  truth = answers(good);
  expect(truth.length).toBeGreaterThan(40);
});

/** Every count the commands would show or write, each by the way they take. */
function answers(path: string): string[] {
  const store = Store.open(path);
  try {
    const told: string[] = [];
    const balances = [...store.diagnoses()];
    for (const { sku, warehouse, corrected, available, confidence } of balances)
      told.push(`${sku} ${warehouse}: ${available}, ${corrected}, ${confidence}`);
    const options = {
      understated: true,
      overstated: true,
      confidence: 'assumed',
      unblockOversold: false,
    } as const;
    for (const { balance, count } of selectCorrections(balances, options).corrections)
      told.push(`correct ${balance.sku} ${balance.warehouse}: ${count}`);
    for (const balance of store.diagnoses({ lists: ['negative', 'understated'] }))
      told.push(`list ${balance.sku}: ${balance.corrected}`);
    for (const sku of new Set(balances.map((balance) => balance.sku))) {
      const records = store.sku(sku);
      if (records === null) continue;
      for (const story of storiesOf(store, records)) told.push(`explain ${sku}: ${story.corrected}`);
    }
    told.push(JSON.stringify(store.summary()));
    return told;
  } finally {
    store.close();
  }
}

/** The answers, or null where the database is found to be damaged. */
function answersOrDamage(path: string): readonly string[] | null {
  try {
    return answers(path);
  } catch (error) {
    if (!(error instanceof UserError)) throw error;
    expect(error.hint).toMatch(/^(Scan|Name|Update) /);
    return null;
  }
}

test(`${FLIPS} databases with bits that turned over give the same counts, or none`, () => {
  const content = readFileSync(good);
  const random = createRandom(SEED);
  // The pages of a small store are mostly empty, and what is there alone can tell anything wrong.
  const filled = [...content.keys()].filter((place) => content[place] !== 0);
  let noticed = 0;
  for (let flip = 0; flip < FLIPS; flip++) {
    const damaged = Buffer.from(content);
    const at = random.pick(filled);
    const bits = random.pick([1, 1, 1, 2, 8]);
    for (let times = 0; times < bits; times++) {
      const near = Math.min(damaged.length - 1, at + random.integer(0, times));
      damaged[near] = (damaged[near] ?? 0) ^ (1 << random.integer(0, 7));
    }
    writeFileSync(bad, damaged);
    const told = answersOrDamage(bad);
    if (told === null) noticed++;
    else if (told.length >= truth.length) expect(told, `seed ${SEED}, flip ${flip}, at ${at}`).toEqual(truth);
    // A SKU may be gone from the list: what is told of the others is right.
    else for (const line of told) expect(truth, `seed ${SEED}, flip ${flip}, at ${at}`).toContain(line);
  }
  expect(noticed).toBeGreaterThan(FLIPS / 20);
  withstood(
    'damaged-database',
    `${FLIPS} databases with bits turned over: ${noticed} noticed, no wrong count`,
  );
}, 1_200_000);

/** Of no diagnosis by themselves; a price without a currency is none. */
const KEYS = ['sku', 'warehouse', 'lists'];
const PRICE = ['price', 'currency'];

test('every number of a diagnosis, changed in place, is noticed', () => {
  const db = new Database(good, { readonly: true });
  const columns = db
    .prepare<[], { name: string; type: string }>("SELECT name, type FROM pragma_table_info('diagnosis')")
    .all()
    .filter(({ name, type }) => type === 'INTEGER' && ![...KEYS, ...PRICE].includes(name));
  db.close();
  expect(columns.length).toBeGreaterThan(15);
  for (const { name } of columns) {
    copyFileSync(good, bad);
    const changed = new Database(bad);
    changed.exec(`UPDATE diagnosis SET ${name} = coalesce(${name}, 1) + 1 WHERE sku = 100123`);
    changed.close();
    expect(answersOrDamage(bad), name).toBe(null);
  }
  copyFileSync(good, bad);
  const fewer = new Database(bad);
  fewer.exec('DELETE FROM diagnosis WHERE sku = 100123');
  fewer.close();
  expect(answersOrDamage(bad)).toBe(null);
  withstood(
    'damaged-database',
    `${columns.length} columns of a diagnosis changed in place, and one left out`,
  );
});

test('records that no longer come to what was diagnosed are noticed', () => {
  for (const change of [
    'UPDATE order_line SET units = units + 1 WHERE sku = 100123',
    'UPDATE balance SET in_stock = in_stock + 1 WHERE sku = 100123',
    'DELETE FROM inventory_update WHERE sku = 100123',
    "UPDATE order_line SET status = (SELECT id FROM word WHERE text = 'invoiced') WHERE sku = 100123",
  ]) {
    copyFileSync(good, bad);
    const changed = new Database(bad);
    changed.exec(change);
    changed.close();
    expect(answersOrDamage(bad), change).toBe(null);
  }
});

const DAMAGES: readonly (readonly [string, () => void, RegExp])[] = [
  ['half of it', () => truncateSync(bad, 8192), /is damaged/],
  ['its first page alone', () => truncateSync(bad, 4096), /is damaged/],
  ['a few bytes of it', () => truncateSync(bad, 60), /is not a database of invfix/],
  ['zeros in the middle', () => overwrite(Buffer.alloc(40_000), 4096), /is damaged/],
  [
    'a log beside it',
    () => writeFileSync(`${bad}-wal`, Buffer.alloc(4096, 7)),
    /Another program has changed/,
  ],
  ['changes left in a log', () => logged(), /Another program has changed/],
  ['a version to come', () => versioned(99), /written by a newer invfix/],
  ['a version long past', () => versioned(1), /written by an older invfix/],
  ['the file of another program', () => foreign(), /is not a database of invfix/],
];

function overwrite(bytes: Buffer, at: number): void {
  const content = readFileSync(bad);
  bytes.copy(content, at);
  writeFileSync(bad, content);
}

function versioned(version: number): void {
  const db = new Database(bad);
  db.pragma(`user_version = ${version}`);
  db.close();
}

/** As of a program that was killed: its changes are in the log alone. */
function logged(): void {
  const copy = `${bad}.copy`;
  copyFileSync(bad, copy);
  const db = new Database(copy);
  db.pragma('journal_mode = WAL');
  db.exec('UPDATE diagnosis SET corrected = corrected + 1; UPDATE balance SET in_stock = in_stock + 1');
  copyFileSync(copy, bad);
  copyFileSync(`${copy}-wal`, `${bad}-wal`);
  db.close();
  rmSync(copy);
}

function foreign(): void {
  rmSync(bad);
  new Database(bad).exec('CREATE TABLE t (a)').close();
}

test('a journal that is none beside it changes nothing, and is removed', async () => {
  copyFileSync(good, bad);
  writeFileSync(`${bad}-journal`, Buffer.alloc(512, 7));
  const { code, stderr } = await invfix(folder, ['explain', '100123', '--db', bad]);
  expect(code, stderr).toBe(0);
  expect(answers(bad)).toEqual(truth);
  expect(readdirSync(folder).filter((name) => name.endsWith('-journal'))).toEqual([]);
  rmSync(bad);
});

test('a database that another process writes to is busy, and not damaged', async () => {
  copyFileSync(good, bad);
  const other = new Database(bad);
  other.exec('BEGIN EXCLUSIVE');
  try {
    // Each waits for some seconds.
    for (const args of sampled([['explain', '100123'], ['doctor', '--repair', 'exports'], ['doctor']], 2)) {
      const { code, stdout, stderr } = await invfix(folder, [...args, '--db', bad]);
      expect([code, stdout], stderr).toEqual([2, '']);
      expect(stderr).not.toContain('damaged');
      expect(stderr.trim().split('\n')).toHaveLength(2);
    }
  } finally {
    other.close();
  }
  expect(answers(bad)).toEqual(truth);
  rmSync(bad);
}, 60_000);

test.each(DAMAGES)(
  '%s: a sentence, a way on, and a scan that mends it',
  async (name, damage, reason) => {
    copyFileSync(good, bad);
    damage();
    for (const args of [
      ['explain', '100123'],
      ['correct'],
      ['correct', '--write', join(folder, 'fix.csv')],
    ]) {
      const { code, stdout, stderr } = await invfix(folder, [...args, '--db', bad]);
      expect(code, stderr).toBe(2);
      expect(stdout).toBe('');
      expect(stderr).toMatch(reason);
      expect(stderr.trim().split('\n')).toHaveLength(2);
    }
    expect(readdirSync(folder)).not.toContain('fix.csv');
    const isLeft = /to come|another program|a few bytes/.test(name);
    const doctor = await invfix(folder, ['doctor', '--db', bad]);
    // An older database is no damage.
    expect(doctor.code, doctor.stdout + doctor.stderr).toBe(name === 'a version long past' ? 0 : 2);
    expect(doctor.stdout).not.toContain('sound');
    const damaged = readFileSync(bad);
    const repaired = await invfix(folder, ['doctor', '--repair', 'exports', '--db', bad]);
    expect(repaired.code, repaired.stderr).toBe(isLeft ? 2 : 0);
    if (isLeft) expect(readFileSync(bad)).toEqual(damaged);
    else expect(answers(bad)).toEqual(truth);
    for (const ending of ['', '-wal', '-journal', '-shm']) rmSync(bad + ending, { force: true });
    copyFileSync(good, bad);
    damage();
    const scan = await invfix(folder, ['scan', 'exports', '--fresh', '--db', bad]);
    expect(scan.code, scan.stderr).toBe(isLeft ? 2 : 1);
    if (!isLeft) expect(answers(bad)).toEqual(truth);
    for (const ending of ['', '-wal', '-journal', '-shm']) rmSync(bad + ending, { force: true });
    withstood('damaged-database', `${name}: noticed, ${isLeft ? 'and left alone' : 'and rebuilt'}`);
  },
  60_000,
);

/** Enough that the rows are kept for the next scan. */
const KEPT = 4_300_000;
const ROWS_FLIPPED = scaled(4, 60);

test(`${ROWS_FLIPPED} times, bits turned over in the rows kept for the next scan change no count`, async () => {
  const random = createRandom(SEED);
  const exports = join(folder, 'large');
  const { inventory, orders } = smallStore();
  writeSmallStore(exports);
  writeFileSync(join(exports, 'no-export.bin'), Buffer.alloc(KEPT));
  const changed = join(folder, 'changed.db');
  const told = async (...args: readonly string[]) =>
    (await invfix(folder, ['scan', exports, '--db', changed, '--json', '--all', ...args])).stdout;
  await told();
  const rows = readFileSync(`${changed}.rows`);
  const database = readFileSync(changed);
  // Another inventory: the orders and updates are gone on from.
  writeSmallStore(exports, { inventory: inventory.replace('100123;2;4;-2;', '100123;1;4;-3;'), orders });
  const right = JSON.parse(await told('--fresh'));
  const filled = [...rows.keys()].filter((place) => rows[place] !== 0);
  for (let flip = 0; flip < ROWS_FLIPPED; flip++) {
    writeFileSync(changed, database);
    const damaged = Buffer.from(rows);
    const at = random.pick(filled);
    damaged[at] = (damaged[at] ?? 0) ^ (1 << random.integer(0, 7));
    // Now and then the end is missing.
    writeFileSync(`${changed}.rows`, flip % 4 === 3 ? damaged.subarray(0, at) : damaged);
    expect(JSON.parse(await told()).balances, `seed ${SEED}, flip ${flip}, at ${at}`).toEqual(right.balances);
  }
  withstood(
    'damaged-database',
    `${ROWS_FLIPPED} damages of the rows kept for the next scan: no count changed`,
  );
}, 600_000);
