/** The program: what all its commands have in common. */
import { Command } from 'commander';
import type { ExitCode } from '../commands/exit-codes.js';
import { useOwnTemporaryFolder } from '../store/temporary-folder.js';
import { version } from '../version.js';
import { words } from '../words/index.js';
import { addCommands } from './commands.js';
import { showing, withHelp } from './help.js';
import { spokenLanguage } from './values.js';

/**
 * The program with all its commands and options, in the language in use.
 * @param done is told how a command ended
 */
export function createProgram(done: (code: ExitCode) => void): Command {
  const text = words().help.program;
  const program = withHelp(new Command('invfix'))
    .usage('<command> [options]')
    .description(text.does)
    .version(version(), '--version', text.version)
    .option('--db <file>', text.db)
    .option('--from <path...>', text.from)
    .option('-q, --quiet', text.quiet)
    .option('-v, --verbose', text.verbose)
    .option('--debug', text.debug)
    .option('--no-color', text.noColor)
    .option('--lang <language>', text.lang, spokenLanguage)
    .configureOutput({ outputError: () => {} })
    .exitOverride()
    .showSuggestionAfterError(true)
    .hook('preAction', useOwnTemporaryFolder);
  showing(program, [
    ['invfix scan exports/', text.examples.scan],
    ['invfix explain SKU123', text.examples.explain],
    ['invfix correct --write fix.csv', text.examples.correct],
    ['invfix report --html report.html', text.examples.report],
  ]);
  addCommands(program, done);
  return program;
}
