/**
 * Taking a fix back: the count that restores what was available before it. That is not the former count: the fix
 * dropped acknowledged reservations, and so will the count that takes it back.
 */
import type { BalanceStory, UpdateStory } from '../diagnosis.js';
import type { BalanceLines, Line } from '../lines.js';
import type { Moment, Units } from '../records.js';
import type { FixedBalance, FixMoment } from './balance.js';
import { traceOf } from './trace.js';

/**
 * Why a balance's fix cannot be taken back. `not-in`: its count is not there (yet). `changed`: another count stands
 * there. `updated`: it was written since. `changed-before`: somebody wrote between its exports and it. `gone`: the
 * exports do not have the balance. `unlimited`. `below-zero`: VTEX takes no such count.
 */
export type UndoRefusal =
  | 'not-in'
  | 'changed'
  | 'updated'
  | 'changed-before'
  | 'gone'
  | 'unlimited'
  | 'below-zero';

type Undo =
  | {
      readonly count: Units;
      /** What the count would be if orders whose end nobody knows were not dropped by the fix; the same where all is known. */
      readonly most: Units;
    }
  | {
      readonly refusal: UndoRefusal;
      /** The update that stands in the way; null where none is known. */
      readonly update: Pick<UpdateStory, 'at' | 'author' | 'before' | 'after'> | null;
    };

/**
 * @param story the balance as fresh exports have it; undefined where they do not have it
 * @param lines the same balance's lines
 */
export function undoOf(
  fixed: FixedBalance,
  moment: FixMoment,
  story: BalanceStory | undefined,
  lines: BalanceLines | undefined,
): Undo {
  if (story === undefined || lines === undefined) return refused('gone');
  if (story.unlimited) return refused('unlimited');
  const { presence, own, before, after } = traceOf(fixed, moment, story);
  const last = after.filter(({ logged }) => logged).at(-1);
  if (presence === 'out') return last === undefined ? refused('not-in') : refused('changed', last);
  if (last !== undefined) return refused('updated', last);
  if (story.inStock !== fixed.count) return refused('changed');
  const between = before.filter(({ logged }) => logged).at(-1);
  if (between !== undefined) return refused('changed-before', between);
  const dropped = droppedBy(fixed, own?.at ?? null, moment, story, lines);
  const most = fixed.inStock - dropped.least - story.acknowledged;
  const count = fixed.inStock - dropped.most - story.acknowledged - story.undetermined;
  return count < 0 ? refused('below-zero') : { count, most };
}

function refused(refusal: UndoRefusal, update: UpdateStory | null = null): Undo {
  return { refusal, update };
}

/**
 * Units whose reservations the fix dropped, at least and at most: what counted and counts no longer, since nothing
 * was written after it, unless the reservation was freed by cancelling the order.
 * @param at when the fix was written; null where no log says so
 */
function droppedBy(
  fixed: FixedBalance,
  at: Moment | null,
  moment: FixMoment,
  story: BalanceStory,
  { lines }: BalanceLines,
): { least: Units; most: Units } {
  const reserved = new Map<string, Units>();
  for (const { order, units } of story.reservations) reserved.set(order, (reserved.get(order) ?? 0) + units);
  const byOrder = new Map<string, Line[]>();
  for (const line of lines) byOrder.set(line.order, [...(byOrder.get(line.order) ?? []), line]);
  let least = 0;
  let most = 0;
  const add = (units: Units, ending: Ending): void => {
    if (ending === 'dropped') least += units;
    if (ending !== 'freed') most += units;
  };
  for (const { order, units, state } of fixed.reservations) {
    const still = Math.min(reserved.get(order) ?? 0, units);
    reserved.set(order, (reserved.get(order) ?? 0) - still);
    if (state === 'ghost') continue;
    add(units - still, state === 'acknowledged' ? 'dropped' : endingOf(byOrder.get(order)?.[0], at));
  }
  // Placed after the fix's exports, handled before it was written.
  const known = new Set(fixed.reservations.map(({ order }) => order));
  const from = moment.exportedAt ?? moment.exportedBefore ?? moment.writtenAt;
  for (const line of lines) {
    const { order, units, state, share } = line;
    const placedAt = line.createdAt ?? from;
    if (state !== null || known.has(order) || placedAt <= from) continue;
    if (at !== null && placedAt > at) continue;
    const ending = endingOf(line, at);
    add(units, ending === 'dropped' && share < 1 ? 'either' : ending);
  }
  return { least, most };
}

/** How a reservation ended that counts no longer. */
type Ending = 'dropped' | 'freed' | 'either';

function endingOf(line: Line | undefined, at: Moment | null): Ending {
  if (line === undefined) return 'either';
  if (line.phase === 'acknowledged') return 'dropped';
  const { handling } = line.moments;
  if (line.phase !== 'closed')
    return line.phase === 'none' || line.phase === 'authorized' ? 'freed' : 'either';
  if (handling === null) return 'freed';
  // From Preparing Delivery on, cancelling frees nothing: only an update does.
  if (handling.certain) return 'dropped';
  return at !== null && handling.from > at ? 'freed' : 'either';
}
