/** Texts that repeat (words, SKUs, ids of Data Pipeline) stand once in a table and go by their number there. */
import type { Database } from 'better-sqlite3';

/** Numbers kept at hand for each table; beyond it they are looked up again. */
const MOST_REMEMBERED = 100_000;

const STATEMENTS = {
  word: ['INSERT OR IGNORE INTO word (text) VALUES (?)', 'SELECT id FROM word WHERE text = ?'],
  sku: ['INSERT OR IGNORE INTO sku (sku) VALUES (?)', 'SELECT id FROM sku WHERE sku = ?'],
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
