/** From paths to a published database, unless it already holds what a scan of them would come to. */
import { type FoundFiles, filesBelow } from '../exports/index.js';
import { paragraph } from '../render/page.js';
import { unchangedLine, waitingLine } from '../render/scan.js';
import { Store } from '../store/reading.js';
import { lastInput, type ScanInput, type Source, unchangedSources } from '../store/sources.js';
import { type Context, cleanUpOnInterrupt } from './context.js';
import { fingerprintOf, type ScanSettings } from './settings.js';

/**
 * Scans the exports below `paths` into the database. Until the last step whatever stood there stays
 * readable; an error or an interruption leaves it as it was. Where nothing has changed since the last scan,
 * nothing is done. While another scan writes to the database, this one waits a while.
 * @returns the database, open: what this scan found, though another one come after it
 * @throws UserError when a path does not exist or nothing below the paths is an inventory export, or another scan
 * goes on
 */
export async function scanInto(
  database: string,
  paths: readonly string[],
  settings: ScanSettings,
  context: Context,
): Promise<Store> {
  const found = filesBelow([...paths, ...settings.counts]);
  const since = await sinceLastScan(database, settings, found);
  if (since.isDone) return asItWas(database, since.before, found, context);
  // What reads and diagnoses is not loaded before there is something to read.
  const [{ lockedForScan }, { asUserError, scanAnew }] = await Promise.all([
    import('../store/lock.js'),
    import('./scanning-anew.js'),
  ]);
  let waited = false;
  const free = await lockedForScan(database, (holder) => {
    waited = true;
    context.warn(`${paragraph(waitingLine(holder), context.errors, '')}\n`);
  }).catch((error: unknown) => {
    throw asUserError(error, database);
  });
  const forgetLock = cleanUpOnInterrupt(free);
  try {
    // The scan that was waited for may have read the same files.
    const now = waited ? await sinceLastScan(database, settings, found) : since;
    if (now.isDone) return asItWas(database, now.before, found, context);
    await scanAnew({ database, paths, found, ...now }, settings, context);
    return Store.open(database);
  } finally {
    free();
    forgetLock();
  }
}

/** What the last scan into the database read, and which of the files found are still as they were then. */
interface SinceLastScan {
  readonly before: ScanInput | null;
  readonly unchanged: readonly (Source | null)[];
  /** The database holds what a scan would come to. */
  readonly isDone: boolean;
}

async function sinceLastScan(
  database: string,
  settings: ScanSettings,
  found: FoundFiles,
): Promise<SinceLastScan> {
  const before = lastScan(database, settings);
  const unchanged = before === null ? [] : await unchangedSources(before, found.files, settings.verifyFiles);
  return { before, unchanged, isDone: before !== null && isSame(before, found, unchanged) };
}

function asItWas(database: string, before: ScanInput | null, found: FoundFiles, context: Context): Store {
  if (before !== null) {
    const line = unchangedLine(before.scannedAt, found.files.length);
    context.warn(`${paragraph(line, context.errors, '')}\n`);
  }
  return Store.open(database);
}

/** The last scan into the database, where it was made as this one is to be; null where all is to be read. */
function lastScan(database: string, settings: ScanSettings): ScanInput | null {
  const before = settings.fresh ? null : lastInput(database);
  return before?.settings === fingerprintOf(settings) ? before : null;
}

/** Whether the database holds what a scan would come to. */
function isSame(before: ScanInput, found: FoundFiles, unchanged: readonly (Source | null)[]): boolean {
  return (
    before.sources.length === found.files.length &&
    unchanged.every((source) => source !== null) &&
    JSON.stringify(before.passedOver) === JSON.stringify(found.passedOver)
  );
}
