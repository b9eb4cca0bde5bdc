/**
 * The domain: from the records of one SKU to the diagnosis of its balances. Pure functions over plain
 * records; no files, no SQL, no colour.
 */
import type { BalanceDiagnosis, BalanceKind, BalanceStory, Writer } from './diagnosis.js';
import type { Coverage, SkuRecords } from './records.js';

/** What the store's own records show of its writers: learned once per scan, then used for every SKU. JSON-safe. */
export interface Habits {
  readonly writers: readonly Writer[];
}

/**
 * Learns each writer's trigger and habits from the store's own log.
 * @param skus called once per pass; must yield the same records in the same order each time
 */
export function learnHabits(_skus: () => Iterable<SkuRecords>, _coverage: Coverage): Habits {
  return { writers: [] };
}

/** Diagnoses every balance of one SKU, by warehouse id ascending. The same input gives the same answer. */
export function diagnoseSku(_records: SkuRecords, _habits: Habits, _coverage: Coverage): BalanceStory[] {
  return [];
}

/** Which list a balance belongs to. */
export function kindOf(diagnosis: BalanceDiagnosis): BalanceKind {
  if (diagnosis.unlimited) return 'unlimited';
  if (diagnosis.available < 0) return 'negative';
  if (diagnosis.earlyWriteOffs > 0) return 'understated';
  if (diagnosis.lateWriteOffs > 0) return 'overstated';
  return 'healthy';
}
