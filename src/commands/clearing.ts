/** Before a command goes by the history, or writes a file: what processes that were killed have left is put right, and told. */
import { clearInterrupted, finishPlacing } from '../fixes/index.js';
import { renderCleared, renderFinished } from '../render/fix.js';
import { finishFixes } from '../store/unplaced.js';
import type { Context } from './context.js';

/**
 * Fixes of this database that were stopped when they were put in their places get there, or out of the history.
 * @throws UserError when another process holds the database for long
 */
export function finishInterrupted(database: string, context: Context): void {
  for (const fix of finishFixes(database, finishPlacing)) context.warn(renderFinished(fix, context.errors));
}

/** What was left in the folder of a file goes, once the fixes of this database are finished. */
export function clearLeftovers(target: string, database: string, context: Context): void {
  finishInterrupted(database, context);
  const cleared = clearInterrupted(target);
  if (cleared.length > 0) context.warn(renderCleared(cleared, context.errors));
}
