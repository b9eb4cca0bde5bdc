/**
 * The program: its commands and options, and errors as people can use them. What a command does stands
 * in `commands/`, one file each, loaded only when it is asked for.
 */
import { Argument, Command, CommanderError, InvalidArgumentError, Option } from 'commander';
import type { Shell } from './commands/completion.js';
import { createContext, exitOnClosedPipe, exitOnInterrupt, type SharedOptions } from './commands/context.js';
import type { CorrectOptions } from './commands/correct.js';
import type { DoctorOptions } from './commands/doctor.js';
import { EXIT, type ExitCode } from './commands/exit-codes.js';
import type { ExplainOptions } from './commands/explain.js';
import type { GuideOptions } from './commands/guide.js';
import type { HistoryOptions } from './commands/history.js';
import type { ReportOptions } from './commands/report.js';
import type { ScanOptions } from './commands/scan.js';
import type { UndoOptions } from './commands/undo.js';
import type { VerifyOptions } from './commands/verify.js';
import { Interrupted, UserError } from './errors.js';
import { CAUSES } from './ledger/diagnosis.js';
import { safe } from './render/safe.js';
import { version } from './version.js';
import { speak } from './words/index.js';
import { askedLanguage, wantedLanguage, wantedOf } from './words/locale.js';

const COMMANDS = [
  'scan',
  'explain',
  'correct',
  'verify',
  'undo',
  'history',
  'doctor',
  'report',
  'guide',
  'completion',
];
const ISSUES = "the project's issue tracker";

/**
 * Runs one command line.
 * @param args without the interpreter and the script
 * @returns the exit code
 */
export async function main(args: readonly string[]): Promise<number> {
  exitOnClosedPipe();
  exitOnInterrupt();
  let exitCode: ExitCode = EXIT.done;
  await speak(wantedLanguage(askedLanguage(args), process.env, systemLocale));
  const program = createProgram((code) => {
    exitCode = code;
  });
  try {
    if (args.length === 0) {
      program.outputHelp({ error: true });
      return EXIT.couldNot;
    }
    await program.parseAsync([...args], { from: 'user' });
    return exitCode;
  } catch (error) {
    if (error instanceof Interrupted) return EXIT.interrupted;
    return explainError(error, args);
  }
}

/** The machine's locale where no variable names one: only Windows keeps it elsewhere. */
function systemLocale(): string {
  return process.platform === 'win32' ? new Intl.DateTimeFormat().resolvedOptions().locale : 'en';
}

function createProgram(done: (code: ExitCode) => void): Command {
  const program = new Command('invfix')
    .usage('<command> [options]')
    .description(
      'Finds every SKU of a VTEX store whose available quantity is negative, explains which early write-offs caused it, and computes the count that puts it right. Reads exports; changes nothing.',
    )
    .version(version(), '--version', 'print the version')
    .helpOption('-h, --help', 'print this help')
    .option('--db <file>', 'the database (default: .invfix/invfix.db, or INVFIX_DB)')
    .option('--from <path...>', 'scan these exports first')
    .option('-q, --quiet', 'only the answer and errors')
    .option('-v, --verbose', 'all details')
    .option('--debug', 'a stack trace with every error')
    .option('--no-color', 'no colours')
    .option(
      '--lang <language>',
      'en, pt or es, also with a region: es-MX (default: INVFIX_LANG, or the locale)',
      spokenLanguage,
    )
    .configureHelp({ showGlobalOptions: true })
    .configureOutput({ outputError: () => {} })
    .exitOverride()
    .showSuggestionAfterError(true)
    .addHelpText(
      'before',
      examples([
        ['invfix scan exports/', 'what is negative, and why'],
        ['invfix explain SKU123', "one SKU's story, and the count to type"],
        ['invfix correct --write fix.csv', 'every corrected count, as a file'],
        ['invfix report --html report.html', 'all of it, as a page to look at'],
      ]),
    );
  addScan(program, done);
  addExplain(program, done);
  addCorrect(program, done);
  addVerify(program, done);
  addUndo(program, done);
  addHistory(program, done);
  addReport(program, done);
  addDoctor(program, done);
  addGuide(program, done);
  addCompletion(program);
  return program;
}

function addScan(program: Command, done: (code: ExitCode) => void): void {
  program
    .command('scan')
    .argument('[path...]', 'folders and files as exported, in whatever format; - is the standard input')
    .description('read the exports and show what is negative, why, and what to do next')
    .option('--all', 'every balance, the healthy ones too')
    .option('--understated', 'also balances that withhold units without being negative yet')
    .option('--overstated', 'also balances that still count units which are gone')
    .option('--sku <id...>', 'only these SKUs (ids or reference codes)')
    .option('--warehouse <id...>', 'only these warehouses')
    .option('--limit <n>', 'rows of the table (default: 50 on a terminal, else all)', wholeNumber)
    .option('--no-exit-code', 'exit with 0 although something is negative')
    .option('--problems', 'every row that could not be read')
    .option(
      '--timezone <zone>',
      'zone of dates that name none, such as America/Sao_Paulo (default: UTC)',
      zone,
    )
    .addOption(new Option('--date-order <order>', 'how 03/04/2026 reads').choices(['dmy', 'mdy']))
    .option('--exported-at <time>', 'when the inventory was exported, such as 2026-04-01T00:00Z')
    .option('--map <kind.column=header...>', 'which column is which, such as orders.units="Menge"')
    .option('--counts <file...>', 'physical counts of the shelf: SkuId;WarehouseId;Counted;CountedAt')
    .option('--counted-with-picked', 'the counts include units of orders in Preparing Delivery')
    .option('--dry-run', 'only say what each file is and how its columns are understood')
    .option('--fresh', 'read all files again, also where none has changed since the last scan')
    .option(
      '--verify-files',
      'look at what is in the files to see whether one has changed, not at size and time alone',
    )
    .option('--json', 'as JSON')
    .addHelpText(
      'before',
      examples([
        ['invfix scan exports/', 'everything below a folder'],
        ['invfix scan inventory.csv orders-*.csv updates.csv', 'single files'],
        ['invfix scan exports/ --understated --warehouse wh_1', 'one warehouse, hidden shortages too'],
        ['invfix scan exports/ --json > scan.json', 'for a script'],
        ['invfix scan exports/ --dry-run', 'what each file is taken for'],
        ['unzip -p orders.zip | invfix scan inventory.xls -', 'one of them from the standard input'],
      ]),
    )
    .action(async (paths: string[], _options: unknown, command: Command) => {
      const { scan } = await import('./commands/scan.js');
      const { exportedAt, map, ...options } = command.optsWithGlobals<
        Omit<ScanOptions, 'exportedAt' | 'map'> & { exportedAt?: string; map?: string[] }
      >();
      const moment = exportedAt === undefined ? {} : { exportedAt: await momentOf(exportedAt, options) };
      done(await scan(paths, { ...options, ...moment, ...(await headersOf(map)) }));
    });
}

function addExplain(program: Command, done: (code: ExitCode) => void): void {
  program
    .command('explain')
    .argument('[sku...]', "the SKU's id or reference code")
    .description("tell one SKU's story: the sum, each update, why units count twice, and what to type")
    .option('--sku <id...>', 'the same as naming it')
    .option('--warehouse <id...>', 'only these warehouses')
    .option('--json', 'as JSON')
    .addHelpText(
      'before',
      examples([
        ['invfix explain SKU123', 'by reference code'],
        ['invfix explain 100014 --warehouse wh_1', 'by id, in one warehouse'],
        ['invfix explain 100014 --from exports/', 'scan first'],
      ]),
    )
    .action(async (skus: string[], _options: unknown, command: Command) => {
      const { explain } = await import('./commands/explain.js');
      done(await explain(skus, command.optsWithGlobals<ExplainOptions>()));
    });
}

function addCorrect(program: Command, done: (code: ExitCode) => void): void {
  const correct = program
    .command('correct')
    .description(
      'show or write the corrected counts, and beside them what is to be put right in the ERP; balances that need none are never in it',
    );
  addWriting(correct)
    .addOption(
      new Option('--from-review <file>', 'the counts of a review edited by hand').conflicts([
        'confidence',
        'cause',
        'sku',
        'skuFile',
        'warehouse',
        'minUnits',
        'understated',
        'overstated',
        'pick',
      ]),
    )
    .addOption(
      new Option('--confidence <level>', 'the least confidence of a row')
        .choices(['proven', 'likely', 'assumed'])
        .default('assumed'),
    )
    .option('--understated', 'also balances that withhold units without being negative yet')
    .option('--overstated', 'also balances that still count units which are gone')
    .option('--unblock-oversold', 'raise oversold balances to 0 available, so that other warehouses sell')
    .option('--counts <file...>', 'physical counts of the shelf, to correct by')
    .option('--counted-with-picked', 'the counts include units of orders in Preparing Delivery')
    .option('--sku <id...>', 'only these SKUs (ids or reference codes)')
    .option('--sku-file <file>', 'only the SKUs a file lists, one a line; - is the standard input')
    .option('--warehouse <id...>', 'only these warehouses')
    .addOption(new Option('--cause <code...>', 'only what has one of these causes').choices(CAUSES))
    .option('--min-units <n>', 'only counts that change by so many units', wholeNumber)
    .option('--pick', 'only what you tick in a list on the terminal')
    .option('--no-undo', 'do not remember the fix: verify and undo will not know of it')
    .option('--json', 'as JSON')
    .addHelpText(
      'before',
      examples([
        ['invfix correct', 'the counts, as a table'],
        ['invfix correct --write fix.csv', 'as a file to review'],
        ['invfix correct --confidence proven --write -', 'only what is proven, to the standard output'],
        ['invfix correct --pick --write fix.csv', 'only what you tick in a list'],
        ['invfix correct --counts counted.csv', 'by what was counted on the shelf'],
        ['invfix correct --format spreadsheet --write fix.xls', 'for the import in VTEX Admin'],
        [
          'invfix correct --from-review fix.csv --format batch --account acme --write batch.csv',
          'as edited, by API',
        ],
      ]),
    )
    .action(async (_options: unknown, command: Command) => {
      const { correct } = await import('./commands/correct.js');
      done(await correct(command.optsWithGlobals<CorrectOptions>()));
    });
}

function addVerify(program: Command, done: (code: ExitCode) => void): void {
  program
    .command('verify')
    .argument('[path...]', 'exports made after the upload (default: those scanned last)')
    .description('check that the fixes that were written are in VTEX, and hold')
    .option('--json', 'as JSON')
    .addHelpText(
      'before',
      examples([
        ['invfix verify exports/', 'after the upload, with fresh exports'],
        ['invfix verify', 'by what was scanned last'],
      ]),
    )
    .action(async (paths: string[], _options: unknown, command: Command) => {
      const { verify } = await import('./commands/verify.js');
      done(await verify(paths, command.optsWithGlobals<VerifyOptions>()));
    });
}

function addUndo(program: Command, done: (code: ExitCode) => void): void {
  const undo = program
    .command('undo')
    .argument('[fix]', 'its number, as invfix history lists it (default: the last one)', wholeNumber)
    .description('show or write the counts that take a fix back, where they still stand as it set them');
  addWriting(undo)
    .option('--sku <id...>', 'only these SKUs (ids or reference codes)')
    .option('--warehouse <id...>', 'only these warehouses')
    .option('--json', 'as JSON')
    .addHelpText(
      'before',
      examples([
        ['invfix undo --from exports/', 'what can be taken back, by fresh exports'],
        ['invfix undo 3 --write undo.csv', 'the counts that take fix 3 back, to review'],
        ['invfix undo --format spreadsheet --write undo.xls', 'for the import in VTEX Admin'],
      ]),
    )
    .action(async (fix: number | undefined, _options: unknown, command: Command) => {
      const { undo } = await import('./commands/undo.js');
      done(await undo(fix, command.optsWithGlobals<UndoOptions>()));
    });
}

function addHistory(program: Command, done: (code: ExitCode) => void): void {
  program
    .command('history')
    .description('the scans and fixes of this database, and how the balances developed')
    .option('--limit <n>', 'scans and fixes listed (default: 20 on a terminal, else all)', wholeNumber)
    .option('--json', 'as JSON')
    .addHelpText('before', examples([['invfix history', 'scans, fixes, and a small chart']]))
    .action(async (_options: unknown, command: Command) => {
      const { history } = await import('./commands/history.js');
      done(await history(command.optsWithGlobals<HistoryOptions>()));
    });
}

function addDoctor(program: Command, done: (code: ExitCode) => void): void {
  program
    .command('doctor')
    .argument('[path...]', 'with --repair: the exports, where the database no longer says which')
    .description('look whether the database is sound, and which exports would make the counts surer')
    .option('--repair', 'build a damaged database anew from the exports it was made from')
    .option('--json', 'as JSON')
    .addHelpText(
      'before',
      examples([
        ['invfix doctor', 'is all well, and what is missing'],
        ['invfix doctor --repair exports/', 'build a damaged database anew'],
      ]),
    )
    .action(async (paths: string[], _options: unknown, command: Command) => {
      const { doctor } = await import('./commands/doctor.js');
      done(await doctor(paths, command.optsWithGlobals<DoctorOptions>()));
    });
}

function addGuide(program: Command, done: (code: ExitCode) => void): void {
  program
    .command('guide')
    .argument('[folder]', 'where the exports are saved (default: exports)')
    .description('say what to export where in VTEX Admin, in which order, and what of it is there')
    .option('--watch', 'look at each file as it arrives, until all is there')
    .addHelpText(
      'before',
      examples([
        ['invfix guide', 'what to export, and where'],
        ['invfix guide exports --watch', 'and look at each file as it is saved'],
      ]),
    )
    .action(async (folder: string | undefined, _options: unknown, command: Command) => {
      const { guide } = await import('./commands/guide.js');
      done(await guide(folder, command.optsWithGlobals<GuideOptions>()));
    });
}

function addCompletion(program: Command): void {
  program
    .command('completion')
    .addArgument(new Argument('<shell>', 'which').choices(['bash', 'zsh', 'fish', 'powershell']))
    .description('print the script that lets a shell complete commands, options, SKUs and warehouses')
    .addHelpText(
      'before',
      examples([
        ['source <(invfix completion bash)', 'in ~/.bashrc; it needs the package bash-completion'],
        ['source <(invfix completion zsh)', 'in ~/.zshrc'],
        ['invfix completion fish > ~/.config/fish/completions/invfix.fish', 'once'],
      ]),
    )
    .action(async (shell: Shell) => {
      const { printScript } = await import('./commands/completion.js');
      printScript(shell);
    });
  // What those scripts ask.
  program
    .command('complete', { hidden: true })
    .argument('[words...]')
    .action(async (words: string[]) => {
      const { printSuggestions } = await import('./commands/completion.js');
      printSuggestions(program, words);
    });
}

/** How a fix is written: the same for every command that does. */
function addWriting(command: Command): Command {
  return command
    .option('--write <file>', 'write a file; - is the standard output')
    .option('--force', 'replace the files if they exist')
    .addOption(
      new Option(
        '--format <format>',
        "a CSV to review, a CSV for VTEX's batch API, or the Admin's spreadsheet",
      )
        .choices(['review', 'batch', 'spreadsheet'])
        .default('review'),
    )
    .option('--account <name>', 'with --format batch: the VTEX account')
    .addOption(
      new Option('--lead-time <how>', 'with --format batch: go on where no export says lead times').choices([
        'keep-none',
      ]),
    );
}

function addReport(program: Command, done: (code: ExitCode) => void): void {
  program
    .command('report')
    .description('write everything as one page to look at in a browser; it needs no network')
    .option('--html <file>', 'the page to write; - is the standard output')
    .option('--open', 'open it in the browser')
    .option('--force', 'replace the page if it exists')
    .option('--all', 'every balance, the healthy ones too')
    .option('--sku <id...>', 'only these SKUs (ids or reference codes)')
    .option('--warehouse <id...>', 'only these warehouses')
    .addHelpText(
      'before',
      examples([
        ['invfix report --html report.html --open', 'write it and look at it'],
        ['invfix report --html report.html --force --from exports/', 'scan first, and replace the last one'],
        ['invfix report --html wh_1.html --warehouse wh_1', 'one warehouse'],
      ]),
    )
    .action(async (_options: unknown, command: Command) => {
      const { report } = await import('./commands/report.js');
      done(await report(command.optsWithGlobals<ReportOptions>()));
    });
}

function examples(lines: readonly (readonly [command: string, does: string])[]): string {
  const widest = Math.max(...lines.map(([command]) => command.length));
  return `Examples:\n${lines.map(([command, does]) => `  ${command.padEnd(widest)}   ${does}`).join('\n')}\n`;
}

function wholeNumber(text: string): number {
  if (!/^[1-9]\d{0,8}$/.test(text)) throw new InvalidArgumentError('It must be a whole number from 1 on.');
  return Number(text);
}

function spokenLanguage(text: string): string {
  if (wantedOf(text) === null) throw new InvalidArgumentError('It must be en, pt or es.');
  return text;
}

function zone(text: string): string {
  try {
    new Intl.DateTimeFormat('en', { timeZone: text });
    return text;
  } catch {
    throw new InvalidArgumentError('It must be a zone such as UTC or America/Sao_Paulo.');
  }
}

/** @throws UserError for a kind or column there is not */
async function headersOf(texts: readonly string[] | undefined): Promise<Pick<ScanOptions, 'map'>> {
  if (texts === undefined) return {};
  const { headerMapOf } = await import('./exports/header-map.js');
  return { map: headerMapOf(texts) };
}

/** @throws UserError for a text that is no moment */
async function momentOf(
  text: string,
  options: { readonly timezone?: string; readonly dateOrder?: 'dmy' | 'mdy' },
): Promise<number> {
  const { DateOrderNeeded, DateReader } = await import('./exports/dates.js');
  try {
    const moment = new DateReader(options.timezone, options.dateOrder ?? null).moment(text.trim());
    if (moment !== null) return moment;
  } catch (error) {
    if (!(error instanceof DateOrderNeeded)) throw error;
  }
  throw new UserError(
    `--exported-at ${text} is not a time.`,
    'Write it like 2026-04-01T00:00Z, or 2026-03-31T21:00-03:00.',
  );
}

/** Says on stderr what went wrong and what to do; returns the exit code. */
function explainError(error: unknown, args: readonly string[]): number {
  const debug = args.includes('--debug');
  const { colours } = createContext(sharedOptionsOf(args)).errors;
  const say = (message: string, hint: string): void => {
    process.stderr.write(
      `${colours.red.bold('invfix:')} ${safe(message)}\n${hint === '' ? '' : `${safe(hint)}\n`}`,
    );
    if (debug) process.stderr.write(stacksOf(error));
  };
  if (error instanceof CommanderError) {
    if (error.exitCode === 0) return EXIT.done;
    const { message, hint } = usageError(error, args);
    say(message, hint);
    return EXIT.couldNot;
  }
  if (error instanceof UserError) {
    say(error.message, error.hint);
    return EXIT.couldNot;
  }
  const what = error instanceof Error ? error.message.split('\n')[0] : String(error);
  say(
    `This is a fault of invfix, not of your files: ${what}`,
    debug
      ? `Please report it in ${ISSUES}, with the lines below and version ${version()}.`
      : `Please report it in ${ISSUES}; the same command with --debug says where it happened.`,
  );
  return EXIT.couldNot;
}

/** Where an error arose, and the one that brought it about. What a file says may be among it. */
function stacksOf(error: unknown): string {
  if (!(error instanceof Error)) return '';
  const lines = (error.stack ?? '').split('\n').map(safe);
  return `${lines.join('\n')}\n${stacksOf(error.cause)}`;
}

/** commander's words as one line why and one line what to do. */
function usageError(error: CommanderError, args: readonly string[]): { message: string; hint: string } {
  const [first = '', suggestion] = error.message.replace(/^error: /, '').split('\n');
  const command = args.find((arg) => COMMANDS.includes(arg));
  const help = `invfix ${command === undefined ? '' : `${command} `}--help shows what there is.`;
  const meant = suggestion?.match(/^\((Did you mean .*\?)\)$/)?.[1];
  const message = first.charAt(0).toUpperCase() + first.slice(1);
  return {
    message: /[.!?]$/.test(message) ? message : `${message}.`,
    hint: meant === undefined ? help : `${meant} ${help}`,
  };
}

/** The little that matters when a command line could not be read as a whole. */
function sharedOptionsOf(args: readonly string[]): SharedOptions {
  return { color: !args.includes('--no-color') };
}
