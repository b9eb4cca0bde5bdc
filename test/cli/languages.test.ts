/** The program in Portuguese and Spanish, as a user meets it. */
import { cpSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { ensureBuilt, invfix } from './program.js';

const COMMANDS = [
  'scan',
  'explain',
  'correct',
  'verify',
  'undo',
  'history',
  'report',
  'doctor',
  'completion',
];
/** Words of commander, and words that no text in another language has. */
const ENGLISH =
  /\b(?:usage|options|commands|arguments|examples|choices|default|display|command|the|with|only|which|balances|warehouses|is|of)\b/i;

let folder: string;

beforeAll(() => {
  ensureBuilt();
  folder = mkdtempSync(join(tmpdir(), 'invfix-languages-'));
  cpSync(join(import.meta.dirname, '../../fixtures/demo'), join(folder, 'exports'), { recursive: true });
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

/** What is printed but for what is typed: options and their values, examples and files. */
function spoken(help: string): string {
  return help
    .replace(/^ {2}(?:\S+ )*?(?:invfix|unzip|source) .*? {3}/gm, '')
    .replace(/--?[a-z][a-z-]*|<[^>]*>|"[^"]*"|\[[^\]]*\.\.\.\]/g, '');
}

describe.each(['pt', 'es'])('in %s', (language) => {
  it('has no English in its help', async () => {
    const helps = await Promise.all(
      [[], ...COMMANDS.map((command) => [command])].map((args) =>
        invfix(folder, [...args, '--help'], { INVFIX_LANG: language }),
      ),
    );
    for (const { code, stdout } of helps) {
      expect(code).toBe(0);
      expect(stdout).toMatch(/\n(?:Opções|Opciones):\n/);
      expect(spoken(stdout).match(ENGLISH)?.[0]).toBeUndefined();
    }
  });

  it('has help that fits 80 columns, but for examples', async () => {
    for (const command of COMMANDS) {
      const { stdout } = await invfix(folder, [command, '--help', '--lang', language]);
      const help = stdout.slice(stdout.indexOf('\n\n'));
      expect(help.split('\n').filter((line) => line.length > 80)).toEqual([]);
    }
  });

  it.each([
    [['scann'], /^invfix: Comando des.*\n.*scan\?.*invfix --help/],
    [['scan', '--al'], /'--al'\.\n.*--all\?.*invfix scan --help/],
    [['correct', '--confidence', 'sure'], /'sure'.*'--confidence <level>'.*proven, likely, assumed\./],
    [['scan', '--limit', '0'], /'0'.*'--limit <n>'.* 1\.\n/],
    [['scan', '--limit'], /Falta .*'--limit <n>'\.\n/],
    [['completion'], /Falta o? ?(?:el )?argument.*'shell'\.\n/],
    [['completion', 'tcsh'], /'tcsh'.*'shell'.*bash, zsh, fish, powershell\.\n/],
    [['history', 'a', 'b'], /'history'.* 2\.\n/],
    [['correct', '--from-review', 'f', '--pick'], /'--from-review <file>'.*'--pick'\.\n/],
    [['scan', 'x', '--exported-at', 'x'], /^invfix: --exported-at x .*\n.*2026-04-01T00:00Z/],
    [['report'], /report --html report\.html\n$/],
    [['history'], /"\.invfix\/invfix\.db".*\n.*invfix scan PATH/],
    [['history', '--db', 'exports'], /"exports".*\n.*\.invfix\/invfix\.db/],
  ])('says %j wrong in two lines', async (args, words) => {
    const { code, stderr } = await invfix(folder, args, { INVFIX_LANG: language });
    expect(code).toBe(2);
    expect(stderr.trimEnd().split('\n')).toHaveLength(2);
    expect(stderr).toMatch(words);
    expect(
      spoken(stderr)
        .replace(/'[^']*'/g, '')
        .match(ENGLISH)?.[0],
    ).toBeUndefined();
  });

  it('says what is wrong with the settings', async () => {
    const settings = join(folder, 'invfix.config.json');
    try {
      for (const content of [
        '{',
        '[]',
        '{"zone": 1}',
        '{"timezone": 1}',
        '{"dateOrder": 1}',
        '{"authors": 1}',
      ]) {
        writeFileSync(settings, content);
        const { code, stderr } = await invfix(folder, ['scan', 'exports', '--lang', language]);
        expect(code).toBe(2);
        expect(stderr).toMatch(/^invfix: invfix\.config\.json/);
        expect(stderr).toMatch(/(?:Corrija|Corríjalo|Escreva|Escríbalo|As configurações|Los ajustes)/);
      }
    } finally {
      rmSync(settings);
    }
  });
});
