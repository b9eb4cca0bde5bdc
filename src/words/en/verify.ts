/** The page of a verification, in English. */
import { counted, grouped } from '../format.js';
import { shared } from './shared.js';

export const verify = {
  checked: (moment: string) => `Checked against the inventory of ${moment}`,
  earlierFixes: (fixes: number) => `${grouped(fixes)} earlier fixes`,
  allHold: (balances: number) =>
    `${balances === 1 ? 'The corrected balance holds' : `All ${grouped(balances)} corrected balances hold`}: the count is in, and nothing is taken off too early since.`,
  /** @param others how many are in each other state */
  someHold: ({
    hold,
    all,
    others,
  }: {
    readonly hold: number;
    readonly all: number;
    readonly others: string;
  }) =>
    `${grouped(hold)} of ${counted(all, 'corrected balance', 'corrected balances')} ${hold === 1 ? 'holds' : 'hold'}; ${others}.`,
  /** So many balances in a state, in a sentence. */
  inState: {
    'not-in': (balances: number) => `${grouped(balances)} not in VTEX`,
    overwritten: (balances: number) => `${grouped(balances)} overwritten`,
    negative: (balances: number) => `${grouped(balances)} negative again`,
    understated: (balances: number) => `${grouped(balances)} withholding units again`,
    overstated: (balances: number) => `${grouped(balances)} offering units that are gone`,
    unknown: (balances: number) => `${grouped(balances)} not to be told`,
  },
  /** Above those in a state. */
  headings: {
    holds: (balances: number) => `Holds: ${shared.balances(balances)}`,
    'not-in': (balances: number) => `Not in VTEX: ${shared.balances(balances)}`,
    overwritten: (balances: number) => `Overwritten: ${shared.balances(balances)}`,
    negative: (balances: number) => `Negative again: ${shared.balances(balances)}`,
    understated: (balances: number) => `Withholding units again: ${shared.balances(balances)}`,
    overstated: (balances: number) => `Offering units that are gone: ${shared.balances(balances)}`,
    unknown: (balances: number) => `Not to be told: ${shared.balances(balances)}`,
  },
  takenOff: 'Taken off',
  at: 'At (UTC)',
  by: 'By',
  why: 'Why',
  notInExports: 'the exports do not have it',
  anotherCount: 'another count, and no log tells whose',
  leftTheShelf: (units: number) => `${shared.units(units)} left the shelf and still count`,
  wroteInstead: ({
    author,
    count,
    at,
  }: {
    readonly author: string;
    readonly count: number;
    readonly at: string;
  }) => `${author} wrote ${count} at ${at}`,
  stillReserved: 'what it was to drop still counts as reserved',
  formerCount: 'the former count stands there',
  byWhom: 'By whose write-offs',
  /** @param again in how many updates it took off what the fix had put right */
  tookOff: ({
    author,
    units,
    orders,
    first,
    which,
    again,
  }: {
    readonly author: string;
    readonly units: number;
    readonly orders: number;
    readonly first: string;
    readonly which: string;
    readonly again: number;
  }) =>
    `${author} took off ${shared.units(units)} of ${shared.orders(orders)} before Preparing Delivery, first at ${first} UTC: ${which}.${again === 0 ? '' : ` In ${counted(again, 'update', 'updates')} it took off again what the fix had put right: its own total still lacks those units.`}`,
  whatToDo: 'What to do',
  refused:
    'What it was to drop still counts as reserved: if the fix was uploaded, VTEX has refused a count that changes nothing, and those reservations are of orders that closed without Preparing Delivery. Scan again: explain names them, to be cancelled through the Logistics API.',
  /** @param files null where they are not known */
  notIn: (files: string | null) =>
    `Not in VTEX: upload ${files ?? 'the fix'} if that was not done, and look for rows that VTEX refused. Counts that are some hours old are better computed anew: invfix correct --write FILE.`,
  takenOffAgain:
    'Taken off again: put the units back in the ERP as the file for the ERP beside the fix lists them, have units taken off only once an order is in Preparing Delivery, and write the counts again: invfix correct --write FILE.',
  offersLost: 'Offers lost units: invfix correct --overstated --write FILE takes them out.',
  cannotBeTold: 'Cannot be told: scan the inventory updates as well, and an inventory that has the balance.',
};
