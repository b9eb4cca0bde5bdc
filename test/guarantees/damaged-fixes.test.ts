/** What is remembered of fixes is checked like the counts are: damage is told, and keeps no new scan from being made. */
import { copyFileSync, cpSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import Database from 'better-sqlite3';
import { beforeAll, describe, expect, test } from 'vitest';
import { UserError } from '../../src/errors.js';
import { Store } from '../../src/store/index.js';
import { invfix } from '../cli/program.js';
import { smallStore, writeSmallStore } from '../cli/small-store.js';
import { createRandom } from '../world/random.js';
import { ownFolder, scaled, withstood } from './trying.js';

const FLIPS = scaled(100, 2000);
const SEED = 11;

const folder = ownFolder();
const good = join(folder, 'good.db');
const bad = join(folder, 'bad.db');
let truth = '';

/** Two scans, and two fixes of 100123 and others: the second one takes the first one's place. */
beforeAll(async () => {
  const { inventory } = smallStore();
  writeSmallStore(join(folder, 'exports'), {
    inventory: inventory.replace('200000;24;0;24', '200000;21;0;21'),
  });
  for (const fix of ['one.csv', 'two.csv']) {
    expect((await run('scan', 'exports', '--fresh', '--db', good)).code).toBe(1);
    expect(
      (await run('correct', '--understated', '--confidence', 'assumed', '--write', fix, '--db', good)).code,
    ).toBe(0);
  }
  cpSync(join(folder, 'exports'), join(folder, 'later'), { recursive: true });
  renameSync(
    join(folder, 'later', 'inventory-2026-04-01.csv'),
    join(folder, 'later', 'inventory-2026-04-10.csv'),
  );
  truth = remembered(good);
  expect(JSON.parse(truth).fixes).toHaveLength(2);
  expect(JSON.parse(truth).newest.length).toBeGreaterThan(0);
}, 60_000);

const run = (...args: string[]) => invfix(folder, args);

/** All that verify, undo and history go by. */
function remembered(path: string): string {
  const store = Store.open(path);
  try {
    const fixes = store.fixRecords();
    const rows = fixes.map(({ id }) => store.rowsOfFix(id));
    const newest = store.newestFixedBalances(Number.MAX_SAFE_INTEGER);
    return JSON.stringify({ scans: store.scanRecords(), fixes, rows, newest });
  } finally {
    store.close();
  }
}

function rememberedOrDamage(path: string): string | null {
  try {
    return remembered(path);
  } catch (error) {
    if (!(error instanceof UserError)) throw error;
    return null;
  }
}

function changed(sql: string): void {
  copyFileSync(good, bad);
  const db = new Database(bad);
  db.pragma('foreign_keys = OFF');
  db.exec(sql);
  db.close();
}

/** The pages of the tables that remember, as places in the file. */
function placesOfTables(): { from: number; to: number }[] {
  const db = new Database(good, { readonly: true });
  const size = Number(db.pragma('page_size', { simple: true }));
  const pages = db
    .prepare<[], number>(
      "SELECT rootpage FROM sqlite_schema WHERE name IN ('scan_record', 'fix', 'fix_row') AND type = 'table'",
    )
    .pluck()
    .all();
  db.close();
  expect(pages).toHaveLength(3);
  return pages.map((page) => ({ from: (page - 1) * size, to: page * size }));
}

test(`${FLIPS} bits that turned over in what is remembered change nothing unnoticed`, () => {
  const content = readFileSync(good);
  const random = createRandom(SEED);
  const filled = placesOfTables().flatMap(({ from, to }) =>
    [...content.subarray(from, to).keys()].map((at) => from + at).filter((at) => content[at] !== 0),
  );
  let noticed = 0;
  for (let flip = 0; flip < FLIPS; flip++) {
    const damaged = Buffer.from(content);
    const at = random.pick(filled);
    damaged[at] = (damaged[at] ?? 0) ^ (1 << random.integer(0, 7));
    writeFileSync(bad, damaged);
    const told = rememberedOrDamage(bad);
    if (told === null) noticed++;
    else expect(told, `seed ${SEED}, flip ${flip}, at ${at}`).toBe(truth);
  }
  expect(noticed).toBeGreaterThan(FLIPS / 2);
  withstood(
    'damaged-fixes',
    `${FLIPS} bits turned over in what is remembered of fixes: ${noticed} noticed, nothing changed unnoticed`,
  );
}, 600_000);

test('every column, changed in place, is noticed', () => {
  let columns = 0;
  for (const table of ['scan_record', 'fix', 'fix_row']) {
    const db = new Database(good, { readonly: true });
    const names = db
      .prepare<[string], { name: string; type: string }>('SELECT name, type FROM pragma_table_info(?)')
      .all(table);
    db.close();
    for (const { name, type } of names) {
      const other = type === 'TEXT' ? `${name} || ' '` : `coalesce(${name}, 0) + 100`;
      changed(`UPDATE ${table} SET ${name} = ${other}`);
      expect(rememberedOrDamage(bad), `${table}.${name}`).toBe(null);
      columns++;
    }
  }
  expect(columns).toBeGreaterThan(30);
  changed("DELETE FROM fix_row WHERE sku = '100123' AND fix = 1");
  expect(rememberedOrDamage(bad)).toBe(null);
  withstood('damaged-fixes', `${columns} columns of what is remembered of fixes changed in place`);
});

describe('a count of a fix that is damaged', () => {
  const damage = (): void => changed("UPDATE fix_row SET count = count + 1 WHERE sku = '100123' AND fix = 2");

  test('stops verify, undo and the doctor, who tell the way on', async () => {
    copyFileSync(good, bad);
    expect((await run('scan', 'later', '--db', bad)).code).toBe(1);
    const db = new Database(bad);
    db.exec("UPDATE fix_row SET count = count + 1 WHERE sku = '100123' AND fix = 2");
    db.close();
    for (const args of [['verify'], ['undo'], ['undo', '1']]) {
      const { code, stdout, stderr } = await run(...args, '--db', bad);
      expect(code, args.join(' ')).toBe(2);
      expect(stdout).toBe('');
      expect(flat(stderr)).toMatch(/is damaged\. .*invfix scan --fresh PATH/);
    }
    const doctor = await run('doctor', '--db', bad);
    expect(doctor.code).toBe(2);
    expect(doctor.stdout).toContain('is damaged');
  }, 60_000);

  test('is left out by the next scan, which says so, as do history, verify and undo', async () => {
    damage();
    const scan = await run('scan', 'later', '--fresh', '--db', bad);
    expect(scan.code, scan.stderr).toBe(1);
    expect(flat(scan.stderr)).toContain('It could no longer tell of 1 count of fix 2:');
    const before = JSON.parse(truth);
    const after = JSON.parse(remembered(bad));
    expect(after.rows[0]).toEqual(before.rows[0]);
    expect(after.rows[1]).toEqual(before.rows[1].filter(({ sku }: { sku: string }) => sku !== '100123'));
    expect(after.scans.slice(0, -1)).toEqual(before.scans);
    for (const args of [['history'], ['verify'], ['undo', '2']]) {
      const { stderr } = await run(...args, '--db', bad);
      expect(flat(stderr), args.join(' ')).toContain(
        'Of fix 2, 1 count can neither be checked nor taken back',
      );
    }
    // The scan after that still knows, and has nothing new to say.
    const again = await run('scan', 'later', '--fresh', '--db', bad);
    expect(again.stderr).not.toContain('damaged');
    expect(flat((await run('history', '--db', bad)).stderr)).toContain('Of fix 2, 1 count');
    withstood('damaged-fixes', 'a damaged count of a fix: left out by the next scan, and told');
  }, 60_000);

  test('is left out by a repair too', async () => {
    damage();
    const { code, stderr } = await run('doctor', '--repair', '--db', bad);
    expect(code, stderr).toBe(0);
    expect(flat(stderr)).toContain('It could no longer tell of 1 count of fix 2:');
  }, 60_000);
});

test('a fix or scan that is damaged is left out by the next scan, which says so', async () => {
  changed('UPDATE fix SET written_at = written_at + 1 WHERE id = 1');
  expect((await run('history', '--db', bad)).code).toBe(2);
  const fix = await run('scan', 'later', '--fresh', '--db', bad);
  expect(fix.code, fix.stderr).toBe(1);
  expect(flat(fix.stderr)).toContain('It could no longer tell of fix 1:');
  expect(JSON.parse(remembered(bad)).fixes.map(({ id }: { id: number }) => id)).toEqual([2]);

  changed('UPDATE scan_record SET negative = negative + 1 WHERE id = 2');
  expect((await run('history', '--db', bad)).code).toBe(2);
  const scan = await run('scan', 'later', '--fresh', '--db', bad);
  expect(flat(scan.stderr)).toContain('It could no longer tell of 1 earlier scan:');
  const { scans, fixes, newest } = JSON.parse(remembered(bad));
  expect(fixes).toHaveLength(2);
  // Its number is not given again: fix 2 was made from it, and the new scan is later than that.
  expect(scans.map(({ id }: { id: number }) => id)).toEqual([1, 3]);
  expect(newest).toEqual(JSON.parse(truth).newest);
  withstood('damaged-fixes', 'a damaged fix, and a damaged scan: left out by the next scan, and told');
}, 60_000);

test('what an older version remembered without checksums is taken over', async () => {
  changed(`
    ALTER TABLE fix_row DROP COLUMN checksum; ALTER TABLE fix DROP COLUMN checksum;
    ALTER TABLE scan_record DROP COLUMN checksum; ALTER TABLE fix DROP COLUMN kept;
    ALTER TABLE fix DROP COLUMN damaged; PRAGMA user_version = 8`);
  const { code, stderr } = await run('scan', 'later', '--db', bad);
  expect(code, stderr).toBe(1);
  const { fixes, rows } = JSON.parse(remembered(bad));
  expect({ fixes, rows }).toEqual({ fixes: JSON.parse(truth).fixes, rows: JSON.parse(truth).rows });
  rmSync(bad);
}, 60_000);

const flat = (text: string): string => text.replace(/\s+/g, ' ');
