import { closeSync, mkdtempSync, openSync, rmSync, truncateSync, writeFileSync, writeSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { ensureBuilt, invfix } from './program.js';
import { writeSmallStore } from './small-store.js';

let root: string;
let folder: string;
let stores = 0;
beforeAll(() => {
  ensureBuilt();
  root = mkdtempSync(join(tmpdir(), 'invfix-doctor-'));
}, 120_000);
afterAll(() => rmSync(root, { recursive: true, force: true }));

const DATABASE = join('.invfix', 'invfix.db');

beforeEach(async () => {
  folder = join(root, String(++stores));
  writeSmallStore(join(folder, 'exports'));
  await invfix(folder, ['scan', 'exports']);
});

/** Breaks the root of every table but the first page, which says whose file it is. */
function damage(): void {
  const file = openSync(join(folder, DATABASE), 'r+');
  writeSync(file, Buffer.alloc(60_000, 0xa5), 0, 60_000, 8192);
  closeSync(file);
}

describe('doctor', () => {
  it('finds a store sound, and says what would make its counts surer', async () => {
    const { code, stdout } = await invfix(folder, ['doctor']);
    expect(code).toBe(0);
    expect(stdout).toContain('.invfix/invfix.db: sound');
    expect(stdout).toContain('Exports in exports: still there');
    expect(stdout).toMatch(/Of \d+ balances? that needs? correcting/);
    const { stdout: json } = await invfix(folder, ['doctor', '--json']);
    const document = JSON.parse(json);
    expect(document.schema).toBe('invfix.doctor/1');
    expect(document.checks.map(({ name }: { name: string }) => name)).toEqual([
      'node',
      'sqlite',
      'database',
      'exports',
    ]);
    expect(document.certainty).toHaveProperty('proven');
  });

  it('counts the balances that lack the update log', async () => {
    rmSync(join(folder, 'exports', 'updates.csv'));
    await invfix(folder, ['scan', 'exports']);
    const document = JSON.parse((await invfix(folder, ['doctor', '--json'])).stdout);
    const { assumed, missing } = document.certainty;
    expect(assumed).toBeGreaterThan(0);
    const updates = missing.find(({ evidence }: { evidence: string }) => evidence === 'updates');
    expect(updates.balances).toBe(assumed);
  });

  it('notices a damaged database, and rebuilds it from the exports', async () => {
    const before = (await invfix(folder, ['scan', 'exports', '--json', '--all'])).stdout;
    damage();
    const found = await invfix(folder, ['doctor']);
    expect(found.code).toBe(2);
    expect(found.stdout).toContain('damaged');
    const repaired = await invfix(folder, ['doctor', '--repair', 'exports']);
    expect(repaired.stdout).toContain('sound');
    expect(repaired.code).toBe(0);
    expect((await invfix(folder, ['scan', 'exports', '--json', '--all'])).stdout).toBe(before);
  });

  it('asks for the exports where the database no longer names them', async () => {
    truncateSync(join(folder, DATABASE), 9000);
    const { code, stderr } = await invfix(folder, ['doctor', '--repair']);
    expect(code).toBe(2);
    expect(stderr).toContain('invfix doctor --repair PATH');
  });

  it('keeps the fixes of a database that is sound, and leaves it alone', async () => {
    await invfix(folder, ['correct', '--write', 'fix.csv']);
    const { code, stderr } = await invfix(folder, ['doctor', '--repair']);
    expect(code).toBe(0);
    expect(stderr).toContain('nothing to repair');
    expect(JSON.parse((await invfix(folder, ['history', '--json'])).stdout).fixes).toHaveLength(1);
  });

  it('says what is no database of invfix, and what is not there yet', async () => {
    writeFileSync(join(folder, 'other.db'), 'something else entirely');
    const foreign = await invfix(folder, ['doctor', '--db', 'other.db']);
    expect([foreign.code, foreign.stdout.includes('not a database of invfix')]).toEqual([2, true]);
    const none = await invfix(folder, ['doctor', '--db', 'none.db']);
    expect([none.code, none.stdout.includes('none yet')]).toEqual([0, true]);
    expect((await invfix(folder, ['doctor', 'exports'])).code).toBe(2);
  });
});
