/**
 * The made-up store of the bench: which order each line belongs to, which balance it is taken from, and
 * what becomes of each order. Everything follows from the seed; nothing is kept but two numbers a line.
 */
import { chance, whole } from './random.js';

export const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;

/** The moment of the exports, epoch milliseconds UTC. */
export const EXPORTED_AT = Date.UTC(2026, 2, 31, 9);
/** The first order is placed after this moment. */
export const OPENED_AT = EXPORTED_AT - 60 * DAY;

/** Eight lines make five orders: three of one line, one of two and one of three. */
const ORDER_OF_LINE = [0, 1, 2, 2, 3, 4, 4, 4];
const LINES_A_GROUP = 8;
const ORDERS_A_GROUP = 5;

/** Every 50th balance sells briskly: a fifth of all lines are taken from these. */
const BRISK_EVERY = 50;
const BRISK_SHARE = 0.2;

/** One balance in 20 stands in the outlet, whose ERP writes orders off as soon as they are paid. */
const OUTLET_EVERY = 20;

const UNPAID_SHARE = 0.03;

const ASK = { brisk: 1, balance: 2, units: 3, placed: 4, unpaid: 5, paid: 6, wait: 7, invoiced: 8 };

/**
 * @typedef {object} Size
 * @property {number} lines order lines
 * @property {number} balances
 * @property {number} seed
 */

/**
 * @typedef {object} Plan which lines are taken from which balance
 * @property {Int32Array} balanceOfLine
 * @property {Int32Array} linesByBalance line numbers, those of one balance together and oldest first
 * @property {Int32Array} firstOfBalance where a balance's lines begin in `linesByBalance`; one more at the end
 */

/**
 * The moments of one order's life, epoch milliseconds UTC; a moment that has not come lies after the export.
 * @typedef {object} Life
 * @property {number} createdAt
 * @property {boolean} isPaid false where payment never comes: the order is then cancelled at `canceledAt`
 * @property {number} paidAt
 * @property {number} readyAt
 * @property {number} handlingAt
 * @property {number} invoicedAt
 * @property {number} canceledAt
 */

/** @param {number} line */
export function orderOf(line) {
  const group = Math.floor(line / LINES_A_GROUP);
  return group * ORDERS_A_GROUP + (ORDER_OF_LINE[line % LINES_A_GROUP] ?? 0);
}

/** @param {Size} size */
function ordersOf({ lines }) {
  return lines === 0 ? 0 : orderOf(lines - 1) + 1;
}

/** @param {number} order */
export function orderIdOf(order) {
  return `v${1_000_000 + order}acme-01`;
}

/** @param {number} order */
export function lockIdOf(order) {
  return `00-${orderIdOf(order)}`;
}

/** @param {number} balance */
export function skuOf(balance) {
  return String(100_001 + balance);
}

/** @param {number} balance */
export function isOutlet(balance) {
  return balance % OUTLET_EVERY === 7;
}

/** @param {number} balance */
export function warehouseOf(balance) {
  return isOutlet(balance) ? 'outlet' : 'central';
}

/**
 * @param {Size} size
 * @param {number} line
 */
export function unitsOf({ seed }, line) {
  const drawn = chance(seed, line, ASK.units);
  return drawn < 0.75 ? 1 : drawn < 0.93 ? 2 : 3;
}

/**
 * @param {Size} size
 * @returns {Plan}
 */
export function planOf(size) {
  const { lines, balances, seed } = size;
  const brisk = Math.ceil(balances / BRISK_EVERY);
  const balanceOfLine = new Int32Array(lines);
  const firstOfBalance = new Int32Array(balances + 1);
  for (let line = 0; line < lines; line += 1) {
    const drawn = chance(seed, line, ASK.balance);
    const balance =
      chance(seed, line, ASK.brisk) < BRISK_SHARE
        ? Math.floor(drawn * brisk) * BRISK_EVERY
        : Math.floor(drawn * balances);
    balanceOfLine[line] = balance;
    firstOfBalance[balance + 1] = (firstOfBalance[balance + 1] ?? 0) + 1;
  }
  for (let balance = 0; balance < balances; balance += 1) {
    firstOfBalance[balance + 1] = (firstOfBalance[balance + 1] ?? 0) + (firstOfBalance[balance] ?? 0);
  }
  const next = firstOfBalance.slice();
  const linesByBalance = new Int32Array(lines);
  for (let line = 0; line < lines; line += 1) {
    const balance = balanceOfLine[line] ?? 0;
    const place = next[balance] ?? 0;
    linesByBalance[place] = line;
    next[balance] = place + 1;
  }
  return { balanceOfLine, linesByBalance, firstOfBalance };
}

/** @param {number} moment */
const toSecond = (moment) => Math.floor(moment / 1000) * 1000;

/**
 * Orders are placed evenly over the 60 days, in the order of their numbers. From payment to Preparing
 * Delivery it takes two to sixteen days, so that some 15 % are still reserved at the export.
 * @param {Size} size
 * @param {number} order
 * @returns {Life}
 */
export function lifeOf(size, order) {
  const { seed } = size;
  const place = (order + chance(seed, order, ASK.placed)) / ordersOf(size);
  const createdAt = toSecond(OPENED_AT + place * (EXPORTED_AT - OPENED_AT));
  const paidAt = createdAt + toSecond(5 * MINUTE + chance(seed, order, ASK.paid) * 3 * HOUR);
  const readyAt = paidAt + 30 * MINUTE;
  const handlingAt = readyAt + toSecond((2 + chance(seed, order, ASK.wait) * 14) * DAY);
  const invoicedAt = handlingAt + whole(seed, order, ASK.invoiced, 60, 2880) * MINUTE;
  return {
    createdAt,
    isPaid: chance(seed, order, ASK.unpaid) >= UNPAID_SHARE,
    paidAt,
    readyAt,
    handlingAt,
    invoicedAt,
    canceledAt: createdAt + 3 * DAY,
  };
}

/**
 * The order's raw status at the export, and when it became that.
 * @param {Life} life
 * @returns {{ status: 'payment-pending' | 'payment-approved' | 'ready-for-handling' | 'handling' | 'invoiced' | 'canceled', at: number }}
 */
export function stateOf(life) {
  const hasCome = (/** @type {number} */ moment) => moment <= EXPORTED_AT;
  if (!life.isPaid) {
    if (hasCome(life.canceledAt)) return { status: 'canceled', at: life.canceledAt };
    return { status: 'payment-pending', at: life.createdAt };
  }
  if (hasCome(life.invoicedAt)) return { status: 'invoiced', at: life.invoicedAt };
  if (hasCome(life.handlingAt)) return { status: 'handling', at: life.handlingAt };
  if (hasCome(life.readyAt)) return { status: 'ready-for-handling', at: life.readyAt };
  if (hasCome(life.paidAt)) return { status: 'payment-approved', at: life.paidAt };
  return { status: 'payment-pending', at: life.createdAt };
}
