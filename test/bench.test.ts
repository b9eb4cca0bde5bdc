/** The exports that the bench makes are what it takes them for: full width, consistent, and their truth true. */
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { storyOf } from '../bench/balance.js';
import { exportsIn } from '../bench/data.js';
import { phasesIn, scanAnswer } from '../bench/programs.js';
import { isOutlet, lifeOf, orderOf, planOf, skuOf, stateOf } from '../bench/store.js';
import { check, medianOf } from '../bench/turns.js';
import { invfix } from './cli/program.js';

/** Large enough for the threads that read and diagnose. */
const SIZE = { lines: 6000, balances: 4500, seed: 8 };

let folder = '';
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'invfix-bench-test-'));
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const made = (name: string, size = SIZE) => exportsIn(join(folder, name), size, false);

const text = (paths: readonly string[]) => paths.map((path) => readFileSync(path, 'utf8')).join('');

describe('the exports of the bench', () => {
  test('invfix finds what is true of every balance', async () => {
    const { orders, inventory, updates, truth } = made('store');
    const { code, stdout } = await invfix(folder, ['scan', ...orders, inventory, updates, '--json', '--all']);
    expect(code).toBe(1);
    const document: {
      summary: { negative: number; unitsShort: number };
      balances: { sku: string; available: number; pending: number; corrected: number; confidence: string }[];
    } = JSON.parse(stdout);
    expect(document.summary).toMatchObject({ negative: truth.negative, unitsShort: truth.unitsShort });
    expect(truth.negative).toBeGreaterThan(2);

    const plan = planOf(SIZE);
    const stories = Array.from({ length: SIZE.balances }, (_, balance) => {
      const { inStock, reserved, pending, corrected } = storyOf(SIZE, plan, balance);
      return { sku: skuOf(balance), available: inStock - reserved, pending, corrected };
    });
    expect(document.balances).toHaveLength(stories.length);
    const said = new Map(document.balances.map((balance) => [balance.sku, balance]));
    let lower = 0;
    for (const { sku, available, pending, corrected } of stories) {
      const balance = said.get(sku);
      expect(balance).toMatchObject({ sku, available, pending });
      if (balance?.corrected === corrected) continue;
      // Where several counts fit, the lowest is taken.
      expect(balance?.corrected, sku).toBeLessThan(corrected);
      expect(balance?.confidence, sku).toBe('likely');
      lower += 1;
    }
    expect(lower / stories.length).toBeLessThan(0.02);

    const negative = document.balances.filter(({ available }) => available < 0);
    check('invfix', scanAnswer(JSON.stringify({ balances: negative })), truth);
  });

  test('rows have the full width of the report, quoted where they must be', () => {
    const { orders, bytes } = made('store');
    const report = text(orders);
    expect(bytes.orders / SIZE.lines).toBeGreaterThan(650);
    expect(bytes.orders / SIZE.lines).toBeLessThan(800);
    expect(report.slice(0, report.indexOf('\r\n')).split(';')).toHaveLength(93);
    expect(report).toContain('"apto 3\nbloco ""B"""');
    expect(report.match(/^Marketplace;v/gm)).toHaveLength(SIZE.lines);
  });

  test('one order line in twenty is written off early, one in seven is pending', () => {
    const size = { lines: 20_000, balances: 20_000, seed: 3 };
    const plan = planOf(size);
    const lines = Array.from({ length: size.lines }, (_, line) => line);
    const early = lines.filter((line) => isOutlet(plan.balanceOfLine[line] ?? 0));
    expect(early.length / size.lines).toBeCloseTo(0.05, 1.5);
    const pending = lines.filter((line) =>
      ['payment-approved', 'ready-for-handling'].includes(stateOf(lifeOf(size, orderOf(line))).status),
    );
    expect(pending.length / size.lines).toBeGreaterThan(0.12);
    expect(pending.length / size.lines).toBeLessThan(0.18);
  });

  test('each balance has about three updates, each from where the one before ended', () => {
    const size = { lines: 2000, balances: 2000, seed: 3 };
    const { truth, updates } = made('updates', size);
    expect(truth.updates / size.balances).toBeGreaterThan(3);
    expect(truth.updates / size.balances).toBeLessThan(3.5);
    const last = new Map<string, string>();
    for (const row of text([updates]).trim().split('\r\n').slice(1)) {
      const [sku = '', , , , before = '', after = ''] = row.split(';');
      expect(before).toBe(last.get(sku) ?? '0');
      last.set(sku, after);
    }
    expect(last.size).toBe(size.balances);
  });

  test('the seed decides everything', () => {
    const again = join(folder, 'again');
    const first = made('store');
    exportsIn(again, SIZE, false);
    expect(text(exportsIn(again, SIZE, true).orders)).toBe(text(first.orders));
    expect(text(exportsIn(again, { ...SIZE, seed: SIZE.seed + 1 }, false).orders)).not.toBe(
      text(first.orders),
    );
  });

  test('exports of the same size are used again, a folder of others is left alone', () => {
    const { inventory, truth } = made('reused');
    writeFileSync(inventory, 'changed');
    expect(made('reused').truth).toEqual(truth);
    expect(readFileSync(inventory, 'utf8')).toBe('changed');
    const others = mkdtempSync(join(folder, 'others-'));
    writeFileSync(join(others, 'mine.txt'), 'mine');
    expect(() => exportsIn(others, SIZE, true)).toThrow('holds files that the bench did not make');
  });
});

describe('the figures of the bench', () => {
  test('a wrong answer is named', () => {
    const { truth } = made('store');
    const { negative, pendingUnits } = truth;
    expect(() => check('other', { negative: negative + 1, pendingUnits }, truth)).toThrow('negative is');
    expect(() => check('other', { negative, pendingUnits: pendingUnits - 1 }, truth)).toThrow(
      'pendingUnits is',
    );
    const [sku = '', right = 0] = Object.entries(truth.corrected)[0] ?? [];
    for (const [corrected, confidence] of [
      [right + 1, 'likely'],
      [right - 1, 'proven'],
    ] as const) {
      const corrections = [{ sku, corrected, confidence }];
      expect(() => check('other', { negative, pendingUnits, corrections }, truth)).toThrow(
        `corrects SKU ${sku} to ${corrected} (${confidence}), should be ${right}`,
      );
    }
    const tooLow = [{ sku, corrected: right - 1, confidence: 'likely' }];
    expect(() => check('other', { negative, pendingUnits, corrections: tooLow }, truth)).toThrow(
      `corrects 1 of ${negative} negative balances to less than there is`,
    );
  });

  test('phases are read from what invfix says beside its data', () => {
    const phases = phasesIn('Note: something.\ntiming: load 1.234 s\ntiming: diagnose 0.5 s\n');
    expect([...phases]).toEqual([
      ['load', 1.234],
      ['diagnose', 0.5],
    ]);
  });

  test('medians leave out what is not known', () => {
    expect(medianOf([3, null, 1, 2])).toBe(2);
    expect(medianOf([4, 1])).toBe(2.5);
    expect(medianOf([null])).toBeNull();
  });
});
