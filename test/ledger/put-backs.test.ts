import { describe, expect, it } from 'vitest';
import { isCancelledBy } from '../../src/ledger/put-backs.js';
import { daysAgo } from './records.js';

describe('a line that a writer may put back', () => {
  const cancelled = { phase: 'closed', state: null, lastChangeAt: daysAgo(2) } as const;

  it('was cancelled by then, at the latest at that very moment', () => {
    expect(isCancelledBy(cancelled, daysAgo(1))).toBe(true);
    expect(isCancelledBy(cancelled, daysAgo(2))).toBe(true);
    expect(isCancelledBy(cancelled, daysAgo(3))).toBe(false);
  });

  it('is none of which nobody knows when it was cancelled', () => {
    expect(isCancelledBy({ ...cancelled, lastChangeAt: null }, daysAgo(0))).toBe(false);
  });

  it('is none that is open, still reserved, or unknown', () => {
    expect(isCancelledBy({ ...cancelled, phase: 'confirmed' }, daysAgo(1))).toBe(false);
    expect(isCancelledBy({ ...cancelled, state: 'pending' }, daysAgo(1))).toBe(false);
    expect(isCancelledBy(undefined, daysAgo(1))).toBe(false);
  });
});
