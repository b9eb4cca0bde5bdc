/** Which reference code each SKU was last seen with: nearly every row repeats what is known. */
import { numberOf } from '../ids.js';

/** Places that SKUs share; those of one store that are numbers stand close together, and seldom meet in one. */
const PLACES = 1 << 22;

/** What the threads that read the exports remember together. */
export type CodeMemory = Int32Array<SharedArrayBuffer>;

export function codeMemory(): CodeMemory {
  return new Int32Array(new SharedArrayBuffer(4 * PLACES));
}

export class SeenCodes {
  readonly #memory: Int32Array;

  constructor(memory: Int32Array = new Int32Array(PLACES)) {
    this.#memory = memory;
  }

  /**
   * Whether the SKU was not seen with this code just before; from then on it was. One that was is taken to be new
   * now and then, where two SKUs share a place, or another thread writes there at the same time.
   */
  isNew(sku: string, code: string): boolean {
    const number = numberOf(sku);
    // Numbers that follow one another make hashes that do not.
    const ofSku = number === null ? hashOf(sku, FIRST) : Math.imul(number | 0, 0x9e3779b1) ^ FIRST;
    const place = (number ?? ofSku >>> 0) % PLACES;
    const hash = hashOf(code, ofSku) || 1;
    if (this.#memory[place] === hash) return false;
    this.#memory[place] = hash;
    return true;
  }

  clear(): void {
    this.#memory.fill(0);
  }
}

const FIRST = 0x811c9dc5;

/** FNV-1a, going on from what was hashed before. */
function hashOf(text: string, before: number): number {
  let hash = before;
  for (let at = 0; at < text.length; at++) hash = Math.imul(hash ^ text.charCodeAt(at), 0x01000193);
  return hash;
}
