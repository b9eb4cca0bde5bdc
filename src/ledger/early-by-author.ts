/** Who took off early what is still reserved. */
import type { BalanceStory } from './diagnosis.js';
import type { Units } from './records.js';

/**
 * Units of E by the author of the update that took them off; null stands for updates that name none. Units that no
 * update of the log took off are in nobody's share.
 */
export function earlyUnitsByAuthor({ reservations, updates }: BalanceStory): Map<string | null, Units> {
  const byAuthor = new Map<string | null, Units>();
  for (const { order, units, takenOffAt } of reservations) {
    if (takenOffAt === null) continue;
    const update = updates.find(
      ({ at, takenOff }) => at === takenOffAt && takenOff.some((each) => each.early && each.order === order),
    );
    if (update !== undefined) byAuthor.set(update.author, (byAuthor.get(update.author) ?? 0) + units);
  }
  return byAuthor;
}
