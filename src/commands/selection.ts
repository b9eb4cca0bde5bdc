/** What --sku and --warehouse select, checked: a name nobody knows is answered with those that exist. */
import { UserError } from '../errors.js';
import { listed } from '../render/numbers.js';
import { safe } from '../render/safe.js';
import type { Store } from '../store/reading.js';
import { words } from '../words/index.js';

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
  const nearest = found.nearest.length > 0 ? alternatives(found.nearest.map(safe)) : null;
  throw new UserError(...words().selecting.unknownSku({ sku: safe(text), nearest }));
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
  const { unknownWarehouse: unknown, warehouseInOtherCase } = words().selecting;
  const warehouse = safe(text);
  return new UserError(
    ...(alike.length > 0
      ? warehouseInOtherCase({ warehouse, alike: alternatives(alike.map(safe)) })
      : unknown({ warehouse, known: known.length, names: listed(known.map(safe), 8) })),
  );
}

function alternatives(names: readonly string[]): string {
  return names.length < 2
    ? names.join('')
    : `${names.slice(0, -1).join(', ')} ${words().shared.or} ${names.at(-1)}`;
}
