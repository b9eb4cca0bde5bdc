/** Which balance a physical count is of. */

/** What everything is in where a file names no warehouse. */
export const DEFAULT_WAREHOUSE = 'default';

/**
 * The warehouse of a count: the one it names, or, where its file names none, the only one its SKU is in.
 * @param warehouses those in which the SKU has a balance
 * @returns null when the SKU has no such balance
 */
export function warehouseOfCount(named: string, warehouses: readonly string[]): string | null {
  if (warehouses.includes(named)) return named;
  const [only, ...others] = warehouses;
  return named === DEFAULT_WAREHOUSE && only !== undefined && others.length === 0 ? only : null;
}
