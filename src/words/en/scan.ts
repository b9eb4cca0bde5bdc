/** The page of a scan, in English: when it is of, what is negative or otherwise wrong, and what to do next. */
import { grouped } from '../format.js';
import { shared } from './shared.js';

const { balances, files, units } = shared;

const SOURCES = {
  option: 'as --exported-at says',
  column: 'as a column says',
  'file-name': "as the file's name says",
};
type Source = keyof typeof SOURCES | null;
const said = (source: Source): string => (source === null ? '' : `, ${SOURCES[source]}`);
const areBalances = (n: number): string => `${balances(n)} ${n === 1 ? 'is' : 'are'}`;

export const scan = {
  unchanged: ({ at, read }: { at: string; read: number }) =>
    `Nothing has changed since the scan of ${at} UTC: ${files(read)} not read again. To read all of it again, scan with --fresh.`,
  /** @param holder null where it cannot be told which */
  waiting: (holder: { process: number; since: string } | null) =>
    `Another scan is writing to this database${holder === null ? '' : ` (process ${holder.process}, since ${holder.since} UTC)`}. Waiting for it to end.`,
  reused: ({ at, held, read }: { at: string; held: number; read: number }) =>
    `${files(held)} unchanged since the scan of ${at} UTC and not read again; ${files(read)} read.`,
  inventoryOf: (at: string, source: Source) => `Inventory of ${at} UTC${said(source)}.`,
  inventoryOfDay: (day: string, source: Source) =>
    `Inventory of ${day}${said(source)}; the time of day is not known (--exported-at can give it).`,
  /** @param before a moment it was no later than */
  inventoryOfUnknown: (before: string | null) =>
    `Nothing says when the inventory was exported${before === null ? '' : `, only that it was no later than ${before} UTC`}; --exported-at can.`,
  covered: (periods: string) => `Covered: ${periods}.`,
  settingsOf: (path: string) => `With the settings of ${path}.`,
  nothingNegative: (all: number) => `Nothing is negative: all ${balances(all)} can be sold from.`,
  negative: ({ negative, all, short }: { negative: number; all: number; short: number }) =>
    `${grouped(negative)} of ${balances(all)} ${negative === 1 ? 'is' : 'are'} negative, by ${units(short)} in all.`,
  moreNotShown: (hidden: number, all: number) =>
    `${grouped(hidden)} more not shown; --limit ${all} shows all.`,
  /** @param hidden units that other warehouses could sell; 0 where there are none or nobody can tell */
  blocked: ({ policies, count, hidden }: { policies: string; count: number; hidden: number }) =>
    `The negative balances block their SKUs in trade ${count === 1 ? 'policy' : 'policies'} ${policies}${hidden === 0 ? '' : `, and hide ${units(hidden)} that other warehouses could sell`}.`,
  /** @param worth null where no prices are known */
  understated: ({ count, withheld, worth }: { count: number; withheld: number; worth: string | null }) =>
    `${areBalances(count)} understated: not negative yet, but ${units(withheld)}${worth === null ? '' : `, worth ${worth},`} ${withheld === 1 ? 'is' : 'are'} withheld from sale (--understated lists ${count === 1 ? 'it' : 'them'}).`,
  overstated: (count: number, phantom: number) =>
    `${areBalances(count)} overstated: ${count === 1 ? 'it offers' : 'they offer'} units that do not exist. In all, ${units(phantom)} that left the shelf ${phantom === 1 ? 'is' : 'are'} still counted (--overstated lists ${count === 1 ? 'it' : 'them'}).`,
  /** Where no balance is overstated for it. */
  phantom: (phantom: number) =>
    `In all, ${units(phantom)} that left the shelf ${phantom === 1 ? 'is' : 'are'} still counted, in balances that are negative or understated.`,
  next: 'Next',
  /** What each of the next commands does. */
  does: {
    worst: 'why the worst one is negative',
    story: 'its whole story',
    corrections: 'all corrected counts, to review',
    understated: 'the counts that give back what is withheld',
    overstated: 'the counts that take off what is gone',
    all: 'every balance, the healthy ones too',
  },
  notAllRead: 'Not everything could be read',
  /** @param place `orders.csv:12` */
  timesFirstAt: (times: number, place: string) => `${grouped(times)} times, first at ${place}`,
  moreProblems: (hidden: number) =>
    `and ${grouped(hidden)} more of other sorts or files; --problems names all`,
  moreRows: (hidden: number) => `and ${grouped(hidden)} more; --problems shows every one`,
  logGaps: (gaps: number) =>
    `The update log of ${balances(gaps)} has gaps: updates are missing there, and the counts are less sure. A fuller log would make them surer.`,
};
