import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { TOP_ROWS } from '../../../src/exports/readers/table.js';
import { openedTable, toldBy } from './sources.js';

async function read(
  content: string | Buffer,
  header = 0,
): Promise<{ header: readonly string[]; told: string[] }> {
  const table = await openedTable(content);
  return { header: table.top[header] ?? [], told: await toldBy(table, header) };
}

describe('delimiters', () => {
  it.each([';', ',', '\t', '|'])('finds %j', async (delimiter) => {
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
    const cut = await read(whole.subarray(0, -2));
    expect(cut.told[0]).toBe('2: 1|ação€');
  });
});

describe('rows', () => {
  it('hold delimiters, doubled quotes and line breaks inside quotes, and keep their lines', async () => {
    const { told } = await read('a;b\n1;"x;y\nz ""q"""\n2;w\n');
    expect(told).toEqual(['2: 1|x;y\nz "q"', '4: 2|w']);
  });

  it.each(['1;2\n\r\r1;2\r\na;b\n\r\n', '\r1;2\n\r1;2\r1;2', '\na;b\n\n\ra;b\r1;2"\r\n'])(
    'keep their lines in order where line breaks of several kinds are mixed: %j',
    async (content) => {
      const { told } = await read(content);
      const lines = told.filter((row) => /^\d+: /.test(row)).map((row) => Number.parseInt(row, 10));
      expect(lines.length).toBeGreaterThan(1);
      expect(lines).toEqual(lines.toSorted((a, b) => a - b));
    },
  );

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

  it('may hold quotes inside an unquoted field', async () => {
    expect((await read('a;b\n1;12" pipe\n2;x"y"z"\n3;w"')).told).toEqual([
      '2: 1|12" pipe',
      '3: 2|x"y"z"',
      '4: 3|w"',
    ]);
  });

  it('may have blanks before their quotes, and begin with a letter that csv-parse takes for one', async () => {
    expect((await read('"a", "b"\n"1", "2, 3"\n')).told).toEqual(['2: 1|2, 3']);
    expect((await read(Buffer.from('é;b\n_1;(2\n', 'latin1'))).told).toEqual(['2: _1|(2']);
  });

  it('with quotes inside unquoted fields are read many at once, each with its line', async () => {
    const rows = Array.from({ length: 3000 }, (_, index) => `="${index}";"a;b"`);
    const mixed = ['a;b', ...rows, '', '"x\ny";2', '="4";', '"5"z;6', '="7";8', ''].join('\n');
    const { told } = await read(mixed);
    expect(told.slice(0, 3000)).toEqual(rows.map((_, index) => `${index + 2}: ="${index}"|a;b`));
    expect(told.slice(3000)).toEqual(['3003: x\ny|2', '3005: ="4"|', '3006! quote', '3007: ="7"|8']);
  });

  it('with text after a closing quote are one fault, and the next row is read', async () => {
    expect((await read('a;b\n2;"x"y\n3;z\nw"v;"x"y\n4;z\n')).told).toEqual([
      '2! quote',
      '3: 3|z',
      '4! quote',
      '5: 4|z',
    ]);
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

describe('the top', () => {
  it('holds the rows among which the header is found, and reading goes on after it', async () => {
    const text = 'Inventory, all warehouses\n\n;;\na;b;c\n1;2,5;x\n2;3,5;y\n';
    const table = await openedTable(text);
    expect(table.top).toEqual([
      ['Inventory, all warehouses'],
      ['a', 'b', 'c'],
      ['1', '2,5', 'x'],
      ['2', '3,5', 'y'],
    ]);
    expect((await read(text, 1)).told).toEqual(['5: 1|2,5|x', '6: 2|3,5|y']);
  });

  it('tells the delimiter by the rows that are alike, not by one row of text', async () => {
    expect((await openedTable('a;b;c\n1;2;Rua X, 10, Centro, SP, BR\n3;4;no\n')).top[0]).toEqual([
      'a',
      'b',
      'c',
    ]);
  });

  it('holds a few rows of a long file', async () => {
    expect((await openedTable(`a;b\n${'1;2\n'.repeat(100_000)}`)).top.length).toBe(TOP_ROWS);
  });

  it('holds what stands before a quote gone wrong', async () => {
    expect((await openedTable('a;b\n1;2\n"3;4\n')).top).toEqual([
      ['a', 'b'],
      ['1', '2'],
    ]);
  });
});

describe('reading', () => {
  it('stops where a row says so, and may begin again', async () => {
    const table = await openedTable('a;b\n1;2\n3;x"\n4;5\n');
    for (const rows of [1, 2]) {
      const lines: number[] = [];
      await table.read(0, {
        row: (_, line) => lines.push(line) < rows,
        fault: (fault) => expect.fail(fault),
        progress: () => {},
      });
      expect(lines).toEqual([2, 3].slice(0, rows));
    }
  });

  it('asks for no more fields than the header names', async () => {
    expect((await read('a;b;;\n1;2\n3;4;5\n6\n')).told).toEqual(['2: 1|2', '3: 3|4|5', '4! columns']);
  });

  it('asks for no more fields than its reader, but where the file may be cut off', async () => {
    const table = await openedTable('a;b;c\n1;2\n3\n4;5');
    const told: string[] = [];
    await table.read(0, {
      fewestFields: 2,
      row: (fields) => told.push(fields.join('|')) > 0,
      fault: (fault, line, _, fields) => told.push(`${line}! ${fault} ${fields?.join('|')}`),
      progress: () => {},
    });
    expect(told).toEqual(['1|2', '3! columns 3', '4! cut-off undefined']);
  });
});

/** The files of the CSV acid test, each beside what it says in JSON. */
const spectrum = dirname(createRequire(import.meta.url).resolve('csv-spectrum'));
/** The JSON of one file has a telephone number its CSV has not, and no list around its only row. */
const ERRATA: Readonly<Record<string, Readonly<Record<string, string>>>> = {
  location_coordinates: { 'Contact Phone Number': '2095257564' },
};

describe('the CSV spectrum', () => {
  it.each([
    'comma_in_quotes',
    'empty',
    'empty_crlf',
    'escaped_quotes',
    'json',
    'location_coordinates',
    'newlines',
    'newlines_crlf',
    'quotes_and_newlines',
    'simple',
    'simple_crlf',
    'utf8',
  ])('%s', async (name) => {
    const table = await openedTable(readFileSync(join(spectrum, 'csvs', `${name}.csv`)));
    const rows: Record<string, string>[] = [];
    await table.read(0, {
      row: (fields) => {
        rows.push(Object.fromEntries(fields.map((field, at) => [table.top[0]?.[at] ?? '', field])));
        return true;
      },
      fault: (fault, line) => expect.fail(`${fault} in line ${line}`),
      progress: () => {},
    });
    const said = [JSON.parse(readFileSync(join(spectrum, 'json', `${name}.json`), 'utf8'))].flat();
    expect(rows).toEqual(said.map((row) => ({ ...row, ...ERRATA[name] })));
  });
});
