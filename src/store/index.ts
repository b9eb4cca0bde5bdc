/**
 * The store: one SQLite file that holds what the exports say and what the ledger made of it. Knows
 * nothing of the command line.
 */
import { join } from 'node:path';

export { StoreBuilder } from './builder.js';
export { loadExports } from './load.js';
export { Store } from './store.js';
export { type Warning, warningsOf } from './warnings.js';

/** Where the database is: `--db`, else `INVFIX_DB`, else below the current folder. */
export function databasePath(option: string | undefined): string {
  return option ?? (process.env.INVFIX_DB || join('.invfix', 'invfix.db'));
}
