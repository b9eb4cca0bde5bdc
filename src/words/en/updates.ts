/** What each inventory update did, in English. Clauses stand one after the other, the author's name before the first. */
import { counted } from '../format.js';
import { shared } from './shared.js';

/** Marks a word, such as by a colour. */
export type Mark = (word: string) => string;

export interface Taken {
  readonly units: number;
  readonly order: string;
}

export const updates = {
  heading: 'What happened',
  none: 'No inventory update of this balance is in the exports.',
  intro: ({ updates, author }: { readonly updates: number; readonly author: string | null }) =>
    `${counted(updates, 'inventory update', 'inventory updates')}${author === null ? '' : `, all by ${author}`}. Times are UTC.`,
  by: ({ author, clauses }: { readonly author: string; readonly clauses: string }) => `${author} ${clauses}`,
  early: ({ units, order, details, mark }: Taken & { readonly details: string; readonly mark: Mark }) =>
    `took off ${units} for ${order}, ${mark('early')}${details === '' ? '' : ` (${details})`}`,
  earlyMore: ({
    units,
    orders,
    mark,
  }: {
    readonly units: number;
    readonly orders: number;
    readonly mark: Mark;
  }) => `took off ${units} for ${counted(orders, 'more order', 'more orders')}, ${mark('early')}`,
  onTime: ({ units, orders }: { readonly units: number; readonly orders: string }) =>
    `took off ${units} for ${orders}, in Preparing Delivery or later`,
  putBack: ({ units, order }: Taken) => `put back ${units} for ${order}, cancelled`,
  putBackMore: ({ units, orders }: { readonly units: number; readonly orders: number }) =>
    `put back ${units} for ${counted(orders, 'more cancelled order', 'more cancelled orders')}`,
  received: (units: number) => `received ${units}`,
  unexplained: ({ units, mark }: { readonly units: number; readonly mark: Mark }) =>
    `took off ${units} that ${mark('nothing explains')}`,
  setRight: (mark: Mark) =>
    `${mark('set the count right')}, so nothing taken off before counts twice any more`,
  freed: ({ units, orders }: { readonly units: number; readonly orders: string }) =>
    `freed the ${shared.units(units)} reserved for ${orders}`,
  gap: ({ clauses, mark }: { readonly clauses: string; readonly mark: Mark }) =>
    `${mark('missing in the log')}: ${clauses === '' ? 'the count changed' : clauses}`,
  cancelOut: 'these cancel out, so VTEX refused the write and logged no row',
  withoutRow: 'left no row in the log, but must have happened',
  changedNothing: 'changed nothing',
  changedCount: 'changed the count',
  /** How early: what stands in brackets after the order. */
  statusThen: ({ status, certain }: { readonly status: string; readonly certain: boolean }) =>
    `${certain ? '' : 'most likely '}${status} then`,
  neverHandled: 'it was never in Preparing Delivery',
  beforeHandling: (time: string) => `${time} before Preparing Delivery`,
  /** Updates that are counted instead of listed. */
  folded: ({
    updates,
    until,
    facts,
  }: {
    readonly updates: number;
    readonly until: string;
    readonly facts: string;
  }) =>
    `${updates === 1 ? '1 update that leaves' : `${counted(updates, 'update', 'updates')} until ${until} that leave`} no trace in the sum${facts === '' ? '' : `: ${facts}`}`,
  foldedEarly: (units: number) => `${units} taken off early for orders that are gone since`,
  foldedOnTime: (units: number) => `${units} taken off on time`,
  foldedPutBack: (units: number) => `${units} put back`,
  foldedReceived: (units: number) => `${units} received`,
};
