/** Why a file is not read, or not whole, in English. Sentences begin small: the file's name goes before them. */
import { grouped } from '../format.js';
import type { Told } from '../said.js';
import { type ColumnName, names, type SortName, type TitleName } from './names.js';

export const unread = {
  'empty-file': 'the file is empty',
  'blank-file': 'the file holds nothing but blanks',
  'no-line-end': 'text, but no table: its first line does not end',
  'binary-file': 'a binary file, not an export',
  'utf16-too-large': 'UTF-16 text of this size is not read; save it as UTF-8',
  'file-too-large': 'larger than invfix takes in',
  'web-page': 'a web page or XML: export it again, or save its table as .xlsx or CSV',
  'python-data': 'not JSON, but data as Python prints it: save it with json.dump',
  pdf: 'a PDF, not an export',
  picture: 'a picture, not an export',
  sqlite: 'a SQLite database, not an export',
  'other-archive': ({ format }: { format: 'tar' | '7z' | 'RAR' | 'xz' | 'Zstandard' | 'bzip2' }) =>
    `${format === 'xz' ? 'an' : 'a'} ${format} archive: unpack it`,
  parquet: 'a Parquet file: export the table as CSV or JSON lines',
  'open-document': 'an OpenDocument file: save it as .xlsx or CSV',
  'text-document': 'a text document, not an export',
  presentation: 'a presentation, not an export',
  'binary-workbook': 'a binary workbook (.xlsb): save it as .xlsx or CSV',
  'apple-document': 'a document of Apple’s: export it as CSV',
  'own-correction': 'a correction invfix wrote, not an export',
  'own-scan': 'a scan that invfix wrote, not an export',
  'own-erp-list': 'what invfix wrote for the ERP, not an export',
  'batch-file': 'a batch inventory file, not an export',

  'lacks-columns': ({ title, columns }: { title: TitleName; columns: readonly ColumnName[] }) =>
    `${names.titles[title]} without a column for ${columns.map((name) => names.columns[name]).join(' and ')}`,
  'no-header': 'no header with column names invfix knows',
  'unknown-header': ({ row }: { row: string }) => `no column names invfix knows; first row: ${row}`,
  'another-table': ({ line }: { line: number }) =>
    `another table begins in line ${line}: save it as a file of its own`,
  'cut-off-in-row': 'cut off: the file ends in the middle of a row',
  'cut-off-in-document': 'cut off: the file ends in the middle of a document',

  'no-entries': 'JSON without any entries',
  'no-json': ({ line, problem }: { line: number; problem: Told }) =>
    `no JSON that can be read: line ${line}: ${problem}`,
  'unknown-json': ({ fields }: { fields: string }) =>
    fields === ''
      ? 'JSON, but none of the shapes invfix knows'
      : `JSON, but none of the shapes invfix knows; its fields: ${fields}`,
  'json-no-object': ({ sort }: { sort: SortName }) =>
    `JSON, but ${names.sorts[sort]} where an object should be`,
  'json-too-nested': 'JSON, but lists within lists within lists',
  'orders-without-items':
    'a list of orders without their items: save each order of it (GET /api/oms/pvt/orders/{orderId}) or export the order report',
  'error-answer': 'an error that VTEX answered in place of the data: ask for it again',
  'upload-answer': 'the answer to a bulk upload, not an export',

  'archive-cut-off': 'an archive or a spreadsheet that is cut off',
  'archive-empty': 'the archive is empty',
  'archive-without-files': 'the archive holds no files',
  'archive-too-deep': 'an archive three levels down: unpack it',
  'archive-too-many-files': ({ most }: { most: number }) =>
    `it holds more than ${grouped(most)} files; the others are left out`,
  'archive-list-damaged': 'its list of files is damaged or encrypted; some of its files are lost',
  'archive-too-large': ({ size }: { size: string }) =>
    `the archive unpacks to more than ${size}: this is not read`,
  'entry-overlaps': 'its bytes are also another file’s in the archive: it is not read',
  'entry-twice': 'the archive holds another file of the same name, which is read instead',
  'entry-encrypted': 'encrypted: unpack it with its password, and give invfix that',
  'entry-packed-otherwise': 'packed in a way invfix does not know: unpack it, and give invfix that',
  'entry-misplaced': 'damaged: its bytes are not where the archive says',
  'entry-cut-off': 'cut off: the archive ends before it does',
  'entry-cut-off-within': 'cut off in the middle',
  'entry-not-unpacked': 'damaged: its bytes cannot be unpacked',
  'entry-not-all-unpacked': 'damaged: not all of it can be unpacked',
  'entry-other-size': 'damaged: its size is not what the archive says',
  'entry-other-bytes': 'damaged: its bytes are not those that were packed',
  'entry-too-dense': ({ times }: { times: number }) =>
    `it unpacks to more than ${times} times its size, which no export does: it is not read`,
  'entry-too-large': ({ size }: { size: string }) =>
    `larger than ${size} when it is unpacked: it is not read`,

  several: ({ reasons }: { reasons: readonly Told[] }) => reasons.join('; '),
  'workbook-damaged': ({ damage }: { damage: Told }) => `a spreadsheet that is damaged: ${damage}`,
  'workbook-without-sheets': 'the workbook has no sheet',
  'workbook-without-rows': 'the spreadsheet holds no rows',
  'sheet-unread': ({ sheet, damage }: { sheet: string; damage: Told }) =>
    `sheet ${sheet} cannot be read: ${damage}`,
  'part-missing': 'a part of the workbook is missing',
  'parts-overlap': 'parts of the workbook overlap',
  'xml-damaged': 'its XML is damaged',
  'xml-too-deep': 'it is nested deeper than any workbook',
  'text-too-long': 'a text in it is longer than any cell',
  'text-missing': 'a cell refers to a text that is not there',
  'sheet-list-damaged': 'its list of sheets is damaged',
  'too-many-columns': 'it has more columns than a sheet can',
  'number-damaged': 'a cell holds a number that is none',
  'rows-misnumbered': 'its rows are numbered wrongly',
  'cells-misnumbered': 'its cells are numbered wrongly',
  'xls-encrypted': 'a spreadsheet with a password: save it without one',
  'xls-without-workbook': 'an old Office document without a spreadsheet in it',
  'xls-damaged': 'a spreadsheet that is damaged or cut off',
  'xls-too-large': 'an .xls of this size is not read; save it as .xlsx or CSV',
  'xls-sheet-lost': ({ sheet }: { sheet: string }) => `sheet ${sheet} cannot be read`,
  'xls-sheet-damaged': ({ sheet }: { sheet: string }) =>
    `sheet ${sheet} is damaged: some of its rows or cells are lost`,

  'no-regular-file': 'not a regular file',
  'no-permission': 'no permission to read it',
  gone: 'a link that leads nowhere, or a file that has just gone',
  'link-to-itself': 'a link that leads to itself',
  'cut-short': 'it was cut short while it was read: scan again',
  'changed-while-read': 'it was changed while it was read: scan again',
  'system-refused': ({ code }: { code: string }) => `the system could not read it (${code})`,
};
