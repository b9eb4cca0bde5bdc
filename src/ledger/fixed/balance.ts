/** What a fix wrote for one balance, with what stood there before: enough to check it later, and to take it back. */
import type { BalanceStory, ReservationState } from '../diagnosis.js';
import type { Moment, Units } from '../records.js';

/** One order's units that counted as reserved when the fix was made. */
interface FixedReservation {
  readonly order: string;
  readonly units: Units;
  readonly state: ReservationState;
  /** In stock lacked them. */
  readonly isTakenOff: boolean;
}

/** A balance as it was when a fix was made for it, and the count the fix gave it. */
export interface FixedBalance {
  readonly sku: string;
  readonly warehouse: string;
  /** In stock as the fix sets it. */
  readonly count: Units;
  readonly inStock: Units;
  readonly reserved: Units;
  /** K: what the fix drops of the reserved units, as far as the exports told. */
  readonly acknowledged: Units;
  readonly earlyWriteOffs: Units;
  readonly lateWriteOffs: Units;
  /** The last update the log told of; null without one. */
  readonly lastUpdateAt: Moment | null;
  readonly reservations: readonly FixedReservation[];
}

/** When a fix was made, and of which moment it speaks. */
export interface FixMoment {
  readonly writtenAt: Moment;
  /** T of its exports, and what T is no later than; null when unknown. */
  readonly exportedAt: Moment | null;
  readonly exportedBefore: Moment | null;
}

export function fixedBalance(count: Units, story: BalanceStory): FixedBalance {
  const { sku, warehouse, inStock, reserved, acknowledged, earlyWriteOffs, lateWriteOffs } = story;
  const updates = story.updates.filter(({ logged }) => logged);
  return {
    sku,
    warehouse,
    count,
    inStock,
    reserved,
    acknowledged,
    earlyWriteOffs,
    lateWriteOffs,
    lastUpdateAt: updates.at(-1)?.at ?? null,
    reservations: story.reservations.map(({ order, units, state, takenOffAt }) => ({
      order,
      units,
      state,
      isTakenOff: takenOffAt !== null,
    })),
  };
}

/** Available right after the fix: its update drops what is acknowledged. */
export function availableAfter({ count, reserved, acknowledged }: FixedBalance): Units {
  return count - (reserved - acknowledged);
}
