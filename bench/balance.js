/**
 * What happens to one balance of the made-up store until the export, by VTEX's own rules: an order
 * reserves, Preparing Delivery acknowledges, every inventory update drops what is acknowledged by then.
 * The ERP counts each warehouse every quarter of an hour: the central one takes orders off when they
 * enter Preparing Delivery, the outlet's as soon as they are paid, which is too early.
 */
import { whole } from './random.js';
import { EXPORTED_AT, isOutlet, lifeOf, lockIdOf, MINUTE, OPENED_AT, orderOf, unitsOf } from './store.js';

const ERP_EVERY = 15 * MINUTE;
const UPDATES_A_BALANCE = 3;
const ERP = { central: 'erp.central@acme.example', outlet: 'erp.outlet@acme.example' };
const RECEIVING = 'receiving@acme.example';

const ASK = { beginning: 20, opening: 21, erpMinute: 22, restock: 1000, restockUnits: 2000, extra: 23 };

/** What can happen, in the order in which it does within one second. */
const PLACED = 0;
const LAPSED = 1;
const ACKNOWLEDGED = 2;
const TAKEN_OFF = 3;
const RESTOCKED = 4;

/**
 * @typedef {object} Update
 * @property {number} at epoch milliseconds UTC
 * @property {string} author
 * @property {number} before
 * @property {number} after
 */

/**
 * @typedef {object} BalanceStory
 * @property {number} inStock
 * @property {number} reserved
 * @property {string[]} locks of the reservations that count, oldest first
 * @property {Update[]} updates oldest first
 * @property {number} pending units of orders not yet in Preparing Delivery
 * @property {number} corrected what is on the shelf: what "Update Count" should say
 */

/**
 * A line's reservation: `isHeld` until it lapses or is dropped, `isAcknowledged` from Preparing Delivery.
 * @typedef {{ order: number, units: number, isHeld: boolean, isAcknowledged: boolean, isTakenOff: boolean }} Held
 */

/** @typedef {{ at: number, what: number, held: Held | null, units: number }} Happening */

/**
 * @param {import('./store.js').Size} size
 * @param {import('./store.js').Plan} plan
 * @param {number} balance
 * @returns {BalanceStory}
 */
export function storyOf(size, plan, balance) {
  const { seed } = size;
  const outlet = isOutlet(balance);
  const { happenings, lines } = happeningsOf(size, plan, balance);
  /** @type {Update[]} */
  const updates = [];
  /** @type {Held[]} */
  let acknowledged = [];
  let inStock = 0;
  let reserved = 0;

  /** @type {(at: number, author: string, difference: number) => void} */
  const update = (at, author, difference) => {
    updates.push({ at, author, before: inStock, after: inStock + difference });
    inStock += difference;
    for (const held of acknowledged) {
      held.isHeld = false;
      reserved -= held.units;
    }
    acknowledged = [];
  };

  // The outlet gets single pieces, the central warehouse whole boxes.
  const received = (/** @type {number} */ question, /** @type {number} */ number) =>
    whole(seed, number, question, outlet ? 0 : 4, outlet ? 2 : 24);
  update(
    OPENED_AT - whole(seed, balance, ASK.beginning, 60, 2880) * MINUTE,
    RECEIVING,
    whole(seed, balance, ASK.opening, outlet ? 1 : 5, outlet ? 4 : 40),
  );
  for (let place = 0; place < happenings.length; place += 1) {
    const { at, what, held, units } = /** @type {Happening} */ (happenings[place]);
    if (held === null) update(at, RECEIVING, units);
    else if (what === PLACED) {
      // VTEX sells only what is available: where too little is, more has just been received.
      const lacking = held.units - (inStock - reserved);
      if (lacking > 0) update(at - 1000, RECEIVING, lacking + received(ASK.extra, held.order));
      held.isHeld = true;
      reserved += held.units;
    } else if (what === LAPSED) {
      held.isHeld = false;
      reserved -= held.units;
    } else if (what === ACKNOWLEDGED) {
      held.isAcknowledged = true;
      acknowledged.push(held);
    } else {
      let takenOff = held.units;
      held.isTakenOff = true;
      // Orders that the ERP finds at once are one update.
      for (let next = happenings[place + 1]; next?.at === at && next.what === TAKEN_OFF; ) {
        if (next.held !== null) next.held.isTakenOff = true;
        takenOff += next.units;
        place += 1;
        next = happenings[place + 1];
      }
      update(at, outlet ? ERP.outlet : ERP.central, -takenOff);
    }
  }

  const counting = lines.filter(({ isHeld }) => isHeld);
  const sum = (/** @type {Held[]} */ some) => some.reduce((units, held) => units + held.units, 0);
  const pending = sum(counting.filter(({ isAcknowledged }) => !isAcknowledged));
  const early = sum(counting.filter(({ isTakenOff }) => isTakenOff));
  const late = sum(lines.filter((held) => held.isAcknowledged && !held.isHeld && !held.isTakenOff));
  return {
    inStock,
    reserved,
    locks: [...new Set(counting.map(({ order }) => lockIdOf(order)))],
    updates,
    pending,
    corrected: Math.max(inStock - reserved + early - late, 0) + pending,
  };
}

/**
 * All that happens to the balance until the export, in order of time, and its lines.
 * @param {import('./store.js').Size} size
 * @param {import('./store.js').Plan} plan
 * @param {number} balance
 */
function happeningsOf(size, { linesByBalance, firstOfBalance }, balance) {
  const { seed } = size;
  const outlet = isOutlet(balance);
  const erpMinute = whole(seed, balance, ASK.erpMinute, 0, 14) * MINUTE;
  /** @type {Happening[]} */
  const happenings = [];
  /** @type {Held[]} */
  const lines = [];
  let takenOff = 0;
  /** @type {(at: number, what: number, held: Held | null, units: number) => void} */
  const add = (at, what, held, units) => {
    if (at <= EXPORTED_AT) happenings.push({ at, what, held, units });
  };
  for (let place = firstOfBalance[balance] ?? 0; place < (firstOfBalance[balance + 1] ?? 0); place += 1) {
    const line = linesByBalance[place] ?? 0;
    const order = orderOf(line);
    const units = unitsOf(size, line);
    const life = lifeOf(size, order);
    const held = { order, units, isHeld: false, isAcknowledged: false, isTakenOff: false };
    lines.push(held);
    add(life.createdAt, PLACED, held, units);
    if (!life.isPaid) {
      add(life.canceledAt, LAPSED, held, units);
      continue;
    }
    add(life.handlingAt, ACKNOWLEDGED, held, units);
    const trigger = outlet ? life.paidAt : life.handlingAt;
    const takenOffAt = Math.ceil((trigger - erpMinute + 1) / ERP_EVERY) * ERP_EVERY + erpMinute;
    if (takenOffAt <= EXPORTED_AT) takenOff += 1;
    add(takenOffAt, TAKEN_OFF, held, units);
  }
  for (let restock = 1; restock < UPDATES_A_BALANCE - takenOff; restock += 1) {
    const minutes = Math.floor((EXPORTED_AT - OPENED_AT) / MINUTE);
    add(
      OPENED_AT + whole(seed, balance, ASK.restock + restock, 1, minutes - 1) * MINUTE + 29_000,
      RESTOCKED,
      null,
      whole(seed, balance, ASK.restockUnits + restock, 1, outlet ? 2 : 20),
    );
  }
  happenings.sort((one, other) => one.at - other.at || one.what - other.what);
  return { happenings, lines };
}
