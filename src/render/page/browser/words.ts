/** Fills the page's texts with numbers and names. */
import type { PageTexts, Plural } from '../texts.js';
import { head } from './embedded.js';

type Values = Readonly<Record<string, string | number>>;

/** The texts, in the page's language. */
export const texts: PageTexts = head.texts;

const rules = new Intl.PluralRules(texts.language);
const grouping = new Intl.NumberFormat(texts.locale);

/** `{n}` and the like in a text. */
export function filled(text: string, values: Values): string {
  return text.replace(/\{(\w+)\}/g, (whole, name: string) => String(values[name] ?? whole));
}

/** The form of a text that goes with a number, which stands in it as `{n}`. */
export function counted(text: Plural, n: number, values: Values = {}): string {
  return filled(rules.select(n) === 'one' ? text.one : text.other, { n: grouped(n), ...values });
}

/** How many there are of something: `12,345`. Quantities to type are never grouped. */
export function grouped(n: number): string {
  return grouping.format(n);
}

/** `BRL 2,427.30`. */
export function money(cents: number, currency: string): string {
  const amount = new Intl.NumberFormat(texts.locale, {
    minimumFractionDigits: 2,
    maximumFractionDigits: 2,
  }).format(cents / 100);
  return `${currency} ${amount}`;
}

/** `2026-03-28 00:47`, `28/03/2026 00:47`: as everywhere else in that language. */
export function minute(at: number | string): string {
  const written = new Date(at).toISOString();
  const day = written.slice(0, 10);
  return `${texts.language === 'en' ? day : day.split('-').reverse().join('/')} ${written.slice(11, 16)}`;
}

export function listed(names: readonly string[], most: number): string {
  const shown = names.slice(0, most);
  return names.length > most ? `${shown.join(', ')}, …` : shown.join(', ');
}
