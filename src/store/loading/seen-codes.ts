/** Which reference code each SKU was last seen with: nearly every row repeats what is known. */
import { numberOf } from '../ids.js';

/** SKUs that are numbers are remembered in pages of so many, each by a number its code comes to. */
const PAGE = 1 << 14;
const MOST_PAGES = 2048;
/** Other SKUs; beyond it they are taken to be new again. */
const MOST_OTHERS = 100_000;

export class SeenCodes {
  readonly #pages = new Map<number, Int32Array>();
  readonly #others = new Map<string, string>();
  #lastPage = -1;
  #lastCodes: Int32Array = new Int32Array(0);

  /** Whether the SKU was not seen with this code just before; from then on it was. */
  isNew(sku: string, code: string): boolean {
    const number = numberOf(sku);
    if (number === null) {
      if (this.#others.get(sku) === code) return false;
      if (this.#others.size >= MOST_OTHERS) this.#others.clear();
      this.#others.set(sku, code);
      return true;
    }
    const codes = this.#page(Math.floor(number / PAGE));
    const place = number % PAGE;
    const hash = hashOf(code);
    if (codes[place] === hash) return false;
    codes[place] = hash;
    return true;
  }

  clear(): void {
    this.#pages.clear();
    this.#others.clear();
    this.#lastPage = -1;
  }

  #page(page: number): Int32Array {
    if (page === this.#lastPage) return this.#lastCodes;
    let codes = this.#pages.get(page);
    if (codes === undefined) {
      if (this.#pages.size >= MOST_PAGES) this.#pages.clear();
      codes = new Int32Array(PAGE);
      this.#pages.set(page, codes);
    }
    this.#lastPage = page;
    this.#lastCodes = codes;
    return codes;
  }
}

/** FNV-1a, never 0, which stands for a SKU that was not seen. */
function hashOf(code: string): number {
  let hash = 0x811c9dc5;
  for (let at = 0; at < code.length; at++) hash = Math.imul(hash ^ code.charCodeAt(at), 0x01000193);
  return hash === 0 ? 1 : hash;
}
