/** A balance's inventory updates as a story: what each took off for which orders, received, or left unexplained. */
import type { BalanceStory, TakenOff, UpdateStory } from '../ledger/diagnosis.js';
import { words } from '../words/index.js';
import { count, listed } from './numbers.js';
import { heading, paragraph, textWidth } from './page.js';
import type { Surface } from './surface.js';
import { hoursLong, minute } from './times.js';
import { displayWidth, padEnd, padStart, wrap } from './width.js';
import { authorWords, orderName, orderWords, statusWords } from './words.js';

/** Up to so many updates are all shown; of more, those that do not bear on the sum are folded. */
const UNFOLDED = 12;
/** Of the orders of one update so many are told one by one; the rest are summed. */
const MOST_ORDERS = 8;

/** In order of time; long uneventful stretches are counted instead of listed, unless `verbose`. */
export function renderUpdates(story: BalanceStory, surface: Surface, verbose: boolean): string {
  const { updates } = story;
  const title = heading(words().updates.heading, surface);
  if (updates.length === 0) {
    return `${title}\n${paragraph(words().updates.none, surface)}`;
  }
  const authors = new Set(updates.filter((update) => !isGap(update)).map((update) => update.author));
  const [author = null] = authors;
  const single = authors.size === 1 ? authorWords(author) : null;
  const logged = updates.filter((update) => update.logged).length;
  const intro = words().updates.intro({ updates: logged, author: single });
  const changes = updates.map((update) => change(update, surface));
  const widest = Math.max(...changes.map(displayWidth));
  const lines: string[] = [];
  let folded: UpdateStory[] = [];
  const unfold = (): void => {
    if (folded.length > 0) lines.push(foldedLine(folded, surface, widest));
    folded = [];
  };
  for (const [index, update] of updates.entries()) {
    if (!verbose && updates.length > UNFOLDED && !bearsOnSum(story, update)) {
      folded.push(update);
      continue;
    }
    unfold();
    const start = `  ${minute(update.at)}  ${padStart(changes[index] ?? '', widest)}  `;
    const indent = ' '.repeat(displayWidth(start));
    lines.push(wrap(updateWords(update, single === null, surface), textWidth(surface), indent, start));
  }
  unfold();
  return [title, paragraph(intro, surface), '', ...lines].join('\n');
}

/** Whether an update bears on today's sum or is odd in itself. */
export function bearsOnSum(story: BalanceStory, update: UpdateStory): boolean {
  const standing = new Set(
    story.reservations.filter((each) => each.takenOffAt !== null).map((each) => each.order),
  );
  const phantom = new Set(story.notTakenOff.map((each) => each.order));
  const missing = new Set(story.notPutBack.map((each) => each.order));
  return (
    update.unexplained > 0 ||
    update.reset ||
    !update.logged ||
    update.takenOff.some((each) => standing.has(each.order) || missing.has(each.order)) ||
    update.dropped.some((each) => phantom.has(each.order)) ||
    update === story.updates.at(-1)
  );
}

function change(update: UpdateStory, surface: Surface): string {
  return `${count(update.before)} ${surface.symbols.arrow} ${count(update.after)}`;
}

/** What one update did, as a sentence without a full stop; its author first, if wanted. */
export function updateWords(update: UpdateStory, withAuthor: boolean, surface: Surface): string {
  const { red, yellow, green } = surface.colours;
  const texts = words().updates;
  const parts: string[] = [];
  const early = update.takenOff.filter((each) => each.early);
  for (const taken of early.slice(0, MOST_ORDERS)) {
    parts.push(
      texts.early({
        units: taken.units,
        order: orderName(taken.order),
        details: earliness(taken),
        mark: (word) => red(word),
      }),
    );
  }
  const more = early.slice(MOST_ORDERS);
  if (more.length > 0)
    parts.push(texts.earlyMore({ units: unitsOf(more), orders: more.length, mark: (word) => red(word) }));
  const onTime = update.takenOff.filter((each) => !each.early);
  if (onTime.length > 0)
    parts.push(
      texts.onTime({ units: unitsOf(onTime), orders: orderWords(onTime.map((each) => each.order)) }),
    );
  for (const { order, units } of update.putBack.slice(0, MOST_ORDERS))
    parts.push(texts.putBack({ units, order: orderName(order) }));
  const moreBack = update.putBack.slice(MOST_ORDERS);
  if (moreBack.length > 0)
    parts.push(texts.putBackMore({ units: unitsOf(moreBack), orders: moreBack.length }));
  if (update.received > 0) parts.push(texts.received(update.received));
  if (update.unexplained > 0)
    parts.push(texts.unexplained({ units: update.unexplained, mark: (word) => yellow(word) }));
  if (update.reset) parts.push(texts.setRight((word) => green(word)));
  if (update.dropped.length > 0)
    parts.push(
      texts.freed({
        units: unitsOf(update.dropped),
        orders: orderWords(update.dropped.map((each) => each.order)),
      }),
    );
  if (isGap(update)) return texts.gap({ clauses: parts.join('; '), mark: (word) => yellow(word) });
  if (!update.logged) parts.push(withoutRow(update));
  if (parts.length === 0)
    parts.push(update.before === update.after ? texts.changedNothing : texts.changedCount);
  const clauses = parts.join('; ');
  return withAuthor ? texts.by({ author: authorWords(update.author), clauses }) : clauses;
}

/** Where two rows of the log do not meet: who wrote in between, and how often, is not known. */
export function isGap(update: UpdateStory): boolean {
  return !update.logged && update.before !== update.after;
}

/** Why a write that must have happened is not in the log. */
function withoutRow(update: UpdateStory): string {
  const parts = update.takenOff.length + update.putBack.length + (update.received > 0 ? 1 : 0);
  return parts > 1 ? words().updates.cancelOut : words().updates.withoutRow;
}

/** `Payment approved then; 31 hours before Preparing Delivery`. */
function earliness(taken: TakenOff): string {
  const texts = words().updates;
  const parts: string[] = [];
  if (taken.statusThen !== null)
    parts.push(texts.statusThen({ status: statusWords(taken.statusThen), certain: taken.statusThenCertain }));
  if (taken.statusThen === 'invoiced') parts.push(texts.neverHandled);
  if (taken.hoursEarly !== null) parts.push(texts.beforeHandling(hoursLong(taken.hoursEarly)));
  return parts.join('; ');
}

function foldedLine(updates: readonly UpdateStory[], surface: Surface, widest: number): string {
  const first = updates[0];
  const last = updates.at(-1);
  if (first === undefined || last === undefined) return '';
  const early = sumOf(updates, (update) => update.takenOff.filter((each) => each.early));
  const onTime = sumOf(updates, (update) => update.takenOff.filter((each) => !each.early));
  const back = sumOf(updates, (update) => update.putBack);
  const received = updates.reduce((sum, update) => sum + update.received, 0);
  const texts = words().updates;
  const facts = [
    ...(early > 0 ? [texts.foldedEarly(early)] : []),
    ...(onTime > 0 ? [texts.foldedOnTime(onTime)] : []),
    ...(back > 0 ? [texts.foldedPutBack(back)] : []),
    ...(received > 0 ? [texts.foldedReceived(received)] : []),
  ];
  const start = `  ${minute(first.at)}  ${padStart(`${count(first.before)} ${surface.symbols.arrow} ${count(last.after)}`, widest)}  `;
  const text = texts.folded({ updates: updates.length, until: minute(last.at), facts: listed(facts) });
  const indent = ' '.repeat(displayWidth(start));
  return surface.colours.dim(wrap(padEnd(text, 0), textWidth(surface), indent, start));
}

function sumOf(
  updates: readonly UpdateStory[],
  of: (update: UpdateStory) => readonly { readonly units: number }[],
): number {
  return updates.reduce((sum, update) => sum + unitsOf(of(update)), 0);
}

function unitsOf(orders: readonly { readonly units: number }[]): number {
  return orders.reduce((sum, each) => sum + each.units, 0);
}
