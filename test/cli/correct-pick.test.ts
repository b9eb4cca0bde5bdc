import { cpSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { ensureBuilt, invfix } from './program.js';
import { HAS_TERMINAL, inTerminal } from './terminal.js';

const DEMO = join(import.meta.dirname, '../../fixtures/demo');
const DOWN = '\x1b[B';
const ESCAPE = '\x1b';
const ENTER = '\r';
/** What the list shows last: from then on it takes keys. */
const ASKED = 'esc stop';

let scanned: string;
let folder: string;

/** The demo store has four counts to write: of SKU 1006, 1009, 1010 and 1011. */
beforeAll(async () => {
  ensureBuilt();
  scanned = mkdtempSync(join(tmpdir(), 'invfix-pick-'));
  cpSync(DEMO, join(scanned, 'exports'), { recursive: true });
  await invfix(scanned, ['scan', 'exports', '--no-exit-code']);
}, 120_000);
beforeEach(() => {
  folder = join(scanned, 'out');
  rmSync(folder, { recursive: true, force: true });
  mkdirSync(folder);
});
afterAll(() => rmSync(scanned, { recursive: true, force: true }));

const text = (name: string): string => readFileSync(join(folder, name), 'utf8');
const skusOf = (name: string): string[] =>
  text(name)
    .trim()
    .split('\n')
    .slice(1)
    .map((row) => row.split(',')[0] ?? '');
const pick = (args: string, ...keys: readonly string[]): ReturnType<typeof inTerminal> =>
  inTerminal(scanned, `$INVFIX correct --pick ${args}`, [[ASKED, keys.join('')]]);

describe.skipIf(!HAS_TERMINAL)('--pick in a terminal (needs script of util-linux)', () => {
  it('writes what is ticked and nothing else, for the ERP too', async () => {
    const { code, screen } = await pick('--write out/fix.csv', DOWN, ' ', DOWN, DOWN, ' ', ENTER);
    expect(code).toBe(0);
    expect(skusOf('fix.csv')).toEqual(['1009', '1011']);
    expect(new Set(skusOf('fix.erp.csv'))).toEqual(new Set(['1009', '1011']));
    expect(screen).toContain('> [ ] 1006  main   6 →  6  proven  early write-off 8\n');
    expect(screen).toContain('Picked 2 of 4 counts.');
    expect(screen).toContain('Wrote 2 counts to out/fix.csv.');
  });

  it('ticks among what is found', async () => {
    const { code } = await pick('--write out/fix.csv', '/oversold', ENTER, 'a', ENTER);
    expect(code).toBe(0);
    expect(skusOf('fix.csv')).toEqual(['1009']);
  });

  it('leaves the standard output to the data', async () => {
    expect((await pick('--write - > out/fix.csv', 'a', ' ', ENTER)).code).toBe(0);
    expect(skusOf('fix.csv')).toEqual(['1009', '1010', '1011']);
    expect((await pick('--json > out/fix.json', ' ', ENTER)).code).toBe(0);
    const { corrections, ordersNotToWriteOffAgain } = JSON.parse(text('fix.json'));
    expect(corrections).toMatchObject([{ sku: '1006' }]);
    expect(new Set(ordersNotToWriteOffAgain.map(({ sku }: { sku: string }) => sku))).toEqual(
      new Set(['1006']),
    );
  });

  it('writes nothing where nothing is picked', async () => {
    const { code, screen } = await pick('--write out/fix.csv', ENTER);
    expect(code).toBe(0);
    expect(screen).toContain('Nothing was picked. No file is written.');
    expect(readdirSync(folder)).toEqual([]);
    await pick('--write - > out/none.csv', ENTER);
    expect(text('none.csv')).toBe('');
  });

  it.each([
    ['Ctrl-C', '\x03'],
    ['Ctrl-D', '\x04'],
    ['escape', ESCAPE],
  ])('is given up with %s: nothing is written, whatever was ticked', async (_, key) => {
    const { code, screen } = await pick('--write out/fix.csv', 'a', key);
    expect(code).toBe(130);
    expect(screen).toContain('Stopped. No count is written.');
    expect(readdirSync(folder)).toEqual([]);
  });

  it('asks nothing where nothing is to correct, and nothing before it can write', async () => {
    const none = await inTerminal(scanned, '$INVFIX correct --pick --min-units 1000', []);
    expect([none.code, none.screen]).toEqual([0, 'There is nothing to correct.\n']);
    const wrong = await inTerminal(scanned, '$INVFIX correct --pick --format batch --write out/fix.csv', []);
    expect(wrong.code).toBe(2);
    expect(wrong.screen).toContain('A batch file names the VTEX account');
    expect(wrong.screen).not.toContain('Tick');
  });

  it('does without a size of the terminal', async () => {
    const script = 'stty cols 0 rows 0; $INVFIX correct --pick --quiet > out/table.txt';
    expect((await inTerminal(scanned, script, [[ASKED, ` ${ENTER}`]])).code).toBe(0);
    expect(text('table.txt')).toContain('1 count to write.');
  });

  it('refuses a terminal that cannot move its cursor', async () => {
    const { code, screen } = await inTerminal(scanned, 'TERM=dumb $INVFIX correct --pick', []);
    expect([code, screen]).toEqual([2, expect.stringContaining('there is none here')]);
  });
});

describe('--pick', () => {
  it('needs a terminal, and says what to do without one', async () => {
    const { code, stdout, stderr } = await invfix(scanned, ['correct', '--pick', '--write', 'out/fix.csv']);
    expect([code, stdout]).toEqual([2, '']);
    expect(stderr).toContain('--pick asks on a terminal, and there is none here.');
    expect(stderr).toContain('--sku-file');
    expect(readdirSync(folder)).toEqual([]);
  });

  it.each([
    [['--sku-file', '-'], '--pick and --sku-file - would both read the standard input'],
    [['--from', '-'], '--pick and --from - would both read the standard input'],
    [['--from-review', 'a.csv'], "cannot be used with option '--pick'"],
  ])('does not go with %j', async (args, message) => {
    const { code, stderr } = await invfix(scanned, ['correct', '--pick', ...args]);
    expect(code).toBe(2);
    expect(stderr).toContain(message);
  });
});
