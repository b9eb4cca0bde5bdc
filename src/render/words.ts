/** Single words and short phrases shared by the pages: statuses, triggers, confidence, bases. */
import type { BalanceDiagnosis, Basis, Confidence, Trigger, Writer } from '../ledger/diagnosis.js';
import type { Units } from '../ledger/records.js';
import { listed } from './numbers.js';
import { safe } from './safe.js';

const STATUSES: Readonly<Record<string, string>> = {
  'order-created': 'Order created',
  'order-accepted': 'Order accepted',
  'waiting-for-seller-confirmation': 'Waiting for seller confirmation',
  'waiting-for-authorization': 'Waiting for authorization',
  'payment-pending': 'Payment pending',
  'approve-payment': 'Approving payment',
  'payment-approved': 'Payment approved',
  'payment-denied': 'Payment denied',
  'authorize-fulfillment': 'Authorize fulfillment',
  'window-to-cancel': 'Cancellation window',
  'ready-for-handling': 'Ready for handling',
  'start-handling': 'Start handling',
  handling: 'Preparing Delivery',
  invoice: 'Verifying invoice',
  invoiced: 'Invoiced',
  'request-cancel': 'Cancellation requested',
  'cancellation-requested': 'Cancellation requested',
  cancel: 'Cancelling',
  canceling: 'Cancelling',
  canceled: 'Cancelled',
  replaced: 'Replaced',
};

/** A raw order status in words; one without a word of its own as it is. */
export function statusWords(raw: string | null): string {
  if (raw === null) return 'not in the exports';
  return STATUSES[raw] ?? safe(raw);
}

const TRIGGERS: Readonly<Record<Trigger, string>> = {
  created: 'placed',
  authorized: 'paid',
  ready: 'ready for handling',
  handling: 'in Preparing Delivery',
  invoiced: 'invoiced',
};

/** `paid`, or `paid or ready for handling` where the two cannot be told apart. */
export function triggerWords(writer: Pick<Writer, 'trigger' | 'candidates'>): string {
  const names = (
    writer.candidates.length > 0 ? writer.candidates : writer.trigger ? [writer.trigger] : []
  ).map((trigger) => TRIGGERS[trigger]);
  return names.length < 2 ? names.join('') : `${names.slice(0, -1).join(', ')} or ${names.at(-1)}`;
}

/** Who wrote, as it may be shown. */
export function authorWords(author: string | null): string {
  return author === null || author === '' ? 'an unnamed user' : safe(author);
}

export const CONFIDENCE_WORDS: Readonly<Record<Confidence, string>> = {
  proven: 'proven',
  likely: 'likely',
  assumed: 'assumed',
};

const BASES: Readonly<Record<Basis, string>> = {
  counted: 'a physical count',
  'update-log': 'the inventory updates',
  snapshots: 'several inventory exports',
  'orders-only': 'the inventory and the orders alone',
};

/** What the available items rest on. */
export function basisWords(basis: Basis): string {
  return BASES[basis];
}

/** `wh_1`, or `wh_1 (Main store)` where the name says something the id does not. */
export function warehouseWords(balance: Pick<BalanceDiagnosis, 'warehouse' | 'warehouseName'>): string {
  const id = safe(balance.warehouse);
  const name = balance.warehouseName === null ? '' : safe(balance.warehouseName).trim();
  return name === '' || name.toLowerCase() === id.toLowerCase() ? id : `${id} (${name})`;
}

/** An order as it may be named; what stands for reserved units without one has no id, or those of all their locks. */
export function orderName(order: string): string {
  if (order === '') return 'no known order';
  return order.includes(', ') ? listed(order.split(', ').map(safe), 2) : safe(order);
}

/** Names of orders in a sentence: the first few, and how many more. */
export function orderWords(orders: readonly string[], most = 4): string {
  return listed(
    orders.map((order) => orderName(order)),
    most,
  );
}

/** How many of the units that VTEX offers do not exist: what is available beyond the available items. */
export function unitsNotThere({ available, availableItems, unlimited }: BalanceDiagnosis): Units {
  return unlimited ? 0 : Math.max(0, available - Math.max(availableItems, 0));
}
