import { describe, expect, it } from 'vitest';
import { UserError } from '../../src/errors.js';
import { leadTimeSeconds } from '../../src/exports/durations.js';
import { batch, batchFiles } from '../../src/fixes/batch.js';
import type { FixFacts, FixFile } from '../../src/fixes/format.js';
import type { Correction } from '../../src/ledger/index.js';
import { story } from '../render/stories.js';
import { batchProblems } from './checking-batch.js';

const CORRECTIONS: readonly Correction[] = [
  { balance: story({ sku: '00123', warehouse: 'wh_1' }), count: 7 },
  { balance: story({ sku: '124', warehouse: 'WH,2' }), count: 0 },
];

function facts(leadTimes: readonly (number | null)[], more: Partial<FixFacts> = {}): FixFacts {
  return {
    account: 'acme',
    resetsLeadTimes: false,
    originOf: (sku) => ({ path: 'a.json', line: 1, leadTime: leadTimes[sku === '124' ? 1 : 0] ?? null }),
    sources: () => [],
    ...more,
  };
}

function textsOf(files: readonly FixFile[]): string[] {
  return files.map(({ pieces }) => [...pieces].join(''));
}

describe('a batch inventory file', () => {
  it('carries the lead time of each balance over', async () => {
    const { files, notes } = await batch.files('b.csv', CORRECTIONS, facts([86_400, 5400]));
    const [text = ''] = textsOf(files);
    expect(text).toBe(
      'item_id,account_name,container_id,quantity,unlimited,lead_time\n' +
        '00123,acme,wh_1,7,false,PT24H\n124,acme,"WH,2",0,false,PT1H30M\n',
    );
    expect(batchProblems(text)).toEqual([]);
    expect(notes).toEqual([]);
  });

  it('is not written while it would reset lead times nobody knows, unless that is wanted', async () => {
    await expect(batch.files('b.csv', CORRECTIONS, facts([null, 60]))).rejects.toThrow(
      /lead time of 1 of 2 balances \("00123" in "wh_1"\)/,
    );
    const { files, notes } = await batch.files(
      'b.csv',
      CORRECTIONS,
      facts([null, 60], { resetsLeadTimes: true }),
    );
    expect(textsOf(files)[0]).toContain('00123,acme,wh_1,7,false,PT0S\n124,acme,"WH,2",0,false,PT1M\n');
    expect(notes).toEqual(['One balance is written with a lead time of none, since no export says its.']);
  });

  it('needs an account that can be one', async () => {
    for (const account of [undefined, '', 'a b', '=acme']) {
      await expect(batch.files('b.csv', CORRECTIONS, facts([1, 1], { account }))).rejects.toThrow(UserError);
    }
  });

  it('never holds a count below zero, an unlimited balance, or an id that is a formula', async () => {
    const [first] = CORRECTIONS;
    if (first === undefined) throw new Error('no correction');
    const unlimited = { ...first, balance: story({ unlimited: true }) };
    for (const wrong of [{ ...first, count: -1 }, { ...first, count: 1.5 }, unlimited]) {
      await expect(batch.files('b.csv', [wrong], facts([1]))).rejects.toThrow('cannot hold');
    }
    const formula = { ...first, balance: story({ warehouse: '=1+1' }) };
    await expect(batch.files('b.csv', [formula], facts([1]))).rejects.toThrow(UserError);
  });

  it('is cut into numbered files by rows and by bytes, each with a header', () => {
    const rows = [1, 2, 3].map((count) => ['1', 'acme', 'w', count, 'false', 'PT0S']);
    const byRows = batchFiles('out/b.csv', rows, { rows: 2, bytes: 1e9 });
    expect(byRows.map(({ path }) => path)).toEqual(['out/b-1.csv', 'out/b-2.csv']);
    const texts = textsOf(byRows);
    expect(texts.map((text) => text.split('\n').length)).toEqual([4, 3]);
    for (const text of texts) expect(batchProblems(text)).toEqual([]);
    const byBytes = batchFiles('b.csv', rows, { rows: 1e9, bytes: 100 });
    expect(byBytes).toHaveLength(3);
    for (const text of textsOf(byBytes)) expect(text.length).toBeLessThanOrEqual(100);
    expect(batchFiles('b.csv', [], { rows: 1, bytes: 1 }).map(({ path }) => path)).toEqual(['b.csv']);
  });
});

describe('the checker of batch files', () => {
  it('finds what is wrong', () => {
    const header = 'item_id,account_name,container_id,quantity,unlimited,lead_time\n';
    expect(batchProblems(`${header}1,a,w,-1,false,PT0S\n`)).toEqual(['2: quantity -1']);
    expect(batchProblems(`${header}1,a,w,1,False,PT0S\n`)).toEqual(['2: unlimited False']);
    expect(batchProblems(`${header}1,a,w,1,false,\n`)).toEqual(['2: lead_time ']);
    expect(batchProblems(`${header}1,,w,1,false,PT0S\n`)).toEqual(['2: account_name is empty']);
    expect(batchProblems(`${header}1,a,w,1,false\n`)).toEqual(['2: 5 fields']);
    expect(batchProblems('item_id;account_name\n')).toEqual(['1: header']);
  });
});

describe('lead times', () => {
  it.each([
    ['1.00:00:00', 86_400],
    ['00:00:00', 0],
    ['2.03:04:05', 183_845],
    ['PT24H', 86_400],
    ['P1DT1M', 86_460],
    ['P', null],
    ['soon', null],
    ['', null],
  ])('%s is %s seconds', (text, seconds) => {
    expect(leadTimeSeconds(text)).toBe(seconds);
  });
});
