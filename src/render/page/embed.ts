/**
 * Data in a page, so that nothing in it can be taken for anything else. What comes from exports may hold markup,
 * scripts and signs that turn the direction of writing; it stands in JSON that can neither end its element nor
 * start another, and every text is made safe to show first.
 */
import { gzipSync } from 'node:zlib';
import { safe } from '../safe.js';

const ESCAPED: Readonly<Record<string, string>> = {
  '<': '\\u003c',
  '>': '\\u003e',
  '&': '\\u0026',
  '\u2028': '\\u2028',
  '\u2029': '\\u2029',
};
const PLAIN = /^[\x20-\x7e]*$/;

/** As JSON for a data element of the page. */
export function embedded(data: unknown): string {
  return json(data).replace(/[<>&\u2028\u2029]/g, (sign) => ESCAPED[sign] ?? '');
}

/** The same compressed, as a JSON string of Base64: for what is read only when it is asked for. */
export function embeddedCompressed(data: unknown): string {
  return JSON.stringify(gzipSync(json(data)).toString('base64'));
}

function json(data: unknown): string {
  return JSON.stringify(data, (_key, value: unknown) =>
    typeof value === 'string' && !PLAIN.test(value) ? safe(value) : value,
  );
}
