/**
 * How long things take in one store, as histograms over logarithmic bins: a writer's lag after the
 * moment it writes at, and the wait for a moment no export states (ready, Preparing Delivery). They are
 * learned from the store's own log and start out undecided.
 */
import type { Moment } from './records.js';

const SECOND = 1000;
const MINUTE = 60 * SECOND;
export const HOUR = 60 * MINUTE;
export const DAY = 24 * HOUR;

/** Upper edges of the bins, in milliseconds; the first bin starts at 0. */
const EDGES: readonly number[] = [
  15 * SECOND,
  30 * SECOND,
  MINUTE,
  2 * MINUTE,
  5 * MINUTE,
  15 * MINUTE,
  30 * MINUTE,
  HOUR,
  2 * HOUR,
  4 * HOUR,
  8 * HOUR,
  16 * HOUR,
  DAY,
  2 * DAY,
  4 * DAY,
  8 * DAY,
  16 * DAY,
  32 * DAY,
  64 * DAY,
];

/** Probabilities of the bins, adding up to 1. JSON-safe. */
export type LagHistogram = readonly number[];

/** Nothing is known yet: every magnitude up to some days is as likely as the next. */
export function undecidedLags(longest: number): LagHistogram {
  const counts = EDGES.map((edge) => (edge <= longest ? 1 : 0.05));
  return normalised(counts);
}

/** Nothing is known yet of a wait: every moment up to `longest` is as likely as the next. */
export function undecidedWait(longest: number): LagHistogram {
  const counts = EDGES.map((edge, bin) => {
    const lower = EDGES[bin - 1] ?? 0;
    return Math.max(Math.min(edge, longest) - lower, (0.02 * (edge - lower)) / 8);
  });
  return normalised(counts);
}

/** A histogram from observed durations (milliseconds), smoothed so that no bin is impossible. */
export function lagsFrom(durations: readonly number[], smoothing = 0.02): LagHistogram {
  const counts = EDGES.map(() => smoothing);
  for (const duration of durations) {
    const bin = binOf(duration);
    if (bin !== -1) counts[bin] = (counts[bin] ?? 0) + 1;
  }
  return normalised(counts);
}

/** Probability that the duration is at most `duration`. */
export function lagCdf(lags: LagHistogram, duration: number): number {
  if (duration <= 0) return 0;
  let total = 0;
  let lower = 0;
  for (let bin = 0; bin < EDGES.length; bin++) {
    const upper = EDGES[bin] ?? 0;
    const share = lags[bin] ?? 0;
    if (duration < upper) return total + (share * (duration - lower)) / (upper - lower);
    total += share;
    lower = upper;
  }
  return 1;
}

/** Probability density at `duration`, per hour. */
export function lagDensity(lags: LagHistogram, duration: number): number {
  if (duration < 0) return 0;
  const bin = binOf(duration);
  if (bin === -1) return 0;
  const width = (EDGES[bin] ?? 0) - (bin === 0 ? 0 : (EDGES[bin - 1] ?? 0));
  return (lags[bin] ?? 0) / (width / HOUR);
}

/**
 * Density per hour, at time `at`, of a write whose moment lies somewhere in [from, to]: the wait for the
 * moment since `origin` follows `waits` (cut to the interval), the write follows the moment by `lags`.
 */
export function lagDensityOverInterval(
  lags: LagHistogram,
  waits: LagHistogram,
  origin: Moment,
  from: Moment,
  to: Moment,
  at: Moment,
): number {
  const atFrom = lagCdf(waits, from - origin);
  const total = lagCdf(waits, to - origin) - atFrom;
  // The share of moments that had come by the near edge of the bin, and by its far edge; a closure would cost more.
  let near = 0;
  let density = 0;
  let lower = 0;
  for (let bin = -1; bin < EDGES.length; bin++) {
    const upper = bin === -1 ? 0 : (EDGES[bin] ?? 0);
    const moment = at - upper;
    let far = 0;
    if (moment >= to) far = 1;
    else if (moment > from)
      far = total < 1e-9 ? (moment - from) / (to - from) : (lagCdf(waits, moment - origin) - atFrom) / total;
    const share = bin === -1 ? 0 : (lags[bin] ?? 0);
    if (share > 0) density += (share / ((upper - lower) / HOUR)) * (near - far);
    if (moment <= from) break;
    lower = upper;
    near = far;
  }
  return density;
}

/** The share of moments in (after, until] for a moment in [from, to] waited for since `origin`. */
export function waitShare(
  waits: LagHistogram,
  origin: Moment,
  from: Moment,
  to: Moment,
  after: Moment,
  until: Moment,
): number {
  if (to <= from) return from > after && from <= until ? 1 : 0;
  const low = Math.min(Math.max(after, from), to);
  const high = Math.min(Math.max(until, from), to);
  if (high <= low && !(until >= to && after < from)) return 0;
  const atFrom = lagCdf(waits, from - origin);
  const total = lagCdf(waits, to - origin) - atFrom;
  if (total < 1e-9) return (high - low) / (to - from);
  return (lagCdf(waits, high - origin) - lagCdf(waits, low - origin)) / total;
}

/** The middle of each bin: a few lags that stand for all. */
export const TYPICAL_LAGS: readonly number[] = EDGES.map((edge, bin) => ((EDGES[bin - 1] ?? 0) + edge) / 2);

function binOf(duration: number): number {
  for (let bin = 0; bin < EDGES.length; bin++) if (duration < (EDGES[bin] ?? 0)) return bin;
  return -1;
}

function normalised(counts: readonly number[]): number[] {
  const total = counts.reduce((sum, count) => sum + count, 0);
  return counts.map((count) => count / total);
}
