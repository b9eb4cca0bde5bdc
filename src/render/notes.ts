/**
 * The notes in words: what is odd about a balance, and what would make its answer surer. The ledger
 * gives a code and values; the comment above each note lists the keys that are read. A value that is
 * absent is handed on as null.
 */
import type { Note, NoteCode } from '../ledger/diagnosis.js';
import { words } from '../words/index.js';
import { listed } from './numbers.js';
import { safe } from './safe.js';
import { day, minute } from './times.js';

type Values = Note['values'];

/** Every note has its sentence; a new one does not compile without it. */
const NOTE_WORDS: Readonly<Record<NoteCode, (values: Values) => string>> = {
  // (no values)
  'no-log': () => words().notes['no-log'](),
  // logFrom: moment of the first update; oldest: moment the oldest still-reserved order was placed; order
  'log-starts-late': (values) =>
    words().notes['log-starts-late']({
      logFrom: dayOf(values, 'logFrom'),
      order: text(values, 'order'),
      oldest: dayOf(values, 'oldest'),
    }),
  // at: moment of the later row; before: its count before; expected: the count the row before it left
  'log-gap': (values) =>
    words().notes['log-gap']({
      at: minuteOf(values, 'at'),
      before: number(values, 'before'),
      expected: number(values, 'expected'),
    }),
  // logTo: moment of the last update in the whole log; exportedAt: T
  'log-ends-early': (values) =>
    words().notes['log-ends-early']({
      logTo: dayOf(values, 'logTo'),
      exportedAt: dayOf(values, 'exportedAt'),
    }),
  // updates: how many; exportedAt: T
  'updates-after-export': (values) =>
    words().notes['updates-after-export']({
      updates: number(values, 'updates'),
      exportedAt: dayOf(values, 'exportedAt'),
    }),
  // ordersTo: the last change of any order; exportedAt: T
  'orders-before-inventory': (values) =>
    words().notes['orders-before-inventory']({
      ordersTo: dayOf(values, 'ordersTo'),
      exportedAt: dayOf(values, 'exportedAt'),
    }),
  // orders: string[]; exportedAt: T
  'changed-after-export': (values) =>
    words().notes['changed-after-export']({
      ...ordersOf(values),
      exportedAt: dayOf(values, 'exportedAt'),
    }),
  // orders: string[]
  'orders-outdated': (values) => words().notes['orders-outdated'](ordersOf(values)),
  // ordersFrom: creation of the oldest order in the exports
  'orders-cut-short': (values) =>
    words().notes['orders-cut-short']({ ordersFrom: dayOf(values, 'ordersFrom') }),
  // exportedBefore: T is no later than this
  'export-moment-unknown': (values) =>
    words().notes['export-moment-unknown']({ exportedBefore: minuteOf(values, 'exportedBefore') }),
  // (no values)
  'no-locks': () => words().notes['no-locks'](),
  // lowest: P taken; highest: the most P could be
  'pending-range': (values) =>
    words().notes['pending-range']({ lowest: number(values, 'lowest'), highest: number(values, 'highest') }),
  // status: the raw status; orders: string[]
  'unknown-status': (values) =>
    words().notes['unknown-status']({ ...ordersOf(values), status: text(values, 'status') }),
  // reserved: as exported; found: units of the orders found
  'reserved-differs': (values) =>
    words().notes['reserved-differs']({
      reserved: number(values, 'reserved'),
      found: number(values, 'found'),
    }),
  // inStock: as exported; replayed: what the log's last row left
  'in-stock-differs': (values) =>
    words().notes['in-stock-differs']({
      inStock: number(values, 'inStock'),
      replayed: number(values, 'replayed'),
    }),
  // orders: string[]; units; warehouses: string[] that the orders fit
  'unplaced-lines': (values) => {
    const warehouses = texts(values, 'warehouses');
    return words().notes['unplaced-lines']({
      ...ordersOf(values),
      warehouses: warehouses.length > 1 ? listed(warehouses, 6) : null,
      units: number(values, 'units'),
    });
  },
  // counts: string[] of other corrected counts
  'readings-differ': (values) =>
    words().notes['readings-differ']({ counts: listedOrNull(texts(values, 'counts')) }),
  // author; candidates: string[] of triggers
  'trigger-undecided': (values) =>
    words().notes['trigger-undecided']({ author: text(values, 'author'), triggers: triggersOf(values) }),
  // snapshots: how many exports
  'snapshots-only': (values) => words().notes['snapshots-only']({ snapshots: number(values, 'snapshots') }),
  // (no values)
  'reading-limited': () => words().notes['reading-limited'](),
  // author; candidates: string[] of triggers, absent for a person who lowers counts for pending orders by hand
  'count-will-not-last': (values) =>
    words().notes['count-will-not-last']({ author: text(values, 'author'), triggers: triggersOf(values) }),
  // author; trigger: the one it had; until: moment by which it had changed
  'trigger-mended': (values) => {
    const trigger = text(values, 'trigger');
    return words().notes['trigger-mended']({
      author: text(values, 'author'),
      trigger: trigger === null ? null : triggerWord(trigger),
      until: dayOf(values, 'until'),
    });
  },
  // at: moment of the update; reserved: as the log says; found: units of the orders found
  'reserved-log-differs': (values) =>
    words().notes['reserved-log-differs']({
      at: minuteOf(values, 'at'),
      reserved: number(values, 'reserved'),
      found: number(values, 'found'),
    }),
  // carried: what the count has become by T; expected: what the updates let expect; most: the most that anything explains, where the count is above it
  'count-differs': (values) =>
    words().notes['count-differs']({
      carried: number(values, 'carried'),
      expected: number(values, 'expected'),
      most: number(values, 'most'),
    }),
  // counted; at: moment of the count, if known
  'count-not-used': (values) =>
    words().notes['count-not-used']({ at: minuteOf(values, 'at'), counted: number(values, 'counted') }),
  // twins: string[] of `SKU | warehouse`
  'split-identity': (values) =>
    words().notes['split-identity']({ twins: listedOrNull(texts(values, 'twins'), 4) }),
  // orders: string[]
  'kit-or-changed-order': (values) => words().notes['kit-or-changed-order'](ordersOf(values)),
  // reserved: as exported
  'reserved-negative': (values) =>
    words().notes['reserved-negative']({ reserved: number(values, 'reserved') }),
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

function triggerWord(trigger: string): string {
  const { triggers } = words().shared;
  return Object.hasOwn(triggers, trigger) ? triggers[trigger as keyof typeof triggers] : trigger;
}

/** `paid or ready for handling`. */
function triggersOf(values: Values): string | null {
  const triggers = texts(values, 'candidates').map(triggerWord);
  return triggers.length === 0 ? null : triggers.join(` ${words().shared.or} `);
}

function number(values: Values, key: string): number | null {
  const value = values[key];
  return typeof value === 'number' ? value : null;
}

function text(values: Values, key: string): string | null {
  const value = values[key];
  return typeof value === 'string' && value !== '' ? safe(value) : null;
}

function texts(values: Values, key: string): string[] {
  const value = values[key];
  return typeof value === 'object' ? value.map((each) => safe(each)) : [];
}

function listedOrNull(names: readonly string[], most?: number): string | null {
  return names.length === 0 ? null : listed(names, most);
}

function dayOf(values: Values, key: string): string | null {
  const at = number(values, key);
  return at === null ? null : day(at);
}

function minuteOf(values: Values, key: string): string | null {
  const at = number(values, key);
  return at === null ? null : minute(at);
}

/** How many orders the note names, and the first of them. */
function ordersOf(values: Values): { readonly orders: number; readonly names: string } {
  const ids = texts(values, 'orders');
  return { orders: ids.length, names: listed(ids, 4) };
}
