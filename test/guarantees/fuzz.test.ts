/**
 * Generated and changed files of all kinds: reading and diagnosing them ends, and keeps the rules. A failing run
 * tells its seed. `npm run fuzz -- --seconds N --seed S` goes on for longer.
 */
import { join } from 'node:path';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { TARGETS } from '../fuzz/targets.js';
import { ownFolder, scaled, withstood } from './trying.js';

const SECONDS = Number(process.env.FUZZ_SECONDS ?? scaled(6, 60));
const SEED = Number(process.env.FUZZ_SEED ?? 1);
/** Inputs of one seed: the seeds that follow count up. */
const INPUTS = 50;

const folder = ownFolder();

test.each(TARGETS)(
  '$name',
  async ({ name, property }) => {
    const until = performance.now() + (1000 * SECONDS) / TARGETS.length;
    let inputs = 0;
    for (let seed = SEED; performance.now() < until; seed++) {
      const own = join(folder, name.replace(/\W+/g, '-'));
      const result = await fc.check(property(own), {
        seed,
        numRuns: INPUTS,
        interruptAfterTimeLimit: Math.max(1, until - performance.now()),
        endOnFailure: false,
      });
      inputs += result.numRuns;
      if (!result.failed || (result.numShrinks === 0 && result.counterexample === null)) continue;
      expect.fail(
        `${name}, FUZZ_SEED=${seed}: ${String(result.errorInstance instanceof Error ? result.errorInstance.stack : result.errorInstance)}\n${JSON.stringify(result.counterexample, null, 1)}`,
      );
    }
    expect(inputs).toBeGreaterThan(0);
    console.log(`${name}: ${inputs} inputs from seed ${SEED}`);
    withstood('fuzz', `${name.replace(/:.*/, '')}: ${inputs} inputs`);
  },
  1000 * SECONDS + 300_000,
);
