/**
 * A balance over time, for drawing: in stock as its updates say, reserved as far as the orders tell. When
 * a reservation ended is often not recorded; such moments are inferred and counted, so that the chart can
 * say what it rests on. Nothing is decided by this.
 */
import type { BalanceStory } from '../ledger/diagnosis.js';
import type { Moment, OrderLine, Units } from '../ledger/records.js';

interface TimelinePoint {
  /** From this moment on. */
  readonly at: Moment;
  readonly inStock: Units;
  readonly reserved: Units;
}

export interface Timeline {
  readonly from: Moment;
  readonly to: Moment;
  /** In order of time; the first stands at `from`. */
  readonly points: readonly TimelinePoint[];
  /** Early write-offs; `standing` while the order's reservation still counts at the end. */
  readonly early: readonly { readonly at: Moment; readonly units: Units; readonly standing: boolean }[];
  /** Write-offs of orders in Preparing Delivery or later. */
  readonly onTime: readonly { readonly at: Moment; readonly units: Units }[];
  /** Reservations drawn, and those of them whose begin or end is inferred. */
  readonly reservations: number;
  readonly inferred: number;
}

interface Span {
  readonly units: Units;
  /** Null: since before the chart. */
  readonly from: Moment | null;
  /** Null: until the end. */
  readonly to: Moment | null;
  readonly inferred: boolean;
}

/**
 * @param story of one balance
 * @param lines the order lines of its SKU
 * @param alone true when the SKU has no other balance: every line is then this balance's
 * @param until T, or the last moment known of; null when there is neither
 * @returns null where there are no updates to draw
 */
export function timelineOf(
  story: BalanceStory,
  lines: readonly OrderLine[],
  alone: boolean,
  until: Moment | null,
): Timeline | null {
  const [first] = story.updates;
  const last = story.updates.at(-1);
  if (first === undefined || last === undefined) return null;
  const spans = [...standingSpans(story), ...endedSpans(story, lines, alone)];
  const to = until ?? Math.max(last.at, ...lines.map((line) => line.lastChangeAt ?? last.at));
  const from = first.at;
  if (to <= from) return null;
  const moments = new Set<Moment>([from]);
  for (const update of story.updates) moments.add(update.at);
  for (const span of spans) {
    if (span.from !== null && span.from > from) moments.add(span.from);
    if (span.to !== null && span.to > from) moments.add(span.to);
  }
  const known = spans.reduce((sum, span) => sum + (span.to === null ? span.units : 0), 0);
  const unknown = story.reserved - known;
  const points = [...moments]
    .filter((at) => at <= to)
    .sort((a, b) => a - b)
    .map((at) => ({ at, inStock: inStockAt(story, at), reserved: unknown + reservedAt(spans, at) }));
  const standing = new Set(
    story.reservations.filter((each) => each.takenOffAt !== null).map((each) => each.order),
  );
  return {
    from,
    to,
    points,
    early: story.updates.flatMap((update) =>
      update.takenOff
        .filter((each) => each.early)
        .map((each) => ({ at: update.at, units: each.units, standing: standing.has(each.order) })),
    ),
    onTime: story.updates.flatMap((update) =>
      update.takenOff.filter((each) => !each.early).map((each) => ({ at: update.at, units: each.units })),
    ),
    reservations: spans.length,
    inferred: spans.filter((span) => span.inferred).length + (unknown === 0 ? 0 : 1),
  };
}

function standingSpans(story: BalanceStory): Span[] {
  return story.reservations.map(({ units, createdAt }) => ({
    units,
    from: createdAt,
    to: null,
    inferred: createdAt === null,
  }));
}

/** Orders that no longer count: their end is the update that dropped them, else it is inferred. */
function endedSpans(story: BalanceStory, lines: readonly OrderLine[], alone: boolean): Span[] {
  const standing = new Set(story.reservations.map((each) => each.order));
  const droppedAt = new Map<string, Moment>();
  const named = new Set<string>();
  for (const update of story.updates) {
    for (const { order } of update.dropped) droppedAt.set(order, update.at);
    for (const { order } of update.takenOff) named.add(order);
  }
  for (const { order } of story.notTakenOff) named.add(order);
  return lines
    .filter((line) => !standing.has(line.order) && line.createdAt !== null)
    .filter(
      (line) =>
        line.warehouse === story.warehouse ||
        (line.warehouse === null && (alone || named.has(line.order) || droppedAt.has(line.order))),
    )
    .map((line) => {
      const dropped = droppedAt.get(line.order);
      if (dropped !== undefined)
        return { units: line.units, from: line.createdAt, to: dropped, inferred: false };
      const change = line.lastChangeAt ?? line.createdAt ?? 0;
      const isCancelled = line.status.startsWith('cancel') || line.status === 'payment-denied';
      const next = story.updates.find((update) => update.at >= change)?.at;
      return {
        units: line.units,
        from: line.createdAt,
        to: isCancelled ? change : (next ?? change),
        inferred: true,
      };
    });
}

function inStockAt(story: BalanceStory, at: Moment): Units {
  let inStock = story.updates[0]?.before ?? story.inStock;
  for (const update of story.updates) {
    if (update.at > at) break;
    inStock = update.after;
  }
  return inStock;
}

function reservedAt(spans: readonly Span[], at: Moment): Units {
  let reserved = 0;
  for (const span of spans) {
    if ((span.from === null || span.from <= at) && (span.to === null || span.to > at)) reserved += span.units;
  }
  return reserved;
}
