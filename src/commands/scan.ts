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
import { databasePath, type ScanSummary, type Store } from '../store/reading.js';
import { warningsOf } from '../store/warnings.js';
import { words } from '../words/index.js';
import { finishInterrupted } from './clearing.js';
import { type Context, createContext, type SharedOptions } from './context.js';
import { EXIT, type ExitCode } from './exit-codes.js';
import { isIncomplete } from './incomplete.js';
import { OUTPUTS, type OutputName, outputOf } from './outputs.js';
import { balancesFound, type FindingOptions, scanDataOf } from './scan-data.js';
import { scanInto } from './scanning.js';
import { type Selection, type SelectionOptions, selectionOf } from './selection.js';
import { type ReadingOptions, type ScanSettings, settingsOf } from './settings.js';
import { commandLine } from './shell.js';
import { timed } from './timings.js';

export interface ScanOptions extends SharedOptions, SelectionOptions, ReadingOptions, FindingOptions {
  readonly limit?: number;
  readonly exitCode: boolean;
  /** The same as `output: 'json'`. */
  readonly json?: boolean;
  /** How the answer is written; a table by default. */
  readonly output?: 'table' | OutputName;
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
  const output = outputOf(options);
  const settings = settingsOf(options);
  if (options.dryRun) {
    const { dryRun } = await import('./dry-run.js');
    return dryRun(all, settings, output === 'json', context);
  }
  const database = databasePath(options.db);
  finishInterrupted(database, context);
  const store = await scanInto(database, all, settings, context);
  return timed('render', () => shown(store, all, settings, output, options, context));
}

/** Writes what the scan found, and says so by the exit code. */
async function shown(
  store: Store,
  paths: readonly string[],
  settings: ScanSettings,
  output: OutputName | null,
  options: ScanOptions,
  context: Context,
): Promise<ExitCode> {
  try {
    const selection = selectionOf(store, options);
    const summary = store.summary(selection);
    const files = store.files();
    if (output !== null) {
      warn(store, files, options, false, context);
      const data = scanDataOf(store, summary, selection, options);
      const limit = options.limit ?? Number.POSITIVE_INFINITY;
      for (const piece of OUTPUTS[output](data, limit)) await context.write(piece);
    } else await writePage(store, summary, selection, files, paths, settings, options, context);
    if (isIncomplete(files)) return EXIT.incomplete;
    return summary.negative > 0 && options.exitCode ? EXIT.found : EXIT.done;
  } finally {
    store.close();
  }
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
  warn(store, files, options, true, context);
  warnOfGaps(summary, context);
  const limit = options.limit ?? (surface.isTerminal ? TERMINAL_LIMIT : Number.POSITIVE_INFINITY);
  const shown: BalanceDiagnosis[] = [];
  let count = 0;
  for (const balance of balancesFound(store, selection, options)) {
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

/** @param hasPage a page follows, which has a line of its own about some of it */
function warn(
  store: Store,
  files: readonly FileReport[],
  options: ScanOptions,
  hasPage: boolean,
  context: Context,
): void {
  const total = files.reduce((sum, file) => sum + file.rejected, 0);
  const rows = options.problems ? store.problemRows() : store.rejectedRows(FIRST_REJECTED);
  const problems = renderProblems(
    store.problems(),
    rows,
    options.problems ? rows.length : Math.max(total, rows.length),
    context.errors,
    options.problems ? undefined : FIRST_PROBLEMS,
  );
  const told: string = hasPage ? 'export-moment-unknown' : '';
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
