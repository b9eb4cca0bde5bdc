/** Single words and short phrases shared by the pages: statuses, triggers, confidence, bases. */
import type { BalanceDiagnosis, Basis, Confidence, Writer } from '../ledger/diagnosis.js';
import type { Units } from '../ledger/records.js';
import { words } from '../words/index.js';
import { listed } from './numbers.js';
import { safe } from './safe.js';

/** A raw order status in words; one without a word of its own as it is. */
export function statusWords(raw: string | null): string {
  const { statuses, statusNotExported } = words().shared;
  if (raw === null) return statusNotExported;
  return Object.hasOwn(statuses, raw) ? statuses[raw as keyof typeof statuses] : safe(raw);
}

/** `paid`, or `paid or ready for handling` where the two cannot be told apart. */
export function triggerWords(writer: Pick<Writer, 'trigger' | 'candidates'>): string {
  const names = (
    writer.candidates.length > 0 ? writer.candidates : writer.trigger ? [writer.trigger] : []
  ).map((trigger) => words().shared.triggers[trigger]);
  return names.length < 2
    ? names.join('')
    : `${names.slice(0, -1).join(', ')} ${words().shared.or} ${names.at(-1)}`;
}

/** Who wrote, as it may be shown. */
export function authorWords(author: string | null): string {
  return author === null || author === '' ? words().shared.unnamedUser : safe(author);
}

/** How sure, in a word. */
export function confidenceWords(confidence: Confidence): string {
  return words().shared.confidence[confidence];
}

/** What the available items rest on. */
export function basisWords(basis: Basis): string {
  return words().shared.bases[basis];
}

/** `wh_1`, or `wh_1 (Main store)` where the name says something the id does not. */
export function warehouseWords(balance: Pick<BalanceDiagnosis, 'warehouse' | 'warehouseName'>): string {
  const id = safe(balance.warehouse);
  const name = balance.warehouseName === null ? '' : safe(balance.warehouseName).trim();
  return name === '' || name.toLowerCase() === id.toLowerCase() ? id : `${id} (${name})`;
}

/** An order as it may be named; what stands for reserved units without one has no id, or those of all their locks. */
export function orderName(order: string): string {
  if (order === '') return words().shared.noKnownOrder;
  return order.includes(', ') ? listed(order.split(', ').map(safe), 2) : safe(order);
}

/** Names of orders in a sentence: the first few, and how many more. */
export function orderWords(orders: readonly string[], most = 4): string {
  return listed(
    orders.map((order) => orderName(order)),
    most,
  );
}

/** How many of the units that VTEX offers do not exist: what is available beyond the available items. */
export function unitsNotThere({ available, availableItems, unlimited }: BalanceDiagnosis): Units {
  return unlimited ? 0 : Math.max(0, available - Math.max(availableItems, 0));
}
