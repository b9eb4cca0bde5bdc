/**
 * Which lines count as reserved where the export lists no locks: pending ones first, then what makes up
 * ReservedQuantity; and which orders stand for reserved units that no pending order backs.
 */
import type { Balance, Moment, ReservationPhase, Units } from '../records.js';
import { subsetsWithSum } from '../subsets.js';
import type { Line } from './line.js';
import type { Described } from './states.js';

/**
 * Which lines count as reserved when the export lists no locks: pending ones first, then whatever subset
 * of the rest makes up ReservedQuantity; if several subsets fit, only what they share.
 */
export function countingWithoutLocks(
  balance: Balance,
  placed: readonly Described[],
  lastUpdate: Moment | null,
): boolean[] {
  const counting = placed.map(() => false);
  let left = balance.reserved;
  const take = (index: number): void => {
    counting[index] = true;
    left -= placed[index]?.units ?? 0;
  };
  const certain = (index: number): boolean =>
    (placed[index]?.share ?? 0) === 1 && placed[index]?.said !== 'ended';
  const inPhase = (wanted: ReservationPhase): number[] =>
    placed.flatMap((p, index) => (p.phase === wanted && certain(index) && p.units > 0 ? [index] : []));
  for (const phase of ['confirmed', 'authorized'] as const)
    for (const index of inPhase(phase)) if ((placed[index]?.units ?? 0) <= left) take(index);
  const after = (index: number): boolean => {
    const line = placed[index]?.line;
    return (
      line !== undefined &&
      (lastUpdate === null || (line.handlingAt ?? line.lastChangeAt ?? Number.POSITIVE_INFINITY) > lastUpdate)
    );
  };
  for (const index of inPhase('acknowledged')) {
    const line = placed[index]?.line;
    const surely = line?.status === 'handling' && after(index) && lastUpdate !== null;
    if (surely && (placed[index]?.units ?? 0) <= left) take(index);
  }
  if (left === 0) return counting;
  const rest = [
    ...inPhase('acknowledged'),
    ...inPhase('undetermined'),
    ...inPhase('closed'),
    ...inPhase('unknown'),
  ];
  const recent = rest.filter((index) => after(index) && !(counting[index] ?? false));
  const fits = subsetsWithSum(
    recent.map((index) => placed[index]?.units ?? 0),
    left,
    50,
  );
  const first = fits[0];
  if (first === undefined) return counting;
  for (const member of first) {
    const index = recent[member];
    if (index !== undefined && fits.every((fit) => fit.includes(member))) take(index);
  }
  return counting;
}

/** Without locks, orders whose status would hold a reservation but for which reserved has no room. */
export function pendingWithoutLocks(lines: readonly Line[], reserved: Units, locksKnown: boolean): Units {
  if (locksKnown) return 0;
  const all = lines
    .filter((l) => l.share === 1 && (l.phase === 'authorized' || l.phase === 'confirmed'))
    .reduce((sum, l) => sum + l.units, 0);
  return Math.min(all, reserved);
}

/** Without locks: reserved units no pending order backs belong to orders already gone; the newest stand for them. */
export function withGhostsOf(lines: readonly Line[], left: Units): readonly Line[] {
  let missing = left;
  const result: Line[] = [];
  for (const line of [...lines].reverse()) {
    if (missing === 0 || line.state !== null || !line.gone || line.share < 1) {
      result.push(line);
    } else if (line.units <= missing) {
      result.push({ ...line, state: 'undetermined' });
      missing -= line.units;
    } else {
      result.push(
        { ...line, units: line.units - missing },
        { ...line, units: missing, state: 'undetermined' },
      );
      missing = 0;
    }
  }
  return result.reverse();
}
