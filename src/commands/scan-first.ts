/** `--from`: a scan before another command. What reads exports is loaded only then. */
import { databasePath, type Store } from '../store/reading.js';
import type { Context } from './context.js';

export async function scanFirst(
  paths: readonly string[],
  database: string | undefined,
  context: Context,
  isFresh = false,
): Promise<Store> {
  const [{ scanInto }, { settingsOf }] = await Promise.all([
    import('./scanning.js'),
    import('./settings.js'),
  ]);
  return scanInto(databasePath(database), paths, settingsOf({ fresh: isFresh }), context);
}
