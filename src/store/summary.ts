/** The totals over a scan's balances. */
import type { BalanceDiagnosis, Price } from '../ledger/diagnosis.js';
import { kindOf } from '../ledger/kinds.js';
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
  /** What the withheld units sell for, by currency, in its smallest unit; where a price is known. */
  readonly valueWithheld: readonly Price[];
  /** Units available in warehouses that a negative balance of the same SKU hides; null where trade policies are unknown. */
  readonly unitsHidden: Units | null;
  /** The trade policies that cannot buy some SKU. */
  readonly blockedTradePolicies: readonly string[] | null;
  /** Balances whose update log has gaps. */
  readonly logGaps: number;
}

export function summaryOf(balances: Iterable<BalanceDiagnosis>): ScanSummary {
  const summing = new Summing();
  for (const balance of balances) summing.add(balance);
  return summing.summary();
}

/** What the units that negative balances are short of sell for, by currency; where a price is known. */
export function worthShortOf(balances: Iterable<BalanceDiagnosis>): Price[] {
  const values = new Map<string, number>();
  for (const { available, sellingPrice: price, unlimited } of balances) {
    if (price === null || unlimited || available >= 0) continue;
    values.set(price.currency, (values.get(price.currency) ?? 0) - price.cents * available);
  }
  return pricesOf(values);
}

function pricesOf(values: ReadonlyMap<string, number>): Price[] {
  return [...values]
    .map(([currency, cents]) => ({ currency, cents }))
    .sort((a, b) => (a.currency < b.currency ? -1 : 1));
}

/** Sums balances up one by one. */
export class Summing {
  readonly #sum = {
    balances: 0,
    negative: 0,
    unitsShort: 0,
    understated: 0,
    unitsWithheld: 0,
    overstated: 0,
    unitsPhantom: 0,
    unitsHidden: 0,
    logGaps: 0,
  };
  readonly #values = new Map<string, number>();
  readonly #blocked = new Set<string>();
  #knowsPolicies = false;

  add(balance: BalanceDiagnosis): void {
    const sum = this.#sum;
    const kind = kindOf(balance);
    sum.balances += 1;
    if (kind === 'negative') {
      sum.negative += 1;
      sum.unitsShort -= balance.available;
    } else if (kind !== 'unlimited') {
      sum.unitsWithheld += balance.earlyWriteOffs;
      const price = balance.sellingPrice;
      if (price !== null && balance.earlyWriteOffs > 0) {
        const value = (this.#values.get(price.currency) ?? 0) + price.cents * balance.earlyWriteOffs;
        this.#values.set(price.currency, value);
      }
    }
    if (kind === 'understated') sum.understated += 1;
    if (kind === 'overstated') sum.overstated += 1;
    sum.unitsPhantom += balance.lateWriteOffs;
    if (balance.isHidden && kind !== 'unlimited') sum.unitsHidden += balance.available;
    this.#knowsPolicies ||= balance.blockedTradePolicies !== null;
    for (const policy of balance.blockedTradePolicies ?? []) this.#blocked.add(policy);
    if (balance.causes.some(({ code }) => code === 'log-gap')) sum.logGaps += 1;
  }

  summary(): ScanSummary {
    return {
      ...this.#sum,
      unitsHidden: this.#knowsPolicies ? this.#sum.unitsHidden : null,
      valueWithheld: pricesOf(this.#values),
      blockedTradePolicies: this.#knowsPolicies ? [...this.#blocked].sort(byNumber) : null,
    };
  }
}

/** Trade policies are numbers, mostly. */
function byNumber(a: string, b: string): number {
  return Number(a) - Number(b) || (a < b ? -1 : Number(a > b));
}
