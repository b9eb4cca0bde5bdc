/** Keeps the diagnosis of every balance, in columns, and reads them back, the worst first. */
import type { Database } from 'better-sqlite3';
import type { BalanceDiagnosis, Basis, Cause, Confidence } from '../ledger/diagnosis.js';
import { kindOf } from '../ledger/kinds.js';
import { checksumOf, damagedDatabase } from './checksum.js';
import { Ids, skuFinder } from './ids.js';

/** The lists a balance may stand in: the negative ones, and of the others those with E, and those with L. */
const LISTS = { negative: 1, understated: 2, overstated: 4 } as const;
export type List = keyof typeof LISTS;

/** Which balances are meant: all, where nothing is said. */
export interface DiagnosisFilter {
  readonly skus?: readonly string[];
  readonly warehouses?: readonly string[];
  /** Those of any of these. */
  readonly lists?: readonly List[];
}

const BASES: readonly Basis[] = ['counted', 'update-log', 'snapshots', 'orders-only'];
const CONFIDENCES: readonly Confidence[] = ['proven', 'likely', 'assumed'];

const COLUMNS = [
  'sku',
  'warehouse',
  'lists',
  'warehouse_name',
  'ref_id',
  'unlimited',
  'in_stock',
  'reserved',
  'available',
  'pending',
  'acknowledged',
  'ghosts',
  'undetermined',
  'early_write_offs',
  'late_write_offs',
  'available_items',
  'corrected',
  'unblocked',
  'alternatives',
  'oversold',
  'basis',
  'confidence',
  'causes',
  'blocked_trade_policies',
  'hidden_units',
  'is_hidden',
  'price',
  'currency',
  'checksum',
] as const;

interface DiagnosisRow {
  sku: string;
  warehouse: string;
  warehouse_name: string | null;
  ref_id: string | null;
  unlimited: number;
  in_stock: number;
  reserved: number;
  available: number;
  pending: number;
  acknowledged: number;
  ghosts: number;
  undetermined: number;
  early_write_offs: number;
  late_write_offs: number;
  available_items: number;
  corrected: number | null;
  unblocked: number | null;
  alternatives: string | null;
  oversold: number;
  basis: number;
  confidence: number;
  causes: string | null;
  blocked_trade_policies: string | null;
  hidden_units: number | null;
  is_hidden: number;
  price: number | null;
  currency: string | null;
  checksum: number;
}

/** Writes diagnoses; of a whole story, the diagnosis alone: the rest is told anew when it is asked for. */
export class DiagnosisWriter {
  readonly #words: Ids;
  readonly #insert;

  /** @param idOfSku the number of a SKU's id */
  constructor(
    db: Database,
    private readonly idOfSku: (sku: string) => number,
  ) {
    this.#words = new Ids(db, 'word');
    const places = COLUMNS.map(() => '?').join(', ');
    this.#insert = db.prepare(`INSERT INTO diagnosis (${COLUMNS.join(', ')}) VALUES (${places})`);
  }

  add(row: BalanceDiagnosis): void {
    const policies = row.blockedTradePolicies;
    this.#insert.run(
      this.idOfSku(row.sku),
      this.#words.of(row.warehouse),
      listsOf(row),
      this.#words.ofOrNull(row.warehouseName),
      row.refId,
      row.unlimited ? 1 : 0,
      row.inStock,
      row.reserved,
      row.available,
      row.pending,
      row.acknowledged,
      row.ghosts,
      row.undetermined,
      row.earlyWriteOffs,
      row.lateWriteOffs,
      row.availableItems,
      row.corrected,
      row.unblocked,
      row.alternatives.length === 0 ? null : JSON.stringify(row.alternatives),
      row.oversold,
      BASES.indexOf(row.basis),
      CONFIDENCES.indexOf(row.confidence),
      row.causes.length === 0 ? null : JSON.stringify(row.causes),
      policies === null ? null : this.#words.of(JSON.stringify(policies)),
      row.hiddenUnits,
      row.isHidden ? 1 : 0,
      row.sellingPrice?.cents ?? null,
      this.#words.ofOrNull(row.sellingPrice?.currency ?? null),
      checksumOfDiagnosis(row),
    );
  }
}

function listsOf(row: BalanceDiagnosis): number {
  const kind = kindOf(row);
  if (kind === 'negative') return LISTS.negative;
  if (kind === 'unlimited') return 0;
  return (row.earlyWriteOffs > 0 ? LISTS.understated : 0) + (row.lateWriteOffs > 0 ? LISTS.overstated : 0);
}

/**
 * By available, then SKU, then warehouse. The caller may query in between.
 * @throws UserError where a diagnosis is not as it was stored
 */
export function* diagnosesIn(db: Database, filter: DiagnosisFilter): Generator<BalanceDiagnosis> {
  const { skus, warehouses, lists } = filter;
  const wanted = lists?.reduce((all, list) => all | LISTS[list], 0) ?? 0;
  const conditions = [
    ...(lists === undefined ? [] : ['d.lists > 0', 'd.lists & @wanted > 0']),
    ...(lists?.every((list) => list === 'negative') ? ['d.available < 0'] : []),
    ...(skus === undefined ? [] : ['d.sku IN (SELECT value FROM json_each(@skus))']),
    ...(warehouses === undefined ? [] : ['w.text IN (SELECT value FROM json_each(@warehouses))']),
  ];
  const rows = db
    .prepare<[Record<string, string | number>], DiagnosisRow>(
      `SELECT d.*, s.sku, w.text AS warehouse, n.text AS warehouse_name, c.text AS currency,
         p.text AS blocked_trade_policies
       FROM diagnosis d JOIN sku s ON s.id = d.sku JOIN word w ON w.id = d.warehouse
         LEFT JOIN word n ON n.id = d.warehouse_name LEFT JOIN word c ON c.id = d.currency
         LEFT JOIN word p ON p.id = d.blocked_trade_policies
       ${conditions.length === 0 ? '' : `WHERE ${conditions.join(' AND ')}`}
       ORDER BY d.available, s.sku, w.text`,
    )
    .iterate({
      ...(lists === undefined ? {} : { wanted }),
      ...(skus === undefined ? {} : { skus: JSON.stringify(skus.map(skuFinder(db))) }),
      ...(warehouses === undefined ? {} : { warehouses: JSON.stringify(warehouses) }),
    });
  for (const row of rows) {
    const diagnosis = diagnosisOf(row);
    if (checksumOfDiagnosis(diagnosis) !== row.checksum) throw damagedDatabase(db.name);
    yield diagnosis;
  }
}

function checksumOfDiagnosis(row: BalanceDiagnosis): number {
  const { blockedTradePolicies, sellingPrice } = row;
  return checksumOf([
    row.sku,
    row.warehouse,
    row.warehouseName,
    row.refId,
    row.unlimited,
    row.inStock,
    row.reserved,
    row.available,
    row.pending,
    row.acknowledged,
    row.ghosts,
    row.undetermined,
    row.earlyWriteOffs,
    row.lateWriteOffs,
    row.availableItems,
    row.corrected,
    row.unblocked,
    row.alternatives.length,
    ...row.alternatives,
    row.oversold,
    row.basis,
    row.confidence,
    row.causes.length,
    ...row.causes.flatMap(({ code, units }) => [code, units]),
    blockedTradePolicies?.length ?? null,
    ...(blockedTradePolicies ?? []),
    row.hiddenUnits,
    row.isHidden,
    sellingPrice?.cents ?? null,
    sellingPrice?.currency ?? null,
  ]);
}

function diagnosisOf(row: DiagnosisRow): BalanceDiagnosis {
  return {
    sku: row.sku,
    warehouse: row.warehouse,
    warehouseName: row.warehouse_name,
    refId: row.ref_id,
    unlimited: row.unlimited === 1,
    inStock: row.in_stock,
    reserved: row.reserved,
    available: row.available,
    pending: row.pending,
    acknowledged: row.acknowledged,
    ghosts: row.ghosts,
    undetermined: row.undetermined,
    earlyWriteOffs: row.early_write_offs,
    lateWriteOffs: row.late_write_offs,
    availableItems: row.available_items,
    corrected: row.corrected,
    unblocked: row.unblocked,
    alternatives: row.alternatives === null ? [] : (JSON.parse(row.alternatives) as number[]),
    oversold: row.oversold,
    basis: at(BASES, row.basis),
    confidence: at(CONFIDENCES, row.confidence),
    causes: row.causes === null ? [] : (JSON.parse(row.causes) as Cause[]),
    blockedTradePolicies:
      row.blocked_trade_policies === null ? null : (JSON.parse(row.blocked_trade_policies) as string[]),
    hiddenUnits: row.hidden_units,
    isHidden: row.is_hidden === 1,
    sellingPrice:
      row.price === null || row.currency === null ? null : { cents: row.price, currency: row.currency },
  };
}

function at<Value>(values: readonly Value[], place: number): Value {
  const value = values[place];
  if (value === undefined) throw new Error(`the database holds a value ${place} there is not`);
  return value;
}
