/** In stock was lowered for an order whose reservation stood: the same units are taken twice. */
import type { CauseRule } from './cause.js';

export const earlyWriteOff: CauseRule = {
  code: 'early-write-off',
  unitsOf: (findings) => findings.earlyTaken,
};
