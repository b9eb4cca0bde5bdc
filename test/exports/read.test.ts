import { chmodSync, mkdirSync, mkdtempSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { gzipSync } from 'node:zlib';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { filesBelow } from '../../src/exports/index.js';
import { readExports } from '../../src/exports/read.js';
import { workbook } from './readers/sources.js';
import { zipOf } from './readers/zips.js';
import { MODIFIED_AT, partOf, partsBelow, partsOf, ReadPart } from './reading.js';

const INVENTORY = 'sku;total;reserved\n1;5;2\n';
const ORDERS = 'Order;ID_SKU;Quantity_SKU;Status;Creation Date\n';
const UPDATES = 'SkuId;WarehouseId;Date;User;QuantityBefore;QuantityAfter\n';

const summary = (parts: readonly ReadPart[]) =>
  parts.map(({ report: { path, kind, status, reason } }) => [
    path.replace(/^\/.*invfix-read-\w+\//, ''),
    kind,
    status,
    reason,
  ]);

describe('an inventory export', () => {
  it('is read from VTEX’s columns, in any order, case and accent', async () => {
    const part = await partOf(
      'lockids;WAREHOUSEID;warehouse name;RefId;SkuId;totalQuantity;ReservedQuantity;AvailableQuantity;UnlimitedQuantity;Other\n' +
        '00-b|00-a, 00-b;WH_1;Main;REF1;0123;2;3;-1;False;x\n',
    );
    expect(part.inventories).toEqual([
      {
        sku: '0123',
        warehouse: 'WH_1',
        availabilityId: null,
        warehouseName: 'Main',
        refId: 'REF1',
        inStock: 2,
        reserved: 3,
        available: -1,
        dispatched: null,
        unlimited: false,
        locks: ['00-b', '00-a'],
        exportedAt: null,
        leadTime: null,
      },
    ]);
  });

  it.each([
    ['sku,in_stock,reserved', '1,5,2'],
    ['codigo,onHand,Disponível', '1,5,3'],
    ['Item Id,reserved,available', '1,2,3'],
    ['sku_id,quantity,reserved', '1,5,2'],
  ])('needs the SKU and two of three counts: %s', async (header, row) => {
    const part = await partOf(`${header}\n${row}\n`);
    expect(part.inventories).toMatchObject([
      { warehouse: 'default', inStock: 5, reserved: 2, available: 3, locks: null },
    ]);
  });

  it('is unlimited by its flag, or by VTEX’s counts where there is none or it is empty', async () => {
    const parts = await partsOf({
      'a.csv':
        'sku;total;reserved;unlimited\n1;1000000;0;VERDADEIRO\n2;1000000;0;False\n4;1000000;3;\n5;7;3;\n6;7;3;maybe\n',
      'b.csv': 'sku;total;reserved\n3;2147483647;5\n',
    });
    const unlimited = parts.flatMap(({ inventories }) => inventories.map(({ unlimited }) => unlimited));
    expect(unlimited).toEqual([true, false, true, false, true]);
    expect(parts[0]?.problems.map(({ code, line }) => [code, line])).toEqual([['bad-flag', 6]]);
  });

  it('says when available is not in stock less reserved, and computes it', async () => {
    const part = await partOf('SkuId;TotalQuantity;ReservedQuantity;AvailableQuantity\n1;5;2;4\n');
    expect(part.inventories).toMatchObject([{ available: 3 }]);
    expect(part.problems).toMatchObject([{ code: 'available-differs', line: 2, rejected: false }]);
    expect(part.report.rejected).toBe(0);
  });
});

describe('an order export', () => {
  it('is read from an order report, and only what is needed goes on', async () => {
    const part = await partOf(
      'Order;Creation Date;Client Name;Email;Street;Status;Last Change Date;Quantity_SKU;ID_SKU;Reference Code;SKU Selling Price;Seller Order Id;Authorized Date;Currency Code;Status raw value (temporary)\n' +
        'v1acme-01;2026-03-02 10:00:00Z;Joana;joana@example.com;"Rua ""A""\n12";Faturado;2026-03-05T10:00:00.1234567+00:00;2;100;REF100;89.9;00-v1acme-01;2026-03-02 11:00:00Z;BRL;ready-for-handling\n',
    );
    expect(part.orders).toEqual([
      {
        order: 'v1acme-01',
        lockId: '00-v1acme-01',
        sku: '100',
        refId: 'REF100',
        units: 2,
        status: 'ready-for-handling',
        createdAt: Date.UTC(2026, 2, 2, 10),
        authorizedAt: Date.UTC(2026, 2, 2, 11),
        lastChangeAt: Date.UTC(2026, 2, 5, 10, 0, 0, 123),
        handlingAt: null,
        invoicedAt: null,
        warehouse: null,
        unitPrice: 8990,
        currency: 'BRL',
        kit: null,
        origin: null,
        seller: null,
      },
    ]);
    expect(JSON.stringify(part)).not.toMatch(/Joana|joana|Rua/);
  });

  it('is read from a store’s own columns', async () => {
    const part = await partOf(
      'pedido,sku,qty,state,createdAt,paid_at,handling_at,location\n7,1,2,Listo para preparar,2026-03-02,2026-03-03,2026-03-04 10:00,wh_2\n',
    );
    expect(part.orders).toMatchObject([
      {
        order: '7',
        lockId: null,
        status: 'ready-for-handling',
        createdAt: Date.UTC(2026, 2, 2),
        authorizedAt: Date.UTC(2026, 2, 3),
        handlingAt: Date.UTC(2026, 2, 4, 10),
        warehouse: 'wh_2',
      },
    ]);
  });

  it('keeps a line whose date cannot be, and says so; VTEX’s year 1 is no date', async () => {
    const part = await partOf(`${ORDERS}1;a;1;handling;2026-02-31\n2;a;1;handling;0001-01-01T00:00:00\n`);
    expect(part.orders.map(({ createdAt }) => createdAt)).toEqual([null, null]);
    expect(part.problems).toEqual([
      {
        code: 'bad-date',
        line: 2,
        message: 'Creation Date is no date; the row counts without it',
        rejected: false,
      },
    ]);
  });

  it('leaves out lines of no units and rejects what cannot be units', async () => {
    const part = await partOf(
      `${ORDERS}1;a;0;handling;\n2;a;-1;handling;\n3;a;;handling;\n4;a;1.5;handling;\n`,
    );
    expect(part.orders).toEqual([]);
    expect(part.problems.map(({ line, message }) => [line, message])).toEqual([
      [3, 'Quantity_SKU is below zero'],
      [4, 'Quantity_SKU is empty'],
      [5, 'Quantity_SKU is not a whole number'],
    ]);
  });
});

describe('an update log', () => {
  it.each([
    'SKU;Almacén;Fecha;Usuario;Cantidad anterior;Cantidad actual',
    'SKU ID;Estoque;Data;Usuário;Quantidade antes;Quantidade depois',
    'SKU;Warehouse;Date;User;Quantity before the update;Quantity after the update',
  ])('is read from titles in three languages: %s', async (header) => {
    const part = await partOf(`${header}\n1;w;2026-03-02 10:00:00Z;ana;5;3\n`);
    expect(part.updates).toEqual([
      { sku: '1', warehouse: 'w', at: Date.UTC(2026, 2, 2, 10), author: 'ana', before: 5, after: 3 },
    ]);
  });

  it.each([
    ['before;delta', '5;-2'],
    ['new;delta', '3;-2'],
    ['old;new', '5;3'],
  ])('needs two of before, after and difference: %s', async (header, row) => {
    const part = await partOf(`sku;time;${header}\n1;2026-03-02 10:00;${row}\n`);
    expect(part.updates).toMatchObject([{ author: null, before: 5, after: 3 }]);
  });

  it('rejects rows without a time, and with counts that disagree', async () => {
    const part = await partOf(
      'sku;time;before;after;delta\n1;;5;3;-2\n1;soon;5;3;-2\n1;2026-03-02;5;3;-1\n1;2026-03-02;5;3;-2\n',
    );
    expect(part.problems.map(({ line, code }) => [line, code])).toEqual([
      [2, 'empty-date'],
      [3, 'bad-date'],
      [4, 'delta-differs'],
    ]);
    expect(part.updates.length).toBe(1);
  });
});

describe('day and month', () => {
  it('are told by another row of the file, even a later one', async () => {
    const part = await partOf(`${ORDERS}1;a;1;handling;03/04/2026\n2;a;1;handling;25/04/2026\n`);
    expect(part.orders.map(({ createdAt }) => createdAt)).toEqual([
      Date.UTC(2026, 3, 3),
      Date.UTC(2026, 3, 25),
    ]);
    expect(part.report.rows).toBe(2);
  });

  it('are told by the rows of a sheet', async () => {
    const rows = [
      ['order', 'sku', 'quantity', 'status', 'date'],
      ['1', 'a', 1, 'handling', '03/04/2026'],
      ['2', 'a', 1, 'handling', '04/25/2026'],
    ];
    const part = await partOf(workbook('xlsx', { Orders: rows }), {}, 'a.xlsx');
    expect(part.orders.map(({ createdAt }) => createdAt)).toEqual([
      Date.UTC(2026, 2, 4),
      Date.UTC(2026, 3, 25),
    ]);
  });

  it('are an error that names --date-order where no row tells', async () => {
    const content = `${ORDERS}1;a;1;handling;03/04/2026\n`;
    await expect(partOf(content)).rejects.toMatchObject({
      name: 'UserError',
      hint: 'Say so: invfix scan PATH --date-order dmy (31/12/2026), or --date-order mdy (12/31/2026).',
    });
    const part = await partOf(content, { dateOrder: 'mdy' });
    expect(part.orders[0]?.createdAt).toBe(Date.UTC(2026, 2, 4));
  });

  it('are an error where rows contradict each other', async () => {
    await expect(
      partOf(`${ORDERS}1;a;1;handling;25/04/2026\n2;a;1;handling;04/25/2026\n3;a;1;handling;03/04/2026\n`),
    ).rejects.toThrow('some dates can only be day-month, others only month-day');
  });
});

describe('files that are no exports', () => {
  it.each([
    [
      'notes.txt',
      'Remember to count the shelf\n',
      'skipped',
      'no column names invfix knows; first row: Remember to count the shelf',
    ],
    ['people.csv', 'Joana;joana@example.com\n', 'skipped', 'no header with column names invfix knows'],
    [
      'fix.csv',
      'SkuId,WarehouseId,TotalQuantity,ReservedQuantity,AvailableQuantity,AvailableItems,CorrectedQuantity\n',
      'skipped',
      'a correction invfix wrote, not an export',
    ],
    [
      'batch.csv',
      'item_id,account_name,container_id,quantity,unlimited,lead_time\n',
      'skipped',
      'a batch inventory file, not an export',
    ],
    [
      'i.csv',
      'WarehouseId;TotalQuantity;ReservedQuantity\n',
      'damaged',
      'an inventory export without a column for the SKU (SkuId, sku)',
    ],
    [
      'o.csv',
      'Order;Quantity_SKU;Status\n',
      'damaged',
      'an order export without a column for the SKU (ID_SKU, sku)',
    ],
    [
      'u.csv',
      'SkuId;QuantityBefore;QuantityAfter\n',
      'damaged',
      'an inventory update log without a column for the time (Date, time)',
    ],
    [
      'page.csv',
      '<html></html>',
      'damaged',
      'a web page or XML: export it again, or save its table as .xlsx or CSV',
    ],
    ['page.md', '<br>', 'skipped', 'a web page or XML: export it again, or save its table as .xlsx or CSV'],
    ['a.xlsx', 'x\0y', 'damaged', 'a binary file, not an export'],
    ['photo', '\u0089PNG\0', 'skipped', 'a binary file, not an export'],
    ['e.json', '', 'damaged', 'the file is empty'],
    ['e.md', '', 'skipped', 'the file is empty'],
  ])('%s says why', async (name, content, status, reason) => {
    const part = await partOf(content, {}, name);
    expect(part.report).toMatchObject({ status, reason, rows: 0 });
  });

  it('are passed over when hidden, and counted once however they are reached', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'invfix-read-'));
    mkdirSync(join(folder, 'x', '.invfix'), { recursive: true });
    writeFileSync(join(folder, 'x', '.invfix', 'a.csv'), UPDATES);
    writeFileSync(join(folder, 'x', 'a.csv'), UPDATES);
    symlinkSync(folder, join(folder, 'x', 'loop'));
    symlinkSync(join(folder, 'x', 'a.csv'), join(folder, 'x', 'b.csv'));
    symlinkSync('nowhere', join(folder, 'x', 'c.csv'));
    const { files, passedOver } = filesBelow([join(folder, 'x')]);
    expect(files.map(({ path }) => path)).toEqual([join(folder, 'x', 'a.csv')]);
    expect(passedOver).toMatchObject([
      {
        path: join(folder, 'x', 'c.csv'),
        status: 'unreadable',
        reason: { key: 'gone' },
      },
    ]);
  });

  it.skipIf(process.getuid?.() === 0)('are named when the system refuses them', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'invfix-read-'));
    writeFileSync(join(folder, 'a.csv'), UPDATES);
    chmodSync(join(folder, 'a.csv'), 0);
    const [part] = await partsBelow(folder);
    expect(part?.report).toMatchObject({ status: 'unreadable', reason: 'no permission to read it' });
  });

  it('that have gone are unreadable', async () => {
    const part = new ReadPart('gone.csv');
    await readExports(
      { path: '/no/such/gone.csv', size: 3, modifiedAt: 0 },
      {},
      { begin: () => part },
      () => {},
    );
    expect(part.report).toMatchObject({ status: 'unreadable', rows: 0 });
  });

  it('must exist when they are named', () => {
    expect(() => filesBelow(['/no/such/path'])).toThrow('There is no file or folder "/no/such/path".');
  });
});

describe('damaged files', () => {
  const fixtures = new URL('../../fixtures/damaged', import.meta.url).pathname;

  it('each do the right thing', async () => {
    const parts = await partsBelow(fixtures);
    expect(
      parts.map(({ path, report: { kind, rows, rejected, status, reason } }) => [
        path,
        kind,
        rows,
        rejected,
        status,
        reason,
      ]),
    ).toEqual([
      ['binary.csv', null, 0, 0, 'damaged', 'a binary file, not an export'],
      ['bom.csv', 'inventory', 1, 0, 'read', null],
      ['cut-off.csv', 'orders', 2, 1, 'damaged', 'cut off: the file ends in the middle of a row'],
      ['empty.csv', null, 0, 0, 'damaged', 'the file is empty'],
      ['latin1.csv', 'orders', 2, 0, 'read', null],
      ['two-bad-rows.csv', 'updates', 4, 2, 'read', null],
    ]);
    expect(
      parts.flatMap(({ problems }) => problems.map(({ line, code, message }) => [line, code, message])),
    ).toEqual([
      [4, 'cut-off', 'the file ends in the middle of this row'],
      [3, 'wrong-column-count', '5 columns where the header has 6'],
      [4, 'bad-number', 'QuantityAfter "1.5" is not a whole number'],
    ]);
    expect(parts.flatMap(({ orders }) => orders.map(({ order, status }) => [order, status]))).toEqual([
      ['v3acme-01', 'ready-for-handling'],
      ['v1acme-01', 'replaced'],
      ['v2acme-01', 'handling'],
    ]);
  });
});

describe('ids', () => {
  it('that are empty or hold control characters are rejected, and shown short', async () => {
    const part = await partOf(`sku;total;reserved\n;1;0\n"1\n${'x'.repeat(60)}";1;0\n\x1b[31m2;1;0\n`);
    expect(part.problems.map(({ line, message }) => [line, message])).toEqual([
      [2, 'sku is empty'],
      [3, `sku "1 ${'x'.repeat(37)}…" is no id`],
      [5, 'sku " [31m2" is no id'],
    ]);
  });
});

describe('a table', () => {
  const HEADER = 'sku;in_stock;reserved;warehouse;LockIds';

  it('may have its header again, as where files were put one after the other', async () => {
    const part = await partOf(`\ufeff${HEADER}\n1;5;2;w;\n\ufeff${HEADER}\n2;4;1;w;\n`);
    expect(part.inventories.map(({ sku }) => sku)).toEqual(['1', '2']);
    expect(part.report).toMatchObject({ status: 'read', rows: 2, rejected: 0 });
  });

  it.each([
    ['the same columns in another order', 'warehouse;sku;in_stock;reserved;LockIds\nw;4;1;1;'],
    ['another number of columns', 'sku;warehouse;in_stock;reserved\n4;w;1;1'],
    ['another kind', 'order;sku;quantity;status;date\nv1;1;2;handling;2026-01-01'],
  ])('ends where one with %s begins, and says so', async (_, next) => {
    const part = await partOf(`${HEADER}\n1;5;2;w;\n${next}\n${next.split('\n')[1]}\n`);
    expect(part.inventories.map(({ sku }) => sku)).toEqual(['1']);
    expect(part.report).toMatchObject({
      kind: 'inventory',
      status: 'damaged',
      reason: 'another table begins in line 3: save it as a file of its own',
      rows: 2,
      rejected: 1,
    });
    expect(part.problems).toMatchObject([{ line: 3, code: 'another-table', rejected: true }]);
  });

  it.each(['Total', 'TOTAL GERAL:', 'Totales', 'Subtotal', ' Grand total '])(
    'has no balance in a row of totals: %s',
    async (title) => {
      const part = await partOf(`sku;in_stock;reserved\n1;5;2\n${title};5;2\nTotal-1;6;2\n`);
      expect(part.inventories.map(({ sku }) => sku)).toEqual(['1', 'Total-1']);
      expect(part.report).toMatchObject({ rows: 2, rejected: 0 });
      expect(part.problems).toEqual([
        { line: 3, code: 'totals', message: 'a row of totals, which is left out', rejected: false },
      ]);
    },
  );

  it('may have rows that end before the columns that are often blank, as spreadsheets write them', async () => {
    const part = await partOf(`${HEADER};Note\n1;5;2;w;00-a;x\n2;5;0;w\n3;5;0\n`);
    expect(part.inventories.map(({ sku, locks }) => [sku, locks])).toEqual([
      ['1', ['00-a']],
      ['2', []],
    ]);
    expect(part.problems).toMatchObject([{ line: 4, code: 'wrong-column-count' }]);
  });

  it('may keep spreadsheets from taking its ids for numbers', async () => {
    const part = await partOf('sku;in_stock;reserved\n="0012";5;2\n"=""0013""";="4";1\n=A1;1;1\n');
    expect(part.inventories.map(({ sku, inStock }) => [sku, inStock])).toEqual([
      ['0012', 5],
      ['0013', 4],
      ['=A1', 1],
    ]);
  });
});

describe('a spreadsheet', () => {
  const ROWS = [
    ['SkuId', 'TotalQuantity', 'ReservedQuantity'],
    ['0010', 5, 2],
  ];

  it.each(['xls', 'xlsx'] as const)('is read like a table: .%s', async (bookType) => {
    const [part] = await partsOf({ [`a.${bookType}`]: workbook(bookType, { Inventory: ROWS, Blank: [] }) });
    expect(part?.inventories).toMatchObject([{ sku: '0010', inStock: 5, reserved: 2 }]);
    expect(summary(part === undefined ? [] : [part])).toEqual([[`a.${bookType}`, 'inventory', 'read', null]]);
    expect(part?.read.columns).toContainEqual({ column: 'inStock', header: 'TotalQuantity' });
    expect(part?.read.shapes).toBe(null);
  });

  it('of several filled sheets is a part for each, dated by its own name first', async () => {
    const parts = await partsOf({
      'book-2026-04-01.xlsx': workbook('xlsx', {
        One: ROWS,
        Notes: [['Remember', 'this']],
        'Day 2026-04-02': ROWS,
      }),
    });
    expect(summary(parts)).toEqual([
      ['book-2026-04-01.xlsx/One', 'inventory', 'read', null],
      [
        'book-2026-04-01.xlsx/Notes',
        null,
        'skipped',
        'no column names invfix knows; first row: Remember, this',
      ],
      ['book-2026-04-01.xlsx/Day 2026-04-02', 'inventory', 'read', null],
    ]);
    expect(parts.map(({ report }) => report.exportedAt)).toEqual([
      Date.UTC(2026, 3, 1),
      null,
      Date.UTC(2026, 3, 2),
    ]);
  });

  it('without rows is damaged', async () => {
    const part = await partOf(workbook('xlsx', { One: [] }), {}, 'a.xlsx');
    expect(part.report).toMatchObject({ status: 'damaged', reason: 'the spreadsheet holds no rows' });
  });
});

describe('an archive', () => {
  it('is a part for each of its files', async () => {
    const parts = await partsOf({
      'all.zip': zipOf([
        { name: 'inventory.csv', content: INVENTORY },
        { name: 'more/orders.json', content: '[{"order":"a","sku":"1","quantity":1,"status":"handling"}]' },
        { name: 'photo.png', content: '\u0089PNG\0' },
        { name: 'empty.csv', content: '' },
      ]),
    });
    expect(summary(parts)).toEqual([
      ['all.zip/inventory.csv', 'inventory', 'read', null],
      ['all.zip/more/orders.json', 'orders', 'read', null],
      ['all.zip/photo.png', null, 'skipped', 'a binary file, not an export'],
      ['all.zip/empty.csv', null, 'damaged', 'the file is empty'],
    ]);
  });

  it('may stand in an archive, but no third one within', async () => {
    const innermost = zipOf([{ name: 'c.csv', content: INVENTORY }]);
    const inner = zipOf([
      { name: 'b.csv', content: INVENTORY },
      { name: 'c.zip', content: innermost },
      { name: 'd.csv.gz', content: gzipSync(INVENTORY) },
    ]);
    const parts = await partsOf({
      'a.zip': zipOf([
        { name: 'b.zip', content: inner },
        { name: 'e.csv.gz', content: gzipSync(INVENTORY) },
      ]),
    });
    expect(summary(parts)).toEqual([
      ['a.zip/b.zip/b.csv', 'inventory', 'read', null],
      ['a.zip/b.zip/c.zip', null, 'damaged', 'an archive three levels down: unpack it'],
      ['a.zip/b.zip/d.csv.gz', null, 'damaged', 'an archive three levels down: unpack it'],
      ['a.zip/e.csv.gz/e.csv', 'inventory', 'read', null],
    ]);
  });

  it('holds spreadsheets too', async () => {
    const book = workbook('xlsx', {
      A: [
        ['sku', 'total', 'reserved'],
        ['1', 5, 2],
      ],
      B: [['x'], ['y']],
    });
    const parts = await partsOf({ 'a.zip': zipOf([{ name: 'b.xlsx', content: book }]) });
    expect(summary(parts).map(([path, kind]) => [path, kind])).toEqual([
      ['a.zip/b.xlsx/A', 'inventory'],
      ['a.zip/b.xlsx/B', null],
    ]);
  });

  it('dates what it holds: by the file’s own name, by its own, by the time of the entry', async () => {
    const parts = await partsOf({
      'all-2026-04-03.zip': zipOf([
        { name: '2026-03-01/i-2026-04-01.csv', content: INVENTORY },
        { name: 'i.csv', content: INVENTORY, seconds: Date.UTC(2026, 3, 2) / 1000 },
        { name: 'later.csv', content: INVENTORY, seconds: Date.UTC(2027, 0, 1) / 1000 },
        { name: 'never.csv', content: INVENTORY, seconds: Date.UTC(1990, 0, 1) / 1000 },
      ]),
    });
    expect(parts.map(({ report }) => report.exportedAt)).toEqual([
      Date.UTC(2026, 3, 1),
      ...Array(3).fill(Date.UTC(2026, 3, 3)),
    ]);
    expect(parts.slice(1).map(({ report }) => report.modifiedAt)).toEqual([
      Date.UTC(2026, 3, 2),
      MODIFIED_AT,
      MODIFIED_AT,
    ]);
  });

  it('that is cut off or holds a broken file is damaged', async () => {
    const files = [
      { name: 'a.csv', content: INVENTORY },
      { name: 'b.csv', content: INVENTORY },
    ];
    const whole = zipOf(files, true);
    const broken = Buffer.from(whole);
    broken.write('9', whole.indexOf('1;5;2') + 2);
    const parts = await partsOf({ 'broken.zip': broken, 'cut.zip': whole.subarray(0, whole.length - 30) });
    expect(summary(parts).map(([path, kind, status]) => [path, kind, status])).toEqual([
      ['broken.zip/a.csv', null, 'damaged'],
      ['broken.zip/b.csv', 'inventory', 'read'],
      ['cut.zip', null, 'damaged'],
    ]);
  });

  it('tells its rows and bytes as they are read', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'invfix-read-'));
    const zip = zipOf([
      { name: 'a.csv', content: INVENTORY },
      { name: 'b.csv', content: INVENTORY },
    ]);
    writeFileSync(join(folder, 'a.zip'), zip);
    const [file] = filesBelow([folder]).files;
    const told: [number, number][] = [];
    if (file === undefined) throw new Error('no file');
    await readExports(file, {}, { begin: (path) => new ReadPart(path) }, (bytes, rows) =>
      told.push([bytes, rows]),
    );
    expect(told.at(-1)?.[1]).toBe(2);
    expect(told.every(([bytes]) => bytes > 0 && bytes <= zip.length)).toBe(true);
  });
});

describe('the standard input', () => {
  afterEach(() => void vi.restoreAllMocks());

  it('is a file that counts once, called by its name', async () => {
    vi.spyOn(process, 'stdin', 'get').mockReturnValue(
      Readable.from([INVENTORY]) as unknown as typeof process.stdin,
    );
    const { files } = filesBelow(['-', '-']);
    expect(files).toMatchObject([{ path: '-', size: 0 }]);
    const part = new ReadPart('-');
    const paths: string[] = [];
    const begin = (path: string) => {
      paths.push(path);
      return part;
    };
    for (const file of files) await readExports(file, {}, { begin }, () => {});
    expect(paths).toEqual(['standard input']);
    expect(part.report).toMatchObject({ path: 'standard input', kind: 'inventory', status: 'read', rows: 1 });
  });

  it('that is empty is a damaged export', async () => {
    vi.spyOn(process, 'stdin', 'get').mockReturnValue(Readable.from([]) as unknown as typeof process.stdin);
    const part = new ReadPart('-');
    await readExports({ path: '-', size: 0, modifiedAt: 0 }, {}, { begin: () => part }, () => {});
    expect(part.report).toMatchObject({ status: 'damaged', reason: 'the file is empty' });
  });
});
