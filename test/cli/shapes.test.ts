/** A store diagnosed from every shape its data comes in: the answer is the same, to the byte. */
import { mkdirSync, mkdtempSync, rmSync, utimesSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { toFiles } from '../world/exports.js';
import { settingsOf } from '../world/settings.js';
import { SHAPES, type ShapeFiles, type StoreTexts } from '../world/shapes.js';
import { simulate } from '../world/store.js';
import { invfix } from './program.js';

const SEED = 7;
const PLAIN = 'plain CSV';

let folder: string;
let texts: StoreTexts;
let plain: string;

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'invfix-shapes-'));
  const { store, exports } = settingsOf('authorized-live', SEED, { skus: 25, ordersPerDay: 9, days: 24 });
  const files = toFiles(simulate(store), exports);
  texts = {
    inventory: files.get('inventory.csv') ?? '',
    orders: files.get('orders.csv') ?? '',
    updates: files.get('inventory-updates.csv') ?? '',
  };
  plain = await diagnosisOf('plain', SHAPES[PLAIN]?.(texts) ?? new Map());
}, 60_000);
afterAll(() => rmSync(folder, { recursive: true, force: true }));

/** What `scan --json` says of the files, but for the files themselves. */
async function diagnosisOf(name: string, files: ShapeFiles): Promise<string> {
  const exports = join(folder, name);
  for (const [path, content] of files) {
    const file = join(exports, path);
    mkdirSync(dirname(file), { recursive: true });
    writeFileSync(file, content);
    const modifiedAt = new Date('2026-04-02T00:00:00Z');
    utimesSync(file, modifiedAt, modifiedAt);
  }
  const { code, stdout, stderr } = await invfix(folder, [
    'scan',
    name,
    '--all',
    '--json',
    '--db',
    `${name}.db`,
  ]);
  if (code !== 1) throw new Error(`seed ${SEED}, ${name}: exit code ${code}\n${stderr}`);
  const { files: _files, ...diagnosis } = JSON.parse(stdout);
  return JSON.stringify(diagnosis, null, 1);
}

it('tells of negative balances, most of them proven', () => {
  const { summary, balances } = JSON.parse(plain);
  expect(summary.negative).toBeGreaterThan(0);
  const proven = balances.filter((balance: { confidence: string }) => balance.confidence === 'proven');
  expect(proven.length).toBeGreaterThan(balances.length * 0.7);
});

describe.concurrent('the same store, given as', () => {
  for (const [name, shapeOf] of Object.entries(SHAPES)) {
    if (name === PLAIN) continue;
    it(name, async ({ expect: expectHere }) => {
      const given = await diagnosisOf(name.replace(/\W+/g, '-'), shapeOf(texts));
      expectHere(given).toBe(plain);
    }, 60_000);
  }
});
