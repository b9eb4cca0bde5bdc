/** CSV as spreadsheets and programs read it alike: RFC 4180 quoting, line feeds. */
import { UserError } from '../errors.js';
import { quoted as quotedInMessage } from '../exports/columns.js';
import { words } from '../words/index.js';

const NEEDS_QUOTES = { ',': /[",\r\n]|^\s|\s$/, ';': /[";\r\n]|^\s|\s$/ } as const;
const STARTS_A_FORMULA = /^[=+\-@\t\r\n\uff1d\uff0b\uff0d\uff20]/;
const GUARDED = /^'(?=[=+\-@\t\r\n\uff1d\uff0b\uff0d\uff20])/;
const PLAIN_NUMBER = /^-?\d+$/;

/** One line with its line feed. Texts that a spreadsheet would run as a formula get an apostrophe in front. */
export function csvLine(
  cells: readonly (string | number)[],
  delimiter: keyof typeof NEEDS_QUOTES = ',',
): string {
  const texts = cells.map((cell) =>
    quoted(typeof cell === 'number' ? String(cell) : guarded(cell), delimiter),
  );
  return `${texts.join(delimiter)}\n`;
}

/**
 * Whether a spreadsheet would run a text as a formula. An id that is a plain number stays as it is, whatever its
 * sign or leading zeros.
 */
function startsFormula(text: string): boolean {
  return STARTS_A_FORMULA.test(text) && !PLAIN_NUMBER.test(text);
}

/** A text without the apostrophe that `csvLine` puts before it. */
export function unguarded(text: string): string {
  return text.replace(GUARDED, '');
}

/**
 * In a file that VTEX reads, an apostrophe would make an id another one.
 * @throws UserError for an id that a spreadsheet would run as a formula
 */
export function refuseFormulaIds(ids: readonly string[]): void {
  const id = ids.find(startsFormula);
  if (id === undefined) return;
  throw new UserError(...words().fixFiles.formulaId(quotedInMessage(id)));
}

function guarded(text: string): string {
  return startsFormula(text) ? `'${text}` : text;
}

function quoted(text: string, delimiter: keyof typeof NEEDS_QUOTES): string {
  return NEEDS_QUOTES[delimiter].test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}
