/** Words and phrases that many pages share, in English. */
import { counted, grouped } from '../format.js';

export const shared = {
  /** `1 unit`, `3 units`. */
  units: (value: number) => `${value} ${value === 1 ? 'unit' : 'units'}`,
  /** Between the last two of a list. */
  and: 'and',
  or: 'or',
  /** What stands for the rest of a list. */
  more: (rest: number) => `${grouped(rest)} more`,
  period: (from: string, to: string) => `${from} to ${to}`,
  lessThanAnHour: 'less than an hour',
  hours: (hours: number) => (hours === 1 ? '1 hour' : `${hours} hours`),
  days: (days: number) => `${days} days`,
  balances: (value: number) => counted(value, 'balance', 'balances'),
  files: (value: number) => counted(value, 'file', 'files'),
  orders: (value: number) => counted(value, 'order', 'orders'),
  /** The kinds of exports. */
  kinds: {
    inventory: 'inventory',
    orders: 'orders',
    updates: 'inventory updates',
    feed: 'orders feed',
    reservations: 'reservations',
    counts: 'physical count',
    'trade-policies': 'trade policies',
    kits: 'kits',
  },
  /** Order statuses by their raw names, as VTEX Admin shows them. */
  statuses: {
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
  },
  statusNotExported: 'not in the exports',
  /** What an order is when a writer takes its units off. */
  triggers: {
    created: 'placed',
    authorized: 'paid',
    ready: 'ready for handling',
    handling: 'in Preparing Delivery',
    invoiced: 'invoiced',
  },
  unnamedUser: 'an unnamed user',
  confidence: { proven: 'proven', likely: 'likely', assumed: 'assumed' },
  bases: {
    counted: 'a physical count',
    'update-log': 'the inventory updates',
    snapshots: 'several inventory exports',
    'orders-only': 'the inventory and the orders alone',
  },
  noKnownOrder: 'no known order',
};
