/** Which lines one update of a writer with a trigger may have taken off, by how sure that is. */
import type { WriterModel } from './habits.js';
import { type Reading, type Scene, underWhich } from './reading.js';
import type { Moment, Units } from './records.js';
import type { Weighed } from './regime.js';

/** Lines a writer that sends as things happen may have taken off at one update; of more, those due soonest. */
const MOST_WEIGHED = 64;
/** Lines that are looked at for those that fit exactly. */
export const FITTED = 12;
/** Combined lines this much less likely than the likeliest are not tried. */
const NEARLY_AS_LIKELY = 6;
const NO_LINES: readonly Weighed[] = [];

/** The lines an update may have taken off, by how sure that is. */
export interface Question {
  /** Taken off in every way. */
  readonly sure: readonly Weighed[];
  /** Taken off or not, in every combination. */
  readonly open: readonly Weighed[];
  /** Taken off only where they fit exactly, the likeliest first. */
  readonly weak: readonly Weighed[];
  /** More lines are due than can be tried one by one. */
  readonly isBlock: boolean;
}

const NO_QUESTION: Question = { sure: NO_LINES, open: NO_LINES, weak: NO_LINES, isBlock: false };

/** Which lines the writer may have taken off at a time, by how likely that is. */
export function questionOf(scene: Scene, reading: Reading, writer: WriterModel, at: Moment): Question {
  const regime = underWhich(scene, reading);
  const { combined } = scene.effort;
  const weighed: Weighed[] = [];
  const { untaken } = reading;
  const isNear =
    writer.runs === null && untaken.length > MOST_WEIGHED
      ? regime.soonest(writer, untaken, MOST_WEIGHED)
      : null;
  for (const index of untaken) {
    if (isNear?.(index) === false) continue;
    const line = regime.weighed(writer, index, at);
    if (line !== null) weighed.push(line);
  }
  if (weighed.length === 0) return NO_QUESTION;
  if (weighed.length === 1) return { ...NO_QUESTION, open: weighed };
  if (writer.runs !== null && weighed.length > combined) return blockOf(weighed, combined);
  weighed.sort((a, b) => b.score - a.score || a.index - b.index);
  const near = (weighed[0]?.score ?? 0) - NEARLY_AS_LIKELY;
  const open = weighed.slice(0, combined).filter(({ score, relief }) => score + relief >= near);
  return { ...NO_QUESTION, open, weak: ofEachSize(weighed.slice(open.length), FITTED) };
}

/**
 * So many of the lines, the first ones, but none of a size before all other sizes have as many: lines of one size
 * fit alike, and a crowd of them must not keep out the only one that fits.
 */
function ofEachSize(lines: readonly Weighed[], most: number): readonly Weighed[] {
  if (lines.length <= most) return lines;
  const seen = new Map<Units, number>();
  const places = lines.map(({ units }) => {
    const place = seen.get(units) ?? 0;
    seen.set(units, place + 1);
    return place;
  });
  const last = [...places].sort((a, b) => a - b)[most - 1] ?? 0;
  let left = most - places.filter((place) => place < last).length;
  return lines.filter((_, index) => {
    const place = places[index] ?? 0;
    return place < last || (place === last && left-- > 0);
  });
}

/**
 * A run takes off all that is due, however much that is: what is rather taken than left goes as a block, and
 * only the lines nearest to the cut-off are in question.
 */
function blockOf(weighed: Weighed[], combined: number): Question {
  const odds = ({ score, relief }: Weighed): number => score + relief;
  weighed.sort((a, b) => odds(b) - odds(a) || a.index - b.index);
  const firstOut = weighed.findIndex((line) => odds(line) < 0);
  const cut = firstOut === -1 ? weighed.length : firstOut;
  let from = cut;
  let to = cut;
  while (to - from < combined) {
    const above = weighed[from - 1];
    const below = weighed[to];
    const isAboveNearer = above !== undefined && (below === undefined || odds(above) <= -odds(below));
    if (isAboveNearer) from--;
    else if (below !== undefined) to++;
    else break;
  }
  return {
    sure: weighed.slice(0, from),
    open: weighed.slice(from, to),
    weak: weighed.slice(to),
    isBlock: true,
  };
}
