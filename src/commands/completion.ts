/**
 * `invfix completion SHELL`: the script that makes a shell complete invfix's commands, options, SKUs and warehouses;
 * and what that script asks (`invfix complete -- words`). Commands and options are those of the program itself.
 */
import { type Complete, RootCommand, ShellCompDirective, script } from '@bomb.sh/tab';
import type { Argument, Command, Option } from 'commander';
import { UserError } from '../errors.js';
import { databasePath, Store } from '../store/reading.js';
import { isPlainWord } from './shell.js';

export type Shell = 'bash' | 'zsh' | 'fish' | 'powershell';

/** Options and arguments that name files: the shell itself completes them. */
const FILES = /^(?:file|path)/;
/** SKUs offered: more than one can look through. */
const MOST_OFFERED = 200;

/** Prints the script. */
export function printScript(shell: Shell): void {
  script(shell, 'invfix', 'invfix');
  // Otherwise bash completes no file names, whatever is answered.
  if (shell === 'bash') process.stdout.write('complete -o default -F __invfix_complete invfix\n');
}

/**
 * Prints what the last of the words may become, one suggestion a line, as the scripts expect it.
 * @param words of the command line, without the program's name
 */
export function printSuggestions(program: Command, words: readonly string[]): void {
  if (expectsFile(program, words)) {
    process.stdout.write(`:${ShellCompDirective.ShellCompDirectiveDefault}\n`);
    return;
  }
  treeOf(program, words).parse([...words]);
}

/** The program as the library completes it. */
function treeOf(program: Command, words: readonly string[]): RootCommand {
  const root = new RootCommand();
  const known = namesIn(words);
  for (const command of visibleCommands(program)) {
    const branch = root.command(command.name(), command.description());
    for (const option of [...command.options, ...program.options]) {
      if (option.hidden || option.long === undefined) continue;
      const name = option.long.replace(/^--/, '');
      const values = valuesOf(option, known);
      if (values === null) branch.option(name, option.description, option.short?.slice(1) ?? '');
      else branch.option(name, option.description, values, option.short?.slice(1));
    }
    for (const argument of command.registeredArguments) {
      branch.argument(argument.name(), argumentValues(argument, known), argument.variadic);
    }
  }
  return root;
}

function visibleCommands(program: Command): readonly Command[] {
  return program.createHelp().visibleCommands(program);
}

type Values = (complete: Complete) => void;

/** Null for an option that takes no value. */
function valuesOf(option: Option, known: Names): Values | null {
  if (!option.required && !option.optional) return null;
  const choices = option.argChoices;
  if (choices !== undefined) return offering(() => choices);
  if (option.long === '--sku') return offering(known.skus);
  if (option.long === '--warehouse') return offering(known.warehouses);
  return () => {};
}

function argumentValues(argument: Argument, known: Names): Values {
  const choices = argument.argChoices;
  if (choices !== undefined) return offering(() => choices);
  return argument.name() === 'sku' ? offering(known.skus) : () => {};
}

function offering(values: () => readonly string[]): Values {
  return (complete) => {
    for (const value of values()) complete(value, '');
  };
}

interface Names {
  skus(): readonly string[];
  warehouses(): readonly string[];
}

/** SKUs and warehouses of the database the words name, asked for when they are needed. Those a shell would take for more than a word are left out: exports are not to be trusted. */
function namesIn(words: readonly string[]): Names {
  const place = words.indexOf('--db');
  const database = databasePath(place < 0 ? undefined : words[place + 1]);
  const current = words.at(-1) ?? '';
  const read = (names: (store: Store) => readonly string[]) => (): readonly string[] => {
    try {
      const store = Store.open(database);
      try {
        return names(store).filter(isPlainWord);
      } finally {
        store.close();
      }
    } catch (error) {
      // Without a database there is nothing to offer; a shell shows no errors here.
      if (error instanceof UserError) return [];
      throw error;
    }
  };
  return {
    skus: read((store) => store.skusLike(current, MOST_OFFERED)),
    warehouses: read((store) => store.warehouses()),
  };
}

/** Whether the last word names a file: of an option, or of a command that reads paths. */
function expectsFile(program: Command, words: readonly string[]): boolean {
  const current = words.at(-1) ?? '';
  if (current.startsWith('-')) return false;
  const command = visibleCommands(program).find((each) => words.slice(0, -1).includes(each.name()));
  if (command === undefined) return takesFile(lastOption(program.options, words));
  const option = lastOption([...command.options, ...program.options], words);
  if (option !== undefined) return takesFile(option);
  return command.registeredArguments.some((argument) => FILES.test(argument.name()));
}

function takesFile(option: Option | undefined): boolean {
  return option !== undefined && /<(?:file|path)/.test(option.flags);
}

/** The option whose value the last word is; undefined where it is none's. */
function lastOption(options: readonly Option[], words: readonly string[]): Option | undefined {
  for (let place = words.length - 2; place >= 0; place--) {
    const word = words[place] ?? '';
    if (!word.startsWith('-')) continue;
    const option = options.find(({ long, short }) => word === long || word === short);
    if (option === undefined || (!option.required && !option.optional)) return undefined;
    return option.variadic || place === words.length - 2 ? option : undefined;
  }
  return undefined;
}
