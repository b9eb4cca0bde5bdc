/**
 * Chance without a state: every fact of the made-up store is drawn from the seed and from what it is a
 * fact of, so that any file can be written on its own and all of them agree.
 */

/**
 * A number from 0 up to, not including, 1: always the same for the same seed, number and question.
 * @param {number} seed
 * @param {number} number of the order, line or balance that is asked about
 * @param {number} question tells apart what is asked about it
 */
export function chance(seed, number, question) {
  let bits = Math.imul(seed ^ Math.imul(question + 1, 0x9e3779b1), 0x85ebca6b) ^ number;
  bits = Math.imul(bits ^ (bits >>> 16), 0x7feb352d);
  bits = Math.imul(bits ^ (bits >>> 15), 0x846ca68b);
  bits = Math.imul(bits ^ (bits >>> 16), 0xc2b2ae35);
  return ((bits ^ (bits >>> 16)) >>> 0) / 2 ** 32;
}

/**
 * A whole number from `least` to `most`.
 * @param {number} seed
 * @param {number} number
 * @param {number} question
 * @param {number} least
 * @param {number} most
 */
export function whole(seed, number, question, least, most) {
  return least + Math.floor(chance(seed, number, question) * (most - least + 1));
}
