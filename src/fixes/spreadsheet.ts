/**
 * The Admin's own import: the rows of the inventory spreadsheet it exported, the same columns in the same order,
 * with TotalQuantity alone changed, and no row but those to correct.
 */

import { UserError } from '../errors.js';
import type { Correction } from '../ledger/index.js';
import { words } from '../words/index.js';
import { csvLine, refuseFormulaIds } from './csv.js';
import { endingOf, type FixFile, type Format, numberedPath, withoutEnding } from './format.js';
import { originalTables, type TableToWrite } from './originals.js';
import { workbookOf, zipOf } from './workbook.js';

const ENDINGS = ['.xls', '.xlsx', '.csv'] as const;
type Ending = (typeof ENDINGS)[number];

/** What a file of each sort holds besides its header, and what the Admin takes unzipped. */
export interface SpreadsheetLimits {
  readonly rows: Readonly<Record<Ending, number>>;
  readonly bytes: number;
}

/** A BIFF8 sheet ends at row 65,536, an .xlsx sheet at row 1,048,576. */
export const SPREADSHEET_LIMITS: SpreadsheetLimits = {
  rows: { '.xls': 65_535, '.xlsx': 1_048_575, '.csv': Number.POSITIVE_INFINITY },
  bytes: 10_000_000,
};

/** Of every Excel there has been; a longer one is cut off. */
const LONGEST_CELL = 32_767;

export const spreadsheet: Format = {
  async files(target, corrections, facts) {
    const ending = spreadsheetEnding(target);
    const tables = await originalTables(corrections, facts);
    if (ending === '.csv') refuseIds(corrections);
    else refuseLongCells(tables, target);
    return { files: spreadsheetFiles(target, ending, tables), notes: [] };
  },
};

/** @throws UserError for a file that is none of the sorts the Admin takes */
export function spreadsheetEnding(target: string): Ending {
  const ending = endingOf(target).toLowerCase();
  const known = ENDINGS.find((each) => each === ending);
  if (known !== undefined) return known;
  throw new UserError(...words().fixFiles.spreadsheetEnding());
}

/** The tables as files of at most so many rows; those that are larger than the Admin takes, zipped. */
export function spreadsheetFiles(
  target: string,
  ending: Ending,
  tables: readonly TableToWrite[],
  limits: SpreadsheetLimits = SPREADSHEET_LIMITS,
): FixFile[] {
  const parts = tables.flatMap((table) => cut(table, limits.rows[ending]));
  return parts.map((part, index) => {
    const path = numberedPath(target, index, parts.length);
    const bytes = ending === '.csv' ? Buffer.from(csvOf(part), 'utf8') : workbookOf(part, ending);
    if (bytes.length <= limits.bytes) return { path, pieces: [bytes] };
    return { path: `${withoutEnding(path)}.zip`, pieces: [zipOf(path.replace(/^.*[/\\]/, ''), bytes)] };
  });
}

function cut(table: TableToWrite, most: number): TableToWrite[] {
  if (table.rows.length <= most) return [table];
  const parts: TableToWrite[] = [];
  for (let start = 0; start < table.rows.length; start += most) {
    parts.push({ header: table.header, rows: table.rows.slice(start, start + most) });
  }
  return parts;
}

function csvOf({ header, rows }: TableToWrite): string {
  return [header, ...rows].map((cells) => csvLine(cells, ';')).join('');
}

function refuseIds(corrections: readonly Correction[]): void {
  refuseFormulaIds(corrections.flatMap(({ balance }) => [balance.sku, balance.warehouse]));
}

function refuseLongCells(tables: readonly TableToWrite[], target: string): void {
  const isTooLong = tables.some(({ rows }) =>
    rows.some((row) => row.some(({ length }) => length > LONGEST_CELL)),
  );
  if (!isTooLong) return;
  throw new UserError(...words().fixFiles.cellTooLong({ target, longest: LONGEST_CELL }));
}
