/** The formula of one balance, in English. */
import { shared } from './shared.js';

const { orders, units } = shared;

const were = (n: number): string => `${n} ${n === 1 ? 'was' : 'were'}`;

export const sum = {
  heading: 'The sum',
  /** The names of the terms. */
  available: 'Available',
  takenOffEarly: 'Taken off early, still reserved',
  goneNotTakenOff: 'Gone from the shelf, not taken off',
  notKnown: 'Not known to be there',
  availableItems: 'Available items',
  notYetHandled: 'Reserved, not yet in Preparing Delivery',
  updateCount: 'Update Count',
  /** Where the terms come from. */
  inStockLessReserved: ({ inStock, reserved }: { readonly inStock: string; readonly reserved: string }) =>
    `${inStock} in stock - ${reserved} reserved`,
  noMoreKnown: 'a floor: no more is known',
  offeredNow: 'a floor: what is offered now',
  leftOut: 'left out to be safe',
  soldBeyond: 'sold beyond what exists',
  freeToSell: 'free to sell, counted once',
  stillOnShelf: (n: number) => `${orders(n)}, still on the shelf`,
  notBelowZero: (plain: number) => `${plain}, but no count is below 0`,
  floorForShelf: 'a floor for the shelf',
  onShelf: 'what is on the shelf',
  seeBelow: (n: number) => `${orders(n)}, see below`,
  unnamedOrders: (n: number) => `${units(n)} for orders that cannot be named`,
  onlyCounted: (n: number) => `${units(n)} that only the count of the shelf shows`,
  notFound: (n: number) => `${units(n)} that the count of the shelf did not find`,
  /** What became of a count of the shelf. */
  count: ({
    counted,
    at,
    moves,
    carried,
  }: {
    readonly counted: number;
    readonly at: string | null;
    readonly moves: readonly string[];
    readonly carried: number;
  }) =>
    `The count: ${units(counted)} ${at === null ? 'after the inventory was exported' : `on ${at}`}; ${moves.length === 0 ? 'nothing has moved since' : moves.join('; ')}; on the shelf now: ${carried}.`,
  picked: ({ units: n, names }: { readonly units: number; readonly names: string }) =>
    `${n} of these ${n === 1 ? 'was' : 'were'} picked already (${names}) and ${n === 1 ? 'is' : 'are'} left out`,
  handled: ({
    units: n,
    names,
    undated,
  }: {
    readonly units: number;
    readonly names: string;
    readonly undated: boolean;
  }) =>
    `${units(n)} entered Preparing Delivery since (${names})${undated ? ', some of them perhaps before the count' : ''}`,
  received: (n: number) => `${were(n)} received`,
  broughtBack: (n: number) => `${were(n)} brought back`,
  unexplained: (n: number) => `${were(n)} taken off that nothing explains`,
  /** What is reserved, and for what. */
  nothingReserved: 'Nothing is reserved.',
  negativeReserved: (n: number) => `The export says ${n} reserved, which cannot be.`,
  reserved: ({ units: n, parts }: { readonly units: number; readonly parts: string }) =>
    `${units(n)} ${n === 1 ? 'is' : 'are'} reserved${parts === '' ? '' : `: ${parts}`}.`,
  reservedParts: {
    pending: (n: number) => `${n} for orders not yet in Preparing Delivery (on the shelf)`,
    acknowledged: (n: number) =>
      `${n} for orders in Preparing Delivery or further (off the shelf; the next update frees them)`,
    ghosts: (n: number) => `${n} for closed orders whose reservation was never freed`,
    undetermined: (n: number) => `${n} for orders whose state cannot be told`,
  },
  /** Where a reservation's units are, seen from the shelf; for tables. */
  shelf: { pending: 'on it', acknowledged: 'off it', ghost: 'ghost', undetermined: 'unclear' },
};
