/** Stores whose files name SKUs in other ways than their balances: by reference code, or by the kit they are part of. */
import { describe, expect, it } from 'vitest';
import type { BalanceStory } from '../../src/ledger/diagnosis.js';
import { diagnosed } from '../ledger/stores.js';
import { refIdOf, takeCounts } from '../world/exports.js';
import { DAY, settingsOf } from '../world/settings.js';
import { csvOf, type OrderDocument, pretty, rowsOf } from '../world/shapes.js';
import { World } from '../world/store.js';
import { toCountsCsv, toOrderDocuments } from '../world/tables.js';
import { csvFiles, INVENTORY, type ReadStore, readStore, TINY } from './worlds.js';

const { store } = settingsOf('late-cancellations', 5, {
  ...TINY,
  linesPerOrder: [1, 2, 2],
  unitsPerLine: [1, 1, 2],
  initialCounts: [6, 10, 25],
});
const world = new World(store);
world.runUntil(store.end - 2 * DAY);
const counts = takeCounts(world);
world.runUntil(store.end);
const COUNTS = 'counts.csv';
const csv = csvFiles(world).set(COUNTS, toCountsCsv(world, counts));
const expected = await readStore(csv);

function rowsIn(name: string): readonly Readonly<Record<string, string>>[] {
  return rowsOf(String(csv.get(name)));
}

/** A file that names its SKUs by reference code. */
function coded(name: string): string {
  const rows = rowsIn(name).map((row) => {
    const column = row.ID_SKU === undefined ? 'SkuId' : 'ID_SKU';
    return { ...row, [column]: refIdOf(row[column] ?? ''), 'Reference Code': '' };
  });
  return csvOf(rows, ';');
}

const codes = (read: ReadStore): string[] => read.warnings.map(({ code }) => code);

describe('SKUs named by reference code', () => {
  it.each(['orders.csv', 'updates.csv', COUNTS])('in %s are found, and told of', async (name) => {
    const read = await readStore(new Map(csv).set(name, coded(name)));
    expect(read.skus).toEqual(expected.skus);
    expect(read.coverage).toEqual(expected.coverage);
    expect(codes(read)).toEqual([...codes(expected), 'skus-by-reference']);
    const skus = new Set(rowsIn(name).map((row) => row.SkuId ?? row.ID_SKU)).size;
    expect(read.warnings.at(-1)?.values).toMatchObject({ resolved: skus, unresolved: 0 });
    expect(read.problems).toEqual(['skus-by-reference']);
  });

  it('in all files but the inventory are found', async () => {
    const files = new Map(csv);
    for (const name of ['orders.csv', 'updates.csv', COUNTS]) files.set(name, coded(name));
    const read = await readStore(files);
    expect(read.skus).toEqual(expected.skus);
    expect(codes(read).filter((code) => code === 'skus-by-reference')).toHaveLength(3);
  });

  it('in the inventory alone are found where the orders know the codes', async () => {
    const read = await readStore(
      new Map(csv).set(INVENTORY, coded(INVENTORY).replaceAll(/;REF\d+;True/g, ';;True')),
    );
    expect(read.skus).toEqual(expected.skus);
    expect(codes(read)).toEqual([...codes(expected), 'skus-by-reference']);
  });

  it('stay unknown where no export tells which SKU a code is', async () => {
    const withoutCodes = csvOf(
      rowsIn(INVENTORY).map((row) => ({ ...row, RefId: '' })),
      ';',
    );
    const read = await readStore(
      new Map(csv).set(INVENTORY, withoutCodes).set('orders.csv', coded('orders.csv')),
    );
    expect(codes(read)).toEqual(expect.arrayContaining(['locks-of-other-lines', 'lines-without-balance']));
  });
});

/** Every order of as many units of one SKU as of another orders them as a kit. */
describe('an order that names a kit', () => {
  const KIT = '999000';
  const skus = [...new Set(world.balances.map(({ sku }) => sku))];
  const kitOf = new Map<string, { readonly id: string; readonly parts: readonly string[] }>();
  for (const order of world.orders) {
    const [one, other] = order.lines;
    if (order.lines.length !== 2 || one === undefined || one.units !== other?.units) continue;
    const parts = [one.balance.sku, other.balance.sku].sort();
    const id = `${KIT}${parts.map((sku) => skus.indexOf(sku) + 10).join('')}`;
    kitOf.set(order.id, { id, parts });
  }
  const report = rowsIn('orders.csv');
  const sold = csvOf(
    report.flatMap((row) => {
      const kit = kitOf.get(row.Order ?? '');
      if (kit === undefined) return [row];
      return row.ID_SKU === kit.parts[0] ? [{ ...row, ID_SKU: kit.id, 'Reference Code': '' }] : [];
    }),
    ';',
  );
  const list = csvOf(
    [...new Map([...kitOf.values()].map((kit) => [kit.id, kit])).values()].flatMap(({ id, parts }) =>
      parts.map((part) => ({ KitSkuId: id, SkuId: part, Quantity: 1 })),
    ),
    ';',
  );
  const withoutCounts = new Map(csv);
  withoutCounts.delete(COUNTS);

  const withoutPrices = ({ skus }: ReadStore) =>
    skus.map((records) => ({
      ...records,
      lines: records.lines.map((line) => ({
        ...line,
        kit: null,
        unitPrice: null,
        currency: null,
        warehouse: null,
      })),
    }));

  /** The documents of the orders, in which the kit is one item with its components. */
  function documents(): OrderDocument[] {
    return toOrderDocuments(world, String(csv.get('orders.csv'))).map((document) => {
      const kit = kitOf.get(document.orderId);
      const items = document.items as readonly { readonly quantity: number }[];
      if (kit === undefined) return document;
      const components = kit.parts.map((id) => ({ id, quantity: 1 }));
      return { ...document, items: [{ ...items[0], id: kit.id, components }], shippingData: null };
    });
  }

  /** The reservations of the orders, one a file, as the call for a single one gives them. */
  function reservations(): [string, string][] {
    return world.orders.flatMap((order): [string, string][] => {
      const kit = kitOf.get(order.id);
      const [line] = order.lines;
      if (kit === undefined || line === undefined) return [];
      const item = {
        id: kit.id,
        quantity: line.units,
        kitItem: kit.parts.map((id) => ({ id, quantity: 1 })),
      };
      const reservation = {
        LockId: `00-${order.id}`,
        ReservationDateUtc: new Date(order.createdAt).toISOString(),
        Status: line.cancelled === 'before-handling' ? 5 : order.authorizedAt === null ? 1 : 2,
        SlaRequest: [{ item, slaType: 'delivery', wareHouseId: line.balance.warehouse }],
      };
      return [[`reservations/${order.id}.json`, pretty(reservation)]];
    });
  }

  it('is one in a fair part of these orders', () => {
    expect(kitOf.size).toBeGreaterThan(15);
  });

  it('is taken apart by a list of kits', async () => {
    const read = await readStore(new Map(withoutCounts).set('orders.csv', sold).set('kits.csv', list));
    expect(withoutPrices(read)).toEqual(withoutPrices(await readStore(withoutCounts)));
    expect(read.skus.flatMap(({ lines }) => lines).filter(({ kit }) => kit !== null)).toHaveLength(
      kitOf.size * 2,
    );
    expect(codes(read)).toEqual([]);
  });

  it('is taken apart by its own components', async () => {
    const files = new Map(withoutCounts).set('orders.json', pretty(documents()));
    files.delete('orders.csv');
    const read = await readStore(files);
    expect(withoutPrices(read)).toEqual(withoutPrices(await readStore(withoutCounts)));
    expect(codes(read)).toEqual([]);
    // The report beside it names only the kits.
    const both = await readStore(new Map(files).set('orders.csv', sold));
    expect(withoutPrices(both)).toEqual(withoutPrices(read));
  });

  it('is taken apart by its reservations', async () => {
    const read = await readStore(new Map([...withoutCounts, ['orders.csv', sold], ...reservations()]));
    const plain = await readStore(withoutCounts);
    expect(withoutPrices(read).map(({ lines }) => lines)).toEqual(
      withoutPrices(plain).map(({ lines }) => lines),
    );
    expect(codes(read)).toEqual([]);
    expect(answers(read)).toEqual(answers(plain));
  });

  it('of which nothing is known is called a kit or a changed order', async () => {
    const read = await readStore(new Map(withoutCounts).set('orders.csv', sold));
    const locked = read.skus.filter(({ locksOfOtherLines }) => locksOfOtherLines.length > 0);
    expect(locked.length).toBeGreaterThan(0);
    const stories = diagnosed(read);
    const called = stories.filter(({ causes }) => causes.some(({ code }) => code === 'kit-or-changed-order'));
    expect(called.map(({ sku }) => sku)).toEqual(locked.map(({ sku }) => sku));
    expect(codes(read)).toEqual(['lines-without-balance', 'locks-of-other-lines']);
    // Nothing is proven of what nobody can tell, and nothing is offered beyond what is known to be there.
    const plain = new Map(diagnosed(expectedWithoutCounts).map((story) => [story.sku, story]));
    for (const story of called) {
      expect(story.confidence, story.sku).not.toBe('proven');
      expect(story.availableItems, story.sku).toBeLessThanOrEqual(plain.get(story.sku)?.availableItems ?? 0);
    }
  });
});

const expectedWithoutCounts = await readStore(new Map([...csv].filter(([name]) => name !== COUNTS)));

/** The counts and how sure they are. */
function answers(read: ReadStore): object[] {
  return diagnosed(read).map(({ sku, corrected, earlyWriteOffs, lateWriteOffs, pending }: BalanceStory) => ({
    sku,
    corrected,
    earlyWriteOffs,
    lateWriteOffs,
    pending,
  }));
}
