/** Before a file is written: what a process that was killed left in its folder goes, and is told where it was a fix's. */
import { clearInterrupted } from '../fixes/index.js';
import { renderCleared } from '../render/fix.js';
import type { Context } from './context.js';

export function clearLeftovers(target: string, context: Context): void {
  const cleared = clearInterrupted(target);
  if (cleared.length > 0) context.warn(renderCleared(cleared, context.errors));
}
