/** How a source's text is encoded, and its bytes where they are text. Knows nothing of what the text says. */
import { isUtf8 } from 'node:buffer';
import { type ByteSource, type NoText, pieces } from './bytes.js';
import { sourceOf } from './spool.js';

/** Text, ready to be read from any position. */
export interface TextSource {
  readonly bytes: ByteSource;
  /** How the bytes are encoded. `latin1` stands for Windows-1252, of which it is a part. */
  readonly encoding: 'utf8' | 'latin1';
  /** Where the text begins, after a byte order mark. */
  readonly start: number;
}

/** UTF-16 is converted as a whole: no export of that encoding comes near this size. */
const LARGEST_UTF16 = 256 << 20;
const HEAD = 1 << 12;
const BLOCK = 1 << 18;

/** The source as text, or why it is none. */
export async function textOf(source: ByteSource): Promise<TextSource | NoText> {
  const head = await source.read(0, HEAD);
  if ((head[0] === 0xff && head[1] === 0xfe) || (head[0] === 0xfe && head[1] === 0xff)) {
    return converted(source, head[0] === 0xff ? 'utf-16le' : 'utf-16be');
  }
  if (head.includes(0)) return { sort: 'binary', reason: { key: 'binary-file' } };
  const isMarked = head[0] === 0xef && head[1] === 0xbb && head[2] === 0xbf;
  const encoding = isMarked || (await isAllUtf8(source)) ? 'utf8' : 'latin1';
  return { bytes: source, encoding, start: isMarked ? 3 : 0 };
}

/** UTF-16 text, turned into UTF-8. */
async function converted(
  source: ByteSource,
  encoding: 'utf-16le' | 'utf-16be',
): Promise<TextSource | NoText> {
  if (source.size > LARGEST_UTF16) {
    return { sort: 'too-large', reason: { key: 'utf16-too-large' } };
  }
  const decoder = new TextDecoder(encoding);
  const parts: Buffer[] = [];
  for await (const piece of pieces(source, 0, source.size)) {
    parts.push(Buffer.from(decoder.decode(piece, { stream: true })));
  }
  parts.push(Buffer.from(decoder.decode()));
  return { bytes: sourceOf(Buffer.concat(parts)), encoding: 'utf8', start: 0 };
}

/**
 * Whether all of it is UTF-8. Looks at every byte: one stray Latin-1 letter a thousand rows down
 * decides. A character that the end of the file cuts in two does not count against it.
 */
async function isAllUtf8(source: ByteSource): Promise<boolean> {
  const room = Buffer.allocUnsafe(Math.min(BLOCK, source.size));
  for (let position = 0; position < source.size; ) {
    const bytes = await source.read(position, BLOCK, room);
    const whole = bytes.length - bytesOfUnfinishedCharacter(bytes);
    if (!isUtf8(bytes.subarray(0, whole))) return false;
    // The rest is read again with what comes after it.
    if (whole === 0) return true;
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
