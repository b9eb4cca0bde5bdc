/** The kinds of exports invfix knows. A new one is a module behind the interface of `kinds.ts`, and a line here. */
import { counts } from './counts.js';
import { events } from './events.js';
import { feed } from './feed.js';
import { inventory } from './inventory.js';
import type { KindOfExport } from './kinds.js';
import { kits } from './kits.js';
import { orders } from './orders.js';
import { reservations } from './reservations.js';
import { tradePolicies } from './trade-policies.js';
import { updates } from './updates.js';

/** Where the columns of a file fit several kinds, it is the first of them: the more telling ones come first. */
export const KINDS: readonly KindOfExport[] = [
  reservations,
  orders,
  feed,
  events,
  updates,
  inventory,
  counts,
  kits,
  tradePolicies,
];
