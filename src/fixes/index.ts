/**
 * Corrections as files. This is the list of the formats invfix writes; each is one module, loaded only when it
 * is asked for, and a new one is a line in `FORMATS`.
 */
import type { Format } from './format.js';

export const FORMATS = {
  review: async () => (await import('./review.js')).review,
  batch: async () => (await import('./batch.js')).batch,
  spreadsheet: async () => (await import('./spreadsheet.js')).spreadsheet,
} as const satisfies Record<string, () => Promise<Format>>;
export type FormatName = keyof typeof FORMATS;

export { type ErpRow, erpFile } from './erp.js';
export type { FixFile } from './format.js';
export { leftBehind } from './left-behind.js';
export {
  beginWhole,
  clearInterrupted,
  finishPlacing,
  prepareWhole,
  refuseUnwritable,
  type UnplacedFile,
  writeAllWhole,
} from './write.js';
