/**
 * A balance over time: the chart, and beside it the same as a table. The chart is a slider over its moments, so
 * that keys and screen readers can walk it.
 */
import type { PageMark, PageTimeline } from '../data.js';
import { button, element, sectionOf, table } from './dom.js';
import { Drawing, LINES, type Point } from './drawing.js';
import { filled, minute, texts } from './words.js';

/** How much nearer or farther one key press brings. */
const ZOOM = 2;

const MARKS = {
  standing: { sign: '▼', words: texts.markStanding },
  gone: { sign: '▽', words: texts.markGone },
  right: { sign: '●', words: texts.markRight },
} as const;

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
