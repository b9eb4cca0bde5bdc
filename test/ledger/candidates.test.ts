import { describe, expect, it } from 'vitest';
import { candidatesOf } from '../../src/ledger/candidates.js';
import { diagnoseSku } from '../../src/ledger/index.js';
import { DAY } from '../../src/ledger/lags.js';
import { linesOfSku } from '../../src/ledger/lines.js';
import type { Balance, InventoryUpdate, OrderLine } from '../../src/ledger/records.js';
import {
  balanceOf,
  COVERAGE,
  daysAgo,
  habitsOf,
  lineOf,
  minutesAfter,
  recordsOf,
  triggeredWriter,
  updateOf,
} from './records.js';

const ERP = habitsOf(triggeredWriter('erp', 'authorized'));

/** An order of twenty days ago that has left: no lock tells where it stood. */
const goneOrder = (order: string, minutes: number, units = 1): OrderLine =>
  lineOf(order, {
    status: 'invoiced',
    units,
    createdAt: minutesAfter(daysAgo(20), minutes),
    lastChangeAt: daysAgo(17),
  });

/** The ERP's write-off of an order, a minute after its payment. */
const writeOffOf = ({ createdAt }: OrderLine, before: number, units: number): InventoryUpdate =>
  updateOf('erp', minutesAfter(createdAt ?? 0, 6), before, before - units);

/** An update long after, which drops what was acknowledged. */
const receipt = (before: number): InventoryUpdate => updateOf('erp', daysAgo(5), before, before + 10);

const warehouse = (name: string, inStock: number, updates: readonly InventoryUpdate[]): Balance =>
  balanceOf(inStock, [], { warehouse: name, updates });

const ordersOf = (balances: readonly Balance[], lines: readonly OrderLine[]) => {
  const found = candidatesOf(linesOfSku(recordsOf(balances, lines), COVERAGE), ERP, COVERAGE);
  return {
    lines: found.lines.map((each) => each.map(({ order }) => order)),
    adrift: found.adrift.map((each) => each.map(({ order }) => order)),
  };
};

describe('a line that nothing places', () => {
  it('comes into question where an update came when it was due, and nowhere else', () => {
    const first = goneOrder('v1-01', 0);
    const later = goneOrder('v2-01', 3 * 24 * 60);
    const north = warehouse('north', 14, [writeOffOf(first, 5, 1), receipt(4)]);
    const south = warehouse('south', 14, [writeOffOf(later, 5, 1), receipt(4)]);

    expect(ordersOf([north, south], [first, later])).toEqual({
      lines: [['v1-01'], ['v2-01']],
      adrift: [[], []],
    });
  });

  it('leaves an update to the only line that fits it', () => {
    const one = goneOrder('v1-01', 0, 1);
    const two = goneOrder('v2-01', 0, 2);
    const north = warehouse('north', 14, [writeOffOf(one, 5, 1), receipt(4)]);
    const south = warehouse('south', 13, [writeOffOf(two, 5, 2), receipt(3)]);

    const [inNorth, inSouth] = ordersOf([north, south], [one, two]).lines;

    expect(inNorth).toContain('v1-01');
    expect(inSouth).toEqual(['v2-01']);
  });

  it('may have been dropped in each of them where no update took it off', () => {
    const lost = goneOrder('v1-01', 0);
    const north = warehouse('north', 15, [receipt(5)]);
    const south = warehouse('south', 15, [receipt(5)]);

    const stories = diagnoseSku(recordsOf([north, south], [lost]), ERP, COVERAGE);

    expect(stories.map(({ confidence }) => confidence)).toEqual(['likely', 'likely']);
    for (const { notes } of stories)
      expect(notes).toContainEqual({
        code: 'unplaced-lines',
        values: { orders: ['v1-01'], units: 1, warehouses: ['north', 'south'] },
      });
  });

  it('lowers the confidence of just those balances whose updates it fits', () => {
    const line = goneOrder('v1-01', 0);
    const fits = [writeOffOf(line, 5, 1), receipt(4)];
    const balances = [
      warehouse('east', 14, fits),
      warehouse('north', 15, [receipt(5)]),
      warehouse('west', 14, fits),
    ];

    const stories = diagnoseSku(recordsOf(balances, [line]), ERP, COVERAGE);

    expect(stories.map(({ warehouse: at, confidence }) => [at, confidence])).toEqual([
      ['east', 'likely'],
      ['north', 'proven'],
      ['west', 'likely'],
    ]);
  });
});

describe('a SKU in 300 warehouses with 20,000 lines that nothing places', () => {
  const WAREHOUSES = 300;
  const lines = Array.from({ length: 20_000 }, (_, index) =>
    lineOf(`v${index}-01`, {
      status: 'invoiced',
      units: 1 + (index % 3),
      createdAt: daysAgo(29) + Math.floor((index * 24 * DAY) / 20_000),
      lastChangeAt: daysAgo(4) + index,
    }),
  );
  const balances = Array.from({ length: WAREHOUSES }, (_, index) => {
    const own = lines.filter((_, line) => line % 4000 === index);
    let count = 100;
    const updates = own.map((line) => {
      const update = writeOffOf(line, count, line.units);
      count -= line.units;
      return update;
    });
    return warehouse(`w${index}`, count + 10, [...updates, updateOf('erp', daysAgo(2), count, count + 10)]);
  });

  it('gives each balance only lines its updates have to do with', () => {
    const { lines: found } = candidatesOf(linesOfSku(recordsOf(balances, lines), COVERAGE), ERP, COVERAGE);

    const pairs = found.reduce((sum, each) => sum + each.length, 0);
    expect(found).toHaveLength(WAREHOUSES);
    expect(pairs).toBeGreaterThanOrEqual(5 * WAREHOUSES);
    expect(pairs).toBeLessThan(12 * 6 * WAREHOUSES);
  });
});
