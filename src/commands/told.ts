/**
 * The stories of a SKU's balances as the last scan diagnosed them. They are told anew from its records: where they
 * do not come to what the scan stored, the database is not what the scan wrote.
 */
import { diagnoseSku } from '../ledger/diagnose.js';
import type { BalanceDiagnosis, BalanceStory } from '../ledger/diagnosis.js';
import type { SkuRecords } from '../ledger/records.js';
import { damagedDatabase, readFromDatabase, type Store } from '../store/reading.js';

/** Numbers and words that make up a count, and how sure it is. */
const COMPARED = [
  'unlimited',
  'inStock',
  'reserved',
  'available',
  'pending',
  'acknowledged',
  'ghosts',
  'undetermined',
  'earlyWriteOffs',
  'lateWriteOffs',
  'availableItems',
  'corrected',
  'unblocked',
  'oversold',
  'basis',
  'confidence',
] as const satisfies readonly (keyof BalanceDiagnosis)[];

/**
 * The story of every balance of a SKU, by warehouse id ascending.
 * @throws UserError when the database is damaged
 */
export function storiesOf(store: Store, records: SkuRecords): BalanceStory[] {
  const stories = readFromDatabase(store.path, () => diagnoseSku(records, store.habits(), store.coverage()));
  const stored = [...store.diagnoses({ skus: [records.sku] })];
  const isSame =
    stored.length === stories.length &&
    stories.every((story) =>
      stored.some(
        (other) =>
          other.warehouse === story.warehouse && COMPARED.every((field) => other[field] === story[field]),
      ),
    );
  if (!isSame) throw damagedDatabase(store.path);
  return stories;
}
