/** The commands and their options. What a command does stands in `commands/`, and is loaded only when it is asked for. */
import { Argument, type Command, Option } from 'commander';
import type { Shell } from '../commands/completion.js';
import type { CorrectOptions } from '../commands/correct.js';
import type { DoctorOptions } from '../commands/doctor.js';
import type { ExitCode } from '../commands/exit-codes.js';
import type { ExplainOptions } from '../commands/explain.js';
import type { GuideOptions } from '../commands/guide.js';
import type { HistoryOptions } from '../commands/history.js';
import type { ReportOptions } from '../commands/report.js';
import type { ScanOptions } from '../commands/scan.js';
import type { UndoOptions } from '../commands/undo.js';
import type { VerifyOptions } from '../commands/verify.js';
import { CAUSES } from '../ledger/diagnosis.js';
import { words } from '../words/index.js';
import { showing } from './help.js';
import { headersOf, momentOf, wholeNumber, zone } from './values.js';

type Done = (code: ExitCode) => void;

/** @param done is told how a command ended */
export function addCommands(program: Command, done: Done): void {
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
}

function addScan(program: Command, done: Done): void {
  const { scan: text, options } = words().help;
  const scan = program
    .command('scan')
    .argument('[path...]', text.path)
    .description(text.does)
    .option('--all', options.all)
    .option('--understated', options.understated)
    .option('--overstated', options.overstated)
    .option('--sku <id...>', options.sku)
    .option('--warehouse <id...>', options.warehouse)
    .option('--limit <n>', text.limit, wholeNumber)
    .option('--no-exit-code', text.noExitCode)
    .option('--problems', text.problems)
    .option('--timezone <zone>', text.timezone, zone)
    .addOption(new Option('--date-order <order>', text.dateOrder).choices(['dmy', 'mdy']))
    .option('--exported-at <time>', text.exportedAt)
    .option('--map <kind.column=header...>', text.map)
    .option('--counts <file...>', text.counts)
    .option('--counted-with-picked', options.countedWithPicked)
    .option('--dry-run', text.dryRun)
    .option('--fresh', text.fresh)
    .option('--verify-files', text.verifyFiles)
    .addOption(new Option('--output <how>', text.output).choices(['table', 'json', 'ndjson', 'csv']))
    .option('--json', text.json)
    .action(async (paths: string[], _options: unknown, command: Command) => {
      const { scan } = await import('../commands/scan.js');
      const { exportedAt, map, ...options } = command.optsWithGlobals<
        Omit<ScanOptions, 'exportedAt' | 'map'> & { exportedAt?: string; map?: string[] }
      >();
      const moment = exportedAt === undefined ? {} : { exportedAt: await momentOf(exportedAt, options) };
      done(await scan(paths, { ...options, ...moment, ...(await headersOf(map)) }));
    });
  showing(scan, [
    ['invfix scan exports/', text.examples.folder],
    ['invfix scan inventory.csv orders-*.csv updates.csv', text.examples.files],
    ['invfix scan exports/ --understated --warehouse wh_1', text.examples.warehouse],
    ['invfix scan exports/ --json > scan.json', text.examples.json],
    ['invfix scan exports/ --output csv > scan.csv', text.examples.csv],
    ['invfix scan exports/ --dry-run', text.examples.dryRun],
    ['unzip -p orders.zip | invfix scan inventory.xls -', text.examples.input],
  ]);
}

function addExplain(program: Command, done: Done): void {
  const { explain: text, options } = words().help;
  const explain = program
    .command('explain')
    .argument('[sku...]', text.argument)
    .description(text.does)
    .option('--sku <id...>', text.sku)
    .option('--warehouse <id...>', options.warehouse)
    .option('--json', options.json)
    .action(async (skus: string[], _options: unknown, command: Command) => {
      const { explain } = await import('../commands/explain.js');
      done(await explain(skus, command.optsWithGlobals<ExplainOptions>()));
    });
  showing(explain, [
    ['invfix explain SKU123', text.examples.reference],
    ['invfix explain 100014 --warehouse wh_1', text.examples.id],
    ['invfix explain 100014 --from exports/', text.examples.from],
  ]);
}

function addCorrect(program: Command, done: Done): void {
  const { correct: text, options } = words().help;
  const correct = addWriting(program.command('correct').description(text.does))
    .addOption(
      new Option('--from-review <file>', text.fromReview).conflicts([
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
      new Option('--confidence <level>', text.confidence)
        .choices(['proven', 'likely', 'assumed'])
        .default('assumed'),
    )
    .option('--understated', options.understated)
    .option('--overstated', options.overstated)
    .option('--unblock-oversold', text.unblockOversold)
    .option('--counts <file...>', text.counts)
    .option('--counted-with-picked', options.countedWithPicked)
    .option('--sku <id...>', options.sku)
    .option('--sku-file <file>', text.skuFile)
    .option('--warehouse <id...>', options.warehouse)
    .addOption(new Option('--cause <code...>', text.cause).choices(CAUSES))
    .option('--min-units <n>', text.minUnits, wholeNumber)
    .option('--pick', text.pick)
    .option('--no-undo', text.noUndo)
    .option('--json', options.json)
    .action(async (_options: unknown, command: Command) => {
      const { correct } = await import('../commands/correct.js');
      done(await correct(command.optsWithGlobals<CorrectOptions>()));
    });
  showing(correct, [
    ['invfix correct', text.examples.table],
    ['invfix correct --write fix.csv', text.examples.review],
    ['invfix correct --confidence proven --write -', text.examples.proven],
    ['invfix correct --pick --write fix.csv', text.examples.pick],
    ['invfix correct --counts counted.csv', text.examples.counts],
    ['invfix correct --format spreadsheet --write fix.xls', text.examples.spreadsheet],
    [
      'invfix correct --from-review fix.csv --format batch --account acme --write batch.csv',
      text.examples.batch,
    ],
  ]);
}

function addVerify(program: Command, done: Done): void {
  const { verify: text, options } = words().help;
  const verify = program
    .command('verify')
    .argument('[path...]', text.path)
    .description(text.does)
    .option('--json', options.json)
    .action(async (paths: string[], _options: unknown, command: Command) => {
      const { verify } = await import('../commands/verify.js');
      done(await verify(paths, command.optsWithGlobals<VerifyOptions>()));
    });
  showing(verify, [
    ['invfix verify exports/', text.examples.exports],
    ['invfix verify', text.examples.last],
  ]);
}

function addUndo(program: Command, done: Done): void {
  const { undo: text, options } = words().help;
  const undo = addWriting(
    program.command('undo').argument('[fix]', text.fix, wholeNumber).description(text.does),
  )
    .option('--sku <id...>', options.sku)
    .option('--warehouse <id...>', options.warehouse)
    .option('--json', options.json)
    .action(async (fix: number | undefined, _options: unknown, command: Command) => {
      const { undo } = await import('../commands/undo.js');
      done(await undo(fix, command.optsWithGlobals<UndoOptions>()));
    });
  showing(undo, [
    ['invfix undo --from exports/', text.examples.from],
    ['invfix undo 3 --write undo.csv', text.examples.write],
    ['invfix undo --format spreadsheet --write undo.xls', text.examples.spreadsheet],
  ]);
}

function addHistory(program: Command, done: Done): void {
  const { history: text, options } = words().help;
  const history = program
    .command('history')
    .description(text.does)
    .option('--limit <n>', text.limit, wholeNumber)
    .option('--json', options.json)
    .action(async (_options: unknown, command: Command) => {
      const { history } = await import('../commands/history.js');
      done(await history(command.optsWithGlobals<HistoryOptions>()));
    });
  showing(history, [['invfix history', text.examples.all]]);
}

function addReport(program: Command, done: Done): void {
  const { report: text, options } = words().help;
  const report = program
    .command('report')
    .description(text.does)
    .option('--html <file>', text.html)
    .option('--open', text.open)
    .option('--force', text.force)
    .option('--all', options.all)
    .option('--sku <id...>', options.sku)
    .option('--warehouse <id...>', options.warehouse)
    .action(async (_options: unknown, command: Command) => {
      const { report } = await import('../commands/report.js');
      done(await report(command.optsWithGlobals<ReportOptions>()));
    });
  showing(report, [
    ['invfix report --html report.html --open', text.examples.open],
    ['invfix report --html report.html --force --from exports/', text.examples.from],
    ['invfix report --html wh_1.html --warehouse wh_1', text.examples.warehouse],
  ]);
}

function addDoctor(program: Command, done: Done): void {
  const { doctor: text, options } = words().help;
  const doctor = program
    .command('doctor')
    .argument('[path...]', text.path)
    .description(text.does)
    .option('--repair', text.repair)
    .option('--json', options.json)
    .action(async (paths: string[], _options: unknown, command: Command) => {
      const { doctor } = await import('../commands/doctor.js');
      done(await doctor(paths, command.optsWithGlobals<DoctorOptions>()));
    });
  showing(doctor, [
    ['invfix doctor', text.examples.look],
    ['invfix doctor --repair exports/', text.examples.repair],
  ]);
}

function addGuide(program: Command, done: Done): void {
  const text = words().help.guide;
  const guide = program
    .command('guide')
    .argument('[folder]', text.folder)
    .description(text.does)
    .option('--watch', text.watch)
    .action(async (folder: string | undefined, _options: unknown, command: Command) => {
      const { guide } = await import('../commands/guide.js');
      done(await guide(folder, command.optsWithGlobals<GuideOptions>()));
    });
  showing(guide, [
    ['invfix guide', text.examples.show],
    ['invfix guide exports --watch', text.examples.watch],
  ]);
}

function addCompletion(program: Command): void {
  const text = words().help.completion;
  const completion = program
    .command('completion')
    .addArgument(new Argument('<shell>', text.shell).choices(['bash', 'zsh', 'fish', 'powershell']))
    .description(text.does)
    .action(async (shell: Shell) => {
      const { printScript } = await import('../commands/completion.js');
      printScript(shell);
    });
  showing(completion, [
    ['source <(invfix completion bash)', text.examples.bash],
    ['source <(invfix completion zsh)', text.examples.zsh],
    ['invfix completion fish > ~/.config/fish/completions/invfix.fish', text.examples.fish],
  ]);
  // What those scripts ask.
  program
    .command('complete', { hidden: true })
    .argument('[words...]')
    .action(async (asked: string[]) => {
      const { printSuggestions } = await import('../commands/completion.js');
      printSuggestions(program, asked);
    });
}

/** How a fix is written: the same for every command that does. */
function addWriting(command: Command): Command {
  const { options } = words().help;
  return command
    .option('--write <file>', options.write)
    .option('--force', options.force)
    .addOption(
      new Option('--format <format>', options.format)
        .choices(['review', 'batch', 'spreadsheet'])
        .default('review'),
    )
    .option('--account <name>', options.account)
    .addOption(new Option('--lead-time <how>', options.leadTime).choices(['keep-none']));
}
