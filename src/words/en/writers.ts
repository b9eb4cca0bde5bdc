/** Who takes units off when, in English. `mark` colours what is wrong with it. */
import { counted, grouped } from '../format.js';

/** Updates that lowered a count, how many of them the habit explains, and how many chance would. */
export interface Evidence {
  readonly decrements: number;
  readonly matched: number;
  readonly chance: number;
}

const fits = ({ decrements, matched, chance }: Evidence, what: string): string =>
  `of ${counted(decrements, 'decrement', 'decrements')} looked at, ${grouped(matched)} ${matched === 1 ? 'fits' : 'fit'} ${what}, where chance would fit ${grouped(chance)}`;
const inRuns = (writesInRuns: boolean): string => (writesInRuns ? ', in runs' : '');

export const writers = {
  title: 'Who takes units off',
  more: (hidden: number) => `and ${grouped(hidden)} more who follow no order; --json names all`,
  inWarehouse: (name: string, warehouse: string) => `${name} in ${warehouse}`,
  byHand: ({ name, evidence, mark }: { name: string; evidence: Evidence; mark: (text: string) => string }) =>
    `${name} lowers counts by hand for orders that are still pending (${fits(evidence, 'an order pending at that moment')}). ${mark('A corrected count will not last')} while that goes on. Tell them: a pending order's reservation holds its units already, so leave the count alone until the order is in Preparing Delivery.`,
  tooSeldom: (name: string, decrements: number) =>
    `${name} lowered counts too seldom to show a habit (${counted(decrements, 'decrement', 'decrements')} looked at).`,
  followsNoOrder: (name: string, evidence: Evidence) =>
    `${name} follows no order: a till, a recount or the like (${fits(evidence, 'the orders')}).`,
  /** `trigger` is what an order is then: `paid or ready for handling`. */
  takesOff: ({
    name,
    trigger,
    writesInRuns,
    evidence,
  }: {
    name: string;
    trigger: string;
    writesInRuns: boolean;
    evidence: Evidence;
  }) =>
    `${name} takes units off when an order is ${trigger}${inRuns(writesInRuns)} (${fits(evidence, 'the orders')}).`,
  changed: ({
    name,
    earlier,
    trigger,
    writesInRuns,
    evidence,
  }: {
    name: string;
    earlier: { trigger: string; until: string; evidence: Evidence };
    trigger: string;
    writesInRuns: boolean;
    evidence: Evidence;
  }) =>
    `${name} took units off when an order was ${earlier.trigger} until ${earlier.until}${inRuns(writesInRuns)} (${fits(earlier.evidence, 'the orders')}). Since then it takes units off when an order is ${trigger}${inRuns(writesInRuns)} (${fits(evidence, 'the orders')}).`,
  /** @param isNew it took them off in time before */
  early: (mark: (text: string) => string, isNew: boolean) =>
    `That is before Preparing Delivery, so ${mark('a corrected count will not last')}: its next update brings the shortage back.${isNew ? ' It was not so before: see what was changed in it at that time.' : ''} Let it take units off once an order is in Preparing Delivery, or send its count plus the pending orders.`,
  late: 'That is late: an update in between frees the reservation while the units still count. Let it take units off as soon as an order is in Preparing Delivery.',
  right: 'That is as it should be.',
  rightNow: 'That is as it should be now.',
};
