/** From paths to a published database: load, learn each writer's habits, diagnose every SKU. */
import { setImmediate } from 'node:timers/promises';
import { UserError } from '../errors.js';
import { type FileReport, type FoundFiles, filesBelow } from '../exports/index.js';
import { learnHabits } from '../ledger/index.js';
import { counted } from '../render/numbers.js';
import { paragraph } from '../render/page.js';
import { Progress } from '../render/progress.js';
import { minute } from '../render/times.js';
import { isUnchanged, lastInput, loadExports, StoreBuilder } from '../store/index.js';
import { type Context, cleanUpOnInterrupt } from './context.js';
import { diagnosed } from './diagnosing/diagnosed.js';
import { noInventoryError, notCountsError } from './empty.js';
import { fingerprintOf, type ScanSettings } from './settings.js';
import { timed } from './timings.js';

/**
 * Scans the exports below `paths` into the database. Until the last step whatever stood there stays
 * readable; an error or an interruption leaves it as it was. Where nothing has changed since the last scan,
 * nothing is done.
 * @throws UserError when a path does not exist or nothing below the paths is an inventory export
 */
export async function scanInto(
  database: string,
  paths: readonly string[],
  settings: ScanSettings,
  context: Context,
): Promise<void> {
  const all = [...paths, ...settings.counts];
  const found = filesBelow(all);
  if (await isScanned(database, found, settings, context)) return;
  const scannedAt = Date.now();
  const progress = new Progress(context.errors, (text) => process.stderr.write(text), !context.quiet);
  const builder = StoreBuilder.create(database);
  const forget = cleanUpOnInterrupt(() => {
    progress.clear();
    builder.discard();
  });
  try {
    const sources = await timed('load', () =>
      loadExports(found, builder, settings.read, ({ file, bytesRead, bytesTotal, rows }) =>
        progress.reading(file, bytesRead, bytesTotal, rows),
      ),
    );
    progress.step('putting the exports together');
    await setImmediate();
    await timed('index', () =>
      builder.finishLoading({
        ...(settings.ownSellers === undefined ? {} : { ownSellers: settings.ownSellers }),
        countedWithPicked: settings.countedWithPicked,
      }),
    );
    const { balances } = builder.counts();
    if (balances === 0) throw noInventoryError(builder.files(), all);
    refuseOtherThanCounts(builder.files(), settings.counts);
    const coverage = builder.coverage();
    progress.step('learning when each writer takes units off');
    await setImmediate();
    const habits = await timed('learn', () =>
      learnHabits(() => builder.drawnSkus(), coverage, settings.authors),
    );
    builder.saveHabits(habits);
    await timed('diagnose', () =>
      builder.saveDiagnoses(
        diagnosed(builder, habits, coverage, (done) => progress.working('balance', done, balances)),
      ),
    );
    builder.saveScan({ scannedAt: Date.now(), paths });
    builder.saveInput({
      sources,
      passedOver: found.passedOver,
      settings: fingerprintOf(settings),
      scannedAt,
    });
    // An interruption during the work above is heard here, before anything is replaced.
    await setImmediate();
    await timed('publish', () => builder.publish());
    progress.clear();
    if (builder.rebuiltFrom !== null) {
      context.warn(`The database was of an older version (${builder.rebuiltFrom}) and has been built anew.`);
    }
  } catch (error) {
    progress.clear();
    builder.discard();
    throw error instanceof UserError ? error : asUserError(error, database);
  } finally {
    forget();
  }
}

/** Whether the database holds what a scan would come to; says so. */
async function isScanned(
  database: string,
  found: FoundFiles,
  settings: ScanSettings,
  context: Context,
): Promise<boolean> {
  if (settings.fresh) return false;
  const before = lastInput(database);
  if (before === null) return false;
  if (!(await isUnchanged(before, found, fingerprintOf(settings), settings.verifyFiles))) return false;
  const files = counted(found.files.length, 'file');
  const text = `Nothing has changed since the scan of ${minute(before.scannedAt)} UTC: ${files} not read again. To read all of it again, scan with --fresh.`;
  context.warn(`${paragraph(text, context.errors, '')}\n`);
  return true;
}

/** @throws UserError when a file named with --counts is something else */
function refuseOtherThanCounts(files: readonly FileReport[], counts: readonly string[]): void {
  for (const path of counts) {
    const found = files.filter((file) => file.path === path || file.path.startsWith(`${path}/`));
    if (found.some((file) => file.kind === 'counts')) continue;
    throw notCountsError(path, found[0]?.reason ?? null);
  }
}

/** What the system refuses is the user's to put right; anything else is a fault of ours. */
function asUserError(error: unknown, database: string): unknown {
  const code = error instanceof Error && 'code' in error ? String(error.code) : '';
  if (code === 'ENOSPC' || code === 'SQLITE_FULL') {
    return new UserError(
      `${database} could not be written: the disk is full.`,
      'Free some space and scan again.',
    );
  }
  if (code === 'EACCES' || code === 'EROFS' || code === 'SQLITE_READONLY' || code === 'SQLITE_CANTOPEN') {
    return new UserError(
      `${database} cannot be written.`,
      'Name another place with --db FILE, or change its permissions.',
    );
  }
  return error;
}
