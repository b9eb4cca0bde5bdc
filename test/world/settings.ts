/**
 * What makes one simulated store different from another: sizes, habits of its writers, delays and
 * rates; and the kinds of stores the tests run on.
 */

import type { PhysicalCount } from '../../src/ledger/records.js';
import { createRandom, type Random } from './random.js';

export const SECOND = 1000;
const MINUTE = 60 * SECOND;
export const HOUR = 60 * MINUTE;
export const DAY = 24 * HOUR;

/** The moment of an order's life at which the ERP takes its units off. */
export type TriggerMoment = 'created' | 'authorized' | 'ready' | 'handling' | 'invoiced';

/** One way a delay can turn out: uniform between two durations in milliseconds. */
interface DelayBand {
  readonly weight: number;
  readonly from: number;
  readonly to: number;
}

/** A delay is a mixture of bands: cards are paid in a minute, bank slips the next day. */
export type Delay = readonly DelayBand[];

interface StoreRates {
  /** Share of orders whose payment never comes. */
  readonly unpaid: number;
  /** Share of paid orders cancelled before Preparing Delivery (unless they get there first). */
  readonly cancelledPaid: number;
  /** Share of orders cancelled after Preparing Delivery; their units come back to the shelf. */
  readonly cancelledLate: number;
  /** Share of orders invoiced without Preparing Delivery: their reservations become ghosts. */
  readonly ghost: number;
  /** Share of orders a person writes off by hand before Preparing Delivery. */
  readonly writtenOffByHand: number;
  /** Chance that a line is taken although less is available than it asks for. */
  readonly oversold: number;
  /** Share of lines that the ERP never writes off. */
  readonly forgottenWriteOff: number;
  /** Share of cancelled lines that the ERP does not put back. */
  readonly notPutBack: number;
  /** Share of lines of several units that are served from two warehouses, where two stock the SKU. */
  readonly split: number;
  /** The following are events per balance and day. */
  readonly receipts: number;
  readonly tillSales: number;
  /** Units found broken: a person lowers VTEX and the ERP alike. */
  readonly breakages: number;
  /** Units that vanish unseen. */
  readonly silentLosses: number;
  /** A person counts the shelf and types it into VTEX, not into the ERP. */
  readonly recounts: number;
  /** Share of the recounts for which the person picks a balance whose count is not the shelf. */
  readonly recountsOfWrongCounts: number;
}

export interface StoreOptions {
  readonly seed: number;
  /** T, the moment of the exports. The store opens `days` before. */
  readonly end: number;
  readonly days: number;
  readonly skus: number;
  readonly warehouses: number;
  /** Share of SKUs that each warehouse but the first stocks. */
  readonly warehouseShare: number;
  /** Orders tried; those for which nothing is available are not placed. */
  readonly ordersPerDay: number;
  readonly trigger: TriggerMoment;
  /** The ERP is repaired, or spoiled, mid-way: orders placed from then on follow another trigger. */
  readonly triggerChange: {
    readonly at: number;
    readonly trigger: TriggerMoment;
    /** Orders placed before follow the new trigger as well, as far as they are not taken off yet. */
    readonly ofOpenOrders?: boolean;
  } | null;
  /** The trigger in every warehouse but the first, where it is another one there. */
  readonly otherTrigger: TriggerMoment | null;
  readonly sync: 'live' | 'nightly';
  /** Hour and minute (UTC) of the nightly push. */
  readonly nightlyHour: number;
  readonly nightlyMinute: number;
  /** A live push arrives this long after the change. */
  readonly liveLag: Delay;
  /** Sales by hand or till also count as changes that the ERP then sends on. */
  readonly echoesOtherWriters: boolean;
  readonly delays: {
    readonly payment: Delay;
    /** From creation to the cancellation of an order that was never paid. */
    readonly unpaidCancellation: Delay;
    readonly ready: Delay;
    /** From ready to Preparing Delivery. */
    readonly handling: Delay;
    /** From Preparing Delivery to the invoice, or to a late cancellation. */
    readonly invoice: Delay;
    /** From the payment to the cancellation of a paid order. */
    readonly paidCancellation: Delay;
  };
  readonly authors: { readonly erp: string; readonly till: string; readonly person: string };
  readonly rates: StoreRates;
  readonly unitsPerLine: readonly number[];
  readonly linesPerOrder: readonly number[];
  readonly initialCounts: readonly number[];
  readonly receiptUnits: { readonly from: number; readonly to: number };
  readonly ids: {
    readonly firstSku: number;
    readonly skuStep: number;
    readonly firstOrder: number;
    readonly orderPrefix: string;
    readonly orderSuffix: string;
    readonly warehouses: readonly string[];
  };
  /** Checks the identity after every event, not only at the end of a run: slow, for hunting bugs. */
  readonly checkEveryEvent: boolean;
}

/** What the exports of a store leave out. */
export interface ExportOptions {
  /** Whether the inventory lists `LockIds`. */
  readonly locks: boolean;
  readonly log: boolean;
  /** Whether the orders feed, with the exact moment of Preparing Delivery, is at hand. */
  readonly feed: boolean;
  /** Whether every status change of the feed is at hand, with the status it came from. */
  readonly changes?: boolean;
  /** Whether VTEX's own reservations are at hand, with their warehouses. */
  readonly reservations?: boolean;
  /** Whether orders name the warehouse of each line, as the Orders API does. */
  readonly warehouses?: boolean;
  /** Whether the log says what was reserved after each update, as Data Pipeline does. */
  readonly reservedAfterUpdates?: boolean;
  /** Physical counts made earlier (see `takeCounts`), by `sku|warehouse`. */
  readonly counts?: ReadonlyMap<string, PhysicalCount>;
  /** The log keeps only the newest rows of a balance. */
  readonly logRowsPerBalance?: number;
  /** The order report holds only orders created in the last days. */
  readonly ordersFromDays?: number;
}

export interface Kind {
  readonly store: Partial<Omit<StoreOptions, 'rates'>> & { readonly rates?: Partial<StoreRates> };
  readonly exports: ExportOptions;
}

const band = (weight: number, from: number, to: number): DelayBand => ({ weight, from, to });

/** The store every kind starts from: 50 SKUs in one warehouse, some 14 orders a day, 30 days. */
const DEFAULT_OPTIONS: StoreOptions = {
  seed: 1,
  end: Date.UTC(2026, 3, 1),
  days: 30,
  skus: 50,
  warehouses: 1,
  warehouseShare: 0.72,
  ordersPerDay: 16.5,
  trigger: 'authorized',
  triggerChange: null,
  otherTrigger: null,
  sync: 'live',
  nightlyHour: 2,
  nightlyMinute: 0,
  liveLag: [band(1, 5 * SECOND, 120 * SECOND)],
  echoesOtherWriters: false,
  delays: {
    payment: [
      band(1, 30 * SECOND, 90 * SECOND),
      band(1, 5 * MINUTE, 15 * MINUTE),
      band(1, 2 * HOUR, 6 * HOUR),
      band(1, 15 * HOUR, 45 * HOUR),
    ],
    unpaidCancellation: [band(1, 1 * HOUR, 94 * HOUR)],
    ready: [band(1, 20 * MINUTE, 90 * MINUTE)],
    handling: [
      band(19, 1.2 * HOUR, 2.9 * HOUR),
      band(17, 3.6 * HOUR, 8.5 * HOUR),
      band(22, 12 * HOUR, 30 * HOUR),
      band(16, 30 * HOUR, 60 * HOUR),
      band(16, 60 * HOUR, 100 * HOUR),
      band(10, 100 * HOUR, 165 * HOUR),
    ],
    invoice: [band(1, 1 * HOUR, 30 * HOUR)],
    paidCancellation: [band(1, 0.2 * HOUR, 20 * HOUR)],
  },
  authors: { erp: 'integracao@acme.example', till: 'pdv@acme.example', person: 'ana@acme.example' },
  rates: {
    unpaid: 0.04,
    cancelledPaid: 0.03,
    cancelledLate: 0,
    ghost: 0,
    writtenOffByHand: 0,
    oversold: 0,
    forgottenWriteOff: 0,
    notPutBack: 0,
    split: 0,
    receipts: 0.118,
    tillSales: 0,
    breakages: 0,
    silentLosses: 0,
    recounts: 0,
    recountsOfWrongCounts: 0,
  },
  unitsPerLine: [1, 1, 1, 2, 3],
  linesPerOrder: [1, 1, 1, 2, 2, 3],
  initialCounts: [2, 3, 3, 4, 4, 6, 10, 25],
  receiptUnits: { from: 2, to: 12 },
  ids: {
    firstSku: 100000,
    skuStep: 7,
    firstOrder: 700000,
    orderPrefix: 'v',
    orderSuffix: 'acme-01',
    warehouses: ['wh_1', 'wh_2', 'wh_3', 'wh_4', 'wh_5'],
  },
  checkEveryEvent: false,
};

const EVERYTHING: ExportOptions = { locks: true, log: true, feed: false };

/** The kinds of stores, by name. */
export const KINDS = {
  'authorized-live': { store: { trigger: 'authorized' }, exports: EVERYTHING },
  'created-nightly': { store: { trigger: 'created', sync: 'nightly' }, exports: EVERYTHING },
  'handling-live': {
    store: { trigger: 'handling', rates: { tillSales: 0.05, breakages: 0.002 } },
    exports: EVERYTHING,
  },
  'handling-nightly': {
    store: { trigger: 'handling', sync: 'nightly', rates: { tillSales: 0.05, breakages: 0.002 } },
    exports: EVERYTHING,
  },
  'mixed-live': {
    store: { trigger: 'handling', rates: { writtenOffByHand: 0.15 } },
    exports: { ...EVERYTHING, feed: true },
  },
  'invoiced-live': { store: { trigger: 'invoiced' }, exports: EVERYTHING },
  ghosts: { store: { trigger: 'authorized', rates: { ghost: 0.04 } }, exports: EVERYTHING },
  'put-right-by-hand': {
    store: { trigger: 'ready', rates: { recounts: 0.02, recountsOfWrongCounts: 0.5 } },
    exports: EVERYTHING,
  },
  oversold: { store: { trigger: 'created', rates: { oversold: 0.1 } }, exports: EVERYTHING },
  'late-cancellations': {
    store: { trigger: 'authorized', rates: { cancelledLate: 0.06 } },
    exports: EVERYTHING,
  },
  'two-warehouses': {
    store: { trigger: 'authorized', warehouses: 2, ordersPerDay: 27.5 },
    exports: EVERYTHING,
  },
  'noisy-nightly': {
    store: {
      trigger: 'authorized',
      sync: 'nightly',
      rates: {
        cancelledLate: 0.01,
        ghost: 0.012,
        tillSales: 0.05,
        breakages: 0.004,
        silentLosses: 0.004,
        recounts: 0.004,
      },
    },
    exports: EVERYTHING,
  },
  'no-locks': { store: { trigger: 'authorized' }, exports: { ...EVERYTHING, locks: false } },
  'no-log': { store: { trigger: 'authorized' }, exports: { ...EVERYTHING, log: false } },
  'cut-short': {
    store: { trigger: 'authorized' },
    exports: { ...EVERYTHING, logRowsPerBalance: 8, ordersFromDays: 12 },
  },
} as const satisfies Record<string, Kind>;

/** Further stores that mix the kinds above, for a ledger that must not be fitted to them alone. */
export const FURTHER_KINDS = {
  'created-live': { store: { trigger: 'created' }, exports: EVERYTHING },
  'authorized-nightly': { store: { trigger: 'authorized', sync: 'nightly' }, exports: EVERYTHING },
  'ready-nightly': { store: { trigger: 'ready', sync: 'nightly' }, exports: EVERYTHING },
  'invoiced-nightly': { store: { trigger: 'invoiced', sync: 'nightly' }, exports: EVERYTHING },
  'mixed-nightly': {
    store: { trigger: 'handling', sync: 'nightly', rates: { writtenOffByHand: 0.15 } },
    exports: EVERYTHING,
  },
  'mixed-live-without-feed': {
    store: { trigger: 'handling', rates: { writtenOffByHand: 0.15, tillSales: 0.05 } },
    exports: EVERYTHING,
  },
  'early-with-till-and-recounts': {
    store: {
      trigger: 'authorized',
      rates: { tillSales: 0.05, breakages: 0.004, recounts: 0.015, recountsOfWrongCounts: 0.5 },
    },
    exports: EVERYTHING,
  },
  'put-right-nightly': {
    store: { trigger: 'authorized', sync: 'nightly', rates: { recounts: 0.02, recountsOfWrongCounts: 0.5 } },
    exports: EVERYTHING,
  },
  'ghosts-of-a-right-writer': {
    store: { trigger: 'handling', rates: { ghost: 0.04, cancelledLate: 0.03 } },
    exports: EVERYTHING,
  },
  'oversold-nightly': {
    store: { trigger: 'authorized', sync: 'nightly', rates: { oversold: 0.15 } },
    exports: EVERYTHING,
  },
  'not-put-back': {
    store: { trigger: 'created', rates: { notPutBack: 0.4, unpaid: 0.08 } },
    exports: EVERYTHING,
  },
  'three-warehouses-nightly': {
    store: { trigger: 'authorized', sync: 'nightly', warehouses: 3, ordersPerDay: 36, rates: { split: 0.2 } },
    exports: EVERYTHING,
  },
  'two-warehouses-by-hand': {
    store: { trigger: 'handling', warehouses: 2, ordersPerDay: 27.5, rates: { writtenOffByHand: 0.15 } },
    exports: EVERYTHING,
  },
  'trigger-changed': {
    store: {
      trigger: 'handling',
      triggerChange: { at: Date.UTC(2026, 2, 18), trigger: 'authorized' },
    },
    exports: EVERYTHING,
  },
  'trigger-repaired-nightly': {
    store: {
      trigger: 'authorized',
      sync: 'nightly',
      triggerChange: { at: Date.UTC(2026, 2, 16), trigger: 'handling', ofOpenOrders: true },
    },
    exports: EVERYTHING,
  },
  'trigger-per-warehouse': {
    store: { trigger: 'authorized', otherTrigger: 'handling', warehouses: 2, ordersPerDay: 27.5 },
    exports: EVERYTHING,
  },
  forgetful: { store: { trigger: 'handling', rates: { forgottenWriteOff: 0.03 } }, exports: EVERYTHING },
} as const satisfies Record<string, Kind>;

export type KindName = keyof typeof KINDS | keyof typeof FURTHER_KINDS;

export const KIND_NAMES = Object.keys(KINDS) as (keyof typeof KINDS)[];

export const FURTHER_KIND_NAMES = Object.keys(FURTHER_KINDS) as (keyof typeof FURTHER_KINDS)[];

const ALL_KINDS: Readonly<Record<KindName, Kind>> = { ...KINDS, ...FURTHER_KINDS };

/** The settings of a kind's store and exports, with the seed and whatever else is to be different. */
export function settingsOf(
  kind: KindName,
  seed: number,
  changes: Kind['store'] = {},
): { store: StoreOptions; exports: ExportOptions } {
  const { store, exports } = ALL_KINDS[kind];
  return {
    store: {
      ...DEFAULT_OPTIONS,
      ...store,
      ...changes,
      seed,
      rates: { ...DEFAULT_OPTIONS.rates, ...store.rates, ...changes.rates },
    },
    exports,
  };
}

function stretched(delay: Delay, random: Random): Delay {
  const factor = random.between(0.6, 1.6);
  return delay.map(({ weight, from, to }) =>
    band(weight * random.between(0.5, 1.5), from * factor, to * factor),
  );
}

function variedRates(rates: StoreRates, hasWarehouses: boolean, random: Random): StoreRates {
  const varied = Object.entries(rates).map(([name, rate]) => [name, rate * random.between(0.5, 1.8)]);
  return {
    ...rates,
    ...Object.fromEntries(varied),
    receipts: rates.receipts * random.between(0.7, 1.3),
    recountsOfWrongCounts: Math.min(1, rates.recountsOfWrongCounts * random.between(0, 2)),
    split: hasWarehouses && random.chance(0.3) ? random.between(0.05, 0.4) : rates.split,
  };
}

function variedAuthors(random: Random): StoreOptions['authors'] {
  const erp = random.pick(['integracao@acme.example', 'u4410@acme.example', 'erp', 'carla@loja.example']);
  const till = random.pick(['pdv@acme.example', 'loja-01', 'vtexappkey-acme-KJHGTR']);
  const person = random.pick(['ana@acme.example', 'estoque@acme.example', 'joao.souza@loja.example']);
  return { erp, till, person };
}

function variedIds(random: Random): StoreOptions['ids'] {
  return {
    firstSku: random.pick([1, 100000, 880001, 2000]),
    skuStep: random.integer(1, 9),
    firstOrder: random.integer(100000, 900000),
    orderPrefix: random.pick(['v', 'v', 'MLB-']),
    orderSuffix: random.pick(['acme-01', 'llux-01', 'loja-01']),
    warehouses: random.pick([
      ['wh_1', 'wh_2', 'wh_3', 'wh_4', 'wh_5'],
      ['1_1', 'cd-sul', 'loja_centro', 'WH9', 'armazem'],
    ]),
  };
}

/** A store of the kind with sizes, rates, delays, names and hours moderately varied by the seed. */
export function randomize(kind: KindName, seed: number): { store: StoreOptions; exports: ExportOptions } {
  const random = createRandom(seed * 7919 + 13);
  const { store, exports } = settingsOf(kind, seed);
  const size = random.between(0.5, 2.5);
  const { delays } = store;
  return {
    store: {
      ...store,
      end: store.end + (random.chance(0.3) ? random.integer(1, 86_399) * SECOND : 0),
      days: random.integer(20, 45),
      skus: Math.round(store.skus * size),
      ordersPerDay: store.ordersPerDay * size * random.between(0.6, 1.6),
      warehouses: store.warehouses === 1 ? 1 : random.integer(2, 3),
      warehouseShare: random.between(0.4, 1),
      nightlyHour: random.integer(0, 23),
      nightlyMinute: random.pick([0, 0, 15, 30]),
      liveLag: stretched(store.liveLag, random),
      echoesOtherWriters: random.chance(0.3),
      delays: {
        payment: stretched(delays.payment, random),
        unpaidCancellation: stretched(delays.unpaidCancellation, random),
        ready: stretched(delays.ready, random),
        handling: stretched(delays.handling, random),
        invoice: stretched(delays.invoice, random),
        paidCancellation: stretched(delays.paidCancellation, random),
      },
      authors: variedAuthors(random),
      rates: variedRates(store.rates, store.warehouses > 1, random),
      ids: variedIds(random),
    },
    exports:
      exports.logRowsPerBalance === undefined
        ? exports
        : { ...exports, logRowsPerBalance: random.integer(5, 12), ordersFromDays: random.integer(8, 15) },
  };
}
