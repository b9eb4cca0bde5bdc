/** `invfix correct`: the counts to write, as a table, a file or JSON, and what the ERP must not do again. */
import * as util from 'node:util';
import { UserError } from '../errors.js';
import { type ErpRow, erpFile, type FixFile, refuseUnwritable } from '../fixes/index.js';
import type { CauseCode, Confidence } from '../ledger/diagnosis.js';
import {
  type Correction,
  checkedCorrections,
  type FixedBalance,
  type LeftOut,
  selectCorrections,
} from '../ledger/index.js';
import type { Moment } from '../ledger/records.js';
import { renderCorrections, renderLeftOut, renderTotals, renderWrittenOff } from '../render/correct.js';
import {
  renderEarlyWriters,
  renderErpFile,
  renderHandChanges,
  renderRemembered,
  renderReviewed,
  renderStale,
} from '../render/fix.js';
import { listed } from '../render/numbers.js';
import { paragraph, sections } from '../render/page.js';
import type { Surface } from '../render/surface.js';
import { databasePath, type List, Store } from '../store/reading.js';
import { words } from '../words/index.js';
import { clearLeftovers } from './clearing.js';
import { type Context, createContext, type SharedOptions } from './context.js';
import type { CountedBalances } from './counting.js';
import type { CorrectDocument } from './document-types.js';
import { correctDocument, type Streamed } from './documents.js';
import { EXIT, type ExitCode } from './exit-codes.js';
import { isIncomplete, warnOfIncomplete } from './incomplete.js';
import { jsonDocument } from './json.js';
import type { Reviewed } from './reviewed.js';
import { scanFirst } from './scan-first.js';
import { type Selection, type SelectionOptions, selectionOf } from './selection.js';
import { stalenessOf } from './staleness.js';
import { behindFix } from './stories-of-fix.js';
import {
  type FilesOfFix,
  filesOfFix,
  refuseAmongExports,
  refuseUnusedOptions,
  STDOUT,
  type WritingOptions,
  writeFix,
} from './writing-fix.js';

export interface CorrectOptions extends SharedOptions, SelectionOptions, WritingOptions {
  /** False where the fix is not to be remembered: verify and undo will not know of it. */
  readonly undo: boolean;
  readonly fromReview?: string;
  readonly confidence: Confidence;
  readonly cause?: readonly CauseCode[];
  readonly skuFile?: string;
  readonly minUnits?: number;
  readonly pick?: boolean;
  readonly understated?: boolean;
  readonly overstated?: boolean;
  readonly unblockOversold?: boolean;
  readonly counts?: readonly string[];
  readonly countedWithPicked?: boolean;
  readonly json?: boolean;
}

const STDIN = '-';
/** Orders listed on the page; all of them are in the JSON document and in the file for the ERP. */
const FIRST_ORDERS = 40;
/** Corrections in the table on a terminal; all of them are in the file. */
const FIRST_CORRECTIONS = 50;

interface Fix {
  readonly corrections: readonly Correction[];
  readonly leftOut: readonly LeftOut[];
  readonly writtenOff: readonly ErpRow[];
  /** What is remembered of each balance; empty where the fix is not. */
  readonly fixed: readonly FixedBalance[];
  readonly exportedAt: Moment | null;
  readonly exportedBefore: Moment | null;
  /** There was something to pick, and nothing of it was. */
  readonly nothingPicked: boolean;
  /** What a review changed; null without one. */
  readonly reviewed: (Reviewed & { readonly missing: number }) | null;
}

/** A fix as it is written: its files, and the one for the ERP apart; none of the latter beside the standard output. */
interface WrittenFix extends FilesOfFix {
  readonly erp: FixFile | null;
}

/** @param now the clock */
export async function correct(options: CorrectOptions, now: () => Moment = Date.now): Promise<ExitCode> {
  const context = createContext(options);
  refuseUsage(options);
  if (options.pick) await refuseUnpickable(options, context);
  const force = options.force === true;
  const target = options.write === STDOUT ? undefined : options.write;
  const database = databasePath(options.db);
  if (target !== undefined) {
    clearLeftovers(target, database, context);
    refuseUnwritable(target, force);
    refuseUnwritable(erpFile(target, []).path, force);
  }
  const store = options.from ? await scanFirst(options.from, options.db, context) : Store.open(database);
  try {
    if (target !== undefined && options.format === 'spreadsheet') refuseAmongExports(target, store);
    const counted = await countedOf(store, options, context);
    const fix = await fixOf(store, counted, options, context);
    const written = fix.nothingPicked ? null : await filesOf(fix, store, options);
    warnOfAge(fix, store, context, now());
    let number: number | null = null;
    if (written !== null && options.write !== undefined) {
      warnOfEarlyWriters(fix, written, store, context);
      const files = written.erp === null ? written.files : [...written.files, written.erp];
      const remember = { database, store, fixed: fix.fixed, undoes: null, now: now() };
      number = await writeFix(files, options.write, options, options.undo ? remember : null, context);
    }
    const page = (surface: Surface): string => pageOf(fix, written, number, options, context, surface);
    if (options.json) await writeJson(fix, context);
    else if (options.write === STDOUT) context.warn(page(context.errors));
    else await context.write(`${page(context.surface)}\n`);
    if (isIncomplete(store.files())) warnOfIncomplete(context);
    else if (counted?.isIncomplete !== true) return EXIT.done;
    return EXIT.incomplete;
  } finally {
    store.close();
  }
}

/** @throws UserError for options that contradict each other, or would do nothing */
function refuseUsage(options: CorrectOptions): void {
  if (options.json && options.write === STDOUT) {
    throw new UserError(...words().fix.bothToStdout('fix.csv'));
  }
  refuseUnusedOptions(options);
  if (!options.undo && options.write === undefined) {
    throw new UserError(...words().correct.undoWithoutFile());
  }
  if (options.skuFile === STDIN && options.from?.includes(STDIN)) {
    throw new UserError(...words().correct.bothFromStdin());
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

async function fixOf(
  store: Store,
  counted: CountedBalances | null,
  options: CorrectOptions,
  context: Context,
): Promise<Fix> {
  const computed = await computedCorrections(store, counted, options);
  const reviewed =
    options.fromReview === undefined
      ? null
      : await reviewOf(options.fromReview, computed.corrections, store, counted, options);
  const { corrections: all, leftOut } =
    reviewed === null ? computed : { corrections: reviewed.corrections, leftOut: [] };
  const corrections = options.pick ? await picked(all, store, options, context) : all;
  const { exportedAt, exportedBefore } = store.scan();
  return {
    corrections: checkedCorrections(corrections, reviewed !== null),
    leftOut,
    ...behindFix(store, counted, corrections, options.write !== undefined && options.undo),
    exportedAt,
    exportedBefore,
    nothingPicked: all.length > 0 && corrections.length === 0,
    reviewed,
  };
}

/** @throws UserError where nobody can be asked, or this Node is too old for what asks */
async function refuseUnpickable(options: CorrectOptions, context: Context): Promise<void> {
  if (!('styleText' in util)) {
    throw new UserError(...words().pick.oldNode());
  }
  (await import('./picking.js')).refuseUnpickable(options, context);
}

/** What is wrong with how they are to be written is said before anybody ticks them one by one. */
async function picked(
  corrections: readonly Correction[],
  store: Store,
  options: CorrectOptions,
  context: Context,
): Promise<readonly Correction[]> {
  if (options.write !== undefined) await filesOfFix([], options.write, store, options);
  const { pickCorrections } = await import('./picking.js');
  return pickCorrections(corrections, context);
}

async function computedCorrections(
  store: Store,
  counted: CountedBalances | null,
  options: CorrectOptions,
): Promise<{ corrections: readonly Correction[]; leftOut: readonly LeftOut[] }> {
  const { ofCauses, changesUnits } = await import('./selecting.js');
  const lists: List[] = ['negative'];
  if (options.understated) lists.push('understated');
  if (options.overstated) lists.push('overstated');
  // A count given now may make any balance one that needs correcting.
  const among = counted === null ? { lists } : {};
  const scanned = store.diagnoses({ ...(await selected(store, options)), ...among });
  const balances = ofCauses(counted?.diagnoses(scanned) ?? scanned, options.cause);
  const { corrections, leftOut } = selectCorrections(balances, {
    understated: options.understated === true,
    overstated: options.overstated === true,
    confidence: options.confidence,
    unblockOversold: options.unblockOversold === true,
  });
  const { minUnits } = options;
  if (minUnits === undefined) return { corrections, leftOut };
  return { corrections: corrections.filter((each) => changesUnits(each, minUnits)), leftOut: [] };
}

/** The SKUs named one by one and those of a list are selected together. */
async function selected(store: Store, options: CorrectOptions): Promise<Selection> {
  const selection = selectionOf(store, options);
  if (options.skuFile === undefined) return selection;
  const { skusOfFile } = await import('./selecting.js');
  const listedSkus = await skusOfFile(options.skuFile, store);
  return { ...selection, skus: [...new Set([...(selection.skus ?? []), ...listedSkus])] };
}

async function reviewOf(
  path: string,
  computed: readonly Correction[],
  store: Store,
  counted: CountedBalances | null,
  options: CorrectOptions,
): Promise<NonNullable<Fix['reviewed']>> {
  const { reviewedCorrections } = await import('./reviewed.js');
  const reviewed = await reviewedCorrections(path, store, counted, options.unblockOversold === true);
  const named = new Set(
    [...reviewed.corrections.map(({ balance }) => balance), ...reviewed.needless].map(keyOf),
  );
  return { ...reviewed, missing: computed.filter(({ balance }) => !named.has(keyOf(balance))).length };
}

function keyOf({ sku, warehouse }: { readonly sku: string; readonly warehouse: string }): string {
  return JSON.stringify([sku, warehouse]);
}

/** @throws UserError when the format cannot hold the fix */
async function filesOf(fix: Fix, store: Store, options: CorrectOptions): Promise<WrittenFix | null> {
  const { write } = options;
  if (write === undefined) return null;
  const files = await filesOfFix(fix.corrections, write, store, options);
  return { ...files, erp: write === STDOUT ? null : erpFile(write, fix.writtenOff) };
}

function warnOfAge({ corrections, exportedBefore }: Fix, store: Store, context: Context, now: Moment): void {
  const age = stalenessOf(corrections, store, now);
  if (age !== null) context.warn(renderStale({ ...age, exportedBefore }, context.errors));
}

function warnOfEarlyWriters({ corrections }: Fix, { erp }: WrittenFix, store: Store, context: Context): void {
  if (corrections.length === 0) return;
  const warehouses = new Set(corrections.map(({ balance }) => balance.warehouse));
  const { writers } = store.habits();
  const text = renderEarlyWriters(writers, warehouses, erp?.path ?? null, context.errors);
  if (text !== null) context.warn(text);
}

/** The document of what would be corrected; nothing is written or remembered. */
export async function correctionsOf(
  store: Store,
  options: CorrectOptions,
  context: Context,
): Promise<Streamed<CorrectDocument>> {
  return documentOf(await fixOf(store, await countedOf(store, options, context), options, context));
}

function documentOf(fix: Fix): Streamed<CorrectDocument> {
  return correctDocument({
    exportedAt: fix.exportedAt,
    corrections: fix.corrections,
    leftOut: fix.leftOut,
    ordersNotToWriteOffAgain: fix.writtenOff,
  });
}

async function writeJson(fix: Fix, context: Context): Promise<void> {
  for (const piece of jsonDocument(documentOf(fix))) await context.write(piece);
}

/** What is said about a fix: with its table, unless the rows were written elsewhere. */
function pageOf(
  fix: Fix,
  written: WrittenFix | null,
  number: number | null,
  options: CorrectOptions,
  context: Context,
  surface: Surface,
): string {
  const all = Number.POSITIVE_INFINITY;
  const mostOrders = context.verbose ? all : FIRST_ORDERS;
  const mostCorrections = context.verbose || !surface.isTerminal ? all : FIRST_CORRECTIONS;
  const { reviewed } = fix;
  const { nothing, nothingPicked, nothingPickedNorWritten } = words().correct;
  const where =
    written === null
      ? null
      : options.write === STDOUT
        ? STDOUT
        : listed(written.files.map(({ path }) => path));
  return sections([
    reviewed === null ? null : renderHandChanges(reviewed.changes, mostCorrections, surface),
    fix.corrections.length > 0 && written === null
      ? renderCorrections(fix.corrections, mostCorrections, surface)
      : null,
    fix.corrections.length > 0 || written !== null
      ? renderTotals(fix, where, surface)
      : fix.nothingPicked
        ? options.write === undefined
          ? nothingPicked
          : nothingPickedNorWritten
        : nothing,
    ...(written?.notes ?? []).map((note) => paragraph(note, surface, '')),
    reviewed === null ? null : renderReviewed(reviewed.missing, reviewed.needless, surface),
    renderLeftOut(fix.leftOut, context.verbose, surface),
    renderWrittenOff(fix.writtenOff, mostOrders, surface),
    written?.erp ? renderErpFile(written.erp.path, fix.writtenOff.length, surface) : null,
    number === null ? null : renderRemembered(number, surface),
  ]);
}
