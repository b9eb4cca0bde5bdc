/**
 * A balance over time: the chart, and beside it the same as a table. Drawn by uPlot, which stands in the page as a
 * script before this one. The chart is a slider over its moments, so that keys and screen readers can walk it.
 */
import type { PageMark, PageTimeline } from '../data.js';
import { button, element, sectionOf, table } from './dom.js';
import { filled, minute, texts } from './words.js';

declare const uPlot: typeof import('uplot');
type Plot = import('uplot');
type Options = import('uplot').Options;
type PlotSeries = import('uplot').Series;

interface Point {
  /** Epoch milliseconds. */
  readonly at: number;
  readonly inStock: number;
  readonly reserved: number;
  readonly available: number;
  readonly marks: readonly PageMark[];
}

const SECOND = 1000;
const HEIGHT = 320;
/** What fits on paper, whatever the window's width. */
const PAPER_WIDTH = 640;
/** How much nearer or farther one key press brings. */
const ZOOM = 2;

const MARKS = {
  standing: { sign: '▼', words: texts.markStanding },
  gone: { sign: '▽', words: texts.markGone },
  right: { sign: '●', words: texts.markRight },
} as const;

const LINES = [
  { key: 'inStock', style: 'in-stock', words: texts.inStock, width: 2, dash: [] },
  { key: 'reserved', style: 'reserved', words: texts.reserved, width: 2, dash: [6, 4] },
  { key: 'available', style: 'available', words: texts.available, width: 4, dash: [] },
] as const;

/** What undoes the listeners of the chart shown last. */
let forget: (() => void) | null = null;

export function overTime(timeline: PageTimeline | null): HTMLElement {
  forget?.();
  forget = null;
  if (timeline === null) return sectionOf('over-time', texts.overTime, element('p', {}, texts.noTimeline));
  const points = pointsOf(timeline);
  const chart = element('div', {
    class: 'chart',
    role: 'slider',
    tabindex: 0,
    'aria-label': texts.chartName,
    'aria-describedby': 'chart-help',
    'aria-valuemin': 1,
    'aria-valuemax': points.length,
  });
  const readout = element('p', { class: 'readout' });
  const tables = pointsTable(points);
  const rows = [...(tables.tBodies[0]?.rows ?? [])];
  const toggles = LINES.map(() => element('input', { type: 'checkbox', checked: true }));
  const whole = button(texts.wholeTime, () => drawing.wholeTime(), { class: 'toggle' });
  let at = points.length - 1;
  const drawing = new Drawing(chart, timeline, points, (place) => tell(place));
  const tell = (place: number): void => {
    at = place;
    const point = points[place];
    if (point === undefined) return;
    const text = pointWords(point);
    readout.textContent = text;
    chart.setAttribute('aria-valuenow', String(place + 1));
    chart.setAttribute('aria-valuetext', text);
    for (const [index, row] of rows.entries()) {
      if (index === place) row.setAttribute('aria-current', 'true');
      else row.removeAttribute('aria-current');
    }
  };
  tell(at);
  chart.addEventListener('keydown', (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    if (event.key === '+' || event.key === '=') drawing.zoom(points[at], 1 / ZOOM);
    else if (event.key === '-') drawing.zoom(points[at], ZOOM);
    else {
      const wanted = placeAfter(event.key, at, points);
      if (wanted === null) return;
      tell(wanted);
      drawing.pointAt(points[wanted]);
      rows[wanted]?.scrollIntoView({ block: 'nearest' });
    }
    event.preventDefault();
  });
  for (const [index, toggle] of toggles.entries()) {
    toggle.addEventListener('change', () => drawing.showLine(index, toggle.checked));
  }
  const help = element('p', { id: 'chart-help', class: 'quiet chart-help' }, texts.chartHelp);
  forget = drawing.begin();
  return sectionOf(
    'over-time',
    texts.overTime,
    element(
      'div',
      { class: 'over-time' },
      element(
        'div',
        {},
        element('div', { class: 'legend' }, legend(toggles), whole),
        marksLegend(timeline.marks),
        chart,
        readout,
        help,
        element('p', { class: 'quiet' }, timeline.basis),
      ),
      element('div', { class: 'points', tabindex: 0, role: 'region', 'aria-label': texts.chartName }, tables),
    ),
  );
}

function pointsOf({ points, marks, to }: PageTimeline): Point[] {
  const all = points.map(([at, inStock, reserved]) => ({
    at,
    inStock,
    reserved,
    available: inStock - reserved,
    marks: marks.filter((mark) => mark.at === at),
  }));
  const last = all.at(-1);
  return last === undefined || last.at >= to ? all : [...all, { ...last, at: to, marks: [] }];
}

function placeAfter(key: string, at: number, points: readonly Point[]): number | null {
  const last = points.length - 1;
  const marked = (place: number): boolean => (points[place]?.marks.length ?? 0) > 0;
  const stepTo = (by: 1 | -1): number => {
    for (let place = at + by; place >= 0 && place <= last; place += by) if (marked(place)) return place;
    return at;
  };
  switch (key) {
    case 'ArrowRight':
    case 'ArrowUp':
      return Math.min(last, at + 1);
    case 'ArrowLeft':
    case 'ArrowDown':
      return Math.max(0, at - 1);
    case 'Home':
      return 0;
    case 'End':
      return last;
    case 'PageDown':
      return stepTo(1);
    case 'PageUp':
      return stepTo(-1);
    default:
      return null;
  }
}

function pointWords({ at, inStock, reserved, available, marks }: Point): string {
  const what = filled(texts.pointSaid, { moment: minute(at), inStock, reserved, available });
  const taken = marks.map(({ is, units }) => filled(texts.markSaid, { n: units, what: MARKS[is].words }));
  return [what, ...taken].join('; ');
}

function pointsTable(points: readonly Point[]): HTMLTableElement {
  const made = table<Point>(
    texts.overTime,
    [
      {
        title: texts.moment,
        isHead: true,
        cell: ({ at }) => element('span', { class: 'when' }, minute(at)),
      },
      { title: texts.inStock, style: 'n', cell: ({ inStock }) => String(inStock) },
      { title: texts.reserved, style: 'n', cell: ({ reserved }) => String(reserved) },
      {
        title: texts.available,
        style: 'n',
        cell: ({ available }) =>
          element('span', { class: available < 0 ? 'bad' : undefined }, String(available)),
      },
      {
        title: texts.writeOffs,
        cell: ({ marks }) =>
          marks.map(({ is, units }) => `${MARKS[is].sign} ${units} ${texts.markShort[is]}`).join('; '),
      },
    ],
    points,
  );
  made.caption?.classList.add('unseen');
  return made;
}

function legend(toggles: readonly HTMLInputElement[]): HTMLElement {
  const labels = LINES.map(({ style, words }, index) =>
    element('label', { class: style }, toggles[index] ?? null, element('i', {}), words),
  );
  return element(
    'fieldset',
    { class: 'legend' },
    element('legend', { class: 'unseen' }, texts.lines),
    ...labels,
  );
}

function marksLegend(marks: readonly PageMark[]): HTMLElement | null {
  const used = (['standing', 'gone', 'right'] as const).filter((kind) => marks.some(({ is }) => is === kind));
  if (used.length === 0) return null;
  return element(
    'ul',
    { class: 'marks', 'aria-label': texts.writeOffs },
    ...used.map((kind) =>
      element(
        'li',
        { class: kind },
        element('b', { 'aria-hidden': 'true' }, MARKS[kind].sign),
        ` ${MARKS[kind].words}`,
      ),
    ),
  );
}

/** The canvas: drawn anew when its width, the colour scheme or the medium changes. */
class Drawing {
  #plot: Plot | null = null;
  #isPrinting = false;
  readonly #shown = LINES.map(() => true);

  /** @param pointed called with the place of the point under the cursor */
  constructor(
    private readonly chart: HTMLElement,
    private readonly timeline: PageTimeline,
    private readonly points: readonly Point[],
    private readonly pointed: (place: number) => void,
  ) {}

  /** @returns what ends it */
  begin(): () => void {
    const dark = matchMedia('(prefers-color-scheme: dark)');
    const draw = (): void => this.#draw();
    const resized = new ResizeObserver(() => {
      const width = this.chart.clientWidth;
      if (this.#isPrinting || width === 0) return;
      if (this.#plot === null) this.#draw();
      else this.#plot.setSize({ width, height: HEIGHT });
    });
    const printing = (isPrinting: boolean) => (): void => {
      this.#isPrinting = isPrinting;
      this.#draw();
    };
    const [before, after] = [printing(true), printing(false)];
    resized.observe(this.chart);
    dark.addEventListener('change', draw);
    window.addEventListener('beforeprint', before);
    window.addEventListener('afterprint', after);
    return () => {
      resized.disconnect();
      dark.removeEventListener('change', draw);
      window.removeEventListener('beforeprint', before);
      window.removeEventListener('afterprint', after);
      this.#plot?.destroy();
      this.#plot = null;
    };
  }

  showLine(index: number, isShown: boolean): void {
    this.#shown[index] = isShown;
    this.#plot?.setSeries(index + 1, { show: isShown });
  }

  pointAt(point: Point | undefined): void {
    const plot = this.#plot;
    if (plot === null || point === undefined) return;
    const { min = 0, max = 0 } = plot.scales.x ?? {};
    const at = point.at / SECOND;
    if (at < (min ?? at) || at > (max ?? at)) this.wholeTime();
    // A change of scale counts from the next microtask on.
    queueMicrotask(() => {
      plot.setCursor({ left: plot.valToPos(at, 'x'), top: plot.valToPos(point.available, 'y') }, false);
    });
  }

  wholeTime(): void {
    this.#range(this.timeline.from, this.timeline.to);
  }

  /** Shows so much of the time around a point, within the whole. */
  zoom(point: Point | undefined, by: number): void {
    const { min, max } = this.#plot?.scales.x ?? {};
    if (point === undefined || min == null || max == null) return;
    const half = ((max - min) * SECOND * by) / 2;
    this.#range(Math.max(this.timeline.from, point.at - half), Math.min(this.timeline.to, point.at + half));
    this.pointAt(point);
  }

  #range(from: number, to: number): void {
    if (to - from < SECOND) return;
    this.#plot?.setScale('x', { min: from / SECOND, max: to / SECOND });
  }

  #draw(): void {
    this.#plot?.destroy();
    const width = this.#isPrinting ? PAPER_WIDTH : this.chart.clientWidth;
    const data: import('uplot').AlignedData = [
      this.points.map(({ at }) => at / SECOND),
      ...LINES.map(({ key }) => this.points.map((point) => point[key])),
    ];
    this.#plot = new uPlot(this.#options(width), data, this.chart);
  }

  #options(width: number): Options {
    const colour = (name: string): string =>
      (this.#isPrinting ? PAPER[name] : undefined) ??
      getComputedStyle(document.documentElement).getPropertyValue(`--${name}`);
    const axis = {
      stroke: colour('quiet'),
      grid: { stroke: colour('grid'), width: 1 },
      ticks: { stroke: colour('grid'), width: 1 },
      font: '13px system-ui, sans-serif',
    };
    return {
      width,
      height: HEIGHT,
      padding: [22, 40, 0, 0],
      legend: { show: false },
      tzDate: (seconds) => uPlot.tzDate(new Date(seconds * SECOND), 'Etc/UTC'),
      scales: { y: { range: (_plot, min, max) => roomy(Math.min(0, min), Math.max(1, max)) } },
      axes: [
        { ...axis, values: DATES, space: 80 },
        {
          ...axis,
          incrs: [1, 2, 5, 10, 20, 50, 100, 200, 500, 1000, 2000, 5000, 10000, 50000, 100000],
          size: 44,
        },
      ],
      series: [
        {},
        ...LINES.map(
          ({ style, words, width: lineWidth, dash }, index): PlotSeries => ({
            label: words,
            stroke: colour(style),
            width: lineWidth,
            ...(dash.length > 0 ? { dash: [...dash] } : {}),
            ...(uPlot.paths.stepped ? { paths: uPlot.paths.stepped({ align: 1 }) } : {}),
            points: { show: false },
            show: this.#shown[index] ?? true,
          }),
        ),
      ],
      cursor: { y: false, drag: { x: true, y: false } },
      hooks: {
        setCursor: [
          (plot) => {
            if (plot.cursor.idx != null && plot.cursor.event != null) this.pointed(plot.cursor.idx);
          },
        ],
        drawAxes: [(plot) => drawZero(plot, colour('edge'))],
        draw: [(plot) => drawMarks(plot, this.timeline.marks, colour('early'), colour('right'))],
      },
    };
  }
}

/** The light scheme: paper is white, whatever the screen shows. */
const PAPER: Readonly<Record<string, string>> = {
  quiet: '#56606b',
  grid: '#e4e7eb',
  edge: '#7a8590',
  'in-stock': '#0a58a8',
  reserved: '#946200',
  available: '#1c2126',
  early: '#b3261e',
  right: '#1a6e35',
};

/** A line at the edge would be cut in half. */
function roomy(min: number, max: number): [number, number] {
  const room = (max - min) / 20;
  return [min < 0 ? min - room : min, max + room];
}

/** ISO dates as everywhere else; below a day apart, times. */
const DATES: import('uplot').Axis.Values = (_plot, splits, _axis, _space, increment) =>
  splits.map((at) => {
    const text = minute(at * SECOND);
    return increment < 86_400 && !text.endsWith(' 00:00') ? text.slice(11) : text.slice(0, 10);
  });

function drawZero(plot: Plot, colour: string): void {
  const { ctx, bbox } = plot;
  const y = plot.valToPos(0, 'y', true);
  ctx.save();
  ctx.strokeStyle = colour;
  ctx.lineWidth = devicePixelRatio;
  ctx.beginPath();
  ctx.moveTo(bbox.left, y);
  ctx.lineTo(bbox.left + bbox.width, y);
  ctx.stroke();
  ctx.restore();
}

/** Above the plot, each at its moment: what matters most is drawn last. */
function drawMarks(plot: Plot, marks: readonly PageMark[], early: string, right: string): void {
  const { ctx, bbox } = plot;
  const size = 5 * devicePixelRatio;
  const y = bbox.top - 2 * size;
  ctx.save();
  ctx.lineWidth = 1.5 * devicePixelRatio;
  for (const kind of ['right', 'gone', 'standing'] as const) {
    ctx.strokeStyle = kind === 'right' ? right : early;
    ctx.fillStyle = ctx.strokeStyle;
    for (const { at } of marks.filter(({ is }) => is === kind)) {
      const x = plot.valToPos(at / SECOND, 'x', true);
      if (x < bbox.left - 1 || x > bbox.left + bbox.width + 1) continue;
      ctx.beginPath();
      if (kind === 'right') ctx.arc(x, y, 0.8 * size, 0, 2 * Math.PI);
      else {
        ctx.moveTo(x - size, y - size);
        ctx.lineTo(x + size, y - size);
        ctx.lineTo(x, y + size);
        ctx.closePath();
      }
      if (kind === 'gone') ctx.stroke();
      else ctx.fill();
    }
  }
  ctx.restore();
}
