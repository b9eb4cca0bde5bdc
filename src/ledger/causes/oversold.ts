/** More was sold than exists. */
import type { CauseRule } from './cause.js';

export const oversold: CauseRule = {
  code: 'oversold',
  unitsOf: (findings) => findings.oversold,
};
