/**
 * What is odd about a balance, and what would make its answer surer, in English. A value that is null is not
 * known: it shortens the sentence and never breaks it.
 */
import { shared } from './shared.js';

/** How many orders, and their names in a list; without names nothing more is known of them. */
export interface Orders {
  readonly orders: number;
  readonly names: string;
}

export type Known<T> = T | null;

const on = (moment: Known<string>): string => (moment === null ? '' : ` on ${moment}`);
const number = (value: Known<number>): string => (value === null ? 'an unknown number' : String(value));
/** `Order v1 has` or `Orders v1, v2 and 3 more have`. */
const orders = ({ orders: n, names }: Orders, verb: string, verbs = verb): string =>
  n === 0 ? `An order ${verb}` : n === 1 ? `Order ${names} ${verb}` : `Orders ${names} ${verbs}`;

export const notes = {
  'no-log': () =>
    'No inventory updates of this balance are in the exports, so nobody can tell what has already been taken off. The count is a floor: it offers nothing that is not known to be there. Its update log (Inventory management, a click on the number under Last Update) would settle it.',
  'log-starts-late': ({
    logFrom,
    order,
    oldest,
  }: {
    readonly logFrom: Known<string>;
    readonly order: Known<string>;
    readonly oldest: Known<string>;
  }) =>
    `The update log starts${on(logFrom)}, after an order that is still reserved was placed${order === null ? '' : ` (${order})`}${on(oldest)}: what was taken off before is not seen. A log that reaches further back would make this surer.`,
  'log-gap': ({
    at,
    before,
    expected,
  }: {
    readonly at: Known<string>;
    readonly before: Known<number>;
    readonly expected: Known<number>;
  }) =>
    `The log has a gap${at === null ? '' : ` before ${at}`}: ${before === null || expected === null ? 'a row does not begin where the one before it ended' : `a row says the count was ${before}, but the one before it left ${expected}`}. Updates are missing; a fuller log would make this surer.`,
  'log-ends-early': ({
    logTo,
    exportedAt,
  }: {
    readonly logTo: Known<string>;
    readonly exportedAt: Known<string>;
  }) =>
    `The update log ends${on(logTo)}, before the inventory was exported${on(exportedAt)}: later updates are not seen. A log up to then would make this surer.`,
  'updates-after-export': ({
    updates,
    exportedAt,
  }: {
    readonly updates: Known<number>;
    readonly exportedAt: Known<string>;
  }) =>
    `${updates === null ? 'Updates' : `${updates} ${updates === 1 ? 'update' : 'updates'}`} in the log came after the inventory was exported${on(exportedAt)} and ${updates === 1 ? 'was' : 'were'} left aside.`,
  'orders-before-inventory': ({
    ordersTo,
    exportedAt,
  }: {
    readonly ordersTo: Known<string>;
    readonly exportedAt: Known<string>;
  }) =>
    `The orders were exported${on(ordersTo)}, before the inventory${on(exportedAt)}: what happened in between is not seen. Export the inventory first and the orders right after.`,
  'changed-after-export': ({ exportedAt, ...changed }: Orders & { readonly exportedAt: Known<string> }) =>
    `${orders(changed, 'changed')} after the inventory was exported${on(exportedAt)}: what their state was at that moment is not certain. Export the inventory first and the orders right after.`,
  'orders-outdated': (outdated: Orders) =>
    `${orders(outdated, 'was', 'were')} open in an order export made well before the inventory, and no newer one has ${outdated.orders === 1 ? 'it' : 'them'}: what became of ${outdated.orders === 1 ? 'it' : 'them'} since is not seen, so the units do not count as pending. Export the orders again with a date filter that reaches back to the oldest open order.`,
  'orders-cut-short': ({ ordersFrom }: { readonly ordersFrom: Known<string> }) =>
    `The order exports begin${on(ordersFrom)}, and reservations reach further back. Export the orders with a wider date filter.`,
  'export-moment-unknown': ({ exportedBefore }: { readonly exportedBefore: Known<string> }) =>
    `Nothing says when the inventory was exported${exportedBefore === null ? '' : `, only that it was no later than ${exportedBefore} UTC`}. Give it with --exported-at, or put the date in the file's name.`,
  'no-locks': () =>
    'The inventory export does not list the reservations (LockIds is empty), so which orders still count is worked out from their statuses. An export with LockIds would make this surer.',
  'pending-range': ({
    lowest,
    highest,
  }: {
    readonly lowest: Known<number>;
    readonly highest: Known<number>;
  }) =>
    `Several sets of orders add up to what is reserved: between ${number(lowest)} and ${number(highest)} units can be in orders not yet in Preparing Delivery. The lower is taken.`,
  'unknown-status': ({ status, ...theirs }: Orders & { readonly status: Known<string> }) =>
    `${orders(theirs, 'has', 'have')} a status invfix does not know (${status ?? 'unknown'}); its units count as undetermined, not as pending.`,
  'reserved-differs': ({
    reserved,
    found,
  }: {
    readonly reserved: Known<number>;
    readonly found: Known<number>;
  }) =>
    `The export says ${number(reserved)} reserved, the orders found add up to ${number(found)}. An order that was changed after it was placed, or invoiced in part, does that.`,
  'in-stock-differs': ({
    inStock,
    replayed,
  }: {
    readonly inStock: Known<number>;
    readonly replayed: Known<number>;
  }) =>
    `The export says ${number(inStock)} in stock, the last update in the log left ${number(replayed)}: an update is missing, or came after the export.`,
  'unplaced-lines': ({
    warehouses,
    units,
    ...unplaced
  }: Orders & { readonly warehouses: Known<string>; readonly units: Known<number> }) =>
    `${orders(unplaced, 'names no warehouse and fits', 'name no warehouse and fit')} more than one${warehouses === null ? '' : `: ${warehouses}`}${units === null ? '' : ` (${shared.units(units)})`}. Counted in another of them, they would change what is said here. A warehouse column in the order export would settle it.`,
  'readings-differ': ({ counts }: { readonly counts: Known<string> }) =>
    `The updates can be read in more than one way${counts === null ? '' : `: ${counts} would fit as well`}. The lowest well-supported count is taken; a count of the shelf would settle it.`,
  'trigger-undecided': ({
    author,
    triggers,
  }: {
    readonly author: Known<string>;
    readonly triggers: Known<string>;
  }) =>
    `${author ?? 'A writer'} takes units off when an order is ${triggers ?? 'at one of several moments'}; which of them cannot be told apart.`,
  'snapshots-only': ({ snapshots }: { readonly snapshots: Known<number> }) =>
    `There is no update log; the counts of ${snapshots === null ? 'several inventory exports' : `${snapshots} ${snapshots === 1 ? 'inventory export' : 'inventory exports'}`} were compared instead. What went up and down between two of them is not seen.`,
  'reading-limited': () =>
    'This balance can be read in very many ways; only the few dozen best-supported were followed.',
  'count-will-not-last': ({
    author,
    triggers,
  }: {
    readonly author: Known<string>;
    readonly triggers: Known<string>;
  }) =>
    triggers === null
      ? `A corrected count will not last while ${author ?? 'an unnamed user'} lowers counts by hand for orders that are still pending.`
      : `A corrected count will not last: ${author ?? 'the writer'} takes units off when an order is ${triggers}, and its next update brings the shortage back.`,
  'trigger-mended': ({
    author,
    trigger,
    until,
  }: {
    readonly author: Known<string>;
    readonly trigger: Known<string>;
    readonly until: Known<string>;
  }) =>
    `${author ?? 'An unnamed user'} took units off too early, when an order was ${trigger ?? 'unknown'}, but no longer does${until === null ? '' : ` since ${until}`}: there is nothing left to mend in it, and a corrected count will last.`,
  'reserved-log-differs': ({
    at,
    reserved,
    found,
  }: {
    readonly at: Known<string>;
    readonly reserved: Known<number>;
    readonly found: Known<number>;
  }) =>
    `The log says ${number(reserved)} reserved after the update${on(at)}, the orders found add up to ${number(found)}.`,
  /** `most`: the most that anything explains, where the count is above it. */
  'count-differs': ({
    carried,
    expected,
    most,
  }: {
    readonly carried: Known<number>;
    readonly expected: Known<number>;
    readonly most: Known<number>;
  }) =>
    [
      expected === null
        ? `The count of the shelf comes to ${number(carried)}.`
        : `The count of the shelf comes to ${number(carried)}, the updates and the orders alone would give ${expected}. The count is believed; ${carried !== null && carried < expected ? 'the units that are missing left the shelf without a trace in the exports' : 'the units that are there beyond that were taken off, or never added, without a trace in the exports'}.`,
      ...(most === null
        ? []
        : [`Nothing in the exports explains more than ${most}: make sure that the count was not mistyped.`]),
    ].join(' '),
  'count-not-used': ({
    at,
    counted: units,
  }: {
    readonly at: Known<string>;
    readonly counted: Known<number>;
  }) =>
    `The count of the shelf${on(at)}, ${number(units)}, is not used: the exports do not show all that moved since, and what they show does not fit it. A newer count would settle it.`,
  'split-identity': ({ twins }: { readonly twins: Known<string> }) =>
    `The SKU or the warehouse exists under other ids as well that differ only in letters' case, spaces or leading zeros${twins === null ? '' : ` (SKU | warehouse: ${twins})`}. What stands there is not counted in here.`,
  'kit-or-changed-order': (theirs: Orders) =>
    `${orders(theirs, 'reserves units here, but its export has no line for this SKU', 'reserve units here, but their export has no line for this SKU')}: it is part of a kit, or the order was changed. A list of the kits' parts would settle it.`,
  'reserved-negative': ({ reserved }: { readonly reserved: Known<number> }) =>
    `The export says ${number(reserved)} reserved. Fewer than none cannot be; it is a known fault of VTEX's total, and available is too high by it.`,
};
