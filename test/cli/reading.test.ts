/** How exports are read, as a user meets it: settings, columns, the standard input, counts, other shapes. */
import { mkdirSync, mkdtempSync, rmSync, utimesSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { zipped } from '../world/zip.js';
import { invfix, shell } from './program.js';
import { smallStore, writeSmallStore } from './small-store.js';

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'invfix-reading-'));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

function write(name: string, content: string | Buffer): void {
  const path = join(folder, name);
  mkdirSync(join(path, '..'), { recursive: true });
  writeFileSync(path, content);
}

async function balanceOf(sku: string, ...args: string[]): Promise<Record<string, unknown>> {
  const { stdout, stderr } = await invfix(folder, ['scan', ...args, '--all', '--json']);
  if (stdout === '') throw new Error(stderr);
  const { balances }: { balances: Record<string, unknown>[] } = JSON.parse(stdout);
  const found = balances.find((balance) => balance.sku === sku);
  if (found === undefined) throw new Error(`no balance of ${sku}`);
  return found;
}

describe('exports of some size, which a thread of their own reads', () => {
  /** The orders with a long text in every row. */
  function padded(orders: string): string {
    const [header, ...rows] = orders.trimEnd().split('\n');
    return `${[`${header};Notes`, ...rows.map((row) => `${row};${'note '.repeat(20_000)}`)].join('\n')}\n`;
  }

  it('come to the same as small ones', async () => {
    writeSmallStore(join(folder, 'small'));
    writeSmallStore(join(folder, 'large'));
    const { orders } = smallStore();
    const broken = '1;2\n';
    write('small/orders.csv', orders + broken);
    write('large/orders.csv', padded(orders) + broken);
    const [small, large] = [
      await invfix(folder, ['scan', 'small', '--all', '--json', '--db', 'small.db']),
      await invfix(folder, ['scan', 'large', '--all', '--json', '--db', 'large.db']),
    ];
    expect(large.stdout.length).toBeGreaterThan(1000);
    const unpadded = (text: string) => text.replaceAll('large/', 'small/').replaceAll('has 9', 'has 8');
    expect(unpadded(large.stdout)).toBe(small.stdout);
    expect([large.code, small.code]).toEqual([3, 3]);
    expect(unpadded(large.stderr)).toBe(small.stderr);
  });

  it('end with a clear line where the user has to say something first', async () => {
    writeSmallStore(join(folder, 'exports'));
    const orders = smallStore().orders.replace(/2026-(\d\d)-(\d\d)[ T]/g, '03/04/2026 ');
    write('exports/orders.csv', padded(orders));
    const { code, stderr, stdout } = await invfix(folder, ['scan', 'exports']);
    expect(stderr).toContain('--date-order');
    expect(stdout).toBe('');
    expect(code).toBe(2);
  });
});

describe('the standard input', () => {
  it('is one more file', async () => {
    writeSmallStore(join(folder, 'exports'));
    rmSync(join(folder, 'exports/orders.csv'));
    write('orders.csv', smallStore().orders);
    const { code, stdout, stderr } = await shell(folder, 'cat orders.csv | eval "$INVFIX scan exports/ -"');
    expect(stderr).not.toContain('no order exports');
    expect(stdout).toMatch(/standard input +orders +62/);
    expect(stdout).toMatch(/100123 .* early write-off 4 +5 /);
    expect(code).toBe(1);
  });

  it('may be an archive', async () => {
    const { inventory, orders, updates } = smallStore();
    write(
      'all.zip',
      zipped(
        new Map([
          ['a/inventory-2026-04-01.csv', inventory],
          ['o.csv', orders],
          ['u.csv', updates],
        ]),
      ),
    );
    const { stdout } = await shell(folder, 'cat all.zip | eval "$INVFIX scan -"');
    expect(stdout).toMatch(/standard input\/a\/inventory-2026-04-01\.csv +inventory +22/);
    expect(stdout).toMatch(/100123 .* early write-off 4 +5 /);
  });

  it('that holds nothing is told of', async () => {
    const { code, stderr } = await shell(folder, 'eval "$INVFIX scan -" < /dev/null');
    expect(code).toBe(2);
    expect(stderr).toMatch(/standard input.*empty/);
  });
});

describe('--map', () => {
  const odd = () => smallStore().orders.replace('Quantity_SKU', 'Menge').replace('ID_SKU', 'Artikel');

  it('names columns no one could know', async () => {
    writeSmallStore(join(folder, 'exports'), { orders: odd() });
    const without = await invfix(folder, ['scan', 'exports']);
    expect(without.stdout).not.toMatch(/orders\.csv +orders/);
    const map = ['--map', 'orders.units=Menge', '--map', 'orders.sku=Artikel'];
    expect(await balanceOf('100123', 'exports', ...map)).toMatchObject({
      corrected: 5,
      basis: 'update-log',
    });
  });

  it('is kept in the configuration, found in a folder above', async () => {
    writeSmallStore(join(folder, 'shop/exports'), { orders: odd() });
    write('invfix.config.json', JSON.stringify({ columns: { orders: { units: 'Menge', sku: 'Artikel' } } }));
    const { code, stdout } = await invfix(join(folder, 'shop'), ['scan', 'exports']);
    expect(code).toBe(1);
    expect(stdout).toMatch(/orders\.csv +orders +62/);
    expect(stdout).toContain('With the settings of ../invfix.config.json.');
  });

  it.each([
    ['orders', 'orders'],
    ['oders.units=Menge', 'oders'],
    ['orders.unit=Menge', 'unit'],
    ['orders.units=', 'orders.units'],
  ])('%s is answered with what there is', async (text, named) => {
    const { code, stderr } = await invfix(folder, ['scan', '.', '--map', text]);
    expect(code).toBe(2);
    expect(stderr.trim().split('\n')).toHaveLength(2);
    expect(stderr).toContain(named);
  });
});

describe('the configuration', () => {
  it.each([
    ['{"timezone": "Mars/Olympus"}', 'timezone must be a time zone'],
    ['{"dateOrder": "ymd"}', 'dateOrder must be "dmy" or "mdy"'],
    ['{"ownSellers": "acme"}', 'ownSellers must be a list'],
    ['{"authors": {"a": "robot"}}', 'authors must be an object'],
    ['{"pipelineWarehouse": "no group"}', 'pipelineWarehouse must be a pattern'],
    ['{"columns": {"orders": {"units": 3}}}', 'orders.units'],
    ['{"timeZone": "UTC"}', 'there is no setting "timeZone"'],
    ['{"timezone": ', 'is no valid JSON'],
    ['[]', 'is not an object'],
  ])('%s is refused with one line why and one what to do', async (text, why) => {
    writeSmallStore(join(folder, 'exports'));
    write('invfix.config.json', text);
    const { code, stdout, stderr } = await invfix(folder, ['scan', 'exports']);
    expect([code, stdout]).toEqual([2, '']);
    expect(stderr).toContain('invfix.config.json');
    expect(stderr).toContain(why);
    expect(stderr.trim().split('\n')).toHaveLength(2);
  });

  it('gives the zone and the order of dates, which options overrule', async () => {
    write('invfix.config.json', JSON.stringify({ timezone: 'America/Sao_Paulo', dateOrder: 'dmy' }));
    write('i.csv', 'sku,in_stock,reserved,snapshot_date\n1,2,3,01/04/2026 09:00\n');
    const { stdout } = await invfix(folder, ['scan', 'i.csv']);
    expect(stdout).toContain('Inventory of 2026-04-01 12:00 UTC');
    const overruled = await invfix(folder, ['scan', 'i.csv', '--timezone', 'UTC', '--date-order', 'mdy']);
    expect(overruled.stdout).toContain('Inventory of 2026-01-04 09:00 UTC');
    const explained = await invfix(folder, ['explain', '1', '--from', 'i.csv']);
    expect(explained.stdout).toContain('Inventory of 2026-04-01 12:00 UTC');
  });

  it('says who is a till: what it takes off is for no order', async () => {
    writeSmallStore(join(folder, 'exports'));
    write('invfix.config.json', JSON.stringify({ authors: { 'erp@acme.example': 'pos' } }));
    const { stdout } = await invfix(folder, ['scan', 'exports', '--json']);
    expect(JSON.parse(stdout).triggers).toMatchObject([{ author: 'erp@acme.example', trigger: null }]);
  });

  it('says whose lines are our own', async () => {
    const [header = '', ...rows] = smallStore().orders.trim().split('\n');
    const sellers = rows.map((row) => `${row};${row.includes('700369') ? 'Acme' : 'Acme Two'}`);
    writeSmallStore(join(folder, 'exports'), {
      orders: [`${header};Seller Name`, ...sellers, ''].join('\n'),
    });
    write('invfix.config.json', JSON.stringify({ ownSellers: ['acme'] }));
    const { stderr } = await invfix(folder, ['scan', 'exports']);
    expect(stderr.replace(/\s+/g, ' ')).toContain('60 order lines are of seller Acme Two');
  });
});

describe('--dry-run', () => {
  it('says what each file is, which column is which, and what the first row says', async () => {
    writeSmallStore(join(folder, 'exports'));
    write('exports/notes.txt', 'nothing to see here');
    const { code, stdout } = await invfix(folder, ['scan', 'exports', '--dry-run']);
    expect(code).toBe(0);
    expect(stdout).toMatch(/exports\/orders\.csv: orders/);
    expect(stdout).toMatch(/units +Quantity_SKU +1/);
    expect(stdout).toMatch(/createdAt +Creation Date +2026-03-03T/);
    expect(stdout).toMatch(/notes\.txt: not read/);
    expect((await invfix(folder, ['explain', '100123'])).code).toBe(2);
  });

  it('is a document for scripts, too', async () => {
    writeSmallStore(join(folder, 'exports'));
    const { stdout } = await invfix(folder, ['scan', 'exports', '--dry-run', '--json']);
    const document = JSON.parse(stdout);
    expect(document.schema).toBe('invfix.scan-dry-run/1');
    expect(document.files.map(({ kind }: { kind: string }) => kind)).toEqual([
      'inventory',
      'orders',
      'updates',
    ]);
    expect(document.files[2].columns).toContainEqual({
      column: 'author',
      header: 'User',
      firstValue: 'erp@acme.example',
    });
  });

  it('ends with 2 where nothing is an export', async () => {
    write('notes.csv', 'a,b\n1,2\n');
    const { code, stderr } = await invfix(folder, ['scan', '.', '--dry-run']);
    expect(code).toBe(2);
    expect(stderr).toContain('--map');
  });
});

describe('physical counts', () => {
  const counts = 'SkuId;WarehouseId;Counted;CountedAt\n100123;wh_1;7;2026-03-31 12:00:00Z\n';
  const counted = { basis: 'counted', corrected: 7, availableItems: 4 };

  it('found by a scan decide, and explain shows how', async () => {
    writeSmallStore(join(folder, 'exports'));
    write('exports/counts.csv', counts);
    expect(await balanceOf('100123', 'exports')).toMatchObject(counted);
    const { stdout } = await invfix(folder, ['explain', '100123']);
    expect(stdout).toMatch(/count: 7 units on 2026-03-31 12:00/i);
    expect(stdout).toMatch(/= Update Count +7/);
  });

  it('named with --counts do, in scan and in correct', async () => {
    writeSmallStore(join(folder, 'exports'));
    write('counted.csv', counts);
    expect(await balanceOf('100123', 'exports', '--counts', 'counted.csv')).toMatchObject(counted);
    await invfix(folder, ['scan', 'exports']);
    const plain = await invfix(folder, ['correct', '--json']);
    expect(JSON.parse(plain.stdout).corrections).toMatchObject([
      { sku: '100123', basis: 'update-log', count: 5 },
    ]);
    const corrected = await invfix(folder, ['correct', '--counts', 'counted.csv', '--json']);
    expect(corrected.code).toBe(0);
    expect(JSON.parse(corrected.stdout).corrections).toMatchObject([{ sku: '100123', ...counted, count: 7 }]);
  });

  it('with picked units are less those', async () => {
    writeSmallStore(join(folder, 'exports'));
    write('counted.csv', counts);
    const picked = await balanceOf('100123', 'exports', '--counts', 'counted.csv', '--counted-with-picked');
    expect(picked).toMatchObject({ basis: 'counted', corrected: 6 });
  });

  it('may name the SKU by its reference code and leave out the only warehouse', async () => {
    writeSmallStore(join(folder, 'exports'));
    write('counted.csv', 'sku;counted;counted_at\nSKU123;7;2026-03-31 12:00:00Z\n');
    await invfix(folder, ['scan', 'exports']);
    const { stdout } = await invfix(folder, ['correct', '--counts', 'counted.csv', '--json']);
    expect(JSON.parse(stdout).corrections).toMatchObject([counted]);
    expect(await balanceOf('100123', 'exports', '--counts', 'counted.csv')).toMatchObject(counted);
  });

  it('without a time count only where the file is newer than the inventory', async () => {
    writeSmallStore(join(folder, 'exports'));
    const path = join(folder, 'counted.csv');
    writeFileSync(path, 'SkuId;WarehouseId;Counted\n100123;wh_1;7\n');
    utimesSync(path, new Date('2026-03-20'), new Date('2026-03-20'));
    expect(await balanceOf('100123', 'exports', '--counts', path)).toMatchObject({ basis: 'update-log' });
    utimesSync(path, new Date('2026-04-03'), new Date('2026-04-03'));
    expect(await balanceOf('100123', 'exports', '--counts', path)).toMatchObject(counted);
  });

  it('that are none, or of nothing known, are told of', async () => {
    writeSmallStore(join(folder, 'exports'));
    const none = await invfix(folder, ['scan', 'exports', '--counts', 'exports/orders.csv']);
    expect([none.code, none.stdout]).toEqual([2, '']);
    expect(none.stderr).toContain('exports/orders.csv is no physical count');
    await invfix(folder, ['scan', 'exports']);
    const missing = await invfix(folder, ['correct', '--counts', 'nowhere.csv']);
    expect(missing.code).toBe(2);
    write('counted.csv', `${counts}1;wh_1;2;2026-03-31\n100123;wh_1;-4;2026-03-31\n`);
    const other = await invfix(folder, ['correct', '--counts', 'counted.csv']);
    expect(other.code).toBe(3);
    expect(other.stderr).toContain('1 in wh_1');
    expect(other.stderr).toMatch(/counted\.csv:4: /);
  });
});

describe('other shapes', () => {
  it('gz and thousands of single orders are one line each', async () => {
    writeSmallStore(join(folder, 'exports'));
    rmSync(join(folder, 'exports/orders.csv'));
    rmSync(join(folder, 'exports/updates.csv'));
    write('exports/updates.csv.gz', gzipSync(smallStore().updates));
    const [header = '', ...rows] = smallStore().orders.trim().split('\n');
    const names = header.split(';');
    for (const [index, row] of rows.entries()) {
      const fields = Object.fromEntries(row.split(';').map((value, at) => [names[at], value]));
      const order = {
        orderId: fields.Order,
        status: fields['Status raw value (temporary)'],
        creationDate: fields['Creation Date'],
        authorizedDate: fields['Authorized Date'],
        lastChange: fields['Last Change Date'],
        items: [
          { id: fields.ID_SKU, quantity: Number(fields.Quantity_SKU), lockId: fields['Seller Order Id'] },
        ],
        clientProfileData: { email: 'joana@example.com' },
      };
      write(`exports/orders/${index}.json`, JSON.stringify(order));
    }
    const { code, stdout } = await invfix(folder, ['scan', 'exports']);
    expect(code).toBe(1);
    expect(stdout).toMatch(/exports\/orders\/\*\.json \(62 files\) +orders +62 +2026-03-03 to 2026-03-28/);
    expect(stdout).toMatch(/100123 .* early write-off 4 +5 +likely/);
    const personal = await shell(folder, 'grep -c joana@example .invfix/invfix.db; true');
    expect(personal.stdout.trim()).toBe('0');
  });

  it('a list of orders without their items is named, with what to save instead', async () => {
    writeSmallStore(join(folder, 'exports'));
    write(
      'exports/list.json',
      JSON.stringify({ list: [{ orderId: 'v1-01', status: 'handling', items: null }], paging: {} }),
    );
    const { stdout } = await invfix(folder, ['scan', 'exports']);
    expect(stdout).toMatch(/list\.json +not read/);
    expect(stdout).toContain('/api/oms/pvt/orders/');
  });

  it('a kit has the stock of its components', async () => {
    writeSmallStore(join(folder, 'exports'), {
      orders: smallStore().orders.replace(';100123;3;', ';100900;1;'),
    });
    write('exports/kits.csv', 'KitSkuId;SkuId;Quantity\n100900;100123;3\n');
    expect(await balanceOf('100123', 'exports')).toMatchObject({ pending: 3, corrected: 5 });
    const component = await invfix(folder, ['explain', '100123']);
    expect(component.stdout).toContain('kit 100900');
    const kit = await invfix(folder, ['explain', '100900']);
    expect(kit.code).toBe(2);
    expect(kit.stderr).toContain('invfix explain 100123');
  });

  it('ids that fold together stay apart, and are told of', async () => {
    write('i.csv', 'sku;warehouse;in_stock;reserved\n0123;w;9;0\n123;w;0;2\n');
    const { stdout, stderr } = await invfix(folder, ['scan', 'i.csv', '--all', '--json']);
    const { balances } = JSON.parse(stdout);
    expect(balances.map(({ sku }: { sku: string }) => sku)).toEqual(['123', '0123']);
    expect(balances[0].causes).toContainEqual({ code: 'split-identity', units: 9 });
    expect(stderr).toContain('leading zeros');
  });

  it('trade policies say what a negative balance blocks', async () => {
    writeSmallStore(join(folder, 'exports'));
    write('exports/policies.csv', 'WarehouseId;TradePolicies\nwh_1;2,1,10\n');
    expect(await balanceOf('100123', 'exports')).toMatchObject({ blockedTradePolicies: ['1', '2', '10'] });
    expect(await balanceOf('200000', 'exports')).toMatchObject({ blockedTradePolicies: [] });
  });
});
