/** Runs a command line, and says what went wrong as people can use it. The program itself stands in `cli/`. */
import { type Command, CommanderError } from 'commander';
import { createProgram } from './cli/program.js';
import { usageError } from './cli/usage-errors.js';
import { createContext, exitOnClosedPipe, exitOnInterrupt, type SharedOptions } from './commands/context.js';
import { EXIT, type ExitCode } from './commands/exit-codes.js';
import { Interrupted, UserError } from './errors.js';
import { safe } from './render/safe.js';
import { version } from './version.js';
import { speak, words } from './words/index.js';
import { askedLanguage, wantedLanguage } from './words/locale.js';

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
    return explainError(error, program, args);
  }
}

/** The machine's locale where no variable names one: only Windows keeps it elsewhere. */
function systemLocale(): string {
  return process.platform === 'win32' ? new Intl.DateTimeFormat().resolvedOptions().locale : 'en';
}

/** Says on stderr what went wrong and what to do; returns the exit code. */
function explainError(error: unknown, program: Command, args: readonly string[]): number {
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
    // `invfix help` with a command there is not: all help has been printed.
    if (error.code === 'commander.help') return EXIT.couldNot;
    const { message, hint } = usageError(error, helpedBy(program, args));
    say(message, hint);
    return EXIT.couldNot;
  }
  if (error instanceof UserError) {
    say(error.message, error.hint);
    return EXIT.couldNot;
  }
  const what = error instanceof Error ? (error.message.split('\n')[0] ?? '') : String(error);
  const { fault, reportFault, reportStack } = words().usage;
  say(fault(what), debug ? reportStack(version()) : reportFault);
  return EXIT.couldNot;
}

/** Where an error arose, and the one that brought it about. What a file says may be among it. */
function stacksOf(error: unknown): string {
  if (!(error instanceof Error)) return '';
  const lines = (error.stack ?? '').split('\n').map(safe);
  return `${lines.join('\n')}\n${stacksOf(error.cause)}`;
}

/** The command whose help says what a command line may be. */
function helpedBy(program: Command, args: readonly string[]): string {
  const names = program
    .createHelp()
    .visibleCommands(program)
    .map((command) => command.name());
  const command = args.find((arg) => arg !== 'help' && names.includes(arg));
  return command === undefined ? 'invfix' : `invfix ${command}`;
}

/** The little that matters when a command line could not be read as a whole. */
function sharedOptionsOf(args: readonly string[]): SharedOptions {
  return { color: !args.includes('--no-color') };
}
