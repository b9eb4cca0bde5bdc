/**
 * Cuts the wanted cells out of CSV at byte level, so that the columns nobody asked for (the personal ones
 * among them) are never decoded. Only rows that cannot be read in two ways are cut; before any other it stops,
 * and csv-parse reads that one.
 */
import type { TextSource } from './text.js';

declare global {
  /** Node's own, and quicker than `toString`; its types leave them out. */
  interface Buffer {
    latin1Slice(start: number, end: number): string;
    utf8Slice(start: number, end: number): string;
  }
}

const LF = 10;
const CR = 13;
const QUOTE = 34;
const SPACE = 32;
const TAB = 9;
const ZERO = 48;
const NINE = 57;

/** What the cutter must know of a file. */
export interface CutterLayout {
  readonly delimiter: string;
  readonly encoding: TextSource['encoding'];
  /** Fields of the header, and the fewest a row may have. */
  readonly width: number;
  readonly fewest: number;
  /** The columns to cut out, ascending. */
  readonly wanted: readonly number[];
  /** Longer rows are left to csv-parse, which refuses them. */
  readonly longestRow: number;
}

/** Takes the wanted cells of one row; `false` stops the cutting after it. The array is used again for the next row. */
export type CutRow = (cells: readonly string[], line: number) => boolean;

/** Where cutting came to in a block. */
export interface Cut {
  /** The beginning of the first row that was not cut. */
  readonly position: number;
  /** The line it begins on. */
  readonly line: number;
  readonly rows: number;
  /** The row at `position` is not one to cut; else the block ends in the middle of it. */
  readonly isUnclear: boolean;
  readonly isStopped: boolean;
}

/** A cell as it was last decoded: statuses, warehouses and names repeat from row to row. */
interface LastCell {
  readonly bytes: Uint8Array;
  length: number;
  text: string;
  /** Rows in which it differed, less those in which it was the same, from zero on. */
  misses: number;
}

const LONGEST_REPEATED = 48;
/** A column that differed so often is taken to hold ids, and is looked at no further. */
const HARDLY_REPEATS = 100;

/** One file's cutter. */
export class Cutter {
  readonly #layout: CutterLayout;
  readonly #delimiter: number;
  /** 1 for every byte that may end an unquoted field, or forbids cutting. */
  readonly #isSpecial = new Uint8Array(256);
  /** Place among the wanted cells, by column; -1 for all others. */
  readonly #place: Int32Array;
  readonly #cells: string[];
  readonly #last: LastCell[];

  constructor(layout: CutterLayout) {
    this.#layout = layout;
    this.#delimiter = layout.delimiter.charCodeAt(0);
    for (const byte of [LF, CR, QUOTE, this.#delimiter]) this.#isSpecial[byte] = 1;
    this.#place = new Int32Array(layout.width).fill(-1);
    for (const [place, column] of layout.wanted.entries()) this.#place[column] = place;
    this.#cells = layout.wanted.map(() => '');
    this.#last = layout.wanted.map(() => ({
      bytes: new Uint8Array(LONGEST_REPEATED),
      length: 0,
      text: '',
      misses: 0,
    }));
  }

  /** Cuts whole rows of a block that begins with a row; `line` is that row's. */
  cut(block: Buffer, line: number, onRow: CutRow): Cut {
    const { width, fewest, longestRow } = this.#layout;
    const isSpecial = this.#isSpecial;
    const place = this.#place;
    const cells = this.#cells;
    const delimiter = this.#delimiter;
    const end = block.length;
    let [rowStart, rowLine, rows] = [0, line, 0];
    const at = (isUnclear: boolean, isStopped = false): Cut => ({
      position: rowStart,
      line: rowLine,
      rows,
      isUnclear,
      isStopped,
    });
    while (rowStart < end) {
      let position = rowStart;
      if (block[position] === LF) {
        rowStart += 1;
        rowLine += 1;
        continue;
      }
      let column = 0;
      let breaks = 0;
      let hasFirst = false;
      let hasDigit = false;
      cells.fill('');
      for (;;) {
        let from = position;
        let to: number;
        let doubled = false;
        if (position >= end) return at(false);
        if (block[position] === QUOTE) {
          from += 1;
          position = block.indexOf(QUOTE, from);
          while (position >= 0 && block[position + 1] === QUOTE) {
            doubled = true;
            position = block.indexOf(QUOTE, position + 2);
          }
          if (position < 0 || position + 1 >= end) return at(end - rowStart > longestRow);
          to = position;
          for (let next = block.indexOf(LF, from); next >= 0 && next < to; ) {
            breaks += 1;
            next = block.indexOf(LF, next + 1);
          }
          position += 1;
          if (isSpecial[block[position] as number] === 0) return at(true);
        } else {
          while (position < end && isSpecial[block[position] as number] === 0) position += 1;
          to = position;
          if (position >= end) return at(end - rowStart > longestRow);
          if (block[position] === QUOTE) return at(true);
        }
        if (!hasFirst && to > from) {
          hasFirst = true;
          if (mayBeginTotals(block, from, to)) return at(true);
        }
        const index = column < width ? (place[column] as number) : -1;
        if (index >= 0 && to > from) {
          cells[index] = this.#text(block, from, to, index, doubled);
          hasDigit ||= holdsDigit(block, from, to);
        }
        column += 1;
        const byte = block[position] as number;
        position += 1;
        if (byte === delimiter) continue;
        if (byte === CR) {
          if (position >= end) return at(false);
          if (block[position] !== LF) return at(true);
          position += 1;
        }
        breaks += 1;
        break;
      }
      // Blank rows, rows of other widths and headers among the rows are for those who see the whole row.
      if (column > width || column < fewest || !hasDigit || position - rowStart > longestRow) return at(true);
      rows += 1;
      const isOn = onRow(cells, rowLine);
      rowStart = position;
      rowLine += breaks;
      if (!isOn) return at(false, true);
    }
    return at(false);
  }

  #text(block: Buffer, from: number, to: number, index: number, doubled: boolean): string {
    const last = this.#last[index] as LastCell;
    const length = to - from;
    if (last.misses >= HARDLY_REPEATS || length > LONGEST_REPEATED || doubled) {
      const text = this.#decoded(block, from, to);
      return doubled ? text.replaceAll('""', '"') : text;
    }
    if (length === last.length && isSame(block, from, last.bytes, length)) {
      if (last.misses > 0) last.misses -= 1;
      return last.text;
    }
    last.misses += 1;
    for (let at = 0; at < length; at++) last.bytes[at] = block[from + at] as number;
    last.length = length;
    last.text = this.#decoded(block, from, to);
    return last.text;
  }

  #decoded(block: Buffer, from: number, to: number): string {
    if (this.#layout.encoding === 'latin1') return block.latin1Slice(from, to);
    for (let at = from; at < to; at++) if ((block[at] as number) >= 0x80) return block.utf8Slice(from, to);
    return block.latin1Slice(from, to);
  }
}

function isSame(block: Buffer, from: number, bytes: Uint8Array, length: number): boolean {
  for (let at = length - 1; at >= 0; at--) if (block[from + at] !== bytes[at]) return false;
  return true;
}

function holdsDigit(block: Buffer, from: number, to: number): boolean {
  for (let at = from; at < to; at++) {
    const byte = block[at] as number;
    if (byte >= ZERO && byte <= NINE) return true;
  }
  return false;
}

/** A row whose first word begins like a total's (total, subtotal, grand total): whoever sees the whole row decides. */
function mayBeginTotals(block: Buffer, from: number, to: number): boolean {
  let at = from;
  while (at < to && (block[at] === SPACE || block[at] === TAB)) at += 1;
  const byte = at < to ? (block[at] as number) : SPACE;
  // Blanks beyond ASCII may stand before it as well.
  return 'tTsSgG '.includes(String.fromCharCode(byte)) || byte >= 0x80 || byte < SPACE;
}
