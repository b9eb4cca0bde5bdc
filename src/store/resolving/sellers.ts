/**
 * A marketplace's order report holds lines that other sellers fulfil from stock of their own: they reserve
 * nothing here. The store says who it is, or the locks of its balances do.
 */
import type { Database } from 'better-sqlite3';
import { phaseOf } from '../../ledger/statuses.js';
import { dropLines } from './tables.js';

/** A seller whose lines were left aside. */
export interface OtherSeller {
  readonly seller: string;
  readonly lines: number;
}

/** VTEX's id of the store itself among its sellers. */
const STORE_ITSELF = '1';

interface SellerLines {
  seller: number;
  name: string;
  lines: number;
  locked: number;
  /** Lines that must hold a reservation here if the seller is the store's own, and hold none. */
  unreserved: number;
  unreserved_chain: number;
  fulfillment: number;
}

/**
 * Pending lines without a lock, of a SKU whose balances list theirs (or reserve nothing), that were there
 * before an order that has one: had they a reservation, it would be seen.
 */
const SELLERS = `
SELECT l.seller, w.text AS name, count(*) AS lines, sum(k.line IS NOT NULL) AS locked,
  sum(u.line IS NOT NULL) AS unreserved,
  sum(l.origin IS 1 AND u.line IS NOT NULL) AS unreserved_chain,
  sum(l.origin IS 0) AS fulfillment
FROM order_line l
JOIN word w ON w.id = l.seller
LEFT JOIN (SELECT DISTINCT line FROM temp.locked_line) AS k ON k.line = l.id
LEFT JOIN temp.unreserved u ON u.line = l.id
GROUP BY l.seller`;

const UNRESERVED = `
INSERT INTO temp.unreserved
SELECT l.id FROM order_line l
WHERE l.seller IS NOT NULL
  AND l.status IN (SELECT value FROM json_each(@pending))
  AND l.created_at < (
    SELECT max(o.created_at) FROM order_line o WHERE o.id IN (SELECT line FROM temp.locked_line)
  )
  AND l.sku IN (SELECT sku FROM balance GROUP BY sku HAVING sum(locks IS NULL AND reserved <> 0) = 0)
  AND l.id NOT IN (SELECT line FROM temp.locked_line)`;

/**
 * Drops the lines other sellers fulfil. When in doubt a line stays; one with a lock always does. Comes
 * after `listLockedLines`.
 * @param ownSellers the store's own sellers, by name or id; the locks tell where it is absent
 */
export function dropOtherSellers(db: Database, ownSellers: readonly string[] | undefined): OtherSeller[] {
  if (!mayHoldOthers(db, ownSellers)) return [];
  const sellers = sellersIn(db);
  const foreign = ownSellers === undefined ? sellersWithoutLocks(sellers) : sellersBut(sellers, ownSellers);
  const dropped: OtherSeller[] = [];
  const theirs = `
    SELECT id FROM order_line
    WHERE seller = @seller AND (@onlyChain = 0 OR origin IS 1) AND id NOT IN (SELECT line FROM temp.locked_line)`;
  for (const { seller, name, onlyChain } of foreign) {
    const lines = dropLines(db, theirs, 'unneeded', { seller, onlyChain: onlyChain ? 1 : 0 });
    if (lines > 0) dropped.push({ seller: name, lines });
  }
  return dropped.sort((a, b) => b.lines - a.lines || (a.seller < b.seller ? -1 : 1));
}

/** A quick look that spares most stores the rest: they have one seller. */
function mayHoldOthers(db: Database, ownSellers: readonly string[] | undefined): boolean {
  const names = db
    .prepare<[], { text: string }>(
      "SELECT text FROM word WHERE id IN (SELECT word FROM word_of_column WHERE name = 'order_line.seller')",
    )
    .all()
    .map(({ text }) => folded(text));
  if (ownSellers !== undefined) return names.length > 0;
  const others = new Set(names.filter((name) => name !== STORE_ITSELF));
  if (others.size === 0) return false;
  const hasChain = db.prepare('SELECT 1 FROM order_line WHERE origin = 1 AND seller IS NOT NULL LIMIT 1');
  return new Set(names).size > 1 || hasChain.get() !== undefined;
}

interface ForeignSeller {
  readonly seller: number;
  readonly name: string;
  readonly onlyChain: boolean;
}

function sellersBut(sellers: readonly SellerLines[], own: readonly string[]): ForeignSeller[] {
  const ours = new Set([STORE_ITSELF, ...own.map(folded)]);
  return sellers
    .filter(({ name }) => !ours.has(folded(name)))
    .map(({ seller, name }) => ({ seller, name, onlyChain: false }));
}

/**
 * One seller's orders are reserved here and another's are not: the other is not the store. Lines the
 * store hands on to a seller itself need no other to compare with.
 */
function sellersWithoutLocks(sellers: readonly SellerLines[]): ForeignSeller[] {
  const spellings = new Map<string, SellerLines[]>();
  for (const each of sellers) {
    const key = folded(each.name);
    spellings.set(key, [...(spellings.get(key) ?? []), each]);
  }
  const all = [...spellings.entries()].map(([key, lines]) => ({ key, lines, ...summed(lines) }));
  const withLocks = new Set(all.filter(({ locked }) => locked > 0).map(({ key }) => key));
  return all.flatMap(({ key, lines, locked, unreserved, unreservedChain, fulfillment }) => {
    if (locked > 0 || fulfillment > 0 || key === STORE_ITSELF) return [];
    const isForeign = unreserved > 0 && withLocks.size > 0;
    if (!isForeign && unreservedChain === 0) return [];
    return lines.map(({ seller, name }) => ({ seller, name, onlyChain: !isForeign }));
  });
}

function summed(lines: readonly SellerLines[]) {
  const sum = (of: (line: SellerLines) => number) => lines.reduce((total, line) => total + of(line), 0);
  return {
    locked: sum(({ locked }) => locked),
    unreserved: sum(({ unreserved }) => unreserved),
    unreservedChain: sum(({ unreserved_chain }) => unreserved_chain),
    fulfillment: sum(({ fulfillment }) => fulfillment),
  };
}

function sellersIn(db: Database): SellerLines[] {
  const pending = db
    .prepare<[], { id: number; text: string }>(
      'SELECT id, text FROM word WHERE id IN (SELECT DISTINCT status FROM order_line)',
    )
    .all()
    .filter(({ text }) => ['authorized', 'confirmed'].includes(phaseOf(text)))
    .map(({ id }) => id);
  db.exec('CREATE TEMP TABLE unreserved (line INTEGER PRIMARY KEY)');
  db.prepare(UNRESERVED).run({ pending: JSON.stringify(pending) });
  const sellers = db.prepare<[], SellerLines>(SELLERS).all();
  db.exec('DROP TABLE temp.unreserved');
  return sellers;
}

function folded(name: string): string {
  return name.trim().toLowerCase();
}
