/** A balance's inventory updates as a story: what each took off for which orders, received, or left unexplained. */
import type { BalanceStory, TakenOff, UpdateStory } from '../ledger/diagnosis.js';
import { count, counted, listed, units } from './numbers.js';
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
  const title = heading('What happened', surface);
  if (updates.length === 0) {
    return `${title}\n${paragraph('No inventory update of this balance is in the exports.', surface)}`;
  }
  const authors = new Set(updates.filter((update) => !isGap(update)).map((update) => update.author));
  const [author = null] = authors;
  const single = authors.size === 1 ? authorWords(author) : null;
  const logged = updates.filter((update) => update.logged).length;
  const intro = `${counted(logged, 'inventory update')}${single === null ? '' : `, all by ${single}`}. Times are UTC.`;
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
  const { colours } = surface;
  const parts: string[] = [];
  const early = update.takenOff.filter((each) => each.early);
  for (const taken of early.slice(0, MOST_ORDERS)) {
    parts.push(
      `took off ${count(taken.units)} for ${orderName(taken.order)}, ${colours.red('early')}${earliness(taken)}`,
    );
  }
  const more = early.slice(MOST_ORDERS);
  if (more.length > 0)
    parts.push(
      `took off ${count(unitsOf(more))} for ${counted(more.length, 'more order')}, ${colours.red('early')}`,
    );
  const onTime = update.takenOff.filter((each) => !each.early);
  if (onTime.length > 0) {
    parts.push(
      `took off ${count(unitsOf(onTime))} for ${orderWords(onTime.map((each) => each.order))}, in Preparing Delivery or later`,
    );
  }
  for (const { order, units: back } of update.putBack.slice(0, MOST_ORDERS))
    parts.push(`put back ${count(back)} for ${orderName(order)}, cancelled`);
  const moreBack = update.putBack.slice(MOST_ORDERS);
  if (moreBack.length > 0)
    parts.push(
      `put back ${count(unitsOf(moreBack))} for ${counted(moreBack.length, 'more cancelled order')}`,
    );
  if (update.received > 0) parts.push(`received ${count(update.received)}`);
  if (update.unexplained > 0)
    parts.push(`took off ${count(update.unexplained)} that ${colours.yellow('nothing explains')}`);
  if (update.reset)
    parts.push(`${colours.green('set the count right')}, so nothing taken off before counts twice any more`);
  if (update.dropped.length > 0) {
    parts.push(
      `freed the ${units(unitsOf(update.dropped))} reserved for ${orderWords(update.dropped.map((each) => each.order))}`,
    );
  }
  if (isGap(update))
    return `${colours.yellow('missing in the log')}: ${parts.join('; ') || 'the count changed'}`;
  if (!update.logged) parts.push(withoutRow(update));
  if (parts.length === 0)
    parts.push(update.before === update.after ? 'changed nothing' : 'changed the count');
  return (withAuthor ? `${authorWords(update.author)} ` : '') + parts.join('; ');
}

/** Where two rows of the log do not meet: who wrote in between, and how often, is not known. */
export function isGap(update: UpdateStory): boolean {
  return !update.logged && update.before !== update.after;
}

/** Why a write that must have happened is not in the log. */
function withoutRow(update: UpdateStory): string {
  const parts = update.takenOff.length + update.putBack.length + (update.received > 0 ? 1 : 0);
  return parts > 1
    ? 'these cancel out, so VTEX refused the write and logged no row'
    : 'left no row in the log, but must have happened';
}

/** `: Payment approved then, 31 hours before Preparing Delivery`. */
function earliness(taken: TakenOff): string {
  const parts: string[] = [];
  if (taken.statusThen !== null) {
    parts.push(`${taken.statusThenCertain ? '' : 'most likely '}${statusWords(taken.statusThen)} then`);
  }
  if (taken.statusThen === 'invoiced') parts.push('it was never in Preparing Delivery');
  if (taken.hoursEarly !== null) parts.push(`${hoursLong(taken.hoursEarly)} before Preparing Delivery`);
  return parts.length === 0 ? '' : ` (${parts.join('; ')})`;
}

function foldedLine(updates: readonly UpdateStory[], surface: Surface, widest: number): string {
  const first = updates[0];
  const last = updates.at(-1);
  if (first === undefined || last === undefined) return '';
  const early = sumOf(updates, (update) => update.takenOff.filter((each) => each.early));
  const onTime = sumOf(updates, (update) => update.takenOff.filter((each) => !each.early));
  const back = sumOf(updates, (update) => update.putBack);
  const received = updates.reduce((sum, update) => sum + update.received, 0);
  const facts = [
    ...(early > 0 ? [`${count(early)} taken off early for orders that are gone since`] : []),
    ...(onTime > 0 ? [`${count(onTime)} taken off on time`] : []),
    ...(back > 0 ? [`${count(back)} put back`] : []),
    ...(received > 0 ? [`${count(received)} received`] : []),
  ];
  const start = `  ${minute(first.at)}  ${padStart(`${count(first.before)} ${surface.symbols.arrow} ${count(last.after)}`, widest)}  `;
  const several =
    updates.length === 1
      ? '1 update that leaves'
      : `${counted(updates.length, 'update')} until ${minute(last.at)} that leave`;
  const text = `${several} no trace in the sum${facts.length > 0 ? `: ${listed(facts)}` : ''}`;
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
