/** Contents made into sources, tables and workbooks, for the tests of the readers. */
import * as XLSX from '@e965/xlsx';
import { LIMITS, type Limits } from '../../../src/exports/readers/limits.js';
import { type Opened, openSource } from '../../../src/exports/readers/open.js';
import { sourceOf } from '../../../src/exports/readers/spool.js';
import type { Table } from '../../../src/exports/readers/table.js';
import { sentenceOf } from '../../../src/words/said.js';

export function opened(
  content: string | Buffer,
  name?: string,
  limits: Partial<Limits> = {},
): Promise<Opened> {
  return openSource(sourceOf(Buffer.from(content)), name, { ...LIMITS, ...limits });
}

/** What a source turns out to be, with the reason or damage in a sentence. */
export async function told(content: string | Buffer): Promise<Record<string, unknown>> {
  const found = await opened(content);
  const { sort } = found;
  if ('reason' in found) return { sort, reason: sentenceOf(found.reason) };
  if (sort !== 'sheets') return { sort };
  return { sort, damage: found.damage === null ? null : sentenceOf(found.damage) };
}

export async function openedTable(content: string | Buffer): Promise<Table> {
  const found = await opened(content);
  if (found.sort !== 'table') throw new Error(`not a table: ${found.sort}`);
  return found.table;
}

export async function openedSheets(content: Buffer): Promise<readonly Table[]> {
  const found = await opened(content);
  if (found.sort !== 'sheets') throw new Error('reason' in found ? sentenceOf(found.reason) : found.sort);
  if (found.damage !== null) throw new Error(sentenceOf(found.damage));
  return found.sheets;
}

/** Everything a table says after its header: `line: fields` for rows, `line! fault` for faults. */
export async function toldBy(table: Table, header = 0): Promise<string[]> {
  const told: string[] = [];
  await table.read(header, {
    row: (fields, line) => told.push(`${line}: ${fields.join('|')}`) > 0,
    fault: (fault, line) => told.push(`${line}! ${fault}`),
    progress: () => {},
  });
  return told;
}

/** A cell's value, or the value and the format that shows it. */
export type Cell = string | number | boolean | null | { readonly value: number; readonly format: string };

/** A workbook as bytes, by sheets and rows. */
export function workbook(
  bookType: XLSX.BookType,
  sheets: Readonly<Record<string, readonly (readonly Cell[])[]>>,
  properties: XLSX.WorkbookProperties = {},
): Buffer {
  const book = XLSX.utils.book_new();
  for (const [name, rows] of Object.entries(sheets)) {
    const sheet = XLSX.utils.aoa_to_sheet(
      rows.map((row) =>
        row.map((cell) =>
          cell !== null && typeof cell === 'object' ? { t: 'n', v: cell.value, z: cell.format } : cell,
        ),
      ),
    );
    XLSX.utils.book_append_sheet(book, sheet, name);
  }
  book.Workbook = { ...book.Workbook, WBProps: properties };
  return XLSX.write(book, { bookType, type: 'buffer', compression: true });
}
