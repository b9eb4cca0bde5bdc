/** What is odd about the exports as a whole, in words. The comment above each lists its values. */
import type { Warning } from '../store/index.js';
import { words } from '../words/index.js';
import { listed } from './numbers.js';
import { safe } from './safe.js';
import { minute } from './times.js';

type Values = Warning['values'];
type Texts = ReturnType<typeof words>['warnings'];

const WARNING_WORDS: Readonly<Record<Warning['code'], (texts: Texts, values: Values) => string>> = {
  // exportedAt: T; ordersAt, updatesAt: when the newest of them was exported, or null
  'exported-apart': (texts, values) => texts.exportedApart(listed(moments(texts, values))),
  // exportedAt: T; ordersBefore: the orders were exported no later than this
  'orders-before-inventory': (texts, values) =>
    texts.ordersBeforeInventory(moment(values, 'ordersBefore'), moment(values, 'exportedAt')),
  // exportedAt: T; ordersEnd, updatesEnd: the last thing seen of a kind that ends before it, or null
  'exports-end-early': (texts, values) =>
    texts.exportsEndEarly(
      { orders: momentOrNull(values, 'ordersEnd'), updates: momentOrNull(values, 'updatesEnd') },
      moment(values, 'exportedAt'),
    ),
  // orders: how many
  'orders-outdated': (texts, values) => texts.ordersOutdated(number(values, 'orders')),
  // exportedBefore: T is no later than this
  'export-moment-unknown': (texts, values) =>
    texts.exportMomentUnknown(momentOrNull(values, 'exportedBefore')),
  // status; lines
  'unknown-status': (texts, values) => texts.unknownStatus(text(values, 'status'), number(values, 'lines')),
  // statuses: how many more; lines: of all of them
  'unknown-statuses': (texts, values) =>
    texts.unknownStatuses(number(values, 'statuses'), number(values, 'lines')),
  // locks: how many
  'locks-without-order': (texts, values) => texts.locksWithoutOrder(number(values, 'locks')),
  // lines: how many
  'lines-without-balance': (texts, values) => texts.linesWithoutBalance(number(values, 'lines')),
  // file; resolved, unresolved: how many of its SKUs
  'skus-by-reference': (texts, values) =>
    texts.skusByReference({
      file: text(values, 'file'),
      resolved: number(values, 'resolved'),
      unresolved: number(values, 'unresolved'),
    }),
  // seller; lines
  'other-sellers': (texts, values) => texts.otherSellers(text(values, 'seller'), number(values, 'lines')),
  // orders: how many
  'chain-halves': (texts, values) => texts.chainHalves(number(values, 'orders')),
  // skus, warehouses: how many ids are the same as another but for case, leading zeros or blanks
  'split-identities': (texts, values) =>
    texts.splitIdentities(
      listed(splitIds(texts, values)),
      number(values, 'skus') + number(values, 'warehouses'),
    ),
  // locks: how many
  'locks-of-other-lines': (texts, values) => texts.locksOfOtherLines(number(values, 'locks')),
  // warehouse; lines
  'unknown-order-warehouse': (texts, values) =>
    texts.unknownOrderWarehouse(text(values, 'warehouse'), number(values, 'lines')),
  // balances: how many
  'updates-without-balance': (texts, values) => texts.updatesWithoutBalance(number(values, 'balances')),
  'no-inventory': (texts) => texts.noInventory,
  'no-orders': (texts) => texts.noOrders,
  // snapshots: older states of balances, from further inventory exports
  'no-updates': (texts, values) =>
    number(values, 'snapshots') > 0 ? texts.noUpdatesButSnapshots : texts.noUpdates,
};

/** One or two sentences, safe to show. */
export function warningWords(warning: Warning): string {
  return WARNING_WORDS[warning.code](words().warnings, warning.values);
}

function text(values: Values, key: string): string {
  const value = values[key];
  return value === undefined || value === null ? words().warnings.unknown : safe(String(value));
}

function number(values: Values, key: string): number {
  const value = values[key];
  return typeof value === 'number' ? value : 0;
}

function moment(values: Values, key: string): string {
  return momentOrNull(values, key) ?? words().warnings.unknownMoment;
}

function momentOrNull(values: Values, key: string): string | null {
  const value = values[key];
  return typeof value === 'number' ? `${minute(value)} UTC` : null;
}

function splitIds(texts: Texts, values: Values): string[] {
  const skus = number(values, 'skus');
  const warehouses = number(values, 'warehouses');
  return [
    ...(skus > 0 ? [texts.skus(skus)] : []),
    ...(warehouses > 0 ? [texts.warehouseIds(warehouses)] : []),
  ];
}

function moments(texts: Texts, values: Values): string[] {
  const named = [
    [texts.inventoryAt, 'exportedAt'],
    [texts.ordersAt, 'ordersAt'],
    [texts.updatesAt, 'updatesAt'],
  ] as const;
  return named.flatMap(([at, key]) => {
    const known = momentOrNull(values, key);
    return known === null ? [] : [at(known)];
  });
}
