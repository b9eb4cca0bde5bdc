/** `invfix undo`: a file that takes a fix back, balance by balance, where what the fix set still stands there. */
import { UserError } from '../errors.js';
import { refuseUnwritable } from '../fixes/index.js';
import { changesSomething, fixedBalance, undoOf } from '../ledger/index.js';
import type { Moment } from '../ledger/records.js';
import { listed } from '../render/numbers.js';
import type { Surface } from '../render/surface.js';
import { type KeptBalance, renderUndo, type UndoneBalance } from '../render/undo.js';
import { databasePath, type FixRecord, Store } from '../store/reading.js';
import { words } from '../words/index.js';
import { clearLeftovers, finishInterrupted } from './clearing.js';
import { createContext, type SharedOptions } from './context.js';
import { undoDocument } from './documents.js';
import { EXIT, type ExitCode } from './exit-codes.js';
import {
  areExportsNewer,
  exportsTooOld,
  fixedStories,
  fixesOf,
  refuseWithoutFixes,
  warnOfDamagedFixes,
} from './fixed-stories.js';
import { isIncomplete, warnOfIncomplete } from './incomplete.js';
import { jsonDocument } from './json.js';
import { scanFirst } from './scan-first.js';
import { type SelectionOptions, selectionOf } from './selection.js';
import {
  filesOfFix,
  refuseAmongExports,
  refuseUnusedOptions,
  STDOUT,
  type WritingOptions,
  writeFix,
} from './writing-fix.js';

export interface UndoOptions extends SharedOptions, SelectionOptions, WritingOptions {
  readonly json?: boolean;
}

/** Rows of each table on a terminal; all of them are in the file. */
const FIRST_ROWS = 50;

/**
 * @param number which fix, as `history` numbers them; undefined for the last one
 * @param now the clock
 */
export async function undo(
  number: number | undefined,
  options: UndoOptions,
  now: () => Moment = Date.now,
): Promise<ExitCode> {
  const context = createContext(options);
  const { write } = options;
  refuseUnusedOptions(options);
  if (options.json && write === STDOUT) {
    throw new UserError(...words().fix.bothToStdout('undo.csv'));
  }
  const target = write === STDOUT ? undefined : write;
  const database = databasePath(options.db);
  finishInterrupted(database, context);
  if (target !== undefined) {
    clearLeftovers(target, database, context);
    refuseUnwritable(target, options.force === true);
  }
  if (options.from) refuseWithoutFixes(database);
  const store = options.from ? await scanFirst(options.from, options.db, context) : Store.open(database);
  try {
    if (target !== undefined && options.format === 'spreadsheet') refuseAmongExports(target, store);
    const fix = fixToUndo(store, number);
    warnOfDamagedFixes([fix], context);
    const { undone, kept } = undoneBalances(store, fix, options);
    const corrections = undone.map(({ balance, count }) => ({ balance, count }));
    const written =
      write === undefined || undone.length === 0
        ? null
        : await filesOfFix(corrections, write, store, options);
    if (write !== undefined && written !== null) {
      const fixed = undone.map(({ count, story }) => fixedBalance(count, story));
      await writeFix(
        written.files,
        write,
        options,
        { database, store, fixed, undoes: fix.id, now: now() },
        context,
      );
    }
    const { exportedAt, exportedBefore } = store.scan();
    const where =
      written === null ? null : write === STDOUT ? STDOUT : listed(written.files.map(({ path }) => path));
    const page = (surface: Surface): string =>
      renderUndo(
        { fix, exportedAt, exportedBefore, undone, kept, where, notes: written?.notes ?? [] },
        context.verbose || !surface.isTerminal ? Number.POSITIVE_INFINITY : FIRST_ROWS,
        surface,
      );
    if (options.json) {
      const document = undoDocument({ exportedAt, fix, counts: undone, leftOut: kept });
      for (const piece of jsonDocument(document)) await context.write(piece);
    } else if (write === STDOUT) context.warn(page(context.errors));
    else await context.write(`${page(context.surface)}\n`);
    if (undone.length === 0) return EXIT.couldNot;
    if (!isIncomplete(store.files())) return EXIT.done;
    warnOfIncomplete(context);
    return EXIT.incomplete;
  } finally {
    store.close();
  }
}

/** @throws UserError when there is no such fix, or nothing newer to undo it from */
function fixToUndo(store: Store, number: number | undefined): FixRecord {
  const fixes = fixesOf(store);
  const fix =
    number === undefined
      ? fixes.filter(({ undoes }) => undoes === null).at(-1)
      : fixes.find(({ id }) => id === number);
  if (fix === undefined) {
    const { noneToUndo, noSuchFix } = words().undo;
    throw new UserError(...(number === undefined ? noneToUndo() : noSuchFix(number)));
  }
  if (!areExportsNewer(store, fix)) throw exportsTooOld(`undo ${fix.id} --from PATH`);
  return fix;
}

/** Splits what the fix wrote into what can be taken back and what cannot. */
function undoneBalances(
  store: Store,
  fix: FixRecord,
  options: SelectionOptions,
): { undone: UndoneBalance[]; kept: KeptBalance[] } {
  const { skus, warehouses } = selectionOf(store, options);
  const rows = store
    .rowsOfFix(fix.id)
    .filter(
      ({ sku, warehouse }) => skus?.includes(sku) !== false && warehouses?.includes(warehouse) !== false,
    );
  if (rows.length === 0) {
    const { noSuchBalance, forgotten } = words().undo;
    throw new UserError(...(options.sku || options.warehouse ? noSuchBalance : forgotten)(fix.id));
  }
  const undone: UndoneBalance[] = [];
  const kept: KeptBalance[] = [];
  for (const { fixed, story, lines } of fixedStories(store, rows)) {
    const result = undoOf(fixed, fix, story, lines());
    if ('refusal' in result) kept.push({ fixed, story, ...result });
    else if (story !== undefined) {
      const { count, most } = result;
      const balance = { ...story, confidence: count === most ? ('proven' as const) : ('likely' as const) };
      if (changesSomething(story, count)) undone.push({ fixed, story, balance, count, most });
    }
  }
  return { undone, kept };
}
