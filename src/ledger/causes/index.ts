/** The causes invfix can tell, in the order they are listed. The units of the first four add up to the shortfall. */
import { CAUSES, type Cause } from '../diagnosis.js';
import type { CauseRule, Findings } from './cause.js';
import { earlyWriteOff } from './early-write-off.js';
import { ghostReservation } from './ghost-reservation.js';
import { kitOrChangedOrder } from './kit-or-changed-order.js';
import { lateWriteOff } from './late-write-off.js';
import { logGap } from './log-gap.js';
import { manualEdit } from './manual-edit.js';
import { missingOrders } from './missing-orders.js';
import { negativeCount } from './negative-count.js';
import { notPutBack } from './not-put-back.js';
import { oversold } from './oversold.js';
import { splitIdentity } from './split-identity.js';
import { unexplained } from './unexplained.js';

const RULES: readonly CauseRule[] = [
  earlyWriteOff,
  ghostReservation,
  oversold,
  lateWriteOff,
  manualEdit,
  notPutBack,
  negativeCount,
  splitIdentity,
  missingOrders,
  kitOrChangedOrder,
  logGap,
  unexplained,
];

/** The causes at work, by units, then in the order of CAUSES. */
export function causesOf(findings: Findings): Cause[] {
  return RULES.filter(({ isAtWork, unitsOf }) => isAtWork?.(findings) ?? unitsOf(findings) !== 0)
    .map(({ code, unitsOf }) => ({ code, units: unitsOf(findings) }))
    .sort((a, b) => b.units - a.units || CAUSES.indexOf(a.code) - CAUSES.indexOf(b.code));
}
