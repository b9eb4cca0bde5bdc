/**
 * What one event of a balance's log may have done to a reading, and how likely each way is: lines taken off
 * or put back, units received or lost, a count put right.
 */
import { isEarlyTrigger } from './diagnosis.js';
import { sizeProbability, type WriterModel } from './habits.js';
import type { Line } from './lines.js';
import { isCancelledBy } from './put-backs.js';
import {
  lastBefore,
  NOTHING,
  type Reading,
  type ReplayEvent,
  type Scene,
  underWhich,
  unitsOf,
  type Way,
} from './reading.js';
import type { InventoryUpdate, Moment, Units } from './records.js';
import { subsetsWithSum } from './subsets.js';
import { TOGETHER, triggerWays } from './trigger-ways.js';

/** Lines a writer without a trigger may have taken off: the newest of those still in question. */
const NEAREST_LINES = 60;
/** Lines whose every combination is tried where the log begins, or a gap in it may hide them. */
const COMBINED = 6;
/** In a run without a row: how likely a writer takes again what was put right, and that it has been mended. */
const RETAKEN_SILENTLY = 0.5;
const MENDED_SILENTLY = 0.05;
/** What was this likely to be taken off before the log began is taken as such; only the newest of the rest are weighed. */
const SURE = 0.97;

/** What the event may have done, and how likely each way is. */
export function waysOf(scene: Scene, reading: Reading, event: ReplayEvent): readonly Way[] {
  switch (event.kind) {
    case 'start':
      return relieved(scene, reading, event.at, startWays(scene, reading, event.at));
    case 'gap':
      return relieved(
        scene,
        reading,
        event.at,
        gapWays(scene, reading, event.at, event.after - event.before),
      );
    case 'run': {
      const writer = underWhich(scene, reading).writer(event.writer.author) ?? event.writer;
      return unloggedWays(scene, reading, writer, event.at);
    }
    case 'update': {
      const { author, before, after } = event.update;
      const writer = underWhich(scene, reading).writer(author);
      if (writer === undefined || writer.trigger === null)
        return relieved(scene, reading, event.at, personWays(scene, reading, writer, event.update));
      const { idleRate, retakeShare } = writer;
      const ways = triggerWays(scene, reading, writer, event.at, after - before, { idleRate, retakeShare });
      if (author !== null) return ways;
      const putRight = putRightWays(scene, reading, writer, event.update);
      return [...ways, ...relieved(scene, reading, event.at, putRight)];
    }
  }
}

/** The ways with what taking their lines spares the reading. */
function relieved(scene: Scene, reading: Reading, at: Moment, ways: Way[]): Way[] {
  if (ways.length < 2 && reading.undone.length === 0) return ways;
  const regime = underWhich(scene, reading);
  return ways.map((way) => {
    if (way.taken.length === 0) return way;
    let relief = 0;
    for (const index of way.taken)
      if (scene.lines[index]?.share === 1 && !reading.undone.includes(index))
        relief -= regime.logUnwritten(index, at);
    return { ...way, relief };
  });
}

/** What a write that left no row may have held: nothing, or changes that cancelled out. */
function unloggedWays(scene: Scene, reading: Reading, writer: WriterModel, at: Moment): Way[] {
  const together = writer.runs === null ? Math.log(TOGETHER) : 0;
  const silent = { idleRate: 1, retakeShare: RETAKEN_SILENTLY };
  return triggerWays(scene, reading, writer, at, 0, silent)
    .filter(
      (way) =>
        way.unexplained === 0 && way.taken.every((index) => isReleasedBy(scene, reading, writer, index, at)),
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
function isReleasedBy(
  scene: Scene,
  reading: Reading,
  writer: WriterModel,
  index: number,
  at: Moment,
): boolean {
  const line = scene.lines[index];
  if (line === undefined) return false;
  if (line.state === 'ghost') return true;
  const { handling } = line.moments;
  const waits = underWhich(scene, reading)
    .duesOf(writer, index)
    .every(({ trigger }) => isEarlyTrigger(trigger));
  if (handling === null || (waits && handling.to > at)) return true;
  return line.state !== 'acknowledged' && handling.from < lastBefore(scene.updatedAt, at);
}

/** Before the log begins lines may have been taken off or not, as the writers' habits make likely. */
function startWays(scene: Scene, reading: Reading, at: Moment): Way[] {
  if (reading.untaken.length === 0) return [plain(0, 0)];
  const taken: number[] = [];
  const open: { index: number; chance: number }[] = [];
  const leftAt = (index: number): Moment => {
    const handling = scene.lines[index]?.moments.handling;
    return handling?.certain === true && handling.to <= at ? handling.to : Number.NEGATIVE_INFINITY;
  };
  const newest = reading.untaken.reduce(
    (last, index) => Math.max(last, leftAt(index)),
    Number.NEGATIVE_INFINITY,
  );
  const regime = underWhich(scene, reading);
  for (const index of reading.untaken) {
    const line = scene.lines[index];
    if (line === undefined) continue;
    const left = Number.isFinite(leftAt(index));
    // The log may have begun after the newest one was taken off, or before: nothing tells.
    const untriggered = !left ? 0.9 : leftAt(index) === newest ? 0.5 : 0.03;
    const chance = 1 - (regime.triggered.length > 0 ? regime.unwritten(index, at) : untriggered);
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
  const regime = underWhich(scene, reading);
  const due = reading.untaken.filter((index) => regime.unwritten(index, at) < 0.5);
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
  const resetShare = writer?.resetShare ?? 0.5;
  const received = writer?.received ?? [];
  const resets = resetWays(scene, reading, update.at, difference);
  if (difference === 0) return [...resets, plain(0, 0)];
  const pace =
    writer === undefined ? 0 : Math.log(difference > 0 ? writer.receiptRate : writer.unexplainedRate);
  const resetScore = Math.log(difference > 0 ? resetShare : (writer?.recountShare ?? 0.1));
  const ways = resets.map((reset) => ({ ...reset, score: reset.score + resetScore + pace }));
  if (difference > 0) {
    const score = Math.log(1 - resetShare) + Math.log(sizeProbability(received, difference));
    ways.push(plain(score + pace, difference));
    return ways;
  }
  for (const way of decrementWays(scene, reading, writer, update))
    ways.push({ ...way, score: way.score + pace });
  return ways;
}

/** Nothing but a receipt. */
function plain(score: number, received: Units): Way {
  return {
    score,
    relief: 0,
    taken: NOTHING.taken,
    putBack: NOTHING.putBack,
    received,
    unexplained: 0,
    undone: NOTHING.undone,
    retaken: false,
    repairs: false,
    reset: false,
  };
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
  if (scene.asLearned.triggered.length === 0) ways.push(...fitting(scene, left, units, Math.log(2)));
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
  if (reading.untaken.length + reading.out.length + reading.undone.length === 0) return [];
  if (difference === 0 || (scene.asLearned.triggered.length === 0 && !scene.fewUpdates)) return [];
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

/** Its order had been cancelled by then, as far as its last change tells. */
function isClosedBy({ phase, lastChangeAt }: Line, at: Moment): boolean {
  return phase === 'closed' && (lastChangeAt === null || lastChangeAt <= at);
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
    if (line === undefined || line.share < 1 || isClosedBy(line, at)) continue;
    const { handling } = line.moments;
    if (handling === null || handling.from > at) result.before.push(index);
    else if (handling.to <= at && handling.certain) result.after.push(index);
    else result.open.push(index);
  }
  return result;
}
