/** An update dropped the reservation of units that left the shelf and that in stock still holds: phantom stock, a negative part of the sum. */
import type { CauseRule } from './cause.js';

export const lateWriteOff: CauseRule = {
  code: 'late-write-off',
  unitsOf: (findings) => (findings.notTaken === 0 ? 0 : -findings.notTaken),
};
