/**
 * Finds each writer's trigger from the store's own log: every moment an order can be written off at is
 * tried, the replay is run under each, and the likelihoods are compared, with "none" among them. Small
 * samples are not over-read: no trigger rather than a wrong one.
 */
import { matchesOfAuthor } from './chance.js';
import { isEarlyTrigger, TRIGGERS, type Trigger, type Writer } from './diagnosis.js';
import {
  type AuthorRole,
  type Habits,
  sizesFrom,
  type Waits,
  type WriterModel,
  type WriterReading,
} from './habits.js';
import { DAY, HOUR, lagCdf, lagsFrom, undecidedLags } from './lags.js';
import { type BalanceLines, type Line, linesOfBalances } from './lines.js';
import { logStart, stepsOf } from './reading.js';
import type { Coverage, Moment, SkuRecords, Units } from './records.js';
import { type Replay, replay } from './replay.js';
import { runsOf } from './runs.js';

/** Updates looked at for learning; SKUs are drawn by a hash of their id, so the draw never changes. */
const SAMPLE_UPDATES = 6_000;
/** Of one balance, so many of its last updates. */
const LEARNED_UPDATES = 150;
/** Balances each trigger is tried on, and how wide the replay is while trying. */
const TRIED_BALANCES = 120;
const TRIED_WIDTH = 8;
/** Balances the rates and lags are learned from in the end. */
const FITTED_BALANCES = 250;
/** The first, rough look at all triggers; those this far behind (natural log) are not tried further. */
const GLANCED_BALANCES = 40;
const GLANCED_WIDTH = 4;
const FAR = 60;
/** Far beyond any lag, and unlike any rhythm. */
const SHIFTS = [-197, -131, 127, 211].map((hours) => hours * HOUR);
/** A trigger is believed when it is this much likelier than none (natural log), and others are not near it. */
const CONVINCING = 8;
const NEAR = 4;
/** So much likelier (natural log) must a log be before a writer of totals is taken to forget orders. */
const CLEARLY = 20;
/** The share of orders left unwritten by a writer that, as far as can be told, forgets none. */
const NEVER_FORGETS = 0.0003;
/** So many counts typed or uploaded within minutes are a correction; the last few of them are looked at. */
const FEWEST_CORRECTED = 3;
const CORRECTIONS_TRIED = 3;
/** Fewer decrements than this show no habit. */
const FEWEST_DECREMENTS = 4;
/** Those of an author that is known to be an ERP show more: it has a trigger, only which is asked. */
const FEWEST_OF_AN_ERP = 2;
const CONVINCING_OF_AN_ERP = 2;

interface Sample {
  readonly balances: readonly BalanceLines[];
  readonly coverage: Coverage;
  readonly roles: ReadonlyMap<string, AuthorRole>;
}

interface Fit {
  readonly reading: WriterReading;
  readonly evidence: number;
}

/**
 * Learns the store's habits. `skus` is called once and must yield the same records in the same order each time.
 * @param roles what the store itself says its authors are: a till has no trigger, and no decrement of its
 *   explains an early write-off; a person's is never called one; for an ERP two decrements are enough to show it
 */
export function learnHabits(
  skus: () => Iterable<SkuRecords>,
  coverage: Coverage,
  roles: ReadonlyMap<string, AuthorRole> = new Map(),
): Habits {
  const sample: Sample = { balances: drawn(skus(), coverage), coverage, roles };
  let reading: WriterReading = {
    share: 1,
    writers: writersSeen(sample).map((author) => unknownWriter(author, sample)),
    waits: Object.fromEntries(TRIGGERS.map((t) => [t, undecidedLags(8 * DAY)])) as unknown as Waits,
  };
  const rivals: WriterReading[] = [];
  const ranked = [...reading.writers].sort(
    (a, b) => b.decrements - a.decrements || compare(a.author ?? '', b.author ?? ''),
  );
  const showing = ranked.filter(({ role, decrements }) => {
    if (role === 'pos') return false;
    return decrements >= (role === 'erp' ? FEWEST_OF_AN_ERP : FEWEST_DECREMENTS);
  });
  for (const { author } of showing.slice(0, 8)) {
    const found = triggerOf(author, reading, sample);
    reading = found.reading;
    rivals.push(...found.rivals);
  }
  const fitting = sample.balances.slice(0, FITTED_BALANCES);
  const fitted = unlessForgetful(refitted(reading, sample, fitting, 2, TRIED_WIDTH).reading, sample, fitting);
  const best = sinceMended(fitted, sample, fitting);
  const others = rivals.slice(0, 2).map((rival) => {
    const rivalWriters = best.writers.map((writer) => {
      const other = rival.writers.find((w) => w.author === writer.author);
      return other !== undefined && other.trigger !== writer.trigger && rival.share > 0 ? other : writer;
    });
    return {
      reading: refitted({ ...best, writers: rivalWriters }, sample, fitting, 2, TRIED_WIDTH).reading,
      share: rival.share,
    };
  });
  const total = 1 + others.reduce((sum, { share }) => sum + share, 0);
  const readings = [
    { ...best, share: 1 / total },
    ...others.map((o) => ({ ...o.reading, share: o.share / total })),
  ];
  return { writers: best.writers.map((writer) => asShown(writer, best, sample)), readings };
}

/**
 * A writer that sends totals forgets nothing. That it leaves orders unwritten is believed only when the log
 * is clearly likelier so.
 */
function unlessForgetful(
  reading: WriterReading,
  sample: Sample,
  balances: readonly BalanceLines[],
): WriterReading {
  if (reading.writers.every((writer) => writer.forgets <= 2 * NEVER_FORGETS)) return reading;
  const writers = reading.writers.map((writer) => ({ ...writer, forgets: NEVER_FORGETS }));
  const sure = { ...reading, writers };
  const forgetful = refitted(reading, sample, balances, 1, TRIED_WIDTH).evidence;
  return forgetful > refitted(sure, sample, balances, 1, TRIED_WIDTH).evidence + CLEARLY ? reading : sure;
}

/**
 * After a correction the writers that were early may have been mended, and wait for Preparing Delivery
 * from then on. Believed when the log since is likelier so.
 */
function sinceMended(
  reading: WriterReading,
  sample: Sample,
  balances: readonly BalanceLines[],
): WriterReading {
  if (!reading.writers.some((writer) => isEarlyTrigger(writer.trigger))) return reading;
  const evidenceOf = (one: WriterReading): number => refitted(one, sample, balances, 1, TRIED_WIDTH).evidence;
  const tried = correctionsBy(reading, sample).map((mendedAt) => {
    const writers = reading.writers.map((writer) =>
      isEarlyTrigger(writer.trigger) ? { ...writer, mendedAt } : writer,
    );
    const mended = { ...reading, writers };
    return { mended, evidence: evidenceOf(mended) };
  });
  const best = tried.sort((a, b) => b.evidence - a.evidence)[0];
  return best !== undefined && best.evidence > evidenceOf(reading) + NEAR ? best.mended : reading;
}

/** Moments after which several counts had been written at once by somebody without a trigger, the newest few. */
function correctionsBy(reading: WriterReading, sample: Sample): Moment[] {
  const moments: Moment[] = [];
  for (const { author, trigger } of reading.writers) {
    if (trigger !== null) continue;
    const times = sample.balances.flatMap(({ balance }) =>
      balance.updates.flatMap((update) => (update.author === author ? [update.at] : [])),
    );
    times.sort((a, b) => a - b);
    times.forEach((at, index) => {
      const first = times[index - FEWEST_CORRECTED + 1];
      const next = times[index + 1] ?? Number.POSITIVE_INFINITY;
      if (first !== undefined && at - first <= HOUR / 4 && next - at > HOUR / 4) moments.push(at + 1);
    });
  }
  return moments.sort((a, b) => b - a).slice(0, CORRECTIONS_TRIED);
}

/**
 * A writer as its behaviour shows it. One that takes off a part of what another writer takes off as a rule,
 * and never promptly, has no trigger: it is a person writing off early.
 */
function asShown(writer: WriterModel, reading: WriterReading, sample: Sample): Writer {
  const { author, warehouse, writesInRuns } = writer;
  const slow = lagCdf(writer.lags, HOUR) < 0.7 && !writesInRuns;
  const seldom = writer.trigger !== null && writer.activity < 0.5;
  const late = writer.trigger === 'handling' || writer.trigger === 'invoiced';
  const seemsByHand = slow && seldom && !late && writer.role !== 'erp';
  const byHand = writer.role === 'person' || seemsByHand;
  const trigger = byHand ? null : writer.trigger;
  const { decrements, matched, expectedByChance } = matchesOfAuthor(author, trigger, sample.balances);
  const early = seemsByHand || isEarlyTrigger(writer.trigger) || isFarBeyond(matched, expectedByChance);
  const habit = byHand && early ? 'early-person' : trigger === null ? 'other' : 'trigger';
  const explained = habit === 'other' ? matched : explainedBy(author, reading, sample);
  const candidates = byHand ? [] : writer.candidates;
  return {
    author,
    warehouse,
    trigger,
    candidates,
    habit,
    writesInRuns,
    decrements,
    matched: explained,
    expectedByChance,
  };
}

/** Decrements of an author that the best reading explains with orders alone. */
function explainedBy(author: string | null, reading: WriterReading, sample: Sample): number {
  let count = 0;
  for (const balance of sample.balances) {
    if (!balance.balance.updates.some((update) => update.author === author)) continue;
    const outcome = replay(balance, reading, sample.coverage, TRIED_WIDTH).outcomes[0];
    for (const { event, taken, unexplained } of stepsOf(outcome?.last ?? null)) {
      if (event.kind !== 'update' || event.update.author !== author) continue;
      if (event.update.after < event.update.before && taken.length > 0 && unexplained === 0) count++;
    }
  }
  return count;
}

/** SKUs with a log, by a hash of their id, until enough updates are drawn. */
function drawn(skus: Iterable<SkuRecords>, coverage: Coverage): BalanceLines[] {
  let chosen: { hash: number; records: SkuRecords; updates: number }[] = [];
  let updates = 0;
  for (const records of skus) {
    const count = records.balances.reduce((sum, balance) => sum + balance.updates.length, 0);
    if (count === 0) continue;
    chosen.push({ hash: hashOf(records.sku), records, updates: count });
    updates += count;
    if (updates > 3 * SAMPLE_UPDATES) {
      chosen = smallest(chosen);
      updates = chosen.reduce((sum, one) => sum + one.updates, 0);
    }
  }
  return smallest(chosen).flatMap(({ records }) => linesOfBalances(records, coverage).map(recentPart));
}

/** The end of a long log teaches as much as all of it. */
function recentPart(balance: BalanceLines): BalanceLines {
  const updates = balance.balance.updates.slice(-LEARNED_UPDATES);
  const from = updates[0]?.at;
  if (from === undefined || updates.length === balance.balance.updates.length) return balance;
  const lines = balance.lines.filter((line) => line.state !== null || (line.lastChangeAt ?? from) >= from);
  return { ...balance, balance: { ...balance.balance, updates }, lines, readFrom: from };
}

function smallest<T extends { hash: number; updates: number; records: SkuRecords }>(
  chosen: readonly T[],
): T[] {
  const sorted = [...chosen].sort((a, b) => a.hash - b.hash || compare(a.records.sku, b.records.sku));
  let updates = 0;
  return sorted.filter((one) => {
    const fits = updates === 0 || updates + one.updates <= SAMPLE_UPDATES;
    if (fits) updates += one.updates;
    return fits;
  });
}

/** FNV-1a. */
function hashOf(text: string): number {
  let hash = 0x811c9dc5;
  for (let index = 0; index < text.length; index++) {
    hash ^= text.charCodeAt(index);
    hash = Math.imul(hash, 0x01000193);
  }
  return hash >>> 0;
}

function compare(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}

function writersSeen(sample: Sample): (string | null)[] {
  const authors = new Set<string | null>();
  for (const { balance } of sample.balances) for (const update of balance.updates) authors.add(update.author);
  return [...authors].sort((a, b) => compare(a ?? '', b ?? ''));
}

function unknownWriter(author: string | null, sample: Sample): WriterModel {
  const times: Moment[] = [];
  const downs: Units[] = [];
  const ups: Units[] = [];
  let idle = 0;
  for (const { balance } of sample.balances)
    for (const update of balance.updates) {
      if (update.author !== author) continue;
      times.push(update.at);
      const difference = update.after - update.before;
      if (difference < 0) downs.push(-difference);
      if (difference > 0) ups.push(difference);
      if (difference === 0) idle++;
    }
  const runs = runsOf(times);
  const chances = opportunities(sample.balances, sample.coverage, runs);
  return {
    author,
    warehouse: null,
    trigger: null,
    candidates: [],
    habit: 'other',
    writesInRuns: runs !== null,
    decrements: downs.length,
    matched: 0,
    expectedByChance: 0,
    runs,
    lags: undecidedLags(DAY),
    runsLate: [0.85, 0.1, 0.03, 0.02],
    forgets: 0.01,
    receiptRate: (ups.length + 0.5) / chances,
    unexplainedRate: (downs.length + 0.5) / chances,
    idleRate: (idle + 0.5) / chances,
    received: sizesFrom(ups),
    unexplained: sizesFrom(downs),
    activity: 1,
    resetShare: 0.5,
    recountShare: 0.1,
    retakeShare: 0.9,
    mendedAt: null,
    ...roleOf(author, sample),
  };
}

function roleOf(author: string | null, sample: Sample): { role?: AuthorRole } {
  const role = author === null ? undefined : sample.roles.get(author);
  return role === undefined ? {} : { role };
}

/** Balance-hours, or balance-runs, in which the writer could have written something. */
function opportunities(
  balances: readonly BalanceLines[],
  coverage: Coverage,
  runs: readonly Moment[] | null,
): number {
  const end = Math.max(coverage.updatesTo ?? 0, coverage.exportedAt ?? 0);
  let total = 1;
  for (const balance of balances) {
    const start = logStart(balance, coverage);
    if (!Number.isFinite(start)) continue;
    total += runs === null ? Math.max(end - start, 0) / HOUR : runs.filter((run) => run >= start).length;
  }
  return total;
}

/**
 * Tries every trigger on one writer, the others as they are known so far. A trigger is believed when it
 * explains the log better than none does, or better than it explains the same log with the orders' times
 * shifted: what fits as well then fits by chance.
 */
function triggerOf(
  author: string | null,
  reading: WriterReading,
  sample: Sample,
): { reading: WriterReading; rivals: WriterReading[] } {
  const own = sample.balances.filter(({ balance }) => balance.updates.some((u) => u.author === author));
  const glance = own.slice(0, GLANCED_BALANCES);
  const isErp = sample.roles.get(author ?? '') === 'erp';
  const glanced = TRIGGERS.filter((trigger) => isBeyondChance(author, trigger, own, isErp)).map(
    (trigger) => ({
      trigger,
      evidence: refitted(withTrigger(reading, author, trigger), sample, glance, 2, GLANCED_WIDTH).evidence,
    }),
  );
  const leading = Math.max(...glanced.map((fit) => fit.evidence));
  const tried = own.slice(0, TRIED_BALANCES);
  const fits = glanced
    .filter((fit) => fit.evidence > leading - FAR)
    .map(({ trigger }) => ({
      trigger,
      ...refitted(withTrigger(reading, author, trigger), sample, tried, 3, TRIED_WIDTH),
    }))
    .sort((a, b) => b.evidence - a.evidence);
  const best = fits[0];
  if (best === undefined || !isBelieved(best, reading, author, sample, tried)) return { reading, rivals: [] };
  const candidates = fits.filter((fit) => fit.evidence > best.evidence - NEAR).map((fit) => fit.trigger);
  const named = (fit: Fit): WriterReading => ({
    ...fit.reading,
    writers: fit.reading.writers.map((writer) =>
      writer.author === author ? { ...writer, candidates } : writer,
    ),
  });
  const rivals = fits
    .slice(1)
    .filter((fit) => candidates.includes(fit.trigger))
    .map((fit) => ({ ...named(fit), share: Math.exp(fit.evidence - best.evidence) }));
  return { reading: named(best), rivals };
}

/** A first sieve: its decrements fit the orders at this moment more often than shifted orders would. */
function isBeyondChance(
  author: string | null,
  trigger: Trigger,
  balances: readonly BalanceLines[],
  isErp: boolean,
): boolean {
  const { matched, expectedByChance } = matchesOfAuthor(author, trigger, balances);
  return isFarBeyond(matched, expectedByChance, isErp ? FEWEST_OF_AN_ERP : 3);
}

function isFarBeyond(matched: number, expectedByChance: number, fewest = 3): boolean {
  return matched - expectedByChance >= Math.max(fewest, 1.5 * Math.sqrt(expectedByChance + 1));
}

function isBelieved(
  fit: Fit,
  reading: WriterReading,
  author: string | null,
  sample: Sample,
  tried: readonly BalanceLines[],
): boolean {
  const none = refitted(withTrigger(reading, author, null), sample, tried, 2, TRIED_WIDTH);
  const first = !reading.writers.some((writer) => writer.author !== author && writer.trigger !== null);
  const isErp = sample.roles.get(author ?? '') === 'erp';
  const beatsNone = fit.evidence > none.evidence + (isErp ? CONVINCING_OF_AN_ERP : CONVINCING);
  if (first || isErp ? beatsNone : !beatsNone) return first || isErp;
  const glance = tried.slice(0, GLANCED_BALANCES);
  const decrements = matchesOfAuthor(author, null, glance).decrements;
  const real = refitted(fit.reading, sample, glance, 2, GLANCED_WIDTH).evidence;
  const shifted = SHIFTS.map((shift) => {
    const writers = fit.reading.writers.map((writer) =>
      writer.author === author ? { ...writer, shift } : writer,
    );
    return refitted({ ...fit.reading, writers }, sample, glance, 2, GLANCED_WIDTH).evidence;
  });
  return real > Math.max(...shifted) + CONVINCING + 2 * Math.sqrt(decrements);
}

function withTrigger(reading: WriterReading, author: string | null, trigger: Trigger | null): WriterReading {
  const writers = reading.writers.map((writer) =>
    writer.author === author
      ? {
          ...writer,
          trigger,
          candidates: trigger === null ? [] : [trigger],
          habit: trigger === null ? ('other' as const) : ('trigger' as const),
          unexplainedRate: trigger === null ? writer.unexplainedRate : writer.unexplainedRate * 0.05,
        }
      : writer,
  );
  return { ...reading, writers: withActivity(writers) };
}

/** Shares what is taken off among the writers that have a trigger, by how often each lowers a count. */
function withActivity(writers: readonly WriterModel[]): WriterModel[] {
  const total = writers.reduce((sum, w) => sum + (w.trigger === null ? 0 : w.decrements), 0);
  return writers.map((w) => ({
    ...w,
    activity: w.trigger === null || total === 0 ? 1 : w.decrements / total,
  }));
}

/**
 * Replays the balances, re-estimates lags, waits and rates from the best readings, and does so again.
 * The evidence is that of the last round, under what the rounds before it taught.
 */
function refitted(
  reading: WriterReading,
  sample: Sample,
  balances: readonly BalanceLines[],
  rounds: number,
  width?: number,
): Fit {
  let current = reading;
  let evidence = Number.NEGATIVE_INFINITY;
  for (let round = 0; round < rounds; round++) {
    const replays = balances.map((balance) => replay(balance, current, sample.coverage, width));
    const replayed = replays.reduce((sum, one) => sum + one.evidence, 0);
    evidence = replayed - expectedChanges(current, balances, sample.coverage);
    current = reestimated(current, sample, balances, replays);
  }
  return { reading: current, evidence };
}

/** Receipts and unexplained decrements that the rates let expect: the price of assuming them (Poisson). */
function expectedChanges(
  reading: WriterReading,
  balances: readonly BalanceLines[],
  coverage: Coverage,
): number {
  return reading.writers.reduce((sum, writer) => {
    const chances = opportunities(balances, coverage, writer.runs);
    return sum + (writer.receiptRate + writer.unexplainedRate) * chances;
  }, 0);
}

interface Tally {
  lags: number[];
  late: number[];
  received: Units[];
  unexplained: Units[];
  decrements: number;
  resets: number;
  increments: number;
  idle: number;
  recounts: number;
  retaken: number;
  notRetaken: number;
}

function reestimated(
  reading: WriterReading,
  sample: Sample,
  balances: readonly BalanceLines[],
  replays: readonly Replay[],
): WriterReading {
  const tallies = new Map<string | null, Tally>();
  const tallyOf = (author: string | null): Tally => {
    const known = tallies.get(author);
    if (known !== undefined) return known;
    const fresh = {
      lags: [],
      late: [0, 0, 0, 0],
      received: [],
      unexplained: [],

      decrements: 0,
      resets: 0,
      increments: 0,
      idle: 0,
      retaken: 0,
      notRetaken: 0,
      recounts: 0,
    };
    tallies.set(author, fresh);
    return fresh;
  };
  const waits = Object.fromEntries(TRIGGERS.map((t) => [t, [] as number[]])) as unknown as Record<
    Trigger,
    number[]
  >;
  const missed = new Map<string | null, { due: number; missed: number }>();
  balances.forEach((balance, position) => {
    const outcome = replays[position]?.outcomes[0];
    if (outcome === undefined) return;
    for (const step of stepsOf(outcome.last)) {
      const author =
        step.event.kind === 'update'
          ? step.event.update.author
          : step.event.kind === 'run'
            ? step.event.writer.author
            : undefined;
      if (author === undefined) continue;
      const writer = reading.writers.find((w) => w.author === author);
      if (writer === undefined) continue;
      const tally = tallyOf(author);
      for (const index of step.taken) learnLag(writer, balance.lines[index], step.event.at, tally, waits);
      if (step.received > 0) tally.received.push(step.received);
      if (step.unexplained > 0) tally.unexplained.push(step.unexplained);
      if (step.event.kind !== 'update') continue;
      const { before, after } = step.event.update;
      if (after < before) tally.decrements++;
      const idle = step.taken.length + step.putBack.length === 0 && step.received === 0;
      if (after === before && idle) tally.idle++;
      if (step.retaken === true) tally.retaken++;
      if (step.retaken === false) tally.notRetaken++;
      if (after > before) tally.increments++;
      if (after > before && step.reset) tally.resets++;
      if (after < before && step.reset) tally.recounts++;
    }
    countMissed(reading, balance, outcome.lacking, sample.coverage, missed);
  });
  for (const { lines } of balances)
    for (const line of lines)
      for (const trigger of ['ready', 'handling'] as const) {
        const moment = line.moments[trigger];
        const origin = line.moments.authorized ?? line.moments.created;
        if (moment !== null && origin !== null && moment.from === moment.to && line.share === 1)
          waits[trigger].push(moment.from - origin.from);
      }
  const writers = reading.writers.map((writer) => {
    const tally = tallies.get(writer.author);
    if (tally === undefined) return writer;
    const chances = opportunities(balances, sample.coverage, writer.runs);
    const due = missed.get(writer.author) ?? { due: 0, missed: 0 };
    const lateTotal = tally.late.reduce((sum, n) => sum + n, 0);
    return {
      ...writer,
      lags: tally.lags.length > 0 ? lagsFrom(tally.lags, 0.05) : writer.lags,
      runsLate: tally.late.map((n, index) => (n + (index === 0 ? 1 : 0.05)) / (lateTotal + 1.15)),
      forgets: Math.min(Math.max((due.missed + 0.3) / (due.due + 20), NEVER_FORGETS), 0.3),
      receiptRate: (tally.received.length + 0.5) / chances,
      unexplainedRate:
        ((writer.trigger === null ? tally.decrements : tally.unexplained.length) + 0.3) / chances,
      idleRate: (tally.idle + 0.5) / chances,
      received: sizesFrom(tally.received),
      unexplained: writer.trigger === null ? writer.unexplained : sizesFrom(tally.unexplained),
      resetShare: Math.min(Math.max((tally.resets + 1) / (tally.increments + 2), 0.1), 0.95),
      recountShare: Math.min(
        Math.max(
          (tally.recounts + tally.resets / 2 + 0.2) / (tally.decrements + tally.increments / 2 + 2),
          0.005,
        ),
        0.9,
      ),
      retakeShare: Math.min(
        Math.max((tally.retaken + 4.5) / (tally.retaken + tally.notRetaken + 5), 0.5),
        0.98,
      ),
    };
  });
  return {
    ...reading,
    writers,
    waits: Object.fromEntries(
      TRIGGERS.map((t) => [t, waits[t].length > 0 ? lagsFrom(waits[t], 0.2) : reading.waits[t]]),
    ) as unknown as Waits,
  };
}

function learnLag(
  writer: WriterModel,
  line: Line | undefined,
  at: Moment,
  tally: Tally,
  waits: Record<Trigger, number[]>,
): void {
  if (line === undefined || writer.trigger === null) return;
  const moment = line.moments[writer.trigger];
  if (moment === null) return;
  const exact = moment.from === moment.to;
  const origin = line.moments.authorized ?? line.moments.created;
  if (!exact && writer.runs === null && origin !== null)
    waits[writer.trigger].push(Math.max(at - origin.from, 0));
  if (exact) tally.lags.push(Math.max(at - moment.from, 0));
  if (writer.runs === null) return;
  const late = writer.runs.filter((run) => run >= moment.to && run < at - HOUR).length;
  tally.late[Math.min(late, 3)] = (tally.late[Math.min(late, 3)] ?? 0) + 1;
}

/** Lines whose moment had long come by the end and that the best reading leaves unwritten. */
function countMissed(
  reading: WriterReading,
  balance: BalanceLines,
  lacking: ReadonlySet<number>,
  coverage: Coverage,
  missed: Map<string | null, { due: number; missed: number }>,
): void {
  const end = Math.max(coverage.updatesTo ?? 0, balance.balance.updates.at(-1)?.at ?? 0);
  for (const writer of reading.writers) {
    if (writer.trigger === null) continue;
    const count = missed.get(writer.author) ?? { due: 0, missed: 0 };
    missed.set(writer.author, count);
    balance.lines.forEach((line, index) => {
      const moment = writer.trigger === null ? null : line.moments[writer.trigger];
      if (moment === null || !moment.certain || line.share < 1 || moment.to > end - 2 * DAY) return;
      if (line.phase === 'closed') return;
      count.due++;
      if (!lacking.has(index)) count.missed++;
    });
  }
}
