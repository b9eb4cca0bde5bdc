/** The page of a scan: when it is of, the negative balances, who takes units off when, and what to do next. */
import type { ExportKind, FileReport, Problem } from '../exports/index.js';
import {
  type BalanceDiagnosis,
  type EarlierTrigger,
  isEarlyTrigger,
  type Price,
  type Writer,
} from '../ledger/diagnosis.js';
import type { Moment } from '../ledger/records.js';
import { words } from '../words/index.js';
import { type Said, sentenceOf } from '../words/said.js';
import { renderBalances } from './balances.js';
import { kindWords } from './kinds.js';
import { listed, money } from './numbers.js';
import { heading, item, paragraph, textWidth } from './page.js';
import { safe } from './safe.js';
import type { Surface } from './surface.js';
import { day, isOnlyDay, minute, period } from './times.js';
import { displayWidth, wrap } from './width.js';
import { authorWords, triggerWords } from './words.js';

/** That a scan found nothing to read. */
export function unchangedLine(scannedAt: Moment, files: number): string {
  return words().scan.unchanged({ at: minute(scannedAt), read: files });
}

/** That another scan writes to the database; `holder` null where it cannot be told which. */
export function waitingLine(holder: { readonly process: number; readonly since: Moment } | null): string {
  return words().scan.waiting(
    holder === null ? null : { process: holder.process, since: minute(holder.since) },
  );
}

/** That a scan read only a part of the files. */
export function reusedLine(scannedAt: Moment, held: number, read: number): string {
  return words().scan.reused({ at: minute(scannedAt), held, read });
}

/** When the inventory was exported, and how that is known. */
export function momentLine(
  exportedAt: number | null,
  source: FileReport['exportedAtSource'],
  before: number | null,
): string {
  const { inventoryOf, inventoryOfDay, inventoryOfUnknown } = words().scan;
  if (exportedAt === null) return inventoryOfUnknown(before === null ? null : minute(before));
  return isOnlyDay(exportedAt, before)
    ? inventoryOfDay(day(exportedAt), source)
    : inventoryOf(minute(exportedAt), source);
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
  return parts.length === 0 ? null : words().scan.covered(listed(parts));
}

/** Which configuration counts; it may stand in a folder above. */
export function configurationLine(path: string | null): string | null {
  return path === null ? null : words().scan.settingsOf(safe(path));
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
  const { scan } = words();
  return negative === 0
    ? scan.nothingNegative(balances)
    : scan.negative({ negative, all: balances, short: unitsShort });
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
    lines.push(colours.dim(`  ${words().scan.moreNotShown(hidden, page.selected)}`));
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
    heading(words().writers.title, surface),
    ...shown.map((writer) => item(surface.symbols.bullet, writerSentence(writer, surface), surface)),
    ...(hidden > 0 ? [surface.colours.dim(`  ${words().writers.more(hidden)}`)] : []),
  ].join('\n');
}

function isOther(writer: Writer): boolean {
  return writer.habit === 'other' || (writer.habit === 'trigger' && writer.trigger === null);
}

/** A writer's habit in a few sentences. The numbers come from a sample of the log, so they are never said to be all. */
export function writerSentence(writer: Writer, surface: Surface): string {
  const { bold, yellow } = surface.colours;
  const texts = words().writers;
  const { writesInRuns, earlier } = writer;
  const author = bold(authorWords(writer.author));
  const name = writer.warehouse === null ? author : texts.inWarehouse(author, safe(writer.warehouse));
  const evidence = evidenceOf(writer);
  if (writer.habit === 'early-person') return texts.byHand({ name, evidence, mark: yellow });
  if (isOther(writer)) {
    return writer.decrements < FEWEST_DECREMENTS
      ? texts.tooSeldom(name, writer.decrements)
      : texts.followsNoOrder(name, evidence);
  }
  const now = { name, trigger: triggerWords(writer), writesInRuns, evidence };
  const habit =
    earlier === null
      ? texts.takesOff(now)
      : texts.changed({
          ...now,
          earlier: {
            trigger: triggerWords(earlier),
            until: day(earlier.until),
            evidence: evidenceOf(earlier),
          },
        });
  return `${habit} ${judgement(writer, yellow)}`;
}

/** What is to be thought of a writer's trigger, and what to change. */
function judgement({ trigger, earlier }: Writer, mark: (text: string) => string): string {
  const texts = words().writers;
  if (isEarlyTrigger(trigger)) {
    return texts.early(mark, earlier !== null && !isEarlyTrigger(earlier.trigger));
  }
  if (trigger === 'invoiced') return texts.late;
  return earlier === null ? texts.right : texts.rightNow;
}

function evidenceOf({ decrements, matched, expectedByChance }: Writer | EarlierTrigger) {
  return { decrements, matched, chance: Math.round(expectedByChance) };
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
  const { scan } = words();
  const lines: string[] = [];
  const policies = others.blockedTradePolicies ?? [];
  if (policies.length > 0) {
    lines.push(
      scan.blocked({
        policies: listed(policies.map(safe), 8),
        count: policies.length,
        hidden: others.unitsHidden ?? 0,
      }),
    );
  }
  if (others.understated > 0) {
    const worth = others.valueWithheld.length === 0 ? null : listed(others.valueWithheld.map(money));
    lines.push(scan.understated({ count: others.understated, withheld: others.unitsWithheld, worth }));
  }
  if (others.unitsPhantom > 0) {
    lines.push(
      others.overstated > 0
        ? scan.overstated(others.overstated, others.unitsPhantom)
        : scan.phantom(others.unitsPhantom),
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
  return [heading(words().scan.next, surface), ...lines].join('\n');
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
  rows: readonly { file: string; line: number | null; message: Said }[],
  total: number,
  surface: Surface,
  most = Number.POSITIVE_INFINITY,
): string | null {
  if (problems.length === 0) return null;
  const { colours } = surface;
  const lines = [colours.yellow.bold(words().scan.notAllRead)];
  for (const problem of problems.slice(0, most)) {
    const first = place(problem.file, problem.line);
    const where = problem.count > 1 ? words().scan.timesFirstAt(problem.count, first) : first;
    lines.push(item('!', `${where}: ${safe(sentenceOf(problem.message))}`, surface));
  }
  if (problems.length > most) {
    lines.push(colours.dim(`  ${words().scan.moreProblems(problems.length - most)}`));
  }
  if (problems.some((problem) => problem.count > 1) && rows.length > 0) {
    for (const row of rows) {
      lines.push(
        item(
          surface.symbols.bullet,
          `${place(row.file, row.line)}: ${safe(sentenceOf(row.message))}`,
          surface,
          '    ',
        ),
      );
    }
    if (rows.length < total) {
      lines.push(colours.dim(`    ${words().scan.moreRows(total - rows.length)}`));
    }
  }
  return lines.join('\n');
}

function place(file: string, line: number | null): string {
  return line === null ? safe(file) : `${safe(file)}:${line}`;
}
