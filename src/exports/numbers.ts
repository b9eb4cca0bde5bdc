/** Numbers as exports write them: whole units strictly, prices as far as they can be told. */
import type { Units } from '../ledger/records.js';
import type { NumberFault } from '../words/said.js';

/** The largest count VTEX knows, which stands for an unlimited quantity. All that is added up of such stays exact. */
const MOST_UNITS = 2_147_483_647;

/**
 * Whole units: `12`, `-3`, `12.0`. Strict, because a misread count is worse than a missing one: a
 * fraction, an exponent, or a separator that may group thousands as well as part decimals is refused.
 * @returns the number, or why it is none
 */
export function wholeUnits(text: string): Units | NumberFault {
  const digits = digitsOf(text, 0, text.length);
  if (digits >= 0) return digits <= MOST_UNITS ? digits : 'too-large';
  if (/^[+-]?\d+([.,]0{1,2})?$/.test(text)) {
    const units = Number(text.replace(/[.,]0+$/, ''));
    if (Math.abs(units) > MOST_UNITS) return 'too-large';
    return units === 0 ? 0 : units;
  }
  if (text === '') return 'empty';
  if (/^[+-]?\d{1,3}([.,]\d{3})+$/.test(text)) {
    return 'grouped';
  }
  if (/^[+-]?\d*[.,]\d+$/.test(text)) return 'fraction';
  return 'no-number';
}

/**
 * A price in cents: `89.9`, `1.234,50`, `R$ 89,90`. Null when it cannot be told; a price never costs
 * a line, as nothing is computed from it.
 */
export function cents(text: string): number | null {
  const plain = plainCents(text, text.length - 3);
  if (plain >= 0) return plain;
  const digits = text.replace(/^[^\d-]+|[^\d]+$/g, '');
  const match = /^(\d+|\d{1,3}(?:([.,\s])\d{3})(?:\2\d{3})*)(?:([.,])(\d+))?$/.exec(digits);
  if (match === null) return null;
  const [, whole = '', group, point, fraction = ''] = match;
  if (group !== undefined && group === point) return null;
  const mayBeThousands = group === undefined && fraction.length === 3 && whole !== '0';
  if (mayBeThousands) return null;
  const amount = Number(`${whole.replace(/\D/g, '')}.${fraction || '0'}`);
  const rounded = Math.round(amount * 100);
  return Number.isSafeInteger(rounded) ? rounded : null;
}

/** A price with two decimals after a point at `at`, as most are; -1 for anything else. */
function plainCents(text: string, at: number): number {
  if (at < 1 || text.charCodeAt(at) !== 0x2e) return -1;
  const whole = digitsOf(text, 0, at);
  const fraction = digitsOf(text, at + 1, text.length);
  return whole >= 0 && fraction >= 0 ? whole * 100 + fraction : -1;
}

/** More digits may not be told exactly. */
const MOST_DIGITS = 12;

/** The number that the bytes of plain digits make, as most cells hold it; null for anything else. */
export function digitsIn(bytes: Uint8Array, start: number, end: number): number | null {
  if (start >= end || end - start > MOST_DIGITS) return null;
  let value = 0;
  for (let at = start; at < end; at++) {
    const digit = (bytes[at] as number) - 0x30;
    if (digit < 0 || digit > 9) return null;
    value = value * 10 + digit;
  }
  return value;
}

/** The number that plain digits make, as most cells hold it; -1 for anything else. */
function digitsOf(text: string, start: number, end: number): number {
  if (start >= end || end - start > MOST_DIGITS) return -1;
  let value = 0;
  for (let at = start; at < end; at++) {
    const digit = text.charCodeAt(at) - 0x30;
    if (digit < 0 || digit > 9) return -1;
    value = value * 10 + digit;
  }
  return value;
}
