/** The list in which corrections are ticked: one line each, a page at a time, with the keys below it. */
import type { Correction } from '../ledger/index.js';
import { words } from '../words/index.js';
import { WIDE } from './balances.js';
import { causeList, mainCause } from './causes.js';
import { count } from './numbers.js';
import { safe } from './safe.js';
import type { Surface } from './surface.js';
import { type Column, fittedTable } from './table.js';
import { padStart, shortenMiddle, wrap } from './width.js';
import { confidenceWords, warehouseWords } from './words.js';

/** What of the list is seen, and how far it is ticked. Lines are counted from 0. */
export interface ListView {
  readonly length: number;
  /** The lines that the search leaves, in order. */
  readonly shown: readonly number[];
  /** Where in `shown` the next key ticks. */
  readonly cursor: number;
  readonly ticked: ReadonlySet<number>;
  readonly search: string;
  /** Keys are taken for the search's text. */
  readonly isSearching: boolean;
}

/** The list on a terminal of one width. */
export interface PickPage {
  /** Corrections on a page of a terminal with so many rows. */
  pageSize(rows: number): number;
  draw(view: ListView, rows: number): string;
}

const FEWEST_LINES = 3;
/** From these widths on the first cause is named, and every one. */
const ROOM_FOR_CAUSE = 50;
const ROOM_FOR_CAUSES = 60;
/** Pointer and tick. */
const MARGIN = 6;

/** What a correction is found by: its ids and names, its causes and how sure it is. */
export function searchText({ balance }: Correction): string {
  const { sku, refId, causes, confidence } = balance;
  return [sku, refId ?? '', warehouseWords(balance), causeList(causes), confidenceWords(confidence)]
    .map(safe)
    .join(' ');
}

export function pickPage(corrections: readonly Correction[], surface: Surface): PickPage {
  const { colours } = surface;
  // A line as wide as the terminal would put the cursor on the next one.
  const width = surface.columns - 1;
  const columns = correctionColumns(corrections, surface);
  const table = fittedTable(columns, corrections, width - MARGIN, surface);
  const { pick } = words();
  const intro = wrap(pick.intro, width);
  const most = corrections.length;
  const longestStatus = pick.status({ ticked: most, all: most, found: most, seen: { from: most, to: most } });
  const keys = (isAll: boolean): string =>
    keysLine([...pick.keys, isAll ? pick.keyStop : pick.keyShowAll], surface);
  // Besides the lines: the headings, the empty line above the keys, and the row the cursor rests on.
  const besides =
    3 +
    heightOf(intro) +
    heightOf(wrap(longestStatus, width)) +
    Math.max(heightOf(keys(false)), heightOf(searchLines('', surface)));
  const pageSize = (rows: number): number => Math.max(FEWEST_LINES, rows - besides);
  const lineOf = (view: ListView, at: number): string => {
    const index = view.shown[at];
    const correction = index === undefined ? undefined : corrections[index];
    if (index === undefined || correction === undefined) return '';
    const pointer = at === view.cursor ? colours.cyan.bold('>') : ' ';
    const tick = view.ticked.has(index) ? colours.green('[x]') : '[ ]';
    return `${pointer} ${tick} ${table.line(correction)}`;
  };
  return {
    pageSize,
    draw(view, rows) {
      const size = pageSize(rows);
      const start = Math.floor(view.cursor / size) * size;
      const end = Math.min(start + size, view.shown.length);
      return [
        colours.bold(intro),
        wrap(statusLine(view, start, end), width),
        `${' '.repeat(MARGIN)}${table.heading}`,
        ...Array.from({ length: end - start }, (_, at) => lineOf(view, start + at)),
        '',
        view.isSearching ? searchLines(view.search, surface) : colours.dim(keys(view.search === '')),
      ].join('\n');
    },
  };
}

/** What stays on the terminal when the list is gone. */
export function renderPicked(picked: number, all: number): string {
  return words().pick.picked({ picked, all });
}

/** What stays when it was given up. */
export function renderStopped(): string {
  return words().pick.stopped;
}

function heightOf(text: string): number {
  return text.split('\n').length;
}

function keysLine(keys: readonly string[], surface: Surface): string {
  return wrap(keys.join(` ${surface.symbols.dot} `), surface.columns - 1);
}

function searchLines(search: string, surface: Surface): string {
  const { columns, colours, symbols } = surface;
  const { find, keyKeep, keyShowAll } = words().pick;
  const found = shortenMiddle(safe(search), columns - `${find} _`.length - 1, symbols.ellipsis);
  return `${find} ${found}_\n${colours.dim(keysLine([keyKeep, keyShowAll], surface))}`;
}

/** `3 of 200 ticked, 12 found, 1 to 10 shown`. */
function statusLine({ length, shown, ticked }: ListView, start: number, end: number): string {
  return words().pick.status({
    ticked: ticked.size,
    all: length,
    found: shown.length < length ? shown.length : null,
    seen: end - start < shown.length ? { from: start + 1, to: end } : null,
  });
}

function correctionColumns(corrections: readonly Correction[], surface: Surface): Column<Correction>[] {
  const { colours, symbols, columns } = surface;
  const widest = (texts: readonly string[]): number =>
    texts.reduce((most, { length }) => Math.max(most, length), 0);
  const before = widest(corrections.map(({ balance }) => count(balance.inStock)));
  const after = widest(corrections.map((correction) => count(correction.count)));
  const causes = columns >= ROOM_FOR_CAUSES ? causeList : mainCause;
  const {
    pick,
    fix: { titles },
  } = words();
  return [
    { title: titles.sku, text: ({ balance }) => safe(balance.sku), shorten: 'middle' },
    {
      title: columns >= WIDE ? titles.warehouse : titles.warehouseShort,
      text: ({ balance }) => (columns >= WIDE ? warehouseWords(balance) : safe(balance.warehouse)),
      shorten: 'middle',
      minimum: 5,
    },
    {
      title: pick.count,
      text: (each) =>
        `${padStart(count(each.balance.inStock), before)} ${symbols.arrow} ${padStart(count(each.count), after)}`,
    },
    {
      title: columns >= WIDE ? titles.confidence : titles.confidenceShort,
      text: ({ balance }) => confidenceWords(balance.confidence),
      paint: (text, { balance }) =>
        balance.confidence === 'proven'
          ? colours.green(text)
          : balance.confidence === 'likely'
            ? colours.yellow(text)
            : text,
    },
    ...(columns < ROOM_FOR_CAUSE
      ? []
      : [
          {
            title: titles.cause,
            text: ({ balance }: Correction) => causes(balance.causes),
            shorten: 'end',
          } as const,
        ]),
  ];
}
