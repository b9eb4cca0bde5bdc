/**
 * One SKU in one warehouse, three times over: as VTEX counts it (by the six rules of its
 * reservations), as the ERP counts it, and as it lies on the shelf. Everything that moves a unit is
 * a method here, so that what VTEX's count lacks is known at every moment.
 */

import type { StoreOrder } from './store.js';

/** What VTEX knows of the units an order holds; `none` once freed or dropped. */
type ReservationState = 'authorized' | 'confirmed' | 'acknowledged' | 'none';

/** The units of one order in one balance. */
export interface StoreLine {
  readonly order: StoreOrder;
  readonly balance: StoreBalance;
  readonly units: number;
  reservation: ReservationState;
  /** Picked and gone; false again when a late cancellation brings the units back. */
  leftShelf: boolean;
  /** When the ERP took the units off its total; null while it has not, or has put them back. */
  takenByErpAt: number | null;
  /** Since when in stock, as VTEX has it, lacks the units; null while it has them. */
  lackingSince: number | null;
  /** The ERP will never take these units off by itself: forgotten, or done by hand. */
  isSettledInErp: boolean;
  cancelled: 'no' | 'before-handling' | 'after-handling';
}

export interface StoreUpdate {
  readonly at: number;
  readonly author: string;
  readonly before: number;
  readonly after: number;
  /** ReservedQuantity right after it. */
  readonly reserved: number;
}

/** Something that changed a balance, and what it held then: what Data Pipeline keeps of it. */
export interface StoreEvent {
  readonly at: number;
  readonly type: 'reservation-create' | 'reservation-cancel' | 'item-availability-update';
  /** Who wrote the count; null for what VTEX did by itself. */
  readonly author: string | null;
  readonly inStock: number;
  readonly reserved: number;
  /** The order whose reservation it is about. */
  readonly order: StoreOrder | null;
}

const sumOf = (lines: readonly StoreLine[], matches: (line: StoreLine) => boolean) =>
  lines.reduce((sum, line) => (matches(line) ? sum + line.units : sum), 0);

export const isReserved = (line: StoreLine) => line.reservation !== 'none';

/** P: reserved and on the shelf, because the order has not reached Preparing Delivery. */
export const isPending = (line: StoreLine) =>
  (line.reservation === 'authorized' || line.reservation === 'confirmed') && !line.leftShelf;

/** A closed order whose reservation was never acknowledged and still counts. */
export const isGhost = (line: StoreLine) => line.reservation === 'confirmed' && line.leftShelf;

/** Part of E: reserved, and already taken off in stock. */
export const isEarly = (line: StoreLine) => isReserved(line) && line.lackingSince !== null;

/** Part of L: gone from the shelf, no longer reserved, not taken off in stock. */
export const isLate = (line: StoreLine) => !isReserved(line) && line.leftShelf && line.lackingSince === null;

/** Cancelled before Preparing Delivery, and in stock still lacks the units. */
export const isNotPutBack = (line: StoreLine) =>
  line.cancelled === 'before-handling' && line.lackingSince !== null;

export const isReturned = (line: StoreLine) => line.cancelled === 'after-handling' && !line.leftShelf;

export class StoreBalance {
  readonly updates: StoreUpdate[] = [];
  /** Every change of in stock or reserved, by whatever made it. */
  readonly events: StoreEvent[] = [];
  readonly lines: StoreLine[] = [];
  inStock: number;
  reserved = 0;
  shelf: number;
  erpTotal: number;
  /** The ERP's total changed since the last push (nightly writers send only such balances). */
  hasUnsentChange = false;

  /** Units received by the store, and how many of them in stock has. */
  #received = 0;
  #receivedInStock = 0;
  /** Units that vanished, and how many of them in stock and the ERP's total are already without. */
  #lost = 0;
  #lostInStock = 0;
  #lostInErp = 0;
  /** By how much in stock and the ERP's total are simply wrong: a count typed in that was none. */
  #misstatedInStock = 0;
  #misstatedInErp = 0;

  constructor(
    readonly sku: string,
    readonly warehouse: string,
    readonly initialCount: number,
  ) {
    this.inStock = initialCount;
    this.shelf = initialCount;
    this.erpTotal = initialCount;
  }

  get available(): number {
    return this.inStock - this.reserved;
  }

  get pending(): number {
    return sumOf(this.lines, isPending);
  }

  /** Units on the shelf that no order waits for. */
  get freeOnShelf(): number {
    return this.shelf - this.pending;
  }

  /** Rule 1: placing an order reserves its units. */
  reserve(order: StoreOrder, units: number, isForgotten: boolean): StoreLine {
    const line: StoreLine = {
      order,
      balance: this,
      units,
      reservation: 'authorized',
      leftShelf: false,
      takenByErpAt: null,
      lackingSince: null,
      isSettledInErp: isForgotten,
      cancelled: 'no',
    };
    this.lines.push(line);
    this.reserved += units;
    this.#record(order.createdAt, 'reservation-create', null, order);
    return line;
  }

  /** Rules 1 and 5: a reservation that lapsed or was cancelled counts no longer. */
  cancelReservation(line: StoreLine, at: number): void {
    if (!isReserved(line)) return;
    this.#free(line);
    this.#record(at, 'reservation-cancel', null, line.order);
  }

  #free(line: StoreLine): void {
    line.reservation = 'none';
    this.reserved -= line.units;
  }

  #record(at: number, type: StoreEvent['type'], author: string | null, order: StoreOrder | null): void {
    this.events.push({ at, type, author, inStock: this.inStock, reserved: this.reserved, order });
  }

  /** The units leave the shelf for the customer. */
  pick(line: StoreLine): void {
    line.leftShelf = true;
    this.shelf -= line.units;
  }

  /** The units of an order cancelled after Preparing Delivery are back on the shelf. */
  takeReturn(line: StoreLine): void {
    line.leftShelf = false;
    line.cancelled = 'after-handling';
    this.shelf += line.units;
  }

  /**
   * Rule 4: sets in stock to `count` and drops every acknowledged reservation. Answers false, and
   * logs nothing, when nothing changes and there is nothing to drop.
   */
  #write(count: number, author: string, at: number): boolean {
    const acknowledged = this.lines.filter((line) => line.reservation === 'acknowledged');
    if (count === this.inStock && acknowledged.length === 0) return false;
    const before = this.inStock;
    this.inStock = count;
    for (const line of acknowledged) this.#free(line);
    this.updates.push({ at, author, before, after: count, reserved: this.reserved });
    this.#record(at, 'item-availability-update', author, null);
    return true;
  }

  /** The ERP sends its total: in stock then lacks exactly what the ERP lacks. */
  receiveErpTotal(author: string, at: number): boolean {
    for (const line of this.lines) line.lackingSince = line.takenByErpAt;
    this.#receivedInStock = this.#received;
    this.#lostInStock = this.#lostInErp;
    this.#misstatedInStock = this.#misstatedInErp;
    return this.#write(this.erpTotal, author, at);
  }

  /** A person counted the shelf and types it in: in stock then lacks exactly what left the shelf. */
  receiveRecount(author: string, at: number): boolean {
    return this.receiveCount(this.shelf, author, at);
  }

  /** Somebody writes a count that is meant to be the shelf; what it is off by is known as misstated. */
  receiveCount(count: number, author: string, at: number): boolean {
    for (const line of this.lines) {
      line.lackingSince = line.leftShelf ? (line.lackingSince ?? at) : null;
    }
    this.#receivedInStock = this.#received;
    this.#lostInStock = this.#lost;
    this.#misstatedInStock = count - this.shelf;
    return this.#write(count, author, at);
  }

  /** A person takes a line off by hand before Preparing Delivery, in VTEX and in the ERP. */
  writeOffByHand(line: StoreLine, author: string, at: number): void {
    line.lackingSince = at;
    line.isSettledInErp = true;
    line.takenByErpAt = at;
    this.erpTotal -= line.units;
    this.#write(this.inStock - line.units, author, at);
  }

  /** Units leave by a till or broken: shelf, VTEX and ERP are lowered at once. */
  takeOffEverywhere(units: number, author: string, at: number): void {
    this.shelf -= units;
    this.erpTotal -= units;
    this.#write(this.inStock - units, author, at);
  }

  /** Goods arrive: on the shelf and in the ERP at once, in VTEX when the ERP sends its total. */
  receiveGoods(units: number): void {
    this.shelf += units;
    this.erpTotal += units;
    this.#received += units;
  }

  /** A unit vanishes and nobody notices. */
  loseUnseen(): void {
    this.shelf -= 1;
    this.#lost += 1;
  }

  /** The ERP writes a line off. Answers whether its total changed. */
  takeInErp(line: StoreLine, at: number): boolean {
    if (line.isSettledInErp || line.takenByErpAt !== null) return false;
    line.takenByErpAt = at;
    this.erpTotal -= line.units;
    return true;
  }

  /** The ERP puts a line back. Answers whether its total changed. */
  putBackInErp(line: StoreLine): boolean {
    if (line.takenByErpAt === null) return false;
    line.takenByErpAt = null;
    this.erpTotal += line.units;
    return true;
  }

  /** Somebody sets the ERP's total: from then on it is off by what nothing explains. */
  setErpTotal(total: number): void {
    this.#misstatedInErp += total - this.erpTotal;
    this.erpTotal = total;
  }

  /** The ERP's stocktaking: its total becomes the shelf without the lines it has taken off early. */
  stocktakeInErp(): void {
    const takenEarly = sumOf(this.lines, (line) => line.takenByErpAt !== null && !line.leftShelf);
    const notTaken = sumOf(this.lines, (line) => line.takenByErpAt === null && line.leftShelf);
    this.erpTotal = this.shelf - takenEarly + notTaken;
    this.#lostInErp = this.#lost;
    this.#misstatedInErp = 0;
  }

  /** E, L and P, and what no export shows: shelf = available + E − L + P + hidden. */
  parts(): { early: number; late: number; pending: number; hidden: number } {
    const unsentReceipts = this.#received - this.#receivedInStock;
    const unknownLosses = this.#lost - this.#lostInStock;
    const notPutBack = sumOf(this.lines, isNotPutBack);
    const returned = sumOf(
      this.lines,
      (line) => isReturned(line) && (isReserved(line) || line.lackingSince !== null),
    );
    return {
      early: sumOf(this.lines, isEarly),
      late: sumOf(this.lines, isLate),
      pending: this.pending,
      hidden: unsentReceipts - unknownLosses + notPutBack + returned - this.#misstatedInStock,
    };
  }

  /** The identity every correction rests on; null when it holds, else what is wrong with it. */
  contradiction(): string | null {
    const { early, late, pending, hidden } = this.parts();
    const explained = this.available + early - late + pending + hidden;
    const reserved = sumOf(this.lines, isReserved);
    if (explained === this.shelf && reserved === this.reserved && this.shelf >= 0) return null;
    return (
      `${this.sku} in ${this.warehouse}: shelf ${this.shelf}, but available ${this.available} + early ${early}` +
      ` - late ${late} + pending ${pending} + hidden ${hidden} = ${explained};` +
      ` reserved ${this.reserved}, of lines ${reserved}`
    );
  }
}
