/**
 * The store: one SQLite file that holds what the exports say and what the ledger made of it. Knows
 * nothing of the command line.
 */
export { StoreBuilder } from './builder.js';
export { loadExports } from './loading/load.js';
export { lockedForScan } from './lock.js';
export * from './reading.js';
export { isCompiled } from './threads.js';
export { type Warning, warningsOf } from './warnings.js';
