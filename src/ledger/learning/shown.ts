/** Writers as their behaviour shows them: the trigger each has, or had, and the evidence for it. */
import { ALWAYS, isFarBeyond, matchesOfAuthor, type Period } from '../chance.js';
import { isEarlyTrigger, type Writer } from '../diagnosis.js';
import type { WriterModel, WriterReading } from '../habits.js';
import { HOUR, lagCdf } from '../lags.js';
import { stepsOf } from '../reading.js';
import { replay } from '../replay.js';
import { TRIED } from './fit.js';
import { balancesOf, type Sample, type Scope } from './sample.js';

/**
 * A writer as its behaviour shows it. One that takes off a part of what another writer takes off as a rule,
 * and never promptly, has no trigger: it is a person writing off early.
 */
export function asShown(writer: WriterModel, reading: WriterReading, sample: Sample): Writer {
  const { author, warehouse, writesInRuns } = writer;
  const byHand = writer.role === 'person' || seemsByHand(writer);
  const trigger = byHand ? null : writer.trigger;
  const earlier = byHand ? null : writer.earlier;
  const balances = balancesOf(writer, sample);
  const since = earlier === null ? ALWAYS : { ...ALWAYS, from: earlier.until };
  const matches = matchesOfAuthor(author, trigger, balances, since);
  const { decrements, matched, expectedByChance } = matches;
  const early = seemsByHand(writer) || isEarlyTrigger(writer.trigger) || isFarBeyond(matches);
  const habit = byHand && early ? 'early-person' : trigger === null ? 'other' : 'trigger';
  const shown = { author, warehouse, trigger, habit, writesInRuns } as const;
  const candidates = byHand ? [] : writer.candidates;
  if (habit === 'other')
    return { ...shown, earlier: null, candidates, decrements, matched, expectedByChance };
  if (earlier === null) {
    const [explained = 0] = explainedBy(writer, reading, sample, [since]);
    return { ...shown, earlier: null, candidates, decrements, matched: explained, expectedByChance };
  }
  const before = { ...ALWAYS, until: earlier.until };
  const [explained = 0, explainedBefore = 0] = explainedBy(writer, reading, sample, [since, before]);
  const then = matchesOfAuthor(author, earlier.trigger, balances, before);
  return {
    ...shown,
    earlier: { ...earlier, ...then, matched: explainedBefore },
    candidates,
    decrements,
    matched: explained,
    expectedByChance,
  };
}

/** It takes off a part of what another writer takes off as a rule, and never promptly. */
export function seemsByHand(writer: WriterModel): boolean {
  const slow = lagCdf(writer.lags, HOUR) < 0.7 && !writer.writesInRuns;
  const seldom = writer.trigger !== null && writer.activity < 0.5;
  const trigger = writer.earlier?.trigger ?? writer.trigger;
  const late = trigger === 'handling' || trigger === 'invoiced';
  return slow && seldom && !late && writer.role !== 'erp';
}

/** Decrements of a writer in each period that the best reading explains with orders alone. */
function explainedBy(
  writer: Scope,
  reading: WriterReading,
  sample: Sample,
  periods: readonly Period[],
): number[] {
  const counts = periods.map(() => 0);
  for (const balance of balancesOf(writer, sample)) {
    const outcome = replay(balance, reading, sample.coverage, TRIED).outcomes[0];
    for (const { event, taken, unexplained } of stepsOf(outcome?.last ?? null)) {
      if (event.kind !== 'update' || event.update.author !== writer.author) continue;
      if (event.update.after >= event.update.before || taken.length === 0 || unexplained > 0) continue;
      periods.forEach(({ from, until }, index) => {
        if (event.at >= from && event.at < until) counts[index] = (counts[index] ?? 0) + 1;
      });
    }
  }
  return counts;
}
