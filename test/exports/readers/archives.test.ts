import { randomBytes } from 'node:crypto';
import { readdirSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { gzipSync } from 'node:zlib';
import { describe, expect, it } from 'vitest';
import type { Limits } from '../../../src/exports/readers/limits.js';
import { spooled, TooLarge } from '../../../src/exports/readers/spool.js';
import { sentenceOf } from '../../../src/words/said.js';
import { opened, told, workbook } from './sources.js';
import { zipOf } from './zips.js';

/** What an archive holds: `name: content`, or `name! refusal`. */
async function entries(content: Buffer, limits: Partial<Limits> = {}, name?: string): Promise<string[]> {
  const found = await opened(content, name, limits);
  if (found.sort !== 'archive') throw new Error('reason' in found ? sentenceOf(found.reason) : found.sort);
  const told: string[] = [];
  for await (const entry of found.entries()) {
    if ('refusal' in entry) {
      expect(entry.damaged).toBe(true);
      told.push(`${entry.name}! ${sentenceOf(entry.refusal)}`);
      continue;
    }
    told.push(`${entry.name}: ${(await entry.source.read(0, 100)).toString()}`);
    await entry.source.close();
  }
  return told;
}

const LARGE = { name: 'zeros.csv', content: Buffer.alloc(1 << 20) };

describe('a zip', () => {
  it.each([true, false])('gives its files one after the other (stored: %s)', async (stored) => {
    const files = [
      { name: 'a.csv', content: 'a;b\n1;2\n' },
      { name: 'folder/ação.csv', content: 'c\n' },
      { name: 'empty.csv' },
    ];
    expect(await entries(zipOf(files, stored))).toEqual([
      'a.csv: a;b\n1;2\n',
      'folder/ação.csv: c\n',
      'empty.csv: ',
    ]);
  });

  it('gives its files again when asked again', async () => {
    const found = await opened(zipOf([{ name: 'a', content: 'x' }]));
    if (found.sort !== 'archive') throw new Error(found.sort);
    for (let time = 0; time < 2; time++) {
      let count = 0;
      for await (const _ of found.entries()) count++;
      expect(count).toBe(1);
    }
  });

  it('leaves out folders and what systems put beside the files', async () => {
    const names = ['f/', '__MACOSX/a.csv', '.DS_Store', 'f/.hidden', '.git/config', 'f/a.csv'];
    expect(await entries(zipOf(names.map((name) => ({ name }))))).toEqual(['f/a.csv: ']);
  });

  it('names its files harmlessly', async () => {
    const names = ['../../etc/passwd', '/root.csv', 'C:\\x\\y.csv', 'a\u001b[2J\nb.csv', '..'];
    expect(await entries(zipOf(names.map((name) => ({ name }))))).toEqual([
      'etc/passwd: ',
      'root.csv: ',
      'C:/x/y.csv: ',
      'a [2J b.csv: ',
      'unnamed: ',
    ]);
  });

  it('tells when a file was changed: exactly with a zone, at the latest without', async () => {
    const times: (number | null)[] = [];
    const found = await opened(zipOf([{ name: 'a', seconds: 1_724_674_508 }, { name: 'b' }]));
    if (found.sort !== 'archive') throw new Error(found.sort);
    for await (const entry of found.entries()) if ('source' in entry) times.push(entry.modifiedAt);
    expect(times).toEqual([1_724_674_508_000, Date.UTC(2024, 8, 1, 24, 0, 0)]);
  });

  it('goes on after files that cannot be read', async () => {
    const told = await entries(
      zipOf([
        { name: 'locked', content: 'x', flags: 1 },
        { name: 'odd', content: 'x', method: 9 },
        { name: 'changed', content: 'x', checksum: 7 },
        { name: 'longer', content: 'xy', size: 1 },
        { name: 'shorter', content: 'x', size: 2 },
        { name: 'broken', content: 'x'.repeat(99), method: 0, size: 99 },
        { name: 'good', content: 'g' },
        { name: 'good', content: 'h' },
        { name: 'same', content: 'g', at: 6 },
      ]),
    );
    expect(told).toEqual([
      'locked! encrypted: unpack it with its password, and give invfix that',
      'odd! packed in a way invfix does not know: unpack it, and give invfix that',
      'changed! damaged: its bytes are not those that were packed',
      'longer! damaged: its size is not what the archive says',
      'shorter! damaged: its size is not what the archive says',
      'broken! damaged: its size is not what the archive says',
      'good: g',
      'good! the archive holds another file of the same name, which is read instead',
      'same! its bytes are also another file’s in the archive: it is not read',
    ]);
  });

  it('is damaged where its end is missing, and told so where its list is', async () => {
    const whole = zipOf([
      { name: 'a', content: 'x' },
      { name: 'b', content: 'y' },
    ]);
    expect(await opened(whole.subarray(0, -10))).toMatchObject({ sort: 'damaged' });
    const lost = '! its list of files is damaged or encrypted; some of its files are lost';
    const changed = Buffer.from(whole);
    changed[whole.lastIndexOf('PK\x01\x02')] = 0;
    expect(await entries(changed)).toEqual(['a: x', lost]);
    const fewer = Buffer.from(whole);
    fewer.writeUInt16LE(1, fewer.length - 12);
    expect(await entries(fewer)).toEqual(['a: x', lost]);
  });

  it('is empty without files', async () => {
    expect(await opened(zipOf([]))).toMatchObject({ sort: 'empty' });
  });
});

describe('a bomb', () => {
  const small = { name: 'a.csv', content: 'a' };

  it('is refused for its ratio', async () => {
    const told = await entries(zipOf([LARGE, small]), { ratioFrom: 1 << 16 });
    expect(told).toEqual([
      expect.stringMatching(/^zeros.csv! it unpacks to more than 250 times its size/),
      'a.csv: a',
    ]);
    // What it says of itself is enough: nothing is unpacked.
    expect(await entries(zipOf([{ ...small, size: 1 << 20 }]), { ratioFrom: 1 << 16 })).toEqual([
      expect.stringMatching(/^a.csv! it unpacks to more than 250 times its size/),
    ]);
  });

  it('is refused for its size, said or not', async () => {
    const limits = { entryBytes: 1 << 16 };
    const refusal = 'zeros.csv! larger than 64 KB when it is unpacked: it is not read';
    expect(await entries(zipOf([LARGE, small]), limits)).toEqual([refusal, 'a.csv: a']);
    expect(await entries(zipOf([{ ...LARGE, size: 10 }, small]), limits)).toEqual([
      'zeros.csv! damaged: its size is not what the archive says',
      'a.csv: a',
    ]);
    expect(await entries(gzipSync(LARGE.content), limits, 'zeros.csv.gz')).toEqual([refusal]);
  });

  it('is refused for what its files come to', async () => {
    const files = [LARGE, { ...LARGE, name: 'more.csv' }, small];
    expect(await entries(zipOf(files), { totalBytes: 3 << 19 })).toEqual([
      expect.stringMatching(/^zeros.csv: /),
      'more.csv! the archive unpacks to more than 2 MB: this is not read',
      'a.csv: a',
    ]);
  });

  it('is refused for the number of its files', async () => {
    const files = Array.from({ length: 12 }, (_, index) => ({ name: `${index}` }));
    const told = await entries(zipOf(files), { entries: 10 });
    expect(told).toHaveLength(11);
    expect(told.at(-1)).toBe('! it holds more than 10 files; the others are left out');
  });
});

describe('a .gz', () => {
  it('gives its one file, named by itself or after the archive', async () => {
    expect(await entries(gzipSync('a;b\n'), {}, '/x/orders.csv.gz')).toEqual(['orders.csv: a;b\n']);
    const named = gzipSync('a;b\n');
    named.writeUInt8(8, 3);
    const header = named.subarray(0, 10);
    const withName = Buffer.concat([header, Buffer.from('../own.csv\0'), named.subarray(10)]);
    expect(await entries(withName, {}, 'orders.gz')).toEqual(['own.csv: a;b\n']);
  });

  it('may have several members', async () => {
    const members = [gzipSync('a'), gzipSync('b'), Buffer.alloc(512)];
    expect(await entries(Buffer.concat(members), {}, 'x.gz')).toEqual(['x: ab']);
    const large = Array.from({ length: 40 }, (_, index) => gzipSync(randomBytes(20_000).fill(index, 0, 1)));
    expect(await entries(Buffer.concat(large), {}, 'x.gz')).toHaveLength(1);
    expect((await entries(Buffer.concat(large), {}, 'x.gz'))[0]).not.toContain('x!');
  });

  it.each([
    ['is cut off', gzipSync('a;b\n').subarray(0, -3), 'cut off in the middle'],
    ['is changed', gzipSync('a;b\n').fill(7, 12, 16), 'damaged: its bytes cannot be unpacked'],
    [
      'goes on with something else',
      Buffer.concat([gzipSync('a'), gzipSync('b').fill(0, 0, 1)]),
      'damaged: not all of it can be unpacked',
    ],
  ])('that %s is refused', async (_, content, refusal) => {
    expect(await entries(content, {}, 'x.gz')).toEqual([`x! ${refusal}`]);
  });
});

describe('an archive within an archive', () => {
  it('is opened like any other source', async () => {
    const inner = zipOf([{ name: 'book.xlsx', content: workbook('xlsx', { S: [['a'], ['1']] }) }]);
    const outer = await opened(zipOf([{ name: 'inner.zip', content: inner }]));
    if (outer.sort !== 'archive') throw new Error(outer.sort);
    for await (const entry of outer.entries()) {
      if (!('source' in entry)) throw new Error(sentenceOf(entry.refusal));
      const found = await opened(await entry.source.read(0, entry.source.size));
      expect(found.sort).toBe('archive');
    }
  });
});

describe('other archives', () => {
  it.each([
    ['7z', Buffer.from('377abcaf271c0004', 'hex')],
    ['RAR', Buffer.from('Rar!\x1a\x07\x01\0', 'latin1')],
    ['xz', Buffer.from('fd377a585a000004', 'hex')],
    ['Zstandard', Buffer.from('28b52ffd', 'hex')],
    ['bzip2', Buffer.from('BZh91AY')],
    ['tar', Buffer.concat([Buffer.from('orders.csv'), Buffer.alloc(247), Buffer.from('ustar\0')])],
  ])('%s: to be unpacked first', async (kind, content) => {
    expect(await told(content)).toMatchObject({ sort: 'binary', reason: expect.stringContaining(kind) });
  });
});

describe('a spool', () => {
  const pieces = async function* () {
    for (let piece = 0; piece < 100; piece++) yield Buffer.alloc(1000, piece);
  };

  it.each([1 << 20, 5000, 0])(
    'keeps a stream so that it can be read from anywhere (%i bytes in memory)',
    async (inMemory) => {
      const before = temporaryFiles();
      const source = await spooled(pieces(), 1 << 20, inMemory);
      expect(temporaryFiles()).toEqual(before);
      expect(source.size).toBe(100_000);
      expect([...(await source.read(41_999, 2))]).toEqual([41, 42]);
      expect(await source.read(99_999, 10)).toHaveLength(1);
      expect(await source.read(200_000, 10)).toHaveLength(0);
      await source.close();
    },
  );

  it.each([1 << 20, 5000])(
    'ends a stream that is larger than it may be (%i bytes in memory)',
    async (inMemory) => {
      await expect(spooled(pieces(), 50_000, inMemory)).rejects.toThrow(TooLarge);
    },
  );
});

function temporaryFiles(): string[] {
  return readdirSync(tmpdir()).filter((name) => name.startsWith('invfix-spool-'));
}
