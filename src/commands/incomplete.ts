/** Whether anything is missing from an answer, and the word about it. */
import type { FileReport } from '../exports/index.js';
import { paragraph } from '../render/page.js';
import { words } from '../words/index.js';
import type { Context } from './context.js';

/** Whether rows or whole files are missing from what a scan read. */
export function isIncomplete(files: readonly FileReport[]): boolean {
  return files.some((file) => file.status === 'damaged' || file.status === 'unreadable' || file.rejected > 0);
}

/** Says so on stderr, for the commands that do not list the files themselves. */
export function warnOfIncomplete(context: Context): void {
  context.warn(paragraph(words().scanning.incomplete, context.errors, ''));
}
