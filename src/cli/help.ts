/** Help in the language in use: what commander itself says in English only, and examples of each command. */
import { type Argument, type Command, Help, type Option } from 'commander';
import { words } from '../words/index.js';

/** A command line, and what it does. */
export type Example = readonly [command: string, does: string];

const examples = new WeakMap<Command, readonly Example[]>();

/** Gives a command examples, which its help begins with. */
export function showing(command: Command, lines: readonly Example[]): Command {
  examples.set(command, lines);
  return command.addHelpText('before', () => {
    const widest = Math.max(...lines.map(([line]) => line.length));
    const shown = lines.map(([line, does]) => `  ${line.padEnd(widest)}   ${does}`);
    return `${words().help.titles.examples}\n${shown.join('\n')}\n`;
  });
}

/** The examples of a command. */
export function examplesOf(command: Command): readonly Example[] {
  return examples.get(command) ?? [];
}

/** Lets a program and the commands that are added to it later print their help in the language in use. */
export function withHelp(program: Command): Command {
  const { help, helpCommand } = words().help.program;
  const plain = new Help();
  return program
    .helpOption('-h, --help', help)
    .helpCommand('help [command]', helpCommand)
    .configureHelp({
      showGlobalOptions: true,
      styleTitle: titleOf,
      commandUsage: (command) => usageOf(plain.commandUsage(command)),
      subcommandTerm: (command) => usageOf(plain.subcommandTerm(command)),
      optionDescription: described,
      argumentDescription: described,
    });
}

const TITLES: Readonly<Record<string, keyof ReturnType<typeof words>['help']['titles']>> = {
  'Usage:': 'usage',
  'Arguments:': 'arguments',
  'Options:': 'options',
  'Global Options:': 'globalOptions',
  'Commands:': 'commands',
};

/** @param title in commander's English */
function titleOf(title: string): string {
  const name = TITLES[title];
  return name === undefined ? title : words().help.titles[name];
}

function usageOf(usage: string): string {
  const { command, anyOptions } = words().help;
  return usage
    .replace('[options]', `[${anyOptions}]`)
    .replace(/([[<])command([\]>])/, (_, open: string, close: string) => `${open}${command}${close}`);
}

/** What an option or argument means, with the values it may have and the one it has else. */
function described({ description, argChoices, defaultValue }: Option | Argument): string {
  const { choices, usual } = words().help;
  const more = [
    ...(argChoices === undefined ? [] : [choices(argChoices.map((each) => JSON.stringify(each)).join(', '))]),
    ...(defaultValue === undefined ? [] : [usual(JSON.stringify(defaultValue))]),
  ];
  return more.length === 0 ? description : `${description} (${more.join(', ')})`;
}
