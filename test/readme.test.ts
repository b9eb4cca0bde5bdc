import { cpSync, existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { expect, test } from 'vitest';
import { CAUSES } from '../src/ledger/diagnosis.js';
import { invfix } from './cli/program.js';

const ROOT = join(import.meta.dirname, '..');
const README = join(ROOT, 'README.md');
const PAGES = [
  README,
  ...readdirSync(join(ROOT, 'docs'))
    .filter((name) => name.endsWith('.md'))
    .map((name) => join(ROOT, 'docs', name)),
];
const page = (name: string): string => readFileSync(join(ROOT, 'docs', name), 'utf8');

/** A shown command: the line after `$ `, and what it printed. */
const SHOWN = /```console\n\$ (invfix [^\n]*)\n([\s\S]*?)```/g;

/** `UPDATE_README=1 npx vitest run test/readme.test.ts` puts in what the commands print now. */
test('what the README and the docs show is what the commands print', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'invfix-readme-'));
  cpSync(join(ROOT, 'fixtures/demo'), join(folder, 'exports'), { recursive: true });
  await invfix(folder, ['scan', 'exports/']);
  let shownCommands = 0;
  for (const path of PAGES) {
    const text = readFileSync(path, 'utf8');
    let real = text;
    for (const [shown, command = ''] of text.matchAll(SHOWN)) {
      const args = command.split(' ').slice(1);
      const fresh = args[0] === 'scan' ? ['--fresh'] : [];
      const { stdout, stderr } = await invfix(folder, [...args, ...fresh], { LANG: 'en_US.UTF-8' });
      const output = (stdout + stderr).replace(/^\n+|\n+$/g, '');
      real = real.replace(shown, () => `\`\`\`console\n$ ${command}\n${output}\n\`\`\``);
      shownCommands += 1;
    }
    if (process.env.UPDATE_README === '1') writeFileSync(path, real);
    else expect(real).toBe(text);
  }
  rmSync(folder, { recursive: true });
  expect(shownCommands).toBeGreaterThanOrEqual(3);
});

test('docs/commands.md names every command and option, each under its command, and no other', async () => {
  const helpOf = async (...args: string[]): Promise<string> =>
    (await invfix(ROOT, [...args, '--help'])).stdout;
  const optionsIn = (text: string): string[] =>
    [...new Set([...text.matchAll(/--[a-z][a-z-]*/g)].map(([option]) => option))].sort();
  const offeredIn = (help: string): string[] =>
    [...new Set([...help.matchAll(/(?<=^ {2}(?:-\w, )?)--[a-z-]+/gm)].map(([option]) => option))].sort();
  const main = await helpOf();
  const own = [...main.matchAll(/^ {2}([a-z]+) \[/gm)]
    .map(([, name = '']) => name)
    .filter((name) => name !== 'help');
  expect(own).toEqual(expect.arrayContaining(['scan', 'explain', 'correct']));
  const [shared = '', ...sections] = page('commands.md').split(/^## /m);
  const common = offeredIn(main);
  expect(optionsIn(shared.slice(shared.indexOf('|'))), 'options of every command').toEqual(common);
  for (const name of own) {
    const section = sections.find((text) => text.startsWith(`${name}\n`)) ?? '';
    expect(section).toContain(`**\`invfix ${name}`);
    const described = [...section.matchAll(/^\|(.*?)\|/gm)]
      .flatMap(([, cell = '']) => optionsIn(cell))
      .sort();
    const offered = offeredIn(await helpOf(name)).filter((option) => !common.includes(option));
    expect(described, `options of ${name}`).toEqual(offered);
  }
});

test('docs/diagnosis.md tells of every cause', () => {
  const told = [...page('diagnosis.md').matchAll(/^\| `([a-z-]+)` /gm)].map(([, code]) => code);
  expect(told.sort()).toEqual([...CAUSES].sort());
});

test('every link within the README and the docs leads somewhere', () => {
  const anchorOf = (title: string): string =>
    title
      .toLowerCase()
      .replaceAll(/[^\p{L}\p{N} -]/gu, '')
      .trim()
      .replaceAll(' ', '-');
  for (const path of PAGES) {
    for (const [, link = ''] of readFileSync(path, 'utf8').matchAll(/\]\(([^)\s]+)\)/g)) {
      if (/^https?:/.test(link)) continue;
      const [file = '', anchor] = link.split('#');
      const target = file === '' ? path : join(dirname(path), file);
      expect(existsSync(target), `${link} in ${path}`).toBe(true);
      if (anchor === undefined) continue;
      const anchors = [...readFileSync(target, 'utf8').matchAll(/^#+ (.*)$/gm)].map(([, title = '']) =>
        anchorOf(title),
      );
      expect(anchors, `${link} in ${path}`).toContain(anchor);
    }
  }
});
