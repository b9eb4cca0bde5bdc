/** Numbers are read right or rejected with their place, never silently something else. */
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { filesBelow } from '../../src/exports/index.js';
import { loadExports, StoreBuilder } from '../../src/store/index.js';
import { workbook } from '../exports/readers/sources.js';
import { written } from '../store/stores.js';
import { ownFolder, withstood } from './trying.js';

/** What is written, and the count it is; null where it must be rejected. */
const WRITTEN: readonly (readonly [string, number | null])[] = [
  ['', null],
  [' ', null],
  ['0', 0],
  ['-0', 0],
  ['7', 7],
  ['+7', 7],
  ['-7', -7],
  ['007', 7],
  ['7.0', 7],
  ['7,00', 7],
  [' 7 ', 7],
  ['2147483647', 2147483647],
  ['2147483648', null],
  ['9007199254740992', null],
  ['9007199254740993', null],
  ['99999999999999999999', null],
  ['1e3', null],
  ['1E400', null],
  ['1,5', null],
  ['1.5', null],
  ['0.1', null],
  ['1.000', null],
  ['1,000', null],
  ['1.000.000', null],
  ['1,000,000', null],
  ['1 000', null],
  ['1\u00a0000', null],
  ["1'000", null],
  ['1.000,00', null],
  ['1,000.00', null],
  ['٣', null],
  ['３', null],
  ['½', null],
  ['²', null],
  ['0x10', null],
  ['0b1', null],
  ['1_000', null],
  ['NaN', null],
  ['Infinity', null],
  ['(7)', null],
  ['7-', null],
  ['--7', null],
  ['7 un', null],
  ['true', null],
  ['=7', null],
];

const folder = ownFolder();

async function read(name: string, content: string | Buffer) {
  const exports = join(folder, name);
  written(exports, { [name]: content });
  const builder = StoreBuilder.create(join(folder, `${name}.db`));
  try {
    await loadExports(filesBelow([exports]), builder, {});
    builder.finishLoading();
    const counts = new Map(
      [...builder.skus()].flatMap(({ sku, balances }) => balances.map((balance) => [sku, balance.inStock])),
    );
    return { counts, rejected: builder.rejectedRows(), file: builder.files()[0] };
  } finally {
    builder.discard();
  }
}

const SHAPES: Readonly<
  Record<string, { readonly content: string | Buffer; readonly lineOf: (index: number) => number }>
> = {
  'plain.csv': {
    content: `sku;total;reserved\n${WRITTEN.map(([text], index) => `s${index};"${text}";0`).join('\n')}\n`,
    lineOf: (index) => index + 2,
  },
  'documents.jsonl': {
    content: WRITTEN.map(([text], index) =>
      JSON.stringify({ sku: `s${index}`, total: text, reserved: 0 }),
    ).join('\n'),
    lineOf: (index) => index + 1,
  },
  'texts.xlsx': {
    content: workbook('xlsx', {
      S: [['sku', 'total', 'reserved'], ...WRITTEN.map(([text], index) => [`s${index}`, text, '0'])],
    }),
    lineOf: (index) => index + 2,
  },
};

test.each(Object.entries(SHAPES))('in %s', async (name, { content, lineOf }) => {
  const { counts, rejected, file } = await read(name, content);
  for (const [index, [text, count]] of WRITTEN.entries()) {
    expect(counts.get(`s${index}`) ?? null, JSON.stringify(text)).toBe(count);
    const isTold = rejected.some(({ line }) => line === lineOf(index));
    expect(isTold, JSON.stringify(text)).toBe(count === null);
  }
  expect(file).toMatchObject({
    rows: WRITTEN.length,
    rejected: WRITTEN.filter(([, count]) => count === null).length,
  });
  withstood('numbers', `${WRITTEN.length} ways to write a number, in ${name}`);
});

/** Numbers as JSON and spreadsheets hold them, not as texts. */
const HELD: readonly (readonly [number | string, number | null])[] = [
  [7, 7],
  [-7, -7],
  [7.5, null],
  [2147483648, null],
  [1e15, null],
  ['9007199254740993', null],
  [1e300, null],
];

test('held as numbers', async () => {
  const json = await read(
    'held.jsonl',
    HELD.map(([number], index) => `{"sku":"s${index}","total":${number},"reserved":0}`).join('\n'),
  );
  const book = await read(
    'held.xlsx',
    workbook('xlsx', {
      S: [['sku', 'total', 'reserved'], ...HELD.map(([number], index) => [`s${index}`, Number(number), 0])],
    }),
  );
  for (const { counts } of [json, book])
    for (const [index, [number, count]] of HELD.entries())
      expect(counts.get(`s${index}`) ?? null, String(number)).toBe(count);
  expect(json.rejected).toHaveLength(HELD.filter(([, count]) => count === null).length);
  expect(book.rejected).toHaveLength(HELD.filter(([, count]) => count === null).length);
  withstood('numbers', `${HELD.length} numbers of JSON and of spreadsheets`);
});

test('in the orders and the updates a number that is none, or not whole, is rejected with its line', async () => {
  // A line of no units is not needed, and one below zero is none.
  const orders = await read(
    'orders.csv',
    `Order;ID_SKU;Quantity_SKU;Status raw value (temporary)\n${WRITTEN.map(([text], index) => `o${index};s;"${text}";handling`).join('\n')}\n`,
  );
  const updates = await read(
    'updates.csv',
    `SkuId;WarehouseId;Date;QuantityBefore;QuantityAfter\n${WRITTEN.map(([text], index) => `s${index};w;2026-03-02;"${text}";9`).join('\n')}\n`,
  );
  for (const { rejected, file } of [orders, updates]) {
    const lines = new Set(rejected.map(({ line }) => line));
    // Of orders no count of VTEX's is the limit: more is read as what it says.
    for (const [index, [text, count]] of WRITTEN.entries())
      if (text !== '2147483648' && (count === null || count > 0))
        expect(lines.has(index + 2), `${file?.kind}: ${JSON.stringify(text)}`).toBe(count === null);
    expect(file?.rows).toBe(WRITTEN.length);
  }
  withstood('numbers', `${2 * WRITTEN.length} in orders and updates`);
});

test('two counts that are fine by themselves and not together', async () => {
  const { counts, file } = await read(
    'sums.csv',
    'sku;reserved;available\na;2147483647;2147483647\nb;-2147483647;-2147483647\n',
  );
  expect(counts).toEqual(
    new Map([
      ['a', 4294967294],
      ['b', -4294967294],
    ]),
  );
  expect(file?.rejected).toBe(0);
});
