/** Why a balance is as it is: double counting told with one order, what the other causes mean, and what it costs. */
import type { BalanceStory, Reservation, TakenOff } from '../ledger/diagnosis.js';
import { causeHappened } from './causes.js';
import { count, listed, units } from './numbers.js';
import { heading, paragraph } from './page.js';
import { safe } from './safe.js';
import type { Surface } from './surface.js';
import { day, minute } from './times.js';
import { orderName, orderWords, statusWords } from './words.js';

interface Why {
  readonly title: string;
  readonly texts: readonly string[];
}

/** Why units count twice, told with one order; and what the other causes mean. Null where there is nothing to tell. */
export function whyWords(story: BalanceStory): Why | null {
  const texts: string[] = [];
  const early = story.reservations.filter((each) => each.takenOffAt !== null && each.state !== 'ghost');
  const told = early.filter((each) => each.createdAt !== null && takenOffIn(story, each)?.early);
  const example = told.sort(
    (a, b) => Number(b.state === 'pending') - Number(a.state === 'pending') || b.units - a.units,
  )[0];
  if (example !== undefined && example.takenOffAt !== null) {
    const its = example.units === 1 ? 'its one unit' : `its ${count(example.units)} units`;
    const since = example.createdAt === null ? '' : ` since it was placed on ${day(example.createdAt)}`;
    texts.push(
      `Take order ${safe(example.order)}. VTEX has held ${its} as reserved${since}. On ${minute(example.takenOffAt)} the same ${example.units === 1 ? 'unit was' : 'units were'} taken off in stock as well. Available is in stock less reserved, so ${example.units === 1 ? 'it is' : 'they are'} missing from it twice. A reservation ends only with the first inventory update after its order is in Preparing Delivery; a write-off before that counts double until then.`,
    );
  }
  const untold = early.filter((each) => takenOffIn(story, each) === null);
  if (untold.length > 0) {
    const n = untold.reduce((sum, each) => sum + each.units, 0);
    texts.push(
      `${units(n)} reserved for ${orderWords(untold.map((each) => each.order))} ${n === 1 ? 'was' : 'were'} taken off before the update log begins, as far as the exports tell: no update in it shows that.`,
    );
  }
  for (const cause of story.causes.filter(
    (each) =>
      (each.code === 'late-write-off' && !(story.counted !== null && story.notTakenOff.length === 0)) ||
      each.code === 'ghost-reservation' ||
      each.code === 'oversold',
  )) {
    texts.push(
      cause.code === 'oversold' && isSplit(story)
        ? `${cause.units === 1 ? '1 more unit is' : `${cause.units} more units are`} reserved under this id than it holds; those that stand under the other id may cover ${cause.units === 1 ? 'it' : 'them'}.`
        : causeHappened(cause),
    );
  }
  if (story.notTakenOff.length > 0) {
    texts.push(
      `Not taken off so far: ${listed(
        story.notTakenOff.map(
          (each) => `${orderName(each.order)} (${units(each.units)}, ${statusWords(each.status)})`,
        ),
        6,
      )}.`,
    );
  }
  if (story.unserved.length > 0) {
    texts.push(
      `The orders that exceed the stock, newest first: ${listed(
        story.unserved.map(
          (each) =>
            `${orderName(each.order)} (${units(each.units)}${each.createdAt === null ? '' : `, placed ${day(each.createdAt)}`})`,
        ),
        8,
      )}.`,
    );
  }
  const blocked = blockedSentence(story);
  if (blocked !== null) texts.push(blocked);
  if (texts.length === 0) return null;
  return { title: told.length > 0 ? 'Why that counts twice' : 'Why', texts };
}

export function renderWhy(story: BalanceStory, surface: Surface): string | null {
  const why = whyWords(story);
  if (why === null) return null;
  return `${heading(why.title, surface)}\n${why.texts.map((text) => paragraph(text, surface)).join('\n')}`;
}

/** What a negative balance keeps from being bought elsewhere. */
function blockedSentence({ blockedTradePolicies, hiddenUnits }: BalanceStory): string | null {
  const policies = blockedTradePolicies ?? [];
  if (policies.length === 0) return null;
  const hidden =
    hiddenUnits === null || hiddenUnits === 0
      ? ''
      : `, although other warehouses of ${policies.length === 1 ? 'it' : 'them'} have ${units(hiddenUnits)} available`;
  return `While it is negative, nobody can buy the SKU in trade ${policies.length === 1 ? 'policy' : 'policies'} ${listed(policies.map(safe), 8)}${hidden}.`;
}

/** What the log shows of a reservation's units being taken off; null where they lack since before it begins. */
export function takenOffIn({ updates }: BalanceStory, { order, takenOffAt }: Reservation): TakenOff | null {
  for (const { at, takenOff } of updates) {
    const taken = at === takenOffAt ? takenOff.find((each) => each.order === order) : undefined;
    if (taken !== undefined) return taken;
  }
  return null;
}

/** Whether counts and reservations may stand under two ids: what is short under one may be there under the other. */
export function isSplit(story: BalanceStory): boolean {
  return story.causes.some((cause) => cause.code === 'split-identity');
}
