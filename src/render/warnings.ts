/** What is odd about the exports as a whole, in words. The comment above each sentence lists its values. */
import type { Warning } from '../store/index.js';
import { counted, grouped, listed } from './numbers.js';
import { safe } from './safe.js';
import { minute } from './times.js';

type Values = Warning['values'];

const WARNING_WORDS: Readonly<Record<Warning['code'], (values: Values) => string>> = {
  // exportedAt: T; ordersAt, updatesAt: when the newest of them was exported, or null
  'exported-apart': (values) =>
    `The exports are of different moments (${listed(moments(values))}): what happened in between is in one and not in the other. Export the inventory first and the rest right after.`,
  // exportedAt: T; ordersBefore: the orders were exported no later than this
  'orders-before-inventory': (values) =>
    `The orders were exported no later than ${moment(values, 'ordersBefore')}, before the inventory (${moment(values, 'exportedAt')}): what came in between is not seen. Export the inventory first and the orders right after.`,
  // exportedAt: T; ordersEnd, updatesEnd: the last thing seen of a kind that ends before it, or null
  'exports-end-early': (values) =>
    `${listed(ends(values))}, but the inventory is of ${moment(values, 'exportedAt')}: what came in between is not seen. If the store was not idle then, export ${typeof values.ordersEnd === 'number' ? (typeof values.updatesEnd === 'number' ? 'both' : 'the orders') : 'the update log'} again, right after the inventory.`,
  // orders: how many
  'orders-outdated': (values) =>
    `${counted(number(values, 'orders'), 'open order')} ${number(values, 'orders') === 1 ? 'stands' : 'stand'} only in order exports made before the inventory: what became of ${number(values, 'orders') === 1 ? 'it' : 'them'} since is not seen, and the counts of ${number(values, 'orders') === 1 ? 'its' : 'their'} SKUs may be wrong. Export the orders again with a date filter that reaches back to the oldest open order.`,
  // exportedBefore: T is no later than this
  'export-moment-unknown': (values) =>
    `Nothing says when the inventory was exported${typeof values.exportedBefore === 'number' ? `, only that it was no later than ${moment(values, 'exportedBefore')}` : ''}. Give it with --exported-at, or put date and time in the file's name.`,
  // status; lines
  'unknown-status': (values) =>
    `Unknown order status ${text(values, 'status')} in ${counted(number(values, 'lines'), 'order line')}; with a reservation its units count as undetermined.`,
  // statuses: how many more; lines: of all of them
  'unknown-statuses': (values) =>
    `${counted(number(values, 'statuses'), 'further unknown status', 'further unknown statuses')} in ${counted(number(values, 'lines'), 'order line')}. Is the status column the right one?`,
  // locks: how many
  'locks-without-order': (values) =>
    `${counted(number(values, 'locks'), 'reservation')} ${number(values, 'locks') === 1 ? 'is' : 'are'} for orders that are in no export: whether their units are still on the shelf is not known, and they do not count as pending. Export the orders with a wider date filter.`,
  // lines: how many
  'lines-without-balance': (values) =>
    `${counted(number(values, 'lines'), 'order line')} ${number(values, 'lines') === 1 ? 'is' : 'are'} of SKUs that no inventory export has: nothing is said of those SKUs.`,
  // file; resolved, unresolved: how many of its SKUs
  'skus-by-reference': (values) =>
    `${text(values, 'file')} names SKUs by reference code instead of id: ${counted(number(values, 'resolved'), 'SKU')} found by it${number(values, 'unresolved') > 0 ? `, ${grouped(number(values, 'unresolved'))} not` : ''}.`,
  // seller; lines
  'other-sellers': (values) =>
    `${counted(number(values, 'lines'), 'order line')} ${number(values, 'lines') === 1 ? 'is' : 'are'} of seller ${text(values, 'seller')}, who holds the stock: left aside. If these are the store's own, name its sellers in invfix.config.json (ownSellers).`,
  // orders: how many
  'chain-halves': (values) =>
    `${counted(number(values, 'orders'), 'order')} ${number(values, 'orders') === 1 ? 'stands' : 'stand'} in the exports twice, as the marketplace and as the seller see it: counted once.`,
  // skus, warehouses: how many ids are the same as another but for case, leading zeros or blanks
  'split-identities': (values) =>
    `${listed(splitIds(values))} differ${number(values, 'skus') + number(values, 'warehouses') === 1 ? 's' : ''} from another only in capital letters, leading zeros or blanks. VTEX keeps them apart, so counts may go to one and reservations to the other; see the causes below.`,
  // locks: how many
  'locks-of-other-lines': (values) =>
    `${counted(number(values, 'locks'), 'reservation')} ${number(values, 'locks') === 1 ? 'is' : 'are'} for orders without a line of that SKU: a kit's component, or an order that was changed. A list of kits (KitSkuId;SkuId;Quantity) would settle the kits.`,
  // warehouse; lines
  'unknown-order-warehouse': (values) =>
    `${counted(number(values, 'lines'), 'order line')} ${number(values, 'lines') === 1 ? 'names' : 'name'} warehouse ${text(values, 'warehouse')}, which has no balance of the SKU.`,
  // balances: how many
  'updates-without-balance': (values) =>
    `The update log knows ${counted(number(values, 'balances'), 'balance')} that no inventory export has: left aside.`,
  'no-inventory': () => 'There is no inventory export.',
  'no-orders': () =>
    'There are no order exports: without them nobody can tell which reservations are still on the shelf. Add the order report (Admin > All orders > Export).',
  // snapshots: older states of balances, from further inventory exports
  'no-updates': (values) =>
    number(values, 'snapshots') > 0
      ? 'There are no inventory updates: the inventory exports are compared with each other instead, which shows less. With the update log the counts could be worked out.'
      : 'There are no inventory updates: the counts are floors, which offer nothing that is not known to be there. With the update log they could be worked out.',
};

/** One or two sentences, safe to show. */
export function warningWords(warning: Warning): string {
  return WARNING_WORDS[warning.code](warning.values);
}

function text(values: Values, key: string): string {
  const value = values[key];
  return value === undefined || value === null ? 'unknown' : safe(String(value));
}

function number(values: Values, key: string): number {
  const value = values[key];
  return typeof value === 'number' ? value : 0;
}

function splitIds(values: Values): string[] {
  const skus = number(values, 'skus');
  const warehouses = number(values, 'warehouses');
  return [
    ...(skus > 0 ? [counted(skus, 'SKU')] : []),
    ...(warehouses > 0 ? [counted(warehouses, 'warehouse id')] : []),
  ];
}

function moment(values: Values, key: string): string {
  const value = values[key];
  return typeof value === 'number' ? `${minute(value)} UTC` : 'an unknown moment';
}

function ends(values: Values): string[] {
  const named = [
    ['the last change of an order', 'ordersEnd'],
    ['the last inventory update', 'updatesEnd'],
  ] as const;
  return named
    .filter(([, key]) => typeof values[key] === 'number')
    .map(([name, key], index) => `${index === 0 ? `T${name.slice(1)}` : name} is of ${moment(values, key)}`);
}

function moments(values: Values): string[] {
  const named = [
    ['inventory', 'exportedAt'],
    ['orders', 'ordersAt'],
    ['updates', 'updatesAt'],
  ] as const;
  return named
    .filter(([, key]) => typeof values[key] === 'number')
    .map(([name, key]) => `${name} ${moment(values, key)}`);
}
