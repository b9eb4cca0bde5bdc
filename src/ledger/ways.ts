/**
 * What one event of a balance's log may have done to a reading, and how likely each way is: lines taken off
 * or put back, units received or lost, a count put right.
 */
import { isEarlyTrigger } from './diagnosis.js';
import { duesOf, putBackDensity, sizeProbability, type WriterModel, writeDensity } from './habits.js';
import type { Line } from './lines.js';
import {
  lastBefore,
  type Reading,
  type ReplayEvent,
  repaired,
  type Scene,
  underWhich,
  unitsOf,
  unwrittenByAny,
  type Way,
} from './reading.js';
import type { InventoryUpdate, Moment, Units } from './records.js';
import { subsetsWithSum } from './subsets.js';

/** The ways one update may extend a reading. */
const WAYS_KEPT = 24;
/** Lines a writer without a trigger may have taken off: the newest of those still in question. */
const NEAREST_LINES = 60;
/** Lines whose every combination is tried at one update; the rest only where they fit exactly. */
const COMBINED = 6;
/** Two causes in one update of a writer that sends as things happen: they fell within this many hours. */
export const TOGETHER = 1 / 30;
/** Ways of one update this much less likely than its best are not tried, nor combined lines this much less likely. */
const FAR_FETCHED = 14;
const NEARLY_AS_LIKELY = 6;
/** In a run without a row: how likely a writer takes again what was put right, and that it has been mended. */
const RETAKEN_SILENTLY = 0.5;
const MENDED_SILENTLY = 0.05;
/** What was this likely to be taken off before the log began is taken as such; only the newest of the rest are weighed. */
const SURE = 0.97;

export function waysOf(scene: Scene, reading: Reading, event: ReplayEvent): Way[] {
  switch (event.kind) {
    case 'start':
      return startWays(scene, reading, event.at);
    case 'gap':
      return gapWays(scene, reading, event.at, event.after - event.before);
    case 'run':
      return unloggedWays(scene, reading, reading.repaired ? repaired(event.writer) : event.writer, event.at);
    case 'update': {
      const { author, before, after } = event.update;
      const learned = scene.writers.get(author ?? '');
      const writer = learned !== undefined && reading.repaired ? repaired(learned) : learned;
      if (writer !== undefined && writer.trigger !== null) {
        const ways = triggerWays(scene, reading, writer, event.at, after - before, writer.idleRate);
        return author === null ? [...ways, ...putRightWays(scene, reading, writer, event.update)] : ways;
      }
      return personWays(scene, reading, writer, event.update);
    }
  }
}

/** What a write that left no row may have held: nothing, or changes that cancelled out. */
function unloggedWays(scene: Scene, reading: Reading, writer: WriterModel, at: Moment): Way[] {
  const together = writer.runs === null ? Math.log(TOGETHER) : 0;
  const silent = { ...writer, retakeShare: RETAKEN_SILENTLY };
  return triggerWays(scene, reading, silent, at, 0, 1)
    .filter(
      (way) => way.unexplained === 0 && way.taken.every((index) => isReleasedBy(scene, writer, index, at)),
    )
    .map((way) => (way.taken.length === 0 ? way : { ...way, score: way.score + together }))
    .flatMap((way) => (way.repairs ? silentlyLeft(way) : [way]));
}

/** A run without a row after a count was put right: the writer had nothing to send, or it has been mended. */
function silentlyLeft(way: Way): Way[] {
  const score = way.score - Math.log(1 - RETAKEN_SILENTLY);
  return [
    { ...way, repairs: false, score },
    { ...way, score: score + Math.log(MENDED_SILENTLY) },
  ];
}

/** The line's reservation was pending, or dropped already, when a write that left no row took the line off. */
function isReleasedBy(scene: Scene, writer: WriterModel, index: number, at: Moment): boolean {
  const line = scene.lines[index];
  if (line === undefined) return false;
  if (line.state === 'ghost') return true;
  const { handling } = line.moments;
  const waits = duesOf(writer, line).every(({ trigger }) => isEarlyTrigger(trigger));
  if (handling === null || (waits && handling.to > at)) return true;
  return line.state !== 'acknowledged' && handling.from < lastBefore(scene.updatedAt, at);
}

const NOTHING = {
  relief: 0,
  taken: [],
  putBack: [],
  received: 0,
  unexplained: 0,
  undone: [],
  retaken: false,
  repairs: false,
  reset: false,
};

/** Before the log begins lines may have been taken off or not, as the writers' habits make likely. */
function startWays(scene: Scene, reading: Reading, at: Moment): Way[] {
  const taken: number[] = [];
  const open: { index: number; chance: number }[] = [];
  const leftAt = (index: number): Moment => {
    const handling = scene.lines[index]?.moments.handling;
    return handling?.certain === true && handling.to <= at ? handling.to : Number.NEGATIVE_INFINITY;
  };
  const newest = Math.max(...reading.untaken.map(leftAt));
  for (const index of reading.untaken) {
    const line = scene.lines[index];
    if (line === undefined) continue;
    const left = Number.isFinite(leftAt(index));
    // The log may have begun after the newest one was taken off, or before: nothing tells.
    const untriggered = !left ? 0.9 : leftAt(index) === newest ? 0.5 : 0.03;
    const chance = 1 - (scene.triggered.length > 0 ? unwrittenByAny(scene, reading, line, at) : untriggered);
    if (chance >= SURE) taken.push(index);
    else if (chance > 1 - SURE) open.push({ index, chance });
  }
  const undecided = open.slice(-COMBINED);
  for (const { index, chance } of open.slice(0, -COMBINED)) if (chance >= 0.5) taken.push(index);
  let ways: Way[] = [{ ...NOTHING, score: 0, taken }];
  for (const { index, chance } of undecided)
    ways = ways.flatMap((way) => [
      { ...way, score: way.score + Math.log(chance), taken: [...way.taken, index] },
      { ...way, score: way.score + Math.log(1 - chance) },
    ]);
  return ways;
}

/** A change that no row tells of may hide anything: the lines due by then, a receipt, a loss. */
function gapWays(scene: Scene, reading: Reading, at: Moment, difference: Units): Way[] {
  const due = reading.untaken.filter((index) => {
    const line = scene.lines[index];
    return line !== undefined && unwrittenByAny(scene, reading, line, at) < 0.5;
  });
  const open = due.slice(-COMBINED);
  let ways: Way[] = [{ ...NOTHING, score: 0 }];
  for (const index of open)
    ways = ways.flatMap((way) => [
      { ...way, score: way.score + Math.log(0.7), taken: [...way.taken, index] },
      { ...way, score: way.score + Math.log(0.3) },
    ]);
  return ways.map((way) =>
    withRest(way, difference + unitsOf(scene, way.taken), (units) => -Math.log(1 + units) - 1),
  );
}

function withRest(way: Way, rest: Units, scoreOf: (units: Units) => number): Way {
  if (rest === 0) return way;
  const score = way.score + scoreOf(Math.abs(rest));
  return rest > 0 ? { ...way, score, received: rest } : { ...way, score, unexplained: -rest };
}

/**
 * A writer with a trigger sends its own total: it takes off the lines whose moment has passed, puts back
 * cancelled ones, and takes off again what somebody else had put right. What remains is a receipt (up) or
 * unexplained (down).
 */
function triggerWays(
  scene: Scene,
  reading: Reading,
  writer: WriterModel,
  at: Moment,
  difference: Units,
  idleShare: number,
): Way[] {
  const { lines } = scene;
  const { densities } = underWhich(scene, reading);
  const weighed = reading.untaken.flatMap((index) => {
    let density = densities.get(index);
    if (density === undefined) {
      const line = lines[index];
      density = line === undefined ? 0 : line.share * writeDensity(writer, scene.reading.waits, line, at);
      densities.set(index, density);
    }
    const line = lines[index];
    if (line === undefined || density <= 0) return [];
    const relief = line.share === 1 ? -Math.log(unwrittenByAny(scene, reading, line, at)) : 0;
    return [{ index, units: line.units, score: Math.log(density), relief }];
  });
  weighed.sort((a, b) => b.score - a.score || a.index - b.index);
  const near = (weighed[0]?.score ?? 0) - NEARLY_AS_LIKELY;
  const strong = weighed.slice(0, COMBINED).filter(({ score, relief }) => score + relief >= near);
  const weak = weighed.slice(strong.length, strong.length + 12);
  const weakUnits = weak.map(({ units }) => units);
  const back = reading.out.filter((index) => isCancelledBy(lines[index], at));
  const backUnits = back.map((index) => lines[index]?.units ?? 0);
  const coupling = writer.runs === null ? Math.log(TOGETHER) : 0;
  const backScore = (indexes: readonly number[]): number =>
    indexes.reduce((sum, index) => sum + Math.log(putBackDensity(writer, lines[index], at)), 0);
  const again = unitsOf(scene, reading.undone);
  const retakes =
    again === 0
      ? [{ retaken: false, repairs: false, units: 0, score: 0 }]
      : [
          { retaken: true, repairs: false, units: again, score: Math.log(writer.retakeShare) },
          { retaken: false, repairs: true, units: 0, score: Math.log(1 - writer.retakeShare) },
        ];
  const ways: Way[] = [];
  let top = Number.NEGATIVE_INFINITY;
  const consider = (
    score: number,
    relief: number,
    rest: Units,
    causes: number,
    way: () => Partial<Way>,
  ): void => {
    const together = Math.max(causes + Number(rest !== 0) - 1, 0) * coupling;
    const idle = causes === 0 && rest === 0 ? Math.log(idleShare) : 0;
    const total = score + restScore(writer, rest) + together + idle;
    if (total + relief < top - FAR_FETCHED) return;
    top = Math.max(top, total + relief);
    const units = { received: Math.max(rest, 0), unexplained: Math.max(-rest, 0) };
    ways.push({ ...NOTHING, ...way(), ...units, score: total, relief });
  };
  for (const { retaken, repairs, units: again, score: retakeScore } of retakes) {
    for (let mask = 0; mask < 1 << strong.length; mask++) {
      let score = retakeScore;
      let relief = 0;
      let rest = difference + again;
      let causes = 0;
      for (let position = 0; position < strong.length; position++) {
        if (((mask >> position) & 1) === 0) continue;
        score += strong[position]?.score ?? 0;
        relief += strong[position]?.relief ?? 0;
        rest += strong[position]?.units ?? 0;
        causes++;
      }
      if (score + relief + causes * coupling < top - FAR_FETCHED) continue;
      const taken = (): number[] =>
        strong.flatMap(({ index }, position) => ((mask >> position) & 1 ? [index] : []));
      consider(score, relief, rest, causes, () => ({ taken: taken(), retaken, repairs }));
      if (rest < 0 && weak.length > 0)
        for (const fit of subsetsWithSum(weakUnits, -rest, 3)) {
          const more = fit.flatMap((position) => weak[position] ?? []);
          const added = more.reduce((sum, line) => sum + line.score, 0);
          const spared = relief + more.reduce((sum, line) => sum + line.relief, 0);
          consider(score + added, spared, 0, causes + more.length, () => ({
            taken: [...taken(), ...more.map(({ index }) => index)],
            retaken,
            repairs,
          }));
        }
      if (rest > 0 && back.length > 0)
        for (const fit of partialBacks(backUnits, rest)) {
          const putBack = fit.flatMap((position) => back[position] ?? []);
          const left = rest - unitsOf(scene, putBack);
          consider(score + backScore(putBack), relief, left, causes + fit.length, () => ({
            taken: taken(),
            putBack,
            retaken,
            repairs,
          }));
        }
    }
  }
  return ways
    .filter((way) => way.score + way.relief >= top - FAR_FETCHED)
    .sort((a, b) => b.score + b.relief - a.score - a.relief)
    .slice(0, WAYS_KEPT);
}

/** How likely a writer is to receive, or to lose without explanation, this many units at one update. */
function restScore(writer: WriterModel, rest: Units): number {
  if (rest === 0) return 0;
  if (rest > 0) return Math.log(writer.receiptRate * sizeProbability(writer.received, rest));
  return Math.log(writer.unexplainedRate * sizeProbability(writer.unexplained, -rest));
}

/** Sets of cancelled lines that could be put back within `rest` units: those that fit exactly, and single ones. */
function partialBacks(units: readonly Units[], rest: Units): number[][] {
  const exact = subsetsWithSum(units, rest, 3);
  const single = units.flatMap((value, position) => (value < rest ? [[position]] : [])).slice(-4);
  return [...exact, ...single];
}

function isCancelledBy(line: Line | undefined, at: Moment): boolean {
  return (
    line?.phase === 'closed' && line.state === null && (line.lastChangeAt ?? Number.POSITIVE_INFINITY) <= at
  );
}

/** Whoever wrote an update without an author, a person who put the count right may have. */
function putRightWays(scene: Scene, reading: Reading, writer: WriterModel, update: InventoryUpdate): Way[] {
  const difference = update.after - update.before;
  if (difference <= 0) return [];
  const score = Math.log(writer.resetShare) + Math.log(writer.receiptRate);
  return resetWays(scene, reading, update.at, difference).map((way) => ({
    ...way,
    score: way.score + score,
  }));
}

/**
 * A writer without a trigger. Down: lines in Preparing Delivery and not yet taken off first, pending ones
 * only where its habit or the count itself says so. Up: a receipt, or a count put right.
 */
function personWays(
  scene: Scene,
  reading: Reading,
  writer: WriterModel | undefined,
  update: InventoryUpdate,
): Way[] {
  const difference = update.after - update.before;
  const ways: Way[] = [];
  const resetShare = writer?.resetShare ?? 0.5;
  const received = writer?.received ?? [];
  const pace =
    writer === undefined ? 0 : Math.log(difference > 0 ? writer.receiptRate : writer.unexplainedRate);
  for (const reset of resetWays(scene, reading, update.at, difference)) {
    const share = difference > 0 ? resetShare : (writer?.recountShare ?? 0.1);
    ways.push({ ...reset, score: reset.score + Math.log(share) });
  }
  if (difference === 0) {
    ways.push({ ...NOTHING, score: 0 });
  } else if (difference > 0) {
    const score = Math.log(1 - resetShare) + Math.log(sizeProbability(received, difference));
    ways.push({ ...NOTHING, score, received: difference });
  } else {
    ways.push(...decrementWays(scene, reading, writer, update));
  }
  return ways.map((way) => ({ ...way, score: way.score + (difference === 0 ? 0 : pace) }));
}

/** Ways in which an update that lowers a count took off whole order lines. */
function decrementWays(
  scene: Scene,
  reading: Reading,
  writer: WriterModel | undefined,
  update: InventoryUpdate,
): Way[] {
  const units = update.before - update.after;
  const left: number[] = [];
  const pending: number[] = [];
  for (const index of [...reading.undone, ...reading.untaken.slice(-NEAREST_LINES)]) {
    const line = scene.lines[index];
    const created = line?.moments.created;
    if (line === undefined || created === null || created === undefined || created.from > update.at) continue;
    if (isCancelledBy(line, update.at)) continue;
    const handling = line.moments.handling;
    if (handling !== null && handling.from <= update.at && (handling.certain || handling.to <= update.at))
      left.push(index);
    else pending.push(index);
  }
  const size =
    Math.log(sizeProbability(writer?.unexplained ?? [], units)) + Math.log(1 - (writer?.recountShare ?? 0.1));
  const ways: Way[] = [{ ...NOTHING, score: size, unexplained: units }];
  if (scene.triggered.length === 0) ways.push(...fitting(scene, left, units, Math.log(2)));
  if (scene.fewUpdates && writer?.role !== 'pos' && update.after < reservedThen(scene, update.at))
    ways.push(...fitting(scene, pending, units, Math.log(1.5)));
  return ways;
}

/** Whole lines that make up the units: fewer before more, nearer in time before further. */
function fitting(scene: Scene, pool: readonly number[], units: Units, score: number): Way[] {
  const nearest = [...pool].sort(
    (a, b) => (scene.lines[b]?.createdAt ?? 0) - (scene.lines[a]?.createdAt ?? 0) || a - b,
  );
  const sizes = nearest.map((index) => scene.lines[index]?.units ?? 0);
  return subsetsWithSum(sizes, units, 8).map((fit, position) => ({
    ...NOTHING,
    score: score - Math.min(2.5 * (fit.length - 1), logChoices(pool.length, fit.length)) - 0.1 * position,
    taken: fit.flatMap((member) => nearest[member] ?? []),
  }));
}

/** In how many ways so many of the lines can be chosen (natural log): all of them together in one way only. */
function logChoices(all: number, chosen: number): number {
  let sum = 0;
  for (let one = 1; one <= chosen; one++) sum += Math.log((all - chosen + one) / one);
  return sum;
}

/** Units that were surely reserved at a time: placed by then, and Preparing Delivery not come. */
function reservedThen(scene: Scene, at: Moment): Units {
  return scene.lines.reduce((sum, line) => {
    const created = line.moments.created;
    if (line.share < 1 || created === null || created.to > at) return sum;
    if (line.phase === 'closed' && (line.lastChangeAt ?? at) <= at) return sum;
    const handling = line.moments.handling;
    return handling !== null && handling.from <= at ? sum : sum + line.units;
  }, 0);
}

/**
 * Ways in which an update set the count to what was on the shelf at that moment: pending lines that were
 * taken off come back, and gone ones that in stock still held leave it.
 */
function resetWays(scene: Scene, reading: Reading, at: Moment, difference: Units): Way[] {
  if (difference === 0 || (scene.triggered.length === 0 && !scene.fewUpdates)) return [];
  const returning = atHandling(scene, reading.out, at);
  const leaving = atHandling(scene, [...reading.untaken, ...reading.undone], at);
  const sure = unitsOf(scene, returning.before) - unitsOf(scene, leaving.after);
  const open = [...returning.open.slice(-4), ...leaving.open.slice(-3)];
  const ways: Way[] = [];
  for (let mask = 0; mask < 1 << open.length; mask++) {
    const chosen = open.filter((_, position) => (mask >> position) & 1);
    const undone = [...returning.before, ...chosen.filter((index) => returning.open.includes(index))];
    const gone = [...leaving.after, ...chosen.filter((index) => leaving.open.includes(index))];
    const change = chosen.reduce((sum, index) => {
      const units = scene.lines[index]?.units ?? 0;
      return sum + (returning.open.includes(index) ? units : -units);
    }, sure);
    if (change !== difference || undone.length + gone.length === 0) continue;
    ways.push({ ...NOTHING, score: -Math.log(1 << open.length), undone, taken: gone, reset: true });
  }
  return ways;
}

/** The lines of this balance before, after, or perhaps past Preparing Delivery at a time. */
function atHandling(
  scene: Scene,
  indexes: readonly number[],
  at: Moment,
): { before: number[]; after: number[]; open: number[] } {
  const result = { before: [] as number[], after: [] as number[], open: [] as number[] };
  for (const index of indexes) {
    const line = scene.lines[index];
    if (line === undefined || line.phase === 'closed' || line.share < 1) continue;
    const { handling } = line.moments;
    if (handling === null || handling.from > at) result.before.push(index);
    else if (handling.to <= at && handling.certain) result.after.push(index);
    else result.open.push(index);
  }
  return result;
}
