import { spawnSync } from 'node:child_process';
import { existsSync, linkSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import Database from 'better-sqlite3';
import { beforeAll, beforeEach, expect, test } from 'vitest';
import { UserError } from '../../src/errors.js';
import { finishPlacing, type UnplacedFile } from '../../src/fixes/index.js';
import { databasePath, Store } from '../../src/store/reading.js';
import { rememberFix } from '../../src/store/remembered.js';
import { addUnplaced, finishFixes } from '../../src/store/unplaced.js';
import { invfix } from '../cli/program.js';
import { smallStore, writeSmallStore } from '../cli/small-store.js';
import { ownFolder } from '../guarantees/trying.js';

const folder = ownFolder();
const database = join(folder, databasePath(undefined));
const fixes = join(folder, 'fixes');
const run = (...args: string[]) => invfix(folder, args);
const GONE = spawnSync(process.execPath, ['-e', '']).pid;

beforeAll(async () => {
  writeSmallStore(join(folder, 'exports'), smallStore());
  expect((await run('scan', 'exports')).code).toBe(1);
}, 30_000);

beforeEach(async () => {
  rmSync(fixes, { recursive: true, force: true });
  mkdirSync(fixes);
});

const numbersInHistory = (): number[] => {
  const store = Store.open(database);
  try {
    return store.fixRecords().map(({ id }) => id);
  } finally {
    store.close();
  }
};

const scanNumber = (): number => {
  const store = Store.open(database);
  try {
    return store.scanRecords().at(-1)?.id ?? 0;
  } finally {
    store.close();
  }
};

function inDatabase(change: (db: Database.Database) => void): void {
  const db = new Database(database);
  change(db);
  db.close();
}

/** A fix whose process was killed before its files were in their places. */
async function killedFix(pid = GONE, replaces = false): Promise<{ fix: number; files: UnplacedFile[] }> {
  expect((await run('correct', '--write', 'fixes/whole.csv')).code).toBe(0);
  const fix = Math.max(...numbersInHistory());
  const files = ['erp.csv', 'fix.csv'].map((name) => {
    const temporary = join(fixes, `.${name}.${pid}-0123456789ab.tmp`);
    writeFileSync(temporary, `whole ${name}`);
    return { temporary, target: join(fixes, name), replaces };
  });
  for (const name of readdirSync(fixes)) if (name.startsWith('whole')) rmSync(join(fixes, name));
  inDatabase((db) => addUnplaced(db, fix, files));
  return { fix, files };
}

const contents = (): Record<string, string> =>
  Object.fromEntries(readdirSync(fixes).map((name) => [name, readFileSync(join(fixes, name), 'utf8')]));

const BOTH = { 'erp.csv': 'whole erp.csv', 'fix.csv': 'whole fix.csv' };

test('the next command puts the files of a killed fix in their places, and says so once', async () => {
  const { fix } = await killedFix();

  const { stderr, stdout } = await run('history');

  expect(stderr.replace(/\s+/g, ' ')).toContain(
    `Fix ${fix} was stopped while it was written; it is finished now`,
  );
  expect(stdout).toContain('whole.csv');
  expect(contents()).toEqual(BOTH);
  expect((await run('history')).stderr).toBe('');
});

test('so does a scan, and the new database remembers the fix', async () => {
  const { fix } = await killedFix();

  const { stderr } = await run('scan', 'exports', '--fresh');

  expect(stderr.replace(/\s+/g, ' ')).toContain(`Fix ${fix} was stopped`);
  expect(contents()).toEqual(BOTH);
  expect(numbersInHistory()).toContain(fix);
});

test('a scan takes over what a process that still runs is about to put in its place', async () => {
  const { fix, files } = await killedFix(process.pid);

  expect((await run('scan', 'exports', '--fresh')).stderr).not.toContain('was stopped');

  expect(existsSync(join(fixes, 'fix.csv'))).toBe(false);
  expect(finishFixes(database, () => true)).toEqual([
    { fix, files: files.map(({ target }) => target).toReversed(), isPlaced: true },
  ]);
});

test('one file in its place already, the other one follows', async () => {
  const { files } = await killedFix();
  for (const { temporary, target } of files.slice(0, 1)) linkSync(temporary, target);

  expect(finishFixes(database, finishPlacing)).toMatchObject([{ isPlaced: true }]);

  expect(contents()).toEqual(BOTH);
});

test('an earlier file is replaced where that was asked for, and one that came meanwhile is left alone', async () => {
  const forced = await killedFix(GONE, true);
  writeFileSync(join(fixes, 'fix.csv'), 'earlier');
  expect(finishFixes(database, finishPlacing)).toMatchObject([{ fix: forced.fix, isPlaced: true }]);
  expect(contents()).toEqual(BOTH);

  for (const name of readdirSync(fixes)) rmSync(join(fixes, name));
  const refused = await killedFix();
  writeFileSync(join(fixes, 'fix.csv'), "somebody else's");
  for (const { temporary, target } of refused.files.slice(0, 1)) linkSync(temporary, target);

  const { stderr } = await run('history');

  expect(stderr.replace(/\s+/g, ' ')).toContain('it is taken out of the history');
  expect(contents()).toEqual({ 'fix.csv': "somebody else's" });
  expect(numbersInHistory()).not.toContain(refused.fix);
});

test('a fix whose files are gone is taken out of the history, with its counts', async () => {
  const { fix, files } = await killedFix();
  for (const { temporary } of files) rmSync(temporary);

  expect(finishFixes(database, finishPlacing)).toMatchObject([{ fix, isPlaced: false }]);

  expect(numbersInHistory()).not.toContain(fix);
  inDatabase((db) => {
    expect(db.prepare('SELECT count(*) FROM fix_row WHERE fix = ?').pluck().get(fix)).toBe(0);
  });
});

test('by a path that was damaged nothing is moved', async () => {
  await killedFix();
  inDatabase((db) => {
    db.exec("UPDATE unplaced_file SET target = target || 'x'");
  });

  expect(finishFixes(database, finishPlacing)).toEqual([]);

  expect(readdirSync(fixes).every((name) => name.endsWith('.tmp'))).toBe(true);
  inDatabase((db) => {
    db.exec('DELETE FROM unplaced_file');
  });
});

test('a fix whose files could not be put in their places was not written, and is not remembered', () => {
  const before = numbersInHistory();
  const scan = scanNumber();
  const fix = {
    scan,
    writtenAt: 0,
    exportedAt: null,
    exportedBefore: null,
    format: 'review',
    path: 'x',
    undoes: null,
  };
  const files = [{ temporary: join(fixes, '.x.tmp'), target: join(fixes, 'x'), replaces: false }];
  const remembered: number[][] = [];

  expect(() =>
    rememberFix(database, fix, [], files, () => {
      remembered.push(numbersInHistory());
      throw new UserError('the disk is full', '');
    }),
  ).toThrow('the disk is full');

  expect(remembered.flat()).toHaveLength(before.length + 1);
  expect(numbersInHistory()).toEqual(before);
  expect(finishFixes(database, finishPlacing)).toEqual([]);
});
