/** One fix made by hand, and the balance as later exports have it: every test states only what came in between. */
import type { BalanceStory, Reservation, TakenOff, UpdateStory } from '../../src/ledger/diagnosis.js';
import { type FixedBalance, type FixMoment, fixedBalance } from '../../src/ledger/index.js';
import { at, doubleCounted, story, update } from '../render/stories.js';

/** In Preparing Delivery when the fix was made: its update drops the reservation, of one unit. */
export const HANDLED = 'v700368acme-01';
/** Ready for handling when the fix was made, and taken off too early: three units that the fix put back. */
export const READY = 'v700369acme-01';

/** Made from exports of 12:00, five minutes later. */
export const MOMENT: FixMoment = {
  writtenAt: at('2026-03-28 12:05'),
  exportedAt: at('2026-03-28 12:00'),
  exportedBefore: at('2026-03-28 12:00'),
};

/** In stock from 2 to 5, with 4 reserved, of which it drops 1: 2 are available then. */
export function fixOf(facts: Partial<FixedBalance> = {}): FixedBalance {
  return { ...fixedBalance(5, doubleCounted()), ...facts };
}

/** The update that writes the fix's count. */
export const UPLOAD: UpdateStory = update({
  at: at('2026-03-28 12:30'),
  author: 'ana@acme.example',
  before: 2,
  after: 5,
  dropped: [{ order: HANDLED, units: 1 }],
});

/** A reservation that still counts: of the order that the fix put right, unless told otherwise. */
export function reservation(facts: Partial<Reservation> = {}): Reservation {
  return {
    order: READY,
    lockId: null,
    units: 3,
    state: 'pending',
    status: 'ready-for-handling',
    createdAt: at('2026-03-27 23:30'),
    kit: null,
    takenOffAt: null,
    ...facts,
  };
}

/** Units that an update takes off before Preparing Delivery. */
export function takenEarly(order: string, units: number): TakenOff {
  return { order, units, early: true, statusThen: null, statusThenCertain: false, hoursEarly: null };
}

/** As the fix left it: 5 in stock, 3 of them reserved. The updates are those since the fix. */
export function since(
  updates: readonly UpdateStory[] = [UPLOAD],
  facts: Partial<BalanceStory> = {},
): BalanceStory {
  return story({
    inStock: 5,
    reserved: 3,
    available: 2,
    pending: 3,
    availableItems: 2,
    reservations: [reservation()],
    ...facts,
    updates: [...doubleCounted().updates, ...updates],
  });
}
