/** Order reports of stores that sell for others, or through others: only what reserves here counts, and once. */
import { describe, expect, it } from 'vitest';
import type { BalanceStory } from '../../src/ledger/diagnosis.js';
import { warningWords } from '../../src/render/warnings.js';
import { diagnosed } from '../ledger/stores.js';
import { csvOf, rowsOf } from '../world/shapes.js';
import { csvFiles, type ReadStore, readStore, worldOf } from './worlds.js';

type ReportRow = Readonly<Record<string, string>>;

const world = worldOf('authorized-live', 4);
const csv = csvFiles(world);
const report: readonly ReportRow[] = rowsOf(String(csv.get('orders.csv')));

function withReport(rows: readonly ReportRow[]): Map<string, string> {
  return new Map(csv).set('orders.csv', csvOf(rows, ';'));
}

/** What the diagnosis says of each balance, but for the orders' names. */
function answers(read: ReadStore): object[] {
  return diagnosed(read).map((story: BalanceStory) => ({
    ...story,
    updates: story.updates.map((update) => ({ ...update, takenOff: update.takenOff.map(nameless) })),
    reservations: story.reservations.map(nameless),
    notTakenOff: story.notTakenOff.map(nameless),
    notPutBack: story.notPutBack.map(nameless),
    unserved: story.unserved.map(nameless),
  }));
}

function nameless<Item extends { readonly order: string }>({ order: _, ...rest }: Item): object {
  return rest;
}

/** Orders of the same SKUs that another seller fulfils, one for every third of the store's. */
function ofOtherSeller(changes: ReportRow): ReportRow[] {
  return report
    .filter((_, index) => index % 3 === 0)
    .map((row) => ({
      ...row,
      'Seller Name': 'Sapatos do Zé',
      ...changes,
      Order: `v9${row.Sequence}`,
      'Seller Order Id': `00-v9${row.Sequence}`,
    }));
}

const alone = await readStore(csv);
const expected = answers(alone);

describe('lines of another seller', () => {
  it.each(['Marketplace', 'Chain'])('of origin %s change nothing, and are told of', async (origin) => {
    const foreign = ofOtherSeller({ Origin: origin });
    const read = await readStore(withReport([...report, ...foreign]));
    expect(read.skus).toEqual(alone.skus);
    expect(read.warnings).toEqual([
      ...alone.warnings,
      { code: 'other-sellers', values: { seller: 'Sapatos do Zé', lines: foreign.length } },
    ]);
    expect(read.warnings.map(warningWords).at(-1)).toContain(
      `${foreign.length} order lines are of seller Sapatos do Zé, who holds the stock: left aside.`,
    );
  });

  it('are told by the store’s own list of sellers, where there are no locks to tell', async () => {
    const foreign = ofOtherSeller({ Origin: 'Marketplace' });
    const withoutLocks = csvFiles(world, { locks: false });
    const files = new Map(withoutLocks).set('orders.csv', csvOf([...report, ...foreign], ';'));
    const { skus } = await readStore(withoutLocks);
    expect((await readStore(files, { ownSellers: ['ACME'] })).skus).toEqual(skus);
    const unsure = await readStore(files);
    expect(unsure.skus).not.toEqual(skus);
    expect(unsure.warnings.map(({ code }) => code)).not.toContain('other-sellers');
  });

  it('stay where they are of another name of the store’s own', async () => {
    const second = report.map((row, index) =>
      index % 2 === 0 ? { ...row, 'Seller Name': 'Acme Sul' } : row,
    );
    expect((await readStore(withReport(second))).skus).toEqual(alone.skus);
    expect((await readStore(withReport(second), { ownSellers: ['Acme', 'acme sul'] })).skus).toEqual(
      alone.skus,
    );
  });
});

describe('an order that stands twice', () => {
  const chosen = new Set(report.map(({ Order = '' }) => Order).filter((_, index) => index % 4 === 0));
  const isChosen = ({ Order = '' }: ReportRow): boolean => chosen.has(Order);

  it.each([
    ['by the lock of its other half', 'Fulfillment', (row: ReportRow) => row['Seller Order Id'] ?? ''],
    ['by a marketplace’s number', 'Fulfillment', (row: ReportRow) => `LJM-${row.Sequence}`],
    ['by a number of the chain', 'Chain', (row: ReportRow) => `SUB-${row.Sequence}`],
  ])('%s counts once, and is told of', async (_, origin, name) => {
    const halves = report
      .filter(isChosen)
      .map((row) => ({ ...row, Origin: origin, Order: name(row), 'Marketing Tags': '' }));
    for (const rows of [
      [...report, ...halves],
      [...halves, ...report],
    ]) {
      const read = await readStore(withReport(rows));
      expect(answers(read)).toEqual(expected);
      expect(read.warnings).toEqual([
        ...alone.warnings,
        { code: 'chain-halves', values: { orders: chosen.size } },
      ]);
      expect(read.warnings.map(warningWords).at(-1)).toContain(
        `${chosen.size} orders stand in the exports twice`,
      );
    }
  });

  it('in two reports, the seller’s and the marketplace’s, counts once', async () => {
    const halves = report
      .filter(isChosen)
      .map((row) => ({ ...row, 'Seller Name': 'Loja Grande', Order: `LG-${row.Sequence}` }));
    const read = await readStore(new Map(csv).set('marketplace/orders.csv', csvOf(halves, ';')));
    expect(answers(read)).toEqual(expected);
  });

  it('is the store’s own where only one half is exported', async () => {
    const renamed = report.map((row) =>
      isChosen(row) ? { ...row, Origin: 'Fulfillment', Order: `LJM-${row.Sequence}` } : row,
    );
    const read = await readStore(withReport(renamed));
    expect(answers(read)).toEqual(expected);
    expect(read.warnings).toEqual(alone.warnings);
  });
});
