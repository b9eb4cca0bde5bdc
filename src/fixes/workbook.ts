/** A table as an Excel workbook, and a file as a zip. */
import { CFB, utils, write } from '@e965/xlsx';
import { foldedHeader } from '../exports/columns.js';
import type { TableToWrite } from './originals.js';
import { type Cell, xlsOf } from './xls.js';

/** Columns whose numbers are numbers; whatever else looks like one is an id, and stays the text it is. */
const QUANTITIES = new Set(
  ['TotalQuantity', 'ReservedQuantity', 'AvailableQuantity', 'DispatchedReservations'].map(foldedHeader),
);
const PLAIN_NUMBER = /^(?:0|-?[1-9]\d{0,14})$/;
const SHEET = 'Inventory';

/** The bytes of a workbook with the table as its only sheet. */
export function workbookOf(table: TableToWrite, ending: '.xls' | '.xlsx'): Uint8Array {
  const rows = cellsOf(table);
  if (ending === '.xls') return xlsOf(SHEET, rows);
  // The format of texts keeps a spreadsheet from reading an id as a number when its cell is edited.
  const cells = rows.map((row) =>
    row.map((cell) => (typeof cell === 'string' ? { t: 's', v: cell, z: '@' } : cell)),
  );
  const workbook = utils.book_new();
  utils.book_append_sheet(workbook, utils.aoa_to_sheet(cells, { dense: true }), SHEET);
  return write(workbook, {
    type: 'buffer',
    bookType: 'xlsx',
    bookSST: true,
    compression: true,
  }) as Uint8Array;
}

function cellsOf({ header, rows }: TableToWrite): Cell[][] {
  const isQuantity = header.map((name) => QUANTITIES.has(foldedHeader(name)));
  const cells = rows.map((row) =>
    row.map((text, column) => {
      if (text === '') return null;
      return isQuantity[column] && PLAIN_NUMBER.test(text) ? Number(text) : text;
    }),
  );
  return [[...header], ...cells];
}

/** A zip that holds one file. */
export function zipOf(name: string, bytes: Uint8Array): Uint8Array {
  const container = CFB.utils.cfb_new();
  CFB.utils.cfb_add(container, `/${name}`, Buffer.from(bytes));
  return CFB.write(container, { type: 'buffer', fileType: 'zip', compression: true }) as Uint8Array;
}
