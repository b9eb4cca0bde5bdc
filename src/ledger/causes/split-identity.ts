/** The SKU or the warehouse exists twice: counts go to one id, reservations to the other. */
import type { CauseRule } from './cause.js';

export const splitIdentity: CauseRule = {
  code: 'split-identity',
  unitsOf: (findings) => findings.underTwins ?? 0,
  isAtWork: (findings) => findings.underTwins !== null,
};
