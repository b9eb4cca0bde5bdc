/** Files with bytes changed, lost and put in at random: whatever they are then, reading them ends. */
import { gzipSync } from 'node:zlib';
import { describe, expect, it } from 'vitest';
import type { Opened } from '../../../src/exports/readers/open.js';
import { sentenceOf } from '../../../src/words/said.js';
import { createRandom, type Random } from '../../world/random.js';
import { opened, toldBy, workbook } from './sources.js';
import { zipOf } from './zips.js';

const ROWS = Array.from({ length: 120 }, (_, index) => [
  `sku ${index}`,
  index % 7,
  index % 3 === 0,
  `text "${index}"`,
]);
const TABLE = [['SkuId', 'Total', 'IsActive', 'Note'], ...ROWS];
const CSV = TABLE.map((row) => row.map((field) => `"${String(field).replace(/"/g, '""')}"`).join(';')).join(
  '\n',
);
const DOCUMENTS = ROWS.map(([sku, total, active, note]) => ({ sku, total, active, lines: [{ note }] }));

const SORTS: Readonly<Record<string, Buffer>> = {
  csv: Buffer.from(CSV),
  'JSON lines': Buffer.from(DOCUMENTS.map((document) => JSON.stringify(document)).join('\n')),
  'a JSON list': Buffer.from(JSON.stringify(DOCUMENTS)),
  'a JSON list in lines': Buffer.from(JSON.stringify(DOCUMENTS, null, 2)),
  xlsx: workbook('xlsx', { One: TABLE, Two: TABLE }),
  xls: workbook('xls', { One: TABLE, Two: TABLE }),
  zip: zipOf([
    { name: 'a.csv', content: CSV },
    { name: 'b.csv', content: CSV },
  ]),
  gz: gzipSync(CSV),
};
/** Sorts with checksums: either all is read, or it is told that something is missing. */
const CHECKED = ['xlsx', 'zip', 'gz'];
const FILES = 60;

/** Reads all of it. Something that is told to be wrong begins with '!'. */
async function readAll(found: Opened): Promise<string[]> {
  switch (found.sort) {
    case 'table':
      return found.table.top.length === 0 ? ['!'] : toldBy(found.table);
    case 'sheets': {
      const told = found.damage === null ? [] : ['!'];
      for (const sheet of found.sheets) if (sheet.top.length > 0) told.push(...(await toldBy(sheet)));
      return told.map((line) => (/^\d+!/.test(line) ? '!' : line));
    }
    case 'documents': {
      const told: string[] = [];
      await found.documents.read({
        document: (value) => told.push(JSON.stringify(value)) > 0,
        fault: () => told.push('!'),
        progress: (share) => expect(share).toBeLessThanOrEqual(1),
      });
      return told;
    }
    case 'archive': {
      const told: string[] = [];
      for await (const entry of found.entries()) {
        if ('refusal' in entry) {
          told.push('!');
          continue;
        }
        told.push((await entry.source.read(0, entry.source.size)).toString());
        await entry.source.close();
      }
      return told;
    }
    default:
      expect(sentenceOf(found.reason)).toMatch(/^\P{Cc}+$/u);
      return ['!'];
  }
}

function damaged(content: Buffer, random: Random): Buffer {
  const at = random.integer(0, content.length - 1);
  const length = Math.min(random.pick([1, 1, 4, 100]), content.length - at);
  const noise = Buffer.from(Array.from({ length }, () => random.integer(0, 255)));
  switch (random.pick(['change', 'change', 'lose', 'add', 'cut'])) {
    case 'change':
      return Buffer.concat([content.subarray(0, at), noise, content.subarray(at + length)]);
    case 'lose':
      return Buffer.concat([content.subarray(0, at), content.subarray(at + length)]);
    case 'add':
      return Buffer.concat([content.subarray(0, at), noise, content.subarray(at)]);
    default:
      return content.subarray(0, at);
  }
}

describe.each(Object.entries(SORTS))('%s, damaged', (sort, content) => {
  it(`${FILES} times is read to an end`, async () => {
    const whole = await readAll(await opened(content));
    expect(whole.length).toBeGreaterThan(0);
    for (let seed = 1; seed <= FILES; seed++) {
      const told = await readAll(await opened(damaged(content, createRandom(seed)), 'a.gz'));
      if (!CHECKED.includes(sort) || told.includes('!')) continue;
      expect(told, `seed ${seed}`).toEqual(whole);
    }
  });
});
