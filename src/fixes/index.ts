/**
 * Corrections as files. This is the list of the formats invfix writes; each is one module, and a new
 * one is a line in `FORMATS`.
 */
import type { Correction } from '../ledger/index.js';
import { reviewCsv } from './review.js';

/** A format turns corrections into the pieces of a text file. */
export type Format = (corrections: Iterable<Correction>) => Iterable<string>;

export const FORMATS = { review: reviewCsv } as const satisfies Record<string, Format>;

export { refuseUnwritable, writeWhole } from './write.js';
