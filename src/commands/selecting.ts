/** Which corrections are written, beyond SKU and warehouse: a list of SKUs in a file, causes, and how many units. */
import { createReadStream } from 'node:fs';
import { createInterface } from 'node:readline';
import { UserError } from '../errors.js';
import { foldedHeader, SKU_COLUMN, trimmed } from '../exports/columns.js';
import type { BalanceDiagnosis, CauseCode } from '../ledger/diagnosis.js';
import type { Correction } from '../ledger/index.js';
import type { Units } from '../ledger/records.js';
import { safe } from '../render/safe.js';
import type { Store } from '../store/reading.js';
import { words } from '../words/index.js';
import { skuOf } from './selection.js';

const STDIN = '-';
const HEADERS: ReadonlySet<string> = new Set(SKU_COLUMN.names.map(foldedHeader));

/**
 * The SKUs a file lists, one a line; of a line with several fields the first one. A header, blank lines and
 * repetitions are passed over.
 * @param path `-` is the standard input
 * @throws UserError when it cannot be read, lists nothing, or names a SKU that no export has
 */
export async function skusOfFile(path: string, store: Store): Promise<string[]> {
  const file = path === STDIN ? null : safe(path);
  const skus = new Set<string>();
  let line = 0;
  try {
    const input = path === STDIN ? process.stdin : createReadStream(path);
    for await (const text of createInterface({ input, crlfDelay: Number.POSITIVE_INFINITY })) {
      line += 1;
      const sku = trimmed(/^[^;,\t]*/.exec(trimmed(text))?.[0] ?? '').replace(/^"(.*)"$/, '$1');
      if (sku === '' || (line === 1 && HEADERS.has(foldedHeader(sku)))) continue;
      skus.add(knownSku(store, sku, file, line));
    }
  } catch (error) {
    if (error instanceof Error && 'syscall' in error) {
      throw new UserError(...words().selecting.unreadable(file));
    }
    throw error;
  }
  if (skus.size > 0) return [...skus];
  throw new UserError(...words().selecting.listsNothing(file));
}

function knownSku(store: Store, sku: string, file: string | null, line: number): string {
  try {
    return skuOf(store, sku);
  } catch (error) {
    if (!(error instanceof UserError)) throw error;
    throw new UserError(words().selecting.atLine({ file, line, message: error.message }), error.hint);
  }
}

/** Balances one of whose causes is among these; all where none is asked for. */
export function* ofCauses(
  balances: Iterable<BalanceDiagnosis>,
  codes: readonly CauseCode[] | undefined,
): Generator<BalanceDiagnosis> {
  for (const balance of balances) {
    if (codes === undefined || balance.causes.some(({ code }) => codes.includes(code))) yield balance;
  }
}

/** Whether a count differs from what is in stock by so many units. */
export function changesUnits({ balance, count }: Correction, fewest: Units): boolean {
  return Math.abs(count - balance.inStock) >= fewest;
}
