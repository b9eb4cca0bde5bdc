/** What the bench can be told on its command line. */
import { parseArgs } from 'node:util';

const PARTS = /** @type {const} */ (['load', 'diagnosis', 'rescan', 'explain']);
/** @typedef {typeof PARTS[number]} Part */

export const HELP = `npm run bench -- [options]

Makes the exports of a store, runs invfix on them and, where they are installed, DuckDB and the sqlite3
shell with the equivalent query, checks that they agree, and prints what each took.

  --lines N        order lines (200000)
  --balances N     balances, each with about three inventory updates (as many as lines)
  --seed N         another store of the same size (1)
  --runs N         turns; the programs take turns, medians are shown (3)
  --only PART      measure only load, diagnosis, rescan or explain; repeatable
  --keep DIR       make the exports there and leave them, or use those left there by a run of the same size
  --fresh          make them again even so
  --duckdb DIR     use the package @duckdb/node-api below DIR/node_modules instead of the program duckdb
  --json FILE      write the figures to FILE as well
  --profile        leave a CPU profile of one scan below .invfix/profiles and measure nothing else
  --help`;

/**
 * @typedef {object} Options
 * @property {import('./store.js').Size} size
 * @property {number} runs
 * @property {readonly Part[]} parts
 * @property {string | null} keep
 * @property {boolean} fresh
 * @property {string | null} duckdb
 * @property {string | null} json
 * @property {boolean} profile
 */

/**
 * @param {readonly string[]} args
 * @returns {Options | null} null where only help is asked for
 * @throws when an option is unknown or its value makes no sense
 */
export function optionsOf(args) {
  const { values } = parseArgs({
    args: [...args],
    options: {
      lines: { type: 'string', default: '200000' },
      balances: { type: 'string' },
      seed: { type: 'string', default: '1' },
      runs: { type: 'string', default: '3' },
      only: { type: 'string', multiple: true, default: [] },
      keep: { type: 'string' },
      fresh: { type: 'boolean', default: false },
      duckdb: { type: 'string' },
      json: { type: 'string' },
      profile: { type: 'boolean', default: false },
      help: { type: 'boolean', default: false },
    },
  });
  if (values.help) return null;
  const lines = positive('--lines', values.lines);
  const unknown = values.only.find((part) => !PARTS.some((known) => known === part));
  if (unknown !== undefined) throw new Error(`--only ${unknown} is none of ${PARTS.join(', ')}.`);
  return {
    size: {
      lines,
      balances: values.balances === undefined ? lines : positive('--balances', values.balances),
      seed: positive('--seed', values.seed),
    },
    runs: positive('--runs', values.runs),
    parts: PARTS.filter((part) => values.only.length === 0 || values.only.includes(part)),
    keep: values.keep ?? null,
    fresh: values.fresh,
    duckdb: values.duckdb ?? null,
    json: values.json ?? null,
    profile: values.profile,
  };
}

/**
 * @param {string} option
 * @param {string} text
 */
function positive(option, text) {
  const number = Number(text.replaceAll('_', ''));
  if (!Number.isInteger(number) || number < 1)
    throw new Error(`${option} ${text} is no whole number above 0.`);
  return number;
}
