/** Texts that repeat (words, SKUs, ids of Data Pipeline) stand once in a table and go by their number there. */
import type { Database } from 'better-sqlite3';

/** Numbers kept at hand for each table; beyond it they are looked up again. */
const MOST_REMEMBERED = 100_000;

const STATEMENTS = {
  word: ['INSERT OR IGNORE INTO word (text) VALUES (?)', 'SELECT id FROM word WHERE text = ?'],
  availability: [
    'INSERT OR IGNORE INTO availability (text) VALUES (?)',
    'SELECT id FROM availability WHERE text = ?',
  ],
} as const;

/** The numbers of one table's texts; a text that is new gets one. */
export class Ids {
  readonly #known = new Map<string, number>();
  readonly #insert;
  readonly #select;

  constructor(db: Database, table: keyof typeof STATEMENTS) {
    const [insert, select] = STATEMENTS[table];
    this.#insert = db.prepare<[string]>(insert);
    this.#select = db.prepare<[string], { id: number }>(select);
  }

  of(text: string): number {
    let id = this.#known.get(text);
    if (id === undefined) {
      const { changes, lastInsertRowid } = this.#insert.run(text);
      id = changes === 1 ? Number(lastInsertRowid) : this.#select.get(text)?.id;
      if (id === undefined) throw new Error('a text just stored is not there');
      if (this.#known.size >= MOST_REMEMBERED) this.#known.clear();
      this.#known.set(text, id);
    }
    return id;
  }

  ofOrNull(text: string | null): number | null {
    return text === null ? null : this.of(text);
  }
}

/** SKUs that are numbers are remembered in pages of so many bits. */
const PAGE_BITS = 1 << 16;
const MOST_PAGES = 4096;
const SKUS_AT_ONCE = 4096;

/**
 * The numbers of SKUs. One that is a whole number, as VTEX's own are, goes by itself: nothing has to be looked
 * up for it. Any other gets a number below zero.
 */
export class SkuIds {
  readonly #known = new Map<string, number>();
  /** The numbers met since they were last put into the table, as bits of their pages. */
  readonly #met = new Map<number, Uint32Array>();
  #others: number;
  readonly #insert;
  readonly #insertMany;
  readonly #select;

  constructor(db: Database) {
    this.#insert = db.prepare<[number, string]>('INSERT OR IGNORE INTO sku (id, sku) VALUES (?, ?)');
    this.#insertMany = db.prepare<[string]>(
      'INSERT OR IGNORE INTO sku (id, sku) SELECT value, value FROM json_each(?)',
    );
    this.#select = db.prepare<[string], { id: number }>('SELECT id FROM sku WHERE sku = ? AND id < 0');
    const least = db.prepare<[], { least: number | null }>('SELECT min(id) AS least FROM sku').get()?.least;
    this.#others = Math.max(0, -(least ?? 0));
  }

  of(sku: string): number {
    const number = numberOf(sku);
    return number === null ? this.ofText(sku) : this.ofNumber(number);
  }

  /** It is put into the table at `store`, or before. */
  ofNumber(number: number): number {
    const page = Math.floor(number / PAGE_BITS);
    let bits = this.#met.get(page);
    if (bits === undefined) {
      if (this.#met.size >= MOST_PAGES) this.store();
      bits = new Uint32Array(PAGE_BITS / 32);
      this.#met.set(page, bits);
    }
    const within = number % PAGE_BITS;
    bits[within >> 5] = (bits[within >> 5] as number) | (1 << (within & 31));
    return number;
  }

  /** @param sku one that is no number */
  ofText(sku: string): number {
    let id = this.#known.get(sku);
    if (id === undefined) {
      id = this.#select.get(sku)?.id;
      if (id === undefined) {
        this.#others += 1;
        id = -this.#others;
        this.#insert.run(id, sku);
      }
      if (this.#known.size >= MOST_REMEMBERED) this.#known.clear();
      this.#known.set(sku, id);
    }
    return id;
  }

  /** Puts the numbers met into the table, ascending: there they go beside one another, whatever order they came in. */
  store(): void {
    let numbers: number[] = [];
    const insert = (): void => {
      this.#insertMany.run(`[${numbers.join()}]`);
      numbers = [];
    };
    for (const [page, bits] of [...this.#met].sort(([a], [b]) => a - b)) {
      for (const [place, word] of bits.entries()) {
        for (let left = word; left !== 0; left &= left - 1) {
          numbers.push(page * PAGE_BITS + place * 32 + 31 - Math.clz32(left & -left));
        }
        if (numbers.length >= SKUS_AT_ONCE) insert();
      }
    }
    if (numbers.length > 0) insert();
    this.#met.clear();
  }
}

const LONGEST_NUMBER = 15;

/** A SKU that is a whole number written as numbers are, without leading zeros: it goes by that number. */
export function numberOf(sku: string): number | null {
  const { length } = sku;
  if (length === 0 || length > LONGEST_NUMBER || (length > 1 && sku.charCodeAt(0) === 0x30)) return null;
  let value = 0;
  for (let at = 0; at < length; at++) {
    const digit = sku.charCodeAt(at) - 0x30;
    if (digit < 0 || digit > 9) return null;
    value = value * 10 + digit;
  }
  return value;
}

/** Finds the number of a SKU; undefined when there is no such SKU. */
export function skuFinder(db: Database): (sku: string) => number | undefined {
  const byNumber = db.prepare<[number], number>('SELECT id FROM sku WHERE id = ?').pluck();
  const byName = db.prepare<[string], number>('SELECT id FROM sku WHERE sku = ? AND id < 0').pluck();
  return (sku) => {
    const number = numberOf(sku);
    return number === null ? byName.get(sku) : byNumber.get(number);
  };
}

/** As `numberOf` and `skuFinder`, in SQL: the number a text has, if it is a SKU. */
export const numberOfSku = (text: string): string => `iif(
  ${text} GLOB '[0-9]*' AND ${text} NOT GLOB '*[^0-9]*' AND ${text} NOT GLOB '0?*' AND length(${text}) <= ${LONGEST_NUMBER},
  CAST(${text} AS INTEGER),
  (SELECT other.id FROM sku other WHERE other.sku = ${text} AND other.id < 0)
)`;
