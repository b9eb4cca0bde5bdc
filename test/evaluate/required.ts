/** What the diagnosis must reach over simulated stores; `npm run evaluate` and the test suite hold it to this. */
import { expect } from 'vitest';
import type { Measured, Share } from './measure.js';
import { sharesOf } from './table.js';

/** Of the corrected counts called so, at least this share is right. */
const RIGHT = { proven: 0.995, likely: 0.85 } as const;
/** In stores whose log and locks tell all, at least this share is proven. */
const PROVEN_WHERE_ALL_IS_TOLD = 0.7;

/** Counted on negative and on understated balances apart, as the first are easier. */
export function expectRequired(stores: readonly Measured[]): void {
  const shareOf = sharesOf(stores);
  for (const sort of ['negative', 'understated'] as const) {
    for (const confidence of ['proven', 'likely'] as const) {
      const { right, all } = shareOf(sort, confidence);
      expect(all, `${sort} balances called ${confidence}`).toBeGreaterThan(0);
      expect(right / all, `${sort} balances called ${confidence}, and right`).toBeGreaterThanOrEqual(
        RIGHT[confidence],
      );
    }
    const proven = provenOf(
      stores.filter(({ isWellTold }) => isWellTold),
      sort,
    );
    expect(
      proven.right / proven.all,
      `${sort} balances proven in live stores with log and locks`,
    ).toBeGreaterThanOrEqual(PROVEN_WHERE_ALL_IS_TOLD);
  }
  const correct = stores.filter(({ isCorrect }) => isCorrect);
  expect(correct.length, 'stores that never write off early').toBeGreaterThan(0);
  for (const { name, earlyTold } of correct)
    expect(earlyTold, `early write-offs told of "${name}"`).toEqual([]);
}

/** How many of the balances are proven, right or wrong. */
function provenOf(stores: readonly Measured[], sort: 'negative' | 'understated'): Share {
  const shareOf = sharesOf(stores);
  const [proven, likely, assumed] = (['proven', 'likely', 'assumed'] as const).map(
    (c) => shareOf(sort, c).all,
  );
  return { right: proven ?? 0, all: (proven ?? 0) + (likely ?? 0) + (assumed ?? 0) };
}
