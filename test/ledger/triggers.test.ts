import { describe, expect, it } from 'vitest';
import { diagnoseSku, learnHabits } from '../../src/ledger/index.js';
import { toSkuRecords } from '../world/exports.js';
import { DAY, type Kind, type KindName } from '../world/settings.js';
import { earlyOrders, reportedEarlyOrders, SMALL, storeOf, wrongCounts } from './stores.js';

const CHANGED_AT = Date.UTC(2026, 2, 16, 10);

function learned(kind: KindName, seed: number, changes: Kind['store'] = {}) {
  const { world, options } = storeOf(kind, seed, { ...SMALL, ...changes });
  const { skus, coverage } = toSkuRecords(world, options);
  const habits = learnHabits(() => skus, coverage);
  return {
    world,
    writers: habits.writers,
    stories: skus.flatMap((sku) => diagnoseSku(sku, habits, coverage)),
  };
}

type Change = NonNullable<NonNullable<Kind['store']>['triggerChange']>;

describe('a trigger that changed during the log', () => {
  it.each<[KindName, number, Kind['store'] & { readonly triggerChange: Change }]>([
    ['authorized-live', 41, { triggerChange: { at: CHANGED_AT, trigger: 'handling' } }],
    ['handling-live', 42, { triggerChange: { at: CHANGED_AT, trigger: 'authorized' } }],
    ['authorized-live', 43, { sync: 'nightly', triggerChange: { at: CHANGED_AT, trigger: 'handling' } }],
    [
      'handling-nightly',
      44,
      { triggerChange: { at: CHANGED_AT, trigger: 'authorized', ofOpenOrders: true } },
    ],
  ])('is found with its day: %s, seed %i', (kind, seed, changes) => {
    const { world, writers, stories } = learned(kind, seed, changes);
    const { trigger, earlier } = writers.find(({ habit }) => habit === 'trigger') ?? {};

    expect(earlier?.candidates).toContain(kind.startsWith('authorized') ? 'authorized' : 'handling');
    expect(trigger).toBe(changes.triggerChange.trigger);
    expect(Math.abs((earlier?.until ?? 0) - CHANGED_AT)).toBeLessThan(1.5 * DAY);
    expect(earlier?.matched).toBeGreaterThan(0.9 * (earlier?.decrements ?? 0));
    expect(wrongCounts(world, stories), `${kind}, seed ${seed}`).toEqual([]);
    expect(reportedEarlyOrders(stories), `${kind}, seed ${seed}`).toEqual(earlyOrders(world));
  });

  it('is not made out of a few decrements', () => {
    const { world, writers, stories } = learned('authorized-live', 45, {
      triggerChange: { at: Date.UTC(2026, 3, 1) - 0.2 * DAY, trigger: 'handling' },
    });

    expect(writers).toMatchObject([{ trigger: 'authorized', earlier: null }]);
    expect(
      wrongCounts(
        world,
        stories.filter(({ confidence }) => confidence === 'proven'),
      ),
    ).toEqual([]);
  });

  it.each<[KindName, number]>([
    ['created-nightly', 22],
    ['handling-live', 23],
    ['put-right-by-hand', 25],
  ])('is never seen where none did: %s, seed %i', (kind, seed) => {
    const { writers } = learned(kind, seed);

    expect(writers.filter(({ earlier, warehouse }) => earlier !== null || warehouse !== null)).toEqual([]);
  });
});

describe('a trigger in each warehouse', () => {
  const TWO = { warehouses: 2, warehouseShare: 1, ordersPerDay: 16 } as const;

  it('is found where they differ', () => {
    const { world, writers, stories } = learned('trigger-per-warehouse', 46, TWO);

    expect(writers).toMatchObject([
      { warehouse: 'wh_1', trigger: 'authorized', habit: 'trigger' },
      { warehouse: 'wh_2', trigger: 'handling', habit: 'trigger' },
    ]);
    for (const { matched, decrements, expectedByChance } of writers) {
      expect(matched).toBeGreaterThan(0.85 * decrements);
      expect(expectedByChance).toBeLessThan(0.75 * decrements);
    }
    expect(wrongCounts(world, stories)).toEqual([]);
    expect(
      stories.filter(({ warehouse, earlyWriteOffs }) => warehouse === 'wh_2' && earlyWriteOffs > 0),
    ).toEqual([]);
  });

  it('is one for all where they do not', () => {
    const { writers } = learned('two-warehouses', 47, TWO);

    expect(writers).toMatchObject([{ warehouse: null, trigger: 'authorized', earlier: null }]);
  });
});
