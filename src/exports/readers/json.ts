/**
 * JSON of any size → its documents, one at a time: the elements of root arrays, and root objects, each on
 * its line (JSON lines) or merely one after the other. A document that is damaged costs that document:
 * reading goes on at the next place where one plausibly begins.
 */
import type { Said } from '../../words/said.js';
import { fromWindows1252, type TextSource } from './text.js';

/** What becomes of the documents. */
export interface DocumentHandler {
  /**
   * One JSON document: a root object, or an element of a root array. Reading stops where it returns
   * false.
   * @param place the line it begins on, and its number in the file, damaged ones counted; both from 1
   */
  document(value: unknown, place: { readonly line: number; readonly index: number }): boolean;
  fault(line: number, reason: Said): void;
  /** Now and then, with the share of the file that is read, from 0 to 1. */
  progress(share: number): void;
}

/** The JSON documents of a file. */
export interface Documents {
  /** Hands over every document in the order of the file. May be called again. */
  read(handler: DocumentHandler): Promise<void>;
}

/** What text begins like that is JSON: a CSV header may begin with a bracket too. */
export const JSON_BEGINNING = /^(\{|\[\s*([{["\]\-\d]|true|false|null|$))/;

const CHUNK = 1 << 18;
const LARGEST_DOCUMENT = 64 << 20;
const DEEPEST = 200;
/** Where a document begins is told from so much of its line. */
const LINE_BEGINNING = 1 << 10;

const IN_THE_MIDDLE: Said = { key: 'document-cut-off' };

export function documentsOf(text: TextSource): Documents {
  return { read: (handler) => new Cutter(text, handler).run() };
}

const TAB = 0x09;
const LF = 0x0a;
const CR = 0x0d;
const RECORD_SEPARATOR = 0x1e;
const SPACE = 0x20;
const QUOTE = 0x22;
const COMMA = 0x2c;
const COLON = 0x3a;
const OPEN_LIST = 0x5b;
const BACKSLASH = 0x5c;
const CLOSE_LIST = 0x5d;
const OPEN_OBJECT = 0x7b;
const CLOSE_OBJECT = 0x7d;
const BYTE_ORDER_MARK = [0xef, 0xbb, 0xbf];

/** What may come next inside a document. */
const WANTS_VALUE = 0;
const WANTS_VALUE_OR_END = 1;
const WANTS_KEY = 2;
const WANTS_KEY_OR_END = 3;
const WANTS_COLON = 4;
const WANTS_COMMA_OR_END = 5;
const IN_STRING = 6;
const AFTER_BACKSLASH = 7;
const IN_WORD = 8;

type Mode = 'between' | 'document' | 'to-its-end' | 'to-next-line' | 'stopped';

/**
 * One pass over a text. Its methods look at a chunk from an offset on and return the offset to go on
 * from: negative where bytes before the chunk are wanted again.
 */
class Cutter {
  readonly #text: TextSource;
  readonly #handler: DocumentHandler;
  #mode: Mode = 'between';
  /** Where in the file the chunk begins. */
  #base = 0;
  #line = 1;
  #index = 0;
  #isInList = false;
  /** Whether the list may end unseen: something after the last good document was unreadable. */
  #isAstray = false;

  /** The document at hand: where it begins, and its bytes before the chunk. */
  #start = 0;
  #startLine = 1;
  #earlier: Buffer[] = [];
  #state = WANTS_VALUE;
  #afterString = WANTS_COMMA_OR_END;
  #depth = 0;
  /** For each level whether it is a list. */
  readonly #lists = new Uint8Array(DEEPEST + 1);
  /** How the last document and its line begin: the next one begins alike. No indent before the first one. */
  #bracket = OPEN_OBJECT;
  #indent: number | null = null;
  #lineStart = 0;

  constructor(text: TextSource, handler: DocumentHandler) {
    this.#text = text;
    this.#handler = handler;
  }

  async run(): Promise<void> {
    const { bytes, start } = this.#text;
    let position = start;
    this.#lineStart = start;
    while (position < bytes.size && this.#mode !== 'stopped') {
      const chunk = await bytes.read(position, CHUNK);
      if (chunk.length === 0) break;
      this.#base = position;
      position += this.#cut(chunk);
      this.#handler.progress(Math.min(position / bytes.size, 1));
    }
    if (this.#mode !== 'stopped') this.#end();
  }

  #cut(chunk: Buffer): number {
    let at = 0;
    while (at >= 0 && at < chunk.length && this.#mode !== 'stopped') {
      if (this.#mode === 'document') at = this.#inDocument(chunk, at);
      else if (this.#mode === 'between') at = this.#between(chunk, at);
      else if (this.#mode === 'to-its-end') at = this.#toItsEnd(chunk, at);
      else {
        at = this.#toNextLine(chunk, at);
        if (this.#mode === 'to-next-line') break;
      }
    }
    return at;
  }

  #end(): void {
    if (this.#mode === 'document') this.#handler.fault(this.#startLine, IN_THE_MIDDLE);
    else if (this.#isInList && !this.#isAstray) this.#handler.fault(this.#line, IN_THE_MIDDLE);
    this.#handler.progress(1);
  }

  /** Between documents. */
  #between(chunk: Buffer, from: number): number {
    for (let at = from; at < chunk.length; at++) {
      const byte = chunk[at] ?? 0;
      if (byte === LF) this.#newLine(at);
      else if (byte === OPEN_LIST && !this.#isInList) this.#isInList = true;
      else if (byte === CLOSE_LIST && this.#isInList) this.#isInList = false;
      else if (isBracket(byte) || (this.#isInList && (byte === QUOTE || isOfWord(byte)))) {
        this.#begin(chunk, at, byte);
        return at;
      } else if (!isSkipped(byte)) {
        this.#handler.fault(this.#line, { key: 'not-json' });
        return this.#astray(at);
      }
    }
    return chunk.length;
  }

  #newLine(at: number): void {
    this.#line++;
    this.#lineStart = this.#base + at + 1;
  }

  #begin(chunk: Buffer, at: number, byte: number): void {
    this.#mode = 'document';
    this.#index++;
    this.#start = this.#base + at;
    this.#startLine = this.#line;
    this.#earlier = [];
    this.#state = WANTS_VALUE;
    this.#depth = 0;
    if (!isBracket(byte)) return;
    this.#bracket = byte;
    const lineStart = this.#lineStart - this.#base;
    if (lineStart >= 0) this.#indent = blanksFrom(chunk, lineStart);
  }

  /** Inside a document: JSON's grammar, so that damage is noticed where it is. */
  #inDocument(chunk: Buffer, from: number): number {
    let at = from;
    let state = this.#state;
    while (at < chunk.length) {
      const byte = chunk[at] ?? 0;
      if (state === IN_STRING) {
        if (byte === QUOTE) {
          at++;
          state = this.#afterString;
          if (this.#depth === 0) return this.#complete(chunk, at);
        } else if (byte === BACKSLASH) {
          at++;
          state = AFTER_BACKSLASH;
        } else if (byte < SPACE) return this.#damaged(at, state);
        else at++;
        continue;
      }
      if (state === AFTER_BACKSLASH) {
        if (byte < SPACE) return this.#damaged(at, state);
        at++;
        state = IN_STRING;
        continue;
      }
      if (state === IN_WORD) {
        if (isOfWord(byte)) {
          at++;
          continue;
        }
        if (this.#depth === 0) return this.#complete(chunk, at);
        state = WANTS_COMMA_OR_END;
      }
      if (byte === SPACE || byte === TAB || byte === CR || byte === LF) {
        if (byte === LF) this.#newLine(at);
        at++;
        continue;
      }
      const isList = this.#lists[this.#depth] === 1;
      if (byte === QUOTE && state <= WANTS_KEY_OR_END) {
        this.#afterString = state >= WANTS_KEY ? WANTS_COLON : WANTS_COMMA_OR_END;
        state = IN_STRING;
      } else if (byte === COLON && state === WANTS_COLON) state = WANTS_VALUE;
      else if (byte === COMMA && state === WANTS_COMMA_OR_END) state = isList ? WANTS_VALUE : WANTS_KEY;
      else if ((byte === OPEN_OBJECT || byte === OPEN_LIST) && state <= WANTS_VALUE_OR_END) {
        if (this.#depth === DEEPEST) {
          return this.#given(at, { key: 'document-too-deep', values: { levels: DEEPEST } });
        }
        this.#lists[++this.#depth] = byte === OPEN_LIST ? 1 : 0;
        state = byte === OPEN_LIST ? WANTS_VALUE_OR_END : WANTS_KEY_OR_END;
      } else if (
        (byte === CLOSE_OBJECT && !isList && (state === WANTS_KEY_OR_END || state === WANTS_COMMA_OR_END)) ||
        (byte === CLOSE_LIST && isList && (state === WANTS_VALUE_OR_END || state === WANTS_COMMA_OR_END))
      ) {
        state = WANTS_COMMA_OR_END;
        if (--this.#depth === 0) return this.#complete(chunk, at + 1);
      } else if (isOfWord(byte) && state <= WANTS_VALUE_OR_END) state = IN_WORD;
      else {
        return this.#damaged(at, state);
      }
      at++;
    }
    this.#state = state;
    this.#earlier.push(chunk.subarray(Math.max(0, this.#start - this.#base)));
    if (this.#base + chunk.length - this.#start > LARGEST_DOCUMENT) {
      return this.#given(at, { key: 'document-too-large' });
    }
    return at;
  }

  /** The document ends before `end`. */
  #complete(chunk: Buffer, end: number): number {
    const rest = chunk.subarray(Math.max(0, this.#start - this.#base), end);
    this.#mode = 'between';
    this.#hand(this.#earlier.length === 0 ? rest : Buffer.concat([...this.#earlier, rest]));
    this.#earlier = [];
    return end;
  }

  #hand(bytes: Buffer): void {
    let value: unknown;
    try {
      const { encoding } = this.#text;
      const text = bytes.toString(encoding);
      value = JSON.parse(encoding === 'latin1' ? fromWindows1252(text) : text);
    } catch {
      this.#handler.fault(this.#startLine, NOT_VALID);
      if (!isBracket(bytes[0])) this.#mode = 'to-next-line';
      this.#isAstray = true;
      return;
    }
    this.#isAstray = false;
    const place = { line: this.#startLine, index: this.#index };
    if (!this.#handler.document(value, place)) this.#mode = 'stopped';
  }

  /** The grammar is broken: the document's own end is looked for, on its line, or else the next document's. */
  #damaged(at: number, state: number): number {
    this.#handler.fault(this.#startLine, NOT_VALID);
    this.#earlier = [];
    if (!this.#isInList || this.#startLine !== this.#line) return this.#backToStart();
    this.#mode = 'to-its-end';
    this.#isAstray = true;
    this.#state = state === IN_STRING || state === AFTER_BACKSLASH ? IN_STRING : WANTS_COMMA_OR_END;
    return at;
  }

  #backToStart(): number {
    this.#line = this.#startLine;
    return this.#astray(this.#start - this.#base);
  }

  /** The document is given up where it is. */
  #given(at: number, reason: Said): number {
    this.#handler.fault(this.#startLine, reason);
    this.#earlier = [];
    return this.#astray(at);
  }

  #astray(at: number): number {
    this.#isAstray = true;
    this.#mode = 'to-next-line';
    return at;
  }

  /** Counts brackets alone up to where the damaged document ends, if it does so on its line. */
  #toItsEnd(chunk: Buffer, from: number): number {
    for (let at = from; at < chunk.length; at++) {
      const byte = chunk[at] ?? 0;
      if (byte === LF) return this.#backToStart();
      if (this.#state === AFTER_BACKSLASH) this.#state = IN_STRING;
      else if (byte === BACKSLASH && this.#state === IN_STRING) this.#state = AFTER_BACKSLASH;
      else if (byte === QUOTE) this.#state = this.#state === IN_STRING ? WANTS_COMMA_OR_END : IN_STRING;
      else if (this.#state === IN_STRING) continue;
      else if (byte === OPEN_OBJECT || byte === OPEN_LIST) this.#depth++;
      else if ((byte === CLOSE_OBJECT || byte === CLOSE_LIST) && --this.#depth <= 0) {
        this.#mode = 'between';
        return at + 1;
      }
    }
    return chunk.length;
  }

  /**
   * Looks for the next line on which a document begins as the last one did: as far in, with the same
   * bracket; the bracket that closes the one before may stand before it.
   */
  #toNextLine(chunk: Buffer, from: number): number {
    let at = from;
    while (at < chunk.length) {
      const lineEnd = chunk.indexOf(LF, at);
      if (lineEnd < 0) return chunk.length;
      const lineStart = lineEnd + 1;
      const isWholeInChunk = lineStart + LINE_BEGINNING <= chunk.length;
      if (!isWholeInChunk && from < lineEnd && this.#base + chunk.length < this.#text.bytes.size) {
        return lineEnd;
      }
      this.#newLine(lineEnd);
      const beginning = chunk.subarray(lineStart, lineStart + LINE_BEGINNING);
      if (this.#beginsDocument(beginning)) {
        this.#mode = 'between';
        return lineStart + beginning.indexOf(this.#bracket);
      }
      at = lineStart;
    }
    return at;
  }

  #beginsDocument(line: Buffer): boolean {
    const indent = blanksFrom(line, 0);
    if (this.#indent !== null && indent !== this.#indent) return false;
    let at = indent;
    if (line[at] === CLOSE_OBJECT && line[at + 1] === COMMA) at += 2 + blanksFrom(line, at + 2);
    return line[at] === this.#bracket;
  }
}

const NOT_VALID: Said = { key: 'document-invalid' };

/** How many blanks stand from an offset on. */
function blanksFrom(bytes: Buffer, from: number): number {
  let at = from;
  while (bytes[at] === SPACE || bytes[at] === TAB) at++;
  return at - from;
}

function isBracket(byte: number | undefined): boolean {
  return byte === OPEN_OBJECT || byte === OPEN_LIST;
}

/** What may stand between documents, commas included: pieces of a list are saved without its brackets. */
function isSkipped(byte: number): boolean {
  return (
    byte === SPACE ||
    byte === TAB ||
    byte === CR ||
    byte === COMMA ||
    byte === RECORD_SEPARATOR ||
    BYTE_ORDER_MARK.includes(byte)
  );
}

/** Of a number, true, false or null. */
function isOfWord(byte: number): boolean {
  return (
    (byte >= 0x30 && byte <= 0x39) ||
    (byte >= 0x61 && byte <= 0x7a) ||
    (byte >= 0x41 && byte <= 0x5a) ||
    byte === 0x2d ||
    byte === 0x2b ||
    byte === 0x2e
  );
}
