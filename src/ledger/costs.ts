/**
 * What wrong counts cost: one negative balance makes the SKU unavailable in every trade policy its warehouse
 * serves, however many units other warehouses hold; and what a unit sells for.
 */
import type { BalanceStory, Price } from './diagnosis.js';
import type { Balance, OrderLine, SkuRecords, Units } from './records.js';

/** The costs of one balance. */
export type Costs = Pick<BalanceStory, 'blockedTradePolicies' | 'hiddenUnits' | 'isHidden' | 'sellingPrice'>;

/** Where nothing is known. */
export const NO_COSTS: Costs = {
  blockedTradePolicies: null,
  hiddenUnits: null,
  isHidden: false,
  sellingPrice: null,
};

/** The costs of each of the SKU's balances, by warehouse. */
export function costsOf(records: SkuRecords): ReadonlyMap<string, Costs> {
  const { balances } = records;
  const negative = balances.filter(isNegative);
  const sellingPrice = newestPrice(records.lines);
  return new Map(
    balances.map((balance) => [
      balance.warehouse,
      {
        blockedTradePolicies:
          isNegative(balance) || balance.tradePolicies === null ? balance.tradePolicies : [],
        hiddenUnits: isNegative(balance) ? unitsHiddenBy(balance, balances) : null,
        isHidden: balance.available > 0 && negative.some((other) => shareTradePolicy(balance, other)),
        sellingPrice,
      },
    ]),
  );
}

/** Unlimited balances are never negative. */
function isNegative({ available, unlimited }: Balance): boolean {
  return available < 0 && !unlimited;
}

/** Null where the trade policies of a warehouse are unknown. */
function unitsHiddenBy(balance: Balance, balances: readonly Balance[]): Units | null {
  if (balances.some(({ tradePolicies }) => tradePolicies === null)) return null;
  return balances
    .filter((other) => other.available > 0 && !other.unlimited && shareTradePolicy(other, balance))
    .reduce((sum, { available }) => sum + available, 0);
}

function shareTradePolicy(one: Balance, other: Balance): boolean {
  return one.tradePolicies?.some((policy) => other.tradePolicies?.includes(policy) === true) === true;
}

/** What the newest line that has a price was sold at. */
function newestPrice(lines: readonly OrderLine[]): Price | null {
  let newest: { readonly at: number; readonly price: Price } | null = null;
  for (const { unitPrice, currency, createdAt } of lines) {
    if (unitPrice === null || currency === null) continue;
    const at = createdAt ?? Number.NEGATIVE_INFINITY;
    if (newest === null || at >= newest.at) newest = { at, price: { cents: unitPrice, currency } };
  }
  return newest?.price ?? null;
}
