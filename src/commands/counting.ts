/** `correct --counts FILE`: physical counts taken into account without scanning everything again. */
import { statSync } from 'node:fs';
import { UserError } from '../errors.js';
import { type CountRow, type ExportSink, filesBelow } from '../exports/index.js';
import { readExports } from '../exports/read.js';
import type { BalanceDiagnosis } from '../ledger/diagnosis.js';
import { countToUse, diagnoseSku } from '../ledger/index.js';
import type { Moment, SkuRecords } from '../ledger/records.js';
import { listed } from '../render/numbers.js';
import { safe } from '../render/safe.js';
import { type Store, warehouseOfCount } from '../store/reading.js';
import { words } from '../words/index.js';
import { type Said, sentenceOf } from '../words/said.js';
import type { Context } from './context.js';
import { notCountsError } from './empty.js';
import type { ScanSettings } from './settings.js';

/** Names of balances nobody knows, shown of all. */
const FIRST_UNKNOWN = 5;

/** The balances of a scan as they are with the counts: everything else stays as it was. */
export interface CountedBalances {
  /** Rows were damaged, or name a balance no export has. */
  readonly isIncomplete: boolean;
  /** The records of a SKU, its counts among them; null when no export mentions it. */
  sku(id: string): SkuRecords | null;
  /** The same balances in the same order, those with a count diagnosed anew. */
  diagnoses(balances: Iterable<BalanceDiagnosis>): Iterable<BalanceDiagnosis>;
}

interface ReadCount extends CountRow {
  readonly fileModifiedAt: Moment;
}

/** @throws UserError when a file is no physical count, or holds none that can be read */
export async function readCounts(
  store: Store,
  paths: readonly string[],
  settings: ScanSettings,
  context: Context,
): Promise<CountedBalances> {
  const { rows, problems } = await rowsOf(paths, settings);
  const byBalance = new Map<string, ReadCount[]>();
  const unknown: string[] = [];
  for (const row of rows) {
    const key = balanceOf(store, row);
    if (key === null) unknown.push(words().scanning.balanceIn(safe(row.sku), safe(row.warehouse)));
    else byBalance.set(key, [...(byBalance.get(key) ?? []), row]);
  }
  if (unknown.length > 0) {
    context.warn(words().scanning.unknownCounts(unknown.length, listed(unknown, FIRST_UNKNOWN)));
  }
  for (const problem of problems) context.warn(problem);
  return new Counted(store, byBalance, settings.countedWithPicked, unknown.length + problems.length > 0);
}

class Counted implements CountedBalances {
  constructor(
    private readonly store: Store,
    private readonly counts: ReadonlyMap<string, readonly ReadCount[]>,
    private readonly withPicked: boolean,
    readonly isIncomplete: boolean,
  ) {}

  sku(id: string): SkuRecords | null {
    const records = this.store.sku(id);
    if (records === null) return null;
    const { exportedAt, exportedBefore } = this.store.coverage();
    const balances = records.balances.map((balance) => {
      const rows = this.counts.get(keyOf(id, balance.warehouse));
      if (rows === undefined) return balance;
      const at = balance.exportedAt ?? exportedAt;
      return { ...balance, count: countToUse(rows, at, exportedBefore, this.withPicked) ?? balance.count };
    });
    return { ...records, balances };
  }

  *diagnoses(balances: Iterable<BalanceDiagnosis>): Iterable<BalanceDiagnosis> {
    for (const balance of balances) {
      if (!this.counts.has(keyOf(balance.sku, balance.warehouse))) {
        yield balance;
        continue;
      }
      const records = this.sku(balance.sku);
      const stories =
        records === null ? [] : diagnoseSku(records, this.store.habits(), this.store.coverage());
      yield stories.find(({ warehouse }) => warehouse === balance.warehouse) ?? balance;
    }
  }
}

async function rowsOf(
  paths: readonly string[],
  settings: ScanSettings,
): Promise<{ rows: ReadCount[]; problems: string[] }> {
  const rows: ReadCount[] = [];
  const problems: string[] = [];
  for (const path of paths) {
    if (statSync(path, { throwIfNoEntry: false })?.isDirectory()) {
      throw new UserError(...words().scanning.countsFolder(safe(path)));
    }
    for (const file of filesBelow([path]).files) {
      let reason: Said | null = null;
      let found = false;
      await readExports(
        file,
        settings.read,
        {
          begin(part, modifiedAt): ExportSink {
            const own: ReadCount[] = [];
            return {
              ...IGNORING,
              count: (row) => own.push({ ...row, fileModifiedAt: modifiedAt }),
              problem: (line, _code, message) =>
                problems.push(
                  `${safe(part)}${line === null ? '' : `:${line}`}: ${safe(sentenceOf(message))}`,
                ),
              restart: () => {
                own.length = 0;
              },
              finish({ report }) {
                reason ??= report.reason;
                if (report.kind !== 'counts') return;
                found = true;
                rows.push(...own);
              },
            };
          },
        },
        () => {},
      );
      if (!found) throw notCountsError(path, reason);
    }
  }
  return { rows, problems };
}

/** What a file of counts holds besides is of no interest here. */
const IGNORING = {
  inventory() {},
  order() {},
  update() {},
  event() {},
  statusChange() {},
  reservation() {},
  tradePolicies() {},
  kit() {},
  unneeded() {},
};

/** The balance a count is of: its SKU may be a reference code, and a SKU in one warehouse needs none named. */
function balanceOf(store: Store, row: CountRow): string | null {
  const found = store.findSku(row.sku);
  if (!('sku' in found)) return null;
  const warehouses = store.sku(found.sku)?.balances.map(({ warehouse }) => warehouse) ?? [];
  const warehouse = warehouseOfCount(row.warehouse, warehouses);
  return warehouse === null ? null : keyOf(found.sku, warehouse);
}

function keyOf(sku: string, warehouse: string): string {
  return `${sku}\n${warehouse}`;
}
