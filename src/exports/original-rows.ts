/**
 * Rows of a file as they stand in it, by their lines: what VTEX's own spreadsheet says of a balance, to be
 * given back to VTEX in the same columns.
 */
import { foldedHeader } from './columns.js';
import { nameOf, type Part, partWithin } from './part.js';
import { openFile } from './readers/bytes.js';
import { type Opened, openSource } from './readers/open.js';
import type { Table } from './readers/table.js';

/** The columns without which a table is no spreadsheet that the Admin takes back. */
const NEEDED = ['SkuId', 'TotalQuantity', 'WarehouseId'] as const;

/** A table of the file, with the rows asked for. */
export interface OriginalTable {
  readonly header: readonly string[];
  /** Where the columns stand that tell the balance and its count. */
  readonly positions: Readonly<Record<(typeof NEEDED)[number], number>>;
  /** By line. */
  readonly rows: ReadonlyMap<number, readonly string[]>;
}

/**
 * Reads rows of one file again.
 * @param path the file
 * @param wanted the lines of each part of it, by the part's path as reports name it
 * @returns by part; without the parts that are no such spreadsheet
 * @throws the system's error when the file cannot be read
 */
export async function originalRows(
  path: string,
  wanted: ReadonlyMap<string, ReadonlySet<number>>,
): Promise<Map<string, OriginalTable>> {
  const found = new Map<string, OriginalTable>();
  const look = async (opened: Opened, part: Part): Promise<void> => {
    if (![...wanted.keys()].some((each) => each === part.path || each.startsWith(`${part.path}/`))) return;
    if (opened.sort === 'table') await take(opened.table, part.path);
    else if (opened.sort === 'sheets') {
      const filled = opened.sheets.filter(({ top }) => top.length > 0);
      for (const [index, sheet] of filled.entries()) {
        const own =
          filled.length === 1 ? part : partWithin(part, sheet.name ?? `sheet ${index + 1}`, part.modifiedAt);
        await take(sheet, own.path);
      }
    } else if (opened.sort === 'archive') {
      for await (const entry of opened.entries()) {
        if ('refusal' in entry) continue;
        const { name, source } = entry;
        const within = partWithin(part, name, part.modifiedAt);
        try {
          await look(await openSource(source, within.names[0]), within);
        } finally {
          await source.close();
        }
      }
    }
  };
  const take = async (table: Table, name: string): Promise<void> => {
    const lines = wanted.get(name);
    const original = lines === undefined ? null : await rowsOf(table, lines);
    if (original !== null) found.set(name, original);
  };
  const source = await openFile(path);
  try {
    const part: Part = { path, names: [nameOf(path)], modifiedAt: 0 };
    await look(await openSource(source, part.names[0]), part);
  } finally {
    await source.close();
  }
  return found;
}

/** Null when none of the table's first rows is the header of VTEX's spreadsheet. */
async function rowsOf(table: Table, lines: ReadonlySet<number>): Promise<OriginalTable | null> {
  for (const [index, top] of table.top.entries()) {
    const folded = top.map(foldedHeader);
    const [sku = -1, total = -1, warehouse = -1] = NEEDED.map((name) => folded.indexOf(foldedHeader(name)));
    if (Math.min(sku, total, warehouse) < 0) continue;
    const rows = new Map<number, readonly string[]>();
    await table.read(index, {
      fewestFields: Math.max(sku, total, warehouse) + 1,
      row(fields, line) {
        if (lines.has(line)) {
          // Spreadsheets leave blank cells at the end of a row out.
          rows.set(
            line,
            top.map((_, at) => table.decoded(fields[at] ?? '')),
          );
        }
        return rows.size < lines.size;
      },
      fault() {},
      progress() {},
    });
    const header = top.map((field) => field.replace(/\p{Cc}+/gu, ' '));
    return { header, positions: { SkuId: sku, TotalQuantity: total, WarehouseId: warehouse }, rows };
  }
  return null;
}
