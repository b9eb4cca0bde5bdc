/** From paths to a published database, unless it already holds what a scan of them would come to. */
import { type FoundFiles, filesBelow } from '../exports/index.js';
import { paragraph } from '../render/page.js';
import { unchangedLine } from '../render/scan.js';
import { lastInput, type ScanInput, type Source, unchangedSources } from '../store/reading.js';
import type { Context } from './context.js';
import { fingerprintOf, type ScanSettings } from './settings.js';

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
  const found = filesBelow([...paths, ...settings.counts]);
  const before = lastScan(database, settings);
  const unchanged = before === null ? [] : await unchangedSources(before, found.files, settings.verifyFiles);
  if (before !== null && isSame(before, found, unchanged)) {
    const line = unchangedLine(before.scannedAt, found.files.length);
    context.warn(`${paragraph(line, context.errors, '')}\n`);
    return;
  }
  // What reads and diagnoses is not loaded before there is something to read.
  const { scanAnew } = await import('./scanning-anew.js');
  await scanAnew({ database, paths, found, before, unchanged }, settings, context);
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
