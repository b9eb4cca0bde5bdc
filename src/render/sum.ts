/** The formula of one balance with every term, what it is, and where it comes from. */
import type { BalanceStory, CountStory, ReservationState } from '../ledger/diagnosis.js';
import type { Units } from '../ledger/records.js';
import { words } from '../words/index.js';
import { count, listed } from './numbers.js';
import { heading, paragraph } from './page.js';
import type { Surface } from './surface.js';
import { minute } from './times.js';
import { displayWidth, padEnd, padStart, wrap } from './width.js';
import { orderWords } from './words.js';

/** A source with less room than this stands on a line of its own. */
const NARROWEST_SOURCE = 20;

/** One line of the sum. */
export interface Term {
  readonly sign: ' ' | '+' | '-' | '=';
  readonly name: string;
  readonly value: number;
  readonly source: string;
  readonly strong?: boolean;
}

/** The sum: in words what is reserved and what was counted, then term by term. */
export function sumWords(story: BalanceStory): { paragraphs: string[]; terms: Term[] } {
  return {
    paragraphs: [reservedSplit(story), ...(story.counted === null ? [] : [countWords(story.counted)])],
    terms: [...itemsTerms(story), ...countTerms(story)],
  };
}

export function renderSum(story: BalanceStory, surface: Surface): string {
  const { paragraphs, terms } = sumWords(story);
  const names = Math.max(...terms.map((term) => displayWidth(term.name)));
  const values = Math.max(...terms.map((term) => displayWidth(count(term.value))));
  const left = 2 + 2 + names + 2 + values + 3;
  const width = Math.min(surface.columns - 1, 120);
  const lines = terms.map((term) => {
    const name = padEnd(term.name, names);
    const value = padStart(count(term.value), values);
    const start = `  ${term.sign} ${name}  ${value}`;
    const painted = term.strong
      ? `  ${term.sign} ${surface.colours.bold(name)}  ${surface.colours.bold(value)}`
      : start;
    if (term.source === '') return painted;
    if (width - left < NARROWEST_SOURCE) {
      return `${painted}\n${surface.colours.dim(wrap(term.source, width, ' '.repeat(6)))}`;
    }
    const rest = wrap(term.source, width, ' '.repeat(left)).slice(displayWidth(start));
    return painted + surface.colours.dim(rest);
  });
  return [
    heading(words().sum.heading, surface),
    ...paragraphs.map((text) => paragraph(text, surface)),
    '',
    ...lines,
  ].join('\n');
}

function itemsTerms(story: BalanceStory): Term[] {
  const texts = words().sum;
  const available: Term = {
    sign: ' ',
    name: texts.available,
    value: story.available,
    source: texts.inStockLessReserved({
      inStock: count(story.inStock),
      reserved: story.reserved < 0 ? `(${count(story.reserved)})` : count(story.reserved),
    }),
  };
  if (story.basis === 'orders-only') {
    const source = story.available < 0 ? texts.noMoreKnown : texts.offeredNow;
    return [
      available,
      { sign: '=', name: texts.availableItems, value: story.availableItems, source, strong: true },
    ];
  }
  const terms: Term[] = [
    available,
    {
      sign: '+',
      name: texts.takenOffEarly,
      value: story.earlyWriteOffs,
      source: earlySource(story),
    },
    {
      sign: '-',
      name: texts.goneNotTakenOff,
      value: story.lateWriteOffs,
      source: lateSource(story),
    },
  ];
  const rest = story.availableItems - (story.available + story.earlyWriteOffs - story.lateWriteOffs);
  if (rest !== 0) {
    terms.push({
      sign: rest > 0 ? '+' : '-',
      name: texts.notKnown,
      value: Math.abs(rest),
      source: texts.leftOut,
    });
  }
  terms.push({
    sign: '=',
    name: texts.availableItems,
    value: story.availableItems,
    source: story.availableItems < 0 ? texts.soldBeyond : texts.freeToSell,
    strong: true,
  });
  return terms;
}

function countTerms(story: BalanceStory): Term[] {
  if (story.corrected === null) return [];
  const texts = words().sum;
  const pending = story.reservations.filter((each) => each.state === 'pending');
  const terms: Term[] = [
    {
      sign: '+',
      name: texts.notYetHandled,
      value: story.pending,
      source: pending.length > 0 ? texts.stillOnShelf(pending.length) : '',
    },
  ];
  const plain = story.availableItems + story.pending;
  terms.push({
    sign: '=',
    name: texts.updateCount,
    value: story.corrected,
    source:
      plain !== story.corrected
        ? texts.notBelowZero(plain)
        : story.confidence === 'assumed'
          ? texts.floorForShelf
          : texts.onShelf,
    strong: true,
  });
  return terms;
}

function earlySource(story: BalanceStory): string {
  const early = story.reservations.filter((each) => each.takenOffAt !== null);
  const unnamed = story.earlyWriteOffs - early.reduce((sum, each) => sum + each.units, 0);
  const texts = words().sum;
  return listed([
    ...(early.length > 0 ? [texts.seeBelow(early.length)] : []),
    ...(unnamed > 0
      ? [story.counted === null ? texts.unnamedOrders(unnamed) : texts.onlyCounted(unnamed)]
      : []),
  ]);
}

function lateSource(story: BalanceStory): string {
  const unnamed = story.lateWriteOffs - story.notTakenOff.reduce((sum, each) => sum + each.units, 0);
  return listed([
    ...(story.notTakenOff.length > 0 ? [words().sum.seeBelow(story.notTakenOff.length)] : []),
    ...(story.counted !== null && unnamed > 0 ? [words().sum.notFound(unnamed)] : []),
  ]);
}

/** `10 units on 2026-03-16 09:00; 2 units entered Preparing Delivery since (…); 4 were received; on the shelf now: 12.` */
function countWords(story: CountStory): string {
  const texts = words().sum;
  const total = (orders: CountStory['picked']): Units => orders.reduce((sum, each) => sum + each.units, 0);
  const named = (orders: CountStory['picked']): string =>
    orderWords([...new Set(orders.map((each) => each.order))]);
  const handled = total(story.handled);
  const picked = total(story.picked);
  return texts.count({
    counted: story.counted,
    at: story.at === null ? null : minute(story.at),
    moves: [
      ...(picked > 0 ? [texts.picked({ units: picked, names: named(story.picked) })] : []),
      ...(handled > 0
        ? [
            texts.handled({
              units: handled,
              names: named(story.handled),
              undated: story.handled.some((each) => each.at === null),
            }),
          ]
        : []),
      ...(story.received === 0 ? [] : [texts.received(story.received)]),
      ...(story.putBack === 0 ? [] : [texts.broughtBack(story.putBack)]),
      ...(story.unexplained === 0 ? [] : [texts.unexplained(story.unexplained)]),
    ],
    carried: story.carried,
  });
}

const STATES = ['pending', 'acknowledged', 'ghosts', 'undetermined'] as const;

/** `4 units are reserved: 3 for …`. */
function reservedSplit(story: BalanceStory): string {
  const texts = words().sum;
  if (story.reserved === 0) return texts.nothingReserved;
  if (story.reserved < 0) return texts.negativeReserved(story.reserved);
  const parts = STATES.filter((state) => story[state] !== 0).map((state) =>
    texts.reservedParts[state](story[state]),
  );
  return texts.reserved({ units: story.reserved, parts: listed(parts) });
}

/** Where a reservation's units are, seen from the shelf; for tables. */
export function shelfWords(state: ReservationState): string {
  return words().sum.shelf[state];
}
