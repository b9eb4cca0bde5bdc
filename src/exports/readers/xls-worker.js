/**
 * Reads an .xls workbook in a thread of its own, where it can be stopped: the format has no checksums,
 * and what a damaged one makes of its reader is anybody's guess. JavaScript, because a thread starts
 * from a file as it is.
 */
import { parentPort, workerData } from 'node:worker_threads';
import { CFB, read, set_cptable } from '@e965/xlsx';
import * as codepages from '@e965/xlsx/dist/cpexcel';

/**
 * @typedef {import('./xls.js').XlsAnswer} XlsAnswer
 * @typedef {import('./xls.js').XlsSheet} XlsSheet
 * @typedef {import('@e965/xlsx').WorkSheet} WorkSheet
 * @typedef {import('@e965/xlsx').CellObject} CellObject
 * @typedef {{ values: number, isWhole: boolean }} Outline
 *   what a sheet's records come to: cells with a value of their own, and whether they go on to its end
 */

const BOF = 0x809;
const EOF = 0x0a;
const BOUNDSHEET = 0x85;
const FILEPASS = 0x2f;
const MULRK = 0xbd;
/** LABELSST, NUMBER, RK, LABEL, RSTRING, BOOLERR. */
const VALUES = [0xfd, 0x203, 0x27e, 0x204, 0xd6, 0x205];
const BIFF8 = 0x600;

parentPort?.postMessage(answerOf(Buffer.from(workerData)));

/**
 * @param {Buffer} file
 * @returns {XlsAnswer}
 */
function answerOf(file) {
  /** @type {Map<string, Outline>} */
  let outlines = new Map();
  if (file.readUInt16LE(0) === 0xcfd0) {
    const container = CFB.read(file, { type: 'buffer' });
    if (CFB.find(container, '/EncryptedPackage')) return { failure: 'encrypted' };
    const stream = CFB.find(container, '/Workbook') ?? CFB.find(container, '/Book');
    if (!stream) return { failure: 'no-workbook' };
    const content = Buffer.from(stream.content);
    if (content.length < stream.size) return { failure: 'damaged' };
    const outlined = outlinesOf(content.subarray(0, stream.size));
    if (typeof outlined === 'string') return { failure: outlined };
    outlines = outlined;
  }
  set_cptable(codepages);
  const options = { dense: true, cellNF: true, cellText: false, cellFormula: false, cellHTML: false };
  const workbook = read(file, { type: 'buffer', ...options });
  /** @type {Map<string, number>} */
  const formats = new Map();
  const sheets = workbook.SheetNames.flatMap((name) => {
    const sheet = workbook.Sheets[name];
    return sheet === undefined || sheet['!type'] === 'chart'
      ? []
      : [sheetOf(name, sheet, formats, outlines.get(name))];
  });
  return {
    sheets,
    formats: [...formats.keys()],
    dateSystem: workbook.Workbook?.WBProps?.date1904 ? 1904 : 1900,
    lostSheets: [...outlines.keys()].filter((name) => workbook.Sheets[name] === undefined),
  };
}

/**
 * @param {string} name
 * @param {WorkSheet} sheet
 * @param {Map<string, number>} formats the number formats met so far
 * @param {Outline | undefined} outline
 * @returns {XlsSheet}
 */
function sheetOf(name, sheet, formats, outline) {
  /** @type {string[]} */
  const lines = [];
  let values = 0;
  let isSound = true;
  /** @type {(CellObject | undefined)[][]} */
  const data = sheet['!data'] ?? [];
  data.forEach((row, index) => {
    /** @type {import('./xls.js').XlsCell[]} */
    const cells = [];
    row?.forEach((cell, column) => {
      if (cell === undefined || cell.t === 'z') return;
      values++;
      const value = cell.t === 'e' ? null : cell.v;
      if (value === undefined || (typeof value === 'number' && !Number.isFinite(value))) isSound = false;
      while (cells.length < column) cells.push(null);
      if (typeof value !== 'number') {
        cells.push(typeof value === 'string' || typeof value === 'boolean' ? value : null);
        return;
      }
      const format = String(cell.z ?? 'General');
      const known = formats.get(format) ?? formats.size;
      formats.set(format, known);
      cells.push([value, known]);
    });
    if (cells.length > 0) lines.push(JSON.stringify([index + 1, cells]));
  });
  const isWhole = outline === undefined || (outline.isWhole && values >= outline.values);
  return { name, rows: Buffer.from(lines.join('\n')), isDamaged: !isSound || !isWhole };
}

/**
 * Walks through the workbook's records without reading what is in them.
 * @param {Buffer} stream
 * @returns {Map<string, Outline> | 'encrypted' | 'damaged'} the sheets by name
 */
function outlinesOf(stream) {
  /** @type {Map<string, Outline>} */
  const outlines = new Map();
  let isBiff8 = false;
  for (const { id, data } of records(stream, 0)) {
    if (id === BOF) isBiff8 = data.length >= 2 && data.readUInt16LE(0) === BIFF8;
    else if (id === FILEPASS) return 'encrypted';
    else if (id === BOUNDSHEET && data.length > 8 && data[5] === 0) {
      outlines.set(nameOf(data, isBiff8), outlineOf(stream, data.readUInt32LE(0)));
    } else if (id === EOF) return outlines;
  }
  return 'damaged';
}

/**
 * @param {Buffer} sheet a BOUNDSHEET record
 * @param {boolean} isBiff8
 * @returns {string}
 */
function nameOf(sheet, isBiff8) {
  const length = sheet[6] ?? 0;
  if (!isBiff8) return sheet.toString('latin1', 7, 7 + length);
  const isWide = ((sheet[7] ?? 0) & 1) === 1;
  return isWide ? sheet.toString('utf16le', 8, 8 + 2 * length) : sheet.toString('latin1', 8, 8 + length);
}

/**
 * @param {Buffer} stream
 * @param {number} start
 * @returns {Outline}
 */
function outlineOf(stream, start) {
  let depth = 0;
  let values = 0;
  for (const { id, data } of records(stream, start)) {
    if (id === BOF) depth++;
    else if (depth === 0) break;
    else if (id === EOF && --depth === 0) return { values, isWhole: true };
    // Charts on the sheet are substreams of their own.
    else if (depth > 1) continue;
    else if (id === MULRK) values += Math.floor((data.length - 6) / 6);
    else if (VALUES.includes(id)) values++;
  }
  return { values, isWhole: false };
}

/**
 * @param {Buffer} stream
 * @param {number} start
 * @returns {Generator<{ id: number, data: Buffer }>}
 */
function* records(stream, start) {
  for (let at = start; at + 4 <= stream.length; ) {
    const end = at + 4 + stream.readUInt16LE(at + 2);
    if (end > stream.length) return;
    yield { id: stream.readUInt16LE(at), data: stream.subarray(at + 4, end) };
    at = end;
  }
}
