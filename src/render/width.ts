/** How wide text is on a terminal, and how to shorten it to a width. */

/** Made when a text needs it: it takes as long as much else that a command does. */
let segmenter: Intl.Segmenter | null = null;

function graphemesOf(text: string): Intl.Segments {
  segmenter ??= new Intl.Segmenter(undefined, { granularity: 'grapheme' });
  return segmenter.segment(text);
}

const WIDE =
  /^(?:\p{Emoji_Presentation}|[\u1100-\u115f\u2e80-\u303e\u3041-\ua4cf\ua960-\ua97f\uac00-\ud7a3\uf900-\ufaff\ufe30-\ufe6f\uff00-\uff60\uffe0-\uffe6]|[\u{20000}-\u{3fffd}])/u;
const ASCII = /^[\x20-\x7e]*$/;
// biome-ignore lint/suspicious/noControlCharactersInRegex: colour sequences begin with escape
const COLOUR = /\x1b\[[0-9;]*m/g;

/** Columns the text takes on a terminal; colour sequences take none. */
export function displayWidth(text: string): number {
  const plain = text.includes('\x1b') ? text.replace(COLOUR, '') : text;
  if (ASCII.test(plain)) return plain.length;
  let width = 0;
  for (const { segment } of graphemesOf(plain)) width += WIDE.test(segment) ? 2 : 1;
  return width;
}

/** The text in at most `width` columns: what is too much is cut out of its middle, where ids differ least. */
export function shortenMiddle(text: string, width: number, ellipsis: string): string {
  if (displayWidth(text) <= width) return text;
  const room = width - displayWidth(ellipsis);
  if (room <= 0) return takeStart(text, width);
  const end = takeEnd(text, Math.ceil(room / 2));
  return takeStart(text, room - displayWidth(end)) + ellipsis + end;
}

/** The text in at most `width` columns, cut at its end. */
export function shortenEnd(text: string, width: number, ellipsis: string): string {
  if (displayWidth(text) <= width) return text;
  const room = width - displayWidth(ellipsis);
  return room <= 0 ? takeStart(text, width) : takeStart(text, room) + ellipsis;
}

/** The text filled up with spaces to `width` columns. */
export function padEnd(text: string, width: number): string {
  return text + ' '.repeat(Math.max(0, width - displayWidth(text)));
}

/** As `padEnd`, with the spaces in front. */
export function padStart(text: string, width: number): string {
  return ' '.repeat(Math.max(0, width - displayWidth(text))) + text;
}

/**
 * Breaks a paragraph into lines of at most `width` columns, between words; a word longer than a line
 * stays whole. `indent` stands before each line but the first, `first` before that one.
 */
export function wrap(text: string, width: number, indent = '', first = indent): string {
  const lines: string[] = [];
  let line = first;
  let empty = true;
  for (const word of text.split(/ +/)) {
    if (!empty && displayWidth(line) + 1 + displayWidth(word) > width) {
      lines.push(line);
      line = indent + word;
    } else {
      line += (empty ? '' : ' ') + word;
    }
    empty = false;
  }
  lines.push(line);
  return lines.join('\n');
}

function takeStart(text: string, width: number): string {
  let taken = '';
  let used = 0;
  for (const { segment } of graphemesOf(text)) {
    used += displayWidth(segment);
    if (used > width) break;
    taken += segment;
  }
  return taken;
}

function takeEnd(text: string, width: number): string {
  const all = [...graphemesOf(text)].map(({ segment }) => segment);
  let taken = '';
  let used = 0;
  for (const segment of all.reverse()) {
    used += displayWidth(segment);
    if (used > width) break;
    taken = segment + taken;
  }
  return taken;
}
