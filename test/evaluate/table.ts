/** The measurements as a table for people. */
import Table from 'cli-table3';
import type { Confidence } from '../../src/ledger/diagnosis.js';
import { type Measured, type Share, SORTS } from './measure.js';

const shown = ({ right, all }: Share): string => (all === 0 ? '-' : `${right}/${all}`);

function total(shares: readonly Share[]): Share {
  return shares.reduce((sum, { right, all }) => ({ right: sum.right + right, all: sum.all + all }), {
    right: 0,
    all: 0,
  });
}

const percent = ({ right, all }: Share): string =>
  all === 0 ? '-' : `${((100 * right) / all).toFixed(1)} %`;

/** A row a store: exact corrected counts by what the balance is, and orders found, wrong and missed. */
export function storeTable(stores: readonly Measured[]): string {
  const table = new Table({
    head: ['store', ...SORTS, 'orders found', 'wrong', 'missed'],
    style: { head: [], border: [] },
  });
  for (const { name, counts, orders } of stores) {
    table.push([
      name,
      ...SORTS.map((sort) => shown(counts[sort])),
      orders.found,
      orders.wrong,
      orders.missed,
    ]);
  }
  const sums = SORTS.map((sort) => shown(total(stores.map(({ counts }) => counts[sort]))));
  const sum = (of: (store: Measured) => number) => stores.reduce((all, store) => all + of(store), 0);
  table.push([
    'all',
    ...sums,
    sum(({ orders }) => orders.found),
    sum(({ orders }) => orders.wrong),
    sum(({ orders }) => orders.missed),
  ]);
  return table.toString();
}

/** The measurements that `confidenceTable` prints, added up. */
export function sharesOf(
  stores: readonly Measured[],
): (sort: 'negative' | 'understated', confidence: Confidence) => Share {
  return (sort, confidence) => total(stores.map(({ said }) => said[sort][confidence]));
}

/** Of the counts called proven, likely and assumed, how many are right. */
export function confidenceTable(stores: readonly Measured[]): string {
  const table = new Table({ head: ['', 'proven', 'likely', 'assumed'], style: { head: [], border: [] } });
  const shareOf = sharesOf(stores);
  for (const sort of ['negative', 'understated'] as const) {
    const of = (confidence: Confidence) => {
      const share = shareOf(sort, confidence);
      return `${shown(share)} (${percent(share)})`;
    };
    table.push([`${sort} balances`, of('proven'), of('likely'), of('assumed')]);
  }
  return table.toString();
}
