/**
 * What `scan --output` writes for scripts: one document, or a line or row for each balance in the table's order.
 * All of it comes in pieces: a million balances are never in memory at once.
 */
import { UserError } from '../errors.js';
import { csvLine } from '../fixes/csv.js';
import type { BalanceDiagnosis } from '../ledger/diagnosis.js';
import { words } from '../words/index.js';
import type { BalanceDocument, BalanceLineDocument } from './document-types.js';
import { balanceDocument, type ScanData, scanDocument } from './documents.js';
import { jsonDocument, jsonText } from './json.js';

/** By the names `--output` takes. */
export const OUTPUTS = {
  json: (data) => jsonDocument(scanDocument(data)),
  ndjson: balanceLines,
  csv: balanceRows,
} as const satisfies Record<string, (data: ScanData, limit: number) => Iterable<string>>;

export type OutputName = keyof typeof OUTPUTS;

interface OutputOptions {
  readonly json?: boolean;
  readonly output?: 'table' | OutputName;
  readonly dryRun?: boolean;
}

/**
 * What is asked for; null stands for the table.
 * @throws UserError where `--json` and `--output` contradict each other, or there is no such output
 */
export function outputOf({ json, output, dryRun }: OutputOptions): OutputName | null {
  if (json && output !== undefined && output !== 'json') {
    throw new UserError(...words().outputs.contradicting(output));
  }
  if (dryRun && (output === 'ndjson' || output === 'csv')) {
    throw new UserError(...words().outputs.noDryRun(output));
  }
  if (json) return 'json';
  return output === undefined || output === 'table' ? null : output;
}

/** One document a line: `invfix.balance/1`. */
function* balanceLines({ balances }: ScanData, limit: number): Generator<string> {
  for (const balance of first(balances, limit)) {
    const line: BalanceLineDocument = { schema: 'invfix.balance/1', ...balanceDocument(balance) };
    yield `${jsonText(line)}\n`;
  }
}

/**
 * The keys of the JSON as headers, not those of a review: what lists healthy balances must not be taken for a fix.
 */
const COLUMNS = [
  'sku',
  'warehouse',
  'inStock',
  'reserved',
  'available',
  'pending',
  'acknowledged',
  'ghosts',
  'undetermined',
  'earlyWriteOffs',
  'lateWriteOffs',
  'availableItems',
  'corrected',
  'alternatives',
  'oversold',
  'basis',
  'confidence',
  'causes',
  'blockedTradePolicies',
  'hiddenUnits',
  'hidden',
] as const satisfies readonly (keyof BalanceDocument)[];

function* balanceRows({ balances }: ScanData, limit: number): Generator<string> {
  yield csvLine(COLUMNS);
  for (const balance of first(balances, limit)) {
    const document = balanceDocument(balance);
    yield csvLine(COLUMNS.map((column) => cell(document[column])));
  }
}

/** Lists with `; ` between, a cause with its units; unknown and none are empty. */
function cell(value: BalanceDocument[keyof BalanceDocument]): string | number {
  if (typeof value === 'number' || typeof value === 'string') return value;
  if (value === null) return '';
  if (typeof value === 'boolean') return String(value);
  return value
    .map((each) => (typeof each === 'object' ? `${each.code} ${each.units}` : String(each)))
    .join('; ');
}

function* first(balances: Iterable<BalanceDiagnosis>, limit: number): Generator<BalanceDiagnosis> {
  let count = 0;
  for (const balance of balances) {
    if (count >= limit) return;
    count += 1;
    yield balance;
  }
}
