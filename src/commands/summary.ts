/** The totals over a scan's balances. */
import type { BalanceDiagnosis } from '../ledger/diagnosis.js';
import { kindOf } from '../ledger/index.js';
import type { Units } from '../ledger/records.js';

export interface ScanSummary {
  readonly balances: number;
  readonly negative: number;
  /** Σ −available of the negative balances. */
  readonly unitsShort: Units;
  readonly understated: number;
  /** Σ E of the balances that are not negative. */
  readonly unitsWithheld: Units;
  readonly overstated: number;
  /** Σ L of all balances. */
  readonly unitsPhantom: Units;
  /** Balances whose update log has gaps. */
  readonly logGaps: number;
}

export function summaryOf(balances: Iterable<BalanceDiagnosis>): ScanSummary {
  const sum = {
    balances: 0,
    negative: 0,
    unitsShort: 0,
    understated: 0,
    unitsWithheld: 0,
    overstated: 0,
    unitsPhantom: 0,
    logGaps: 0,
  };
  for (const balance of balances) {
    const kind = kindOf(balance);
    sum.balances += 1;
    if (kind === 'negative') {
      sum.negative += 1;
      sum.unitsShort -= balance.available;
    } else if (kind !== 'unlimited') sum.unitsWithheld += balance.earlyWriteOffs;
    if (kind === 'understated') sum.understated += 1;
    if (kind === 'overstated') sum.overstated += 1;
    sum.unitsPhantom += balance.lateWriteOffs;
    if (balance.causes.some(({ code }) => code === 'log-gap')) sum.logGaps += 1;
  }
  return sum;
}
