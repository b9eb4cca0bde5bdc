/** The chart's canvas, drawn by uPlot, which stands in the page as a script before this one. */
import type { PageMark, PageTimeline } from '../data.js';
import { minute, texts } from './words.js';

declare const uPlot: typeof import('uplot');
type Plot = import('uplot');
type Options = import('uplot').Options;
type PlotSeries = import('uplot').Series;

/** What is known of a balance from a moment on. */
export interface Point {
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

/** Told apart by colour, and by how they are drawn. */
export const LINES = [
  { key: 'inStock', style: 'in-stock', words: texts.inStock, width: 2, dash: [] },
  { key: 'reserved', style: 'reserved', words: texts.reserved, width: 2, dash: [6, 4] },
  { key: 'available', style: 'available', words: texts.available, width: 4, dash: [] },
] as const;

/** The canvas: drawn anew when its width, the colour scheme or the medium changes. */
export class Drawing {
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
    this.#plot = null;
    // Out of sight there is nothing to draw on.
    if (this.chart.clientWidth === 0) return;
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

/** Dates as everywhere else; below a day apart, times. */
const DATES: import('uplot').Axis.Values = (_plot, splits, _axis, _space, increment) =>
  splits.map((at) => {
    const [day = '', time = ''] = minute(at * SECOND).split(' ');
    return increment < 86_400 && time !== '00:00' ? time : day;
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
