import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { UserError } from '../../src/errors.js';
import { originalRows } from '../../src/exports/original-rows.js';
import { openFile } from '../../src/exports/readers/bytes.js';
import { openSource } from '../../src/exports/readers/open.js';
import { SPREADSHEET_LIMITS, spreadsheetEnding, spreadsheetFiles } from '../../src/fixes/spreadsheet.js';
import { writeAllWhole } from '../../src/fixes/write.js';

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'invfix-spreadsheet-'));
});
afterEach(() => {
  rmSync(folder, { recursive: true, force: true });
});

const HEADER = ['SkuId', 'TotalQuantity', 'AvailableQuantity', 'WarehouseId', 'WarehouseName', 'LockIds'];
const LOCKS = Array.from({ length: 900 }, (_, index) => `00-v${700_000 + index}acme-01`).join(',');
const ROWS = [
  ['00123', '5', '-2', '1.10', '=1+1', '00-v1-01,00-v2-01'],
  ['12345678901234567890', '0', '0', '1e5', 'São João 倉庫', LOCKS],
  ['7', '12', '12', 'wh_1', '', `${LOCKS.slice(0, 5000)}é倉`],
];

/** The rows of a file as invfix reads them again, of whatever sort it is. */
async function readAgain(path: string): Promise<readonly (readonly string[])[]> {
  const found = await originalRows(
    path,
    new Map([
      [path, new Set(Array.from({ length: 50 }, (_, index) => index + 2))],
      [`${path}/fix.xls`, new Set([2, 3, 4])],
    ]),
  );
  return [...found.values()].flatMap(({ rows }) => [...rows.values()]);
}

describe('a spreadsheet for the Admin', () => {
  it.each(['.xls', '.xlsx'] as const)('comes back the same from %s, ids as text', async (ending) => {
    const path = join(folder, `fix${ending}`);
    writeAllWhole(spreadsheetFiles(path, ending, [{ header: HEADER, rows: ROWS }]), false);
    expect(await readAgain(path)).toEqual(ROWS);
    const source = await openFile(path);
    const opened = await openSource(source);
    expect(opened.sort === 'sheets' ? [opened.sheets.length, opened.damage] : opened.sort).toEqual([1, null]);
    await source.close();
  });

  it('comes back the same from .csv, but that no text starts a formula', async () => {
    const path = join(folder, 'fix.csv');
    writeAllWhole(spreadsheetFiles(path, '.csv', [{ header: HEADER, rows: ROWS }]), false);
    const [first, ...others] = ROWS;
    expect(await readAgain(path)).toEqual([first?.with(4, "'=1+1"), ...others]);
  });

  it('is cut where its sheet ends, one file a set of columns at least', () => {
    const limits = { ...SPREADSHEET_LIMITS, rows: { ...SPREADSHEET_LIMITS.rows, '.xls': 2 } };
    const other = { header: [...HEADER, 'More'], rows: ROWS.slice(0, 1) };
    const files = spreadsheetFiles('fix.xls', '.xls', [{ header: HEADER, rows: ROWS }, other], limits);
    expect(files.map(({ path }) => path)).toEqual(['fix-1.xls', 'fix-2.xls', 'fix-3.xls']);
  });

  it('is zipped where the Admin takes no larger file', async () => {
    const limits = { ...SPREADSHEET_LIMITS, bytes: 100 };
    const path = join(folder, 'fix.xls');
    writeAllWhole(spreadsheetFiles(path, '.xls', [{ header: HEADER, rows: ROWS }], limits), false);
    expect(await readAgain(join(folder, 'fix.zip'))).toEqual(ROWS);
  });

  it('takes three endings alone', () => {
    expect(spreadsheetEnding('a/FIX.XLS')).toBe('.xls');
    for (const name of ['-', 'fix', 'fix.txt', '.xls']) {
      expect(() => spreadsheetEnding(name)).toThrow(UserError);
    }
  });
});

describe('the original rows', () => {
  it('are found by their lines, blank cells at the end filled in, titles passed over', async () => {
    const path = join(folder, 'inventory.csv');
    writeFileSync(path, 'Stock\nSkuId;TotalQuantity;WarehouseId;LockIds\n1;2;w;"a\nb"\n3;4;w\n5;6;w;x\n');
    const found = await originalRows(path, new Map([[path, new Set([3, 5])]]));
    expect([...(found.get(path)?.rows ?? [])]).toEqual([
      [3, ['1', '2', 'w', 'a\nb']],
      [5, ['3', '4', 'w', '']],
    ]);
  });

  it('are none where a file is no spreadsheet of the Admin', async () => {
    const path = join(folder, 'own.csv');
    writeFileSync(path, 'sku;stock;warehouse\n1;2;w\n');
    expect(await originalRows(path, new Map([[path, new Set([2])]]))).toEqual(new Map());
  });
});
