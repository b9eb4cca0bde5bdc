/** The table of balances: searched, filtered, sorted, and shown a page at a time. */
import { KINDS } from '../data.js';
import { copyButton } from './copying.js';
import { button, element, name, say, sayLater, sectionOf, type TableColumn, tableRow } from './dom.js';
import { type Balance, balances, head, names } from './embedded.js';
import { type Filters, fitting, NO_FILTERS, type Sort, sorted } from './filters.js';
import { addressOf } from './routes.js';
import { sums } from './sums.js';
import { counted, filled, grouped, texts } from './words.js';

const ROWS_ON_PAGE = 50;
/** On paper there are no pages to turn; more rows than these nobody reads there. */
const MOST_PRINTED = 2000;

interface Column extends TableColumn<Balance> {
  readonly sort: Sort;
}

const COLUMNS: readonly Column[] = [
  {
    title: texts.sku,
    sort: 'sku',
    isHead: true,
    cell: (balance) => element('a', { href: addressOf(balance) }, name(balance.sku)),
  },
  { title: texts.reference, sort: 'reference', style: 'wider', cell: ({ reference }) => name(reference) },
  {
    title: texts.warehouse,
    sort: 'warehouse',
    style: 'wider',
    cell: ({ warehouseName }) => name(warehouseName),
  },
  { title: texts.inStock, sort: 'inStock', style: 'n wider', cell: ({ inStock }) => String(inStock) },
  { title: texts.reserved, sort: 'reserved', style: 'n wider', cell: ({ reserved }) => String(reserved) },
  {
    title: texts.available,
    sort: 'available',
    style: 'n',
    cell: ({ available }) =>
      element('span', { class: available < 0 ? 'bad strong' : undefined }, String(available)),
  },
  { title: texts.cause, sort: 'cause', style: 'wider', cell: ({ causes }) => causeList(causes) },
  { title: texts.count, sort: 'count', style: 'n', cell: countCell },
  {
    title: texts.confidence,
    sort: 'confidence',
    cell: ({ confidence, corrected }) => (corrected === null ? '' : (head.confidences[confidence] ?? '')),
  },
];

function countCell({ sku, warehouseName, corrected, isToType }: Balance): Node | string {
  if (corrected === null) return texts.kinds.unlimited;
  if (isToType) return copyButton({ sku, warehouse: warehouseName, count: corrected });
  return element('span', { class: 'quiet' }, filled(texts.leaveIt, { n: corrected }));
}

/** `early write-off 4, oversold 1`. */
function causeList(causes: Balance['causes']): string {
  return causes
    .map(([cause, units]) => {
      const words = head.causes[cause]?.name ?? '';
      return units === 0 ? words : `${words} ${units}`;
    })
    .join(', ');
}

let filters = NO_FILTERS;
let sort: Sort = 'available';
let isDescending = false;
let page = 0;
let found: readonly Balance[] = [];

const heads = new Map<Sort, HTMLTableCellElement>();
const body = element('tbody', { role: 'rowgroup' });
const foundLine = element('p');
const nothing = element('p', { hidden: true }, texts.foundNone);
const pageLine = element('span');
const previous = button(texts.previous, () => turnTo(page - 1));
const next = button(texts.next, () => turnTo(page + 1));
const pager = element('nav', { class: 'pager', 'aria-label': texts.pages }, previous, pageLine, next);
const printed = element('p', { hidden: true });
const controls = new Map<keyof Filters, HTMLInputElement | HTMLSelectElement>();
const clear = button(texts.clear, () => {
  show(NO_FILTERS);
  controls.get('search')?.focus();
});

/** The balances that fit the filters, in the order of the table. */
export function foundBalances(): readonly Balance[] {
  return found;
}

export function whichBalances(): HTMLElement {
  if (balances.length === 0) return sectionOf('which', texts.which, element('p', {}, texts.noneListed));
  const line = element('tr', { role: 'row' });
  for (const column of COLUMNS) {
    const cell = element(
      'th',
      { scope: 'col', role: 'columnheader', class: column.style },
      button(column.title, () => sortBy(column.sort)),
    );
    heads.set(column.sort, cell);
    line.append(cell);
  }
  const made = element(
    'table',
    { class: 'balances', role: 'table' },
    element('caption', { class: 'unseen' }, texts.tableCaption),
    element('thead', { role: 'rowgroup' }, line),
    body,
  );
  const section = sectionOf(
    'which',
    texts.which,
    sums((wanted) => {
      show(wanted);
      goToTable();
    }),
    filterForm(),
    element('div', { class: 'bar' }, foundLine, element('p', { class: 'quiet hint' }, texts.tableHint)),
    element('div', { class: 'scroll' }, made),
    nothing,
    printed,
    element('div', { class: 'bar' }, pager),
  );
  refresh();
  window.addEventListener('beforeprint', () => {
    fill(found.slice(0, MOST_PRINTED));
    printed.hidden = found.length <= MOST_PRINTED;
    printed.textContent = filled(texts.printedPart, { n: grouped(MOST_PRINTED), all: grouped(found.length) });
  });
  window.addEventListener('afterprint', () => {
    printed.hidden = true;
    fillPage();
  });
  return section;
}

/** Shows what fits these filters, and nothing of former ones. */
export function show(wanted: Filters): void {
  filters = wanted;
  for (const [key, control] of controls) {
    if (control instanceof HTMLSelectElement) choose(control, filters[key]);
    else control.value = filters[key];
  }
  refresh();
  sayFound();
}

export function goToTable(): void {
  const form = controls.get('search')?.form;
  form?.scrollIntoView();
  controls.get('search')?.focus({ preventScroll: true });
}

/** A filter that no choice stands for (several causes at once) is added to the choices while it counts. */
function choose(control: HTMLSelectElement, value: string): void {
  for (const option of [...control.options]) if (option.dataset.added !== undefined) option.remove();
  control.value = value;
  if (control.value === value) return;
  const parts = value
    .split(' ')
    .map((part) => [...control.options].find((each) => each.value === part)?.text);
  const option = element('option', { value }, parts.join(', '));
  option.dataset.added = '';
  control.append(option);
  control.value = value;
}

function filterForm(): HTMLFormElement {
  const search = element('input', {
    type: 'search',
    autocomplete: 'off',
    spellcheck: 'false',
    placeholder: texts.searchHint,
  });
  search.addEventListener('input', () => change('search', search.value));
  controls.set('search', search);
  const kinds = KINDS.filter((kind) => balances.some((balance) => balance.kind === kind));
  const causes = new Set(balances.flatMap((balance) => balance.causes.map(([cause]) => cause)));
  const form = element(
    'form',
    { class: 'filters', role: 'search', 'aria-label': texts.which },
    element('label', { class: 'wide' }, texts.search, search),
    choice(
      'kind',
      texts.state,
      kinds.map((kind) => [kind, texts.kinds[kind]]),
    ),
    choice(
      'cause',
      texts.cause,
      head.causes.flatMap((cause, place) =>
        causes.has(place) ? [[String(place), cause.name] as const] : [],
      ),
    ),
    choice(
      'confidence',
      texts.confidence,
      head.confidences.map((words, place) => [String(place), words]),
    ),
    choice('todo', texts.todo, [
      ['type', texts.toType],
      ['count', texts.toCount],
    ]),
    choice(
      'warehouse',
      texts.warehouse,
      names.warehouses.map(({ id, name: words }) => [id, words]),
    ),
    choice(
      'author',
      texts.author,
      names.authors.map((words, place) => [String(place), words]),
    ),
    choice(
      'policy',
      texts.channel,
      names.policies.map((words, place) => [String(place), words]),
    ),
    clear,
  );
  form.addEventListener('submit', (event) => event.preventDefault());
  return form;
}

/** A filter that leaves no choice is not offered. */
function choice(
  key: keyof Filters,
  title: string,
  values: readonly (readonly [value: string, words: string])[],
): HTMLElement | null {
  if (values.length === 0 || (values.length === 1 && key === 'warehouse')) return null;
  const select = element(
    'select',
    {},
    element('option', { value: '' }, texts.all),
    ...values.map(([value, words]) => element('option', { value }, words)),
  );
  select.addEventListener('change', () => change(key, select.value));
  controls.set(key, select);
  return element('label', {}, title, select);
}

function change(key: keyof Filters, value: string): void {
  filters = { ...filters, [key]: value };
  refresh();
  sayFound();
}

function sayFound(): void {
  sayLater(foundLine.textContent ?? '');
}

function sortBy(wanted: Sort): void {
  isDescending = sort === wanted && !isDescending;
  sort = wanted;
  refresh();
}

function refresh(): void {
  found = sorted(fitting(filters), sort, isDescending);
  page = 0;
  for (const [key, cell] of heads) {
    if (key === sort) cell.setAttribute('aria-sort', isDescending ? 'descending' : 'ascending');
    else cell.removeAttribute('aria-sort');
  }
  clear.disabled = Object.values(filters).every((value) => value === '');
  foundLine.textContent = counted(texts.found, found.length, { all: grouped(balances.length) });
  nothing.hidden = found.length > 0;
  fillPage();
}

function turnTo(wanted: number): void {
  const focused = document.activeElement;
  page = wanted;
  fillPage();
  // A button that can do no more would take the focus with it.
  if (focused === next && next.disabled) previous.focus();
  if (focused === previous && previous.disabled) next.focus();
  say(pageLine.textContent ?? '');
  body.parentElement?.scrollIntoView({ block: 'start' });
}

function fillPage(): void {
  const from = page * ROWS_ON_PAGE;
  const to = Math.min(from + ROWS_ON_PAGE, found.length);
  fill(found.slice(from, to));
  pager.hidden = found.length <= ROWS_ON_PAGE;
  previous.disabled = page === 0;
  next.disabled = to >= found.length;
  pageLine.textContent = filled(texts.page, {
    from: grouped(from + 1),
    to: grouped(to),
    all: grouped(found.length),
  });
}

function fill(rows: readonly Balance[]): void {
  body.replaceChildren(...rows.map((balance) => tableRow(COLUMNS, balance)));
}
