/** What the page says of the store as a whole: the totals, the writers and what has to be changed in them. */
import { CAUSES, isEarlyTrigger, type Price, type Writer } from '../../ledger/diagnosis.js';
import type { Moment } from '../../ledger/records.js';
import { causeName } from '../causes.js';
import { momentLine, negativeSentence, writerSentence, writersTold } from '../scan.js';
import { iso } from '../times.js';
import { confidenceWords } from '../words.js';
import type { PageHead, PageSummary } from './data.js';
import { CONFIDENCES, PAGE_SURFACE } from './story.js';
import { pageTexts } from './texts.js';

interface StoreFacts {
  readonly writtenAt: Moment;
  readonly exportedAt: Moment | null;
  readonly exportedAtSource: Parameters<typeof momentLine>[1];
  readonly exportedBefore: Moment | null;
  readonly summary: PageSummary;
  readonly worthShort: readonly Price[];
  readonly worthWithheld: readonly Price[];
  readonly writers: readonly Writer[];
  readonly isIncomplete: boolean;
}

export function headOf(facts: StoreFacts): PageHead {
  const { exportedAt, exportedAtSource, exportedBefore, summary } = facts;
  return {
    writtenAt: new Date(facts.writtenAt).toISOString(),
    exportedAt: iso(exportedAt),
    exportedBefore: iso(exportedBefore),
    moment: momentLine(exportedAt, exportedAtSource, exportedBefore),
    headline: negativeSentence(summary),
    isIncomplete: facts.isIncomplete,
    summary,
    worthShort: facts.worthShort,
    worthWithheld: facts.worthWithheld,
    writers: writersTold(facts.writers).shown.map((writer) => ({
      text: writerSentence(writer, PAGE_SURFACE),
      isToChange: isToChange(writer),
    })),
    causes: CAUSES.map((code) => ({ code, name: causeName(code) })),
    confidences: CONFIDENCES.map(confidenceWords),
    texts: pageTexts(),
  };
}

/** Whoever takes units off before Preparing Delivery, or only once an order is invoiced. */
function isToChange({ habit, trigger }: Writer): boolean {
  return habit === 'early-person' || isEarlyTrigger(trigger) || trigger === 'invoiced';
}
