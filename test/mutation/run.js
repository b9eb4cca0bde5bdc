/**
 * `npm run mutate -- [FILE...] [--sample N --seed S]`: changes src/ledger in one place at a time, and tells which
 * changes its tests do not notice. Without files all of src/ledger is changed; with a sample, in N places drawn by seed.
 */
import { join, relative } from 'node:path';
import { parseArgs } from 'node:util';
import { Stryker } from '@stryker-mutator/core';

const root = join(import.meta.dirname, '..', '..');
const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    sample: { type: 'string' },
    seed: { type: 'string', default: '1' },
    concurrency: { type: 'string', default: '1' },
  },
});
const numbers = [values.sample ?? '1', values.seed, values.concurrency];
if (numbers.some((number) => !/^[1-9]\d{0,8}$/.test(number))) {
  console.error('All are whole numbers: npm run mutate -- --sample 400 --seed 1 --concurrency 1');
  process.exit(2);
}
const isSample = values.sample !== undefined;
process.env.INVFIX_MUTANTS = numbers[0];
process.env.INVFIX_SEED = values.seed;
process.chdir(root);

const mutants = await new Stryker({
  configFile: join(import.meta.dirname, 'stryker.json'),
  checkers: isSample ? ['sample'] : [],
  mutate: positionals.length > 0 ? positionals : ['src/ledger/**/*.ts'],
  concurrency: Number(values.concurrency),
}).runMutationTest();

/** Stryker's words for what came of a mutant, in the order of the table. */
const OUTCOMES = ['Killed', 'Timeout', 'Survived', 'NoCoverage', 'RuntimeError'];
const NOTICED = ['Killed', 'Timeout'];

const tried = mutants.filter(({ status }) => OUTCOMES.includes(status));
const files = [...new Set(tried.map(({ fileName }) => relative(root, fileName)))].sort();
const undetected = tried.filter(({ status }) => status === 'Survived' || status === 'NoCoverage');

for (const { fileName, location, mutatorName, replacement, status } of undetected) {
  const { line, column } = location.start;
  const place = `${relative(root, fileName)}:${line}:${column}`;
  console.log(
    `${place} ${mutatorName} (${status}) -> ${String(replacement).replace(/\s+/g, ' ').slice(0, 100)}`,
  );
}
console.log(['', 'file', ...OUTCOMES, 'noticed'].slice(1).join('\t'));
for (const file of files)
  console.log(
    row(
      file,
      tried.filter(({ fileName }) => relative(root, fileName) === file),
    ),
  );
console.log(row(`all, of ${mutants.length} mutants`, tried));

/**
 * @param {string} name
 * @param {typeof mutants} some
 */
function row(name, some) {
  const counts = OUTCOMES.map((outcome) => some.filter(({ status }) => status === outcome).length);
  const noticed = some.filter(({ status }) => NOTICED.includes(status)).length;
  const asked = noticed + some.filter((mutant) => undetected.includes(mutant)).length;
  return [name, ...counts, `${((100 * noticed) / Math.max(asked, 1)).toFixed(1)} %`].join('\t');
}
