/** What to do about one balance, in English. */
import { counted } from '../format.js';
import { shared } from './shared.js';

const { units } = shared;

const it = (n: number): string => (n === 1 ? 'it' : 'them');

export const advice = {
  heading: 'What to do',
  leaveForNow: (count: number) => `Leave the count at ${count} for now.`,
  leave: ({ count, proven }: { readonly count: number; readonly proven: boolean }) =>
    `Leave the count at ${count}. It is right${proven ? '' : ' as far as the exports tell'}, and typing it again would change nothing.`,
  findRow: ({
    sku,
    warehouse,
    inStock,
    reserved,
  }: {
    readonly sku: string;
    readonly warehouse: string;
    readonly inStock: number;
    readonly reserved: number;
  }) =>
    `In VTEX Admin open Catalog > Inventory > Inventory management, search for SKU ${sku}, and find its row for warehouse ${warehouse}. It should still show ${inStock} under Last Update and ${reserved} under Reserved; if not, export and scan again first.`,
  type: (count: string) => `Type ${count} in Update Count, check the preview and save.`,
  frees: ({ units: n, standsAlready }: { readonly units: number; readonly standsAlready: boolean }) =>
    `The update also frees the ${units(n)} reserved for orders in Preparing Delivery${standsAlready ? ', which is why the number is worth saving although it stands there already' : ''}.`,
  availableThen: ({ available, cleared }: { readonly available: number; readonly cleared: number | null }) =>
    `Available is ${available} then${cleared === null ? '' : `, and ${cleared} once the other reservations are cleared up`}.`,
  takeOffInErp: (orders: string) =>
    `In the ERP take off the units of the orders that left the shelf, if it still counts them: ${orders}. Its next update would offer them again.`,
  writtenOffAlready: (orders: string) =>
    `Already written off, and not to be written off a second time: ${orders}.`,
  nothingToPutBack: 'In the ERP nothing need be put back.',
  putBackIfTakenOff: (n: number) =>
    `If the ${units(n)} ${n === 1 ? 'was' : 'were'} taken off in the ERP too, put ${it(n)} back there: its next update would overwrite your count.`,
  putBack: (n: number) =>
    `In the ERP, or whatever sends the counts, look at its own count for this SKU: it is short by the same ${units(n)}, and its next update would overwrite yours. Put ${it(n)} back there, or let it send its count plus the pending orders.`,
  findGhosts:
    'Find the reservations of closed orders that still count (an inventory export with LockIds names them), and cancel them through the Logistics API. No count frees them.',
  cancelGhosts: ({ reservations, locks }: { readonly reservations: number; readonly locks: string }) =>
    `Cancel the ${reservations === 1 ? 'reservation of a closed order' : `${counted(reservations, 'reservation', 'reservations')} of closed orders`} through the Logistics API (POST /api/logistics/pvt/inventory/reservations/{lockId}/cancel): ${locks}. No count frees ${it(reservations)}.`,
  countShelf: 'Count the shelf.',
  afterMerging:
    'If units are still missing once the two are merged, buy them in, or cancel the orders named.',
  findOutWho: 'Find out who lowers this count, and why: the inventory updates show it.',
  findOutWhen:
    'Find out who lowers this count, and when: the usual cause is a writer that takes units off before an order is in Preparing Delivery. The inventory updates show it.',
  lasting: (writers: string) =>
    `So that it does not come back: have ${writers} take units off only once an order is in Preparing Delivery.`,
  theWriter: 'the writer',
  unblock: (count: number) =>
    `To let other warehouses sell the SKU meanwhile, ${count} can be typed instead: available is 0 then. Correct the balance again after each of those orders is cancelled; units bought in are already in that number.`,
};
