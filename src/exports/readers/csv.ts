/**
 * CSV as the world writes it → records with the line they begin on. csv-parse does the parsing,
 * streaming; this module finds the delimiter, counts lines, and sees to it that one broken row costs
 * one row: after a quote gone wrong, reading starts afresh on the next line of the file.
 */
import { type CsvError, type Options, Parser } from 'csv-parse';
import { parse } from 'csv-parse/sync';
import { fromWindows1252, type TextSource } from './bytes.js';

/** A CSV file whose header has been read. */
export interface CsvTable {
  readonly source: TextSource;
  readonly header: readonly string[];
  readonly delimiter: string;
  /** Where the first row after the header begins. */
  readonly bodyStart: number;
  readonly bodyLine: number;
}

/** Why a row is no record. `cut-off`: the file ends in the middle of it. */
export type RowFault = 'columns' | 'quote' | 'too-long' | 'cut-off';

/** What becomes of the rows. */
export interface CsvHandler {
  /** A record with as many fields as the header, as they stand (untrimmed). */
  row(fields: readonly string[], line: number): void;
  fault(fault: RowFault, line: number, reason: string): void;
  /** Now and then, with the position in the file. */
  progress(position: number): void;
}

const DELIMITERS = [';', ',', '\t'];
const LARGEST_HEADER = 1 << 17;
const SMALLEST_CHUNK = 1 << 14;
const LARGEST_CHUNK = 1 << 18;
/** An order report's row has some 700 bytes. */
const LARGEST_RECORD = 1 << 20;
const LF = 10;
const CR = 13;

/** Reads the header. Null when the beginning is no CSV header at all. */
export async function openCsv(source: TextSource): Promise<CsvTable | null> {
  const head = await source.read(source.start, LARGEST_HEADER);
  const named = /^"?sep=(.)"?\r?\n/i.exec(head.subarray(0, 16).toString('latin1'));
  const skipped = named === null ? 0 : named[0].length;
  const delimiters = named?.[1] === undefined ? DELIMITERS : [named[1]];
  let best: CsvTable | null = null;
  for (const delimiter of delimiters) {
    const header = headerOf(head.subarray(skipped), delimiter, source.encoding);
    if (header === null || (best !== null && header.fields.length <= best.header.length)) continue;
    const end = skipped + header.bytes;
    best = {
      source,
      delimiter,
      header: header.fields.map((field) => (source.encoding === 'latin1' ? fromWindows1252(field) : field)),
      bodyStart: source.start + end,
      bodyLine: 1 + breaksIn(head.subarray(0, end), breakByteOf(head)),
    };
  }
  return best;
}

/** Reads every row after the header, in the order of the file. */
export async function readRecords(table: CsvTable, handler: CsvHandler): Promise<void> {
  const reading = await Reading.of(table, handler);
  await reading.run();
}

/** One pass over a file. */
class Reading {
  readonly #table: CsvTable;
  readonly #handler: CsvHandler;
  readonly #breakByte: number;
  readonly #endsWithBreak: boolean;
  /** After a bad quote, lines up to this one may be the rest of the broken row: their faults are not told. */
  #tailUntil = 0;
  /** A quote that nothing closed, until a good row after it shows that the file goes on. */
  #unclosedLine: number | null = null;

  private constructor(table: CsvTable, handler: CsvHandler, breakByte: number, endsWithBreak: boolean) {
    this.#table = table;
    this.#handler = handler;
    this.#breakByte = breakByte;
    this.#endsWithBreak = endsWithBreak;
  }

  static async of(table: CsvTable, handler: CsvHandler): Promise<Reading> {
    const { source } = table;
    const last = await source.read(source.size - 1, 1);
    const breakByte = breakByteOf(await source.read(source.start, LARGEST_HEADER));
    return new Reading(table, handler, breakByte, last[0] === LF || last[0] === CR);
  }

  async run(): Promise<void> {
    let position: number | null = this.#table.bodyStart;
    let line = this.#table.bodyLine;
    while (position !== null) {
      const broken: BrokenRow | null = await this.#parseFrom(position, line);
      if (broken === null) break;
      this.#toldBroken(broken);
      position = await this.#afterNextBreak(broken.start);
      line = broken.line + 1;
    }
    if (this.#unclosedLine !== null) {
      this.#handler.fault('cut-off', this.#unclosedLine, 'the file ends in the middle of this row');
    }
    this.#handler.progress(this.#table.source.size);
  }

  #toldBroken(broken: BrokenRow): void {
    const isTail = broken.line <= this.#tailUntil;
    this.#tailUntil = Math.max(this.#tailUntil, broken.errorLine);
    if (isTail) return;
    if (broken.fault === 'unclosed') this.#unclosedLine ??= broken.line;
    else this.#handler.fault(broken.fault, broken.line, broken.reason);
  }

  /**
   * Parses from a position on to the end of the file, or to a row that leaves the parser at a loss.
   * @returns that row, or null at the end
   */
  async #parseFrom(position: number, line: number): Promise<BrokenRow | null> {
    const { source, delimiter } = this.#table;
    const lines = new LineCounter(position, line, this.#breakByte);
    let emptyLines = 0;
    let recordStart = position;
    const parser = new Parser({
      ...dialect(delimiter, source.encoding),
      max_record_size: LARGEST_RECORD,
      on_record: (fields: string[], context) => {
        const start = lines.current + context.empty_lines - emptyLines;
        emptyLines = context.empty_lines;
        const end = position + context.bytes;
        lines.advanceTo(end);
        recordStart = end;
        this.#record(fields, start, end);
        return null;
      },
    });
    parser.resume();
    let fed = position;
    try {
      for (let size = SMALLEST_CHUNK; fed < source.size; size = Math.min(size * 2, LARGEST_CHUNK)) {
        const chunk = await source.read(fed, size);
        if (chunk.length === 0) break;
        lines.add(chunk, fed);
        fed += chunk.length;
        await written(parser, chunk);
        this.#handler.progress(fed);
        if (fed - recordStart > 2 * LARGEST_RECORD) {
          return {
            fault: 'too-long',
            start: recordStart,
            line: lines.current,
            errorLine: 0,
            reason: TOO_LONG,
          };
        }
      }
      await ended(parser);
      return null;
    } catch (error) {
      if (!isCsvError(error)) throw error;
      const emptied = parser.info.empty_lines - emptyLines;
      return {
        ...faultOf(error, parser.info.lines > lines.current - line + emptied + 1),
        start: await this.#afterBlankLines(recordStart, emptied),
        line: lines.current + emptied,
        errorLine: line + parser.info.lines - 1,
      };
    } finally {
      parser.destroy();
    }
  }

  #record(fields: string[], line: number, end: number): void {
    const width = this.#table.header.length;
    if (fields.every(isBlank)) return;
    if (fields.length === width || (fields.length > width && fields.slice(width).every(isBlank))) {
      if (this.#unclosedLine !== null) {
        this.#handler.fault('quote', this.#unclosedLine, 'a quote is opened and never closed');
        this.#unclosedLine = null;
      }
      this.#tailUntil = 0;
      this.#handler.row(fields, line);
      return;
    }
    if (line <= this.#tailUntil) return;
    if (fields.length < width && end >= this.#table.source.size && !this.#endsWithBreak) {
      this.#handler.fault('cut-off', line, 'the file ends in the middle of this row');
      return;
    }
    this.#handler.fault('columns', line, `${fields.length} columns where the header has ${width}`);
  }

  async #afterBlankLines(position: number, count: number): Promise<number> {
    let start = position;
    for (let skipped = 0; skipped < count; skipped++) start = (await this.#afterNextBreak(start)) ?? start;
    return start;
  }

  /** The position after the next line break; null when there is none. */
  async #afterNextBreak(position: number): Promise<number | null> {
    const { source } = this.#table;
    for (let at = position; at < source.size; at += SMALLEST_CHUNK) {
      const index = (await source.read(at, SMALLEST_CHUNK)).indexOf(this.#breakByte);
      if (index >= 0) return at + index + 1 < source.size ? at + index + 1 : null;
    }
    return null;
  }
}

interface BrokenRow {
  readonly fault: RowFault | 'unclosed';
  readonly reason: string;
  readonly start: number;
  readonly line: number;
  /** The line the parser had come to, at most. */
  readonly errorLine: number;
}

const TOO_LONG = 'the row is longer than a megabyte';

function faultOf(error: CsvError, spansLines: boolean): Pick<BrokenRow, 'fault' | 'reason'> {
  if (error.code === 'CSV_QUOTE_NOT_CLOSED') return { fault: 'unclosed', reason: '' };
  if (error.code === 'CSV_MAX_RECORD_SIZE') {
    return spansLines
      ? { fault: 'quote', reason: 'a quote is opened and not closed within a megabyte' }
      : { fault: 'too-long', reason: TOO_LONG };
  }
  return { fault: 'quote', reason: 'a quote stands where none belongs' };
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
    record_delimiter: ['\r\n', '\n', '\r'],
    relax_column_count: true,
    skip_empty_lines: true,
  };
}

function headerOf(
  head: Buffer,
  delimiter: string,
  encoding: TextSource['encoding'],
): { fields: string[]; bytes: number } | null {
  let bytes = 0;
  try {
    const options: Options = { ...dialect(delimiter, encoding), relax_quotes: true, to: 1 };
    const [fields] = parse(head, {
      ...options,
      on_record: (record: string[], context) => {
        bytes = context.bytes;
        return record;
      },
    }) as string[][];
    return fields === undefined ? null : { fields, bytes };
  } catch (error) {
    if (isCsvError(error)) return null;
    throw error;
  }
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
