/** `invfix correct`: the counts to write, as a table, a file or JSON, and what the ERP must not do again. */
import { UserError } from '../errors.js';
import { FORMATS, refuseUnwritable, writeWhole } from '../fixes/index.js';
import type { Confidence } from '../ledger/diagnosis.js';
import {
  type Correction,
  diagnoseSku,
  type LeftOut,
  ordersWrittenOff,
  selectCorrections,
  type WrittenOffOrder,
} from '../ledger/index.js';
import type { Moment } from '../ledger/records.js';
import { renderCorrections, renderLeftOut, renderTotals, renderWrittenOff } from '../render/correct.js';
import { sections } from '../render/page.js';
import type { Surface } from '../render/surface.js';
import { databasePath, type List, Store } from '../store/reading.js';
import { type Context, createContext, type SharedOptions } from './context.js';
import type { CountedBalances } from './counting.js';
import { correctDocument } from './documents.js';
import { EXIT, type ExitCode } from './exit-codes.js';
import { isIncomplete, warnOfIncomplete } from './incomplete.js';
import { jsonDocument } from './json.js';
import { scanFirst } from './scan-first.js';
import { type SelectionOptions, selectionOf } from './selection.js';

export interface CorrectOptions extends SharedOptions, SelectionOptions {
  readonly write?: string;
  readonly force?: boolean;
  readonly confidence: Confidence;
  readonly understated?: boolean;
  readonly overstated?: boolean;
  readonly unblockOversold?: boolean;
  readonly counts?: readonly string[];
  readonly countedWithPicked?: boolean;
  readonly json?: boolean;
}

const STDOUT = '-';
/** Orders listed on the page; all of them are in the JSON document. */
const FIRST_ORDERS = 40;
/** Corrections in the table on a terminal; all of them are in the file. */
const FIRST_CORRECTIONS = 50;

interface Fix {
  readonly corrections: readonly Correction[];
  readonly leftOut: readonly LeftOut[];
  readonly writtenOff: readonly WrittenOffOrder[];
  readonly exportedAt: Moment | null;
  readonly exportedBefore: Moment | null;
}

export async function correct(options: CorrectOptions): Promise<ExitCode> {
  const context = createContext(options);
  if (options.json && options.write === STDOUT) {
    throw new UserError(
      '--json and --write - would both write to the standard output.',
      'Leave one of them out, or name a file: --write fix.csv',
    );
  }
  const target = options.write === STDOUT ? undefined : options.write;
  if (target !== undefined) refuseUnwritable(target, options.force === true);
  if (options.from) await scanFirst(options.from, options.db, context);
  const store = Store.open(databasePath(options.db));
  try {
    const counted = await countedOf(store, options, context);
    const fix = fixOf(store, counted, options);
    if (target !== undefined) writeWhole(target, FORMATS.review(fix.corrections), options.force === true);
    if (options.json) await writeJson(fix, context);
    else if (options.write === STDOUT) {
      for (const piece of FORMATS.review(fix.corrections)) await context.write(piece);
      context.warn(pageOf(fix, options, context, context.errors));
    } else await context.write(`${pageOf(fix, options, context, context.surface)}\n`);
    if (isIncomplete(store.files())) warnOfIncomplete(context);
    else if (counted?.isIncomplete !== true) return EXIT.done;
    return EXIT.incomplete;
  } finally {
    store.close();
  }
}

/** Physical counts given now; what reads them is loaded only then. */
async function countedOf(
  store: Store,
  options: CorrectOptions,
  context: Context,
): Promise<CountedBalances | null> {
  if (options.counts === undefined) return null;
  const [{ readCounts }, { settingsOf }] = await Promise.all([
    import('./counting.js'),
    import('./settings.js'),
  ]);
  return readCounts(store, options.counts, settingsOf(options), context);
}

function fixOf(store: Store, counted: CountedBalances | null, options: CorrectOptions): Fix {
  const lists: List[] = ['negative'];
  if (options.understated) lists.push('understated');
  if (options.overstated) lists.push('overstated');
  // A count given now may make any balance one that needs correcting.
  const among = counted === null ? { lists } : {};
  const scanned = store.diagnoses({ ...selectionOf(store, options), ...among });
  const { corrections, leftOut } = selectCorrections(counted?.diagnoses(scanned) ?? scanned, {
    understated: options.understated === true,
    overstated: options.overstated === true,
    confidence: options.confidence,
    unblockOversold: options.unblockOversold === true,
  });
  const { exportedAt, exportedBefore } = store.scan();
  return {
    corrections,
    leftOut,
    writtenOff: writtenOffOrders(store, counted, corrections),
    exportedAt,
    exportedBefore,
  };
}

/** For the balances that are corrected, in their order: what the writer has taken off already. */
function writtenOffOrders(
  store: Store,
  counted: CountedBalances | null,
  corrections: readonly Correction[],
): WrittenOffOrder[] {
  const habits = store.habits();
  const coverage = store.coverage();
  return corrections
    .filter(({ balance }) => balance.earlyWriteOffs > 0)
    .flatMap(({ balance }) => {
      const records = (counted ?? store).sku(balance.sku);
      if (records === null) return [];
      const story = diagnoseSku(records, habits, coverage).find(
        (each) => each.warehouse === balance.warehouse,
      );
      return story === undefined ? [] : ordersWrittenOff(story);
    });
}

async function writeJson(fix: Fix, context: Context): Promise<void> {
  const document = correctDocument({
    exportedAt: fix.exportedAt,
    corrections: fix.corrections,
    leftOut: fix.leftOut,
    ordersNotToWriteOffAgain: fix.writtenOff,
  });
  for (const piece of jsonDocument(document)) await context.write(piece);
}

/** What is said about a fix: with its table, unless the rows were written elsewhere. */
function pageOf(fix: Fix, options: CorrectOptions, context: Context, surface: Surface): string {
  const all = Number.POSITIVE_INFINITY;
  const mostOrders = context.verbose ? all : FIRST_ORDERS;
  const mostCorrections = context.verbose || !surface.isTerminal ? all : FIRST_CORRECTIONS;
  const isWritten = options.write !== undefined;
  const written = options.write === STDOUT ? 'the standard output' : (options.write ?? null);
  return sections([
    fix.corrections.length > 0 && !isWritten
      ? renderCorrections(fix.corrections, mostCorrections, surface)
      : null,
    fix.corrections.length > 0 || isWritten
      ? renderTotals(fix, written, surface)
      : 'There is nothing to correct.',
    renderLeftOut(fix.leftOut, context.verbose, surface),
    renderWrittenOff(fix.writtenOff, mostOrders, surface),
  ]);
}
