import { describe, expect, it } from 'vitest';
import type { BalanceStory } from '../../src/ledger/diagnosis.js';
import {
  availableAfter,
  type FixedBalance,
  type FixMoment,
  type FixOutcome,
  fixedBalance,
  outcomeOf,
  selectCorrections,
  undoOf,
} from '../../src/ledger/index.js';
import { linesOfBalances } from '../../src/ledger/lines.js';
import { toSkuRecords } from '../world/exports.js';
import { DAY, type ExportOptions, HOUR, type KindName } from '../world/settings.js';
import type { World } from '../world/store.js';
import { truthOf } from '../world/truth.js';
import { keyOf, SMALL, scanned, storeOf, truthAt } from './stores.js';

const UPLOADER = 'estoque@acme.example';

interface Fixed {
  readonly world: World;
  readonly options: ExportOptions;
  readonly moment: FixMoment;
  readonly rows: readonly FixedBalance[];
  /** What was available of each before. */
  readonly formerly: ReadonlyMap<string, number>;
}

/** A store whose every wrong count was fixed from its exports, right away, as VTEX takes it. */
function fixedStore(kind: KindName, seed: number): Fixed {
  const { world, options } = storeOf(kind, seed);
  const moment = { writtenAt: world.now, exportedAt: world.now, exportedBefore: world.now };
  const stories = scanned(world, options);
  const { corrections } = selectCorrections(stories, {
    understated: true,
    overstated: true,
    confidence: 'assumed',
    unblockOversold: false,
  });
  const byKey = new Map(stories.map((story) => [keyOf(story), story]));
  const formerly = new Map<string, number>();
  const rows = corrections.flatMap(({ balance, count }) => {
    const story = byKey.get(keyOf(balance));
    formerly.set(keyOf(balance), world.balance(balance.sku, balance.warehouse).available);
    world.applyCorrection(balance.sku, balance.warehouse, count, UPLOADER);
    return story === undefined ? [] : [fixedBalance(count, story)];
  });
  expect(rows.length).toBeGreaterThan(10);
  return { world, options, moment, rows, formerly };
}

/** What became of each, after some time and by fresh exports. */
function outcomesAfter(fixed: Fixed, duration: number): { row: FixedBalance; outcome: FixOutcome }[] {
  fixed.world.runUntil(fixed.moment.writtenAt + duration);
  const stories = storiesOf(fixed);
  return fixed.rows.map((row) => ({
    row,
    outcome: outcomeOf(row, fixed.moment, stories.get(keyOf(row)), false),
  }));
}

function storiesOf({ world, options }: Fixed): ReadonlyMap<string, BalanceStory> {
  return new Map(scanned(world, options).map((story) => [keyOf(story), story]));
}

const statesOf = (outcomes: readonly { outcome: FixOutcome }[]): Record<string, number> => {
  const counts: Record<string, number> = {};
  for (const { outcome } of outcomes) counts[outcome.state] = (counts[outcome.state] ?? 0) + 1;
  return counts;
};

const EARLY_KINDS: KindName[] = ['authorized-live', 'created-nightly', 'oversold'];
const SEEDS = [3];
const CASES = EARLY_KINDS.flatMap((kind) => SEEDS.map((seed) => [kind, seed] as const));

describe('a fix that VTEX took', () => {
  it.each(CASES)('leaves available items less ghosts and undetermined: %s, seed %i', (kind, seed) => {
    const { world, rows } = fixedStore(kind, seed);
    for (const row of rows) {
      const { available } = world.balance(row.sku, row.warehouse);
      expect(`${keyOf(row)} ${available}`).toBe(`${keyOf(row)} ${availableAfter(row)}`);
    }
  });

  it.each(CASES)('holds a month when the ERP is put right too: %s, seed %i', (kind, seed) => {
    const fixed = fixedStore(kind, seed);
    for (const { sku, warehouse } of fixed.rows) fixed.world.putErpRight(sku, warehouse);
    fixed.world.repairTrigger('handling');
    for (const days of [2, 30]) {
      const outcomes = outcomesAfter(fixed, days * DAY);
      const truth = truthOf(fixed.world);
      const misread: string[] = [];
      for (const { row, outcome } of outcomes) {
        const { early, late, available, oversold } = truthAt(truth, row);
        expect(`${keyOf(row)} ${JSON.stringify(early)}`).toBe(`${keyOf(row)} {}`);
        const states = ['holds'];
        if (available < 0 && oversold > 0) states.push('negative');
        if (Object.keys(late).length > 0) states.push('overstated');
        if (!states.includes(outcome.state)) misread.push(`${keyOf(row)} ${outcome.state}`);
      }
      // Two days of a small store's log may not show yet that the trigger has moved.
      const most = days === 2 ? Math.ceil(fixed.rows.length / 10) : 0;
      expect(misread.slice(most)).toEqual([]);
    }
  });

  it.each(CASES)('is undone by an ERP that goes on, which is named: %s, seed %i', (kind, seed) => {
    const fixed = fixedStore(kind, seed);
    const outcomes = outcomesAfter(fixed, 2 * DAY);
    const truth = truthOf(fixed.world);
    const { authors } = fixed.world.options;
    let named = 0;
    let all = 0;
    for (const { row, outcome } of outcomes) {
      const early = Object.keys(truthAt(truth, row).early);
      const orders = outcome.spoilings.flatMap((spoiling) => spoiling.orders.map(({ order }) => order));
      for (const order of orders) expect(early, keyOf(row)).toContain(order);
      for (const { author } of outcome.spoilings) expect(author).toBe(authors.erp);
      if (orders.length > 0) expect(['overwritten', 'negative', 'understated']).toContain(outcome.state);
      named += orders.length;
      all += early.length;
    }
    expect(all).toBeGreaterThan(10);
    // A nightly writer may take an order off again in a run whose changes cancel out: nothing tells.
    expect(named).toBeGreaterThan(all * 0.9);
    expect(statesOf(outcomes).overwritten).toBeGreaterThan(0);
  });
});

describe('a fix that was never uploaded', () => {
  it.each(EARLY_KINDS)('is not in: %s', (kind) => {
    const { world, options } = storeOf(kind, 5);
    const moment = { writtenAt: world.now, exportedAt: world.now, exportedBefore: world.now };
    const rows = scanned(world, options)
      .filter(({ corrected, inStock, earlyWriteOffs }) => earlyWriteOffs > 0 && corrected !== inStock)
      .map((story) => fixedBalance(story.corrected ?? 0, story));
    world.runUntil(world.now + 2 * DAY);
    const stories = scanned(world, options);
    const states = rows.map((row) => {
      const story = stories.find((each) => keyOf(each) === keyOf(row));
      return outcomeOf(row, moment, story, false).state;
    });
    // An ERP's own total may come to the same count.
    expect(states.filter((state) => state !== 'not-in').length).toBeLessThan(rows.length / 5);
    expect(rows.length).toBeGreaterThan(5);
  });
});

describe('undo', () => {
  /** What was available before, less what was ordered since and not freed again. */
  const expectedAfter = ({ world, moment, formerly }: Fixed, row: FixedBalance): number => {
    const balance = world.balance(row.sku, row.warehouse);
    let available = formerly.get(keyOf(row)) ?? 0;
    for (const line of balance.lines) {
      const { createdAt, history } = line.order;
      const isNew = createdAt > moment.writtenAt;
      const freedAt = line.cancelled === 'before-handling' ? (history.at(-1)?.at ?? 0) : null;
      const isFreed = freedAt !== null && freedAt > moment.writtenAt;
      if (isNew && !isFreed) available -= line.units;
      if (!isNew && isFreed) available += line.units;
    }
    return available;
  };

  const undone = (fixed: Fixed) => {
    const { skus, coverage } = toSkuRecords(fixed.world, fixed.options);
    const lines = new Map(
      skus.flatMap((sku) => linesOfBalances(sku, coverage).map((each) => [keyOf(each.balance), each])),
    );
    const stories = storiesOf(fixed);
    return fixed.rows.map((row) => ({
      row,
      undo: undoOf(row, fixed.moment, stories.get(keyOf(row)), lines.get(keyOf(row))),
    }));
  };

  it.each(CASES)('restores exactly what was available, right away: %s, seed %i', (kind, seed) => {
    const fixed = fixedStore(kind, seed);
    let exact = 0;
    for (const { row, undo } of undone(fixed)) {
      const { sku, warehouse } = row;
      if ('refusal' in undo) {
        expect([keyOf(row), undo.refusal]).toEqual([keyOf(row), 'below-zero']);
        continue;
      }
      expect(undo.most).toBe(undo.count);
      fixed.world.applyCorrection(sku, warehouse, undo.count, UPLOADER);
      expect(`${keyOf(row)} ${fixed.world.balance(sku, warehouse).available}`).toBe(
        `${keyOf(row)} ${fixed.formerly.get(keyOf(row))}`,
      );
      exact += 1;
    }
    expect(exact).toBeGreaterThan(fixed.rows.length * 0.7);
  });

  it.each(SEEDS)('restores it hours later, with the orders since, where nobody wrote: seed %i', (seed) => {
    const fixed = fixedStore('created-nightly', seed);
    // The ERP writes at two in the morning.
    fixed.world.runUntil(fixed.moment.writtenAt + 110 * 60_000);
    let exact = 0;
    for (const { row, undo } of undone(fixed)) {
      if ('refusal' in undo) {
        expect(['below-zero', 'updated', 'not-in']).toContain(undo.refusal);
        continue;
      }
      const expected = expectedAfter(fixed, row);
      fixed.world.applyCorrection(row.sku, row.warehouse, undo.count, UPLOADER);
      const { available } = fixed.world.balance(row.sku, row.warehouse);
      if (undo.count === undo.most) {
        expect(`${keyOf(row)} ${available}`).toBe(`${keyOf(row)} ${expected}`);
        exact += 1;
      } else {
        expect(available).toBeLessThanOrEqual(expected);
        expect(available + undo.most - undo.count).toBeGreaterThanOrEqual(expected);
      }
    }
    expect(exact).toBeGreaterThan(fixed.rows.length / 2);
  });

  it('refuses once somebody has written since, and says who and when', () => {
    const fixed = fixedStore('authorized-live', 3);
    const [row] = fixed.rows;
    if (row === undefined) throw new Error('nothing was fixed');
    fixed.world.runUntil(fixed.moment.writtenAt + HOUR);
    fixed.world.applyCorrection(row.sku, row.warehouse, row.count + 1, 'ana@acme.example');
    const [first] = undone(fixed);
    expect(first?.undo).toMatchObject({
      refusal: 'updated',
      update: { author: 'ana@acme.example', after: row.count + 1 },
    });
  });

  it('refuses while the fix is not in', () => {
    const { world, options } = storeOf('authorized-live', 3, SMALL);
    const moment = { writtenAt: world.now, exportedAt: world.now, exportedBefore: world.now };
    const { skus, coverage } = toSkuRecords(world, options);
    const story = scanned(world, options).find(({ corrected, inStock }) => (corrected ?? 0) > inStock);
    const records = skus.find(({ sku }) => sku === story?.sku);
    if (story === undefined || records === undefined) throw new Error('nothing is to be fixed');
    const lines = linesOfBalances(records, coverage).find(
      ({ balance }) => balance.warehouse === story.warehouse,
    );
    const row = fixedBalance(story.corrected ?? 0, story);
    expect(undoOf(row, moment, story, lines)).toEqual({ refusal: 'not-in', update: null });
    expect(undoOf(row, moment, undefined, undefined)).toEqual({ refusal: 'gone', update: null });
  });
});
