/** `invfix doctor`: whether all that invfix stands on is sound, and what exports would make its answers surer. */
import { statSync } from 'node:fs';
import Database from 'better-sqlite3';
import { UserError } from '../errors.js';
import type { Confidence } from '../ledger/diagnosis.js';
import { EVIDENCE, type Evidence, missingFor } from '../ledger/index.js';
import { type Certainty, type Check, renderDoctor } from '../render/doctor.js';
import { safe } from '../render/safe.js';
import { type DatabaseHealth, healthOf } from '../store/health.js';
import { databasePath, Store } from '../store/reading.js';
import { type Context, createContext, type SharedOptions } from './context.js';
import { EXIT, type ExitCode } from './exit-codes.js';
import { jsonDocument } from './json.js';
import { scanFirst } from './scan-first.js';
import { storiesOf } from './told.js';

export interface DoctorOptions extends SharedOptions {
  readonly repair?: boolean;
  readonly json?: boolean;
}

/** The oldest Node.js invfix runs on, and the oldest --pick does. */
const OLDEST_NODE = 20;
/** So many balances that are not proven are looked at one by one; of more the first tell enough. */
const MOST_LOOKED_AT = 2000;

/** @param paths exports to rebuild a damaged database from; none: those it was made from */
export async function doctor(paths: readonly string[], options: DoctorOptions): Promise<ExitCode> {
  const context = createContext(options);
  const database = databasePath(options.db);
  const exports = [...paths, ...(options.from ?? [])];
  if (exports.length > 0 && !options.repair) {
    throw new UserError(
      'doctor looks at the database; paths are for --repair alone.',
      'Scan them first (invfix scan PATH), or add --repair.',
    );
  }
  let health = healthOf(database);
  if (options.repair) health = await repaired(database, health, exports, options, context);
  const checks = [...surroundings(), ...databaseChecks(database, health)];
  const certainty = health.is === 'healthy' ? certaintyIn(database) : null;
  if (options.json) {
    const document = {
      schema: 'invfix.doctor/1',
      checks: checks.map(({ name, state, message }) => ({ name, state, message })),
      certainty,
    };
    for (const piece of jsonDocument(document)) await context.write(piece);
  } else await context.write(`${renderDoctor(checks, certainty, context.surface)}\n`);
  return checks.some(({ state }) => state === 'bad') ? EXIT.couldNot : EXIT.done;
}

/** Node.js and SQLite. */
function surroundings(): Check[] {
  const node = process.versions.node;
  const db = new Database(':memory:');
  const sqlite = db.prepare('SELECT sqlite_version()').pluck().get();
  db.close();
  return [
    {
      name: 'node',
      state: Number.parseInt(node, 10) >= OLDEST_NODE ? 'good' : 'bad',
      message: `Node.js ${node}${Number.parseInt(node, 10) >= OLDEST_NODE ? '' : `: too old, ${OLDEST_NODE} or later is needed`}`,
    },
    { name: 'sqlite', state: 'good', message: `SQLite ${String(sqlite)}` },
  ];
}

function databaseChecks(path: string, health: DatabaseHealth): Check[] {
  const check = (state: Check['state'], message: string): Check => ({ name: 'database', state, message });
  const name = `Database ${safe(path)}`;
  switch (health.is) {
    case 'missing':
      return [check('attention', `${name}: none yet. invfix scan PATH makes it.`)];
    case 'foreign':
      return [check('bad', `${name}: not a database of invfix. Name another with --db FILE.`)];
    case 'newer':
      return [
        check('bad', `${name}: written by a newer invfix. Update invfix, or name another with --db FILE.`),
      ];
    case 'older':
      return [check('attention', `${name}: written by an older invfix. invfix scan PATH builds it anew.`)];
    case 'damaged':
      return [
        check(
          'bad',
          `${name}: damaged (${safe(health.what)}). invfix doctor --repair${health.paths.length > 0 ? '' : ' PATH'} builds it anew from the exports.`,
        ),
      ];
    case 'healthy':
      return [
        check('good', `${name}: sound`),
        ...openToOthers(path, health.isOpenToOthers),
        ...folderChecks(health.scan.paths),
      ];
  }
}

function openToOthers(path: string, isOpen: boolean): Check[] {
  if (!isOpen) return [];
  return [
    {
      name: 'permissions',
      state: 'attention',
      message: `Others on this machine can read ${safe(path)}, which tells what the store has: chmod 600 ${safe(path)}`,
    },
  ];
}

function folderChecks(paths: readonly string[]): Check[] {
  return paths.map((path) => {
    const isThere = path === '-' || statSync(path, { throwIfNoEntry: false }) !== undefined;
    return {
      name: 'exports',
      state: isThere ? 'good' : 'attention',
      message: isThere
        ? `Exports ${safe(path)}: there`
        : `Exports ${safe(path)}: no longer there, so the database could not be built anew from them`,
    };
  });
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
    context.warn('The database is sound: there is nothing to repair.');
    return health;
  }
  if (health.is === 'foreign' || health.is === 'newer') return health;
  const paths = exports.length > 0 ? exports : health.is === 'damaged' ? health.paths : [];
  if (paths.length === 0) {
    throw new UserError(
      'The database no longer says which exports it was made from.',
      'Name them: invfix doctor --repair PATH',
    );
  }
  (await scanFirst(paths, options.db, context, true)).close();
  return healthOf(database);
}
