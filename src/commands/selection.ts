/** What --sku and --warehouse select, checked: a name nobody knows is answered with those that exist. */
import { UserError } from '../errors.js';
import { listed } from '../render/numbers.js';
import { safe } from '../render/safe.js';
import type { Store } from '../store/reading.js';

export interface SelectionOptions {
  readonly sku?: readonly string[];
  readonly warehouse?: readonly string[];
}

/** A filter for `Store.diagnoses`. */
export interface Selection {
  readonly skus?: readonly string[];
  readonly warehouses?: readonly string[];
}

/** @throws UserError for a SKU or warehouse that no export has */
export function selectionOf(store: Store, options: SelectionOptions): Selection {
  return {
    ...(options.sku ? { skus: [...new Set(options.sku.map((text) => skuOf(store, text)))] } : {}),
    ...(options.warehouse ? { warehouses: checkedWarehouses(store, options.warehouse) } : {}),
  };
}

/**
 * The SKU a user means, by id or reference code.
 * @throws UserError naming the nearest known ones
 */
export function skuOf(store: Store, text: string): string {
  const found = store.findSku(text.trim());
  if ('sku' in found) return found.sku;
  const hint =
    found.nearest.length > 0
      ? `Did you mean ${alternatives(found.nearest.map(safe))}?`
      : 'Ids and reference codes are those of the inventory export; invfix scan PATH --all lists them.';
  throw new UserError(`No export has a SKU or reference code ${safe(text)}.`, hint);
}

function checkedWarehouses(store: Store, wanted: readonly string[]): string[] {
  const known = store.warehouses();
  return [...new Set(wanted)].map((text) => {
    if (known.includes(text)) return text;
    throw unknownWarehouse(text, known);
  });
}

/** @param known the warehouses there are */
export function unknownWarehouse(text: string, known: readonly string[]): UserError {
  const alike = known.filter((each) => each.toLowerCase() === text.trim().toLowerCase());
  const hint =
    alike.length > 0
      ? `Did you mean ${alternatives(alike.map(safe))}? Capital letters count.`
      : `There ${known.length === 1 ? 'is' : 'are'} ${listed(known.map(safe), 8)}.`;
  return new UserError(`No export has a warehouse ${safe(text)}.`, hint);
}

function alternatives(names: readonly string[]): string {
  return names.length < 2 ? names.join('') : `${names.slice(0, -1).join(', ')} or ${names.at(-1)}`;
}
