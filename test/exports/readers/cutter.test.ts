/** Cutting gives what csv-parse alone gives: on its own test files, on random ones, and on damaged ones. */
import { readdirSync, readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { describe, expect, it } from 'vitest';
import type { CutCells } from '../../../src/exports/readers/cutter.js';
import type { RowHandler, Table } from '../../../src/exports/readers/table.js';
import { sentenceOf } from '../../../src/words/said.js';
import { createRandom, type Random } from '../../world/random.js';
import { openedTable } from './sources.js';

interface Told {
  readonly told: string[];
  /** Rows that came with the wanted cells alone. */
  readonly cut: number;
}

/** What a handler is told of some columns; `isCutting`: it asks for those alone. */
async function toldOf(table: Table, wanted: readonly number[], isCutting: boolean): Promise<Told> {
  const told: string[] = [];
  let cut = 0;
  // Blanks around a cell are not the reader's to judge: whoever takes it trims it.
  const row = (cells: readonly string[], line: number): boolean => {
    told.push(JSON.stringify([line, ...cells.map((cell) => cell.trim())]));
    return true;
  };
  const handler: RowHandler = {
    row: (fields, line) =>
      row(
        wanted.map((column) => fields[column] ?? ''),
        line,
      ),
    fault: (fault, line, reason) => told.push(`${line} ${fault}: ${sentenceOf(reason)}`),
    progress() {},
  };
  const cells = (found: CutCells, line: number): boolean => {
    cut += 1;
    return row(
      wanted.map((_, place) => found.text(place)),
      line,
    );
  };
  await table.read(0, isCutting ? { ...handler, wanted, cells } : handler);
  return { told, cut };
}

/** Reads both ways and expects the same; how many rows were cut, of how many. */
async function compared(
  content: Buffer | string,
  wanted?: readonly number[],
): Promise<[cut: number, all: number]> {
  const table = await openedTable(content);
  const width = table.top[0]?.length ?? 0;
  // Of wide tables few, so that there is much to be passed over.
  const every = width < 10 ? 2 : 7;
  const columns =
    wanted ?? Array.from({ length: width }, (_, column) => column).filter((column) => column % every === 0);
  const [cutting, parsing] = [await toldOf(table, columns, true), await toldOf(table, columns, false)];
  expect(cutting.told).toEqual(parsing.told);
  return [cutting.cut, parsing.told.length];
}

function cellOf(random: Random, delimiter: string): string {
  const kind = random.integer(0, 11);
  if (kind <= 4) return String(random.integer(0, 99_999));
  if (kind === 5) return '';
  if (kind === 6)
    return `"${random.pick(['a', 'São', '12" tube', `x${delimiter}y`, 'two\nlines', 'two\r\nlines', '']).replaceAll('"', '""')}"`;
  if (kind === 7) return random.pick(['ação', '€ 5', '日本', 'ñ', '😀']);
  if (kind === 8) return random.pick([' 1', '2 ', ' ', ' "3"', '"4" ', '="0012"', '12" tube', '"']);
  if (kind === 9) return random.pick(['Total', 'total geral', 'Subtotal:', 'Grand total']);
  return random.pick(['wh_1', 'BRL', 'invoiced', 'a'.repeat(random.integer(1, 80))]);
}

/** A file of random rows; in `tame` ones nearly every row is as it should be. */
function fileOf(random: Random, tame: boolean): string {
  const delimiter = random.pick([';', ',', '\t', '|']);
  const ending = random.pick(['\n', '\r\n']);
  const width = random.chance(0.3) ? random.integer(20, 60) : random.integer(2, 9);
  const lines = [Array.from({ length: width }, (_, column) => `col${column}`).join(delimiter)];
  const rows = random.integer(1, 60);
  for (let row = 0; row < rows; row++) {
    const odd = random.chance(tame ? 0.03 : 0.3);
    const length = odd && random.chance(0.3) ? random.integer(1, width + 2) : width;
    const cells = Array.from({ length }, () =>
      odd ? cellOf(random, delimiter) : String(random.integer(0, 999)),
    );
    lines.push(odd && random.chance(0.1) ? '' : cells.join(delimiter));
    if (random.chance(0.01)) lines.push(lines[0] ?? '');
  }
  return lines.join(ending) + (random.chance(0.8) ? ending : '');
}

/** Bytes after the header changed, put in and lost. */
function damaged(random: Random, content: Buffer): Buffer {
  const header = content.indexOf(10) + 1;
  let bytes = Buffer.from(content);
  for (let times = random.integer(1, 4); times > 0; times--) {
    const at = random.integer(Math.min(header, bytes.length - 1), bytes.length - 1);
    const byte = random.pick([34, 34, 10, 13, 59, 44, 0x80, 0xe3, 9, random.integer(1, 255)]);
    const way = random.integer(0, 2);
    if (way === 0) bytes[at] = byte;
    else if (way === 1) bytes = Buffer.concat([bytes.subarray(0, at), Buffer.of(byte), bytes.subarray(at)]);
    else bytes = Buffer.concat([bytes.subarray(0, at), bytes.subarray(at + 1)]);
  }
  return bytes;
}

describe('cutting the wanted cells out of CSV', () => {
  const spectrum = join(dirname(createRequire(import.meta.url).resolve('csv-spectrum')), 'csvs');

  it.each(readdirSync(spectrum))('gives what csv-parse gives: %s of csv-spectrum', async (name) => {
    await compared(readFileSync(join(spectrum, name)));
  });

  it('gives what csv-parse gives, on 400 random files', async () => {
    let [cut, all] = [0, 0];
    for (let seed = 0; seed < 400; seed++) {
      const random = createRandom(seed);
      const content = fileOf(random, seed % 2 === 0);
      const encoded =
        seed % 5 === 4 ? Buffer.from(content.replace(/[^\n-ÿ]/g, '?'), 'latin1') : Buffer.from(content);
      const counts = await compared(encoded).catch((error: unknown) => {
        throw new Error(`seed ${seed}`, { cause: error });
      });
      cut += counts[0];
      all += counts[1];
    }
    // Else the comparison would be of csv-parse with itself.
    expect(cut).toBeGreaterThan(all / 2);
    expect(cut).toBeLessThan(all);
  });

  it('gives what csv-parse gives, on 400 damaged files', async () => {
    for (let seed = 1000; seed < 1400; seed++) {
      const random = createRandom(seed);
      const content = damaged(random, Buffer.from(fileOf(random, true)));
      await compared(content).catch((error: unknown) => {
        throw new Error(`seed ${seed}`, { cause: error });
      });
    }
  });

  it('goes on cutting after a row it left to csv-parse', async () => {
    const row = `1;${'x'.repeat(60)};2\n`;
    const content = `a;b;c\n${row.repeat(2000)}1;12" tube;2\n${row.repeat(4000)}`;
    const [cut, all] = await compared(content, [0, 2]);
    expect(all).toBe(6001);
    expect(cut).toBeGreaterThan(5000);
  });

  it('counts lines as an editor does, whatever was cut before', async () => {
    const table = await openedTable('a;b\n1;"x\ny"\n\n2;3\r\n"4";"5"\n6;7;8;9\n');
    const { told } = await toldOf(table, [0], true);
    expect(told).toEqual(['[2,"1"]', '[5,"2"]', '[6,"4"]', '7 columns: 4 columns where the header has 2']);
  });

  it('reads rows that are longer than a block, and leaves those longer than a megabyte out', async () => {
    const long = `1;"${'x'.repeat(700_000)}"\n`;
    const longer = `2;"${'x'.repeat(1_200_000)}"\n`;
    const table = await openedTable(`a;b\n${long}${long}${longer}3;y\n`);
    const { told } = await toldOf(table, [0], true);
    expect(told.filter((one) => one.startsWith('['))).toEqual(['[2,"1"]', '[3,"1"]', '[5,"3"]']);
    expect(told).toEqual((await toldOf(table, [0], false)).told);
  });
});
