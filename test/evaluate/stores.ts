/** The simulated stores a diagnosis is measured on: every trigger, one to five warehouses, all kinds of evidence and noise. */
import {
  type ExportOptions,
  FURTHER_KIND_NAMES,
  KIND_NAMES,
  type Kind,
  randomize,
  type StoreOptions,
  settingsOf,
  type TriggerMoment,
} from '../world/settings.js';

/** A store to be simulated, and what its exports hold. */
export interface MeasuredStore {
  readonly name: string;
  readonly store: StoreOptions;
  readonly exports: ExportOptions;
}

const TRIGGERS: readonly TriggerMoment[] = ['created', 'authorized', 'ready', 'handling', 'invoiced'];

/** What happens in real stores beside orders and write-offs: a bit of everything. */
const NOISE = {
  cancelledLate: 0.01,
  ghost: 0.01,
  oversold: 0.02,
  tillSales: 0.04,
  breakages: 0.004,
  silentLosses: 0.004,
  recounts: 0.004,
  notPutBack: 0.05,
} as const;

const EVERYTHING: ExportOptions = { locks: true, log: true, feed: false };

/** The evidence a store may lack, or have besides. */
const EVIDENCE: readonly (readonly [name: string, options: ExportOptions])[] = [
  ['with feed', { ...EVERYTHING, feed: true }],
  ['without locks', { ...EVERYTHING, locks: false }],
  ['without log', { ...EVERYTHING, log: false }],
  ['log of 50 rows', { ...EVERYTHING, logRowsPerBalance: 50 }],
  ['log of 8 rows, orders of 12 days', { ...EVERYTHING, logRowsPerBalance: 8, ordersFromDays: 12 }],
];

function made(name: string, seed: number, changes: Kind['store'], exports: ExportOptions): MeasuredStore {
  return { name, store: settingsOf('authorized-live', seed, changes).store, exports };
}

/** Quiet and noisy stores of every trigger and rhythm, in one warehouse and in several. */
function grid(seed: number): MeasuredStore[] {
  const stores: MeasuredStore[] = [];
  for (const sync of ['live', 'nightly'] as const) {
    for (const [index, trigger] of TRIGGERS.entries()) {
      const several = 2 + (index % 4);
      stores.push(
        made(`${trigger}, ${sync}, noisy`, seed, { trigger, sync, rates: NOISE }, EVERYTHING),
        made(
          `${trigger}, ${sync}, ${several} warehouses`,
          seed,
          { trigger, sync, warehouses: several, ordersPerDay: 14 * several },
          EVERYTHING,
        ),
      );
    }
    for (const [name, exports] of EVIDENCE) {
      stores.push(made(`authorized, ${sync}, noisy, ${name}`, seed, { sync, rates: NOISE }, exports));
    }
  }
  for (const [sync, trigger, after] of [
    ['nightly', 'handling', 'authorized'],
    ['live', 'authorized', 'handling'],
  ] as const) {
    const triggerChange = { at: Date.UTC(2026, 2, 16), trigger: after, ofOpenOrders: sync === 'live' };
    const two = { trigger, sync, otherTrigger: after, warehouses: 2, ordersPerDay: 28 };
    stores.push(
      made(`${trigger}, then ${after}, ${sync}`, seed, { trigger, sync, triggerChange }, EVERYTHING),
      made(`${trigger}, elsewhere ${after}, ${sync}, noisy`, seed, { ...two, rates: NOISE }, EVERYTHING),
    );
  }
  const long = { days: 120, ordersPerDay: 10 };
  stores.push(
    made('authorized, live, 120 days, log of 50 rows', seed, long, { ...EVERYTHING, logRowsPerBalance: 50 }),
  );
  return stores;
}

/**
 * At least fifty stores; another `seed` gives others of the same kinds.
 */
export function measuredStores(seed: number): MeasuredStore[] {
  const kinds = [...KIND_NAMES, ...FURTHER_KIND_NAMES].map((kind) => ({
    name: kind,
    ...randomize(kind, seed),
  }));
  return [...kinds, ...grid(seed)];
}
