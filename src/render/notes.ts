/**
 * The notes in words: what is odd about a balance, and what would make its answer surer. The ledger
 * gives a code and values; the comment above each sentence lists the keys it reads. A value that is
 * absent shortens the sentence and never breaks it.
 */
import type { Note, NoteCode } from '../ledger/diagnosis.js';
import { count, listed, units } from './numbers.js';
import { safe } from './safe.js';
import { day, minute } from './times.js';

type Values = Note['values'];

/** Every note has its sentence; a new one does not compile without it. */
const NOTE_WORDS: Readonly<Record<NoteCode, (values: Values) => string>> = {
  // (no values)
  'no-log': () =>
    'No inventory updates of this balance are in the exports, so nobody can tell what has already been taken off. The count is a floor: it offers nothing that is not known to be there. Its update log (Inventory management, a click on the number under Last Update) would settle it.',
  // logFrom: moment of the first update; oldest: moment the oldest still-reserved order was placed; order
  'log-starts-late': (values) =>
    `The update log starts${on(values, 'logFrom')}, after an order that is still reserved was placed${order(values)}${on(values, 'oldest')}: what was taken off before is not seen. A log that reaches further back would make this surer.`,
  // at: moment of the later row; before: its count before; expected: the count the row before it left
  'log-gap': (values) =>
    `The log has a gap${until(values, 'at')}: ${has(values, 'before') && has(values, 'expected') ? `a row says the count was ${number(values, 'before')}, but the one before it left ${number(values, 'expected')}` : 'a row does not begin where the one before it ended'}. Updates are missing; a fuller log would make this surer.`,
  // logTo: moment of the last update in the whole log; exportedAt: T
  'log-ends-early': (values) =>
    `The update log ends${on(values, 'logTo')}, before the inventory was exported${on(values, 'exportedAt')}: later updates are not seen. A log up to then would make this surer.`,
  // updates: how many; exportedAt: T
  'updates-after-export': (values) =>
    `${has(values, 'updates') ? plural(values, 'updates', 'update') : 'Updates'} in the log came after the inventory was exported${on(values, 'exportedAt')} and ${number(values, 'updates') === '1' ? 'was' : 'were'} left aside.`,
  // ordersTo: the last change of any order; exportedAt: T
  'orders-before-inventory': (values) =>
    `The orders were exported${on(values, 'ordersTo')}, before the inventory${on(values, 'exportedAt')}: what happened in between is not seen. Export the inventory first and the orders right after.`,
  // orders: string[]; exportedAt: T
  'changed-after-export': (values) =>
    `${orders(values, 'orders', 'An order', 'changed')} after the inventory was exported${on(values, 'exportedAt')}: what their state was at that moment is not certain. Export the inventory first and the orders right after.`,
  // orders: string[]
  'orders-outdated': (values) =>
    `${orders(values, 'orders', 'An order', 'was', 'were')} open in an order export made well before the inventory, and no newer one has ${has(values, 'orders') && Array.isArray(values.orders) && values.orders.length === 1 ? 'it' : 'them'}: what became of ${Array.isArray(values.orders) && values.orders.length === 1 ? 'it' : 'them'} since is not seen, so the units do not count as pending. Export the orders again with a date filter that reaches back to the oldest open order.`,
  // ordersFrom: creation of the oldest order in the exports
  'orders-cut-short': (values) =>
    `The order exports begin${on(values, 'ordersFrom')}, and reservations reach further back. Export the orders with a wider date filter.`,
  // exportedBefore: T is no later than this
  'export-moment-unknown': (values) =>
    `Nothing says when the inventory was exported${has(values, 'exportedBefore') ? `, only that it was no later than ${minute(Number(values.exportedBefore))} UTC` : ''}. Give it with --exported-at, or put the date in the file's name.`,
  // (no values)
  'no-locks': () =>
    'The inventory export does not list the reservations (LockIds is empty), so which orders still count is worked out from their statuses. An export with LockIds would make this surer.',
  // lowest: P taken; highest: the most P could be
  'pending-range': (values) =>
    `Several sets of orders add up to what is reserved: between ${number(values, 'lowest')} and ${number(values, 'highest')} units can be in orders not yet in Preparing Delivery. The lower is taken.`,
  // status: the raw status; orders: string[]
  'unknown-status': (values) =>
    `${orders(values, 'orders', 'An order', 'has', 'have')} a status invfix does not know (${text(values, 'status')}); its units count as undetermined, not as pending.`,
  // reserved: as exported; found: units of the orders found
  'reserved-differs': (values) =>
    `The export says ${number(values, 'reserved')} reserved, the orders found add up to ${number(values, 'found')}. An order that was changed after it was placed, or invoiced in part, does that.`,
  // inStock: as exported; replayed: what the log's last row left
  'in-stock-differs': (values) =>
    `The export says ${number(values, 'inStock')} in stock, the last update in the log left ${number(values, 'replayed')}: an update is missing, or came after the export.`,
  // orders: string[]; units; warehouses: string[] that the orders fit
  'unplaced-lines': (values) =>
    `${orders(values, 'orders', 'An order', 'names no warehouse and fits', 'name no warehouse and fit')} more than one${texts(values, 'warehouses').length > 1 ? `: ${listed(texts(values, 'warehouses'), 6)}` : ''}${has(values, 'units') ? ` (${units(Number(values.units))})` : ''}. Counted in another of them, they would change what is said here. A warehouse column in the order export would settle it.`,
  // counts: string[] of other corrected counts; share: percent (0-100) of the reading taken, if known
  'readings-differ': (values) =>
    `The updates can be read in more than one way${has(values, 'counts') ? `: ${listed(texts(values, 'counts'))} would fit as well` : ''}. The lowest well-supported count is taken; a count of the shelf would settle it.`,
  // author; candidates: string[] of triggers
  'trigger-undecided': (values) =>
    `${text(values, 'author', 'A writer')} takes units off when an order is ${texts(values, 'candidates').map(triggerWord).join(' or ') || 'at one of several moments'}; which of them cannot be told apart.`,
  // snapshots: how many exports; from; to
  'snapshots-only': (values) =>
    `There is no update log; the counts of ${has(values, 'snapshots') ? plural(values, 'snapshots', 'inventory export') : 'several inventory exports'} were compared instead. What went up and down between two of them is not seen.`,
  // kept: readings kept; at: moment from which
  'reading-limited': (values) =>
    `This balance can be read in very many ways; only the ${has(values, 'kept') ? count(Number(values.kept)) : 'few dozen'} best-supported were followed.`,
  // author; candidates: string[] of triggers, absent for a person who lowers counts for pending orders by hand
  'count-will-not-last': (values) =>
    has(values, 'candidates')
      ? `A corrected count will not last: ${text(values, 'author', 'the writer')} takes units off when an order is ${texts(values, 'candidates').map(triggerWord).join(' or ')}, and its next update brings the shortage back.`
      : `A corrected count will not last while ${text(values, 'author', 'an unnamed user')} lowers counts by hand for orders that are still pending.`,
  // author; trigger: the one it had; until: moment by which it had changed
  'trigger-mended': (values) =>
    `${text(values, 'author', 'An unnamed user')} took units off too early, when an order was ${triggerWord(text(values, 'trigger'))}, but no longer does${has(values, 'until') ? ` since ${day(Number(values.until))}` : ''}: there is nothing left to mend in it, and a corrected count will last.`,
  // at: moment of the update; reserved: as the log says; found: units of the orders found
  'reserved-log-differs': (values) =>
    `The log says ${number(values, 'reserved')} reserved after the update${at(values, 'at')}, the orders found add up to ${number(values, 'found')}.`,
  // counted; carried: what the count has become by T; expected: what the updates let expect; most: the most that anything explains, where the count is above it
  'count-differs': (values) =>
    [
      has(values, 'expected')
        ? `The count of the shelf comes to ${number(values, 'carried')}, the updates and the orders alone would give ${number(values, 'expected')}. The count is believed; ${Number(values.carried) < Number(values.expected) ? 'the units that are missing left the shelf without a trace in the exports' : 'the units that are there beyond that were taken off, or never added, without a trace in the exports'}.`
        : `The count of the shelf comes to ${number(values, 'carried')}.`,
      ...(has(values, 'most')
        ? [
            `Nothing in the exports explains more than ${number(values, 'most')}: make sure that the count was not mistyped.`,
          ]
        : []),
    ].join(' '),
  // counted; at: moment of the count, if known
  'count-not-used': (values) =>
    `The count of the shelf${at(values, 'at')}, ${number(values, 'counted')}, is not used: the exports do not show all that moved since, and what they show does not fit it. A newer count would settle it.`,
  // twins: string[] of `SKU | warehouse`
  'split-identity': (values) =>
    `The SKU or the warehouse exists under other ids as well that differ only in letters' case, spaces or leading zeros${has(values, 'twins') ? ` (SKU | warehouse: ${listed(texts(values, 'twins'), 4)})` : ''}. What stands there is not counted in here.`,
  // orders: string[]
  'kit-or-changed-order': (values) =>
    `${orders(values, 'orders', 'An order', 'reserves units here, but its export has no line for this SKU', 'reserve units here, but their export has no line for this SKU')}: it is part of a kit, or the order was changed. A list of the kits' parts would settle it.`,
  // reserved: as exported
  'reserved-negative': (values) =>
    `The export says ${number(values, 'reserved')} reserved. Fewer than none cannot be; it is a known fault of VTEX's total, and available is too high by it.`,
};

/** The note as a sentence or two, safe to show. */
export function noteMessage(note: Note): string {
  return NOTE_WORDS[note.code](note.values);
}

/** Notes that say what would make the answer surer; the others are oddities. */
export function makesSurer(code: NoteCode): boolean {
  return !ODDITIES.has(code);
}

const ODDITIES: ReadonlySet<NoteCode> = new Set([
  'unknown-status',
  'reserved-differs',
  'in-stock-differs',
  'reserved-negative',
  'updates-after-export',
  'count-will-not-last',
  'trigger-mended',
  'reserved-log-differs',
  'count-differs',
  'split-identity',
]);

const TRIGGER_WORDS: Readonly<Record<string, string>> = {
  created: 'placed',
  authorized: 'paid',
  ready: 'ready for handling',
  handling: 'in Preparing Delivery',
  invoiced: 'invoiced',
};

function triggerWord(trigger: string): string {
  return TRIGGER_WORDS[trigger] ?? trigger;
}

function has(values: Values, key: string): boolean {
  const value = values[key];
  return value !== undefined && value !== '' && !(Array.isArray(value) && value.length === 0);
}

function number(values: Values, key: string): string {
  const value = values[key];
  return typeof value === 'number'
    ? count(value)
    : value === undefined
      ? 'an unknown number'
      : safe(String(value));
}

function plural(values: Values, key: string, singular: string): string {
  const value = Number(values[key]);
  return `${count(value)} ${singular}${value === 1 ? '' : 's'}`;
}

function text(values: Values, key: string, otherwise = 'unknown'): string {
  return has(values, key) ? safe(String(values[key])) : otherwise;
}

function texts(values: Values, key: string): string[] {
  const value = values[key];
  if (value === undefined) return [];
  return (typeof value === 'object' ? value : [String(value)]).map((each) => safe(each));
}

/** ` on 2026-03-28` for a moment in milliseconds, or nothing. */
function on(values: Values, key: string): string {
  const value = values[key];
  return typeof value === 'number' ? ` on ${day(value)}` : '';
}

/** ` on 2026-03-28 10:07`, or nothing. */
function at(values: Values, key: string): string {
  const value = values[key];
  return typeof value === 'number' ? ` on ${minute(value)}` : '';
}

function until(values: Values, key: string): string {
  const value = values[key];
  return typeof value === 'number' ? ` before ${minute(value)}` : '';
}

function order(values: Values): string {
  return has(values, 'order') ? ` (${text(values, 'order')})` : '';
}

/** `Order v1 has` or `Orders v1, v2 and 3 more have`, from a list of ids. */
function orders(values: Values, key: string, unnamed: string, verb: string, verbs = verb): string {
  const ids = texts(values, key);
  if (ids.length === 0) return `${unnamed} ${verb}`;
  return `${ids.length === 1 ? 'Order' : 'Orders'} ${listed(ids, 4)} ${ids.length === 1 ? verb : verbs}`;
}
