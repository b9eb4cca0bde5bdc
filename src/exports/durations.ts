/** Lead times: the Logistics API answers them as `d.hh:mm:ss` and takes them as ISO 8601 durations. */

const DAY = 86_400;
const HOUR = 3600;
const MINUTE = 60;

const WITH_COLONS = /^(?:(\d{1,5})\.)?(\d{1,2}):(\d{2}):(\d{2})(?:\.\d+)?$/;
const ISO = /^P(?:(\d{1,5})D)?(?:T(?:(\d{1,6})H)?(?:(\d{1,8})M)?(?:(\d{1,10})S)?)?$/;

/** `1.00:00:00` or `PT24H` in seconds; null for what is neither. */
export function leadTimeSeconds(text: string): number | null {
  const match = WITH_COLONS.exec(text) ?? (/\d/.test(text) ? ISO.exec(text) : null);
  if (match === null) return null;
  const [days = 0, hours = 0, minutes = 0, seconds = 0] = match.slice(1).map((part) => Number(part ?? 0));
  return days * DAY + hours * HOUR + minutes * MINUTE + seconds;
}

/** Seconds as an ISO 8601 duration of hours, minutes and seconds: `PT24H`, `PT1H30M`, `PT0S`. */
export function isoDuration(seconds: number): string {
  const hours = Math.floor(seconds / HOUR);
  const minutes = Math.floor((seconds % HOUR) / MINUTE);
  const rest = seconds % MINUTE;
  const parts = [hours > 0 ? `${hours}H` : '', minutes > 0 ? `${minutes}M` : '', rest > 0 ? `${rest}S` : ''];
  return `PT${parts.join('') || '0S'}`;
}
