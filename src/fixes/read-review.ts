/**
 * A review CSV given back, edited by hand: rows may be gone, corrected counts changed, and a spreadsheet program
 * may have saved it with other delimiters, quotes, columns moved about, or as a workbook.
 */
import { UserError } from '../errors.js';
import { foldedHeader, quoted, trimmed } from '../exports/columns.js';
import { wholeUnits } from '../exports/numbers.js';
import { openFile } from '../exports/readers/bytes.js';
import { openSource } from '../exports/readers/open.js';
import type { Table } from '../exports/readers/table.js';
import type { Units } from '../ledger/records.js';
import { words } from '../words/index.js';
import { sentenceOf } from '../words/said.js';
import { unguarded } from './csv.js';

const NEEDED = ['SkuId', 'WarehouseId', 'TotalQuantity', 'ReservedQuantity', 'CorrectedQuantity'] as const;
type NeededColumn = (typeof NEEDED)[number];

/** One row: the balance as it was when the review was written, and the count it is to get. */
export interface ReviewRow {
  readonly line: number;
  readonly sku: string;
  readonly warehouse: string;
  readonly inStock: Units;
  readonly reserved: Units;
  readonly count: Units;
}

/** Ids as spreadsheets show long numbers. */
const IN_EXPONENT = /^\d(?:[.,]\d+)?E\+\d+$/i;

/**
 * The rows of a review.
 * @throws UserError naming the first row that cannot be
 */
export async function readReview(path: string): Promise<ReviewRow[]> {
  const source = await openFile(path).catch(() => {
    throw new UserError(...words().fixFiles.reviewNotOpened(quoted(path)));
  });
  try {
    const opened = await openSource(source);
    const tables = opened.sort === 'table' ? [opened.table] : opened.sort === 'sheets' ? opened.sheets : [];
    for (const table of tables) {
      const header = headerOf(table);
      if (header !== null) return await rowsOf(table, header, path);
    }
  } finally {
    await source.close();
  }
  throw new UserError(...words().fixFiles.noReview({ path, columns: NEEDED.join(', ') }));
}

interface Header {
  readonly index: number;
  readonly positions: Readonly<Record<NeededColumn, number>>;
}

function headerOf(table: Table): Header | null {
  for (const [index, fields] of table.top.entries()) {
    const folded = fields.map(foldedHeader);
    const at = (name: NeededColumn) => folded.indexOf(foldedHeader(name));
    const positions = {
      SkuId: at('SkuId'),
      WarehouseId: at('WarehouseId'),
      TotalQuantity: at('TotalQuantity'),
      ReservedQuantity: at('ReservedQuantity'),
      CorrectedQuantity: at('CorrectedQuantity'),
    };
    if (Object.values(positions).every((position) => position >= 0)) return { index, positions };
  }
  return null;
}

async function rowsOf(table: Table, { index, positions }: Header, path: string): Promise<ReviewRow[]> {
  const rows: ReviewRow[] = [];
  const lineOf = new Map<string, number>();
  let wrong: UserError | null = null;
  await table.read(index, {
    fewestFields: Math.max(...Object.values(positions)) + 1,
    row(fields, line) {
      const text = (name: NeededColumn) => trimmed(table.decoded(fields[positions[name]] ?? ''));
      if (fields.every((field) => field.trim() === '')) return true;
      try {
        const row = rowOf(text, line, path);
        const key = JSON.stringify([row.sku, row.warehouse]);
        const before = lineOf.get(key);
        if (before !== undefined) {
          throw new UserError(...words().fixFiles.rowTwice({ path, line, before }));
        }
        lineOf.set(key, line);
        rows.push(row);
        return true;
      } catch (error) {
        if (!(error instanceof UserError)) throw error;
        wrong ??= error;
        return false;
      }
    },
    fault(_fault, line, reason, fields = []) {
      if (fields.length > 0 && fields.every((field) => field.trim() === '')) return;
      wrong ??= new UserError(...words().fixFiles.rowUnreadable({ path, line, reason: sentenceOf(reason) }));
    },
    progress() {},
  });
  if (wrong !== null) throw wrong;
  return rows;
}

function rowOf(text: (name: NeededColumn) => string, line: number, path: string): ReviewRow {
  const { rowWithout, rowRounded, rowNotWhole, rowBelowZero } = words().fixFiles;
  const id = (column: NeededColumn): string => {
    const value = unguarded(text(column));
    if (value === '') throw new UserError(...rowWithout({ path, line, column }));
    if (!IN_EXPONENT.test(value)) return value;
    throw new UserError(...rowRounded({ path, line, column, value: quoted(value) }));
  };
  const units = (column: NeededColumn): Units => {
    const value = wholeUnits(text(column));
    if (typeof value === 'number') return value;
    throw new UserError(
      ...rowNotWhole({
        path,
        line,
        column,
        value: quoted(text(column)),
        reason: words().names.numberFaults[value],
      }),
    );
  };
  const row = {
    line,
    sku: id('SkuId'),
    warehouse: id('WarehouseId'),
    inStock: units('TotalQuantity'),
    reserved: units('ReservedQuantity'),
    count: units('CorrectedQuantity'),
  };
  if (row.count >= 0) return row;
  throw new UserError(...rowBelowZero({ path, line, column: 'CorrectedQuantity', count: row.count }));
}
