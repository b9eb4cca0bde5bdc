/** One simulated store diagnosed from its exports alone, and measured against the truth. */
import type { BalanceStory, Confidence } from '../../src/ledger/diagnosis.js';
import { keyOf, scanned, truthAt } from '../ledger/stores.js';
import { simulate } from '../world/store.js';
import { truthOf } from '../world/truth.js';
import type { MeasuredStore } from './stores.js';

/** What a balance really is, whatever the diagnosis says. */
export const SORTS = ['negative', 'understated', 'overstated', 'healthy'] as const;
type Sort = (typeof SORTS)[number];

/** How many there are, and how many of them are right. */
export interface Share {
  right: number;
  all: number;
}

export interface Measured {
  readonly name: string;
  /** It writes off as it happens, and its log and locks are at hand: all that a diagnosis can ask for. */
  readonly isWellTold: boolean;
  /** It never writes off early: what in stock lacks of reserved units is of ghosts. */
  readonly isCorrect: boolean;
  /** Balances that are said to have early write-offs. */
  readonly earlyTold: readonly string[];
  readonly counts: Readonly<Record<Sort, Share>>;
  /** Early write-offs, order by order: found, found wrongly, and missed. */
  readonly orders: { found: number; wrong: number; missed: number };
  /** Corrected counts of negative and of understated balances, by how sure they are said to be. */
  readonly said: Readonly<Record<'negative' | 'understated', Readonly<Record<Confidence, Share>>>>;
  /** The balances whose corrected count is wrong. */
  readonly wrong: readonly string[];
}

function emptyShares<Key extends string>(keys: readonly Key[]): Record<Key, Share> {
  return Object.fromEntries(keys.map((key) => [key, { right: 0, all: 0 }])) as Record<Key, Share>;
}

const CONFIDENCES = ['proven', 'likely', 'assumed'] as const;

/** The right answer is what can be known from exports: without a log, for a negative balance, the floor. */
function isRight(story: BalanceStory, truth: ReturnType<typeof truthAt>, hasLog: boolean): boolean {
  if (!hasLog && truth.available < 0) return story.corrected === truth.pending;
  return story.corrected === truth.knowable;
}

export function measured({ name, store, exports }: MeasuredStore): Measured {
  const world = simulate(store);
  const truths = truthOf(world);
  const result = {
    name,
    isWellTold: store.sync === 'live' && exports.log && exports.locks,
    isCorrect: Object.values(truths).every(({ early, ghosts }) =>
      Object.keys(early).every((order) => order in ghosts),
    ),
    earlyTold: [] as string[],
    counts: emptyShares(SORTS),
    orders: { found: 0, wrong: 0, missed: 0 },
    said: { negative: emptyShares(CONFIDENCES), understated: emptyShares(CONFIDENCES) },
    wrong: [] as string[],
  };
  for (const story of scanned(world, exports)) {
    const truth = truthAt(truths, story);
    const sort = sortOf(truth);
    const right = isRight(story, truth, exports.log);
    if (!right)
      result.wrong.push(`${keyOf(story)} ${story.confidence}: ${story.corrected}, not ${truth.knowable}`);
    tally(result.counts[sort], right);
    if (sort === 'negative' || sort === 'understated') tally(result.said[sort][story.confidence], right);
    if (story.causes.some(({ code }) => code === 'early-write-off')) result.earlyTold.push(keyOf(story));
    if (exports.log) addOrders(result.orders, story, truth.early);
  }
  return result;
}

function sortOf(truth: ReturnType<typeof truthAt>): Sort {
  if (truth.available < 0) return 'negative';
  if (Object.keys(truth.early).length > 0) return 'understated';
  return Object.keys(truth.late).length > 0 ? 'overstated' : 'healthy';
}

function tally(share: Share, right: boolean): void {
  share.all += 1;
  if (right) share.right += 1;
}

function addOrders(
  orders: Measured['orders'],
  story: BalanceStory,
  early: Readonly<Record<string, unknown>>,
): void {
  const told = new Set(
    story.reservations.flatMap(({ order, takenOffAt }) => (takenOffAt === null ? [] : [order])),
  );
  for (const order of told) {
    if (order in early) orders.found += 1;
    else orders.wrong += 1;
  }
  for (const order of Object.keys(early)) if (!told.has(order)) orders.missed += 1;
}
