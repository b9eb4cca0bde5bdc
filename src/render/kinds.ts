/** The kinds of exports in words. */
import type { ExportKind } from '../exports/index.js';
import { words } from '../words/index.js';

/** `inventory updates`. */
export function kindWords(kind: ExportKind): string {
  return words().shared.kinds[kind];
}
