/** What a scan found, as its documents tell of it: read from the database while they are written. */
import type { BalanceDiagnosis } from '../ledger/diagnosis.js';
import type { List, ScanSummary, Store } from '../store/reading.js';
import type { ScanData } from './documents.js';
import type { Selection } from './selection.js';

/** Which balances are told of besides the negative ones, and how fully rows that could not be read. */
export interface FindingOptions {
  readonly all?: boolean;
  readonly understated?: boolean;
  readonly overstated?: boolean;
  readonly problems?: boolean;
}

/** The balances asked for, worst first. */
export function balancesFound(
  store: Store,
  selection: Selection,
  options: FindingOptions,
): Iterable<BalanceDiagnosis> {
  if (options.all) return store.diagnoses(selection);
  const lists: List[] = ['negative'];
  if (options.understated) lists.push('understated');
  if (options.overstated) lists.push('overstated');
  return store.diagnoses({ ...selection, lists });
}

export function scanDataOf(
  store: Store,
  summary: ScanSummary,
  selection: Selection,
  options: FindingOptions,
): ScanData {
  return {
    exportedAt: store.scan().exportedAt,
    files: store.files(),
    summary,
    writers: store.habits().writers,
    balances: balancesFound(store, selection, options),
    problems: options.problems ? store.problemRows().map((row) => ({ ...row, count: 1 })) : store.problems(),
  };
}
