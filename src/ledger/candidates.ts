/**
 * Which of the lines that nothing places can matter to which balance, so that a SKU in hundreds of warehouses
 * with thousands of them stays quick to read. An update may have taken off only lines that were due with its
 * writer; where more of them fit than can be told apart, a few stand for all.
 */
import { Due, firstAfter, type Pool, type Span, spansOf } from './due-lines.js';
import { type Habits, runIndexAt, unwrittenShare, type WriterModel } from './habits.js';
import { type BalanceLines, type Line, latestExport, type SkuLines } from './lines.js';
import { logStart, retiresAt } from './reading.js';
import type { Coverage, Moment, Units } from './records.js';
import { repaired } from './regime.js';

/** The lines that nothing places, as far as each balance has to do with them. */
export interface Candidates {
  /** Of each balance, the lines an update of it may have taken off, or that may have been dropped there. */
  readonly lines: readonly (readonly Line[])[];
  /** Orders of which others fit the same updates as well, more than were compared. */
  readonly crowded: ReadonlySet<string>;
  /** Of each balance, lines that left the shelf there or elsewhere, and that no update seems to have taken off. */
  readonly adrift: readonly (readonly Line[])[];
}

/** Lines that may be due at one update, all of which are compared; of more, a few stand for all. */
const COMPARED = 12;
/** In a crowd: lines of exactly an update's units that are compared, and how many are looked at for them. */
const EXACT = 1;
const LOOKED_AT = 16;
/** A gap in the log may hide the newest lines due by then. */
const HIDDEN = 6;
/** A line that stands for many is never as sure to stand here as one that was placed. */
const SUREST = 0.95;

/** An update that may have taken lines off. */
interface Touch {
  readonly balance: number;
  readonly at: Moment;
  /** Units it lowered the count by; negative where it raised it. */
  readonly units: Units;
}

/** An update that few lines fit. */
interface Fit extends Touch {
  /** Indexes of the open lines that were due at it. */
  readonly lines: Set<number>;
  /** A line that surely stands in the balance was due at it, too. */
  readonly isOwn: boolean;
}

/** Finds, for each balance, the open lines that have to do with it. */
export function candidatesOf({ balances, open }: SkuLines, habits: Habits, coverage: Coverage): Candidates {
  const crowded = new Set<string>();
  const lines: (readonly Line[])[] = balances.map(() => []);
  const adrift: (readonly Line[])[] = balances.map(() => []);
  for (const shared of new Set(open)) {
    if (shared.length === 0) continue;
    const members = balances.flatMap((_, index) => (open[index] === shared ? [index] : []));
    const search = new Search(shared, balances, members, habits, coverage);
    for (const index of members) {
      lines[index] = search.candidatesIn(index);
      adrift[index] = search.adriftIn(index);
    }
    for (const order of search.crowded) crowded.add(order);
  }
  return { lines, crowded, adrift };
}

/** The search among balances that share one list of open lines. */
class Search {
  readonly crowded = new Set<string>();
  /** By balance: how many lines each of the chosen ones stands for, by the line's index. */
  readonly #chosen = new Map<number, Map<number, number>>();
  readonly #uses: Uint32Array;
  /** When the lines at an update were too many to be compared, ascending within a writer. */
  readonly #crowds: Moment[] = [];
  /** When each line is due with any writer; empty where nothing tells. */
  readonly #due: { from: Moment; to: Moment }[];
  readonly #adrift: readonly number[];
  readonly #fits: Fit[] = [];

  constructor(
    private readonly lines: readonly Line[],
    private readonly balances: readonly BalanceLines[],
    private readonly members: readonly number[],
    private readonly habits: Habits,
    private readonly coverage: Coverage,
  ) {
    this.#uses = new Uint32Array(lines.length);
    this.#due = lines.map(() => ({ from: Number.POSITIVE_INFINITY, to: Number.NEGATIVE_INFINITY }));
    for (const index of members) this.#chosen.set(index, new Map());
    this.#searchUpdates();
    this.#crowds.sort((a, b) => a - b);
    this.#keepForCounts();
    this.#keepDropped();
    this.#adrift = this.#unseen();
    this.#keepOrdersWhole();
  }

  /** The lines that may stand in the balance, each with its share. */
  candidatesIn(balance: number): readonly Line[] {
    const chosen = [...(this.#chosen.get(balance) ?? [])].sort(([a], [b]) => a - b);
    return chosen.flatMap(([index, standsFor]) => {
      const line = this.lines[index];
      if (line === undefined) return [];
      return [standsFor === 1 ? line : { ...line, share: Math.min(SUREST, line.share * standsFor) }];
    });
  }

  /** Lines that no update took off, and that may have been dropped in the balance. */
  adriftIn(balance: number): readonly Line[] {
    return this.#adrift.flatMap((index) => {
      const line = this.lines[index];
      return line !== undefined && this.#mayHaveDropped(balance, line) && !this.#isBeforeLog(balance, index)
        ? [line]
        : [];
    });
  }

  #searchUpdates(): void {
    const triggered = this.habits.readings.flatMap(({ writers }) =>
      writers.filter(({ trigger }) => trigger !== null),
    );
    const searched = new Set<string>();
    for (const writer of triggered) {
      const key = JSON.stringify([writer.author, writer.warehouse, writer.trigger, writer.earlier]);
      if (searched.has(key)) continue;
      searched.add(key);
      const spans = this.#spansOf(writer);
      this.#search(spans, this.#touchesOf(writer, this.members), this.#ownPools(writer));
      this.#searchGaps(spans);
      const putRight = this.members.filter((index) => this.#isRaisedByOthers(index, triggered));
      const mended = repaired(writer);
      if (mended !== writer && putRight.length > 0)
        this.#search(this.#spansOf(mended), this.#touchesOf(writer, putRight), null);
    }
    if (triggered.length === 0) this.#search(this.#opensOf(), this.#loweringTouches(), null);
    this.#chooseFits();
  }

  /** By balance: the lines that surely stand in it, as they are due with the writer. */
  #ownPools(writer: WriterModel): ReadonlyMap<number, Due> {
    return new Map(
      this.members.map((index) => [index, new Due(spansOf(writer, this.balances[index]?.lines ?? []))]),
    );
  }

  #spansOf(writer: WriterModel): Span[] {
    const spans = spansOf(writer, this.lines);
    for (const { index, from, to } of spans) this.#isDue(index, from, to);
    return spans;
  }

  /** Without triggers: a line may be taken off from its placing until it is out of question. */
  #opensOf(): Span[] {
    const spans = this.lines.flatMap((line, index): Span[] => {
      const { created } = line.moments;
      if (created === null) return [];
      const to = retiresAt(line);
      this.#isDue(index, created.from, to);
      return [{ index, units: line.units, from: created.from, to }];
    });
    return spans.sort((a, b) => a.from - b.from || a.index - b.index);
  }

  #isDue(index: number, from: Moment, to: Moment): void {
    const due = this.#due[index];
    if (due === undefined) return;
    due.from = Math.min(due.from, from);
    due.to = Math.max(due.to, to);
  }

  #touchesOf(writer: WriterModel, members: readonly number[]): Touch[] {
    const touches = members.flatMap((index) => {
      const balance = this.balances[index]?.balance;
      if (balance === undefined || (writer.warehouse !== null && writer.warehouse !== balance.warehouse))
        return [];
      return balance.updates.flatMap(({ author, at, before, after }): Touch[] =>
        author === writer.author ? [{ balance: index, at, units: before - after }] : [],
      );
    });
    return touches.sort((a, b) => a.at - b.at);
  }

  #loweringTouches(): Touch[] {
    const touches = this.members.flatMap((index) =>
      (this.balances[index]?.balance.updates ?? []).flatMap(({ at, before, after }): Touch[] =>
        before > after ? [{ balance: index, at, units: before - after }] : [],
      ),
    );
    return touches.sort((a, b) => a.at - b.at);
  }

  /** Somebody who follows no orders raised the count: a writer that leaves it so has been mended. */
  #isRaisedByOthers(index: number, triggered: readonly WriterModel[]): boolean {
    const authors = new Set(triggered.map(({ author }) => author));
    return (this.balances[index]?.balance.updates ?? []).some(
      ({ author, before, after }) => after > before && (author === null || !authors.has(author)),
    );
  }

  #search(spans: readonly Span[], touches: readonly Touch[], own: ReadonlyMap<number, Due> | null): void {
    const due = new Due(spans);
    for (const touch of touches) {
      const pool = due.at(touch.at);
      if (pool.countAt(touch.at) > COMPARED) {
        this.#crowds.push(touch.at);
        if (touch.units > 0) this.#chooseFew(pool, touch);
        continue;
      }
      const lines = pool.indexes();
      if (lines.size === 0) continue;
      const isOwn = own === null || (own.get(touch.balance)?.at(touch.at).countAt(touch.at) ?? 0) > 0;
      this.#fits.push({ balance: touch.balance, at: touch.at, units: touch.units, lines, isOwn });
    }
  }

  /**
   * Chooses the lines that fit updates where few do. An update that only one line fits exactly, while no other
   * update asks for that line, has it: the line leaves the other updates to theirs.
   */
  #chooseFits(): void {
    const ofLine: Fit[][] = this.lines.map(() => []);
    for (const fit of this.#fits) for (const index of fit.lines) ofLine[index]?.push(fit);
    const asked = new Map<number, Set<Fit>>();
    const ask = (fit: Fit): void => {
      const only = this.#onlyExact(fit);
      if (only === null) return;
      const same = asked.get(only) ?? new Set();
      asked.set(only, same.add(fit));
    };
    for (const fit of this.#fits) ask(fit);
    const settled = new Set<number>();
    let open = [...asked.keys()];
    while (open.length > 0) {
      const freed: Fit[] = [];
      for (const index of open) {
        const [owner, another] = asked.get(index) ?? [];
        if (owner === undefined || another !== undefined || settled.has(index)) continue;
        settled.add(index);
        for (const fit of ofLine[index] ?? [])
          if (fit.balance !== owner.balance && fit.lines.delete(index)) freed.push(fit);
      }
      const before = new Map(freed.map((fit) => [fit, this.#onlyExact(fit)]));
      for (const fit of before.keys()) ask(fit);
      open = [...before.values()].flatMap((index) => index ?? []);
    }
    for (const { balance, lines } of this.#fits) for (const index of lines) this.#choose(balance, index, 1);
  }

  /** The line that an update lowered the count for, where no other can be meant. */
  #onlyExact({ lines, units, isOwn }: Fit): number | null {
    if (isOwn) return null;
    let only: number | null = null;
    for (const index of lines) {
      const size = this.lines[index]?.units ?? 0;
      if (size > units) continue;
      if (size < units || only !== null) return null;
      only = index;
    }
    return only;
  }

  /** Some lines of exactly the update's units, and as few others as make up every smaller number with them. */
  #chooseFew(pool: Pool, { balance, at, units }: Touch): void {
    const choose = (size: Units, most: number): number => {
      const looked = pool.newest(size, at, LOOKED_AT);
      const picked = looked.sort((a, b) => this.#usesOf(a) - this.#usesOf(b)).slice(0, most);
      for (const { index } of picked) {
        this.#choose(balance, index, Math.max(1, pool.sizeOf(size) / picked.length));
        const order = this.lines[index]?.order;
        if (order !== undefined) this.crowded.add(order);
      }
      return picked.length;
    };
    choose(units, EXACT);
    let covered = 0;
    const sizes = pool.sizes().filter((size) => size < units);
    while (covered < units && sizes.length > 0) {
      const position = Math.max(
        0,
        sizes.findLastIndex((size) => size <= covered + 1),
      );
      const [size = 1] = sizes.splice(position, 1);
      const wanted = Math.min(2, Math.ceil((units - covered) / size));
      covered += size * choose(size, wanted);
    }
  }

  #usesOf({ index }: Span): number {
    return this.#uses[index] ?? 0;
  }

  #choose(balance: number, index: number, standsFor: number): void {
    const chosen = this.#chosen.get(balance);
    if (chosen === undefined) return;
    const before = chosen.get(index);
    if (before === undefined) this.#uses[index] = (this.#uses[index] ?? 0) + 1;
    if (before === undefined || before < standsFor) chosen.set(index, standsFor);
  }

  /** A change that no row tells of may hide the lines due by then. */
  #searchGaps(spans: readonly Span[]): void {
    for (const index of this.members) {
      const balance = this.balances[index]?.balance;
      if (balance === undefined) continue;
      let count: Units | null = null;
      const hides = (at: Moment): void => {
        for (const span of spans.slice(0, firstAfter(spans, at)).slice(-HIDDEN))
          this.#choose(index, span.index, 1);
      };
      for (const { at, before, after } of balance.updates) {
        if (count !== null && count !== before) hides(at);
        count = after;
      }
      if (count !== null && count !== balance.inStock) hides(Number.POSITIVE_INFINITY);
    }
  }

  /** A physical count is carried over every line that may have left the shelf since. */
  #keepForCounts(): void {
    for (const index of this.members) {
      const count = this.balances[index]?.balance.count ?? null;
      if (count === null) continue;
      const since = count.at ?? Number.POSITIVE_INFINITY;
      this.lines.forEach((line, position) => {
        const isPicked = count.withPicked && line.phase !== 'closed' && line.status !== 'invoiced';
        if (isPicked || line.lastChangeAt === null || line.lastChangeAt >= since)
          this.#choose(index, position, 1);
      });
    }
  }

  /** Lines that left the shelf and that no writer would have taken off yet may have been dropped in any balance. */
  #keepDropped(): void {
    this.lines.forEach((line, position) => {
      if (!line.gone || !this.#isRatherUnwritten(line)) return;
      for (const index of this.members)
        if (this.#mayHaveDropped(index, line)) this.#choose(index, position, 1);
    });
  }

  #isRatherUnwritten(line: Line): boolean {
    const [first] = this.members;
    const balance = first === undefined ? undefined : this.balances[first]?.balance;
    const at =
      (balance === undefined ? null : latestExport(balance, this.coverage)) ??
      this.coverage.exportedBefore ??
      this.coverage.updatesTo;
    if (at === null) return false;
    return this.habits.readings.some(({ writers, waits }) => {
      const triggered = writers.filter(({ trigger }) => trigger !== null);
      return (
        triggered.length > 0 && triggered.every((writer) => unwrittenShare(writer, waits, line, at) > 0.5)
      );
    });
  }

  /** Dropped without being taken off: an update of the balance came since Preparing Delivery. */
  #mayHaveDropped(index: number, line: Line): boolean {
    const balance = this.balances[index];
    const last = balance?.balance.updates.at(-1)?.at;
    if (balance === undefined || last === undefined) return false;
    return !balance.locksKnown || last >= (line.moments.handling?.from ?? last);
  }

  /** Every writer would have taken the line off before the balance's log begins. */
  #isBeforeLog(balance: number, index: number): boolean {
    const described = this.balances[balance];
    const due = this.#due[index];
    return described !== undefined && due !== undefined && due.to < logStart(described, this.coverage);
  }

  /** Lines that left the shelf, and that fit no update at all. */
  #unseen(): number[] {
    const triggered = this.habits.readings.some(({ writers }) =>
      writers.some(({ trigger }) => trigger !== null),
    );
    if (!triggered) return [];
    return this.lines.flatMap((line, index) =>
      line.gone && this.#uses[index] === 0 && !this.#isInCrowd(index) ? [index] : [],
    );
  }

  #isInCrowd(index: number): boolean {
    const due = this.#due[index];
    if (due === undefined) return false;
    const next = this.#crowds[runIndexAt(this.#crowds, due.from)];
    return next !== undefined && next <= due.to;
  }

  /** Lines of one order are told apart by their number: a balance that has one of them has all. */
  #keepOrdersWhole(): void {
    const byOrder = new Map<string, number[]>();
    this.lines.forEach(({ order }, index) => {
      const same = byOrder.get(order);
      if (same === undefined) byOrder.set(order, [index]);
      else same.push(index);
    });
    for (const indexes of byOrder.values()) {
      if (indexes.length === 1) continue;
      for (const chosen of this.#chosen.values())
        if (indexes.some((index) => chosen.has(index)))
          for (const index of indexes) if (!chosen.has(index)) chosen.set(index, 1);
    }
  }
}
