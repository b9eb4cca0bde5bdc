/** What a scan does where something is new: load, learn each writer's habits, diagnose every SKU, publish. */
import { setImmediate } from 'node:timers/promises';
import { UserError } from '../errors.js';
import type { FileReport, FoundFiles } from '../exports/index.js';
import { lostWords } from '../render/history.js';
import { paragraph } from '../render/page.js';
import { Progress } from '../render/progress.js';
import { reusedLine } from '../render/scan.js';
import { loadExports, type ScanInput, type Source, StoreBuilder } from '../store/index.js';
import { words } from '../words/index.js';
import { type Context, cleanUpOnInterrupt } from './context.js';
import { diagnosed } from './diagnosing/diagnosed.js';
import { learned } from './diagnosing/learned.js';
import { noInventoryError, notCountsError } from './empty.js';
import { fingerprintOf, type ScanSettings } from './settings.js';
import { timed } from './timings.js';

/** Reading less takes no longer than putting rows away for the next time. */
const WORTH_KEEPING = 4 << 20;

/** What is to be scanned. */
export interface ScanTask {
  readonly database: string;
  readonly paths: readonly string[];
  readonly found: FoundFiles;
  /** The last scan into the database, where it was made as this one is to be. */
  readonly before: ScanInput | null;
  /** By place, the files that are as it read them. */
  readonly unchanged: readonly (Source | null)[];
}

/** @throws UserError as `scanInto` */
export async function scanAnew(
  { database, paths, found, before, unchanged }: ScanTask,
  settings: ScanSettings,
  context: Context,
): Promise<void> {
  const scannedAt = Date.now();
  const progress = new Progress(context.errors, (text) => process.stderr.write(text), !context.quiet);
  const { builder, reused } = await builderFor(database, before, found, unchanged).catch((error: unknown) => {
    throw asUserError(error, database);
  });
  const forget = cleanUpOnInterrupt(() => {
    progress.clear();
    builder.discard();
  });
  try {
    const { sources, rows } = await timed('load', async () => ({
      sources: await loadExports(
        found,
        builder,
        settings.read,
        ({ file, bytesRead, bytesTotal, rows }) => progress.reading(file, bytesRead, bytesTotal, rows),
        reused,
      ),
      rows: bytesOf(found.files) < WORTH_KEEPING ? null : await builder.keepRows(),
    }));
    progress.step(words().progress.joining);
    await setImmediate();
    await timed('index', () =>
      builder.finishLoading({
        ...(settings.ownSellers === undefined ? {} : { ownSellers: settings.ownSellers }),
        countedWithPicked: settings.countedWithPicked,
      }),
    );
    const { balances } = builder.counts();
    if (balances === 0) throw noInventoryError(builder.files(), [...paths, ...settings.counts]);
    refuseOtherThanCounts(builder.files(), settings.counts);
    const coverage = builder.coverage();
    progress.step(words().progress.learning);
    await setImmediate();
    const habits = await timed('learn', () => learned(builder, coverage, settings.authors));
    builder.saveHabits(habits);
    await timed('diagnose', () =>
      builder.saveDiagnoses(
        diagnosed(builder, habits, coverage, (done) => progress.balances(done, balances)),
      ),
    );
    builder.saveScan({ scannedAt: Date.now(), paths });
    builder.saveInput({
      sources,
      passedOver: found.passedOver,
      settings: fingerprintOf(settings),
      scannedAt,
      rows,
    });
    // An interruption during the work above is heard here, before anything is replaced.
    await setImmediate();
    const lost = await timed('publish', () => builder.publish());
    progress.clear();
    const lostLine = lostWords(lost);
    if (lostLine !== null) context.warn(paragraph(lostLine, context.errors, ''));
    if (before !== null && reused.length > 0) {
      const held = reused.filter((source) => source !== null).length;
      const line = reusedLine(before.scannedAt, held, reused.length - held);
      context.warn(`${paragraph(line, context.errors, '')}\n`);
    }
    if (builder.rebuiltFrom !== null) context.warn(words().scanning.builtAnew(builder.rebuiltFrom));
  } catch (error) {
    progress.clear();
    builder.discard();
    throw asUserError(error, database);
  } finally {
    forget();
  }
}

/** A new database: with the rows of the files that are unchanged, where those are most. */
async function builderFor(
  database: string,
  before: ScanInput | null,
  found: FoundFiles,
  unchanged: readonly (Source | null)[],
): Promise<{ builder: StoreBuilder; reused: readonly (Source | null)[] }> {
  const held = unchanged.flatMap((source, place) => (source === null ? [] : [{ source, place }]));
  const isWorthIt = 2 * bytesOf(held.map(({ source }) => source)) >= bytesOf(found.files);
  if (before?.rows != null && isWorthIt) {
    const builder = await StoreBuilder.resume(database, before.rows, held);
    if (builder !== null) return { builder, reused: unchanged };
  }
  return { builder: StoreBuilder.create(database), reused: [] };
}

function bytesOf(files: readonly { readonly size: number }[]): number {
  return files.reduce((sum, { size }) => sum + size, 0);
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
export function asUserError(error: unknown, database: string): unknown {
  const code = error instanceof Error && 'code' in error ? String(error.code) : '';
  if (['ENOSPC', 'EDQUOT', 'EFBIG', 'SQLITE_FULL'].includes(code) || code.startsWith('SQLITE_IOERR')) {
    return new UserError(...words().scanning.diskFull(database));
  }
  if (code === 'EACCES' || code === 'EROFS' || code === 'SQLITE_READONLY' || code === 'SQLITE_CANTOPEN') {
    return new UserError(...words().scanning.notWritable(database));
  }
  return error;
}
