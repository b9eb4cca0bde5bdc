import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { StoreBuilder } from '../../src/store/builder.js';
import { Store } from '../../src/store/store.js';
import { emptyFolder } from './folders.js';
import { DAY, type Fed, fill, inventory, order, statusChange, update } from './rows.js';

/** More rows than a page holds. */
const MANY = 20_500;

function builderOf(files: Readonly<Record<string, readonly Fed[]>>): StoreBuilder {
  const builder = StoreBuilder.create(join(emptyFolder(), 'invfix.db'));
  fill(builder, files);
  builder.finishLoading();
  return builder;
}

describe('the records of all SKUs', () => {
  it('are those of each, however many SKUs there are, and however many rows one has', () => {
    const skus = Array.from({ length: 1300 }, (_, index) => `s${(index * 7919) % 1300}`);
    const database = join(emptyFolder(), 'invfix.db');
    const builder = StoreBuilder.create(database);
    fill(builder, {
      i: skus.flatMap((sku) => [
        inventory({ sku, inStock: 3, reserved: 1, locks: [`00-${sku}`] }),
        inventory({ sku, warehouse: 'x', inStock: 1, reserved: 0 }),
      ]),
      o: [
        ...Array.from({ length: MANY }, (_, n) => order({ order: `o${n}`, sku: 's3', createdAt: n })),
        ...skus.map((sku) => order({ order: sku, sku, lockId: `00-${sku}`, warehouse: 'x' })),
        ...skus.map((sku) => order({ order: `other-${sku}`, sku, lockId: '00-of-another', kit: null })),
      ],
      u: [
        ...Array.from({ length: MANY }, (_, n) =>
          update({ sku: 's4', at: n * 1000, before: n, after: n + 1, author: 'erp' }),
        ),
        ...skus.map((sku) => update({ sku, at: DAY, before: 9, after: 3 })),
      ],
      f: [statusChange({ order: 's9', at: DAY, status: 'handling' })],
    });
    builder.finishLoading();
    const all = [...builder.skus()];
    expect(all.map(({ sku }) => sku).sort()).toEqual([...skus].sort());
    builder.saveScan({ scannedAt: 0, paths: [] });
    builder.publish();
    const store = Store.open(database);
    for (const records of all) expect(store.sku(records.sku)).toEqual(records);
    const of = (sku: string) => all.find((records) => records.sku === sku);
    expect(of('s3')?.lines).toHaveLength(MANY + 2);
    expect(of('s3')?.lines[5]).toMatchObject({ order: 'o5', createdAt: 5 });
    expect(of('s4')?.balances[0]?.updates).toHaveLength(MANY + 1);
    expect(of('s9')?.lines.find(({ order: id }) => id === 's9')).toMatchObject({
      lockId: '00-s9',
      changes: [{ at: DAY, status: 'handling' }],
    });
  });
});

describe('the SKUs that habits are learned from', () => {
  const updates = (sku: string, count: number) =>
    Array.from({ length: count }, (_, n) => update({ sku, at: n * 60_000, before: n + 1, after: n }));
  const drawn = (builder: StoreBuilder) => [...builder.drawnSkus()].map(({ sku }) => sku);

  it('are all that have updates, where they are few', () => {
    const i = ['b', 'a', 'c'].map((sku) => inventory({ sku, inStock: 0, reserved: 0 }));
    const builder = builderOf({ i, u: [...updates('b', 2), ...updates('a', 1)] });
    expect(drawn(builder)).toEqual(['a', 'b']);
    builder.discard();
  });

  it('are some of many, the same in whatever order they come', () => {
    const skus = Array.from({ length: 70 }, (_, index) => String(1000 + index));
    const read = (order: readonly string[]) => {
      const builder = builderOf({
        i: order.map((sku) => inventory({ sku, inStock: 0, reserved: 0 })),
        u: order.flatMap((sku) => updates(sku, 1000)),
      });
      const found = drawn(builder);
      builder.discard();
      return found;
    };
    const found = read(skus);
    expect(found).toHaveLength(50);
    expect(read([...skus].reverse())).toEqual(found);
  });
});
