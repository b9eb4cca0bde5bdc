/** A balance over time as a chart of characters: in stock, reserved and available, early write-offs marked. */
import type { Moment } from '../ledger/records.js';
import { words } from '../words/index.js';
import type { Surface } from './surface.js';
import type { Timeline } from './timeline.js';
import { day, minute } from './times.js';
import { displayWidth, wrap } from './width.js';

type Series = 'inStock' | 'reserved' | 'available';

interface Pen {
  readonly flat: string;
  readonly upright: string;
  /** Corners: from below to the right, from above to the right, from the left down, from the left up. */
  readonly corners: readonly [string, string, string, string];
}

const UNICODE_PENS: Readonly<Record<Series, Pen>> = {
  inStock: { flat: '─', upright: '│', corners: ['┌', '└', '┐', '┘'] },
  available: { flat: '━', upright: '┃', corners: ['┏', '┗', '┓', '┛'] },
  reserved: { flat: '·', upright: ' ', corners: ['·', '·', ' ', ' '] },
};
const PLAIN_PENS: Readonly<Record<Series, Pen>> = {
  inStock: { flat: '-', upright: '|', corners: ['-', '-', '|', '|'] },
  available: { flat: '#', upright: '#', corners: ['#', '#', '#', '#'] },
  reserved: { flat: '.', upright: ' ', corners: ['.', '.', ' ', ' '] },
};

const HEIGHT = 13;
const WIDEST = 110;
const UNFITTED = 80;
/** Charts of less than three days tell the time beside the day. */
const HOURS_TOLD = 3 * 86_400_000;

interface Cell {
  sign: string;
  series: Series | 'zero' | null;
  below: boolean;
}

/** The chart's lines, indented by two; ends with its legend. */
export function renderChart(timeline: Timeline, surface: Surface): string {
  const width = Math.min(Number.isFinite(surface.columns) ? surface.columns - 1 : UNFITTED, WIDEST);
  const pens = surface.symbols.unicode ? UNICODE_PENS : PLAIN_PENS;
  const values = timeline.points.flatMap((point) => [
    point.inStock,
    point.reserved,
    point.inStock - point.reserved,
  ]);
  const top = Math.max(1, ...values);
  const bottom = Math.min(0, ...values);
  const height = Math.max(3, Math.min(HEIGHT, top - bottom + 1));
  const rowOf = (value: number): number =>
    top === bottom ? 0 : Math.round(((top - value) / (top - bottom)) * (height - 1));
  const axis = Math.max(displayWidth(String(top)), displayWidth(String(bottom)));
  const plot = Math.max(20, width - axis - 5);
  const columns = sampled(timeline, plot);
  const cells: Cell[][] = Array.from({ length: height }, () =>
    Array.from({ length: plot }, () => ({ sign: ' ', series: null, below: false })),
  );
  const zero = rowOf(0);
  for (const cell of cells[zero] ?? []) {
    cell.sign = surface.symbols.unicode ? '╌' : ' ';
    cell.series = 'zero';
  }
  for (const series of ['reserved', 'inStock', 'available'] as const) {
    let before: number | null = null;
    for (const [x, value] of columns.map((column) => column[series]).entries()) {
      const y = rowOf(value);
      drawStep(cells, x, before ?? y, y, pens[series], series, zero);
      before = y;
    }
  }
  const lines = [`${' '.repeat(axis + 4)}${marks(timeline, plot, surface)}`];
  const labelled = new Set([0, zero, height - 1]);
  for (const [y, row] of cells.entries()) {
    const value = y === zero ? 0 : Math.round(top - (y * (top - bottom)) / Math.max(1, height - 1));
    const label = labelled.has(y) || height <= 7 ? String(value) : '';
    const bar = surface.symbols.unicode ? (label === '' ? '│' : '┤') : label === '' ? '|' : '+';
    const text = row.map((cell) => paint(cell, surface)).join('');
    lines.push(`  ${label.padStart(axis)} ${surface.colours.dim(bar)}${text}`.trimEnd());
  }
  lines.push(' '.repeat(axis + 4) + dates(timeline, plot));
  lines.push('', legend(timeline, surface, pens, width));
  return lines.filter((line, index) => index > 0 || line.trim() !== '').join('\n');
}

type Sample = Record<Series, number>;

/** The values at the end of each column's stretch of time. */
function sampled(timeline: Timeline, columns: number): Sample[] {
  const samples: Sample[] = [];
  let at = 0;
  for (let column = 0; column < columns; column += 1) {
    const until = timeline.from + ((timeline.to - timeline.from) * (column + 1)) / columns;
    while (at + 1 < timeline.points.length && (timeline.points[at + 1]?.at ?? 0) <= until) at += 1;
    const { inStock = 0, reserved = 0 } = timeline.points[at] ?? {};
    samples.push({ inStock, reserved, available: inStock - reserved });
  }
  return samples;
}

function drawStep(
  cells: Cell[][],
  x: number,
  from: number,
  to: number,
  pen: Pen,
  series: Series,
  zero: number,
): void {
  const put = (y: number, sign: string): void => {
    const cell = cells[y]?.[x];
    if (cell === undefined || sign === ' ') return;
    cell.sign = sign;
    cell.series = series;
    cell.below = y > zero;
  };
  if (from === to) {
    put(to, pen.flat);
    return;
  }
  const [upright, downright, down, up] = pen.corners;
  put(from, to > from ? down : up);
  for (let y = Math.min(from, to) + 1; y < Math.max(from, to); y += 1) put(y, pen.upright);
  put(to, to > from ? downright : upright);
}

function paint(cell: Cell, surface: Surface): string {
  const { colours } = surface;
  if (cell.series === 'available') return cell.below ? colours.red(cell.sign) : colours.green(cell.sign);
  if (cell.series === 'inStock') return colours.cyan(cell.sign);
  if (cell.series === 'reserved') return colours.yellow(cell.sign);
  return cell.series === 'zero' ? colours.dim(cell.sign) : cell.sign;
}

function marks(timeline: Timeline, columns: number, surface: Surface): string {
  const row = Array.from({ length: columns }, () => ' ');
  for (const { at, standing } of [...timeline.early].sort(
    (a, b) => Number(a.standing) - Number(b.standing),
  )) {
    if (at < timeline.from) continue;
    row[columnOf(timeline, at, columns)] = standing
      ? surface.colours.red.bold(surface.symbols.early)
      : surface.colours.dim(surface.symbols.unicode ? '▽' : '.');
  }
  return row.join('').trimEnd();
}

function columnOf(timeline: Timeline, at: Moment, columns: number): number {
  const share = (at - timeline.from) / (timeline.to - timeline.from);
  return Math.max(0, Math.min(columns - 1, Math.ceil(share * columns) - 1));
}

function dates(timeline: Timeline, columns: number): string {
  const label = timeline.to - timeline.from < HOURS_TOLD ? minute : day;
  const middle = label((timeline.from + timeline.to) / 2);
  const start = label(timeline.from);
  const end = label(timeline.to);
  const room = columns - start.length - end.length - middle.length;
  if (room < 2) return `${start}${' '.repeat(Math.max(1, columns - start.length - end.length))}${end}`;
  const left = Math.floor(room / 2);
  return `${start}${' '.repeat(left)}${middle}${' '.repeat(room - left)}${end}`;
}

function legend(
  timeline: Timeline,
  surface: Surface,
  pens: Readonly<Record<Series, Pen>>,
  width: number,
): string {
  const { colours, symbols } = surface;
  const texts = words().chart;
  const gone = symbols.unicode ? '▽' : '.';
  const standing = timeline.early.filter((each) => each.standing).length;
  const parts = [
    `${colours.cyan(pens.inStock.flat.repeat(2))} ${texts.inStock}`,
    `${colours.yellow(pens.reserved.flat.repeat(2))} ${texts.reserved}`,
    `${colours.green(pens.available.flat.repeat(2))} ${texts.available}`,
    ...(standing > 0 ? [`${colours.red.bold(symbols.early)} ${texts.stillReserved}`] : []),
    ...(timeline.early.length > standing ? [`${colours.dim(gone)} ${texts.orderGone}`] : []),
  ];
  let line = ' ';
  const lines: string[] = [];
  for (const part of parts) {
    if (displayWidth(line) + 2 + displayWidth(part) > width && line.trim() !== '') {
      lines.push(line);
      line = ' ';
    }
    line += ` ${part} `;
  }
  lines.push(line);
  lines.push(colours.dim(wrap(chartBasis(timeline), width, '  ')));
  return lines.map((each) => each.trimEnd()).join('\n');
}

/** What the lines of a chart rest on. */
export function chartBasis({ inferred, reservations }: Timeline): string {
  const { chart } = words();
  return inferred === 0 ? chart.basis : chart.inferred(reservations, inferred);
}
