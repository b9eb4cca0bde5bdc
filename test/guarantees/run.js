/** `npm run guarantees -- [PROMISE...] [--table FILE]`: attacks promises at full size, and prints what each withstood. */
import { spawnSync } from 'node:child_process';
import { join, resolve } from 'node:path';
import { parseArgs } from 'node:util';

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: { table: { type: 'string' } },
});
const root = join(import.meta.dirname, '..', '..');
const vitest = join(root, 'node_modules', 'vitest', 'vitest.mjs');
const table = values.table === undefined ? {} : { GUARANTEES_TABLE: resolve(values.table) };
const { status } = spawnSync(
  process.execPath,
  [vitest, 'run', '--config', 'vitest.guarantees.config.ts', ...positionals],
  {
    cwd: root,
    stdio: 'inherit',
    env: { ...process.env, ...table },
  },
);
process.exit(status ?? 1);
