/**
 * Damaged exports in every shape: whatever happens to one file, reading never crashes or hangs, and a
 * balance whose records changed or went missing is never diagnosed as if nothing had happened.
 */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { filesBelow } from '../src/exports/index.js';
import type { SkuRecords } from '../src/ledger/records.js';
import { loadExports, StoreBuilder, warningsOf } from '../src/store/index.js';
import { sentenceOf } from '../src/words/said.js';
import { written } from './store/stores.js';
import { toFiles } from './world/exports.js';
import { createRandom, type Random } from './world/random.js';
import { settingsOf } from './world/settings.js';
import { SHAPES, type ShapeFiles, type StoreTexts } from './world/shapes.js';
import { simulate } from './world/store.js';

const FILES = 200;
const FIRST_SEED = 1;

/** What can happen to a file; `text` needs lines. */
const DAMAGES = {
  cut: (content: Buffer, random: Random) => content.subarray(0, random.integer(0, content.length - 1)),
  flip(content: Buffer, random: Random) {
    const damaged = Buffer.from(content);
    for (let times = random.integer(1, 8); times > 0; times--) {
      const at = random.integer(0, damaged.length - 1);
      damaged[at] = (damaged[at] ?? 0) ^ (1 << random.integer(0, 7));
    }
    return damaged;
  },
  'lose bytes'(content: Buffer, random: Random) {
    const from = random.integer(0, content.length - 1);
    const to = Math.min(content.length, from + random.integer(1, 200));
    return Buffer.concat([content.subarray(0, from), content.subarray(to)]);
  },
  'shorten rows'(content: Buffer, random: Random) {
    const lines = content.toString('latin1').split('\n');
    const some = lines.map((line) =>
      random.chance(0.05) ? line.slice(0, random.integer(0, line.length)) : line,
    );
    return Buffer.from(some.join('\n'), 'latin1');
  },
  'shuffle columns'(content: Buffer, random: Random) {
    const lines = content.toString('latin1').split('\n');
    const some = lines.map((line, index) => {
      if (index === 0 || random.chance(0.95)) return line;
      const fields = line.split(';');
      return [...fields.slice(1), fields[0] ?? ''].join(';');
    });
    return Buffer.from(some.join('\n'), 'latin1');
  },
} as const;
type Damage = keyof typeof DAMAGES;

/** Shapes whose format tells of every changed byte. */
const CHECKED = ['xlsx workbooks', 'sheets of one workbook', 'zip', 'zip in a zip', 'gz', 'xls in a zip'];

let folder: string;
let texts: StoreTexts;
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'invfix-damage-'));
  const { store, exports } = settingsOf('authorized-live', 3, { skus: 8, ordersPerDay: 5, days: 10 });
  const files = toFiles(simulate(store), exports);
  texts = {
    inventory: files.get('inventory.csv') ?? '',
    orders: files.get('orders.csv') ?? '',
    updates: files.get('inventory-updates.csv') ?? '',
  };
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

interface Loaded {
  /** Each SKU's records as text. */
  readonly records: ReadonlyMap<string, string>;
  /** How many facts there are. */
  readonly facts: number;
  /** Something is said: a file, a row, or a warning about the whole. */
  readonly said: string[];
}

async function loaded(name: string, files: ShapeFiles): Promise<Loaded> {
  const exports = join(folder, name);
  written(exports, Object.fromEntries(files));
  const builder = StoreBuilder.create(join(folder, `${name}.db`));
  try {
    await loadExports(filesBelow([exports]), builder, { dateOrder: 'dmy' });
    builder.finishLoading();
    const skus = [...builder.skus()];
    return {
      records: new Map(skus.map((records) => [records.sku, JSON.stringify(records)])),
      facts: skus.reduce((sum, records) => sum + factsOf(records), 0),
      said: [
        ...builder
          .files()
          .flatMap(({ path, reason }) => (reason === null ? [] : [`${path}: ${sentenceOf(reason)}`])),
        ...builder.problems().map(({ code }) => code),
        ...warningsOf(builder).map(({ code }) => code),
      ],
    };
  } finally {
    builder.discard();
    rmSync(exports, { recursive: true, force: true });
  }
}

function factsOf({ balances, lines, reservations }: SkuRecords): number {
  const updates = balances.reduce((sum, balance) => sum + balance.updates.length, 0);
  return balances.length + lines.length + reservations.length + updates;
}

/** Nothing but whole lines is gone, or all that follows a line cut in its last field: nobody can tell. */
function leavesNoTrace(content: Buffer, damaged: Buffer): boolean {
  const fields = (line: string): number => line.split(';').length;
  const lines = content.toString('latin1').split('\n');
  const known = new Set(lines);
  const left = damaged.toString('latin1').split('\n');
  const last = left.pop() ?? '';
  const isLastKnown =
    last === '' || lines.some((line) => line.startsWith(last) && fields(line) === fields(last));
  return isLastKnown && left.every((line) => known.has(line));
}

test(`${FILES} damaged files are read without a crash, and what they lose is said`, async () => {
  const shapes = Object.keys(SHAPES);
  const whole = new Map<string, Loaded>();
  for (let seed = FIRST_SEED; seed < FIRST_SEED + FILES; seed++) {
    const random = createRandom(seed);
    const shape = shapes[seed % shapes.length] ?? '';
    const files = new Map(SHAPES[shape]?.(texts));
    const before = whole.get(shape) ?? (await loaded('whole', files));
    whole.set(shape, before);
    const names = [...files.keys()];
    const name = random.pick(names);
    const content = Buffer.from(files.get(name) ?? '');
    const isText = !content.includes(0);
    const kinds = (Object.keys(DAMAGES) as Damage[]).slice(0, isText ? 5 : 3);
    const damage = random.pick(kinds);
    const damaged = DAMAGES[damage](content, random);
    if (damaged.equals(content) || (isText && leavesNoTrace(content, damaged))) continue;
    files.set(name, damaged);
    const after = await loaded('damaged', files);

    const context = `seed ${seed}: ${shape}, ${name}, ${damage}; said: ${after.said.join(', ')}`;
    const news = after.said.filter((word) => !before.said.includes(word));
    if (news.length > 0) continue;
    const changed = [...before.records].filter(([sku, records]) => after.records.get(sku) !== records);
    // A digit that became another one cannot be noticed; a record that is no longer there can.
    const mayChange = damage !== 'shuffle columns' && !CHECKED.includes(shape);
    expect(after.facts, context).toBe(before.facts);
    if (!mayChange)
      expect(
        changed.map(([sku]) => sku),
        context,
      ).toEqual([]);
  }
}, 240_000);
