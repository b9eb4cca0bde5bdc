/** A person lowered the count and no order explains it. */
import type { CauseRule } from './cause.js';

export const manualEdit: CauseRule = {
  code: 'manual-edit',
  unitsOf: (findings) => findings.loweredByHand,
};
