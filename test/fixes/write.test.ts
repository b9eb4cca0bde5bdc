import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { UserError } from '../../src/errors.js';
import { writeWhole } from '../../src/fixes/index.js';

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'invfix-write-'));
});
afterEach(() => {
  rmSync(folder, { recursive: true, force: true });
});

function* failing(): Generator<string> {
  yield 'half';
  throw new Error('stop');
}

describe('writing a file', () => {
  it('writes it whole and leaves nothing beside it', () => {
    writeWhole(join(folder, 'fix.csv'), ['a\n', 'é\n'], false);
    expect(readFileSync(join(folder, 'fix.csv'), 'utf8')).toBe('a\né\n');
    expect(readdirSync(folder)).toEqual(['fix.csv']);
  });

  it('writes nothing at all when it fails half-way', () => {
    writeFileSync(join(folder, 'fix.csv'), 'old');
    expect(() => writeWhole(join(folder, 'fix.csv'), failing(), true)).toThrow('stop');
    expect(readFileSync(join(folder, 'fix.csv'), 'utf8')).toBe('old');
    expect(readdirSync(folder)).toEqual(['fix.csv']);
  });

  it('never replaces a file unless forced', () => {
    writeFileSync(join(folder, 'fix.csv'), 'old');
    expect(() => writeWhole(join(folder, 'fix.csv'), ['new'], false)).toThrow(UserError);
    expect(readFileSync(join(folder, 'fix.csv'), 'utf8')).toBe('old');
    writeWhole(join(folder, 'fix.csv'), ['new'], true);
    expect(readFileSync(join(folder, 'fix.csv'), 'utf8')).toBe('new');
  });

  it('refuses a folder that does not exist, and a target that is no file', () => {
    expect(() => writeWhole(join(folder, 'no', 'fix.csv'), ['x'], false)).toThrow(/There is no folder/);
    mkdirSync(join(folder, 'dir'));
    expect(() => writeWhole(join(folder, 'dir'), ['x'], true)).toThrow(/not an ordinary file/);
  });
});
