/** Prints, after `npm run guarantees`, what each promise withstood; docs/guarantees.md quotes it. */
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { PROMISES, type Promised } from './trying.js';

/** Called before all tests; what it returns is called after them. */
export default function setup(): () => void {
  const folder = mkdtempSync(join(tmpdir(), 'invfix-figures-'));
  const file = join(folder, 'figures.jsonl');
  process.env.GUARANTEES_FIGURES = file;
  return () => {
    const lines = existsSync(file) ? readFileSync(file, 'utf8').trim().split('\n') : [];
    const figures = lines.map((line): { promise: Promised; what: string } => JSON.parse(line));
    for (const [promise, sentence] of Object.entries(PROMISES)) {
      const withstood = figures.filter((figure) => figure.promise === promise);
      console.log(`\n${sentence} (${withstood.length === 0 ? 'not tried' : 'withstood'})`);
      for (const { what } of withstood) console.log(`  ${what}`);
    }
    rmSync(folder, { recursive: true });
  };
}
