/**
 * Numbers in sentences and tables. Quantities are plain digits, since they are typed and copied; how many
 * there are of something is grouped by thousands.
 */
import { amount } from '../words/format.js';
import { words } from '../words/index.js';
import { safe } from './safe.js';

export { grouped } from '../words/format.js';

/** `-2`, `980`, `12345`. */
export function count(value: number): string {
  return String(value);
}

/** `1 unit`, `3 units`. */
export function units(value: number): string {
  return words().shared.units(value);
}

/** `BRL 2,427.30`. */
export function money({ cents, currency }: { readonly cents: number; readonly currency: string }): string {
  return `${safe(currency)} ${amount(cents)}`;
}

/** `+3`, `-2`, `0`. */
export function signed(value: number): string {
  return value > 0 ? `+${count(value)}` : count(value);
}

/** `a, b and c`; of more than `most` names the rest is counted. */
export function listed(names: readonly string[], most = Number.POSITIVE_INFINITY): string {
  const shown = names.length > most ? names.slice(0, most) : names;
  const rest = names.length - shown.length;
  const parts = rest > 0 ? [...shown, words().shared.more(rest)] : shown;
  if (parts.length <= 1) return parts.join('');
  return `${parts.slice(0, -1).join(', ')} ${words().shared.and} ${parts.at(-1)}`;
}

/** `412 B`, `3.4 MB`: decimal units. */
export function bytes(value: number): string {
  if (value < 1000) return `${value} B`;
  const names = ['kB', 'MB', 'GB', 'TB'];
  let size = value / 1000;
  let at = 0;
  while (size >= 999.5 && at < names.length - 1) {
    size /= 1000;
    at += 1;
  }
  return `${size < 10 ? size.toFixed(1) : String(Math.round(size))} ${names[at]}`;
}
