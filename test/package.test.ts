/** The package as npm packs it, in an empty project; and what its pages tell to type. */
import { execFileSync, spawnSync } from 'node:child_process';
import {
  cpSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { manPage } from '../scripts/man-page.js';
import { createProgram } from '../src/cli/program.js';
import { version } from '../src/version.js';

const ROOT = join(import.meta.dirname, '..');
let project: string;

/** Installed as npm lays it out: what it depends on is there already, so that nothing is built or fetched. */
beforeAll(() => {
  project = mkdtempSync(join(tmpdir(), 'invfix-package-'));
  const modules = join(project, 'node_modules');
  mkdirSync(join(modules, '.bin'), { recursive: true });
  const packed = execFileSync('npm', ['pack', '--ignore-scripts', '--json', '--pack-destination', project], {
    cwd: ROOT,
    encoding: 'utf8',
    stdio: ['ignore', 'pipe', 'ignore'],
  });
  const [{ filename }]: [{ filename: string }] = JSON.parse(packed);
  execFileSync('tar', ['-xzf', join(project, filename), '-C', modules]);
  cpSync(join(modules, 'package'), join(modules, 'invfix'), { recursive: true });
  rmSync(join(modules, 'package'), { recursive: true });
  for (const name of readdirSync(join(ROOT, 'node_modules'))) {
    if (!name.startsWith('.')) symlinkSync(join(ROOT, 'node_modules', name), join(modules, name));
  }
  symlinkSync('../invfix/bin/invfix.js', join(modules, '.bin', 'invfix'));
  writeFileSync(join(project, 'package.json'), '{"type":"module"}');
  cpSync(join(ROOT, 'fixtures/demo'), join(project, 'exports'), { recursive: true });
}, 120_000);
afterAll(() => rmSync(project, { recursive: true, force: true }));

function run(command: string, ...args: string[]): { code: number | null; stdout: string; stderr: string } {
  const { FORCE_COLOR: _colour, INVFIX_DB: _database, ...inherited } = process.env;
  const env = { ...inherited, LANG: 'C', PATH: `${join(project, 'node_modules/.bin')}:${process.env.PATH}` };
  const { status, stdout, stderr } = spawnSync(command, args, { cwd: project, env, encoding: 'utf8' });
  return { code: status, stdout, stderr };
}

function blocksOf(page: string, language: string): string[] {
  const text = readFileSync(join(ROOT, 'docs', page), 'utf8');
  return [...text.matchAll(/```(\w*)\n([\s\S]*?)```/g)].flatMap(([, name, block = '']) =>
    name === language ? [block] : [],
  );
}

describe('the package', () => {
  it('holds what it should and nothing else', () => {
    const installed = join(project, 'node_modules/invfix');
    expect(readdirSync(installed).sort()).toEqual(
      ['LICENSE', 'README.md', 'bin', 'dist', 'docs', 'man', 'package.json', 'schemas'].sort(),
    );
  });

  it('runs in an empty project', () => {
    expect(run('npx', '--no-install', 'invfix', '--version').stdout.trim()).toBe(version());
    const { code, stdout } = run('invfix', 'scan', 'exports');
    expect(code).toBe(1);
    expect(stdout).toContain('negative');
  });

  it('the example of the library runs as it stands, and prints what the command finds', () => {
    const [example = ''] = blocksOf('library.md', 'js');
    writeFileSync(join(project, 'example.js'), example);
    const { code, stdout, stderr } = run(process.execPath, 'example.js');
    expect([code, stderr]).toEqual([0, '']);
    const { summary } = JSON.parse(run('invfix', 'scan', 'exports', '--json').stdout);
    expect(stdout).toContain(`${summary.negative} of ${summary.balances} balances are negative.`);
  });

  it('the library says what is wrong as an error, and leaves no temporary database', () => {
    const script = `import { scan, UserError } from 'invfix';
      const { summary } = await scan('exports');
      const error = await scan('nowhere').catch((error) => error);
      console.log(JSON.stringify([summary.negative > 0, error instanceof UserError, error.message]));`;
    writeFileSync(join(project, 'wrong.js'), script);
    const before = readdirSync(project);
    mkdirSync(join(project, 'tmp'));
    const { stdout, stderr } = run('env', `TMPDIR=${join(project, 'tmp')}`, process.execPath, 'wrong.js');
    expect(stderr).toBe('');
    expect(JSON.parse(stdout)).toEqual([true, true, 'There is no file or folder "nowhere".']);
    expect(readdirSync(join(project, 'tmp'))).toEqual([]);
    expect(readdirSync(project).filter((name) => !before.includes(name))).toEqual(['tmp']);
  });
});

describe('every night', () => {
  const hasJq = spawnSync('jq', ['--version']).status === 0;

  it('the script finds the balances, writes the fix and ends with 1', () => {
    const [script = '', queries = ''] = blocksOf('nightly.md', 'sh');
    const { code, stdout, stderr } = run('bash', '-c', script);
    expect([code, stdout, stderr]).toEqual([1, '', '']);
    expect(readFileSync(join(project, 'fix.csv'), 'utf8')).toContain('SkuId');
    if (!hasJq) return;
    const answer = run('bash', '-c', queries);
    expect([answer.code, answer.stderr]).toEqual([0, '']);
    expect(answer.stdout).toMatch(/^\d+\t\w+\t-\d+\t\d+\n/);
  });

  it('the line for cron tells of the exit code', () => {
    const [line = ''] = blocksOf('nightly.md', '');
    const command = line
      .trim()
      .replace(/^30 5 \* \* \* /, '')
      .replace('cd /srv/stock && fetch-exports exports', 'true');
    expect(run('bash', '-c', command).stdout).toContain('invfix ended with 1');
    expect(readFileSync(join(project, 'scan.csv'), 'utf8')).toMatch(/^sku,warehouse,/);
  });

  it('the steps of the workflow end as they should', () => {
    const [workflow = ''] = blocksOf('nightly.md', 'yaml');
    const codes = [...workflow.matchAll(/run: (invfix .*)/g)].map(
      ([, step = '']) => run('bash', '-c', step).code,
    );
    expect(codes).toEqual([1, 0]);
  });
});

it('the man page is that of the commands; npm run generate writes it anew', () => {
  expect(readFileSync(join(ROOT, 'man/invfix.1'), 'utf8')).toBe(
    manPage(
      createProgram(() => {}),
      version(),
    ),
  );
});
