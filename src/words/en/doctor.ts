/** The page of an examination, in English. */
import { grouped } from '../format.js';
import type { Told } from '../told.js';
import { shared } from './shared.js';

export const doctor = {
  nodeTooOld: ({ version, needed }: { readonly version: string; readonly needed: number }) =>
    `Node.js ${version}: too old, ${needed} or later is needed`,
  database: {
    healthy: (path: string) => `Database ${path}: sound`,
    missing: (path: string) => `Database ${path}: none yet. invfix scan PATH makes it.`,
    older: (path: string) => `Database ${path}: written by an older invfix. invfix scan PATH builds it anew.`,
    foreign: (path: string) => `Database ${path}: not a database of invfix. Name another with --db FILE.`,
    newer: (path: string) =>
      `Database ${path}: written by a newer invfix. Update invfix, or name another with --db FILE.`,
    /** @param repair the command that does */
    damaged: ({
      path,
      what,
      repair,
    }: {
      readonly path: string;
      readonly what: string;
      readonly repair: string;
    }) => `Database ${path}: damaged (${what}). ${repair} builds it anew from the exports.`,
  },
  openToOthers: (path: string) =>
    `Others on this machine can read ${path}, which tells what the store has: chmod 600 ${path}`,
  exportsThere: (path: string) => `Exports in ${path}: still there`,
  exportsGone: (path: string) =>
    `Exports in ${path}: no longer there, so the database could not be built anew from them`,
  /** What would make counts surer. */
  evidence: {
    updates:
      'The inventory updates of these balances, whole and back to before their oldest open order (Inventory management, a click on the number under Last Update; or VTEX Data Pipeline)',
    locks: 'An inventory export with LockIds, which says whose reservations count',
    orders:
      'Orders exported right after the inventory, with a date filter that reaches back to the oldest open order',
    moment: 'When the inventory was exported: in the file’s name, or with --exported-at',
    warehouses:
      'In which warehouse each order was reserved: the reservations or the single orders, saved from the API',
    kits: 'A list of the kits (KitSkuId;SkuId;Quantity)',
    feed: 'The orders feed, which says to the minute when each order entered Preparing Delivery; or a count of the shelf',
  },
  nothingToCorrect: 'Nothing needs correcting, so nothing need be surer.',
  certainty: ({
    proven,
    likely,
    assumed,
  }: {
    readonly proven: number;
    readonly likely: number;
    readonly assumed: number;
  }) => {
    const all = proven + likely + assumed;
    return `Of ${shared.balances(all)} that ${all === 1 ? 'needs' : 'need'} correcting ${grouped(proven)} ${proven === 1 ? 'is' : 'are'} proven, ${grouped(likely)} likely and ${grouped(assumed)} assumed.`;
  },
  noneSurer: 'No export would make them surer.',
  howSure: 'How sure the counts are',
  surer: 'What would make them surer:',
  surerOfWorst: (lookedAt: number) => `What would make them surer (of the ${grouped(lookedAt)} worst):`,
  /** @param alone how many of the balances nothing else is missing for */
  missing: ({
    evidence,
    balances,
    alone,
  }: {
    readonly evidence: string;
    readonly balances: number;
    readonly alone: number;
  }) => {
    const lack = alone === 1 ? 'lacks' : 'lack';
    const which = alone === balances ? `which ${lack}` : `${grouped(alone)} of which ${lack}`;
    return `${evidence}: ${shared.balances(balances)}${alone === 0 ? '' : `, ${which} nothing else and could be proven by it`}.`;
  },
  nothingToRepair: 'The database is sound: there is nothing to repair.',

  pathsWithoutRepair: (): Told => [
    'doctor looks at the database; paths are for --repair alone.',
    'Scan them first (invfix scan PATH), or add --repair.',
  ],
  exportsForgotten: (): Told => [
    'The database no longer says which exports it was made from.',
    'Name them: invfix doctor --repair PATH',
  ],
};
