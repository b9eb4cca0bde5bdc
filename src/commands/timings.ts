/**
 * How long each phase of a scan takes: with INVFIX_TIMINGS=1 in the environment, a line `timing: PHASE SECONDS s`
 * on the standard error for each, as the benchmarks read them.
 */
import { performance } from 'node:perf_hooks';

/** The phases, in their order. */
export type Phase = 'load' | 'index' | 'learn' | 'diagnose' | 'publish' | 'render';

const isAsked = process.env.INVFIX_TIMINGS === '1';

/** Does the work of a phase, and says how long it took where that is asked for. */
export async function timed<Result>(phase: Phase, work: () => Result | Promise<Result>): Promise<Result> {
  const start = performance.now();
  const result = await work();
  if (isAsked) {
    process.stderr.write(`timing: ${phase} ${((performance.now() - start) / 1000).toFixed(3)} s\n`);
  }
  return result;
}
