/** The causes in English: a name for tables (`short` has at most 14 characters), what happened, what to do. */
import { shared } from './shared.js';

const { units } = shared;
const are = (n: number): string => `${units(n)} ${n === 1 ? 'is' : 'are'}`;
const were = (n: number): string => `${units(n)} ${n === 1 ? 'was' : 'were'}`;

export const causes = {
  'early-write-off': {
    name: 'early write-off',
    short: 'early',
    happened: (n: number) =>
      `${were(n)} taken off in stock before the orders reached Preparing Delivery. Their reservations take the same units off a second time.`,
    remedy: () =>
      'Type the corrected count, and have the writer take units off only once an order is in Preparing Delivery.',
  },
  'ghost-reservation': {
    name: 'ghost reservation',
    short: 'ghost',
    happened: (n: number) =>
      `${are(n)} still reserved for orders that are closed: they were invoiced or cancelled without passing through Preparing Delivery, and no update frees them.`,
    remedy: () => 'Cancel those reservations through the Logistics API; no count frees them.',
  },
  oversold: {
    name: 'oversold',
    short: 'oversold',
    happened: (n: number) =>
      `${n === 1 ? '1 more unit was' : `${n} more units were`} sold than the shelf holds.`,
    remedy: () => 'Buy the missing units in, or cancel the orders named.',
  },
  'late-write-off': {
    name: 'late write-off',
    short: 'late',
    happened: (n: number) =>
      `${units(n)} left the shelf and ${n === 1 ? 'is' : 'are'} no longer reserved, but in stock still counts ${n === 1 ? 'it' : 'them'}.`,
    remedy: () =>
      'Have the writer take units off with, or before, the first update after Preparing Delivery.',
  },
  'manual-edit': {
    name: 'lowered by hand',
    short: 'by hand',
    happened: (n: number) => `${were(n)} taken off by a person, and no order explains it.`,
    remedy: () => 'Count the shelf: if the units are there, the count can go up by them.',
  },
  'not-put-back': {
    name: 'not put back',
    short: 'not put back',
    happened: (n: number) =>
      `${were(n)} taken off for orders that were cancelled later, and never put back. ${n === 1 ? 'It is' : 'They are'} not counted in here.`,
    remedy: (n: number) =>
      `Put the ${units(n)} of the cancelled orders back in the ERP, if ${n === 1 ? 'it is' : 'they are'} on the shelf.`,
  },
  'negative-count': {
    name: 'count below zero',
    short: 'count < 0',
    happened: () => 'The count itself is below zero: no shelf holds fewer than no units.',
    remedy: () => 'Count the shelf.',
  },
  'split-identity': {
    name: 'exists twice',
    short: 'exists twice',
    happened: (n: number) =>
      `The SKU or the warehouse exists under two ids that differ only in letters' case, spaces or leading zeros${n > 0 ? ` (${units(n)})` : ''}: counts go to one, reservations to the other.`,
    remedy: () => 'Merge the counts and repair the id the writer uses.',
  },
  'missing-orders': {
    name: 'orders missing',
    short: 'orders missing',
    happened: (n: number) => `${are(n)} reserved for orders that are in no export given here.`,
    remedy: () =>
      'Export the orders again with a wider date filter, in several files if there are very many.',
  },
  'kit-or-changed-order': {
    name: 'kit or changed order',
    short: 'kit or changed',
    happened: (n: number) =>
      `${are(n)} reserved for orders that have no line for this SKU: it is part of a kit, or the order was changed.`,
    remedy: () =>
      'If the SKU is part of a kit, give invfix a list of the kits and their parts (KitSkuId;SkuId;Quantity). If an order was changed, see in VTEX whether it still needs these units.',
  },
  'log-gap': {
    name: 'updates missing',
    short: 'log gap',
    happened: (n: number) =>
      `Updates are missing in the log${n > 0 ? `: between rows that do not meet the count changed by ${units(n)}` : ''}.`,
    remedy: () => 'Fetch an update log without the gap, and scan again.',
  },
  unexplained: {
    name: 'unexplained',
    short: 'unexplained',
    happened: (n: number) => `${were(n)} taken off, and neither an order nor anything else here explains it.`,
    remedy: () => 'Count the shelf: nothing else can settle it.',
  },
};
