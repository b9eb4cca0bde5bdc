import { expect, it } from 'vitest';
import { examplesOf } from '../../src/cli/help.js';
import { createProgram } from '../../src/cli/program.js';

it('shows examples of every command, with options there are', () => {
  const program = createProgram(() => {});
  const commands = program.createHelp().visibleCommands(program);
  const named = commands.filter((command) => command.name() !== 'help');
  expect(named.length).toBeGreaterThan(5);
  for (const command of named) {
    const examples = examplesOf(command);
    expect(examples).not.toEqual([]);
    const options = [...command.options, ...program.options].map(({ long }) => long);
    for (const [line, does] of examples) {
      expect(line).toContain(`invfix ${command.name()}`);
      expect(does).not.toBe('');
      for (const [option] of line.matchAll(/--[a-z-]+/g)) expect(options).toContain(option);
    }
  }
});
