/** The page of a correction: the counts to write, what was left out and why, and the ERP's side. */

import { type BalanceDiagnosis, CAUSES, type CauseCode } from '../ledger/diagnosis.js';
import type { Correction, LeftOut, WrittenOffOrder } from '../ledger/index.js';
import type { Moment } from '../ledger/records.js';
import { WIDE } from './balances.js';
import { causeList, causeRemedy, mainCause, moreUnits } from './causes.js';
import { count, counted, grouped, signed, units } from './numbers.js';
import { heading, item, paragraph } from './page.js';
import { safe } from './safe.js';
import type { Surface } from './surface.js';
import { type Column, renderTable } from './table.js';
import { exportMoment } from './times.js';
import { confidenceWords, orderName, unitsNotThere } from './words.js';

/** The corrections as a table of at most so many rows. */
export function renderCorrections(
  corrections: readonly Correction[],
  most: number,
  surface: Surface,
): string {
  const { colours } = surface;
  const wide = surface.columns >= WIDE;
  const columns: Column<Correction>[] = [
    { title: 'SKU', text: ({ balance }) => safe(balance.sku), shorten: 'middle' },
    {
      title: wide ? 'Warehouse' : 'Whse',
      text: ({ balance }) => safe(balance.warehouse),
      shorten: 'middle',
      minimum: 5,
    },
    { title: 'In stock', align: 'right', text: ({ balance }) => count(balance.inStock) },
    {
      title: 'Available',
      align: 'right',
      text: ({ balance }) => count(balance.available),
      paint: (text, { balance }) => (balance.available < 0 ? colours.red(text) : text),
    },
    {
      title: 'Update Count',
      align: 'right',
      text: (correction) => count(correction.count),
      paint: (text) => colours.green.bold(text),
    },
    {
      title: 'Change',
      align: 'right',
      text: ({ balance, count: to }) => signed(to - balance.inStock),
    },
    {
      title: 'Cause',
      text: ({ balance }) => (wide ? causeList : mainCause)(balance.causes),
      shorten: 'end',
      minimum: 8,
    },
    { title: wide ? 'Confidence' : 'Sure', text: ({ balance }) => confidenceWords(balance.confidence) },
  ];
  const hidden = corrections.length - most;
  const more =
    hidden > 0
      ? `\n${colours.dim(`  and ${grouped(hidden)} more; --verbose shows all, --write FILE has them`)}`
      : '';
  return renderTable(columns, corrections.slice(0, most), surface) + more;
}

/** What the totals are about. */
export interface FixTotals {
  readonly corrections: readonly Correction[];
  readonly exportedAt: Moment | null;
  /** T is no later than this; null when not even that is known. */
  readonly exportedBefore: Moment | null;
}

/**
 * How many counts, how many of them floors, and the moment they rest on.
 * @param written the file they were written to; null when they are only shown
 */
export function renderTotals(
  { corrections, exportedAt, exportedBefore }: FixTotals,
  written: string | null,
  surface: Surface,
): string {
  const counts = counted(corrections.length, 'count');
  const first = written === null ? `${counts} to write.` : `Wrote ${counts} to ${safe(written)}.`;
  const floors = corrections.filter(({ balance }) => balance.confidence === 'assumed').length;
  const one = corrections.length === 1;
  const moment =
    exportedAt === null
      ? `${one ? 'It rests' : 'They rest'} on exports of an unknown moment`
      : `${one ? 'It rests' : 'They rest'} on the inventory of ${exportMoment(exportedAt, exportedBefore)}`;
  const sure =
    floors === 0
      ? ''
      : ` ${floors === corrections.length ? (floors === 1 ? 'It is' : 'All are') : `${count(floors)} of them ${floors === 1 ? 'is' : 'are'}`} assumed: a floor that offers nothing not known to be there. --confidence likely leaves floors out.`;
  return [
    `${first}${sure} ${moment}; what sold or moved since is not in ${one ? 'it' : 'them'}, so write ${one ? 'it' : 'them'} soon.`,
    ...oversoldWords(corrections),
    ...phantomWords(corrections),
  ]
    .map((text) => paragraph(text, surface, ''))
    .join('\n');
}

/** Oversold balances that stay below zero: no count brings back what was sold beyond the stock. */
function oversoldWords(corrections: readonly Correction[]): string[] {
  const short = corrections.filter(
    ({ balance, count: to }) => balance.oversold > 0 && to === balance.corrected && to !== balance.unblocked,
  );
  if (short.length === 0) return [];
  const missing = short.reduce((sum, { balance }) => sum + balance.oversold, 0);
  return [
    `${counted(short.length, 'balance')} ${short.length === 1 ? 'stays' : 'stay'} below zero all the same: ${moreUnits(missing)} sold than the shelf holds. explain names the orders to buy in for or to cancel, newest first; --unblock-oversold lets other warehouses sell meanwhile.`,
  ];
}

/** Units that can be sold although they do not exist, until the counts are written. */
function phantomWords(corrections: readonly Correction[]): string[] {
  const phantom = corrections.reduce((sum, { balance }) => sum + unitsNotThere(balance), 0);
  if (phantom === 0) return [];
  return [
    `Until the counts are in VTEX, it can sell ${units(phantom)} that ${phantom === 1 ? 'does' : 'do'} not exist.`,
  ];
}

/** Balances that no count puts right, each with what to do instead; and those that were not sure enough. */
export function renderLeftOut(
  leftOut: readonly LeftOut[],
  verbose: boolean,
  surface: Surface,
): string | null {
  if (leftOut.length === 0) return null;
  const right = leftOut
    .filter(({ reason }) => reason === 'count-already-right')
    .map(({ balance }) => balance);
  const unsure = leftOut.length - right.length;
  const lines: string[] = [];
  if (right.length > 0) {
    lines.push(
      heading(
        `${counted(right.length, 'balance')} left out: the count is right, and something else is to be done`,
        surface,
      ),
    );
    const shown = verbose ? right : right.slice(0, 20);
    for (const balance of shown) lines.push(item(surface.symbols.bullet, leftOutSentence(balance), surface));
    if (shown.length < right.length) {
      lines.push(
        surface.colours.dim(`  and ${count(right.length - shown.length)} more; --verbose shows all`),
      );
    }
  }
  if (unsure > 0) {
    lines.push(`${counted(unsure, 'balance')} left out as less sure than asked for.`);
  }
  return lines.join('\n');
}

/** What to do about a balance that no count mends: merging what exists twice comes first, then what makes it negative. */
const CAUSES_BY_WEIGHT: readonly CauseCode[] = [
  'split-identity',
  ...CAUSES.filter((code) => code !== 'early-write-off' && code !== 'split-identity'),
];

function leftOutSentence(balance: BalanceDiagnosis): string {
  const cause = CAUSES_BY_WEIGHT.flatMap((code) => balance.causes.filter((each) => each.code === code))[0];
  const remedy =
    cause === undefined
      ? 'What keeps it negative are reservations that no count changes; explain names them.'
      : `${causeRemedy(cause)}${cause.code === 'oversold' ? ' explain names them.' : ''}`;
  return `${safe(balance.sku)} in ${safe(balance.warehouse)} (${count(balance.inStock)} in stock, ${count(balance.available)} available): ${remedy}`;
}

/** Orders the ERP has taken off already, by balance. */
export function renderWrittenOff(
  orders: readonly WrittenOffOrder[],
  most: number,
  surface: Surface,
): string | null {
  if (orders.length === 0) return null;
  const shown = orders.slice(0, most);
  const total = orders.reduce((sum, order) => sum + order.units, 0);
  const intro = `These ${counted(orders.length, 'order line')} (${units(total)}) are written off already. When the counts are put right in the ERP too, they must not be written off there again.`;
  const columns: Column<WrittenOffOrder>[] = [
    { title: 'Order', text: (row) => orderName(row.order), shorten: 'middle', minimum: 12 },
    { title: 'Units', align: 'right', text: (row) => count(row.units) },
    { title: 'SKU', text: (row) => safe(row.sku), shorten: 'middle' },
    { title: 'Warehouse', text: (row) => safe(row.warehouse), shorten: 'middle' },
  ];
  const hidden = orders.length - shown.length;
  return [
    heading('In the ERP', surface),
    paragraph(intro, surface),
    renderTable(columns, shown, surface),
    ...(hidden > 0
      ? [surface.colours.dim(`  and ${grouped(hidden)} more; --json has all of them, --verbose shows them`)]
      : []),
  ].join('\n');
}
