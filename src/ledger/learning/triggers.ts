/**
 * Finds the one trigger that explains a writer's log best: every moment an order can be written off at is
 * tried, and none. Small samples are not over-read: no trigger rather than a wrong one.
 */
import { isFarBeyond, matchesOfAuthor } from '../chance.js';
import { type EarlierTrigger, TRIGGERS, type Trigger } from '../diagnosis.js';
import { type Effort, THOROUGH } from '../effort.js';
import type { WriterModel, WriterReading } from '../habits.js';
import { HOUR } from '../lags.js';
import type { BalanceLines } from '../lines.js';
import { Course } from './course.js';
import { type Fit, refitted } from './fit.js';
import { balancesOf, isOf, type Sample, type Scope } from './sample.js';

/** Balances each trigger is tried on. */
const TRIED_BALANCES = 120;
/** The first, rough look at all triggers; those this far behind (natural log) are not tried further. */
const GLANCED_BALANCES = 40;
const GLANCED: Effort = { ...THOROUGH, readings: 4 };
const FAR = 60;
/**
 * Where in more than this share of the balances readings had to be dropped that were nearly as good as those kept,
 * the triggers are weighed again with all the readings a diagnosis would use, on balances with so many updates.
 */
const MOSTLY = 0.5;
const FAR_IF_LIMITED = 120;
const WEIGHED_AGAIN_UPDATES = 1_000;
/** Far beyond any lag, and unlike any rhythm. */
const SHIFTS = [-197, -131, 127, 211].map((hours) => hours * HOUR);
/** A trigger is believed when it is this much likelier than none (natural log), and others are not near it. */
const CONVINCING = 8;
export const NEAR = 4;
/** Fewer decrements than this show no habit. */
const FEWEST_DECREMENTS = 4;
/** Those of an author that is known to be an ERP show more: it has a trigger, only which is asked. */
const FEWEST_OF_AN_ERP = 2;
const CONVINCING_OF_AN_ERP = 2;

/** A trigger with the first, rough look at how well it explains the log. */
export interface Glance {
  readonly trigger: Trigger;
  readonly evidence: number;
  readonly limited: number;
  /** Where and when it explains the log better or worse. */
  readonly course: Course;
}

/** Another reading, and how likely it is beside the best one (whose share is 1). */
export interface Rival {
  readonly reading: WriterReading;
  readonly share: number;
}

export interface Found {
  readonly reading: WriterReading;
  readonly rivals: readonly Rival[];
  readonly glances: readonly Glance[];
}

/** Whether a writer lowers counts often enough to show a habit; a till has none. */
export function showsHabit({ role, decrements }: WriterModel): boolean {
  if (role === 'pos') return false;
  return decrements >= (role === 'erp' ? FEWEST_OF_AN_ERP : FEWEST_DECREMENTS);
}

/**
 * Tries every trigger on one writer, the others as they are known so far. A trigger is believed when it
 * explains the log better than none does, or better than it explains the same log with the orders' times
 * shifted: what fits as well then fits by chance.
 */
export function triggerOf(writer: Scope, reading: WriterReading, sample: Sample): Found {
  const own = balancesOf(writer, sample);
  const glances = glancesOf(writer, reading, sample, own);
  const tried = triedOf(own);
  const first = notFarBehind(glances)
    .map(({ trigger }) => ({
      trigger,
      ...refitted(withTrigger(reading, writer, trigger), sample, tried, 3),
    }))
    .map((fit) => ({ ...fit, weight: fit.evidence }))
    .sort((a, b) => b.weight - a.weight);
  const fits = weighedAgain(first, sample, tried);
  const best = fits[0];
  if (best === undefined || !isBelieved(best, reading, writer, sample, tried))
    return { reading, rivals: [], glances };
  const near = fits.filter((fit) => fit.weight > best.weight - NEAR);
  const candidates = near.map((fit) => fit.trigger);
  const named = (fit: Fit): WriterReading => changed(fit.reading, writer, () => ({ candidates }));
  const rivals = near
    .slice(1)
    .map((fit) => ({ reading: named(fit), share: Math.exp(fit.weight - best.weight) }));
  return { reading: named(best), rivals, glances };
}

/** Those worth trying further; more of them where few readings were carried for what there was to tell apart. */
function notFarBehind<One extends Pick<Fit, 'evidence' | 'limited'>>(fits: readonly One[]): One[] {
  const leading = Math.max(...fits.map((fit) => fit.evidence));
  const far = areLimited(fits) ? FAR_IF_LIMITED : FAR;
  return fits.filter((fit) => fit.evidence > leading - far);
}

function areLimited(fits: readonly Pick<Fit, 'limited'>[]): boolean {
  return fits.some(({ limited }) => limited > MOSTLY);
}

/** A fit with what triggers are compared by (natural log). */
interface Weighed extends Fit {
  readonly trigger: Trigger;
  readonly weight: number;
}

/**
 * With many orders due at once the few readings carried while triggers are tried favour a trigger that fits
 * loosely: the true one is soon lost among its own many ways. Then those not far behind are weighed again.
 * @param fits the likeliest first
 */
function weighedAgain(
  fits: readonly Weighed[],
  sample: Sample,
  tried: readonly BalanceLines[],
): readonly Weighed[] {
  const contenders = notFarBehind(fits);
  if (contenders.length < 2 || !areLimited(contenders)) return fits;
  let updates = 0;
  const again = tried.filter(({ balance }, index) => {
    const fits = index === 0 || updates + balance.updates.length <= WEIGHED_AGAIN_UPDATES;
    if (fits) updates += balance.updates.length;
    return fits;
  });
  return contenders
    .map((fit) => ({ ...fit, weight: refitted(fit.reading, sample, again, 1, THOROUGH).evidence }))
    .sort((a, b) => b.weight - a.weight);
}

/** The balances of a writer that its triggers are tried on. */
export function triedOf(own: readonly BalanceLines[]): readonly BalanceLines[] {
  return own.slice(0, TRIED_BALANCES);
}

/** The reading with one writer changed. */
export function changed(
  reading: WriterReading,
  scope: Scope,
  changes: (writer: WriterModel) => Partial<WriterModel>,
): WriterReading {
  const writers = reading.writers.map((writer) =>
    isOf(writer, scope) ? { ...writer, ...changes(writer) } : writer,
  );
  return { ...reading, writers };
}

/** The reading with one writer taken to have a trigger (or none), and perhaps another one before. */
export function withTrigger(
  reading: WriterReading,
  scope: Scope,
  trigger: Trigger | null,
  earlier: EarlierTrigger | null = null,
): WriterReading {
  const tried = changed(reading, scope, (writer) => ({
    trigger,
    earlier,
    candidates: trigger === null ? [] : [trigger],
    habit: trigger === null ? 'other' : 'trigger',
    unexplainedRate:
      trigger === null || writer.trigger !== null ? writer.unexplainedRate : writer.unexplainedRate * 0.05,
  }));
  return { ...tried, writers: withActivity(tried.writers) };
}

/** Shares what is taken off among the writers that have a trigger, by how often each lowers a count. */
export function withActivity(writers: readonly WriterModel[]): WriterModel[] {
  const loweredBeside = (writer: WriterModel, other: WriterModel): number => {
    if (other.trigger === null) return 0;
    if (writer.warehouse === null || other.warehouse === writer.warehouse) return other.decrements;
    if (other.warehouse !== null) return 0;
    // What a writer of all warehouses lowered in this one is only known as a part of all it lowered.
    const same = writers.filter(({ author }) => author === writer.author);
    const all = same.reduce((sum, { decrements }) => sum + decrements, 0);
    return all === 0 ? other.decrements : (other.decrements * writer.decrements) / all;
  };
  return writers.map((writer) => {
    const total = writers.reduce((sum, other) => sum + loweredBeside(writer, other), 0);
    return { ...writer, activity: writer.trigger === null || total === 0 ? 1 : writer.decrements / total };
  });
}

function glancesOf(
  writer: Scope,
  reading: WriterReading,
  sample: Sample,
  own: readonly BalanceLines[],
): Glance[] {
  const isErp = sample.roles.get(writer.author ?? '') === 'erp';
  const glanced = own.slice(0, GLANCED_BALANCES);
  const moments = glanced.flatMap(({ balance }) => balance.updates.map(({ at }) => at));
  const [from, until] = [Math.min(...moments), Math.max(...moments)];
  const beyond = TRIGGERS.filter((trigger) =>
    isFarBeyond(matchesOfAuthor(writer.author, trigger, own), isErp ? FEWEST_OF_AN_ERP : 3),
  );
  return beyond.map((trigger) => {
    const course = new Course(from, until);
    const tried = withTrigger(reading, writer, trigger);
    const { evidence, limited } = refitted(tried, sample, glanced, 2, GLANCED, course);
    return { trigger, course, evidence, limited };
  });
}

function isBelieved(
  fit: Fit,
  reading: WriterReading,
  scope: Scope,
  sample: Sample,
  tried: readonly BalanceLines[],
): boolean {
  const none = refitted(withTrigger(reading, scope, null), sample, tried, 2);
  const first = !reading.writers.some((writer) => writer.author !== scope.author && writer.trigger !== null);
  const isErp = sample.roles.get(scope.author ?? '') === 'erp';
  const beatsNone = fit.evidence > none.evidence + (isErp ? CONVINCING_OF_AN_ERP : CONVINCING);
  if (first || isErp ? beatsNone : !beatsNone) return first || isErp;
  const glance = tried.slice(0, GLANCED_BALANCES);
  const { decrements } = matchesOfAuthor(scope.author, null, glance);
  const real = refitted(fit.reading, sample, glance, 2, GLANCED).evidence;
  const shifted = SHIFTS.map((shift) => {
    const moved = changed(fit.reading, scope, () => ({ shift }));
    return refitted(moved, sample, glance, 2, GLANCED).evidence;
  });
  return real > Math.max(...shifted) + CONVINCING + 2 * Math.sqrt(decrements);
}
