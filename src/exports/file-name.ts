/** The moment of export that a file's name tells: `inventory-2026-04-01T10-30.csv`, `orders_20260401.csv`. */
import type { Moment } from '../ledger/records.js';
import { type DateOrder, DateReader } from './dates.js';

/** A moment, and whether it is exact or only a day. */
export interface NamedMoment {
  /** The start of the day where the name tells no time. */
  readonly at: Moment;
  /** The last moment it may mean: the end of the day, or `at`. */
  readonly until: Moment;
}

const YEAR_FIRST = /(?<!\d)(20\d\d)([-_.])(\d\d)\2(\d\d)(?!\d)/g;
const COMPACT = /(?<!\d)(20\d\d)(\d\d)(\d\d)(?=(?:\d{4}(?:\d\d)?)?(?!\d))/g;
const DAY_OR_MONTH_FIRST = /(?<!\d)(\d\d)([-_.])(\d\d)\2(20\d\d)(?!\d)/g;
const TIME = /^(?:[T _-]|at)*(\d\d)[-:.h_]?([0-5]\d)(?:[-:.m_]?([0-5]\d))?s?(Z)?(?!\d)/i;
const DAY = 86_400_000;

/**
 * @param name the file's name, without folders
 * @param order how 03-04-2026 reads; null where undecided, and then such a name tells nothing
 * @returns null for a name without a date, or with more than one (a period is no moment)
 */
export function momentInName(
  name: string,
  timezone: string | undefined,
  order: DateOrder | null,
): NamedMoment | null {
  const reader = new DateReader(timezone, order);
  const found = [...datesIn(name, order)];
  const [date] = found;
  if (date === undefined || new Set(found.map(({ day }) => day)).size > 1) return null;
  const time = TIME.exec(name.slice(date.end));
  if (time !== null && Number(time[1]) < 24) {
    const at = reader.moment(`${date.day} ${time[1]}:${time[2]}:${time[3] ?? '00'}${time[4] ? 'Z' : ''}`);
    if (at !== null) return { at, until: at };
  }
  const at = reader.moment(date.day);
  return at === null ? null : { at, until: at + DAY - 1 };
}

function* datesIn(name: string, order: DateOrder | null): Generator<{ day: string; end: number }> {
  const possible = new DateReader(undefined, 'dmy');
  for (const match of name.matchAll(YEAR_FIRST)) {
    const day = `${match[1]}-${match[3]}-${match[4]}`;
    if (possible.moment(day) !== null) yield { day, end: match.index + match[0].length };
  }
  for (const match of name.matchAll(COMPACT)) {
    const day = `${match[1]}-${match[2]}-${match[3]}`;
    if (possible.moment(day) !== null) yield { day, end: match.index + match[0].length };
  }
  for (const match of name.matchAll(DAY_OR_MONTH_FIRST)) {
    const [, first = '', , second = '', year] = match;
    const reads =
      order ?? (Number(first) > 12 || first === second ? 'dmy' : Number(second) > 12 ? 'mdy' : null);
    if (reads === null) continue;
    const day = reads === 'dmy' ? `${year}-${second}-${first}` : `${year}-${first}-${second}`;
    if (possible.moment(day) !== null) yield { day, end: match.index + match[0].length };
  }
}
