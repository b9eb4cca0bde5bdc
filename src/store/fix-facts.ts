/** What only a fix asks of a database: where a balance was read, its lead time, and how fast units leave the shelf. */
import type { Database } from 'better-sqlite3';
import type { Moment, Units } from '../ledger/records.js';
import { phaseOf } from '../ledger/statuses.js';
import { skuFinder } from './ids.js';

/** Where a balance's state stands in the exports, and what VTEX would forget about it. */
export interface BalanceOrigin {
  /** The file or part of a file, as reports name it. */
  readonly path: string;
  /** The row's line in it, from 1. */
  readonly line: number;
  /** Seconds; null where no export says it. */
  readonly leadTime: number | null;
}

/** Answers for one balance after another. Leaves no statement open between calls. */
export class FixFacts {
  readonly #idOfSku: (sku: string) => number | undefined;
  readonly #origin;
  readonly #handled;

  constructor(db: Database) {
    this.#idOfSku = skuFinder(db);
    this.#origin = db.prepare<[number | undefined, string], BalanceOrigin>(
      `SELECT f.path, b.line, b.lead_time AS leadTime
       FROM balance b JOIN file f ON f.id = b.file
       WHERE b.sku = ? AND b.warehouse = (SELECT id FROM word WHERE text = ?)`,
    );
    const left = db
      .prepare<[], { id: number; text: string }>(
        "SELECT id, text FROM word WHERE id IN (SELECT word FROM word_of_column WHERE name = 'order_line.status')",
      )
      .all()
      .filter(({ text }) => phaseOf(text) === 'acknowledged')
      .map(({ id }) => id);
    this.#handled = db
      .prepare<[number | undefined, Moment, Moment, string], Units>(
        `SELECT coalesce(sum(l.units), 0) FROM order_line l LEFT JOIN word w ON w.id = l.warehouse
         WHERE l.sku = ? AND l.status IN (${left.join(', ')})
           AND coalesce(l.handling_at, l.last_change_at) > ? AND coalesce(l.handling_at, l.last_change_at) <= ?
           AND (w.text IS NULL OR w.text IN (SELECT value FROM json_each(?)))`,
      )
      .pluck();
  }

  /** Null for a balance no inventory export has. */
  originOf(sku: string, warehouse: string): BalanceOrigin | null {
    return this.#origin.get(this.#idOfSku(sku), warehouse) ?? null;
  }

  /**
   * Units of a SKU whose orders are in Preparing Delivery or beyond and last changed in a span of time, in some
   * warehouses or where the orders name none.
   */
  handledOf(sku: string, warehouses: readonly string[], from: Moment, to: Moment): Units {
    return this.#handled.get(this.#idOfSku(sku), from, to, JSON.stringify(warehouses)) ?? 0;
  }
}
