/** Which whole lines add up to a number of units: the arithmetic behind every "fits exactly". */

/**
 * Index lists of `units` that add up to `target`, fewest members first, in index order within a size.
 * At most `limit` are returned, and at most 20 members are looked at, so the work stays bounded.
 */
export function subsetsWithSum(units: readonly number[], target: number, limit: number): number[][] {
  if (target === 0) return [[]];
  const found: number[][] = [];
  const members = Math.min(units.length, 20);
  let all = 0;
  let largest = 0;
  for (let index = 0; index < members; index++) {
    const value = units[index] ?? 0;
    all += Math.max(value, 0);
    largest = Math.max(largest, value);
  }
  if (all < target) return found;
  const most = Math.min(members, 8);
  for (let size = 1; size <= most && found.length < limit; size++)
    if (size * largest >= target) pick({ units, members, limit, found }, 0, target, size, []);
  return found;
}

/** What `pick` chooses from, and what it has found. */
interface Choice {
  readonly units: readonly number[];
  readonly members: number;
  readonly limit: number;
  readonly found: number[][];
}

/** Adds every choice of `size` more members from `start` on that make up what is left. */
function pick(choice: Choice, start: number, left: number, size: number, chosen: number[]): void {
  const { units, members, limit, found } = choice;
  if (found.length >= limit) return;
  if (size === 0) {
    if (left === 0) found.push([...chosen]);
    return;
  }
  for (let index = start; index <= members - size; index++) {
    const value = units[index] ?? 0;
    if (value > left || (size === 1 && value !== left)) continue;
    chosen.push(index);
    pick(choice, index + 1, left - value, size - 1, chosen);
    chosen.pop();
  }
}

/** Sums tried at most for one choice of any number of members. */
const MOST_SUMS = 20_000_000;

/**
 * The indexes of some of `units`, however many, that add up to `target`, ascending; null where there are none,
 * or where finding out would take too long.
 */
export function anySubsetWithSum(units: readonly number[], target: number): number[] | null {
  const most = units.reduce((sum, value) => sum + Math.max(value, 0), 0);
  if (target < 0 || target > most || units.length * target > MOST_SUMS) return null;
  // The last member of a choice that adds up to each sum: the first to have reached it.
  const reachedBy = new Int32Array(target + 1).fill(-1);
  const isReached = (sum: number): boolean => sum === 0 || (reachedBy[sum] ?? -1) !== -1;
  units.forEach((value, index) => {
    if (value <= 0) return;
    for (let sum = target; sum >= value; sum--)
      if (!isReached(sum) && isReached(sum - value)) reachedBy[sum] = index;
  });
  if (!isReached(target)) return null;
  const chosen: number[] = [];
  for (let left = target; left > 0; ) {
    const member = reachedBy[left] ?? -1;
    chosen.push(member);
    left -= units[member] ?? left;
  }
  return chosen.reverse();
}
