/** What to do about one balance: the steps in VTEX Admin with the number to type, then the ERP's side. */
import type { BalanceStory } from '../ledger/diagnosis.js';
import type { Units } from '../ledger/records.js';
import { causeRemedy } from './causes.js';
import { count, counted, listed, units } from './numbers.js';
import { heading, item } from './page.js';
import { safe } from './safe.js';
import type { Surface } from './surface.js';
import { isSplit } from './why.js';
import { authorWords, orderName, orderWords, warehouseWords } from './words.js';

/** One balance with what a correction of it would do. */
export interface ExplainedBalance {
  readonly story: BalanceStory;
  /** False when writing the corrected count would change nothing. */
  readonly needsWriting: boolean;
  /** Units of pending orders that the writer's own count lacks. */
  readonly unitsToPutBack: Units;
}

/** The steps to take, in their order; none where nothing is to be done. */
export function adviceSteps(balance: ExplainedBalance, surface: Surface): string[] {
  return [
    ...adminSteps(balance, surface),
    ...erpSteps(balance),
    ...ghostSteps(balance.story),
    ...otherSteps(balance.story),
  ];
}

export function renderAdvice(balance: ExplainedBalance, surface: Surface): string | null {
  const steps = adviceSteps(balance, surface);
  if (steps.length === 0) return null;
  return [
    heading('What to do', surface),
    ...steps.map((text, index) => item(`${index + 1}.`, text, surface)),
  ].join('\n');
}

function adminSteps({ story, needsWriting }: ExplainedBalance, surface: Surface): string[] {
  if (story.corrected === null) return [];
  const isRight = story.earlyWriteOffs === 0 && story.lateWriteOffs === 0 && story.available >= 0;
  if (isRight) return [];
  if (!needsWriting) {
    if (isSplit(story)) return [`Leave the count at ${count(story.inStock)} for now.`];
    const right = story.confidence === 'proven' ? 'It is right' : 'It is right as far as the exports tell';
    return [
      `Leave the count at ${count(story.inStock)}. ${right}, and typing it again would change nothing.`,
    ];
  }
  const number = surface.colours.green.bold(count(story.corrected));
  const after = story.corrected - story.pending - story.ghosts - story.undetermined;
  const frees =
    story.acknowledged > 0
      ? ` The update also frees the ${units(story.acknowledged)} reserved for orders in Preparing Delivery${story.corrected === story.inStock ? ', which is why the number is worth saving although it stands there already' : ''}.`
      : '';
  const ghosts =
    story.ghosts + story.undetermined > 0 && after < story.availableItems
      ? `, and ${count(story.availableItems)} once the other reservations are cleared up`
      : '';
  return [
    `In VTEX Admin open Catalog > Inventory > Inventory management, search for SKU ${safe(story.sku)}, and find its row for warehouse ${warehouseWords(story)}. It should still show ${count(story.inStock)} under Last Update and ${count(story.reserved)} under Reserved; if not, export and scan again first.`,
    `Type ${number} in Update Count, check the preview and save.${frees} Available is ${count(after)} then${ghosts}.`,
  ];
}

function erpSteps({ story, needsWriting, unitsToPutBack }: ExplainedBalance): string[] {
  if (!needsWriting) return [];
  const early = story.reservations.filter((each) => each.takenOffAt !== null);
  const { notTakenOff } = story;
  const still =
    notTakenOff.length === 0
      ? []
      : [
          `In the ERP take off the units of the orders that left the shelf, if it still counts them: ${orderUnits(notTakenOff)}. Its next update would offer them again.`,
        ];
  if (early.length === 0) return still;
  const named = early.filter(({ order }) => order !== '');
  const again =
    named.length === 0
      ? ''
      : ` Already written off, and not to be written off a second time: ${orderUnits(named)}.`;
  if (unitsToPutBack === 0)
    return named.length === 0 ? still : [`In the ERP nothing need be put back.${again}`, ...still];
  const hands = story.notes.flatMap(({ code, values }) =>
    code === 'count-will-not-last' && values.candidates === undefined ? [String(values.author)] : [],
  );
  const writers = earlyWriters(story);
  if (writers.length > 0 && writers.every((author) => hands.includes(author))) {
    return [
      ...still,
      `If the ${units(unitsToPutBack)} ${unitsToPutBack === 1 ? 'was' : 'were'} taken off in the ERP too, put ${unitsToPutBack === 1 ? 'it' : 'them'} back there: its next update would overwrite your count.${again}`,
    ];
  }
  return [
    ...still,
    `In the ERP, or whatever sends the counts, look at its own count for this SKU: it is short by the same ${units(unitsToPutBack)}, and its next update would overwrite yours. Put ${unitsToPutBack === 1 ? 'it' : 'them'} back there, or let it send its count plus the pending orders.${again}`,
  ];
}

/** `v1 (2 units), v2 (1 unit) and 1,234 more`. */
function orderUnits(orders: readonly { readonly order: string; readonly units: Units }[]): string {
  return listed(
    orders.map((each) => `${orderName(each.order)} (${units(each.units)})`),
    8,
  );
}

function ghostSteps(story: BalanceStory): string[] {
  const ghosts = story.reservations.filter((each) => each.state === 'ghost');
  if (ghosts.length === 0) {
    return story.causes.some(({ code }) => code === 'ghost-reservation')
      ? [
          'Find the reservations of closed orders that still count (an inventory export with LockIds names them), and cancel them through the Logistics API. No count frees them.',
        ]
      : [];
  }
  const locks = ghosts.map((each) => safe(each.lockId ?? each.order));
  return [
    `Cancel the ${ghosts.length === 1 ? 'reservation of a closed order' : `${counted(ghosts.length, 'reservation')} of closed orders`} through the Logistics API (POST /api/logistics/pvt/inventory/reservations/{lockId}/cancel): ${orderWords(locks, 6)}. No count frees ${ghosts.length === 1 ? 'it' : 'them'}.`,
  ];
}

const WITH_STEPS_OF_THEIR_OWN: ReadonlySet<string> = new Set(['early-write-off', 'ghost-reservation']);
/** How the steps that ask for a count of the shelf begin. */
const COUNT = 'Count the shelf';
/** What to do about these is to count the shelf, and that has been done. */
const SETTLED_BY_A_COUNT: ReadonlySet<string> = new Set(['manual-edit', 'negative-count', 'unexplained']);

/** Whether one of the steps is to count the shelf. */
export function isToCount(story: BalanceStory): boolean {
  return !story.unlimited && otherSteps(story).some((step) => step.startsWith(COUNT));
}

function otherSteps(story: BalanceStory): string[] {
  const steps: string[] = [];
  for (const cause of story.causes) {
    if (WITH_STEPS_OF_THEIR_OWN.has(cause.code)) continue;
    if (story.counted !== null && SETTLED_BY_A_COUNT.has(cause.code)) continue;
    if (cause.code === 'late-write-off' && story.counted !== null && story.notTakenOff.length === 0) continue;
    // Without an order to buy in for or to cancel, a count below nothing is the shelf's to settle.
    if (cause.code === 'oversold' && story.unserved.length === 0) {
      if (story.counted === null) steps.push(`${COUNT}.`);
      continue;
    }
    if (cause.code === 'oversold' && isSplit(story)) {
      steps.push(
        'If units are still missing once the two are merged, buy them in, or cancel the orders named.',
      );
      continue;
    }
    steps.push(causeRemedy(cause));
    if (cause.code === 'oversold') steps.push(...unblockSteps(story));
  }
  steps.push(...lastingSteps(story));
  const once = [...new Set(steps)];
  // One reason to count the shelf says enough.
  const counts = once.filter((step) => step.startsWith(COUNT));
  const [counting] = counts.sort((a, b) => b.length - a.length);
  return once.filter((step) => !step.startsWith(COUNT) || step === counting);
}

/** So that no new early write-offs follow: who is to change what. Nothing where it was changed already. */
function lastingSteps(story: BalanceStory): string[] {
  const early = story.reservations.filter((each) => each.takenOffAt !== null);
  if (!story.causes.some((cause) => cause.code === 'early-write-off')) return [];
  if (story.counted !== null && early.length === 0) return [];
  if (story.basis === 'orders-only') {
    if (story.reserved <= 0)
      return ['Find out who lowers this count, and why: the inventory updates show it.'];
    return [
      'Find out who lowers this count, and when: the usual cause is a writer that takes units off before an order is in Preparing Delivery. The inventory updates show it.',
    ];
  }
  const mended = new Set(
    story.notes.flatMap((note) => (note.code === 'trigger-mended' ? [note.values.author] : [])),
  );
  const writers = earlyWriters(story);
  // Nothing but a reservation of an unknown order, and no update that took it off: too little to blame a writer.
  if (writers.length === 0 && early.every((each) => each.state === 'undetermined')) return [];
  const left = writers.filter((author) => !mended.has(author));
  if (left.length === 0 && mended.size > 0) return [];
  const who = left.length === 0 || left.includes('') ? 'the writer' : listed(left.map(authorWords), 3);
  return [
    `So that it does not come back: have ${who} take units off only once an order is in Preparing Delivery.`,
  ];
}

/** Who took off what is still reserved; an empty text stands for an update without an author. */
function earlyWriters({ reservations, updates }: BalanceStory): string[] {
  const orders = new Set(reservations.flatMap((each) => (each.takenOffAt === null ? [] : [each.order])));
  const theirs = updates.filter(({ takenOff }) =>
    takenOff.some((taken) => taken.early && orders.has(taken.order)),
  );
  return [...new Set(theirs.map(({ author }) => author ?? ''))];
}

function unblockSteps(story: BalanceStory): string[] {
  if (story.unblocked === null || story.unblocked === story.corrected) return [];
  return [
    `To let other warehouses sell the SKU meanwhile, ${count(story.unblocked)} can be typed instead: available is 0 then. Correct the balance again after each of those orders is cancelled; units bought in are already in that number.`,
  ];
}
