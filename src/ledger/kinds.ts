/** Which of the lists a diagnosed balance belongs to. */
import type { BalanceDiagnosis, BalanceKind } from './diagnosis.js';

/** Which list a balance belongs to. */
export function kindOf(diagnosis: BalanceDiagnosis): BalanceKind {
  if (diagnosis.unlimited) return 'unlimited';
  if (diagnosis.available < 0) return 'negative';
  if (diagnosis.earlyWriteOffs > 0) return 'understated';
  if (diagnosis.lateWriteOffs > 0) return 'overstated';
  return 'healthy';
}
