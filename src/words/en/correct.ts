/** The page of a correction, in English. */
import { counted, grouped } from '../format.js';
import type { Told } from '../told.js';
import { shared } from './shared.js';

const counts = (value: number) => counted(value, 'count', 'counts');
const moreUnits = (value: number) => (value === 1 ? '1 more unit was' : `${value} more units were`);

export const correct = {
  change: 'Change',
  order: 'Order',
  units: 'Units',
  moreToWrite: (rest: number) => `and ${grouped(rest)} more; --verbose shows all, --write FILE has them`,
  toWrite: (value: number) => `${counts(value)} to write.`,
  /** @param where null for the standard output */
  wrote: ({ count, where }: { readonly count: number; readonly where: string | null }) =>
    `Wrote ${counts(count)} to ${where ?? 'the standard output'}.`,
  /** How many of all are floors. */
  floors: ({ floors, all }: { readonly floors: number; readonly all: number }) => {
    const which =
      floors < all
        ? `${grouped(floors)} of them ${floors === 1 ? 'is' : 'are'}`
        : floors === 1
          ? 'It is'
          : 'All are';
    return `${which} assumed: a floor that offers nothing not known to be there. --confidence likely leaves floors out.`;
  },
  /** @param moment null where it is not known */
  restsOn: ({ count, moment }: { readonly count: number; readonly moment: string | null }) => {
    const exports = moment === null ? 'exports of an unknown moment' : `the inventory of ${moment}`;
    return count === 1
      ? `It rests on ${exports}; what sold or moved since is not in it, so write it soon.`
      : `They rest on ${exports}; what sold or moved since is not in them, so write them soon.`;
  },
  oversold: ({ balances, units }: { readonly balances: number; readonly units: number }) =>
    `${shared.balances(balances)} ${balances === 1 ? 'stays' : 'stay'} below zero all the same: ${moreUnits(units)} sold than the shelf holds. explain names the orders to buy in for or to cancel, newest first; --unblock-oversold lets other warehouses sell meanwhile.`,
  phantom: (units: number) =>
    `Until the counts are in VTEX, it can sell ${shared.units(units)} that ${units === 1 ? 'does' : 'do'} not exist.`,
  leftOut: (balances: number) =>
    `${shared.balances(balances)} left out: the count is right, and something else is to be done`,
  leftOutUnsure: (balances: number) => `${shared.balances(balances)} left out as less sure than asked for.`,
  /** A balance with what to do about it; `remedy` is whole sentences. */
  remedy: ({
    sku,
    warehouse,
    inStock,
    available,
    remedy,
  }: {
    readonly sku: string;
    readonly warehouse: string;
    readonly inStock: number;
    readonly available: number;
    readonly remedy: string;
  }) => `${sku} in ${warehouse} (${inStock} in stock, ${available} available): ${remedy}`,
  explainNames: 'explain names them.',
  noRemedy: 'What keeps it negative are reservations that no count changes; explain names them.',
  inErp: 'In the ERP',
  writtenOff: ({ lines, units }: { readonly lines: number; readonly units: number }) =>
    `These ${counted(lines, 'order line', 'order lines')} (${shared.units(units)}) are written off already. When the counts are put right in the ERP too, they must not be written off there again.`,
  moreWrittenOff: (rest: number) => `and ${grouped(rest)} more; --json has all of them, --verbose shows them`,
  nothing: 'There is nothing to correct.',
  nothingPicked: 'Nothing was picked.',
  nothingPickedNorWritten: 'Nothing was picked. No file is written.',

  undoWithoutFile: (): Told => [
    '--no-undo is about a file that is written.',
    'Name the file: --write fix.csv',
  ],
  bothFromStdin: (): Told => [
    '--from - and --sku-file - would both read the standard input.',
    'Name a file for one of them.',
  ],
};
