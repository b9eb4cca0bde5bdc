import { describe, expect, it } from 'vitest';
import type { BalanceDiagnosis } from '../../src/ledger/diagnosis.js';
import { diagnoseSku, diagnosing, learnHabits } from '../../src/ledger/index.js';
import type { SkuRecords } from '../../src/ledger/records.js';
import { toSkuRecords } from '../world/exports.js';
import type { KindName } from '../world/settings.js';
import { type Exports, SMALL, storeOf } from './stores.js';

const KINDS: readonly KindName[] = ['authorized-live', 'created-nightly', 'no-log', 'two-warehouses'];

/** What of a SKU's records is taken away, a little more each time. */
const QUIETED: readonly ((records: SkuRecords) => SkuRecords)[] = [
  (records) => records,
  (records) => ({
    ...records,
    balances: records.balances.map((balance) => ({
      ...balance,
      inStock: Math.abs(balance.inStock),
      reserved: 0,
      available: Math.abs(balance.inStock),
      locks: [],
    })),
  }),
  (records) => ({
    ...records,
    balances: records.balances.map((balance) => ({ ...balance, updates: [], snapshots: [], logFrom: null })),
  }),
  (records) => ({ ...records, balances: records.balances.slice(0, 1) }),
  (records) => ({ ...records, lines: [], reservations: [], locksOfOtherLines: [], twins: [] }),
  (records) => ({
    ...records,
    balances: records.balances.map((balance) => ({ ...balance, inStock: 0, available: 0 })),
  }),
];

/** Every SKU as it is, and under other names with more and more of its past taken away. */
function withQuietOnes({ skus, coverage }: Exports): Exports {
  const all = skus.flatMap((records) => {
    let left = records;
    return QUIETED.map((take, step) => {
      left = take(left);
      const sku = `${records.sku}-${step}`;
      return { ...left, sku, balances: left.balances.map((balance) => ({ ...balance, sku })) };
    });
  });
  return { skus: all, coverage };
}

/** A diagnosis, or a story, without what only a story has. */
function termsOf(diagnosis: BalanceDiagnosis): Record<string, unknown> {
  const stories = ['updates', 'reservations', 'notTakenOff', 'notPutBack', 'unserved', 'counted', 'notes'];
  return Object.fromEntries(Object.entries(diagnosis).filter(([key]) => !stories.includes(key)));
}

describe('balances nothing happened to', () => {
  it.each(KINDS.flatMap((kind) => [3, 8].map((seed) => [kind, seed] as const)))(
    'are told as the whole diagnosis tells them (%s, %i)',
    (kind, seed) => {
      const { world, options } = storeOf(kind, seed, SMALL);
      const { skus, coverage } = withQuietOnes(toSkuRecords(world, options));
      const habits = learnHabits(() => skus, coverage);
      const fast = diagnosing(habits, coverage);
      let quiet = 0;
      for (const records of skus) {
        const told = fast(records);
        expect(told.map(termsOf)).toEqual(diagnoseSku(records, habits, coverage).map(termsOf));
        if (told.some((diagnosis) => !('notes' in diagnosis))) quiet += 1;
      }
      // All but the first of each sort, of the steps that leave nothing.
      expect(quiet).toBeGreaterThan(skus.length / QUIETED.length);
    },
  );
});
