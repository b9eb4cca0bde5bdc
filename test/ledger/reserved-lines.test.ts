/** Lines made to add up to ReservedQuantity, taken apart. */
import { describe, expect, it } from 'vitest';
import type { Line } from '../../src/ledger/lines/line.js';
import { balanceToReserved, type LockList } from '../../src/ledger/lines/reserved.js';
import { lineOf as asLine, type Frame } from '../../src/ledger/lines/states.js';
import { phaseOf } from '../../src/ledger/statuses.js';
import { balanceOf, daysAgo, EXPORTED_AT, lineOf } from './records.js';

const FRAME: Frame = { at: EXPORTED_AT, latest: EXPORTED_AT, earliest: daysAgo(30), lastUpdate: null };
const LOCKED: LockList = { missingLocks: [], locksOfOtherLines: [], locksKnown: true };
const UNLOCKED: LockList = { ...LOCKED, locksKnown: false };

/** A line of an order in this status, counting as reserved as told. */
function line(order: string, units: number, status: string, state: Line['state'] = null): Line {
  const described = {
    line: lineOf(order, { units, status }),
    units,
    share: 1,
    record: null,
    said: null,
    phase: phaseOf(status),
    isOutdated: false,
  };
  return { ...asLine(described, false, false, FRAME), state };
}

const pending = (order: string, units: number) => line(order, units, 'ready-for-handling', 'pending');
const picked = (order: string, units: number) => ({
  ...line(order, units, 'handling', 'acknowledged'),
  gone: true,
});
const sent = (order: string, units: number) => line(order, units, 'invoiced');

function balanced(reserved: number, lines: readonly Line[], locks: LockList = LOCKED) {
  const result = balanceToReserved(balanceOf(9, [], { reserved }), lines, locks);
  return {
    ...result,
    units: result.lines.map(({ order, units, state }) => [order, units, state]),
    notes: result.notes,
  };
}

describe('lines that make up what is reserved', () => {
  it('stay as they are, without a word', () => {
    const lines = [pending('a', 2), picked('b', 1), sent('c', 4)];
    expect(balanced(3, lines)).toMatchObject({ lines, pendingMost: 2, notes: [] });
  });

  it('may be fewer pending units than there are orders for, without locks', () => {
    const lines = [pending('a', 2), line('b', 2, 'ready-for-handling')];
    expect(balanced(2, lines, UNLOCKED)).toMatchObject({ pendingMost: 2 });
    const mixed = [pending('a', 1), picked('b', 3), line('c', 2, 'ready-for-handling')];
    expect(balanced(4, mixed, UNLOCKED)).toMatchObject({ pendingMost: 3 });
    expect(balanced(4, mixed, LOCKED)).toMatchObject({ pendingMost: 1 });
  });

  it('are said to be without locks only where something is reserved', () => {
    expect(balanced(2, [pending('a', 2)], UNLOCKED).notes).toEqual([
      { code: 'no-locks', values: { reserved: 2 } },
    ]);
    expect(balanced(0, [], UNLOCKED).notes).toEqual([]);
  });
});

describe('reserved units that no line explains', () => {
  const stood = (reserved: number, locks: Partial<LockList>) => {
    const { lines, pendingMost, notes } = balanced(reserved, [pending('a', 1)], { ...LOCKED, ...locks });
    return { pendingMost, notes, standIns: lines.slice(1) };
  };

  it('are undetermined, of an unknown time, and said to differ', () => {
    const { standIns, pendingMost, notes } = stood(3, {});
    expect(standIns).toEqual([
      {
        order: '',
        lockId: null,
        units: 2,
        status: null,
        source: 'lock',
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
      },
    ]);
    expect(pendingMost).toBe(1);
    expect(notes).toEqual([{ code: 'reserved-differs', values: { reserved: 3, found: 1 } }]);
  });

  it('are of the locks whose order is in no export, and may be pending', () => {
    const one = stood(3, { missingLocks: ['00-x'] });
    expect(one.standIns).toMatchObject([{ order: '00-x', lockId: '00-x', units: 2, source: 'lock' }]);
    expect(one).toMatchObject({ pendingMost: 3, notes: [] });
    const two = stood(3, { missingLocks: ['00-x', '00-y'] });
    expect(two.standIns).toMatchObject([{ order: '00-x, 00-y', lockId: null, units: 2 }]);
  });

  it('are of the locks whose order has no line of the SKU', () => {
    const { standIns, pendingMost, notes } = stood(3, { locksOfOtherLines: ['00-k'] });
    expect(standIns).toMatchObject([
      { order: '00-k', lockId: '00-k', units: 2, source: 'lock-of-other-line', state: 'undetermined' },
    ]);
    expect({ pendingMost, notes }).toEqual({ pendingMost: 3, notes: [] });
  });

  it('are one each of the exported orders, the rest of the others, where both stand for them', () => {
    const locks = { missingLocks: ['00-x'], locksOfOtherLines: ['00-k', '00-l'] };
    const unitsOf = (reserved: number) =>
      stood(reserved, locks).standIns.map(({ order, units, source }) => [order, units, source]);
    expect(unitsOf(6)).toEqual([
      ['00-k, 00-l', 2, 'lock-of-other-line'],
      ['00-x', 3, 'lock'],
    ]);
    expect(unitsOf(3)).toEqual([
      ['00-k, 00-l', 1, 'lock-of-other-line'],
      ['00-x', 1, 'lock'],
    ]);
    expect(unitsOf(2)).toEqual([['00-x', 1, 'lock']]);
  });

  it('are of the newest orders that are gone, without locks', () => {
    const { units, pendingMost, notes } = balanced(
      4,
      [pending('a', 1), sent('b', 5), sent('c', 2)],
      UNLOCKED,
    );
    expect(units).toEqual([
      ['a', 1, 'pending'],
      ['b', 1, 'undetermined'],
      ['b', 4, null],
      ['c', 2, 'undetermined'],
    ]);
    expect(pendingMost).toBe(1);
    expect(notes.map(({ code }) => code)).toEqual(['no-locks', 'reserved-differs']);
  });

  it('are of nobody known where all that is gone is too little', () => {
    const { units } = balanced(4, [pending('a', 1), sent('b', 2)], UNLOCKED);
    expect(units).toEqual([
      ['a', 1, 'pending'],
      ['b', 2, null],
      ['', 3, 'undetermined'],
    ]);
    expect(balanced(4, [pending('a', 1), sent('b', 3)], UNLOCKED).units).toEqual([
      ['a', 1, 'pending'],
      ['b', 3, 'undetermined'],
    ]);
  });

  it.each<[string, Line]>([
    ['counts already', { ...sent('b', 3), state: 'acknowledged' }],
    ['is still on the shelf', line('b', 3, 'ready-for-handling')],
    ['only may stand here', { ...sent('b', 3), share: 0.5 }],
  ])('are not of an order that %s', (_, other) => {
    const counted = other.state === null ? 0 : other.units;
    const { units } = balanced(3 + counted, [other], UNLOCKED);
    expect(units).toEqual([
      ['b', 3, other.state],
      ['', 3, 'undetermined'],
    ]);
  });

  it('are of nobody known with locks, though orders are gone', () => {
    expect(balanced(3, [sent('b', 3)], LOCKED).units).toEqual([
      ['b', 3, null],
      ['', 3, 'undetermined'],
    ]);
  });
});

describe('lines of more units than are reserved', () => {
  it('lose the newest pending units first, and are said to differ', () => {
    const result = balanced(4, [pending('a', 2), picked('b', 3), pending('c', 2)]);
    expect(result.units).toEqual([
      ['a', 1, 'pending'],
      ['b', 3, 'acknowledged'],
      ['c', 2, null],
    ]);
    expect(result.pendingMost).toBe(4);
    expect(result.notes).toEqual([{ code: 'reserved-differs', values: { reserved: 4, found: 7 } }]);
  });

  it('lose others when no pending units are left, the newest first', () => {
    const result = balanced(1, [picked('a', 2), pending('b', 2), picked('c', 3)]);
    expect(result.units).toEqual([
      ['a', 1, 'acknowledged'],
      ['b', 2, null],
      ['c', 3, null],
    ]);
    expect(result.pendingMost).toBe(1);
  });

  it('keep no more than there are, also where less than nothing is reserved', () => {
    const result = balanced(-2, [pending('a', 2), picked('b', 1), sent('c', 1)]);
    expect(result.units).toEqual([
      ['a', 2, null],
      ['b', 1, null],
      ['c', 1, null],
    ]);
    expect(result.pendingMost).toBe(0);
    expect(result.notes).toEqual([
      { code: 'reserved-negative', values: { reserved: -2 } },
      { code: 'reserved-differs', values: { reserved: 0, found: 3 } },
    ]);
  });

  it('leave an acknowledged one gone, and one that could not be told as if it were none', () => {
    const unclear = { ...line('b', 1, 'request-cancel', 'undetermined'), gone: true };
    const { lines } = balanced(0, [picked('a', 1), unclear, pending('c', 1)]);
    expect(lines.map(({ gone }) => gone)).toEqual([true, false, false]);
  });
});
