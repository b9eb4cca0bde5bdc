/**
 * The part of the store that reads a finished scan. What loads exports is not loaded with it, so that
 * commands which only read start quickly; nor is what looks at the exports' files, or warns of what they lack.
 */
import { join } from 'node:path';

export type { Lost } from './carry-over.js';
export { damagedDatabase, readFromDatabase } from './checksum.js';
export { warehouseOfCount } from './counts.js';
export type { List } from './diagnoses.js';
export type { BalanceOrigin } from './fix-facts.js';
export { openRecords } from './records.js';
export type { FixRecord, RememberedBalance, ScanRecord } from './remembered.js';
export type { Stretch } from './rows-of-sku.js';
export type { ScanInput, Source } from './sources.js';
export { Store } from './store.js';
export { type ScanSummary, worthShortOf } from './summary.js';

/** Where the database is: `--db`, else `INVFIX_DB`, else below the current folder. */
export function databasePath(option: string | undefined): string {
  return option ?? (process.env.INVFIX_DB || join('.invfix', 'invfix.db'));
}
