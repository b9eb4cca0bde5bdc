/** `invfix scan PATH...`: reads the exports and shows what is negative, why, and what to do next. */
import { UserError } from '../errors.js';
import type { FileReport } from '../exports/index.js';
import type { BalanceDiagnosis } from '../ledger/diagnosis.js';
import { renderFiles } from '../render/files.js';
import { item, paragraph } from '../render/page.js';
import {
  configurationLine,
  momentLine,
  periodLine,
  renderNegative,
  renderNext,
  renderOthers,
  renderProblems,
  renderWriters,
} from '../render/scan.js';
import { warningWords } from '../render/warnings.js';
import { databasePath, type List, type ScanSummary, type Store, warningsOf } from '../store/reading.js';
import { words } from '../words/index.js';
import { type Context, createContext, type SharedOptions } from './context.js';
import { scanDocument } from './documents.js';
import { EXIT, type ExitCode } from './exit-codes.js';
import { isIncomplete } from './incomplete.js';
import { jsonDocument } from './json.js';
import { scanInto } from './scanning.js';
import { type Selection, type SelectionOptions, selectionOf } from './selection.js';
import { type ReadingOptions, type ScanSettings, settingsOf } from './settings.js';
import { commandLine } from './shell.js';
import { timed } from './timings.js';

export interface ScanOptions extends SharedOptions, SelectionOptions, ReadingOptions {
  readonly all?: boolean;
  readonly understated?: boolean;
  readonly overstated?: boolean;
  readonly limit?: number;
  readonly exitCode: boolean;
  readonly problems?: boolean;
  readonly json?: boolean;
  readonly dryRun?: boolean;
}

const TERMINAL_LIMIT = 50;
const FIRST_REJECTED = 5;
/** Sorts of problems named unless all are asked for. */
const FIRST_PROBLEMS = 20;

export async function scan(paths: readonly string[], options: ScanOptions): Promise<ExitCode> {
  const context = createContext(options);
  const all = [...paths, ...(options.from ?? [])];
  if (all.length === 0) {
    throw new UserError(...words().scanning.nothingNamed);
  }
  const settings = settingsOf(options);
  if (options.dryRun) {
    const { dryRun } = await import('./dry-run.js');
    return dryRun(all, settings, options.json === true, context);
  }
  const store = await scanInto(databasePath(options.db), all, settings, context);
  return timed('render', () => shown(store, all, settings, options, context));
}

/** Writes what the scan found, and says so by the exit code. */
async function shown(
  store: Store,
  paths: readonly string[],
  settings: ScanSettings,
  options: ScanOptions,
  context: Context,
): Promise<ExitCode> {
  try {
    const selection = selectionOf(store, options);
    const summary = store.summary(selection);
    const files = store.files();
    if (options.json) {
      warn(store, files, options, context);
      await writeJson(store, summary, selection, files, options, context);
    } else await writePage(store, summary, selection, files, paths, settings, options, context);
    if (isIncomplete(files)) return EXIT.incomplete;
    return summary.negative > 0 && options.exitCode ? EXIT.found : EXIT.done;
  } finally {
    store.close();
  }
}

/** The balances the table shows, worst first: the negative ones, and those asked for besides. */
function selected(store: Store, selection: Selection, options: ScanOptions): Iterable<BalanceDiagnosis> {
  if (options.all) return store.diagnoses(selection);
  const lists: List[] = ['negative'];
  if (options.understated) lists.push('understated');
  if (options.overstated) lists.push('overstated');
  return store.diagnoses({ ...selection, lists });
}

async function writeJson(
  store: Store,
  summary: ScanSummary,
  selection: Selection,
  files: readonly FileReport[],
  options: ScanOptions,
  context: Context,
): Promise<void> {
  const document = scanDocument({
    exportedAt: store.scan().exportedAt,
    files,
    summary,
    writers: store.habits().writers,
    balances: selected(store, selection, options),
    problems: options.problems ? store.problemRows().map((row) => ({ ...row, count: 1 })) : store.problems(),
  });
  for (const piece of jsonDocument(document)) await context.write(piece);
}

async function writePage(
  store: Store,
  summary: ScanSummary,
  selection: Selection,
  files: readonly FileReport[],
  paths: readonly string[],
  settings: ScanSettings,
  options: ScanOptions,
  context: Context,
): Promise<void> {
  const { surface } = context;
  const info = store.scan();
  if (!context.quiet) {
    await context.write(`${renderFiles(files, context.verbose, surface)}\n\n`);
    const lines = [
      momentLine(info.exportedAt, info.exportedAtSource, info.exportedBefore),
      periodLine(store.periods()),
      configurationLine(settings.configuration?.path ?? null),
    ];
    for (const line of lines) if (line !== null) await context.write(`${paragraph(line, surface, '')}\n`);
    await context.write('\n');
  }
  warn(store, files, options, context);
  warnOfGaps(summary, context);
  const limit = options.limit ?? (surface.isTerminal ? TERMINAL_LIMIT : Number.POSITIVE_INFINITY);
  const shown: BalanceDiagnosis[] = [];
  let count = 0;
  for (const balance of selected(store, selection, options)) {
    if (count < limit) shown.push(balance);
    count += 1;
  }
  await context.write(`${renderNegative({ ...summary, shown, selected: count }, surface)}\n`);
  if (context.quiet) return;
  for (const part of [
    // Without orders nobody can tell what a writer follows; a warning says that they are missing.
    store.counts().orders > 0 ? renderWriters(store.habits().writers, surface) : null,
    renderOthers(summary, surface),
    renderNext(nextCommands(shown[0], summary, paths, options), surface),
  ]) {
    if (part !== null) await context.write(`\n${part}\n`);
  }
}

function warn(store: Store, files: readonly FileReport[], options: ScanOptions, context: Context): void {
  const total = files.reduce((sum, file) => sum + file.rejected, 0);
  const rows = options.problems ? store.problemRows() : store.rejectedRows(FIRST_REJECTED);
  const problems = renderProblems(
    store.problems(),
    rows,
    options.problems ? rows.length : Math.max(total, rows.length),
    context.errors,
    options.problems ? undefined : FIRST_PROBLEMS,
  );
  const told: string = options.json ? '' : 'export-moment-unknown'; // the page has a line about it
  const warnings = warningsOf(store)
    .filter(({ code }) => code !== told)
    .map((warning) => item(noteMark(context), warningWords(warning), context.errors, ''));
  const parts = [...(problems === null ? [] : [problems]), ...warnings];
  if (parts.length > 0) context.warn(`${parts.join('\n')}\n`);
}

/** Gaps in the log, told once for all balances; `explain` tells of each. */
function warnOfGaps({ logGaps }: ScanSummary, context: Context): void {
  if (logGaps === 0) return;
  context.warn(`${item(noteMark(context), words().scan.logGaps(logGaps), context.errors, '')}\n`);
}

function noteMark(context: Context): string {
  return context.errors.colours.yellow(words().warnings.note);
}

function nextCommands(
  worst: BalanceDiagnosis | undefined,
  summary: ScanSummary,
  paths: readonly string[],
  options: ScanOptions,
): { command: string; does: string }[] {
  const { does } = words().scan;
  const commands: { command: string; does: string }[] = [];
  if (worst !== undefined && !worst.unlimited) {
    commands.push({
      command: commandLine(['explain', worst.sku], options.db),
      does: summary.negative > 0 ? does.worst : does.story,
    });
  }
  if (summary.negative > 0) {
    commands.push({
      command: commandLine(['correct', '--write', 'fix.csv'], options.db),
      does: does.corrections,
    });
  } else if (summary.understated > 0) {
    commands.push({
      command: commandLine(['correct', '--understated'], options.db),
      does: does.understated,
    });
  } else if (summary.overstated > 0) {
    commands.push({
      command: commandLine(['correct', '--overstated'], options.db),
      does: does.overstated,
    });
  }
  if (commands.length === 0) {
    commands.push({
      command: commandLine(['scan', ...paths, '--all'], options.db),
      does: does.all,
    });
  }
  return commands;
}
