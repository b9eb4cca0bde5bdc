/** `invfix doctor`: whether all that invfix stands on is sound, and what exports would make its answers surer. */
import { statSync } from 'node:fs';
import { UserError } from '../errors.js';
import type { Confidence } from '../ledger/diagnosis.js';
import { EVIDENCE, type Evidence, missingFor } from '../ledger/index.js';
import {
  type Certainty,
  type Check,
  databaseCheck,
  exportsCheck,
  nodeCheck,
  permissionsCheck,
  renderDoctor,
  sqliteCheck,
} from '../render/doctor.js';
import { type DatabaseHealth, healthOf, sqliteVersion } from '../store/health.js';
import { databasePath, Store } from '../store/reading.js';
import { inEnglish, words } from '../words/index.js';
import { type Context, createContext, type SharedOptions } from './context.js';
import { doctorDocument } from './documents.js';
import { EXIT, type ExitCode } from './exit-codes.js';
import { jsonDocument } from './json.js';
import { scanFirst } from './scan-first.js';
import { storiesOf } from './told.js';

export interface DoctorOptions extends SharedOptions {
  readonly repair?: boolean;
  readonly json?: boolean;
}

const STDIN = '-';
/** The oldest Node.js invfix runs on. */
const OLDEST_NODE = 20;
/** So many balances that are not proven are looked at one by one; of more the first tell enough. */
const MOST_LOOKED_AT = 2000;

/** @param paths exports to rebuild a damaged database from; none: those it was made from */
export async function doctor(paths: readonly string[], options: DoctorOptions): Promise<ExitCode> {
  const context = createContext(options);
  const database = databasePath(options.db);
  const exports = [...paths, ...(options.from ?? [])];
  if (exports.length > 0 && !options.repair) {
    throw new UserError(...words().doctor.pathsWithoutRepair());
  }
  let health = healthOf(database);
  if (options.repair) health = await repaired(database, health, exports, options, context);
  const examine = (): Check[] => examined(database, health);
  const checks = options.json ? inEnglish(examine) : examine();
  const certainty = health.is === 'healthy' ? certaintyIn(database) : null;
  if (options.json) {
    for (const piece of jsonDocument(doctorDocument(checks, certainty))) await context.write(piece);
  } else await context.write(`${renderDoctor(checks, certainty, context.surface)}\n`);
  return checks.some(({ state }) => state === 'bad') ? EXIT.couldNot : EXIT.done;
}

function examined(database: string, health: DatabaseHealth): Check[] {
  const node = process.versions.node;
  const checks: Check[] = [
    nodeCheck(node, Number.parseInt(node, 10) >= OLDEST_NODE ? null : OLDEST_NODE),
    sqliteCheck(sqliteVersion()),
    databaseCheck(database, health),
  ];
  if (health.is !== 'healthy') return checks;
  if (health.isOpenToOthers) checks.push(permissionsCheck(database));
  for (const path of health.scan.paths) {
    checks.push(
      exportsCheck(path, path === STDIN || statSync(path, { throwIfNoEntry: false }) !== undefined),
    );
  }
  return checks;
}

/** How sure the counts that need correcting are, and what would make them surer. */
function certaintyIn(database: string): Certainty {
  const store = Store.open(database);
  try {
    const counts: Record<Confidence, number> = { proven: 0, likely: 0, assumed: 0 };
    const missing = new Map<Evidence, { balances: number; alone: number }>();
    const unsure = new Map<string, Set<string>>();
    let looked = 0;
    for (const { sku, warehouse, confidence } of store.diagnoses({
      lists: ['negative', 'understated', 'overstated'],
    })) {
      counts[confidence] += 1;
      if (confidence === 'proven' || looked >= MOST_LOOKED_AT) continue;
      looked += 1;
      unsure.set(sku, (unsure.get(sku) ?? new Set()).add(warehouse));
    }
    for (const [sku, warehouses] of unsure) {
      const records = store.sku(sku);
      if (records === null) continue;
      for (const story of storiesOf(store, records)) {
        if (!warehouses.has(story.warehouse)) continue;
        const lacking = missingFor(story);
        for (const evidence of lacking) {
          const one = missing.get(evidence) ?? { balances: 0, alone: 0 };
          one.balances += 1;
          if (lacking.length === 1) one.alone += 1;
          missing.set(evidence, one);
        }
      }
    }
    return {
      ...counts,
      lookedAt: looked,
      missing: EVIDENCE.flatMap((evidence) => {
        const one = missing.get(evidence);
        return one === undefined ? [] : [{ evidence, ...one }];
      }),
    };
  } finally {
    store.close();
  }
}

/**
 * A damaged or older database built anew.
 * @throws UserError when nothing says from which exports
 */
async function repaired(
  database: string,
  health: DatabaseHealth,
  exports: readonly string[],
  options: DoctorOptions,
  context: Context,
): Promise<DatabaseHealth> {
  if (health.is === 'healthy') {
    context.warn(words().doctor.nothingToRepair);
    return health;
  }
  if (health.is === 'foreign' || health.is === 'newer') return health;
  const paths = exports.length > 0 ? exports : health.is === 'damaged' ? health.paths : [];
  if (paths.length === 0) {
    throw new UserError(...words().doctor.exportsForgotten());
  }
  (await scanFirst(paths, options.db, context, true)).close();
  return healthOf(database);
}
