import { describe, expect, it } from 'vitest';
import { reviewCsv } from '../../src/fixes/review.js';
import { doubleCounted } from '../render/stories.js';

const HEADER =
  'SkuId,WarehouseId,TotalQuantity,ReservedQuantity,AvailableQuantity,EarlyWriteOffs,LateWriteOffs,AvailableItems,ReservedNotPreparing,CorrectedQuantity,Oversold,Basis,Confidence,Causes';

function rows(facts: Parameters<typeof doubleCounted>[0]): string[] {
  const text = [...reviewCsv([{ balance: doubleCounted(facts), count: 5 }])].join('');
  expect(text.endsWith('\n')).toBe(true);
  return text.slice(0, -1).split('\n');
}

describe('the review CSV', () => {
  it('has a row per correction with every term', () => {
    expect(rows({})).toEqual([HEADER, '100014,wh_1,2,4,-2,4,0,2,3,5,0,update-log,proven,early-write-off 4']);
  });

  it('has a header even when there is nothing to correct', () => {
    expect([...reviewCsv([])]).toEqual([`${HEADER}\n`]);
  });

  it('keeps a spreadsheet from running a text as a formula', () => {
    expect(rows({ sku: '=1+1', warehouse: '@wh' })[1]).toMatch(/^'=1\+1,'@wh,/);
    expect(rows({ sku: '+x', warehouse: '-x' })[1]).toMatch(/^'\+x,'-x,/);
    expect(rows({ sku: '\tx', warehouse: '\rx' })[1]).toMatch(/^'\tx,"'\rx",/);
  });

  it('keeps ids that are plain numbers exactly', () => {
    expect(rows({ sku: '00123', warehouse: '-1' })[1]).toMatch(/^00123,-1,/);
  });

  it('quotes what would break a row', () => {
    expect(rows({ sku: 'a,"b"', warehouse: ' w' })[1]).toMatch(/^"a,""b"""," w",/);
  });
});
