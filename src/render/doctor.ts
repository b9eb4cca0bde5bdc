/** The page of an examination: what is sound and what is not, how sure the counts are, and what is missing. */
import type { Confidence } from '../ledger/diagnosis.js';
import type { Evidence } from '../ledger/index.js';
import { counted, grouped } from './numbers.js';
import { heading, item, paragraph, sections } from './page.js';
import type { Surface } from './surface.js';

/** One thing that was looked at. */
export interface Check {
  readonly name: 'node' | 'sqlite' | 'database' | 'permissions' | 'exports';
  readonly state: 'good' | 'attention' | 'bad';
  /** Safe to show. */
  readonly message: string;
}

/** How sure the counts that need correcting are. */
export interface Certainty extends Readonly<Record<Confidence, number>> {
  /** How many that are not proven were looked at for what is missing. */
  readonly lookedAt: number;
  /** What is missing: for how many of them, and for how many nothing else is. */
  readonly missing: readonly {
    readonly evidence: Evidence;
    readonly balances: number;
    readonly alone: number;
  }[];
}

const EVIDENCE_WORDS: Readonly<Record<Evidence, string>> = {
  updates:
    'The inventory updates of these balances, whole and back to before their oldest open order (Inventory management, a click on the number under Last Update; or VTEX Data Pipeline)',
  locks: 'An inventory export with LockIds, which says whose reservations count',
  orders:
    'Orders exported right after the inventory, with a date filter that reaches back to the oldest open order',
  moment: 'When the inventory was exported: in the file’s name, or with --exported-at',
  warehouses:
    'In which warehouse each order was reserved: the reservations or the single orders, saved from the API',
  kits: 'A list of the kits (KitSkuId;SkuId;Quantity)',
  feed: 'The orders feed, which says to the minute when each order entered Preparing Delivery; or a count of the shelf',
};

export function renderDoctor(
  checks: readonly Check[],
  certainty: Certainty | null,
  surface: Surface,
): string {
  return sections([
    checks.map((check) => item(signOf(check, surface), check.message, surface, '')).join('\n'),
    certainty === null ? null : renderCertainty(certainty, surface),
  ]);
}

function signOf({ state }: Check, { colours, symbols }: Surface): string {
  if (state === 'good') return colours.green(symbols.unicode ? '✓' : 'ok');
  if (state === 'attention') return colours.yellow('!');
  return colours.red(symbols.unicode ? '✗' : 'x');
}

function renderCertainty(
  { proven, likely, assumed, lookedAt, missing }: Certainty,
  surface: Surface,
): string {
  const all = proven + likely + assumed;
  if (all === 0) return paragraph('Nothing needs correcting, so nothing need be surer.', surface, '');
  const unsure = likely + assumed;
  const first = `Of ${counted(all, 'balance')} that ${all === 1 ? 'needs' : 'need'} correcting ${grouped(proven)} ${proven === 1 ? 'is' : 'are'} proven, ${grouped(likely)} likely and ${grouped(assumed)} assumed.`;
  if (unsure === 0) return paragraph(`${first} No export would make them surer.`, surface, '');
  const few = lookedAt < unsure ? ` (of the ${grouped(lookedAt)} worst)` : '';
  return [
    heading('How sure the counts are', surface),
    paragraph(first, surface),
    paragraph(`What would make them surer${few}:`, surface),
    ...missing.map(({ evidence, balances, alone }) =>
      item(
        surface.symbols.bullet,
        `${EVIDENCE_WORDS[evidence]}: ${counted(balances, 'balance')}${alone > 0 ? `, ${alone === balances ? (alone === 1 ? 'which lacks' : 'which lack') : `${grouped(alone)} of which ${alone === 1 ? 'lacks' : 'lack'}`} nothing else and could be proven by it` : ''}.`,
        surface,
      ),
    ),
  ].join('\n');
}
