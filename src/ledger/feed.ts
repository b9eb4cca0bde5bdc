/**
 * What the orders feed says of one order: when it came to each status, what its status was at a time, and
 * whether it ever came to Preparing Delivery. A feed may begin late or miss entries; only what its entries
 * prove is used.
 */
import type { Moment, OrderLine, ReservationPhase, StatusChange } from './records.js';
import { phaseOf } from './statuses.js';

/** When the order first came to the status; null where the feed does not say. */
export function cameTo(changes: readonly StatusChange[], status: string): Moment | null {
  return changes.find((change) => change.status === status)?.at ?? null;
}

/** The feed has every change since a time before Preparing Delivery, and Preparing Delivery is not among them. */
export function neverHandled(changes: readonly StatusChange[]): boolean {
  const first = changes[0];
  if (first === undefined) return false;
  if (!isBeforeHandling(first.status) && (first.from === null || !isBeforeHandling(first.from))) return false;
  return changes.every((change, index) => {
    if (change.status === 'handling' || change.from === 'handling') return false;
    const previous = changes[index - 1];
    return previous === undefined || change.from === previous.status || change.status === previous.status;
  });
}

/**
 * The order as it was at T: as the feed says it was before, where it changed since; and as the feed says it
 * went on, where its own export is older.
 */
export function asOf(line: OrderLine, at: Moment | null): OrderLine {
  if (at === null || line.lastChangeAt === null || line.lastChangeAt <= at) return wentOn(line, at);
  const next = line.changes.findIndex((change) => change.at > at);
  const following = line.changes[next];
  if (following === undefined) return line;
  const then = statusBefore(line, line.changes[next - 1], following);
  if (then === null) return line;
  const unlessLater = (moment: Moment | null): Moment | null =>
    moment !== null && moment > at ? null : moment;
  return {
    ...line,
    status: then.status,
    lastChangeAt: then.at,
    authorizedAt: unlessLater(line.authorizedAt),
    handlingAt: unlessLater(line.handlingAt),
    invoicedAt: unlessLater(line.invoicedAt),
    changes: line.changes.slice(0, next),
  };
}

/** The order with what the feed tells up to T, and nothing later. */
function wentOn(line: OrderLine, at: Moment | null): OrderLine {
  if (line.changes.length === 0) return line;
  const changes = line.changes.filter((change) => at === null || change.at <= at);
  const last = changes.at(-1)?.at ?? Number.NEGATIVE_INFINITY;
  if (last <= (line.lastChangeAt ?? Number.NEGATIVE_INFINITY)) return { ...line, changes };
  // Of several changes of one moment the last is the one that no other set out from.
  const newest = changes.filter((change) => change.at === last);
  const status = newest.find((change) => !newest.some(({ from }) => from === change.status))?.status;
  return { ...line, changes, status: status ?? line.status, lastChangeAt: last };
}

/** The status between two entries that follow each other; null where one between them is missing. */
function statusBefore(
  line: OrderLine,
  previous: StatusChange | undefined,
  following: StatusChange,
): { status: string; at: Moment } | null {
  if (previous !== undefined) {
    const meets = following.from === null || following.from === previous.status;
    return meets ? { status: previous.status, at: previous.at } : null;
  }
  const unpaid = following.from !== null && ['none', 'authorized'].includes(phaseOf(following.from));
  return unpaid && line.createdAt !== null ? { status: following.from ?? '', at: line.createdAt } : null;
}

/**
 * The state the order's status puts its reservation in. A request to cancel comes before or after Preparing
 * Delivery: its moment, or the status the request came from, tells.
 */
export function phaseOfOrder(line: OrderLine): ReservationPhase {
  const phase = phaseOf(line.status);
  if (phase !== 'undetermined') return phase;
  if (line.handlingAt !== null || cameTo(line.changes, 'handling') !== null) return 'acknowledged';
  if (neverHandled(line.changes)) return 'confirmed';
  const settled = line.changes.findLastIndex((change) => phaseOf(change.status) !== 'undetermined');
  const from = line.changes[settled + 1]?.from ?? null;
  if (from === null) return phase;
  if (isBeforeHandling(from)) return 'confirmed';
  return phaseOf(from) === 'acknowledged' ? 'acknowledged' : phase;
}

/** The raw status at a time, where the feed proves it; null where it does not. */
export function statusIn(changes: readonly StatusChange[], at: Moment): string | null {
  const next = changes.findIndex((change) => change.at > at);
  const previous = next === -1 ? changes.at(-1) : changes[next - 1];
  const following = next === -1 ? undefined : changes[next];
  if (previous === undefined) return following?.from ?? null;
  const meets = following === undefined || following.from === null || following.from === previous.status;
  return meets ? previous.status : null;
}

function isBeforeHandling(status: string): boolean {
  const phase = phaseOf(status);
  return phase === 'none' || phase === 'authorized' || phase === 'confirmed';
}
