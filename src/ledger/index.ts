/**
 * The domain: from the records of one SKU to the diagnosis of its balances. Pure functions over plain
 * records; no files, no SQL, no colour.
 */
import type { BalanceDiagnosis, BalanceKind } from './diagnosis.js';

export { diagnoseSku } from './diagnose.js';
export type { Habits } from './habits.js';
export { learnHabits } from './learn.js';

/** Which list a balance belongs to. */
export function kindOf(diagnosis: BalanceDiagnosis): BalanceKind {
  if (diagnosis.unlimited) return 'unlimited';
  if (diagnosis.available < 0) return 'negative';
  if (diagnosis.earlyWriteOffs > 0) return 'understated';
  if (diagnosis.lateWriteOffs > 0) return 'overstated';
  return 'healthy';
}
