/** The last step with order lines: which of them are outdated, and the indexes by which they are read. */
import type { Database } from 'better-sqlite3';
import { INDEXES_OF_LINES } from '../schema.js';
import { markOutdatedLines } from './outdated.js';

/** From here on the lines are read under their SKUs. */
export function fileLines(db: Database): void {
  markOutdatedLines(db);
  db.exec(INDEXES_OF_LINES);
}
