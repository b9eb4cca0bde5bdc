/** From counts to files: in the format asked for, whole or not at all, and remembered for verify and undo. */
import { resolve, sep } from 'node:path';
import { UserError } from '../errors.js';
import { type FixFile, FORMATS, type FormatName, leftBehind, prepareWhole } from '../fixes/index.js';
import type { Correction, FixedBalance } from '../ledger/index.js';
import type { Moment } from '../ledger/records.js';
import { renderLeftBehind } from '../render/fix.js';
import type { Store } from '../store/reading.js';
import { words } from '../words/index.js';
import type { Context } from './context.js';

/** The options of every command that writes a fix. */
export interface WritingOptions {
  readonly write?: string;
  readonly force?: boolean;
  readonly format: FormatName;
  readonly account?: string;
  /** What becomes of lead times that no export says: they are set to none. */
  readonly leadTime?: 'keep-none';
}

export const STDOUT = '-';

/** The files of a fix, and what there is to say about them. */
export interface FilesOfFix {
  readonly files: readonly FixFile[];
  readonly notes: readonly string[];
}

/** @throws UserError for options that would do nothing */
export function refuseUnusedOptions(options: WritingOptions): void {
  const { format, write } = options;
  if (format !== 'review' && write === undefined) {
    const file = `fix${format === 'spreadsheet' ? '.xls' : '.csv'}`;
    throw new UserError(...words().fix.formatWithoutFile({ format, file }));
  }
  for (const option of ['account', 'leadTime'] as const) {
    if (options[option] === undefined || format === 'batch') continue;
    throw new UserError(...words().fix.onlyForBatch(option === 'account' ? '--account' : '--lead-time'));
  }
}

/**
 * A fix as a spreadsheet looks like an export, and the next scan would take it for one.
 * @throws UserError when it would stand in a folder that was scanned
 */
export function refuseAmongExports(target: string, store: Store): void {
  const scanned = store.scan().paths.find((path) => resolve(target).startsWith(`${resolve(path)}${sep}`));
  if (scanned === undefined) return;
  throw new UserError(...words().fix.amongExports({ target, scanned }));
}

/** @throws UserError when the format cannot hold the fix */
export async function filesOfFix(
  corrections: readonly Correction[],
  write: string,
  store: Store,
  options: WritingOptions,
): Promise<FilesOfFix> {
  const format = await FORMATS[options.format]();
  const { files, notes } = await format.files(write, corrections, {
    account: options.account,
    resetsLeadTimes: options.leadTime === 'keep-none',
    originOf: (sku, warehouse) => store.originOf(sku, warehouse),
    sources: () => store.sources(),
  });
  if (write === STDOUT && files.length > 1) {
    throw new UserError(...words().fix.tooManyFiles(files.length));
  }
  return { files, notes };
}

/** What is remembered of a fix besides its counts. */
export interface FixToRemember {
  readonly database: string;
  readonly store: Store;
  readonly fixed: readonly FixedBalance[];
  /** The fix it takes back; null for a correction. */
  readonly undoes: number | null;
  readonly now: Moment;
}

/**
 * Writes the files, to the standard output where that was asked for, and remembers the fix.
 * @param remember null where it is not to be remembered
 * @returns the fix's number; null where it is not remembered
 */
export async function writeFix(
  files: readonly FixFile[],
  write: string,
  options: WritingOptions,
  remember: FixToRemember | null,
  context: Context,
): Promise<number | null> {
  const prepared = prepareWhole(write === STDOUT ? [] : files, options.force === true);
  let number: number | null = null;
  try {
    if (remember === null || remember.fixed.length === 0) prepared.place();
    else {
      const { rememberFix } = await import('../store/remembered.js');
      const { database, store, fixed, undoes, now } = remember;
      const { exportedAt, exportedBefore } = store.scan();
      const scan = store.scanRecords().at(-1)?.id ?? 0;
      const fix = {
        scan,
        writtenAt: now,
        exportedAt,
        exportedBefore,
        format: options.format,
        path: write,
        undoes,
      };
      number = rememberFix(database, fix, fixed, prepared.files, prepared.place);
    }
  } finally {
    prepared.discard();
  }
  if (write !== STDOUT && options.force === true) {
    const text = renderLeftBehind(leftBehind(write, files), context.errors);
    if (text !== null) context.warn(text);
  }
  if (write === STDOUT) {
    for (const { pieces } of files) for (const piece of pieces) await context.write(String(piece));
  }
  return number;
}
