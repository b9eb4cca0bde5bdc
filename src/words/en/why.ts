/** Why a balance is as it is, in English. */
import { shared } from './shared.js';

const { units } = shared;

export const why = {
  countsTwice: 'Why that counts twice',
  why: 'Why',
  example: ({
    order,
    units: n,
    placed,
    takenOffAt,
  }: {
    readonly order: string;
    readonly units: number;
    readonly placed: string | null;
    readonly takenOffAt: string;
  }) =>
    `Take order ${order}. VTEX has held ${n === 1 ? 'its one unit' : `its ${n} units`} as reserved${placed === null ? '' : ` since it was placed on ${placed}`}. On ${takenOffAt} the same ${n === 1 ? 'unit was' : 'units were'} taken off in stock as well. Available is in stock less reserved, so ${n === 1 ? 'it is' : 'they are'} missing from it twice. A reservation ends only with the first inventory update after its order is in Preparing Delivery; a write-off before that counts double until then.`,
  beforeTheLog: ({ units: n, orders }: { readonly units: number; readonly orders: string }) =>
    `${units(n)} reserved for ${orders} ${n === 1 ? 'was' : 'were'} taken off before the update log begins, as far as the exports tell: no update in it shows that.`,
  underOtherId: (n: number) =>
    `${n === 1 ? '1 more unit is' : `${n} more units are`} reserved under this id than it holds; those that stand under the other id may cover ${n === 1 ? 'it' : 'them'}.`,
  notTakenOff: (orders: string) => `Not taken off so far: ${orders}.`,
  unserved: (orders: string) => `The orders that exceed the stock, newest first: ${orders}.`,
  /** One of them: what stands in brackets after the order. */
  unservedOrder: ({
    order,
    units: n,
    placed,
  }: {
    readonly order: string;
    readonly units: number;
    readonly placed: string | null;
  }) => `${order} (${units(n)}${placed === null ? '' : `, placed ${placed}`})`,
  blocked: ({
    policies,
    names,
    hidden,
  }: {
    readonly policies: number;
    readonly names: string;
    readonly hidden: number;
  }) =>
    `While it is negative, nobody can buy the SKU in trade ${policies === 1 ? 'policy' : 'policies'} ${names}${hidden === 0 ? '' : `, although other warehouses of ${policies === 1 ? 'it' : 'them'} have ${units(hidden)} available`}.`,
};
