/** `npm run fuzz -- --seconds N --seed S`: tries made-up and changed files for so long, from that seed on. */
import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { parseArgs } from 'node:util';

const { values } = parseArgs({
  options: {
    seconds: { type: 'string', default: '60' },
    seed: { type: 'string', default: '1' },
  },
});
if (!/^[1-9]\d{0,6}$/.test(values.seconds) || !/^\d{1,9}$/.test(values.seed)) {
  console.error('Both are whole numbers: npm run fuzz -- --seconds 60 --seed 1');
  process.exit(2);
}
const root = join(import.meta.dirname, '..', '..');
const vitest = join(root, 'node_modules', 'vitest', 'vitest.mjs');
const { status } = spawnSync(
  process.execPath,
  [vitest, 'run', 'test/guarantees/fuzz.test.ts', '--disable-console-intercept'],
  {
    cwd: root,
    stdio: 'inherit',
    env: { ...process.env, FUZZ_SECONDS: values.seconds, FUZZ_SEED: values.seed },
  },
);
process.exit(status ?? 1);
