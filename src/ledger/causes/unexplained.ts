/** A writer that otherwise follows the orders lowered the count, and none of them explains it. */
import type { CauseRule } from './cause.js';

export const unexplained: CauseRule = {
  code: 'unexplained',
  unitsOf: (findings) => findings.unexplained,
};
