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

// Four bytes at once, as one number: the same byte four times over, and masks of their highest and other bits.
const ONES = 0x01010101;
const BLANKS = SPACE * ONES;
const QUOTES = QUOTE * ONES;
const HIGHEST = 0x80808080 | 0;
const OTHERS = 0x7f7f7f7f;
/** Beyond the columns of any row. */
const NEVER = 1 << 30;

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

/** The wanted cells of a row, by their place among the wanted columns; each is made of its bytes when it is asked for. */
export interface CutCells {
  /** As it stands in the file; empty where the row ends before it. */
  text(place: number): string;
  /** The bytes that cells stand in, with where one begins and ends: none for an empty one. */
  readonly bytes: Uint8Array;
  start(place: number): number;
  end(place: number): number;
}

/** Takes one row; `false` stops the cutting after it. The cells are those of the next row when it returns. */
export type CutRow = (cells: CutCells, line: number) => boolean;

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
export class Cutter implements CutCells {
  bytes: Buffer = Buffer.alloc(0);
  readonly #layout: CutterLayout;
  readonly #delimiter: number;
  /** 1 for every byte that may end an unquoted field, or forbids cutting. */
  readonly #isSpecial = new Uint8Array(256);
  /** Where each wanted cell of the row begins and ends. */
  readonly #starts: Int32Array;
  readonly #ends: Int32Array;
  /** 1 where quotes within it are doubled. */
  readonly #isDoubled: Uint8Array;
  readonly #last: LastCell[];

  constructor(layout: CutterLayout) {
    this.#layout = layout;
    this.#delimiter = layout.delimiter.charCodeAt(0);
    for (const byte of [LF, CR, QUOTE, this.#delimiter]) this.#isSpecial[byte] = 1;
    const { length } = layout.wanted;
    this.#starts = new Int32Array(length);
    this.#ends = new Int32Array(length);
    this.#isDoubled = new Uint8Array(length);
    this.#last = layout.wanted.map(() => ({
      bytes: new Uint8Array(LONGEST_REPEATED),
      length: 0,
      text: '',
      misses: 0,
    }));
  }

  /** Cuts whole rows of a block that begins with a row; `line` is that row's. The block may be written over afterwards. */
  cut(block: Buffer, line: number, onRow: CutRow): Cut {
    this.bytes = block;
    const { width, fewest, longestRow, wanted } = this.#layout;
    const isSpecial = this.#isSpecial;
    const delimiter = this.#delimiter;
    const delimiters = delimiter * ONES;
    const fours = new DataView(block.buffer, block.byteOffset, block.length);
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
      if (mayBeginTotals(block, rowStart, delimiter)) return at(true);
      let column = 0;
      let breaks = 0;
      let place = 0;
      let next = wanted[0] ?? NEVER;
      let hasDigit = false;
      for (;;) {
        if (column < next) {
          // Columns nobody asked for: only their delimiters count, as long as nothing else is among four bytes.
          while (position + 4 <= end) {
            const four = fours.getInt32(position, true);
            const quote = four ^ QUOTES;
            if (((((four - BLANKS) & ~four) | ((quote - ONES) & ~quote)) & HIGHEST) !== 0) break;
            const other = four ^ delimiters;
            const found = ~(((other & OTHERS) + OTHERS) | other | OTHERS);
            const columns = Math.imul(found >>> 7, ONES) >>> 24;
            if (column + columns >= next) break;
            column += columns;
            position += 4;
          }
        }
        let from = position;
        let to: number;
        let isDoubled = 0;
        if (position >= end) return at(end - rowStart > longestRow);
        if (block[position] === QUOTE) {
          if (position > rowStart && block[position - 1] !== delimiter) return at(true);
          from += 1;
          position = block.indexOf(QUOTE, from);
          while (position >= 0 && block[position + 1] === QUOTE) {
            isDoubled = 1;
            position = block.indexOf(QUOTE, position + 2);
          }
          if (position < 0 || position + 1 >= end) return at(end - rowStart > longestRow);
          to = position;
          breaks += breaksWithin(block, from, to);
          position += 1;
          if (isSpecial[block[position] as number] === 0) return at(true);
        } else {
          while (position < end && isSpecial[block[position] as number] === 0) position += 1;
          to = position;
          if (position >= end) return at(end - rowStart > longestRow);
          if (block[position] === QUOTE) return at(true);
        }
        if (column === next) {
          this.#starts[place] = from;
          this.#ends[place] = to;
          this.#isDoubled[place] = isDoubled;
          hasDigit ||= holdsDigit(block, from, to);
          place += 1;
          next = wanted[place] ?? NEVER;
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
      for (; place < wanted.length; place++) this.#starts[place] = this.#ends[place] = 0;
      rows += 1;
      const isOn = onRow(this, rowLine);
      rowStart = position;
      rowLine += breaks;
      if (!isOn) return at(false, true);
    }
    return at(false);
  }

  start(place: number): number {
    return this.#starts[place] ?? 0;
  }

  end(place: number): number {
    return this.#ends[place] ?? 0;
  }

  text(place: number): string {
    const block = this.bytes;
    const from = this.start(place);
    const to = this.end(place);
    const length = to - from;
    if (length <= 0) return '';
    const last = this.#last[place] as LastCell;
    const isDoubled = this.#isDoubled[place] === 1;
    if (last.misses >= HARDLY_REPEATS || length > LONGEST_REPEATED || isDoubled) {
      const text = this.#decoded(block, from, to);
      return isDoubled ? text.replaceAll('""', '"') : text;
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

/** The line breaks of a quoted field; nearly all have none, and are short. */
function breaksWithin(block: Buffer, from: number, to: number): number {
  let breaks = 0;
  for (let at = from; at < to; at++) if (block[at] === LF) breaks += 1;
  return breaks;
}

function holdsDigit(block: Buffer, from: number, to: number): boolean {
  for (let at = from; at < to; at++) {
    const byte = block[at] as number;
    if (byte >= ZERO && byte <= NINE) return true;
  }
  return false;
}

/** How the words of totals begin (total, subtotal, grand total). */
const BEGINS_TOTALS = new Uint8Array(256);
for (const letter of 'tTsSgG') BEGINS_TOTALS[letter.charCodeAt(0)] = 1;

/**
 * Whether the first word of a row begins like a total's, or cannot be told: whoever sees the whole row decides then.
 * Its fields up to the first one that is not empty are looked at.
 */
function mayBeginTotals(block: Buffer, rowStart: number, delimiter: number): boolean {
  let at = rowStart;
  for (;;) {
    if (block[at] === delimiter) at += 1;
    else if (block[at] === QUOTE && block[at + 1] === QUOTE && block[at + 2] === delimiter) at += 2;
    else break;
  }
  if (block[at] === QUOTE) at += 1;
  while (block[at] !== delimiter && (block[at] === SPACE || block[at] === TAB)) at += 1;
  const byte = block[at] ?? SPACE;
  // Blanks beyond ASCII may stand before it as well.
  return BEGINS_TOTALS[byte] === 1 || byte <= SPACE || byte >= 0x80 || byte === delimiter;
}
