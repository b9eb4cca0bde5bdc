/** The balances a fix wrote, as the last scan has them: what verify and undo look at. */
import { UserError } from '../errors.js';
import type { BalanceStory } from '../ledger/diagnosis.js';
import { type BalanceLines, linesOfBalances } from '../ledger/lines.js';
import { damagedWords } from '../render/history.js';
import { paragraph } from '../render/page.js';
import { type FixRecord, type RememberedBalance, Store } from '../store/reading.js';
import { words } from '../words/index.js';
import type { Context } from './context.js';
import { storiesOf } from './told.js';

/** A fixed balance and its story now; undefined where the exports do not have it. */
export interface FixedStory {
  readonly fixed: RememberedBalance;
  readonly story: BalanceStory | undefined;
  /** Its lines; made when they are asked for. */
  lines(): BalanceLines | undefined;
}

/** In the order given; balances of one SKU that follow each other are read once. */
export function* fixedStories(store: Store, balances: Iterable<RememberedBalance>): Generator<FixedStory> {
  let sku: string | null = null;
  let stories: readonly BalanceStory[] = [];
  let linesOfSku = (): readonly BalanceLines[] => [];
  for (const fixed of balances) {
    if (fixed.sku !== sku) {
      sku = fixed.sku;
      const records = store.sku(sku);
      stories = records === null ? [] : storiesOf(store, records);
      let made: readonly BalanceLines[] | null = null;
      linesOfSku = () => {
        made ??= records === null ? [] : linesOfBalances(records, store.coverage());
        return made;
      };
    }
    const linesNow = linesOfSku;
    yield {
      fixed,
      story: stories.find(({ warehouse }) => warehouse === fixed.warehouse),
      lines: () => linesNow().find(({ balance }) => balance.warehouse === fixed.warehouse),
    };
  }
}

/** Whether the last scan's exports may have been made after those of a fix: only then can they show what became of it. */
export function areExportsNewer(store: Store, fix: FixRecord): boolean {
  if ((store.scanRecords().at(-1)?.id ?? 0) <= fix.scan) return false;
  const scan = store.scan();
  const latest = scan.exportedBefore ?? scan.exportedAt;
  return latest === null || fix.exportedAt === null || latest > fix.exportedAt;
}

/** @throws UserError when there is none */
export function fixesOf(store: Store): readonly [FixRecord, ...FixRecord[]] {
  const [first, ...others] = store.fixRecords();
  if (first !== undefined) return [first, ...others];
  throw new UserError(...words().fix.noneWritten());
}

/**
 * Before anything is scanned for them.
 * @throws UserError when no fix was written from the database, or it cannot be read
 */
export function refuseWithoutFixes(database: string): void {
  const store = Store.open(database);
  try {
    fixesOf(store);
  } finally {
    store.close();
  }
}

/** The exports are those a fix was made from, or older. */
export function exportsTooOld(command: string): UserError {
  return new UserError(...words().fix.exportsTooOld(command));
}

/** Says of which fixes some counts were lost when a scan replaced a damaged database. */
export function warnOfDamagedFixes(fixes: readonly FixRecord[], context: Context): void {
  for (const fix of fixes) {
    const damage = damagedWords(fix);
    if (damage !== null) context.warn(paragraph(damage, context.errors, ''));
  }
}
