import { beforeEach, describe, expect, it, vi } from 'vitest';
import type { Trigger } from '../../src/ledger/diagnosis.js';
import { effortFor, THOROUGH } from '../../src/ledger/effort.js';
import { diagnoseSku } from '../../src/ledger/index.js';
import { DAY, HOUR } from '../../src/ledger/lags.js';
import { linesOfBalances } from '../../src/ledger/lines.js';
import type { Balance, InventoryUpdate, Moment, OrderLine } from '../../src/ledger/records.js';
import { createRandom } from '../world/random.js';
import {
  balanceOf,
  COVERAGE,
  daysAgo,
  EXPORTED_AT,
  habitsOf,
  lineOf,
  recordsOf,
  triggeredWriter,
  updateOf,
} from './records.js';

/** How often a reading was extended by an update of a writer with a trigger, and in how many ways. */
const work = vi.hoisted(() => ({ extended: 0, ways: 0 }));

vi.mock('../../src/ledger/trigger-ways.js', async (original) => {
  const module = await original<typeof import('../../src/ledger/trigger-ways.js')>();
  return {
    ...module,
    triggerWays: (...given: Parameters<typeof module.triggerWays>) => {
      const ways = module.triggerWays(...given);
      work.extended++;
      work.ways += ways.length;
      return ways;
    },
  };
});

beforeEach(() => {
  work.extended = 0;
  work.ways = 0;
});

/** The first run of a nightly writer, at two in the morning, at or after a moment. */
const nextRun = (at: Moment): Moment => Math.ceil((at - 2 * HOUR) / DAY) * DAY + 2 * HOUR;

interface Order {
  readonly line: OrderLine;
  readonly writtenAt: Moment;
  readonly handlingAt: Moment;
}

/** One SKU in many warehouses: nothing but their locks, while they stand, tells where its lines are. */
function crowdedSku(warehouses: number, count: number, trigger: Trigger, isNightly: boolean) {
  const random = createRandom(7);
  const between = (from: number, to: number): number => from + random.float() * (to - from);
  const stock = 500;
  const orders: Order[][] = Array.from({ length: warehouses }, () => []);
  for (let number = 0; number < count; number++) {
    const createdAt = between(daysAgo(30), EXPORTED_AT - HOUR);
    const authorizedAt = createdAt + between(5, 25) * (HOUR / 60);
    const ready = authorizedAt + between(0.1, 0.9) * HOUR;
    const handlingAt = ready + between(2, 50) * HOUR;
    const invoicedAt = handlingAt + between(1, 20) * HOUR;
    const hasCome = (at: Moment): boolean => at <= EXPORTED_AT;
    const status = hasCome(invoicedAt) ? 'invoiced' : hasCome(handlingAt) ? 'handling' : 'ready-for-handling';
    const lastChangeAt = hasCome(invoicedAt) ? invoicedAt : hasCome(handlingAt) ? handlingAt : ready;
    const units = random.float() < 0.7 ? 1 : 2;
    const line = lineOf(`v${number}-01`, { status, units, createdAt, authorizedAt, lastChangeAt });
    const due = trigger === 'handling' ? handlingAt : authorizedAt;
    const writtenAt = isNightly ? nextRun(due) : due + HOUR / 60;
    orders[Math.floor(random.float() * warehouses)]?.push({ line, writtenAt, handlingAt });
  }
  const shelves: number[] = [];
  const balances = orders.map((own, index): Balance => {
    const writes = [...new Set(own.map(({ writtenAt }) => writtenAt))].sort((a, b) => a - b);
    let inStock = stock;
    const updates = writes
      .filter((at) => at <= EXPORTED_AT)
      .map((at): InventoryUpdate => {
        const before = inStock;
        for (const { line, writtenAt } of own) if (writtenAt === at) inStock -= line.units;
        return updateOf('erp', at, before, inStock);
      });
    const last = updates.at(-1)?.at ?? 0;
    const standing = own.flatMap(({ line, handlingAt }) => (handlingAt > last ? [line] : []));
    const left = own.filter(({ handlingAt }) => handlingAt <= EXPORTED_AT);
    shelves.push(stock - left.reduce((sum, { line }) => sum + line.units, 0));
    return balanceOf(inStock, standing, {
      warehouse: `w${String(index).padStart(3, '0')}`,
      updates,
      locks: standing.map(({ order }) => `00-${order}`),
      reserved: standing.reduce((sum, { units }) => sum + units, 0),
    });
  });
  const lines = orders.flatMap((own) => own.map(({ line }) => line));
  return { records: recordsOf(balances, lines), shelves };
}

const runs = Array.from({ length: 31 }, (_, night) => nextRun(daysAgo(30)) + night * DAY);
const erp = (trigger: Trigger, isNightly: boolean) =>
  habitsOf(triggeredWriter('erp', trigger, isNightly ? { runs, writesInRuns: true } : {}));

describe('a SKU in 300 warehouses with 20,000 lines', () => {
  it.each([
    ['authorized', false],
    ['authorized', true],
    ['handling', false],
    ['handling', true],
  ] as const)(
    'written off at %s (nightly: %s) is read right, with few ways for each update',
    (trigger, isNightly) => {
      const { records, shelves } = crowdedSku(300, 20_000, trigger, isNightly);
      const stories = diagnoseSku(records, erp(trigger, isNightly), COVERAGE);

      const tooHigh = stories.filter(({ corrected }, index) => (corrected ?? 0) > (shelves[index] ?? 0));
      const right = stories.filter(({ corrected }, index) => corrected === shelves[index]);
      expect(tooHigh).toEqual([]);
      expect(right.length).toBeGreaterThanOrEqual(298);
      expect(work.extended).toBeLessThan(70_000);
      expect(work.ways).toBeLessThan(450_000);
    },
  );
});

describe('a crowd of lines of one size', () => {
  it('does not keep out the only line that fits an update', () => {
    const goneBetween = (order: string, units: number, from: Moment, to: Moment): OrderLine =>
      lineOf(order, { status: 'invoiced', units, createdAt: from, authorizedAt: from, lastChangeAt: to });
    const twos = Array.from({ length: 30 }, (_, index) =>
      goneBetween(`v${index}-01`, 2, daysAgo(10), daysAgo(9, index)),
    );
    const one = goneBetween('v99-01', 1, daysAgo(10), daysAgo(2));
    const balance = balanceOf(99, [], { updates: [updateOf('erp', daysAgo(10, 12), 100, 99)] });

    const [story] = diagnoseSku(recordsOf([balance], [...twos, one]), erp('handling', false), COVERAGE);

    const [update] = story?.updates ?? [];
    expect(update?.takenOff.map(({ order }) => order)).toEqual(['v99-01']);
    expect(update?.unexplained).toBe(0);
  });
});

describe('the effort for a SKU', () => {
  const balancesOf = (updates: number, orders: readonly OrderLine[] = []) =>
    linesOfBalances(
      recordsOf(
        ['north', 'south'].map((warehouse) =>
          balanceOf(5, [], {
            warehouse,
            updates: Array.from({ length: updates / 2 }, (_, index) =>
              updateOf('erp', daysAgo(20) + index * 1000, 5, 5),
            ),
          }),
        ),
        orders,
      ),
      COVERAGE,
    );

  it('is all there is where its logs are short', () => {
    expect(effortFor(balancesOf(800))).toEqual(THOROUGH);
  });

  it('falls with the updates of all its balances, readings first', () => {
    expect(effortFor(balancesOf(2000))).toEqual({ ...THOROUGH, readings: 19 });
    expect(effortFor(balancesOf(8000))).toEqual({ readings: 8, combined: 4, ways: 8 });
    expect(effortFor(balancesOf(20_000)).readings).toBe(8);
  });

  it('falls further where lines may stand in several of them', () => {
    const unplaced = [lineOf('v1-01', { status: 'invoiced', createdAt: daysAgo(15) })];

    expect(effortFor(balancesOf(20_000, unplaced))).toEqual({ readings: 2, combined: 4, ways: 8 });
  });
});
