/** An order cancelled before Preparing Delivery had been taken off and was not put back. */
import type { CauseRule } from './cause.js';

export const notPutBack: CauseRule = {
  code: 'not-put-back',
  unitsOf: (findings) => findings.notPutBack,
};
