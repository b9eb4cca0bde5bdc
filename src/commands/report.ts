/** `invfix report --html FILE`: everything a scan found, as one page to look at in a browser. */
import { resolve } from 'node:path';
import { setImmediate } from 'node:timers/promises';
import { UserError } from '../errors.js';
import { beginWhole, refuseUnwritable } from '../fixes/index.js';
import type { BalanceStory } from '../ledger/diagnosis.js';
import { kindOf } from '../ledger/index.js';
import type { SkuRecords } from '../ledger/records.js';
import {
  headOf,
  Names,
  type PageBalance,
  pageHtml,
  pageStory,
  renderNotOpened,
  renderWritten,
} from '../render/page/index.js';
import { Progress } from '../render/progress.js';
import { databasePath, type List, type ScanSummary, Store, worthShortOf } from '../store/reading.js';
import { words } from '../words/index.js';
import { clearLeftovers } from './clearing.js';
import { type Context, cleanUpOnInterrupt, createContext, type SharedOptions } from './context.js';
import { storyDocument, summaryDocument } from './documents.js';
import { EXIT, type ExitCode } from './exit-codes.js';
import { chartEnd, explainedBalance } from './explained.js';
import { isIncomplete, warnOfIncomplete } from './incomplete.js';
import { opened } from './opening.js';
import { scanFirst } from './scan-first.js';
import { type Selection, type SelectionOptions, selectionOf } from './selection.js';
import { storiesOf } from './told.js';

export interface ReportOptions extends SharedOptions, SelectionOptions {
  readonly html?: string;
  readonly open?: boolean;
  readonly force?: boolean;
  readonly all?: boolean;
}

const STDOUT = '-';
/** The balances that something is wrong with. */
const WRONG: readonly List[] = ['negative', 'understated', 'overstated'];

export async function report(options: ReportOptions): Promise<ExitCode> {
  const context = createContext(options);
  const { html: path } = options;
  if (path === undefined) {
    throw new UserError(...words().report.noFile);
  }
  if (path === STDOUT && options.open) {
    throw new UserError(...words().report.openNeedsFile);
  }
  const force = options.force === true;
  if (path !== STDOUT) {
    clearLeftovers(path, databasePath(options.db), context);
    refuseUnwritable(path, force);
  }
  const store = options.from
    ? await scanFirst(options.from, options.db, context)
    : Store.open(databasePath(options.db));
  try {
    const selection = selectionOf(store, options);
    const summary = store.summary(selection);
    const incomplete = isIncomplete(store.files());
    const names = new Names();
    const pieces = pageHtml(
      headOf({
        writtenAt: Date.now(),
        ...store.scan(),
        summary: summaryDocument(summary),
        worthShort: worthShortOf(store.diagnoses({ ...selection, lists: ['negative'] })),
        worthWithheld: summary.valueWithheld,
        // Without orders nobody can tell what a writer follows.
        writers: store.counts().orders > 0 ? store.habits().writers : [],
        isIncomplete: incomplete,
      }),
      pageBalances(store, selection, options.all === true, summary, names, context),
      () => names.all(),
    );
    if (path === STDOUT) for (const piece of pieces) await context.write(piece);
    else {
      await writeWhole(path, pieces, force);
      await context.write(`${renderWritten({ path, summary }, context.surface)}\n`);
      if (options.open && !(await opened(resolve(path)))) context.warn(renderNotOpened(path, context.errors));
    }
    if (!incomplete) return EXIT.done;
    warnOfIncomplete(context);
    return EXIT.incomplete;
  } finally {
    store.close();
  }
}

/** Other than a fix, the page may take minutes: an interruption is heard between its pieces. */
async function writeWhole(path: string, pieces: Iterable<string>, force: boolean): Promise<void> {
  const file = beginWhole(path, force);
  const forget = cleanUpOnInterrupt(() => file.discard());
  try {
    for (const piece of pieces) {
      file.write(piece);
      await setImmediate();
    }
    file.finish();
  } finally {
    file.discard();
    forget();
  }
}

/** The balances of the page, told one after the other; what they refer to is gathered in `names`. */
function* pageBalances(
  store: Store,
  selection: Selection,
  all: boolean,
  { balances, negative, understated, overstated }: ScanSummary,
  names: Names,
  context: Context,
): Generator<PageBalance> {
  const progress = new Progress(context.errors, (text) => process.stderr.write(text), !context.quiet);
  const expected = all ? balances : negative + understated + overstated;
  const until = chartEnd(store.coverage());
  let told = 0;
  try {
    for (const { story, records, isAlone } of storiesIn(store, selection, all)) {
      const balance = explainedBalance(story);
      const document = storyDocument(story);
      yield {
        row: names.row(balance),
        story: pageStory({ balance, document, lines: records.lines, isAlone, until }),
      };
      told += 1;
      progress.balances(told, expected);
    }
  } finally {
    progress.clear();
  }
}

interface ToldStory {
  readonly story: BalanceStory;
  readonly records: SkuRecords;
  /** The SKU has no other balance. */
  readonly isAlone: boolean;
}

/** The stories of the selected balances, those of a SKU together, the SKU of the worst balance first. */
function* storiesIn(store: Store, selection: Selection, all: boolean): Generator<ToldStory> {
  const told = new Set<string>();
  for (const { sku } of store.diagnoses(all ? selection : { ...selection, lists: WRONG })) {
    if (told.has(sku)) continue;
    told.add(sku);
    const records = store.sku(sku);
    if (records === null) continue;
    const stories = storiesOf(store, records);
    for (const story of stories) {
      if (!all && !WRONG.some((list) => list === kindOf(story))) continue;
      if (selection.warehouses?.includes(story.warehouse) === false) continue;
      yield { story, records, isAlone: stories.length === 1 };
    }
  }
}
