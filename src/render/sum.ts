/** The formula of one balance with every term, what it is, and where it comes from. */
import type { BalanceStory, CountStory, ReservationState } from '../ledger/diagnosis.js';
import type { Units } from '../ledger/records.js';
import { count, counted, listed, units } from './numbers.js';
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
    heading('The sum', surface),
    ...paragraphs.map((text) => paragraph(text, surface)),
    '',
    ...lines,
  ].join('\n');
}

function itemsTerms(story: BalanceStory): Term[] {
  const available: Term = {
    sign: ' ',
    name: 'Available',
    value: story.available,
    source: `${count(story.inStock)} in stock - ${story.reserved < 0 ? `(${count(story.reserved)})` : count(story.reserved)} reserved`,
  };
  if (story.basis === 'orders-only') {
    const floor = story.available < 0 ? 'a floor: no more is known' : 'a floor: what is offered now';
    return [
      available,
      { sign: '=', name: 'Available items', value: story.availableItems, source: floor, strong: true },
    ];
  }
  const terms: Term[] = [
    available,
    {
      sign: '+',
      name: 'Taken off early, still reserved',
      value: story.earlyWriteOffs,
      source: earlySource(story),
    },
    {
      sign: '-',
      name: 'Gone from the shelf, not taken off',
      value: story.lateWriteOffs,
      source: lateSource(story),
    },
  ];
  const rest = story.availableItems - (story.available + story.earlyWriteOffs - story.lateWriteOffs);
  if (rest !== 0) {
    terms.push({
      sign: rest > 0 ? '+' : '-',
      name: 'Not known to be there',
      value: Math.abs(rest),
      source: 'left out to be safe',
    });
  }
  terms.push({
    sign: '=',
    name: 'Available items',
    value: story.availableItems,
    source: story.availableItems < 0 ? 'sold beyond what exists' : 'free to sell, counted once',
    strong: true,
  });
  return terms;
}

function countTerms(story: BalanceStory): Term[] {
  if (story.corrected === null) return [];
  const pending = story.reservations.filter((each) => each.state === 'pending');
  const terms: Term[] = [
    {
      sign: '+',
      name: 'Reserved, not yet in Preparing Delivery',
      value: story.pending,
      source: pending.length > 0 ? `${counted(pending.length, 'order')}, still on the shelf` : '',
    },
  ];
  const plain = story.availableItems + story.pending;
  terms.push({
    sign: '=',
    name: 'Update Count',
    value: story.corrected,
    source:
      plain !== story.corrected
        ? `${count(plain)}, but no count is below 0`
        : story.confidence === 'assumed'
          ? 'a floor for the shelf'
          : 'what is on the shelf',
    strong: true,
  });
  return terms;
}

function earlySource(story: BalanceStory): string {
  const early = story.reservations.filter((each) => each.takenOffAt !== null);
  const unnamed = story.earlyWriteOffs - early.reduce((sum, each) => sum + each.units, 0);
  return listed([
    ...(early.length > 0 ? [`${counted(early.length, 'order')}, see below`] : []),
    ...(unnamed > 0
      ? [
          story.counted === null
            ? `${units(unnamed)} for orders that cannot be named`
            : `${units(unnamed)} that only the count of the shelf shows`,
        ]
      : []),
  ]);
}

function lateSource(story: BalanceStory): string {
  const unnamed = story.lateWriteOffs - story.notTakenOff.reduce((sum, each) => sum + each.units, 0);
  return listed([
    ...(story.notTakenOff.length > 0 ? [`${counted(story.notTakenOff.length, 'order')}, see below`] : []),
    ...(story.counted !== null && unnamed > 0
      ? [`${units(unnamed)} that the count of the shelf did not find`]
      : []),
  ]);
}

/** `10 units were counted on 2026-03-16 09:00. Since then 2 entered Preparing Delivery (…); 4 were received. On the shelf now: 12.` */
function countWords(story: CountStory): string {
  const are = (n: Units, text: string): string[] =>
    n === 0 ? [] : [`${count(n)} ${n === 1 ? 'was' : 'were'} ${text}`];
  const total = (orders: CountStory['picked']): Units => orders.reduce((sum, each) => sum + each.units, 0);
  const named = (orders: CountStory['picked']): string =>
    orderWords([...new Set(orders.map((each) => each.order))]);
  const handled = total(story.handled);
  const picked = total(story.picked);
  const undated = story.handled.some((each) => each.at === null);
  const moves = [
    ...(picked > 0
      ? [
          `${count(picked)} of these ${picked === 1 ? 'was' : 'were'} picked already (${named(story.picked)}) and ${picked === 1 ? 'is' : 'are'} left out`,
        ]
      : []),
    ...(handled > 0
      ? [
          `${units(handled)} entered Preparing Delivery since (${named(story.handled)})${undated ? ', some of them perhaps before the count' : ''}`,
        ]
      : []),
    ...are(story.received, 'received'),
    ...are(story.putBack, 'brought back'),
    ...are(story.unexplained, 'taken off that nothing explains'),
  ];
  const when = story.at === null ? 'after the inventory was exported' : `on ${minute(story.at)}`;
  const since = moves.length === 0 ? 'nothing has moved since' : moves.join('; ');
  return `The count: ${units(story.counted)} ${when}; ${since}; on the shelf now: ${count(story.carried)}.`;
}

const STATES: readonly { key: 'pending' | 'acknowledged' | 'ghosts' | 'undetermined'; words: string }[] = [
  { key: 'pending', words: 'for orders not yet in Preparing Delivery (on the shelf)' },
  {
    key: 'acknowledged',
    words: 'for orders in Preparing Delivery or further (off the shelf; the next update frees them)',
  },
  { key: 'ghosts', words: 'for closed orders whose reservation was never freed' },
  { key: 'undetermined', words: 'for orders whose state cannot be told' },
];

/** `Of the 4 units reserved, 3 are for …`. */
function reservedSplit(story: BalanceStory): string {
  if (story.reserved === 0) return 'Nothing is reserved.';
  if (story.reserved < 0) return `The export says ${count(story.reserved)} reserved, which cannot be.`;
  const parts = STATES.filter(({ key }) => story[key] !== 0).map(
    ({ key, words }) => `${count(story[key])} ${words}`,
  );
  if (parts.length === 0) return `${units(story.reserved)} ${story.reserved === 1 ? 'is' : 'are'} reserved.`;
  return `${units(story.reserved)} ${story.reserved === 1 ? 'is' : 'are'} reserved: ${listed(parts)}.`;
}

const STATE_WORDS: Readonly<Record<ReservationState, string>> = {
  pending: 'on it',
  acknowledged: 'off it',
  ghost: 'ghost',
  undetermined: 'unclear',
};

/** Where a reservation's units are, seen from the shelf; for tables. */
export function shelfWords(state: ReservationState): string {
  return STATE_WORDS[state];
}
