/** A reservation that no open order backs still counts, and its units have been taken off as well. */
import type { CauseRule } from './cause.js';

export const ghostReservation: CauseRule = {
  code: 'ghost-reservation',
  unitsOf: (findings) => findings.ghostsTaken,
};
