import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { warningWords } from '../../src/render/warnings.js';
import { warningsOf } from '../../src/store/index.js';
import { type Content, emptyFolder, scanned, storeOf, written } from './stores.js';

const ORDERS = 'Order;ID_SKU;Quantity_SKU;Status;Last Change Date\n';
const INVENTORY = 'SkuId;WarehouseId;TotalQuantity;ReservedQuantity;LockIds\n';
const UPDATES = 'SkuId;WarehouseId;Date;User;QuantityBefore;QuantityAfter\n';
const day = (date: number) => Date.UTC(2026, 3, date);

describe('an order in several files', () => {
  const older = `${ORDERS}1;a;1;payment-approved;2026-03-01\n1;b;1;payment-approved;2026-03-01\n2;a;1;handling;2026-03-01\n`;
  const newer = `${ORDERS}1;a;3;handling;2026-03-02\n`;

  it('is taken whole from the one with the later change', async () => {
    const store = await storeOf({ 'a.csv': newer, 'b.csv': older });
    expect(store.sku('a')?.lines.map(({ order, units }) => [order, units])).toEqual([
      ['1', 3],
      ['2', 1],
    ]);
    expect(store.sku('b')).toBe(null);
    expect(store.files().map(({ duplicates }) => duplicates)).toEqual([0, 2]);
  });

  it('is taken from the later export when neither tells a change', async () => {
    const row = (units: number) => `${ORDERS}1;a;${units};handling;\n`;
    const named = await storeOf({
      'o-2026-04-01.csv': row(1),
      'o-2026-04-02.csv': row(2),
      'o-2026-03-31.csv': row(3),
    });
    expect(named.sku('a')?.lines.map(({ units }) => units)).toEqual([2]);
    const dated = await storeOf({
      'a.csv': { content: row(1), modifiedAt: '2026-04-02T00:00:00Z' },
      'b.csv': { content: row(2), modifiedAt: '2026-04-01T00:00:00Z' },
    });
    expect(dated.sku('a')?.lines.map(({ units }) => units)).toEqual([1]);
  });

  it('is not taken from a newer file that was cut off, where another has it as it was last changed', async () => {
    const store = await storeOf({
      'a.csv': { content: older, modifiedAt: '2026-04-01T00:00:00Z' },
      'b.csv': {
        content: `${ORDERS}1;a;1;payment-approved;2026-03-01\n1;b;1;pay`,
        modifiedAt: '2026-04-02T00:00:00Z',
      },
    });
    expect(store.sku('b')?.lines).toHaveLength(1);
  });

  it('counts equal rows of one file each', async () => {
    const twice = `${ORDERS}1;a;1;handling;2026-03-01\n1;a;1;handling;2026-03-01\n`;
    const store = await storeOf({ 'a.csv': twice, 'b.csv': twice });
    expect(store.sku('a')?.lines.length).toBe(2);
  });
});

describe('a balance in several inventory exports', () => {
  const row = (inStock: number) => `${INVENTORY}1;w;${inStock};1;00-a\n`;

  it('is as the newest says, and the older ones are evidence', async () => {
    const store = await storeOf({
      'i-2026-04-03.csv': row(3),
      'i-2026-04-01.csv': row(1),
      'i-2026-04-02.csv': row(2),
    });
    expect(store.sku('1')?.balances[0]).toMatchObject({
      inStock: 3,
      exportedAt: day(3),
      snapshots: [
        { at: day(1), inStock: 1, reserved: 1, locks: ['00-a'] },
        { at: day(2), inStock: 2, reserved: 1, locks: ['00-a'] },
      ],
    });
    expect(store.scan()).toMatchObject({
      exportedAt: day(3),
      exportedAtSource: 'file-name',
      exportedBefore: day(4) - 1,
    });
  });

  it('is told by modification where no date is known, and an undated older one is no evidence', async () => {
    const store = await storeOf({
      'a.csv': { content: row(1), modifiedAt: '2026-04-02T00:00:00Z' },
      'b.csv': { content: row(2), modifiedAt: '2026-04-01T00:00:00Z' },
    });
    expect(store.sku('1')?.balances[0]).toMatchObject({ inStock: 1, exportedAt: null, snapshots: [] });
    expect(store.files().map(({ duplicates }) => duplicates)).toEqual([0, 1]);
    expect(store.coverage()).toMatchObject({ exportedAt: null, exportedBefore: day(2) });
  });

  it('may stand several times in one file that has a date column', async () => {
    const store = await storeOf({
      'i-2020-01-01.csv':
        'sku;total;reserved;snapshot_date\n1;5;0;2026-04-01 10:00Z\n1;3;0;2026-04-02 10:00Z\n',
    });
    expect(store.sku('1')?.balances[0]).toMatchObject({
      inStock: 3,
      exportedAt: day(2) + 36_000_000,
      snapshots: [{ at: day(1) + 36_000_000, inStock: 5 }],
    });
    expect(store.scan()).toMatchObject({ exportedAtSource: 'column', exportedBefore: day(2) + 36_000_000 });
  });

  it('has the moment the user gives, and evidence from before it', async () => {
    const store = await storeOf(
      { 'i-2026-04-01.csv': row(1), 'i-2026-04-02.csv': row(2) },
      { exportedAt: day(5) },
    );
    expect(store.sku('1')?.balances[0]).toMatchObject({
      inStock: 2,
      exportedAt: day(5),
      snapshots: [{ at: day(1) }],
    });
    expect(store.scan()).toMatchObject({
      exportedAt: day(5),
      exportedAtSource: 'option',
      exportedBefore: day(5),
    });
    expect(store.files().map(({ exportedAtSource }) => exportedAtSource)).toEqual(['file-name', 'option']);
  });

  it('keeps its own moment where only an older export has it', async () => {
    const store = await storeOf(
      { 'i-2026-04-01.csv': `${INVENTORY}1;w;1;1;\n2;w;1;1;\n`, 'i-2026-04-04.csv': row(2) },
      { exportedAt: day(5) },
    );
    expect(store.sku('1')?.balances[0]?.exportedAt).toBe(day(5));
    expect(store.sku('2')?.balances[0]?.exportedAt).toBe(day(1));
  });

  it('counts a row that stands twice once', async () => {
    const store = await storeOf({ 'a.csv': `${INVENTORY}1;w;2;1;\n1;w;2;1;\n` });
    expect(store.files()).toMatchObject([{ rows: 2, duplicates: 1 }]);
    expect(store.problems()).toEqual([]);
  });

  it('takes the row that offers less where one file contradicts itself, whichever comes first', async () => {
    for (const rows of ['1;w;2;1;\n1;w;5;1;\n', '1;w;5;1;\n1;w;2;1;\n']) {
      const store = await storeOf({ 'a.csv': INVENTORY + rows });
      expect(store.sku('1')?.balances[0]?.inStock).toBe(2);
      expect(store.problems()).toMatchObject([{ code: 'contradicting-rows', count: 1 }]);
    }
  });
});

describe('an inventory update', () => {
  it('in several files counts once, in one file as often as it stands there', async () => {
    const row = '1;w;2026-03-02 10:00:00Z;erp;3;3\n';
    const store = await storeOf({
      'i.csv': `${INVENTORY}1;w;2;1;\n`,
      'u1.csv': UPDATES + row + row,
      'u2.csv': `${UPDATES}${row}1;w;2026-03-02 10:00:00Z;ana;3;3\n`,
    });
    expect(store.sku('1')?.balances[0]?.updates.map(({ author }) => author)).toEqual(['ana', 'erp', 'erp']);
    expect(store.files().map(({ duplicates }) => duplicates)).toEqual([0, 0, 1]);
  });

  it('in a log that knows only the minute, or no author, is that of one that knows more', async () => {
    const store = await storeOf(
      {
        'i.csv': `${INVENTORY}1;w;2;1;\n`,
        'admin.csv': `${UPDATES}1;w;02/03/2026 10:00;erp;3;2\n1;w;02/03/2026 10:00;ana;2;3\n1;w;02/03/2026 10:01;erp;3;2\n`,
        'collected.csv': `${UPDATES}1;w;2026-03-02 10:00:05Z;erp;3;2\n1;w;2026-03-02 10:00:40Z;ana;2;3\n1;w;2026-03-02 10:02:00Z;erp;2;3\n`,
        'own.csv': `SkuId;WarehouseId;Date;QuantityBefore;QuantityAfter\n1;w;2026-03-02 10:00:40Z;2;3\n1;w;2026-03-02 10:03:00Z;3;9\n`,
      },
      { dateOrder: 'dmy' },
    );
    const seconds = (at: number) => new Date(at).toISOString().slice(11, 19);
    expect(
      store.sku('1')?.balances[0]?.updates.map(({ at, author, after }) => [seconds(at), author, after]),
    ).toEqual([
      ['10:00:05', 'erp', 2],
      ['10:00:40', 'ana', 3],
      ['10:01:00', 'erp', 2],
      ['10:02:00', 'erp', 3],
      ['10:03:00', null, 9],
    ]);
    expect(store.files().map(({ duplicates }) => duplicates)).toEqual([2, 0, 0, 1]);
  });
});

describe('the result', () => {
  it('does not depend on the order of files and rows', async () => {
    const head: Record<string, [string, string[]]> = {
      'i-2026-04-01.csv': [INVENTORY, ['1;w;2;1;00-b 00-a', '2;w;2;1;', '1;v;0;0;', '1;v;1;0;']],
      'i-2026-03-01.csv': [INVENTORY, ['1;w;4;1;', '2;w;4;1;']],
      'o1.csv': [ORDERS, ['1;1;1;handling;', '2;1;1;handling;', '2;1;2;handling;', '3;2;1;Teleported;']],
      'o2.csv': [ORDERS, ['1;1;2;handling;', '4;1;1;invoiced;']],
      'u.csv': [
        UPDATES,
        ['1;w;2026-03-02;a;3;2', '1;w;2026-03-02;a;5;3', '1;w;2026-03-02;b;2;4', '1;w;2026-03-01;a;6;5'],
      ],
    };
    const variant = (reversed: boolean): Record<string, Content> => {
      const entries = Object.entries(head).map(([name, [header, rows]]): [string, Content] => [
        name,
        header + (reversed ? rows.toReversed() : rows).map((row) => `${row}\n`).join(''),
      ]);
      return Object.fromEntries(reversed ? entries.reverse() : entries);
    };
    const folder = emptyFolder();
    const seen: string[] = [];
    for (const reversed of [false, true]) {
      written(join(folder, 'exports'), variant(reversed));
      const store = await scanned(join(folder, 'exports'), join(folder, 'invfix.db'));
      seen.push(JSON.stringify([store.sku('1'), store.sku('2'), store.coverage(), store.counts()]));
      store.close();
    }
    expect(seen[1]).toBe(seen[0]);
  });
});

describe('a folder with what VTEX’s tools hand out', () => {
  const pipeline = (at: string, event: string, quantity: number, reserved: number, reservation = '') =>
    `1_WH,1,${event},erp,2026-04-0${at},${quantity},${reserved},${reservation}\n`;
  const files = {
    'i-2026-04-09.csv': 'SkuId;WarehouseId;TotalQuantity;ReservedQuantity\n1;WH;3;1\n1;V;0;0\n',
    'o.csv': `${ORDERS}v1-01;1;1;ready-for-handling;2026-04-03\n`,
    'pipeline.csv': `item_availabilty_id,item_id,event_type,author_id,created_at,quantity,reserved_quantity,reservation_id\n${pipeline('1', 'item-availability-update', 5, 0)}${pipeline('2', 'reservation-create', 5, 1, '00-v1-01')}${pipeline('3', 'item-availability-update', 3, 1)}`,
    'reservations/WH/1.json': JSON.stringify({
      items: [
        {
          LockId: '00-v1-01',
          ItemId: '1',
          Quantity: 1,
          Status: 'Confirmed',
          ReservationDateUtc: '2026-04-02T00:00:00Z',
          ConfirmedDateUtc: '2026-04-02T01:00:00Z',
          DateUtcAcknowledgedOnBalanceSystem: '0001-01-01T00:00:00',
        },
      ],
      paging: { page: 1, perPage: 10, total: 1, pages: 1 },
    }),
    'feed.jsonl': `${JSON.stringify({ eventId: 'e', domain: 'Fulfillment', state: 'ready-for-handling', lastState: 'window-to-cancel', orderId: 'v1-01', currentChange: '2026-04-03T00:00:00Z', lastChange: '2026-04-02T00:00:00Z' })}\n`,
    'counted.csv': 'SkuId;WarehouseId;Counted;CountedAt\n1;WH;4;2026-04-08\n',
  };

  it('is put together', async () => {
    const store = await storeOf(files);
    const records = store.sku('1');
    expect(records?.balances.find(({ warehouse }) => warehouse === 'WH')).toMatchObject({
      updates: [{ at: day(3), author: 'erp', before: 5, after: 3, reserved: 1 }],
      logFrom: day(1),
      count: { counted: 4, at: day(8) },
    });
    expect(records?.reservations).toEqual([
      {
        lockId: '00-v1-01',
        sku: '1',
        warehouse: 'WH',
        units: 1,
        status: 'confirmed',
        createdAt: day(2),
        confirmedAt: day(2) + 3_600_000,
        acknowledgedAt: null,
        canceledAt: null,
      },
    ]);
    expect(records?.lines).toMatchObject([
      { changes: [{ at: day(3), status: 'ready-for-handling', from: 'window-to-cancel' }] },
    ]);
    expect(store.periods().map(({ kind, files, from, to }) => [kind, files, from, to])).toContainEqual([
      'updates',
      1,
      day(1),
      day(3),
    ]);
    expect(store.counts()).toMatchObject({ reservations: 1, statusChanges: 1, countsTaken: 1, updates: 1 });
  });
});

describe('coverage', () => {
  it('holds the periods of orders and updates', async () => {
    const store = await storeOf({
      'o.csv':
        'order;sku;units;status;created;updated\n1;a;1;x;2026-04-01;2026-04-05\n2;a;1;x;2026-04-03;2026-04-04\n',
      'u.csv': 'sku;time;before;after\n1;2026-04-02;1;2\n1;2026-04-06;2;3\n',
    });
    expect(store.coverage()).toEqual({
      exportedAt: null,
      exportedBefore: null,
      ordersFrom: day(1),
      ordersTo: day(3),
      ordersLastChange: day(5),
      updatesFrom: day(2),
      updatesTo: day(6),
      updatesPerBalance: null,
    });
  });

  it.each([
    [[8, 8, 8, 2], 8],
    [[8, 8, 2, 2], null],
    [[4, 4, 4], null],
    [[50, 3], 50],
  ])('tells a log cut at so many rows a balance: %j', async (rowsOfBalances, expected) => {
    const rows = rowsOfBalances.flatMap((rows, sku) =>
      Array.from(
        { length: rows },
        (_, minute) => `${sku};2026-04-02 10:${String(minute).padStart(2, '0')};1;2\n`,
      ),
    );
    const store = await storeOf({ 'u.csv': `sku;time;before;after\n${rows.join('')}` });
    expect(store.coverage().updatesPerBalance).toBe(expected);
  });
});

describe('warnings', () => {
  it('name the kinds that are missing', async () => {
    const store = await storeOf({ 'o.csv': `${ORDERS}1;a;1;handling;\n` });
    expect(warningsOf(store).map(({ code }) => code)).toEqual(['no-inventory', 'no-updates']);
  });

  it('say that orders were exported before the inventory', async () => {
    const store = await storeOf({
      'i-2026-04-02.csv': `${INVENTORY}a;w;2;1;\n`,
      'o-2026-04-01.csv': `${ORDERS}1;a;1;handling;\n`,
      'u.csv': UPDATES,
    });
    expect(warningsOf(store)).toEqual([
      { code: 'no-updates', values: { snapshots: 0 } },
      { code: 'orders-before-inventory', values: { exportedAt: day(2), ordersBefore: day(2) - 1 } },
    ]);
  });

  it('say that kinds were exported at different moments', async () => {
    const store = await storeOf({
      'i-2026-04-02.csv': `${INVENTORY}a;w;2;1;\n`,
      'o-2026-04-04.csv': `${ORDERS}1;a;1;handling;\n`,
      'u-2026-04-02.csv': `${UPDATES}a;w;2026-03-02;x;1;2\n`,
    });
    expect(warningsOf(store)).toEqual([
      { code: 'exported-apart', values: { exportedAt: day(2), ordersAt: day(4), updatesAt: day(2) } },
    ]);
  });

  it('believe what orders say of their changes rather than a name', async () => {
    const store = await storeOf({
      'i-2026-04-02.csv': `${INVENTORY}a;w;2;1;\n`,
      'o-2026-03-31.csv': 'order;sku;qty;status;updated_at\n1;a;1;handling;2026-04-02\n',
      'u.csv': `${UPDATES}a;w;2026-04-01T20:00Z;x;1;2\n`,
    });
    expect(warningsOf(store).map(({ code }) => code)).toEqual(['exported-apart']);
  });

  it('say once that orders and updates end before the inventory, and not of a quiet store', async () => {
    const ending = (dayOfMonth: string) => ({
      'i-2026-04-20.csv': `${INVENTORY}a;w;2;1;\n`,
      'o.csv': `order;sku;qty;status;created_at;updated_at\n1;a;1;handling;2026-04-01;2026-04-01\n2;a;1;handling;2026-04-0${dayOfMonth};2026-04-0${dayOfMonth}\n`,
      'u.csv': `${UPDATES}a;w;2026-04-01;x;1;2\na;w;2026-04-0${dayOfMonth};x;2;1\n`,
    });
    const [warning, ...others] = warningsOf(await storeOf(ending('3')));
    expect(others).toEqual([]);
    expect(warning).toEqual({
      code: 'exports-end-early',
      values: { exportedAt: day(20), ordersEnd: day(3), updatesEnd: day(3) },
    });
    expect(warning && warningWords(warning)).toBe(
      'The last change of an order is of 2026-04-03 00:00 UTC and the last inventory update is of 2026-04-03 00:00 UTC, but the inventory is of 2026-04-20 00:00 UTC: what came in between is not seen. If the store was not idle then, export both again, right after the inventory.',
    );
    expect(warningsOf(await storeOf(ending('9')))).toEqual([]);
  });

  it('tell older inventories from none where there is no log', async () => {
    const store = await storeOf({
      'i-2026-04-02.csv': `${INVENTORY}a;w;2;1;\n`,
      'i-2026-04-01.csv': `${INVENTORY}a;w;3;1;\n`,
      'o.csv': `${ORDERS}1;a;1;handling;2026-04-02\n`,
    });
    const [warning] = warningsOf(store);
    expect(warning).toEqual({ code: 'no-updates', values: { snapshots: 1 } });
    expect(warning && warningWords(warning)).toContain('compared with each other');
  });

  it('count statuses nobody knows where there are many', async () => {
    const lines = Array.from({ length: 12 }, (_, n) => `${n};a;1;Note ${n};\n`).join('');
    const store = await storeOf({
      'i.csv': `${INVENTORY}a;w;2;1;\n`,
      'o.csv': `${ORDERS}${lines}`,
      'u.csv': `${UPDATES}a;w;2026-03-02;x;1;2\n`,
    });
    const warnings = warningsOf(store).filter(({ code }) => code.startsWith('unknown'));
    expect(warnings).toHaveLength(6);
    expect(warnings.at(-1)).toEqual({ code: 'unknown-statuses', values: { statuses: 7, lines: 7 } });
  });

  it('count what has no counterpart, and statuses nobody knows', async () => {
    const store = await storeOf({
      'i.csv': `${INVENTORY}a;w;2;1;00-1,00-9\n`,
      'o.csv': `${ORDERS}1;a;1;Teleported;\n2;b;1;handling;\n`,
      'u.csv': `${UPDATES}a;w;2026-03-02;x;1;2\n`,
    });
    expect(warningsOf(store)).toEqual([
      { code: 'export-moment-unknown', values: { exportedBefore: Date.UTC(2026, 4, 1) } },
      { code: 'unknown-status', values: { status: 'Teleported', lines: 1 } },
      { code: 'locks-without-order', values: { locks: 1 } },
      { code: 'lines-without-balance', values: { lines: 1 } },
    ]);
  });
});

describe('findSku', () => {
  it('prefers an id to a reference code, and exact to alike', async () => {
    const store = await storeOf({
      'i.csv': 'sku;ref_id;total;reserved\n100;ABC\u0041;1;0\n200;100;1;0\nSku-X;TWIN;1;0\n300;TWIN;1;0\n',
    });
    expect(store.findSku('100')).toEqual({ sku: '100', by: 'id' });
    expect(store.findSku('ABCA')).toEqual({ sku: '100', by: 'reference-code' });
    expect(store.findSku('abca')).toEqual({ sku: '100', by: 'reference-code' });
    expect(store.findSku('sku-x')).toEqual({ sku: 'Sku-X', by: 'id' });
    expect(store.findSku('TWIN')).toEqual({ nearest: ['300', 'Sku-X'] });
    expect(store.findSku('1000')).toEqual({ nearest: ['100'] });
    expect(store.findSku('zzzzzz')).toEqual({ nearest: [] });
  });
});
