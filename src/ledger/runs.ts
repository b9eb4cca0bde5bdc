/** Tells a writer that sends in runs (every night, every hour) from one that sends as things happen. */
import { DAY, HOUR } from './lags.js';
import type { Moment } from './records.js';

const MINUTE = HOUR / 60;
/** Updates nearer to each other than this belong to one run. */
const SAME_RUN = 10 * MINUTE;
/** The rhythms that are tried. */
const PERIODS = [7 * DAY, DAY, 12 * HOUR, 8 * HOUR, 6 * HOUR, 4 * HOUR, 3 * HOUR, 2 * HOUR, HOUR, HOUR / 2];
const FEWEST_RUNS = 4;

/**
 * The ends of a writer's runs, ascending, or null when it does not write in runs: its updates stand
 * together, and the runs keep to one time of the day, the hour, or the week.
 */
export function runsOf(times: readonly Moment[]): Moment[] | null {
  const sorted = [...times].sort((a, b) => a - b);
  const starts: Moment[] = [];
  const ends: Moment[] = [];
  let last = Number.NEGATIVE_INFINITY;
  for (const at of sorted) {
    if (at - last > SAME_RUN) {
      starts.push(at);
      ends.push(at);
    } else ends[ends.length - 1] = at;
    last = at;
  }
  if (starts.length < FEWEST_RUNS || sorted.length < 2 * starts.length) return null;
  return PERIODS.some((period) => keepsTo(starts, period)) ? ends : null;
}

/** The starts fall on nearly one phase of the period (mean resultant length of their angles). */
function keepsTo(starts: readonly Moment[], period: number): boolean {
  let x = 0;
  let y = 0;
  for (const at of starts) {
    const angle = (2 * Math.PI * (at % period)) / period;
    x += Math.cos(angle);
    y += Math.sin(angle);
  }
  return Math.hypot(x, y) / starts.length > 0.9;
}
