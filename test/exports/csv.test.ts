import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { type NoText, openText, type TextSource } from '../../src/exports/readers/bytes.js';
import { openCsv, readRecords } from '../../src/exports/readers/csv.js';

const folder = mkdtempSync(join(tmpdir(), 'invfix-csv-'));
let count = 0;

async function opened(content: string | Buffer): Promise<TextSource | NoText> {
  const path = join(folder, `${count++}.csv`);
  writeFileSync(path, content);
  return openText(path);
}

/** Everything the reader says of a file: `line: fields` for rows, `line! fault` for faults. */
async function read(content: string | Buffer): Promise<{ header: readonly string[]; told: string[] }> {
  const source = await opened(content);
  if ('sort' in source) throw new Error(source.reason);
  const table = await openCsv(source);
  if (table === null) throw new Error('no header');
  const told: string[] = [];
  await readRecords(table, {
    row: (fields, line) => told.push(`${line}: ${fields.join('|')}`),
    fault: (fault, line) => told.push(`${line}! ${fault}`),
    progress: () => {},
  });
  await source.close();
  return { header: table.header, told };
}

describe('delimiters', () => {
  it.each([';', ',', '\t'])('finds %j', async (delimiter) => {
    const { header, told } = await read(`a${delimiter}b\n1${delimiter}2\n`);
    expect(header).toEqual(['a', 'b']);
    expect(told).toEqual(['2: 1|2']);
  });

  it('is not misled by others inside quotes', async () => {
    const { header } = await read('"a,b,c,d";"e,f"\n1;2\n');
    expect(header).toEqual(['a,b,c,d', 'e,f']);
  });

  it('takes the one a spreadsheet names in its first line', async () => {
    expect(await read('sep=;\r\na;b\r\n1;2\r\n')).toEqual({ header: ['a', 'b'], told: ['3: 1|2'] });
  });
});

describe('encodings', () => {
  it('skips a byte order mark', async () => {
    expect(await read('\ufeffa;b\n1;ã\n')).toEqual({ header: ['a', 'b'], told: ['2: 1|ã'] });
  });

  it('reads UTF-16 in either byte order', async () => {
    const little = Buffer.from('\ufeffa;b\n1;ã\n', 'utf16le');
    expect((await read(little)).told).toEqual(['2: 1|ã']);
    expect((await read(Buffer.from(little).swap16())).told).toEqual(['2: 1|ã']);
  });

  it('reads Latin-1 and Windows-1252 headers', async () => {
    expect((await read(Buffer.from('a;situação\n1;2\n', 'latin1'))).header).toEqual(['a', 'situação']);
    expect((await read(Buffer.from([0x80, 0x3b, 0x62, 0x0a]))).header).toEqual(['€', 'b']);
  });

  it('decides by the whole file, not by its beginning', async () => {
    const rows = '1;abc\n'.repeat(100_000);
    const { told } = await read(Buffer.from(`a;b\n${rows}2;ção\n`, 'latin1'));
    expect(told.at(-1)).toBe('100002: 2|ção');
  });

  it('keeps UTF-8 across the borders of blocks, and where the end cuts a character in two', async () => {
    const whole = Buffer.from(`a;b\n${'1;ação€\n'.repeat(60_000)}`);
    expect((await read(whole)).told.every((row) => row.endsWith(': 1|ação€'))).toBe(true);
    const cut = await opened(whole.subarray(0, -2));
    if ('sort' in cut) throw new Error(cut.reason);
    expect(cut.encoding).toBe('utf8');
    await cut.close();
  });
});

describe('rows', () => {
  it('hold delimiters, doubled quotes and line breaks inside quotes, and keep their lines', async () => {
    const { told } = await read('a;b\n1;"x;y\nz ""q"""\n2;w\n');
    expect(told).toEqual(['2: 1|x;y\nz "q"', '4: 2|w']);
  });

  it('count lines as an editor does when they end in CRLF', async () => {
    const { told } = await read('a;b\r\n1;"x\r\ny"\r\n\r\n2;w\r\n3;v');
    expect(told).toEqual(['2: 1|x\r\ny', '5: 2|w', '6: 3|v']);
  });

  it('may end in carriage returns alone', async () => {
    expect((await read('a;b\r1;2\r3;4\r')).told).toEqual(['2: 1|2', '3: 3|4']);
  });

  it('may be blank, or have blank columns beyond the header', async () => {
    expect((await read('a;b\n\n;\n  \n1;2;;\n')).told).toEqual(['5: 1|2||']);
  });

  it('with too few or too many columns are faults, each with its line', async () => {
    expect((await read('a;b\n1;2\n3\n4;5\n6;7;8\n9;0\n')).told).toEqual([
      '2: 1|2',
      '3! columns',
      '4: 4|5',
      '5! columns',
      '6: 9|0',
    ]);
  });

  it('with a stray quote are one fault, and the next row is read', async () => {
    expect((await read('a;b\n1;x"y\n2;"x"y\n3;z\n')).told).toEqual(['2! quote', '3! quote', '4: 3|z']);
  });

  it('with a stray quote after a line break are one fault', async () => {
    expect((await read('a;b\n1;"x\ny "B" z"\n3;z\n')).told).toEqual(['2! quote', '4: 3|z']);
  });

  it('longer than a megabyte are a fault', async () => {
    expect((await read(`a;b\n1;${'x'.repeat(2 << 20)}\n2;y\n`)).told).toEqual(['2! too-long', '3: 2|y']);
  });

  it('are read across the borders of blocks', async () => {
    const { told } = await read(`a;b\n${'12345;"67\n89"\n'.repeat(40_000)}`);
    expect(told.length).toBe(40_000);
    expect(told.at(-1)).toBe('80000: 12345|67\n89');
  });
});

describe('a quote that is never closed', () => {
  it('costs its own row, not the rest of the file', async () => {
    expect((await read('a;b\n1;"x\n2;y\n3;z\n')).told).toEqual(['2! quote', '3: 2|y', '4: 3|z']);
  });

  it('costs its own row when a later quote seems to close it', async () => {
    expect((await read('a;b\n1;"x\n2;y\n3;"z"\n4;w\n')).told).toEqual([
      '2! quote',
      '3: 2|y',
      '4: 3|z',
      '5: 4|w',
    ]);
  });

  it('costs its own row in a file longer than a row may be', async () => {
    const { told } = await read(`a;b\n1;"x\n${'2;y\n'.repeat(600_000)}`);
    expect(told.length).toBe(600_001);
    expect(told[0]).toBe('2! quote');
    expect(told[1]).toBe('3: 2|y');
  });
});

describe('a file that is cut off', () => {
  it('in the middle of a row', async () => {
    expect((await read('a;b;c\n1;2;3\n4;5')).told).toEqual(['2: 1|2|3', '3! cut-off']);
  });

  it('inside quotes', async () => {
    expect((await read('a;b;c\n1;2;3\n4;5;"x\ny')).told).toEqual(['2: 1|2|3', '3! cut-off']);
  });

  it('is told from one that merely lacks the last line break', async () => {
    expect((await read('a;b\n1;2')).told).toEqual(['2: 1|2']);
  });
});

describe('what is no text', () => {
  it.each([
    ['', 'empty'],
    [' \n\n', 'empty'],
    [Buffer.from([1, 0, 2]), 'binary'],
    [Buffer.from('504b030414', 'hex'), 'archive'],
    [Buffer.from('d0cf11e0a1b11ae100', 'hex'), 'spreadsheet'],
    ['{"skuId": 1}', 'json'],
    ['<html>', 'markup'],
  ])('%j is %s', async (content, sort) => {
    const source = await opened(content);
    expect('sort' in source && source.sort).toBe(sort);
  });
});
