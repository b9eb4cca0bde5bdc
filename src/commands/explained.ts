/** What the stories of balances need besides the ledger's word: what writing would do, and where charts end. */

import { changesSomething, unitsToPutBack } from '../ledger/corrections.js';
import type { BalanceStory } from '../ledger/diagnosis.js';
import type { Coverage, Moment } from '../ledger/records.js';
import type { ExplainedBalance } from '../render/advice.js';

export function explainedBalance(story: BalanceStory): ExplainedBalance {
  return {
    story,
    needsWriting: story.corrected !== null && changesSomething(story, story.corrected),
    unitsToPutBack: unitsToPutBack(story),
  };
}

/** T, or the last moment the exports know of; null when there is neither. */
export function chartEnd({ exportedAt, ordersLastChange, updatesTo }: Coverage): Moment | null {
  if (exportedAt !== null) return exportedAt;
  if (ordersLastChange === null || updatesTo === null) return ordersLastChange ?? updatesTo;
  return Math.max(ordersLastChange, updatesTo);
}
