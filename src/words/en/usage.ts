/** Command lines that say what cannot be done, and faults of the program itself, in English. */

export const usage = {
  unknownCommand: (command: string) => `Unknown command '${command}'.`,
  unknownOption: (option: string) => `Unknown option '${option}'.`,
  missingArgument: (argument: string) => `Missing required argument '${argument}'.`,
  missingValue: (option: string) => `Option '${option}' argument missing.`,
  conflict: (option: string, other: string) => `Option '${option}' cannot be used with option '${other}'.`,
  excess: ({ command, expected, given }: { command: string; expected: number; given: number }) =>
    `Too many arguments for '${command}'. Expected ${expected} ${expected === 1 ? 'argument' : 'arguments'} but got ${given}.`,
  invalidOption: ({ option, value, why }: { option: string; value: string; why: string }) =>
    `Option '${option}' argument '${value}' is invalid. ${why}`,
  invalidArgument: ({ argument, value, why }: { argument: string; value: string; why: string }) =>
    `Command-argument value '${value}' is invalid for argument '${argument}'. ${why}`,
  choices: (choices: string) => `Allowed choices are ${choices}.`,
  wholeNumber: 'It must be a whole number from 1 on.',
  language: 'It must be en, pt or es.',
  zone: 'It must be a zone such as UTC or America/Sao_Paulo.',
  notATime: (text: string): readonly [message: string, hint: string] => [
    `--exported-at ${text} is not a time.`,
    'Write it like 2026-04-01T00:00Z, or 2026-03-31T21:00-03:00.',
  ],
  meant: (name: string) => `Did you mean ${name}?`,
  meantOneOf: (names: string) => `Did you mean one of ${names}?`,
  seeHelp: (command: string) => `${command} --help shows what there is.`,
  fault: (what: string) => `This is a fault of invfix, not of your files: ${what}`,
  reportFault:
    "Please report it in the project's issue tracker; the same command with --debug says where it happened.",
  reportStack: (version: string) =>
    `Please report it in the project's issue tracker, with the lines below and version ${version}.`,
};
