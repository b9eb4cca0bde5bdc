/** Finds a fix again in fresh exports: whether its count is in, by which update, and what was written since. */
import type { BalanceStory, UpdateStory } from '../diagnosis.js';
import type { Moment } from '../records.js';
import type { FixedBalance, FixMoment } from './balance.js';

/** `in`: VTEX took the count. `out`: it did not, or it was overwritten unseen. `unknown`: the exports cannot tell. */
type Presence = 'in' | 'out' | 'unknown';

export interface Trace {
  readonly presence: Presence;
  /** The update that wrote the count; null where no log shows it. */
  readonly own: UpdateStory | null;
  /** Updates between the fix's exports and that update. */
  readonly before: readonly UpdateStory[];
  /** What was written since, in order of time, writes that left no row among it. */
  readonly after: readonly UpdateStory[];
}

/** @param story the balance as fresh exports have it */
export function traceOf(fixed: FixedBalance, moment: FixMoment, story: BalanceStory): Trace {
  const later = story.updates.filter(({ at }) => isLater(at, fixed, moment));
  const place = later.findIndex(({ logged, after }) => logged && after === fixed.count);
  const own = later[place] ?? null;
  if (own !== null) {
    return { presence: 'in', own, before: later.slice(0, place), after: later.slice(place + 1) };
  }
  return { presence: presenceOf(fixed, story, later), own: null, before: [], after: later };
}

/** Whether an update came after what the fix rests on. */
function isLater(
  at: Moment,
  { lastUpdateAt }: FixedBalance,
  { exportedAt, exportedBefore, writtenAt }: FixMoment,
): boolean {
  if (lastUpdateAt !== null && at <= lastUpdateAt) return false;
  if (exportedAt !== null) return at >= exportedAt;
  return lastUpdateAt !== null || at > Math.min(exportedBefore ?? writtenAt, writtenAt);
}

/** Without an update that shows it: by what is in stock. */
function presenceOf(fixed: FixedBalance, story: BalanceStory, later: readonly UpdateStory[]): Presence {
  if (later.some(({ logged }) => logged)) return 'out';
  if (story.inStock !== fixed.count) return story.inStock === fixed.inStock ? 'out' : 'unknown';
  if (fixed.count !== fixed.inStock) return 'in';
  // The count stood there before: the fix only drops what was acknowledged.
  const reserved = new Set(story.reservations.map(({ order }) => order));
  const toDrop = fixed.reservations.filter(({ state }) => state === 'acknowledged');
  return toDrop.some(({ order }) => reserved.has(order)) ? 'out' : 'in';
}
