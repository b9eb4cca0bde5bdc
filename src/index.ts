/**
 * invfix as a library: what the commands find, as data. Nothing is printed and the process is never ended; what a
 * user can put right is thrown as a UserError, in English.
 */
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type Context, createContext } from './commands/context.js';
import { correctionsOf } from './commands/correct.js';
import type { CorrectDocument, ExplainDocument, ScanDocument } from './commands/document-types.js';
import { explainDocument, type Streamed, scanDocument } from './commands/documents.js';
import { storiesOfSku } from './commands/explain.js';
import { isList } from './commands/json.js';
import { scanDataOf } from './commands/scan-data.js';
import { scanInto } from './commands/scanning.js';
import { selectionOf, skuOf } from './commands/selection.js';
import { settingsOf } from './commands/settings.js';
import { Store } from './store/reading.js';

export type * from './commands/document-types.js';
export { UserError } from './errors.js';

/** How exports are read. What stands in invfix.config.json counts where an option does not say. */
export interface ReadingOptions {
  /**
   * The database: what was read before is used again, and the commands can go on from it. Without one a temporary
   * one is used, and removed afterwards.
   */
  readonly db?: string;
  /** IANA zone of dates that name none; UTC by default. A zone there is not is a RangeError. */
  readonly timezone?: string;
  /** How 03/04/2026 reads, where the file's rows do not tell. */
  readonly dateOrder?: 'dmy' | 'mdy';
  /** When the inventory was exported, where neither its name nor a column says. */
  readonly exportedAt?: Date;
  /** Files with physical counts of the shelf. */
  readonly counts?: readonly string[];
  /** Units of orders in Preparing Delivery were counted too. */
  readonly countedWithPicked?: boolean;
  /** Read all files again, whether or not they have changed since the last scan into `db`. */
  readonly fresh?: boolean;
}

/** Ids or reference codes; one that no export has is a UserError. */
export interface SelectingOptions {
  readonly sku?: readonly string[];
  readonly warehouse?: readonly string[];
}

export interface ScanOptions extends ReadingOptions, SelectingOptions {
  /** Every balance, the healthy ones too. */
  readonly all?: boolean;
  /** Also balances that withhold units without being negative. */
  readonly understated?: boolean;
  /** Also balances that still count units which are gone. */
  readonly overstated?: boolean;
  /** Each row that could not be read by itself. */
  readonly problems?: boolean;
}

/** Exports to scan first (`from`), or a database that a scan was made into (`db`). */
export type Source =
  | (ReadingOptions & { readonly from: string | readonly string[] })
  | { readonly db: string; readonly from?: undefined };

export type ExplainOptions = Source & Pick<SelectingOptions, 'warehouse'>;

export type CorrectOptions = Source &
  SelectingOptions & {
    /** Also balances that withhold units without being negative. */
    readonly understated?: boolean;
    /** Also balances that still count units which are gone. */
    readonly overstated?: boolean;
    /** The least confidence of a correction; `assumed`, which is all of them, by default. */
    readonly confidence?: 'proven' | 'likely' | 'assumed';
    /** Raise oversold balances to 0 available, so that other warehouses can sell. */
    readonly unblockOversold?: boolean;
  };

/**
 * Reads every export below the paths and finds the negative balances: what `invfix scan --json` writes.
 * @throws UserError where a path does not exist, or nothing below the paths is an inventory export
 */
export function scan(paths: string | readonly string[], options: ScanOptions = {}): Promise<ScanDocument> {
  return withStore({ ...options, from: paths }, (store) => {
    const selection = selectionOf(store, options);
    return whole<ScanDocument>(scanDocument(scanDataOf(store, store.summary(selection), selection, options)));
  });
}

/**
 * One SKU's story: what `invfix explain --json` writes.
 * @param sku an id or a reference code
 * @throws UserError where no export has the SKU, and as `scan`
 */
export function explain(sku: string, options: ExplainOptions): Promise<ExplainDocument> {
  return withStore(options, (store) => {
    const id = skuOf(store, sku);
    const { shown } = storiesOfSku(store, id, options);
    return explainDocument(id, store.coverage().exportedAt, shown);
  });
}

/**
 * The corrected counts: what `invfix correct --json` writes. No file is written, and no fix remembered.
 * @throws UserError as `scan`
 */
export function correct(options: CorrectOptions): Promise<CorrectDocument> {
  return withStore(options, async (store, context) => {
    const { sku, warehouse, understated, overstated, unblockOversold, confidence = 'assumed' } = options;
    const document = await correctionsOf(
      store,
      {
        ...(sku === undefined ? {} : { sku }),
        ...(warehouse === undefined ? {} : { warehouse }),
        understated: understated === true,
        overstated: overstated === true,
        unblockOversold: unblockOversold === true,
        confidence,
        format: 'review',
        undo: false,
        color: false,
      },
      context,
    );
    return whole<CorrectDocument>(document);
  });
}

/** Does the work on what the source holds; a temporary database is removed after it. */
async function withStore<Result>(
  source: Source,
  work: (store: Store, context: Context) => Result | Promise<Result>,
): Promise<Result> {
  if (source.from === undefined && source.db === undefined) {
    throw new TypeError('Name exports to scan (from), or a database of a scan (db).');
  }
  // Quiet: nothing is written to any stream.
  const context = createContext({ quiet: true, color: false });
  const folder = source.db === undefined ? await mkdtemp(join(tmpdir(), 'invfix-')) : null;
  try {
    const store = await opened(source, source.db ?? join(folder ?? '', 'invfix.db'), context);
    try {
      return await work(store, context);
    } finally {
      store.close();
    }
  } finally {
    if (folder !== null) await rm(folder, { recursive: true, force: true });
  }
}

async function opened(source: Source, database: string, context: Context): Promise<Store> {
  if (source.from === undefined) return Store.open(database);
  const { from, exportedAt, timezone } = source;
  new Intl.DateTimeFormat('en', timezone === undefined ? {} : { timeZone: timezone });
  const { exportedAt: _date, ...reading } = source;
  const settings = settingsOf({ ...reading, ...(exportedAt ? { exportedAt: exportedAt.getTime() } : {}) });
  return scanInto(database, typeof from === 'string' ? [from] : from, settings, context);
}

/** A document with its lists in memory. */
function whole<Document extends object>(document: Streamed<Document>): Document {
  const entries = Object.entries(document).map(([key, value]) => [key, isList(value) ? [...value] : value]);
  return Object.fromEntries(entries) as Document;
}
