/**
 * From the readings that survived a replay to one corrected count, and how sure it is. The same count
 * from every consistent reading is proven; where readings differ the lowest well-supported one is taken;
 * what is not known to be there is not offered.
 */
import type { Basis, Confidence } from './diagnosis.js';
import type { Effort } from './effort.js';
import { type Habits, type WriterReading, writerIn } from './habits.js';
import { DAY } from './lags.js';
import type { BalanceLines, Line } from './lines.js';
import { logStart } from './reading.js';
import type { Coverage, Units } from './records.js';
import { type Outcome, replay } from './replay.js';

/** All but this share of the evidence must lead to one count for it to be proven. */
const PROVEN = 0.995;
/** A reading with at least this share is well supported: the lowest of those is taken. */
const WELL_SUPPORTED = 1 / 3;
/** Counts with less than this share are not named as alternatives. */
const WORTH_NAMING = 0.01;

/** An outcome of the replay, with the writers as its reading has them. */
export interface ReadOutcome {
  readonly outcome: Outcome;
  readonly reading: WriterReading;
}

/** An outcome, or all that lead to one count, with the share of the evidence. */
export interface WeighedOutcome extends ReadOutcome {
  readonly share: number;
}

export interface Verdict {
  /** The reading taken; null where nothing tells what was taken off. */
  readonly outcome: Outcome | null;
  /** The other outcomes worth naming. */
  readonly others: readonly (ReadOutcome & { readonly isWellSupported: boolean })[];
  /** The writers as that reading has them. */
  readonly reading: WriterReading | null;
  /** The other corrected counts worth naming, ascending. */
  readonly alternatives: readonly Units[];
  readonly basis: Basis;
  readonly confidence: Confidence;
  /** Log of the likelihood of the balance's log under `reading`; null where there is none. */
  readonly evidence: number | null;
  /** Readings were given up that were nearly as likely as those kept. */
  readonly limited: boolean;
}

/** What is said of a balance of which nothing tells what was taken off. */
const NOTHING_TELLS: Verdict = {
  outcome: null,
  others: [],
  reading: null,
  alternatives: [],
  basis: 'orders-only',
  confidence: 'assumed',
  evidence: null,
  limited: false,
};

/**
 * Weighs every reading of the balance's log under every reading of the store's writers.
 * @param effort how much is weighed side by side
 */
export function verdictOf(
  balance: BalanceLines,
  habits: Habits,
  coverage: Coverage,
  effort?: Effort,
): Verdict {
  const basis = basisOf(balance, coverage);
  if (basis === 'orders-only') return NOTHING_TELLS;
  const found: WeighedOutcome[] = [];
  const evidenceOf = new Map<WriterReading, number>();
  let limited = false;
  for (const reading of habits.readings) {
    const result = replay(balance, reading, coverage, effort);
    limited ||= result.limited;
    evidenceOf.set(reading, result.evidence);
    for (const outcome of result.outcomes)
      found.push({ outcome, reading, share: outcome.share * reading.share });
  }
  const judged = judgedBy(found, { balance, coverage, isProof: basis === 'update-log' && !limited });
  if (judged === null) return { ...NOTHING_TELLS, limited };
  return { ...judged, basis, evidence: evidenceOf.get(judged.reading) ?? null, limited };
}

/** What a judgement is made of, besides the outcomes. */
interface Judged {
  readonly balance: BalanceLines;
  readonly coverage: Coverage;
  /** An update log was read, with every reading of it that counts. */
  readonly isProof: boolean;
}

/** The judgement on what the replays came to. */
type Judgement = Pick<Verdict, 'others' | 'alternatives' | 'confidence'> & ReadOutcome;

/**
 * Takes the lowest well-supported count of those that the outcomes lead to, and says how sure it is.
 * @param found in the order of the store's readings, shares adding up to 1
 * @returns null where there is no outcome
 */
export function judgedBy(
  found: readonly WeighedOutcome[],
  { balance, coverage, isProof }: Judged,
): Judgement | null {
  const weighed = byCount(found);
  const top = weighed[0];
  if (top === undefined) return null;
  const supported = weighed.filter(({ share }) => share >= Math.min(WELL_SUPPORTED, top.share));
  const chosen = supported.reduce((low, next) => (countOf(next.outcome) < countOf(low.outcome) ? next : low));
  const proven =
    isProof &&
    top.share >= PROVEN &&
    !chosen.outcome.overdue &&
    isUnderstood(balance, chosen.outcome, chosen.reading) &&
    isComplete(balance, chosen.outcome, coverage);
  const others = weighed
    .filter((other) => other !== chosen && other.share >= WORTH_NAMING)
    .map((other) => ({
      outcome: other.outcome,
      reading: other.reading,
      isWellSupported: supported.includes(other),
    }));
  const alternatives = others.map(({ outcome }) => countOf(outcome));
  if (mayBeRecounted(balance, chosen.outcome, chosen.reading)) {
    const recounted = recountedShelf(balance);
    if (recounted < countOf(chosen.outcome)) alternatives.push(recounted);
  }
  return {
    outcome: chosen.outcome,
    reading: chosen.reading,
    others,
    alternatives: [...new Set(alternatives)].sort((a, b) => a - b),
    confidence: proven ? 'proven' : 'likely',
  };
}

/** One for each count, the likeliest count first: the first outcome found stands for the others that lead to it. */
function byCount(found: readonly WeighedOutcome[]): readonly WeighedOutcome[] {
  const weighed = new Map<Units, WeighedOutcome>();
  for (const next of found) {
    const count = countOf(next.outcome);
    const same = weighed.get(count);
    weighed.set(count, same === undefined ? next : { ...same, share: same.share + next.share });
  }
  return [...weighed.values()].sort((a, b) => b.share - a.share || countOf(a.outcome) - countOf(b.outcome));
}

function countOf(outcome: Outcome): Units {
  return Math.max(outcome.shelf, 0);
}

/** The best evidence at hand for this balance. */
function basisOf(balance: BalanceLines, coverage: Coverage): Basis {
  if (coverage.updatesFrom !== null) return isLogged(balance, coverage) ? 'update-log' : 'orders-only';
  return balance.balance.snapshots.length > 0 ? 'snapshots' : 'orders-only';
}

/**
 * The log covers this balance: it has rows, or none was needed. A reservation that was dropped needs an
 * update that dropped it; without any row, the log is of other balances.
 */
function isLogged(balance: BalanceLines, coverage: Coverage): boolean {
  if (balance.balance.updates.length > 0) return true;
  const from = coverage.updatesFrom ?? 0;
  return !(balance.locksKnown && balance.lines.some((line) => isDroppedAfter(line, from)));
}

function isDroppedAfter(line: BalanceLines['lines'][number], from: number): boolean {
  const handling = line.moments.handling;
  return (
    line.share === 1 && line.state === null && line.phase === 'acknowledged' && (handling?.from ?? 0) > from
  );
}

/** The log reaches back before every reservation, has no gap, and both replayed totals equal the exported ones. */
function isComplete(balance: BalanceLines, outcome: Outcome, coverage: Coverage): boolean {
  const start = logStart(balance, coverage);
  const reachesBack = balance.lines.every(
    (line) => line.state === null || (line.createdAt !== null && line.createdAt >= start),
  );
  for (let step = outcome.last; step !== null; step = step.previous)
    if (step.event.kind === 'gap') return false;
  const whole = reachesBack && reachesExport(coverage);
  const explained = balance.lines.every((line) => line.state === null || isBacked(line));
  return (
    whole &&
    explained &&
    !balance.mayReserveUnplaced &&
    balance.missingLocks.length === 0 &&
    doubts(balance).length === 0
  );
}

/** An order or a reservation stands behind it, not only a lock. */
export function isBacked(line: Line): boolean {
  return line.source === 'order' || line.source === 'reservation';
}

function doubts(balance: BalanceLines): string[] {
  const doubtful = ['reserved-differs', 'reserved-negative', 'pending-range', 'reserved-log-differs'];
  return balance.notes.map((note) => note.code).filter((code) => doubtful.includes(code));
}

/** The log goes on until about T: a log that ended long before may lack its last rows. */
export function reachesExport(coverage: Coverage): boolean {
  const { exportedAt, updatesFrom, updatesTo } = coverage;
  if (exportedAt === null || updatesFrom === null || updatesTo === null) return true;
  return exportedAt - updatesTo <= Math.max(2 * DAY, (updatesTo - updatesFrom) / 5);
}

/**
 * The last update is a raise by somebody without a trigger while early write-offs were outstanding, and not
 * by their units: a receipt, as it was read, or a count of the shelf that found something else as well.
 */
function mayBeRecounted(balance: BalanceLines, outcome: Outcome, reading: WriterReading): boolean {
  const last = balance.balance.updates.at(-1);
  if (last === undefined || last.after <= last.before || outcome.last?.reset === true) return false;
  const writer = writerIn(reading.writers, last.author, balance.balance.warehouse);
  if (writer !== undefined && writer.trigger !== null) return false;
  return balance.lines.some((line, index) => line.state !== null && outcome.lacking.has(index));
}

/** The shelf where the last update was a count of it: less what has left it since, or may have. */
function recountedShelf({ balance: { updates, inStock }, lines }: BalanceLines): Units {
  const left = lines.filter(({ state }) => state === 'acknowledged' || state === 'undetermined');
  return Math.max((updates.at(-1)?.after ?? inStock) - left.reduce((sum, { units }) => sum + units, 0), 0);
}

/**
 * The writers are understood: some trigger is known, or nothing was there to write off; and no order put
 * right by somebody is read as taken off again while it is still pending, which a repaired writer would not do.
 */
function isUnderstood(balance: BalanceLines, outcome: Outcome, reading: WriterReading): boolean {
  const known = reading.writers.some((writer) => writer.trigger !== null);
  if (!known && balance.lines.length > 0) return false;
  if (mayBeRecounted(balance, outcome, reading)) return false;
  for (let step = outcome.last; step !== null; step = step.previous) {
    const again =
      step.retaken === true && step.taken.some((index) => balance.lines[index]?.state === 'pending');
    if (again) return false;
  }
  return true;
}
