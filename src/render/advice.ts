/** What to do about one balance: the steps in VTEX Admin with the number to type, then the ERP's side. */
import type { BalanceStory, CauseCode } from '../ledger/diagnosis.js';
import type { Units } from '../ledger/records.js';
import { words } from '../words/index.js';
import { causeRemedy } from './causes.js';
import { count, listed, units } from './numbers.js';
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
    heading(words().advice.heading, surface),
    ...steps.map((text, index) => item(`${index + 1}.`, text, surface)),
  ].join('\n');
}

function adminSteps({ story, needsWriting }: ExplainedBalance, surface: Surface): string[] {
  if (story.corrected === null) return [];
  const isRight = story.earlyWriteOffs === 0 && story.lateWriteOffs === 0 && story.available >= 0;
  if (isRight) return [];
  const texts = words().advice;
  if (!needsWriting) {
    if (isSplit(story)) return [texts.leaveForNow(story.inStock)];
    return [texts.leave({ count: story.inStock, proven: story.confidence === 'proven' })];
  }
  const after = story.corrected - story.pending - story.ghosts - story.undetermined;
  const others = story.ghosts + story.undetermined > 0 && after < story.availableItems;
  return [
    texts.findRow({
      sku: safe(story.sku),
      warehouse: warehouseWords(story),
      inStock: story.inStock,
      reserved: story.reserved,
    }),
    [
      texts.type(surface.colours.green.bold(count(story.corrected))),
      ...(story.acknowledged > 0
        ? [
            texts.frees({
              units: story.acknowledged,
              standsAlready: story.corrected === story.inStock,
            }),
          ]
        : []),
      texts.availableThen({ available: after, cleared: others ? story.availableItems : null }),
    ].join(' '),
  ];
}

function erpSteps({ story, needsWriting, unitsToPutBack }: ExplainedBalance): string[] {
  if (!needsWriting) return [];
  const texts = words().advice;
  const early = story.reservations.filter((each) => each.takenOffAt !== null);
  const { notTakenOff } = story;
  const still = notTakenOff.length === 0 ? [] : [texts.takeOffInErp(orderUnits(notTakenOff))];
  if (early.length === 0) return still;
  const named = early.filter(({ order }) => order !== '');
  const again = named.length === 0 ? [] : [texts.writtenOffAlready(orderUnits(named))];
  if (unitsToPutBack === 0)
    return named.length === 0 ? still : [[texts.nothingToPutBack, ...again].join(' '), ...still];
  const hands = story.notes.flatMap(({ code, values }) =>
    code === 'count-will-not-last' && values.candidates === undefined ? [String(values.author)] : [],
  );
  const writers = earlyWriters(story);
  const byHand = writers.length > 0 && writers.every((author) => hands.includes(author));
  const putBack = byHand ? texts.putBackIfTakenOff(unitsToPutBack) : texts.putBack(unitsToPutBack);
  return [...still, [putBack, ...again].join(' ')];
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
    return story.causes.some(({ code }) => code === 'ghost-reservation') ? [words().advice.findGhosts] : [];
  }
  const locks = ghosts.map((each) => safe(each.lockId ?? each.order));
  return [words().advice.cancelGhosts({ reservations: ghosts.length, locks: orderWords(locks, 6) })];
}

const WITH_STEPS_OF_THEIR_OWN: ReadonlySet<string> = new Set(['early-write-off', 'ghost-reservation']);

/** One of the steps after those in VTEX Admin and the ERP. */
interface Step {
  readonly text: string;
  /** How much it says of why to count the shelf; 0 where it does not ask for a count. */
  readonly counting: number;
}

/** The causes whose step is to count the shelf. */
const COUNTING: Readonly<Partial<Record<CauseCode, number>>> = {
  'negative-count': 1,
  unexplained: 2,
  'manual-edit': 3,
};
/** What to do about these is to count the shelf, and that has been done. */
const SETTLED_BY_A_COUNT: ReadonlySet<string> = new Set(['manual-edit', 'negative-count', 'unexplained']);

/** Whether one of the steps is to count the shelf. */
export function isToCount(story: BalanceStory): boolean {
  return !story.unlimited && stepsOfCauses(story).some((step) => step.counting > 0);
}

function otherSteps(story: BalanceStory): string[] {
  return stepsOfCauses(story).map(({ text }) => text);
}

function stepsOfCauses(story: BalanceStory): Step[] {
  const steps: Step[] = [];
  const push = (text: string, counting = 0): void => {
    if (!steps.some((step) => step.text === text)) steps.push({ text, counting });
  };
  for (const cause of story.causes) {
    if (WITH_STEPS_OF_THEIR_OWN.has(cause.code)) continue;
    if (story.counted !== null && SETTLED_BY_A_COUNT.has(cause.code)) continue;
    if (cause.code === 'late-write-off' && story.counted !== null && story.notTakenOff.length === 0) continue;
    // Without an order to buy in for or to cancel, a count below nothing is the shelf's to settle.
    if (cause.code === 'oversold' && story.unserved.length === 0) {
      if (story.counted === null) push(words().advice.countShelf, 1);
      continue;
    }
    if (cause.code === 'oversold' && isSplit(story)) {
      push(words().advice.afterMerging);
      continue;
    }
    push(causeRemedy(cause), COUNTING[cause.code]);
    if (cause.code === 'oversold') for (const text of unblockSteps(story)) push(text);
  }
  for (const text of lastingSteps(story)) push(text);
  // One reason to count the shelf says enough.
  const [telling] = steps.filter(({ counting }) => counting > 0).sort((a, b) => b.counting - a.counting);
  return steps.filter((step) => step.counting === 0 || step === telling);
}

/** So that no new early write-offs follow: who is to change what. Nothing where it was changed already. */
function lastingSteps(story: BalanceStory): string[] {
  const early = story.reservations.filter((each) => each.takenOffAt !== null);
  if (!story.causes.some((cause) => cause.code === 'early-write-off')) return [];
  if (story.counted !== null && early.length === 0) return [];
  if (story.basis === 'orders-only') {
    return [story.reserved <= 0 ? words().advice.findOutWho : words().advice.findOutWhen];
  }
  const mended = new Set(
    story.notes.flatMap((note) => (note.code === 'trigger-mended' ? [note.values.author] : [])),
  );
  const writers = earlyWriters(story);
  // Nothing but a reservation of an unknown order, and no update that took it off: too little to blame a writer.
  if (writers.length === 0 && early.every((each) => each.state === 'undetermined')) return [];
  const left = writers.filter((author) => !mended.has(author));
  if (left.length === 0 && mended.size > 0) return [];
  const named = left.length > 0 && !left.includes('');
  return [words().advice.lasting(named ? listed(left.map(authorWords), 3) : words().advice.theWriter)];
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
  return [words().advice.unblock(story.unblocked)];
}
