/** The formula of one balance with every term, what it is, and where it comes from. */
import type { BalanceStory, ReservationState } from '../ledger/diagnosis.js';
import { count, counted, listed, units } from './numbers.js';
import { heading, paragraph } from './page.js';
import type { Surface } from './surface.js';
import { displayWidth, padEnd, padStart, wrap } from './width.js';

/** A source with less room than this stands on a line of its own. */
const NARROWEST_SOURCE = 20;

interface Term {
  readonly sign: ' ' | '+' | '-' | '=';
  readonly name: string;
  readonly value: number;
  readonly source: string;
  readonly strong?: boolean;
}

/** The sum, term by term. */
export function renderSum(story: BalanceStory, surface: Surface): string {
  const terms = [...itemsTerms(story), ...countTerms(story)];
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
  return [heading('The sum', surface), paragraph(reservedSplit(story), surface), '', ...lines].join('\n');
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
      source: story.notTakenOff.length > 0 ? `${counted(story.notTakenOff.length, 'order')}, see below` : '',
    },
  ];
  const rest = story.availableItems - (story.available + story.earlyWriteOffs - story.lateWriteOffs);
  if (rest !== 0) {
    terms.push({
      sign: rest > 0 ? '+' : '-',
      name: story.basis === 'counted' ? 'Found by the physical count' : 'Not known to be there',
      value: Math.abs(rest),
      source:
        story.basis === 'counted'
          ? 'what the shelf held beyond what the updates explain'
          : 'left out to be safe',
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
    ...(unnamed > 0 ? [`${units(unnamed)} for orders that cannot be named`] : []),
  ]);
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
