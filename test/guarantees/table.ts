/** Prints, after `npm run guarantees`, what each promise withstood, as the table that docs/guarantees.md can quote. */
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import type { Reporter, TestModule } from 'vitest/node';
import { PROMISES, type Promised } from './trying.js';

interface Figure {
  readonly promise: Promised;
  readonly what: string;
}

/** What came of the tests that attack a promise. */
interface Outcome {
  readonly withstood: number;
  /** What failed, by name. */
  readonly failed: readonly string[];
  /** Left out, as those that need the right to mount are without it. */
  readonly leftOut: number;
  readonly seconds: number;
}

export default class GuaranteesTable implements Reporter {
  readonly #folder = mkdtempSync(join(tmpdir(), 'invfix-figures-'));
  readonly #file = join(this.#folder, 'figures.jsonl');

  onInit(): void {
    process.env.GUARANTEES_FIGURES = this.#file;
  }

  onTestRunEnd(modules: readonly TestModule[]): void {
    const lines = existsSync(this.#file) ? readFileSync(this.#file, 'utf8').trim().split('\n') : [];
    const figures = lines.map((line): Figure => JSON.parse(line));
    const table = tableOf(figures, (promise) =>
      outcomeOf(modules.filter(({ moduleId }) => basename(moduleId) === `${promise}.test.ts`)),
    );
    console.log(`\n${table}`);
    const path = process.env.GUARANTEES_TABLE;
    if (path !== undefined) writeFileSync(path, table);
    rmSync(this.#folder, { recursive: true });
  }
}

/** A Markdown table, a row for each promise. */
export function tableOf(figures: readonly Figure[], outcomeOfPromise: (promise: string) => Outcome): string {
  const rows = Object.entries(PROMISES).map(([promise, sentence]) => {
    const tried = figures.filter((figure) => figure.promise === promise).map(({ what }) => what);
    const { withstood, failed, leftOut, seconds } = outcomeOfPromise(promise);
    const said = [...failed.map((name) => `FAILED: ${name}`), ...tried];
    const what = said.length === 0 ? 'not tried' : said.join('<br>').replaceAll('|', '\\|');
    return [sentence, what, String(withstood), String(failed.length), String(leftOut), seconds.toFixed(0)];
  });
  const head = ['promise', 'what was tried', 'attacks withstood', 'failed', 'left out', 'seconds'];
  const rule = ['---', '---', '---:', '---:', '---:', '---:'];
  return [head, rule, ...rows].map((row) => `| ${row.join(' | ')} |\n`).join('');
}

function outcomeOf(modules: readonly TestModule[]): Outcome {
  const tests = modules.flatMap((module) => [...module.children.allTests()]);
  const count = (state: string): number => tests.filter((test) => test.result().state === state).length;
  const failed = tests.filter((test) => test.result().state === 'failed').map(({ fullName }) => fullName);
  const broken = modules.filter((module) => module.errors().length > 0);
  return {
    withstood: count('passed'),
    failed: [...failed, ...broken.map(({ moduleId }) => basename(moduleId))],
    leftOut: count('skipped'),
    seconds: modules.reduce((sum, module) => sum + module.diagnostic().duration, 0) / 1000,
  };
}
