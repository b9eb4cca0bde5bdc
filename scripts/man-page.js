/** The man page, made from the same commands and options as --help. */

/** @typedef {import('commander').Command} Command */

const WIDEST = 79;

/** @type {readonly (readonly [title: string, entries: readonly (readonly [name: string, does: string])[]])[]} */
const SECTIONS_AFTER = [
  [
    'EXIT STATUS',
    [
      ['0', 'done; for scan: nothing is negative'],
      ['1', 'scan: negative balances were found; verify: a fix is not in, or does not hold'],
      ['2', 'could not: one line why, one line what to do'],
      ['3', 'done, but rows or files were damaged, so the answer may be incomplete'],
      ['130', 'interrupted'],
    ],
  ],
  [
    'ENVIRONMENT',
    [
      ['INVFIX_DB', 'the database, where --db names none'],
      ['INVFIX_LANG', 'the language, where --lang names none: en, pt or es'],
      ['NO_COLOR, FORCE_COLOR', 'no colours, or colours also where there is no terminal'],
    ],
  ],
  [
    'FILES',
    [
      ['.invfix/invfix.db', 'the database, below the current folder'],
      ['invfix.config.json', 'what is true of the store every time; in the current folder or one above it'],
    ],
  ],
];

/**
 * The page as roff.
 * @param {Command} program
 * @param {string} version
 */
export function manPage(program, version) {
  const commands = program.commands.filter((command) => !isHidden(command));
  return [
    `.TH INVFIX 1 "" "invfix ${escaped(version)}" "User Commands"`,
    '.SH NAME',
    'invfix \\- put negative VTEX stock counts right',
    '.SH SYNOPSIS',
    ...commands.flatMap((command, place) => [
      ...(place > 0 ? ['.br'] : []),
      `.B invfix ${command.name()}`,
      text(command.usage()),
    ]),
    '.SH DESCRIPTION',
    text(program.description()),
    '.SH OPTIONS OF EVERY COMMAND',
    ...optionsOf(program),
    '.SH COMMANDS',
    ...commands.flatMap((command) => [
      `.SS ${escaped(`${command.name()} ${command.usage()}`)}`,
      text(command.description()),
      ...argumentsOf(command),
      ...optionsOf(command),
      ...examplesOf(command),
    ]),
    '.SH EXAMPLES',
    ...examplesOf(program).slice(2),
    ...SECTIONS_AFTER.flatMap(([title, entries]) => [
      `.SH ${title}`,
      ...entries.flatMap(([name, does]) => tagged(name, does)),
    ]),
    '.SH SEE ALSO',
    text('The README and the folder docs of the package.'),
    '',
  ].join('\n');
}

/** @param {Command} command */
function isHidden(command) {
  return '_hidden' in command && command._hidden === true;
}

/** @param {Command} command */
function optionsOf(command) {
  const help = command.createHelp();
  return help
    .visibleOptions(command)
    .flatMap((option) => tagged(help.optionTerm(option), help.optionDescription(option)));
}

/** @param {Command} command */
function argumentsOf(command) {
  const help = command.createHelp();
  return help
    .visibleArguments(command)
    .flatMap((argument) => tagged(`<${help.argumentTerm(argument)}>`, help.argumentDescription(argument)));
}

/**
 * commander's types leave out that a command is an emitter.
 * @param {Command} command
 */
function emitterOf(command) {
  return /** @type {import('node:events').EventEmitter} */ (/** @type {unknown} */ (command));
}

/**
 * What stands before its help: each example is a line, the command and what it does far apart.
 * @param {Command} command
 */
function examplesOf(command) {
  /** @type {string[]} */
  const written = [];
  emitterOf(command).emit('beforeHelp', {
    error: false,
    command,
    write: (/** @type {string} */ part) => written.push(part),
  });
  const [, ...lines] = written.join('').trim().split('\n');
  if (lines.length === 0) return [];
  return [
    '.PP',
    'Examples:',
    ...lines.flatMap((line) => {
      const [example = '', does = ''] = line.trim().split(/ {3,}/);
      return tagged(example, does);
    }),
  ];
}

/**
 * @param {string} name
 * @param {string} does
 */
function tagged(name, does) {
  return ['.TP', `.B ${escaped(name)}`, text(does)];
}

/**
 * Lines of text, none of them long, and nothing in them taken for a request.
 * @param {string} words
 */
function text(words) {
  const lines = [''];
  for (const word of escaped(words).split(' ')) {
    const line = lines.at(-1) ?? '';
    if (line === '') lines[lines.length - 1] = word;
    else if (line.length + word.length < WIDEST) lines[lines.length - 1] = `${line} ${word}`;
    else lines.push(word);
  }
  return lines.map((line) => line.replace(/^[.']/, '\\&$&')).join('\n');
}

/** @param {string} words */
function escaped(words) {
  return words
    .replaceAll('\\', '\\e')
    .replaceAll('-', '\\-')
    .replaceAll("'", '\\(aq')
    .replaceAll('"', '\\(dq')
    .replaceAll('`', '\\(ga')
    .replaceAll('…', '...');
}
