/** A second scan of the same files: what it reads again, and when. */
import {
  appendFileSync,
  cpSync,
  mkdtempSync,
  readdirSync,
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

  it('reads a file again whose time alone has changed: it says how old an export is', async () => {
    await scan();
    const { mtimeMs } = statSync(pathOf('orders.csv'));
    utimesSync(pathOf('orders.csv'), new Date(), new Date(mtimeMs + 86_400_000));
    expect((await scan()).stderr).not.toContain(UNCHANGED);
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

  it('does not take the files of another folder for those of the same name', async () => {
    const database = join(folder, 'shared.db');
    await scan('--db', database);
    const other = join(folder, 'other');
    cpSync(join(folder, 'exports'), join(other, 'exports'), { recursive: true, preserveTimestamps: true });
    const { stderr } = await invfix(other, ['scan', 'exports', '--db', database]);
    expect(stderr).not.toContain(UNCHANGED);
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

describe('a second scan of exports that take long to read', () => {
  const PARTS = 6;
  const nameOf = (part: number): string => `orders-${part}.csv`;

  /** The orders in several files of nearly a megabyte each. */
  beforeEach(() => {
    const [header = '', ...rows] = smallStore().orders.trimEnd().split('\n');
    rmSync(pathOf('orders.csv'));
    for (let part = 0; part < PARTS; part++) {
      const own = rows.filter((_, row) => row % PARTS === part);
      const lines = own.map((row) => `${row};${'note '.repeat(18_000)}`);
      writeFileSync(pathOf(nameOf(part)), `${[`${header};Notes`, ...lines].join('\n')}\n`);
      touch(nameOf(part));
    }
  });

  /** The same as a scan into another database, which has nothing to go on from. */
  async function expectAsFresh(said: string): Promise<void> {
    const again = await scan('--json', '--all');
    const fresh = await scan('--json', '--all', '--db', 'fresh.db');
    expect(again.stderr).toContain(said);
    expect(again.stdout).toBe(fresh.stdout);
    expect(again.code).toBe(fresh.code);
    rmSync(join(folder, 'fresh.db'));
  }

  it('reads the file that has changed alone, and comes to what a first scan would', async () => {
    await scan();
    const changed = readFileSync(pathOf(nameOf(2)), 'utf8').replace(/note /, 'text ');
    writeFileSync(pathOf(nameOf(2)), changed.split('\n').slice(0, -3).join('\n'));
    await expectAsFresh(`${PARTS + 1} files unchanged`);
    // And once more, from the rows that the second scan kept.
    appendFileSync(pathOf(nameOf(4)), 'x;y\n');
    await expectAsFresh(`${PARTS + 1} files unchanged`);
  });

  it('lists files that are new among the others where they stand', async () => {
    await scan();
    writeFileSync(pathOf('between.csv'), smallStore().orders.split('\n').slice(0, 3).join('\n'));
    await expectAsFresh(`${PARTS + 2} files unchanged`);
  });

  it('forgets what stood in a file that is gone', async () => {
    await scan();
    rmSync(pathOf(nameOf(0)));
    await expectAsFresh(`${PARTS + 1} files unchanged`);
  });

  it('reads all where the rows it kept are damaged, or of another scan', async () => {
    await scan();
    const rows = join(folder, '.invfix', 'invfix.db.rows');
    const bytes = readFileSync(rows);
    bytes[bytes.length - 100] = (bytes[bytes.length - 100] ?? 0) ^ 1;
    writeFileSync(rows, bytes);
    appendFileSync(pathOf(nameOf(1)), '\n');
    const { stderr, code } = await scan();
    expect(stderr).not.toContain('unchanged');
    expect(code).toBe(1);
    rmSync(rows);
    appendFileSync(pathOf(nameOf(1)), '\n');
    expect((await scan()).stderr).not.toContain('unchanged');
  });

  it('keeps no rows of exports that are read in no time', async () => {
    await scan();
    for (let part = 0; part < PARTS; part++) rmSync(pathOf(nameOf(part)));
    await scan();
    expect(readdirSync(join(folder, '.invfix'))).toEqual(['invfix.db']);
  });
});
