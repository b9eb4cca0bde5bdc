/** The last step of loading: puts the exports together, and keeps what is true of them as a whole. */
import type { Database } from 'better-sqlite3';
import type { Moment } from '../ledger/records.js';
import { computedCoverage, type ExportedAt } from './coverage.js';
import { countsIn, saveFact, unknownStatusesIn } from './reports.js';
import { resolve } from './resolving/index.js';

/** What the user says of the store. */
export interface FinishOptions {
  /** Its sellers, by name or id; the locks tell whose orders are whose where this is absent. */
  readonly ownSellers?: readonly string[];
  /** Physical counts hold units in Preparing Delivery that had not left the building. */
  readonly countedWithPicked?: boolean;
}

/**
 * @param given the moment the user gave for the newest inventory, or null
 * @returns what is known of T
 */
export function finish(db: Database, given: Moment | null, options: FinishOptions): ExportedAt {
  const { resolved, looseEnds, exportedAt, orders } = resolve(db, given, options.ownSellers);
  saveFact(db, 'coverage', computedCoverage(db, exportedAt));
  saveFact(db, 'counts', countsIn(db, orders));
  saveFact(db, 'unknown-statuses', unknownStatusesIn(db));
  saveFact(db, 'resolved', resolved);
  saveFact(db, 'loose-ends', looseEnds);
  saveFact(db, 'counted-with-picked', options.countedWithPicked ?? false);
  return exportedAt;
}
