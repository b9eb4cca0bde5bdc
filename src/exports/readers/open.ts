/** A source → tables, sheets, JSON documents or an archive's entries: by what is in it, never by its name. */
import type { Said } from '../../words/said.js';
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
  | { readonly sort: 'sheets'; readonly sheets: readonly Table[]; readonly damage: Said | null }
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
const SIGNATURES: readonly (readonly [bytes: string, reason: Said])[] = [
  ['%PDF', { key: 'pdf' }],
  ['\x89PNG', { key: 'picture' }],
  ['\xff\xd8\xff', { key: 'picture' }],
  ['SQLite format 3\0', { key: 'sqlite' }],
  ['7z\xbc\xaf\x27\x1c', { key: 'other-archive', values: { format: '7z' } }],
  ['Rar!\x1a\x07', { key: 'other-archive', values: { format: 'RAR' } }],
  ['\xfd7zXZ\0', { key: 'other-archive', values: { format: 'xz' } }],
  ['\x28\xb5\x2f\xfd', { key: 'other-archive', values: { format: 'Zstandard' } }],
  ['BZh', { key: 'other-archive', values: { format: 'bzip2' } }],
  ['PAR1', { key: 'parquet' }],
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
  if (source.size === 0) return { sort: 'empty', reason: { key: 'empty-file' } };
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
  if (head.startsWith('ustar', TAR_AT))
    return { sort: 'binary', reason: { key: 'other-archive', values: { format: 'tar' } } };
  const text = await textOf(source);
  if ('sort' in text) return text;
  const beginning = (await text.bytes.read(text.start, HEAD)).toString('latin1').trimStart();
  if (beginning.startsWith('<')) {
    return { sort: 'markup', reason: { key: 'web-page' } };
  }
  if (PYTHON_BEGINNING.test(beginning)) {
    return { sort: 'damaged', reason: { key: 'python-data' } };
  }
  if (JSON_BEGINNING.test(beginning)) return { sort: 'documents', documents: documentsOf(text) };
  const table = await openCsv(text);
  return 'sort' in table ? table : { sort: 'table', table };
}

/** Documents of other programs that are zips, by a file each of them holds. */
const OTHER_ZIPS: readonly (readonly [path: string, reason: Said])[] = [
  ['content.xml', { key: 'open-document' }],
  ['word/document.xml', { key: 'text-document' }],
  ['ppt/presentation.xml', { key: 'presentation' }],
  ['xl/workbook.bin', { key: 'binary-workbook' }],
  ['Index/Document.iwa', { key: 'apple-document' }],
];

async function openedZip(source: ByteSource, limits: Limits): Promise<Opened> {
  const zip = await openZip(source, limits);
  if (zip === null) return { sort: 'damaged', reason: { key: 'archive-cut-off' } };
  if (isXlsx(zip)) return openedWorkbook(await openXlsx(source, zip, limits));
  const names = new Set(zip.entries.map((entry) => entry.name));
  for (const [path, reason] of OTHER_ZIPS) {
    if (names.has(path)) return { sort: 'binary', reason };
  }
  if (zip.entries.length === 0 && zip.damage === null)
    return { sort: 'empty', reason: { key: 'archive-empty' } };
  return { sort: 'archive', entries: () => zipEntries(source, zip, limits) };
}

function openedWorkbook({ sheets, damage }: Workbook): Opened {
  if (sheets.length > 0) return { sort: 'sheets', sheets, damage };
  return damage === null
    ? { sort: 'empty', reason: { key: 'workbook-without-sheets' } }
    : { sort: 'damaged', reason: { key: 'workbook-damaged', values: { damage } } };
}
