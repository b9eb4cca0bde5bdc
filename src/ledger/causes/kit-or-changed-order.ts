/** Reserved for orders that have no line of this SKU: it is part of a kit, or the order was changed. */
import type { CauseRule } from './cause.js';

export const kitOrChangedOrder: CauseRule = {
  code: 'kit-or-changed-order',
  unitsOf: (findings) => findings.ofOtherLines,
};
