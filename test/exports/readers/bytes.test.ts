import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { openFile, pieces } from '../../../src/exports/readers/bytes.js';
import { openSource } from '../../../src/exports/readers/open.js';
import { told } from './sources.js';

const folder = mkdtempSync(join(tmpdir(), 'invfix-bytes-'));
afterAll(() => rmSync(folder, { recursive: true }));

describe('a file', () => {
  it('is read from any position, and from one to another', async () => {
    const path = join(folder, 'a.csv');
    writeFileSync(path, 'a;b\n1;2\n');
    const source = await openFile(path);
    expect(source.size).toBe(8);
    expect((await source.read(4, 100)).toString()).toBe('1;2\n');
    expect(await source.read(8, 1)).toHaveLength(0);
    const parts: string[] = [];
    for await (const piece of pieces(source, 2, 5)) parts.push(piece.toString());
    expect(parts.join('')).toBe('b\n1');
    expect((await openSource(source)).sort).toBe('table');
    await source.close();
  });

  it('that is not there is the system’s error', async () => {
    await expect(openFile(join(folder, 'no.csv'))).rejects.toMatchObject({ code: 'ENOENT' });
  });
});

describe('what holds no rows', () => {
  it.each([
    ['', 'empty', 'the file is empty'],
    [' \n\n', 'empty', 'the file holds nothing but blanks'],
    [Buffer.from([1, 0, 2]), 'binary', 'a binary file, not an export'],
    ['x'.repeat(200_000), 'binary', 'text, but no table: its first line does not end'],
    ['%PDF-1.7', 'binary', 'a PDF, not an export'],
    ['PAR1', 'binary', 'a Parquet file: export the table as CSV or JSON lines'],
    [Buffer.from('504b030414', 'hex'), 'damaged', 'an archive or a spreadsheet that is cut off'],
    [Buffer.from('d0cf11e0a1b11ae100', 'hex'), 'damaged', 'a spreadsheet that is damaged or cut off'],
    ['\n <html>', 'markup', 'a web page or XML: export it again, or save its table as .xlsx or CSV'],
  ])('%j is %s', async (content, sort, reason) => {
    expect(await told(content)).toEqual({ sort, reason });
  });
});
