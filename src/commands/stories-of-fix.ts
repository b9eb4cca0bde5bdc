/** What the stories behind a fix tell besides its counts: the ERP's side of it, and what verify and undo will go by. */
import type { ErpRow } from '../fixes/index.js';
import {
  type Correction,
  diagnoseSku,
  type FixedBalance,
  fixedBalance,
  ordersWrittenOff,
  unitsToPutBack,
} from '../ledger/index.js';
import type { Store } from '../store/reading.js';
import type { CountedBalances } from './counting.js';
import { storiesOf } from './told.js';

export interface BehindFix {
  /** What a writer has taken off already, and what of it is still on the shelf; each balance's oldest order first. */
  readonly writtenOff: readonly ErpRow[];
  /** Each balance as it is now, with the count the fix gives it; empty where the fix is not to be remembered. */
  readonly fixed: readonly FixedBalance[];
}

/** In the order of the corrections. */
export function behindFix(
  store: Store,
  counted: CountedBalances | null,
  corrections: readonly Correction[],
  isRemembered: boolean,
): BehindFix {
  const writtenOff: ErpRow[] = [];
  const fixed: FixedBalance[] = [];
  for (const { balance, count } of corrections) {
    if (balance.earlyWriteOffs === 0 && !isRemembered) continue;
    const records = (counted ?? store).sku(balance.sku);
    if (records === null) continue;
    const stories =
      counted === null ? storiesOf(store, records) : diagnoseSku(records, store.habits(), store.coverage());
    const story = stories.find(({ warehouse }) => warehouse === balance.warehouse);
    if (story === undefined) continue;
    for (const reservation of story.reservations) {
      const alone = { ...story, reservations: [reservation] };
      for (const order of ordersWrittenOff(alone)) {
        writtenOff.push({ ...order, unitsToPutBack: unitsToPutBack(alone) });
      }
    }
    if (isRemembered) fixed.push(fixedBalance(count, story));
  }
  return { writtenOff, fixed };
}
