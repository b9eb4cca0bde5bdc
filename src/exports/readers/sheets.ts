/** Rows of a spreadsheet's sheet, wherever they come from → the table every reader of rows gives. */
import type { Said } from '../../words/said.js';
import { type RowHandler, type Table, TOP_ROWS } from './table.js';

/** A row that is not blank. Cells are as long as the row is filled. */
export interface SheetRow {
  /** The row's number in the sheet, from 1. */
  readonly line: number;
  readonly cells: readonly string[];
}

/** Some rows, and how far into the sheet they reach, from 0 to 1. */
export interface Batch {
  readonly rows: readonly SheetRow[];
  readonly share: number;
}

/** What of a workbook cannot be read. */
export class Damage extends Error {
  override readonly name = 'Damage';

  constructor(readonly said: Said) {
    super(said.key);
  }
}

/** A workbook as opened: its sheets, and what of it cannot be read. */
export interface Workbook {
  readonly sheets: readonly Table[];
  readonly damage: Said | null;
}

/**
 * A sheet as a table.
 * @param batches the sheet's rows from the first one on; may throw Damage
 * @throws Damage when not even the first rows can be read
 */
export async function sheetTable(name: string, batches: () => AsyncIterable<Batch>): Promise<Table> {
  const top: (readonly string[])[] = [];
  for await (const { rows } of batches()) {
    for (const { cells } of rows) if (top.length < TOP_ROWS) top.push(cells);
    if (top.length >= TOP_ROWS) break;
  }
  return {
    name: shownName(name),
    top,
    decoded: (field) => field,
    async read(header, handler) {
      const width = top[header]?.length;
      if (width === undefined) throw new RangeError(`there is no row ${header} at the top`);
      await readRows(batches(), header + 1, width, handler);
    },
  };
}

/** A sheet's name as it may be shown. */
export function shownName(name: string): string {
  return name.replace(/\p{Cc}+/gu, ' ').trim();
}

async function readRows(
  batches: AsyncIterable<Batch>,
  skipped: number,
  width: number,
  handler: RowHandler,
): Promise<void> {
  let left = skipped;
  let lastLine = 0;
  try {
    for await (const { rows, share } of batches) {
      for (const { line, cells } of rows) {
        lastLine = line;
        if (left > 0) left--;
        else if (!handler.row(filled(cells, width), line)) return;
      }
      handler.progress(share);
    }
    handler.progress(1);
  } catch (error) {
    if (!(error instanceof Damage)) throw error;
    handler.fault('cut-off', lastLine + 1, { key: 'rows-lost', values: { damage: error.said } });
  }
}

/** As many cells as the header has, at least: what stands beyond it is a note. */
function filled(cells: readonly string[], width: number): readonly string[] {
  return cells.length >= width ? cells : [...cells, ...Array<string>(width - cells.length).fill('')];
}

/** Several damages as one; null for none. */
export function together(damages: readonly Said[]): Said | null {
  const [first] = damages;
  if (first === undefined || damages.length === 1) return first ?? null;
  return { key: 'several', values: { reasons: damages } };
}

/** The cells without the blank ones at the end; empty for a blank row. */
export function withoutBlankEnd(cells: string[]): string[] {
  let length = cells.length;
  while (length > 0 && (cells[length - 1] ?? '').trim() === '') length--;
  cells.length = length;
  return cells;
}
