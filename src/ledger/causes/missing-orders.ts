/** The order exports do not cover all reservations: locks whose order is nowhere. */
import type { CauseRule } from './cause.js';

export const missingOrders: CauseRule = {
  code: 'missing-orders',
  unitsOf: (findings) => findings.missingOrders,
};
