/** The page of one SKU: what is wrong with each of its balances, why, how sure that is, and what to do. */
import type { BalanceStory, CauseCode, NoteCode, Reservation } from '../ledger/diagnosis.js';
import type { Moment, OrderLine } from '../ledger/records.js';
import { type ExplainedBalance, renderAdvice } from './advice.js';
import { causeHappened, moreUnits } from './causes.js';
import { renderChart } from './chart.js';
import { makesSurer, noteMessage } from './notes.js';
import { count, grouped, listed, units } from './numbers.js';
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

/** All there is to say of a balance without a limit. */
export const UNLIMITED =
  'VTEX treats this balance as unlimited: it is never short, and invfix never writes it.';
const FOLDED_RESERVATIONS = 12;
/** From this width on the orders' dates have room beside the rest. */
const ROOMY = 100;

export function renderExplain(page: ExplainPage, surface: Surface): string {
  const refId = page.balances.find(({ story }) => story.refId !== null && story.refId !== '')?.story.refId;
  const title = `SKU ${safe(page.sku)}${refId ? `, reference code ${safe(refId)}` : ''}`;
  const when =
    page.exportedAt === null
      ? 'Inventory of an unknown moment.'
      : `Inventory of ${exportMoment(page.exportedAt, page.exportedBefore)}.`;
  const several = page.balances.length > 1 ? ` ${page.balances.length} balances, the worst first.` : '';
  return `${sections([
    `${surface.colours.bold(paragraph(title, surface, ''))}\n${paragraph(`${when}${several}`, surface, '')}`,
    ...page.balances.map((balance) => renderBalance(balance, page, surface)),
  ])}\n`;
}

function renderBalance(balance: ExplainedBalance, page: ExplainPage, surface: Surface): string {
  const { story } = balance;
  const name = paragraph(`Warehouse ${warehouseWords(story)}`, surface, '');
  const rule = surface.symbols.rule.repeat(
    Math.max(0, Math.min(surface.columns - 1, 80) - displayWidth(name) - 1),
  );
  const title = `${surface.colours.bold.cyan(name)}${rule === '' ? '' : ` ${surface.colours.dim(rule)}`}`;
  if (story.unlimited) {
    return `${title}\n${paragraph(UNLIMITED, surface)}`;
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

/** The causes that make up the shortfall, each in a sentence. */
const HEADLINES: Readonly<Partial<Record<CauseCode, (units: number) => string>>> = {
  'early-write-off': (n) =>
    `${units(n)} ${n === 1 ? 'was' : 'were'} taken off although still reserved, so VTEX counts ${n === 1 ? 'it' : 'them'} twice.`,
  'ghost-reservation': (n) => `${units(n)} ${n === 1 ? 'is' : 'are'} reserved for orders that are closed.`,
  oversold: (n) => `${moreUnits(n)} sold than the shelf holds.`,
  'late-write-off': (n) => `${units(n)} ${n === 1 ? 'is' : 'are'} gone from the shelf and still counted.`,
};

/** What is wrong with a balance and which count to type, in a few sentences. */
export function headlineWords({ story, needsWriting }: ExplainedBalance, surface: Surface): string {
  const { colours } = surface;
  const available =
    story.available < 0 ? colours.red.bold(String(story.available)) : colours.bold(String(story.available));
  const state = `${count(story.inStock)} in stock, ${count(story.reserved)} reserved: ${available} available.`;
  const corrected = colours.green.bold(count(story.corrected ?? 0));
  const parts = [state];
  if (story.basis === 'orders-only' && story.available < 0) {
    parts.push(
      `How much is really there cannot be told from these exports. The count that is safe to type is ${corrected}.`,
    );
  } else if (story.earlyWriteOffs > 0 || story.lateWriteOffs > 0 || story.available < 0) {
    const found = beyondOrders(story);
    for (const cause of story.causes) {
      const explained = Math.abs(cause.units) - (found[cause.code] ?? 0);
      const happened = explained === 0 ? undefined : HEADLINES[cause.code]?.(explained);
      if (happened !== undefined && !(cause.code === 'oversold' && isSplit(story))) parts.push(happened);
    }
    const [more = 0, fewer = 0] = [found['early-write-off'], found['late-write-off']];
    if (more > 0) parts.push(`The count of the shelf found ${units(more)} more than the exports explain.`);
    if (fewer > 0) parts.push(`The count of the shelf found ${units(fewer)} fewer than the exports explain.`);
    const missing = unitsNotThere(story);
    if (missing > 0)
      parts.push(`VTEX can sell ${units(missing)} that ${missing === 1 ? 'does' : 'do'} not exist.`);
    parts.push(
      needsWriting
        ? `The count to type is ${corrected}.`
        : isSplit(story)
          ? 'The SKU or the warehouse exists under another id as well: merge the two before any count is typed.'
          : `The count itself, ${corrected}, is ${story.confidence === 'proven' ? 'right' : 'right as far as the exports tell'}: what is wrong is elsewhere.`,
    );
  } else
    parts.push('Nothing needs correcting: no unit counts twice, and none that is gone is still offered.');
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
  const shown =
    verbose || story.reservations.length <= FOLDED_RESERVATIONS
      ? story.reservations
      : story.reservations.slice(-FOLDED_RESERVATIONS);
  const { statusOf, takenOff } = reservationWords(story);
  const columns: Column<Row>[] = [
    { title: 'Order', text: (row) => orderName(row.order), shorten: 'middle', minimum: 12 },
    { title: 'Units', align: 'right', text: (row) => count(row.units) },
    ...(surface.columns < ROOMY
      ? []
      : [
          {
            title: 'Placed',
            text: (row: Row) => (row.createdAt === null ? 'unknown' : minute(row.createdAt)),
          },
        ]),
    {
      title: 'Status',
      text: statusOf,
      shorten: 'end',
      minimum: 10,
    },
    { title: 'Shelf', text: (row) => shelfWords(row.state) },
    {
      title: 'Taken off',
      text: takenOff,
      paint: (text, row) => (row.takenOffAt === null ? surface.colours.dim(text) : surface.colours.red(text)),
    },
  ];
  const hidden = story.reservations.length - shown.length;
  const more =
    hidden > 0 ? `\n${surface.colours.dim(`  and ${grouped(hidden)} older; --verbose shows all`)}` : '';
  const kits = kitWords(story.reservations);
  const ofKits = kits === null ? '' : `\n${paragraph(kits, surface)}`;
  return `${heading('Reserved for', surface)}\n${renderTable(columns, shown, surface)}${more}${ofKits}`;
}

/** How a balance's reservations are told: each one's status, and whether and when its units were taken off. */
export function reservationWords(story: BalanceStory): {
  readonly statusOf: (reservation: Reservation) => string;
  readonly takenOff: (reservation: Reservation) => string;
} {
  const withoutLine = ordersWithoutLine(story);
  return {
    statusOf: (row) => (withoutLine(row) ? 'no line for this SKU' : statusWords(row.status)),
    takenOff: (row) => {
      if (row.takenOffAt === null) return 'no';
      return takenOffIn(story, row) !== null ? minute(row.takenOffAt) : `before ${day(row.takenOffAt)}`;
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
  const ofKits = reservations.flatMap(({ order, kit }) =>
    kit === null ? [] : [`${safe(order)} (part of kit ${safe(kit)})`],
  );
  return ofKits.length === 0 ? null : `Sold in a kit: ${listed(ofKits, 6)}.`;
}

function chart(story: BalanceStory, page: ExplainPage, surface: Surface): string | null {
  const timeline = timelineOf(story, page.lines, page.allBalances === 1, page.until);
  return timeline === null ? null : `${heading('Over time', surface)}\n${renderChart(timeline, surface)}`;
}

/** How sure a count is, then what would make it surer. */
export function howSureWords(story: BalanceStory): [string, ...string[]] {
  const others = story.alternatives.filter((each) => each !== story.corrected);
  const also =
    others.length > 0
      ? ` The evidence also allows ${listed(others.map(count), 6)}; the lowest well-supported count is taken, since too high a count sells what is not there. A ${story.basis === 'counted' ? 'newer ' : ''}count of the shelf would settle it.`
      : '';
  const usual =
    story.reserved > 0 && story.causes.some(({ code }) => code === 'early-write-off')
      ? ' That units were taken off early is the usual reason, and assumed here: no update shows it.'
      : '';
  const sentences = {
    proven:
      story.basis === 'counted'
        ? 'Proven: the shelf was counted.'
        : 'Proven: every way of reading the updates that agrees with the log, the reservations and the totals gives this count.',
    likely: `Likely, going by ${basisWords(story.basis)}${story.basis === 'update-log' && story.updates.length === 0 ? ', which have none of this balance' : ''}.${also}`,
    assumed: `Assumed, going by ${basisWords(story.basis)}: a floor, not a measurement. What is not known to be there is not offered.${usual}${also}`,
  } as const;
  const surer = story.notes
    .filter((note) => makesSurer(note.code) && !(note.code === 'readings-differ' && others.length > 0))
    .map(noteMessage);
  return [sentences[story.confidence], ...surer];
}

function renderHowSure(story: BalanceStory, surface: Surface): string {
  const [sentence, ...surer] = howSureWords(story);
  return [
    heading('How sure', surface),
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
    heading('What else is odd', surface),
    ...texts.map((text) => item(surface.symbols.bullet, text, surface)),
  ].join('\n');
}

/** The orders, updates or ids that a cause of the second group rests on, as far as they can be named. */
function evidenceOf(code: CauseCode, story: BalanceStory): string[] {
  const theirs = (orders: readonly { readonly order: string; readonly units: number }[]): string =>
    `The ${orders.length === 1 ? 'order' : 'orders'}: ${listed(
      orders.map((each) => `${orderName(each.order)} (${units(each.units)})`),
      6,
    )}.`;
  if (code === 'not-put-back' && story.notPutBack.length > 0) return [theirs(story.notPutBack)];
  if (code === 'manual-edit' || code === 'unexplained') {
    const updates = story.updates.filter((update) => update.logged && update.unexplained > 0);
    return updates.length === 0 ? [] : ['The updates above that nothing explains show it.'];
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
          `The other: ${listed(
            twins.map((twin) => safe(String(twin))),
            4,
          )} (SKU | warehouse). What stands there is not counted in here.`,
        ]
      : [];
  }
  return [];
}
