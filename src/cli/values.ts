/** What the values of options and arguments may be. */
import { InvalidArgumentError } from 'commander';
import type { ScanOptions } from '../commands/scan.js';
import { UserError } from '../errors.js';
import { words } from '../words/index.js';
import { wantedOf } from '../words/locale.js';

export function wholeNumber(text: string): number {
  if (!/^[1-9]\d{0,8}$/.test(text)) throw new InvalidArgumentError(words().usage.wholeNumber);
  return Number(text);
}

export function spokenLanguage(text: string): string {
  if (wantedOf(text) === null) throw new InvalidArgumentError(words().usage.language);
  return text;
}

export function zone(text: string): string {
  try {
    new Intl.DateTimeFormat('en', { timeZone: text });
    return text;
  } catch {
    throw new InvalidArgumentError(words().usage.zone);
  }
}

/** @throws UserError for a kind or column there is not */
export async function headersOf(texts: readonly string[] | undefined): Promise<Pick<ScanOptions, 'map'>> {
  if (texts === undefined) return {};
  const { headerMapOf } = await import('../exports/header-map.js');
  return { map: headerMapOf(texts) };
}

/** @throws UserError for a text that is no moment */
export async function momentOf(
  text: string,
  options: { readonly timezone?: string; readonly dateOrder?: 'dmy' | 'mdy' },
): Promise<number> {
  const { DateOrderNeeded, DateReader } = await import('../exports/dates.js');
  try {
    const moment = new DateReader(options.timezone, options.dateOrder ?? null).moment(text.trim());
    if (moment !== null) return moment;
  } catch (error) {
    if (!(error instanceof DateOrderNeeded)) throw error;
  }
  throw new UserError(...words().usage.notATime(text));
}
