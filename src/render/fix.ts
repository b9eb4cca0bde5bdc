/** What is said of a fix besides its counts: how old its exports are, whose writes will undo it, what was changed by hand. */
import { type BalanceDiagnosis, isEarlyTrigger, type Writer } from '../ledger/diagnosis.js';
import type { Moment, Units } from '../ledger/records.js';
import { count, counted, grouped, listed, units } from './numbers.js';
import { heading, paragraph } from './page.js';
import { safe } from './safe.js';
import type { Surface } from './surface.js';
import { type Column, renderTable } from './table.js';
import { exportMoment, hoursLong } from './times.js';
import { authorWords, triggerWords } from './words.js';

/** How old the exports are, and what may have left the shelf since. */
export interface Age {
  readonly exportedAt: Moment;
  readonly exportedBefore: Moment | null;
  readonly isKnown: boolean;
  readonly hours: number;
  readonly left: { readonly units: Units; readonly unitsADay: number } | null;
}

/** That files of a fix were removed, which was stopped before it was whole. */
export function renderCleared(paths: readonly string[], surface: Surface): string {
  return paragraph(
    `An earlier fix was stopped while it was written; what it left (${listed(paths.map(safe))}) is removed.`,
    surface,
    '',
  );
}

const WEEK_IN_HOURS = 7 * 24;

export function renderStale(age: Age, surface: Surface): string {
  const { exportedAt, exportedBefore, isKnown, hours, left } = age;
  const moment = isKnown
    ? `of ${exportMoment(exportedAt, exportedBefore)}`
    : `of an unknown moment, no later than ${exportMoment(exportedAt, exportedAt)}`;
  const long =
    hours > WEEK_IN_HOURS ? 'more than a week' : `${isKnown ? '' : 'at least '}${hoursLong(hours)}`;
  const estimate =
    left === null
      ? ''
      : left.units === 0
        ? ' In the weeks before it, nothing of these balances did.'
        : ` At the pace of the weeks before it (${paceWords(left.unitsADay)}), that may be ${units(left.units)} of these balances by now.`;
  const otherwise = isKnown
    ? ', or update through the API with the moment of the export as dateUtcOnBalanceSystem'
    : '';
  return paragraph(
    `The inventory is ${moment}, ${long} ago. What entered Preparing Delivery since has left the shelf, and counts written now are too high by it.${estimate} Export and scan again right before writing${otherwise}.`,
    surface,
    '',
  );
}

/** `12 units a day`, `2.5 units a day`, `less than a unit a day`. */
function paceWords(unitsADay: number): string {
  if (unitsADay < 1) return 'less than a unit a day';
  const rounded = unitsADay < 10 ? Math.round(unitsADay * 10) / 10 : Math.round(unitsADay);
  return `${grouped(rounded)} ${rounded === 1 ? 'unit' : 'units'} a day`;
}

/**
 * Those whose next writes bring the shortage back.
 * @param warehouses those that are corrected
 * @param erpFile the file that says what to put right there; null when none is written
 */
export function renderEarlyWriters(
  writers: readonly Writer[],
  warehouses: ReadonlySet<string>,
  erpFile: string | null,
  surface: Surface,
): string | null {
  const here = writers.filter(({ warehouse }) => warehouse === null || warehouses.has(warehouse));
  const sentences = [...new Set(here.flatMap((writer) => earlyWords(writer) ?? []))];
  if (sentences.length === 0) return null;
  const where =
    erpFile === null ? 'put back there the units listed' : `put back there what ${safe(erpFile)} lists`;
  return paragraph(
    `These counts will not last: ${listed(sentences)}. The next total from there undoes them, unless you first ${where} and have units taken off only once an order is in Preparing Delivery.`,
    surface,
    '',
  );
}

function earlyWords(writer: Writer): string | null {
  const author = authorWords(writer.author);
  if (writer.habit === 'early-person')
    return `${author} lowers counts by hand for orders that are still pending`;
  if (!isEarlyTrigger(writer.trigger)) return null;
  return `${author} takes units off when an order is ${triggerWords(writer)}`;
}

/** Counts that a person gave in place of those computed, as a table of at most so many rows. */
export function renderHandChanges(
  changes: readonly { readonly balance: BalanceDiagnosis; readonly from: Units; readonly to: Units }[],
  most: number,
  surface: Surface,
): string | null {
  if (changes.length === 0) return null;
  const columns: Column<(typeof changes)[number]>[] = [
    { title: 'SKU', text: ({ balance }) => safe(balance.sku), shorten: 'middle' },
    { title: 'Warehouse', text: ({ balance }) => safe(balance.warehouse), shorten: 'middle' },
    { title: 'In stock', align: 'right', text: ({ balance }) => count(balance.inStock) },
    { title: 'Computed', align: 'right', text: ({ from }) => count(from) },
    { title: 'By hand', align: 'right', text: ({ to }) => count(to) },
  ];
  const hidden = changes.length - most;
  return [
    heading(`${counted(changes.length, 'count')} changed by hand`, surface),
    renderTable(columns, changes.slice(0, most), surface),
    ...(hidden > 0 ? [surface.colours.dim(`  and ${grouped(hidden)} more; --verbose shows all`)] : []),
  ].join('\n');
}

/** What a review leaves out: rows deleted from it, and rows that would write what stands there already. */
export function renderReviewed(
  missing: number,
  needless: readonly BalanceDiagnosis[],
  surface: Surface,
): string | null {
  const sentences = [
    ...(missing > 0
      ? [
          `${counted(missing, 'balance')} that could be corrected ${missing === 1 ? 'is' : 'are'} not in the review.`,
        ]
      : []),
    ...(needless.length > 0
      ? [
          `${counted(needless.length, 'row')} would write the count that stands there already, and ${needless.length === 1 ? 'is' : 'are'} left out: ${listed(
            needless.map(({ sku, warehouse }) => `${safe(sku)} in ${safe(warehouse)}`),
            5,
          )}.`,
        ]
      : []),
  ];
  return sentences.length === 0 ? null : paragraph(sentences.join(' '), surface, '');
}

/** What the file beside the fix is for. */
export function renderErpFile(path: string, lines: number, surface: Surface): string {
  const what =
    lines === 0
      ? 'lists nothing: no order is known to be written off early'
      : `lists the same for the ERP: the orders, and the units to put back there`;
  return paragraph(`${safe(path)} ${what}.`, surface, '');
}

/** What can be done with a fix once it is written. */
export function renderRemembered(number: number, surface: Surface): string {
  return paragraph(
    `This is remembered as fix ${number}. After the upload, export again: invfix verify PATH checks that the counts are in and hold, and invfix undo ${number} takes them back.`,
    surface,
    '',
  );
}

/** Files of the fix's name that it did not write, and that would be uploaded by mistake; null without any. */
export function renderLeftBehind(paths: readonly string[], surface: Surface): string | null {
  if (paths.length === 0) return null;
  const one = paths.length === 1;
  return paragraph(
    `${listed(paths.map(safe))} ${one ? 'stands' : 'stand'} beside this fix and ${one ? 'is' : 'are'} not part of it, most likely left over from an earlier one. Do not upload ${one ? 'it' : 'them'}.`,
    surface,
    '',
  );
}
