/** Numbers and dates as the language in use writes them. */
import { language, locale } from './language.js';

type Moment = number;

/** `980`, `12,345`. */
export function grouped(value: number): string {
  return value.toLocaleString(locale());
}

/** How many of something, both forms given: `1 order`, `3,000 orders`. */
export function counted(value: number, singular: string, plural: string): string {
  return `${grouped(value)} ${value === 1 ? singular : plural}`;
}

/** An amount of money without its currency: `2,427.30`. */
export function amount(cents: number): string {
  return (cents / 100).toLocaleString(locale(), { minimumFractionDigits: 2, maximumFractionDigits: 2 });
}

/** A moment to the minute: `2026-03-28 00:47`, `28/03/2026 00:47`. Always UTC, and always as long. */
export function minute(at: Moment): string {
  return `${day(at)} ${new Date(at).toISOString().slice(11, 16)}`;
}

/** A day: `2026-03-28`; `28/03/2026` where that is not read in two ways. */
export function day(at: Moment): string {
  const written = new Date(at).toISOString().slice(0, 10);
  return language() === 'en' ? written : written.split('-').reverse().join('/');
}

/** A column with what stands in it, where that may be told: `Quantity "1.234"`. */
export function field({ column, value }: { readonly column: string; readonly value: string | null }): string {
  return value === null ? column : `${column} "${value}"`;
}
