/** What a writer has taken off already of the balances that are corrected, and what of it is still on the shelf. */
import type { ErpRow } from '../fixes/index.js';
import { type Correction, diagnoseSku, ordersWrittenOff, unitsToPutBack } from '../ledger/index.js';
import type { Store } from '../store/reading.js';
import type { CountedBalances } from './counting.js';

/** In the order of the corrections, each balance's oldest order first. */
export function writtenOffOrders(
  store: Store,
  counted: CountedBalances | null,
  corrections: readonly Correction[],
): ErpRow[] {
  const habits = store.habits();
  const coverage = store.coverage();
  return corrections
    .filter(({ balance }) => balance.earlyWriteOffs > 0)
    .flatMap(({ balance }) => {
      const records = (counted ?? store).sku(balance.sku);
      if (records === null) return [];
      const story = diagnoseSku(records, habits, coverage).find(
        (each) => each.warehouse === balance.warehouse,
      );
      if (story === undefined) return [];
      return story.reservations.flatMap((reservation) => {
        const alone = { ...story, reservations: [reservation] };
        return ordersWrittenOff(alone).map((order) => ({ ...order, unitsToPutBack: unitsToPutBack(alone) }));
      });
    });
}
