/** CSV as spreadsheets and programs read it alike: RFC 4180 quoting, `,`, line feeds. */

const NEEDS_QUOTES = /[",\r\n]|^\s|\s$/;
const STARTS_A_FORMULA = /^[=+\-@\t\r\n\uff1d\uff0b\uff0d\uff20]/;
const PLAIN_NUMBER = /^-?\d+$/;

/** One line with its line feed. Texts that a spreadsheet would run as a formula get an apostrophe in front. */
export function csvLine(cells: readonly (string | number)[]): string {
  return `${cells.map((cell) => quoted(typeof cell === 'number' ? String(cell) : guarded(cell))).join(',')}\n`;
}

/** An id that is a plain number stays as it is, whatever its sign or leading zeros. */
function guarded(text: string): string {
  return STARTS_A_FORMULA.test(text) && !PLAIN_NUMBER.test(text) ? `'${text}` : text;
}

function quoted(text: string): string {
  return NEEDS_QUOTES.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}
