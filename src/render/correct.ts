/** The page of a correction: the counts to write, what was left out and why, and the ERP's side. */

import { type BalanceDiagnosis, CAUSES, type CauseCode } from '../ledger/diagnosis.js';
import type { Correction, LeftOut, WrittenOffOrder } from '../ledger/index.js';
import type { Moment } from '../ledger/records.js';
import { words } from '../words/index.js';
import { WIDE } from './balances.js';
import { causeList, causeRemedy, mainCause } from './causes.js';
import { count, signed } from './numbers.js';
import { heading, item, paragraph } from './page.js';
import { safe } from './safe.js';
import type { Surface } from './surface.js';
import { type Column, renderTable } from './table.js';
import { exportMoment } from './times.js';
import { confidenceWords, orderName, unitsNotThere } from './words.js';

/** The path of what is written to the standard output. */
const STANDARD_OUTPUT = '-';

/** The corrections as a table of at most so many rows. */
export function renderCorrections(
  corrections: readonly Correction[],
  most: number,
  surface: Surface,
): string {
  const { colours } = surface;
  const wide = surface.columns >= WIDE;
  const { titles } = words().fix;
  const columns: Column<Correction>[] = [
    { title: titles.sku, text: ({ balance }) => safe(balance.sku), shorten: 'middle' },
    {
      title: wide ? titles.warehouse : titles.warehouseShort,
      text: ({ balance }) => safe(balance.warehouse),
      shorten: 'middle',
      minimum: 5,
    },
    { title: titles.inStock, align: 'right', text: ({ balance }) => count(balance.inStock) },
    {
      title: wide ? titles.available : titles.availableShort,
      align: 'right',
      text: ({ balance }) => count(balance.available),
      paint: (text, { balance }) => (balance.available < 0 ? colours.red(text) : text),
    },
    {
      title: wide ? titles.updateCount : titles.updateCountShort,
      align: 'right',
      text: (correction) => count(correction.count),
      paint: (text) => colours.green.bold(text),
    },
    {
      title: words().correct.change,
      align: 'right',
      text: ({ balance, count: to }) => signed(to - balance.inStock),
    },
    {
      title: titles.cause,
      text: ({ balance }) => (wide ? causeList : mainCause)(balance.causes),
      shorten: 'end',
      minimum: 8,
    },
    {
      title: wide ? titles.confidence : titles.confidenceShort,
      text: ({ balance }) => confidenceWords(balance.confidence),
    },
  ];
  const hidden = corrections.length - most;
  const more = hidden > 0 ? `\n${colours.dim(`  ${words().correct.moreToWrite(hidden)}`)}` : '';
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
 * @param written the file they were written to, - for the standard output; null when they are only shown
 */
export function renderTotals(
  { corrections, exportedAt, exportedBefore }: FixTotals,
  written: string | null,
  surface: Surface,
): string {
  const { toWrite, wrote, floors: floorsWords, restsOn } = words().correct;
  const all = corrections.length;
  const floors = corrections.filter(({ balance }) => balance.confidence === 'assumed').length;
  const moment = exportedAt === null ? null : exportMoment(exportedAt, exportedBefore);
  const first = [
    written === null
      ? toWrite(all)
      : wrote({ count: all, where: written === STANDARD_OUTPUT ? null : safe(written) }),
    ...(floors === 0 ? [] : [floorsWords({ floors, all })]),
    restsOn({ count: all, moment }),
  ].join(' ');
  return [first, ...oversoldWords(corrections), ...phantomWords(corrections)]
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
  return [words().correct.oversold({ balances: short.length, units: missing })];
}

/** Units that can be sold although they do not exist, until the counts are written. */
function phantomWords(corrections: readonly Correction[]): string[] {
  const phantom = corrections.reduce((sum, { balance }) => sum + unitsNotThere(balance), 0);
  return phantom === 0 ? [] : [words().correct.phantom(phantom)];
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
    lines.push(heading(words().correct.leftOut(right.length), surface));
    const shown = verbose ? right : right.slice(0, 20);
    for (const balance of shown) lines.push(item(surface.symbols.bullet, leftOutSentence(balance), surface));
    if (shown.length < right.length) {
      lines.push(surface.colours.dim(`  ${words().fix.more(right.length - shown.length)}`));
    }
  }
  if (unsure > 0) lines.push(words().correct.leftOutUnsure(unsure));
  return lines.join('\n');
}

/** What to do about a balance that no count mends: merging what exists twice comes first, then what makes it negative. */
const CAUSES_BY_WEIGHT: readonly CauseCode[] = [
  'split-identity',
  ...CAUSES.filter((code) => code !== 'early-write-off' && code !== 'split-identity'),
];

function leftOutSentence(balance: BalanceDiagnosis): string {
  const cause = CAUSES_BY_WEIGHT.flatMap((code) => balance.causes.filter((each) => each.code === code))[0];
  const { remedy, noRemedy, explainNames } = words().correct;
  return remedy({
    sku: safe(balance.sku),
    warehouse: safe(balance.warehouse),
    inStock: balance.inStock,
    available: balance.available,
    remedy:
      cause === undefined
        ? noRemedy
        : `${causeRemedy(cause)}${cause.code === 'oversold' ? ` ${explainNames}` : ''}`,
  });
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
  const { correct, fix } = words();
  const columns: Column<WrittenOffOrder>[] = [
    { title: correct.order, text: (row) => orderName(row.order), shorten: 'middle', minimum: 12 },
    { title: correct.units, align: 'right', text: (row) => count(row.units) },
    { title: fix.titles.sku, text: (row) => safe(row.sku), shorten: 'middle' },
    { title: fix.titles.warehouse, text: (row) => safe(row.warehouse), shorten: 'middle' },
  ];
  const hidden = orders.length - shown.length;
  return [
    heading(correct.inErp, surface),
    paragraph(correct.writtenOff({ lines: orders.length, units: total }), surface),
    renderTable(columns, shown, surface),
    ...(hidden > 0 ? [surface.colours.dim(`  ${correct.moreWrittenOff(hidden)}`)] : []),
  ].join('\n');
}
