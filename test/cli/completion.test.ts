import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { ensureBuilt, invfix, shell } from './program.js';
import { writeSmallStore } from './small-store.js';

let folder: string;
beforeAll(async () => {
  ensureBuilt();
  folder = mkdtempSync(join(tmpdir(), 'invfix-completion-'));
  writeSmallStore(join(folder, 'exports'));
  await invfix(folder, ['scan', 'exports']);
}, 120_000);
afterAll(() => rmSync(folder, { recursive: true, force: true }));

/** What the last word may become. */
async function suggestions(...words: string[]): Promise<string[]> {
  const { code, stdout, stderr } = await invfix(folder, ['complete', '--', ...words]);
  expect([code, stderr]).toEqual([0, '']);
  return stdout
    .trimEnd()
    .split('\n')
    .map((line) => line.split('\t')[0] ?? '');
}

/** How the suggestions end: whether the shell is to complete file names instead. */
const NO_FILES = ':4';
const FILES = ':0';

describe('completion', () => {
  it('offers every command that help shows', async () => {
    const { stdout } = await invfix(folder, ['--help']);
    const commands = [...stdout.matchAll(/^ {2}([a-z]+) (?=[[<]|options| )/gm)].map(([, name]) => name);
    expect(commands).toContain('scan');
    const offered = await suggestions('');
    expect(offered).toEqual(expect.arrayContaining(commands));
    expect(offered).not.toContain('complete');
  });

  it('offers options and what they may be set to', async () => {
    expect(await suggestions('correct', '--un')).toEqual(['--understated', '--unblock-oversold', NO_FILES]);
    expect(await suggestions('correct', '--format', '')).toEqual([
      'review',
      'batch',
      'spreadsheet',
      NO_FILES,
    ]);
    expect(await suggestions('completion', 'f')).toEqual(['fish', NO_FILES]);
  });

  it('offers SKUs and warehouses of the database', async () => {
    expect(await suggestions('explain', '1001')).toEqual(['100123', NO_FILES]);
    expect(await suggestions('correct', '--warehouse', '')).toEqual(['wh_1', NO_FILES]);
    expect(await suggestions('correct', '--sku', '20000')).toContain('200000');
    expect(await suggestions('explain', '', '--db', 'none.db', '--sku', '')).toEqual([NO_FILES]);
  });

  it('offers no SKU that a shell would take for a command', async () => {
    const hostile = join(folder, 'hostile');
    mkdirSync(hostile);
    const rows = ['$(reboot)', '`reboot`', "x';reboot;'", 'x|y', 'plain-1'].map((sku) => `${sku};3;0;3;wh_1`);
    writeFileSync(
      join(hostile, 'inventory.csv'),
      ['SkuId;TotalQuantity;ReservedQuantity;AvailableQuantity;WarehouseId', ...rows].join('\n'),
    );
    await invfix(folder, ['scan', 'hostile', '--db', 'hostile.db']);
    expect(await suggestions('--db', 'hostile.db', 'explain', '')).toEqual(['plain-1', NO_FILES]);
  });

  it('leaves files to the shell', async () => {
    for (const words of [
      ['scan', ''],
      ['scan', '--json', 'exp'],
      ['verify', 'a', 'b'],
      ['correct', '--write', ''],
      ['explain', '100123', '--from', 'a', 'b'],
      ['--db', ''],
    ])
      expect(await suggestions(...words)).toEqual([FILES]);
  });

  it.each(['bash', 'zsh', 'fish', 'powershell'])('prints a script for %s', async (name) => {
    const { code, stdout } = await invfix(folder, ['completion', name]);
    expect(code).toBe(0);
    expect(stdout).toMatch(/invfix complete '?--/);
    if (name !== 'bash') return;
    expect(await shell(folder, 'eval "$INVFIX completion bash" | bash -n')).toMatchObject({
      code: 0,
      stderr: '',
    });
  });

  it('knows no other shell', async () => {
    expect((await invfix(folder, ['completion', 'csh'])).code).toBe(2);
  });
});
