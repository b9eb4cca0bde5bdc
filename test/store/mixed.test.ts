/** Folders as people have them: one store in every shape at once, and the exports of several days side by side. */
import { describe, expect, it } from 'vitest';
import type { OrderLine, SkuRecords } from '../../src/ledger/records.js';
import { warningWords } from '../../src/render/warnings.js';
import { diagnosed, wrongCounts } from '../ledger/stores.js';
import { takeSnapshots, toFiles, toSkuRecords } from '../world/exports.js';
import { DAY, type ExportOptions, type KindName, settingsOf } from '../world/settings.js';
import { csvOf, lines, SHAPES, type StoreTexts } from '../world/shapes.js';
import { World } from '../world/store.js';
import { toEvents, toOrderDocuments, toPipelineFiles, toReservationFiles } from '../world/tables.js';
import { truthOf } from '../world/truth.js';
import { zipped } from '../world/zip.js';
import type { Content } from './stores.js';
import { csvFiles, INVENTORY, readStore, TINY, worldOf } from './worlds.js';

const LOCKS_AND_LOG: ExportOptions = { locks: true, log: true, feed: false };

/** All that all exports together tell. */
const EVERYTHING: ExportOptions = {
  ...LOCKS_AND_LOG,
  changes: true,
  reservations: true,
  reservedAfterUpdates: true,
  warehouses: true,
};

/** Records by SKU, in one order; that the log begins with Data Pipeline is left aside. */
function comparable(skus: readonly SkuRecords[]): object[] {
  return skus.map((records) => ({
    ...records,
    balances: records.balances.map((balance) => ({ ...balance, logFrom: null })),
    lines: records.lines.toSorted(byOrder),
    reservations: records.reservations.toSorted((a, b) =>
      `${a.lockId} ${a.warehouse}` < `${b.lockId} ${b.warehouse}` ? -1 : 1,
    ),
  }));
}

function byOrder(a: OrderLine, b: OrderLine): number {
  return (
    (a.createdAt ?? 0) - (b.createdAt ?? 0) ||
    (a.order < b.order ? -1 : Number(a.order > b.order)) ||
    a.units - b.units
  );
}

function textsOf(csv: ReadonlyMap<string, string>): StoreTexts {
  const text = (name: string) => csv.get(name) ?? '';
  return { inventory: text(INVENTORY), orders: text('orders.csv'), updates: text('updates.csv') };
}

/** One store in all shapes at once, most of its records many times. */
function everything(world: World): Named {
  const csv = csvFiles(world);
  const texts = textsOf(csv);
  const shape = (name: string) => [...(SHAPES[name]?.(texts) ?? [])];
  return [
    ...csv,
    ...toPipelineFiles(world, ['historical', 'inventory', 'latest']),
    ...toReservationFiles(world),
    ['orders.jsonl', lines(toOrderDocuments(world, texts.orders))],
    ['feed.jsonl', toFiles(world, { ...LOCKS_AND_LOG, feed: true }).get('order-feed.jsonl') ?? ''],
    ['again.zip', zipped(csv)],
    ...shape('sheets of one workbook'),
    ...shape("a store's own CSV").map(([name, content]) => [`own/${name}`, content] as const),
    ...shape('inventory and reservations of the Logistics API')
      .filter(([name]) => name.startsWith('inventory'))
      .map(([name, content]) => [`api/${name}`, content] as const),
  ];
}

type Named = readonly (readonly [string, string | Buffer])[];

/** Each file written on another day, so that another of them is the newest. */
function writtenFrom(files: Named, first: number): Map<string, Content> {
  return new Map(
    files.map(([name, content], index) => {
      const modifiedAt = new Date(Date.UTC(2026, 3, 2 + ((first + index * 5) % 23))).toISOString();
      return [name, { content, modifiedAt }];
    }),
  );
}

describe.each(['two-warehouses', 'late-cancellations', 'ghosts'] as const)(
  'a folder with everything of %s',
  (kind) => {
    const world = worldOf(kind, 6);
    const files = everything(world);
    const expected = comparable(toSkuRecords(world, EVERYTHING).skus);

    it('is read as the best of it, and each record once', async () => {
      const read = await readStore(new Map(files));
      expect(comparable(read.skus)).toEqual(expected);
      expect([...read.warnings, ...read.problems]).toEqual([]);
      expect(wrongCounts(world, diagnosed(read))).toEqual([]);
    });

    it.each([0, 7, 16])('is the same whichever file is the newest (%i)', async (first) => {
      const read = await readStore(writtenFrom(files, first));
      expect(comparable(read.skus)).toEqual(expected);
    });
  },
);

type Sources = 'spreadsheets' | 'tables' | 'lists' | 'all';

interface Days {
  readonly world: World;
  readonly files: Map<string, Content>;
  /** The inventories of the days before. */
  readonly earlier: ReturnType<typeof takeSnapshots>[];
}

/**
 * The exports of three days. The later logs and tables begin where those before still reach.
 * @param dated whether files say of themselves when they were exported, and not only by their time
 */
function daysOf(kind: KindName, sources: Sources, dated: boolean, ordersFromDays?: number): Days {
  const { store } = settingsOf(kind, 3, TINY);
  const world = new World(store);
  const files = new Map<string, Content>();
  const earlier: ReturnType<typeof takeSnapshots>[] = [];
  for (const daysBefore of [2, 1, 0]) {
    world.runUntil(store.end - daysBefore * DAY);
    const isFirst = daysBefore === 2;
    const csv = toFiles(world, {
      ...LOCKS_AND_LOG,
      feed: true,
      ...(isFirst ? {} : { logRowsPerBalance: 12 }),
      ...(isFirst || ordersFromDays === undefined ? {} : { ordersFromDays }),
    });
    const day = new Date(world.now).toISOString().slice(0, 10);
    const modifiedAt = dated ? '2026-05-01T00:00:00Z' : new Date(world.now + 60_000).toISOString();
    const put = (name: string, content: string) =>
      files.set(dated ? name : name.replace(/-2026.*Z/, ''), { content, modifiedAt });
    const report = csv.get('orders.csv') ?? '';
    put(`${day}/orders.csv`, report);
    if (sources !== 'tables') {
      put(`${day}/inventory-${day}T00-00-00Z.csv`, csv.get('inventory.csv') ?? '');
      put(`${day}/updates.csv`, csv.get('inventory-updates.csv') ?? '');
    }
    if (sources === 'tables' || sources === 'all') {
      for (const [name, content] of toPipelineFiles(world, ['inventory', 'latest']))
        put(`${day}/${name}`, content);
      const events = toEvents(world, isFirst ? undefined : world.now - 2 * DAY);
      put(`${day}/item_update_historical.csv`, csvOf(events, ','));
    }
    if (sources === 'lists' || sources === 'all')
      for (const [name, content] of toReservationFiles(world)) put(`${day}/${name}`, content);
    if (sources === 'all') {
      put(`${day}/feed.jsonl`, csv.get('order-feed.jsonl') ?? '');
      // Single orders, saved the day before.
      if (daysBefore === 1)
        for (const document of toOrderDocuments(world, report))
          put(`${day}/${document.orderId}.json`, JSON.stringify(document));
    }
    if (daysBefore > 0) earlier.push(takeSnapshots(world, { ...LOCKS_AND_LOG, locks: sources !== 'tables' }));
  }
  return { world, files, earlier };
}

describe.each(['spreadsheets', 'tables', 'lists', 'all'] as const)(
  'the exports of three days as %s',
  (sources) => {
    const options: ExportOptions = {
      ...LOCKS_AND_LOG,
      locks: sources !== 'tables',
      changes: sources === 'all',
      reservations: sources === 'lists' || sources === 'all',
      reservedAfterUpdates: sources === 'tables' || sources === 'all',
    };

    it.each([true, false])('are read as one, by their dates (%s)', async (dated) => {
      const { world, files, earlier } = daysOf('late-cancellations', sources, dated);
      const read = await readStore(files);
      const { skus } = toSkuRecords(world, options, dated ? earlier : []);
      const told = (records: readonly SkuRecords[]) =>
        records.map(({ balances, lines, reservations }) => ({
          balances: balances.map((balance) => ({
            ...balance,
            warehouseName: null,
            refId: null,
            logFrom: null,
            exportedAt: null,
          })),
          lines: lines.map((line) => ({ ...line, warehouse: null })).toSorted(byOrder),
          reservations:
            options.reservations === true
              ? reservations
                  .map(({ lockId, status, units, warehouse }) => `${lockId} ${status} ${units} ${warehouse}`)
                  .sort()
              : [],
        }));
      expect(told(read.skus)).toEqual(told(skus));
      const warnings = read.warnings.map(({ code }) => code);
      expect(warnings).toEqual(dated ? [] : ['export-moment-unknown']);
      expect(read.problems).toEqual([]);
      if (dated) expect(wrongCounts(world, diagnosed(read))).toEqual([]);
    });
  },
);

describe('order reports of the last days', () => {
  it('leave older open orders unseen, and it is said how many', async () => {
    const { world, files } = daysOf('authorized-live', 'spreadsheets', false, 4);
    const open = ['payment-pending', 'payment-approved', 'ready-for-handling'];
    // A day before the inventory the report still held orders of up to five days before it.
    const then = world.now - 2 * DAY;
    const outdated = world.orders.filter(({ createdAt, history }) => {
      const last = history.filter(({ at }) => at <= then).at(-1);
      return createdAt < world.now - 5 * DAY && open.includes(last?.status ?? '');
    });
    expect(outdated.length).toBeGreaterThan(0);
    const read = await readStore(files);
    const { warnings } = read;
    const truth = truthOf(world);
    const stories = diagnosed(read);
    const tooHigh = stories.filter(
      (story) => (story.corrected ?? 0) > (truth[`${story.sku}|${story.warehouse}`]?.knowable ?? 0),
    );
    expect(tooHigh.map(({ sku }) => sku)).toEqual([]);
    const wrongly = stories.filter(
      (story) =>
        story.confidence === 'proven' &&
        story.corrected !== truth[`${story.sku}|${story.warehouse}`]?.knowable,
    );
    expect(wrongly.map(({ sku }) => sku)).toEqual([]);
    expect(warnings.map(warningWords).join()).toContain('only in order exports made before the inventory');
    expect(warnings).toContainEqual({ code: 'orders-outdated', values: { orders: outdated.length } });
  });
});
