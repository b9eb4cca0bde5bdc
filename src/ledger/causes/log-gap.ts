/** Updates are missing: a row does not begin where the one before it ended. */
import type { CauseRule } from './cause.js';

export const logGap: CauseRule = {
  code: 'log-gap',
  unitsOf: (findings) => findings.gaps,
};
