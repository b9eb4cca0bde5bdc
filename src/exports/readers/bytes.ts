/**
 * A file's bytes: what sort of file it is, how its text is encoded, and the bytes from any position
 * on. Knows nothing of what the text says.
 */
import { isUtf8 } from 'node:buffer';
import { type FileHandle, open } from 'node:fs/promises';

/** A text file, ready to be read from any position. */
export interface TextSource {
  /** How the bytes of `read` are encoded. `latin1` stands for Windows-1252, of which it is a part. */
  readonly encoding: 'utf8' | 'latin1';
  /** Where the text begins, after a byte order mark. */
  readonly start: number;
  readonly size: number;
  /** Up to `length` bytes from `position`; fewer only at the end. */
  read(position: number, length: number): Promise<Buffer>;
  close(): Promise<void>;
}

/** Why a file is no text that can be read. */
export interface NoText {
  readonly sort: 'empty' | 'binary' | 'spreadsheet' | 'archive' | 'json' | 'markup' | 'too-large';
  readonly reason: string;
}

const CHUNK = 1 << 18;
const HEAD = 1 << 12;
/** UTF-16 is converted as a whole: no export of that encoding comes near this size. */
const LARGEST_UTF16 = 256 << 20;

const SIGNATURES: readonly (readonly [bytes: readonly number[], noText: NoText])[] = [
  [
    [0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1, 0x1a, 0xe1],
    { sort: 'spreadsheet', reason: 'a spreadsheet (.xls): not read yet; save it as CSV' },
  ],
  [
    [0x50, 0x4b, 0x03, 0x04],
    {
      sort: 'archive',
      reason: 'an archive or a spreadsheet (.zip, .xlsx): not read yet; unpack it or save it as CSV',
    },
  ],
  [[0x1f, 0x8b], { sort: 'archive', reason: 'a compressed file (.gz): not read yet; unpack it' }],
  [[0x25, 0x50, 0x44, 0x46], { sort: 'binary', reason: 'a PDF, not an export' }],
  [[0x89, 0x50, 0x4e, 0x47], { sort: 'binary', reason: 'a picture, not an export' }],
  [[0xff, 0xd8, 0xff], { sort: 'binary', reason: 'a picture, not an export' }],
  [[...Buffer.from('SQLite format 3\0')], { sort: 'binary', reason: 'a SQLite database, not an export' }],
];

/**
 * Opens a file as text.
 * @returns the text, or why it is none
 * @throws the system's error when the file cannot be read
 */
export async function openText(path: string): Promise<TextSource | NoText> {
  const file = await open(path);
  try {
    const source = await examined(file);
    if ('sort' in source) await file.close();
    return source;
  } catch (error) {
    await file.close();
    throw error;
  }
}

async function examined(file: FileHandle): Promise<TextSource | NoText> {
  const { size } = await file.stat();
  if (size === 0) return { sort: 'empty', reason: 'the file is empty' };
  const read = async (position: number, length: number): Promise<Buffer> => {
    const buffer = Buffer.allocUnsafe(Math.max(0, Math.min(length, size - position)));
    const { bytesRead } = await file.read(buffer, 0, buffer.length, position);
    return buffer.subarray(0, bytesRead);
  };
  const head = await read(0, HEAD);
  for (const [bytes, noText] of SIGNATURES) {
    if (bytes.every((byte, index) => head[index] === byte)) return noText;
  }
  if ((head[0] === 0xff && head[1] === 0xfe) || (head[0] === 0xfe && head[1] === 0xff)) {
    return converted(file, await read(0, Math.min(size, LARGEST_UTF16 + 1)));
  }
  if (head.includes(0)) return { sort: 'binary', reason: 'a binary file, not an export' };
  const marked = head[0] === 0xef && head[1] === 0xbb && head[2] === 0xbf;
  const start = marked ? 3 : 0;
  const first = /\S/.exec(head.toString('latin1', start))?.[0];
  if (first === undefined && size <= HEAD)
    return { sort: 'empty', reason: 'the file holds nothing but blanks' };
  if (first === '{' || first === '[') {
    return { sort: 'json', reason: 'a JSON file: not read yet; export it as CSV' };
  }
  if (first === '<') return { sort: 'markup', reason: 'a web page or XML, not CSV; save it as CSV' };
  const encoding = marked || (await isAllUtf8(read, size)) ? 'utf8' : 'latin1';
  return { encoding, start, size, read, close: () => file.close() };
}

/** UTF-16 text, turned into UTF-8. */
function converted(file: FileHandle, bytes: Buffer): TextSource | NoText {
  if (bytes.length > LARGEST_UTF16) {
    return { sort: 'too-large', reason: 'UTF-16 text of this size is not read; save it as UTF-8' };
  }
  const encoding = bytes[0] === 0xff ? 'utf-16le' : 'utf-16be';
  const text = Buffer.from(new TextDecoder(encoding).decode(bytes));
  if (text.length === 0) return { sort: 'empty', reason: 'the file is empty' };
  return {
    encoding: 'utf8',
    start: 0,
    size: text.length,
    read: async (position, length) => text.subarray(position, position + length),
    close: () => file.close(),
  };
}

/**
 * Whether all of it is UTF-8. Looks at every byte: one stray Latin-1 letter a thousand rows down
 * decides. A character that the end of the file cuts in two does not count against it.
 */
async function isAllUtf8(read: TextSource['read'], size: number): Promise<boolean> {
  let position = 0;
  while (position < size) {
    const chunk = await read(position, CHUNK);
    if (chunk.length === 0) return true;
    const whole = chunk.length - bytesOfUnfinishedCharacter(chunk);
    if (!isUtf8(chunk.subarray(0, whole))) return false;
    if (whole === 0) return position + chunk.length >= size;
    position += whole;
  }
  return true;
}

/** How many bytes at the end begin a UTF-8 character that goes on beyond it. */
function bytesOfUnfinishedCharacter(chunk: Buffer): number {
  for (let back = 1; back <= Math.min(3, chunk.length); back++) {
    const byte = chunk[chunk.length - back] ?? 0;
    if (byte < 0x80) return 0;
    if (byte >= 0xc0) {
      const length = byte >= 0xf0 ? 4 : byte >= 0xe0 ? 3 : 2;
      return length > back ? back : 0;
    }
  }
  return 0;
}

/** What Windows-1252 has at 0x80 to 0x9f, where Latin-1 has nothing to show. (Node 20's own decoder takes it for Latin-1.) */
const WINDOWS_1252 = [...'€\u0081‚ƒ„…†‡ˆ‰Š‹Œ\u008dŽ\u008f\u0090‘’“”•–—˜™š›œ\u009džŸ'];

/** A field decoded as Latin-1, with the characters Windows-1252 has beyond it (€, “, –). */
export function fromWindows1252(text: string): string {
  return text.replace(/[\u0080-\u009f]/g, (control) => WINDOWS_1252[control.charCodeAt(0) - 0x80] ?? control);
}
