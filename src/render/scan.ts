/** The page of a scan: when it is of, the negative balances, who takes units off when, and what to do next. */
import type { ExportKind, FileReport, Problem } from '../exports/index.js';
import { type BalanceDiagnosis, isEarlyTrigger, type Price, type Writer } from '../ledger/diagnosis.js';
import type { Moment } from '../ledger/records.js';
import { renderBalances } from './balances.js';
import { kindWords } from './kinds.js';
import { counted, grouped, listed, money, units } from './numbers.js';
import { heading, item, paragraph, textWidth } from './page.js';
import { safe } from './safe.js';
import type { Surface } from './surface.js';
import { day, isOnlyDay, minute, period } from './times.js';
import { displayWidth, wrap } from './width.js';
import { authorWords, triggerWords } from './words.js';

const SOURCES = {
  option: 'as --exported-at says',
  column: 'as a column says',
  'file-name': "as the file's name says",
} as const;

/** That a scan found nothing to read. */
export function unchangedLine(scannedAt: Moment, files: number): string {
  return `Nothing has changed since the scan of ${minute(scannedAt)} UTC: ${counted(files, 'file')} not read again. To read all of it again, scan with --fresh.`;
}

/** That another scan writes to the database; `holder` null where it cannot be told which. */
export function waitingLine(holder: { readonly process: number; readonly since: Moment } | null): string {
  const which = holder === null ? '' : ` (process ${holder.process}, since ${minute(holder.since)} UTC)`;
  return `Another scan is writing to this database${which}. Waiting for it to end.`;
}

/** That a scan read only a part of the files. */
export function reusedLine(scannedAt: Moment, held: number, read: number): string {
  return `${counted(held, 'file')} unchanged since the scan of ${minute(scannedAt)} UTC and not read again; ${counted(read, 'file')} read.`;
}

/** When the inventory was exported, and how that is known. */
export function momentLine(
  exportedAt: number | null,
  source: FileReport['exportedAtSource'],
  before: number | null,
): string {
  if (exportedAt !== null) {
    const said = source === null ? '' : `, ${SOURCES[source]}`;
    return isOnlyDay(exportedAt, before)
      ? `Inventory of ${day(exportedAt)}${said}; the time of day is not known (--exported-at can give it).`
      : `Inventory of ${minute(exportedAt)} UTC${said}.`;
  }
  const bound = before === null ? '' : `, only that it was no later than ${minute(before)} UTC`;
  return `Nothing says when the inventory was exported${bound}; --exported-at can.`;
}

/** Records of a kind, by their own dates. */
export interface Period {
  readonly kind: ExportKind;
  readonly from: Moment;
  readonly to: Moment;
}

/** The period each kind covers; null where no kind has dates. */
export function periodLine(periods: readonly Period[]): string | null {
  const parts = periods.map(({ kind, from, to }) => `${kindWords(kind)} ${period(from, to)}`);
  return parts.length === 0 ? null : `Covered: ${listed(parts)}.`;
}

/** Which configuration counts; it may stand in a folder above. */
export function configurationLine(path: string | null): string | null {
  return path === null ? null : `With the settings of ${safe(path)}.`;
}

export interface NegativePage {
  readonly balances: number;
  readonly negative: number;
  readonly unitsShort: number;
  /** The rows of the table, worst first. */
  readonly shown: readonly BalanceDiagnosis[];
  /** How many there would be without a limit. */
  readonly selected: number;
}

/** `5 of 14 balances are negative, by 9 units in all.` */
export function negativeSentence({
  balances,
  negative,
  unitsShort,
}: Pick<NegativePage, 'balances' | 'negative' | 'unitsShort'>): string {
  return negative === 0
    ? `Nothing is negative: all ${counted(balances, 'balance')} can be sold from.`
    : `${grouped(negative)} of ${counted(balances, 'balance')} ${negative === 1 ? 'is' : 'are'} negative, by ${units(unitsShort)} in all.`;
}

/** The heading and the table; a kind word where nothing is negative. */
export function renderNegative(page: NegativePage, surface: Surface): string {
  const { colours } = surface;
  const text = negativeSentence(page);
  const title = page.negative === 0 ? colours.green.bold(text) : colours.bold(text);
  const lines = [title];
  if (page.shown.length > 0) lines.push('', renderBalances(page.shown, surface));
  const hidden = page.selected - page.shown.length;
  if (hidden > 0) {
    lines.push(colours.dim(`  ${grouped(hidden)} more not shown; --limit ${page.selected} shows all.`));
  }
  return lines.join('\n');
}

/** Writers that follow no order, beyond so many, are counted instead of named. */
const FOLDED_WRITERS = 5;
/** Fewer decrements than this show no habit, whatever they fit. */
const FEWEST_DECREMENTS = 4;

/** The writers that lower counts: those with a habit, then the busiest of the others, and how many more there are. */
export function writersTold(writers: readonly Writer[]): { shown: readonly Writer[]; hidden: number } {
  const lowering = writers.filter(({ decrements, earlier }) => decrements > 0 || earlier !== null);
  const others = lowering.filter(isOther).sort((a, b) => b.decrements - a.decrements);
  const shown = [...lowering.filter((writer) => !isOther(writer)), ...others.slice(0, FOLDED_WRITERS)];
  return { shown, hidden: lowering.length - shown.length };
}

/**
 * A line or two for each writer: its trigger, the evidence, and whether a corrected count will last. Those
 * with a habit come first.
 */
export function renderWriters(writers: readonly Writer[], surface: Surface): string | null {
  const { shown, hidden } = writersTold(writers);
  if (shown.length === 0) return null;
  return [
    heading('Who takes units off', surface),
    ...shown.map((writer) => item(surface.symbols.bullet, writerSentence(writer, surface), surface)),
    ...(hidden > 0
      ? [surface.colours.dim(`  and ${grouped(hidden)} more who follow no order; --json names all`)]
      : []),
  ].join('\n');
}

function isOther(writer: Writer): boolean {
  return writer.habit === 'other' || (writer.habit === 'trigger' && writer.trigger === null);
}

/** A writer's habit in a few sentences. The numbers come from a sample of the log, so they are never said to be all. */
export function writerSentence(writer: Writer, surface: Surface): string {
  const { colours } = surface;
  const where = writer.warehouse === null ? '' : ` in ${safe(writer.warehouse)}`;
  const name = `${colours.bold(authorWords(writer.author))}${where}`;
  const lookedAt = counted(writer.decrements, 'decrement');
  if (writer.habit === 'early-person') {
    return `${name} lowers counts by hand for orders that are still pending (${evidenceWords(writer, 'an order pending at that moment')}). ${colours.yellow('A corrected count will not last')} while that goes on. Tell them: a pending order's reservation holds its units already, so leave the count alone until the order is in Preparing Delivery.`;
  }
  const evidence = evidenceWords(writer, 'the orders');
  if (isOther(writer)) {
    return writer.decrements < FEWEST_DECREMENTS
      ? `${name} lowered counts too seldom to show a habit (${lookedAt} looked at).`
      : `${name} follows no order: a till, a recount or the like (${evidence}).`;
  }
  const inRuns = writer.writesInRuns ? ', in runs' : '';
  const { earlier } = writer;
  const takes = `takes units off when an order is ${triggerWords(writer)}${inRuns}`;
  const habit =
    earlier === null
      ? `${name} ${takes} (${evidence}).`
      : `${name} took units off when an order was ${triggerWords(earlier)} until ${day(earlier.until)}${inRuns} (${evidenceWords(earlier, 'the orders')}). Since then it ${takes} (${evidence}).`;
  if (isEarlyTrigger(writer.trigger)) {
    const changed =
      earlier === null || isEarlyTrigger(earlier.trigger)
        ? ''
        : ' It was not so before: see what was changed in it at that time.';
    return `${habit} That is before Preparing Delivery, so ${colours.yellow('a corrected count will not last')}: its next update brings the shortage back.${changed} Let it take units off once an order is in Preparing Delivery, or send its count plus the pending orders.`;
  }
  if (writer.trigger === 'invoiced') {
    return `${habit} That is late: an update in between frees the reservation while the units still count. Let it take units off as soon as an order is in Preparing Delivery.`;
  }
  return `${habit} That is as it should be${earlier === null ? '' : ' now'}.`;
}

function evidenceWords(
  { decrements, matched, expectedByChance }: Pick<Writer, 'decrements' | 'matched' | 'expectedByChance'>,
  what: string,
): string {
  const lookedAt = `of ${counted(decrements, 'decrement')} looked at`;
  const fits = `${grouped(matched)} ${matched === 1 ? 'fits' : 'fit'} ${what}`;
  return `${lookedAt}, ${fits}, where chance would fit ${grouped(Math.round(expectedByChance))}`;
}

export interface OtherBalances {
  readonly understated: number;
  readonly unitsWithheld: number;
  readonly overstated: number;
  readonly unitsPhantom: number;
  readonly valueWithheld: readonly Price[];
  readonly unitsHidden: number | null;
  readonly blockedTradePolicies: readonly string[] | null;
}

/** A line each for the balances that are wrong without being negative. */
export function renderOthers(others: OtherBalances, surface: Surface): string | null {
  const lines: string[] = [];
  const policies = others.blockedTradePolicies ?? [];
  if (policies.length > 0) {
    const hidden =
      others.unitsHidden === null || others.unitsHidden === 0
        ? ''
        : `, and hide ${units(others.unitsHidden)} that other warehouses could sell`;
    lines.push(
      `The negative balances block their SKUs in trade ${policies.length === 1 ? 'policy' : 'policies'} ${listed(policies.map(safe), 8)}${hidden}.`,
    );
  }
  if (others.understated > 0) {
    const value =
      others.valueWithheld.length === 0 ? '' : `, worth ${listed(others.valueWithheld.map(money))},`;
    lines.push(
      `${counted(others.understated, 'balance')} ${others.understated === 1 ? 'is' : 'are'} understated: not negative yet, but ${units(others.unitsWithheld)}${value} ${others.unitsWithheld === 1 ? 'is' : 'are'} withheld from sale (--understated lists ${others.understated === 1 ? 'it' : 'them'}).`,
    );
  }
  if (others.unitsPhantom > 0) {
    const phantom = `${units(others.unitsPhantom)} that left the shelf ${others.unitsPhantom === 1 ? 'is' : 'are'} still counted`;
    lines.push(
      others.overstated > 0
        ? `${counted(others.overstated, 'balance')} ${others.overstated === 1 ? 'is' : 'are'} overstated: ${others.overstated === 1 ? 'it offers' : 'they offer'} units that do not exist. In all, ${phantom} (--overstated lists ${others.overstated === 1 ? 'it' : 'them'}).`
        : `In all, ${phantom}, in balances that are negative or understated.`,
    );
  }
  if (lines.length === 0) return null;
  return lines.map((line) => paragraph(line, surface, '')).join('\n');
}

/** Commands to type next, each with what it does. */
export function renderNext(commands: readonly { command: string; does: string }[], surface: Surface): string {
  const widest = Math.max(...commands.map(({ command }) => displayWidth(command)));
  const lines = commands.map(({ command, does }) => {
    const gap = ' '.repeat(widest - displayWidth(command) + 3);
    const start = `  ${surface.colours.cyan(command)}`;
    if (2 + widest + 3 + displayWidth(does) <= textWidth(surface)) return `${start}${gap}${does}`;
    return `${start}\n${wrap(does, textWidth(surface), '      ')}`;
  });
  return [heading('Next', surface), ...lines].join('\n');
}

/**
 * Rejected rows and damaged files, with their places.
 * @param problems by file and sort, each with its first place
 * @param rows single rows, where the sorts do not name each of them already
 * @param total how many rows there are
 * @param most problems named
 */
export function renderProblems(
  problems: readonly Problem[],
  rows: readonly { file: string; line: number | null; message: string }[],
  total: number,
  surface: Surface,
  most = Number.POSITIVE_INFINITY,
): string | null {
  if (problems.length === 0) return null;
  const { colours } = surface;
  const lines = [colours.yellow.bold('Not everything could be read')];
  for (const problem of problems.slice(0, most)) {
    const times = problem.count > 1 ? `${grouped(problem.count)} times, first at ` : '';
    lines.push(item('!', `${times}${place(problem.file, problem.line)}: ${safe(problem.message)}`, surface));
  }
  if (problems.length > most) {
    lines.push(
      colours.dim(
        `  and ${grouped(problems.length - most)} more of other sorts or files; --problems names all`,
      ),
    );
  }
  if (problems.some((problem) => problem.count > 1) && rows.length > 0) {
    for (const row of rows) {
      lines.push(
        item(surface.symbols.bullet, `${place(row.file, row.line)}: ${safe(row.message)}`, surface, '    '),
      );
    }
    if (rows.length < total) {
      lines.push(colours.dim(`    and ${grouped(total - rows.length)} more; --problems shows every one`));
    }
  }
  return lines.join('\n');
}

function place(file: string, line: number | null): string {
  return line === null ? safe(file) : `${safe(file)}:${line}`;
}
