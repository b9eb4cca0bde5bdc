/** A second scan of the same files: what it reads again, and when. */
import {
  appendFileSync,
  mkdtempSync,
  readFileSync,
  rmSync,
  statSync,
  utimesSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { invfix, type Outcome, shell } from './program.js';
import { smallStore, writeSmallStore } from './small-store.js';

const UNCHANGED = 'Nothing has changed since the scan of';
const LONG_AGO = new Date('2026-04-02T00:00:00Z');

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'invfix-rescan-'));
  writeSmallStore(join(folder, 'exports'));
  for (const name of ['orders.csv', 'updates.csv']) touch(name);
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

const pathOf = (name: string): string => join(folder, 'exports', name);
const touch = (name: string): void => utimesSync(pathOf(name), LONG_AGO, LONG_AGO);
const scan = (...args: string[]): Promise<Outcome> => invfix(folder, ['scan', 'exports', ...args]);

/** The orders with one order's units changed: as many bytes as before. */
function changeOrders(): void {
  const before = readFileSync(pathOf('orders.csv'), 'utf8');
  const after = before.replace(/^(.*v700369acme-01.*;)3(;.*)$/m, '$12$2');
  expect(after).not.toBe(before);
  expect(after.length).toBe(before.length);
  writeFileSync(pathOf('orders.csv'), after);
}

describe('a second scan', () => {
  it('reads nothing where nothing has changed, says so, and shows the same', async () => {
    const first = await scan('--json', '--all');
    const second = await scan('--json', '--all');

    expect(first.stderr).not.toContain(UNCHANGED);
    expect(second.stderr).toContain(UNCHANGED);
    expect(second.stderr).toContain('3 files not read again');
    expect(second.stdout).toBe(first.stdout);
    expect(second.code).toBe(first.code);
  });

  it('says nothing of it under --quiet', async () => {
    await scan();
    expect((await scan('--quiet')).stderr).toBe('');
  });

  it('reads all under --fresh', async () => {
    await scan();
    expect((await scan('--fresh')).stderr).not.toContain(UNCHANGED);
  });

  it('sees a file that was changed, by its time', async () => {
    const first = await scan('--json', '--all');
    changeOrders();
    const second = await scan('--json', '--all');
    expect(second.stderr).not.toContain(UNCHANGED);
    expect(second.stdout).not.toBe(first.stdout);
  });

  it('is not misled by a time that alone has changed', async () => {
    await scan();
    const { mtimeMs } = statSync(pathOf('orders.csv'));
    utimesSync(pathOf('orders.csv'), new Date(), new Date(mtimeMs + 86_400_000));
    expect((await scan()).stderr).toContain(UNCHANGED);
  });

  it('sees a change that size and time hide under --verify-files alone', async () => {
    await scan();
    changeOrders();
    touch('orders.csv');
    expect((await scan()).stderr).toContain(UNCHANGED);
    expect((await scan('--verify-files')).stderr).not.toContain(UNCHANGED);
    expect((await scan('--verify-files')).stderr).toContain(UNCHANGED);
  });

  it('looks into a file that was written just before it was read', async () => {
    const now = new Date();
    utimesSync(pathOf('orders.csv'), now, now);
    await scan();
    changeOrders();
    utimesSync(pathOf('orders.csv'), now, now);
    expect((await scan()).stderr).not.toContain(UNCHANGED);
  });

  it.each<[string, () => void]>([
    ['a file has grown', () => appendFileSync(pathOf('orders.csv'), '\n')],
    ['a file is new', () => writeFileSync(pathOf('more.csv'), smallStore().orders)],
    ['a file is gone', () => rmSync(pathOf('updates.csv'))],
  ])('reads all where %s', async (_, change) => {
    await scan();
    change();
    expect((await scan()).stderr).not.toContain(UNCHANGED);
  });

  it('reads all where it is told to read otherwise', async () => {
    await scan();
    expect((await scan('--timezone', 'America/Sao_Paulo')).stderr).not.toContain(UNCHANGED);
    expect((await scan()).stderr).not.toContain(UNCHANGED);
  });

  it('reads the standard input each time', async () => {
    const command =
      'cat exports/orders.csv | eval "$INVFIX scan exports/inventory*.csv exports/updates.csv -"';
    await shell(folder, command);
    expect((await shell(folder, command)).stderr).not.toContain(UNCHANGED);
  });

  it('builds a damaged database anew', async () => {
    await scan('--db', 'x.db');
    const database = join(folder, 'x.db');
    const bytes = readFileSync(database);
    bytes.fill(0x55, 4096);
    writeFileSync(database, bytes);
    const { stderr, code } = await scan('--db', 'x.db');
    expect(stderr).not.toContain(UNCHANGED);
    expect(code).toBe(1);
  });
});
