/**
 * A simulated store on VTEX's rules: orders come in, are paid, picked and invoiced or cancelled;
 * an ERP with a trigger writes counts, and so do a till and a person. Runs on a calendar of events,
 * from a seed, as long as one likes: exports can be taken at any moment, and the store goes on.
 */

import { isPending, StoreBalance, type StoreLine } from './balance.js';
import { Calendar } from './queue.js';
import { createRandom, type Random } from './random.js';
import { DAY, type Delay, HOUR, SECOND, type StoreOptions, type TriggerMoment } from './settings.js';

/** The raw statuses the simulated orders go through. */
export type StoreStatus =
  | 'payment-pending'
  | 'payment-approved'
  | 'ready-for-handling'
  | 'handling'
  | 'invoiced'
  | 'canceled';

interface StatusChange {
  readonly at: number;
  readonly status: StoreStatus;
}

export interface StoreOrder {
  readonly id: string;
  readonly sequence: number;
  readonly createdAt: number;
  /** The moment at which the ERP writes this order off. */
  trigger: TriggerMoment;
  readonly lines: StoreLine[];
  /** Every status the order had, oldest first. */
  readonly history: StatusChange[];
  authorizedAt: number | null;
}

/** What an order is going to be, unless something gets in its way. */
interface OrderFate {
  readonly isGhost: boolean;
  readonly isCancelledLate: boolean;
  readonly isWrittenOffByHand: boolean;
}

/** Moments are whole seconds, as the exports print them. */
const wholeSeconds = (moment: number) => Math.round(moment / SECOND) * SECOND;

export const statusOf = (order: StoreOrder): StoreStatus => order.history.at(-1)?.status ?? 'payment-pending';

export const lastChangeOf = (order: StoreOrder): number => order.history.at(-1)?.at ?? order.createdAt;

const STATUS_OF_MOMENT: Record<TriggerMoment, StoreStatus> = {
  created: 'payment-pending',
  authorized: 'payment-approved',
  ready: 'ready-for-handling',
  handling: 'handling',
  invoiced: 'invoiced',
};

const hasReached = (order: StoreOrder, moment: TriggerMoment) =>
  order.history.some(({ status }) => status === STATUS_OF_MOMENT[moment]);

const isClosed = (order: StoreOrder) => statusOf(order) === 'invoiced' || statusOf(order) === 'canceled';

export class World {
  readonly options: StoreOptions;
  readonly balances: StoreBalance[] = [];
  readonly orders: StoreOrder[] = [];
  readonly startedAt: number;
  /** The present moment. */
  now: number;
  readonly #random: Random;
  readonly #calendar = new Calendar();
  readonly #balancesBySku = new Map<string, StoreBalance[]>();
  #trigger: TriggerMoment;
  #otherTrigger: TriggerMoment | null;

  constructor(options: StoreOptions) {
    this.options = options;
    this.#random = createRandom(options.seed);
    this.#trigger = options.trigger;
    this.#otherTrigger = options.otherTrigger;
    this.startedAt = options.end - options.days * DAY;
    this.now = this.startedAt;
    this.#stockShelves();
    this.#openForBusiness();
  }

  /** Lets the store run until the moment (epoch milliseconds), then checks the identity everywhere. */
  runUntil(moment: number): void {
    for (;;) {
      const appointment = this.#calendar.next(moment);
      if (appointment === undefined) break;
      this.now = appointment.at;
      appointment.happen();
      if (this.options.checkEveryEvent) this.checkIdentity();
    }
    this.now = moment;
    this.checkIdentity();
  }

  /** Throws, naming the seed, unless shelf = available + E − L + P + hidden in every balance. */
  checkIdentity(): void {
    for (const balance of this.balances) {
      const contradiction = balance.contradiction();
      if (contradiction !== null) {
        const moment = new Date(this.now).toISOString();
        throw new Error(
          `The simulated store of seed ${this.options.seed} is wrong at ${moment}: ${contradiction}`,
        );
      }
    }
  }

  /** The balance of a SKU in a warehouse; throws when the warehouse does not stock it. */
  balance(sku: string, warehouse: string): StoreBalance {
    const found = this.#balancesBySku.get(sku)?.find((balance) => balance.warehouse === warehouse);
    if (found === undefined)
      throw new Error(`The simulated store has no SKU ${sku} in warehouse ${warehouse}.`);
    return found;
  }

  /**
   * Writes a count into VTEX now, as rule 4 takes it. Answers whether it was taken: one that changes
   * nothing while no reservation is acknowledged is refused.
   */
  applyCorrection(sku: string, warehouse: string, count: number, author: string): boolean {
    return this.balance(sku, warehouse).receiveCount(count, author, this.now);
  }

  /** Sets the ERP's own total; VTEX hears of it with the ERP's next push. */
  setErpTotal(sku: string, warehouse: string, total: number): void {
    const balance = this.balance(sku, warehouse);
    balance.setErpTotal(total);
    this.#erpChanged(balance);
  }

  /**
   * Puts E back in the ERP, the other side of a correction: the lines it took off before Preparing
   * Delivery are in its total again. To have them taken off when they are picked, and not early
   * again, also call `repairTrigger('handling')`.
   */
  putErpRight(sku: string, warehouse: string): void {
    const balance = this.balance(sku, warehouse);
    for (const line of balance.lines) {
      if (!isPending(line)) continue;
      balance.putBackInErp(line);
      line.isSettledInErp = false;
    }
    this.#erpChanged(balance);
  }

  /**
   * From now on the ERP writes every open order off at this moment; lines it has taken off already
   * stay taken, and lines whose moment has passed are taken at once.
   */
  repairTrigger(trigger: TriggerMoment): void {
    this.#trigger = trigger;
    this.#otherTrigger = null;
    for (const order of this.orders) {
      if (isClosed(order)) continue;
      order.trigger = trigger;
      if (hasReached(order, trigger)) this.#reach(order, trigger);
    }
  }

  /** The ERP will not write off these orders by itself: somebody has done so, or it is not wanted. */
  markAsWrittenOff(orders: Iterable<string>): void {
    const marked = new Set(orders);
    for (const order of this.orders) {
      if (!marked.has(order.id)) continue;
      for (const line of order.lines) line.isSettledInErp = true;
    }
  }

  /** Cancels ghost reservations of a balance by API: they count no longer. */
  cancelGhosts(sku: string, warehouse: string): void {
    const balance = this.balance(sku, warehouse);
    for (const line of balance.lines) {
      if (isClosed(line.order) && line.reservation === 'confirmed') {
        balance.cancelReservation(line, this.now);
      }
    }
  }

  #stockShelves(): void {
    const { ids, skus, warehouses, warehouseShare, initialCounts } = this.options;
    for (let index = 0; index < skus; index += 1) {
      const sku = String(ids.firstSku + index * ids.skuStep);
      const stocked = ids.warehouses
        .slice(0, warehouses)
        .filter((_, place) => place === 0 || this.#random.chance(warehouseShare))
        .map((warehouse) => new StoreBalance(sku, warehouse, this.#random.pick(initialCounts)));
      this.#balancesBySku.set(sku, stocked);
      this.balances.push(...stocked);
    }
  }

  #openForBusiness(): void {
    const { rates, ordersPerDay, sync, triggerChange } = this.options;
    const perDay = (rate: number) => rate * this.balances.length;
    this.#nowAndThen(ordersPerDay, () => this.#tryOrder());
    this.#nowAndThen(perDay(rates.receipts), () => this.#receiveGoods());
    this.#nowAndThen(perDay(rates.tillSales), () => this.#sellAtTill());
    this.#nowAndThen(perDay(rates.breakages), () => this.#breakUnits());
    this.#nowAndThen(perDay(rates.silentLosses), () => this.#loseUnseen());
    this.#nowAndThen(perDay(rates.recounts), () => this.#recount());
    if (sync === 'nightly') this.#pushNightly(this.#nextNight());
    if (triggerChange !== null) {
      this.#calendar.add(triggerChange.at, () => {
        if (triggerChange.ofOpenOrders) this.repairTrigger(triggerChange.trigger);
        else this.#trigger = triggerChange.trigger;
      });
    }
  }

  /** Something that happens at random moments, so many times a day. */
  #nowAndThen(timesPerDay: number, happen: () => void): void {
    if (timesPerDay <= 0) return;
    this.#later(this.#random.exponential(DAY / timesPerDay), () => {
      happen();
      this.#nowAndThen(timesPerDay, happen);
    });
  }

  #later(delay: number, happen: () => void): void {
    this.#calendar.add(wholeSeconds(this.now + delay), happen);
  }

  #delay(delay: Delay): number {
    const { from, to } = this.#random.weighted(delay);
    return this.#random.between(from, to);
  }

  // Orders

  #tryOrder(): void {
    const lineCount = this.#random.pick(this.options.linesPerOrder);
    const wanted = new Map<StoreBalance, number>();
    for (let index = 0; index < lineCount; index += 1) {
      for (const [balance, units] of this.#wish()) {
        if (!wanted.has(balance)) wanted.set(balance, units);
      }
    }
    const served = [...wanted].filter(
      ([balance, units]) => balance.available >= units || this.#random.chance(this.options.rates.oversold),
    );
    if (served.length > 0) this.#place(served);
  }

  /** What a customer asks for: units of a SKU, of one warehouse or split over two. */
  #wish(): [StoreBalance, number][] {
    const { unitsPerLine, rates } = this.options;
    const balance = this.#random.pick(this.balances);
    const units = this.#random.pick(unitsPerLine);
    const other = this.#balancesBySku.get(balance.sku)?.find((sibling) => sibling !== balance);
    if (units === 1 || other === undefined || !this.#random.chance(rates.split)) return [[balance, units]];
    const first = this.#random.integer(1, units - 1);
    return [
      [balance, first],
      [other, units - first],
    ];
  }

  #place(served: readonly (readonly [StoreBalance, number])[]): void {
    const { ids, rates, delays } = this.options;
    const sequence = ids.firstOrder + this.orders.length;
    const order: StoreOrder = {
      id: `${ids.orderPrefix}${sequence}${ids.orderSuffix}`,
      sequence,
      createdAt: this.now,
      trigger: this.#trigger,
      lines: [],
      history: [{ at: this.now, status: 'payment-pending' }],
      authorizedAt: null,
    };
    for (const [balance, units] of served) {
      order.lines.push(balance.reserve(order, units, this.#random.chance(rates.forgottenWriteOff)));
    }
    this.orders.push(order);
    this.#reach(order, 'created');
    if (this.#random.chance(rates.unpaid)) {
      this.#later(this.#delay(delays.unpaidCancellation), () => this.#cancelBeforeHandling(order));
    } else {
      this.#later(this.#delay(delays.payment), () => this.#pay(order));
    }
  }

  #pay(order: StoreOrder): void {
    const { rates, delays } = this.options;
    order.authorizedAt = this.now;
    this.#enter(order, 'payment-approved');
    for (const line of order.lines) line.reservation = 'confirmed';
    this.#reach(order, 'authorized');
    this.#later(this.#delay(delays.ready), () => this.#becomeReady(order));
    if (this.#random.chance(rates.cancelledPaid)) {
      this.#later(this.#delay(delays.paidCancellation), () => this.#cancelBeforeHandling(order));
    }
  }

  #becomeReady(order: StoreOrder): void {
    if (statusOf(order) !== 'payment-approved') return;
    const { rates, delays } = this.options;
    this.#enter(order, 'ready-for-handling');
    this.#reach(order, 'ready');
    const isGhost = this.#random.chance(rates.ghost);
    const fate: OrderFate = {
      isGhost,
      isCancelledLate: !isGhost && this.#random.chance(rates.cancelledLate),
      isWrittenOffByHand: this.#random.chance(rates.writtenOffByHand),
    };
    const wait = this.#delay(delays.handling);
    if (fate.isWrittenOffByHand) {
      this.#later(this.#random.between(0.02, 0.95) * wait, () => this.#writeOffByHand(order));
    }
    this.#later(wait, () => this.#handle(order, fate));
  }

  /** Preparing Delivery, as soon as all units are on the shelf; a ghost is invoiced without it. */
  #handle(order: StoreOrder, fate: OrderFate): void {
    if (statusOf(order) !== 'ready-for-handling') return;
    if (order.lines.some((line) => line.balance.shelf < line.units)) {
      this.#later(this.#random.between(6 * HOUR, 30 * HOUR), () => this.#handle(order, fate));
      return;
    }
    for (const line of order.lines) line.balance.pick(line);
    if (fate.isGhost) {
      this.#enter(order, 'invoiced');
      this.#reach(order, 'handling');
      this.#reach(order, 'invoiced');
      return;
    }
    this.#enter(order, 'handling');
    for (const line of order.lines) line.reservation = 'acknowledged';
    this.#reach(order, 'handling');
    this.#later(this.#delay(this.options.delays.invoice), () => {
      if (fate.isCancelledLate) this.#cancelAfterHandling(order);
      else this.#invoice(order);
    });
  }

  #invoice(order: StoreOrder): void {
    this.#enter(order, 'invoiced');
    this.#reach(order, 'invoiced');
  }

  /** Rule 5: the reservation is freed. What the ERP had taken off it puts back, usually. */
  #cancelBeforeHandling(order: StoreOrder): void {
    const status = statusOf(order);
    if (status === 'handling' || isClosed(order)) return;
    this.#enter(order, 'canceled');
    for (const line of order.lines) {
      line.cancelled = 'before-handling';
      line.balance.cancelReservation(line, this.now);
      this.#putBack(line);
    }
  }

  /** Rule 5: the reservation stays until the next update, though the units are back. */
  #cancelAfterHandling(order: StoreOrder): void {
    this.#enter(order, 'canceled');
    for (const line of order.lines) {
      line.balance.takeReturn(line);
      this.#putBack(line);
    }
  }

  #enter(order: StoreOrder, status: StoreStatus): void {
    order.history.push({ at: this.now, status });
  }

  // Writers

  /** The order reaches a moment of its life: lines whose trigger it is are taken off. */
  #reach(order: StoreOrder, moment: TriggerMoment): void {
    for (const line of order.lines) {
      if (this.#triggerOf(line) !== moment) continue;
      if (line.balance.takeInErp(line, this.now)) this.#erpChanged(line.balance);
    }
  }

  #triggerOf({ order, balance }: StoreLine): TriggerMoment {
    const isFirst = balance.warehouse === this.options.ids.warehouses[0];
    return isFirst ? order.trigger : (this.#otherTrigger ?? order.trigger);
  }

  #putBack(line: StoreLine): void {
    if (line.takenByErpAt === null || this.#random.chance(this.options.rates.notPutBack)) return;
    if (line.balance.putBackInErp(line)) this.#erpChanged(line.balance);
  }

  /** The ERP's total changed: it says so within its lag, or in the night. */
  #erpChanged(balance: StoreBalance): void {
    balance.hasUnsentChange = true;
    if (this.options.sync === 'live') {
      this.#later(this.#delay(this.options.liveLag), () => this.#push(balance));
    }
  }

  #push(balance: StoreBalance): void {
    balance.hasUnsentChange = false;
    balance.receiveErpTotal(this.options.authors.erp, this.now);
  }

  #nextNight(): number {
    const { nightlyHour, nightlyMinute } = this.options;
    const midnight = Math.floor(this.now / DAY) * DAY;
    const tonight = midnight + nightlyHour * HOUR + nightlyMinute * 60 * SECOND;
    return tonight > this.now ? tonight : tonight + DAY;
  }

  #pushNightly(at: number): void {
    this.#calendar.add(at, () => {
      for (const balance of this.balances) {
        if (balance.hasUnsentChange) this.#push(balance);
      }
      this.#pushNightly(at + DAY);
    });
  }

  #receiveGoods(): void {
    const { from, to } = this.options.receiptUnits;
    const balance = this.#random.pick(this.balances);
    balance.receiveGoods(this.#random.integer(from, to));
    this.#erpChanged(balance);
  }

  /** A unit sold over the counter: only one that no order waits for, and never the last. */
  #sellAtTill(): void {
    this.#takeOffEverywhere(1, this.options.authors.till, 2);
  }

  #breakUnits(): void {
    const units = this.#random.integer(1, 2);
    this.#takeOffEverywhere(units, this.options.authors.person, units);
  }

  #takeOffEverywhere(units: number, author: string, atLeastFree: number): void {
    const balance = this.#random.pick(this.balances);
    if (balance.freeOnShelf < units || balance.available < atLeastFree) return;
    balance.takeOffEverywhere(units, author, this.now);
    if (this.options.echoesOtherWriters) this.#erpChanged(balance);
  }

  #writeOffByHand(order: StoreOrder): void {
    if (statusOf(order) !== 'ready-for-handling') return;
    for (const line of order.lines) {
      if (line.takenByErpAt !== null || line.balance.inStock < line.units) continue;
      line.balance.writeOffByHand(line, this.options.authors.person, this.now);
      if (this.options.echoesOtherWriters) this.#erpChanged(line.balance);
    }
  }

  /** A person counts a shelf and types it in; now and then one that VTEX has wrong. */
  #recount(): void {
    const wrong = this.#random.chance(this.options.rates.recountsOfWrongCounts)
      ? this.balances.filter(({ inStock, shelf }) => inStock !== shelf)
      : [];
    const balance = this.#random.pick(wrong.length > 0 ? wrong : this.balances);
    balance.receiveRecount(this.options.authors.person, this.now);
  }

  #loseUnseen(): void {
    const balance = this.#random.pick(this.balances);
    if (balance.shelf > 0) balance.loseUnseen();
  }
}

/** A store that has run to its end, the moment of its exports. */
export function simulate(options: StoreOptions): World {
  const world = new World(options);
  world.runUntil(options.end);
  return world;
}
