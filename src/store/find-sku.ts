/** Finds the SKU a user means by an id or a reference code, or else the ones nearest to it. */
import type { Database } from 'better-sqlite3';
import { skuFinder } from './ids.js';

export type FoundSku =
  | { readonly sku: string; readonly by: 'id' | 'reference-code' }
  /** Ids and reference codes, nearest first. Empty when nothing is like the text. */
  | { readonly nearest: string[] };

const MOST_NEAREST = 5;

/** An exact id, else an exact reference code, else either ignoring case. A code that several SKUs bear names them all. */
export function foundSku(db: Database, text: string): FoundSku {
  const wanted = text.trim();
  if (skuFinder(db)(wanted) !== undefined) return { sku: wanted, by: 'id' };
  const byCode = db
    .prepare<[string], { sku: string }>(
      `SELECT DISTINCT s.sku FROM reference_code r JOIN sku s ON s.id = r.sku WHERE r.ref_id = ? ORDER BY s.sku`,
    )
    .all(wanted);
  if (byCode.length > 0) return single(byCode, 'reference-code');
  return likeIt(db, wanted.toLowerCase());
}

/** Looks at every name, and keeps a few. */
function likeIt(db: Database, folded: string): FoundSku {
  const names = db
    .prepare<[], { name: string; sku: string; by: 'id' | 'reference-code' }>(
      `SELECT sku AS name, sku, 'id' AS by FROM sku
       UNION ALL
       SELECT r.ref_id, s.sku, 'reference-code' FROM reference_code r JOIN sku s ON s.id = r.sku`,
    )
    .iterate();
  const alike = { id: new Set<string>(), 'reference-code': new Set<string>() };
  const nearest = new Nearest(folded);
  for (const { name, sku, by } of names) {
    if (name.toLowerCase() === folded) alike[by].add(sku);
    else nearest.add(name);
  }
  for (const by of ['id', 'reference-code'] as const) {
    if (alike[by].size > 0)
      return single(
        [...alike[by]].sort().map((sku) => ({ sku })),
        by,
      );
  }
  return { nearest: nearest.names() };
}

function single(found: readonly { sku: string }[], by: 'id' | 'reference-code'): FoundSku {
  const skus = [...new Set(found.map(({ sku }) => sku))];
  const [sku] = skus;
  return sku !== undefined && skus.length === 1 ? { sku, by } : { nearest: skus.slice(0, MOST_NEAREST) };
}

/** Of many names, those a few keystrokes away from a text, and those that begin with it. */
class Nearest {
  readonly #furthest: number;
  #found: { readonly name: string; readonly distance: number }[] = [];

  constructor(private readonly wanted: string) {
    this.#furthest = Math.max(1, Math.floor(wanted.length / 3));
  }

  add(name: string): void {
    const distance = distanceTo(this.wanted, name.toLowerCase(), this.#furthest);
    if (distance > this.#furthest || this.#found.some((other) => other.name === name)) return;
    this.#found.push({ name, distance });
    if (this.#found.length > 2 * MOST_NEAREST) this.#found = this.#first();
  }

  /** Nearest first. */
  names(): string[] {
    return this.#first().map(({ name }) => name);
  }

  #first(): { readonly name: string; readonly distance: number }[] {
    return this.#found
      .toSorted((a, b) => a.distance - b.distance || (a.name < b.name ? -1 : 1))
      .slice(0, MOST_NEAREST);
  }
}

/** Keystrokes from one text to the other; a beginning of it counts as one. Infinite beyond `furthest`. */
function distanceTo(wanted: string, name: string, furthest: number): number {
  if (wanted !== '' && name.startsWith(wanted)) return 1;
  if (Math.abs(wanted.length - name.length) > furthest) return Number.POSITIVE_INFINITY;
  let row = Array.from({ length: name.length + 1 }, (_, column) => column);
  for (let i = 1; i <= wanted.length; i++) {
    const next = [i];
    for (let j = 1; j <= name.length; j++) {
      const replaced = (row[j - 1] ?? 0) + (wanted[i - 1] === name[j - 1] ? 0 : 1);
      next.push(Math.min(replaced, (row[j] ?? 0) + 1, (next[j - 1] ?? 0) + 1));
    }
    if (Math.min(...next) > furthest) return Number.POSITIVE_INFINITY;
    row = next;
  }
  return row[name.length] ?? Number.POSITIVE_INFINITY;
}
