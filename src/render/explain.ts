/** The page of one SKU: what is wrong with each of its balances, why, how sure that is, and what to do. */
import type { BalanceStory, CauseCode, NoteCode, Reservation } from '../ledger/diagnosis.js';
import type { Moment, OrderLine } from '../ledger/records.js';
import { words } from '../words/index.js';
import { type ExplainedBalance, renderAdvice } from './advice.js';
import { causeHappened } from './causes.js';
import { renderChart } from './chart.js';
import { makesSurer, noteMessage } from './notes.js';
import { count, listed, units } from './numbers.js';
import { heading, item, paragraph, sections } from './page.js';
import { safe } from './safe.js';
import { renderSum, shelfWords } from './sum.js';
import type { Surface } from './surface.js';
import { type Column, renderTable } from './table.js';
import { timelineOf } from './timeline.js';
import { day, exportMoment, minute } from './times.js';
import { renderUpdates } from './updates.js';
import { isSplit, renderWhy, takenOffIn } from './why.js';
import { displayWidth } from './width.js';
import { basisWords, orderName, statusWords, unitsNotThere, warehouseWords } from './words.js';

export interface ExplainPage {
  readonly sku: string;
  readonly exportedAt: Moment | null;
  /** T is no later than this; null when not even that is known. */
  readonly exportedBefore: Moment | null;
  /** Where charts end: T, or the last moment the exports know of. */
  readonly until: Moment | null;
  /** Worst first. */
  readonly balances: readonly ExplainedBalance[];
  /** The SKU's order lines, for the chart. */
  readonly lines: readonly OrderLine[];
  /** How many balances the SKU has, whatever is shown. */
  readonly allBalances: number;
  readonly verbose: boolean;
}

const FOLDED_RESERVATIONS = 12;
/** From this width on the orders' dates have room beside the rest. */
const ROOMY = 100;

export function renderExplain(page: ExplainPage, surface: Surface): string {
  const texts = words().explain;
  const refId = page.balances.find(({ story }) => story.refId !== null && story.refId !== '')?.story.refId;
  const title = texts.title({ sku: safe(page.sku), reference: refId ? safe(refId) : null });
  const when =
    page.exportedAt === null
      ? texts.inventoryOfUnknownMoment
      : texts.inventoryOf(exportMoment(page.exportedAt, page.exportedBefore));
  const several = page.balances.length > 1 ? ` ${texts.severalBalances(page.balances.length)}` : '';
  return `${sections([
    `${surface.colours.bold(paragraph(title, surface, ''))}\n${paragraph(`${when}${several}`, surface, '')}`,
    ...page.balances.map((balance) => renderBalance(balance, page, surface)),
  ])}\n`;
}

function renderBalance(balance: ExplainedBalance, page: ExplainPage, surface: Surface): string {
  const { story } = balance;
  const name = paragraph(words().explain.warehouse(warehouseWords(story)), surface, '');
  const rule = surface.symbols.rule.repeat(
    Math.max(0, Math.min(surface.columns - 1, 80) - displayWidth(name) - 1),
  );
  const title = `${surface.colours.bold.cyan(name)}${rule === '' ? '' : ` ${surface.colours.dim(rule)}`}`;
  if (story.unlimited) {
    return `${title}\n${paragraph(unlimitedWords(), surface)}`;
  }
  return sections([
    `${title}\n${paragraph(headlineWords(balance, surface), surface)}`,
    renderSum(story, surface),
    renderReservations(story, page.verbose, surface),
    chart(story, page, surface),
    renderUpdates(story, surface, page.verbose),
    renderWhy(story, surface),
    renderHowSure(story, surface),
    renderOddities(balance, surface),
    renderAdvice(balance, surface),
  ]);
}

/** All there is to say of a balance without a limit. */
export function unlimitedWords(): string {
  return words().explain.unlimited;
}

/** What is wrong with a balance and which count to type, in a few sentences. */
export function headlineWords({ story, needsWriting }: ExplainedBalance, surface: Surface): string {
  const { colours } = surface;
  const texts = words().explain;
  const headlines: Readonly<Partial<Record<CauseCode, (units: number) => string>>> = texts.headlines;
  const available =
    story.available < 0 ? colours.red.bold(String(story.available)) : colours.bold(String(story.available));
  const corrected = colours.green.bold(count(story.corrected ?? 0));
  const parts = [texts.state({ inStock: story.inStock, reserved: story.reserved, available })];
  if (story.basis === 'orders-only' && story.available < 0) {
    parts.push(texts.safeToType(corrected));
  } else if (story.earlyWriteOffs > 0 || story.lateWriteOffs > 0 || story.available < 0) {
    const found = beyondOrders(story);
    for (const cause of story.causes) {
      const explained = Math.abs(cause.units) - (found[cause.code] ?? 0);
      const happened = explained === 0 ? undefined : headlines[cause.code]?.(explained);
      if (happened !== undefined && !(cause.code === 'oversold' && isSplit(story))) parts.push(happened);
    }
    const [more = 0, fewer = 0] = [found['early-write-off'], found['late-write-off']];
    if (more > 0) parts.push(texts.countFoundMore(more));
    if (fewer > 0) parts.push(texts.countFoundFewer(fewer));
    const missing = unitsNotThere(story);
    if (missing > 0) parts.push(texts.notThere(missing));
    parts.push(
      needsWriting
        ? texts.toType(corrected)
        : isSplit(story)
          ? texts.mergeFirst
          : texts.countIsRight({ corrected, proven: story.confidence === 'proven' }),
    );
  } else parts.push(texts.nothingToCorrect);
  return parts.join(' ');
}

/** Units of a cause that no order stands for: only a count of the shelf shows them. */
function beyondOrders(story: BalanceStory): Readonly<Partial<Record<CauseCode, number>>> {
  if (story.counted === null) return {};
  const total = (orders: readonly { readonly units: number }[]): number =>
    orders.reduce((sum, each) => sum + each.units, 0);
  const early = story.reservations.filter((each) => each.takenOffAt !== null);
  return {
    'early-write-off': story.earlyWriteOffs - total(early),
    'late-write-off': story.lateWriteOffs - total(story.notTakenOff),
  };
}

function renderReservations(story: BalanceStory, verbose: boolean, surface: Surface): string | null {
  if (story.reservations.length === 0) return null;
  type Row = Reservation;
  const texts = words().explain.reservations;
  const shown =
    verbose || story.reservations.length <= FOLDED_RESERVATIONS
      ? story.reservations
      : story.reservations.slice(-FOLDED_RESERVATIONS);
  const { statusOf, takenOff } = reservationWords(story);
  const columns: Column<Row>[] = [
    { title: texts.order, text: (row) => orderName(row.order), shorten: 'middle', minimum: 12 },
    { title: texts.units, align: 'right', text: (row) => count(row.units) },
    ...(surface.columns < ROOMY
      ? []
      : [
          {
            title: texts.placed,
            text: (row: Row) => (row.createdAt === null ? texts.unknownMoment : minute(row.createdAt)),
          },
        ]),
    {
      title: texts.status,
      text: statusOf,
      shorten: 'end',
      minimum: 10,
    },
    { title: texts.shelf, text: (row) => shelfWords(row.state) },
    {
      title: texts.takenOff,
      text: takenOff,
      paint: (text, row) => (row.takenOffAt === null ? surface.colours.dim(text) : surface.colours.red(text)),
    },
  ];
  const hidden = story.reservations.length - shown.length;
  const more = hidden > 0 ? `\n${surface.colours.dim(`  ${texts.older(hidden)}`)}` : '';
  const kits = kitWords(story.reservations);
  const ofKits = kits === null ? '' : `\n${paragraph(kits, surface)}`;
  return `${heading(texts.heading, surface)}\n${renderTable(columns, shown, surface)}${more}${ofKits}`;
}

/** How a balance's reservations are told: each one's status, and whether and when its units were taken off. */
export function reservationWords(story: BalanceStory): {
  readonly statusOf: (reservation: Reservation) => string;
  readonly takenOff: (reservation: Reservation) => string;
} {
  const texts = words().explain.reservations;
  const withoutLine = ordersWithoutLine(story);
  return {
    statusOf: (row) => (withoutLine(row) ? texts.withoutLine : statusWords(row.status)),
    takenOff: (row) => {
      if (row.takenOffAt === null) return texts.notTakenOff;
      return takenOffIn(story, row) !== null
        ? minute(row.takenOffAt)
        : texts.takenOffBefore(day(row.takenOffAt));
    },
  };
}

/** Reservations of orders that are in the exports, but without a line of this SKU. */
function ordersWithoutLine(story: BalanceStory): (reservation: Reservation) => boolean {
  const named = story.notes.find((note) => note.code === 'kit-or-changed-order')?.values.orders;
  const orders = new Set(Array.isArray(named) ? named.map(String) : []);
  return ({ order, status }) =>
    status === null && order.split(', ').some((lock) => orders.has(lock.replace(/^00-/, '')));
}

/** Which of the reservations are of orders for a kit that this SKU is part of; null where none is. */
export function kitWords(reservations: BalanceStory['reservations']): string | null {
  const texts = words().explain.reservations;
  const ofKits = reservations.flatMap(({ order, kit }) =>
    kit === null ? [] : [texts.partOfKit({ order: safe(order), kit: safe(kit) })],
  );
  return ofKits.length === 0 ? null : texts.soldInKit(listed(ofKits, 6));
}

function chart(story: BalanceStory, page: ExplainPage, surface: Surface): string | null {
  const timeline = timelineOf(story, page.lines, page.allBalances === 1, page.until);
  return timeline === null
    ? null
    : `${heading(words().explain.overTime, surface)}\n${renderChart(timeline, surface)}`;
}

/** How sure a count is, then what would make it surer. */
export function howSureWords(story: BalanceStory): [string, ...string[]] {
  const surer = story.notes.filter(
    (note) => makesSurer(note.code) && !(note.code === 'readings-differ' && otherCounts(story).length > 0),
  );
  return [sureness(story).join(' '), ...surer.map(noteMessage)];
}

function sureness(story: BalanceStory): string[] {
  const texts = words().explain.sure;
  const isCounted = story.basis === 'counted';
  if (story.confidence === 'proven') return [isCounted ? texts.counted : texts.proven];
  const basis = basisWords(story.basis);
  const counts = otherCounts(story);
  const also =
    counts.length > 0 ? [texts.alternatives({ counts: listed(counts.map(count), 6), newer: isCounted })] : [];
  if (story.confidence === 'likely') {
    const noneHere = story.basis === 'update-log' && story.updates.length === 0;
    return [texts.likely({ basis, noneHere }), ...also];
  }
  const isUsual = story.reserved > 0 && story.causes.some(({ code }) => code === 'early-write-off');
  return [texts.assumed(basis), ...(isUsual ? [texts.usualReason] : []), ...also];
}

/** The other corrected counts that the evidence allows. */
function otherCounts(story: BalanceStory): number[] {
  return story.alternatives.filter((each) => each !== story.corrected);
}

function renderHowSure(story: BalanceStory, surface: Surface): string {
  const [sentence, ...surer] = howSureWords(story);
  return [
    heading(words().explain.sure.heading, surface),
    paragraph(sentence, surface),
    ...surer.map((text) => item(surface.symbols.bullet, text, surface)),
  ].join('\n');
}

const TOLD_ABOVE: ReadonlySet<string> = new Set([
  'early-write-off',
  'late-write-off',
  'ghost-reservation',
  'oversold',
]);

/** What else is odd about a balance, a sentence or two each. */
export function oddityWords({ story, needsWriting }: ExplainedBalance): string[] {
  // A cause tells the same, and nobody waits for a count to last that is not to be typed.
  const isTold = (code: NoteCode): boolean =>
    code === 'split-identity'
      ? !story.causes.some((cause) => cause.code === code)
      : code === 'trigger-mended'
        ? story.earlyWriteOffs > 0
        : code !== 'count-will-not-last' || needsWriting;
  return [
    ...story.causes
      .filter(({ code }) => !TOLD_ABOVE.has(code))
      .map((cause) => [causeHappened(cause), ...evidenceOf(cause.code, story)].join(' ')),
    ...story.notes.filter(({ code }) => !makesSurer(code) && isTold(code)).map(noteMessage),
  ];
}

function renderOddities(balance: ExplainedBalance, surface: Surface): string | null {
  const texts = oddityWords(balance);
  if (texts.length === 0) return null;
  return [
    heading(words().explain.odd.heading, surface),
    ...texts.map((text) => item(surface.symbols.bullet, text, surface)),
  ].join('\n');
}

/** The orders, updates or ids that a cause of the second group rests on, as far as they can be named. */
function evidenceOf(code: CauseCode, story: BalanceStory): string[] {
  const texts = words().explain.odd;
  const theirs = (orders: readonly { readonly order: string; readonly units: number }[]): string =>
    texts.orders({
      orders: orders.length,
      names: listed(
        orders.map((each) => `${orderName(each.order)} (${units(each.units)})`),
        6,
      ),
    });
  if (code === 'not-put-back' && story.notPutBack.length > 0) return [theirs(story.notPutBack)];
  if (code === 'manual-edit' || code === 'unexplained') {
    const updates = story.updates.filter((update) => update.logged && update.unexplained > 0);
    return updates.length === 0 ? [] : [texts.updatesAbove];
  }
  const withoutLine = ordersWithoutLine(story);
  const unknown = story.reservations.filter(({ status, order }) => status === null && order !== '');
  if (code === 'missing-orders') {
    const missing = unknown.filter((each) => !withoutLine(each));
    return missing.length === 0 ? [] : [theirs(missing)];
  }
  if (code === 'kit-or-changed-order') {
    const others = unknown.filter(withoutLine);
    return others.length === 0 ? [] : [theirs(others)];
  }
  if (code === 'split-identity') {
    const twins = story.notes.find((note) => note.code === code)?.values.twins;
    return Array.isArray(twins)
      ? [
          texts.twins(
            listed(
              twins.map((twin) => safe(String(twin))),
              4,
            ),
          ),
        ]
      : [];
  }
  return [];
}
