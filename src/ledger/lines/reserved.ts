/** The lines of a balance made to add up to its ReservedQuantity, with what had to be done for it. */
import type { Note } from '../diagnosis.js';
import type { Balance, Units } from '../records.js';
import type { BalanceLines, Line } from './line.js';
import { pendingWithoutLocks, withGhostsOf } from './without-locks.js';

/** The locks of a balance that no line explains, and whether its list is complete. */
export type LockList = Pick<BalanceLines, 'missingLocks' | 'locksOfOtherLines' | 'locksKnown'>;

/** The lines made to add up to what is reserved. */
export type Balanced = Pick<BalanceLines, 'lines' | 'pendingMost' | 'notes'>;

/** Makes the reserved lines add up to ReservedQuantity, and says what had to be done for it. */
export function balanceToReserved(
  balance: Balance,
  lines: readonly Line[],
  { missingLocks, locksOfOtherLines, locksKnown }: LockList,
): Balanced {
  const unexplained = missingLocks.length + locksOfOtherLines.length;
  const notes: Note[] = [];
  const counted = lines.reduce((sum, line) => sum + (line.state === null ? 0 : line.units), 0);
  const pending = lines.reduce((sum, line) => sum + (line.state === 'pending' ? line.units : 0), 0);
  const reserved = Math.max(balance.reserved, 0);
  if (balance.reserved < 0) notes.push({ code: 'reserved-negative', values: { reserved: balance.reserved } });
  const left = reserved - counted;
  if (!locksKnown && reserved > 0) notes.push({ code: 'no-locks', values: { reserved } });
  if (left > 0) {
    if (unexplained === 0) notes.push({ code: 'reserved-differs', values: { reserved, found: counted } });
    const unbacked = lines.filter((l) => l.state === null && l.gone && l.share === 1);
    const backed = !locksKnown && unbacked.reduce((sum, l) => sum + l.units, 0) >= left;
    return {
      lines: backed
        ? withGhostsOf(lines, left)
        : [...lines, ...standIns(missingLocks, locksOfOtherLines, left)],
      pendingMost: unexplained > 0 ? pending + left : pending,
      notes,
    };
  }
  if (left === 0)
    return { lines, pendingMost: Math.max(pending, pendingWithoutLocks(lines, reserved, locksKnown)), notes };
  notes.push({ code: 'reserved-differs', values: { reserved, found: counted } });
  return { lines: trimmed(lines, -left), pendingMost: Math.min(pending, reserved), notes };
}

/**
 * Reserved units that no line explains. Where locks of both kinds stand for them nothing says how many each
 * holds: those of exported orders are given one unit each.
 */
function standIns(
  missingLocks: readonly string[],
  locksOfOtherLines: readonly string[],
  units: Units,
): readonly Line[] {
  if (locksOfOtherLines.length === 0) return [standIn(missingLocks, units, 'lock')];
  if (missingLocks.length === 0) return [standIn(locksOfOtherLines, units, 'lock-of-other-line')];
  const others = Math.min(locksOfOtherLines.length, units - 1);
  return [
    ...(others > 0 ? [standIn(locksOfOtherLines, others, 'lock-of-other-line')] : []),
    standIn(missingLocks, units - others, 'lock'),
  ];
}

/** Reserved units of one or several locks: undetermined, without a known moment. */
function standIn(locks: readonly string[], units: Units, source: 'lock' | 'lock-of-other-line'): Line {
  return {
    order: locks.join(', '),
    lockId: locks.length === 1 ? (locks[0] ?? null) : null,
    units,
    status: null,
    source,
    kit: null,
    isOutdated: false,
    changes: [],
    phase: 'unknown',
    createdAt: null,
    lastChangeAt: null,
    share: 1,
    state: 'undetermined',
    gone: true,
    moments: { created: null, authorized: null, ready: null, handling: null, invoiced: null },
  };
}

/** The locked lines cut to what is reserved, the newest pending first. */
function trimmed(lines: readonly Line[], excess: Units): readonly Line[] {
  let over = excess;
  const result: Line[] = [...lines];
  for (const wanted of [true, false])
    for (let index = result.length - 1; index >= 0 && over > 0; index--) {
      const line = result[index];
      if (line === undefined || line.state === null || (line.state === 'pending') !== wanted) continue;
      const cut = Math.min(line.units, over);
      over -= cut;
      if (cut === line.units)
        result[index] = { ...line, state: null, gone: line.gone && line.state !== 'undetermined' };
      else result[index] = { ...line, units: line.units - cut };
    }
  return result;
}
