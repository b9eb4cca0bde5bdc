/**
 * What is learned from: a part of the store's balances, always the same, and a model for each author in it
 * before anything is learned.
 */
import { type AuthorRole, sizesFrom, type WriterModel } from '../habits.js';
import { DAY, HOUR, undecidedLags } from '../lags.js';
import { type BalanceLines, linesOfBalances } from '../lines.js';
import { logStart } from '../reading.js';
import type { Coverage, Moment, SkuRecords, Units } from '../records.js';
import { runsOf } from '../runs.js';

/** Updates looked at for learning; SKUs are drawn by a hash of their id, so the draw never changes. */
const SAMPLE_UPDATES = 6_000;
/** Of one balance, so many of its last updates. */
const LEARNED_UPDATES = 150;

export interface Sample {
  readonly balances: readonly BalanceLines[];
  readonly coverage: Coverage;
  readonly roles: ReadonlyMap<string, AuthorRole>;
}

/** Which of the writers is meant: an author, and its warehouse where it works differently in each. */
export type Scope = Pick<WriterModel, 'author' | 'warehouse'>;

export function isOf(writer: Scope, { author, warehouse }: Scope): boolean {
  return writer.author === author && writer.warehouse === warehouse;
}

/** The balances a writer has updated. */
export function balancesOf({ author, warehouse }: Scope, sample: Sample): BalanceLines[] {
  return sample.balances.filter(
    ({ balance }) =>
      (warehouse === null || balance.warehouse === warehouse) &&
      balance.updates.some((update) => update.author === author),
  );
}

/** SKUs with a log, by a hash of their id, until enough updates are drawn. */
export function drawn(skus: Iterable<SkuRecords>, coverage: Coverage): BalanceLines[] {
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

/** Every author of the sample's updates, by name. */
export function writersSeen(sample: Sample): (string | null)[] {
  const authors = new Set<string | null>();
  for (const { balance } of sample.balances) for (const update of balance.updates) authors.add(update.author);
  return [...authors].sort((a, b) => compare(a ?? '', b ?? ''));
}

/** An author as its log alone has it, before any trigger is tried. */
export function unknownWriter(author: string | null, sample: Sample): WriterModel {
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
  const chances = opportunities(sample.balances, sample.coverage, { warehouse: null, runs });
  return {
    author,
    warehouse: null,
    trigger: null,
    candidates: [],
    habit: 'other',
    writesInRuns: runs !== null,
    earlier: null,
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
    ...roleOf(author, sample),
  };
}

function roleOf(author: string | null, sample: Sample): { role?: AuthorRole } {
  const role = author === null ? undefined : sample.roles.get(author);
  return role === undefined ? {} : { role };
}

/** Balance-hours, or balance-runs, in which the writer could have written something. */
export function opportunities(
  balances: readonly BalanceLines[],
  coverage: Coverage,
  { warehouse, runs }: Pick<WriterModel, 'warehouse' | 'runs'>,
): number {
  const end = Math.max(coverage.updatesTo ?? 0, coverage.exportedAt ?? 0);
  let total = 1;
  for (const balance of balances) {
    if (warehouse !== null && balance.balance.warehouse !== warehouse) continue;
    const start = logStart(balance, coverage);
    if (!Number.isFinite(start)) continue;
    total += runs === null ? Math.max(end - start, 0) / HOUR : runs.filter((run) => run >= start).length;
  }
  return total;
}
