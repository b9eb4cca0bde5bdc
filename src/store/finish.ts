/** The last step of loading: puts the exports together, and keeps what is true of them as a whole. */
import type { Database } from 'better-sqlite3';
import { computedCoverage, type ExportedAt } from './coverage.js';
import { countsIn, saveFact, unknownStatusesIn } from './reports.js';
import { type AboutInventory, resolve } from './resolving/index.js';

/** What the user says of the store. */
export interface FinishOptions {
  /** Its sellers, by name or id; the locks tell whose orders are whose where this is absent. */
  readonly ownSellers?: readonly string[];
  /** Physical counts hold units in Preparing Delivery that had not left the building. */
  readonly countedWithPicked?: boolean;
}

/** @returns what is known of T */
export function finish(db: Database, inventory: AboutInventory, options: FinishOptions): ExportedAt {
  const { resolved, looseEnds, exportedAt, orders } = resolve(db, inventory, options.ownSellers);
  saveFact(db, 'coverage', computedCoverage(db, exportedAt));
  saveFact(db, 'counts', countsIn(db, orders));
  saveFact(db, 'unknown-statuses', unknownStatusesIn(db));
  saveFact(db, 'resolved', resolved);
  saveFact(db, 'loose-ends', looseEnds);
  saveFact(db, 'counted-with-picked', options.countedWithPicked ?? false);
  return exportedAt;
}
