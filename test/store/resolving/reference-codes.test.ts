import { describe, expect, it } from 'vitest';
import { warningsOf } from '../../../src/store/warnings.js';
import { count, inventory, kit, order, storeOfRows, update } from '../rows.js';

const stocked = [
  inventory({ sku: '10', refId: '007', inStock: 1, reserved: 0 }),
  inventory({ sku: '11', refId: 'B', inStock: 1, reserved: 0 }),
];

describe('a file that names SKUs by reference code', () => {
  it('has its rows moved to the ids, exactly, and says so', () => {
    const store = storeOfRows({
      i: stocked,
      o: [
        order({ order: 'x', sku: '007' }),
        order({ order: 'x', sku: 'B' }),
        order({ order: 'y', sku: 'Z' }),
      ],
      u: [update({ sku: '007', at: 1, before: 2, after: 1 })],
      c: [count({ sku: 'B', counted: 4, at: 3 })],
      k: [kit({ kit: 'Set', sku: 'B', units: 2 })],
    });
    expect(store.sku('10')?.lines.map((line) => line.order)).toEqual(['x']);
    expect(store.sku('10')?.balances[0]?.updates).toHaveLength(1);
    expect(store.sku('11')?.balances[0]?.count).toEqual({ counted: 4, at: 3, withPicked: false });
    expect(store.findSku('007')).toEqual({ sku: '10', by: 'reference-code' });
    expect(warningsOf(store).filter(({ code }) => code === 'skus-by-reference')).toEqual([
      { code: 'skus-by-reference', values: { file: 'o', resolved: 2, unresolved: 1 } },
      { code: 'skus-by-reference', values: { file: 'u', resolved: 1, unresolved: 0 } },
      { code: 'skus-by-reference', values: { file: 'c', resolved: 1, unresolved: 0 } },
      { code: 'skus-by-reference', values: { file: 'k', resolved: 1, unresolved: 1 } },
    ]);
    expect(store.problems().map(({ file, code }) => [file, code])[0]).toEqual(['o', 'skus-by-reference']);
  });

  it('may be the inventory, where orders have both', () => {
    const store = storeOfRows({
      i: [inventory({ sku: '007', inStock: 3, reserved: 0 })],
      o: [order({ order: 'x', sku: '10', refId: '007' })],
    });
    expect(store.sku('10')).toMatchObject({
      balances: [{ inStock: 3, refId: '007' }],
      lines: [{ order: 'x' }],
    });
    expect(store.sku('007')).toBe(null);
  });

  it('is one only where no SKU of it is an id, half are codes, and each of one SKU', () => {
    const lines = (...skus: string[]) => skus.map((sku) => order({ order: 'x', sku }));
    const linesOf10 = (...skus: string[]) =>
      storeOfRows({ i: stocked, o: lines(...skus) }).sku('10')?.lines.length;
    expect(linesOf10('007', 'Z')).toBe(1);
    expect(linesOf10('007', 'Y', 'Z')).toBe(0);
    expect(linesOf10('007', '11')).toBe(0);
    const twice = storeOfRows({
      i: [...stocked, inventory({ sku: '12', refId: '007', inStock: 1, reserved: 0 })],
      o: lines('007'),
    });
    expect(twice.sku('007')?.lines).toHaveLength(1);
  });
});
