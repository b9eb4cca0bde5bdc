/**
 * A writer's trigger may change during the log: its ERP was mended, or spoiled. When, and from which trigger to
 * which, is believed only where the log is clearly likelier so: no change rather than a wrong one.
 */
import { ALWAYS, isFarBeyond, matchesOfAuthor, type Period } from '../chance.js';
import { type EarlierTrigger, isEarlyTrigger, type Trigger } from '../diagnosis.js';
import { unwrittenShare, type WriterModel, type WriterReading, writeDensity } from '../habits.js';
import { DAY, HOUR } from '../lags.js';
import type { BalanceLines, Line } from '../lines.js';
import { stepsOf } from '../reading.js';
import type { Moment } from '../records.js';
import { replay } from '../replay.js';
import { refitted, TRIED } from './fit.js';
import { balancesOf, isOf, type Sample, type Scope } from './sample.js';
import { changed, type Glance, NEAR, type Rival, triedOf, withTrigger } from './triggers.js';

/** Each time must show its trigger in at least so many decrements. */
const FEWEST_IN_EACH = 8;
/** At a glance so much likelier (natural log) with a change, the times before and after are looked at. */
const WORTH_A_LOOK = 6;
/** So much likelier (natural log) must the log be before a change is believed: its moment and its trigger are free. */
const CLEARLY = 20;
/** A trigger so much less likely (natural log) than another in its time, at a glance, is not tried beside it. */
const WORTH_TRYING = 40;
/** The change is first sought within this long of where it seemed to be, then nearer. */
const AROUND = 3 * DAY;
/** A line that fits neither trigger (another writer's, misread) says no more than this (natural log) about the change. */
const SAYS_LITTLE = 1e-4;
/** Moments of the change that are weighed against each other. */
const MOMENTS_WEIGHED = 400;
/** So many counts typed or uploaded within minutes are a correction; the last few of them are looked at. */
const FEWEST_CORRECTED = 3;
const CORRECTIONS_TRIED = 3;

/** The reading in which the writer's trigger changed, where the log says so clearly; else null. */
export function withChange(
  writer: WriterModel,
  reading: WriterReading,
  glances: readonly Glance[],
  sample: Sample,
): { reading: WriterReading; rivals: readonly Rival[]; gain: number } | null {
  const own = balancesOf(writer, sample);
  const seeming = seemingChange(writer, glances, own);
  if (seeming === null) return null;
  const tried = triedOf(own);
  const steady = refitted(reading, sample, tried, 2).evidence;
  const earlier: EarlierTrigger = {
    trigger: seeming.before,
    candidates: [seeming.before],
    from: seeming.at - AROUND,
    until: seeming.at + AROUND,
    follows: 'orders',
    decrements: 0,
    matched: 0,
    expectedByChance: 0,
  };
  let current = refitted(withTrigger(reading, writer, seeming.after, earlier), sample, tried, 2).reading;
  for (const around of [AROUND, DAY]) {
    const placed = placedChange(writer, current, tried, sample, around);
    if (placed === null) return null;
    current = refitted(
      changed(current, writer, () => ({ earlier: placed })),
      sample,
      tried,
      1,
    ).reading;
  }
  const best = refitted(current, sample, tried, 1);
  if (best.evidence <= steady + CLEARLY) return null;
  const chosen = withCandidates(writer, best.reading, glances, tried, sample);
  if (chosen === null || !isShownInBoth(chosen.reading, writer, own)) return null;
  return { ...chosen, gain: chosen.evidence - steady };
}

/** Where two triggers, one after the other, would explain the log best, if at a glance better than any one does. */
function seemingChange(
  { author, warehouse }: Scope,
  glances: readonly Glance[],
  own: readonly BalanceLines[],
): { at: Moment; before: Trigger; after: Trigger } | null {
  const first = glances[0];
  if (first === undefined) return null;
  const lowered = own
    .flatMap(({ balance }) =>
      balance.updates.flatMap((u) => (u.author === author && u.after < u.before ? [u.at] : [])),
    )
    .sort((a, b) => a - b);
  const earliest = lowered[FEWEST_IN_EACH - 1] ?? Number.POSITIVE_INFINITY;
  const latest = lowered[lowered.length - FEWEST_IN_EACH] ?? Number.NEGATIVE_INFINITY;
  const steady = Math.max(...glances.map(({ course }) => course.total(warehouse)));
  let best: { at: Moment; before: Trigger; after: Trigger } | null = null;
  let most = steady + WORTH_A_LOOK;
  for (const before of glances)
    for (const after of glances) {
      if (before === after) continue;
      const sooner = before.course.spans(warehouse);
      const later = after.course.spans(warehouse);
      let evidence = later.reduce((sum, gain) => sum + gain, 0);
      for (let span = 0; span < later.length; span++) {
        const at = first.course.startOf(span);
        if (at > earliest && at < latest && evidence > most) {
          most = evidence;
          best = { at, before: before.trigger, after: after.trigger };
        }
        evidence += (sooner[span] ?? 0) - (later[span] ?? 0);
      }
    }
  return best;
}

/** A line with when its writer took it off, in the best reading; null: not by the end. */
interface Seen {
  readonly line: Line;
  readonly takenAt: Moment | null;
  readonly end: Moment;
}

/** The change where the lines' own times make it likeliest; null when they say nothing. */
function placedChange(
  scope: Scope,
  reading: WriterReading,
  balances: readonly BalanceLines[],
  sample: Sample,
  around: number,
): EarlierTrigger | null {
  const writer = reading.writers.find((one) => isOf(one, scope));
  const earlier = writer?.earlier ?? null;
  if (writer === undefined || earlier === null) return null;
  const from = earlier.from - around;
  const until = earlier.until + around;
  const seen = linesSeen(scope, reading, balances, sample).filter(({ line: { moments } }) =>
    [moments.created, moments[earlier.trigger]].some(
      (moment) => moment !== null && moment.to >= from && moment.from <= until,
    ),
  );
  const all = seen
    .flatMap(({ line: { moments } }) => [moments.created, moments[earlier.trigger]])
    .flatMap((moment) => (moment === null || moment.from < from || moment.from > until ? [] : moment.from));
  const moments = [...new Set([...all, until])].sort((a, b) => a - b);
  const step = Math.ceil(moments.length / MOMENTS_WEIGHED);
  const weighed = (['orders', 'moments'] as const).flatMap((follows) =>
    moments
      .filter((_, index) => index % step === 0)
      .map((at) => {
        const model: WriterModel = { ...writer, earlier: { ...earlier, from: at, until: at, follows } };
        return { at, follows, evidence: seen.reduce((sum, one) => sum + says(one, model, reading), 0) };
      }),
  );
  const [best] = [...weighed].sort((a, b) => b.evidence - a.evidence);
  if (best === undefined) return null;
  const near = weighed.filter(
    ({ evidence, follows }) => follows === best.follows && evidence > best.evidence - NEAR,
  );
  const ats = near.map(({ at }) => at);
  return { ...earlier, follows: best.follows, from: Math.min(...ats), until: Math.max(...ats) };
}

function says({ line, takenAt, end }: Seen, model: WriterModel, reading: WriterReading): number {
  const chance =
    takenAt === null
      ? unwrittenShare(model, reading.waits, line, end)
      : writeDensity(model, reading.waits, line, takenAt);
  return Math.log(chance + SAYS_LITTLE);
}

function linesSeen(
  { author }: Scope,
  reading: WriterReading,
  balances: readonly BalanceLines[],
  sample: Sample,
): Seen[] {
  return balances.flatMap((balance) => {
    const outcome = replay(balance, reading, sample.coverage, TRIED).outcomes[0];
    if (outcome === undefined) return [];
    const taken = new Map<number, Moment | null>();
    for (const { event, taken: indexes } of stepsOf(outcome.last)) {
      const by =
        event.kind === 'update'
          ? event.update.author
          : event.kind === 'run'
            ? event.writer.author
            : undefined;
      for (const index of indexes) taken.set(index, by === author ? event.at : null);
    }
    const end = sample.coverage.exportedAt ?? balance.balance.updates.at(-1)?.at ?? 0;
    return balance.lines.flatMap((line, index): Seen[] => {
      if (line.share < 1) return [];
      const takenAt = taken.get(index);
      if (takenAt === undefined) return outcome.lacking.has(index) ? [] : [{ line, takenAt: null, end }];
      return takenAt === null ? [] : [{ line, takenAt, end }];
    });
  });
}

/** Tries the other triggers before and after the change; those as likely are named, and read as rivals. */
function withCandidates(
  scope: Scope,
  reading: WriterReading,
  glances: readonly Glance[],
  tried: readonly BalanceLines[],
  sample: Sample,
): { reading: WriterReading; rivals: readonly Rival[]; evidence: number } | null {
  const { trigger, earlier } = reading.writers.find((one) => isOf(one, scope)) ?? {};
  if (trigger === undefined || trigger === null || earlier === undefined || earlier === null) return null;
  const pairs: [Trigger, Trigger][] = [[earlier.trigger, trigger]];
  const [before, since] = [earlier.trigger, trigger].map((one) => glances.find((g) => g.trigger === one));
  for (const other of glances) {
    if (other.trigger === trigger || other.trigger === earlier.trigger) continue;
    if (isNear(other, before, { ...ALWAYS, until: earlier.until }, scope))
      pairs.push([other.trigger, trigger]);
    if (isNear(other, since, { ...ALWAYS, from: earlier.from }, scope))
      pairs.push([earlier.trigger, other.trigger]);
  }
  const fits = pairs
    .map(([before, after]) => {
      const other = { ...earlier, trigger: before, candidates: [before] };
      return { before, after, ...refitted(withTrigger(reading, scope, after, other), sample, tried, 2) };
    })
    .sort((a, b) => b.evidence - a.evidence);
  const best = fits[0];
  if (best === undefined) return null;
  const near = fits.filter(({ evidence }) => evidence > best.evidence - NEAR);
  const candidates = [...new Set(near.map(({ after }) => after))];
  const earlierCandidates = [...new Set(near.map((fit) => fit.before))];
  const named = (one: WriterReading): WriterReading =>
    changed(one, scope, (writer) => ({
      candidates,
      earlier: writer.earlier === null ? null : { ...writer.earlier, candidates: earlierCandidates },
    }));
  return {
    reading: named(best.reading),
    rivals: near.slice(1).map((fit) => ({
      reading: named(fit.reading),
      share: Math.exp(fit.evidence - best.evidence),
    })),
    evidence: best.evidence,
  };
}

/** At a glance the trigger does not explain the log of a time much worse than the one found. */
function isNear(other: Glance, found: Glance | undefined, { from, until }: Period, scope: Scope): boolean {
  const during = ({ course }: Glance): number =>
    course.spans(scope.warehouse).reduce((sum, gain, span) => {
      const at = course.startOf(span);
      return at >= from && at < until ? sum + gain : sum;
    }, 0);
  return found === undefined || during(other) > during(found) - WORTH_TRYING;
}

/** Both triggers are borne out by the decrements of their own time, far beyond chance. */
function isShownInBoth(reading: WriterReading, scope: Scope, own: readonly BalanceLines[]): boolean {
  const writer = reading.writers.find((one) => isOf(one, scope));
  const earlier = writer?.earlier ?? null;
  if (writer === undefined || earlier === null) return false;
  const before = { ...ALWAYS, until: earlier.from };
  const since = { ...ALWAYS, from: earlier.until };
  return (
    isFarBeyond(matchesOfAuthor(scope.author, earlier.trigger, own, before)) &&
    isFarBeyond(matchesOfAuthor(scope.author, writer.trigger, own, since))
  );
}

/**
 * After a correction the writers that were early may have been mended, and wait for Preparing Delivery
 * from then on. Believed when the log since is likelier so.
 */
export function sinceCorrected(
  reading: WriterReading,
  sample: Sample,
  balances: readonly BalanceLines[],
): WriterReading {
  if (!reading.writers.some(mayBeMended)) return reading;
  const evidenceOf = (one: WriterReading): number => refitted(one, sample, balances, 1).evidence;
  const tried = correctionsBy(reading, sample).map((at) => {
    const since = { ...reading, writers: reading.writers.map((writer) => mended(writer, at)) };
    return { since, evidence: evidenceOf(since) };
  });
  const best = tried.sort((a, b) => b.evidence - a.evidence)[0];
  // Where that change is known already, only its moment and what it is for are asked.
  const isKnown = reading.writers.every(
    (writer) => !mayBeMended(writer) || (writer.earlier !== null && writer.trigger === 'handling'),
  );
  const margin = isKnown ? 0 : NEAR;
  return best !== undefined && best.evidence > evidenceOf(reading) + margin ? best.since : reading;
}

/** It takes units off too early, or did so before it changed; a change to another moment may be that to Preparing Delivery. */
function mayBeMended({ trigger, earlier }: WriterModel): boolean {
  return isEarlyTrigger(earlier === null ? trigger : earlier.trigger);
}

function mended(writer: WriterModel, at: Moment): WriterModel {
  if (writer.trigger === null || !mayBeMended(writer)) return writer;
  const before: EarlierTrigger = writer.earlier ?? {
    trigger: writer.trigger,
    candidates: writer.candidates,
    from: at,
    until: at,
    follows: 'correction',
    decrements: 0,
    matched: 0,
    expectedByChance: 0,
  };
  return {
    ...writer,
    trigger: 'handling',
    candidates: ['handling'],
    earlier: { ...before, from: at, until: at, follows: 'correction' },
  };
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
