/**
 * Text that comes from files (ids, authors, paths, statuses) may hold anything, also sequences that
 * would move the cursor or turn the writing direction. It passes through `safe` before it is shown.
 */

const CONTROL = /[\p{Cc}\p{Zl}\p{Zp}]/gu;
// Format characters: bidi marks, overrides and isolates, zero-width joiners, the byte-order mark, tags.
const INVISIBLE = /\p{Cf}/gu;
const LONE_SURROGATE = /\p{Cs}/gu;

/** The text as it may be shown on one line of a terminal: control characters as `\x1b`, invisible ones gone. */
export function safe(text: string): string {
  return text
    .replace(INVISIBLE, '')
    .replace(CONTROL, (character) => {
      if (character === '\t') return ' ';
      const code = character.codePointAt(0) ?? 0;
      return code < 0x100 ? `\\x${code.toString(16).padStart(2, '0')}` : `\\u${code.toString(16)}`;
    })
    .replace(LONE_SURROGATE, '\ufffd');
}
