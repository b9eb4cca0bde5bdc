import Database from 'better-sqlite3';
import { expect, test } from 'vitest';
import { SkuIds } from '../../src/store/ids.js';
import { TABLES } from '../../src/store/schema.js';

test('SKUs that are numbers go by themselves, and stand in the table once all are met, whatever order they came in', () => {
  const db = new Database(':memory:');
  db.exec(TABLES);
  const skus = new SkuIds(db);
  // Ends of words and pages, far apart ones beyond the pages that are kept, and some that are no numbers.
  const numbers = [31, 0, 32, 65_535, 65_536, 999_999_999_999_999, 63, 1, 4_294_967_296, 31];
  const scattered = Array.from({ length: 5000 }, (_, index) => ((index * 2_654_435_761) % 5000) * 70_001 + 7);
  for (const number of [...numbers, ...scattered]) expect(skus.of(String(number))).toBe(number);
  const others = ['007', 'A-1', '1e3', '1000000000000000'];
  expect([...others, ...others].map((sku) => skus.of(sku))).toEqual([-1, -2, -3, -4, -1, -2, -3, -4]);
  skus.store();
  skus.of('5');
  skus.store();
  const expected = [...new Set([...numbers, ...scattered, 5])]
    .sort((a, b) => a - b)
    .map((id) => [id, String(id)]);
  expect(db.prepare('SELECT id, sku FROM sku WHERE id >= 0 ORDER BY id').raw().all()).toEqual(expected);
  expect(db.prepare('SELECT sku FROM sku WHERE id < 0 ORDER BY id DESC').pluck().all()).toEqual(others);
});
