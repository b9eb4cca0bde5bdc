/**
 * CSV as the world writes it → rows with the line they begin on. Where only some columns are wanted, the
 * cutter takes them out of the rows that can be read in one way only; csv-parse reads the others, streaming.
 * This module finds the delimiter, counts lines, and sees to it that one broken row costs one row: after a
 * quote gone wrong, reading starts afresh on the next line of the file.
 */
import { type CsvError, type Options, Parser } from 'csv-parse';
import { parse } from 'csv-parse/sync';
import type { Said } from '../../words/said.js';
import type { NoText } from './bytes.js';
import { type CutCells, Cutter } from './cutter.js';
import { type RowFault, type RowHandler, type Table, TOP_ROWS } from './table.js';
import { fromWindows1252, type TextSource } from './text.js';

const DELIMITERS = [';', ',', '\t', '|'];
const LARGEST_TOP = 1 << 17;
const SMALLEST_CHUNK = 1 << 14;
const LARGEST_CHUNK = 1 << 18;
/** Bytes handed to the cutter at once. */
const BLOCK = 1 << 20;
/** An order report's row has some 700 bytes. */
const LARGEST_RECORD = 1 << 20;
const LF = 10;
const CR = 13;

/** Opens text as CSV: finds its delimiter and its first rows. */
export async function openCsv(text: TextSource): Promise<Table | NoText> {
  const head = await text.bytes.read(text.start, LARGEST_TOP);
  const isWhole = text.start + head.length >= text.bytes.size;
  const named = /^"?sep=(.)"?\r?\n/i.exec(head.subarray(0, 16).toString('latin1'));
  const skipped = named === null ? 0 : named[0].length;
  const found = DELIMITERS.filter((delimiter) => head.includes(delimiter));
  const delimiters =
    named?.[1] === undefined ? (found.length > 0 ? found : DELIMITERS.slice(0, 1)) : [named[1]];
  const [best] = delimiters
    .map((delimiter) => topOf(head.subarray(skipped), delimiter, text.encoding, isWhole))
    .toSorted((a, b) => b.alike - a.alike || b.width - a.width);
  if (best === undefined || best.rows.length === 0) {
    return isWhole
      ? { sort: 'empty', reason: { key: 'blank-file' } }
      : { sort: 'binary', reason: { key: 'no-line-end' } };
  }
  const decoded = text.encoding === 'latin1' ? fromWindows1252 : (field: string) => field;
  const breakByte = breakByteOf(head);
  const { rows, delimiter } = best;
  return {
    name: null,
    top: rows.map(({ fields }) => fields.map(decoded)),
    decoded,
    async read(header, handler) {
      const row = rows[header];
      if (row === undefined) throw new RangeError(`there is no row ${header} at the top`);
      const end = skipped + row.end;
      const last = await text.bytes.read(text.bytes.size - 1, 1);
      const reading = new Reading(text, handler, {
        delimiter,
        breakByte,
        endsWithBreak: last[0] === LF || last[0] === CR,
        width: row.fields.length,
        namedWidth: row.fields.findLastIndex((field) => !isBlank(field)) + 1,
        start: text.start + end,
        line: 1 + breaksIn(head.subarray(0, end), breakByte),
      });
      await reading.run();
    },
  };
}

/** What a pass over the rows has to know of the file and its header. */
interface Layout {
  readonly delimiter: string;
  readonly breakByte: number;
  readonly endsWithBreak: boolean;
  /** Fields of the header, and of it without the blank ones at its end. */
  readonly width: number;
  readonly namedWidth: number;
  /** Where the first row after the header begins. */
  readonly start: number;
  readonly line: number;
}

/** One pass over a file. */
class Reading {
  readonly #text: TextSource;
  readonly #handler: RowHandler;
  readonly #layout: Layout;
  /** After a bad quote, lines up to this one may be the rest of the broken row: their faults are not told. */
  #tailUntil = 0;
  /** A quote that nothing closed, until a good row after it shows that the file goes on. */
  #unclosedLine: number | null = null;
  #isStopped = false;
  #block: Buffer | null = null;

  constructor(text: TextSource, handler: RowHandler, layout: Layout) {
    this.#text = text;
    this.#handler = handler;
    this.#layout = layout;
  }

  async run(): Promise<void> {
    const cutter = this.#cutter();
    let position: number | null = this.#layout.start;
    let { line } = this.#layout;
    let patience = SMALLEST_CHUNK;
    while (position !== null) {
      if (cutter !== null) {
        const cut = await this.#cutFrom(cutter, position, line);
        if (this.#isStopped) return;
        if (cut.position === null) break;
        position = cut.position;
        line = cut.line;
        patience = cut.rows > 0 ? SMALLEST_CHUNK : Math.min(2 * patience, LARGEST_CHUNK);
      }
      const broken: BrokenRow | RowsEnd | null = await this.#parseFrom(
        position,
        line,
        cutter === null ? Number.POSITIVE_INFINITY : patience,
      );
      if (this.#isStopped) return;
      if (broken === null) break;
      if (!('fault' in broken)) {
        ({ position, line } = broken);
        continue;
      }
      const next: number | null = await this.#afterNextBreak(broken.start);
      const literal: RowsEnd | null = broken.isLiteral ? await this.#readLiterally(broken, next) : null;
      if (this.#isStopped) return;
      if (literal === null) this.#toldBroken(broken);
      position = literal === null ? next : literal.position;
      line = literal?.line ?? broken.line + 1;
    }
    if (this.#unclosedLine !== null) {
      this.#handler.fault('cut-off', this.#unclosedLine, { key: 'row-cut-off' });
    }
    this.#handler.progress(1);
  }

  /** Null where every column is wanted, or the text is of a sort that the cutter does not know. */
  #cutter(): Cutter | null {
    const { delimiter, breakByte, width, namedWidth } = this.#layout;
    const { wanted, cells, fewestFields } = this.#handler;
    if (wanted === undefined || cells === undefined) return null;
    if (breakByte !== LF || delimiter.charCodeAt(0) >= 0x80) return null;
    return new Cutter({
      delimiter,
      encoding: this.#text.encoding,
      width,
      fewest: Math.min(fewestFields ?? namedWidth, namedWidth),
      wanted,
      longestRow: LARGEST_RECORD,
    });
  }

  /** Cuts as many rows as can be; the position is null where the text ends with them. */
  async #cutFrom(cutter: Cutter, from: number, fromLine: number): Promise<RowsEnd & { rows: number }> {
    const { bytes } = this.#text;
    const onRow = (cells: CutCells, at: number): boolean => {
      this.#endBrokenRows();
      return this.#handler.cells?.(cells, at) ?? false;
    };
    let [position, line, rows, size] = [from, fromLine, 0, BLOCK];
    for (;;) {
      const block = await bytes.read(position, size, this.#room());
      const isLast = position + block.length >= bytes.size;
      const cut = cutter.cut(block, line, onRow);
      position += cut.position;
      line = cut.line;
      rows += cut.rows;
      this.#isStopped = cut.isStopped;
      if (position >= bytes.size) return { position: null, line, rows };
      if (cut.isStopped || cut.isUnclear || isLast) return { position, line, rows };
      this.#handler.progress(position / bytes.size);
      // A row longer than the block: one twice as large may hold it.
      size = cut.position === 0 ? size * 2 : BLOCK;
    }
  }

  /** What a block is cut in is needed no more when the next one is read. */
  #room(): Buffer {
    this.#block ??= Buffer.allocUnsafe(Math.min(BLOCK, this.#text.bytes.size));
    return this.#block;
  }

  #toldBroken(broken: BrokenRow): void {
    const isTail = broken.line <= this.#tailUntil;
    this.#tailUntil = Math.max(this.#tailUntil, broken.errorLine);
    if (isTail) return;
    if (broken.fault === 'unclosed') this.#unclosedLine ??= broken.line;
    else this.#handler.fault(broken.fault, broken.line, broken.reason);
  }

  /**
   * A row with a quote inside an unquoted field (12" of pipe, ="0012") on a single line: the quote is a
   * character like any other. The rows after it are read along, as they are often of its sort.
   * @returns where the rows read end; null when the first one is not such a row
   */
  async #readLiterally(broken: BrokenRow, next: number | null): Promise<RowsEnd | null> {
    if (broken.line <= this.#tailUntil) return null;
    const { bytes, encoding } = this.#text;
    const { delimiter, breakByte } = this.#layout;
    const length = Math.max(SMALLEST_CHUNK, (next ?? bytes.size) - broken.start);
    if (length > LARGEST_RECORD) return null;
    const block = await bytes.read(broken.start, length);
    const isLastWhole = broken.start + block.length >= bytes.size;
    let [end, line] = [0, broken.line];
    for (const { fields, end: rowEnd } of lenientRows(block, delimiter, encoding)) {
      const isWhole = isLastWhole || rowEnd < block.length || block[rowEnd - 1] === breakByte;
      const start = afterBreaks(block, end);
      const breaks = breaksIn(block.subarray(start, rowEnd), breakByte);
      if (!isWhole || breaks > 1 || fields.some(beginsWithQuote)) break;
      line += breaksIn(block.subarray(end, start), breakByte);
      this.#record(fields, line, broken.start + rowEnd);
      if (this.#isStopped) break;
      end = rowEnd;
      line += breaks;
    }
    if (end === 0) return null;
    return { position: broken.start + end < bytes.size ? broken.start + end : null, line };
  }

  /**
   * Parses from a position on to the end of the file, or to a row that leaves the parser at a loss, or to the
   * first row after `patience` bytes.
   * @returns the row that it cannot parse, or the place it came to; null at the end
   */
  async #parseFrom(position: number, line: number, patience: number): Promise<BrokenRow | RowsEnd | null> {
    const { bytes, encoding } = this.#text;
    const lines = new LineCounter(position, line, this.#layout.breakByte);
    let emptyLines = 0;
    // As csv-parse counts them, which takes a line break of two characters within quotes for two.
    let parsedLines = 0;
    let recordStart = position;
    const parser = new Parser({
      ...dialect(this.#layout.delimiter, encoding),
      max_record_size: LARGEST_RECORD,
      on_record: (fields: string[], context) => {
        const before = lines.current;
        const emptied = context.empty_lines - emptyLines;
        emptyLines = context.empty_lines;
        parsedLines = context.lines;
        const end = position + context.bytes;
        lines.advanceTo(end);
        // It takes a stray line break of another kind for an empty line, which is none of the file's lines.
        const isLast = end >= bytes.size && !this.#layout.endsWithBreak;
        const start = Math.max(before, Math.min(before + emptied, lines.current - (isLast ? 0 : 1)));
        recordStart = end;
        this.#record(fields, start, end);
        return null;
      },
    });
    parser.resume();
    let fed = position;
    try {
      for (let size = SMALLEST_CHUNK; fed < bytes.size; size = Math.min(size * 2, LARGEST_CHUNK)) {
        const chunk = await bytes.read(fed, size);
        if (chunk.length === 0) break;
        lines.add(chunk, fed);
        fed += chunk.length;
        await written(parser, chunk);
        if (this.#isStopped) return null;
        this.#handler.progress(fed / bytes.size);
        if (fed - position >= patience && recordStart > position && fed < bytes.size) {
          return { position: recordStart, line: lines.current };
        }
        if (fed - recordStart > 2 * LARGEST_RECORD) {
          return {
            fault: 'too-long',
            start: recordStart,
            line: lines.current,
            errorLine: 0,
            reason: TOO_LONG,
            isLiteral: false,
          };
        }
      }
      await ended(parser);
      return null;
    } catch (error) {
      if (!isCsvError(error)) throw error;
      const emptied = parser.info.empty_lines - emptyLines;
      const spansLines = parser.info.lines > parsedLines + emptied + 1;
      return {
        ...faultOf(error, spansLines),
        isLiteral: error.code === 'INVALID_OPENING_QUOTE' && !spansLines,
        start: await this.#afterBlankLines(recordStart, emptied),
        line: lines.current + emptied,
        errorLine: lines.current + parser.info.lines - parsedLines - 1,
      };
    } finally {
      parser.destroy();
    }
  }

  #record(fields: string[], line: number, end: number): void {
    const { width, namedWidth, endsWithBreak } = this.#layout;
    if (this.#isStopped || fields.every(isBlank)) return;
    const isCutOff = fields.length < namedWidth && end >= this.#text.bytes.size && !endsWithBreak;
    const fewest = Math.min(this.#handler.fewestFields ?? namedWidth, namedWidth);
    if (
      (fields.length >= fewest && fields.length <= width && !isCutOff) ||
      (fields.length > width && fields.slice(width).every(isBlank))
    ) {
      this.#endBrokenRows();
      this.#isStopped = !this.#handler.row(fields, line);
      return;
    }
    if (line <= this.#tailUntil) return;
    if (isCutOff) this.#handler.fault('cut-off', line, { key: 'row-cut-off' });
    else {
      const reason: Said = { key: 'column-count', values: { found: fields.length, expected: width } };
      this.#handler.fault('columns', line, reason, fields);
    }
  }

  /** A good row shows that the file goes on after what was broken. */
  #endBrokenRows(): void {
    if (this.#unclosedLine !== null) {
      this.#handler.fault('quote', this.#unclosedLine, { key: 'quote-not-closed' });
      this.#unclosedLine = null;
    }
    this.#tailUntil = 0;
  }

  async #afterBlankLines(position: number, count: number): Promise<number> {
    let start = position;
    for (let skipped = 0; skipped < count; skipped++) start = (await this.#afterNextBreak(start)) ?? start;
    return start;
  }

  /** The position after the next line break; null when there is none. */
  async #afterNextBreak(position: number): Promise<number | null> {
    const { bytes } = this.#text;
    for (let at = position; at < bytes.size; at += SMALLEST_CHUNK) {
      const index = (await bytes.read(at, SMALLEST_CHUNK)).indexOf(this.#layout.breakByte);
      if (index >= 0) return at + index + 1 < bytes.size ? at + index + 1 : null;
    }
    return null;
  }
}

interface BrokenRow {
  readonly fault: RowFault | 'unclosed';
  readonly reason: Said;
  readonly start: number;
  readonly line: number;
  /** The line the parser had come to, at most. */
  readonly errorLine: number;
  /** Whether nothing is wrong but a quote inside an unquoted field. */
  readonly isLiteral: boolean;
}

/** Where reading goes on after some rows, if anywhere. */
interface RowsEnd {
  readonly position: number | null;
  readonly line: number;
}

const TOO_LONG: Said = { key: 'row-too-long' };

function faultOf(error: CsvError, spansLines: boolean): Pick<BrokenRow, 'fault' | 'reason'> {
  if (error.code === 'CSV_QUOTE_NOT_CLOSED')
    return { fault: 'unclosed', reason: { key: 'quote-not-closed' } };
  if (error.code === 'CSV_MAX_RECORD_SIZE') {
    return spansLines
      ? { fault: 'quote', reason: { key: 'quote-not-closed-soon' } }
      : { fault: 'too-long', reason: TOO_LONG };
  }
  return { fault: 'quote', reason: { key: 'quote-misplaced' } };
}

/** The line breaks of the bytes handed to the parser, so that lines are counted as an editor does. */
class LineCounter {
  /** The line at the position last advanced to. */
  current: number;
  readonly #breakByte: number;
  #breaks: number[] = [];
  #next = 0;

  constructor(
    readonly start: number,
    line: number,
    breakByte: number,
  ) {
    this.current = line;
    this.#breakByte = breakByte;
  }

  add(chunk: Buffer, position: number): void {
    this.#breaks = this.#breaks.slice(this.#next);
    this.#next = 0;
    for (let at = chunk.indexOf(this.#breakByte); at >= 0; at = chunk.indexOf(this.#breakByte, at + 1)) {
      this.#breaks.push(position + at);
    }
  }

  advanceTo(position: number): void {
    while ((this.#breaks[this.#next] ?? Number.POSITIVE_INFINITY) < position) {
      this.#next++;
      this.current++;
    }
  }
}

function dialect(delimiter: string, encoding: TextSource['encoding']): Options {
  return {
    delimiter,
    encoding,
    bom: false,
    // A quote may stand after a blank: "1", "2". In Latin-1 csv-parse takes letters for blanks.
    ltrim: encoding === 'utf8',
    record_delimiter: ['\r\n', '\n', '\r'],
    relax_column_count: true,
    skip_empty_lines: true,
  };
}

/** A file's first rows, read with one delimiter. */
interface Top {
  readonly delimiter: string;
  readonly rows: readonly TopRow[];
  /**
   * How many of the rows have the same number of fields, more than one, and that number. It tells the
   * delimiter: titles above the header, and commas in a row of text, make rows that are not alike.
   */
  readonly alike: number;
  readonly width: number;
}

interface TopRow {
  readonly fields: string[];
  /** Where it ends, line break included. */
  readonly end: number;
}

function topOf(head: Buffer, delimiter: string, encoding: TextSource['encoding'], isWhole: boolean): Top {
  const all = lenientRows(head, delimiter, encoding, TOP_ROWS);
  const isLastWhole = isWhole || (all.at(-1)?.end ?? 0) < head.length;
  const rows = (isLastWhole ? all : all.slice(0, -1)).slice(0, TOP_ROWS);
  const counts = new Map<number, number>();
  for (const { fields } of rows) counts.set(fields.length, (counts.get(fields.length) ?? 0) + 1);
  counts.delete(1);
  const [[width, alike] = [1, 0]] = [...counts].toSorted((a, b) => b[1] - a[1] || b[0] - a[0]);
  return { delimiter, rows, alike, width };
}

/**
 * The rows that are not blank, whatever their quotes; up to the place where nothing can be made of them.
 * @param most a few more may be read
 */
function lenientRows(
  bytes: Buffer,
  delimiter: string,
  encoding: TextSource['encoding'],
  most = Number.POSITIVE_INFINITY,
): TopRow[] {
  const rows: TopRow[] = [];
  const options: Options = {
    ...dialect(delimiter, encoding),
    relax_quotes: true,
    on_record: (fields: string[], context) => {
      if (!fields.every(isBlank)) rows.push({ fields, end: context.bytes });
      if (rows.length > most) throw new EnoughRows();
      return null;
    },
  };
  try {
    parse(bytes, options);
  } catch (error) {
    if (!isCsvError(error) && !(error instanceof EnoughRows)) throw error;
  }
  return rows;
}

/** Ends a parse of which no more is asked. */
class EnoughRows extends Error {}

function beginsWithQuote(field: string): boolean {
  return field.startsWith('"');
}

function isCsvError(error: unknown): error is CsvError {
  return error instanceof Error && 'code' in error && /^(CSV_|INVALID_OPENING)/.test(String(error.code));
}

function isBlank(field: string): boolean {
  return field === '' || field.trim() === '';
}

function breakByteOf(head: Buffer): number {
  return head.includes(LF) || !head.includes(CR) ? LF : CR;
}

function afterBreaks(bytes: Buffer, from: number): number {
  let at = from;
  while (bytes[at] === LF || bytes[at] === CR) at++;
  return at;
}

function breaksIn(bytes: Buffer, breakByte: number): number {
  let count = 0;
  for (let at = bytes.indexOf(breakByte); at >= 0; at = bytes.indexOf(breakByte, at + 1)) count++;
  return count;
}

function written(parser: Parser, chunk: Buffer): Promise<void> {
  return new Promise((resolve, reject) => {
    parser.once('error', reject);
    parser.write(chunk, (error) => {
      parser.off('error', reject);
      if (error) {
        parser.on('error', () => {});
        reject(error);
      } else resolve();
    });
  });
}

function ended(parser: Parser): Promise<void> {
  return new Promise((resolve, reject) => {
    parser.once('error', reject);
    parser.end(() => resolve());
  });
}
