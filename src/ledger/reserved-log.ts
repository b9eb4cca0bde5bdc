/**
 * What a log that also says what was reserved after each update tells of Preparing Delivery: every update
 * drops the reservations acknowledged by then, so what is still reserved right after it had not come to it.
 * Only what all lines together leave no choice about is used.
 */
import type { Note } from './diagnosis.js';
import { DAY } from './lags.js';
import type { Line } from './lines.js';
import { endingBy, startingFrom } from './moments.js';
import type { InventoryUpdate, Moment, Units } from './records.js';
import { subsetsWithSum } from './subsets.js';

/** Open lines whose every combination is tried; of more, only all and none. */
const COMBINED = 8;
const EVERY_COMBINATION = 2 ** COMBINED;
/** Orders older than the exports may have stood reserved this long after the first exported one. */
const UNSEEN_ORDERS = 30 * DAY;

interface Narrowed {
  readonly lines: readonly Line[];
  /** Set where what the log says cannot be made up from the lines. */
  readonly note: Note | null;
}

/**
 * The lines with Preparing Delivery narrowed by what was reserved after each update; as they were where the
 * log contradicts them.
 * @param lines all of the balance's lines, each placed and known, their locks too
 * @param ordersFrom creation of the first exported order
 */
export function narrowedByReservedLog(
  lines: readonly Line[],
  updates: readonly InventoryUpdate[],
  ordersFrom: Moment | null,
): Narrowed {
  const told = reservedAfter(lines, updates);
  if (told.length === 0) return { lines, note: null };
  // More reserved than all known lines together: an order older than the exports stood there.
  const lastUnseen = told.findLastIndex((one) => {
    const { surely, open, isKnown } = standingAt(lines, one);
    return isKnown && one.reserved > surely + unitsOf(lines, open);
  });
  const unseen = told[lastUnseen];
  if (unseen !== undefined && unseen.at > (ordersFrom ?? unseen.at) + UNSEEN_ORDERS)
    return { lines, note: differs(lines, unseen) };
  const narrowed = [...lines];
  // What a later update tells may settle an earlier one.
  for (let round = 0; round < 2; round++)
    for (const one of told.slice(lastUnseen + 1))
      if (!narrow(narrowed, one)) return { lines, note: differs(lines, one) };
  return { lines: narrowed, note: null };
}

interface Reserved {
  readonly at: Moment;
  readonly reserved: Units;
  /** Indexes of the lines that may have stood then. */
  readonly candidates: readonly number[];
}

/** What the log says was reserved after each update, with the lines that come into question for it. */
function reservedAfter(lines: readonly Line[], updates: readonly InventoryUpdate[]): Reserved[] {
  const placedAt = (index: number): Moment => lines[index]?.moments.created?.from ?? Number.NEGATIVE_INFINITY;
  const byPlacing = lines.map((_, index) => index).sort((a, b) => placedAt(a) - placedAt(b));
  const told: Reserved[] = [];
  let next = 0;
  let standing: number[] = [];
  for (const { at, reserved } of updates) {
    if (reserved === null) continue;
    for (; next < byPlacing.length && placedAt(byPlacing[next] ?? 0) <= at; next++)
      standing.push(byPlacing[next] ?? 0);
    standing = standing.filter((index) => {
      const line = lines[index];
      return line !== undefined && wasStanding(line, at) !== 'no';
    });
    told.push({ at, reserved, candidates: standing });
  }
  return told;
}

function differs(lines: readonly Line[], one: Reserved): Note {
  const { surely, open } = standingAt(lines, one);
  const most = surely + unitsOf(lines, open);
  const found = one.reserved > most ? most : surely;
  return { code: 'reserved-log-differs', values: { at: one.at, reserved: one.reserved, found } };
}

/** Narrows the lines by one update; false where no choice of the open ones makes up what is reserved. */
function narrow(lines: Line[], one: Reserved): boolean {
  const { surely, open, isKnown } = standingAt(lines, one);
  if (!isKnown) return true;
  const left = one.reserved - surely;
  const all = unitsOf(lines, open);
  if (left < 0 || left > all) return false;
  if (open.length > COMBINED && left > 0 && left < all) return true;
  const units = open.map((index) => lines[index]?.units ?? 0);
  const fits =
    left === all ? [open.map((_, member) => member)] : subsetsWithSum(units, left, EVERY_COMBINATION);
  open.forEach((index, member) => {
    const line = lines[index];
    if (line === undefined) return;
    if (fits.every((fit) => fit.includes(member))) lines[index] = stillStanding(line, one.at);
    else if (!fits.some((fit) => fit.includes(member))) lines[index] = droppedBy(line, one.at);
  });
  return fits.length > 0;
}

function stillStanding(line: Line, at: Moment): Line {
  return { ...line, moments: { ...line.moments, handling: startingFrom(line.moments.handling, at + 1) } };
}

/** Dropped by then; a cancelled order's reservation may have been freed instead. */
function droppedBy(line: Line, at: Moment): Line {
  if (line.phase === 'closed') return line;
  const { ready } = line.moments;
  return {
    ...line,
    moments: {
      ...line.moments,
      ready: endingBy(ready, at),
      handling: endingBy(line.moments.handling, at),
    },
  };
}

/** Which lines surely, and which perhaps, stood reserved right after a moment. */
function standingAt(
  lines: readonly Line[],
  { at, candidates }: Reserved,
): { surely: Units; open: readonly number[]; isKnown: boolean } {
  let surely = 0;
  let isKnown = true;
  const open: number[] = [];
  for (const index of candidates) {
    const line = lines[index];
    if (line === undefined) continue;
    const standing = wasStanding(line, at);
    if (standing === 'yes') surely += line.units;
    if (standing === 'perhaps') open.push(index);
    if (standing === 'unknown') isKnown = false;
  }
  return { surely, open, isKnown };
}

function wasStanding(line: Line, at: Moment): 'yes' | 'no' | 'perhaps' | 'unknown' {
  const { created, handling } = line.moments;
  if (created === null) return 'unknown';
  if (created.from > at) return 'no';
  if (created.to >= at) return 'unknown';
  // What stands at T was never acknowledged before an update.
  if (line.state !== null) return 'yes';
  const since = handling === null || handling.from > at ? 'yes' : 'perhaps';
  switch (line.phase) {
    case 'none':
      return 'no';
    case 'closed':
      if (line.lastChangeAt === null || line.lastChangeAt === at) return 'unknown';
      if (line.lastChangeAt < at || (handling?.certain === true && handling.to <= at)) return 'no';
      return since;
    case 'acknowledged':
      if (handling === null) return 'unknown';
      return handling.to <= at ? 'no' : since;
    default:
      return 'unknown';
  }
}

function unitsOf(lines: readonly Line[], indexes: readonly number[]): Units {
  return indexes.reduce((sum, index) => sum + (lines[index]?.units ?? 0), 0);
}
