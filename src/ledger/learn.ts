/**
 * Finds each writer's trigger from the store's own log: every moment an order can be written off at is
 * tried, the replay is run under each, and the likelihoods are compared, with "none" among them. Then it is
 * asked whether the trigger differs between warehouses, and whether it changed during the log.
 */
import { TRIGGERS } from './diagnosis.js';
import type { AuthorRole, Habits, Waits, WriterModel, WriterReading } from './habits.js';
import { DAY, undecidedWait } from './lags.js';
import { sinceCorrected, withChange } from './learning/changes.js';
import { NEVER_FORGETS, refitted } from './learning/fit.js';
import { drawn, isOf, type Sample, unknownWriter, writersSeen } from './learning/sample.js';
import { asShown, seemsByHand } from './learning/shown.js';
import { type Glance, type Rival, showsHabit, triggerOf } from './learning/triggers.js';
import { splitByWarehouse } from './learning/warehouses.js';
import type { BalanceLines } from './lines.js';
import type { Coverage, SkuRecords } from './records.js';

/** Balances the rates and lags are learned from in the end. */
const FITTED_BALANCES = 250;
/** Writers whose trigger is sought: those that lower counts most often. */
const WRITERS_TRIED = 8;
/** So much likelier (natural log) must a log be before a writer of totals is taken to forget orders. */
const CLEARLY = 20;

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
    waits: Object.fromEntries(TRIGGERS.map((t) => [t, undecidedWait(8 * DAY)])) as unknown as Waits,
  };
  const rivals: Rival[] = [];
  const glances = new Map<string | null, readonly Glance[]>();
  const showing = [...reading.writers]
    .sort((a, b) => b.decrements - a.decrements || ((a.author ?? '') < (b.author ?? '') ? -1 : 1))
    .filter(showsHabit)
    .slice(0, WRITERS_TRIED);
  for (const { author, warehouse } of showing) {
    const found = triggerOf({ author, warehouse }, reading, sample);
    reading = found.reading;
    rivals.push(...found.rivals);
    glances.set(author, found.glances);
  }
  for (const { author } of showing) {
    const refined = refinedBy(author, reading, glances.get(author) ?? [], sample);
    reading = refined.reading;
    rivals.unshift(...refined.rivals);
  }
  const fitting = sample.balances.slice(0, FITTED_BALANCES);
  const fitted = unlessForgetful(refitted(reading, sample, fitting, 2).reading, sample, fitting);
  const best = sinceCorrected(fitted, sample, fitting);
  const others = rivals
    .map((rival) => ({ share: rival.share, writers: rivalling(best, rival) }))
    .filter((rival) => rival.writers !== null)
    .slice(0, 2)
    .map(({ share, writers }) => ({
      reading: refitted({ ...best, writers: writers ?? best.writers }, sample, fitting, 2).reading,
      share,
    }));
  const total = 1 + others.reduce((sum, { share }) => sum + share, 0);
  const readings = [
    { ...best, share: 1 / total },
    ...others.map((o) => ({ ...o.reading, share: o.share / total })),
  ];
  return { writers: best.writers.map((writer) => asShown(writer, best, sample)), readings };
}

/** Splits an author by warehouse, or by time, or by both, as far as the log is clearly likelier so. */
function refinedBy(
  author: string | null,
  reading: WriterReading,
  glances: readonly Glance[],
  sample: Sample,
): { reading: WriterReading; rivals: readonly Rival[] } {
  const writer = reading.writers.find((one) => one.author === author);
  if (writer === undefined || glances.length < 2 || writer.role === 'person' || seemsByHand(writer))
    return { reading, rivals: [] };
  const split = splitByWarehouse(writer, reading, glances, sample);
  const change = withChange(writer, reading, glances, sample);
  if (change !== null && change.gain >= (split?.gain ?? 0)) return change;
  if (split === null) return { reading, rivals: [] };
  let current: { reading: WriterReading; rivals: readonly Rival[] } = split;
  for (const part of split.reading.writers.filter((one) => one.author === author))
    current = withChange(part, current.reading, glances, sample) ?? current;
  return current;
}

/** The writers with what the rival reading says of their triggers; null where it says nothing else. */
function rivalling(best: WriterReading, rival: Rival): readonly WriterModel[] | null {
  let differs = false;
  const writers = best.writers.map((writer) => {
    const other = rival.reading.writers.find((one) => isOf(one, writer));
    if (other === undefined || other.trigger === null) return writer;
    const { earlier } = writer;
    if (earlier?.follows === 'correction' && other.earlier === null) {
      if (other.trigger === earlier.trigger) return writer;
      differs = true;
      return { ...other, trigger: writer.trigger, earlier: { ...earlier, trigger: other.trigger } };
    }
    if ((earlier === null) !== (other.earlier === null)) return writer;
    if (other.trigger === writer.trigger && other.earlier?.trigger === earlier?.trigger) return writer;
    differs = true;
    return other;
  });
  return differs ? writers : null;
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
  const forgetful = refitted(reading, sample, balances, 1).evidence;
  return forgetful > refitted(sure, sample, balances, 1).evidence + CLEARLY ? reading : sure;
}
