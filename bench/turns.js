/**
 * The measuring: machines are noisy, so the programs take turns within one run, and figures of one turn
 * are compared with each other. Every answer is checked against what is true of the made-up store.
 */
import { everyFile, invfix, invfixDatabase, phasesIn } from './programs.js';

/** Explaining is short: one turn takes the middle one of so many. */
const EXPLAINED_A_TURN = 5;
/** The share of corrected counts that may be lower than the shelf. */
const TOO_LOW_AT_MOST = 0.01;

/** @typedef {import('./programs.js').Program} Program */
/** @typedef {import('./programs.js').Answer} Answer */
/** @typedef {import('./data.js').Exports} Exports */

/**
 * What one program took for one piece of work, turn by turn.
 * @typedef {object} Figure
 * @property {string} work
 * @property {string} program
 * @property {(number | null)[]} seconds
 * @property {(number | null)[]} processorSeconds
 * @property {(number | null)[]} peakBytes
 */

/** @typedef {{ seconds: number | null, processorSeconds?: number | null, peakBytes?: number | null }} Taken */

/** Figures by work and program, in the order in which they were first taken. */
export class Figures {
  /** @type {Figure[]} */
  all = [];

  /**
   * @param {string} work
   * @param {string} program
   * @param {Taken} taken
   */
  add(work, program, { seconds, processorSeconds = null, peakBytes = null }) {
    let figure = this.of(work, program);
    if (figure === undefined) {
      figure = { work, program, seconds: [], processorSeconds: [], peakBytes: [] };
      this.all.push(figure);
    }
    figure.seconds.push(seconds);
    figure.processorSeconds.push(processorSeconds);
    figure.peakBytes.push(peakBytes);
  }

  /**
   * @param {string} work
   * @param {string} program
   */
  of(work, program) {
    return this.all.find((figure) => figure.work === work && figure.program === program);
  }
}

export const WORK = {
  load: 'loading orders and inventory',
  diagnosis: 'files to diagnosis, with updates',
  rescan: 'rescan, nothing changed',
  start: 'start-up',
  explain: 'explain one SKU',
};

/**
 * Measures the parts, `runs` times over.
 * @param {Exports} exports
 * @param {readonly Program[]} programs invfix first
 * @param {{ parts: readonly import('./options.js').Part[], runs: number }} options
 * @param {string} folder for the databases
 * @param {(what: string) => void} onProgress
 * @returns {Promise<Figures>}
 * @throws when a program's answer is not true of the store
 */
export async function takeTurns(exports, programs, { parts, runs }, folder, onProgress) {
  const figures = new Figures();
  const isAsked = (/** @type {import('./options.js').Part} */ part) => parts.includes(part);
  for (let run = 1; run <= runs; run += 1) {
    for (const part of /** @type {const} */ (['load', 'diagnosis'])) {
      if (!isAsked(part)) continue;
      for (const program of programs) {
        onProgress(`turn ${run} of ${runs}: ${program.name}, ${WORK[part]}`);
        const work = part === 'load' ? program.load : program.diagnose;
        const taken = await work(exports, folder);
        check(program.name, taken.answer, exports.truth);
        figures.add(WORK[part], program.name, taken);
        for (const [phase, seconds] of taken.phases) {
          // A scan of orders and inventory alone diagnoses something else than what is measured.
          if (part === 'diagnosis') figures.add(phaseWork(phase), program.name, { seconds });
        }
      }
    }
    if (!isAsked('rescan') && !isAsked('explain')) continue;
    if (!isAsked('diagnosis') && run === 1) {
      onProgress('a first scan, not measured');
      await programs[0]?.diagnose(exports, folder);
    }
    onProgress(`turn ${run} of ${runs}: invfix, rescan and explain`);
    if (isAsked('rescan')) await rescan(exports, folder, figures);
    if (isAsked('explain')) await explain(exports, folder, figures);
  }
  return figures;
}

/** @param {string} phase */
const phaseWork = (phase) => `  of that: ${phase}`;

/**
 * @param {Exports} exports
 * @param {string} folder
 * @param {Figures} figures
 */
async function rescan(exports, folder, figures) {
  figures.add(WORK.start, 'invfix', await invfix(['--version']));
  const database = invfixDatabase(folder);
  const taken = await invfix(['scan', ...everyFile(exports), '--quiet', '--limit', '1', '--db', database]);
  figures.add(WORK.rescan, 'invfix', taken);
  for (const [phase, seconds] of phasesIn(taken.stderr)) {
    figures.add(`${phaseWork(phase)} again`, 'invfix', { seconds });
  }
}

/**
 * @param {Exports} exports
 * @param {string} folder
 * @param {Figures} figures
 */
async function explain({ truth }, folder, figures) {
  const skus = Object.keys(truth.corrected);
  const runs = [];
  for (let turn = 0; turn < EXPLAINED_A_TURN; turn += 1) {
    const sku = skus[Math.floor((turn * skus.length) / EXPLAINED_A_TURN)];
    if (sku === undefined) throw new Error('No balance of this store is negative: make a larger one.');
    runs.push(await invfix(['explain', sku, '--db', invfixDatabase(folder)]));
  }
  figures.add(WORK.explain, 'invfix', {
    seconds: medianOf(runs.map(({ seconds }) => seconds)),
    processorSeconds: medianOf(runs.map(({ processorSeconds }) => processorSeconds)),
    peakBytes: medianOf(runs.map(({ peakBytes }) => peakBytes)),
  });
}

/**
 * A count may be lower than it is on the shelf where the exports allow both, though rarely, and then it
 * must not be called proven; it may never be higher.
 * @param {string} name
 * @param {Answer} answer
 * @param {import('./files.js').Truth} truth
 * @throws when the answer is not true of the store
 */
export function check(name, answer, truth) {
  for (const what of /** @type {const} */ (['negative', 'pendingUnits'])) {
    if (answer[what] === truth[what]) continue;
    throw new Error(`${name} is wrong: ${what} is ${answer[what]}, should be ${truth[what]}.`);
  }
  let tooLow = 0;
  for (const { sku, corrected, confidence } of answer.corrections ?? []) {
    const right = truth.corrected[sku];
    if (corrected === right) continue;
    tooLow += 1;
    if (right !== undefined && corrected < right && confidence !== 'proven') continue;
    throw new Error(`${name} corrects SKU ${sku} to ${corrected} (${confidence}), should be ${right}.`);
  }
  if (tooLow > truth.negative * TOO_LOW_AT_MOST) {
    throw new Error(
      `${name} corrects ${tooLow} of ${truth.negative} negative balances to less than there is.`,
    );
  }
}

/**
 * The middle one, of an even number the mean of the two; null where none is known.
 * @param {readonly (number | null)[]} figures
 */
export function medianOf(figures) {
  const known = figures.filter((figure) => figure !== null).sort((one, other) => one - other);
  const low = known[Math.floor((known.length - 1) / 2)];
  const high = known[Math.floor(known.length / 2)];
  return low === undefined || high === undefined ? null : (low + high) / 2;
}
