import { chmodSync, mkdirSync, readFileSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { emptyFolder, scanned, storeOf } from '../store/stores.js';

const ORDERS = 'Order;ID_SKU;Quantity_SKU;Status;Creation Date\n';
const UPDATES = 'SkuId;WarehouseId;Date;User;QuantityBefore;QuantityAfter\n';

describe('an inventory export', () => {
  it('is read from VTEX’s columns, in any order, case and accent', async () => {
    const store = await storeOf({
      'a.csv':
        'lockids;WAREHOUSEID;warehouse name;RefId;SkuId;totalQuantity;ReservedQuantity;AvailableQuantity;UnlimitedQuantity;Other\n' +
        '00-b|00-a, 00-b;WH_1;Main;REF1;0123;2;3;-1;False;x\n',
    });
    expect(store.sku('0123')?.balances).toEqual([
      {
        sku: '0123',
        warehouse: 'WH_1',
        warehouseName: 'Main',
        refId: 'REF1',
        inStock: 2,
        reserved: 3,
        available: -1,
        unlimited: false,
        locks: ['00-a', '00-b'],
        exportedAt: null,
        snapshots: [],
        updates: [],
      },
    ]);
  });

  it.each([
    ['sku,in_stock,reserved', '1,5,2'],
    ['codigo,onHand,Disponível', '1,5,3'],
    ['Item Id,reserved,available', '1,2,3'],
    ['sku_id,quantity,reserved', '1,5,2'],
  ])('needs the SKU and two of three counts: %s', async (header, row) => {
    const store = await storeOf({ 'a.csv': `${header}\n${row}\n` });
    expect(store.sku('1')?.balances[0]).toMatchObject({
      warehouse: 'default',
      inStock: 5,
      reserved: 2,
      available: 3,
      locks: null,
    });
  });

  it('is unlimited by its flag, or by VTEX’s counts where there is none or it is empty', async () => {
    const store = await storeOf({
      'a.csv':
        'sku;total;reserved;unlimited\n1;1000000;0;VERDADEIRO\n2;1000000;0;False\n4;1000000;3;\n5;7;3;\n',
      'b.csv': 'sku;total;reserved\n3;2147483647;5\n',
    });
    expect(['1', '2', '3', '4', '5'].map((sku) => store.sku(sku)?.balances[0]?.unlimited)).toEqual([
      true,
      false,
      true,
      true,
      false,
    ]);
  });

  it('says when available is not in stock less reserved, and computes it', async () => {
    const store = await storeOf({
      'a.csv': 'SkuId;TotalQuantity;ReservedQuantity;AvailableQuantity\n1;5;2;4\n',
    });
    expect(store.sku('1')?.balances[0]?.available).toBe(3);
    expect(store.problems().map(({ code, line }) => [code, line])).toEqual([['available-differs', 2]]);
    expect(store.files()[0]?.rejected).toBe(0);
  });
});

describe('an order export', () => {
  it('is read from an order report, and only what is needed is kept', async () => {
    const folder = emptyFolder();
    mkdirSync(join(folder, 'exports'));
    writeFileSync(
      join(folder, 'exports', 'orders.csv'),
      'Order;Creation Date;Client Name;Email;Street;Status;Last Change Date;Quantity_SKU;ID_SKU;Reference Code;SKU Selling Price;Seller Order Id;Authorized Date;Currency Code;Status raw value (temporary)\n' +
        'v1acme-01;2026-03-02 10:00:00Z;Joana;joana@example.com;"Rua ""A""\n12";Faturado;2026-03-05T10:00:00.1234567+00:00;2;100;REF100;89.9;00-v1acme-01;2026-03-02 11:00:00Z;BRL;ready-for-handling\n',
    );
    const database = join(folder, 'invfix.db');
    const store = await scanned(join(folder, 'exports'), database);
    expect(store.sku('100')?.lines).toEqual([
      {
        order: 'v1acme-01',
        lockId: '00-v1acme-01',
        sku: '100',
        units: 2,
        status: 'ready-for-handling',
        createdAt: Date.UTC(2026, 2, 2, 10),
        authorizedAt: Date.UTC(2026, 2, 2, 11),
        lastChangeAt: Date.UTC(2026, 2, 5, 10, 0, 0, 123),
        handlingAt: null,
        warehouse: null,
        unitPrice: 8990,
        currency: 'BRL',
      },
    ]);
    const bytes = readFileSync(database, 'latin1');
    expect(['Joana', 'joana@example.com', 'Rua'].filter((text) => bytes.includes(text))).toEqual([]);
  });

  it('is read from a store’s own columns', async () => {
    const store = await storeOf({
      'a.csv':
        'pedido,sku,qty,state,createdAt,paid_at,handling_at,location\n7,1,2,Listo para preparar,2026-03-02,2026-03-03,2026-03-04 10:00,wh_2\n',
    });
    expect(store.sku('1')?.lines[0]).toMatchObject({
      order: '7',
      lockId: null,
      status: 'ready-for-handling',
      createdAt: Date.UTC(2026, 2, 2),
      authorizedAt: Date.UTC(2026, 2, 3),
      handlingAt: Date.UTC(2026, 2, 4, 10),
      warehouse: 'wh_2',
    });
  });

  it('keeps a line whose date cannot be, and says so; VTEX’s year 1 is no date', async () => {
    const store = await storeOf({
      'a.csv': `${ORDERS}1;a;1;handling;2026-02-31\n2;a;1;handling;0001-01-01T00:00:00\n`,
    });
    expect(store.sku('a')?.lines.map(({ createdAt }) => createdAt)).toEqual([null, null]);
    expect(store.problems()).toMatchObject([
      {
        code: 'bad-date',
        line: 2,
        message: 'Creation Date "2026-02-31" is no date; the row counts without it',
      },
    ]);
  });

  it('counts statuses it does not know', async () => {
    const store = await storeOf({
      'a.csv': `${ORDERS}1;a;1;Teleported;\n2;a;1;Teleported;\n3;a;1;Faturado;\n`,
    });
    expect(store.unknownStatuses()).toEqual([{ status: 'Teleported', lines: 2 }]);
  });
});

describe('an update log', () => {
  it.each([
    'SKU;Almacén;Fecha;Usuario;Cantidad anterior;Cantidad actual',
    'SKU ID;Estoque;Data;Usuário;Quantidade antes;Quantidade depois',
    'SKU;Warehouse;Date;User;Quantity before the update;Quantity after the update',
  ])('is read from titles in three languages: %s', async (header) => {
    const store = await storeOf({
      'i.csv': 'sku;warehouse;total;reserved\n1;w;1;0\n',
      'u.csv': `${header}\n1;w;2026-03-02 10:00:00Z;ana;5;3\n`,
    });
    expect(store.sku('1')?.balances[0]?.updates).toEqual([
      { at: Date.UTC(2026, 2, 2, 10), author: 'ana', before: 5, after: 3 },
    ]);
  });

  it.each([
    ['before;delta', '5;-2'],
    ['new;delta', '3;-2'],
    ['old;new', '5;3'],
  ])('needs two of before, after and difference: %s', async (header, row) => {
    const store = await storeOf({
      'i.csv': 'sku;total;reserved\n1;1;0\n',
      'u.csv': `sku;time;${header}\n1;2026-03-02 10:00;${row}\n`,
    });
    expect(store.sku('1')?.balances[0]?.updates).toMatchObject([{ author: null, before: 5, after: 3 }]);
  });

  it('rejects rows without a time, and with counts that disagree', async () => {
    const store = await storeOf({
      'u.csv':
        'sku;time;before;after;delta\n1;;5;3;-2\n1;soon;5;3;-2\n1;2026-03-02;5;3;-1\n1;2026-03-02;5;3;-2\n',
    });
    expect(store.rejectedRows().map(({ line, code }) => [line, code])).toEqual([
      [2, 'empty-date'],
      [3, 'bad-date'],
      [4, 'delta-differs'],
    ]);
    expect(store.counts().updates).toBe(1);
  });
});

describe('day and month', () => {
  it('are told by another row of the file, even a later one', async () => {
    const store = await storeOf({
      'a.csv': `${ORDERS}1;a;1;handling;03/04/2026\n2;a;1;handling;25/04/2026\n`,
    });
    expect(store.sku('a')?.lines.map(({ createdAt }) => createdAt)).toEqual([
      Date.UTC(2026, 3, 3),
      Date.UTC(2026, 3, 25),
    ]);
    expect(store.files()[0]?.rows).toBe(2);
  });

  it('are an error that names --date-order where no row tells', async () => {
    const files = { 'a.csv': `${ORDERS}1;a;1;handling;03/04/2026\n` };
    await expect(storeOf(files)).rejects.toMatchObject({
      name: 'UserError',
      hint: 'Say so: invfix scan PATH --date-order dmy (31/12/2026), or --date-order mdy (12/31/2026).',
    });
    const store = await storeOf(files, { dateOrder: 'mdy' });
    expect(store.sku('a')?.lines[0]?.createdAt).toBe(Date.UTC(2026, 2, 4));
  });

  it('are an error where rows contradict each other', async () => {
    await expect(
      storeOf({
        'a.csv': `${ORDERS}1;a;1;handling;25/04/2026\n2;a;1;handling;04/25/2026\n3;a;1;handling;03/04/2026\n`,
      }),
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
    ['a.json', '[]', 'skipped', 'a JSON file: not read yet; export it as CSV'],
    [
      'fix.csv',
      'SkuId,WarehouseId,TotalQuantity,ReservedQuantity,AvailableQuantity,AvailableItems,CorrectedQuantity\n',
      'skipped',
      'a correction invfix wrote, not an export',
    ],
    ['count.csv', 'SkuId;WarehouseId;Counted\n', 'skipped', 'a physical count: not read yet'],
    [
      'pipeline.csv',
      'created_at,item_availabilty_id,item_id,quantity,reserved_quantity\n',
      'skipped',
      'a VTEX Data Pipeline table: not read yet',
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
  ])('%s says why', async (name, content, status, reason) => {
    const store = await storeOf({ [name]: content });
    expect(store.files()).toMatchObject([{ status, reason, rows: 0 }]);
  });

  it('are passed over when hidden, and counted once however they are reached', async () => {
    const folder = emptyFolder();
    mkdirSync(join(folder, 'x', '.invfix'), { recursive: true });
    writeFileSync(join(folder, 'x', '.invfix', 'a.csv'), UPDATES);
    writeFileSync(join(folder, 'x', 'a.csv'), UPDATES);
    symlinkSync(folder, join(folder, 'x', 'loop'));
    symlinkSync(join(folder, 'x', 'a.csv'), join(folder, 'x', 'b.csv'));
    symlinkSync('nowhere', join(folder, 'x', 'c.csv'));
    const store = await scanned(join(folder, 'x'), join(emptyFolder(), 'invfix.db'));
    expect(store.files().map(({ path, status }) => [path.slice(folder.length), status])).toEqual([
      ['/x/a.csv', 'read'],
      ['/x/c.csv', 'unreadable'],
    ]);
  });

  it.skipIf(process.getuid?.() === 0)('are named when the system refuses them', async () => {
    const folder = emptyFolder();
    writeFileSync(join(folder, 'a.csv'), UPDATES);
    chmodSync(join(folder, 'a.csv'), 0);
    const store = await scanned(folder, join(emptyFolder(), 'invfix.db'));
    expect(store.files()).toMatchObject([{ status: 'unreadable', reason: 'no permission to read it' }]);
  });

  it('must exist when they are named', async () => {
    await expect(scanned('/no/such/path', join(emptyFolder(), 'invfix.db'))).rejects.toMatchObject({
      name: 'UserError',
      message: 'There is no file or folder "/no/such/path".',
    });
  });
});

describe('damaged files', () => {
  const fixtures = new URL('../../fixtures/damaged/', import.meta.url).pathname;

  it('each do the right thing', async () => {
    const store = await scanned(fixtures, join(emptyFolder(), 'invfix.db'));
    expect(
      store
        .files()
        .map(({ path, kind, rows, rejected, status, reason }) => [
          path.slice(path.lastIndexOf('/') + 1),
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
    expect(store.rejectedRows().map(({ line, code, message }) => [line, code, message])).toEqual([
      [4, 'cut-off', 'the file ends in the middle of this row'],
      [3, 'wrong-column-count', '5 columns where the header has 6'],
      [4, 'bad-number', 'QuantityAfter "1.5" is not a whole number'],
    ]);
    expect(store.problems().map(({ code, count, line }) => [code, count, line])).toEqual([
      ['damaged-file', 1, null],
      ['cut-off', 1, 4],
      ['damaged-file', 1, null],
      ['wrong-column-count', 1, 3],
      ['bad-number', 1, 4],
    ]);
    expect(store.sku('100')?.lines.map(({ order, status }) => [order, status])).toEqual([
      ['v1acme-01', 'replaced'],
      ['v2acme-01', 'handling'],
      ['v3acme-01', 'ready-for-handling'],
    ]);
    expect(store.sku('100')?.balances[0]).toMatchObject({ available: -2, locks: ['00-v2acme-01'] });
    expect(store.sku('100')?.balances[0]?.updates.map(({ after }) => after)).toEqual([2, 1]);
  });
});

describe('ids', () => {
  it('stay exact but for surrounding blanks', async () => {
    const store = await storeOf({ 'a.csv': 'sku;warehouse;total;reserved\n 00A b ; WH ;1;0\n' });
    expect(store.sku('00A b')?.balances[0]?.warehouse).toBe('WH');
  });

  it('that are empty or span lines are rejected, and shown short', async () => {
    const store = await storeOf({ 'a.csv': `sku;total;reserved\n;1;0\n"1\n${'x'.repeat(60)}";1;0\n` });
    expect(store.rejectedRows().map(({ line, message }) => [line, message])).toEqual([
      [2, 'sku is empty'],
      [3, `sku "1 ${'x'.repeat(37)}…" is no id`],
    ]);
  });
});
