/** The page of an examination: what is sound and what is not, how sure the counts are, and what is missing. */
import type { Confidence } from '../ledger/diagnosis.js';
import type { Evidence } from '../ledger/index.js';
import type { DatabaseHealth } from '../store/health.js';
import { counted, grouped } from './numbers.js';
import { heading, item, paragraph, sections } from './page.js';
import { safe } from './safe.js';
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

/** @param needed the oldest that serves, where this one is too old; else null */
export function nodeCheck(version: string, needed: number | null): Check {
  return {
    name: 'node',
    state: needed === null ? 'good' : 'bad',
    message: `Node.js ${version}${needed === null ? '' : `: too old, ${needed} or later is needed`}`,
  };
}

export function sqliteCheck(version: string): Check {
  return { name: 'sqlite', state: 'good', message: `SQLite ${version}` };
}

export function databaseCheck(path: string, health: DatabaseHealth): Check {
  const check = (state: Check['state'], words: string): Check => ({
    name: 'database',
    state,
    message: `Database ${safe(path)}: ${words}`,
  });
  switch (health.is) {
    case 'healthy':
      return check('good', 'sound');
    case 'missing':
      return check('attention', 'none yet. invfix scan PATH makes it.');
    case 'older':
      return check('attention', 'written by an older invfix. invfix scan PATH builds it anew.');
    case 'foreign':
      return check('bad', 'not a database of invfix. Name another with --db FILE.');
    case 'newer':
      return check('bad', 'written by a newer invfix. Update invfix, or name another with --db FILE.');
    case 'damaged':
      return check(
        'bad',
        `damaged (${safe(health.what)}). invfix doctor --repair${health.paths.length > 0 ? '' : ' PATH'} builds it anew from the exports.`,
      );
  }
}

export function permissionsCheck(path: string): Check {
  return {
    name: 'permissions',
    state: 'attention',
    message: `Others on this machine can read ${safe(path)}, which tells what the store has: chmod 600 ${safe(path)}`,
  };
}

export function exportsCheck(path: string, isThere: boolean): Check {
  return {
    name: 'exports',
    state: isThere ? 'good' : 'attention',
    message: isThere
      ? `Exports in ${safe(path)}: still there`
      : `Exports in ${safe(path)}: no longer there, so the database could not be built anew from them`,
  };
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
