/** `npm run bench`: how fast invfix is and how much memory it takes, beside DuckDB and the sqlite3 shell. */
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { availableParallelism, cpus, tmpdir, totalmem } from 'node:os';
import { join } from 'node:path';
import { exportsIn, warm } from './data.js';
import { HELP, optionsOf } from './options.js';
import {
  duckdbProgram,
  everyFile,
  invfix,
  invfixDatabase,
  invfixProgram,
  sqliteProgram,
} from './programs.js';
import { rowsOf, tableOf } from './table.js';
import { takeTurns } from './turns.js';

const PROFILES = join('.invfix', 'profiles');

/** @param {string} what */
const say = (what) => process.stderr.write(`${what}\n`);

/**
 * @param {import('./options.js').Options} options
 * @param {string} folder for what is made on the way
 */
async function bench(options, folder) {
  const { size } = options;
  const started = performance.now();
  const exports = exportsIn(options.keep ?? join(folder, 'exports'), size, options.fresh);
  const { bytes, truth } = exports;
  warm(exports);
  const megabytes = Math.round((bytes.orders + bytes.inventory + bytes.updates) / 1e6);
  say(`exports ready after ${((performance.now() - started) / 1000).toFixed(1)} s`);
  if (options.profile) {
    await profile(exports, folder);
    return;
  }
  const others = await Promise.all([duckdbProgram(options.duckdb), sqliteProgram()]);
  const programs = [await invfixProgram(), ...others.filter((program) => program !== null)];
  const figures = await takeTurns(exports, programs, options, folder, say);
  const rows = rowsOf(figures, exports);
  const machine = {
    processor: cpus()[0]?.model ?? 'unknown',
    cores: availableParallelism(),
    memoryBytes: totalmem(),
    node: process.version,
    programs: programs.map(({ name, version }) => ({ name, version })),
  };
  const { corrected: _corrected, ...store } = truth;
  console.log(`${machine.processor}, ${machine.cores} cores, Node ${machine.node}`);
  console.log(programs.map(({ name, version }) => `${name} ${version}`).join(', '));
  console.log(
    `${size.lines} order lines in ${store.reports} reports, ${size.balances} balances, ${store.updates} updates: ` +
      `${megabytes} MB; seed ${size.seed}, medians of ${options.runs}`,
  );
  console.log(tableOf(rows));
  console.log(`All agree: ${store.negative} negative balances, ${store.pendingUnits} units pending in them.`);
  if (options.json !== null) {
    const document = { machine, size, store, bytes, runs: options.runs, figures: rows };
    writeFileSync(options.json, `${JSON.stringify(document, null, 2)}\n`);
  }
}

/**
 * @param {import('./data.js').Exports} exports
 * @param {string} folder
 */
async function profile(exports, folder) {
  mkdirSync(PROFILES, { recursive: true });
  await invfix(
    ['scan', ...everyFile(exports), '--quiet', '--limit', '1', '--db', invfixDatabase(folder)],
    ['--cpu-prof', `--cpu-prof-dir=${PROFILES}`],
  );
  console.log(`The profile is in ${PROFILES}: open it in a browser's developer tools, under Performance.`);
}

/** @param {import('./options.js').Options} options */
async function run(options) {
  const folder = mkdtempSync(join(tmpdir(), 'invfix-bench-'));
  const cleanUp = () => rmSync(folder, { recursive: true, force: true });
  for (const signal of /** @type {const} */ (['SIGINT', 'SIGTERM'])) {
    process.once(signal, () => {
      cleanUp();
      process.exit(130);
    });
  }
  try {
    await bench(options, folder);
  } finally {
    cleanUp();
  }
}

/** @returns the options, or null where help was asked for or needed */
function options() {
  try {
    const told = optionsOf(process.argv.slice(2));
    if (told === null) console.log(HELP);
    return told;
  } catch (error) {
    console.error(`${error instanceof Error ? error.message : error}\n\n${HELP}`);
    process.exitCode = 2;
    return null;
  }
}

const told = options();
if (told !== null) await run(told);
