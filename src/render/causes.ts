/** The causes in words: a name for tables, a sentence that says what happened, another what to do. */
import type { Cause, CauseCode } from '../ledger/diagnosis.js';
import { units } from './numbers.js';

interface CauseWords {
  /** For a wide table. */
  readonly name: string;
  /** For a narrow table, at most 14 columns. */
  readonly short: string;
  readonly happened: (units: number) => string;
  readonly remedy: (units: number) => string;
}

/** `2 more units were`. */
export const moreUnits = (n: number): string => (n === 1 ? '1 more unit was' : `${n} more units were`);

const were = (n: number): string => `${units(n)} ${n === 1 ? 'was' : 'were'}`;

/** Every cause has its words; a new one does not compile without them. */
const CAUSE_WORDS: Readonly<Record<CauseCode, CauseWords>> = {
  'early-write-off': {
    name: 'early write-off',
    short: 'early',
    happened: (n) =>
      `${were(n)} taken off in stock before the orders reached Preparing Delivery. Their reservations take the same units off a second time.`,
    remedy: () =>
      'Type the corrected count, and have the writer take units off only once an order is in Preparing Delivery.',
  },
  'ghost-reservation': {
    name: 'ghost reservation',
    short: 'ghost',
    happened: (n) =>
      `${units(n)} ${n === 1 ? 'is' : 'are'} still reserved for orders that are closed: they were invoiced or cancelled without passing through Preparing Delivery, and no update frees them.`,
    remedy: () => 'Cancel those reservations through the Logistics API; no count frees them.',
  },
  oversold: {
    name: 'oversold',
    short: 'oversold',
    happened: (n) => `${moreUnits(n)} sold than the shelf holds.`,
    remedy: () => 'Buy the missing units in, or cancel the orders named.',
  },
  'late-write-off': {
    name: 'late write-off',
    short: 'late',
    happened: (n) =>
      `${units(n)} left the shelf and ${n === 1 ? 'is' : 'are'} no longer reserved, but in stock still counts ${n === 1 ? 'it' : 'them'}.`,
    remedy: () =>
      'Have the writer take units off with, or before, the first update after Preparing Delivery.',
  },
  'manual-edit': {
    name: 'lowered by hand',
    short: 'by hand',
    happened: (n) => `${were(n)} taken off by a person, and no order explains it.`,
    remedy: () => 'Count the shelf: if the units are there, the count can go up by them.',
  },
  'not-put-back': {
    name: 'not put back',
    short: 'not put back',
    happened: (n) =>
      `${were(n)} taken off for orders that were cancelled later, and never put back. ${n === 1 ? 'It is' : 'They are'} not counted in here.`,
    remedy: (n) =>
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
    happened: (n) =>
      `The SKU or the warehouse exists under two ids that differ only in letters' case, spaces or leading zeros${n > 0 ? ` (${units(n)})` : ''}: counts go to one, reservations to the other.`,
    remedy: () => 'Merge the counts and repair the id the writer uses.',
  },
  'missing-orders': {
    name: 'orders missing',
    short: 'orders missing',
    happened: (n) =>
      `${units(n)} ${n === 1 ? 'is' : 'are'} reserved for orders that are in no export given here.`,
    remedy: () =>
      'Export the orders again with a wider date filter, in several files if there are very many.',
  },
  'kit-or-changed-order': {
    name: 'kit or changed order',
    short: 'kit or changed',
    happened: (n) =>
      `${units(n)} ${n === 1 ? 'is' : 'are'} reserved for orders that have no line for this SKU: it is part of a kit, or the order was changed.`,
    remedy: () =>
      'If the SKU is part of a kit, give invfix a list of the kits and their parts (KitSkuId;SkuId;Quantity). If an order was changed, see in VTEX whether it still needs these units.',
  },
  'log-gap': {
    name: 'updates missing',
    short: 'log gap',
    happened: (n) =>
      `Updates are missing in the log${n > 0 ? `: between rows that do not meet the count changed by ${units(n)}` : ''}.`,
    remedy: () => 'Fetch an update log without the gap, and scan again.',
  },
  unexplained: {
    name: 'unexplained',
    short: 'unexplained',
    happened: (n) => `${were(n)} taken off, and neither an order nor anything else here explains it.`,
    remedy: () => 'Count the shelf: nothing else can settle it.',
  },
};

/** The cause's name, as long as the table allows. */
export function causeName(code: CauseCode, length: 'full' | 'short' = 'full'): string {
  return length === 'full' ? CAUSE_WORDS[code].name : CAUSE_WORDS[code].short;
}

/** What happened, as a sentence with its units. */
export function causeHappened(cause: Cause): string {
  return CAUSE_WORDS[cause.code].happened(Math.abs(cause.units));
}

/** What to do about it, as a sentence. */
export function causeRemedy(cause: Cause): string {
  return CAUSE_WORDS[cause.code].remedy(Math.abs(cause.units));
}

/** `early write-off 4, oversold 1`: every cause with its units. */
export function causeList(causes: readonly Cause[]): string {
  return causes
    .map((cause) =>
      cause.units === 0 ? causeName(cause.code) : `${causeName(cause.code)} ${Math.abs(cause.units)}`,
    )
    .join(', ');
}

/** The first cause, short, and how many more there are: `early +1`. */
export function mainCause(causes: readonly Cause[]): string {
  const [first] = causes;
  if (first === undefined) return '';
  const more = causes.length > 1 ? ` +${causes.length - 1}` : '';
  return causeName(first.code, 'short') + more;
}
