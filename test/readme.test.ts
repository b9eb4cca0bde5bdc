import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { invfix } from './cli/program.js';

const ROOT = join(import.meta.dirname, '..');
const README = join(ROOT, 'README.md');

/** A shown command: the line after `$ `, and what it printed. */
const SHOWN = /```console\n\$ (invfix [^\n]*)\n([\s\S]*?)```/g;

/** `UPDATE_README=1 npx vitest run test/readme.test.ts` puts in what the commands print now. */
test('what the README shows is what the commands print', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'invfix-readme-'));
  cpSync(join(ROOT, 'fixtures/demo'), join(folder, 'exports'), { recursive: true });
  const readme = readFileSync(README, 'utf8');
  let real = readme;
  for (const [shown, command = ''] of readme.matchAll(SHOWN)) {
    const { stdout, stderr } = await invfix(folder, command.split(' ').slice(1), { LANG: 'en_US.UTF-8' });
    const output = (stdout + stderr).replace(/^\n+|\n+$/g, '');
    real = real.replace(shown, () => `\`\`\`console\n$ ${command}\n${output}\n\`\`\``);
  }
  rmSync(folder, { recursive: true });
  if (process.env.UPDATE_README === '1') writeFileSync(README, real);
  else expect(real).toBe(readme);
});

test('the README names every command and option, and no other', async () => {
  const helpOf = async (...args: string[]): Promise<string> =>
    (await invfix(ROOT, [...args, '--help'])).stdout;
  const main = await helpOf();
  const commands = [...main.matchAll(/^ {2}([a-z]+) \[/gm)].map(([, name = '']) => name);
  const own = commands.filter((name) => name !== 'help');
  expect(own).toEqual(expect.arrayContaining(['scan', 'explain', 'correct']));
  const offered = new Set<string>();
  for (const help of [main, ...(await Promise.all(own.map((name) => helpOf(name))))])
    for (const [option] of help.matchAll(/(?<=^ {2}(?:-\w, )?)--[a-z-]+/gm)) offered.add(option);
  const after = readFileSync(README, 'utf8').split('## Commands and options')[1] ?? '';
  const reference = after.split('## For scripts')[0] ?? '';
  const described = new Set([...reference.matchAll(/--[a-z][a-z-]*/g)].map(([option]) => option));
  expect([...described].sort()).toEqual([...offered].sort());
  for (const name of own) expect(reference).toContain(`**\`invfix ${name}`);
});
