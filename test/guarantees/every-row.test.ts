/** Every row is accounted for: kept, also elsewhere, not needed or rejected, and never in none of these. */
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { filesBelow } from '../../src/exports/index.js';
import type { FileReport } from '../../src/exports/kinds.js';
import { checkLoaded } from '../../src/store/accounts.js';
import { loadExports, StoreBuilder } from '../../src/store/index.js';
import { invfix } from '../cli/program.js';
import { smallStore, writeSmallStore } from '../cli/small-store.js';
import { written } from '../store/stores.js';
import { toFiles } from '../world/exports.js';
import { KINDS, type KindName, settingsOf } from '../world/settings.js';
import { SHAPES } from '../world/shapes.js';
import { simulate } from '../world/store.js';
import { ownFolder, sampled, withstood } from './trying.js';

const folder = ownFolder();

async function reportsOf(name: string, files: Parameters<typeof written>[1]): Promise<FileReport[]> {
  const exports = join(folder, name);
  written(exports, files);
  const builder = StoreBuilder.create(join(folder, `${name}.db`));
  try {
    await loadExports(filesBelow([exports]), builder, { dateOrder: 'dmy' });
    builder.finishLoading();
    return builder.files();
  } finally {
    builder.discard();
  }
}

const accountOf = ({ path, rows, kept, duplicates, unneeded, rejected }: FileReport) => [
  path.replace(/^.*\//, ''),
  rows,
  { kept, duplicates, unneeded, rejected },
];

test('rows of every sort are where they belong', async () => {
  const reports = await reportsOf('sorts', {
    'counts.csv': 'SkuId;WarehouseId;Counted\n1;w;3\n1;w;x\n',
    'inventory-2026-04-01.csv':
      'SkuId;WarehouseId;TotalQuantity;ReservedQuantity\n1;w;5;2\n1;w;5;2\n2;w;x;0\n3;w;1;0\n',
    'inventory-2026-03-01.csv':
      'SkuId;WarehouseId;TotalQuantity;ReservedQuantity\n1;w;7;2\n3;w;1;0\n3;w;9;0\n',
    'kits.csv': 'KitSkuId;SkuId;Quantity\nk;1;2\n',
    'orders-1.csv':
      'Order;ID_SKU;Quantity_SKU;Status raw value (temporary);Last Change Date\no1;1;1;handling;2026-03-05\no2;1;0;handling;2026-03-05\no3;k;1;handling;2026-03-06\n',
    'orders-2.csv':
      'Order;ID_SKU;Quantity_SKU;Status raw value (temporary);Last Change Date\no1;1;1;invoiced;2026-03-07\no4;;1;handling;2026-03-05\n',
    'policies.csv': 'WarehouseId;TradePolicies\nw;1,2\nv;\n',
    'updates-1.csv':
      'SkuId;WarehouseId;Date;QuantityBefore;QuantityAfter\n1;w;2026-03-02;8;7\n1;w;2026-03-03;7\n',
    'updates-2.csv': 'SkuId;WarehouseId;Date;QuantityBefore;QuantityAfter\n1;w;2026-03-02;8;7\n',
  });
  const none = { kept: 0, duplicates: 0, unneeded: 0, rejected: 0 };
  expect(reports.map(accountOf)).toEqual([
    ['counts.csv', 2, { ...none, kept: 1, rejected: 1 }],
    ['inventory-2026-03-01.csv', 3, { ...none, kept: 2, duplicates: 1 }],
    ['inventory-2026-04-01.csv', 4, { ...none, kept: 2, duplicates: 1, rejected: 1 }],
    ['kits.csv', 1, { ...none, kept: 1 }],
    ['orders-1.csv', 3, { ...none, kept: 1, duplicates: 1, unneeded: 1 }],
    ['orders-2.csv', 2, { ...none, kept: 1, rejected: 1 }],
    ['policies.csv', 2, { ...none, kept: 1, unneeded: 1 }],
    ['updates-1.csv', 2, { ...none, kept: 1, rejected: 1 }],
    ['updates-2.csv', 1, { ...none, duplicates: 1 }],
  ]);
});

test('simulated stores in every shape add up, to the lines that were written', async () => {
  const kinds = sampled(Object.keys(KINDS) as KindName[], 8);
  let rows = 0;
  for (const kind of kinds) {
    const { store, exports } = settingsOf(kind, 5, { skus: 6, ordersPerDay: 4, days: 8 });
    const files = toFiles(simulate(store), exports);
    const texts = {
      inventory: files.get('inventory.csv') ?? '',
      orders: files.get('orders.csv') ?? '',
      updates: files.get('inventory-updates.csv') ?? '',
    };
    for (const [shape, make] of Object.entries(SHAPES)) {
      const reports = await reportsOf(
        `${kind} ${shape}`.replace(/\W+/g, '-'),
        Object.fromEntries(make(texts)),
      );
      for (const report of reports) {
        const { kept, duplicates, unneeded, rejected } = report;
        expect(kept + duplicates + unneeded + rejected, `${kind}, ${shape}, ${report.path}`).toBe(
          report.rows,
        );
        rows += report.rows;
      }
    }
  }
  withstood(
    'every-row',
    `${rows.toLocaleString('en')} rows in ${kinds.length * Object.keys(SHAPES).length} sets of files`,
  );
}, 600_000);

test('a row that is lost, or comes twice, is a fault and no warning', () => {
  const report = {
    path: 'x.csv',
    kind: 'orders',
    rows: 5,
    rejected: 1,
    duplicates: 0,
    kept: 0,
    unneeded: 0,
    status: 'read',
    reason: null,
    exportedAt: null,
    exportedAtSource: null,
    modifiedAt: 0,
    from: null,
    to: null,
  } as const;
  const stored = { records: new Map([['order', 3] as const]), rejected: 1, unneeded: 1 };
  checkLoaded(report, stored);
  for (const wrong of [
    { ...stored, records: new Map([['order', 2] as const]) },
    { ...stored, records: new Map([['order', 4] as const]) },
    { ...stored, records: new Map([['update', 3] as const]) },
    { ...stored, rejected: 0 },
    { ...stored, unneeded: 0 },
  ])
    expect(() => checkLoaded(report, wrong)).toThrow('the rows of "x.csv" do not add up');
});

test('a row lost in the database stops the scan', () => {
  const builder = StoreBuilder.create(join(folder, 'lost.db'));
  const sink = builder.begin('x.csv', 0);
  sink.kit({ kit: 'k', sku: '1', units: 1 });
  const report = {
    path: 'x.csv',
    kind: 'kits',
    rows: 2,
    rejected: 0,
    duplicates: 0,
    kept: 0,
    unneeded: 0,
  } as const;
  const rest = {
    status: 'read',
    reason: null,
    exportedAt: null,
    exportedAtSource: null,
    modifiedAt: 0,
  } as const;
  const read = {
    report: { ...report, ...rest, from: null, to: null },
    exportedBefore: 0,
    columns: [],
    shapes: null,
  };
  expect(() => sink.finish(read)).toThrow('the rows of "x.csv" do not add up: 2 read, 1 stored');
  builder.discard();
});

test('scan --verbose tells for each file what became of its rows', async () => {
  const exports = join(folder, 'told');
  writeSmallStore(exports);
  const orders = smallStore().orders;
  writeFileSync(
    join(exports, 'orders-too.csv'),
    `${orders}x;;100123;0;;;;handling\ny;;100123;q;;;;handling\n`,
  );
  const { stdout } = await invfix(folder, ['scan', exports, '--verbose', '--db', join(folder, 'told.db')]);
  const rows = orders.trim().split('\n').length - 1;
  expect(stdout).toMatch(/Rows +Kept/);
  expect(stdout).toMatch(new RegExp(`orders-too.csv +orders +${rows + 2} +\\d+ .*1 row rejected`));
  expect(stdout).toMatch(/orders-too.csv .*1 not needed/);
});
