/**
 * VTEX's batch inventory CSV: the Logistics API's bulk update takes it. A row sets quantity, unlimited and lead
 * time together, so a fix carries over what it does not mean to change.
 * https://developers.vtex.com/docs/guides/batch-inventory-updates
 */
import { UserError } from '../errors.js';
import { quoted } from '../exports/columns.js';
import { isoDuration } from '../exports/durations.js';
import type { Correction } from '../ledger/index.js';
import { words } from '../words/index.js';
import { csvLine, refuseFormulaIds } from './csv.js';
import { type FixFile, type Format, numberedPath } from './format.js';

const HEADER = csvLine(['item_id', 'account_name', 'container_id', 'quantity', 'unlimited', 'lead_time']);

/** How much one upload holds: VTEX speaks of millions of rows, and the commit refuses more than 500 MB. */
export const BATCH_LIMITS = { rows: 5_000_000, bytes: 450_000_000 } as const;

/** An account as it stands in the store's address: https://ACCOUNT.myvtex.com. */
const ACCOUNT = /^[a-z0-9][a-z0-9_-]*$/i;
/** Balances named of those whose lead time nobody knows. */
const FIRST_NAMED = 3;

export const batch: Format = {
  async files(target, corrections, facts) {
    const account = accountOf(facts.account);
    const leadTimes = corrections.map(
      ({ balance }) => facts.originOf(balance.sku, balance.warehouse)?.leadTime ?? null,
    );
    const unknown = corrections.filter((_, index) => leadTimes[index] === null);
    if (unknown.length > 0 && !facts.resetsLeadTimes) throw leadTimesUnknown(unknown, corrections.length);
    refuseFormulaIds(corrections.flatMap(({ balance }) => [balance.sku, balance.warehouse]));
    const rows = corrections.map(({ balance, count }, index) => {
      if (balance.unlimited || !Number.isSafeInteger(count) || count < 0) {
        throw new Error(`a batch file cannot hold ${count} for SKU ${balance.sku} in ${balance.warehouse}`);
      }
      const leadTime = isoDuration(leadTimes[index] ?? 0);
      return [balance.sku, account, balance.warehouse, count, 'false', leadTime] as const;
    });
    return { files: batchFiles(target, rows), notes: notesOf(unknown.length) };
  },
};

type BatchRow = readonly (string | number)[];

/** The rows as files of at most so many rows and bytes. */
export function batchFiles(
  target: string,
  rows: readonly BatchRow[],
  limits: { readonly rows: number; readonly bytes: number } = BATCH_LIMITS,
): FixFile[] {
  const starts = [0];
  let count = 0;
  let bytes = HEADER.length;
  for (const [index, row] of rows.entries()) {
    const length = Buffer.byteLength(csvLine(row));
    if (count > 0 && (count >= limits.rows || bytes + length > limits.bytes)) {
      starts.push(index);
      count = 0;
      bytes = HEADER.length;
    }
    count += 1;
    bytes += length;
  }
  return starts.map((start, index) => ({
    path: numberedPath(target, index, starts.length),
    pieces: lines(rows.slice(start, starts[index + 1])),
  }));
}

function* lines(rows: readonly BatchRow[]): Generator<string> {
  yield HEADER;
  for (const row of rows) yield csvLine(row);
}

function accountOf(account: string | undefined): string {
  const name = account?.trim() ?? '';
  if (ACCOUNT.test(name)) return name;
  throw new UserError(...words().fixFiles.account(account === undefined ? null : quoted(account)));
}

function leadTimesUnknown(unknown: readonly Correction[], all: number): UserError {
  const { fix, fixFiles } = words();
  const named = unknown
    .slice(0, FIRST_NAMED)
    .map(({ balance }) => fix.balance({ sku: quoted(balance.sku), warehouse: quoted(balance.warehouse) }));
  return new UserError(
    ...fixFiles.leadTimesUnknown({
      unknown: unknown.length,
      all,
      named: named.join(', '),
      rest: unknown.length - named.length,
    }),
  );
}

function notesOf(unknown: number): string[] {
  return unknown === 0 ? [] : [words().fixFiles.leadTimesNone(unknown)];
}
