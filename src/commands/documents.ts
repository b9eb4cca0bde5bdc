/**
 * The JSON documents: from the ledger's data to the keys scripts rely on. Keys are only ever added within
 * a version. Times are ISO 8601 UTC, what is unknown is null.
 */
import type { FileReport, Problem } from '../exports/index.js';
import type {
  BalanceDiagnosis,
  BalanceStory,
  EarlierTrigger,
  UpdateStory,
  Writer,
} from '../ledger/diagnosis.js';
import type { Correction, LeftOut, WrittenOffOrder } from '../ledger/index.js';
import type { Moment } from '../ledger/records.js';
import { noteMessage } from '../render/notes.js';
import { iso } from '../render/times.js';
import type { ScanSummary } from '../store/reading.js';

export interface ScanData {
  readonly exportedAt: Moment | null;
  readonly files: readonly FileReport[];
  readonly summary: ScanSummary;
  readonly writers: readonly Writer[];
  /** Walked once, while the document is written. */
  readonly balances: Iterable<BalanceDiagnosis>;
  readonly problems: readonly Problem[];
}

export function scanDocument(data: ScanData): Record<string, unknown> {
  return {
    schema: 'invfix.scan/1',
    exportedAt: iso(data.exportedAt),
    files: data.files.map(({ path, kind, rows, status, reason }) => ({ path, kind, rows, status, reason })),
    summary: summaryDocument(data.summary),
    triggers: data.writers.flatMap(triggerDocuments),
    balances: mapped(data.balances, balanceDocument),
    problems: data.problems.map(({ code, count, message, file, line }) => ({
      code,
      count,
      message,
      file,
      line,
    })),
  };
}

/** What a writer does, and before it, where its trigger changed, what it did before. */
function triggerDocuments(writer: Writer): Record<string, unknown>[] {
  const { author, warehouse, habit, earlier } = writer;
  const documentOf = (
    { trigger, candidates, decrements, matched, expectedByChance }: Writer | EarlierTrigger,
    since: Moment | null,
    until: Moment | null,
  ): Record<string, unknown> => ({
    author,
    warehouse,
    trigger,
    candidates: [...candidates],
    decrements,
    matched,
    expectedByChance: Math.round(expectedByChance),
    habit,
    since: iso(since),
    until: iso(until),
  });
  const now = documentOf(writer, earlier?.until ?? null, null);
  return earlier === null ? [now] : [documentOf(earlier, null, earlier.until), now];
}

/** Quantities only: what they are worth stands on the page. */
function summaryDocument({ valueWithheld: _value, ...summary }: ScanSummary): Record<string, unknown> {
  return summary;
}

function balanceDocument(balance: BalanceDiagnosis): Record<string, unknown> {
  return {
    sku: balance.sku,
    warehouse: balance.warehouse,
    inStock: balance.inStock,
    reserved: balance.reserved,
    available: balance.available,
    pending: balance.pending,
    acknowledged: balance.acknowledged,
    ghosts: balance.ghosts,
    undetermined: balance.undetermined,
    earlyWriteOffs: balance.earlyWriteOffs,
    lateWriteOffs: balance.lateWriteOffs,
    availableItems: balance.availableItems,
    corrected: balance.corrected,
    alternatives: [...balance.alternatives],
    oversold: balance.oversold,
    basis: balance.basis,
    confidence: balance.confidence,
    causes: balance.causes.map(({ code, units }) => ({ code, units })),
    blockedTradePolicies: balance.blockedTradePolicies === null ? null : [...balance.blockedTradePolicies],
    hiddenUnits: balance.hiddenUnits,
    hidden: balance.isHidden,
  };
}

export function explainDocument(
  sku: string,
  exportedAt: Moment | null,
  stories: readonly BalanceStory[],
): Record<string, unknown> {
  return {
    schema: 'invfix.explain/1',
    sku,
    exportedAt: iso(exportedAt),
    balances: stories.map((story) => ({
      ...balanceDocument(story),
      updates: story.updates.map(updateDocument),
      reservations: story.reservations.map((reservation) => ({
        order: reservation.order,
        units: reservation.units,
        state: reservation.state,
        status: reservation.status,
        createdAt: iso(reservation.createdAt),
        takenOffAt: iso(reservation.takenOffAt),
      })),
      notes: story.notes.map((note) => ({ code: note.code, message: noteMessage(note) })),
    })),
  };
}

function updateDocument(update: UpdateStory): Record<string, unknown> {
  return {
    at: iso(update.at),
    author: update.author,
    before: update.before,
    after: update.after,
    takenOff: update.takenOff.map(({ order, units, early, statusThen, statusThenCertain, hoursEarly }) => ({
      order,
      units,
      early,
      statusThen,
      statusThenCertain,
      hoursEarly,
    })),
    received: update.received,
    unexplained: update.unexplained,
    reset: update.reset,
    dropped: update.dropped.reduce((sum, each) => sum + each.units, 0),
    droppedOrders: update.dropped.map(({ order, units }) => ({ order, units })),
    putBack: update.putBack.map(({ order, units }) => ({ order, units })),
    logged: update.logged,
  };
}

export interface CorrectData {
  readonly exportedAt: Moment | null;
  /** What is written: each balance as the other documents show it, and the count written for it. */
  readonly corrections: Iterable<Correction>;
  readonly leftOut: readonly LeftOut[];
  readonly ordersNotToWriteOffAgain: readonly WrittenOffOrder[];
}

export function correctDocument(data: CorrectData): Record<string, unknown> {
  return {
    schema: 'invfix.correct/1',
    exportedAt: iso(data.exportedAt),
    corrections: mapped(data.corrections, ({ balance, count }) => ({ ...balanceDocument(balance), count })),
    leftOut: data.leftOut.map(({ balance, reason }) => ({
      sku: balance.sku,
      warehouse: balance.warehouse,
      reason,
    })),
    ordersNotToWriteOffAgain: data.ordersNotToWriteOffAgain.map(({ sku, warehouse, order, units }) => ({
      sku,
      warehouse,
      order,
      units,
    })),
  };
}

function* mapped<From, To>(list: Iterable<From>, to: (from: From) => To): Generator<To> {
  for (const each of list) yield to(each);
}
