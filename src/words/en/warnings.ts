/** What is odd about the exports as a whole, in English. Moments are given as `2026-03-28 00:47 UTC`. */
import { counted, grouped } from '../format.js';
import { shared } from './shared.js';

const { orders } = shared;
const lines = (n: number): string => counted(n, 'order line', 'order lines');
const reservations = (n: number): string => counted(n, 'reservation', 'reservations');
const are = (n: number): string => (n === 1 ? 'is' : 'are');

export const warnings = {
  note: 'Note:',
  /** What stands for a value that is missing. */
  unknown: 'unknown',
  unknownMoment: 'an unknown moment',
  /** @param moments of the kinds, from the next three */
  exportedApart: (moments: string) =>
    `The exports are of different moments (${moments}): what happened in between is in one and not in the other. Export the inventory first and the rest right after.`,
  inventoryAt: (moment: string) => `inventory ${moment}`,
  ordersAt: (moment: string) => `orders ${moment}`,
  updatesAt: (moment: string) => `updates ${moment}`,
  ordersBeforeInventory: (ordersBefore: string, exportedAt: string) =>
    `The orders were exported no later than ${ordersBefore}, before the inventory (${exportedAt}): what came in between is not seen. Export the inventory first and the orders right after.`,
  /** @param seen the last thing seen of each kind that ends early; null for one that does not */
  exportsEndEarly: (seen: { orders: string | null; updates: string | null }, exportedAt: string) => {
    const { orders, updates } = seen;
    const ends =
      orders === null
        ? `The last inventory update is of ${updates}`
        : `The last change of an order is of ${orders}${updates === null ? '' : ` and the last inventory update is of ${updates}`}`;
    const again = orders === null ? 'the update log' : updates === null ? 'the orders' : 'both';
    return `${ends}, but the inventory is of ${exportedAt}: what came in between is not seen. If the store was not idle then, export ${again} again, right after the inventory.`;
  },
  ordersOutdated: (open: number) =>
    `${counted(open, 'open order stands', 'open orders stand')} only in order exports made before the inventory: what became of ${open === 1 ? 'it' : 'them'} since is not seen, and the counts of ${open === 1 ? 'its' : 'their'} SKUs may be wrong. Export the orders again with a date filter that reaches back to the oldest open order.`,
  /** @param before a moment it was no later than */
  exportMomentUnknown: (before: string | null) =>
    `Nothing says when the inventory was exported${before === null ? '' : `, only that it was no later than ${before}`}. Give it with --exported-at, or put date and time in the file's name.`,
  unknownStatus: (status: string, count: number) =>
    `Unknown order status ${status} in ${lines(count)}; with a reservation its units count as undetermined.`,
  unknownStatuses: (statuses: number, count: number) =>
    `${counted(statuses, 'further unknown status', 'further unknown statuses')} in ${lines(count)}. Is the status column the right one?`,
  locksWithoutOrder: (locks: number) =>
    `${reservations(locks)} ${are(locks)} for orders that are in no export: whether their units are still on the shelf is not known, and they do not count as pending. Export the orders with a wider date filter.`,
  linesWithoutBalance: (count: number) =>
    `${lines(count)} ${are(count)} of SKUs that no inventory export has: nothing is said of those SKUs.`,
  skusByReference: ({ file, resolved, unresolved }: { file: string; resolved: number; unresolved: number }) =>
    `${file} names SKUs by reference code instead of id: ${counted(resolved, 'SKU', 'SKUs')} found by it${unresolved > 0 ? `, ${grouped(unresolved)} not` : ''}.`,
  otherSellers: (seller: string, count: number) =>
    `${lines(count)} ${are(count)} of seller ${seller}, who holds the stock: left aside. If these are the store's own, name its sellers in invfix.config.json (ownSellers).`,
  chainHalves: (count: number) =>
    `${orders(count)} ${count === 1 ? 'stands' : 'stand'} in the exports twice, as the marketplace and as the seller see it: counted once.`,
  skus: (count: number) => counted(count, 'SKU', 'SKUs'),
  warehouseIds: (count: number) => counted(count, 'warehouse id', 'warehouse ids'),
  /** @param ids how many, from the two above; `count`: in all */
  splitIdentities: (ids: string, count: number) =>
    `${ids} ${count === 1 ? 'differs' : 'differ'} from another only in capital letters, leading zeros or blanks. VTEX keeps them apart, so counts may go to one and reservations to the other; see the causes below.`,
  locksOfOtherLines: (locks: number) =>
    `${reservations(locks)} ${are(locks)} for orders without a line of that SKU: a kit's component, or an order that was changed. A list of kits (KitSkuId;SkuId;Quantity) would settle the kits.`,
  unknownOrderWarehouse: (warehouse: string, count: number) =>
    `${lines(count)} ${count === 1 ? 'names' : 'name'} warehouse ${warehouse}, which has no balance of the SKU.`,
  updatesWithoutBalance: (count: number) =>
    `The update log knows ${counted(count, 'balance', 'balances')} that no inventory export has: left aside.`,
  noInventory: 'There is no inventory export.',
  noOrders:
    'There are no order exports: without them nobody can tell which reservations are still on the shelf. Add the order report (Admin > All orders > Export).',
  noUpdates:
    'There are no inventory updates: the counts are floors, which offer nothing that is not known to be there. With the update log they could be worked out.',
  /** Where there are several inventory exports. */
  noUpdatesButSnapshots:
    'There are no inventory updates: the inventory exports are compared with each other instead, which shows less. With the update log the counts could be worked out.',
};
