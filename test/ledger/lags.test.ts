import { describe, expect, it } from 'vitest';
import {
  DAY,
  HOUR,
  lagCdf,
  lagDensity,
  lagDensityOverInterval,
  lagsFrom,
  TYPICAL_LAGS,
  undecidedLags,
  waitShare,
} from '../../src/ledger/lags.js';

const MINUTE = HOUR / 60;
const prompt = lagsFrom(new Array<number>(50).fill(90_000), 0.01);
const T0 = Date.UTC(2026, 2, 1);

const total = (shares: readonly number[]) => shares.reduce((sum, share) => sum + share, 0);

describe('a histogram of lags', () => {
  it('adds up to one, whatever it was learned from', () => {
    for (const lags of [prompt, undecidedLags(DAY), lagsFrom([], 0.05), lagsFrom([0, 400 * DAY], 0.05)]) {
      expect(total(lags)).toBeCloseTo(1);
      expect(lags).toHaveLength(TYPICAL_LAGS.length);
    }
  });

  it('grows from nothing to everything', () => {
    expect(lagCdf(prompt, -MINUTE)).toBe(0);
    expect(lagCdf(prompt, 0)).toBe(0);
    expect(lagCdf(prompt, 10 * MINUTE)).toBeGreaterThan(0.95);
    expect(lagCdf(prompt, 1000 * DAY)).toBe(1);
  });

  it('makes what was seen likely, and nothing before its moment', () => {
    expect(lagDensity(prompt, 100_000)).toBeGreaterThan(1000 * lagDensity(prompt, 5 * HOUR));
    expect(lagDensity(prompt, 5 * HOUR)).toBeGreaterThan(0);
    expect(lagDensity(prompt, -1)).toBe(0);
  });

  it('is undecided between magnitudes before anything was learned', () => {
    const undecided = undecidedLags(DAY);
    const hours = lagCdf(undecided, 2 * HOUR) - lagCdf(undecided, HOUR);
    const halves = lagCdf(undecided, HOUR) - lagCdf(undecided, HOUR / 2);
    expect(hours).toBeCloseTo(halves);
    expect(1 - lagCdf(undecided, DAY)).toBeLessThan(0.05);
  });
});

describe('a write whose moment is only an interval', () => {
  const waits = undecidedLags(8 * DAY);

  it('is impossible before the interval and unlikely long after it', () => {
    const at = (hours: number) =>
      lagDensityOverInterval(prompt, waits, T0, T0 + HOUR, T0 + 5 * HOUR, T0 + hours * HOUR);
    expect(at(1)).toBe(0);
    expect(at(3)).toBeGreaterThan(0.01);
    expect(at(30)).toBeLessThan(at(3) / 10);
  });

  it('has its moment in the parts of the interval with shares that add up to one', () => {
    const share = (after: number, until: number) =>
      waitShare(waits, T0, T0 + HOUR, T0 + 50 * HOUR, T0 + after * HOUR, T0 + until * HOUR);
    expect(share(0, 10) + share(10, 20) + share(20, 60)).toBeCloseTo(1);
    expect(share(60, 70)).toBe(0);
    expect(share(0, 1)).toBe(0);
  });

  it('has an exact moment in one part only', () => {
    expect(waitShare(waits, T0, T0 + HOUR, T0 + HOUR, T0, T0 + HOUR)).toBe(1);
    expect(waitShare(waits, T0, T0 + HOUR, T0 + HOUR, T0 + HOUR, T0 + DAY)).toBe(0);
  });
});
