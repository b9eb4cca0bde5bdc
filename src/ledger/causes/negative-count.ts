/** In stock itself is below zero. */
import type { CauseRule } from './cause.js';

export const negativeCount: CauseRule = {
  code: 'negative-count',
  unitsOf: (findings) => Math.max(-findings.inStock, 0),
};
