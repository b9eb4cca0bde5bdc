/** Why a balance is as it is: double counting told with one order, what the other causes mean, and what it costs. */
import type { BalanceStory, Reservation, TakenOff } from '../ledger/diagnosis.js';
import { words } from '../words/index.js';
import { causeHappened } from './causes.js';
import { listed, units } from './numbers.js';
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
    texts.push(
      words().why.example({
        order: safe(example.order),
        units: example.units,
        placed: example.createdAt === null ? null : day(example.createdAt),
        takenOffAt: minute(example.takenOffAt),
      }),
    );
  }
  const untold = early.filter((each) => takenOffIn(story, each) === null);
  if (untold.length > 0) {
    texts.push(
      words().why.beforeTheLog({
        units: untold.reduce((sum, each) => sum + each.units, 0),
        orders: orderWords(untold.map((each) => each.order)),
      }),
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
        ? words().why.underOtherId(cause.units)
        : causeHappened(cause),
    );
  }
  if (story.notTakenOff.length > 0) {
    texts.push(
      words().why.notTakenOff(
        listed(
          story.notTakenOff.map(
            (each) => `${orderName(each.order)} (${units(each.units)}, ${statusWords(each.status)})`,
          ),
          6,
        ),
      ),
    );
  }
  if (story.unserved.length > 0) {
    const orders = story.unserved.map((each) =>
      words().why.unservedOrder({
        order: orderName(each.order),
        units: each.units,
        placed: each.createdAt === null ? null : day(each.createdAt),
      }),
    );
    texts.push(words().why.unserved(listed(orders, 8)));
  }
  const blocked = blockedSentence(story);
  if (blocked !== null) texts.push(blocked);
  if (texts.length === 0) return null;
  return { title: told.length > 0 ? words().why.countsTwice : words().why.why, texts };
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
  return words().why.blocked({
    policies: policies.length,
    names: listed(policies.map(safe), 8),
    hidden: hiddenUnits ?? 0,
  });
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
