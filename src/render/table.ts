/**
 * Tables for people: drawn by cli-table3 without borders, numbers to the right, and fitted to the
 * terminal by shortening the texts that may be shortened. Where the width is unbounded (a file, a pipe)
 * nothing is shortened.
 */
import Table from 'cli-table3';
import type { Surface } from './surface.js';
import { displayWidth, padEnd, shortenEnd, shortenMiddle } from './width.js';

export interface Column<Row> {
  readonly title: string;
  readonly align?: 'left' | 'right';
  /** The cell's text, already safe to show. */
  readonly text: (row: Row) => string;
  /** Colours the text; must not change its width. */
  readonly paint?: (text: string, row: Row) => string;
  /** Where the text may be cut when the terminal is too narrow; never when absent. */
  readonly shorten?: 'middle' | 'end';
  /** A shortened column keeps at least this width. */
  readonly minimum?: number;
}

const GAP = 2;
/** cli-table3's layout grows faster than its rows; many small tables of one width look the same. */
const CHUNK = 50;
const NO_BORDERS = Object.fromEntries(
  [
    'top',
    'top-mid',
    'top-left',
    'top-right',
    'bottom',
    'bottom-mid',
    'bottom-left',
    'bottom-right',
    'left',
    'left-mid',
    'mid',
    'mid-mid',
    'right',
    'right-mid',
    'middle',
  ].map((name) => [name, '']),
);

/** The rows as lines of text, headings first; ends without a line break. */
export function renderTable<Row>(
  columns: readonly Column<Row>[],
  rows: readonly Row[],
  surface: Surface,
  indent = 2,
): string {
  const widths = fittedWidths(columns, rows, surface.columns - indent);
  const margin = ' '.repeat(indent);
  const lines: string[] = [];
  const draw = (cells: string[][]): void => {
    const table = new Table({
      chars: NO_BORDERS,
      style: { 'padding-left': 0, 'padding-right': 0, head: [], border: [], compact: true },
      colWidths: widths.map((width, index) => (index === widths.length - 1 ? width : width + GAP)),
    });
    table.push(
      ...cells.map((row) =>
        row.map((content, index) => ({
          content: `${padding(columns[index], content, widths[index] ?? 0)}${content}`,
        })),
      ),
    );
    for (const line of table.toString().split('\n')) lines.push((margin + line).trimEnd());
  };
  draw([columns.map((column) => surface.colours.bold(column.title))]);
  for (let start = 0; start < rows.length; start += CHUNK) {
    draw(
      rows
        .slice(start, start + CHUNK)
        .map((row) =>
          columns.map((column, index) => cellOf(column, row, widths[index] ?? 0, surface.symbols.ellipsis)),
        ),
    );
  }
  return lines.join('\n');
}

/** Columns as wide as all rows need, for a list of which a few lines are drawn at a time. */
interface FittedTable<Row> {
  readonly heading: string;
  line(row: Row): string;
}

/** @param available columns for a line as a whole; one that will not fit is cut */
export function fittedTable<Row>(
  columns: readonly Column<Row>[],
  rows: readonly Row[],
  available: number,
  { colours, symbols }: Surface,
): FittedTable<Row> {
  const widths = fittedWidths(columns, rows, available);
  const drawn = (cell: (column: Column<Row>, width: number) => string): string =>
    columns
      .map((column, index) => {
        const width = widths[index] ?? 0;
        const text = cell(column, width);
        return padEnd(padding(column, text, width) + text, width);
      })
      .join(' '.repeat(GAP))
      .trimEnd();
  const fitted = (painted: string, plain: () => string): string =>
    displayWidth(painted) <= available ? painted : shortenEnd(plain(), available, symbols.ellipsis);
  return {
    heading: fitted(
      drawn(({ title }) => colours.bold(title)),
      () => drawn(({ title }) => title),
    ),
    line: (row) =>
      fitted(
        drawn((column, width) => cellOf(column, row, width, symbols.ellipsis)),
        () => drawn((column, width) => shortened(column, column.text(row), width, symbols.ellipsis)),
      ),
  };
}

/** Numbers are pushed right by hand: cli-table3 would push them against the next column's gap. */
function padding<Row>(column: Column<Row> | undefined, content: string, width: number): string {
  return column?.align === 'right' ? ' '.repeat(Math.max(0, width - displayWidth(content))) : '';
}

function fittedWidths<Row>(
  columns: readonly Column<Row>[],
  rows: readonly Row[],
  available: number,
): number[] {
  const widths = columns.map((column) => {
    let width = displayWidth(column.title);
    for (const row of rows) width = Math.max(width, displayWidth(column.text(row)));
    return width;
  });
  const floors = columns.map((column, index) =>
    column.shorten ? Math.max(column.minimum ?? 6, displayWidth(column.title)) : (widths[index] ?? 0),
  );
  let excess = widths.reduce((sum, width) => sum + width, 0) + GAP * (columns.length - 1) - available;
  while (excess > 0) {
    let widest = -1;
    for (const [index, width] of widths.entries()) {
      if (width > (floors[index] ?? 0) && (widest < 0 || width > (widths[widest] ?? 0))) widest = index;
    }
    if (widest < 0) break;
    widths[widest] = (widths[widest] ?? 0) - 1;
    excess -= 1;
  }
  return widths;
}

function cellOf<Row>(column: Column<Row>, row: Row, width: number, ellipsis: string): string {
  const text = shortened(column, column.text(row), width, ellipsis);
  return column.paint ? column.paint(text, row) : text;
}

function shortened<Row>(column: Column<Row>, text: string, width: number, ellipsis: string): string {
  if (column.shorten === undefined) return text;
  return column.shorten === 'middle'
    ? shortenMiddle(text, width, ellipsis)
    : shortenEnd(text, width, ellipsis);
}
