import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { UserError } from '../../src/errors.js';
import { beginWhole, writeAllWhole } from '../../src/fixes/index.js';

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'invfix-write-'));
});
afterEach(() => {
  rmSync(folder, { recursive: true, force: true });
});

function writeWhole(path: string, pieces: Iterable<string>, force: boolean): void {
  writeAllWhole([{ path, pieces }], force);
}

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

  it('writes several files all or none', () => {
    const [a, b] = [join(folder, 'a.csv'), join(folder, 'b.csv')];
    expect(() =>
      writeAllWhole(
        [
          { path: a, pieces: ['a'] },
          { path: b, pieces: failing() },
        ],
        false,
      ),
    ).toThrow('stop');
    writeFileSync(b, 'old');
    expect(() =>
      writeAllWhole(
        [
          { path: a, pieces: ['a'] },
          { path: b, pieces: ['b'] },
        ],
        false,
      ),
    ).toThrow('exists already');
    expect(readdirSync(folder)).toEqual(['b.csv']);
    expect(readFileSync(b, 'utf8')).toBe('old');
  });

  it('takes back the first where the second cannot be put in its place', () => {
    const [a, b] = [join(folder, 'a.csv'), join(folder, 'b.csv')];
    const appearing = function* (): Generator<string> {
      writeFileSync(b, 'theirs');
      yield 'mine';
    };
    expect(() =>
      writeAllWhole(
        [
          { path: a, pieces: ['a'] },
          { path: b, pieces: appearing() },
        ],
        false,
      ),
    ).toThrow('exists already');
    expect(readdirSync(folder)).toEqual(['b.csv']);
    expect(readFileSync(b, 'utf8')).toBe('theirs');
  });

  it('lets the owner and the group read, and nobody else', () => {
    writeWhole(join(folder, 'fix.csv'), ['a'], false);
    expect(statSync(join(folder, 'fix.csv')).mode & 0o777 & ~0o640).toBe(0);
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

describe('writing a file little by little', () => {
  it('puts it in its place when it is finished, and not before', () => {
    const file = beginWhole(join(folder, 'page.html'), false);
    file.write('one ');
    expect(readdirSync(folder)).not.toContain('page.html');
    file.write('é');
    file.finish();
    file.discard();
    expect(readFileSync(join(folder, 'page.html'), 'utf8')).toBe('one é');
    expect(readdirSync(folder)).toEqual(['page.html']);
    expect(statSync(join(folder, 'page.html')).mode & 0o777 & ~0o640).toBe(0);
  });

  it('leaves nothing when it is discarded, and what stood there as it was', () => {
    writeFileSync(join(folder, 'page.html'), 'old');
    const file = beginWhole(join(folder, 'page.html'), true);
    file.write('half');
    file.discard();
    expect(readFileSync(join(folder, 'page.html'), 'utf8')).toBe('old');
    expect(readdirSync(folder)).toEqual(['page.html']);
  });

  it('never replaces a file that appears meanwhile, unless forced', () => {
    const file = beginWhole(join(folder, 'page.html'), false);
    file.write('mine');
    writeFileSync(join(folder, 'page.html'), 'theirs');
    expect(() => file.finish()).toThrow('exists already');
    file.discard();
    expect(readFileSync(join(folder, 'page.html'), 'utf8')).toBe('theirs');
    expect(readdirSync(folder)).toEqual(['page.html']);
    expect(() => beginWhole(join(folder, 'page.html'), false)).toThrow('exists already');
  });
});
