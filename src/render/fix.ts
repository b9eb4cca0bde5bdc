/** What is said of a fix besides its counts: how old its exports are, whose writes will undo it, what was changed by hand. */
import { type BalanceDiagnosis, isEarlyTrigger, type Writer } from '../ledger/diagnosis.js';
import type { Moment, Units } from '../ledger/records.js';
import type { FinishedFix } from '../store/unplaced.js';
import { words } from '../words/index.js';
import { count, listed } from './numbers.js';
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
  return paragraph(words().fix.cleared(listed(paths.map(safe))), surface, '');
}

/** A fix whose process was killed, and what became of it. */
export function renderFinished({ fix, files, isPlaced }: FinishedFix, surface: Surface): string {
  const names = listed(files.map(safe));
  const { finished, forgotten } = words().fix;
  return paragraph(isPlaced ? finished(fix, names) : forgotten(fix, names), surface, '');
}

const WEEK_IN_HOURS = 7 * 24;

export function renderStale(age: Age, surface: Surface): string {
  const { exportedAt, exportedBefore, isKnown, hours, left } = age;
  const text = words().fix.stale({
    moment: exportMoment(exportedAt, isKnown ? exportedBefore : exportedAt),
    isKnown,
    age: hours > WEEK_IN_HOURS ? null : hoursLong(hours),
    left: left === null ? null : { units: left.units, aDay: roundedPace(left.unitsADay) },
  });
  return paragraph(text, surface, '');
}

/** `12`, `2.5`; less than one as it is. */
function roundedPace(unitsADay: number): number {
  if (unitsADay < 1) return unitsADay;
  return unitsADay < 10 ? Math.round(unitsADay * 10) / 10 : Math.round(unitsADay);
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
  const file = erpFile === null ? null : safe(erpFile);
  return paragraph(words().fix.earlyWriters({ what: listed(sentences), erpFile: file }), surface, '');
}

function earlyWords(writer: Writer): string | null {
  const author = authorWords(writer.author);
  if (writer.habit === 'early-person') return words().fix.lowersByHand(author);
  if (!isEarlyTrigger(writer.trigger)) return null;
  return words().fix.takesOffEarly({ author, trigger: triggerWords(writer) });
}

/** Counts that a person gave in place of those computed, as a table of at most so many rows. */
export function renderHandChanges(
  changes: readonly { readonly balance: BalanceDiagnosis; readonly from: Units; readonly to: Units }[],
  most: number,
  surface: Surface,
): string | null {
  if (changes.length === 0) return null;
  const { titles, changedByHand, more } = words().fix;
  const columns: Column<(typeof changes)[number]>[] = [
    { title: titles.sku, text: ({ balance }) => safe(balance.sku), shorten: 'middle' },
    { title: titles.warehouse, text: ({ balance }) => safe(balance.warehouse), shorten: 'middle' },
    { title: titles.inStock, align: 'right', text: ({ balance }) => count(balance.inStock) },
    { title: titles.computed, align: 'right', text: ({ from }) => count(from) },
    { title: titles.byHand, align: 'right', text: ({ to }) => count(to) },
  ];
  const hidden = changes.length - most;
  return [
    heading(changedByHand(changes.length), surface),
    renderTable(columns, changes.slice(0, most), surface),
    ...(hidden > 0 ? [surface.colours.dim(`  ${more(hidden)}`)] : []),
  ].join('\n');
}

/** What a review leaves out: rows deleted from it, and rows that would write what stands there already. */
export function renderReviewed(
  missing: number,
  needless: readonly BalanceDiagnosis[],
  surface: Surface,
): string | null {
  const { missingInReview, needlessInReview, balance } = words().fix;
  const named = needless.map(({ sku, warehouse }) => balance({ sku: safe(sku), warehouse: safe(warehouse) }));
  const sentences = [
    ...(missing > 0 ? [missingInReview(missing)] : []),
    ...(needless.length > 0 ? [needlessInReview({ rows: needless.length, which: listed(named, 5) })] : []),
  ];
  return sentences.length === 0 ? null : paragraph(sentences.join(' '), surface, '');
}

/** What the file beside the fix is for. */
export function renderErpFile(path: string, lines: number, surface: Surface): string {
  return paragraph(words().fix.erpFile({ path: safe(path), lines }), surface, '');
}

/** What can be done with a fix once it is written. */
export function renderRemembered(number: number, surface: Surface): string {
  return paragraph(words().fix.remembered(number), surface, '');
}

/** Files of the fix's name that it did not write, and that would be uploaded by mistake; null without any. */
export function renderLeftBehind(paths: readonly string[], surface: Surface): string | null {
  if (paths.length === 0) return null;
  const names = listed(paths.map(safe));
  return paragraph(words().fix.leftBehind({ files: paths.length, names }), surface, '');
}
