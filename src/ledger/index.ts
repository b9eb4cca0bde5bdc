/**
 * The domain: from the records of one SKU to the diagnosis of its balances. Pure functions over plain
 * records; no files, no SQL, no colour.
 */
export {
  type Correction,
  changesSomething,
  type LeftOut,
  type LeftOutReason,
  ordersWrittenOff,
  selectCorrections,
  unitsToPutBack,
  type WrittenOffOrder,
} from './corrections.js';
export { countToUse } from './counted.js';
export { diagnoseSku } from './diagnose.js';
export * from './fixed/index.js';
export type { AuthorRole, Habits } from './habits.js';
export { checkedCorrections } from './invariants.js';
export { kindOf } from './kinds.js';
export { learnHabits } from './learn.js';
export { EVIDENCE, type Evidence, missingFor } from './missing.js';
export { diagnosing } from './quiet.js';
