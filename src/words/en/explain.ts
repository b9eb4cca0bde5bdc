/** The page of one SKU, in English. */
import { grouped } from '../format.js';
import { shared } from './shared.js';

const { units } = shared;

export const explain = {
  title: ({ sku, reference }: { readonly sku: string; readonly reference: string | null }) =>
    `SKU ${sku}${reference === null ? '' : `, reference code ${reference}`}`,
  inventoryOf: (moment: string) => `Inventory of ${moment}.`,
  inventoryOfUnknownMoment: 'Inventory of an unknown moment.',
  severalBalances: (balances: number) => `${balances} balances, the worst first.`,
  warehouse: (name: string) => `Warehouse ${name}`,
  unlimited: 'VTEX treats this balance as unlimited: it is never short, and invfix never writes it.',
  state: ({
    inStock,
    reserved,
    available,
  }: {
    readonly inStock: number;
    readonly reserved: number;
    readonly available: string;
  }) => `${inStock} in stock, ${reserved} reserved: ${available} available.`,
  /** The causes that make up the shortfall, each in a sentence. */
  headlines: {
    'early-write-off': (n: number) =>
      `${units(n)} ${n === 1 ? 'was' : 'were'} taken off although still reserved, so VTEX counts ${n === 1 ? 'it' : 'them'} twice.`,
    'ghost-reservation': (n: number) =>
      `${units(n)} ${n === 1 ? 'is' : 'are'} reserved for orders that are closed.`,
    oversold: (n: number) =>
      `${n === 1 ? '1 more unit was' : `${n} more units were`} sold than the shelf holds.`,
    'late-write-off': (n: number) =>
      `${units(n)} ${n === 1 ? 'is' : 'are'} gone from the shelf and still counted.`,
  },
  safeToType: (corrected: string) =>
    `How much is really there cannot be told from these exports. The count that is safe to type is ${corrected}.`,
  countFoundMore: (n: number) => `The count of the shelf found ${units(n)} more than the exports explain.`,
  countFoundFewer: (n: number) => `The count of the shelf found ${units(n)} fewer than the exports explain.`,
  notThere: (n: number) => `VTEX can sell ${units(n)} that ${n === 1 ? 'does' : 'do'} not exist.`,
  toType: (corrected: string) => `The count to type is ${corrected}.`,
  mergeFirst:
    'The SKU or the warehouse exists under another id as well: merge the two before any count is typed.',
  countIsRight: ({ corrected, proven }: { readonly corrected: string; readonly proven: boolean }) =>
    `The count itself, ${corrected}, is ${proven ? 'right' : 'right as far as the exports tell'}: what is wrong is elsewhere.`,
  nothingToCorrect: 'Nothing needs correcting: no unit counts twice, and none that is gone is still offered.',
  reservations: {
    heading: 'Reserved for',
    order: 'Order',
    units: 'Units',
    placed: 'Placed',
    status: 'Status',
    shelf: 'Shelf',
    takenOff: 'Taken off',
    unknownMoment: 'unknown',
    notTakenOff: 'no',
    takenOffBefore: (day: string) => `before ${day}`,
    withoutLine: 'no line for this SKU',
    older: (hidden: number) => `and ${grouped(hidden)} older; --verbose shows all`,
    partOfKit: ({ order, kit }: { readonly order: string; readonly kit: string }) =>
      `${order} (part of kit ${kit})`,
    soldInKit: (orders: string) => `Sold in a kit: ${orders}.`,
  },
  overTime: 'Over time',
  sure: {
    heading: 'How sure',
    counted: 'Proven: the shelf was counted.',
    proven:
      'Proven: every way of reading the updates that agrees with the log, the reservations and the totals gives this count.',
    likely: ({ basis, noneHere }: { readonly basis: string; readonly noneHere: boolean }) =>
      `Likely, going by ${basis}${noneHere ? ', which have none of this balance' : ''}.`,
    assumed: (basis: string) =>
      `Assumed, going by ${basis}: a floor, not a measurement. What is not known to be there is not offered.`,
    usualReason: 'That units were taken off early is the usual reason, and assumed here: no update shows it.',
    alternatives: ({ counts, newer }: { readonly counts: string; readonly newer: boolean }) =>
      `The evidence also allows ${counts}; the lowest well-supported count is taken, since too high a count sells what is not there. A ${newer ? 'newer ' : ''}count of the shelf would settle it.`,
  },
  odd: {
    heading: 'What else is odd',
    orders: ({ orders, names }: { readonly orders: number; readonly names: string }) =>
      `The ${orders === 1 ? 'order' : 'orders'}: ${names}.`,
    updatesAbove: 'The updates above that nothing explains show it.',
    twins: (names: string) =>
      `The other: ${names} (SKU | warehouse). What stands there is not counted in here.`,
  },
};
