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
  const name = path === STDIN ? 'The standard input' : safe(path);
  const skus = new Set<string>();
  let line = 0;
  try {
    const input = path === STDIN ? process.stdin : createReadStream(path);
    for await (const text of createInterface({ input, crlfDelay: Number.POSITIVE_INFINITY })) {
      line += 1;
      const sku = trimmed(/^[^;,\t]*/.exec(trimmed(text))?.[0] ?? '').replace(/^"(.*)"$/, '$1');
      if (sku === '' || (line === 1 && HEADERS.has(foldedHeader(sku)))) continue;
      skus.add(knownSku(store, sku, name, line));
    }
  } catch (error) {
    if (error instanceof Error && 'syscall' in error) {
      throw new UserError(`${name} cannot be read.`, 'Name a file with one SKU a line: --sku-file skus.txt');
    }
    throw error;
  }
  if (skus.size > 0) return [...skus];
  throw new UserError(`${name} lists no SKU.`, 'Write one SKU a line.');
}

function knownSku(store: Store, sku: string, name: string, line: number): string {
  try {
    return skuOf(store, sku);
  } catch (error) {
    if (!(error instanceof UserError)) throw error;
    throw new UserError(`${name}, line ${line}: ${error.message}`, error.hint);
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
