/** `invfix verify PATH...`: after the upload, with fresh exports: which corrections are in, and which hold. */
import { FIX_STATES, type FixState, outcomeOf } from '../ledger/index.js';
import { renderVerify, type VerifiedBalance } from '../render/verify.js';
import { databasePath, type FixRecord, Store } from '../store/reading.js';
import { finishInterrupted } from './clearing.js';
import { createContext, type SharedOptions } from './context.js';
import { verifyDocument } from './documents.js';
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

export interface VerifyOptions extends SharedOptions {
  readonly json?: boolean;
}

/** Balances in the table on a terminal. */
const FIRST_BALANCES = 50;

/** @param paths fresh exports; none: what was scanned last */
export async function verify(paths: readonly string[], options: VerifyOptions): Promise<ExitCode> {
  const context = createContext(options);
  const exports = [...paths, ...(options.from ?? [])];
  const database = databasePath(options.db);
  finishInterrupted(database, context);
  if (exports.length > 0) refuseWithoutFixes(database);
  const store = exports.length > 0 ? await scanFirst(exports, options.db, context) : Store.open(database);
  try {
    const balances = verifiedBalances(store);
    const fixes = fixesOf(store).filter(({ id }) => balances.some(({ fix }) => fix.id === id));
    const counts = countsOf(balances);
    const { exportedAt, exportedBefore } = store.scan();
    if (options.json) {
      const document = verifyDocument({ exportedAt, fixes, counts, balances });
      for (const piece of jsonDocument(document)) await context.write(piece);
    } else {
      const { surface } = context;
      const most = context.verbose || !surface.isTerminal ? Number.POSITIVE_INFINITY : FIRST_BALANCES;
      const page = { exportedAt, exportedBefore, fixes, counts, balances };
      await context.write(`${renderVerify(page, most, surface)}\n`);
    }
    warnOfDamagedFixes(fixesOf(store), context);
    if (isIncomplete(store.files())) {
      warnOfIncomplete(context);
      return EXIT.incomplete;
    }
    return counts.holds === balances.length ? EXIT.done : EXIT.found;
  } finally {
    store.close();
  }
}

/**
 * Of each balance, what became of the newest fix for it that these exports can tell about.
 * @throws UserError when there is none
 */
function verifiedBalances(store: Store): VerifiedBalance[] {
  const fixes = new Map<number, FixRecord>();
  for (const fix of fixesOf(store)) if (areExportsNewer(store, fix)) fixes.set(fix.id, fix);
  const scan = store.scanRecords().at(-1)?.id ?? 0;
  const balances: VerifiedBalance[] = [];
  for (const { fixed, story } of fixedStories(store, store.newestFixedBalances(scan))) {
    const fix = fixes.get(fixed.fix);
    if (fix === undefined) continue;
    balances.push({ fix, fixed, story, outcome: outcomeOf(fixed, fix, story, fix.undoes !== null) });
  }
  if (balances.length === 0) throw exportsTooOld('verify PATH');
  return balances;
}

function countsOf(balances: readonly VerifiedBalance[]): Record<FixState, number> {
  const count = (state: FixState): number => balances.filter(({ outcome }) => outcome.state === state).length;
  return Object.fromEntries(FIX_STATES.map((state) => [state, count(state)])) as Record<FixState, number>;
}
