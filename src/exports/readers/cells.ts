/** What the cells of a spreadsheet say, as text: the way the same table would stand in a CSV file. */

/** A workbook counts its days from 1900, or (older ones from a Mac) from 1904. */
export type DateSystem = 1900 | 1904;

const DAY = 86_400_000;
const DAYS_1904 = 1462;
const DAY_ZERO = Date.UTC(1899, 11, 30);
/** The serial number of 1 March 1900. Before it spreadsheets count a 29 February that never was. */
const AFTER_FALSE_LEAP_DAY = 61;
const DAYS_TO_YEAR_10000 = 2_958_466;
/** What a cell shows; more digits are an artefact of binary fractions. */
const SIGNIFICANT_DIGITS = 15;

/** A number without exponent, thousands separators or binary noise: `12`, `12.5`. */
function numberText(value: number): string {
  if (Number.isSafeInteger(value)) return String(value);
  if (!Number.isFinite(value)) return '';
  if (Number.isInteger(value)) return BigInt(value).toString();
  const rounded = Number(value.toPrecision(SIGNIFICANT_DIGITS));
  const text = String(rounded);
  if (!text.includes('e')) return text;
  return rounded.toFixed(20).replace(/\.?0+$/, '');
}

/** A date cell: `2024-08-26 12:15:08`, with milliseconds only where there are some; a time alone without its day. */
function dateText(serial: number, system: DateSystem): string {
  const days = system === 1904 ? serial + DAYS_1904 : serial;
  if (!(serial >= 0) || days >= DAYS_TO_YEAR_10000) return numberText(serial);
  const milliseconds = Math.round((days < AFTER_FALSE_LEAP_DAY - 1 ? days + 1 : days) * DAY);
  const [day, time] = new Date(DAY_ZERO + milliseconds).toISOString().slice(0, -1).split('T');
  const clock = (time ?? '').replace(/\.000$/, '');
  return serial < 1 && system === 1900 ? clock : `${day} ${clock}`;
}

export function booleanText(value: boolean): string {
  return value ? 'True' : 'False';
}

/** How a number is shown: as a date, or with so many digits at least (`000123`; 1 for most). */
export type NumberFormat = 'date' | number;

/** The format a code of a workbook stands for. */
export function numberFormatOf(code: string): NumberFormat {
  if (isDateFormat(code)) return 'date';
  return /^0{2,20}(?=;|$)/.exec(code)?.[0].length ?? 1;
}

/** A number as its cell shows it, as far as that is part of what it says. */
export function shownNumber(value: number, format: NumberFormat, system: DateSystem): string {
  if (format === 'date') return dateText(value, system);
  const text = numberText(value);
  return text.length < format && /^\d+$/.test(text) ? text.padStart(format, '0') : text;
}

/** Formats every workbook knows by number alone, as far as they show dates or times of day. */
const DATE_FORMAT_IDS: readonly (readonly [from: number, to: number])[] = [
  [14, 22],
  [27, 36],
  [45, 45],
  [47, 47],
  [50, 58],
];

/** Whether a format that has no code, only a number, shows a date or a time of day. */
export function isDateFormatId(id: number): boolean {
  return DATE_FORMAT_IDS.some(([from, to]) => id >= from && id <= to);
}

/** Whether a format's code shows a number as a date or a time of day. */
function isDateFormat(code: string): boolean {
  const [positive = ''] = code.replace(/"[^"]*"|\\.|_.|\*./g, '').split(';');
  if (/\[[hms]+\]/i.test(positive)) return false;
  return /[dmyhs]/i.test(positive.replace(/\[[^\]]*\]/g, '').replace(/general/gi, ''));
}
