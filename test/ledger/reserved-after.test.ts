/** What the log says was reserved after single updates, taken apart: which lines stood then, and what that narrows. */
import { describe, expect, it } from 'vitest';
import { DAY } from '../../src/ledger/lags.js';
import type { Line } from '../../src/ledger/lines.js';
import type { InventoryUpdate, OrderLine } from '../../src/ledger/records.js';
import { narrowedByReservedLog } from '../../src/ledger/reserved-log.js';
import { balanceLinesOf, balanceOf, daysAgo, lineOf, updateOf } from './records.js';

const AT = daysAgo(5);
const reservedAfter = (reserved: number | null, at = AT): InventoryUpdate => ({
  ...updateOf('erp', at, 9, 9),
  reserved,
});

/** Lines as no lock and no log narrows them. */
const linesOf = (...orders: readonly OrderLine[]): readonly Line[] =>
  balanceLinesOf(balanceOf(9, []), orders).lines;

/** Paid ten days ago and sent a day ago, or as told: Preparing Delivery came in between. */
const sent = (order: string, units: number, changes: Partial<OrderLine> = {}) =>
  lineOf(order, { units, status: 'invoiced', createdAt: daysAgo(10), lastChangeAt: daysAgo(1), ...changes });

const withMoments = (
  line: Line | undefined,
  changes: Partial<Line['moments']>,
  more: Partial<Line> = {},
): Line => {
  if (line === undefined) throw new Error('There is no line.');
  return { ...line, ...more, moments: { ...line.moments, ...changes } };
};

function narrowed(
  lines: readonly Line[],
  updates: readonly InventoryUpdate[],
  ordersFrom: number | null = daysAgo(90),
) {
  const { lines: found, note } = narrowedByReservedLog(lines, updates, ordersFrom);
  return {
    note: note === null ? null : note.values,
    spans: found.map(({ moments: { handling } }) => [handling?.from, handling?.to]),
    ready: found.map(({ moments: { ready } }) => ready?.to),
    isSame: found === lines,
  };
}

const single = (changes: Partial<OrderLine> = {}) => linesOf(sent('v1', 2, changes));
const handlingOf = (lines: readonly Line[]) =>
  lines.map(({ moments: { handling } }) => [handling?.from, handling?.to]);

/**
 * What the log is read as where it says that the units of the one line were reserved after an update, and where it
 * says that nothing was: `standing` and `not` where only that adds up, `open` where both do, `unread` where neither is
 * looked at.
 */
function stood(line: Line, at = AT): string {
  const [whole, nothing] = [line.units, 0].map(
    (reserved) => narrowed([line], [reservedAfter(reserved, at)]).note,
  );
  if (whole !== null && nothing === null) return 'not';
  if (whole === null && nothing !== null) return 'standing';
  const isNarrowed = narrowed([line], [reservedAfter(line.units, at)]).spans[0]?.[0] === at + 1;
  return whole === null && isNarrowed ? 'open' : 'unread';
}

describe('a line that stood reserved after an update', () => {
  const line = (
    changes: Partial<OrderLine> = {},
    moments: Partial<Line['moments']> = {},
    more: Partial<Line> = {},
  ) => withMoments(single(changes)[0], moments, more);
  const between = (from: number, to: number, certain = true) => ({ from, to, certain });

  it('may be one whose Preparing Delivery is open then', () => {
    expect(stood(line())).toBe('open');
  });

  it('is one that came to Preparing Delivery later', () => {
    expect(stood(line({ handlingAt: daysAgo(4) }))).toBe('standing');
    expect(stood(line({}, { handling: between(AT + 1, daysAgo(1)) }))).toBe('standing');
  });

  it('is none that had come to it, at the latest at that very moment', () => {
    expect(stood(line({ handlingAt: daysAgo(6) }))).toBe('not');
    expect(stood(line({ handlingAt: AT }))).toBe('not');
    expect(stood(line({}, { handling: between(AT, daysAgo(1)) }))).toBe('open');
  });

  it('is one that is still reserved', () => {
    expect(stood(line({}, {}, { state: 'acknowledged' }))).toBe('standing');
    expect(stood(line({ handlingAt: daysAgo(6) }, {}, { state: 'ghost' }))).toBe('standing');
  });

  it('is none that was not placed yet', () => {
    expect(stood(line({ createdAt: daysAgo(4) }))).toBe('not');
  });

  it('is not known where it was placed about then, or nobody knows when', () => {
    expect(stood(line({}, { created: between(AT, AT) }))).toBe('unread');
    expect(stood(line({}, { created: between(daysAgo(8), AT) }))).toBe('unread');
    expect(stood(line({}, { created: between(daysAgo(8), AT - 1) }))).toBe('open');
    expect(stood(line({}, { created: null }))).toBe('unread');
    expect(stood(line({}, { handling: null }))).toBe('unread');
  });

  it('is none whose payment has not begun, and not known where its status says nothing', () => {
    expect(stood(line({ status: 'order-created' }))).toBe('not');
    expect(stood(line({ status: 'em-transito' }))).toBe('unread');
    expect(stood(line({ status: 'ready-for-handling' }))).toBe('unread');
  });

  const cancelled = (changes: Partial<OrderLine> = {}, moments: Partial<Line['moments']> = {}) =>
    line({ status: 'canceled', ...changes }, moments);

  it('may be one that was cancelled later; surely, where it never came to Preparing Delivery', () => {
    // Either it stood, or it had come to Preparing Delivery: which, the log does not tell of a cancelled one.
    const open = cancelled();
    expect(narrowed([open], [reservedAfter(2)]).note).toBeNull();
    expect(narrowed([open], [reservedAfter(0)]).note).toBeNull();
    expect(stood(cancelled({}, { handling: null }))).toBe('standing');
    expect(stood(cancelled({ handlingAt: daysAgo(4) }))).toBe('standing');
  });

  it('is none that was cancelled before, or had come to Preparing Delivery before', () => {
    expect(stood(cancelled({ lastChangeAt: daysAgo(6) }))).toBe('not');
    expect(stood(cancelled({ handlingAt: daysAgo(6) }))).toBe('not');
    expect(stood(cancelled({ handlingAt: AT }))).toBe('not');
    expect(
      narrowed([cancelled({}, { handling: between(daysAgo(9), AT, false) })], [reservedAfter(2)]).note,
    ).toBeNull();
  });

  it('is not known where it was cancelled just then, or nobody knows when', () => {
    expect(stood(cancelled({ lastChangeAt: AT }))).toBe('unread');
    expect(stood(cancelled({ lastChangeAt: null }))).toBe('unread');
  });
});

describe('what a log that says what was reserved narrows', () => {
  it('is nothing where no row says it', () => {
    const lines = single();
    expect(narrowed(lines, [reservedAfter(null)])).toMatchObject({ isSame: true, note: null });
  });

  it('is Preparing Delivery, to after the update where it was needed', () => {
    const lines = single();
    const [[from, to] = []] = handlingOf(lines);
    expect(narrowed(lines, [reservedAfter(2)]).spans).toEqual([[AT + 1, to]]);
    const none = narrowed(lines, [reservedAfter(0)]);
    expect(none.spans).toEqual([[from, AT]]);
    expect(none.ready).toEqual([AT]);
  });

  it('is nothing of a cancelled order that was not needed: it may have been freed', () => {
    const lines = linesOf(sent('v1', 2, { status: 'canceled' }));
    expect(narrowed(lines, [reservedAfter(0)]).spans).toEqual(handlingOf(lines));
    expect(narrowed(lines, [reservedAfter(2)]).spans[0]?.[0]).toBe(AT + 1);
  });

  it('is settled by later updates, in two rounds', () => {
    const lines = linesOf(sent('v1', 1), sent('v2', 1, { lastChangeAt: daysAgo(4.5) }));
    const spans = narrowed(lines, [reservedAfter(1), reservedAfter(1, daysAgo(4))]).spans;
    expect(spans[0]?.[0]).toBe(daysAgo(4) + 1);
    expect(spans[1]?.[1]).toBe(AT);
  });

  it('is read with the lines as they were placed, in whatever order they are listed', () => {
    const late = sent('v1', 1, { createdAt: daysAgo(4) });
    const early = sent('v2', 2, { createdAt: daysAgo(9) });
    const lines = linesOf(early, late);
    for (const listed of [lines, [...lines].reverse()]) {
      const found = narrowed(listed, [reservedAfter(2), reservedAfter(1, daysAgo(3))]);
      expect(found.note).toBeNull();
      const spanOf = (order: string) => found.spans[listed.findIndex((line) => line.order === order)];
      expect(spanOf('v2')).toEqual([AT + 1, daysAgo(3)]);
      expect(spanOf('v1')?.[0]).toBe(daysAgo(3) + 1);
    }
  });

  it('is, of more than eight open lines, only what all or none of them tell', () => {
    const many = (count: number) =>
      linesOf(...Array.from({ length: count }, (_, n) => sent(`v${n}`, n === 0 ? 2 : 4)));
    const fromOf = (count: number, reserved: number) => narrowed(many(count), [reservedAfter(reserved)]);
    expect(fromOf(8, 2).spans[0]?.[0]).toBe(AT + 1);
    expect(fromOf(9, 2).spans).toEqual(handlingOf(many(9)));
    expect(fromOf(9, 2).note).toBeNull();
    expect(fromOf(9, 34).spans.every(([from]) => from === AT + 1)).toBe(true);
    expect(fromOf(9, 0).spans.every(([, to]) => to === AT)).toBe(true);
  });

  it('is only what all choices of lines have in common', () => {
    const lines = linesOf(sent('v1', 1), sent('v2', 1), sent('v3', 4));
    const { spans, note } = narrowed(lines, [reservedAfter(1)]);
    expect(note).toBeNull();
    expect(spans.slice(0, 2)).toEqual(handlingOf(lines).slice(0, 2));
    expect(spans[2]?.[1]).toBe(AT);
  });

  it('is nothing of an update while something stood of which nothing is known', () => {
    const unknown = withMoments(linesOf(sent('v2', 1))[0], { created: null });
    const lines = [...single(), unknown];
    expect(narrowed(lines, [reservedAfter(2)]).spans).toEqual(handlingOf(lines));
    expect(narrowed(lines, [reservedAfter(99)]).note).toBeNull();
  });
});

describe('a log that cannot be made up', () => {
  it('changes nothing, and is told with what stood at least, or at most', () => {
    const lines = linesOf(sent('v1', 2), sent('v2', 2), sent('v3', 3, { handlingAt: daysAgo(2) }));
    expect(narrowed(lines, [reservedAfter(4)])).toEqual({
      note: { at: AT, reserved: 4, found: 3 },
      spans: handlingOf(lines),
      ready: lines.map(({ moments }) => moments.ready?.to),
      isSame: true,
    });
    expect(narrowed(lines, [reservedAfter(2)]).note).toEqual({ at: AT, reserved: 2, found: 3 });
    expect(narrowed(lines, [reservedAfter(8)]).note).toEqual({ at: AT, reserved: 8, found: 7 });
    expect(narrowed(lines, [reservedAfter(7)]).note).toBeNull();
    expect(narrowed(lines, [reservedAfter(3)]).note).toBeNull();
  });

  it('is an older order within 30 days of the first one exported: what came by then is not read', () => {
    const early = (ordersFrom: number | null) =>
      narrowed(single(), [reservedAfter(9), reservedAfter(0, daysAgo(3))], ordersFrom);
    expect(early(AT - 30 * DAY)).toMatchObject({ note: null });
    expect(early(AT - 30 * DAY).spans[0]?.[1]).toBe(daysAgo(3));
    expect(early(AT - 30 * DAY - 1).note).toEqual({ at: AT, reserved: 9, found: 2 });
    expect(early(null).note).toBeNull();
  });
});
