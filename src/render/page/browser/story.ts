/** The story of one balance: what to type and do, the sum, the chart, and everything that happened. */
import type { PageStory, PageTerm } from '../data.js';
import { overTime } from './chart.js';
import { copyButton } from './copying.js';
import { button, element, name, sectionOf, table } from './dom.js';
import { type Balance, balances } from './embedded.js';
import { addressOf } from './routes.js';
import { counted, filled, minute, texts } from './words.js';

/** Up to so many updates are all shown; of more, those that do not bear on the sum are folded. */
const UNFOLDED = 12;

/**
 * @param neighbours the balances before and after it in the table, where there are any
 */
export function storyView(
  balance: Balance,
  story: PageStory,
  neighbours: { readonly previous: Balance | undefined; readonly next: Balance | undefined },
): Node[] {
  const title = filled(texts.storyTitle, { sku: balance.sku, warehouse: story.warehouse });
  return [
    crumbs(neighbours),
    element('h1', { tabindex: -1 }, name(title)),
    story.reference === ''
      ? ''
      : element('p', { class: 'quiet' }, filled(texts.storyReference, { reference: story.reference })),
    element('p', { class: 'lead' }, story.headline),
    ...typing(balance, story),
    steps(story),
    ...(story.sum === null ? [] : [sumOf(story.sum)]),
    overTime(story.timeline),
    updatesOf(story),
    ...reservationsOf(story),
    ...(story.why === null
      ? []
      : [sectionOf('why', story.why.title, ...story.why.texts.map((text) => element('p', {}, text)))]),
    ...listOf('sure', texts.sure, story.sure),
    ...listOf('odd', texts.odd, story.odd),
    ...otherBalances(balance),
  ].filter((part): part is HTMLElement => part !== '');
}

export function crumbs({
  previous,
  next,
}: {
  readonly previous?: Balance | undefined;
  readonly next?: Balance | undefined;
}): HTMLElement {
  const link = (to: Balance | undefined, text: string): Node | null =>
    to === undefined ? null : element('a', { href: addressOf(to) }, text);
  return element(
    'nav',
    { class: 'crumbs', 'aria-label': texts.tableCaption },
    element('a', { href: '#' }, texts.back),
    element('span', {}, link(previous, texts.previousBalance), link(next, texts.nextBalance)),
  );
}

function typing({ sku, corrected }: Balance, { isToType, warehouse }: PageStory): HTMLElement[] {
  if (!isToType || corrected === null) return [];
  return [
    element(
      'p',
      { class: 'type' },
      element('span', {}, texts.count),
      copyButton({ sku, warehouse, count: corrected }),
    ),
  ];
}

function steps(story: PageStory): HTMLElement {
  return sectionOf(
    'steps',
    texts.steps,
    story.steps.length === 0
      ? element('p', {}, texts.noSteps)
      : element('ol', { class: 'steps' }, ...story.steps.map((text) => element('li', {}, text))),
  );
}

function sumOf({ paragraphs, terms }: NonNullable<PageStory['sum']>): HTMLElement {
  const made = table<PageTerm>(
    texts.sum,
    [
      { title: texts.sumSign, isUntitled: true, cell: ({ sign }) => sign.trim() },
      { title: texts.sumTerm, isUntitled: true, isHead: true, cell: (term) => term.name },
      { title: texts.number, isUntitled: true, style: 'n', cell: ({ value }) => String(value) },
      { title: texts.sumFrom, isUntitled: true, style: 'from', cell: ({ source }) => source },
    ],
    terms,
    { class: 'sum' },
  );
  made.caption?.classList.add('unseen');
  for (const [place, { strong }] of terms.entries()) {
    made.tBodies[0]?.rows[place]?.classList.toggle('strong', strong);
  }
  return sectionOf(
    'sum',
    texts.sum,
    ...paragraphs.map((text) => element('p', {}, text)),
    element('div', { class: 'scroll' }, made),
  );
}

function updatesOf({ document: { updates }, updates: told }: PageStory): HTMLElement {
  if (updates.length === 0) return sectionOf('updates', texts.updates, element('p', {}, texts.noUpdates));
  const rows = updates.map((update, place) => ({ ...update, told: told[place] }));
  const made = table(
    texts.updates,
    [
      {
        title: texts.moment,
        isHead: true,
        cell: ({ at }) => element('span', { class: 'when' }, at === null ? texts.unknown : minute(at)),
      },
      {
        title: texts.change,
        style: 'n',
        cell: ({ before, after }) => filled(texts.changeSaid, { before, after }),
      },
      { title: texts.author, cell: (row) => name(row.told?.author ?? '') },
      { title: texts.happened, cell: (row) => row.told?.text ?? '' },
    ],
    rows,
    { class: 'stacked' },
  );
  made.caption?.classList.add('unseen');
  const lines = [...(made.tBodies[0]?.rows ?? [])];
  const quiet = rows.length > UNFOLDED ? lines.filter((_line, place) => told[place]?.bears === false) : [];
  const scroll = element('div', { class: 'scroll' }, made);
  if (quiet.length === 0) return sectionOf('updates', texts.updates, scroll);
  const fold = (isFolded: boolean): void => {
    for (const line of quiet) line.hidden = isFolded;
    toggle.textContent = isFolded ? counted(texts.showAll, rows.length) : texts.showFew;
    toggle.setAttribute('aria-expanded', String(!isFolded));
  };
  const toggle = button('', () => fold(toggle.getAttribute('aria-expanded') === 'true'), { class: 'toggle' });
  fold(true);
  return sectionOf('updates', texts.updates, toggle, scroll);
}

function reservationsOf({ document: { reservations }, reservations: told, kits }: PageStory): HTMLElement[] {
  if (reservations.length === 0) return [];
  const rows = reservations.map((reservation, place) => ({ ...reservation, told: told[place] }));
  const made = table(
    texts.reservedFor,
    [
      { title: texts.order, isHead: true, cell: (row) => name(row.told?.order ?? '') },
      { title: texts.number, style: 'n', cell: ({ units }) => String(units) },
      {
        title: texts.placed,
        style: 'when',
        cell: ({ createdAt }) => (createdAt === null ? texts.unknown : minute(createdAt)),
      },
      { title: texts.status, cell: (row) => name(row.told?.status ?? '') },
      { title: texts.shelf, cell: (row) => row.told?.shelf ?? '' },
      { title: texts.takenOff, style: 'when', cell: (row) => row.told?.takenOff ?? '' },
    ],
    rows,
    { class: 'stacked' },
  );
  made.caption?.classList.add('unseen');
  return [
    sectionOf(
      'reserved-for',
      texts.reservedFor,
      element('div', { class: 'scroll' }, made),
      kits === null ? null : element('p', {}, kits),
    ),
  ];
}

function listOf(id: string, title: string, items: readonly string[]): HTMLElement[] {
  const [only] = items;
  if (only === undefined) return [];
  const content =
    items.length === 1
      ? element('p', {}, only)
      : element('ul', { class: 'list' }, ...items.map((text) => element('li', {}, text)));
  return [sectionOf(id, title, content)];
}

function otherBalances(balance: Balance): HTMLElement[] {
  const others = balances.filter((each) => each.sku === balance.sku && each !== balance);
  if (others.length === 0) return [];
  const items = others.map((other) =>
    element(
      'li',
      {},
      element('a', { href: addressOf(other) }, name(other.warehouseName)),
      `: ${filled(texts.otherAvailable, { n: other.available })}`,
    ),
  );
  return [sectionOf('others', texts.otherBalances, element('ul', { class: 'list' }, ...items))];
}
