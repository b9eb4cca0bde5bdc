/** What became of a fix: whether its count is in, whether the balance holds, and whose write-offs undid it. */
import type { BalanceStory } from '../diagnosis.js';
import type { Moment, Units } from '../records.js';
import { availableAfter, type FixedBalance, type FixMoment } from './balance.js';
import { type Trace, traceOf } from './trace.js';

/**
 * `holds`: as the fix meant it. `not-in`: VTEX does not have the count. `overwritten`: orders that the fix had put
 * right were taken off again. `negative`, `understated`, `overstated`: so again, by what came since. `unknown`: the
 * exports cannot tell.
 */
export const FIX_STATES = [
  'holds',
  'not-in',
  'overwritten',
  'negative',
  'understated',
  'overstated',
  'unknown',
] as const;
export type FixState = (typeof FIX_STATES)[number];

/** An update since the fix that took orders off too early, and they still are. */
interface Spoiling {
  /** Null where the log names nobody. */
  readonly author: string | null;
  readonly at: Moment;
  readonly before: Units;
  readonly after: Units;
  /** False for a write that left no row in the log. */
  readonly logged: boolean;
  readonly orders: readonly { readonly order: string; readonly units: Units }[];
  /** Some of the orders the fix had put right. */
  readonly isAgain: boolean;
}

export interface FixOutcome {
  readonly state: FixState;
  /** When the count was written and by whom; null where no log shows it. */
  readonly written: { readonly at: Moment; readonly author: string | null } | null;
  /** Available right after the fix, by what it rested on. */
  readonly expectedAvailable: Units;
  readonly spoilings: readonly Spoiling[];
  /** The last update since, where the count is not in: what stands there instead. */
  readonly instead: { readonly at: Moment; readonly author: string | null; readonly after: Units } | null;
}

/**
 * @param story the balance as exports made after the upload have it; undefined where they do not have it
 * @param isUndo the fix brought back what stood there before: only whether it is in can be told
 */
export function outcomeOf(
  fixed: FixedBalance,
  moment: FixMoment,
  story: BalanceStory | undefined,
  isUndo: boolean,
): FixOutcome {
  const expectedAvailable = availableAfter(fixed);
  if (story === undefined) {
    return { state: 'unknown', written: null, expectedAvailable, spoilings: [], instead: null };
  }
  const trace = traceOf(fixed, moment, story);
  const { own, presence } = trace;
  const last = trace.after.filter(({ logged }) => logged).at(-1);
  const spoilings = presence === 'out' || isUndo ? [] : spoilingsOf(fixed, trace, story);
  return {
    state: isUndo ? presenceState(trace) : stateOf(trace, spoilings, story, expectedAvailable),
    written: own === null ? null : { at: own.at, author: own.author },
    expectedAvailable,
    spoilings,
    instead:
      presence === 'out' && last !== undefined
        ? { at: last.at, author: last.author, after: last.after }
        : null,
  };
}

function presenceState({ presence }: Trace): FixState {
  return presence === 'in' ? 'holds' : presence === 'out' ? 'not-in' : 'unknown';
}

function stateOf(
  trace: Trace,
  spoilings: readonly Spoiling[],
  story: BalanceStory,
  expectedAvailable: Units,
): FixState {
  if (trace.presence === 'out') return 'not-in';
  if (spoilings.some(({ isAgain }) => isAgain)) return 'overwritten';
  // Ghosts keep their units from sale whatever is written, until they are cancelled.
  const isEarly = story.causes.some(({ code }) => code === 'early-write-off');
  const isLate = story.lateWriteOffs > 0;
  // What is oversold, or held by ghosts, stays below zero after a right count.
  if (story.available < 0 && (expectedAvailable >= 0 || isEarly || isLate)) return 'negative';
  if (trace.presence === 'unknown') return 'unknown';
  if (isEarly) return 'understated';
  return isLate ? 'overstated' : 'holds';
}

/** The updates since the fix that took off what in stock lacks now, in order of time. */
function spoilingsOf(fixed: FixedBalance, { after }: Trace, story: BalanceStory): Spoiling[] {
  const right = new Set(fixed.reservations.filter(({ isTakenOff }) => isTakenOff).map(({ order }) => order));
  return after.flatMap(({ at, author, before, after: to, logged, takenOff }) => {
    const lacking = new Set(
      story.reservations.filter(({ takenOffAt }) => takenOffAt === at).map(({ order }) => order),
    );
    const orders = takenOff
      .filter(({ order, early }) => early && lacking.has(order))
      .map(({ order, units }) => ({ order, units }));
    if (orders.length === 0) return [];
    const isAgain = orders.some(({ order }) => right.has(order));
    return [{ author, at, before, after: to, logged, orders, isAgain }];
  });
}
