/**
 * Archives and documents cannot exhaust the machine: bombs, endless fields and rows, deep nesting, wide claims, and
 * what is no file are refused or streamed, within a bounded memory and time, with the reason.
 */
import { spawnSync } from 'node:child_process';
import {
  appendFileSync,
  mkdirSync,
  readFileSync,
  rmSync,
  symlinkSync,
  truncateSync,
  writeFileSync,
} from 'node:fs';
import { createServer } from 'node:net';
import { join } from 'node:path';
import { deflateRawSync, gzipSync } from 'node:zlib';
import { afterAll, expect, test } from 'vitest';
import { invfix, type Outcome } from '../cli/program.js';
import { writeSmallStore } from '../cli/small-store.js';
import { zipOf } from '../exports/readers/zips.js';
import { isFull, ownFolder, scaled, withFault, withstood } from './trying.js';

const MOST_MEGABYTES = 500;
const LONGEST_SECONDS = scaled(60, 300);
const MEGABYTE = 1 << 20;

const folder = ownFolder();
const HEADER = 'Order;ID_SKU;Quantity_SKU;Status raw value (temporary)\n';

/** Sparse: takes no room, and reads as zeros. */
function longField(path: string): void {
  writeFileSync(path, `${HEADER}v1;${'x'.repeat(8192)}`);
  truncateSync(path, scaled(100, 2048) * MEGABYTE);
}

function rowsOfNothing(path: string, row: string, all: number): void {
  writeFileSync(path, HEADER);
  const block = row.repeat(Math.floor(MEGABYTE / row.length));
  for (let megabytes = scaled(1, all); megabytes > 0; megabytes--) appendFileSync(path, block);
}

const zeros = Buffer.alloc(scaled(64, 512) * MEGABYTE);
const sheetOf = (xml: string): Buffer =>
  zipOf([
    {
      name: '[Content_Types].xml',
      content:
        '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Override PartName="/xl/workbook.xml" ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml"/><Override PartName="/xl/worksheets/sheet1.xml" ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.worksheet+xml"/></Types>',
    },
    {
      name: '_rels/.rels',
      content:
        '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="r1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument" Target="xl/workbook.xml"/></Relationships>',
    },
    {
      name: 'xl/workbook.xml',
      content:
        '<workbook xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main" xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"><sheets><sheet name="S" sheetId="1" r:id="r1"/></sheets></workbook>',
    },
    {
      name: 'xl/_rels/workbook.xml.rels',
      content:
        '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="r1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/worksheet" Target="worksheets/sheet1.xml"/></Relationships>',
    },
    {
      name: 'xl/worksheets/sheet1.xml',
      content: `<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main">${xml}</worksheet>`,
    },
  ]);
const text = (at: string, value: string) => `<c r="${at}" t="inlineStr"><is><t>${value}</t></is></c>`;

/** Makes a file that attacks; whether a reason must be told for it. */
const BOMBS: Readonly<
  Record<
    string,
    { readonly make: (path: string) => void; readonly name: string; readonly reason: RegExp | null }
  >
> = {
  'a flat zip bomb': {
    name: 'flat.zip',
    make: (path) => writeFileSync(path, zipOf([{ name: 'orders.csv', content: zeros }])),
    reason: /more than 250 times its size/,
  },
  'a gzip bomb': {
    name: 'bomb.csv.gz',
    make: (path) => writeFileSync(path, gzipSync(zeros)),
    reason: /more than 250 times its size/,
  },
  'a zip bomb that quotes a false size': {
    name: 'false.zip',
    make: (path) => writeFileSync(path, zipOf([{ name: 'orders.csv', content: zeros, size: 100 }])),
    reason: /its size is not what the archive says/,
  },
  'a nested zip bomb': {
    name: 'nested.zip',
    make(path) {
      let content = zipOf([{ name: 'orders.csv', content: zeros.subarray(0, 16 * MEGABYTE) }]);
      for (let depth = 0; depth < 5; depth++)
        content = zipOf(
          Array.from({ length: 10 }, (_, index) => ({ name: `${depth}-${index}.zip`, content })),
        );
      writeFileSync(path, content);
    },
    reason: /three levels down|times its size/,
  },
  'a gzip bomb in a gzip': {
    name: 'twice.gz',
    make: (path) => writeFileSync(path, gzipSync(gzipSync(zeros))),
    reason: /more than 250 times its size/,
  },
  'a field of 2 GB': { name: 'field.csv', make: longField, reason: /longer than|too long|megabyte/i },
  'a quoted field without end': {
    name: 'quoted.csv',
    make(path) {
      writeFileSync(path, `${HEADER}v1;"${'x'.repeat(8192)}`);
      const block = 'x;y\n'.repeat(MEGABYTE / 4);
      for (let megabytes = scaled(1, 16); megabytes > 0; megabytes--) appendFileSync(path, block);
    },
    reason: /orders|quoted.csv/,
  },
  'a million columns': {
    name: 'columns.csv',
    make: (path) =>
      writeFileSync(
        path,
        `${Array.from({ length: scaled(100_000, 1_000_000) }, (_, at) => `c${at}`).join(';')}\n1;2\n`,
      ),
    reason: /columns.csv/,
  },
  'a billion rows of nothing': {
    name: 'nothing.csv',
    make: (path) => rowsOfNothing(path, '\n', 1000),
    reason: null,
  },
  'rows of delimiters': {
    name: 'delimiters.csv',
    make: (path) => rowsOfNothing(path, ';;;\n', 64),
    reason: null,
  },
  'a hundred million arrays in arrays': {
    name: 'deep.json',
    make: (path) => writeFileSync(path, '['.repeat(scaled(4, 100) * MEGABYTE)),
    reason: /deep.json/,
  },
  'a million objects in objects': {
    name: 'objects.json',
    make: (path) => writeFileSync(path, '{"items":'.repeat(scaled(1, 10) * 100_000)),
    reason: /objects.json/,
  },
  'a spreadsheet that claims 17 billion cells': {
    name: 'wide.xlsx',
    make: (path) =>
      writeFileSync(
        path,
        sheetOf(
          `<dimension ref="A1:XFD1048576"/><sheetData><row r="1">${text('A1', 'SkuId')}${text('B1', 'TotalQuantity')}${text('XFD1', 'ReservedQuantity')}</row><row r="1048576">${text('A1048576', '7')}${text('B1048576', '1')}${text('XFD1048576', '0')}</row></sheetData>`,
        ),
      ),
    reason: null,
  },
  'a spreadsheet full of one repeated cell': {
    name: 'cells.xlsx',
    make: (path) =>
      writeFileSync(
        path,
        sheetOf(
          `<sheetData><row r="1">${text('A1', 'SkuId')}</row>${'<row/>'.repeat(scaled(300_000, 4_000_000))}</sheetData>`,
        ),
      ),
    reason: /cells.xlsx/,
  },
  'entities in entities': {
    name: 'entities.xlsx',
    make: (path) =>
      writeFileSync(
        path,
        zipOf([
          {
            name: 'xl/workbook.xml',
            content: `<!DOCTYPE a [<!ENTITY a "aaaaaaaaaa">${Array.from({ length: 9 }, (_, at) => `<!ENTITY ${String.fromCharCode(98 + at)} "${`&${String.fromCharCode(97 + at)};`.repeat(10)}">`).join('')}]><workbook>&j;</workbook>`,
          },
          { name: '[Content_Types].xml', content: '<Types/>' },
        ]),
      ),
    reason: /entities.xlsx/,
  },
};

/** What each attack took. */
const took: { readonly megabytes: number; readonly seconds: number }[] = [];
afterAll(() => {
  if (took.length === 0) return;
  const most = Math.max(...took.map(({ megabytes }) => megabytes));
  const longest = Math.max(...took.map(({ seconds }) => seconds));
  withstood(
    'bombs',
    `all ${took.length}: at most ${Math.round(most)} MB of ${MOST_MEGABYTES}, and ${longest.toFixed(0)} s of ${LONGEST_SECONDS}`,
  );
});

/** Scans a folder into a database of its own, and holds what it takes to the bounds. */
async function measuredScan(name: string, exports: string): Promise<Outcome> {
  const peak = join(folder, 'peak');
  rmSync(peak, { force: true });
  const start = performance.now();
  const args = ['scan', exports, '--fresh', '--verbose', '--db', join(folder, 'x.db')];
  const outcome = await invfix(folder, args, withFault(`peak:${peak}`));
  const seconds = (performance.now() - start) / 1000;
  const megabytes = Number(readFileSync(peak, 'utf8')) / 1024;
  expect(megabytes, name).toBeGreaterThan(20);
  expect(megabytes, `${name}: ${Math.round(megabytes)} MB`).toBeLessThan(MOST_MEGABYTES);
  expect(seconds, name).toBeLessThan(LONGEST_SECONDS);
  took.push({ megabytes, seconds });
  withstood('bombs', `${name}: ${Math.round(megabytes)} MB, ${seconds.toFixed(1)} s`);
  return outcome;
}

test.each(Object.entries(BOMBS))(
  '%s',
  async (name, { name: file, make, reason }) => {
    const exports = join(folder, file.replace(/\W/g, '-'));
    writeSmallStore(exports);
    make(join(exports, file));
    const { code, stdout, stderr } = await measuredScan(name, exports);
    rmSync(exports, { recursive: true });
    // The store beside it is read all the same.
    expect([1, 3], stderr).toContain(code);
    expect(stdout).toContain('100123');
    if (reason !== null) expect((stdout + stderr).replace(/\s+/g, ' ')).toMatch(reason);
  },
  1000 * LONGEST_SECONDS + 60_000,
);

test('what is no file in the folder, and links that lead in circles', async () => {
  const exports = join(folder, 'odd');
  writeSmallStore(exports);
  mkdirSync(join(exports, 'within'));
  symlinkSync('loop-b', join(exports, 'loop-a'));
  symlinkSync('loop-a', join(exports, 'loop-b'));
  symlinkSync('..', join(exports, 'within', 'up'));
  symlinkSync('/dev/zero', join(exports, 'zero.csv'));
  symlinkSync('/dev/stdin', join(exports, 'stdin.csv'));
  symlinkSync('nowhere', join(exports, 'nowhere.csv'));
  expect(spawnSync('mkfifo', [join(exports, 'fifo.csv')]).status).toBe(0);
  const server = createServer().listen(join(exports, 'socket.csv'));
  try {
    const { code, stdout } = await measuredScan('links in circles, a FIFO, a socket, devices', exports);
    expect(code).toBe(3);
    expect(stdout).toContain('100123');
    expect(stdout.match(/not a regular file/g)?.length).toBeGreaterThanOrEqual(3);
    expect(stdout).toContain('a link that leads to itself');
    for (const name of ['fifo.csv', 'zero.csv']) {
      const alone = await invfix(folder, ['scan', join(exports, name), '--db', join(folder, 'none.db')]);
      expect(alone.code, alone.stderr).toBe(2);
    }
  } finally {
    server.close();
  }
}, 60_000);

test('what the attacks are made of is what they say', () => {
  expect(deflateRawSync(zeros.subarray(0, MEGABYTE)).length).toBeLessThan(2048);
  expect(zeros.length).toBe((isFull ? 512 : 64) * MEGABYTE);
});
