/**
 * A simulated store as VTEX's other sources tell it: the tables of Data Pipeline, the reservations of the
 * Logistics API, orders with their warehouses, and physical counts. What they say is the simulator's own.
 */
import type { PhysicalCount } from '../../src/ledger/records.js';
import type { StoreBalance, StoreEvent, StoreLine } from './balance.js';
import { handlingAtOf, keyOf, lockIdOf } from './exports.js';
import { DAY } from './settings.js';
import { csvOf, type OrderDocument, orderDocuments, pretty } from './shapes.js';
import type { World } from './store.js';
import { printedMoment } from './truth.js';

const ACCOUNT = 'acme';
const NEVER = '0001-01-01T00:00:00';

const isoMoment = (moment: number): string => new Date(moment).toISOString();

/** Data Pipeline's id of a balance; where the warehouse stands in it is documented nowhere. */
const availabilityIdOf = ({ sku, warehouse }: StoreBalance): string => `${ACCOUNT}-${sku}-${warehouse}`;

/** T stands in the names of files that tell it nowhere else. */
const named = (name: string, world: World): string =>
  `${name}-${isoMoment(world.now).slice(0, 19).replaceAll(':', '-')}Z`;

// Data Pipeline

/** A balance's events, its first count before all. */
function historyOf(world: World, balance: StoreBalance): StoreEvent[] {
  const first: StoreEvent = {
    at: world.startedAt,
    type: 'item-availability-update',
    author: world.options.authors.erp,
    inStock: balance.initialCount,
    reserved: 0,
    order: null,
  };
  return [first, ...balance.events];
}

/** Table `item_update_historical`: what every balance held after each event since a moment. */
export function toEvents(world: World, since = world.startedAt): object[] {
  return world.balances
    .flatMap((balance) =>
      historyOf(world, balance)
        .filter(({ at }) => at >= since)
        .map((event) => ({ balance, event })),
    )
    .sort((one, other) => one.event.at - other.event.at)
    .map(({ balance, event }) => ({
      batch_id: `b${Math.floor((event.at - world.startedAt) / DAY)}`,
      created_at: isoMoment(event.at),
      item_availabilty_id: availabilityIdOf(balance),
      item_id: balance.sku,
      main_account_name: ACCOUNT,
      account_name: ACCOUNT,
      author_id: event.author,
      event_type: event.type,
      metadata_created_at: null,
      is_unlimited_quantity: false,
      quantity: event.inStock,
      reserved_quantity: event.reserved,
      reservation_id: event.order === null ? null : lockIdOf(event.order),
    }));
}

/** Table `item_update_latest`: what every balance holds. */
function toLatest(world: World): object[] {
  return world.balances.map((balance) => {
    const last = historyOf(world, balance).at(-1);
    return {
      batch_id: 'b99',
      last_date: printedMoment(last?.at ?? world.startedAt),
      item_availabilty_id: availabilityIdOf(balance),
      item_id: balance.sku,
      main_account_name: ACCOUNT,
      account_name: ACCOUNT,
      is_unlimited_quantity: false,
      quantity: balance.inStock,
      reserved_quantity: balance.reserved,
      reservation_id: last?.order == null ? null : lockIdOf(last.order),
    };
  });
}

/** Table `item_inventory`: the same, with the warehouse. */
function toItemInventory(world: World): object[] {
  return world.balances.map((balance) => ({
    main_account: ACCOUNT,
    account_name: ACCOUNT,
    warehouse_id: balance.warehouse,
    item_id: balance.sku,
    is_unlimited_quantity: false,
    quantity: balance.inStock,
    reserved_quantity: balance.reserved,
    last_update: printedMoment(balance.updates.at(-1)?.at ?? world.startedAt),
    parent_account_name: ACCOUNT,
    batch_id: 'b99',
    record_created_at: printedMoment(world.startedAt),
    record_updated_at: printedMoment(balance.events.at(-1)?.at ?? world.startedAt),
  }));
}

/** The inventory tables of Data Pipeline at the present moment, as CSV. */
export function toPipelineFiles(
  world: World,
  tables: readonly ('historical' | 'latest' | 'inventory')[] = ['historical', 'inventory'],
): Map<string, string> {
  const files = {
    historical: ['item_update_historical.csv', () => csvOf(toEvents(world), ',')],
    latest: [`${named('item_update_latest', world)}.csv`, () => csvOf(toLatest(world), ',')],
    inventory: [`${named('item_inventory', world)}.csv`, () => csvOf(toItemInventory(world), ',')],
  } as const;
  return new Map(tables.map((table) => [files[table][0], files[table][1]()]));
}

// Logistics API

function reservationStatusOf({ order, cancelled }: StoreLine): string {
  if (cancelled === 'before-handling')
    return order.authorizedAt === null ? 'Canceled_AuthorizationExpired' : 'Canceled_Manually';
  return order.authorizedAt === null ? 'Authorized' : 'Confirmed';
}

function reservationOf(line: StoreLine): object {
  const { order, balance, units } = line;
  return {
    LockId: lockIdOf(order),
    ItemId: balance.sku,
    Quantity: units,
    SalesChannel: '1',
    ReservationDateUtc: isoMoment(order.createdAt),
    MaximumConfirmationDateUtc: isoMoment(order.createdAt + 5 * DAY),
    ConfirmedDateUtc: order.authorizedAt === null ? NEVER : isoMoment(order.authorizedAt),
    Status: reservationStatusOf(line),
    DateUtcAcknowledgedOnBalanceSystem: isoMomentOrNever(handlingAtOf(order)),
    InternalStatus: 0,
  };
}

const isoMomentOrNever = (moment: number | null): string => (moment === null ? NEVER : isoMoment(moment));

/** Every balance's reservations, in a folder like the call's address, `perPage` a file. */
export function toReservationFiles(world: World, perPage = 20): Map<string, string> {
  const files = new Map<string, string>();
  for (const balance of world.balances) {
    const items = balance.lines.map(reservationOf);
    const pages = Math.ceil(items.length / perPage);
    for (let page = 1; page <= pages; page += 1) {
      const name = page === 1 ? balance.sku : `${balance.sku}-page${page}`;
      const paging = { page, perPage, total: items.length, pages };
      files.set(
        `reservations/${balance.warehouse}/${name}.json`,
        pretty({ items: items.slice((page - 1) * perPage, page * perPage), paging }),
      );
    }
  }
  return files;
}

// Orders

/** The orders of the store's report as the Orders API gives them, each unit with its warehouse. */
export function toOrderDocuments(world: World, report: string): OrderDocument[] {
  const orders = new Map(world.orders.map((order) => [order.id, order]));
  return orderDocuments(report, (id, sku) =>
    (orders.get(id)?.lines ?? [])
      .filter(({ balance }) => balance.sku === sku)
      .map(({ balance, units }) => ({ warehouse: balance.warehouse, units })),
  );
}

// Physical counts

/** Counts taken earlier (see `takeCounts`), as a store writes them down. */
export function toCountsCsv(world: World, counts: ReadonlyMap<string, PhysicalCount>): string {
  const rows = world.balances.flatMap((balance) => {
    const count = counts.get(keyOf(balance));
    if (count === undefined) return [];
    return {
      SkuId: balance.sku,
      WarehouseId: balance.warehouse,
      Counted: count.counted,
      CountedAt: count.at === null ? '' : printedMoment(count.at),
    };
  });
  return csvOf(rows, ';');
}
