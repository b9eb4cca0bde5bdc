import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { leftBehind } from '../../src/fixes/index.js';

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'invfix-left-'));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

/** What is left behind where these files stand and a fix named `target` has just written those. */
function left(standing: readonly string[], target: string, written: readonly string[]): string[] {
  for (const name of [...standing, ...written]) writeFileSync(join(folder, name), '');
  const files = written.map((name) => ({ path: join(folder, name), pieces: [] }));
  return leftBehind(join(folder, target), files).map((path) => basename(path));
}

it('finds the higher numbers of a larger fix, in their order', () => {
  const standing = ['fix-10.csv', 'fix-4.csv', 'fix-3.csv'];
  expect(left(standing, 'fix.csv', ['fix-1.csv', 'fix-2.csv', 'fix-3.csv'])).toEqual([
    'fix-4.csv',
    'fix-10.csv',
  ]);
});

it('finds the one file where there are several now, and the several where there is one', () => {
  expect(left(['fix.csv'], 'fix.csv', ['fix-1.csv', 'fix-2.csv'])).toEqual(['fix.csv']);
  expect(left([], 'fix.csv', ['fix.csv'])).toEqual(['fix-1.csv', 'fix-2.csv']);
});

it('finds what was zipped, or is zipped now', () => {
  expect(left(['fix.zip', 'fix-2.zip'], 'fix.xls', ['fix.xls'])).toEqual(['fix.zip', 'fix-2.zip']);
  expect(left([], 'fix.xls', ['fix.zip'])).toEqual(['fix.xls', 'fix-2.zip']);
});

it('takes nothing else for a part of it', () => {
  const others = ['fix-2026.csv', 'fix-01.csv', 'fix-1.erp.csv', 'fix.erp.csv', 'prefix-1.csv', 'fix-a.csv'];
  mkdirSync(join(folder, 'fix-1.csv'));
  expect(left([...others, 'fix-1.csv.bak', 'fixes-1.csv'], 'fix.csv', ['fix.csv'])).toEqual([]);
});
