/** `invfix explain SKU`: one SKU's story, each of its balances, and what to do. */
import { UserError } from '../errors.js';
import type { BalanceStory } from '../ledger/diagnosis.js';
import type { SkuRecords } from '../ledger/records.js';
import { renderExplain } from '../render/explain.js';
import { safe } from '../render/safe.js';
import { databasePath, Store } from '../store/reading.js';
import { words } from '../words/index.js';
import { createContext, type SharedOptions } from './context.js';
import { explainDocument } from './documents.js';
import { EXIT, type ExitCode } from './exit-codes.js';
import { chartEnd, explainedBalance } from './explained.js';
import { isIncomplete, warnOfIncomplete } from './incomplete.js';
import { jsonText } from './json.js';
import { scanFirst } from './scan-first.js';
import { type SelectionOptions, skuOf, unknownWarehouse } from './selection.js';
import { commandLine } from './shell.js';
import { storiesOf } from './told.js';

export interface ExplainOptions extends SharedOptions, SelectionOptions {
  readonly json?: boolean;
}

/** @param names ids or reference codes; each is explained in turn */
export async function explain(names: readonly string[], options: ExplainOptions): Promise<ExitCode> {
  const context = createContext(options);
  const wanted = [...names, ...(options.sku ?? [])];
  if (wanted.length === 0) {
    const { noSkuNamed, noSkuBeforeFrom } = words().selecting;
    throw new UserError(...(options.from ? noSkuBeforeFrom() : noSkuNamed()));
  }
  const store = options.from
    ? await scanFirst(options.from, options.db, context)
    : Store.open(databasePath(options.db));
  try {
    const skus = [...new Set(wanted.map((text) => skuOf(store, text)))];
    for (const [index, sku] of skus.entries()) {
      const { records, stories, shown } = storiesOfSku(store, sku, options);
      const coverage = store.coverage();
      if (options.json) {
        const document = explainDocument(sku, coverage.exportedAt, shown);
        await context.write(`${jsonText(document, skus.length > 1 ? 0 : 2)}\n`);
        continue;
      }
      if (index > 0) await context.write('\n');
      const page = {
        sku,
        exportedAt: coverage.exportedAt,
        exportedBefore: coverage.exportedBefore,
        until: chartEnd(coverage),
        balances: shown.map(explainedBalance),
        lines: records.lines,
        allBalances: stories.length,
        verbose: context.verbose,
      };
      await context.write(renderExplain(page, context.surface));
    }
    if (!isIncomplete(store.files())) return EXIT.done;
    warnOfIncomplete(context);
    return EXIT.incomplete;
  } finally {
    store.close();
  }
}

/** A SKU's records and its stories; `shown` are those of the warehouses asked for, worst first. */
interface SkuStories {
  readonly records: SkuRecords;
  readonly stories: readonly BalanceStory[];
  readonly shown: readonly BalanceStory[];
}

/** @throws UserError where no inventory export has the SKU, or a warehouse asked for has none of it */
export function storiesOfSku(
  store: Store,
  sku: string,
  options: Pick<ExplainOptions, 'warehouse' | 'db'>,
): SkuStories {
  const records = store.sku(sku);
  if (records === null || records.balances.length === 0) {
    const components = store.componentsOf(sku);
    if (components.length > 0) throw kitError(sku, components, options.db);
    const lines = records?.lines.length ?? 0;
    throw new UserError(...words().selecting.inNoInventory({ sku: safe(sku), lines }));
  }
  const stories = storiesOf(store, records);
  return { records, stories, shown: worstFirst(atWarehouses(stories, options.warehouse)) };
}

/** A kit has no stock of its own. */
function kitError(sku: string, components: readonly string[], database: string | undefined): UserError {
  const command = commandLine(['explain', ...components], database);
  return new UserError(...words().selecting.kit({ sku: safe(sku), command }));
}

function atWarehouses(
  stories: readonly BalanceStory[],
  warehouses: readonly string[] | undefined,
): readonly BalanceStory[] {
  if (warehouses === undefined) return stories;
  const known = stories.map((story) => story.warehouse);
  for (const warehouse of warehouses) {
    if (!known.includes(warehouse)) throw unknownWarehouse(warehouse, known);
  }
  return stories.filter((story) => warehouses.includes(story.warehouse));
}

/** As in the table of a scan: by available, then warehouse. */
function worstFirst(stories: readonly BalanceStory[]): BalanceStory[] {
  return [...stories].sort(
    (a, b) =>
      a.available - b.available || (a.warehouse < b.warehouse ? -1 : a.warehouse > b.warehouse ? 1 : 0),
  );
}
