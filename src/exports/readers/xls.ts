/**
 * .xls workbooks. A thread of its own reads them, within a time and a memory of its own; a sheet that
 * has fewer cells than its records say is told to be damaged.
 */
import { setImmediate } from 'node:timers/promises';
import { Worker } from 'node:worker_threads';
import type { Said } from '../../words/said.js';
import type { ByteSource } from './bytes.js';
import { booleanText, type DateSystem, type NumberFormat, numberFormatOf, shownNumber } from './cells.js';
import {
  type Batch,
  type SheetRow,
  sheetTable,
  shownName,
  together,
  type Workbook,
  withoutBlankEnd,
} from './sheets.js';

/** A text, a truth value, a number with its format's position among the formats, or nothing. */
export type XlsCell = string | boolean | readonly [value: number, format: number] | null;

/** A sheet as the thread hands it over. */
export interface XlsSheet {
  readonly name: string;
  /** A line of JSON for each row: its number and its cells. */
  readonly rows: Uint8Array;
  readonly isDamaged: boolean;
}

/** What the thread answers. */
export type XlsAnswer =
  | {
      readonly sheets: readonly XlsSheet[];
      /** Number formats, as workbooks write them. */
      readonly formats: readonly string[];
      readonly dateSystem: DateSystem;
      /** Sheets the workbook names and that could not be found. */
      readonly lostSheets: readonly string[];
    }
  | { readonly failure: 'encrypted' | 'no-workbook' | 'damaged' };

/** A full workbook of 65,536 rows has some 20 MB. */
const LARGEST = 256 << 20;
const LONGEST_MILLISECONDS = 120_000;
const MOST_MEGABYTES = 1024;
const ROWS_AT_ONCE = 1000;
const LF = 10;

const REASONS = {
  encrypted: { key: 'xls-encrypted' },
  'no-workbook': { key: 'xls-without-workbook' },
  damaged: { key: 'xls-damaged' },
} as const satisfies Readonly<Record<string, Said>>;

/** Opens a workbook; a reason in place of it when there is none to be read. */
export async function openXls(
  source: ByteSource,
): Promise<Workbook | { readonly sort: 'damaged' | 'binary' | 'too-large'; readonly reason: Said }> {
  if (source.size > LARGEST) {
    return { sort: 'too-large', reason: { key: 'xls-too-large' } };
  }
  const answer = await answerTo(await source.read(0, source.size));
  if ('failure' in answer) {
    const sort = answer.failure === 'no-workbook' ? 'binary' : 'damaged';
    return { sort, reason: REASONS[answer.failure] };
  }
  const formats = answer.formats.map(numberFormatOf);
  const sheets = answer.sheets.map(({ name, rows }) =>
    sheetTable(name, () => batchesOf(Buffer.from(rows), formats, answer.dateSystem)),
  );
  const damages = [
    ...answer.lostSheets.map((name) => saidOfSheet('xls-sheet-lost', name)),
    ...answer.sheets
      .filter(({ isDamaged }) => isDamaged)
      .map(({ name }) => saidOfSheet('xls-sheet-damaged', name)),
  ];
  return { sheets: await Promise.all(sheets), damage: together(damages) };
}

function saidOfSheet(key: 'xls-sheet-lost' | 'xls-sheet-damaged', name: string): Said {
  return { key, values: { sheet: shownName(name) } };
}

/** The thread's answer; that it is damaged when it fails, or does not end. */
function answerTo(file: Buffer): Promise<XlsAnswer> {
  const worker = new Worker(new URL('./xls-worker.js', import.meta.url), {
    workerData: file,
    resourceLimits: { maxOldGenerationSizeMb: MOST_MEGABYTES },
    stdout: true,
    stderr: true,
  });
  return new Promise((resolve) => {
    const ended = (answer: XlsAnswer): void => {
      clearTimeout(timer);
      resolve(answer);
      void worker.terminate();
    };
    const timer = setTimeout(() => ended({ failure: 'damaged' }), LONGEST_MILLISECONDS);
    worker.once('message', ended);
    worker.once('error', () => ended({ failure: 'damaged' }));
    worker.once('exit', () => ended({ failure: 'damaged' }));
  });
}

async function* batchesOf(
  bytes: Buffer,
  formats: readonly NumberFormat[],
  dateSystem: DateSystem,
): AsyncGenerator<Batch> {
  let rows: SheetRow[] = [];
  for (let start = 0; start < bytes.length; ) {
    const lineEnd = bytes.indexOf(LF, start);
    const end = lineEnd < 0 ? bytes.length : lineEnd;
    const [line, values] = JSON.parse(bytes.toString('utf8', start, end)) as [number, XlsCell[]];
    start = end + 1;
    const cells = withoutBlankEnd(values.map((cell) => textOf(cell, formats, dateSystem)));
    if (cells.length > 0) rows.push({ line, cells });
    if (rows.length < ROWS_AT_ONCE) continue;
    yield { rows, share: start / bytes.length };
    rows = [];
    await setImmediate();
  }
  if (rows.length > 0) yield { rows, share: 1 };
}

function textOf(cell: XlsCell, formats: readonly NumberFormat[], dateSystem: DateSystem): string {
  if (cell === null) return '';
  if (typeof cell === 'string') return cell;
  if (typeof cell === 'boolean') return booleanText(cell);
  const [value, format] = cell;
  return shownNumber(value, formats[format] ?? 1, dateSystem);
}
