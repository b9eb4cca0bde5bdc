/**
 * Several warehouses at once. A line that nothing places (no warehouse, reservation or lock of its own) may
 * be taken off in the log of any balance of its SKU, and is read so in each. This module holds the balances
 * against each other: a line stands in one warehouse only.
 */
import type { Candidates } from './candidates.js';
import { type Effort, effortAgain } from './effort.js';
import { unwrittenShare, type WriterReading } from './habits.js';
import { type BalanceLines, type Line, latestExport, standingHere, without } from './lines.js';
import { stepsOf } from './reading.js';
import type { Coverage, Units } from './records.js';
import { replay } from './replay.js';
import type { Verdict } from './verdict.js';

/** The balances of one SKU with their lines placed as far as the logs tell, and the verdict on each. */
export interface Joint {
  readonly balances: readonly BalanceLines[];
  readonly verdicts: readonly Verdict[];
  /** Of each balance, the lines that could as well stand in another. */
  readonly undecided: readonly (readonly Line[])[];
}

/** Two balances that both took a line off: it is settled by the one whose log needs it so much more (natural log). */
const CONVINCING = 3;
/** Lines that several balances took off, settled for one SKU; more are left undecided. */
const MOST_SETTLED = 12;
/** A line that more balances than this took off is left undecided: too many logs would have to be compared. */
const MOST_TAKERS = 5;
/** Readings carried side by side while the logs are compared. */
const COMPARED_READINGS = 8;
/** A balance with more lines than this is not replayed to compare logs. */
const MOST_LINES = 300;

/** One line nothing places, in every balance it may stand in. */
interface Open {
  readonly order: string;
  readonly places: readonly Place[];
}

interface Place {
  readonly balance: number;
  readonly index: number;
  readonly taken: boolean;
}

/**
 * Holds the balances of a SKU against each other.
 * @param balances of one SKU, each with all lines it may hold
 * @param candidates what was found of the lines that nothing places
 * @param verdictOf the verdict on one balance by itself
 * @param effort how much is weighed side by side
 */
export function readJointly(
  balances: readonly BalanceLines[],
  { crowded, adrift }: Pick<Candidates, 'crowded' | 'adrift'>,
  verdictOf: (balance: BalanceLines, effort: Effort) => Verdict,
  coverage: Coverage,
  effort: Effort,
): Joint {
  const verdicts = balances.map((balance) => verdictOf(balance, effort));
  if (balances.every(({ unplaced }) => unplaced === 0))
    return { balances, verdicts, undecided: balances.map(() => []) };
  const here = balances.map(() => new Set<number>());
  const elsewhere = balances.map(() => new Set<number>());
  const contested = balances.map(() => new Set<number>());
  const undecided = new Set<string>();
  const readings = Math.min(effort.readings, COMPARED_READINGS);
  const compared: Effort = { ...effort, readings };
  const comparison = new Comparison(balances, verdicts, coverage, compared, readings === effort.readings);
  let settled = 0;
  for (const open of openLines(balances, verdicts)) {
    const takers = open.places.filter(({ taken }) => taken);
    if (takers.length === 1) {
      if (crowded.has(open.order)) undecided.add(open.order);
      continue;
    }
    if (takers.length > 1) {
      const isCompared = takers.length <= MOST_TAKERS && settled++ < MOST_SETTLED;
      const owner = isCompared ? comparison.neediest(takers) : null;
      if (owner === null) {
        undecided.add(open.order);
        for (const { balance, index } of takers) contested[balance]?.add(index);
      } else
        for (const { balance, index } of takers) (balance === owner ? here : elsewhere)[balance]?.add(index);
      continue;
    }
    const holders = open.places.filter(({ balance, index }) =>
      isHeld(balances[balance], verdicts[balance], index, coverage),
    );
    // The units are gone and in stock still counts them, in one of these; in which, the lowest count leaves open.
    for (const { balance, index } of holders) here[balance]?.add(index);
    if (holders.length !== 1 && open.places.some((place) => lineAt(balances, place)?.gone === true))
      undecided.add(open.order);
  }
  const placed = balances.map((balance, position) =>
    without(standingHere(balance, here[position] ?? new Set(), coverage), elsewhere[position] ?? new Set()),
  );
  const read = placed.map((balance, position) => {
    const before = verdicts[position];
    if (before !== undefined && balance === balances[position]) {
      const lines = contested[position] ?? new Set();
      // One of the balances took them off, and nothing tells which: what comes out without them is possible too.
      const isCompared = lines.size > 0 && balance.lines.length <= MOST_LINES;
      return isCompared
        ? alsoAllowing(before, verdictOf(without(balance, lines), effortAgain(effort)))
        : before;
    }
    const verdict = verdictOf(balance, effort);
    const isOpen = [...(here[position] ?? [])].some((index) =>
      undecided.has(balances[position]?.lines[index]?.order ?? ''),
    );
    return before === undefined || !isOpen ? verdict : alsoAllowing(verdict, before);
  });
  return {
    balances: placed,
    verdicts: read,
    undecided: placed.map(({ lines }, position) => [
      ...lines.filter(({ order }) => undecided.has(order)),
      ...(adrift[position] ?? []),
    ]),
  };
}

/** The lines that have a share in several balances; of an order's lines of one SKU, each by its place. */
function openLines(balances: readonly BalanceLines[], verdicts: readonly Verdict[]): Open[] {
  const open: { order: string; places: Place[] }[] = [];
  const byOrder = new Map<string, typeof open>();
  balances.forEach(({ lines }, balance) => {
    const taken = new Set<number>();
    for (const step of stepsOf(verdicts[balance]?.outcome?.last ?? null))
      for (const index of step.taken) taken.add(index);
    lines.forEach(({ share, order }, index) => {
      if (share === 1) return;
      const place: Place = { balance, index, taken: taken.has(index) };
      const known = byOrder.get(order) ?? [];
      // The first of the order's lines that this balance has not named yet.
      const same = known.find(({ places }) => places.at(-1)?.balance !== balance);
      if (same !== undefined) {
        same.places.push(place);
        return;
      }
      const entry = { order, places: [place] };
      open.push(entry);
      known.push(entry);
      if (known.length === 1) byOrder.set(order, known);
    });
  });
  return open;
}

function lineAt(
  balances: readonly BalanceLines[],
  { balance, index }: { readonly balance: number; readonly index: number },
): Line | undefined {
  return balances[balance]?.lines[index];
}

/** Compares the logs of balances that took the same line off: how much less likely each is without it. */
class Comparison {
  readonly #withAll = new Map<number, number | null>();

  constructor(
    private readonly balances: readonly BalanceLines[],
    private readonly verdicts: readonly Verdict[],
    private readonly coverage: Coverage,
    private readonly effort: Effort,
    /** The verdicts come from as much effort: what they say of their logs holds for the comparison. */
    private readonly isAsFirst: boolean,
  ) {}

  /** The balance that needs the line so much more than the others; null where none stands out. */
  neediest(takers: Open['places']): number | null {
    const needs: { readonly balance: number; readonly need: number }[] = [];
    for (const { balance, index } of takers) {
      const need = this.#need(balance, index);
      if (need === null) return null;
      needs.push({ balance, need });
    }
    const [first, second] = needs.sort((a, b) => b.need - a.need);
    if (first === undefined || second === undefined) return null;
    return first.need - second.need >= CONVINCING ? first.balance : null;
  }

  #need(position: number, index: number): number | null {
    const balance = this.balances[position];
    if (balance === undefined) return null;
    let withAll = this.#withAll.get(position);
    if (withAll === undefined) {
      if (balance.lines.length > MOST_LINES) return null;
      const known = this.isAsFirst ? (this.verdicts[position]?.evidence ?? null) : null;
      withAll = known ?? this.#evidence(position, balance);
      this.#withAll.set(position, withAll);
    }
    const withoutIt = withAll === null ? null : this.#evidence(position, without(balance, new Set([index])));
    return withAll === null || withoutIt === null ? null : withAll - withoutIt;
  }

  #evidence(position: number, balance: BalanceLines): number | null {
    const reading = this.verdicts[position]?.reading ?? null;
    if (reading === null || balance.lines.length > MOST_LINES) return null;
    return replay(balance, reading, this.coverage, this.effort).evidence;
  }
}

/**
 * Whether the line may have been dropped here without being taken off: it left the shelf, an update of this
 * balance came since, and no writer would have taken it off yet.
 */
function isHeld(
  balance: BalanceLines | undefined,
  verdict: Verdict | undefined,
  index: number,
  coverage: Coverage,
): boolean {
  const line = balance?.lines[index];
  const reading = verdict?.reading ?? null;
  if (balance === undefined || line === undefined || reading === null || !line.gone) return false;
  const { handling } = line.moments;
  const last = balance.balance.updates.at(-1)?.at;
  if (handling === null || !handling.certain || last === undefined || last < handling.from) return false;
  const at = latestExport(balance.balance, coverage) ?? coverage.exportedBefore ?? last;
  return isRatherUnwritten(line, reading, balance.balance.warehouse, at);
}

function isRatherUnwritten(line: Line, reading: WriterReading, warehouse: string, at: number): boolean {
  const triggered = reading.writers.filter(
    (writer) => writer.trigger !== null && (writer.warehouse === null || writer.warehouse === warehouse),
  );
  if (triggered.length === 0) return false;
  return triggered.every((writer) => unwrittenShare(writer, reading.waits, line, at) > 0.5);
}

/** The verdict with the counts that the other one, with the open lines elsewhere, comes to. */
function alsoAllowing(verdict: Verdict, other: Verdict): Verdict {
  const countOf = ({ outcome }: Verdict): Units[] => (outcome === null ? [] : [Math.max(outcome.shelf, 0)]);
  const own = countOf(verdict);
  const all = new Set([...verdict.alternatives, ...countOf(other), ...other.alternatives]);
  return {
    ...verdict,
    alternatives: [...all].filter((count) => !own.includes(count)).sort((a, b) => a - b),
    confidence: verdict.confidence === 'proven' ? 'likely' : verdict.confidence,
  };
}
