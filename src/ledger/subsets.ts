/** Which whole lines add up to a number of units: the arithmetic behind every "fits exactly". */

/**
 * Index lists of `units` that add up to `target`, fewest members first, in index order within a size.
 * At most `limit` are returned, and at most 20 members are looked at, so the work stays bounded.
 */
export function subsetsWithSum(units: readonly number[], target: number, limit: number): number[][] {
  const found: number[][] = [];
  const members = Math.min(units.length, 20);
  const pick = (start: number, left: number, size: number, chosen: number[]): void => {
    if (found.length >= limit) return;
    if (size === 0) {
      if (left === 0) found.push([...chosen]);
      return;
    }
    for (let index = start; index <= members - size; index++) {
      const value = units[index] ?? 0;
      if (value > left) continue;
      chosen.push(index);
      pick(index + 1, left - value, size - 1, chosen);
      chosen.pop();
    }
  };
  if (target === 0) return [[]];
  const most = Math.min(members, 8);
  for (let size = 1; size <= most && found.length < limit; size++) pick(0, target, size, []);
  return found;
}
