import { describe, expect, it } from 'vitest';
import { diagnoseSku, learnHabits, selectCorrections } from '../../src/ledger/index.js';
import type { OrderLine, SkuRecords } from '../../src/ledger/records.js';
import { toSkuRecords } from '../world/exports.js';
import { DAY, HOUR } from '../world/settings.js';
import { truthOf } from '../world/truth.js';
import { balanceOf, COVERAGE, EXPORTED_AT, lineOf, recordsOf, updateOf } from './records.js';
import { diagnosed, keyOf, SMALL, scanned, storeOf, truthAt, wrongCounts } from './stores.js';

const SINCE = EXPORTED_AT - 60 * DAY;
const CROWDED = { ...COVERAGE, ordersFrom: SINCE, updatesFrom: SINCE, ordersTo: EXPORTED_AT };

/** Numbers in [0, 1), always the same for a seed. */
function numbersFrom(seed: number): () => number {
  let state = seed;
  return () => {
    state = (Math.imul(state, 1103515245) + 12345) & 0x7fffffff;
    return state / 0x80000000;
  };
}

/** When the ERP writes what is due at a moment: within a minute and a half, or at the end of the next night. */
type Rhythm = (due: number, random: () => number) => number;
const LIVE: Rhythm = (due, random) => due + 20_000 + Math.floor(random() * 60_000);
const NIGHTLY: Rhythm = (due) => Math.ceil((due - 2 * HOUR) / DAY) * DAY + 2 * HOUR;

/**
 * One SKU that is ordered four times a day and whose orders wait up to two and a half days for Preparing
 * Delivery, at which its ERP takes them off: about ten are due at any time.
 */
function crowdedSku(sku: string, seed: number, rhythm: Rhythm): { records: SkuRecords; shelf: number } {
  const random = numbersFrom(seed);
  const lines: OrderLine[] = [];
  const taken = new Map<number, number>();
  const handled: { order: string; units: number; at: number; takenAt: number }[] = [];
  for (let number = 0; number < 250; number++) {
    const createdAt = SINCE + Math.floor(random() * 60 * DAY);
    const authorizedAt = createdAt + HOUR / 12 + Math.floor(random() * (HOUR / 3));
    const ready = authorizedAt + Math.floor(random() * HOUR);
    const handling = ready + Math.floor((2 + random() * 60) * HOUR);
    const invoiced = handling + Math.floor((1 + random() * 20) * HOUR);
    const units = 1 + Math.floor(random() * random() * 3.3);
    const takenAt = rhythm(handling, random);
    if (authorizedAt > EXPORTED_AT) continue;
    const [status, lastChangeAt] =
      ready > EXPORTED_AT
        ? (['payment-approved', authorizedAt] as const)
        : handling > EXPORTED_AT
          ? (['ready-for-handling', ready] as const)
          : invoiced > EXPORTED_AT
            ? (['handling', handling] as const)
            : (['invoiced', invoiced] as const);
    const order = `${sku}-${number}`;
    lines.push(lineOf(order, { sku, units, status, createdAt, authorizedAt, lastChangeAt }));
    if (handling <= EXPORTED_AT) handled.push({ order, units, at: handling, takenAt });
    if (takenAt <= EXPORTED_AT) taken.set(takenAt, (taken.get(takenAt) ?? 0) + units);
    if (random() >= 0.05) continue;
    const received = rhythm(SINCE + Math.floor(random() * 59 * DAY), random);
    taken.set(received, (taken.get(received) ?? 0) - 5 - Math.floor(random() * 20));
  }
  let inStock = 1000;
  const updates = [...taken]
    .sort(([a], [b]) => a - b)
    .map(([at, units]) => {
      inStock -= units;
      return updateOf('erp', at, inStock + units, inStock);
    });
  const last = updates.at(-1)?.at ?? 0;
  const dropped = new Set(handled.flatMap(({ order, at }) => (at <= last ? [order] : [])));
  const open = lines.filter(({ order }) => !dropped.has(order));
  const reserved = open.reduce((sum, { units }) => sum + units, 0);
  const locks = open.map(({ order }) => `00-${order}`);
  const balance = balanceOf(inStock, [], { sku, reserved, locks, updates });
  const notYet = handled.filter(({ takenAt }) => takenAt > EXPORTED_AT);
  const shelf = inStock - notYet.reduce((sum, { units }) => sum + units, 0);
  lines.sort((a, b) => (a.createdAt ?? 0) - (b.createdAt ?? 0));
  return { records: recordsOf([balance], lines, { sku }), shelf };
}

describe('the trigger of a writer with many orders due at once', () => {
  it.each([
    ['as things happen', LIVE],
    ['every night', NIGHTLY],
  ])('is Preparing Delivery where it writes %s', (_, rhythm) => {
    const crowded = [77, 154, 231, 308, 385, 462].map((seed, index) =>
      crowdedSku(`${index + 1}`, seed, rhythm),
    );
    const skus = crowded.map(({ records }) => records);
    const habits = learnHabits(() => skus, CROWDED);

    expect(habits.writers).toMatchObject([{ trigger: 'handling', candidates: ['handling'], earlier: null }]);
    for (const { records, shelf } of crowded)
      for (const { corrected } of diagnoseSku(records, habits, CROWDED))
        expect(corrected).toBeLessThanOrEqual(shelf);
  });
});

describe('a store that was corrected, and its ERP mended', () => {
  it('is not read as one that goes on taking units off early', () => {
    const { world, options } = storeOf('authorized-live', 8, SMALL);
    const { corrections } = selectCorrections(scanned(world, options), {
      understated: true,
      overstated: true,
      confidence: 'assumed',
      unblockOversold: false,
    });
    for (const { balance, count } of corrections) {
      world.applyCorrection(balance.sku, balance.warehouse, count, 'ana@acme.example');
      world.putErpRight(balance.sku, balance.warehouse);
    }
    world.repairTrigger('handling');
    world.runUntil(world.now + 30 * DAY);
    const exports = toSkuRecords(world, options);
    const { writers } = learnHabits(() => exports.skus, exports.coverage);
    const stories = diagnosed(exports);
    const truth = truthOf(world);

    expect(writers.find(({ habit }) => habit === 'trigger')).toMatchObject({
      trigger: 'handling',
      candidates: ['handling'],
      earlier: { trigger: 'authorized', follows: 'correction' },
    });
    expect(wrongCounts(world, stories)).toEqual([]);
    for (const story of stories)
      if (Object.keys(truthAt(truth, story).early).length === 0)
        expect([keyOf(story), story.earlyWriteOffs]).toEqual([keyOf(story), 0]);
  });
});
