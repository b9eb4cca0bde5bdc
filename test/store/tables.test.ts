/** Simulated stores told by VTEX's other sources: what is read is what the simulator knows, and so is the diagnosis. */
import { describe, expect, it } from 'vitest';
import type { OrderLine, ReservationRecord, SkuRecords } from '../../src/ledger/records.js';
import { diagnosed, earlyOrders, reportedEarlyOrders, wrongCounts } from '../ledger/stores.js';
import { takeCounts, toFiles, toSkuRecords } from '../world/exports.js';
import { DAY, type ExportOptions, type KindName, settingsOf } from '../world/settings.js';
import { csvOf, lines } from '../world/shapes.js';
import { World } from '../world/store.js';
import {
  toCountsCsv,
  toEvents,
  toOrderDocuments,
  toPipelineFiles,
  toReservationFiles,
} from '../world/tables.js';
import { csvFiles, provenOf, readStore, scannedFiles, TINY, worldOf } from './worlds.js';

const KINDS: readonly (readonly [KindName, number])[] = [
  ['authorized-live', 1],
  ['two-warehouses', 1],
  ['created-nightly', 1],
  ['ghosts', 1],
  ['late-cancellations', 1],
  ['no-locks', 2],
];

const NOTHING: ExportOptions = { locks: false, log: false, feed: false };

/** The simulator's records, but for what some exports cannot tell. */
function recordsOf(
  world: World,
  options: ExportOptions,
  without: {
    readonly names?: true;
    readonly logFrom?: number;
    readonly reservation?: (record: ReservationRecord) => ReservationRecord;
  } = {},
): SkuRecords[] {
  return toSkuRecords(world, options).skus.map((records) => ({
    ...records,
    balances: records.balances.map((balance) => ({
      ...balance,
      ...(without.names === true ? { warehouseName: null, refId: null } : {}),
      logFrom: without.logFrom ?? balance.logFrom,
    })),
    lines: records.lines.toSorted(byOrder),
    reservations: records.reservations
      .map((record) => without.reservation?.(record) ?? record)
      .toSorted(byLock),
  }));
}

/** An order is created at one time; its lines are told apart by units. */
function byOrder(a: OrderLine, b: OrderLine): number {
  return (a.createdAt ?? 0) - (b.createdAt ?? 0) || compared(a.order, b.order) || a.units - b.units;
}

function byLock(a: ReservationRecord, b: ReservationRecord): number {
  return compared(a.lockId, b.lockId) || compared(a.warehouse ?? '', b.warehouse ?? '');
}

function compared(a: string, b: string): number {
  return a < b ? -1 : Number(a > b);
}

/** Events say that a reservation was made, and that it was cancelled; not that it was confirmed. */
function asInEvents(record: ReservationRecord): ReservationRecord {
  const status = record.status === 'canceled' ? record.status : null;
  return { ...record, status, confirmedAt: null, acknowledgedAt: null };
}

/** A list of reservations has no date of a cancellation. */
function asInLists(record: ReservationRecord): ReservationRecord {
  return { ...record, canceledAt: null };
}

describe.each(KINDS)('%s, seed %i', (kind, seed) => {
  const world = worldOf(kind, seed);
  const csv = csvFiles(world);
  const orders = csvFiles(world, { inventory: false, log: false });
  const report = csv.get('orders.csv') ?? '';

  it('is read from the tables of Data Pipeline to the record', async () => {
    const { skus, coverage, warnings, problems } = await readStore(
      new Map([...toPipelineFiles(world), ...orders]),
    );
    const options = { ...NOTHING, log: true, reservedAfterUpdates: true, reservations: true };
    expect(skus).toEqual(
      recordsOf(world, options, { names: true, logFrom: world.startedAt, reservation: asInEvents }),
    );
    const lastEvent = Math.max(...world.balances.flatMap(({ events }) => events.map(({ at }) => at)));
    expect(coverage).toEqual({
      ...toSkuRecords(world, options).coverage,
      updatesFrom: world.startedAt,
      updatesTo: lastEvent,
    });
    expect([...warnings.map(({ code }) => code), ...problems]).toEqual([]);
  });

  it('is read from reservation lists and orders with warehouses to the record', async () => {
    const files = new Map([
      ...csvFiles(world, { orders: false }),
      ['orders.jsonl', lines(toOrderDocuments(world, report))] as const,
      ...toReservationFiles(world),
    ]);
    const { skus, coverage, warnings, problems } = await readStore(files);
    const options = { ...NOTHING, locks: true, log: true, reservations: true, warehouses: true };
    expect(skus).toEqual(recordsOf(world, options, { reservation: asInLists }));
    expect(coverage).toEqual(toSkuRecords(world, options).coverage);
    expect([...warnings.map(({ code }) => code), ...problems]).toEqual([]);
  });

  it('is read from lists and events together to the record', async () => {
    const { skus } = await readStore(
      new Map([...toPipelineFiles(world), ...toReservationFiles(world), ...orders]),
    );
    const options = { ...NOTHING, log: true, reservedAfterUpdates: true, reservations: true };
    expect(skus).toEqual(recordsOf(world, options, { names: true, logFrom: world.startedAt }));
  });
});

describe('the diagnosis of', () => {
  it.each(KINDS)('%s, seed %i, is right from the tables of Data Pipeline alone', async (kind, seed) => {
    const world = worldOf(kind, seed);
    const orders = csvFiles(world, { inventory: false, log: false });
    const stories = await scannedFiles(new Map([...toPipelineFiles(world), ...orders]));
    expect(wrongCounts(world, stories)).toEqual([]);
  });

  it.each(KINDS)('%s, seed %i, is right from lists of reservations', async (kind, seed) => {
    const world = worldOf(kind, seed);
    const files = csvFiles(world, { locks: false });
    const stories = await scannedFiles(new Map([...files, ...toReservationFiles(world)]));
    expect(wrongCounts(world, stories)).toEqual([]);
    expect(reportedEarlyOrders(stories)).toEqual(earlyOrders(world));
  });

  it('two warehouses is the surer, the more the exports say of where orders are', async () => {
    const world = worldOf('two-warehouses', 2);
    const csv = csvFiles(world);
    const withWarehouses = new Map(csv);
    withWarehouses.delete('orders.csv');
    withWarehouses.set('orders.jsonl', lines(toOrderDocuments(world, csv.get('orders.csv') ?? '')));
    const fromNothing = await scannedFiles(csvFiles(world, { locks: false }));
    const fromLocks = await scannedFiles(csv);
    const fromWarehouses = await scannedFiles(withWarehouses);
    const fromLists = await scannedFiles(
      new Map([...csvFiles(world, { locks: false }), ...toReservationFiles(world)]),
    );
    for (const stories of [fromLocks, fromWarehouses, fromLists])
      expect(wrongCounts(world, stories)).toEqual([]);
    expect(provenOf(fromLocks)).toBeGreaterThan(provenOf(fromNothing));
    expect(provenOf(fromWarehouses)).toBeGreaterThan(provenOf(fromLocks));
    expect(provenOf(fromLists)).toBeGreaterThan(provenOf(fromLocks));
  });
});

describe('events that begin in the middle of a store’s life', () => {
  const world = worldOf('two-warehouses', 1);
  const since = world.now - 8 * DAY;
  const files = new Map([
    ...csvFiles(world, { log: false }),
    ['item_update_historical.csv', csvOf(toEvents(world, since), ',')] as const,
  ]);

  it('tell every update since each balance’s first event', async () => {
    const { skus } = await readStore(files);
    const expected = recordsOf(world, { ...NOTHING, locks: true, log: true, reservedAfterUpdates: true });
    for (const [index, { balances }] of skus.entries()) {
      for (const [place, balance] of balances.entries()) {
        const first = world.balance(balance.sku, balance.warehouse).events.findIndex(({ at }) => at >= since);
        const rest = world.balance(balance.sku, balance.warehouse).events.slice(first + 1);
        const updates = rest.filter(({ type }) => type === 'item-availability-update').length;
        const all = expected[index]?.balances[place]?.updates ?? [];
        expect(balance.updates).toEqual(first === -1 || updates === 0 ? [] : all.slice(-updates));
      }
    }
  });

  it('and a plain log that reaches further back make the whole log', async () => {
    const { skus } = await readStore(
      new Map([...files, ...csvFiles(world, { inventory: false, orders: false })]),
    );
    const whole = recordsOf(world, { ...NOTHING, locks: true, log: true });
    const read = skus.map(({ balances }) =>
      balances.map(({ updates }) => updates.map((update) => ({ ...update, reserved: null }))),
    );
    expect(read).toEqual(whole.map(({ balances }) => balances.map(({ updates }) => updates)));
  });
});

describe('a count of every shelf', () => {
  it.each([true, false])('is carried to the export, with the units picked: %s', async (withPicked) => {
    const { store } = settingsOf('authorized-live', 3, TINY);
    const world = new World(store);
    world.runUntil(store.end - 2 * DAY);
    const counts = takeCounts(world, withPicked);
    world.runUntil(store.end);
    const files = new Map([...csvFiles(world), ['shelves.csv', toCountsCsv(world, counts)] as const]);
    const read = await readStore(files, { countedWithPicked: withPicked });
    const expected = toSkuRecords(world, { ...NOTHING, locks: true, log: true, counts });
    expect(read.skus).toEqual(expected.skus);
    const stories = diagnosed(read);
    expect(stories.every(({ basis }) => basis === 'counted')).toBe(true);
    expect(wrongCounts(world, stories)).toEqual([]);
  });
});

describe('the orders feed', () => {
  it('tells every status change of every order', async () => {
    const world = worldOf('late-cancellations', 2);
    const feed = toFiles(world, { ...NOTHING, feed: true }).get('order-feed.jsonl') ?? '';
    const { skus } = await readStore(new Map([...csvFiles(world), ['feed.jsonl', feed] as const]));
    expect(skus).toEqual(recordsOf(world, { ...NOTHING, locks: true, log: true, changes: true }));
  });
});
