/** Moments as people read them. Always UTC, and always said so by the caller's heading. */
import type { Moment } from '../ledger/records.js';
import { day, minute } from '../words/format.js';
import { words } from '../words/index.js';

export { day, minute } from '../words/format.js';

const DAY = 86_400_000;

/** Whether of T only the day is known: it stands for the day's first moment and may be a later one. */
export function isOnlyDay(exportedAt: Moment, exportedBefore: Moment | null): boolean {
  return exportedBefore !== null && exportedBefore > exportedAt && exportedAt % DAY === 0;
}

/** T in a sentence: `2026-03-28 00:47 UTC`, or `2026-03-28` where no more is known. */
export function exportMoment(exportedAt: Moment, exportedBefore: Moment | null): string {
  return isOnlyDay(exportedAt, exportedBefore) ? day(exportedAt) : `${minute(exportedAt)} UTC`;
}

/** `2026-03-28T00:47:07.000Z`, or null. */
export function iso(at: Moment): string;
export function iso(at: Moment | null): string | null;
export function iso(at: Moment | null): string | null {
  return at === null ? null : new Date(at).toISOString();
}

/** `2026-03-02 to 2026-03-31`, one day alone, or an empty text when nothing is known. */
export function period(from: Moment | null, to: Moment | null): string {
  if (from === null || to === null) return from !== null ? day(from) : to !== null ? day(to) : '';
  return day(from) === day(to) ? day(from) : words().shared.period(day(from), day(to));
}

/** `20 minutes`, `31 hours`, `6 days`: the larger unit once there are two of it. */
export function hoursLong(hours: number): string {
  if (hours < 1) return words().shared.lessThanAnHour;
  if (hours < 48) return words().shared.hours(hours);
  return words().shared.days(Math.round(hours / 24));
}
