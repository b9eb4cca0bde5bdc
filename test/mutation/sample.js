/**
 * Which mutants are tried, as a checker of Stryker's: it lets as many through as INVFIX_MUTANTS says, drawn over all
 * files with the seed INVFIX_SEED. Each is drawn by what it is, so that a change elsewhere draws the same ones again.
 */
import { createHash } from 'node:crypto';
import { relative } from 'node:path';

/**
 * @typedef {object} Mutant
 * @property {string} id
 * @property {string} fileName
 * @property {Record<'start' | 'end', { line: number, column: number }>} location
 * @property {string} mutatorName
 * @property {string} replacement
 */

const NOT_DRAWN = { status: 'compileError', reason: 'not drawn' };
const DRAWN = { status: 'passed' };

const drawing = {
  async init() {},
  /**
   * One group of all, so that all are known when they are drawn from.
   * @param {Mutant[]} mutants
   */
  async group(mutants) {
    return [mutants.map(({ id }) => id)];
  },
  /** @param {Mutant[]} mutants */
  async check(mutants) {
    const drawn = mutants
      .map((mutant) => ({ id: mutant.id, lot: lotOf(mutant) }))
      .sort((one, other) => (one.lot < other.lot ? -1 : 1))
      .slice(0, Number(process.env.INVFIX_MUTANTS))
      .map(({ id }) => id);
    return Object.fromEntries(mutants.map(({ id }) => [id, drawn.includes(id) ? DRAWN : NOT_DRAWN]));
  },
};

/** @param {Mutant} mutant */
function lotOf({ fileName, location: { start, end }, mutatorName, replacement }) {
  const place = `${start.line}:${start.column}-${end.line}:${end.column}`;
  return createHash('sha256')
    .update([process.env.INVFIX_SEED, relative('', fileName), place, mutatorName, replacement].join('\n'))
    .digest('hex');
}

export const strykerPlugins = [{ kind: 'Checker', name: 'sample', value: drawing }];
