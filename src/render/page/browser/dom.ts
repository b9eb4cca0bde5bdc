/** Builds the page's elements. Text goes in as text alone: nothing from the data is ever read as markup. */

type Attributes = Readonly<Record<string, string | number | boolean | undefined>>;
type Child = Node | string | null;

/** An element with attributes; those that are false or undefined are left out. */
export function element<Tag extends keyof HTMLElementTagNameMap>(
  tag: Tag,
  attributes: Attributes = {},
  ...children: readonly Child[]
): HTMLElementTagNameMap[Tag] {
  const made = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) {
    if (value === undefined || value === false) continue;
    made.setAttribute(name, value === true ? '' : String(value));
  }
  for (const child of children) if (child !== null) made.append(child);
  return made;
}

export function button(text: string, pressed: () => void, attributes: Attributes = {}): HTMLButtonElement {
  const made = element('button', { type: 'button', ...attributes }, text);
  made.addEventListener('click', pressed);
  return made;
}

/** Longer names may be broken anywhere. */
const LONGEST_UNBROKEN = 24;

/** A name from the exports, which cannot turn the direction of what stands around it. */
export function name(text: string): HTMLElement {
  return element('bdi', { class: text.length <= LONGEST_UNBROKEN ? 'short' : undefined }, text);
}

export function sectionOf(id: string, title: string, ...children: readonly Child[]): HTMLElement {
  const heading = element('h2', { id }, title);
  return element('section', { 'aria-labelledby': id }, heading, ...children);
}

export interface TableColumn<Row> {
  readonly title: string;
  /** What stands in the cell. */
  readonly cell: (row: Row) => Child;
  /** `n` for numbers. */
  readonly style?: string;
  /** The column that names the row. */
  readonly isHead?: boolean;
  /** Its title is for those who do not see the table. */
  readonly isUntitled?: boolean;
}

/** Narrow screens may show a table's cells below one another: its roles are said, so that it stays a table. */
export function table<Row>(
  caption: string,
  columns: readonly TableColumn<Row>[],
  rows: readonly Row[],
  attributes: Attributes = {},
): HTMLTableElement {
  const head = element('tr', { role: 'row' });
  for (const { title, style, isUntitled } of columns) {
    const shown = isUntitled ? element('span', { class: 'unseen' }, title) : title;
    head.append(element('th', { scope: 'col', role: 'columnheader', class: style }, shown));
  }
  const body = element('tbody', { role: 'rowgroup' });
  for (const row of rows) body.append(tableRow(columns, row));
  return element(
    'table',
    { role: 'table', ...attributes },
    element('caption', {}, caption),
    element('thead', { role: 'rowgroup' }, head),
    body,
  );
}

export function tableRow<Row>(columns: readonly TableColumn<Row>[], row: Row): HTMLTableRowElement {
  const line = element('tr', { role: 'row' });
  for (const { title, cell, style, isHead } of columns) {
    line.append(
      isHead
        ? element('th', { scope: 'row', role: 'rowheader', class: style }, cell(row))
        : element('td', { role: 'cell', class: style, 'data-title': title }, cell(row)),
    );
  }
  return line;
}

/** Milliseconds of silence before what changes with every key is said. */
const PAUSE = 400;
let saying: ReturnType<typeof setTimeout> | undefined;

/** Says something once the reader pauses, unless something else is said first. */
export function sayLater(text: string): void {
  clearTimeout(saying);
  saying = setTimeout(() => say(text), PAUSE);
}

/** Says something to those who do not see the page change. */
export function say(text: string): void {
  clearTimeout(saying);
  const said = document.getElementById('said');
  if (said !== null) said.textContent = text;
}
