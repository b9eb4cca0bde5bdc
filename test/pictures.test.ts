import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { ensureBuilt, invfix } from './cli/program.js';
import { pictureOf } from './picture.js';

const ROOT = join(import.meta.dirname, '..');

let folder: string;
beforeAll(async () => {
  ensureBuilt();
  folder = mkdtempSync(join(tmpdir(), 'invfix-pictures-'));
  cpSync(join(ROOT, 'fixtures/demo'), join(folder, 'exports'), { recursive: true });
  await invfix(folder, ['scan', 'exports/']);
}, 120_000);
afterAll(() => rmSync(folder, { recursive: true, force: true }));

/** The pictures of the README: which command, and up to which line of what it prints. */
const PICTURES = [
  { name: 'explain', command: 'invfix explain SKU123', until: '\u001b[1mWhat happened' },
] as const;

/** `UPDATE_README=1 npx vitest run test/pictures.test.ts` draws them anew. */
test.each(PICTURES)('the picture of $name is what the command prints', async ({ name, command, until }) => {
  const colours = { LANG: 'en_US.UTF-8', FORCE_COLOR: '1', NO_COLOR: '' };
  const { stdout } = await invfix(folder, command.split(' ').slice(1), colours);
  expect(stdout).toContain(until);
  const picture = pictureOf(command, stdout.slice(0, stdout.indexOf(until)).trimEnd());
  const path = join(ROOT, 'docs/images', `${name}.svg`);
  if (process.env.UPDATE_README === '1') writeFileSync(path, picture);
  else expect(readFileSync(path, 'utf8')).toBe(picture);
});
