/** How bad it is, and what to do now. */
import { KINDS } from '../data.js';
import { button, element, sectionOf } from './dom.js';
import { type Balance, balances, head } from './embedded.js';
import { type Filters, NO_FILTERS } from './filters.js';
import { counted, filled, grouped, listed, minute, money, texts } from './words.js';

type Show = (filters: Filters) => void;

const HOUR = 3_600_000;

export function topOf(): Node[] {
  const written = document.querySelector('meta[name=generator]')?.getAttribute('content') ?? '';
  return [
    element('p', { class: 'brand' }, texts.title),
    element('h1', { tabindex: -1 }, head.headline),
    element('p', {}, `${head.moment} ${texts.utc}`),
    element(
      'p',
      { class: 'quiet' },
      filled(texts.written, { version: written.replace('invfix ', ''), time: minute(head.writtenAt) }),
    ),
    ...notes(),
  ];
}

function notes(): Node[] {
  const shown: string[] = [];
  const at = head.exportedAt ?? head.exportedBefore;
  if (at === null) shown.push(texts.staleUnknown);
  else {
    const hours = Math.floor((Date.now() - Date.parse(at)) / HOUR);
    const age = hours < 48 ? counted(texts.hours, hours) : counted(texts.days, Math.floor(hours / 24));
    const text = head.exportedAt === null ? texts.staleAtLeast : texts.stale;
    if (hours >= 1) shown.push(filled(text, { age }));
  }
  if (head.isIncomplete) shown.push(texts.incomplete);
  return shown.map((text) => element('div', { class: 'note' }, element('p', {}, text)));
}

export function howBad(): HTMLElement {
  const { summary } = head;
  const negativeSkus = new Set(balances.filter(({ kind }) => kind === 'negative').map(({ sku }) => sku));
  const policies = summary.blockedTradePolicies;
  const channels =
    policies === null
      ? [texts.channelsUnknownMeans]
      : policies.length === 0
        ? [texts.channelsNone]
        : [
            counted(texts.channelsNamed, policies.length, { names: listed(policies, 8) }),
            ...(summary.unitsHidden ? [counted(texts.hidden, summary.unitsHidden)] : []),
          ];
  return sectionOf(
    'how-bad',
    texts.howBad,
    element(
      'dl',
      { class: 'figures' },
      figure(
        texts.unitsShort,
        summary.unitsShort,
        [
          counted(texts.unitsShortOf, summary.negative, { all: grouped(summary.balances) }),
          ...worth(head.worthShort),
        ],
        true,
      ),
      figure(
        texts.skusNegative,
        negativeSkus.size,
        negativeSkus.size > 0 ? [texts.skusNegativeMeans] : [],
        true,
      ),
      figure(texts.channels, policies === null ? texts.channelsUnknown : policies.length, channels, true),
      figure(texts.withheld, summary.unitsWithheld, [
        ...(summary.understated > 0 ? [counted(texts.withheldIn, summary.understated)] : []),
        ...worth(head.worthWithheld),
      ]),
      figure(
        texts.phantom,
        summary.unitsPhantom,
        summary.overstated > 0 ? [counted(texts.phantomIn, summary.overstated)] : [],
      ),
    ),
  );
}

function worth(values: readonly { readonly cents: number; readonly currency: string }[]): string[] {
  return values.map(({ cents, currency }) => filled(texts.worth, { money: money(cents, currency) }));
}

function figure(title: string, value: number | string, more: readonly string[], isBad = false): HTMLElement {
  const isWord = typeof value === 'string';
  const style = `big${isWord ? ' word' : ''}${isBad && !isWord && value > 0 ? ' bad' : ''}`;
  return element(
    'div',
    {},
    element('dt', {}, title),
    element('dd', { class: style }, isWord ? value : grouped(value)),
    ...more.map((text) => element('dd', {}, text)),
  );
}

interface Step {
  readonly text: string;
  readonly filters: Partial<Filters> | null;
}

/** @param show filters the table and goes to it */
export function whatToDo(show: Show): HTMLElement {
  const steps = stepsNow();
  const list =
    steps.length === 0
      ? element('p', {}, texts.stepNone)
      : element(
          'ol',
          { class: 'steps' },
          ...steps.map(({ text, filters }) =>
            element(
              'li',
              {},
              text,
              filters === null
                ? null
                : button(texts.showThese, () => show({ ...NO_FILTERS, ...filters }), { class: 'plain' }),
            ),
          ),
        );
  return sectionOf(
    'what-to-do',
    texts.whatToDo,
    list,
    steps.length === 0 ? null : element('p', {}, texts.leave),
    element('h3', {}, texts.triggers),
    writers(),
  );
}

function stepsNow(): Step[] {
  const toType = balances.filter(({ isToType }) => isToType);
  const negative = toType.filter(({ kind }) => kind === 'negative').length;
  const others = toType.length - negative;
  const early = toType.reduce(
    (sum, { authors }) => sum + authors.reduce((all, [, units]) => all + units, 0),
    0,
  );
  const withCause = (code: string): { found: readonly Balance[]; cause: string } => {
    const place = head.causes.findIndex((cause) => cause.code === code);
    return {
      found: balances.filter(({ causes }) => causes.some(([cause]) => cause === place)),
      cause: String(place),
    };
  };
  const ghosts = withCause('ghost-reservation');
  const oversold = withCause('oversold');
  const toCount = balances.filter(({ isToCount }) => isToCount);
  return [
    ...step(negative, texts.stepType, { kind: KINDS[0], todo: 'type' }),
    ...step(others, texts.stepTypeOthers, { kind: `${KINDS[1]} ${KINDS[2]}`, todo: 'type' }),
    ...step(early, texts.stepErp, null),
    ...step(ghosts.found.length, texts.stepGhosts, { cause: ghosts.cause }),
    ...step(oversold.found.length, texts.stepOversold, { cause: oversold.cause }),
    ...step(toCount.length, texts.stepCount, { todo: 'count' }),
  ];
}

function step(n: number, text: Parameters<typeof counted>[0], filters: Partial<Filters> | null): Step[] {
  return n === 0 ? [] : [{ text: counted(text, n), filters }];
}

function writers(): HTMLElement {
  if (head.writers.length === 0) return element('p', {}, texts.triggersNone);
  return element(
    'ul',
    { class: 'writers' },
    ...head.writers.map(({ text, isToChange }) =>
      element(
        'li',
        { class: isToChange ? 'change' : undefined },
        element('span', { class: 'tag' }, isToChange ? texts.toChange : texts.asItIs),
        text,
      ),
    ),
  );
}
