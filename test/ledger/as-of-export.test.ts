/** A balance as it was at T, taken apart. */
import { describe, expect, it } from 'vitest';
import {
  asOfExport,
  inOrderOfTime,
  lastUpdateOf,
  latestExport,
  namesLocks,
} from '../../src/ledger/lines/as-of-export.js';
import type { Balance, Coverage } from '../../src/ledger/records.js';
import { balanceOf, COVERAGE, daysAgo, EXPORTED_AT, updateOf } from './records.js';

const NO_LOG: Coverage = { ...COVERAGE, updatesFrom: null, updatesTo: null };
const NO_TIME = { exportedAt: null, exportedBefore: null };
const snapshotOf = (days: number, inStock: number) => ({
  at: daysAgo(days),
  inStock,
  reserved: 0,
  locks: [],
});

describe('the moment of the export', () => {
  const momentOf = (own: number | null, coverage: Partial<Coverage>) =>
    latestExport(balanceOf(1, [], { exportedAt: own }), { ...COVERAGE, ...coverage });

  it("is the balance's own before that of all", () => {
    expect(momentOf(daysAgo(1), { exportedAt: daysAgo(3), exportedBefore: null })).toBe(daysAgo(1));
    expect(momentOf(null, { exportedAt: daysAgo(3), exportedBefore: null })).toBe(daysAgo(3));
  });

  it('is the end of its day where only that is known', () => {
    expect(momentOf(daysAgo(1), { exportedBefore: daysAgo(1, 5) })).toBe(daysAgo(1, 5));
    expect(momentOf(daysAgo(1), { exportedBefore: daysAgo(0) })).toBe(daysAgo(0));
    expect(momentOf(daysAgo(1), { exportedBefore: daysAgo(0, 1) })).toBe(daysAgo(1));
    expect(momentOf(daysAgo(1), { exportedBefore: daysAgo(2) })).toBe(daysAgo(1));
  });

  it('may be unknown', () => {
    expect(momentOf(null, { ...NO_TIME, exportedBefore: daysAgo(1) })).toBeNull();
  });
});

describe('a balance as it was at the export', () => {
  const updates = [updateOf('erp', daysAgo(1), 3, 2), updateOf('erp', EXPORTED_AT, 2, 1)];
  const later = updateOf('erp', EXPORTED_AT + 1, 1, 0);
  const updatesOf = (changes: Partial<Balance>, coverage: Coverage) =>
    asOfExport(balanceOf(4, [], changes), coverage).updates;

  it('has the updates that had come by then', () => {
    expect(updatesOf({ updates: [...updates, later] }, COVERAGE)).toEqual(updates);
    expect(updatesOf({ updates: [...updates, later] }, NO_LOG)).toEqual(updates);
  });

  it('has all of them where that moment is unknown', () => {
    const unknown = { ...COVERAGE, ...NO_TIME };
    expect(updatesOf({ updates: [...updates, later], exportedAt: null }, unknown)).toEqual([
      ...updates,
      later,
    ]);
  });

  it('has what changed between older exports where there is no log', () => {
    const snapshots = [snapshotOf(5, 9), snapshotOf(4, 9), snapshotOf(2, 7)];
    expect(updatesOf({ snapshots }, NO_LOG)).toEqual([
      { at: daysAgo(2), author: null, before: 9, after: 7, reserved: null },
      { at: EXPORTED_AT, author: null, before: 7, after: 4, reserved: null },
    ]);
  });

  it('has nothing of older exports where there is a log, or where its own moment is unknown', () => {
    const snapshots = [snapshotOf(2, 7)];
    expect(updatesOf({ snapshots }, COVERAGE)).toEqual([]);
    expect(updatesOf({ snapshots, exportedAt: null }, { ...NO_LOG, ...NO_TIME })).toEqual([]);
  });
});

describe('the last update', () => {
  const updates = [updateOf('erp', daysAgo(3), 3, 2), updateOf('erp', daysAgo(1), 2, 1)];
  const lastOf = (changes: Partial<Balance>, coverage: Coverage) =>
    lastUpdateOf(balanceOf(4, [], changes), coverage);

  it('is none without updates', () => {
    expect(lastOf({}, COVERAGE)).toBeNull();
  });

  it('is exact in a log, whatever older exports there are', () => {
    expect(lastOf({ updates, snapshots: [snapshotOf(2, 2)] }, COVERAGE)).toEqual({
      from: daysAgo(1),
      to: daysAgo(1),
    });
  });

  it('came between two exports where there is no log', () => {
    const snapshots = [snapshotOf(5, 3), snapshotOf(2, 2), snapshotOf(1, 1), snapshotOf(0, 1)];
    expect(lastOf({ updates, snapshots }, NO_LOG)).toEqual({ from: daysAgo(2), to: daysAgo(1) });
  });

  it('is exact where no older export bounds it', () => {
    expect(lastOf({ updates, snapshots: [snapshotOf(1, 1)] }, NO_LOG)).toEqual({
      from: daysAgo(1),
      to: daysAgo(1),
    });
  });
});

describe('what a balance is read in', () => {
  it('is the order of time; of one moment, that of the log', () => {
    const [first, second, third] = [
      updateOf('erp', daysAgo(3), 3, 2),
      updateOf('erp', daysAgo(1), 2, 5),
      updateOf('erp', daysAgo(1), 5, 1),
    ];
    const balance = balanceOf(1, [], {
      updates: [second, third, first],
      snapshots: [snapshotOf(1, 5), snapshotOf(4, 3)],
    });
    expect(inOrderOfTime(balance).updates).toEqual([first, second, third]);
    expect(inOrderOfTime(balance).snapshots.map(({ at }) => at)).toEqual([daysAgo(4), daysAgo(1)]);
    expect(balance.updates[0]).toBe(second);
  });
});

describe('a list of locks', () => {
  it.each([
    [['00-v1'], 1, true],
    [['00-v1'], 0, true],
    [[], 0, true],
    [[], 1, false],
    [null, 0, false],
    [null, 1, false],
  ])('%o beside %d reserved units is whole: %s', (locks, reserved, whole) => {
    expect(namesLocks(balanceOf(4, [], { locks, reserved }))).toBe(whole);
  });
});
