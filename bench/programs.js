/**
 * The programs that are measured side by side. Each loads the same files into a database of its own and
 * answers the same question of it: how many balances are negative, and how many units in them are
 * reserved by orders not yet in Preparing Delivery.
 */
import { rmSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { measured } from './measure.js';
import { duckdbLoad, duckdbQuestion, sqliteLoad, sqliteQuestion } from './queries.js';

const INVFIX = fileURLToPath(new URL('../bin/invfix.js', import.meta.url));
const DUCKDB_MODULE = fileURLToPath(new URL('duckdb-shell.js', import.meta.url));

/** Scans end with 1 where balances are negative. */
const SCAN_DONE = [0, 1];

/** Phases of a scan that come after the exports are loaded. */
const NOT_LOADING = ['learn', 'diagnose', 'render'];

/** @typedef {import('./measure.js').Run} Run */
/** @typedef {import('./data.js').Exports} Exports */

/**
 * @typedef {object} Answer
 * @property {number} negative
 * @property {number} pendingUnits
 * @property {readonly { sku: string, corrected: number, confidence: string }[]} [corrections] of those that correct
 */

/**
 * @typedef {object} Measured
 * @property {number | null} seconds null where the program does not tell its part apart
 * @property {number | null} processorSeconds null where it is not of that part alone
 * @property {number | null} peakBytes
 * @property {Answer} answer
 * @property {ReadonlyMap<string, number>} phases seconds of each phase, where the program tells them
 */

/**
 * @typedef {object} Program
 * @property {string} name
 * @property {string} version
 * @property {(exports: Exports, folder: string) => Promise<Measured>} load orders and inventory alone
 * @property {(exports: Exports, folder: string) => Promise<Measured>} diagnose from the files to the answer, updates included
 */

/** @type {(stderr: string) => ReadonlyMap<string, number>} */
export function phasesIn(stderr) {
  return new Map(
    [...stderr.matchAll(/^timing: (\S+) ([\d.]+) s$/gm)].map(([, phase = '', seconds]) => [
      phase,
      Number(seconds),
    ]),
  );
}

/** @param {string} folder of the databases */
export const invfixDatabase = (folder) => join(folder, 'invfix.db');

/**
 * One command of invfix.
 * @param {readonly string[]} args
 * @param {readonly string[]} [nodeOptions]
 */
export function invfix(args, nodeOptions = []) {
  return measured(process.execPath, [...nodeOptions, INVFIX, ...args], {
    environment: { INVFIX_TIMINGS: '1' },
    accepts: args[0] === 'scan' ? SCAN_DONE : [0],
  });
}

/** @param {Exports} exports */
export const everyFile = ({ orders, inventory, updates }) => [...orders, inventory, updates];

/** @returns {Promise<Program>} */
export async function invfixProgram() {
  const { stdout } = await invfix(['--version']);
  const scan = async (/** @type {readonly string[]} */ paths, /** @type {string} */ folder) => {
    remove(invfixDatabase(folder));
    const run = await invfix(['scan', ...paths, '--json', '--db', invfixDatabase(folder)]);
    return { ...run, phases: phasesIn(run.stderr), answer: scanAnswer(run.stdout) };
  };
  return {
    name: 'invfix',
    version: stdout.trim(),
    async load(exports, folder) {
      const run = await scan([...exports.orders, exports.inventory], folder);
      // A scan always diagnoses; what it does besides, starting up included, is the loading.
      const besides = [...run.phases].filter(([phase]) => NOT_LOADING.includes(phase));
      const seconds =
        besides.length === 0 ? null : besides.reduce((left, [, took]) => left - took, run.seconds);
      // Without the update log the corrected counts are floors: right, but not what is true of the store.
      const { negative, pendingUnits } = run.answer;
      return { ...run, seconds, processorSeconds: null, answer: { negative, pendingUnits } };
    },
    diagnose: (exports, folder) => scan(everyFile(exports), folder),
  };
}

/**
 * @param {string} stdout of `scan --json`
 * @returns {Answer}
 */
export function scanAnswer(stdout) {
  /** @type {{ balances: { sku: string, pending: number, corrected: number, confidence: string }[] }} */
  const { balances } = JSON.parse(stdout);
  return {
    negative: balances.length,
    pendingUnits: balances.reduce((sum, { pending }) => sum + pending, 0),
    corrections: balances.map(({ sku, corrected, confidence }) => ({ sku, corrected, confidence })),
  };
}

/**
 * DuckDB: its own program where that is installed, else its package for Node below `packages`.
 * @param {string | null} packages a folder with @duckdb/node-api in its node_modules
 * @returns {Promise<Program | null>} null where there is neither
 */
export async function duckdbProgram(packages) {
  const shell = packages === null ? ['duckdb'] : [process.execPath, DUCKDB_MODULE, packages];
  const options = packages === null ? ['-csv', '-noheader'] : [];
  return databaseProgram('duckdb', shell, options, 'SELECT version();', {
    load: duckdbLoad,
    question: duckdbQuestion,
  });
}

/** @returns {Promise<Program | null>} null where the sqlite3 shell is not installed */
export function sqliteProgram() {
  return databaseProgram('sqlite3', ['sqlite3'], ['-bail', '-csv', '-noheader'], 'SELECT sqlite_version();', {
    load: sqliteLoad,
    question: sqliteQuestion,
  });
}

/**
 * A program that reads SQL from stdin, keeps one database file and answers in CSV.
 * @param {string} name
 * @param {readonly string[]} shell
 * @param {readonly string[]} options
 * @param {string} versionQuery
 * @param {{ load: (exports: Exports, withUpdates: boolean) => string, question: string }} queries
 * @returns {Promise<Program | null>}
 */
async function databaseProgram(name, shell, options, versionQuery, { load, question }) {
  const [command = '', ...args] = shell;
  /** @type {(database: string, input: string) => Promise<Run>} */
  const run = (database, input) => measured(command, [...args, ...options, database], { input });
  /** @type {(folder: string) => string} */
  const fresh = (folder) => {
    const database = join(folder, `${name}.db`);
    remove(database);
    return database;
  };
  let version = '';
  try {
    version = (await run(':memory:', versionQuery)).stdout.trim();
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return null;
    throw error;
  }
  const phases = new Map();
  return {
    name,
    version: command === process.execPath ? `${version} (within Node)` : version,
    async load(exports, folder) {
      const database = fresh(folder);
      const loading = await run(database, load(exports, false));
      return { ...loading, phases, answer: queryAnswer((await run(database, question)).stdout) };
    },
    async diagnose(exports, folder) {
      const whole = await run(fresh(folder), `${load(exports, true)}\n${question}`);
      return { ...whole, phases, answer: queryAnswer(whole.stdout) };
    },
  };
}

/** @param {string} stdout one row: negative balances, pending units */
function queryAnswer(stdout) {
  const [negative, pendingUnits] = stdout.trim().split(',').map(Number);
  return { negative: negative ?? Number.NaN, pendingUnits: pendingUnits ?? Number.NaN };
}

/** @param {string} database */
function remove(database) {
  for (const end of ['', '-wal', '-shm', '-journal', '.wal']) rmSync(database + end, { force: true });
}
