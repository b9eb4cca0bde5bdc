/**
 * A writer may take units off at one moment in one warehouse and at another elsewhere. What it does is learned
 * over all of its warehouses; it is split only where their logs are clearly likelier apart.
 */
import { isFarBeyond, matchesOfAuthor } from '../chance.js';
import type { WriterModel, WriterReading } from '../habits.js';
import type { Units } from '../records.js';
import { refitted } from './fit.js';
import { balancesOf, isOf, type Sample } from './sample.js';
import { changed, type Glance, NEAR, type Rival, triedOf, withActivity, withTrigger } from './triggers.js';

/** Each warehouse must show its trigger in at least so many decrements. */
const FEWEST_IN_EACH = 8;
/** At a glance so much likelier (natural log) apart, the warehouses are looked at. */
const WORTH_A_LOOK = 6;
/** A trigger so much less likely (natural log) than another in a warehouse, at a glance, is not tried there. */
const WORTH_TRYING = 40;
/** So much likelier (natural log) must the log be before the warehouses are taken to differ. */
const CLEARLY = 15;

/** The writers of an author, one for each warehouse, where its trigger is not the same in all; else null. */
export function splitByWarehouse(
  writer: WriterModel,
  reading: WriterReading,
  glances: readonly Glance[],
  sample: Sample,
): { reading: WriterReading; rivals: readonly Rival[]; gain: number } | null {
  const warehouses = [...decrementsByWarehouse(writer, sample)];
  const large = warehouses.filter(([, decrements]) => decrements >= FEWEST_IN_EACH);
  if (large.length < 2 || glances.length < 2) return null;
  const apart = large.map(([warehouse]) => Math.max(...glances.map(({ course }) => course.total(warehouse))));
  const together = glances.map(({ course }) =>
    large.reduce((sum, [warehouse]) => sum + course.total(warehouse), 0),
  );
  const difference = apart.reduce((sum, one) => sum + one, 0) - Math.max(...together);
  if (difference < WORTH_A_LOOK) return null;

  const writers = reading.writers.flatMap((one) =>
    isOf(one, writer)
      ? warehouses.map(([warehouse, decrements]) => ({ ...one, warehouse, decrements }))
      : [one],
  );
  let split: WriterReading = { ...reading, writers: withActivity(writers) };
  const rivals: Rival[] = [];
  for (const [warehouse] of large) {
    const found = bestIn(warehouse, writer, split, glances, sample);
    if (found === null) continue;
    split = found.reading;
    rivals.push(...found.rivals);
  }
  const triggers = new Set(split.writers.flatMap((one) => (one.author === writer.author ? one.trigger : [])));
  if (triggers.size < 2) return null;
  const tried = triedOf(balancesOf(writer, sample));
  const gain = refitted(split, sample, tried, 2).evidence - refitted(reading, sample, tried, 2).evidence;
  return gain > CLEARLY ? { reading: split, rivals, gain } : null;
}

/** The trigger that explains the log of one warehouse best, and those that are near it. */
function bestIn(
  warehouse: string,
  { author }: WriterModel,
  reading: WriterReading,
  glances: readonly Glance[],
  sample: Sample,
): { reading: WriterReading; rivals: readonly Rival[] } | null {
  const scope = { author, warehouse };
  const own = balancesOf(scope, sample);
  const leading = Math.max(...glances.map(({ course }) => course.total(warehouse)));
  const fits = glances
    .filter(({ course }) => course.total(warehouse) > leading - WORTH_TRYING)
    .filter(({ trigger }) => isFarBeyond(matchesOfAuthor(author, trigger, own)))
    .map(({ trigger }) => ({
      trigger,
      ...refitted(withTrigger(reading, scope, trigger), sample, triedOf(own), 2),
    }))
    .sort((a, b) => b.evidence - a.evidence);
  const best = fits[0];
  if (best === undefined) return null;
  const near = fits.filter(({ evidence }) => evidence > best.evidence - NEAR);
  const candidates = near.map(({ trigger }) => trigger);
  const named = (one: WriterReading): WriterReading => changed(one, scope, () => ({ candidates }));
  return {
    reading: named(best.reading),
    rivals: near.slice(1).map((fit) => ({
      reading: named(fit.reading),
      share: Math.exp(fit.evidence - best.evidence),
    })),
  };
}

/** How often a writer lowered counts in each warehouse it wrote in, by warehouse. */
function decrementsByWarehouse(writer: WriterModel, sample: Sample): Map<string, Units> {
  const counts = new Map<string, Units>();
  for (const { balance } of balancesOf(writer, sample)) {
    const own = balance.updates.filter(
      ({ author, before, after }) => author === writer.author && after < before,
    );
    counts.set(balance.warehouse, (counts.get(balance.warehouse) ?? 0) + own.length);
  }
  return new Map([...counts].sort(([a], [b]) => (a < b ? -1 : 1)));
}
