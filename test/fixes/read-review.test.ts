import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { readReview } from '../../src/fixes/read-review.js';
import { reviewCsv } from '../../src/fixes/review.js';
import { story } from '../render/stories.js';

let folder: string;
let path: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'invfix-review-'));
  path = join(folder, 'fix.csv');
});
afterEach(() => {
  rmSync(folder, { recursive: true, force: true });
});

const HEADER = 'SkuId,WarehouseId,TotalQuantity,ReservedQuantity,CorrectedQuantity';

async function read(text: string): ReturnType<typeof readReview> {
  writeFileSync(path, text);
  return readReview(path);
}

describe('a review given back', () => {
  it('is what was written, ids that look like formulas among it', async () => {
    const balances = [
      story({ sku: '00123', inStock: 2, reserved: 4 }),
      story({ sku: '=1+1', warehouse: '@wh, "2"', inStock: -1, reserved: 0 }),
    ];
    const text = [...reviewCsv(balances.map((balance, index) => ({ balance, count: index })))].join('');
    expect(await read(text)).toEqual([
      { line: 2, sku: '00123', warehouse: 'wh_1', inStock: 2, reserved: 4, count: 0 },
      { line: 3, sku: '=1+1', warehouse: '@wh, "2"', inStock: -1, reserved: 0, count: 1 },
    ]);
  });

  it('may have been saved by a spreadsheet program', async () => {
    const text =
      '\ufeff"CorrectedQuantity";"SkuId";"Causes";"WarehouseId";"ReservedQuantity";"TotalQuantity"\r\n"9";"1";"x;y";"w";"4";"2,0"\r\n;;;;;\r\n';
    expect(await read(text)).toEqual([
      { line: 2, sku: '1', warehouse: 'w', inStock: 2, reserved: 4, count: 9 },
    ]);
  });

  it.each([
    ['1,w,2,4,-1', 'row 2 has the CorrectedQuantity -1, which is below zero'],
    ['1,w,2,4,1.5', 'row 2 has the CorrectedQuantity "1.5", which is not a whole number'],
    ['1,w,2,4,', 'row 2 has the CorrectedQuantity "", which is empty'],
    ['1,w,two,4,3', 'row 2 has the TotalQuantity "two", which is not a number'],
    [',w,2,4,3', 'row 2 has no SkuId'],
    ['1.23E+15,w,2,4,3', 'row 2 has the SkuId "1.23E+15", which a spreadsheet program has rounded'],
    ['1,w,2,4,3\n1,w,2,4,3', 'row 3 is about the same balance as row 2'],
    ['1,w,2,4,3\n2', 'row 3 cannot be read'],
  ])('is refused with %j', async (rows, message) => {
    await expect(read(`${HEADER}\n${rows}\n`)).rejects.toThrow(message);
    await expect(read(`${HEADER}\n${rows}\n`)).rejects.toThrow(path);
  });

  it('is refused where a column is gone, or there is no file', async () => {
    await expect(read('SkuId,WarehouseId,CorrectedQuantity\n1,w,2\n')).rejects.toThrow('is no review');
    await expect(readReview(join(folder, 'none.csv'))).rejects.toThrow('cannot be opened');
  });
});
