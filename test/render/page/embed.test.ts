import { gunzipSync } from 'node:zlib';
import { expect, it } from 'vitest';
import { embedded, embeddedCompressed } from '../../../src/render/page/embed.js';

const HOSTILE = '</script><!--<img src=x onerror="a&b">\u2028\u2029';

it('leaves nothing that could end the element or start another', () => {
  expect(embedded([HOSTILE])).not.toMatch(/[<>&\u2028\u2029]/);
  expect(JSON.parse(embedded(['<a & b>']))).toEqual(['<a & b>']);
});

it('makes every text safe to show, however deep it stands', () => {
  const data = { list: [{ name: 'a\u202eb\u0007' }] };
  expect(JSON.parse(embedded(data))).toEqual({ list: [{ name: 'ab\\x07' }] });
});

it('compresses to signs that mean nothing in markup', () => {
  const text = embeddedCompressed([HOSTILE, 'é', 'a\u202eb']);
  expect(text).toMatch(/^"[A-Za-z0-9+/=]+"$/);
  const read = gunzipSync(Buffer.from(String(JSON.parse(text)), 'base64')).toString('utf8');
  expect(JSON.parse(read)).toEqual([
    HOSTILE.replace(/[\u2028\u2029]/g, (sign) => (sign === '\u2028' ? '\\u2028' : '\\u2029')),
    'é',
    'ab',
  ]);
});
