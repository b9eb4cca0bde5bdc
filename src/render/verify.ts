/** The page of a verification: how many corrections hold, which do not, by whose writes, and what to do. */
import type { BalanceStory } from '../ledger/diagnosis.js';
import { FIX_STATES, type FixedBalance, type FixOutcome, type FixState } from '../ledger/index.js';
import type { Moment } from '../ledger/records.js';
import type { FixRecord } from '../store/reading.js';
import { WIDE } from './balances.js';
import { fixWords } from './history.js';
import { count, counted, grouped, listed, units } from './numbers.js';
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

const STATE_WORDS: Readonly<Record<FixState, string>> = {
  holds: 'holds',
  'not-in': 'not in VTEX',
  overwritten: 'overwritten',
  negative: 'negative again',
  understated: 'withholding units again',
  overstated: 'offering units that are gone',
  unknown: 'not to be told',
};

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
  const moment = exportedAt === null ? 'an unknown moment' : exportMoment(exportedAt, exportedBefore);
  return [
    heading(`Checked against the inventory of ${moment}`, surface),
    ...(shown.length < fixes.length
      ? [surface.colours.dim(`  ${grouped(fixes.length - shown.length)} earlier fixes`)]
      : []),
    ...shown.map((fix) => item(surface.symbols.bullet, fixWords(fix), surface)),
  ].join('\n');
}

function totals({ counts, balances }: VerifyPage, surface: Surface): string {
  const { colours } = surface;
  const all = balances.length;
  if (counts.holds === all) {
    const which = all === 1 ? 'The corrected balance holds' : `All ${grouped(all)} corrected balances hold`;
    return paragraph(
      colours.green(`${which}: the count is in, and nothing is taken off too early since.`),
      surface,
      '',
    );
  }
  const others = (Object.keys(STATE_WORDS) as FixState[]).flatMap((state) =>
    state === 'holds' || counts[state] === 0 ? [] : [`${grouped(counts[state])} ${STATE_WORDS[state]}`],
  );
  return paragraph(
    `${grouped(counts.holds)} of ${counted(all, 'corrected balance')} ${counts.holds === 1 ? 'holds' : 'hold'}; ${colours.red(listed(others))}.`,
    surface,
    '',
  );
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
        heading(`${capital(STATE_WORDS[state])}: ${counted(rows.length, 'balance')}`, surface),
        ...(shown.length > 0 ? [renderTable(columnsFor(state, surface), shown, surface)] : []),
        ...(hidden > 0 ? [surface.colours.dim(`  and ${grouped(hidden)} more; --verbose shows all`)] : []),
      ].join('\n'),
    ];
  });
  return sections(tables);
}

function columnsFor(state: FixState, { colours, columns }: Surface): Column<VerifiedBalance>[] {
  const wide = columns >= WIDE;
  const common: Column<VerifiedBalance>[] = [
    { title: 'SKU', text: ({ fixed }) => safe(fixed.sku), shorten: 'middle' },
    {
      title: wide ? 'Warehouse' : 'Whse',
      text: ({ fixed }) => safe(fixed.warehouse),
      shorten: 'middle',
      minimum: 5,
    },
    { title: 'Fixed to', align: 'right', text: ({ fixed }) => count(fixed.count) },
    { title: 'In stock', align: 'right', text: ({ story }) => (story ? count(story.inStock) : '') },
    {
      title: 'Available',
      align: 'right',
      text: ({ story }) => (story ? count(story.available) : ''),
      paint: (text, { story }) => ((story?.available ?? 0) < 0 ? colours.red(text) : text),
    },
  ];
  if (state === 'overwritten' || state === 'negative' || state === 'understated') {
    return [
      ...common,
      { title: 'Taken off', text: takenOff, shorten: 'middle', minimum: 14 },
      ...(wide ? [{ title: 'At (UTC)', text: ({ outcome }: VerifiedBalance) => momentOf(outcome) }] : []),
      { title: 'By', text: writtenBy, shorten: 'middle', minimum: 8 },
    ];
  }
  return [...common, { title: 'Why', text: reasonOf, shorten: 'end', minimum: 20 }];
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
  if (story === undefined) return 'the exports do not have it';
  const { state, instead } = outcome;
  if (state === 'unknown') return 'another count, and no log tells whose';
  if (state === 'overstated') return `${units(story.lateWriteOffs)} left the shelf and still count`;
  if (instead !== null) {
    return `${authorWords(instead.author)} wrote ${instead.after} at ${minute(instead.at)}`;
  }
  return fixed.count === fixed.inStock
    ? 'what it was to drop still counts as reserved'
    : 'the former count stands there';
}

function capital(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
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
  const sentences = [...byAuthor].map(
    ([author, { orders, units: taken, again, first }]) =>
      `${author} took off ${units(taken)} of ${counted(new Set(orders).size, 'order')} before Preparing Delivery, first at ${minute(first)} UTC: ${orderWords([...new Set(orders)])}.${again > 0 ? ` In ${counted(again, 'update')} it took off again what the fix had put right: its own total still lacks those units.` : ''}`,
  );
  return [
    heading('By whose write-offs', surface),
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
  const steps: string[] = [];
  if (missing.some(({ fixed }) => fixed.count === fixed.inStock)) {
    steps.push(
      'What it was to drop still counts as reserved: if the fix was uploaded, VTEX has refused a count that changes nothing, and those reservations are of orders that closed without Preparing Delivery. Scan again: explain names them, to be cancelled through the Logistics API.',
    );
  }
  if (counts['not-in'] > 0) {
    steps.push(
      `Not in VTEX: upload ${files.length === 0 ? 'the fix' : listed(files, 3)} if that was not done, and look for rows that VTEX refused. Counts that are some hours old are better computed anew: invfix correct --write FILE.`,
    );
  }
  if (counts.overwritten + counts.negative + counts.understated > 0) {
    steps.push(
      'Taken off again: put the units back in the ERP as the file for the ERP beside the fix lists them, have units taken off only once an order is in Preparing Delivery, and write the counts again: invfix correct --write FILE.',
    );
  }
  if (counts.overstated > 0) {
    steps.push('Offers lost units: invfix correct --overstated --write FILE takes them out.');
  }
  if (counts.unknown > 0) {
    steps.push('Cannot be told: scan the inventory updates as well, and an inventory that has the balance.');
  }
  if (steps.length === 0) return null;
  return [
    heading('What to do', surface),
    ...steps.map((step) => item(surface.symbols.bullet, step, surface)),
  ].join('\n');
}
