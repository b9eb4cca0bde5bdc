/**
 * Command lines that cannot be understood, in the language in use. commander tells them apart by a code; what
 * it found stands in its English message alone, so it is taken from there.
 */
import type { CommanderError } from 'commander';
import { words } from '../words/index.js';

type Found = Readonly<Record<string, string>>;

/** How commander puts it, and how we do. */
interface Known {
  readonly pattern: RegExp;
  say(found: Found): string;
}

const KNOWN: Readonly<Record<string, readonly Known[]>> = {
  'commander.unknownCommand': [
    {
      pattern: /^unknown command '(?<command>.*)'$/s,
      say: ({ command = '' }) => words().usage.unknownCommand(command),
    },
  ],
  'commander.unknownOption': [
    {
      pattern: /^unknown option '(?<option>.*)'$/s,
      say: ({ option = '' }) => words().usage.unknownOption(option),
    },
  ],
  'commander.missingArgument': [
    {
      pattern: /^missing required argument '(?<argument>.*)'$/s,
      say: ({ argument = '' }) => words().usage.missingArgument(argument),
    },
  ],
  'commander.optionMissingArgument': [
    {
      pattern: /^option '(?<option>.*)' argument missing$/s,
      say: ({ option = '' }) => words().usage.missingValue(option),
    },
  ],
  'commander.conflictingOption': [
    {
      pattern: /^option '(?<option>.*)' cannot be used with option '(?<other>.*)'$/s,
      say: ({ option = '', other = '' }) => words().usage.conflict(option, other),
    },
  ],
  'commander.excessArguments': [
    {
      pattern:
        /^too many arguments for '(?<command>.*)'\. Expected (?<expected>\d+) arguments? but got (?<given>\d+)\.$/s,
      say: ({ command = '', expected, given }) =>
        words().usage.excess({ command, expected: Number(expected), given: Number(given) }),
    },
  ],
  'commander.invalidArgument': [
    {
      pattern: /^option '(?<option>[^']*)' argument '(?<value>.*)' is invalid\. (?<why>.*)$/s,
      say: ({ option = '', value = '', why = '' }) =>
        words().usage.invalidOption({ option, value, why: reason(why) }),
    },
    {
      pattern:
        /^command-argument value '(?<value>.*)' is invalid for argument '(?<argument>[^']*)'\. (?<why>.*)$/s,
      say: ({ value = '', argument = '', why = '' }) =>
        words().usage.invalidArgument({ argument, value, why: reason(why) }),
    },
  ],
};

/** Why a value is refused: in our words already, unless commander compared it with a list. */
function reason(why: string): string {
  const choices = /^Allowed choices are (.*)\.$/s.exec(why)?.[1];
  return choices === undefined ? why : words().usage.choices(choices);
}

/**
 * commander's words as one line why and one line what to do.
 * @param help the command line whose help says more: `invfix scan`
 */
export function usageError(error: CommanderError, help: string): { message: string; hint: string } {
  const text = error.message.replace(/^error: /, '');
  const [suggestion = '', oneOf, names = ''] = /\n\(Did you mean (one of )?(.*)\?\)$/.exec(text) ?? [];
  const { meant, meantOneOf, seeHelp } = words().usage;
  const more = seeHelp(help);
  const message = messageOf(error.code, text.slice(0, text.length - suggestion.length));
  if (suggestion === '') return { message, hint: more };
  return { message, hint: `${oneOf === undefined ? meant(names) : meantOneOf(names)} ${more}` };
}

function messageOf(code: string, text: string): string {
  for (const { pattern, say } of KNOWN[code] ?? []) {
    const found = pattern.exec(text)?.groups;
    if (found !== undefined) return say(found);
  }
  return text;
}
