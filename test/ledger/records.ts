/** Small records to reason about by hand: one balance, its orders, its updates, and writers with known habits. */
import type { Trigger } from '../../src/ledger/diagnosis.js';
import type { Habits, WriterModel, WriterReading } from '../../src/ledger/habits.js';
import { DAY, HOUR, lagsFrom } from '../../src/ledger/lags.js';
import { type BalanceLines, linesOfBalances } from '../../src/ledger/lines.js';
import type {
  Balance,
  Coverage,
  InventoryUpdate,
  Moment,
  OrderLine,
  ReservationRecord,
  SkuRecords,
  StatusChange,
} from '../../src/ledger/records.js';

const MINUTE = HOUR / 60;

/** T, the moment of the inventory export, unless a test says otherwise. */
export const EXPORTED_AT: Moment = Date.UTC(2026, 2, 20, 12);

/** `daysAgo(2)` is two days before T, `daysAgo(2, 3)` three hours later. */
export const daysAgo = (days: number, hours = 0): Moment => EXPORTED_AT - days * DAY + hours * HOUR;

export const minutesAfter = (moment: Moment, minutes: number): Moment => moment + minutes * MINUTE;

type SomeOf<Record_> = { readonly [Key in keyof Record_]?: Record_[Key] };

/** An order line of one unit, ready for handling, placed a day before T. Paid and ready follow its creation. */
export function lineOf(order: string, changes: SomeOf<OrderLine> = {}): OrderLine {
  const createdAt = changes.createdAt === undefined ? daysAgo(1) : changes.createdAt;
  const paidAt = createdAt === null ? null : minutesAfter(createdAt, 5);
  const status = changes.status ?? 'ready-for-handling';
  const lastChangeAt = paidAt === null ? null : minutesAfter(paidAt, status === 'payment-approved' ? 0 : 40);
  return {
    order,
    lockId: `00-${order}`,
    sku: '1001',
    units: 1,
    status,
    createdAt,
    authorizedAt: paidAt,
    lastChangeAt,
    handlingAt: null,
    isOutdated: false,
    invoicedAt: null,
    changes: [],
    kit: null,
    warehouse: null,
    unitPrice: null,
    currency: null,
    ...changes,
  };
}

export function updateOf(author: string | null, at: Moment, before: number, after: number): InventoryUpdate {
  return { at, author, before, after, reserved: null };
}

const HOLDS_NO_RESERVATION = ['invoiced', 'canceled'];

/** A balance that reserves the lines of open orders, unless told otherwise; available follows. */
export function balanceOf(
  inStock: number,
  lines: readonly OrderLine[],
  changes: SomeOf<Balance> = {},
): Balance {
  const reserving = lines.filter(({ status }) => !HOLDS_NO_RESERVATION.includes(status));
  const reserved = changes.reserved ?? reserving.reduce((sum, { units }) => sum + units, 0);
  return {
    sku: '1001',
    warehouse: 'main',
    warehouseName: 'Main',
    refId: 'REF1001',
    inStock,
    reserved,
    available: inStock - reserved,
    unlimited: false,
    locks: reserving.map(({ order, lockId }) => lockId ?? `00-${order}`),
    exportedAt: EXPORTED_AT,
    snapshots: [],
    updates: [],
    logFrom: null,
    count: null,
    tradePolicies: null,
    ...changes,
  };
}

export function recordsOf(
  balances: readonly Balance[],
  lines: readonly OrderLine[],
  more: SomeOf<SkuRecords> = {},
): SkuRecords {
  return { sku: '1001', balances, lines, reservations: [], locksOfOtherLines: [], twins: [], ...more };
}

/** An order's changes, one after the other, each from the status before. */
export function changesOf(...changes: readonly (readonly [Moment, string])[]): StatusChange[] {
  return changes.map(([at, status], place) => ({ at, status, from: changes[place - 1]?.[1] ?? null }));
}

/** A confirmed reservation of one unit in the main warehouse, placed two days before T. */
export function reservationOf(order: string, changes: SomeOf<ReservationRecord> = {}): ReservationRecord {
  return {
    lockId: `00-${order}`,
    sku: '1001',
    warehouse: 'main',
    units: 1,
    status: 'confirmed',
    createdAt: daysAgo(2),
    confirmedAt: minutesAfter(daysAgo(2), 5),
    acknowledgedAt: null,
    canceledAt: null,
    ...changes,
  };
}

/** A month of orders and of updates, exported together at T. */
export const COVERAGE: Coverage = {
  exportedAt: EXPORTED_AT,
  exportedBefore: EXPORTED_AT,
  ordersFrom: daysAgo(30),
  ordersTo: daysAgo(0, -1),
  ordersLastChange: daysAgo(0),
  updatesFrom: daysAgo(30),
  updatesTo: daysAgo(0),
  updatesPerBalance: null,
};

const PROMPT = lagsFrom(new Array<number>(200).fill(MINUTE), 0.05);
const WITHIN_DAYS = lagsFrom(
  [2, 5, 12, 24, 40, 60, 100].map((hours) => hours * HOUR),
  0.2,
);

/** Most counts go up by a few units; counts that nothing explains are rare. */
const SOME_SIZES = [0, 2, 4, 4, 4, 3, 3, 2, 2, 2, ...new Array<number>(56).fill(0)];

/** A writer that takes units off, promptly, at one moment of an order's life. */
export function triggeredWriter(
  author: string,
  trigger: Trigger,
  changes: SomeOf<WriterModel> = {},
): WriterModel {
  return {
    author,
    warehouse: null,
    trigger,
    candidates: [trigger],
    habit: 'trigger',
    writesInRuns: false,
    decrements: 300,
    matched: 295,
    expectedByChance: 12,
    runs: null,
    lags: PROMPT,
    runsLate: [0.97, 0.01, 0.01, 0.01],
    forgets: 0.0003,
    receiptRate: 0.004,
    unexplainedRate: 0.00001,
    idleRate: 0.0001,
    received: SOME_SIZES,
    unexplained: SOME_SIZES,
    activity: 1,
    resetShare: 0.1,
    recountShare: 0.005,
    retakeShare: 0.9,
    earlier: null,
    ...changes,
  };
}

/** A writer that follows no orders: a person, or a till. */
export function otherWriter(author: string | null, changes: SomeOf<WriterModel> = {}): WriterModel {
  return {
    ...triggeredWriter(author ?? '', 'created'),
    author,
    trigger: null,
    candidates: [],
    habit: 'other',
    decrements: 6,
    matched: 1,
    expectedByChance: 1,
    receiptRate: 0.0005,
    unexplainedRate: 0.0005,
    resetShare: 0.7,
    recountShare: 0.1,
    ...changes,
  };
}

/** A store whose writers are known beyond doubt. */
export function habitsOf(...writers: readonly WriterModel[]): Habits {
  const waits = {
    created: PROMPT,
    authorized: PROMPT,
    ready: PROMPT,
    handling: WITHIN_DAYS,
    invoiced: WITHIN_DAYS,
  };
  return { writers, readings: [{ share: 1, writers, waits }] };
}

/** The one way to read those writers. */
export function readingOf(...writers: readonly WriterModel[]): WriterReading {
  return theOnly(habitsOf(...writers).readings);
}

/** One balance, with its lines read against it. */
export function balanceLinesOf(
  balance: Balance,
  lines: readonly OrderLine[],
  coverage: Coverage = COVERAGE,
): BalanceLines {
  return theOnly(linesOfBalances(recordsOf([balance], lines), coverage));
}

/** The one there is. */
export function theOnly<Item>(items: readonly Item[]): Item {
  const [only] = items;
  if (only === undefined || items.length > 1) throw new Error(`There are ${items.length}.`);
  return only;
}
