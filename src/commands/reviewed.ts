/** `correct --from-review FILE`: the counts of a review edited by hand, each checked against the balance it is for. */
import { UserError } from '../errors.js';
import { type ReviewRow, readReview } from '../fixes/read-review.js';
import type { BalanceDiagnosis } from '../ledger/diagnosis.js';
import { type Correction, changesSomething } from '../ledger/index.js';
import type { Units } from '../ledger/records.js';
import { safe } from '../render/safe.js';
import type { Store } from '../store/reading.js';
import { words } from '../words/index.js';
import type { CountedBalances } from './counting.js';

/** A count that a person gave in place of the one invfix computed. */
interface HandChange {
  readonly balance: BalanceDiagnosis;
  readonly from: Units;
  readonly to: Units;
}

export interface Reviewed {
  readonly corrections: readonly Correction[];
  readonly changes: readonly HandChange[];
  /** Balances whose count stands there already: writing it would do nothing. */
  readonly needless: readonly BalanceDiagnosis[];
}

/** @throws UserError naming the file and its first row that cannot be */
export async function reviewedCorrections(
  path: string,
  store: Store,
  counted: CountedBalances | null,
  unblockOversold: boolean,
): Promise<Reviewed> {
  const rows = await readReview(path);
  const balances = balancesOf(rows, store, counted);
  const corrections: Correction[] = [];
  const changes: HandChange[] = [];
  const needless: BalanceDiagnosis[] = [];
  for (const row of rows) {
    const balance = balances.get(keyOf(row.sku, row.warehouse));
    const { balance: checked, computed } = checkedBalance(balance, row, path, unblockOversold);
    if (row.count !== computed) changes.push({ balance: checked, from: computed, to: row.count });
    if (changesSomething(checked, row.count)) corrections.push({ balance: checked, count: row.count });
    else needless.push(checked);
  }
  return { corrections, changes, needless };
}

function balancesOf(
  rows: readonly ReviewRow[],
  store: Store,
  counted: CountedBalances | null,
): Map<string, BalanceDiagnosis> {
  const skus = [...new Set(rows.map(({ sku }) => sku))];
  const scanned = store.diagnoses({ skus });
  const balances = new Map<string, BalanceDiagnosis>();
  for (const balance of counted?.diagnoses(scanned) ?? scanned) {
    balances.set(keyOf(balance.sku, balance.warehouse), balance);
  }
  return balances;
}

function checkedBalance(
  balance: BalanceDiagnosis | undefined,
  row: ReviewRow,
  path: string,
  unblockOversold: boolean,
): { balance: BalanceDiagnosis; computed: Units } {
  const { rowNotExported, rowUnlimited, rowOfOtherScan } = words().fixFiles;
  const named = { path, line: row.line, sku: safe(row.sku), warehouse: safe(row.warehouse) };
  if (balance === undefined) throw new UserError(...rowNotExported(named));
  const computed = unblockOversold ? balance.unblocked : balance.corrected;
  if (computed === null) throw new UserError(...rowUnlimited(named));
  if (balance.inStock !== row.inStock || balance.reserved !== row.reserved) {
    throw new UserError(...rowOfOtherScan({ ...named, was: row, is: balance }));
  }
  return { balance, computed };
}

function keyOf(sku: string, warehouse: string): string {
  return JSON.stringify([sku, warehouse]);
}
