/** `invfix history`: the scans and fixes of this database, and how the balances developed. */
import { renderHistory } from '../render/history.js';
import { databasePath, Store } from '../store/reading.js';
import { finishInterrupted } from './clearing.js';
import { createContext, type SharedOptions } from './context.js';
import { historyDocument } from './documents.js';
import { EXIT, type ExitCode } from './exit-codes.js';
import { warnOfDamagedFixes } from './fixed-stories.js';
import { jsonDocument } from './json.js';
import { scanFirst } from './scan-first.js';

export interface HistoryOptions extends SharedOptions {
  readonly limit?: number;
  readonly json?: boolean;
}

/** Scans and fixes listed on a terminal, the newest of each. */
const NEWEST = 20;

export async function history(options: HistoryOptions): Promise<ExitCode> {
  const context = createContext(options);
  const database = databasePath(options.db);
  finishInterrupted(database, context);
  const store = options.from ? await scanFirst(options.from, options.db, context) : Store.open(database);
  try {
    const scans = store.scanRecords();
    const fixes = store.fixRecords();
    if (options.json) {
      for (const piece of jsonDocument(historyDocument(scans, fixes))) await context.write(piece);
    } else {
      const { surface } = context;
      const all = context.verbose || !surface.isTerminal ? Number.POSITIVE_INFINITY : NEWEST;
      await context.write(`${renderHistory(scans, fixes, options.limit ?? all, surface)}\n`);
    }
    warnOfDamagedFixes(fixes, context);
    return EXIT.done;
  } finally {
    store.close();
  }
}
