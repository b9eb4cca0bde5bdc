/** Bytes to try readers with: files as they are handed out, changed in ways that matter to what reads them. */
import { readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';

/** A file and what is done to it. */
export interface Changed {
  readonly name: string;
  readonly changes: readonly Change[];
}

/** `at`, from 0 to 1, is where in the file. */
interface Change {
  readonly at: number;
  readonly how: 'flip' | 'put' | 'replace' | 'lose' | 'repeat' | 'cut' | 'swap';
  readonly length: number;
  readonly bytes: string;
}

/** Pieces that mean something to one reader or another. As Latin-1. */
const PIECES = [
  ...[
    '"',
    '""',
    ';',
    ',',
    '\t',
    '\r',
    '\n',
    '\r\n',
    '\n\n',
    '\0',
    ' ',
    "'",
    '=',
    '="',
    '\\',
    '/',
    '<',
    '>',
    '&',
  ],
  ...['[', ']', '{', '}', ':', '[[[[[[[[', '{"a":', 'null', 'true', '"sku"', '\\u0000', '\\ud800', '//'],
  ...[
    '0',
    '-0',
    '-1',
    '1.000',
    '1,5',
    '1e3',
    '1E400',
    '2147483648',
    '9007199254740993',
    'NaN',
    '0x1f',
    '007',
  ],
  ...['0001-01-01T00:00:00', '9999-12-31', '31/12/2026 10:00', '13/13/2026', '2026-02-30', '1e12', '24:00'],
  ...[
    '\xef\xbb\xbf',
    '\xff\xfe',
    '\xfe\xff',
    '\xc0\x80',
    '\xed\xa0\x80',
    '\xf4\x90\x80\x80',
    '\x80',
    '\xd9\xa3',
  ],
  ...[
    'PK\x03\x04',
    'PK\x01\x02',
    'PK\x05\x06',
    '\x1f\x8b\x08',
    '\xd0\xcf\x11\xe0',
    '\xff\xff\xff\xff',
    '\0\0\0\0',
  ],
  ...[
    'SkuId',
    'TotalQuantity',
    'Order',
    'ID_SKU',
    'QuantityBefore',
    'items',
    'balance',
    'Total',
    '00-',
    'handling',
  ],
  ...[
    '</row>',
    '<c r="XFD1048576">',
    '<dimension ref="A1:XFD1048576"/>',
    '<!DOCTYPE a [',
    '&a;',
    ']]>',
    '<!--',
  ],
];

const change: fc.Arbitrary<Change> = fc.record({
  at: fc.double({ min: 0, max: 1, noNaN: true }),
  how: fc.constantFrom('flip', 'put', 'put', 'replace', 'replace', 'lose', 'repeat', 'cut', 'swap'),
  length: fc.oneof(fc.nat({ max: 8 }), fc.nat({ max: 600 })),
  bytes: fc.oneof(
    fc.constantFrom(...PIECES),
    fc.array(fc.constantFrom(...PIECES), { maxLength: 4 }).map((pieces) => pieces.join('')),
    fc.uint8Array({ maxLength: 6 }).map((bytes) => Buffer.from(bytes).toString('latin1')),
  ),
});

/** One of the files with some changes made. */
export function changedOf(names: readonly string[]): fc.Arbitrary<Changed> {
  return fc.record({
    name: fc.constantFrom(...names),
    changes: fc.array(change, { minLength: 1, maxLength: 6 }),
  });
}

/** The content with the changes made, one after the other. */
export function withChanges(content: Buffer, changes: readonly Change[]): Buffer {
  let bytes = content;
  for (const change of changes) bytes = withChange(bytes, change);
  return bytes;
}

function withChange(bytes: Buffer, { at, how, length, bytes: text }: Change): Buffer {
  const from = Math.floor(at * bytes.length);
  const to = Math.min(bytes.length, from + length);
  const [head, middle, tail] = [bytes.subarray(0, from), bytes.subarray(from, to), bytes.subarray(to)];
  const put = Buffer.from(text, 'latin1');
  switch (how) {
    case 'flip': {
      const flipped = Buffer.from(bytes);
      flipped[from] = (flipped[from] ?? 0) ^ (1 << (length % 8));
      return flipped;
    }
    case 'put':
      return Buffer.concat([head, put, middle, tail]);
    case 'replace':
      return Buffer.concat([head, put, bytes.subarray(Math.min(bytes.length, from + put.length))]);
    case 'lose':
      return Buffer.concat([head, tail]);
    case 'repeat':
      return Buffer.concat([head, middle, middle, middle, tail]);
    case 'cut':
      return head;
    case 'swap':
      return Buffer.concat([tail, middle, head]);
  }
}

/** The files of a folder and those below it, by their path in it. */
export function contentsOf(folder: string): ReadonlyMap<string, Buffer> {
  const names = readdirSync(folder, { recursive: true, encoding: 'utf8' }).sort();
  return new Map(
    names
      .filter((name) => statSync(join(folder, name)).isFile())
      .map((name) => [name, readFileSync(join(folder, name))]),
  );
}
