/** A source → tables, sheets, JSON documents or an archive's entries: by what is in it, never by its name. */
import { type Entry, gzipEntries, zipEntries } from './archive.js';
import type { ByteSource, NoText } from './bytes.js';
import { openCsv } from './csv.js';
import { type Documents, documentsOf, JSON_BEGINNING } from './json.js';
import { LIMITS, type Limits } from './limits.js';
import type { Workbook } from './sheets.js';
import type { Table } from './table.js';
import { textOf } from './text.js';
import { openXls } from './xls.js';
import { isXlsx, openXlsx } from './xlsx.js';
import { openZip } from './zip.js';

/** What a source turns out to be. */
export type Opened =
  | { readonly sort: 'table'; readonly table: Table }
  /** `damage` says what of the workbook cannot be read, when something cannot. */
  | { readonly sort: 'sheets'; readonly sheets: readonly Table[]; readonly damage: string | null }
  | { readonly sort: 'documents'; readonly documents: Documents }
  | { readonly sort: 'archive'; entries(): AsyncIterable<Entry> }
  | NoText;

const HEAD = 1 << 12;
const ZIP = 'PK\x03\x04';
/** Workbooks of Excel 97 and later stand in a container, older ones (BIFF 2 to 5) by themselves. */
const XLS = [
  '\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1',
  '\x09\x08',
  '\x09\x04\x06\0',
  '\x09\x02\x06\0',
  '\x09\0\x04\0',
];
const EMPTY_ZIP = 'PK\x05\x06';
const GZIP = '\x1f\x8b';

/** Files that are neither text nor anything invfix opens, by their first bytes. */
const SIGNATURES: readonly (readonly [bytes: string, reason: string])[] = [
  ['%PDF', 'a PDF, not an export'],
  ['\x89PNG', 'a picture, not an export'],
  ['\xff\xd8\xff', 'a picture, not an export'],
  ['SQLite format 3\0', 'a SQLite database, not an export'],
  ['7z\xbc\xaf\x27\x1c', 'a 7z archive: unpack it'],
  ['Rar!\x1a\x07', 'a RAR archive: unpack it'],
  ['\xfd7zXZ\0', 'an xz archive: unpack it'],
  ['\x28\xb5\x2f\xfd', 'a Zstandard archive: unpack it'],
  ['BZh', 'a bzip2 archive: unpack it'],
  ['PAR1', 'a Parquet file: export the table as CSV or JSON lines'],
];
const PYTHON_BEGINNING = /^\[?\s*\{\s*'/;
/** Where a tar's signature stands. */
const TAR_AT = 257;

/**
 * Finds out what a source is. It must stay open while what comes of it is read.
 * @param name what the source is called: names what a .gz holds when that tells no name itself
 * @throws the system's error when it cannot be read
 */
export async function openSource(
  source: ByteSource,
  name?: string,
  limits: Limits = LIMITS,
): Promise<Opened> {
  if (source.size === 0) return { sort: 'empty', reason: 'the file is empty' };
  const head = (await source.read(0, HEAD)).toString('latin1');
  if (head.startsWith(ZIP) || head.startsWith(EMPTY_ZIP)) return openedZip(source, limits);
  if (head.startsWith(GZIP)) {
    return { sort: 'archive', entries: () => gzipEntries(source, name, limits) };
  }
  if (XLS.some((bytes) => head.startsWith(bytes)) && head.includes('\0')) {
    const workbook = await openXls(source);
    return 'sort' in workbook ? workbook : openedWorkbook(workbook);
  }
  for (const [bytes, reason] of SIGNATURES) {
    if (head.startsWith(bytes)) return { sort: 'binary', reason };
  }
  if (head.startsWith('ustar', TAR_AT)) return { sort: 'binary', reason: 'a tar archive: unpack it' };
  const text = await textOf(source);
  if ('sort' in text) return text;
  const beginning = (await text.bytes.read(text.start, HEAD)).toString('latin1').trimStart();
  if (beginning.startsWith('<')) {
    const reason = 'a web page or XML: export it again, or save its table as .xlsx or CSV';
    return { sort: 'markup', reason };
  }
  if (PYTHON_BEGINNING.test(beginning)) {
    return { sort: 'damaged', reason: 'not JSON, but data as Python prints it: save it with json.dump' };
  }
  if (JSON_BEGINNING.test(beginning)) return { sort: 'documents', documents: documentsOf(text) };
  const table = await openCsv(text);
  return 'sort' in table ? table : { sort: 'table', table };
}

/** Documents of other programs that are zips, by a file each of them holds. */
const OTHER_ZIPS: readonly (readonly [path: string, reason: string])[] = [
  ['content.xml', 'an OpenDocument file: save it as .xlsx or CSV'],
  ['word/document.xml', 'a text document, not an export'],
  ['ppt/presentation.xml', 'a presentation, not an export'],
  ['xl/workbook.bin', 'a binary workbook (.xlsb): save it as .xlsx or CSV'],
  ['Index/Document.iwa', 'a document of Apple’s: export it as CSV'],
];

async function openedZip(source: ByteSource, limits: Limits): Promise<Opened> {
  const zip = await openZip(source, limits);
  if (zip === null) return { sort: 'damaged', reason: 'an archive or a spreadsheet that is cut off' };
  if (isXlsx(zip)) return openedWorkbook(await openXlsx(source, zip, limits));
  const names = new Set(zip.entries.map((entry) => entry.name));
  for (const [path, reason] of OTHER_ZIPS) {
    if (names.has(path)) return { sort: 'binary', reason };
  }
  if (zip.entries.length === 0 && zip.damage === null)
    return { sort: 'empty', reason: 'the archive is empty' };
  return { sort: 'archive', entries: () => zipEntries(source, zip, limits) };
}

function openedWorkbook({ sheets, damage }: Workbook): Opened {
  if (sheets.length > 0) return { sort: 'sheets', sheets, damage };
  return damage === null
    ? { sort: 'empty', reason: 'the workbook has no sheet' }
    : { sort: 'damaged', reason: `a spreadsheet that is damaged: ${damage}` };
}
