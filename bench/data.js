/** The exports that the bench measures with: made anew, or those of an earlier run of the same size. */
import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { INVENTORY, ORDERS, UPDATES, writeExports } from './files.js';

/** Tells a folder of the bench from any other, and what is in it. */
const DESCRIPTION = 'bench.json';

/**
 * @typedef {object} Exports
 * @property {import('./store.js').Size} size
 * @property {string[]} orders the order reports
 * @property {string} inventory
 * @property {string} updates
 * @property {{ orders: number, inventory: number, updates: number }} bytes
 * @property {import('./files.js').Truth} truth
 */

/**
 * Makes the exports in `folder`, or takes those that an earlier run of the same size left there.
 * @param {string} folder
 * @param {import('./store.js').Size} size
 * @param {boolean} fresh make them even so
 * @returns {Exports}
 * @throws when the folder holds something else, which is not ours to remove
 */
export function exportsIn(folder, size, fresh) {
  const description = join(folder, DESCRIPTION);
  const names = existsSync(folder) ? readdirSync(folder) : [];
  if (names.length > 0 && !names.includes(DESCRIPTION)) {
    throw new Error(`${folder} holds files that the bench did not make. Name another folder.`);
  }
  const earlier = names.length > 0 ? described(description) : null;
  const isSame = earlier !== null && JSON.stringify(earlier.size) === JSON.stringify(size);
  if (isSame && !fresh && earlier.truth !== null) return exportsAt(folder, size, earlier.truth);

  for (const name of [ORDERS, INVENTORY, UPDATES])
    rmSync(join(folder, name), { recursive: true, force: true });
  mkdirSync(folder, { recursive: true });
  // Without a truth, should the writing be cut short: such exports are made again.
  writeFileSync(description, JSON.stringify({ size, truth: null }));
  const truth = writeExports(folder, size);
  writeFileSync(description, JSON.stringify({ size, truth }));
  return exportsAt(folder, size, truth);
}

/**
 * @param {string} path
 * @returns {{ size: import('./store.js').Size, truth: import('./files.js').Truth | null }}
 */
function described(path) {
  return JSON.parse(readFileSync(path, 'utf8'));
}

/**
 * @param {string} folder
 * @param {import('./store.js').Size} size
 * @param {import('./files.js').Truth} truth
 * @returns {Exports}
 */
function exportsAt(folder, size, truth) {
  const orders = readdirSync(join(folder, ORDERS))
    .sort()
    .map((name) => join(folder, ORDERS, name));
  const inventory = join(folder, INVENTORY);
  const updates = join(folder, UPDATES);
  const bytesOf = (/** @type {string} */ path) => statSync(path).size;
  return {
    size,
    orders,
    inventory,
    updates,
    bytes: {
      orders: orders.reduce((sum, path) => sum + bytesOf(path), 0),
      inventory: bytesOf(inventory),
      updates: bytesOf(updates),
    },
    truth,
  };
}

/**
 * Reads every file once, so that no program's first turn pays for a cold disk.
 * @param {Exports} exports
 */
export function warm({ orders, inventory, updates }) {
  for (const path of [...orders, inventory, updates]) readFileSync(path);
}
