/** Which balance the address names, so that a story can be linked to and the back button works. */
import { type Balance, balances } from './embedded.js';

const addresses = new Map<Balance, string>();
const byAddress = new Map<string, Balance>();
for (const balance of balances) {
  const { sku, warehouse } = balance;
  let address = addressText(sku, warehouse, null);
  // Ids that differ in signs nobody sees look the same here.
  for (let n = 2; byAddress.has(address); n += 1) address = addressText(sku, warehouse, String(n));
  addresses.set(balance, address);
  byAddress.set(address, balance);
}

function addressText(sku: string, warehouse: string, n: string | null): string {
  return `#${new URLSearchParams({ sku, warehouse, ...(n === null ? {} : { n }) }).toString()}`;
}

/** `#sku=1010&warehouse=main`. */
export function addressOf(balance: Balance): string {
  return addresses.get(balance) ?? '';
}

interface Missing {
  readonly sku: string;
  readonly warehouse: string;
}

/** What an address asks for: a balance, one there is not, or null for the overview. */
export function asked(hash: string): { readonly balance: Balance } | { readonly missing: Missing } | null {
  const values = new URLSearchParams(hash.replace(/^#/, ''));
  const sku = values.get('sku');
  if (sku === null) return null;
  const warehouse = values.get('warehouse') ?? '';
  const balance = byAddress.get(addressText(sku, warehouse, values.get('n')));
  return balance === undefined ? { missing: { sku, warehouse } } : { balance };
}
