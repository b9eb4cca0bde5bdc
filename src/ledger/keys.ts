/**
 * Keys of readings: two readings that have every line in the same place have one key, whatever led to them. A key
 * is kept up by what changes, so that lists of thousands of lines need not be compared.
 */

/** Where a reading has a line. */
export type Place = 'untaken' | 'out' | 'undone' | 'lost' | 'nowhere';

/** Keys add up: each line in each place counts for a number of its own. */
const KEYS = 2 ** 52;
const REPAIRED = 0x9e3779b97f4a7;
const SALT: Readonly<Record<Exclude<Place, 'nowhere'>, number>> = {
  untaken: 0x2545f491,
  out: 0x7f4a7c15,
  undone: 0x1ce4e5b9,
  lost: 0x133111eb,
};

/** The key once a line has gone from one place to another. */
export function moved(key: number, index: number, from: Place, to: Place): number {
  const left = from === 'nowhere' ? key : key + KEYS - numberOf(index, from);
  return (to === 'nowhere' ? left : (left % KEYS) + numberOf(index, to)) % KEYS;
}

/** By place, by line: the numbers asked for so far, kept for the next balance. */
const numbers: Readonly<Record<Exclude<Place, 'nowhere'>, number[]>> = {
  untaken: [],
  out: [],
  undone: [],
  lost: [],
};

function numberOf(index: number, place: Exclude<Place, 'nowhere'>): number {
  const known = numbers[place];
  while (known.length <= index) known.push(drawn(known.length, SALT[place]));
  return known[index] ?? 0;
}

/** 52 bits that look drawn at random (the finalizer of MurmurHash3, twice). */
function drawn(index: number, salt: number): number {
  const low = mixed(index + salt);
  const high = mixed(low ^ salt);
  return (high >>> 12) * 2 ** 32 + (low >>> 0);
}

/** The key once the reading's writers are mended. */
export function mended(key: number): number {
  return (key + REPAIRED) % KEYS;
}

function mixed(value: number): number {
  let hash = value | 0;
  hash = Math.imul(hash ^ (hash >>> 16), 0x85ebca6b);
  hash = Math.imul(hash ^ (hash >>> 13), 0xc2b2ae35);
  return hash ^ (hash >>> 16);
}
