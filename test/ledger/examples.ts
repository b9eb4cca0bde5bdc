/** One balance each, worked through by hand: what the exports show, and the terms that come out. */
import type { BalanceStory, Trigger } from '../../src/ledger/diagnosis.js';
import type { InventoryUpdate, OrderLine, Units } from '../../src/ledger/records.js';
import { daysAgo, lineOf, minutesAfter, updateOf } from './records.js';

export interface Terms {
  readonly pending: Units;
  readonly acknowledged: Units;
  readonly ghosts: Units;
  readonly earlyWriteOffs: Units;
  readonly lateWriteOffs: Units;
  readonly available: Units;
  readonly availableItems: Units;
  readonly corrected: Units | null;
  readonly oversold: Units;
  readonly unblocked: Units | null;
}

export interface Example {
  readonly name: string;
  /** At which moment the ERP of this store takes units off. */
  readonly trigger: Trigger;
  readonly inStock: Units;
  readonly lines: readonly OrderLine[];
  readonly updates: readonly InventoryUpdate[];
  /** Orders whose status alone does not say that their reservation is gone, or that it still counts. */
  readonly locks: readonly string[];
  readonly expected: Terms;
}

const ERP = 'erp';
const PERSON = 'ana';

/** A minute after the line was paid, placed, last changed. */
const afterPaid = ({ authorizedAt }: OrderLine) => minutesAfter(authorizedAt ?? 0, 1);
const afterPlaced = ({ createdAt }: OrderLine) => minutesAfter(createdAt ?? 0, 1);
const afterChange = ({ lastChangeAt }: OrderLine) => minutesAfter(lastChangeAt ?? 0, 1);

const lockOf = ({ order }: OrderLine) => `00-${order}`;

const none = { acknowledged: 0, ghosts: 0, earlyWriteOffs: 0, lateWriteOffs: 0, oversold: 0 };

function example(parts: Omit<Example, 'locks'> & { readonly reserved?: readonly OrderLine[] }): Example {
  const { reserved, ...rest } = parts;
  return { ...rest, locks: (reserved ?? parts.lines).map(lockOf) };
}

function firstPaidTakenOff(): Example {
  const first = lineOf('v1-01', { units: 2, createdAt: daysAgo(2) });
  const second = lineOf('v2-01', { status: 'payment-approved', createdAt: daysAgo(0, -0.15) });
  return example({
    name: 'taken off when paid, and one order the ERP has not seen yet',
    trigger: 'authorized',
    inStock: 1,
    lines: [first, second],
    updates: [updateOf(ERP, afterPaid(first), 3, 1)],
    expected: {
      ...none,
      pending: 3,
      earlyWriteOffs: 2,
      available: -2,
      availableItems: 0,
      corrected: 3,
      unblocked: 3,
    },
  });
}

function takenOffWhenPlaced(): Example {
  const order = lineOf('v1-01', { units: 4 });
  return example({
    name: 'taken off when placed',
    trigger: 'created',
    inStock: 2,
    lines: [order],
    updates: [updateOf(ERP, afterPlaced(order), 6, 2)],
    expected: {
      ...none,
      pending: 4,
      earlyWriteOffs: 4,
      available: -2,
      availableItems: 2,
      corrected: 6,
      unblocked: 6,
    },
  });
}

function ordersTakenOffWhenPlaced(): Example {
  const lines = [0, 1, 2, 3].map((index) => lineOf(`v${index}-01`, { createdAt: daysAgo(3 - index / 2) }));
  return example({
    ...takenOffWhenPlaced(),
    name: 'four orders taken off when placed',
    lines,
    updates: lines.map((line, index) => updateOf(ERP, afterPlaced(line), 6 - index, 5 - index)),
  });
}

function oneInPreparingDelivery(): Example {
  const placed = daysAgo(2);
  const picked = lineOf('v1-01', { status: 'handling', createdAt: placed, lastChangeAt: daysAgo(1) });
  const waiting = lineOf('v2-01', { units: 3, createdAt: placed });
  return example({
    name: 'all taken off when placed, one of them in Preparing Delivery since',
    trigger: 'created',
    inStock: 2,
    lines: [picked, waiting],
    updates: [updateOf(ERP, minutesAfter(placed, 1), 6, 2)],
    expected: {
      ...none,
      pending: 3,
      acknowledged: 1,
      earlyWriteOffs: 4,
      available: -2,
      availableItems: 2,
      corrected: 5,
      unblocked: 5,
    },
  });
}

function oneInPreparingDeliveryTakenApart(): Example {
  const picked = lineOf('v1-01', { status: 'handling', createdAt: daysAgo(3), lastChangeAt: daysAgo(1) });
  const waiting = lineOf('v2-01', { units: 3, createdAt: daysAgo(2) });
  return example({
    ...oneInPreparingDelivery(),
    name: 'each taken off when placed, one of them in Preparing Delivery since',
    lines: [picked, waiting],
    updates: [updateOf(ERP, afterPlaced(picked), 6, 5), updateOf(ERP, afterPlaced(waiting), 5, 2)],
  });
}

function oversold(): Example {
  const first = lineOf('v1-01', { units: 2, createdAt: daysAgo(2) });
  const second = lineOf('v2-01', {
    units: 2,
    status: 'payment-approved',
    createdAt: daysAgo(0, -0.15),
  });
  return example({
    name: 'more sold than there is',
    trigger: 'authorized',
    inStock: 1,
    lines: [first, second],
    updates: [updateOf(ERP, afterPaid(first), 3, 1)],
    expected: {
      ...none,
      pending: 4,
      earlyWriteOffs: 2,
      available: -3,
      availableItems: -1,
      corrected: 3,
      oversold: 1,
      unblocked: 4,
    },
  });
}

function loweredByAPerson(): Example {
  const order = lineOf('v1-01', { units: 3, createdAt: daysAgo(2) });
  return example({
    name: 'taken off when paid, then lowered by a person for no order',
    trigger: 'authorized',
    inStock: 0,
    lines: [order],
    updates: [updateOf(ERP, afterPaid(order), 5, 2), updateOf(PERSON, daysAgo(1), 2, 0)],
    expected: {
      ...none,
      pending: 3,
      earlyWriteOffs: 3,
      available: -3,
      availableItems: 0,
      corrected: 3,
      unblocked: 3,
    },
  });
}

function putRightByAPerson(): Example {
  const order = lineOf('v1-01', { units: 2, createdAt: daysAgo(2) });
  return example({
    name: 'taken off when paid, and put right by a person',
    trigger: 'authorized',
    inStock: 3,
    lines: [order],
    updates: [updateOf(ERP, afterPaid(order), 3, 1), updateOf(PERSON, daysAgo(1), 1, 3)],
    expected: { ...none, pending: 2, available: 1, availableItems: 1, corrected: 3, unblocked: 3 },
  });
}

function takenOffAgain(): Example {
  const before = putRightByAPerson();
  return example({
    ...before,
    name: 'put right by a person, and taken off again by the next total of the ERP',
    inStock: 1,
    updates: [...before.updates, updateOf(ERP, daysAgo(0, -2), 3, 1)],
    expected: {
      ...none,
      pending: 2,
      earlyWriteOffs: 2,
      available: -1,
      availableItems: 1,
      corrected: 3,
      unblocked: 3,
    },
  });
}

function ghost(): Example {
  const order = lineOf('v1-01', {
    units: 2,
    status: 'invoiced',
    createdAt: daysAgo(3),
    lastChangeAt: daysAgo(1),
  });
  return example({
    name: 'invoiced without Preparing Delivery, and taken off at the invoice',
    trigger: 'invoiced',
    inStock: 0,
    lines: [order],
    updates: [updateOf(ERP, afterChange(order), 2, 0)],
    expected: {
      ...none,
      pending: 0,
      ghosts: 2,
      earlyWriteOffs: 2,
      available: -2,
      availableItems: 0,
      corrected: 0,
      unblocked: 0,
    },
  });
}

function phantomStock(): Example {
  const picked = lineOf('v1-01', {
    units: 2,
    status: 'handling',
    createdAt: daysAgo(4),
    lastChangeAt: daysAgo(2),
  });
  const waiting = lineOf('v2-01', { units: 3, createdAt: daysAgo(0, -5) });
  return example({
    name: 'a receipt after Preparing Delivery dropped the reservation, and nothing was taken off',
    trigger: 'invoiced',
    inStock: 4,
    lines: [picked, waiting],
    reserved: [waiting],
    updates: [updateOf(PERSON, daysAgo(1), 2, 4)],
    expected: {
      ...none,
      pending: 3,
      lateWriteOffs: 2,
      available: 1,
      availableItems: -1,
      corrected: 2,
      oversold: 1,
      unblocked: 3,
    },
  });
}

export const EXAMPLES: readonly Example[] = [
  firstPaidTakenOff(),
  takenOffWhenPlaced(),
  ordersTakenOffWhenPlaced(),
  oneInPreparingDelivery(),
  oversold(),
  loweredByAPerson(),
  putRightByAPerson(),
  takenOffAgain(),
  ghost(),
  phantomStock(),
];

/** Examples of which the first decrement, being above what was reserved, shows nothing by itself. */
export const EXAMPLES_OF_KNOWN_WRITERS: readonly Example[] = [oneInPreparingDeliveryTakenApart()];

/** The terms of the formula a diagnosis came to. */
export function termsOf(story: BalanceStory): Terms {
  const { pending, acknowledged, ghosts, earlyWriteOffs, lateWriteOffs } = story;
  const { available, availableItems, corrected, oversold, unblocked } = story;
  return {
    pending,
    acknowledged,
    ghosts,
    earlyWriteOffs,
    lateWriteOffs,
    available,
    availableItems,
    corrected,
    oversold,
    unblocked,
  };
}
