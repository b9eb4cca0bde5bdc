/**
 * How much is weighed side by side while a balance's log is replayed: as much as is useful for nearly every SKU, and
 * less for one whose logs are so long that its diagnosis would keep the user waiting.
 */
import type { BalanceLines } from './lines.js';

/** What the replay of one balance weighs at most. */
export interface Effort {
  /** Readings carried side by side. */
  readonly readings: number;
  /** Lines that a writer with a trigger may have taken off at one update, of which every combination is tried. */
  readonly combined: number;
  /** Ways in which one update may extend a reading. */
  readonly ways: number;
}

/** What a balance is given whose SKU has time to spare. */
export const THOROUGH: Effort = { readings: 48, combined: 6, ways: 24 };

/** Readings of a SKU's balances carried through updates at most; fewer once there are few of each. */
const MOST_EXTENDED = 40_000;
const MOST_IN_A_CROWD = 25_000;
/** At least so many readings where every line is placed, and where lines may stand in several balances. */
const NARROWEST = 8;
const NARROWEST_UNPLACED = 2;
/** From so few readings on an update has no more ways to go by than can be told apart. */
const CROWDED = 8;
const IN_A_CROWD: Omit<Effort, 'readings'> = { combined: 4, ways: 8 };

/** As much for each of a SKU's balances as the updates of all leave time for. */
export function effortFor(balances: readonly BalanceLines[]): Effort {
  const updates = balances.reduce((sum, { balance }) => sum + balance.updates.length, 0);
  const isPlaced = balances.every(({ unplaced }) => unplaced === 0);
  const narrowest = isPlaced ? NARROWEST : NARROWEST_UNPLACED;
  const within = (most: number): number => Math.max(narrowest, Math.floor(most / (updates + 1)));
  const readings = Math.min(THOROUGH.readings, within(MOST_EXTENDED));
  if (readings > CROWDED) return { ...THOROUGH, readings };
  return { ...IN_A_CROWD, readings: within(MOST_IN_A_CROWD) };
}

/** For what is read a second time only to see what else would come out: in a crowd, with half the readings. */
export function effortAgain(effort: Effort): Effort {
  return effort.readings > CROWDED ? effort : { ...effort, readings: Math.ceil(effort.readings / 2) };
}
