/** Entries of the orders feed, or of an orders hook: each says that an order came to a status, and when. */
import { phaseOf, rawStatusOf } from '../ledger/statuses.js';
import type { ColumnName } from '../words/said.js';
import { emptyField, idOf, neededMomentOf, ORDER_COLUMN, textOrNull } from './columns.js';
import { type KindOfExport, Rejection } from './kinds.js';

const columns = {
  order: ORDER_COLUMN,
  state: { names: ['state', 'currentState', 'status'] },
  from: { names: ['lastState', 'previousState', 'last status', 'previous status'] },
  changedAt: { names: ['currentChange', 'currentChangeDate'] },
  lastChangedAt: { names: ['lastChange', 'lastChangeDate'] },
  event: { names: ['eventId', 'handle'] },
  domain: { names: ['domain'] },
} as const;
type Name = keyof typeof columns;

export const feed: KindOfExport<Name> = {
  kind: 'feed',
  title: 'feed',
  columns,
  dates: ['changedAt', 'lastChangedAt'],
  foreign: ['ID_SKU', 'SkuId', 'SKU'],

  missing(found) {
    const isFeed = (['changedAt', 'from'] as const).some((name) => found.has(name));
    if (!isFeed || !found.has('state')) return null;
    const lacking: ColumnName[] = [];
    if (!found.has('order')) lacking.push('feed-order');
    if (!found.has('changedAt') && !found.has('lastChangedAt')) lacking.push('feed-time');
    return lacking.length > 1 ? null : lacking;
  },

  read(row, sink) {
    const order = idOf(row, 'order');
    if (order instanceof Rejection) return order;
    const state = row.value('state');
    if (state === '') return emptyField(row, 'state', 'empty-state');
    const isTimed = row.value('changedAt') !== '' || !row.has('lastChangedAt');
    const at = neededMomentOf(row, isTimed ? 'changedAt' : 'lastChangedAt');
    if (at instanceof Rejection) return at;
    const from = textOrNull(row.value('from'));
    sink.statusChange({ order, at, status: statusOf(state), from: from === null ? null : statusOf(from) });
    return at;
  },
};

/** Older entries have labels or capitals where newer ones have the raw status. */
function statusOf(state: string): string {
  const status = rawStatusOf(state, null);
  return phaseOf(status) === 'unknown' ? status.toLowerCase() : status;
}
