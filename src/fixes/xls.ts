/**
 * Writes .xls workbooks (BIFF8, [MS-XLS]): one sheet of texts and whole numbers, with no more than programs ask
 * for. A full sheet takes some megabytes of memory; the library that reads them would take gigabytes to write one.
 */
import { CFB } from '@e965/xlsx';

/** A text, a number, or nothing. */
export type Cell = string | number | null;

const BOF = 0x809;
const CODEPAGE = 0x42;
const WINDOW1 = 0x3d;
const DATEMODE = 0x22;
const FONT = 0x31;
const XF = 0xe0;
const STYLE = 0x293;
const BOUNDSHEET = 0x85;
const SST = 0xfc;
const CONTINUE = 0x3c;
const DIMENSIONS = 0x200;
const LABELSST = 0xfd;
const NUMBER = 0x203;
const WINDOW2 = 0x23e;
const EOF = 0x0a;

const GLOBALS = 0x05;
const WORKSHEET = 0x10;
/** No record holds more; what follows goes on in CONTINUE records. */
const MOST_BYTES = 8224;
/** The first of the formats of cells (those before are of styles), and the one of texts. */
const STYLE_FORMATS = 15;
const GENERAL = STYLE_FORMATS;
const TEXT = STYLE_FORMATS + 1;
/** The number format of texts, `@`: an id stays what it is when its cell is edited. */
const AT = 49;

/** The bytes of a workbook with one sheet. */
export function xlsOf(name: string, rows: readonly (readonly Cell[])[]): Uint8Array {
  const strings = new Map<string, number>();
  let uses = 0;
  for (const row of rows) {
    for (const cell of row) {
      if (typeof cell !== 'string') continue;
      uses += 1;
      if (!strings.has(cell)) strings.set(cell, strings.size);
    }
  }
  const container = CFB.utils.cfb_new();
  const stream = Buffer.concat([...globals(name, strings, uses), ...sheet(rows, strings)]);
  CFB.utils.cfb_add(container, '/Workbook', stream);
  return CFB.write(container, { type: 'buffer' }) as Uint8Array;
}

function globals(name: string, strings: ReadonlyMap<string, number>, uses: number): Buffer[] {
  const before = [
    beginning(GLOBALS),
    record(CODEPAGE, shorts(1200)),
    record(WINDOW1, shorts(0, 0, 16_000, 9000, 0x38, 0, 0, 1, 600)),
    record(DATEMODE, shorts(0)),
    ...Array.from({ length: 4 }, font),
    ...Array.from({ length: STYLE_FORMATS }, () => cellFormat(0, true)),
    cellFormat(0, false),
    cellFormat(AT, false),
    record(STYLE, Buffer.from([0, 0x80, 0, 0xff])),
  ];
  const title = Buffer.concat([Buffer.from([name.length, 1]), Buffer.from(name, 'utf16le')]);
  const after = [...sharedStrings(strings, uses), record(EOF)];
  const size = [...before, ...after].reduce((sum, { length }) => sum + length, 0);
  // The sheet begins where the globals end, this record among them.
  const start = Buffer.alloc(6);
  start.writeUInt32LE(size + 4 + start.length + title.length, 0);
  return [...before, record(BOUNDSHEET, Buffer.concat([start, title])), ...after];
}

function sheet(rows: readonly (readonly Cell[])[], strings: ReadonlyMap<string, number>): Buffer[] {
  const dimensions = Buffer.alloc(14);
  dimensions.writeUInt32LE(rows.length, 4);
  dimensions.writeUInt16LE(Math.max(0, ...new Set(rows.map(({ length }) => length))), 10);
  const filled = rows.reduce((sum, row) => sum + row.filter((cell) => cell !== null).length, 0);
  const cells = Buffer.alloc(18 * filled);
  let at = 0;
  for (const [line, row] of rows.entries()) {
    for (const [column, cell] of row.entries()) {
      if (cell === null) continue;
      const isText = typeof cell === 'string';
      for (const short of [
        isText ? LABELSST : NUMBER,
        isText ? 10 : 14,
        line,
        column,
        isText ? TEXT : GENERAL,
      ]) {
        at = cells.writeUInt16LE(short, at);
      }
      at = isText ? cells.writeUInt32LE(strings.get(cell) ?? 0, at) : cells.writeDoubleLE(cell, at);
    }
  }
  return [
    beginning(WORKSHEET),
    record(DIMENSIONS, dimensions),
    cells.subarray(0, at),
    record(WINDOW2, shorts(0x6b6, 0, 0, 64, 0, 0, 0, 0, 0)),
    record(EOF),
  ];
}

/** The table of all texts. A text may go on in the next record, which then says again how it is written. */
function sharedStrings(strings: ReadonlyMap<string, number>, uses: number): Buffer[] {
  const records: Buffer[] = [];
  let id = SST;
  let bytes = Buffer.alloc(MOST_BYTES);
  let at = bytes.writeUInt32LE(strings.size, bytes.writeUInt32LE(uses, 0));
  const end = (): void => {
    records.push(record(id, bytes.subarray(0, at)));
    id = CONTINUE;
    bytes = Buffer.alloc(MOST_BYTES);
    at = 0;
  };
  for (const text of strings.keys()) {
    const isWide = /[^\0-\xff]/.test(text);
    const encoded = Buffer.from(text, isWide ? 'utf16le' : 'latin1');
    const width = isWide ? 2 : 1;
    if (at + 3 + width > MOST_BYTES) end();
    at = bytes.writeUInt8(isWide ? 1 : 0, bytes.writeUInt16LE(text.length, at));
    for (let done = 0; done < encoded.length; ) {
      if (at + width > MOST_BYTES) {
        end();
        at = bytes.writeUInt8(isWide ? 1 : 0, 0);
      }
      const room = MOST_BYTES - at;
      const length = Math.min(encoded.length - done, room - (room % width));
      at += encoded.copy(bytes, at, done, done + length);
      done += length;
    }
  }
  end();
  return records;
}

function beginning(sort: number): Buffer {
  return record(BOF, shorts(0x600, sort, 0x0dbb, 1996, 0x41, 0, 0x606, 0));
}

/** Arial, 10 points. */
function font(): Buffer {
  const name = Buffer.from('Arial', 'latin1');
  return record(
    FONT,
    Buffer.concat([shorts(200, 0, 0x7fff, 400, 0, 0, 0), Buffer.from([name.length, 0]), name]),
  );
}

function cellFormat(numberFormat: number, isStyle: boolean): Buffer {
  return record(
    XF,
    shorts(0, numberFormat, isStyle ? 0xfff5 : 1, 0x20, isStyle ? 0xf400 : 0x0400, 0, 0, 0, 0, 0x20c0),
  );
}

function shorts(...values: readonly number[]): Buffer {
  const bytes = Buffer.alloc(2 * values.length);
  for (const [index, value] of values.entries()) bytes.writeUInt16LE(value, 2 * index);
  return bytes;
}

function record(id: number, data: Buffer = Buffer.alloc(0)): Buffer {
  return Buffer.concat([shorts(id, data.length), data]);
}
