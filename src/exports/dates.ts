/**
 * Dates as exports write them: VTEX's `2024-08-26 12:15:08Z`, ISO 8601, the local forms of
 * spreadsheets, and the numbers that stand for dates in spreadsheets and programs. Where day and month could be either, the caller must decide first (`DateOrderNeeded`).
 */
import { UserError } from '../errors.js';
import type { Moment } from '../ledger/records.js';
import { type Catalogue, words } from '../words/index.js';

export type DateOrder = 'dmy' | 'mdy';

/** A local date could be day-month or month-day, and nobody has said which. */
export class DateOrderNeeded extends Error {}

/** A user's error about dates. It may come from a thread that knows no language: its key and value tell it again in another. */
export class DatesError extends UserError {
  constructor(
    readonly key: keyof Catalogue['reading']['dates'],
    readonly value: string,
  ) {
    super(...words().reading.dates[key](value));
  }
}

/** What a local date says of its file's order: one of them, or `either`. */
export type OrderHint = DateOrder | 'either';

const ISO =
  /^(\d{4,5})[-/](\d{1,2})[-/](\d{1,2})(?:[T ]+(\d{1,2}):(\d{2})(?::(\d{2})(?:[.,](\d{1,9}))?)?\s*(Z|z|UTC|GMT|[+-]\d{2}(?::?\d{2})?)?)?$/;
const LOCAL =
  /^(\d{1,2})([/.-])(\d{1,2})\2(\d{4,5})(?:[T ,]+(\d{1,2}):(\d{2})(?::(\d{2})(?:[.,](\d{1,9}))?)?\s*([ap]\.?\s?m\.?)?\s*(Z|UTC|GMT|[+-]\d{2}(?::?\d{2})?)?)?$/i;

/** Dates as numbers: 1970 and later in seconds (10 digits) or milliseconds (13), or a spreadsheet's count of days. */
const NUMBER = /^(?:\d{10}|\d{13}|\d{5}(?:[.,]\d{1,15})?)$/;
const SERIAL_OF_1970 = 25_569;
/** From 1990-01-01 up to 2100-01-01. */
const EARLIEST_SERIAL = 32_874;
const LATEST_SERIAL = 73_051;

const EARLIEST_YEAR = 1990;
const LATEST_YEAR = 2100;
const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;

/**
 * Reads the dates of one file.
 */
export class DateReader {
  readonly #zone: Zone | null;
  readonly #order: DateOrder | null;

  /**
   * @param timezone IANA zone of dates without one; UTC when absent
   * @param order how local dates read; null while undecided
   * @throws UserError for an unknown zone
   */
  constructor(timezone: string | undefined, order: DateOrder | null) {
    this.#zone = timezone === undefined ? null : zoneNamed(timezone);
    this.#order = order;
  }

  /**
   * The moment a text means; null when it means none (empty, VTEX's year 0001, an impossible date).
   * @throws DateOrderNeeded when day and month could be either and no order was given
   */
  moment(text: string): Moment | null {
    const utc = utcMoment(text);
    if (utc !== null) return utc;
    const iso = ISO.exec(text);
    if (iso !== null) {
      const [, year, month, day, hour, minute, second, fraction, zone] = iso;
      return this.#assembled(year, month, day, hour, minute, second, fraction, undefined, zone);
    }
    const local = LOCAL.exec(text);
    if (local === null) return NUMBER.test(text) ? this.#counted(text) : null;
    const [, first, , second, year, hour, minute, seconds, fraction, half, zone] = local;
    const order = this.#order ?? this.#orderOf(first, second);
    const [day, month] = order === 'dmy' ? [first, second] : [second, first];
    return this.#assembled(year, month, day, hour, minute, seconds, fraction, half, zone);
  }

  /** A spreadsheet's serial number, or the time since 1970 in seconds or milliseconds. */
  #counted(text: string): Moment | null {
    if (text.length === 10) return within(Number(text) * 1000);
    if (text.length === 13) return within(Number(text));
    const days = Number(text.replace(',', '.'));
    if (!(days >= EARLIEST_SERIAL && days < LATEST_SERIAL)) return null;
    const local = Math.round((days - SERIAL_OF_1970) * DAY);
    return this.#zone === null ? local : this.#zone.toUtc(local);
  }

  #orderOf(first: string | undefined, second: string | undefined): DateOrder {
    const hint = hintOf(Number(first), Number(second));
    if (hint === 'either' && first !== second) throw new DateOrderNeeded();
    return hint === 'mdy' ? 'mdy' : 'dmy';
  }

  #assembled(
    yearText: string | undefined,
    monthText: string | undefined,
    dayText: string | undefined,
    hourText: string | undefined,
    minuteText: string | undefined,
    secondText: string | undefined,
    fraction: string | undefined,
    half: string | undefined,
    zone: string | undefined,
  ): Moment | null {
    const year = Number(yearText);
    const month = Number(monthText);
    const day = Number(dayText);
    const hour = hourOf(Number(hourText ?? 0), half);
    const minute = Number(minuteText ?? 0);
    const second = Number(secondText ?? 0);
    if (year < EARLIEST_YEAR || year > LATEST_YEAR || month < 1 || month > 12 || day < 1) return null;
    if (hour === null || minute > 59 || second > 59) return null;
    if (day > new Date(Date.UTC(year, month, 0)).getUTCDate()) return null;
    const millisecond = fraction === undefined ? 0 : Math.floor(Number(`0.${fraction}`) * 1000);
    const local = Date.UTC(year, month - 1, day, hour, minute, second, millisecond);
    if (zone !== undefined) return local - offsetOf(zone);
    return this.#zone === null ? local : this.#zone.toUtc(local);
  }
}

/** What a local date says of the order of day and month; null for any other text. */
export function orderHint(text: string): OrderHint | null {
  const local = LOCAL.exec(text);
  return local === null ? null : hintOf(Number(local[1]), Number(local[3]));
}

/**
 * The order in which a file's local dates read, when they could be either.
 * @throws UserError when its dates leave it open, or go both ways
 */
export function decidedOrder(path: string, hints: ReadonlySet<OrderHint>): DateOrder {
  if (hints.has('dmy') && hints.has('mdy')) {
    throw new DatesError('bothOrders', path);
  }
  if (hints.has('dmy')) return 'dmy';
  if (!hints.has('mdy')) {
    throw new DatesError('eitherOrder', path);
  }
  return 'mdy';
}

/** The days last met: most rows of an export are of a few. */
const daysOf = new Map<number, Moment>();
const MOST_DAYS = 4096;

const LONGEST_UTC = 30;
const characters = new Uint8Array(LONGEST_UTC);

/** As `utcMomentIn`, of a text. */
function utcMoment(text: string): Moment | null {
  const { length } = text;
  if (length > LONGEST_UTC) return null;
  for (let at = 0; at < length; at++) {
    const code = text.charCodeAt(at);
    if (code >= 0x80) return null;
    characters[at] = code;
  }
  return utcMomentIn(characters, 0, length);
}

/**
 * The moment of a text in VTEX's own form, `2024-08-26 12:15:08Z` or with a T and decimals, read from its bytes: an
 * order report holds millions of them. Null for all that is not exactly that.
 */
export function utcMomentIn(bytes: Uint8Array, start: number, end: number): Moment | null {
  const length = end - start;
  if (length < 20 || length > LONGEST_UTC || bytes[end - 1] !== 0x5a) return null;
  const between = bytes[start + 10];
  if (between !== 0x20 && between !== 0x54) return null;
  if (bytes[start + 4] !== 0x2d || bytes[start + 7] !== 0x2d) return null;
  if (bytes[start + 13] !== 0x3a || bytes[start + 16] !== 0x3a) return null;
  const year = digitsAt(bytes, start, start + 4);
  const month = digitsAt(bytes, start + 5, start + 7);
  const day = digitsAt(bytes, start + 8, start + 10);
  const hour = digitsAt(bytes, start + 11, start + 13);
  const minute = digitsAt(bytes, start + 14, start + 16);
  const second = digitsAt(bytes, start + 17, start + 19);
  if (!(year >= EARLIEST_YEAR && year <= LATEST_YEAR && month >= 1 && month <= 12 && day >= 1 && day <= 31))
    return null;
  if (!(hour <= 23 && minute <= 59 && second <= 59)) return null;
  let thousandths = 0;
  if (length > 20) {
    if (bytes[start + 19] !== 0x2e || length < 24) return null;
    thousandths = digitsAt(bytes, start + 20, start + 23);
    if (!(digitsAt(bytes, start + 23, end - 1) >= 0)) return null;
  }
  const key = (year * 12 + month) * 32 + day;
  let midnight = daysOf.get(key);
  if (midnight === undefined) {
    if (day > new Date(Date.UTC(year, month, 0)).getUTCDate()) return null;
    midnight = Date.UTC(year, month - 1, day);
    if (daysOf.size >= MOST_DAYS) daysOf.clear();
    daysOf.set(key, midnight);
  }
  return midnight + hour * HOUR + minute * MINUTE + second * 1000 + thousandths;
}

/** The number that the digits from `start` to `end` make; NaN where one is none. */
function digitsAt(bytes: Uint8Array, start: number, end: number): number {
  let value = 0;
  for (let at = start; at < end; at++) {
    const digit = (bytes[at] as number) - 0x30;
    if (digit < 0 || digit > 9) return Number.NaN;
    value = value * 10 + digit;
  }
  return value;
}

function within(moment: Moment): Moment | null {
  const year = new Date(moment).getUTCFullYear();
  return year >= EARLIEST_YEAR && year <= LATEST_YEAR ? moment : null;
}

function hintOf(first: number, second: number): OrderHint {
  if (first > 12) return 'dmy';
  return second > 12 ? 'mdy' : 'either';
}

function hourOf(hour: number, half: string | undefined): number | null {
  if (half === undefined) return hour > 23 ? null : hour;
  if (hour < 1 || hour > 12) return null;
  return (hour % 12) + (half.toLowerCase().startsWith('p') ? 12 : 0);
}

/** Milliseconds east of UTC of `Z`, `+02:00`, `-0300` or `+02`. */
function offsetOf(zone: string): number {
  const match = /^([+-])(\d{2}):?(\d{2})?$/.exec(zone);
  if (match === null) return 0;
  const [, sign, hours, minutes] = match;
  return (sign === '-' ? -1 : 1) * (Number(hours) * HOUR + Number(minutes ?? 0) * MINUTE);
}

/** A time zone's rules, from the runtime's own tables. */
class Zone {
  readonly #format: Intl.DateTimeFormat;
  /** Offset by the quarter of an hour it was asked for: zones change on no finer step. */
  readonly #offsets = new Map<number, number>();

  constructor(name: string) {
    this.#format = new Intl.DateTimeFormat('en-US', {
      timeZone: name,
      hourCycle: 'h23',
      year: 'numeric',
      month: 'numeric',
      day: 'numeric',
      hour: 'numeric',
      minute: 'numeric',
      second: 'numeric',
    });
  }

  /**
   * The moment at which the zone's clocks show `local` (a moment as if it were UTC). A time shown
   * twice, when clocks go back, is the first; one never shown, when they go forward, is read with the
   * offset from before the change.
   */
  toUtc(local: number): Moment {
    const before = this.#offsetAt(local - 24 * HOUR);
    const candidate = local - before;
    if (this.#offsetAt(candidate) === before) return candidate;
    const after = this.#offsetAt(local + 24 * HOUR);
    return this.#offsetAt(local - after) === after ? local - after : candidate;
  }

  #offsetAt(moment: Moment): number {
    const step = Math.floor(moment / (15 * MINUTE));
    let offset = this.#offsets.get(step);
    if (offset === undefined) {
      offset = this.#computedOffset(step * 15 * MINUTE);
      if (this.#offsets.size > 100_000) this.#offsets.clear();
      this.#offsets.set(step, offset);
    }
    return offset;
  }

  #computedOffset(moment: Moment): number {
    const parts = new Map(this.#format.formatToParts(moment).map((part) => [part.type, Number(part.value)]));
    const part = (type: Intl.DateTimeFormatPartTypes) => parts.get(type) ?? 0;
    const shown = Date.UTC(
      part('year'),
      part('month') - 1,
      part('day'),
      part('hour'),
      part('minute'),
      part('second'),
    );
    return shown - moment;
  }
}

const zones = new Map<string, Zone>();

function zoneNamed(name: string): Zone {
  let zone = zones.get(name);
  if (zone === undefined) {
    try {
      zone = new Zone(name);
    } catch {
      throw new DatesError('zone', name);
    }
    zones.set(name, zone);
  }
  return zone;
}
