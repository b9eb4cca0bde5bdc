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
import type { Correction, FixState, LeftOut, WrittenOffOrder } from '../ledger/index.js';
import type { Moment } from '../ledger/records.js';
import type { Certainty, Check } from '../render/doctor.js';
import { noteMessage } from '../render/notes.js';
import { iso } from '../render/times.js';
import type { KeptBalance, UndoneBalance } from '../render/undo.js';
import type { VerifiedBalance } from '../render/verify.js';
import type { FixRecord, ScanRecord, ScanSummary } from '../store/reading.js';
import { inEnglish } from '../words/index.js';
import { sentenceOf } from '../words/said.js';
import type {
  BalanceDocument,
  CorrectDocument,
  DoctorDocument,
  ExplainDocument,
  FixDocument,
  HistoryDocument,
  ScanDocument,
  StoryDocument,
  SummaryDocument,
  TriggerDocument,
  UndoDocument,
  UpdateDocument,
  VerifyDocument,
} from './document-types.js';

/** A document whose lists may be walked once, while it is written: they need not be in memory as a whole. */
export type Streamed<Document> = {
  readonly [Key in keyof Document]: Document[Key] extends readonly (infer Element)[]
    ? Iterable<Element>
    : Document[Key];
};

export interface ScanData {
  readonly exportedAt: Moment | null;
  readonly files: readonly FileReport[];
  readonly summary: ScanSummary;
  readonly writers: readonly Writer[];
  /** Walked once, while the document is written. */
  readonly balances: Iterable<BalanceDiagnosis>;
  readonly problems: readonly Problem[];
}

export function scanDocument(data: ScanData): Streamed<ScanDocument> {
  return {
    schema: 'invfix.scan/1',
    exportedAt: iso(data.exportedAt),
    files: data.files.map(({ path, kind, rows, status, reason }) => ({
      path,
      kind,
      rows,
      status,
      reason: reason === null ? null : inEnglish(() => sentenceOf(reason)),
    })),
    summary: summaryDocument(data.summary),
    triggers: data.writers.flatMap(triggerDocuments),
    balances: mapped(data.balances, balanceDocument),
    problems: data.problems.map(({ code, count, message, file, line }) => ({
      code,
      count,
      message: inEnglish(() => sentenceOf(message)),
      file,
      line,
    })),
  };
}

/** What a writer does, and before it, where its trigger changed, what it did before. */
function triggerDocuments(writer: Writer): TriggerDocument[] {
  const { author, warehouse, habit, earlier } = writer;
  const documentOf = (
    { trigger, candidates, decrements, matched, expectedByChance }: Writer | EarlierTrigger,
    since: Moment | null,
    until: Moment | null,
  ): TriggerDocument => ({
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
export function summaryDocument({ valueWithheld: _value, ...summary }: ScanSummary): SummaryDocument {
  return summary;
}

export function balanceDocument(balance: BalanceDiagnosis): BalanceDocument {
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
): ExplainDocument {
  return {
    schema: 'invfix.explain/1',
    sku,
    exportedAt: iso(exportedAt),
    balances: stories.map(storyDocument),
  };
}

/** One balance of `explain`'s document. */
export function storyDocument(story: BalanceStory): StoryDocument {
  return {
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
    notes: inEnglish(() => story.notes.map((note) => ({ code: note.code, message: noteMessage(note) }))),
  };
}

function updateDocument(update: UpdateStory): UpdateDocument {
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

export function correctDocument(data: CorrectData): Streamed<CorrectDocument> {
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

export interface VerifyData {
  readonly exportedAt: Moment | null;
  readonly fixes: readonly FixRecord[];
  readonly counts: Readonly<Record<FixState, number>>;
  readonly balances: readonly VerifiedBalance[];
}

export function verifyDocument({
  exportedAt,
  fixes,
  counts,
  balances,
}: VerifyData): Streamed<VerifyDocument> {
  return {
    schema: 'invfix.verify/1',
    exportedAt: iso(exportedAt),
    fixes: fixes.map(fixDocument),
    summary: {
      balances: balances.length,
      holds: counts.holds,
      notIn: counts['not-in'],
      overwritten: counts.overwritten,
      negative: counts.negative,
      understated: counts.understated,
      overstated: counts.overstated,
      unknown: counts.unknown,
    },
    balances: mapped(balances, ({ fix, fixed, story, outcome }) => ({
      sku: fixed.sku,
      warehouse: fixed.warehouse,
      fix: fix.id,
      state: outcome.state,
      count: fixed.count,
      expectedAvailable: outcome.expectedAvailable,
      inStock: story?.inStock ?? null,
      available: story?.available ?? null,
      writtenAt: iso(outcome.written?.at ?? null),
      writtenBy: outcome.written?.author ?? null,
      instead:
        outcome.instead === null
          ? null
          : { at: iso(outcome.instead.at), author: outcome.instead.author, after: outcome.instead.after },
      spoiledBy: outcome.spoilings.map(({ at, author, before, after, logged, orders, isAgain }) => ({
        at: iso(at),
        author,
        before,
        after,
        logged,
        orders: orders.map(({ order, units }) => ({ order, units })),
        again: isAgain,
      })),
    })),
  };
}

function fixDocument({ id, writtenAt, exportedAt, format, path, undoes, balances }: FixRecord): FixDocument {
  return { id, writtenAt: iso(writtenAt), exportedAt: iso(exportedAt), format, path, undoes, balances };
}

export interface UndoData {
  readonly exportedAt: Moment | null;
  readonly fix: FixRecord;
  readonly counts: Iterable<UndoneBalance>;
  readonly leftOut: readonly KeptBalance[];
}

export function undoDocument({ exportedAt, fix, counts, leftOut }: UndoData): Streamed<UndoDocument> {
  return {
    schema: 'invfix.undo/1',
    exportedAt: iso(exportedAt),
    fix: fixDocument(fix),
    counts: mapped(counts, ({ fixed, balance, count, most }) => ({
      sku: fixed.sku,
      warehouse: fixed.warehouse,
      inStock: balance.inStock,
      available: balance.available,
      formerInStock: fixed.inStock,
      formerAvailable: fixed.inStock - fixed.reserved,
      count,
      certain: count === most,
    })),
    leftOut: leftOut.map(({ fixed, refusal, update }) => ({
      sku: fixed.sku,
      warehouse: fixed.warehouse,
      reason: refusal,
      update:
        update === null
          ? null
          : { at: iso(update.at), author: update.author, before: update.before, after: update.after },
    })),
  };
}

export function historyDocument(scans: readonly ScanRecord[], fixes: readonly FixRecord[]): HistoryDocument {
  return {
    schema: 'invfix.history/1',
    scans: scans.map(({ scannedAt, exportedAt, exportedBefore: _bound, ...rest }) => ({
      scannedAt: iso(scannedAt),
      exportedAt: iso(exportedAt),
      ...rest,
    })),
    fixes: fixes.map(fixDocument),
  };
}

/** @param certainty null where there is no database to tell it from */
export function doctorDocument(checks: readonly Check[], certainty: Certainty | null): DoctorDocument {
  return {
    schema: 'invfix.doctor/1',
    checks: checks.map(({ name, state, message }) => ({ name, state, message })),
    certainty,
  };
}

function* mapped<From, To>(list: Iterable<From>, to: (from: From) => To): Generator<To> {
  for (const each of list) yield to(each);
}
