/** Fixes after they were written: what became of them, and how to take them back. Pure functions, as all of the ledger. */
export { availableAfter, type FixedBalance, type FixMoment, fixedBalance } from './balance.js';
export { FIX_STATES, type FixOutcome, type FixState, outcomeOf } from './outcome.js';
export { type UndoRefusal, undoOf } from './undo.js';
