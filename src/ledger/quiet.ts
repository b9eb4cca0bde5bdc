/**
 * Balances that nothing happened to are diagnosed alike, but for their count: nothing is reserved, no update
 * came, and no order bears on them. A large store has very many. The first of a sort is diagnosed as any other
 * is; what came out of it holds for the rest.
 */
import { costsOf, NO_COSTS } from './costs.js';
import { diagnosesOfSku } from './diagnose.js';
import type { BalanceDiagnosis } from './diagnosis.js';
import type { Habits } from './habits.js';
import { checkedDiagnosis } from './invariants.js';
import type { Balance, Coverage, SkuRecords } from './records.js';

/** Sorts that are kept; a store whose rows each have a moment of their own has more, and is told one by one. */
const MOST_SORTS = 100;

/**
 * Diagnoses SKUs as `diagnoseSku` does, without the stories, and faster where there is nothing to tell.
 * @param habits what `learnHabits` learned from the same store
 * @returns the diagnoses of a SKU's balances, by warehouse id ascending
 */
export function diagnosing(
  habits: Habits,
  coverage: Coverage,
): (records: SkuRecords) => readonly BalanceDiagnosis[] {
  const firsts = new Map<string, BalanceDiagnosis | null>();
  return (records) => {
    const balance = quietBalance(records, coverage);
    if (balance === null) return diagnosesOfSku(records, habits, coverage);
    const sort = `${balance.exportedAt} ${balance.inStock === 0} ${records.lines.length === 0}`;
    const first = firsts.get(sort);
    if (first !== undefined && first !== null) return [checkedDiagnosis(likeFirst(first, balance, records))];
    const diagnoses = diagnosesOfSku(records, habits, coverage);
    const [diagnosis] = diagnoses;
    if (first === undefined && diagnosis !== undefined && firsts.size < MOST_SORTS)
      firsts.set(sort, isPlain(diagnosis) ? diagnosis : null);
    return diagnoses;
  };
}

/**
 * The only balance of a SKU, where nothing happened to it; else null. Where there is no log at all, orders that
 * reserve nothing here cannot bear on it.
 */
function quietBalance(records: SkuRecords, coverage: Coverage): Balance | null {
  const { balances, lines, reservations, locksOfOtherLines, twins } = records;
  const [balance, ...others] = balances;
  if (balance === undefined || others.length > 0) return null;
  const isQuiet =
    !balance.unlimited &&
    balance.reserved === 0 &&
    balance.inStock >= 0 &&
    balance.locks?.length === 0 &&
    balance.updates.length === 0 &&
    balance.snapshots.length === 0 &&
    balance.logFrom === null &&
    balance.count === null &&
    reservations.length === 0 &&
    locksOfOtherLines.length === 0 &&
    twins.length === 0 &&
    (lines.length === 0 || coverage.updatesFrom === null);
  return isQuiet ? balance : null;
}

/** Nothing is reserved, lacking or odd: the count stands as it is. */
function isPlain(diagnosis: BalanceDiagnosis): boolean {
  const { inStock } = diagnosis;
  return (
    [diagnosis.available, diagnosis.availableItems, diagnosis.corrected, diagnosis.unblocked].every(
      (count) => count === inStock,
    ) &&
    [
      diagnosis.pending,
      diagnosis.acknowledged,
      diagnosis.ghosts,
      diagnosis.undetermined,
      diagnosis.earlyWriteOffs,
      diagnosis.lateWriteOffs,
      diagnosis.oversold,
      diagnosis.alternatives.length,
      diagnosis.causes.length,
    ].every((units) => units === 0)
  );
}

function likeFirst(first: BalanceDiagnosis, balance: Balance, records: SkuRecords): BalanceDiagnosis {
  const { sku, warehouse, warehouseName, refId, inStock } = balance;
  return {
    sku,
    warehouse,
    warehouseName,
    refId,
    unlimited: false,
    inStock,
    reserved: 0,
    available: inStock,
    pending: 0,
    acknowledged: 0,
    ghosts: 0,
    undetermined: 0,
    earlyWriteOffs: 0,
    lateWriteOffs: 0,
    availableItems: inStock,
    corrected: inStock,
    unblocked: inStock,
    alternatives: [],
    oversold: 0,
    basis: first.basis,
    confidence: first.confidence,
    causes: [],
    ...(costsOf(records).get(warehouse) ?? NO_COSTS),
  };
}
