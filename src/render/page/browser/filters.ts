/** Which balances are shown, and in which order. */
import { type Balance, balances } from './embedded.js';

/** What each filter asks for; empty where all will do. */
export interface Filters {
  readonly search: string;
  readonly kind: string;
  readonly cause: string;
  readonly confidence: string;
  readonly warehouse: string;
  readonly author: string;
  readonly policy: string;
  /** `type`: a count is to be typed; `count`: the shelf is to be counted. */
  readonly todo: string;
}

export const NO_FILTERS: Filters = {
  search: '',
  kind: '',
  cause: '',
  confidence: '',
  warehouse: '',
  author: '',
  policy: '',
  todo: '',
};

export function fitting(filters: Filters): Balance[] {
  const words = filters.search.toLowerCase().split(/\s+/).filter(Boolean);
  const causes = filters.cause === '' ? null : filters.cause.split(' ').map(Number);
  const kinds = filters.kind === '' ? null : filters.kind.split(' ');
  const author = filters.author === '' ? null : Number(filters.author);
  const policy = filters.policy === '' ? null : Number(filters.policy);
  return balances.filter(
    (balance) =>
      (kinds === null || kinds.includes(balance.kind)) &&
      (causes === null || balance.causes.some(([cause]) => causes.includes(cause))) &&
      (filters.confidence === '' || balance.confidence === Number(filters.confidence)) &&
      (filters.warehouse === '' || balance.warehouse === filters.warehouse) &&
      (author === null || balance.authors.some(([each]) => each === author)) &&
      (policy === null || balance.policies.includes(policy)) &&
      (filters.todo !== 'type' || balance.isToType) &&
      (filters.todo !== 'count' || balance.isToCount) &&
      words.every((word) => balance.searched.includes(word)),
  );
}

const compareTexts = new Intl.Collator(undefined, { numeric: true }).compare;

/** What a column is sorted by. */
const SORTS = {
  sku: (a: Balance, b: Balance) => compareTexts(a.sku, b.sku),
  reference: (a: Balance, b: Balance) => compareTexts(a.reference, b.reference),
  warehouse: (a: Balance, b: Balance) => compareTexts(a.warehouseName, b.warehouseName),
  inStock: (a: Balance, b: Balance) => a.inStock - b.inStock,
  reserved: (a: Balance, b: Balance) => a.reserved - b.reserved,
  available: (a: Balance, b: Balance) => a.available - b.available,
  cause: (a: Balance, b: Balance) =>
    (a.causes[0]?.[0] ?? Number.POSITIVE_INFINITY) - (b.causes[0]?.[0] ?? Number.POSITIVE_INFINITY) ||
    (b.causes[0]?.[1] ?? 0) - (a.causes[0]?.[1] ?? 0),
  count: (a: Balance, b: Balance) => (a.corrected ?? -1) - (b.corrected ?? -1),
  confidence: (a: Balance, b: Balance) => a.confidence - b.confidence,
} as const;
export type Sort = keyof typeof SORTS;

/** In the order asked for; what is alike by available, SKU and warehouse, as the tables of the program. */
export function sorted(list: readonly Balance[], sort: Sort, isDescending: boolean): Balance[] {
  const compare = SORTS[sort];
  const sign = isDescending ? -1 : 1;
  return [...list].sort(
    (a, b) => sign * compare(a, b) || a.available - b.available || SORTS.sku(a, b) || SORTS.warehouse(a, b),
  );
}
