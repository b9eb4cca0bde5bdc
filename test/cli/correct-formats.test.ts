import {
  copyFileSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { batchProblems } from '../fixes/checking-batch.js';
import { ensureBuilt, invfix, type Outcome, shell } from './program.js';
import { smallStore, writeSmallStore } from './small-store.js';

let scanned: string;
let folder: string;
let out: string;

beforeAll(async () => {
  ensureBuilt();
  scanned = mkdtempSync(join(tmpdir(), 'invfix-formats-'));
  writeSmallStore(join(scanned, 'exports'));
  await invfix(scanned, ['scan', 'exports', '--no-exit-code']);
}, 120_000);
beforeEach(() => {
  folder = join(scanned, 'out');
  rmSync(folder, { recursive: true, force: true });
  mkdirSync(folder);
  out = join('out', 'fix.csv');
});
afterAll(() => rmSync(scanned, { recursive: true, force: true }));

const correct = (...args: string[]): Promise<Outcome> => invfix(scanned, ['correct', ...args]);
const text = (name: string): string => readFileSync(join(folder, name), 'utf8');
const plain = (words: string): string => words.replace(/\s+/g, ' ');

describe('every fix', () => {
  it('comes with what is to be put right in the ERP', async () => {
    const { code, stdout, stderr } = await correct('--write', out);
    expect(code).toBe(0);
    expect(text('fix.erp.csv')).toBe(
      'SkuId,WarehouseId,Order,UnitsWrittenOff,UnitsToPutBack\n' +
        '100123,wh_1,v700368acme-01,1,0\n100123,wh_1,v700369acme-01,3,3\n',
    );
    expect(stdout).toContain(join('out', 'fix.erp.csv'));
    expect(plain(stderr)).toContain(
      'These counts will not last: erp@acme.example takes units off when an order is paid.',
    );
    expect(statSync(join(folder, 'fix.csv')).mode & 0o137).toBe(0);
  });

  it('says how old its exports are', async () => {
    const { stderr } = await correct();
    expect(plain(stderr)).toContain('The inventory is of 2026-04-01, more than a week ago.');
    expect(plain(stderr)).toContain('dateUtcOnBalanceSystem');
    expect((await correct('--quiet')).stderr).toBe('');
  });

  it('is written with all its files or none', async () => {
    writeFileSync(join(folder, 'fix.erp.csv'), 'mine');
    const { code, stderr } = await correct('--write', out);
    expect(code).toBe(2);
    expect(stderr).toContain('fix.erp.csv exists already');
    expect(readdirSync(folder)).toEqual(['fix.erp.csv']);
    expect(text('fix.erp.csv')).toBe('mine');
  });
});

describe('--force', () => {
  it('names what an earlier, larger fix left behind, and deletes nothing', async () => {
    for (const name of ['fix-1.csv', 'fix-2.csv', 'other-1.csv']) writeFileSync(join(folder, name), 'old');
    const { code, stderr } = await correct('--write', out, '--force');
    expect(code).toBe(0);
    expect(plain(stderr)).toContain(
      `${join('out', 'fix-1.csv')} and ${join('out', 'fix-2.csv')} stand beside this fix and are not part of it, most likely left over from an earlier one. Do not upload them.`,
    );
    expect(readdirSync(folder)).toEqual(['fix-1.csv', 'fix-2.csv', 'fix.csv', 'fix.erp.csv', 'other-1.csv']);
    expect(text('fix-1.csv')).toBe('old');
  });

  it('says nothing of it where nothing is left', async () => {
    await correct('--write', out);
    const { code, stderr } = await correct('--write', out, '--force');
    expect(code).toBe(0);
    expect(stderr).not.toContain('left over');
  });
});

describe('--format batch', () => {
  it('asks before lead times are lost', async () => {
    const args = ['--format', 'batch', '--account', 'acme', '--write', out];
    const { code, stderr } = await correct(...args);
    expect(code).toBe(2);
    expect(stderr).toContain('--lead-time keep-none');
    expect(readdirSync(folder)).toEqual([]);
    expect((await correct(...args, '--lead-time', 'keep-none')).code).toBe(0);
    expect(text('fix.csv')).toBe(
      'item_id,account_name,container_id,quantity,unlimited,lead_time\n100123,acme,wh_1,5,false,PT0S\n',
    );
    expect(batchProblems(text('fix.csv'))).toEqual([]);
  });

  it('carries over the lead time that the API gave, be it older than the spreadsheet', async () => {
    const exports = join(scanned, 'with-api');
    writeSmallStore(exports);
    const balance = { warehouseId: 'wh_1', totalQuantity: 9, reservedQuantity: 1, leadTime: '2.00:00:00' };
    writeFileSync(
      join(exports, 'api-2026-03-01.json'),
      JSON.stringify({ skuId: '100123', balance: [{ ...balance, hasUnlimitedQuantity: false }] }),
    );
    const db = ['--db', join(scanned, 'api.db')];
    const { code } = await correct(
      ...db,
      '--from',
      exports,
      '--format',
      'batch',
      '--account',
      'acme',
      '--write',
      out,
    );
    expect(code).toBe(0);
    expect(text('fix.csv')).toContain('\n100123,acme,wh_1,5,false,PT48H\n');
  });
});

describe('--format spreadsheet', () => {
  it('gives the original rows back, with TotalQuantity alone changed', async () => {
    expect((await correct('--format', 'spreadsheet', '--write', out)).code).toBe(0);
    const [header, ...rows] = smallStore().inventory.split('\n');
    const row = rows.find((each) => each.startsWith('100123;')) ?? '';
    expect(text('fix.csv')).toBe(`${header}\n${row.replace('100123;2;', '100123;5;')}\n`);
  });

  it.each(['xls', 'xlsx'])(
    'and so as .%s, which a scan reads as it was but for the count',
    async (ending) => {
      expect((await correct('--format', 'spreadsheet', '--write', `out/fix.${ending}`)).code).toBe(0);
      mkdirSync(join(folder, 'again'));
      copyFileSync(join(folder, `fix.${ending}`), join(folder, 'again', `inventory-2026-04-02.${ending}`));
      const { stdout } = await invfix(folder, ['scan', 'again', '--all', '--json', '--db', 'again.db']);
      expect(JSON.parse(stdout).balances).toMatchObject([
        { sku: '100123', warehouse: 'wh_1', inStock: 5, reserved: 4 },
      ]);
    },
  );

  it('is refused among the exports, where the next scan would take it for one', async () => {
    const { code, stderr } = await correct('--format', 'spreadsheet', '--write', 'exports/fix.xls');
    expect(code).toBe(2);
    expect(stderr).toContain('would stand among the exports in exports');
  });

  it('is refused where the rows are gone or changed, or never were a spreadsheet', async () => {
    const exports = join(scanned, 'changing');
    const db = ['--db', join(scanned, 'changing.db')];
    const fix = [...db, '--format', 'spreadsheet', '--write', out];
    writeSmallStore(exports);
    await invfix(scanned, ['scan', exports, ...db]);
    writeFileSync(join(exports, 'inventory-2026-04-01.csv'), `${smallStore().inventory}\n`);
    expect((await correct(...fix)).stderr).toContain('has changed since it was scanned');
    rmSync(join(exports, 'inventory-2026-04-01.csv'));
    expect((await correct(...fix)).stderr).toContain('is no longer there');
    writeSmallStore(exports, { inventory: 'sku;stock;reserved;warehouse\n100123;2;4;wh_1\n' });
    await invfix(scanned, ['scan', exports, ...db]);
    const { code, stderr } = await correct(...fix);
    expect(code).toBe(2);
    expect(stderr).toContain('is not the inventory spreadsheet of VTEX Admin');
    expect(readdirSync(folder)).toEqual([]);
  });
});

describe('--from-review', () => {
  const review = async (change: (rows: string) => string): Promise<string> => {
    const path = join('out', 'review.csv');
    await correct('--write', path);
    writeFileSync(join(scanned, path), change(text('review.csv')));
    return path;
  };

  it('takes counts changed by hand, and shows them', async () => {
    const path = await review((rows) => rows.replace(',5,0,update-log', ',4,0,update-log'));
    const { code, stdout } = await correct('--from-review', path, '--format', 'spreadsheet', '--write', out);
    expect(code).toBe(0);
    expect(text('fix.csv')).toContain('\n100123;4;4;');
    expect(stdout).toMatch(/1 count changed by hand\n.*\n +100123 +wh_1 +2 +5 +4\n/);
  });

  it('says what is not in it any more', async () => {
    const path = await review((rows) => `${rows.split('\n')[0]}\n`);
    const { stdout } = await correct('--from-review', path, '--write', out);
    expect(plain(stdout)).toContain('1 balance that could be corrected is not in the review.');
    expect(text('fix.csv').trim().split('\n')).toHaveLength(1);
  });

  it.each([
    [(rows: string) => rows.replace('100123,', '123,'), 'row 2 is about SKU 123 in wh_1, which no'],
    [(rows: string) => rows.replace('100123,wh_1,2,', '100123,wh_1,3,'), 'but the last scan shows 2 and 4'],
    [(rows: string) => rows.replace('100123,wh_1,2,4', '900000,wh_1,1000000,0'), 'quantity is unlimited'],
    [(rows: string) => rows.replace(',5,0,update-log', ',-5,0,update-log'), 'which is below zero'],
  ])('refuses what cannot be (%#)', async (change, message) => {
    const path = await review(change);
    const { code, stderr } = await correct('--from-review', path, '--write', out);
    expect(code).toBe(2);
    expect(stderr).toContain(message);
    expect(stderr).toContain(join('out', 'review.csv'));
    expect(readdirSync(folder)).toEqual(['review.csv', 'review.erp.csv']);
  });
});

describe('selecting', () => {
  it('goes by cause and by units', async () => {
    expect((await correct('--cause', 'early-write-off')).stdout).toContain('100123');
    expect((await correct('--cause', 'oversold', 'log-gap')).stdout).toBe('There is nothing to correct.\n');
    expect((await correct('--min-units', '3')).stdout).toContain('100123');
    expect((await correct('--min-units', '4')).stdout).toBe('There is nothing to correct.\n');
    expect((await correct('--cause', 'bad-luck')).code).toBe(2);
  });

  it('goes by a list of SKUs, from a file or the standard input', async () => {
    writeFileSync(join(folder, 'skus.csv'), '\ufeffSkuId;Name\r\n\r\n"SKU123";x\r\n200000;y\r\n');
    expect((await correct('--sku-file', 'out/skus.csv')).stdout).toContain('100123');
    const piped = await shell(scanned, 'eval "echo 200000 | $INVFIX correct --sku-file -"');
    expect(piped.stdout).toBe('There is nothing to correct.\n');
    writeFileSync(join(folder, 'skus.csv'), '100123\n100124\n');
    const { code, stderr } = await correct('--sku-file', 'out/skus.csv');
    expect(code).toBe(2);
    expect(stderr).toContain('skus.csv, line 2: No export has a SKU or reference code 100124.');
    expect((await correct('--sku-file', 'none.txt')).stderr).toContain('cannot be read');
  });
});

it.each([
  [['--format', 'batch'], '--format batch says how a file is written'],
  [['--format', 'spreadsheet', '--write', '-'], 'its ending says of which sort'],
  [['--account', 'acme'], '--account is for --format batch alone'],
  [['--lead-time', 'keep-none'], '--lead-time is for --format batch alone'],
  [['--from-review', 'a.csv', '--sku', '1'], "cannot be used with option '--sku"],
  [['--from', '-', '--sku-file', '-'], 'would both read the standard input'],
])('%j is wrong usage', async (args, message) => {
  const { code, stderr } = await correct(...args);
  expect(code).toBe(2);
  expect(stderr).toContain(message);
});
