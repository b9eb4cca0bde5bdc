import { describe, expect, it } from 'vitest';
import { opened, openedSheets, told, toldBy, workbook } from './sources.js';
import { zipOf } from './zips.js';

async function onlySheet(content: Buffer) {
  const [sheet] = await openedSheets(content);
  if (sheet === undefined) throw new Error('no sheet');
  return sheet;
}

describe.each(['xls', 'xlsx', 'biff5', 'biff2'] as const)('%s', (bookType) => {
  it('keeps texts as they are, and writes numbers and truth values as CSV has them', async () => {
    const sheet = await onlySheet(
      workbook(bookType, {
        Inventory: [
          ['SkuId', 'Total', 'IsActive', 'RefId'],
          ['007', 12, true, ' x '],
          [' 8', 12.5, false, '1E5'],
        ],
      }),
    );
    expect(sheet.top[0]).toEqual(['SkuId', 'Total', 'IsActive', 'RefId']);
    expect(await toldBy(sheet)).toEqual(['2: 007|12|True| x ', '3:  8|12.5|False|1E5']);
  });

  it('leaves blank rows out, fills short ones, and lets notes stand beyond the header', async () => {
    const sheet = await onlySheet(
      workbook(bookType, {
        S: [
          ['Title'],
          [],
          ['a', 'b'],
          ['1', '2'],
          [null, ' '],
          ['3'],
          ['4', '5', ' ', ' '],
          ['6', '7', null, '8'],
          ['9', '0'],
        ],
      }),
    );
    expect(sheet.top.slice(0, 2)).toEqual([['Title'], ['a', 'b']]);
    expect(await toldBy(sheet, 1)).toEqual(['4: 1|2', '6: 3|', '7: 4|5', '8: 6|7||8', '9: 9|0']);
    expect(await toldBy(sheet, 1)).toHaveLength(5);
  });

  it('stops where a row says so', async () => {
    const sheet = await onlySheet(workbook(bookType, { S: [['a'], ['1'], ['2'], ['3']] }));
    const rows: string[] = [];
    await sheet.read(0, {
      row: (fields) => rows.push(...fields) < 2,
      fault: (fault) => expect.fail(fault),
      progress: () => {},
    });
    expect(rows).toEqual(['1', '2']);
  });
});

describe.each(['xls', 'xlsx'] as const)('%s', (bookType) => {
  const date = (value: number, format = 'yyyy-mm-dd hh:mm') => ({ value, format });

  it('writes dates in order of size, by the cell’s format', async () => {
    const told = await toldBy(
      await onlySheet(
        workbook(bookType, {
          S: [
            ['a'],
            [date(45530.51050925926)],
            [date(45530, 'dd/mm/yyyy')],
            [date(45530.000005787)],
            [date(1, '[$-416]d "de" mmmm')],
            [date(0.75, 'hh:mm:ss')],
            [date(45530, '0.00')],
            [date(45530, '"day" 0')],
            [date(30.5, '[h]:mm')],
          ],
        }),
      ),
    );
    expect(told.map((row) => row.replace(/^\d+: /, ''))).toEqual([
      '2024-08-26 12:15:08',
      '2024-08-26 00:00:00',
      '2024-08-26 00:00:00.500',
      '1900-01-01 00:00:00',
      '18:00:00',
      '45530',
      '45530',
      '30.5',
    ]);
  });

  it('writes the zeros a format puts before a number', async () => {
    const numbers = [
      date(123, '000000'),
      date(1234567, '000000'),
      date(7, '00;-00'),
      date(1.5, '000'),
      date(5, '0'),
    ];
    const content = workbook(bookType, { S: [['a'], ...numbers.map((number) => [number])] });
    expect((await toldBy(await onlySheet(content))).map((row) => row.replace(/^\d+: /, ''))).toEqual([
      '000123',
      '1234567',
      '07',
      '1.5',
      '5',
    ]);
  });

  it('counts days from 1904 where the workbook does', async () => {
    const content = workbook(bookType, { S: [['a'], [date(44068)]] }, { date1904: true });
    expect(await toldBy(await onlySheet(content))).toEqual(['2: 2024-08-26 00:00:00']);
  });

  it('writes large and small numbers without exponent or noise', async () => {
    const numbers = [7891000100103, 1e21, 1e-7, 0.1 + 0.2, -3, 2147483647, 4.35];
    const content = workbook(bookType, { S: [['a'], ...numbers.map((number) => [number])] });
    expect((await toldBy(await onlySheet(content))).map((row) => row.replace(/^\d+: /, ''))).toEqual([
      '7891000100103',
      '1000000000000000000000',
      '0.0000001',
      '0.3',
      '-3',
      '2147483647',
      '4.35',
    ]);
  });

  it('has a table for each sheet', async () => {
    const sheets = await openedSheets(
      workbook(bookType, { First: [['a'], ['1']], Empty: [], 'Último & "co"': [['b'], ['2']] }),
    );
    expect(sheets.map(({ name, top }) => [name, top])).toEqual([
      ['First', [['a'], ['1']]],
      ['Empty', []],
      ['Último & "co"', [['b'], ['2']]],
    ]);
  });

  it('reads thousands of rows, each once', async () => {
    const rows = Array.from({ length: 20_000 }, (_, index) => [`sku ${index}`, index]);
    const told = await toldBy(await onlySheet(workbook(bookType, { S: [['a', 'b'], ...rows] })));
    expect(told).toHaveLength(20_000);
    expect(told.at(-1)).toBe('20001: sku 19999|19999');
  });
});

const RELATIONS = `<Relationships>
  <Relationship Id="r1" Type="http://x/worksheet" Target="worksheets/sheet1.xml"/>
  <Relationship Id="r2" Type="http://x/chartsheet" Target="chartsheets/sheet1.xml"/>
  <Relationship Id="r3" Type="http://x/sharedStrings" Target="/xl/sharedStrings.xml"/>
</Relationships>`;
const WORKBOOK = `<x:workbook xmlns:x="m" xmlns:r="o"><x:sheets>
  <x:sheet name="S" r:id="r1" state="hidden"/><x:sheet name="Chart" r:id="r2"/>
</x:sheets></x:workbook>`;

/** An .xlsx around the XML of one sheet. */
function xlsxOf(sheet: string, texts = '<sst/>', workbookPart = 'workbook.xml'): Buffer {
  return zipOf([
    { name: `xl/${workbookPart}`, content: WORKBOOK },
    { name: `xl/_rels/${workbookPart}.rels`, content: RELATIONS },
    { name: 'xl/sharedStrings.xml', content: texts },
    { name: 'xl/worksheets/sheet1.xml', content: sheet },
  ]);
}

describe('an .xlsx as other programs write it', () => {
  it('may have prefixes, hidden sheets, inline and rich texts, formulas, errors, and no cell references', async () => {
    const sheet = `<x:worksheet xmlns:x="m"><x:sheetData>
      <x:row><x:c t="inlineStr"><x:is><x:t>a</x:t></x:is></x:c><x:c t="s"><x:v>0</x:v></x:c></x:row>
      <x:row r="7"><x:c r="B7" t="str"><x:f>1+1</x:f><x:v>two &amp; x</x:v></x:c></x:row>
      <x:row><x:c r="A8" t="e"><x:v>#N/A</x:v></x:c><x:c r="B8"><x:f>1+1</x:f><x:v>2</x:v></x:c></x:row>
      <x:row r="9"><x:c t="b"><x:v>1</x:v></x:c><x:c t="s"><x:v>1</x:v></x:c></x:row>
    </x:sheetData></x:worksheet>`;
    const texts =
      '<sst><si><r><t>b</t></r><r><t xml:space="preserve"> c</t></r><rPh><t>no</t></rPh></si><si><t>x_x000A_y</t></si></sst>';
    const table = await onlySheet(xlsxOf(sheet, texts));
    expect(table.top[0]).toEqual(['a', 'b c']);
    expect(await toldBy(table)).toEqual(['7: |two & x', '8: |2', '9: True|x\ny']);
  });

  it('may number its workbook', async () => {
    const sheet = '<worksheet><sheetData><row><c><v>1</v></c></row></sheetData></worksheet>';
    expect((await onlySheet(xlsxOf(sheet, '<sst/>', 'workbook22.xml'))).top).toEqual([['1']]);
  });

  it.each([
    ['XML that breaks off', '<worksheet><sheetData><row><c><v>1</v></c></row><row><c>', '2! cut-off'],
    [
      'a text that is not there',
      '<worksheet><sheetData><row><c><v>1</v></c></row><row><c t="s"><v>9</v></c></row></sheetData></worksheet>',
      '2! cut-off',
    ],
    [
      'a number that is none',
      '<worksheet><sheetData><row><c><v>1</v></c></row><row><c><v>1x</v></c></row></sheetData></worksheet>',
      '2! cut-off',
    ],
  ])('with %s says where the rest is lost', async (_, sheet, fault) => {
    const found = await opened(xlsxOf(sheet));
    if (found.sort === 'sheets' && found.sheets[0] !== undefined) {
      expect(await toldBy(found.sheets[0])).toEqual([fault]);
    } else {
      expect(found).toMatchObject({ sort: 'damaged' });
    }
  });

  it.each([
    ['tags', `<worksheet>${'<a>'.repeat(100_000)}`],
    ['a text', `<worksheet><sheetData><row><c t="str"><v>${'x'.repeat(20 << 20)}`],
    ['a column', '<worksheet><sheetData><row><c r="ZZZZZZ1"><v>1</v></c></row></sheetData></worksheet>'],
  ])('with %s beyond all measure is damaged', async (_, sheet) => {
    expect(await opened(xlsxOf(sheet))).toMatchObject({ sort: 'damaged' });
  });
});

describe('a workbook that is damaged', () => {
  const content = workbook('xlsx', { One: [['a'], ['1']], Two: [['b'], ['2']] });

  it('is said to be cut off', async () => {
    expect(await opened(content.subarray(0, -30))).toMatchObject({ sort: 'damaged' });
  });

  it('is read as far as its sheets are whole', async () => {
    const bytes = Buffer.from(content);
    const header = bytes.indexOf('xl/worksheets/sheet1.xml');
    bytes.writeUInt8(bytes.readUInt8(header + 60) ^ 0xff, header + 60);
    const found = await opened(bytes);
    expect(found).toMatchObject({ sort: 'sheets', sheets: [{ name: 'Two' }] });
    expect(await told(bytes)).toMatchObject({
      damage: expect.stringMatching(/^sheet One cannot be read: /),
    });
  });

  it('in the old format is known by its records', async () => {
    const rows = Array.from({ length: 200 }, (_, index) => [`sku ${index}`, index]);
    const bytes = workbook('xls', { One: rows });
    const text = bytes.indexOf(Buffer.from('sku 199', 'utf16le'));
    // The record says that it stands in the row of another one.
    expect(bytes.readUInt16LE(text - 9)).toBe(199);
    bytes.writeUInt16LE(198, text - 9);
    expect(await told(bytes)).toMatchObject({
      sort: 'sheets',
      damage: 'sheet One is damaged: some of its rows or cells are lost',
    });
  });
});

describe('a workbook of another program', () => {
  it('may say that it has more rows than it has', async () => {
    const bytes = workbook('xls', { One: [['a'], ['1'], ['2']] });
    // The record DIMENSIONS: rows from 0 up to, but not with, row 3.
    const dimensions = bytes.indexOf(Buffer.from([0x00, 0x02, 0x0e, 0x00, 0, 0, 0, 0, 3, 0, 0, 0]));
    expect(dimensions).toBeGreaterThan(0);
    bytes.writeUInt32LE(60_000, dimensions + 8);
    expect(await opened(bytes)).toMatchObject({ sort: 'sheets', damage: null });
  });
});

describe('what looks like a workbook', () => {
  it('but has a password gets its own reason', async () => {
    const { CFB } = await import('@e965/xlsx');
    const container = CFB.utils.cfb_new();
    CFB.utils.cfb_add(container, '/EncryptionInfo', Buffer.alloc(100));
    CFB.utils.cfb_add(container, '/EncryptedPackage', Buffer.alloc(5000));
    const content = Buffer.from(CFB.write(container, { type: 'buffer' }) as Buffer);
    expect(await told(content)).toEqual({
      sort: 'damaged',
      reason: 'a spreadsheet with a password: save it without one',
    });
  });

  it('but is another office document is not read', async () => {
    const { CFB } = await import('@e965/xlsx');
    const container = CFB.utils.cfb_new();
    CFB.utils.cfb_add(container, '/WordDocument', Buffer.alloc(5000));
    const content = Buffer.from(CFB.write(container, { type: 'buffer' }) as Buffer);
    expect(await opened(content)).toMatchObject({ sort: 'binary' });
    expect(await opened(zipOf([{ name: 'word/document.xml' }]))).toMatchObject({ sort: 'binary' });
    expect(await told(workbook('ods', { S: [['a']] }))).toEqual({
      sort: 'binary',
      reason: 'an OpenDocument file: save it as .xlsx or CSV',
    });
  });
});
