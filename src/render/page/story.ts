/** One balance for the page: its row in the table, and its story in the words of `explain`. */
import { Chalk } from 'chalk';
import type { BalanceStory, Confidence } from '../../ledger/diagnosis.js';
import { CAUSES } from '../../ledger/diagnosis.js';
import { earlyUnitsByAuthor } from '../../ledger/early-by-author.js';
import { kindOf } from '../../ledger/kinds.js';
import type { Moment, OrderLine } from '../../ledger/records.js';
import { adviceSteps, type ExplainedBalance, isToCount } from '../advice.js';
import { chartBasis } from '../chart.js';
import {
  headlineWords,
  howSureWords,
  kitWords,
  oddityWords,
  reservationWords,
  unlimitedWords,
} from '../explain.js';
import { shelfWords, sumWords } from '../sum.js';
import { type Surface, UNICODE } from '../surface.js';
import { timelineOf } from '../timeline.js';
import { bearsOnSum, isGap, updateWords } from '../updates.js';
import { whyWords } from '../why.js';
import { authorWords, orderName, warehouseWords } from '../words.js';
import {
  KINDS,
  type PageMark,
  type PageNames,
  type PageRow,
  type PageStory,
  type PageTimeline,
  type StoryDocument,
  TO_COUNT,
  TO_TYPE,
} from './data.js';

/** Sentences without colours; how they are broken into lines is the browser's business. */
export const PAGE_SURFACE: Surface = {
  isTerminal: false,
  columns: Number.POSITIVE_INFINITY,
  colours: new Chalk({ level: 0 }),
  symbols: UNICODE,
};

/** The confidences in the order rows refer to. */
export const CONFIDENCES: readonly Confidence[] = ['proven', 'likely', 'assumed'];

/** Gathers the names that rows refer to. */
export class Names {
  readonly #warehouses = new Map<string, { readonly place: number; readonly name: string }>();
  readonly #authors = new Map<string, number>();
  readonly #policies = new Map<string, number>();

  all(): PageNames {
    return {
      warehouses: [...this.#warehouses].map(([id, { name }]) => ({ id, name })),
      authors: [...this.#authors.keys()],
      policies: [...this.#policies.keys()],
    };
  }

  row({ story, needsWriting }: ExplainedBalance): PageRow {
    return [
      story.sku,
      story.refId ?? '',
      this.#warehouse(story),
      KINDS.indexOf(kindOf(story)),
      story.inStock,
      story.reserved,
      story.available,
      story.earlyWriteOffs,
      story.lateWriteOffs,
      story.corrected,
      (isToType(story, needsWriting) ? TO_TYPE : 0) + (isToCount(story) ? TO_COUNT : 0),
      CONFIDENCES.indexOf(story.confidence),
      story.causes.map(({ code, units }) => [CAUSES.indexOf(code), Math.abs(units)] as const),
      [...earlyUnitsByAuthor(story)].map(
        ([author, units]) => [placeOf(this.#authors, authorWords(author)), units] as const,
      ),
      (story.blockedTradePolicies ?? []).map((policy) => placeOf(this.#policies, policy)),
    ];
  }

  #warehouse(story: BalanceStory): number {
    const { place } = this.#warehouses.get(story.warehouse) ?? { place: this.#warehouses.size };
    this.#warehouses.set(story.warehouse, { place, name: warehouseWords(story) });
    return place;
  }
}

function placeOf(places: Map<string, number>, name: string): number {
  const place = places.get(name) ?? places.size;
  places.set(name, place);
  return place;
}

/** Typing a count that is fine drops reservations for nothing: only what is wrong is to be typed. */
function isToType(story: BalanceStory, needsWriting: boolean): boolean {
  const kind = kindOf(story);
  return needsWriting && kind !== 'healthy' && kind !== 'unlimited';
}

interface StoryFacts {
  readonly balance: ExplainedBalance;
  /** The balance as `explain --json` has it. */
  readonly document: StoryDocument;
  /** The SKU's order lines, and whether it has no other balance. */
  readonly lines: readonly OrderLine[];
  readonly isAlone: boolean;
  /** Where charts end: T, or the last moment the exports know of. */
  readonly until: Moment | null;
}

export function pageStory({ balance, document, lines, isAlone, until }: StoryFacts): PageStory {
  const { story, needsWriting } = balance;
  const { statusOf, takenOff } = reservationWords(story);
  const told = story.unlimited
    ? {
        headline: unlimitedWords(),
        steps: [],
        sum: null,
        sure: [],
        odd: [],
      }
    : {
        headline: headlineWords(balance, PAGE_SURFACE),
        steps: adviceSteps(balance, PAGE_SURFACE),
        sum: sumOf(story),
        sure: howSureWords(story),
        odd: oddityWords(balance),
      };
  return {
    ...told,
    document,
    reference: story.refId ?? '',
    warehouse: warehouseWords(story),
    isToType: isToType(story, needsWriting),
    timeline: story.unlimited ? null : pageTimeline(story, lines, isAlone, until),
    updates: story.updates.map((update) => ({
      author: isGap(update) ? '' : authorWords(update.author),
      text: updateWords(update, false, PAGE_SURFACE),
      bears: bearsOnSum(story, update),
    })),
    reservations: story.reservations.map((reservation) => ({
      order: orderName(reservation.order),
      status: statusOf(reservation),
      shelf: shelfWords(reservation.state),
      takenOff: takenOff(reservation),
    })),
    kits: kitWords(story.reservations),
    why: story.unlimited ? null : whyWords(story),
  };
}

function sumOf(story: BalanceStory): PageStory['sum'] {
  const { paragraphs, terms } = sumWords(story);
  return { paragraphs, terms: terms.map((term) => ({ ...term, strong: term.strong === true })) };
}

function pageTimeline(
  story: BalanceStory,
  lines: readonly OrderLine[],
  isAlone: boolean,
  until: Moment | null,
): PageTimeline | null {
  const timeline = timelineOf(story, lines, isAlone, until);
  if (timeline === null) return null;
  const early = timeline.early.map(
    ({ at, units, standing }): PageMark => ({ at, units, is: standing ? 'standing' : 'gone' }),
  );
  const right = timeline.onTime.map(({ at, units }): PageMark => ({ at, units, is: 'right' }));
  return {
    from: timeline.from,
    to: timeline.to,
    points: timeline.points.map(({ at, inStock, reserved }) => [at, inStock, reserved] as const),
    marks: merged([...early, ...right]).sort((a, b) => a.at - b.at),
    basis: chartBasis(timeline),
  };
}

/** One mark for all that an update took off in the same way. */
function merged(marks: readonly PageMark[]): PageMark[] {
  const byPlace = new Map<string, PageMark>();
  for (const mark of marks) {
    const key = `${mark.at} ${mark.is}`;
    byPlace.set(key, { ...mark, units: mark.units + (byPlace.get(key)?.units ?? 0) });
  }
  return [...byPlace.values()];
}
