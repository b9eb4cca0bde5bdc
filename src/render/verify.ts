/** The page of a verification: how many corrections hold, which do not, by whose writes, and what to do. */
import type { BalanceStory } from '../ledger/diagnosis.js';
import { FIX_STATES, type FixedBalance, type FixOutcome, type FixState } from '../ledger/index.js';
import type { Moment } from '../ledger/records.js';
import type { FixRecord } from '../store/reading.js';
import { words } from '../words/index.js';
import { WIDE } from './balances.js';
import { fixWords } from './history.js';
import { count, listed } from './numbers.js';
import { heading, item, paragraph, sections } from './page.js';
import { safe } from './safe.js';
import type { Surface } from './surface.js';
import { type Column, renderTable } from './table.js';
import { exportMoment, minute } from './times.js';
import { authorWords, orderWords } from './words.js';

/** A balance that was fixed, and what became of it. */
export interface VerifiedBalance {
  readonly fix: FixRecord;
  readonly fixed: FixedBalance;
  /** Undefined where the exports do not have it. */
  readonly story: BalanceStory | undefined;
  readonly outcome: FixOutcome;
}

export interface VerifyPage {
  readonly exportedAt: Moment | null;
  readonly exportedBefore: Moment | null;
  /** Those that some balance was last fixed by. */
  readonly fixes: readonly FixRecord[];
  readonly counts: Readonly<Record<FixState, number>>;
  readonly balances: readonly VerifiedBalance[];
}

const FIRST_FIXES = 5;

/** @param most rows of the table */
export function renderVerify(page: VerifyPage, most: number, surface: Surface): string {
  const wrong = page.balances.filter(({ outcome }) => outcome.state !== 'holds');
  return sections([
    introduction(page, surface),
    totals(page, surface),
    wrongTables(wrong, most, surface),
    spoilers(wrong, surface),
    nextSteps(page, wrong, surface),
  ]);
}

function introduction({ fixes, exportedAt, exportedBefore }: VerifyPage, surface: Surface): string {
  const shown = fixes.slice(-FIRST_FIXES);
  const { verify, fix } = words();
  const moment = exportedAt === null ? fix.unknownMoment : exportMoment(exportedAt, exportedBefore);
  return [
    heading(verify.checked(moment), surface),
    ...(shown.length < fixes.length
      ? [surface.colours.dim(`  ${verify.earlierFixes(fixes.length - shown.length)}`)]
      : []),
    ...shown.map((each) => item(surface.symbols.bullet, fixWords(each), surface)),
  ].join('\n');
}

function totals({ counts, balances }: VerifyPage, surface: Surface): string {
  const { colours } = surface;
  const { allHold, someHold, inState } = words().verify;
  const all = balances.length;
  if (counts.holds === all) return paragraph(colours.green(allHold(all)), surface, '');
  const states = FIX_STATES.flatMap((state) =>
    state === 'holds' || counts[state] === 0 ? [] : [inState[state](counts[state])],
  );
  const others = colours.red(listed(states));
  return paragraph(someHold({ hold: counts.holds, all, others }), surface, '');
}

/** One table for each state there is, of so many rows in all. */
function wrongTables(wrong: readonly VerifiedBalance[], most: number, surface: Surface): string {
  let left = most;
  const tables = FIX_STATES.flatMap((state) => {
    const rows = wrong.filter(({ outcome }) => outcome.state === state);
    if (rows.length === 0) return [];
    const shown = rows.slice(0, Math.max(left, 0));
    left -= shown.length;
    const hidden = rows.length - shown.length;
    return [
      [
        heading(words().verify.headings[state](rows.length), surface),
        ...(shown.length > 0 ? [renderTable(columnsFor(state, surface), shown, surface)] : []),
        ...(hidden > 0 ? [surface.colours.dim(`  ${words().fix.more(hidden)}`)] : []),
      ].join('\n'),
    ];
  });
  return sections(tables);
}

function columnsFor(state: FixState, { colours, columns }: Surface): Column<VerifiedBalance>[] {
  const wide = columns >= WIDE;
  const {
    verify,
    fix: { titles },
  } = words();
  const common: Column<VerifiedBalance>[] = [
    { title: titles.sku, text: ({ fixed }) => safe(fixed.sku), shorten: 'middle' },
    {
      title: wide ? titles.warehouse : titles.warehouseShort,
      text: ({ fixed }) => safe(fixed.warehouse),
      shorten: 'middle',
      minimum: 5,
    },
    { title: titles.fixedTo, align: 'right', text: ({ fixed }) => count(fixed.count) },
    { title: titles.inStock, align: 'right', text: ({ story }) => (story ? count(story.inStock) : '') },
    {
      title: wide ? titles.available : titles.availableShort,
      align: 'right',
      text: ({ story }) => (story ? count(story.available) : ''),
      paint: (text, { story }) => ((story?.available ?? 0) < 0 ? colours.red(text) : text),
    },
  ];
  if (state === 'overwritten' || state === 'negative' || state === 'understated') {
    return [
      ...common,
      { title: verify.takenOff, text: takenOff, shorten: 'middle', minimum: 14 },
      ...(wide ? [{ title: verify.at, text: ({ outcome }: VerifiedBalance) => momentOf(outcome) }] : []),
      { title: verify.by, text: writtenBy, shorten: 'middle', minimum: 8 },
    ];
  }
  return [...common, { title: verify.why, text: reasonOf, shorten: 'end', minimum: 20 }];
}

function takenOff({ outcome, story }: VerifiedBalance): string {
  const orders = [...new Set(outcome.spoilings.flatMap((each) => each.orders.map(({ order }) => order)))];
  const [first, ...others] = orders;
  if (first === undefined) return story?.causes[0]?.code ?? '';
  return `${safe(first)}${others.length > 0 ? ` +${others.length}` : ''}`;
}

function momentOf({ spoilings: [first] }: FixOutcome): string {
  return first === undefined ? '' : minute(first.at);
}

function writtenBy({ outcome: { spoilings } }: VerifiedBalance): string {
  return listed([...new Set(spoilings.map(({ author }) => authorWords(author)))], 2);
}

function reasonOf({ fixed, story, outcome }: VerifiedBalance): string {
  const { verify } = words();
  if (story === undefined) return verify.notInExports;
  const { state, instead } = outcome;
  if (state === 'unknown') return verify.anotherCount;
  if (state === 'overstated') return verify.leftTheShelf(story.lateWriteOffs);
  if (instead !== null) {
    return verify.wroteInstead({
      author: authorWords(instead.author),
      count: instead.after,
      at: minute(instead.at),
    });
  }
  return fixed.count === fixed.inStock ? verify.stillReserved : verify.formerCount;
}

/** Who took orders off too early since, whose and when. */
function spoilers(wrong: readonly VerifiedBalance[], surface: Surface): string | null {
  const byAuthor = new Map<string, { orders: string[]; units: number; again: number; first: Moment }>();
  for (const { outcome } of wrong) {
    for (const { author, at, orders, isAgain } of outcome.spoilings) {
      const name = authorWords(author);
      const one = byAuthor.get(name) ?? { orders: [], units: 0, again: 0, first: at };
      one.orders.push(...orders.map(({ order }) => order));
      one.units += orders.reduce((sum, order) => sum + order.units, 0);
      one.again += isAgain ? 1 : 0;
      one.first = Math.min(one.first, at);
      byAuthor.set(name, one);
    }
  }
  if (byAuthor.size === 0) return null;
  const sentences = [...byAuthor].map(([author, { orders, units, again, first }]) =>
    words().verify.tookOff({
      author,
      units,
      orders: new Set(orders).size,
      first: minute(first),
      which: orderWords([...new Set(orders)]),
      again,
    }),
  );
  return [
    heading(words().verify.byWhom, surface),
    ...sentences.map((text) => item(surface.symbols.bullet, text, surface)),
  ].join('\n');
}

function nextSteps(
  { counts }: VerifyPage,
  wrong: readonly VerifiedBalance[],
  surface: Surface,
): string | null {
  const missing = wrong.filter(({ outcome }) => outcome.state === 'not-in');
  const files = [...new Set(missing.flatMap(({ fix }) => (fix.path === '-' ? [] : [safe(fix.path)])))];
  const { verify } = words();
  const steps: string[] = [];
  if (missing.some(({ fixed }) => fixed.count === fixed.inStock)) steps.push(verify.refused);
  if (counts['not-in'] > 0) steps.push(verify.notIn(files.length === 0 ? null : listed(files, 3)));
  if (counts.overwritten + counts.negative + counts.understated > 0) steps.push(verify.takenOffAgain);
  if (counts.overstated > 0) steps.push(verify.offersLost);
  if (counts.unknown > 0) steps.push(verify.cannotBeTold);
  if (steps.length === 0) return null;
  return [
    heading(verify.whatToDo, surface),
    ...steps.map((step) => item(surface.symbols.bullet, step, surface)),
  ].join('\n');
}
