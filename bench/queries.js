/**
 * The same work in SQL, for DuckDB and the sqlite3 shell: load what invfix keeps of the exports (the
 * shell's .import has no choice and keeps all columns), then ask for the negative balances.
 */

const PENDING = ['payment-pending', 'payment-approved', 'ready-for-handling'].map(quoted).join(', ');

/** @param {string} text */
function quoted(text) {
  return `'${text.replaceAll("'", "''")}'`;
}

/** @typedef {import('./data.js').Exports} Exports */

/**
 * @param {Exports} exports
 * @param {boolean} withUpdates
 */
export function duckdbLoad({ orders, inventory, updates }, withUpdates) {
  const csv = (/** @type {readonly string[]} */ paths) =>
    `read_csv([${paths.map(quoted).join(', ')}], delim=';', quote='"', escape='"', header=true, all_varchar=true)`;
  const tables = [
    `CREATE TABLE orders AS
      SELECT "Order" AS id, "Seller Order Id" AS lock, ID_SKU AS sku, "Reference Code" AS reference,
        CAST(Quantity_SKU AS INTEGER) AS units, "Status raw value (temporary)" AS status,
        CAST("Creation Date" AS TIMESTAMP) AS created, CAST("Authorized Date" AS TIMESTAMP) AS authorized,
        CAST("Last Change Date" AS TIMESTAMP) AS changed,
        CAST("SKU Selling Price" AS DECIMAL(12, 2)) AS price, "Currency Code" AS currency,
        Origin AS origin, "Seller Name" AS seller
      FROM ${csv(orders)};`,
    `CREATE TABLE inventory AS
      SELECT SkuId AS sku, WarehouseId AS warehouse, WarehouseName AS warehouse_name, RefId AS reference,
        CAST(TotalQuantity AS INTEGER) AS in_stock, CAST(ReservedQuantity AS INTEGER) AS reserved,
        UnlimitedQuantity AS unlimited, LockIds AS locks
      FROM ${csv([inventory])};`,
  ];
  if (withUpdates) {
    tables.push(`CREATE TABLE updates AS
      SELECT SkuId AS sku, WarehouseId AS warehouse, CAST("Date" AS TIMESTAMP) AS at, "User" AS author,
        CAST(QuantityBefore AS INTEGER) AS before, CAST(QuantityAfter AS INTEGER) AS after
      FROM ${csv([updates])};`);
  }
  return tables.join('\n');
}

export const duckdbQuestion = `
  WITH negative AS (SELECT * FROM inventory WHERE in_stock - reserved < 0),
    held AS (SELECT sku, unnest(string_split(locks, ',')) AS lock FROM negative)
  SELECT (SELECT count(*) FROM negative),
    (SELECT coalesce(sum(units), 0) FROM held JOIN orders USING (lock, sku) WHERE status IN (${PENDING}));`;

/**
 * @param {Exports} exports
 * @param {boolean} withUpdates
 */
export function sqliteLoad({ orders, inventory, updates }, withUpdates) {
  const path = (/** @type {string} */ text) => `"${text.replaceAll('\\', '\\\\').replaceAll('"', '\\"')}"`;
  // The first file's header names the columns.
  const imports = orders.map(
    (file, place) => `.import ${place === 0 ? '' : '--skip 1 '}${path(file)} orders`,
  );
  imports.push(`.import ${path(inventory)} inventory`);
  if (withUpdates) imports.push(`.import ${path(updates)} updates`);
  return ['.mode csv', '.separator ";" "\\n"', ...imports, '.separator "," "\\n"'].join('\n');
}

export const sqliteQuestion = `
  WITH negative AS (SELECT * FROM inventory WHERE TotalQuantity - ReservedQuantity < 0),
    held AS (
      SELECT SkuId AS sku, value AS lock
      FROM negative, json_each('["' || replace(LockIds, ',', '","') || '"]')
    )
  SELECT (SELECT count(*) FROM negative),
    (SELECT coalesce(sum(Quantity_SKU), 0)
      FROM held JOIN orders ON "Seller Order Id" = lock AND ID_SKU = sku
      WHERE "Status raw value (temporary)" IN (${PENDING}));`;
